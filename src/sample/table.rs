//! Comes in: cells by the codes of their columns. Goes out: the text of a CSV file, UTF-8, line feeds, quoted only where
//! needed. Its header is the columns as their ledger declares them; a cell that nobody fills in is empty.

use std::fmt::Display;
use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::dataset::column::Column;

/// A CSV file being written.
pub(super) struct CsvFile {
    writer: csv::Writer<Vec<u8>>,
    codes: Vec<&'static str>,
    cells: Vec<String>,
}

impl CsvFile {
    /// An empty file under its header.
    pub(super) fn of(columns: &[Column]) -> Self {
        let current = columns.iter().filter(|column| !column.retired);
        let codes: Vec<_> = current.map(|column| column.code).collect();
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(&codes).expect("writing to memory does not fail");
        Self { writer, cells: vec![String::new(); codes.len()], codes }
    }

    /// A cell of anything that prints.
    pub(super) fn set(&mut self, code: &str, value: impl Display) -> &mut Self {
        let at = self.codes.iter().position(|known| *known == code);
        let cell = &mut self.cells[at.expect("the sample fills in columns that are declared")];
        write!(cell, "{value}").expect("writing to a string does not fail");
        self
    }

    /// A cell that may be empty.
    pub(super) fn optional(&mut self, code: &str, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.set(code, value),
            None => self,
        }
    }

    /// A day that may not have come.
    pub(super) fn date(&mut self, code: &str, date: Option<NaiveDate>) -> &mut Self {
        self.optional(code, date)
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.writer.write_record(&self.cells).expect("every row has as many cells as the header");
        self.cells.iter_mut().for_each(String::clear);
    }

    /// The finished file.
    pub(super) fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("writing to memory does not fail");
        String::from_utf8(bytes).expect("only text was written")
    }
}
