//! What stands in the output before a build: whose it is, and what is not a file.
//!
//! In: the folder. Out: the paths the last build put there, those it did not, and what must never be opened.
#![allow(clippy::disallowed_methods)] // The output is the disk.

use std::fs;
use std::io;
use std::path::Path;

use hashbrown::HashSet;
use rayon::prelude::*;

use super::findings;
use super::manifest::{self, FILE};
use super::stage::WITHIN;
use crate::diagnostic::Finding;
use crate::limits;

/// The lists in order.
#[derive(Debug, Default)]
pub(super) struct FolderContents {
    /// Files of the last build: all that may be pruned, and that a file may be the same as. In no order.
    pub before: HashSet<String>,
    /// What no build put there.
    pub strangers: Vec<String>,
    /// Links, fifos, sockets, devices, ours or not.
    others: Vec<String>,
}

impl FolderContents {
    /// Looks through the output; refuses one with somebody else's files and no manifest of ours.
    pub fn of(output: &Path, shown: &Path) -> Result<Self, Box<Finding>> {
        let before = match paths_of_manifest(output) {
            Some(before) => before,
            None if holds_files(output).map_err(|error| findings::unwritable(shown, &error))? => {
                return Err(findings::not_ours(shown, output.join(FILE).exists()));
            }
            None => return Ok(Self::default()),
        };
        let mut standing = Self { before, ..Self::default() };
        standing.look(output);
        Ok(standing)
    }

    /// Goes down folder by folder, one depth after the other: somebody may have made more depths than a stack has.
    fn look(&mut self, output: &Path) {
        let mut folders = vec![String::new()];
        while !folders.is_empty() {
            let seen: Vec<Seen> = folders.par_iter().map(|folder| self.look_into(output, folder)).collect();
            folders.clear();
            for mut seen in seen {
                folders.append(&mut seen.folders);
                self.strangers.append(&mut seen.strangers);
                self.others.append(&mut seen.others);
            }
        }
        self.strangers.sort_unstable();
        self.others.sort_unstable();
    }

    fn look_into(&self, output: &Path, folder: &str) -> Seen {
        let mut seen = Seen::default();
        let entries = fs::read_dir(output.join(folder)).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let Ok(entries) = entries else {
            // Such as `lost+found`, where the output is a disk of its own.
            seen.strangers.push(folder.to_owned());
            return seen;
        };
        for entry in entries {
            let name = entry.file_name();
            // `.git`: the branch that pages are published from, checked out. `lost+found`: the disk's own.
            if folder.is_empty() && [FILE, WITHIN, ".git", "lost+found"].iter().any(|own| name == *own) {
                continue;
            }
            let path = format!("{folder}{}", name.to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => seen.folders.push(path + "/"),
                kind => {
                    if !kind.is_ok_and(|kind| kind.is_file()) {
                        seen.others.push(path.clone());
                    }
                    if !self.before.contains(&path) {
                        seen.strangers.push(path);
                    }
                }
            }
        }
        seen
    }

    /// Whether the last build put a file there and it is still one, with no link on the way to it.
    pub fn has_file(&self, path: &str) -> bool {
        let is_other = |part: &str| self.others.binary_search_by(|other| other.as_str().cmp(part)).is_ok();
        self.before.contains(path)
            && (self.others.is_empty()
                || !(is_other(path) || path.match_indices('/').any(|(end, _)| is_other(&path[..end]))))
    }
}

/// What one folder holds.
#[derive(Default)]
struct Seen {
    folders: Vec<String>,
    strangers: Vec<String>,
    others: Vec<String>,
}

/// What the manifest in the output names; `None` where there is none, or none of ours.
fn paths_of_manifest(output: &Path) -> Option<HashSet<String>> {
    let path = output.join(FILE);
    let is_ours = |there: fs::Metadata| there.is_file() && there.len() <= limits::MANIFEST_BYTES;
    fs::symlink_metadata(&path)
        .is_ok_and(is_ours)
        .then(|| fs::read(&path).ok())?
        .and_then(|bytes| manifest::paths(&bytes))
        .map(HashSet::from_iter)
}

fn holds_files(output: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(output)? {
        // The second is on every disk that has been mounted there.
        let name = entry?.file_name();
        if name != WITHIN && name != "lost+found" {
            return Ok(true);
        }
    }
    Ok(false)
}
