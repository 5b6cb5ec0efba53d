//! A site as it stands on the disk.
#![allow(clippy::disallowed_methods)] // This is where the disk is read.

use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::git::{Head, Ids, Repository, Silence};
use super::open::{self, Stamp};
use super::{Entry, Kind, Origin, ROOTS, Refusal, Source, is_hidden};
use crate::limits;

type Found = walkdir::Result<walkdir::DirEntry>;

/// How deep the first look goes: `data/reports/2023-06`.
const SHALLOW: usize = 2;

const REST: Duration = Duration::from_millis(limits::REST_MILLISECONDS);

/// A directory that holds `gongshi.toml`.
#[derive(Debug)]
pub struct WorkTree {
    root: PathBuf,
    repository: Option<Repository>,
    reading: Mutex<Reading>,
}

/// What is remembered of a reading, to say afterwards what was read.
#[derive(Debug, Default)]
struct Reading {
    /// What was checked out when it began.
    head: Option<Head>,
    /// Why that is not known.
    silence: Option<Silence>,
    files: HashMap<String, Taken>,
}

/// A file that was read, or refused.
#[derive(Debug)]
struct Taken {
    stamp: Option<Stamp>,
    /// Where there is a commit to compare it with.
    ids: Option<Ids>,
}

impl WorkTree {
    /// The site below `root`, wherever it comes from: git is not asked.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), repository: None, reading: Mutex::default() }
    }

    /// The site below `root`, of which git can say which commit it is.
    #[must_use]
    pub fn in_repository(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self { repository: Repository::holding(&root), ..Self::new(root) }
    }

    pub(super) fn repository(&self) -> Option<&Repository> {
        self.repository.as_ref()
    }

    /// How a file looks from outside; `None` where it cannot be said.
    pub(super) fn stamp(&self, path: &str) -> Option<Stamp> {
        Stamp::of(&self.root.join(path).symlink_metadata().ok()?)
    }

    /// A file's bytes as they were at one time, and its stamp of that time.
    pub(super) fn take(&self, path: &str, limit: u64) -> Result<(Option<Stamp>, Vec<u8>), Refusal> {
        for _ in 0..limits::READINGS {
            let mut file = open::regular(&self.root, path)?;
            let metadata = file.metadata()?;
            if metadata.len() > limit {
                return Err(Refusal::TooLarge(metadata.len()));
            }
            let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
            // A file may grow while it is read; no more than the limit is taken.
            (&mut file).take(limit + 1).read_to_end(&mut bytes)?;
            let stamp = Stamp::of(&metadata);
            if bytes.len() as u64 == metadata.len() && stamp == Stamp::of(&file.metadata()?) {
                return Ok((stamp, bytes));
            }
            thread::sleep(REST);
        }
        Err(Refusal::Changing)
    }

    fn reading(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that stands below [`ROOTS`]; hidden folders are not entered.
    pub(super) fn walk(&self) -> Vec<Entry> {
        let tops = ROOTS.iter().map(|root| self.root.join(root));
        let tops: Vec<PathBuf> = tops.filter(|top| top.symlink_metadata().is_ok()).collect();
        // The folders two levels down hold nearly all files, and are walked in parallel.
        let (near, folders): (Vec<Found>, Vec<Found>) =
            tops.iter().flat_map(|top| below(top, SHALLOW)).partition(|found| {
                !found
                    .as_ref()
                    .is_ok_and(|at| at.depth() == SHALLOW && at.file_type().is_dir() && !is_dotted(at))
            });
        let mut entries: Vec<Entry> = near.into_iter().filter_map(|found| self.found(found)).collect();
        let deep = folders
            .into_par_iter()
            .flatten()
            .flat_map_iter(|folder| below(folder.path(), usize::MAX).filter_map(|found| self.found(found)));
        entries.par_extend(deep);
        entries
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
            Kind::Link
        } else if found.file_type().is_dir() {
            let looks_like_a_file = ["toml", "csv", "md"].iter().any(|extension| {
                found.path().extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
            });
            if !looks_like_a_file && !is_hidden(&path) {
                return None;
            }
            Kind::Directory
        } else if found.file_type().is_file() {
            Kind::File
        } else {
            Kind::Special
        };
        Some(Entry { path, kind })
    }
}

/// Follows no link, the folder it begins with included, and lists a hidden folder without what is in it.
fn below(folder: &Path, depth: usize) -> impl Iterator<Item = Found> + use<> {
    let mut walk = WalkDir::new(folder).follow_root_links(false).max_depth(depth).into_iter();
    std::iter::from_fn(move || {
        let found = walk.next()?;
        if found.as_ref().is_ok_and(|at| at.file_type().is_dir() && is_dotted(at)) {
            walk.skip_current_dir();
        }
        Some(found)
    })
}

fn is_dotted(found: &walkdir::DirEntry) -> bool {
    found.file_name().to_str().is_some_and(is_hidden)
}

/// The path below `root` with `/`; `None` where it is the root or not text.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<&str> = below.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join("/"))
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl Source for WorkTree {
    /// A reading begins.
    fn entries(&self) -> Vec<Entry> {
        let head = self.repository.as_ref().map_or(Ok(None), Repository::head);
        let silence = head.as_ref().err().copied();
        *self.reading() = Reading { head: head.ok().flatten(), silence, files: HashMap::new() };
        self.walk()
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        let format = self.reading().head.as_ref().map(|head| head.format);
        let taken = self.take(path, limit);
        let (stamp, ids) = match &taken {
            Ok((stamp, bytes)) => (*stamp, format.map(|format| Ids::of(format, bytes))),
            Err(_) => (self.stamp(path), None),
        };
        self.reading().files.insert(path.to_owned(), Taken { stamp, ids });
        taken.map(|(_, bytes)| bytes)
    }

    fn unsettled(&self) -> Option<String> {
        let look = || -> Vec<(String, Option<Stamp>)> {
            let mut entries = self.walk();
            entries.retain(|entry| entry.kind == Kind::File && !is_hidden(&entry.path));
            let stamps = entries.into_par_iter().map(|entry| {
                let stamp = self.stamp(&entry.path);
                (entry.path, stamp)
            });
            stamps.collect()
        };
        let mut seen = look();
        if seen.iter().any(|(_, stamp)| stamp.is_some_and(|stamp| stamp.is_younger_than(REST))) {
            thread::sleep(REST);
            seen = look();
        }
        if seen.len() > limits::FILES {
            return None;
        }
        let reading = self.reading();
        let is_other = |(path, stamp): &&(String, Option<Stamp>)| {
            reading.files.get(path).is_none_or(|taken| taken.stamp != *stamp)
        };
        if let Some((path, _)) = seen.iter().find(is_other) {
            return Some(path.clone());
        }
        // All that is there was read; one that was read and is not there has been taken away.
        if reading.files.len() == seen.len() {
            return None;
        }
        let seen: HashSet<&String> = seen.iter().map(|(path, _)| path).collect();
        reading.files.keys().filter(|path| !seen.contains(path)).min().cloned()
    }

    fn origin(&self) -> Origin {
        let Some(repository) = &self.repository else { return Origin::Unknown };
        let reading = self.reading();
        let Some(head) = &reading.head else {
            return reading.silence.map_or(Origin::Unknown, Origin::Silent);
        };
        let read = reading.files.iter();
        let read = read.filter_map(|(path, taken)| Some((path.as_str(), taken.ids.as_ref()?))).collect();
        repository.origin_of(head, &read)
    }
}
