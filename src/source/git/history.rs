//! What a site's files have been, commit by commit.
//!
//! In: a repository and a commit of it. Out: a [`History`]: the commits of its mainline that made a file other than it was,
//! the first one first, each with the versions it brought; their bytes when they are asked for. Of a merge these are what
//! it brought to the mainline: `fix typo` within a county's branch is no commit of it, the merge that made the branch public
//! is. One question lists them all, others hand them out.

use std::sync::Arc;

use super::ask::{Git, Silence};
use super::blobs::{BlobContent, next};
use super::commit_id::CommitId;
use super::{LFS_POINTER, line};

/// A commit of the mainline.
#[derive(Debug)]
pub struct MainlineCommit {
    #[allow(missing_docs)]
    pub id: CommitId,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// Whether what was before it is not here: a shallow clone ends with it.
    pub is_boundary: bool,
    /// What it made other than it was, by path.
    pub versions: Vec<FileVersion>,
}

/// A file as a commit left it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileVersion {
    /// From the site's root, with `/`.
    pub path: Arc<str>,
    /// The id of its content; none of one that is gone.
    pub blob: Option<String>,
}

/// The commits that led to one.
#[derive(Debug)]
pub(super) struct Mainline {
    /// The last.
    pub head: String,
    commits: Vec<MainlineCommit>,
}

/// What files have been.
#[derive(Debug)]
pub struct History {
    git: Arc<Git>,
    mainline: Arc<Mainline>,
    /// Files of the site that are not as in the last commit, or not in it, by path.
    pub uncommitted: Vec<String>,
}

impl Mainline {
    /// Of the files below these folders of the site; `prefix` is where that stands in the repository.
    pub fn of(git: &Git, head: &str, prefix: &str, folders: &[&str]) -> Result<Self, Silence> {
        let is_shallow = line(&git.ask(&["rev-parse", "--is-shallow-repository"])?) == "true";
        let words = ["log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "-z"];
        let also =
            ["--root", "--no-renames", "--no-abbrev", "--no-relative", "--no-ext-diff", "--no-textconv"];
        let folders: Vec<String> = folders.iter().map(|folder| format!("{prefix}{folder}")).collect();
        let mut words = [&words[..], &also[..], &["--format=format:%H %ct %P", head, "--"]].concat();
        words.extend(folders.iter().map(String::as_str));
        let told = git.ask_of_many(&words, Vec::new())?;
        let mut commits: Vec<MainlineCommit> = Vec::new();
        let mut fields = told.split(|byte| *byte == 0).filter(|field| !field.is_empty());
        while let Some(field) = fields.next() {
            // `ID SECONDS PARENTS\n:MODES ID ID M` begins a commit, `:MODES ID ID M` goes on with it; a path follows either.
            let change = if field.starts_with(b":") {
                field
            } else {
                let end = memchr::memchr(b'\n', field).unwrap_or(field.len());
                commits.push(commit(git, &field[..end], is_shallow)?);
                field.get(end + 1..).unwrap_or_default()
            };
            let path = if change.is_empty() { None } else { fields.next() };
            let version = path.and_then(|path| version(change, path, prefix));
            if let (Some(last), Some(version)) = (commits.last_mut(), version) {
                last.versions.push(version);
            }
        }
        for commit in &mut commits {
            commit.versions.sort();
        }
        Ok(Self { head: head.to_owned(), commits })
    }
}

/// `ID SECONDS PARENTS`. Where a clone is shallow, what it lacks is no parent to git's log, and still named by the commit.
fn commit(git: &Git, words: &[u8], is_shallow: bool) -> Result<MainlineCommit, Silence> {
    let words = String::from_utf8_lossy(words);
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    let both = words.next().zip(words.next().and_then(|seconds| seconds.parse().ok()));
    let (id, seconds) = both.ok_or(Silence::Refused(None))?;
    let has_parents = words.next().is_some();
    let is_boundary = is_shallow && !has_parents && {
        let object = git.ask(&["cat-file", "commit", id])?;
        object.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"parent "))
    };
    Ok(MainlineCommit { id: CommitId::of(id.to_owned()), seconds, is_boundary, versions: Vec::new() })
}

/// `:100644 100644 ID ID M` and a path. A link or a submodule is no file, and one that becomes one is gone.
fn version(change: &[u8], path: &[u8], prefix: &str) -> Option<FileVersion> {
    let change = std::str::from_utf8(change).ok()?;
    let mut words = change.split(' ').skip(1);
    let (mode, id) = (words.next()?, words.nth(1)?);
    let path = std::str::from_utf8(path).ok()?.strip_prefix(prefix)?;
    Some(FileVersion { path: Arc::from(path), blob: mode.starts_with("100").then(|| id.to_owned()) })
}

impl History {
    pub(super) fn new(git: Arc<Git>, mainline: Arc<Mainline>, uncommitted: Vec<String>) -> Self {
        Self { git, mainline, uncommitted }
    }

    /// The commit it leads to, in hexadecimal digits.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.mainline.head
    }

    /// The commits, the first one first.
    #[must_use]
    pub fn commits(&self) -> &[MainlineCommit] {
        &self.mainline.commits
    }

    /// What these versions hold, in their order; `None` of one that is gone. What Git LFS left in place of a file is absent.
    pub fn contents(&self, versions: &[&FileVersion]) -> Result<Vec<Option<BlobContent>>, Silence> {
        let ids: Vec<&str> = versions.iter().filter_map(|version| version.blob.as_deref()).collect();
        let told = if ids.is_empty() {
            Vec::new()
        } else {
            self.git
                .ask_of_many(&["cat-file", "--batch", "--buffer"], (ids.join("\n") + "\n").into_bytes())?
        };
        let mut rest = &told[..];
        let content = |version: &&FileVersion| {
            if version.blob.is_none() {
                return Ok(None);
            }
            let (content, after) = next(rest).ok_or(Silence::Refused(None))?;
            rest = after;
            Ok(Some(match content {
                BlobContent::Whole(bytes) if bytes.starts_with(LFS_POINTER) => BlobContent::Absent,
                BlobContent::Whole(_) | BlobContent::Large(_) | BlobContent::Absent => content,
            }))
        };
        versions.iter().map(content).collect()
    }
}
