//! A site as it stands on the disk.
#![allow(clippy::disallowed_methods)] // This is where the disk is read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Entry, Kind, ROOTS, Refusal, Source, git};

/// What a file looks like from outside: when it was last written, and how many bytes it has.
pub(super) type Stamp = (SystemTime, u64);

type Found = walkdir::Result<walkdir::DirEntry>;

/// How deep the first look goes: `data/reports/2023-06`.
const SHALLOW: usize = 2;

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

    /// How a file looks from outside; `None` where it cannot be said.
    pub(super) fn stamp(&self, path: &str) -> Option<Stamp> {
        let metadata = self.root.join(path).metadata().ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    }

    fn found(&self, found: Found) -> Option<Entry> {
        match found {
            Ok(found) => self.entry(&found),
            Err(error) => {
                let path = error.path().and_then(|path| relative(&self.root, path));
                let kind = Kind::Unreadable(error.to_string());
                Some(Entry { path: path.unwrap_or_else(|| "data".to_owned()), kind })
            }
        }
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
        } else if found.file_type().is_file() {
            Kind::File
        } else {
            Kind::Unreadable("not a regular file".into())
        };
        Some(Entry { path, kind })
    }

    /// A link is read only where it leads to a file inside the root.
    fn follow(&self, link: &Path) -> Kind {
        let inside = || -> io::Result<bool> {
            let target = link.canonicalize()?;
            Ok(target.starts_with(self.root.canonicalize()?) && target.is_file())
        };
        if inside().unwrap_or(false) { Kind::File } else { Kind::Link }
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
        let tops = ROOTS.iter().map(|root| self.root.join(root));
        let tops: Vec<PathBuf> = tops.filter(|top| top.exists() || top.is_symlink()).collect();
        // The folders two levels down hold nearly all files, and are walked in parallel.
        let (near, folders): (Vec<Found>, Vec<Found>) =
            tops.iter().flat_map(|top| WalkDir::new(top).max_depth(SHALLOW)).partition(|found| {
                !found.as_ref().is_ok_and(|at| at.depth() == SHALLOW && at.file_type().is_dir())
            });
        let mut entries: Vec<Entry> = near.into_iter().filter_map(|found| self.found(found)).collect();
        let deep = folders.into_par_iter().flatten().flat_map_iter(|folder| {
            WalkDir::new(folder.path()).into_iter().filter_map(|found| self.found(found))
        });
        entries.par_extend(deep);
        entries
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        let read = || -> io::Result<(u64, Vec<u8>)> {
            let mut file = File::open(self.root.join(path))?;
            let size = file.metadata()?.len();
            let mut bytes = Vec::new();
            if size <= limit {
                bytes.reserve_exact(size as usize + 1);
                // A file may grow while it is read; no more than the limit is taken.
                (&mut file).take(limit + 1).read_to_end(&mut bytes)?;
            }
            Ok((size.max(bytes.len() as u64), bytes))
        };
        match read() {
            Ok((size, _)) if size > limit => Err(Refusal::TooLarge(size)),
            Ok((_, bytes)) => Ok(bytes),
            Err(error) => Err(Refusal::Unreadable(error)),
        }
    }

    fn commit(&self) -> Option<String> {
        git::data_commit(&self.root)
    }
}
