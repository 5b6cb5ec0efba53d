//! Findings for programs: one line each, and JSON.

use serde::Serialize;

use crate::diagnostic::{Finding, Language, Positions, Texts, visible};

pub fn short(findings: &[Finding], texts: &Texts, language: Language) -> String {
    let positions = Positions::new(texts);
    let line = |finding: &Finding| {
        let ((line, column), _) = positions.of(&finding.place);
        format!(
            "{}:{}:{}: {}[{}]: {}\n",
            visible(&finding.place.path),
            line,
            column,
            finding.severity.word(),
            finding.code.id(),
            visible(finding.message.to(language))
        )
    };
    findings.iter().map(line).collect()
}

#[derive(Serialize)]
struct Record<'f> {
    code: &'f str,
    severity: &'f str,
    message: &'f str,
    path: &'f str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    help: Option<&'f str>,
    related: Vec<Related<'f>>,
}

#[derive(Serialize)]
struct Related<'f> {
    path: &'f str,
    line: u32,
    column: u32,
    message: &'f str,
}

pub fn json(findings: &[Finding], texts: &Texts, language: Language) -> String {
    let positions = Positions::new(texts);
    let line = |finding: &Finding| {
        let ((line, column), (end_line, end_column)) = positions.of(&finding.place);
        let related = finding.related.iter().map(|(place, why)| {
            let ((line, column), _) = positions.of(place);
            Related { path: &place.path, line, column, message: why.to(language) }
        });
        let record = Record {
            code: finding.code.id(),
            severity: finding.severity.word(),
            message: finding.message.to(language),
            path: &finding.place.path,
            line,
            column,
            end_line,
            end_column,
            help: finding.help.as_ref().map(|help| help.to(language)),
            related: related.collect(),
        };
        let mut line = serde_json::to_string(&record).expect("strings and numbers always serialise");
        line.push('\n');
        line
    };
    findings.iter().map(line).collect()
}
