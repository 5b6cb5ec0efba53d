//! What of a version of a file is looked at: values that may be shown, and no others, so that nothing tells of a change in
//! what is not published.
//!
//! In: a file's text, of today or of then. Out: its records with the marks of such values; `None` where it cannot be read.
//! Of reports that is every cell (which of them is shown is asked when its page is drawn), of rows the columns the public
//! sees, of cases what is shown of them whole.

use std::sync::Arc;

use super::values::RecordMarks;
use crate::dataset::column::{Column, Holds};
use crate::dataset::ledger::Book;
use crate::diagnostic::Findings;
use crate::parse::scalar::words;
use crate::parse::{File, front_matter, text};
use crate::published::records::{RecordKind, SourceRecord, kind_of, of_file};
use crate::source::Blob;

/// Where records with pages of their own stand.
pub(super) const FOLDERS: [&str; 5] = [
    "data/reports",
    "data/ledger/hazards",
    "data/ledger/enterprises.csv",
    "data/ledger/facilities.csv",
    "content/cases",
];

/// What is told of a case that shows all it says, by its key in the file.
pub(super) const OF_CASES: &str =
    "title body kind batch region criteria status published_on expires_on dangerous_work_crime source";

/// And of one in which somebody is masked: its words may change though what is shown of them does not.
pub(super) const OF_MASKED_CASES: &str =
    "kind batch criteria status published_on expires_on dangerous_work_crime source";

/// The records of a version of a file.
pub(super) fn of_bytes(path: &Arc<str>, bytes: Vec<u8>) -> Option<Vec<RecordMarks>> {
    let findings = Findings::default();
    let file = text::decode(&Blob { path: Arc::clone(path), bytes: Some(bytes) }, &findings)?;
    if text::is_sound(&file, &findings) { of_text(&file) } else { None }
}

/// The records of a file as it reads today.
pub(super) fn of_text(file: &File) -> Option<Vec<RecordMarks>> {
    let findings = Findings::default();
    let kind = kind_of(&file.path)?;
    let has_front = kind != RecordKind::Case || front_matter::split(&file.text).is_some();
    let records = of_file(file, &findings);
    let is_read = !findings.has_errors() && has_front && !file.text.trim().is_empty();
    is_read.then(|| records.into_iter().map(|(key, record)| (key, marks(kind, &record))).collect())
}

fn marks(kind: RecordKind, record: &SourceRecord) -> Vec<(String, u64)> {
    let of_row = |book: Book| {
        let is_told =
            |code: &&str| book.columns().iter().any(|column| column.code == *code && is_told(column));
        let fields = record.fields.iter().filter(|(code, _)| is_told(&code.as_str()));
        fields.map(|(code, field)| (code.clone(), field.mark.half())).collect()
    };
    match kind {
        RecordKind::Report => {
            let cells =
                record.fields.iter().filter_map(|(name, field)| Some((cell(name)?, field.mark.half())));
            cells.collect()
        }
        RecordKind::Hazard => of_row(Book::Hazards),
        RecordKind::Enterprise => of_row(Book::Enterprises),
        RecordKind::Facility => of_row(Book::Facilities),
        RecordKind::Case => of_case(record),
        RecordKind::Decision
        | RecordKind::Inspection
        | RecordKind::Notice
        | RecordKind::Paper
        | RecordKind::Page
        | RecordKind::Correction
        | RecordKind::Named
        | RecordKind::Edition
        | RecordKind::Method => Vec::new(),
    }
}

/// `dispatch.self_found`, `statistics.month.fines`; the total of a form is the same under either of its keys.
fn cell(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [_, "submitted_on"] => None,
        [form, "total", cell] => Some(format!("{form}.to_date.{cell}")),
        [_, _] | [_, _, _] => Some(name.to_owned()),
        _ => None,
    }
}

/// Whether a change of a column's cell may be told of a row that is shown: the public sees the column, and it leads to no
/// row that has none.
pub(super) fn is_told(column: &Column) -> bool {
    let leads_to = match column.holds {
        Holds::Row(book) | Holds::Rows(book) => Some(book),
        Holds::Id
        | Holds::Name
        | Holds::FormerNames
        | Holds::Former
        | Holds::Extensions
        | Holds::Office
        | Holds::Post
        | Holds::Text
        | Holds::Day
        | Holds::Deadline
        | Holds::Yuan
        | Holds::Count
        | Holds::YesNo
        | Holds::Word(_)
        | Holds::Grade(_)
        | Holds::Region
        | Holds::Criteria => None,
    };
    let is_open = leads_to.is_none_or(|book| match book {
        Book::Enterprises | Book::Facilities => true,
        Book::Hazards | Book::Enforcement | Book::Inspections | Book::Notices => false,
    });
    column.code != "id" && column.is_public() && is_open
}

/// What has parts, as a source has its name and its address, is one.
fn of_case(record: &SourceRecord) -> Vec<(String, u64)> {
    let value = |key: &str| {
        let part =
            |name: &str| name.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let parts = record.fields.iter().filter(|(name, _)| part(name));
        let marks = parts.map(|(_, field)| field.mark.half());
        let mark = marks.reduce(|all, mark| all.rotate_left(7) ^ mark)?;
        Some((key.to_owned(), mark))
    };
    words(OF_CASES).filter_map(value).collect()
}
