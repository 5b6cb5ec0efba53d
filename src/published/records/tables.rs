//! TOML files as records: every key under its whole name, whatever the file holds, so that no key is forgotten.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::{RecordField, RecordKey, RecordKind, SourceRecord, ValueMark, stem};
use crate::diagnostic::Findings;
use crate::parse::File;
use crate::parse::toml::{TomlTable, TomlText, TomlValue, exact, parse_anyway};

/// Keys that name an item of a list, the first it has: `rules.self-rectified.op` whichever place the rule stands in.
const NAMES: [&str; 7] = ["id", "code", "period", "document_no", "no", "label", "title"];
/// The longest value of a method file that is shown.
const SHOWN: usize = 40;
/// Keys whose values are shown to nobody, and those of all that stands below them.
const HIDDEN: [&str; 6] = ["persons", "purge", "masks", "words", "contact", "organ"];

/// A reporter's month; its id is its path's.
pub(super) fn report(file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let region = stem(&file.path).to_owned();
    let period = file.path.rsplit('/').nth(1).unwrap_or_default();
    let id = format!("{period}/{region}");
    let record = SourceRecord {
        region: Some(region),
        place: file.place(&(0..0)),
        fields: whole(file, false, findings),
    };
    vec![((RecordKind::Report, id), record)]
}

/// A file that says how figures are made, as one record.
pub(super) fn method(file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let record =
        SourceRecord { region: None, place: file.place(&(0..0)), fields: whole(file, true, findings) };
    vec![((RecordKind::Method, file.path.to_string()), record)]
}

/// Each correction under its number.
pub(super) fn corrections(file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let number = |at: usize, _: &TomlValue<'_>| (RecordKind::Correction, format!("{:04}", at + 1));
    entries(file, "corrections", number, findings)
}

/// Each month that is frozen under its period, and its number where it is not the first.
pub(super) fn editions(file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let name = |at: usize, entry: &TomlValue<'_>| {
        let value = |key: &str| if let TomlValue::Table(table) = entry { table.get(key) } else { None };
        let no = value("no").and_then(|entry| exact(&entry.value)).map_or(1, |no| no.to_u32().unwrap_or(1));
        let period = value("period").map(|entry| &entry.value);
        let id = if let Some(TomlValue::Text(period)) = period {
            crate::dataset::editions::name(period, no)
        } else {
            format!("{:04}", at + 1)
        };
        (RecordKind::Edition, id)
    };
    entries(file, "editions", name, findings)
}

/// The tables of a list that is only added to.
fn entries(
    file: &File,
    list: &str,
    key: impl Fn(usize, &TomlValue<'_>) -> RecordKey,
    findings: &Findings,
) -> Vec<(RecordKey, SourceRecord)> {
    let (table, _) = parse_anyway(TomlText::whole(file), findings);
    let entries = table.get(list).map(|entry| &entry.value);
    let Some(TomlValue::List(entries)) = entries else { return Vec::new() };
    let record = |(at, (span, value)): (usize, &(Range<usize>, TomlValue<'_>))| {
        let mut fields = BTreeMap::new();
        take(file, "", span, value, false, &mut fields);
        (key(at, value), SourceRecord { region: None, place: file.place(span), fields })
    };
    entries.iter().enumerate().map(record).collect()
}

fn whole(file: &File, is_shown: bool, findings: &Findings) -> BTreeMap<String, RecordField> {
    let (table, _) = parse_anyway(TomlText::whole(file), findings);
    fields(file, &table, is_shown)
}

/// Every value of a table under its whole name.
pub(super) fn fields(file: &File, table: &TomlTable<'_>, is_shown: bool) -> BTreeMap<String, RecordField> {
    let mut fields = BTreeMap::new();
    for entry in table.iter() {
        take(file, &entry.key, &entry.span, &entry.value, is_shown, &mut fields);
    }
    fields
}

fn take(
    file: &File,
    name: &str,
    span: &Range<usize>,
    value: &TomlValue<'_>,
    is_shown: bool,
    fields: &mut BTreeMap<String, RecordField>,
) {
    let below = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    let is_shown = is_shown && !HIDDEN.contains(&name.rsplit('.').next().unwrap_or(name));
    match value {
        TomlValue::Table(table) => {
            for entry in table.iter() {
                take(file, &below(&entry.key), &entry.span, &entry.value, is_shown, fields);
            }
        }
        TomlValue::List(items) if items.iter().any(|(_, item)| matches!(item, TomlValue::Table(_))) => {
            let mut taken: BTreeMap<String, usize> = BTreeMap::new();
            for (at, (span, item)) in items.iter().enumerate() {
                let own = own_name(item).unwrap_or_else(|| (at + 1).to_string());
                let number = taken.entry(own.clone()).and_modify(|number| *number += 1).or_insert(1);
                let own = if *number > 1 { format!("{own}#{number}") } else { own };
                take(file, &below(&own), span, item, is_shown, fields);
            }
            // Where an item stands is part of what a list says: columns and rows of a form are drawn in its order.
            let order = items.iter().filter_map(|(_, item)| own_name(item)).collect::<Vec<_>>().join("\u{0}");
            put(file, format!("{name}[]"), span, &order, None, fields);
        }
        TomlValue::List(_)
        | TomlValue::Text(_)
        | TomlValue::Whole(_)
        | TomlValue::Fraction(_)
        | TomlValue::Flag(_)
        | TomlValue::Day(_)
        | TomlValue::Other => {
            let plain = plain(value);
            let shown = if is_shown { shown(&plain) } else { None };
            put(file, name.to_owned(), span, &plain, shown, fields);
        }
    }
}

fn put(
    file: &File,
    name: String,
    span: &Range<usize>,
    plain: &str,
    shown: Option<String>,
    fields: &mut BTreeMap<String, RecordField>,
) {
    fields.insert(name, RecordField { mark: ValueMark::of(plain), shown, place: file.place(span) });
}

/// What an item of a list is called by one of its own keys.
fn own_name(item: &TomlValue<'_>) -> Option<String> {
    let TomlValue::Table(table) = item else { return None };
    NAMES.iter().find_map(|name| table.get(name)).map(|entry| plain(&entry.value))
}

/// A value in its one way of writing: `1.0` is `1`.
fn plain(value: &TomlValue<'_>) -> String {
    match value {
        TomlValue::Whole(text) | TomlValue::Fraction(text) => {
            exact(value).map_or_else(|| text.to_string(), |number| number.normalize().to_string())
        }
        TomlValue::Text(text) => text.to_string(),
        TomlValue::Flag(flag) => flag.to_string(),
        TomlValue::Day(day) => day.to_string(),
        TomlValue::List(items) => {
            let items: Vec<String> = items.iter().map(|(_, item)| plain(item)).collect();
            format!("[{}]", items.join(", "))
        }
        TomlValue::Table(table) => {
            let parts: Vec<String> =
                table.iter().map(|entry| format!("{} = {}", entry.key, plain(&entry.value))).collect();
            format!("{{{}}}", parts.join(", "))
        }
        TomlValue::Other => String::new(),
    }
}

/// A value anybody may see: a short one in letters, digits and the marks that lists of codes are written with. A name of a
/// firm or a person is none, a telephone number is none.
pub(super) fn shown(plain: &str) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+%<>=, []".contains(&byte);
    let is_long_number = plain.bytes().filter(u8::is_ascii_digit).count() > 10;
    (plain.len() <= SHOWN && plain.bytes().all(is_plain) && !is_long_number).then(|| plain.to_owned())
}
