//! A site as it stands on the disk.
#![allow(clippy::disallowed_methods)] // This is where the disk is read.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Entry, Kind, ROOTS, Source, git};

/// A directory that holds `gongshi.toml`.
#[derive(Debug, Clone)]
pub struct WorkTree {
    root: PathBuf,
}

impl WorkTree {
    /// The site below `root`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn entry(&self, found: &walkdir::DirEntry) -> Option<Entry> {
        let path = relative(&self.root, found.path())?;
        let kind = if found.path_is_symlink() {
            self.follow(found.path())
        } else if found.file_type().is_dir() {
            let looks_like_a_file = ["toml", "csv", "md"].iter().any(|extension| {
                found.path().extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
            });
            if !looks_like_a_file {
                return None;
            }
            Kind::Directory
        } else {
            match found.metadata() {
                Ok(metadata) if metadata.is_file() => Kind::File(metadata.len()),
                Ok(_) => Kind::Unreadable("not a regular file".into()),
                Err(error) => Kind::Unreadable(error.to_string()),
            }
        };
        Some(Entry { path, kind })
    }

    /// A link is read only where it leads to a file inside the root.
    fn follow(&self, link: &Path) -> Kind {
        let inside = || -> io::Result<Option<u64>> {
            let target = link.canonicalize()?;
            let root = self.root.canonicalize()?;
            let metadata = target.metadata()?;
            Ok((target.starts_with(root) && metadata.is_file()).then_some(metadata.len()))
        };
        match inside() {
            Ok(Some(size)) => Kind::File(size),
            Ok(None) | Err(_) => Kind::Link,
        }
    }
}

/// The path below `root` with `/`; `None` where it is the root or not text.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<&str> = below.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join("/"))
}

impl Source for WorkTree {
    fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for root in ROOTS {
            let top = self.root.join(root);
            if !top.exists() && !top.is_symlink() {
                continue;
            }
            for found in WalkDir::new(&top).follow_links(false) {
                match found {
                    Ok(found) => entries.extend(self.entry(&found)),
                    Err(error) => {
                        let path = error.path().and_then(|path| relative(&self.root, path));
                        entries.push(Entry {
                            path: path.unwrap_or_else(|| root.to_owned()),
                            kind: Kind::Unreadable(error.to_string()),
                        });
                    }
                }
            }
        }
        entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.root.join(path))
    }

    fn commit(&self) -> Option<String> {
        git::data_commit(&self.root)
    }
}
