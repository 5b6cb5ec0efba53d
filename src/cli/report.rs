//! Saying things: findings and failures to stderr, data to stdout.
#![allow(clippy::print_stdout, clippy::print_stderr)] // This is where the program speaks.

use std::io::{IsTerminal, Write};

use crate::diagnostic::{Finding, Format, Language, Severity, Texts, show};
use crate::say;

/// Whether colours are welcome on a stream.
fn colour(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Findings for people, to stderr, with a line that counts them.
pub fn findings(findings: &[Finding], texts: &Texts, language: Language) {
    let colour = colour(std::io::stderr().is_terminal());
    eprint!("{}", show(findings, texts, Format::Human, language, colour));
    if let Some(count) = count(findings) {
        eprintln!("{}", count.to(language));
    }
}

/// Findings as the command's own output, to stdout.
pub fn findings_as_data(findings: &[Finding], texts: &Texts, format: Format, language: Language) {
    let colour = colour(std::io::stdout().is_terminal());
    data(&show(findings, texts, format, language, colour));
}

/// How many errors and warnings there are.
pub fn count(findings: &[Finding]) -> Option<crate::diagnostic::Say> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    (!findings.is_empty())
        .then(|| say!("{errors} 个错误，{warnings} 个警告", "errors: {errors}, warnings: {warnings}"))
}

/// A line to stderr.
pub fn note(text: &str) {
    eprintln!("{text}");
}

/// The command's output; a reader that has gone away is no failure.
pub fn data(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Why the command could not run.
pub fn failure(error: &anyhow::Error) {
    eprintln!("gongshi: {error:#}");
}
