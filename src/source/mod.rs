//! Where bytes come from: a work tree, a commit, memory.
//!
//! In: a place. Out: [`Blob`]s, sorted by path, each whole and within the limits; what cannot be
//! read is a finding and a blob without bytes. This is the only stage that reads the disk or asks git, so that everything
//! after it is a pure function of bytes.
//!
//! A checkout may be a stranger's. Nothing is read but regular files that stand below the root themselves: no link is followed, whole or on
//! the way; and nothing in it makes git run a program. (A hard link cannot be told from a file, and git makes none.)

mod digested;
mod git;
mod memory;
mod open;
mod origin;
mod refused;
mod snapshot;
mod walk;
mod work_tree;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::{limits, say};

pub use digested::Digested;
pub use git::{
    BlobContent, ChangedFile, CommitId, Commits, FileFate, FileVersion, History, MainlineCommit, Revision,
    Silence,
};
pub use memory::Memory;
pub use origin::{GitOrigin, why_silent};
pub use snapshot::Snapshot;
pub use work_tree::WorkTree;

use refused::{changing, pointer, site_too_large, too_large, unreadable};

/// The top-level names a site is made of; nothing else in the repository is looked at.
pub const ROOTS: [&str; 4] = ["gongshi.toml", "data", "content", "themes"];

/// How what Git LFS leaves in place of a file begins.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A directory whose name says it should be a file (`regions.csv/`).
    Directory,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a socket or a device: opening one may wait for ever, or do something.
    Special,
    /// Something that cannot be opened, with the system's reason.
    Unreadable(String),
}

/// One thing found while walking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the root, with `/`.
    pub path: String,
    /// What stands there.
    pub kind: EntryKind,
}

/// A file's bytes.
#[derive(Debug, Clone)]
pub struct Blob {
    /// Relative to the root, with `/`.
    pub path: Arc<str>,
    /// All of it; `None` where it stands there but could not be read, and a finding says why.
    pub bytes: Option<Vec<u8>>,
}

/// Why a file's bytes are not to be had.
#[derive(Debug)]
pub enum Refusal {
    /// It has so many, more than the limit.
    TooLarge(u64),
    /// It is written all the while.
    Changing,
    /// The system's reason.
    Unreadable(std::io::Error),
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// Anything a site can be read from.
pub trait SiteSource: Sync {
    /// All entries below [`ROOTS`], in any order: a reading begins.
    fn entries(&self) -> Vec<Entry>;
    /// A file's bytes, if there are not more than `limit`.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal>;
    /// A file that has been written, made or taken away since this reading began, or that may still be being written.
    fn unsettled(&self) -> Option<String> {
        None
    }
    /// What git says of what was read.
    fn origin(&self) -> GitOrigin {
        GitOrigin::Unknown
    }
    /// What the files below these folders have been; `None` where nobody knows.
    fn history(&self, _folders: &[&str]) -> Result<Option<History>, Silence> {
        Ok(None)
    }
}

/// Reads every file of a source, sorted by path, as they stand at one time: again, where they change meanwhile.
#[must_use]
pub fn read(source: &dyn SiteSource, findings: &Findings) -> Vec<Blob> {
    for _ in 1..limits::READINGS {
        let found = Findings::default();
        let blobs = read_once(source, &found);
        if source.unsettled().is_none() {
            findings.extend(found.into_vec());
            return blobs;
        }
    }
    let blobs = read_once(source, findings);
    findings.extend(source.unsettled().map(|path| changing(&path)));
    blobs
}

fn read_once(source: &dyn SiteSource, findings: &Findings) -> Vec<Blob> {
    let mut entries = source.entries();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    findings.extend(unpublished(&entries));
    entries.retain(|entry| !is_hidden(&entry.path));
    if entries.len() > limits::FILES {
        let message = say!(
            "站点有 {} 个文件，上限 {} 个",
            "the site has {} files, the limit is {}",
            entries.len(),
            limits::FILES
        );
        findings.push(Finding::new(Code::TooManyFiles, Place::file("data"), message).help(say!(
            "移走不属于站点的文件，或把数据分成几个站点",
            "move out what is not of the site, or divide the data among several sites"
        )));
        entries.truncate(limits::FILES);
    }
    let read = AtomicU64::new(0);
    let results: Vec<Result<Vec<u8>, Box<Finding>>> =
        entries.par_iter().map(|entry| read_entry(source, entry, &read)).collect();
    if read.into_inner() > limits::SITE_BYTES {
        // Which files were read before it was too much depends on the threads; what is told does not.
        findings.push(site_too_large());
        let paths = entries.iter().map(|entry| Arc::from(entry.path.as_str()));
        return paths.map(|path| Blob { path, bytes: None }).collect();
    }
    let blobs = entries.iter().zip(results).map(|(entry, result)| Blob {
        path: Arc::from(entry.path.as_str()),
        bytes: result.map_err(|finding| findings.push(*finding)).ok(),
    });
    blobs.collect()
}

/// What is hidden among a theme's static files, each folder once: whoever put it there expects to see it published.
fn unpublished(entries: &[Entry]) -> Vec<Finding> {
    let mut paths: Vec<&str> = entries.iter().filter_map(|entry| hidden_static(&entry.path)).collect();
    paths.dedup();
    let told = paths.into_iter().map(|path| {
        Finding::new(
            Code::UnexpectedFile,
            Place::file(path),
            say!("隐藏文件不公布", "what is hidden is not published"),
        )
        .help(say!(
            "名字以 `.` 或 `~$` 开头的都不公布；服务器的设置写在服务器上，其余的改名或移走",
            "no name that begins with `.` or `~$` is; settings of a server belong on the server, anything else is renamed or moved away"
        ))
    });
    told.collect()
}

/// The path down to its first hidden part, where that stands among static files; what git keeps for itself is nobody's.
fn hidden_static(path: &str) -> Option<&str> {
    let mut parts = path.split('/');
    let is_static = parts.next() == Some("themes") && parts.nth(1) == Some("static");
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    let mut tops = ends.map(|end| &path[..end]).filter(|top| is_hidden(top));
    let name = |top: &str| {
        [".gitkeep", ".gitignore", ".gitattributes"].contains(&top.rsplit('/').next().unwrap_or(top))
    };
    tops.next().filter(|top| is_static && !name(top))
}

/// The largest size a file of this name may have.
fn limit_of(path: &str) -> u64 {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_written_by_hand = ["toml", "md"].iter().any(|own| ending.eq_ignore_ascii_case(own))
        || (path.starts_with("themes/") && path.contains("/templates/"));
    if is_written_by_hand { limits::TEXT_BYTES } else { limits::FILE_BYTES }
}

fn read_entry(source: &dyn SiteSource, entry: &Entry, read: &AtomicU64) -> Result<Vec<u8>, Box<Finding>> {
    let limit = limit_of(&entry.path);
    let place = || Place::file(&entry.path);
    match &entry.kind {
        // Nothing more is read of a site that is too large already.
        EntryKind::File if read.load(Ordering::Relaxed) > limits::SITE_BYTES => Ok(Vec::new()),
        EntryKind::File => match source.read(&entry.path, limit) {
            Ok(bytes) if bytes.starts_with(LFS_POINTER) => Err(Box::new(pointer(place()))),
            Ok(bytes) => {
                read.fetch_add(bytes.len() as u64, Ordering::Relaxed);
                Ok(bytes)
            }
            Err(Refusal::TooLarge(size)) => Err(Box::new(too_large(place(), size, limit))),
            Err(Refusal::Changing) => Err(Box::new(changing(&entry.path))),
            Err(Refusal::Unreadable(error)) => Err(Box::new(unreadable(&entry.path, &error.to_string()))),
        },
        EntryKind::Directory => Err(Box::new(
            Finding::new(
                Code::DirectoryInsteadOfFile,
                place(),
                say!("这里应是文件，却是目录", "this should be a file, but it is a directory"),
            )
            .help(say!("把目录移走，放回同名文件", "move the directory away and put the file back")),
        )),
        EntryKind::Link => Err(Box::new(
            Finding::new(
                Code::LinkOutside,
                place(),
                say!("这是符号链接，不予读取", "this is a link, and links are not followed"),
            )
            .help(say!(
                "换成文件（文件夹）本身；同一内容要用两处，就放两份",
                "replace it by the file or folder itself; what is needed in two places stands there twice"
            )),
        )),
        EntryKind::Special => Err(Box::new(
            Finding::new(
                Code::FileUnreadable,
                place(),
                say!("这是管道、套接字或设备，不是文件", "this is a pipe, a socket or a device, not a file"),
            )
            .help(say!("把它移走", "move it away")),
        )),
        EntryKind::Unreadable(reason) => Err(Box::new(unreadable(&entry.path, reason))),
    }
}

/// Whether what stands at a path below the root is of the site.
#[must_use]
pub fn belongs(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or_default();
    ROOTS.contains(&top) && !is_hidden(path)
}

/// Dot-files and the lock files of office programs are nobody's data.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part.starts_with("~$"))
}
