//! Findings for programs: one line each, JSON, and what code-review sites read.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Finding, Language, Place, Positions, Severity, Texts, visible, visible_lines};
use crate::escape::percent;

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

pub fn github(findings: &[Finding], texts: &Texts, language: Language) -> String {
    let positions = Positions::new(texts);
    let line = |finding: &Finding| {
        let ((line, column), (end_line, end_column)) = positions.of(&finding.place);
        let help = finding.help.as_ref().map(|help| format!("\n{}", help.to(language))).unwrap_or_default();
        let escape =
            |text: &str| visible_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
        format!(
            "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
            finding.severity.word(),
            property(&finding.place.path),
            line,
            column,
            end_line,
            end_column,
            finding.code.id(),
            escape(&format!("{}{help}", finding.message.to(language)))
        )
    };
    findings.iter().map(line).collect()
}

pub fn gitlab(findings: &[Finding], texts: &Texts, language: Language) -> String {
    let positions = Positions::new(texts);
    let issue = |finding: &Finding| {
        let ((line, _), (end_line, _)) = positions.of(&finding.place);
        let message = finding.message.to(language);
        let mut print = String::new();
        for byte in Sha256::digest(format!("{}\0{}\0{}", finding.code.id(), finding.place.path, message)) {
            let _ = write!(print, "{byte:02x}");
        }
        json!({
            "description": message,
            "check_name": finding.code.id(),
            "fingerprint": print,
            "severity": match finding.severity { Severity::Error => "critical", Severity::Warning => "minor" },
            "location": { "path": finding.place.path.as_ref(), "lines": { "begin": line, "end": end_line } },
        })
    };
    let issues: Vec<Value> = findings.iter().map(issue).collect();
    format!("{}\n", Value::Array(issues))
}

pub fn sarif(findings: &[Finding], texts: &Texts, language: Language) -> String {
    let positions = Positions::new(texts);
    let location = |place: &Place| {
        let ((line, column), (end_line, end_column)) = positions.of(place);
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": percent(&place.path, |c| c == '/'), "uriBaseId": "%SRCROOT%" },
            "region": {
                "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column
            }
        }})
    };
    let result = |finding: &Finding| {
        let related: Vec<Value> = finding
            .related
            .iter()
            .map(|(place, why)| {
                let mut at = location(place);
                at["message"] = json!({ "text": why.to(language) });
                at
            })
            .collect();
        json!({
            "ruleId": finding.code.id(),
            "level": finding.severity.word(),
            "message": { "text": finding.message.to(language) },
            "locations": [location(&finding.place)],
            "relatedLocations": related,
        })
    };
    let rules: Vec<Value> = Code::table()
        .iter()
        .map(|entry| {
            json!({
                "id": entry.id,
                "shortDescription": { "text": entry.title().to(language) },
                "fullDescription": { "text": entry.why().to(language) },
                "defaultConfiguration": { "level": entry.severity.word() },
            })
        })
        .collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "gongshi", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    format!("{report}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn data_cannot_forge_a_finding() {
        let place = Place::file("data/a\nb\u{202e}.csv");
        let text = "o](x\ndata/b.csv:1:1: error[GS0601]: forged\u{1b}[2J";
        let finding = Finding::new(Code::DeadLink, place, say!("{text}", "{text}"));
        let told = short(std::slice::from_ref(&finding), &Texts::default(), Language::En);
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.starts_with("data/a\\u{a}b\\u{202e}.csv:1:1: ") && !told.contains('\u{1b}'), "{told}");
        let told = github(&[finding], &Texts::default(), Language::En);
        assert!(
            told.lines().count() == 1 && !told.contains('\u{1b}') && !told.contains('\u{202e}'),
            "{told}"
        );
        let told = sarif(
            &[Finding::new(Code::DeadLink, Place::file("data/a b/登 记?#%.csv"), say!("x", "x"))],
            &Texts::default(),
            Language::En,
        );
        assert!(told.contains("\"uri\":\"data/a%20b/%E7%99%BB%20%E8%AE%B0%3F%23%25.csv\""), "{told}");
    }
}
