//! Saying things: findings and failures to stderr, data to stdout.
#![allow(clippy::print_stdout, clippy::print_stderr)] // This is where the program speaks.

use std::io::{self, IsTerminal, Write};

use super::stop::{self, Stop};
use crate::diagnostic::{
    Finding, Format, Language, Severity, Texts, Veil, show, show_for_host, visible_lines,
};
use crate::privacy;
use crate::say;

/// Whether colours are welcome on a stream.
fn colour(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// What keeps a site from being built, to stderr; warnings are counted, `check` shows them, but for those about the
/// output, which it never sees.
pub fn errors(findings: &[Finding], texts: &Texts, language: Language) {
    let colour = colour(std::io::stderr().is_terminal());
    let is_shown =
        |finding: &&Finding| finding.severity == Severity::Error || finding.code.is_about_the_output();
    let errors: Vec<Finding> = findings.iter().filter(is_shown).cloned().collect();
    aside(&show(&errors, texts, Format::Human, language, colour));
    if let Some(count) = count(findings) {
        let more = if errors.len() < findings.len() {
            say!("；警告见 `gongshi check`", "; `gongshi check` shows the warnings")
        } else {
            say!("", "")
        };
        note(&format!("{}{}", count.to(language), more.to(language)));
    }
}

/// Findings as the command's own output, to stdout; `prefix` is the site's folder in its repository, for hosts.
pub fn findings_as_data(
    findings: &[Finding],
    texts: &Texts,
    format: Format,
    language: Language,
    prefix: &str,
) -> anyhow::Result<()> {
    let colour = colour(std::io::stdout().is_terminal());
    data(&show_for_host(findings, texts, format, language, colour, prefix))
}

/// How many errors and warnings there are.
pub fn count(findings: &[Finding]) -> Option<crate::diagnostic::Say> {
    let of = |severity| {
        findings.iter().filter(|finding| finding.severity == severity).map(Finding::count).sum::<usize>()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    (!findings.is_empty())
        .then(|| say!("{errors} 个错误，{warnings} 个警告", "errors: {errors}, warnings: {warnings}"))
}

/// A line to stderr; of what a path in it may have, what is somebody's is starred, what drives a terminal written out.
pub fn note(text: &str) {
    aside(&line(text, &privacy::veil(None, |_| Vec::new())));
}

/// The same about a site that was read: its names held back are starred, too.
pub fn note_about(texts: &Texts, text: &str) {
    aside(&line(text, texts.veil()));
}

fn line(text: &str, veil: &Veil) -> String {
    format!("{}\n", visible_lines(&veil.on(text)))
}

/// To stderr; where that cannot be written there is nobody to tell.
fn aside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// The command's output, written to its end: half of it would pass for all of it. A reader that has gone away, as
/// `head` does, is no failure.
pub fn data(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    written(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
}

/// What came of writing to stdout.
pub fn written(result: io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Stop::error(say!("写不了标准输出：{error}", "cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
}

/// Why the command could not run.
pub fn failure(error: &anyhow::Error, language: Language) {
    note(&format!("gongshi: {}", stop::told(error, language)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_repeats_what_is_somebodys() {
        let nobody = privacy::veil(None, |_| Vec::new());
        assert_eq!(line("/srv/138 1234 5678/a\u{7}", &nobody), "/srv/*************/a\\u{7}\n");
        let mut texts = Texts::default();
        texts.put_on(privacy::veil(None, |text| {
            text.match_indices("王强").map(|(at, name)| at..at + name.len()).collect()
        }));
        assert_eq!(line("未提交：data/王强.md", texts.veil()), "未提交：data/＊＊.md\n");
    }
}
