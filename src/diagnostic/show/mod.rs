//! Findings as text for people and as JSON for programs.

mod hosts;
mod human;
mod machine;

use super::{Finding, Language, Texts, veiled};

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// With the lines they are about, carets and advice; every error, and the first few warnings of each kind.
    #[default]
    Human,
    /// One line each: `path:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// GitHub workflow commands, shown beside the changed lines.
    Github,
    /// GitLab code-quality report.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
}

/// All findings in one format; ends with a line break unless it is empty.
#[must_use]
pub fn show(findings: &[Finding], texts: &Texts, format: Format, language: Language, colour: bool) -> String {
    show_for_host(findings, texts, format, language, colour, "")
}

/// The same; what a host reads names files from the top of the repository, in which the site stands below `prefix`.
#[must_use]
pub fn show_for_host(
    findings: &[Finding],
    texts: &Texts,
    format: Format,
    language: Language,
    colour: bool,
    prefix: &str,
) -> String {
    let (findings, texts) = &veiled(texts, findings, language);
    match format {
        Format::Human => human::show(findings, &texts.redacted(findings), language, colour),
        Format::Short => machine::short(findings, texts, language),
        Format::Json => machine::json(findings, texts, language),
        Format::Github => hosts::github(findings, texts, language, prefix),
        Format::Gitlab => hosts::gitlab(findings, texts, language, prefix),
        Format::Sarif => hosts::sarif(findings, texts, language, prefix),
    }
}
