//! The stage: where a build's files wait until all are drawn, and the files they replace until all new ones stand.
//!
//! In: the output. Out: a locked folder beside it (`public` → `.public.gongshi`), on the same disk, so that moving a
//! file is a rename, and outside, so that a copy of the output never takes half a build along. Where that cannot be
//! – the output is the root of its disk, or its parent may not be written – it stands within.
#![allow(clippy::disallowed_methods)] // The output is the disk.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::findings;
use crate::diagnostic::Finding;

/// Its name within the output.
pub(super) const WITHIN: &str = ".gongshi.staged";
/// Held while a build writes; the system frees it when the process ends, however it ends.
const LOCK: &str = "lock";
/// New files, at their paths below the output.
const NEW: &str = "new";
/// Files of the old site that were replaced or removed, at theirs.
const OLD: &str = "old";
/// What the swap adds; it stands from the first file moved to the last, see [`super::swap`].
const JOURNAL: &str = "journal";

/// A folder that this build alone may write to.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    _lock: File,
}

impl Stage {
    /// What killed builds left; a build that still runs is refused.
    pub fn left(output: &Path) -> Result<Vec<Self>, Box<Finding>> {
        let mut left = Vec::new();
        for folder in beside(output).into_iter().chain([output.join(WITHIN)]) {
            let Ok(there) = fs::symlink_metadata(&folder) else { continue };
            if there.is_dir() {
                left.push(Self::lock(folder, output)?);
            } else {
                // A link, say, that came with the checkout: the name is ours, what it leads to is not.
                fs::remove_file(&folder).map_err(|error| findings::unwritable(&folder, &error))?;
            }
        }
        Ok(left)
    }

    /// A new one. It is born within the output and moved out, so that its files have the group, the access list and the
    /// label files of the output have, and a move that fails is told before anything is drawn.
    pub fn make(output: &Path) -> Result<Self, Box<Finding>> {
        let within = output.join(WITHIN);
        match fs::create_dir(&within) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(findings::unwritable(output, &error));
            }
            _ => {}
        }
        let outside = beside(output).filter(|beside| fs::rename(&within, beside).is_ok());
        let stage = Self::lock(outside.unwrap_or(within), output)?;
        for folder in [stage.new_files(), stage.old_files()] {
            fs::create_dir(&folder).map_err(|error| findings::unwritable(&folder, &error))?;
        }
        Ok(stage)
    }

    fn lock(folder: PathBuf, output: &Path) -> Result<Self, Box<Finding>> {
        let path = folder.join(LOCK);
        let opened = clear_unless_alone(&path)
            .and_then(|()| File::options().write(true).create(true).truncate(false).open(&path));
        let lock = match opened {
            Ok(lock) => lock,
            // Its build has ended this moment and taken the folder away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(findings::busy(output)),
            Err(error) => return Err(findings::unwritable(&path, &error)),
        };
        // The build before may have taken the lock file away between our opening and locking it.
        if !is_locked(&lock) || !is_file_at(&lock, &path) {
            return Err(findings::busy(output));
        }
        Ok(Self { folder, _lock: lock })
    }

    /// Whether it stands within the output, where nothing can stand beside it.
    pub fn is_within(&self, output: &Path) -> bool {
        self.folder.starts_with(output)
    }

    pub fn new_files(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    pub fn old_files(&self) -> PathBuf {
        self.folder.join(OLD)
    }

    pub fn journal(&self) -> PathBuf {
        self.folder.join(JOURNAL)
    }

    /// The manifest of the new site, which is moved in last.
    pub fn manifest(&self) -> PathBuf {
        self.folder.join(super::manifest::FILE)
    }
}

impl Drop for Stage {
    /// What was staged and not swapped in is worth nothing; the old site stands. With a journal the old site still has
    /// files here: the next build puts them back. Only what a stage has is removed.
    fn drop(&mut self) {
        if self.journal().exists() {
            return;
        }
        for path in [self.new_files(), self.old_files(), self.manifest(), self.folder.join(LOCK)] {
            let _ = remove(&path);
        }
        let _ = fs::remove_dir(&self.folder);
    }
}

/// The folder beside an output: `public` → `.public.gongshi`.
fn beside(output: &Path) -> Option<PathBuf> {
    let mut name = std::ffi::OsString::from(".");
    name.push(output.file_name()?);
    name.push(".gongshi");
    Some(output.parent()?.join(name))
}

/// Removes a file, a link or a folder, and never what a link leads to; what is not there is removed.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Takes away what stands at a file's path and is another thing, or a file that has a second name elsewhere.
fn clear_unless_alone(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() || has_other_names(&there) => remove(path),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn has_other_names(file: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

/// Elsewhere it is opened as it is: nothing is cut off or written.
#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Whether an open file is the one that stands at a path.
#[cfg(unix)]
fn is_file_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    file.metadata()
        .map(id)
        .ok()
        .zip(fs::metadata(path).map(id).ok())
        .is_some_and(|(ours, there)| ours == there)
}

/// Elsewhere a locked file cannot be taken away.
#[cfg(not(unix))]
fn is_file_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Takes the lock. A program that is being started at this moment holds what we hold until it runs, so one that is taken
/// is asked for a few times more.
fn is_locked(lock: &File) -> bool {
    (0..LOCKINGS).any(|asked| {
        if asked > 0 {
            std::thread::sleep(LOCKING);
        }
        lock.try_lock().is_ok()
    })
}

/// How often a lock is asked for, and how long there is between.
const LOCKINGS: usize = 6;
const LOCKING: Duration = Duration::from_millis(20);
