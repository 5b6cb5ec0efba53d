//! A site as it stands on the disk.
#![allow(clippy::disallowed_methods)] // This is where the disk is read.

use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use rayon::prelude::*;

use super::git::{Head, History, ObjectIds, Repository, Silence};
use super::open::{REST, Root, Stamp};
use super::walk::{Folder, Walk, tops};
use super::{Entry, EntryKind, GitOrigin, Refusal, SiteSource, is_hidden};
use crate::limits;

/// A directory that holds `gongshi.toml`.
#[derive(Debug)]
pub struct WorkTree {
    root: PathBuf,
    repository: Option<Repository>,
    reading: Mutex<Remembered>,
}

/// What is remembered of a reading, to say afterwards what was read.
#[derive(Debug, Default)]
struct Remembered {
    /// What was checked out when it began.
    head: Option<Head>,
    /// Why that is not known.
    silence: Option<Silence>,
    /// In the order they were read.
    files: Vec<(String, ReadFile)>,
    /// How many of [`ROOTS`] there were.
    tops: usize,
    folders: Vec<Folder>,
    /// What the files are opened below.
    root: Option<Arc<Root>>,
}

/// A file that was read, or refused.
#[derive(Debug)]
struct ReadFile {
    stamp: Option<Stamp>,
    /// Whether it had just been written then: what was written in the same tick of the clock afterwards looks the same.
    is_fresh: bool,
    /// Where there is a commit to compare it with.
    ids: Option<ObjectIds>,
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
        let opened = self.reading().root.clone();
        let root = opened.map_or_else(|| Root::of(&self.root).map(Arc::new), Ok)?;
        for _ in 0..limits::READINGS {
            let (mut file, metadata) = root.regular(path)?;
            if metadata.len() > limit {
                return Err(Refusal::TooLarge(metadata.len()));
            }
            let mut bytes = vec![0; metadata.len() as usize];
            let stamp = Stamp::of(&metadata);
            match file.read_exact(&mut bytes) {
                // One that has grown meanwhile looks otherwise.
                Ok(()) if stamp == Stamp::of(&file.metadata()?) => return Ok((stamp, bytes)),
                Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error.into()),
                Ok(()) | Err(_) => {}
            }
            thread::sleep(REST);
        }
        Err(Refusal::Changing)
    }

    fn reading(&self) -> MutexGuard<'_, Remembered> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the repository says of what was read; `None` where there is no commit.
    fn asked<T>(
        &self,
        ask: impl FnOnce(&Repository, &Head, &HashMap<&str, &ObjectIds>) -> Result<T, Silence>,
    ) -> Result<Option<T>, Silence> {
        let Some(repository) = &self.repository else { return Ok(None) };
        let reading = self.reading();
        let Some(head) = &reading.head else { return reading.silence.map_or(Ok(None), Err) };
        let read = reading.files.iter();
        let read = read.filter_map(|(path, taken)| Some((path.as_str(), taken.ids.as_ref()?))).collect();
        ask(repository, head, &read).map(Some)
    }

    /// All that stands there.
    pub(super) fn entries_now(&self) -> Vec<Entry> {
        Walk::of(&self.root).entries
    }

    /// Whether everything looks as it did when it was read, and had rested then: nothing is listed again.
    fn is_settled(&self, reading: &Remembered) -> bool {
        reading.folders.iter().all(Folder::is_as_it_was)
            && tops(&self.root).len() == reading.tops
            && reading.files.par_iter().all(|(path, taken)| {
                !taken.is_fresh && taken.stamp.is_some() && self.stamp(path) == taken.stamp
            })
    }

    /// The first file that is not as it was read, or may not be.
    fn other_than(&self, reading: &Remembered) -> Option<String> {
        let look = || -> Vec<(String, Option<Stamp>)> {
            let mut entries = self.entries_now();
            entries.retain(|entry| entry.kind == EntryKind::File && !is_hidden(&entry.path));
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
        let taken: HashMap<&String, &ReadFile> =
            reading.files.iter().map(|(path, taken)| (path, taken)).collect();
        let is_other = |(path, stamp): &&(String, Option<Stamp>)| {
            taken.get(path).is_none_or(|taken| taken.is_fresh || taken.stamp != *stamp)
        };
        if let Some((path, _)) = seen.iter().find(is_other) {
            return Some(path.clone());
        }
        // All that is there was read; one that was read and is not there has been taken away.
        if reading.files.len() == seen.len() {
            return None;
        }
        let seen: HashSet<&String> = seen.iter().map(|(path, _)| path).collect();
        taken.into_keys().filter(|path| !seen.contains(path)).min().cloned()
    }
}

impl SiteSource for WorkTree {
    /// A reading begins.
    fn entries(&self) -> Vec<Entry> {
        let head = self.repository.as_ref().map_or(Ok(None), Repository::head);
        let silence = head.as_ref().err().copied();
        let tops = tops(&self.root).len();
        let Walk { entries, folders } = Walk::of(&self.root);
        let files = Vec::with_capacity(entries.len());
        let root = Root::of(&self.root).ok().map(Arc::new);
        *self.reading() = Remembered { head: head.ok().flatten(), silence, files, tops, folders, root };
        entries
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        let format = self.reading().head.as_ref().map(|head| head.format);
        let taken = self.take(path, limit);
        let (stamp, ids) = match &taken {
            Ok((stamp, bytes)) => (*stamp, format.map(|format| ObjectIds::of(format, bytes))),
            Err(_) => (self.stamp(path), None),
        };
        let is_fresh = stamp.is_some_and(|stamp| stamp.is_younger_than(REST));
        // Made before the lock is asked for: all threads read.
        let read = (path.to_owned(), ReadFile { stamp, is_fresh, ids });
        self.reading().files.push(read);
        taken.map(|(_, bytes)| bytes)
    }

    fn unsettled(&self) -> Option<String> {
        // Not asked for under the lock: this thread may do another's work while it waits for the others.
        let reading = std::mem::take(&mut *self.reading());
        let unsettled = if self.is_settled(&reading) { None } else { self.other_than(&reading) };
        *self.reading() = reading;
        unsettled
    }

    fn origin(&self) -> GitOrigin {
        let asked = self.asked(|repository, head, read| Ok(repository.origin_of(head, read)));
        asked.map_or_else(GitOrigin::Silent, |origin| origin.unwrap_or(GitOrigin::Unknown))
    }

    fn history(&self, folders: &[&str]) -> Result<Option<History>, Silence> {
        self.asked(|repository, head, read| repository.history_of(head, read, folders))
    }
}
