//! Putting a file of the program's into somebody's folder: what stands there already is somebody's work and stays.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::stop::Stop;
use crate::say;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// It was written.
    New,
    /// There was one already, which was not touched.
    Kept,
}

/// Writes a file that is not there yet. A link on the way would lead the file out of the folder, and is not followed.
pub fn place(root: &Path, path: &str, bytes: &[u8]) -> anyhow::Result<Placed> {
    let to = root.join(path);
    let mut folder = PathBuf::from(root);
    for part in Path::new(path).parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match folder.symlink_metadata() {
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                let at = folder.display();
                return Err(Stop::error(say!("{at}：不是文件夹", "{at}: not a folder")));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir(&folder).map_err(|error| cannot(&folder, &error, "写不了", "cannot write"))?;
            }
            Err(error) => return Err(cannot(&folder, &error, "写不了", "cannot write")),
        }
    }
    // Made by this call or by nobody: what comes to stand there in between stays too.
    let file = OpenOptions::new().write(true).create_new(true).open(&to);
    match file.and_then(|mut file| file.write_all(bytes)) {
        Ok(()) => Ok(Placed::New),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Placed::Kept),
        Err(error) => Err(cannot(&to, &error, "写不了", "cannot write")),
    }
}

/// Why something of a path could not be done.
pub fn cannot(path: &Path, error: &std::io::Error, zh: &str, en: &str) -> anyhow::Error {
    let at = path.display();
    Stop::error(say!("{at}：{zh}：{error}", "{at}: {en}: {error}"))
}
