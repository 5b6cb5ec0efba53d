//! Where bytes come from: a work tree, memory, later a git revision.
//!
//! In: a place. Out: [`Blob`]s, sorted by path, each whole and within the limits; what cannot be
//! read is a finding and a blob without bytes. This is the only stage that reads the disk or asks git, so that everything
//! after it is a pure function of bytes.

mod git;
mod memory;
mod snapshot;
mod work_tree;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::{limits, say};

pub use memory::Memory;
pub use snapshot::Snapshot;
pub use work_tree::WorkTree;

/// The top-level names a site is made of; nothing else in the repository is looked at.
pub const ROOTS: [&str; 4] = ["gongshi.toml", "data", "content", "themes"];

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A directory whose name says it should be a file (`regions.csv/`).
    Directory,
    /// A link that leads out of the root, to a directory, or nowhere.
    Link,
    /// Something that cannot be opened, with the system's reason.
    Unreadable(String),
}

/// One thing found while walking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the root, with `/`.
    pub path: String,
    /// What stands there.
    pub kind: Kind,
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
    /// The system's reason.
    Unreadable(std::io::Error),
}

/// Anything a site can be read from.
pub trait Source: Sync {
    /// All entries below [`ROOTS`], in any order.
    fn entries(&self) -> Vec<Entry>;
    /// A file's bytes, if there are not more than `limit`.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal>;
    /// The commit the data stand at, when there is one and nothing is uncommitted.
    fn commit(&self) -> Option<String>;
}

/// Reads every file of a source, sorted by path.
#[must_use]
pub fn read(source: &dyn Source, findings: &Findings) -> Vec<Blob> {
    let mut entries = source.entries();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    entries.retain(|entry| !is_hidden(&entry.path));
    if entries.len() > limits::FILES {
        findings.push(Finding::new(
            Code::TooManyFiles,
            Place::file("data"),
            say!(
                "站点有 {} 个文件，上限 {} 个",
                "the site has {} files, the limit is {}",
                entries.len(),
                limits::FILES
            ),
        ));
        entries.truncate(limits::FILES);
    }
    let results: Vec<Result<Vec<u8>, Box<Finding>>> =
        entries.par_iter().map(|entry| read_entry(source, entry)).collect();
    let blobs = entries.iter().zip(results).map(|(entry, result)| Blob {
        path: Arc::from(entry.path.as_str()),
        bytes: result.map_err(|finding| findings.push(*finding)).ok(),
    });
    blobs.collect()
}

fn read_entry(source: &dyn Source, entry: &Entry) -> Result<Vec<u8>, Box<Finding>> {
    let place = || Place::file(&entry.path);
    match &entry.kind {
        Kind::File => match source.read(&entry.path, limits::FILE_BYTES) {
            Ok(bytes) => Ok(bytes),
            Err(Refusal::TooLarge(size)) => Err(Box::new(too_large(place(), size))),
            Err(Refusal::Unreadable(error)) => Err(Box::new(unreadable(&entry.path, &error.to_string()))),
        },
        Kind::Directory => Err(Box::new(
            Finding::new(
                Code::DirectoryInsteadOfFile,
                place(),
                say!("这里应是文件，却是目录", "this should be a file, but it is a directory"),
            )
            .help(say!("把目录移走，放回同名文件", "move the directory away and put the file back")),
        )),
        Kind::Link => Err(Box::new(
            Finding::new(
                Code::LinkOutside,
                place(),
                say!(
                    "符号链接指向站点之外、目录或不存在的地方，不予读取",
                    "the link leads out of the site, to a directory or nowhere, and is not followed"
                ),
            )
            .help(say!("换成文件本身", "replace it by the file itself")),
        )),
        Kind::Unreadable(reason) => Err(Box::new(unreadable(&entry.path, reason))),
    }
}

fn too_large(place: Place, size: u64) -> Finding {
    let limit = limits::FILE_BYTES;
    Finding::new(
        Code::FileTooLarge,
        place,
        say!("文件有 {size} 字节，上限 {limit} 字节", "the file has {size} bytes, the limit is {limit}"),
    )
    .help(say!(
        "把台账按年份或县区拆开；表格软件导出的空白行要删去",
        "split the ledger by year or county; delete the blank rows spreadsheets leave"
    ))
}

fn unreadable(path: &str, reason: &str) -> Finding {
    Finding::new(
        Code::FileUnreadable,
        Place::file(path),
        say!("读不了这个文件：{reason}", "cannot read the file: {reason}"),
    )
    .help(say!("检查文件是否存在、权限是否允许读取", "check that the file exists and may be read"))
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
