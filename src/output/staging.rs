//! Writing so that a reader of the site never sees half a build.
#![allow(clippy::disallowed_methods)] // This is where the disk is written.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::manifest::{Digester, Entry, FILE, Manifest};
use crate::diagnostic::{Code, Finding, Place};
use crate::say;

/// Held while a build writes; the system frees it when the process ends, however it ends.
const LOCK: &str = ".gongshi.lock";
/// Files that differ wait here until all are drawn, in the folders they will stand in; on the same disk, so that
/// moving them is atomic, and a folder that is new moves whole.
const STAGED: &str = ".gongshi.staged";

/// A build under way.
#[derive(Debug)]
pub struct Staging {
    root: PathBuf,
    _lock: File,
    /// Files of the last build, by path: all that may be pruned, and that a file may be the same as.
    before: Vec<Entry>,
    taken: Mutex<Taken>,
}

/// What the build has made so far.
#[derive(Debug, Default)]
struct Taken {
    entries: Vec<Entry>,
    /// How many of them wait to be moved in.
    staged: usize,
}

/// What a build changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Files that were new or differed.
    pub changed: usize,
    /// Files of the last build that are no longer planned.
    pub pruned: usize,
    /// Bytes of the site.
    pub bytes: u64,
}

impl Staging {
    /// Locks the output; refuses where another build holds it, or where somebody else's files are.
    pub fn begin(root: &Path) -> Result<Self, Box<Finding>> {
        let failed = |error: io::Error| unwritable(root, &error);
        fs::create_dir_all(root).map_err(failed)?;
        if read_manifest(root).is_none() && holds_other_files(root).map_err(failed)? {
            return Err(Box::new(
                Finding::new(
                    Code::OutputNotOurs,
                    Place::file(&root.display().to_string()),
                    say!(
                        "目录里有文件，却没有上次构建的 `{FILE}`",
                        "the directory holds files but no `{FILE}` of an earlier build"
                    ),
                )
                .help(say!(
                    "换一个空目录，或先移走其中的文件",
                    "choose an empty directory, or move the files away"
                )),
            ));
        }
        if root.join(LOCK).is_symlink() {
            fs::remove_file(root.join(LOCK)).map_err(failed)?;
        }
        let lock = File::create(root.join(LOCK)).map_err(failed)?;
        // The build before may have taken the lock file away between our opening and locking it.
        if lock.try_lock().is_err() || !is_file_at(&lock, &root.join(LOCK)) {
            return Err(Box::new(
                Finding::new(
                    Code::OutputBusy,
                    Place::file(&root.display().to_string()),
                    say!("另一次构建正在写这个目录", "another build is writing to this directory"),
                )
                .help(say!(
                    "等它结束，或用 `--output` 换一个目录",
                    "wait for it, or choose another `--output`"
                )),
            ));
        }
        let mut before = read_manifest(root).map(|manifest| manifest.files).unwrap_or_default();
        before.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let staged = root.join(STAGED);
        if staged.exists() {
            fs::remove_dir_all(&staged).map_err(failed)?;
        }
        fs::create_dir(&staged).map_err(failed)?;
        Ok(Self { root: root.to_owned(), _lock: lock, before, taken: Mutex::default() })
    }

    /// Takes a file of the new site; stages it where it differs from what stands there.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Box<Finding>> {
        let entry = Entry::of(path, bytes);
        let differs = !(holds(&self.before, path) && is_same(&self.root.join(path), bytes));
        if differs {
            self.create(path)
                .and_then(|mut file| file.write_all(bytes))
                .map_err(|error| unwritable(&self.root, &error))?;
        }
        self.take(entry, differs);
        Ok(())
    }

    /// Takes a file piece by piece; it is never whole in memory.
    pub fn put_pieces(&self, path: &str, pieces: impl Iterator<Item = Vec<u8>>) -> Result<(), Box<Finding>> {
        let failed = |error: io::Error| unwritable(&self.root, &error);
        let mut file = self.create(path).map_err(failed)?;
        let mut digest = Digester::default();
        for piece in pieces {
            digest.add(&piece);
            file.write_all(&piece).map_err(failed)?;
        }
        let entry = digest.entry(path);
        let differs = !Digester::of_file(&self.root.join(path)).is_ok_and(|held| held.entry(path) == entry);
        if !differs {
            fs::remove_file(self.root.join(STAGED).join(path)).map_err(failed)?;
        }
        self.take(entry, differs);
        Ok(())
    }

    fn take(&self, entry: Entry, staged: bool) {
        let mut taken = lock(&self.taken);
        taken.entries.push(entry);
        taken.staged += usize::from(staged);
    }

    /// A file among the staged, in its folder.
    fn create(&self, path: &str) -> io::Result<File> {
        let staged = self.root.join(STAGED).join(path);
        if let Some(folder) = staged.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create(staged)
    }

    /// Swaps the new site in, prunes what is no longer planned, and writes the manifest last.
    pub fn commit(self, mut manifest: Manifest) -> Result<Written, Box<Finding>> {
        let failed = |error: io::Error| unwritable(&self.root, &error);
        let Taken { entries, staged } = std::mem::take(&mut *lock(&self.taken));
        manifest.files = entries;
        manifest.files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let gone: Vec<&Entry> =
            self.before.iter().filter(|entry| !holds(&manifest.files, &entry.path)).collect();
        // Should this be the last thing written, the next build knows both sites' files as ours.
        if gone.is_empty() {
            self.write_manifest(&manifest).map_err(failed)?;
        } else {
            let both = manifest.files.iter().chain(gone.iter().copied()).cloned().collect();
            self.write_manifest(&Manifest { files: both, ..manifest.clone() }).map_err(failed)?;
        }
        let mut pruned = 0;
        for entry in &gone {
            pruned += usize::from(self.prune(entry).map_err(failed)?);
        }
        move_all(&self.root.join(STAGED), &self.root).map_err(failed)?;
        if !gone.is_empty() {
            self.write_manifest(&manifest).map_err(failed)?;
        }
        fs::remove_dir_all(self.root.join(STAGED)).map_err(failed)?;
        Ok(Written {
            files: manifest.files.len(),
            changed: staged,
            pruned,
            bytes: manifest.files.iter().map(|entry| entry.size).sum(),
        })
    }

    fn write_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let (bytes, own) = (manifest.to_bytes(), self.root.join(FILE));
        if !is_same(&own, &bytes) {
            self.create(FILE)?.write_all(&bytes)?;
            fs::rename(self.root.join(STAGED).join(FILE), &own)?;
        }
        Ok(())
    }

    /// Removes a file of the last build, and the folders it leaves empty. What a manifest names outside the output or
    /// behind a link is not ours: a manifest is a file like any other.
    fn prune(&self, entry: &Entry) -> io::Result<bool> {
        let path = Path::new(&entry.path);
        if !path.components().all(|part| matches!(part, Component::Normal(_))) || self.is_behind_link(path) {
            return Ok(false);
        }
        let mut at = self.root.join(path);
        match fs::remove_file(&at) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        while at.pop() && at != self.root {
            if fs::remove_dir(&at).is_err() {
                break;
            }
        }
        Ok(true)
    }

    /// Whether a path below the output is a link or leads through one.
    fn is_behind_link(&self, path: &Path) -> bool {
        let mut at = self.root.clone();
        path.components().any(|part| {
            at.push(part);
            at.is_symlink()
        })
    }
}

impl Drop for Staging {
    /// What was staged and not swapped in is worth nothing; the old site stands.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.root.join(STAGED));
        let _ = fs::remove_file(self.root.join(LOCK));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Whether a file is among others that are in order.
fn holds(entries: &[Entry], path: &str) -> bool {
    entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).is_ok()
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

fn read_manifest(root: &Path) -> Option<Manifest> {
    Manifest::from_bytes(&fs::read(root.join(FILE)).ok()?)
}

fn holds_other_files(root: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(root)? {
        let name = entry?.file_name();
        if name != LOCK && name != STAGED {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a file holds just these bytes.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|held| held == bytes)
}

/// Moves what stands in a folder into another.
fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    let names = fs::read_dir(from)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.par_iter().try_for_each(|name| move_in(&from.join(name), &to.join(name)))
}

/// Moves a file or folder to its place: at once where nothing or a file stands there, else what it holds. A file
/// that stands where a folder must be, and a folder where a file must be, were left by something else and give way.
fn move_in(from: &Path, to: &Path) -> io::Result<()> {
    let Err(error) = fs::rename(from, to) else { return Ok(()) };
    // What lies behind a link is not ours: the link gives way.
    let there = fs::symlink_metadata(to).ok().map(|there| there.is_dir());
    match (from.is_dir(), there) {
        (true, Some(true)) => return move_all(from, to),
        (false, Some(true)) => fs::remove_dir_all(to)?,
        (true, Some(false)) => fs::remove_file(to)?,
        _ => return Err(error),
    }
    fs::rename(from, to)
}

fn unwritable(root: &Path, error: &io::Error) -> Box<Finding> {
    Box::new(
        Finding::new(
            Code::OutputUnwritable,
            Place::file(&root.display().to_string()),
            say!("写不了输出目录：{error}", "cannot write the output: {error}"),
        )
        .help(say!("检查磁盘空间和目录权限", "check the disk's space and the directory's permissions")),
    )
}
