//! Rows of CSV files as records.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{RecordField, RecordKey, RecordKind, SourceRecord, ValueMark, stem};
use crate::dataset::column::{Column, Holds};
use crate::dataset::ledger::FILINGS;
use crate::diagnostic::Findings;
use crate::parse::csv::{self, CsvRecord, CsvSheet};
use crate::parse::{File, scalar};

/// Rows of a ledger, each under its id.
pub(super) fn rows(kind: RecordKind, file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let columns = kind.book().map_or(FILINGS, |book| book.columns());
    let Some(sheet) = csv::read(file, findings) else { return Vec::new() };
    let named: Vec<(String, Option<&Column>)> =
        sheet.header.cells.iter().map(|cell| column(columns, &cell.text)).collect();
    let id = if kind == RecordKind::Named { "enterprise" } else { "id" };
    let id_at = named.iter().position(|(code, _)| code == id);
    let region_at = named.iter().position(|(code, _)| code == "region");
    let by_county = !matches!(
        kind,
        RecordKind::Notice
            | RecordKind::Enterprise
            | RecordKind::Facility
            | RecordKind::Paper
            | RecordKind::Named
    );
    let record = |row: &CsvRecord<'_>| {
        let text = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map(|cell| cell.text.to_string());
        let region = if by_county { Some(stem(&file.path).to_owned()) } else { text(region_at) };
        let fields = row.cells.iter().zip(&named).filter(|(cell, _)| !cell.text.is_empty());
        let fields = fields.map(|(cell, (code, column))| {
            (
                code.clone(),
                field(file, column.map_or(Holds::Text, |column| column.holds), &cell.text, &cell.span),
            )
        });
        let id = text(id_at).unwrap_or_default();
        ((kind, id), SourceRecord { region, place: file.place(&row.span), fields: fields.collect() })
    };
    sheet.rows.iter().map(record).collect()
}

/// A method's sheet (regions, criteria, days) as one record, its values under `141027.name`.
pub(super) fn method(file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let Some(sheet) = csv::read(file, findings) else { return Vec::new() };
    let header: Vec<&str> = sheet.header.cells.iter().map(|cell| cell.text.as_ref()).collect();
    let mut fields = BTreeMap::new();
    for row in &sheet.rows {
        let id = id_of(&sheet, row);
        for (cell, name) in row.cells.iter().zip(&header).filter(|(cell, _)| !cell.text.is_empty()) {
            let value = scalar::half_width(&cell.text);
            let mut known = field(file, Holds::Text, &value, &cell.span);
            known.shown = super::tables::shown(&value);
            fields.insert(format!("{id}.{name}"), known);
        }
    }
    let record = SourceRecord { region: None, place: file.place(&(0..0)), fields };
    vec![((RecordKind::Method, file.path.to_string()), record)]
}

/// A table that is never edited, as one record: its text.
pub(super) fn whole(file: &File) -> Vec<(RecordKey, SourceRecord)> {
    let text = field(file, Holds::Text, &file.text, &(0..0));
    let fields = BTreeMap::from([("text".to_owned(), text)]);
    let record = SourceRecord { region: None, place: file.place(&(0..0)), fields };
    vec![((RecordKind::Edition, file.path.to_string()), record)]
}

/// What a method's row is called: its code, of a criterion with its set, of a day the day.
fn id_of(sheet: &CsvSheet<'_>, row: &CsvRecord<'_>) -> String {
    let cell = |names: [&str; 2]| {
        let at = sheet.header.cells.iter().position(|cell| names.contains(&cell.text.as_ref()))?;
        row.cells.get(at).map(|cell| cell.text.to_string())
    };
    let own = cell(["code", "代码"]).or_else(|| row.cells.first().map(|cell| cell.text.to_string()));
    [cell(["set", "标准"]), own].into_iter().flatten().collect::<Vec<_>>().join("/")
}

/// The code of a header's cell, and its declaration where there is one.
fn column<'c>(columns: &'c [Column], name: &str) -> (String, Option<&'c Column>) {
    let known = columns.iter().find(|column| column.is_named(name));
    (known.map_or_else(|| name.to_owned(), |column| column.code.to_owned()), known)
}

fn field(file: &File, holds: Holds, text: &str, span: &Range<usize>) -> RecordField {
    RecordField { mark: ValueMark::of(&plain(holds, text)), shown: None, place: file.place(span) }
}

/// A cell in its one way of writing: a word as its code, a number without what changes nothing.
fn plain(holds: Holds, text: &str) -> String {
    if let Some((code, ..)) = holds.terms().iter().find(|(code, zh, _)| text == *code || text == *zh) {
        return (*code).to_owned();
    }
    match holds {
        Holds::Yuan | Holds::Count => {
            let plain = scalar::half_width(text);
            scalar::decimal(&plain).map_or(plain, |number| number.normalize().to_string())
        }
        Holds::YesNo if text == "false" => String::new(),
        Holds::Name | Holds::FormerNames | Holds::Office | Holds::Post | Holds::Text => text.to_owned(),
        Holds::Id
        | Holds::Former
        | Holds::Extensions
        | Holds::Day
        | Holds::Deadline
        | Holds::YesNo
        | Holds::Word(_)
        | Holds::Grade(_)
        | Holds::Region
        | Holds::Criteria
        | Holds::Row(_)
        | Holds::Rows(_) => scalar::half_width(text),
    }
}
