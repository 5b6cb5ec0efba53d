//! Whatever stands in a file, reading it ends in findings, never in a crash.

use std::sync::Arc;

use gongshi::diagnostic::{Findings, Format, Language, Lines, show};
use gongshi::parse::{File, csv};
use proptest::prelude::*;

use crate::support::site::{CAMPAIGN, DISPATCH, POLICY, REGIONS, REPORT, Site};

const FILES: [&str; 9] = [
    "gongshi.toml",
    CAMPAIGN,
    REGIONS,
    "data/criteria.csv",
    DISPATCH,
    "data/rules.toml",
    REPORT,
    "content/index.md",
    POLICY,
];

/// What people and programs leave in files, and what parsers stumble over.
const SNIPPETS: [&str; 36] = [
    "",
    "\"",
    "\"\"\"",
    "'",
    "[",
    "[[",
    "]",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\\",
    "\\u",
    "\u{feff}",
    "\u{3000}",
    "１２",
    "数",
    "🏔",
    "+++",
    "+++\n",
    "```kpi\n",
    "```",
    "`fig:",
    "@",
    "|",
    "<",
    "(",
    "-1",
    "1e999",
    "9999999999999999999999999999",
];

/// Reads, checks and draws the site, and shows what was found in every format.
fn survive(site: &Site) -> Result<(), TestCaseError> {
    let seen = site.build().seen;
    for finding in &seen.findings {
        let (path, line, column) = seen.at(finding);
        let text = seen.texts.get(&path).unwrap_or_default();
        prop_assert!((finding.place.span.1 as usize) <= text.len() || text.is_empty(), "{:?}", finding);
        prop_assert!(finding.place.span.0 <= finding.place.span.1, "{:?}", finding);
        prop_assert!(line as usize <= text.matches('\n').count() + 1 && column >= 1);
    }
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Gitlab, Format::Sarif]
    {
        for language in [Language::Zh, Language::En] {
            let shown = show(&seen.findings, &seen.texts, format, language, false);
            prop_assert!(seen.findings.is_empty() || !shown.is_empty());
        }
    }
    Ok(())
}

fn file(text: &str) -> File {
    File { path: Arc::from("data/x.csv"), text: Arc::from(text) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_file_are_survived(path in 0..FILES.len(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survive(&Site::small().put(FILES[path], bytes))?;
    }

    #[test]
    fn any_text_in_any_file_is_survived(path in 0..FILES.len(), text in any::<String>()) {
        survive(&Site::small().put(FILES[path], text))?;
    }

    #[test]
    fn any_slip_in_a_good_file_is_survived(
        path in 0..FILES.len(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), 0..12usize, 0..SNIPPETS.len()), 1..4),
    ) {
        let mut site = Site::small();
        for (at, length, snippet) in slips {
            let Ok(text) = String::from_utf8(site.0.get(FILES[path]).unwrap_or_default().to_vec()) else { continue };
            let chars: Vec<char> = text.chars().collect();
            let at = at.index(chars.len() + 1);
            let end = (at + length).min(chars.len());
            let slipped: String =
                chars[..at].iter().copied().chain(SNIPPETS[snippet].chars()).chain(chars[end..].iter().copied()).collect();
            site = site.put(FILES[path], slipped);
        }
        survive(&site)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_reads_back_as_it_was_written(
        (header, rows) in (2..6usize).prop_flat_map(|width| {
            let row = || prop::collection::vec("[a-z县,\"\r\n 　；]{0,6}", width);
            (row(), prop::collection::vec(row(), 0..6))
        })
    ) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        for row in std::iter::once(&header).chain(&rows) {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let findings = Findings::default();
        let source = file(&text);
        let sheet = csv::read(&source, &findings).unwrap();
        prop_assert!(!findings.has_errors(), "{text:?}: {:?}", findings);
        let trimmed = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let read = |row: &csv::CsvRecord| row.cells.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>();
        prop_assert_eq!(read(&sheet.header), trimmed(&header));
        // Blank rows, and a header that stands again, are passed over.
        let counts = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()) && *row != trimmed(&header);
        let filled: Vec<_> = rows.iter().map(trimmed).filter(counts).collect();
        prop_assert_eq!(sheet.rows.iter().map(read).collect::<Vec<_>>(), filled);
    }

    #[test]
    fn a_cells_place_is_where_its_text_stands(text in "[a-z县,\"\r\n ]{0,40}") {
        let source = file(&text);
        let Some(sheet) = csv::read(&source, &Findings::default()) else { return Ok(()) };
        for row in sheet.rows.iter().chain([&sheet.header]) {
            let mut at = row.span.start;
            for cell in &row.cells {
                prop_assert!(cell.span.start >= at && cell.span.end <= row.span.end.max(cell.span.end));
                let raw = &text[cell.span.clone()];
                prop_assert!(raw.contains('"') || raw.trim() == cell.text);
                at = cell.span.end;
            }
        }
    }

    #[test]
    fn lines_and_columns_are_as_counted_by_hand(text in "[a县🏔\r\n ]{0,60}") {
        let lines = Lines::new(&text);
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            prop_assert_eq!(lines.line_column(at as u32), (line, column));
            if c == '\n' {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
        }
        prop_assert_eq!(lines.line_column(text.len() as u32), (line, column));
        prop_assert_eq!(lines.line_column(u32::MAX), (line, column));
        for (at, shown) in text.split_inclusive('\n').enumerate() {
            let shown = shown.strip_suffix("\r\n").or_else(|| shown.strip_suffix('\n')).unwrap_or(shown);
            prop_assert_eq!(lines.text_of(at as u32 + 1), shown);
        }
    }
}
