//! `manifest.json`: every file of the site with its digest, and what it was made from.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::escape;

/// Its path below the output.
pub const FILE: &str = "manifest.json";

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// Below the output, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// In lower-case hexadecimal.
    pub sha256: String,
}

impl ManifestEntry {
    /// The entry of a file with these bytes.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let mut digest = Digester::default();
        digest.add(bytes);
        digest.entry(path)
    }
}

/// Digests a file as it passes.
#[derive(Default)]
pub struct Digester {
    hash: Sha256,
    size: u64,
}

impl Digester {
    /// The next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
    }

    /// A file on the disk.
    #[allow(clippy::disallowed_methods)] // The output looks at what it wrote last time.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut digest = Self::default();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(digest),
                length => digest.add(&buffer[..length]),
            }
        }
    }

    /// The entry of the file that has passed.
    #[must_use]
    pub fn entry(self, path: &str) -> ManifestEntry {
        let sha256 = escape::hex(&self.hash.finalize());
        ManifestEntry { path: path.to_owned(), size: self.size, sha256 }
    }
}

/// An edition that was published: the month's number of it, and the digest of its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEdition {
    /// `2023-06`
    pub period: String,
    #[allow(missing_docs)]
    pub no: u32,
    /// Of `/editions/2023-06/figures.csv`.
    pub sha256: String,
}

/// What a build made, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `gongshi`.
    pub generator: String,
    /// Of the program that built it: `0.1.0`.
    pub version: String,
    /// The day the figures are of.
    pub as_of: String,
    /// The last commit that touched the site's files; none where some are uncommitted.
    pub commit: Option<String>,
    /// Whether the data are invented.
    pub sample: bool,
    /// The months that were frozen; published is remembered where it was published.
    #[serde(default)]
    pub editions: Vec<ManifestEdition>,
    /// By path.
    pub files: Vec<ManifestEntry>,
}

impl Manifest {
    /// Its bytes; one file a line, so that two manifests can be compared by eye.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = format!(
            "{{\n\"generator\":{},\n\"version\":{},\n\"as_of\":{},\n\"commit\":{},\n\"sample\":{},\n\"editions\":{},\n\"files\":[\n",
            json(&self.generator),
            json(&self.version),
            json(&self.as_of),
            json(&self.commit),
            self.sample,
            json(&self.editions)
        );
        for (place, entry) in self.files.iter().enumerate() {
            out.push_str(&json(entry));
            out.push_str(if place + 1 < self.files.len() { ",\n" } else { "\n" });
        }
        out.push_str("]\n}\n");
        out.into_bytes()
    }

    /// Reads one back; `None` where it is not ours.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|manifest: &Self| manifest.generator == "gongshi")
    }
}

/// What a manifest names, in order, whatever else a newer version writes; `None` where it is not ours. It is a file like
/// any other: what no build can have written is left out.
#[must_use]
pub(super) fn paths(bytes: &[u8]) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Named {
        path: String,
    }
    #[derive(Deserialize)]
    struct Names {
        generator: String,
        files: Vec<Named>,
    }
    let names: Names =
        serde_json::from_slice(bytes).ok().filter(|names: &Names| names.generator == "gongshi")?;
    let mut paths: Vec<String> =
        names.files.into_iter().map(|named| named.path).filter(|path| is_below(path)).collect();
    paths.sort_unstable();
    paths.dedup();
    Some(paths)
}

/// Whether a path leads to one place below the output: no way up, out, or about, and none that another system reads
/// differently.
pub(super) fn is_below(path: &str) -> bool {
    let is_name = |part: &str| {
        let mut parts = Path::new(part).components();
        matches!(parts.next(), Some(Component::Normal(_))) && parts.next().is_none()
    };
    !path.contains(['\\', '\0']) && path != FILE && path.split('/').all(is_name)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers always serialise")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_only_what_a_build_can_have_written() {
        let entries = |paths: &[&str]| {
            let named: Vec<String> =
                paths.iter().map(|path| format!("{{\"path\":{}}}", json(path))).collect();
            format!(
                "{{\"generator\":\"gongshi\",\"version\":\"9\",\"newer\":[1],\"files\":[{}]}}",
                named.join(",")
            )
        };
        let odd = [
            "",
            ".",
            "..",
            "/",
            "/etc/passwd",
            "a/../../b",
            "a//b",
            "a/./b",
            "a/",
            "./a",
            "a\\b",
            "a\0b",
            "b/..",
        ];
        assert_eq!(paths(entries(&odd).as_bytes()), Some(vec![]));
        assert_eq!(paths(entries(&["b", "a/b", "b"]).as_bytes()), Some(vec!["a/b".to_owned(), "b".into()]));
        assert_eq!(paths(b"{}"), None);
        let deep = format!("{{\"generator\":\"gongshi\",\"x\":{}", "[".repeat(1_000_000));
        assert_eq!(paths(deep.as_bytes()), None);
    }

    #[test]
    fn a_manifest_reads_back() {
        let manifest = Manifest {
            generator: "gongshi".into(),
            version: "1".into(),
            as_of: "2023-11-25".into(),
            commit: None,
            sample: true,
            editions: vec![ManifestEdition { period: "2023-06".into(), no: 1, sha256: "ab".into() }],
            files: vec![ManifestEntry::of("a", b"abc"), ManifestEntry::of("b", b"")],
        };
        assert_eq!(Manifest::from_bytes(&manifest.to_bytes()).as_ref(), Some(&manifest));
        assert_eq!(
            manifest.files[0].sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
