//! One file a command; words in, an exit code out.
//!
//! 0 fine, 1 findings of severity error, 2 could not run. Data go to stdout, all else to stderr.
#![allow(clippy::disallowed_methods)] // This is where the clock and the environment are read.

mod arguments;
mod build;
mod check;
mod close;
mod commits;
mod completions;
mod diff;
mod explain;
mod init;
mod language;
mod man;
mod mistyped;
mod options;
mod outputs;
mod owners;
mod placing;
mod progress;
mod provenance;
mod published;
mod recipes;
mod rehearsal;
mod report;
mod schema;
mod serve;
mod since;
mod stop;
mod theme;
mod timings;
mod verify;
mod watch;

use std::process::ExitCode;

use crate::diagnostic::Language;
use arguments::Command;

/// Runs the command of this process.
#[must_use]
pub fn run() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let arguments = match arguments::parse(&words) {
        Ok(arguments) => arguments,
        Err(error) => return unparsed(&error, arguments::asked(&words)),
    };
    let language = arguments.lang;
    let outcome = match arguments.command {
        Command::Build(words) => build::execute(&words, language),
        Command::Check(words) => check::execute(&words, language),
        Command::Close(words) => close::execute(&words, language),
        Command::Diff(words) => diff::execute(&words, language),
        Command::Verify(words) => verify::execute(&words, language),
        Command::Serve(words) => serve::execute(&words, language),
        Command::Init(words) => init::execute(&words, language),
        Command::Theme(words) => theme::execute(&words, language),
        Command::Explain(words) => explain::execute(&words, language),
        Command::Completions { shell } => completions::execute(shell),
        Command::Man => man::execute(),
    };
    match outcome {
        Ok(CommandOutcome::Fine) => ExitCode::SUCCESS,
        Ok(CommandOutcome::Findings) => ExitCode::from(1),
        Err(error) => {
            report::failure(&error, language::settle(language, None));
            ExitCode::from(2)
        }
    }
}

/// Help and the version are data; the rest is what was typed wrong.
fn unparsed(error: &clap::Error, language: Language) -> ExitCode {
    if error.use_stderr() {
        match mistyped::in_chinese(error).filter(|_| language == Language::Zh) {
            Some(text) => report::note(&text),
            None => _ = error.print(),
        }
        return ExitCode::from(2);
    }
    match report::written(error.print()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::failure(&error, language);
            ExitCode::from(2)
        }
    }
}

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandOutcome {
    /// As it should.
    Fine,
    /// With findings of severity error.
    Findings,
}
