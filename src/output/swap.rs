//! The swap: the new site's files move in, the old ones out of the way, and all of it back where one cannot.
//!
//! In: a stage with the files that differ, and the paths that are to go. Out: the new site, or the old one.
//!
//! Nothing is copied: a replaced file gets a second name in the stage and the new one takes its place, which no reader
//! sees between. The journal names what was added where nothing stood; with it, everything below `old` tells how to go
//! back, in this process or, after it was killed, in the next. It is written before the first move and removed after
//! the last, the manifest's: a stage with a journal is undone, one without is thrown away.
#![allow(clippy::disallowed_methods)] // The output is the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;

use super::manifest::{FILE, is_below};
use super::stage::{Stage, remove};
use crate::limits;

/// What could not be done, and to what below the output.
#[derive(Debug)]
pub(super) struct Failed {
    pub path: PathBuf,
    pub error: io::Error,
}

/// A file, or a folder with all it holds, that moves in.
struct Move {
    path: PathBuf,
    to: Target,
}

/// What stands where it moves to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Nothing,
    /// A file for a file.
    File,
    /// A link, a fifo, a folder for a file or a file for a folder: it gives way.
    Other,
}

/// A stage and the output it moves into.
pub(super) struct Swap<'a> {
    output: &'a Path,
    stage: &'a Stage,
    #[cfg(test)]
    obstacle: Option<&'a tests::Obstacle>,
}

impl<'a> Swap<'a> {
    pub fn new(output: &'a Path, stage: &'a Stage) -> Self {
        Self {
            output,
            stage,
            #[cfg(test)]
            obstacle: None,
        }
    }

    /// Moves everything in; says how many of the paths that were to go stood there. After an error, [`Self::undo`].
    pub fn run(&self, gone: &[&str]) -> Result<usize, Failed> {
        let mut moves = self.moves(Path::new(""))?;
        let manifest = self.manifest()?;
        if moves.is_empty() && gone.is_empty() && manifest.is_none() {
            return Ok(0);
        }
        let added = moves.iter().chain(&manifest).filter(|step| step.to == Target::Nothing);
        let added: Vec<String> = added.map(|step| step.path.to_string_lossy().into_owned()).collect();
        let journal = serde_json::to_vec(&added).expect("a list of text always serialises");
        fs::write(self.stage.journal(), journal).map_err(at(&self.stage.journal()))?;
        let removed: Vec<bool> =
            gone.par_iter().map(|path| self.take_out(Path::new(path))).collect::<Result<_, _>>()?;
        // Many small moves and few large ones: what is in a folder goes together.
        moves.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        moves.par_iter().try_for_each(|step| self.move_in(step, &self.stage.new_files().join(&step.path)))?;
        for path in gone {
            self.close_empty_folders(Path::new(path));
        }
        if let Some(step) = &manifest {
            self.move_in(step, &self.stage.manifest())?;
        }
        fs::remove_file(self.stage.journal()).map_err(at(&self.stage.journal()))?;
        Ok(removed.iter().filter(|removed| **removed).count())
    }

    /// Puts the old site back, also one that a killed build has begun to replace or to put back.
    pub fn undo(&self) -> Result<(), Failed> {
        let journal = match fs::read(self.stage.journal()) {
            Ok(journal) => journal,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(at(&self.stage.journal())(error)),
        };
        // One that was not finished, when nothing had moved yet, names nothing.
        let added: Vec<String> = serde_json::from_slice(&journal).unwrap_or_default();
        for path in added.iter().filter(|path| is_below(path)) {
            let path = Path::new(path);
            if !self.is_behind_link(path.parent().unwrap_or(path)) {
                self.goes_on().and_then(|()| remove(&self.output.join(path))).map_err(at(path))?;
            }
        }
        self.restore()?;
        fs::remove_file(self.stage.journal()).map_err(at(&self.stage.journal()))
    }

    /// What moves in from a folder of the stage: each folder that is new as a whole.
    fn moves(&self, folder: &Path) -> Result<Vec<Move>, Failed> {
        let entries = fs::read_dir(self.stage.new_files().join(folder))
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(at(folder))?;
        let moves = entries.par_iter().map(|entry| {
            let path = folder.join(entry.file_name());
            let is_folder = entry.file_type().map_err(at(&path))?.is_dir();
            let to = match self.there(&path)? {
                None => Target::Nothing,
                Some(there) if there.is_dir() && is_folder => return self.moves(&path),
                Some(there) if there.is_file() && !is_folder => Target::File,
                Some(_) => Target::Other,
            };
            Ok(vec![Move { path, to }])
        });
        Ok(moves.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The manifest's own move, where it differs.
    fn manifest(&self) -> Result<Option<Move>, Failed> {
        if !self.stage.manifest().exists() {
            return Ok(None);
        }
        let to = match self.there(Path::new(FILE))? {
            None => Target::Nothing,
            Some(there) if there.is_file() => Target::File,
            Some(_) => Target::Other,
        };
        Ok(Some(Move { path: FILE.into(), to }))
    }

    fn there(&self, path: &Path) -> Result<Option<fs::Metadata>, Failed> {
        match fs::symlink_metadata(self.output.join(path)) {
            Ok(there) => Ok(Some(there)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(at(path)(error)),
        }
    }

    fn move_in(&self, step: &Move, from: &Path) -> Result<(), Failed> {
        let Move { path, to } = step;
        match to {
            Target::Nothing => {}
            Target::File => self.keep(path).map_err(at(path))?,
            Target::Other => self.set_aside(path).map_err(at(path))?,
        }
        self.rename(from, &self.output.join(path)).map_err(at(path))
    }

    /// Gives a file that will be replaced a second name in the stage. Where the disk has no such thing it moves there,
    /// and its address is without a file for a moment.
    fn keep(&self, path: &Path) -> io::Result<()> {
        let (from, to) = (self.output.join(path), self.stage.old_files().join(path));
        self.goes_on()?;
        let kept = fs::hard_link(&from, &to).or_else(|_| {
            open_folder_of(&to)?;
            fs::hard_link(&from, &to)
        });
        kept.or_else(|_| self.set_aside(path))
    }

    /// Moves what stands at a path into the stage: a link itself, never what it leads to.
    fn set_aside(&self, path: &Path) -> io::Result<()> {
        let (from, to) = (self.output.join(path), self.stage.old_files().join(path));
        open_folder_of(&to)?;
        match self.rename(&from, &to) {
            // Files that went earlier have opened the folder there already.
            Err(_) if to.is_dir() && from.is_dir() && !from.is_symlink() => {
                for entry in fs::read_dir(&from)? {
                    self.set_aside(&path.join(entry?.file_name()))?;
                }
                fs::remove_dir(&from)
            }
            // It went with the files that were to go.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !from.is_symlink() => Ok(()),
            moved => moved,
        }
    }

    /// Takes out a file that is not in the new site; says whether there was one. What lies behind a link is not ours,
    /// nor is a folder where the list names a file: a manifest is a file like any other.
    fn take_out(&self, path: &Path) -> Result<bool, Failed> {
        if self.is_behind_link(path.parent().unwrap_or(path)) {
            return Ok(false);
        }
        match fs::symlink_metadata(self.output.join(path)) {
            Ok(there) if !there.is_dir() => self.set_aside(path).map_err(at(path)).map(|()| true),
            _ => Ok(false),
        }
    }

    /// Removes the folders that a file which went has left empty.
    fn close_empty_folders(&self, path: &Path) {
        let mut folder = path;
        while let Some(above) = folder.parent().filter(|above| *above != Path::new("")) {
            if self.is_behind_link(above) || fs::remove_dir(self.output.join(above)).is_err() {
                return;
            }
            folder = above;
        }
    }

    /// Moves everything in `old` back to where it stood, over what stands there now.
    fn restore(&self) -> Result<(), Failed> {
        // Not by recursion: a folder that gave way may be as deep as somebody liked to make it.
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(self.stage.old_files().join(&folder)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries.map_err(at(&folder))?,
            };
            for entry in entries {
                let entry = entry.map_err(at(&folder))?;
                let path = folder.join(entry.file_name());
                if entry.file_type().map_err(at(&path))?.is_dir() {
                    self.reopen(&path)?;
                    folders.push(path);
                } else {
                    self.put_back(&path, &entry.path())?;
                }
            }
        }
        Ok(())
    }

    /// A folder stands again where it stood.
    fn reopen(&self, path: &Path) -> Result<(), Failed> {
        let to = self.output.join(path);
        match self.there(path)? {
            Some(there) if there.is_dir() => return Ok(()),
            Some(_) => fs::remove_file(&to).map_err(at(path))?,
            None => {}
        }
        fs::create_dir(&to).map_err(at(path))
    }

    fn put_back(&self, path: &Path, from: &Path) -> Result<(), Failed> {
        let to = self.output.join(path);
        if self.there(path)?.is_some_and(|there| there.is_dir()) {
            remove(&to).map_err(at(path))?;
        }
        self.rename(from, &to).map_err(at(path))
    }

    /// Whether a path below the output is a link or leads through one.
    fn is_behind_link(&self, path: &Path) -> bool {
        let mut place = self.output.to_owned();
        path.components().any(|part| {
            place.push(part);
            place.is_symlink()
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.goes_on()?;
        patiently(is_held_for_a_moment, || fs::rename(from, to))
    }

    /// Where a test stands in the way.
    #[cfg_attr(not(test), allow(clippy::unused_self, clippy::unnecessary_wraps))]
    fn goes_on(&self) -> io::Result<()> {
        #[cfg(test)]
        if let Some(obstacle) = self.obstacle {
            return obstacle.met();
        }
        Ok(())
    }
}

fn at(path: &Path) -> impl Fn(io::Error) -> Failed {
    move |error| Failed { path: path.to_owned(), error }
}

fn open_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// On Windows a file that a virus scanner or an indexer looks at cannot be moved (5, 32 and 33: denied, shared,
/// locked), and can a moment later. Elsewhere an open file is moved.
fn is_held_for_a_moment(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Tries again, each time after twice as long, what fails in a way that passes.
fn patiently(passes: impl Fn(&io::Error) -> bool, what: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut pause = Duration::from_millis(limits::MOVE_PAUSE_MS);
    for _ in 1..limits::MOVE_TRIES {
        match what() {
            Err(error) if passes(&error) => std::thread::sleep(pause),
            done => return done,
        }
        pause *= 2;
    }
    what()
}

#[cfg(test)]
mod tests;
