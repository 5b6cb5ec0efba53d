//! The rows an edition was the first to count, by id alone: no name, no value and no digest of one, which could be guessed back.

use std::ops::Range;

use chrono::NaiveDate;

use crate::dataset::ledger::{Book, Ledger, RowRef};
use crate::diagnostic::Findings;
use crate::parse::{File, csv};
use crate::say;

/// The header of the table of rows.
pub const ROW_COLUMNS: [&str; 3] = ["ledger", "region", "id"];

/// A row by ledger and id, and where it is listed.
pub(super) type RowListed = (Book, String, Range<usize>);

/// The rows of a table.
pub(super) fn read(file: &File, findings: &Findings) -> Vec<RowListed> {
    let Some(sheet) = csv::read(file, findings) else { return Vec::new() };
    if super::faults::ensure_columns(file, &sheet.header, &ROW_COLUMNS, findings).is_none() {
        return Vec::new();
    }
    let row = |row: &csv::CsvRecord<'_>| {
        let book = Book::ALL.into_iter().find(|book| book.code() == row.cells[0].text);
        if book.is_none() {
            let message = say!("没有 `{}` 这个台账", "unknown ledger `{}`", row.cells[0].text);
            super::faults::broken(file.place(&row.span), message, findings);
        }
        Some((book?, row.cells[2].text.to_string(), row.span.clone()))
    };
    sheet.rows.iter().filter_map(row).collect()
}

/// The first day on which something counts that a row tells; none of what always was.
#[must_use]
pub fn first_day(ledger: &Ledger, row: RowRef) -> Option<NaiveDate> {
    match row {
        RowRef::Hazard(at) => Some(ledger.hazards.get(at).found_on),
        RowRef::Decision(at) => Some(ledger.decisions.get(at).decided_on),
        RowRef::Inspection(at) => Some(ledger.inspections.get(at).started_on),
        RowRef::Notice(at) => Some(ledger.notices.get(at).issued_on),
        RowRef::Enterprise(at) => ledger.enterprises.get(at).since,
        RowRef::Facility(at) => ledger.facilities.get(at).since,
    }
}
