//! A site held in memory: for tests, and for trying a change before it is written.

use std::collections::BTreeMap;
use std::io;

use super::{Entry, EntryKind, Refusal, SiteSource};

/// Files by path; what is planted as unreadable answers with an error.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    others: BTreeMap<String, EntryKind>,
}

impl Memory {
    /// An empty site.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file, replacing what stood there.
    pub fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), bytes.into());
    }

    /// Puts something that is not a readable file.
    pub fn put_kind(&mut self, path: &str, kind: EntryKind) {
        self.files.remove(path);
        self.others.insert(path.to_owned(), kind);
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// A file's bytes.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Every path that holds a file.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl SiteSource for Memory {
    fn entries(&self) -> Vec<Entry> {
        let files = self.files.keys().map(|path| (path, EntryKind::File));
        let others = self.others.iter().map(|(path, kind)| (path, kind.clone()));
        files.chain(others).map(|(path, kind)| Entry { path: path.clone(), kind }).collect()
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        match self.files.get(path) {
            Some(bytes) if bytes.len() as u64 > limit => Err(Refusal::TooLarge(bytes.len() as u64)),
            Some(bytes) => Ok(bytes.clone()),
            None => Err(Refusal::Unreadable(io::ErrorKind::NotFound.into())),
        }
    }
}
