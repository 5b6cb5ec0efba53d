//! Opening a file of the site, and nothing else.
//!
//! What is listed as a file may be a link, or a pipe nobody writes to, by the time it is opened; so it is opened without following any
//! link below the root and without waiting, and looked at again once it is open.
#![allow(clippy::disallowed_methods)] // This is where files are opened.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::limits;

/// How long what is read must have rested.
pub(super) const REST: Duration = Duration::from_millis(limits::REST_MILLISECONDS);

/// The folder files are opened below, opened once for all of them.
#[derive(Debug)]
pub(super) struct Root(#[cfg(unix)] rustix::fd::OwnedFd, #[cfg(not(unix))] std::path::PathBuf);

impl Root {
    /// Who names the root may name it by a link.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self(rustix::fs::openat(rustix::fs::CWD, path, FOLDER, rustix::fs::Mode::empty())?))
    }

    #[cfg(not(unix))]
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self(path.to_owned()))
    }

    /// A regular file at `path`, with `/`, and what it looks like; where a link stands on the way there is none.
    pub(super) fn regular(&self, path: &str) -> io::Result<(File, Metadata)> {
        let file = open(&self.0, path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        Ok((file, metadata))
    }
}

#[cfg(unix)]
const FOLDER: rustix::fs::OFlags =
    rustix::fs::OFlags::RDONLY.union(rustix::fs::OFlags::CLOEXEC).union(rustix::fs::OFlags::DIRECTORY);

#[cfg(unix)]
fn open(root: &rustix::fd::OwnedFd, path: &str) -> io::Result<File> {
    use rustix::fd::{AsFd, OwnedFd};
    use rustix::fs::{Mode, OFlags, openat};

    #[cfg(target_os = "linux")]
    if let Some(opened) = at_once(root, path) {
        return opened;
    }
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut below: Option<OwnedFd> = None;
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        let at = below.as_ref().map_or(root.as_fd(), AsFd::as_fd);
        below = Some(openat(at, part, FOLDER | OFlags::NOFOLLOW, Mode::empty())?);
    }
    let file = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    let at = below.as_ref().map_or(root.as_fd(), AsFd::as_fd);
    Ok(File::from(openat(at, name, file, Mode::empty())?))
}

/// The same in one call, which later systems have: a nation has some ten thousand files. `None` where this one has not.
#[cfg(target_os = "linux")]
fn at_once(root: &rustix::fd::OwnedFd, path: &str) -> Option<io::Result<File>> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    use rustix::io::Errno;

    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    match openat2(root, path, flags, Mode::empty(), ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS) {
        // Old kernels and some sandboxes do not know it.
        Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => None,
        opened => Some(opened.map(File::from).map_err(io::Error::from)),
    }
}

/// Elsewhere a link made between this look and the opening is followed; making one takes rights there that readers of a site do not
/// need.
#[cfg(not(unix))]
fn open(root: &Path, path: &str) -> io::Result<File> {
    let mut at = root.to_owned();
    for part in path.split('/') {
        at.push(part);
        if at.symlink_metadata()?.is_symlink() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a link"));
        }
    }
    File::open(at)
}

/// What a file looks like from outside: where that is the same, nothing was written meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: SystemTime,
    size: u64,
    /// Which file it is, and when anything about it was changed last; what puts back the time of writing cannot put back this.
    #[cfg(unix)]
    changed: (u64, u64, i64, i64),
}

impl Stamp {
    /// In bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The stamp of what was looked at; `None` where the system keeps no time.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            modified: metadata.modified().ok()?,
            size: metadata.len(),
            #[cfg(unix)]
            changed: (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    /// Whether it was written less than that long ago.
    pub fn is_younger_than(&self, rest: Duration) -> bool {
        SystemTime::now().duration_since(self.modified).is_ok_and(|age| age < rest)
    }
}
