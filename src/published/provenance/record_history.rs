//! The history of a record, as its page tells it: days and titles of public columns.

use super::kept;
use super::values::{DatedRecord, FieldAt};
use super::{Provenance, Unsettled, ValueOrigin};
use crate::dataset::cases::Naming;
use crate::dataset::ledger::{Book, RowRef};
use crate::parse::scalar::words;
use crate::published::Public;
use crate::published::ledger::Openness;
use crate::published::records::{RecordKey, RecordKind};

/// One commit's part in a record.
#[derive(Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Which.
    pub origin: ValueOrigin,
    /// Whether the record came with it.
    pub is_new: bool,
    /// Else the codes of columns, or keys of a case, that it changed.
    pub fields: Vec<String>,
}

/// What became of a record, the latest first; at least one entry.
#[derive(Debug, PartialEq, Eq)]
pub struct RecordHistory {
    /// Commit by commit.
    pub entries: Vec<HistoryEntry>,
    /// Whether the commits may be led to: not where they would lead to a name that is masked.
    pub has_links: bool,
}

impl RecordHistory {
    /// The history of a row that is shown whole; none of one that is not, nor of a ledger whose rows have no pages.
    #[must_use]
    pub fn of_row(provenance: &Provenance, public: &Public, row: impl Into<RowRef>) -> Option<Self> {
        let at = row.into();
        let kind = match at.book() {
            Book::Hazards => RecordKind::Hazard,
            Book::Enterprises => RecordKind::Enterprise,
            Book::Facilities => RecordKind::Facility,
            Book::Enforcement | Book::Inspections | Book::Notices => return None,
        };
        let row = public.row(at);
        if row.openness() != Openness::Public {
            return None;
        }
        let told = |code: &str| {
            let columns = at.book().columns().iter();
            columns
                .filter(|column| column.code == code)
                .any(|column| kept::is_told(column) && row.opens(column))
        };
        let entries = entries(provenance, &(kind, public.id_of(at).to_owned()), told);
        (!entries.is_empty()).then_some(Self { entries, has_links: true })
    }

    /// The history of a case, from the day it was published on; none of one that is no longer shown.
    #[must_use]
    pub fn of_case(provenance: &Provenance, public: &Public, index: usize) -> Option<Self> {
        let shown = public.cases()[index].as_ref()?.shown.as_ref()?;
        let case = &public.truth.cases[index];
        let is_whole = case.naming.value == Naming::Full && case.persons.is_empty();
        let told = |key: &str| {
            let mut keys = words(if is_whole { kept::OF_CASES } else { kept::OF_MASKED_CASES });
            keys.any(|known| known == key)
        };
        let mut entries = entries(provenance, &(RecordKind::Case, case.slug.clone()), told);
        let timezone = public.campaign().timezone;
        // A draft is nobody's but its author's.
        entries.retain(|entry| match entry.origin {
            ValueOrigin::Commit(number) | ValueOrigin::Earliest(number) => {
                let time = chrono::DateTime::from_timestamp(provenance.commit(number).1, 0);
                let day = time.map(|time| time.with_timezone(&timezone).date_naive());
                day >= shown.published_on
            }
            ValueOrigin::Uncommitted => true,
        });
        (!entries.is_empty()).then_some(Self { entries, has_links: is_whole })
    }
}

/// What changed of what is told, commit by commit, the latest first.
fn entries(provenance: &Provenance, key: &RecordKey, told: impl Fn(&str) -> bool) -> Vec<HistoryEntry> {
    let mut entries =
        provenance.record(key).map(|record| committed(provenance, record, &told)).unwrap_or_default();
    if let Some(Unsettled { whole, fields }) = provenance.unsettled.get(key) {
        let fields: Vec<String> = fields.iter().filter(|name| told(name)).cloned().collect();
        if *whole || !fields.is_empty() {
            entries.push(HistoryEntry { origin: ValueOrigin::Uncommitted, is_new: *whole, fields });
        }
    }
    entries.reverse();
    entries
}

fn committed(
    provenance: &Provenance,
    record: &DatedRecord,
    told: &impl Fn(&str) -> bool,
) -> Vec<HistoryEntry> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    for (commit, field) in &record.changes {
        let origin = ValueOrigin::from(*commit);
        if *field == FieldAt::WHOLE {
            entries.push(HistoryEntry { origin, is_new: true, fields: Vec::new() });
            continue;
        }
        let Some(name) = provenance.committed.names.name(*field).filter(|name| told(name)) else { continue };
        match entries.last_mut().filter(|last| last.origin == origin) {
            Some(last) if last.is_new => {}
            Some(last) => last.fields.push(name.to_owned()),
            None => entries.push(HistoryEntry { origin, is_new: false, fields: vec![name.to_owned()] }),
        }
    }
    entries
}
