//! Comes in: cells. Goes out: the text of a CSV file, UTF-8, line feeds, quoted only where needed.

use std::fmt::Display;
use std::fmt::Write as _;

use chrono::NaiveDate;

/// A CSV file being written.
pub(super) struct Table {
    writer: csv::Writer<Vec<u8>>,
    cell: String,
}

impl Table {
    /// An empty table under its header.
    pub(super) fn new(header: &[&str]) -> Self {
        let writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let mut table = Self { writer, cell: String::new() };
        for name in header {
            table.text(name);
        }
        table.end();
        table
    }

    /// A cell of text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.writer.write_field(text).expect("writing to memory does not fail");
        self
    }

    /// A cell of anything that prints.
    pub(super) fn value(&mut self, value: impl Display) -> &mut Self {
        self.cell.clear();
        write!(self.cell, "{value}").expect("writing to a string does not fail");
        self.writer.write_field(&self.cell).expect("writing to memory does not fail");
        self
    }

    /// A cell that may be empty.
    pub(super) fn optional(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.value(value),
            None => self.text(""),
        }
    }

    /// A day that may not have come.
    pub(super) fn date(&mut self, date: Option<NaiveDate>) -> &mut Self {
        self.optional(date)
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.writer.write_record(None::<&[u8]>).expect("every row has as many cells as the header");
    }

    /// The finished file.
    pub(super) fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("writing to memory does not fail");
        String::from_utf8(bytes).expect("only text was written")
    }
}
