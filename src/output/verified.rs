//! A published site against its manifest: every file there, as it was written, and no other.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::manifest::{Digester, FILE, Manifest, is_below};
use crate::limits;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// It is not there.
    Missing(String),
    /// Its bytes are others.
    Changed(String),
    /// No build wrote it.
    Stranger(String),
}

/// A site that was looked through.
#[derive(Debug)]
pub struct Verified {
    #[allow(missing_docs)]
    pub manifest: Manifest,
    /// By path.
    pub faults: Vec<FileFault>,
}

/// Looks through a site; an error where it has no manifest of ours.
#[allow(clippy::disallowed_methods)] // It is files of the disk that are looked at.
pub fn verify(folder: &Path) -> io::Result<Verified> {
    let path = folder.join(FILE);
    let too_large = || io::Error::other("no manifest.json of gongshi");
    if fs::metadata(&path)?.len() > limits::MANIFEST_BYTES {
        return Err(too_large());
    }
    let manifest = Manifest::from_bytes(&fs::read(&path)?).ok_or_else(too_large)?;
    let mut faults = Vec::new();
    let mut known = BTreeSet::new();
    for entry in manifest.files.iter().filter(|entry| is_below(&entry.path)) {
        known.insert(entry.path.clone());
        let at = folder.join(&entry.path);
        let is_file = at.symlink_metadata().is_ok_and(|found| found.is_file());
        match Digester::of_file(&at).map(|digest| digest.entry(&entry.path)) {
            Ok(found) if is_file && found == *entry => {}
            Ok(_) => faults.push(FileFault::Changed(entry.path.clone())),
            Err(_) => faults.push(FileFault::Missing(entry.path.clone())),
        }
    }
    for found in WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let Ok(below) = found.path().strip_prefix(folder) else { continue };
        let name = below.to_string_lossy().replace('\\', "/");
        if !found.file_type().is_dir() && name != FILE && !known.contains(&name) {
            faults.push(FileFault::Stranger(name));
        }
    }
    faults.sort_by_key(|fault| match fault {
        FileFault::Missing(path) | FileFault::Changed(path) | FileFault::Stranger(path) => path.clone(),
    });
    Ok(Verified { manifest, faults })
}
