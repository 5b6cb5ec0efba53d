//! A commit as a site: read from the objects of its repository, nothing is checked out.
//!
//! In: a repository and a commit. Out: the same entries and bytes that a checkout of it would have, links and submodules
//! as what they are. One question lists the files, one more hands out all of them.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use super::ask::{Git, Silence};
use super::blobs::{BlobContent, next};
use super::commit_id::CommitId;
use super::{Entry, EntryKind, GitOrigin, ROOTS, Refusal, SiteSource, is_hidden};
use crate::limits;

/// A commit of a repository.
#[derive(Debug)]
pub struct Revision {
    git: Arc<Git>,
    prefix: String,
    commit: CommitId,
    held: Mutex<HandedOut>,
}

/// What has been handed out.
#[derive(Debug, Default)]
struct HandedOut {
    files: HashMap<String, BlobContent>,
    silence: Option<Silence>,
}

/// A line of `ls-tree -l`.
struct Listed {
    path: String,
    kind: EntryKind,
    id: String,
    size: u64,
}

impl Revision {
    pub(super) fn new(git: Arc<Git>, prefix: String, commit: CommitId) -> Self {
        Self { git, prefix, commit, held: Mutex::default() }
    }

    /// Why git did not hand out the commit; `None` where it did, or was not asked yet.
    #[must_use]
    pub fn silence(&self) -> Option<Silence> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).silence
    }

    fn list(&self) -> Result<Vec<Listed>, Silence> {
        let roots: Vec<String> = ROOTS.iter().map(|root| format!("{}{root}", self.prefix)).collect();
        let mut words = vec!["ls-tree", "-r", "-z", "-l", "--full-tree", self.commit.as_str(), "--"];
        words.extend(roots.iter().map(String::as_str));
        let told = self.git.ask(&words)?;
        let listed = told.split(|byte| *byte == 0).filter_map(|row| self.listed(row));
        Ok(listed.filter(|listed| !is_hidden(&listed.path)).collect())
    }

    /// `100644 blob ID   SIZE\tPATH`; of a submodule the size is `-`.
    fn listed(&self, row: &[u8]) -> Option<Listed> {
        let tab = memchr::memchr(b'\t', row)?;
        let path = String::from_utf8_lossy(&row[tab + 1..]);
        let path = path.strip_prefix(&self.prefix)?.to_owned();
        let words = String::from_utf8_lossy(&row[..tab]);
        let mut words = words.split_ascii_whitespace();
        let (mode, id, size) = (words.next()?, words.nth(1)?.to_owned(), words.next()?);
        let kind = match mode {
            "120000" => EntryKind::Link,
            "160000" => EntryKind::Special,
            _ => EntryKind::File,
        };
        Some(Listed { path, kind, id, size: size.parse().unwrap_or_default() })
    }

    /// Asks for the contents of all files that are not too large; no more than a site may hold.
    fn contents(&self, listed: &[Listed]) -> Result<HashMap<String, BlobContent>, Silence> {
        let mut files = HashMap::with_capacity(listed.len());
        let (mut asked, mut input, mut sum) = (Vec::new(), Vec::new(), 0);
        for one in listed.iter().filter(|one| one.kind == EntryKind::File) {
            sum += one.size;
            if one.size > limits::FILE_BYTES || sum > limits::SITE_BYTES {
                files.insert(one.path.clone(), BlobContent::Large(one.size));
                continue;
            }
            input.extend_from_slice(one.id.as_bytes());
            input.push(b'\n');
            asked.push(one);
        }
        let told = self.git.ask_of_many(&["cat-file", "--batch", "--buffer"], input)?;
        let mut rest = &told[..];
        for one in asked {
            let (content, after) = next(rest).ok_or(Silence::Refused(None))?;
            files.insert(one.path.clone(), content);
            rest = after;
        }
        Ok(files)
    }
}

impl SiteSource for Revision {
    fn entries(&self) -> Vec<Entry> {
        let listed = self.list();
        let held = listed.and_then(|listed| Ok((self.contents(&listed)?, listed)));
        let mut now = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match held {
            Ok((files, listed)) => {
                *now = HandedOut { files, silence: None };
                listed.into_iter().map(|one| Entry { path: one.path, kind: one.kind }).collect()
            }
            Err(silence) => {
                *now = HandedOut { files: HashMap::new(), silence: Some(silence) };
                Vec::new()
            }
        }
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        // Each is read once: what has been handed on is not kept twice.
        match self.held.lock().unwrap_or_else(PoisonError::into_inner).files.remove(path) {
            Some(BlobContent::Whole(bytes)) if bytes.len() as u64 > limit => {
                Err(Refusal::TooLarge(bytes.len() as u64))
            }
            Some(BlobContent::Whole(bytes)) => Ok(bytes),
            Some(BlobContent::Large(size)) => Err(Refusal::TooLarge(size)),
            Some(BlobContent::Absent) => Err(Refusal::Unreadable(io::Error::other("git: object missing"))),
            None => Err(Refusal::Unreadable(io::ErrorKind::NotFound.into())),
        }
    }

    fn origin(&self) -> GitOrigin {
        GitOrigin::Commit(self.commit.as_str().to_owned())
    }
}
