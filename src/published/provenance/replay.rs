//! The mainline once more, commit by commit: which made which value what it is.
//!
//! In: a [`History`]. Out: [`ReplayedValues`], every value of its last commit with the commit it came with. Versions are
//! compared by what they say, read as today's files are; what cannot be read is stepped over, and counted.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::kept;
use super::values::{CommitAt, DatedRecord, DatedValue, FieldAt, FieldNames, RecordMarks};
use crate::limits;
use crate::published::records::{RecordKey, RecordKind};
use crate::source::{BlobContent, CommitId, FileVersion, History, Silence};

/// What one commit left.
#[derive(Debug, Default)]
pub(super) struct ReplayedValues {
    /// Of all commits of the mainline: its id, and when it was, in seconds since 1970.
    pub commits: Vec<(CommitId, i64)>,
    pub records: HashMap<RecordKey, DatedRecord>,
    pub names: FieldNames,
    /// How many versions could not be read.
    pub unreadable: usize,
    /// How many are not here.
    pub absent: usize,
    /// Whether what is older than the first commit is not here.
    pub is_cut: bool,
}

/// A version of a file.
enum ReadVersion {
    Gone,
    Unreadable,
    Absent,
    Records(Vec<RecordMarks>),
}

/// A file, as far as it has come.
#[derive(Default)]
struct FileSoFar {
    number: u32,
    /// What stands in it.
    keys: Vec<RecordKey>,
    /// Whether the version before is not here, so that nobody knows what the next one changes.
    is_unsure: bool,
}

#[derive(Default)]
struct Replay {
    done: ReplayedValues,
    files: HashMap<Arc<str>, FileSoFar>,
}

impl ReplayedValues {
    pub fn of(history: &History) -> Result<Self, Silence> {
        let mut replay = Replay::default();
        let commits = history.commits();
        replay.done.commits = commits.iter().map(|commit| (commit.id.clone(), commit.seconds)).collect();
        replay.done.is_cut = commits.iter().any(|commit| commit.is_boundary);
        let mut from = 0;
        while from < commits.len() {
            // Whole commits, as many as keep what is held at once small; mostly all.
            let mut until = from;
            let mut count = 0;
            while until < commits.len()
                && (until == from || count + commits[until].versions.len() <= limits::VERSIONS)
            {
                count += commits[until].versions.len();
                until += 1;
            }
            let versions: Vec<&FileVersion> =
                commits[from..until].iter().flat_map(|commit| &commit.versions).collect();
            let contents = history.contents(&versions)?;
            let read: Vec<ReadVersion> =
                versions.par_iter().zip(contents).map(|(version, content)| read(version, content)).collect();
            let mut read = versions.iter().zip(read);
            for (number, commit) in commits.iter().enumerate().take(until).skip(from) {
                let of_commit = read.by_ref().take(commit.versions.len());
                let of_commit: Vec<(&Arc<str>, ReadVersion)> =
                    of_commit.map(|(version, read)| (&version.path, read)).collect();
                replay.step(number as u32, commit.is_boundary, of_commit);
            }
            from = until;
        }
        Ok(replay.end())
    }
}

fn read(version: &FileVersion, content: Option<BlobContent>) -> ReadVersion {
    match content {
        None => ReadVersion::Gone,
        Some(BlobContent::Absent) => ReadVersion::Absent,
        Some(BlobContent::Large(_)) => ReadVersion::Unreadable,
        Some(BlobContent::Whole(bytes)) if bytes.len() as u64 > limits::FILE_BYTES => ReadVersion::Unreadable,
        Some(BlobContent::Whole(bytes)) => {
            kept::of_bytes(&version.path, bytes).map_or(ReadVersion::Unreadable, ReadVersion::Records)
        }
    }
}

impl Replay {
    /// One commit: what it put first, so that a row that went from one file to another never was away.
    fn step(&mut self, number: u32, is_boundary: bool, versions: Vec<(&Arc<str>, ReadVersion)>) {
        let mut left: Vec<(u32, RecordKey)> = Vec::new();
        for (path, version) in versions {
            let next = self.files.len() as u32;
            let file = self
                .files
                .entry(Arc::clone(path))
                .or_insert_with(|| FileSoFar { number: next, ..FileSoFar::default() });
            let of_file = file.number;
            let records = match version {
                ReadVersion::Unreadable => {
                    self.done.unreadable += 1;
                    continue;
                }
                ReadVersion::Absent => {
                    self.done.absent += 1;
                    file.is_unsure = true;
                    continue;
                }
                ReadVersion::Gone => Vec::new(),
                ReadVersion::Records(records) => records,
            };
            let is_earliest = is_boundary || std::mem::take(&mut file.is_unsure);
            let before = std::mem::take(&mut file.keys);
            let mut now = HashSet::with_capacity(records.len());
            let mut keys = Vec::with_capacity(records.len());
            for (key, marks) in records {
                // Of two rows with one id the first is told.
                if now.contains(&key) {
                    continue;
                }
                now.insert(key.clone());
                keys.push(key.clone());
                self.done.put(key, of_file, CommitAt::new(number, is_earliest), marks);
            }
            left.extend(before.into_iter().filter(|key| !now.contains(key)).map(|key| (of_file, key)));
            if let Some(file) = self.files.get_mut(path) {
                file.keys = keys;
            }
        }
        for (file, key) in left {
            if let Some(record) = self.done.records.get_mut(&key).filter(|record| record.file == file) {
                record.is_gone = true;
            }
        }
    }

    /// Of files whose last version is not here nothing is known.
    fn end(mut self) -> ReplayedValues {
        for file in
            self.files.values().filter(|file| file.is_unsure).map(|file| file.number).collect::<Vec<_>>()
        {
            self.done.records.retain(|_, record| record.file != file);
        }
        self.done
    }
}

impl ReplayedValues {
    fn put(&mut self, key: RecordKey, file: u32, at: CommitAt, marks: Vec<(String, u64)>) {
        let has_changes = key.0 != RecordKind::Report;
        let marks = marks.into_iter().map(|(name, mark)| (self.names.number(&name), mark));
        let mut values: Vec<DatedValue> =
            marks.map(|(field, mark)| DatedValue { mark, commit: at, field }).collect();
        values.sort_unstable_by_key(|value| value.field);
        let before = self.records.get_mut(&key);
        let Some(before) = before else {
            let changes = if has_changes { vec![(at, FieldAt::WHOLE)] } else { Vec::new() };
            self.records.insert(key, DatedRecord { file, is_gone: false, values: values.into(), changes });
            return;
        };
        before.file = file;
        if std::mem::take(&mut before.is_gone) {
            if has_changes {
                before.changes.push((at, FieldAt::WHOLE));
            }
            before.values = values.into();
            return;
        }
        let mut changed = Vec::new();
        for value in &mut values {
            let old = before.values.binary_search_by_key(&value.field, |old| old.field);
            match old.map(|old| before.values[old]) {
                Ok(old) if old.mark == value.mark => value.commit = old.commit,
                Ok(_) | Err(_) => changed.push(value.field),
            }
        }
        if has_changes {
            let is_there = |field: FieldAt| values.binary_search_by_key(&field, |value| value.field).is_ok();
            let emptied = before.values.iter().map(|old| old.field).filter(|field| !is_there(*field));
            changed.extend(emptied);
            changed.sort_unstable();
            before.changes.extend(changed.into_iter().map(|field| (at, field)));
        }
        before.values = values.into();
    }
}
