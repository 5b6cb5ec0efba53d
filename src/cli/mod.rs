//! One file a command; words in, an exit code out.
//!
//! 0 fine, 1 findings of severity error, 2 could not run. Data go to stdout, all else to stderr.
#![allow(clippy::disallowed_methods)] // This is where the clock and the environment are read.

mod arguments;
mod build;
mod check;
mod completions;
mod explain;
mod init;
mod language;
mod man;
mod pipeline;
mod progress;
mod rehearsal;
mod report;
mod serve;
mod timings;

use std::process::ExitCode;

use arguments::Command;

/// Runs the command of this process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match arguments::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let language = arguments.lang;
    let outcome = match arguments.command {
        Command::Build(words) => build::execute(&words, language),
        Command::Check(words) => check::execute(&words, language),
        Command::Serve(words) => serve::execute(&words, language),
        Command::Init(words) => init::execute(&words, language),
        Command::Explain(words) => explain::execute(&words, language),
        Command::Completions { shell } => completions::execute(shell),
        Command::Man => man::execute(),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            report::failure(&error);
            ExitCode::from(2)
        }
    }
}

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Fine,
    /// With findings of severity error.
    Findings,
}
