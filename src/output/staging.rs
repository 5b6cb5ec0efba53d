//! A build that writes: it takes the new site's files one by one, and swaps in those that differ.
#![allow(clippy::disallowed_methods)] // This is where the disk is written.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use hashbrown::HashSet;
use rayon::prelude::*;

use super::findings;
use super::manifest::{Digester, FILE, Manifest, ManifestEntry};
use super::stage::Stage;
use super::standing::FolderContents;
use super::swap::Swap;
use crate::diagnostic::Finding;

/// A build under way.
#[derive(Debug)]
pub struct Staging {
    /// As it was asked for, to be shown.
    root: PathBuf,
    /// As it is, without links.
    output: PathBuf,
    standing: FolderContents,
    stage: Stage,
    taken: Mutex<StagedSoFar>,
    /// Whether a file could not be staged: on a full disk every further one would say the same.
    has_failed: AtomicBool,
}

/// What the build has made so far.
#[derive(Debug, Default)]
struct StagedSoFar {
    entries: Vec<ManifestEntry>,
    /// How many of them wait to be moved in.
    staged: usize,
}

/// What becomes of files in the output that no build put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strangers {
    /// They stay, and are told.
    Stay,
    /// They go with the files that are no longer planned.
    Go,
}

/// What a build changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Files that were new or differed.
    pub changed: usize,
    /// Files of the last build that are no longer planned, and strangers that were to go.
    pub pruned: usize,
    /// Bytes of the site.
    pub bytes: u64,
    /// What somebody should look at.
    pub warnings: Vec<Finding>,
}

impl Staging {
    /// Locks the output and mends what a killed build left; refuses where another build holds it, or where
    /// somebody else's files are.
    pub fn begin(root: &Path) -> Result<Self, Box<Finding>> {
        let failed = |error: io::Error| findings::unwritable(root, &error);
        fs::create_dir_all(root).map_err(failed)?;
        let output = root.canonicalize().map_err(failed)?;
        undo_what_was_left(root, &output)?;
        let standing = FolderContents::of(&output, root)?;
        let stage = Stage::make(&output)?;
        Ok(Self {
            root: root.to_owned(),
            output,
            standing,
            stage,
            taken: Mutex::default(),
            has_failed: AtomicBool::default(),
        })
    }

    /// Takes a file of the new site; stages it where it differs from what stands there. After a first one that cannot be
    /// written no more are, and nothing more is told.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Box<Finding>> {
        self.first_failure(path, || {
            let differs = !(self.standing.has_file(path) && is_same(&self.output.join(path), bytes));
            if differs {
                self.create(path)?.write_all(bytes)?;
            }
            self.take(ManifestEntry::of(path, bytes), differs);
            Ok(())
        })
    }

    /// Takes a file piece by piece; it is never whole in memory.
    pub fn put_pieces(&self, path: &str, pieces: impl Iterator<Item = Vec<u8>>) -> Result<(), Box<Finding>> {
        self.first_failure(path, || {
            let mut file = self.create(path)?;
            let mut digest = Digester::default();
            for piece in pieces {
                digest.add(&piece);
                file.write_all(&piece)?;
            }
            let entry = digest.entry(path);
            let is_held = |held: Digester| held.entry(path) == entry;
            let differs = !(self.standing.has_file(path)
                && Digester::of_file(&self.output.join(path)).is_ok_and(is_held));
            if !differs {
                fs::remove_file(self.stage.new_files().join(path))?;
            }
            self.take(entry, differs);
            Ok(())
        })
    }

    fn first_failure(&self, path: &str, put: impl FnOnce() -> io::Result<()>) -> Result<(), Box<Finding>> {
        if self.has_failed.load(Ordering::Relaxed) {
            return Ok(());
        }
        match put() {
            Err(error) if !self.has_failed.swap(true, Ordering::Relaxed) => {
                Err(self.unwritable(path, &error))
            }
            _ => Ok(()),
        }
    }

    fn take(&self, entry: ManifestEntry, staged: bool) {
        let mut taken = lock(&self.taken);
        taken.entries.push(entry);
        taken.staged += usize::from(staged);
    }

    /// A file among the staged, in its folder.
    fn create(&self, path: &str) -> io::Result<File> {
        let staged = self.stage.new_files().join(path);
        if let Some(folder) = staged.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create(staged)
    }

    fn unwritable(&self, path: &str, error: &io::Error) -> Box<Finding> {
        findings::unwritable(&self.root.join(path), error)
    }

    /// Swaps the new site in, with its manifest last, and takes out what is no longer planned; or leaves the old site,
    /// all of it.
    pub fn commit(self, mut manifest: Manifest, strangers: Strangers) -> Result<Written, Box<Finding>> {
        let StagedSoFar { entries, staged } = std::mem::take(&mut *lock(&self.taken));
        manifest.files = entries;
        manifest.files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let planned: HashSet<&str> = manifest.files.iter().map(|entry| entry.path.as_str()).collect();
        let is_planned = |path: &&str| planned.contains(path);
        let is_not_planned = |path: &&str| !is_planned(path);
        let before = self.standing.before.iter().map(String::as_str);
        let mut gone: Vec<&str> = before.filter(is_not_planned).collect();
        gone.sort_unstable();
        if strangers == Strangers::Go {
            gone.extend(self.standing.strangers.iter().map(String::as_str).filter(is_not_planned));
        }
        self.stage_manifest(&manifest).map_err(|error| self.unwritable(FILE, &error))?;
        let swap = Swap::new(&self.output, &self.stage);
        let pruned = swap.run(&gone).map_err(|failed| match swap.undo() {
            Ok(()) => findings::put_back(&self.root, &failed),
            Err(stuck) => findings::half(&self.root, Some(&failed), &stuck),
        })?;
        Ok(Written {
            files: manifest.files.len(),
            changed: staged,
            pruned,
            bytes: manifest.files.iter().map(|entry| entry.size).sum(),
            warnings: self.warnings(is_planned),
        })
    }

    fn stage_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let bytes = manifest.to_bytes();
        if is_same(&self.output.join(FILE), &bytes) {
            Ok(())
        } else {
            fs::write(self.stage.manifest(), bytes)
        }
    }

    fn warnings(&self, is_planned: impl Fn(&&str) -> bool) -> Vec<Finding> {
        // A link at the path of a folder has given way to it; a folder that could not be read ends in `/`.
        let stands = |path: &&str| {
            fs::symlink_metadata(self.output.join(path))
                .is_ok_and(|there| !there.is_dir() || path.ends_with('/'))
        };
        let strangers = self.standing.strangers.iter().map(String::as_str);
        let strangers: Vec<&str> = strangers.filter(|path| !is_planned(path) && stands(path)).collect();
        let told = (!strangers.is_empty()).then(|| findings::strangers(&self.root, &strangers));
        let within = self.stage.is_within(&self.output).then(|| findings::stage_within(&self.root));
        told.into_iter().chain(within).collect()
    }
}

/// Puts the old site back where a build was killed while it swapped the new one in; for a build that will not write.
pub fn mend(root: &Path) -> Result<(), Box<Finding>> {
    match root.canonicalize() {
        Ok(output) => undo_what_was_left(root, &output),
        Err(_) => Ok(()),
    }
}

fn undo_what_was_left(root: &Path, output: &Path) -> Result<(), Box<Finding>> {
    for stage in Stage::left(output)? {
        Swap::new(output, &stage).undo().map_err(|stuck| findings::half(root, None, &stuck))?;
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Without following a link, and without waiting for a pipe.
#[cfg(unix)]
fn open_file(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};

    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    Ok(File::from(open(path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn open_file(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Whether a file holds just these bytes. What stands there is known to be a file; a link that has come since is none.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    thread_local! {
        /// As long as the longest file so far: a site has tens of thousands of small ones.
        static HELD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    let Ok(mut file) = open_file(path) else { return false };
    HELD.with_borrow_mut(|held| {
        // One byte more tells a longer file.
        if held.len() <= bytes.len() {
            held.resize(bytes.len() + 1, 0);
        }
        let held = &mut held[..=bytes.len()];
        let mut filled = 0;
        while filled <= bytes.len() {
            match file.read(&mut held[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(_) => return false,
            }
            if filled == bytes.len() && held[..filled] != *bytes {
                return false;
            }
        }
        held[..filled] == *bytes
    })
}
