//! Values with the commits that made them what they are: sixteen bytes each, for a nation has millions.

use std::collections::HashMap;
use std::sync::Arc;

use crate::published::records::RecordKey;

/// A commit by its number on the mainline, from 0; whether it is only the earliest that can be looked up, as what was before
/// it is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CommitAt(u32);

impl CommitAt {
    /// Set where it is the earliest.
    const EARLIEST: u32 = 1 << 31;

    pub fn new(number: u32, is_earliest: bool) -> Self {
        Self(if is_earliest { number | Self::EARLIEST } else { number })
    }

    pub fn number(self) -> u32 {
        self.0 & !Self::EARLIEST
    }

    pub fn is_earliest(self) -> bool {
        self.0 & Self::EARLIEST != 0
    }
}

/// A key or column by its number among all names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldAt(u32);

impl FieldAt {
    /// The record as a whole.
    pub(super) const WHOLE: Self = Self(u32::MAX);
}

/// A value: half its mark, and the commit it came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatedValue {
    pub mark: u64,
    pub commit: CommitAt,
    pub field: FieldAt,
}

const _: () = assert!(size_of::<DatedValue>() == 16, "there are millions of them");

/// A record as the last commit left it.
#[derive(Debug)]
pub(super) struct DatedRecord {
    /// The file it stands in, by its number.
    pub file: u32,
    /// Whether it is there no more.
    pub is_gone: bool,
    /// By field.
    pub values: Box<[DatedValue]>,
    /// What changed with which commit, the first one first; not of reports, of whose values the last change is enough.
    pub changes: Vec<(CommitAt, FieldAt)>,
}

/// The names of fields, each once.
#[derive(Debug, Default)]
pub(super) struct FieldNames {
    names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, FieldAt>,
}

impl FieldNames {
    pub fn find(&self, name: &str) -> Option<FieldAt> {
        self.numbers.get(name).copied()
    }

    pub fn name(&self, field: FieldAt) -> Option<&str> {
        self.names.get(field.0 as usize).map(AsRef::as_ref)
    }

    pub fn number(&mut self, name: &str) -> FieldAt {
        if let Some(known) = self.find(name) {
            return known;
        }
        let (name, number) = (Arc::<str>::from(name), FieldAt(self.names.len() as u32));
        self.names.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        number
    }
}

/// A record as a version of its file has it: of each value half its mark, by name.
pub(super) type RecordMarks = (RecordKey, Vec<(String, u64)>);
