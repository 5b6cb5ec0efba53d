//! Everything that stands below a root, and the folders it was listed in.
//!
//! In: a root. Out: [`Entry`]s in any order, and [`Folder`]s, which tell afterwards whether another listing would
//! differ: a site of ten thousand files stands in some twenty folders.
#![allow(clippy::disallowed_methods)] // This is where folders are listed.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::open::{REST, Stamp};
use super::{Entry, EntryKind, ROOTS, is_hidden};

/// What was found, and, where it is a folder, how that looked before anything in it was listed.
type Walked = (walkdir::Result<DirEntry>, Option<Folder>);

/// How deep the first look goes: `data/reports/2023-06`.
const SHALLOW: usize = 2;

/// What stands in a work tree.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) entries: Vec<Entry>,
    pub(super) folders: Vec<Folder>,
}

/// A folder that was listed: once a file in it is made, renamed or taken away, it looks otherwise.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    stamp: Option<Stamp>,
    /// Whether it had just been changed then: what came in the same tick of the clock afterwards does not show.
    is_fresh: bool,
}

impl Walk {
    /// All that stands below [`ROOTS`]; hidden folders are not entered.
    pub(super) fn of(root: &Path) -> Self {
        // The folders two levels down hold nearly all files, and are walked in parallel.
        let is_deep = |(found, _): &Walked| {
            let deep = |at: &DirEntry| at.depth() == SHALLOW && at.file_type().is_dir() && !is_dotted(at);
            found.as_ref().is_ok_and(deep)
        };
        let (deep, near): (Vec<Walked>, Vec<Walked>) =
            tops(root).iter().flat_map(|top| below(top, SHALLOW)).partition(is_deep);
        let deep = deep.into_par_iter().filter_map(|(found, _)| found.ok());
        let deep = deep.map(|folder| Self::over(root, below(folder.path(), usize::MAX)));
        let mut walk = Self::over(root, near.into_iter());
        for Self { entries, folders } in deep.collect::<Vec<_>>() {
            walk.entries.extend(entries);
            walk.folders.extend(folders);
        }
        walk
    }

    fn over(root: &Path, all: impl Iterator<Item = Walked>) -> Self {
        let mut walk = Self::default();
        for (found, folder) in all {
            walk.folders.extend(folder);
            walk.entries.extend(entry(root, found));
        }
        walk
    }
}

impl Folder {
    fn at(path: &Path) -> Self {
        let stamp = path.symlink_metadata().ok().as_ref().and_then(Stamp::of);
        let is_fresh = stamp.is_none_or(|stamp| stamp.is_younger_than(REST));
        Self { path: path.to_owned(), stamp, is_fresh }
    }

    /// Whether nothing was made in it or taken out since.
    pub(super) fn is_as_it_was(&self) -> bool {
        !self.is_fresh && Self::at(&self.path).stamp == self.stamp
    }
}

/// Those of [`ROOTS`] that are there.
pub(super) fn tops(root: &Path) -> Vec<PathBuf> {
    let tops = ROOTS.iter().map(|top| root.join(top));
    tops.filter(|top| top.symlink_metadata().is_ok()).collect()
}

/// Follows no link, the folder it begins with included, and lists a hidden folder without what is in it.
fn below(folder: &Path, depth: usize) -> impl Iterator<Item = Walked> + use<> {
    let mut walk = WalkDir::new(folder).follow_root_links(false).max_depth(depth).into_iter();
    std::iter::from_fn(move || {
        let found = walk.next()?;
        let folder = found.as_ref().ok().filter(|at| at.file_type().is_dir());
        if folder.is_some_and(is_dotted) {
            walk.skip_current_dir();
        }
        let folder = folder.map(|folder| Folder::at(folder.path()));
        Some((found, folder))
    })
}

fn is_dotted(found: &DirEntry) -> bool {
    found.file_name().to_str().is_some_and(is_hidden)
}

/// What is of the site; a folder is where its name says that it should be a file.
fn entry(root: &Path, found: walkdir::Result<DirEntry>) -> Option<Entry> {
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            let path = error.path().and_then(|path| relative(root, path));
            let kind = EntryKind::Unreadable(error.to_string());
            return Some(Entry { path: path.unwrap_or_else(|| "data".to_owned()), kind });
        }
    };
    let path = relative(root, found.path())?;
    let kind = if found.path_is_symlink() {
        EntryKind::Link
    } else if found.file_type().is_dir() {
        let looks_like_a_file = ["toml", "csv", "md"].iter().any(|extension| {
            found.path().extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
        });
        if !looks_like_a_file && !is_hidden(&path) {
            return None;
        }
        EntryKind::Directory
    } else if found.file_type().is_file() {
        EntryKind::File
    } else {
        EntryKind::Special
    };
    Some(Entry { path, kind })
}

/// The path below `root` with `/`; `None` where it is the root or not text.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<&str> = below.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join("/"))
}
