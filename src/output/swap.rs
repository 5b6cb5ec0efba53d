//! The swap: the new site's files move in, the old ones out of the way, and all of it back where one cannot.
//!
//! In: a stage with the files that differ, and the paths that are to go. Out: the new site, or the old one.
//!
//! Nothing is copied: a replaced file gets a second name in the stage and the new one takes its place, which no reader
//! sees between. The journal lists the steps; what the n-th replaces or takes out is `old/n`, and what is not there has
//! not been moved. So it tells how to go back, in this process or, after it was killed, in the next. It is written before
//! the first move and removed after the last, the manifest's: a stage with a journal is undone, one without is thrown away.
#![allow(clippy::disallowed_methods)] // The output is the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::manifest::{FILE, is_below};
use super::stage::{Stage, remove};
use crate::limits;

/// What could not be done, and to what below the output.
#[derive(Debug)]
pub(super) struct Failed {
    pub path: PathBuf,
    pub error: io::Error,
}

/// A file, or a folder with all it holds, that moves in, or a file that goes.
#[derive(Debug, Serialize, Deserialize)]
struct Move {
    path: String,
    to: Target,
}

/// What stands at its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Target {
    Nothing,
    /// A file for a file.
    File,
    /// A link, a fifo, a folder for a file or a file for a folder: it gives way.
    Other,
    /// What is in the new site no more.
    Gone,
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
        let mut steps: Vec<Move> =
            gone.iter().map(|path| Move { path: (*path).to_owned(), to: Target::Gone }).collect();
        let mut moves = self.moves("")?;
        moves.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        steps.append(&mut moves);
        let manifest = self.manifest()?;
        let has_manifest = manifest.is_some();
        steps.extend(manifest);
        if steps.is_empty() {
            return Ok(0);
        }
        let journal = serde_json::to_vec(&steps).expect("a list of text always serialises");
        fs::write(self.stage.journal(), journal).map_err(at(&self.stage.journal()))?;
        let (gone, moves) = steps.split_at(gone.len());
        let (moves, manifest) = moves.split_at(moves.len() - usize::from(has_manifest));
        let went: Vec<bool> =
            gone.par_iter().enumerate().map(|(n, step)| self.take_out(n, step)).collect::<Result<_, _>>()?;
        let first = gone.len();
        moves.par_iter().enumerate().try_for_each(|(n, step)| {
            self.move_in(first + n, step, &self.stage.new_files().join(&step.path))
        })?;
        let went: Vec<&Move> =
            gone.iter().zip(went).filter(|(_, went)| *went).map(|(step, _)| step).collect();
        for step in &went {
            self.close_empty_folders(Path::new(&step.path));
        }
        for step in manifest {
            self.move_in(first + moves.len(), step, &self.stage.manifest())?;
        }
        fs::remove_file(self.stage.journal()).map_err(at(&self.stage.journal()))?;
        Ok(went.len())
    }

    /// Puts the old site back, also one that a killed build has begun to replace or to put back.
    pub fn undo(&self) -> Result<(), Failed> {
        let journal = self.stage.journal();
        let is_ours = |there: &fs::Metadata| there.is_file() && there.len() <= limits::MANIFEST_BYTES;
        match fs::symlink_metadata(&journal) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Ok(there) if is_ours(&there) => {}
            // A link or a fifo was no build's: there is nothing to go back to.
            _ => return remove(&journal).map_err(at(&journal)),
        }
        let bytes = fs::read(&journal).map_err(at(&journal))?;
        // One that was not finished, when nothing had moved yet, lists nothing.
        let steps: Vec<Move> = serde_json::from_slice(&bytes).unwrap_or_default();
        let has_old_files = fs::symlink_metadata(self.stage.old_files()).is_ok_and(|there| there.is_dir());
        // What went before a folder gave way goes back after it.
        for (n, step) in steps.iter().enumerate().rev() {
            let path = Path::new(&step.path);
            let is_place = is_below(&step.path) || step.path == FILE;
            if is_place && !self.is_behind_link(path.parent().unwrap_or(path)) {
                self.undo_step(n, step, has_old_files).map_err(at(path))?;
            }
        }
        fs::remove_file(&journal).map_err(at(&journal))
    }

    fn undo_step(&self, n: usize, step: &Move, has_old_files: bool) -> io::Result<()> {
        let to = self.output.join(&step.path);
        if step.to == Target::Nothing {
            self.goes_on()?;
            return remove(&to);
        }
        let from = self.old_file(n);
        let Some(old) = fs::symlink_metadata(&from).ok().filter(|_| has_old_files) else { return Ok(()) };
        let there = fs::symlink_metadata(&to);
        if there.is_ok_and(|there| there.is_dir() || old.is_dir()) {
            remove(&to)?;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        self.rename(&from, &to)
    }

    /// Where what the n-th step replaces or takes out waits.
    fn old_file(&self, n: usize) -> PathBuf {
        self.stage.old_files().join(n.to_string())
    }

    /// What moves in from a folder of the stage (`regions/`): each folder that is new as a whole.
    fn moves(&self, folder: &str) -> Result<Vec<Move>, Failed> {
        let entries = fs::read_dir(self.stage.new_files().join(folder))
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(at(Path::new(folder)))?;
        let moves = entries.par_iter().map(|entry| {
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            let is_folder = entry.file_type().map_err(at(Path::new(&path)))?.is_dir();
            match self.target(&path, is_folder)? {
                None => self.moves(&(path + "/")),
                Some(to) => Ok(vec![Move { path, to }]),
            }
        });
        Ok(moves.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The manifest's own move, where it differs.
    fn manifest(&self) -> Result<Option<Move>, Failed> {
        let staged = self.stage.manifest().exists();
        let to = if staged { self.target(FILE, false)? } else { None };
        Ok(to.map(|to| Move { path: FILE.to_owned(), to }))
    }

    /// What stands where something moves to; `None` for a folder that stands already.
    fn target(&self, path: &str, is_folder: bool) -> Result<Option<Target>, Failed> {
        match fs::symlink_metadata(self.output.join(path)) {
            Ok(there) if there.is_dir() && is_folder => Ok(None),
            Ok(there) if there.is_file() && !is_folder => Ok(Some(Target::File)),
            Ok(_) => Ok(Some(Target::Other)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Target::Nothing)),
            Err(error) => Err(at(Path::new(path))(error)),
        }
    }

    fn move_in(&self, n: usize, step: &Move, from: &Path) -> Result<(), Failed> {
        let path = Path::new(&step.path);
        match step.to {
            Target::Nothing => {}
            Target::File => self.keep(n, path).map_err(at(path))?,
            Target::Other | Target::Gone => self.set_aside(n, path).map_err(at(path))?,
        }
        self.rename(from, &self.output.join(path)).map_err(at(path))
    }

    /// Gives a file that will be replaced a second name in the stage. Where the disk has no such thing it moves there,
    /// and its address is without a file for a moment.
    fn keep(&self, n: usize, path: &Path) -> io::Result<()> {
        self.goes_on()?;
        fs::hard_link(self.output.join(path), self.old_file(n)).or_else(|_| self.set_aside(n, path))
    }

    /// Moves what stands at a path into the stage: a link itself, never what it leads to.
    fn set_aside(&self, n: usize, path: &Path) -> io::Result<()> {
        match self.rename(&self.output.join(path), &self.old_file(n)) {
            // It went with the files that were to go.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            moved => moved,
        }
    }

    /// Takes out a file that is not in the new site; says whether there was one. What lies behind a link is not ours,
    /// nor is a folder where the list names a file: a manifest is a file like any other.
    fn take_out(&self, n: usize, step: &Move) -> Result<bool, Failed> {
        let path = Path::new(&step.path);
        if self.is_behind_link(path.parent().unwrap_or(path)) {
            return Ok(false);
        }
        match fs::symlink_metadata(self.output.join(path)) {
            Ok(there) if !there.is_dir() => self.set_aside(n, path).map_err(at(path)).map(|()| true),
            _ => Ok(false),
        }
    }

    /// Removes the folders that a file which went has left empty.
    fn close_empty_folders(&self, path: &Path) {
        for folder in path.ancestors().skip(1).filter(|folder| *folder != Path::new("")) {
            if fs::remove_dir(self.output.join(folder)).is_err() {
                return;
            }
        }
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
