//! The program itself, as a process.

use std::path::Path;
use std::process::{Command, Stdio};

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The program with nothing of this machine's language, colours or day.
pub fn command(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongshi"));
    command.args(words).current_dir(root).stdin(Stdio::null());
    for name in ["SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command
}

/// Runs it in a directory to its end.
pub fn run(root: &Path, words: &[&str]) -> Ran {
    end(command(root, words))
}

/// Runs a prepared command to its end.
pub fn end(mut command: Command) -> Ran {
    let output = command.output().expect("the program was built with the tests");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    Ran {
        code: output.status.code().expect("it was not killed"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}
