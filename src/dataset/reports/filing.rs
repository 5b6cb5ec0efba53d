//! The table of a form in a report: every cell as filed, and keys that are none.

use std::ops::Range;

use super::values::{count, flag, money};
use super::{Filed, Filing, Value};
use crate::dataset::RegionKind;
use crate::dataset::forms::{Cell, Form, SPANS, Span, Unit};
use crate::diagnostic::{Code, Lines};
use crate::parse::toml::{self, Fields, Spanned};
use crate::say;

/// Reads the table of one form for one kind of reporter.
pub(super) struct FilingReader<'d> {
    pub(super) form: &'d Form,
    pub(super) lines: &'d Lines<'d>,
    pub(super) kind: RegionKind,
    /// How many reports there are.
    pub(super) reports: usize,
}

impl FilingReader<'_> {
    pub(super) fn read(&self, fields: &Fields) -> Filing {
        let span = fields.span();
        let submitted = fields.date("submitted_on");
        let submitted_on = submitted.as_ref().map(|at| at.value);
        let submitted_at = submitted.map_or_else(|| span.clone(), |at| at.span);
        let mut cells = Vec::with_capacity(self.form.spans.len() * self.form.cells.len());
        if self.form.spans.len() == 1 {
            self.cells(fields, &mut cells, &["submitted_on"]);
        } else {
            for span in &self.form.spans {
                self.spanned(fields, *span, &mut cells);
            }
            for (key, _) in fields.entries() {
                let known = ["submitted_on", "month", "to_date", "total"];
                if !known.contains(&key.value) {
                    fields.unknown_key(key.value, &key.span, known.into_iter());
                }
            }
        }
        Filing { submitted_on, submitted_at, span, cells }
    }

    /// The table `month` or `total` of a form that states both.
    fn spanned(&self, fields: &Fields, span: Span, cells: &mut Vec<Filed>) {
        let keys = SPANS.iter().filter(|(.., known)| *known == span);
        let mut stated =
            keys.filter_map(|(key, ..)| fields.raw(key).map(|(span, value)| Spanned { value, span }));
        let found = stated.next();
        if let Some(again) = stated.next() {
            fields.report(
                Code::DuplicateKey,
                &again.span,
                say!("累计写了两次：`to_date` 和 `total`", "the total appears twice: `to_date` and `total`"),
                Some(say!("删去一个", "delete one")),
            );
        }
        match found.and_then(|value| fields.within(&value)) {
            Some(table) => self.cells(&table, cells, &[]),
            None => self.absent(&fields.span(), cells),
        }
    }

    /// Every cell of the form, as the table states it; keys that are no cell are findings.
    fn cells(&self, fields: &Fields, cells: &mut Vec<Filed>, others: &[&str]) {
        let first = cells.len();
        self.absent(&fields.span(), cells);
        // Tables and the form's index both come sorted by key, so one pass over both finds every cell.
        let mut index = self.form.cells_by_id().peekable();
        for (key, value) in fields.entries() {
            while index.next_if(|(id, _)| *id < key.value).is_some() {}
            let cell = index.next_if(|(id, _)| *id == key.value).map(|(_, cell)| cell);
            match cell {
                Some(index) => {
                    let span = (value.span.start as u32, value.span.end as u32);
                    cells[first + index] = Filed {
                        value: self.value(fields, &self.form.cells[index], &value),
                        span,
                        line: self.lines.line(span.0),
                    };
                }
                None if others.contains(&key.value) => {}
                None => {
                    let known = self.form.cells.iter().map(|cell| cell.id.as_str());
                    fields.unknown_key(key.value, &key.span, known);
                }
            }
        }
    }

    /// The cells of a table where nothing stands: 未报, or not asked of this kind of region.
    fn absent(&self, table: &Range<usize>, cells: &mut Vec<Filed>) {
        let span = (table.start as u32, table.end as u32);
        let line = self.lines.line(span.0);
        cells.extend(self.form.cells.iter().map(|cell| {
            let asked = cell.by.is_empty() || cell.by.contains(&self.kind);
            Filed { value: if asked { Value::Missing } else { Value::NotApplicable }, span, line }
        }));
    }

    fn value(&self, fields: &Fields, cell: &Cell, value: &Spanned<&toml::TomlValue>) -> Value {
        if let toml::TomlValue::Text(text) = value.value
            && matches!(text.trim(), "n/a" | "N/A" | "不适用")
        {
            return Value::NotApplicable;
        }
        if !cell.by.is_empty() && !cell.by.contains(&self.kind) {
            fields.report(
                Code::NotAsked,
                &value.span,
                say!(
                    "`{}` 不由这类单位填报，不计入汇总",
                    "`{}` is not filed by this kind of reporter, and is not counted",
                    cell.id
                ),
                Some(say!("删去这一行，或写 \"n/a\"", "delete the line, or write \"n/a\"")),
            );
            return Value::NotApplicable;
        }
        let number = match cell.kind {
            Unit::Flag => flag(fields, value),
            Unit::Count => count(fields, cell, value),
            Unit::Money => money(fields, cell, value),
        };
        if number.is_none() {
            fields.last_follows_from(cell.misdeclared(self.reports / 4));
        }
        number.map_or(Value::Missing, Value::Number)
    }
}
