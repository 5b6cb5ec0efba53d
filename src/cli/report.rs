//! Saying things: findings and failures to stderr, data to stdout.
#![allow(clippy::print_stdout, clippy::print_stderr)] // This is where the program speaks.

use std::io::{IsTerminal, Write};

use crate::diagnostic::{Finding, Format, Language, Severity, Texts, show};
use crate::say;

/// Whether colours are welcome on a stream.
fn colour(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// What keeps a site from being built, to stderr; warnings are counted, `check` shows them.
pub fn errors(findings: &[Finding], texts: &Texts, language: Language) {
    let colour = colour(std::io::stderr().is_terminal());
    let errors: Vec<Finding> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect();
    eprint!("{}", show(&errors, texts, Format::Human, language, colour));
    if let Some(count) = count(findings) {
        let more = if errors.len() < findings.len() {
            say!("；警告见 `gongshi check`", "; `gongshi check` shows the warnings")
        } else {
            say!("", "")
        };
        eprintln!("{}{}", count.to(language), more.to(language));
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
