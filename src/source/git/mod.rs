//! What git knows of a site: which commit holds what was read.
//!
//! In: the folder of a site, and the ids of what was read in it. Out: an [`GitOrigin`]. A checkout may be a stranger's, and
//! its settings name programs for git to run; so git is run in one place, `ask`, and only ever asked about commits
//! and trees. The work tree we read ourselves, and hash as git would: `git status` would run the filters of the
//! checkout and write its index.
#![allow(clippy::disallowed_methods)] // Where `.git` stands is asked of the disk.

mod ask;
mod blobs;
mod commit_id;
mod commits;
mod history;
mod ids;
mod place;
mod revision;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::origin::GitOrigin;
use super::{Entry, EntryKind, LFS_POINTER, ROOTS, Refusal, SiteSource, is_hidden};
use ask::Git;
use history::Mainline;
use ids::Id;

pub use ask::Silence;
pub use blobs::BlobContent;
pub use commit_id::CommitId;
pub use commits::{ChangedFile, Commits, FileFate};
pub use history::{FileVersion, History, MainlineCommit};
pub use revision::Revision;

pub(super) use ids::{ObjectFormat, ObjectIds};

/// The repository a site stands in.
#[derive(Debug)]
pub(super) struct Repository {
    git: Arc<Git>,
    /// The site's own folder in it: nothing, or `sites/north/`.
    prefix: String,
    /// What the commit last asked about holds: it is the same for ever.
    known: Mutex<Option<Arc<Tree>>>,
    /// The mainline of the commit last asked about.
    mainline: Mutex<Option<Arc<Mainline>>>,
}

/// A commit, and how its repository makes ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    id: String,
    pub format: ObjectFormat,
}

/// The site's files as a commit has them.
#[derive(Debug)]
struct Tree {
    head: Head,
    /// The last commit that touched them.
    commit: Option<String>,
    files: HashMap<String, Id>,
}

impl Repository {
    /// The one that holds a folder, if there is one we may ask about.
    pub fn holding(root: &Path) -> Option<Self> {
        let (top, prefix) = place::of(root)?;
        let git = Arc::new(Git::at(top));
        Some(Self { git, prefix, known: Mutex::default(), mainline: Mutex::default() })
    }

    /// The commit that is checked out; `None` where there is none yet.
    pub fn head(&self) -> Result<Option<Head>, Silence> {
        let id = match self.git.ask(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) {
            Ok(answer) => line(&answer),
            Err(Silence::Refused(Some(1))) => return Ok(None),
            Err(silence) => return Err(silence),
        };
        let format = Id::read(id.as_bytes()).map(|id| id.format()).ok_or(Silence::Refused(None))?;
        Ok(Some(Head { id, format }))
    }

    /// Where files with these ids come from. `before` is what was checked out when they began to be read.
    pub fn origin_of(&self, before: &Head, read: &HashMap<&str, &ObjectIds>) -> GitOrigin {
        match self.head() {
            Ok(Some(after)) if after == *before => {}
            Ok(_) => return GitOrigin::Moved,
            Err(silence) => return GitOrigin::Silent(silence),
        }
        match self.tree(before) {
            Ok(tree) => tree.origin_of(read),
            Err(silence) => GitOrigin::Silent(silence),
        }
    }

    /// What files below these folders have been up to a commit; `read` are the ids of what stands there now.
    pub fn history_of(
        &self,
        head: &Head,
        read: &HashMap<&str, &ObjectIds>,
        folders: &[&str],
    ) -> Result<History, Silence> {
        let tree = self.tree(head)?;
        let uncommitted = tree.others(read).into_iter().map(str::to_owned).collect();
        let mut known = self.mainline.lock().unwrap_or_else(PoisonError::into_inner);
        let mainline = match known.as_ref().filter(|mainline| mainline.head == head.id) {
            Some(mainline) => Arc::clone(mainline),
            None => Arc::new(Mainline::of(&self.git, &head.id, &self.prefix, folders)?),
        };
        *known = Some(Arc::clone(&mainline));
        Ok(History::new(Arc::clone(&self.git), mainline, uncommitted))
    }

    fn tree(&self, head: &Head) -> Result<Arc<Tree>, Silence> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tree) = known.as_ref().filter(|tree| tree.head == *head) {
            return Ok(Arc::clone(tree));
        }
        let roots: Vec<String> = ROOTS.iter().map(|root| format!("{}{root}", self.prefix)).collect();
        let ask = |words: &[&str]| {
            self.git.ask(&words.iter().copied().chain(roots.iter().map(String::as_str)).collect::<Vec<_>>())
        };
        let listed = ask(&["ls-tree", "-r", "-z", "--full-tree", &head.id, "--"])?;
        let commit = line(&ask(&["rev-list", "-1", &head.id, "--"])?);
        let tree = Arc::new(Tree {
            head: head.clone(),
            commit: Id::read(commit.as_bytes()).map(|_| commit),
            files: listed.split(|byte| *byte == 0).filter_map(|row| self.file(row)).collect(),
        });
        *known = Some(Arc::clone(&tree));
        Ok(tree)
    }

    /// A line of `ls-tree`, `100644 blob ID\tPATH`: a file of the site with its id. A link or a submodule has an id that
    /// no file's bytes have.
    fn file(&self, row: &[u8]) -> Option<(String, Id)> {
        let tab = memchr::memchr(b'\t', row)?;
        let path = String::from_utf8_lossy(&row[tab + 1..]);
        let path = path.strip_prefix(&self.prefix)?.to_owned();
        let mut words = row[..tab].split(|byte| *byte == b' ');
        let (mode, id) = (words.next()?, words.nth(1)?);
        let id = if mode.starts_with(b"100") { Id::read(id)? } else { Id::NO_FILE };
        (!is_hidden(&path)).then_some((path, id))
    }
}

impl Tree {
    /// The commit, where it holds just these files; else those that differ, on either side.
    fn origin_of(&self, read: &HashMap<&str, &ObjectIds>) -> GitOrigin {
        let others = self.others(read);
        match &self.commit {
            Some(commit) if others.is_empty() => GitOrigin::Commit(commit.clone()),
            _ => GitOrigin::uncommitted(&others),
        }
    }

    /// The files that differ, on either side, by path.
    fn others<'r>(&'r self, read: &HashMap<&'r str, &ObjectIds>) -> Vec<&'r str> {
        let is_same =
            |path: &str| self.files.get(path).zip(read.get(path)).is_some_and(|(id, ids)| ids.include(id));
        let paths: BTreeSet<&str> =
            self.files.keys().map(String::as_str).chain(read.keys().copied()).collect();
        paths.into_iter().filter(|path| !is_same(path)).collect()
    }
}

fn line(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).trim().to_owned()
}
