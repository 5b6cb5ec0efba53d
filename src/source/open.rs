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

/// A regular file at `path`, with `/`, below `root`, and what it looks like; where a link stands on the way there is none.
pub(super) fn regular(root: &Path, path: &str) -> io::Result<(File, Metadata)> {
    let file = open(root, path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    Ok((file, metadata))
}

#[cfg(unix)]
fn open(root: &Path, path: &str) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};

    let folder = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::DIRECTORY;
    // Who names the root may name it by a link.
    let mut at = openat(CWD, root, folder, Mode::empty())?;
    #[cfg(target_os = "linux")]
    if let Some(opened) = at_once(&at, path) {
        return opened;
    }
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        at = openat(&at, part, folder | OFlags::NOFOLLOW, Mode::empty())?;
    }
    let file = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    Ok(File::from(openat(&at, name, file, Mode::empty())?))
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
