//! What stands in files, to be compared with what stood there: by identity, never by position.
//!
//! In: texts. Out: [`SourceRecord`]s (a row of a ledger, a reporter's month, a case, a key of a method file), each under an id that it
//! keeps wherever in its file it stands, with a [`ValueMark`] for every value. A mark can be compared with another and tells
//! nothing else, so that what is confidential is seen to have changed and is seen no further. Re-sorted rows, another coding, a
//! comment, `1.0` for `1` change no mark.

mod pages;
mod sheets;
mod tables;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::ledger::Book;
use crate::diagnostic::{Findings, Place, Texts};
use crate::parse::File;

/// How many bytes of a digest are kept: nobody finds two values with the same.
const MARK_BYTES: usize = 16;

/// What a value comes to: to be compared, and no more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ValueMark([u8; MARK_BYTES]);

impl ValueMark {
    /// Of a value in its one way of writing.
    fn of(value: &str) -> Self {
        let digest = Sha256::digest(value.as_bytes());
        let mut bytes = [0; MARK_BYTES];
        bytes.copy_from_slice(&digest[..MARK_BYTES]);
        Self(bytes)
    }

    /// Half of it, where millions are kept: two values of one cell with the same do not happen by chance.
    pub(super) fn half(self) -> u64 {
        self.0.iter().take(8).fold(0, |half, byte| half << 8 | u64::from(*byte))
    }
}

impl fmt::Debug for ValueMark {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("ValueMark")
    }
}

/// What a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// A reporter's month; its id is `2023-06/141027`.
    Report,
    /// A row of a ledger of hazards, by its id.
    Hazard,
    /// A decision.
    Decision,
    /// An inspection.
    Inspection,
    /// A notice.
    Notice,
    /// An enterprise on the register.
    Enterprise,
    /// A facility on the register.
    Facility,
    /// What is to be filed besides the forms.
    Paper,
    /// A case, by its slug.
    Case,
    /// A page written by hand, by its path.
    Page,
    /// A correction, by its number in the file: they are only added.
    Correction,
    /// A line of the list of those who may be named.
    Named,
    /// A month that is frozen, by period and number; a table of it, by its path.
    Edition,
    /// A file that says how figures are made, by its path.
    Method,
}

impl RecordKind {
    /// The ledger its rows stand in, where they are counted.
    #[must_use]
    pub fn book(self) -> Option<Book> {
        match self {
            Self::Hazard => Some(Book::Hazards),
            Self::Decision => Some(Book::Enforcement),
            Self::Inspection => Some(Book::Inspections),
            Self::Notice => Some(Book::Notices),
            Self::Enterprise => Some(Book::Enterprises),
            Self::Facility => Some(Book::Facilities),
            Self::Report
            | Self::Paper
            | Self::Case
            | Self::Page
            | Self::Correction
            | Self::Named
            | Self::Edition
            | Self::Method => None,
        }
    }

    /// As in the json of a comparison.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Hazard => Book::Hazards.code(),
            Self::Decision => Book::Enforcement.code(),
            Self::Inspection => Book::Inspections.code(),
            Self::Notice => Book::Notices.code(),
            Self::Enterprise => Book::Enterprises.code(),
            Self::Facility => Book::Facilities.code(),
            Self::Report => "report",
            Self::Paper => "filings",
            Self::Case => "case",
            Self::Page => "page",
            Self::Correction => "correction",
            Self::Named => "named",
            Self::Edition => "edition",
            Self::Method => "method",
        }
    }
}

/// A value of a record.
#[derive(Debug, Clone)]
pub struct RecordField {
    /// To be compared.
    pub mark: ValueMark,
    /// Of a method file what may be shown to anybody: a number, a day, a yes, a word of the program.
    pub shown: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Something with an id and values.
#[derive(Debug, Clone)]
pub struct SourceRecord {
    /// Whose it is: the code of a region, where its file or its row says.
    pub region: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// By column or key.
    pub fields: BTreeMap<String, RecordField>,
}

/// A record's kind and id; of several with one id each has its number: none is lost.
pub type RecordKey = (RecordKind, String);

/// The records of some files.
#[derive(Debug, Default)]
pub struct SourceRecords {
    by_key: BTreeMap<RecordKey, SourceRecord>,
    /// The records of each file in the order they stand in.
    in_file: BTreeMap<Arc<str>, Vec<RecordKey>>,
}

impl SourceRecords {
    /// Of those among these files whose records are known; others have none.
    #[must_use]
    pub fn of<'p>(texts: &Texts, paths: impl IntoIterator<Item = &'p str>) -> Self {
        let mut records = Self::default();
        for path in paths {
            let Some(text) = texts.get(path) else { continue };
            let file = File { path: Arc::from(path), text: Arc::from(text) };
            for (key, record) in of_file(&file, &Findings::default()) {
                records.put(key, record);
            }
        }
        records
    }

    /// All, by key.
    #[must_use]
    pub fn by_key(&self) -> &BTreeMap<RecordKey, SourceRecord> {
        &self.by_key
    }

    /// The keys of a file's records in the order they stand in.
    #[must_use]
    pub fn in_file(&self, path: &str) -> &[RecordKey] {
        self.in_file.get(path).map_or(&[], Vec::as_slice)
    }

    fn put(&mut self, (kind, id): RecordKey, record: SourceRecord) {
        let mut key = (kind, id.clone());
        let mut number = 1;
        while self.by_key.contains_key(&key) {
            number += 1;
            key = (kind, format!("{id}#{number}"));
        }
        self.in_file.entry(Arc::clone(&record.place.path)).or_default().push(key.clone());
        self.by_key.insert(key, record);
    }
}

/// What a file is to a comparison.
#[must_use]
pub fn kind_of(path: &str) -> Option<RecordKind> {
    let within =
        |folder: &str, ending: &str| path.strip_prefix(folder).is_some_and(|rest| rest.ends_with(ending));
    Some(match path {
        "data/corrections.toml" => RecordKind::Correction,
        "data/editions/editions.toml" => RecordKind::Edition,
        "data/named.csv" => RecordKind::Named,
        "data/ledger/notices.csv" => RecordKind::Notice,
        "data/ledger/enterprises.csv" => RecordKind::Enterprise,
        "data/ledger/facilities.csv" => RecordKind::Facility,
        "data/ledger/filings.csv" => RecordKind::Paper,
        "gongshi.toml"
        | "data/campaign.toml"
        | "data/rules.toml"
        | "data/rates.toml"
        | "data/ranking.toml"
        | "data/thresholds.toml"
        | "data/regions.csv"
        | "data/criteria.csv" => RecordKind::Method,
        _ if within("data/forms/", ".toml") || within("data/law/", ".toml") => RecordKind::Method,
        _ if within("data/workdays/", ".csv") => RecordKind::Method,
        _ if within("data/editions/", ".csv") => RecordKind::Edition,
        _ if within("data/reports/", ".toml") => RecordKind::Report,
        _ if within("data/ledger/hazards/", ".csv") => RecordKind::Hazard,
        _ if within("data/ledger/enforcement/", ".csv") => RecordKind::Decision,
        _ if within("data/ledger/inspections/", ".csv") => RecordKind::Inspection,
        _ if within("content/cases/", ".md") => RecordKind::Case,
        _ if within("content/", ".md") => RecordKind::Page,
        _ => return None,
    })
}

/// The records of a file; what cannot be read of it is a finding.
pub(super) fn of_file(file: &File, findings: &Findings) -> Vec<(RecordKey, SourceRecord)> {
    let Some(kind) = kind_of(&file.path) else { return Vec::new() };
    match kind {
        RecordKind::Report => tables::report(file, findings),
        RecordKind::Correction => tables::corrections(file, findings),
        RecordKind::Edition if file.path.ends_with(".csv") => sheets::whole(file),
        RecordKind::Edition => tables::editions(file, findings),
        RecordKind::Method if file.path.ends_with(".csv") => sheets::method(file, findings),
        RecordKind::Method => tables::method(file, findings),
        RecordKind::Case | RecordKind::Page => pages::page(kind, file, findings),
        RecordKind::Named
        | RecordKind::Hazard
        | RecordKind::Decision
        | RecordKind::Inspection
        | RecordKind::Notice
        | RecordKind::Enterprise
        | RecordKind::Facility
        | RecordKind::Paper => sheets::rows(kind, file, findings),
    }
}

/// The stem of a file's name: `141027` of `data/ledger/hazards/141027.csv`.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests;
