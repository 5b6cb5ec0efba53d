//! A source that remembers what it read, file by file: two readings can be compared without keeping either.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::{ChangedFile, Entry, EntryKind, FileFate, GitOrigin, Refusal, SiteSource};

/// Another source, with a digest of each file that was read.
pub struct Digested<'s> {
    inner: &'s dyn SiteSource,
    /// None of what could not be read.
    digests: Mutex<BTreeMap<String, Option<[u8; 32]>>>,
}

impl<'s> Digested<'s> {
    /// Nothing read yet.
    #[must_use]
    pub fn new(inner: &'s dyn SiteSource) -> Self {
        Self { inner, digests: Mutex::default() }
    }

    /// The files that are another one, or only on one side, sorted by path. What cannot be read on either side is told by
    /// its finding.
    #[must_use]
    pub fn differing(&self, base: &Self) -> Vec<ChangedFile> {
        let of = |side: &Self| side.digests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (before, now) = (of(base), of(self));
        let new = now.iter().filter_map(|(path, digest)| match before.get(path) {
            None => Some((path, FileFate::Added)),
            Some(old) => (old != digest).then_some((path, FileFate::Changed)),
        });
        let gone =
            before.keys().filter(|path| !now.contains_key(*path)).map(|path| (path, FileFate::Deleted));
        let mut files: Vec<ChangedFile> =
            new.chain(gone).map(|(path, fate)| ChangedFile { path: path.clone(), fate }).collect();
        files.sort();
        files
    }

    fn remember(&self, path: &str, digest: Option<[u8; 32]>) {
        self.digests.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), digest);
    }
}

impl SiteSource for Digested<'_> {
    fn entries(&self) -> Vec<Entry> {
        let entries = self.inner.entries();
        self.digests.lock().unwrap_or_else(PoisonError::into_inner).clear();
        for entry in entries.iter().filter(|entry| entry.kind != EntryKind::File) {
            self.remember(&entry.path, None);
        }
        entries
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        let bytes = self.inner.read(path, limit);
        self.remember(path, bytes.as_ref().ok().map(|bytes| Sha256::digest(bytes).into()));
        bytes
    }

    fn unsettled(&self) -> Option<String> {
        self.inner.unsettled()
    }

    fn origin(&self) -> GitOrigin {
        self.inner.origin()
    }
}
