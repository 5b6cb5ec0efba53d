//! Commits, told by what somebody calls them.
//!
//! In: a repository and a name (`origin/main`, `HEAD~1`, an id). Out: a [`CommitId`], the commit two come from, the files
//! that differ between two, and each as a [`Revision`] to be read as a site. A name is data and never a word of git's: one
//! that begins with `-` names no commit.

use std::path::Path;
use std::sync::Arc;

use super::ask::{Git, Silence};
use super::commit_id::CommitId;
use super::ids::Id;
use super::revision::Revision;
use super::{line, place};

/// What became of a file between two commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileFate {
    /// It was not there.
    Added,
    /// It is other than it was.
    Changed,
    /// It is no longer there.
    Deleted,
}

/// A file that differs between two commits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangedFile {
    /// From the top of the repository, with `/`.
    pub path: String,
    #[allow(missing_docs)]
    pub fate: FileFate,
}

/// The commits of a repository.
#[derive(Debug, Clone)]
pub struct Commits {
    git: Arc<Git>,
    /// The site's own folder in it: nothing, or `sites/north/`.
    prefix: String,
}

impl Commits {
    /// Of the repository that holds a folder; `None` where there is none we may ask about.
    #[must_use]
    pub fn holding(root: &Path) -> Option<Self> {
        let (top, prefix) = place::of(root)?;
        Some(Self { git: Arc::new(Git::at(top)), prefix })
    }

    /// Of a repository without a checkout; `root` is the site's folder in it, `.` the whole.
    #[must_use]
    pub fn of(repository: &Path, root: &Path) -> Option<Self> {
        let parts = root.components().filter(|part| *part != std::path::Component::CurDir);
        let mut prefix = String::new();
        for part in parts {
            let std::path::Component::Normal(part) = part else { return None };
            prefix += part.to_str()?;
            prefix.push('/');
        }
        Some(Self { git: Arc::new(Git::of(std::path::absolute(repository).ok()?)), prefix })
    }

    /// The site's folder in the repository, with a `/` at its end; nothing for the whole.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The commit that a name stands for; `None` where there is none.
    pub fn named(&self, name: &str) -> Result<Option<CommitId>, Silence> {
        // Git would take these for words of its own, or for more than one commit.
        if name.is_empty() || name.starts_with('-') || name.contains('\0') {
            return Ok(None);
        }
        let name = format!("{name}^{{commit}}");
        self.one(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])
    }

    /// The commit that two come from; `None` where none is known.
    pub fn merge_base(&self, one: &CommitId, other: &CommitId) -> Result<Option<CommitId>, Silence> {
        self.one(&["merge-base", one.as_str(), other.as_str()])
    }

    /// Whether the repository holds only the last part of its history.
    pub fn is_shallow(&self) -> Result<bool, Silence> {
        Ok(line(&self.git.ask(&["rev-parse", "--is-shallow-repository"])?) == "true")
    }

    /// All files that differ between two commits, also outside the site, sorted by path.
    pub fn changed(&self, base: &CommitId, head: &CommitId) -> Result<Vec<ChangedFile>, Silence> {
        let words = ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff"];
        let also = ["--no-textconv", "--ignore-submodules=none", base.as_str(), head.as_str(), "--"];
        let told = self.git.ask(&[&words[..], &also[..]].concat())?;
        let mut fields = told.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        let mut files = Vec::new();
        // `:100644 100644 ID ID M`, and then the path.
        while let Some((fate, path)) = fields.next().zip(fields.next()) {
            let fate = match fate.chars().next_back() {
                Some('A') => FileFate::Added,
                Some('D') => FileFate::Deleted,
                _ => FileFate::Changed,
            };
            files.push(ChangedFile { path: path.into_owned(), fate });
        }
        files.sort();
        Ok(files)
    }

    /// A commit, to be read as a site.
    #[must_use]
    pub fn revision(&self, commit: &CommitId) -> Revision {
        Revision::new(Arc::clone(&self.git), self.prefix.clone(), commit.clone())
    }

    fn one(&self, words: &[&str]) -> Result<Option<CommitId>, Silence> {
        match self.git.ask(words) {
            Ok(answer) => {
                let id = line(&answer);
                Ok(Id::read(id.as_bytes()).map(|_| CommitId::of(id)))
            }
            Err(Silence::Refused(Some(1))) => Ok(None),
            Err(silence) => Err(silence),
        }
    }
}
