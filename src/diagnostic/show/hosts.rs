//! What code-review sites read, within what they take: GitHub shows ten errors and ten warnings a step, SARIF is refused
//! over 25,000 results and shown up to 5,000. Files are named from the top of the repository. A finding has a fingerprint of
//! its code and its record, so that an alert survives lines that move and numbers that change.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Finding, Language, Place, Positions, Severity, Texts, visible_lines};
use crate::escape::percent;
use crate::{limits, say};

pub fn github(findings: &[Finding], texts: &Texts, language: Language, prefix: &str) -> String {
    let positions = Positions::new(texts);
    let escape =
        |text: &str| visible_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let line = |finding: &Finding| {
        let ((line, column), (end_line, end_column)) = positions.of(&finding.place);
        let help = finding.help.as_ref().map(|help| format!("\n{}", help.to(language))).unwrap_or_default();
        let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
        format!(
            "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
            finding.severity.word(),
            property(&format!("{prefix}{}", finding.place.path)),
            line,
            column,
            end_line,
            end_column,
            finding.code.id(),
            escape(&format!("{}{help}", finding.message.to(language)))
        )
    };
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let shown =
        [Severity::Error, Severity::Warning].map(|severity| of(severity).take(limits::HOST_ANNOTATIONS));
    let mut out: String = shown.into_iter().flatten().map(line).collect();
    let left = [Severity::Error, Severity::Warning]
        .map(|severity| of(severity).skip(limits::HOST_ANNOTATIONS).map(Finding::count).sum::<usize>());
    if left != [0, 0] {
        let [errors, warnings] = left;
        let rest = say!(
            "还有 {errors} 个错误、{warnings} 个警告没有列出；`gongshi check --format short` 列出全部",
            "not shown: errors {errors}, warnings {warnings}; `gongshi check --format short` shows all"
        );
        let _ = writeln!(out, "::notice title=gongshi::{}", escape(rest.to(language)));
    }
    out
}

pub fn gitlab(findings: &[Finding], texts: &Texts, language: Language, prefix: &str) -> String {
    let positions = Positions::new(texts);
    let mut prints = Prints::new(&positions);
    let issue = |finding: &Finding| {
        let ((line, _), (end_line, _)) = positions.of(&finding.place);
        let help = finding.help.as_ref().map(|help| format!("\n{}", help.to(language))).unwrap_or_default();
        json!({
            "description": format!("{}{help}", finding.message.to(language)),
            "check_name": finding.code.id(),
            "fingerprint": prints.of(finding),
            "severity": match finding.severity { Severity::Error => "critical", Severity::Warning => "minor" },
            "location": {
                "path": format!("{prefix}{}", finding.place.path), "lines": { "begin": line, "end": end_line }
            },
        })
    };
    let issues: Vec<Value> = findings.iter().map(issue).collect();
    format!("{}\n", Value::Array(issues))
}

pub fn sarif(findings: &[Finding], texts: &Texts, language: Language, prefix: &str) -> String {
    let positions = Positions::new(texts);
    let mut prints = Prints::new(&positions);
    let location = |place: &Place| {
        let ((line, column), (end_line, end_column)) = positions.of(place);
        let path = format!("{prefix}{}", place.path);
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": percent(&path, |c| c == '/'), "uriBaseId": "%SRCROOT%" },
            "region": {
                "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column
            }
        }})
    };
    let mut result = |finding: &Finding| {
        let related = finding.related.iter().map(|(place, why)| {
            let mut at = location(place);
            at["message"] = json!({ "text": why.to(language) });
            at
        });
        let help = finding.help.as_ref().map(|help| format!("\n{}", help.to(language))).unwrap_or_default();
        json!({
            "ruleId": finding.code.id(),
            "level": finding.severity.word(),
            "message": { "text": format!("{}{help}", finding.message.to(language)) },
            "locations": [location(&finding.place)],
            "relatedLocations": related.collect::<Vec<_>>(),
            "partialFingerprints": { "codeAndRecord/v1": prints.of(finding) },
        })
    };
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let errors_first = of(Severity::Error).chain(of(Severity::Warning));
    // The last place is kept for saying that there are more.
    let is_cut = findings.len() > limits::SARIF_RESULTS;
    let most = if is_cut { limits::SARIF_RESULTS - 1 } else { limits::SARIF_RESULTS };
    let mut results: Vec<Value> = errors_first.take(most).map(&mut result).collect();
    if is_cut {
        let left = findings.len() - most;
        let told = say!("还有 {left} 个没有列出", "not listed: {left}");
        results.push(
            json!({ "level": "note", "kind": "informational", "message": { "text": told.to(language) } }),
        );
    }
    let rules: Vec<Value> = Code::table()
        .iter()
        .map(|entry| {
            json!({
                "id": entry.id,
                "shortDescription": { "text": entry.title().to(language) },
                "fullDescription": { "text": entry.why().to(language) },
                "help": { "text": entry.why().to(language) },
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
            "results": results,
        }],
    });
    format!("{report}\n")
}

/// Fingerprints, each for one finding: of several of one code and record by their order.
struct Prints<'p> {
    positions: &'p Positions<'p>,
    taken: BTreeMap<String, usize>,
}

impl<'p> Prints<'p> {
    fn new(positions: &'p Positions<'p>) -> Self {
        Self { positions, taken: BTreeMap::new() }
    }

    fn of(&mut self, finding: &Finding) -> String {
        let path = &finding.place.path;
        let known = format!("{}\0{path}\0{}", finding.code.id(), self.record(&finding.place));
        let number = self.taken.entry(known.clone()).and_modify(|number| *number += 1).or_insert(1);
        let mut print = String::new();
        for byte in Sha256::digest(format!("{known}\0{number}")) {
            let _ = write!(print, "{byte:02x}");
        }
        print
    }

    /// What the record is called that a place lies in: the id a row begins with, the key of a line. Of prose nothing.
    fn record(&self, place: &Place) -> String {
        let Some(lines) = self.positions.lines(&place.path) else { return String::new() };
        let text = lines.text_of(lines.line(place.span.0));
        let end = match place.path.rsplit('.').next() {
            Some("csv") => text.find(','),
            Some("toml") => text.find('='),
            Some(_) | None => Some(0),
        };
        text[..end.unwrap_or(text.len())].trim().to_owned()
    }
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
        let told =
            super::super::machine::short(std::slice::from_ref(&finding), &Texts::default(), Language::En);
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.starts_with("data/a\\u{a}b\\u{202e}.csv:1:1: ") && !told.contains('\u{1b}'), "{told}");
        let told = github(&[finding], &Texts::default(), Language::En, "");
        assert!(
            told.lines().count() == 1 && !told.contains('\u{1b}') && !told.contains('\u{202e}'),
            "{told}"
        );
        let told = sarif(
            &[Finding::new(Code::DeadLink, Place::file("data/a b/登 记?#%.csv"), say!("x", "x"))],
            &Texts::default(),
            Language::En,
            "sites/北/",
        );
        assert!(
            told.contains("\"uri\":\"sites/%E5%8C%97/data/a%20b/%E7%99%BB%20%E8%AE%B0%3F%23%25.csv\""),
            "{told}"
        );
    }
}
