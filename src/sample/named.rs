//! Comes in: the ledgers of enforcement and the cases as they were written. Goes out: `data/named.csv`, everybody whom a decision may name.

use std::collections::BTreeMap;

use crate::dataset::{NAMED, NAMED_COLUMNS};
use crate::diagnostic::Findings;
use crate::parse::{File, csv};

/// Who looks at it first.
const APPROVED_BY: &str = "市应急管理局法规科负责人";

/// Enterprises, each with the day a decision about it was first published.
#[derive(Default)]
pub(super) struct FirstNamed(BTreeMap<String, String>);

impl FirstNamed {
    /// Looks at a file that has been written.
    pub(super) fn note(&mut self, path: &str, text: &str) {
        if path.starts_with("content/cases/") {
            let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
            let firm = value("enterprise = ").map(|id| id.trim_matches('"'));
            if let (Some(firm), Some(day)) = (firm, value("published_on = ")) {
                self.put(firm, day);
            }
            return;
        }
        if !path.starts_with("data/ledger/enforcement/") {
            return;
        }
        let file = File { path: path.into(), text: text.into() };
        let Some(sheet) = csv::read(&file, &Findings::default()) else { return };
        let place = |name: &str| sheet.header.cells.iter().position(|cell| cell.text == name);
        let (Some(enterprise), Some(day)) = (place("enterprise"), place("published_on")) else { return };
        for row in &sheet.rows {
            let (id, day) = (&row.cells[enterprise].text, &row.cells[day].text);
            if !id.is_empty() && !day.is_empty() {
                self.put(id, day);
            }
        }
    }

    fn put(&mut self, id: &str, day: &str) {
        let first = self.0.entry(id.to_owned()).or_insert_with(|| day.to_owned());
        *first = first.as_str().min(day).to_owned();
    }

    /// The file: its path, and what stands in it.
    pub(super) fn file(&self) -> (&'static str, String) {
        let line = |(id, day): (&String, &String)| format!("{id},{day},{APPROVED_BY}\n");
        let lines: String = self.0.iter().map(line).collect();
        (NAMED, format!("{}\n{lines}", NAMED_COLUMNS.join(",")))
    }
}
