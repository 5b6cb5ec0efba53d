//! Markdown pages as records: their front matter key by key, their prose as one.

use super::{RecordField, RecordKey, RecordKind, SourceRecord, ValueMark, stem, tables};
use crate::diagnostic::Findings;
use crate::parse::toml::{TomlText, parse_anyway};
use crate::parse::{File, front_matter};

/// A page by its path, a case by its slug.
pub(super) fn page(kind: RecordKind, file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let parts = front_matter::split(&file.text);
    let (front, body) = parts.map_or((0..0, 0..file.text.len()), |parts| (parts.front, parts.body));
    let (table, _) = parse_anyway(TomlText::part(file, front), findings);
    let mut fields = tables::fields(file, &table, false);
    let prose: Vec<&str> = file.text[body.clone()].lines().map(str::trim_end).collect();
    let mark = ValueMark::of(prose.join("\n").trim());
    fields.insert("body".to_owned(), RecordField { mark, shown: None, place: file.place(&body) });
    let id = if kind == RecordKind::Case { stem(&file.path) } else { &file.path };
    vec![((kind, id.to_owned()), SourceRecord { region: None, place: file.place(&(0..0)), fields })]
}
