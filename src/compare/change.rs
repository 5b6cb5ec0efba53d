//! One change: its cause, and the figures that differ by it.

use std::collections::BTreeSet;

use super::class::ChangeClass;
use crate::dataset::Span;
use crate::diagnostic::Place;
use crate::figures::Status;
use crate::published::editions::DepartureCause;
use crate::published::records::RecordKind;
use crate::source::FileFate;

/// A figure as one side shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownFigure {
    #[allow(missing_docs)]
    pub status: Status,
    /// Where there is one to be seen.
    pub value: Option<rust_decimal::Decimal>,
    /// How many of how many stand behind it, where some are missing.
    pub partial: Option<(u32, u32)>,
}

/// What the edition of a figure's month makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrozenChange {
    /// The number of the edition.
    pub no: u32,
    /// Why it may be another, if it may.
    pub why: Option<DepartureCause>,
}

impl FrozenChange {
    /// Whether nothing says why it is another.
    #[must_use]
    pub fn is_unexplained(self) -> bool {
        self.why == Some(DepartureCause::Unexplained)
    }
}

/// A figure that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// `dispatch.fines`
    pub measure: String,
    /// Its title in the forms.
    pub title: String,
    /// 万元
    pub unit: String,
    /// Code and name.
    pub region: (String, String),
    /// `2023-06`
    pub period: String,
    #[allow(missing_docs)]
    pub span: Span,
    /// Of a frozen month: which edition, and what explains it there.
    pub frozen: Option<FrozenChange>,
    /// None where the side does not know the measure, the region or the period.
    pub old: Option<ShownFigure>,
    #[allow(missing_docs)]
    pub new: Option<ShownFigure>,
}

/// A value that differs, as far as anybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueChange {
    /// A column or a key; none of those that are not for the public.
    pub name: String,
    #[allow(missing_docs)]
    pub old: Option<String>,
    #[allow(missing_docs)]
    pub new: Option<String>,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeCause {
    /// Records of one kind in one file: rows of a ledger, a report, a correction.
    Records {
        #[allow(missing_docs)]
        kind: RecordKind,
        #[allow(missing_docs)]
        fate: Fate,
        /// Their ids, sorted.
        ids: Vec<String>,
        /// What differs, of one record that changed.
        values: Vec<ValueChange>,
        /// Whether values of it differ that are not for the public; how many is not told.
        is_unseen: bool,
    },
    /// A key of a method file, or of the settings.
    Key {
        #[allow(missing_docs)]
        path: String,
        #[allow(missing_docs)]
        value: ValueChange,
    },
    /// A file without records: a template, a style, what the host runs.
    File {
        #[allow(missing_docs)]
        path: String,
        #[allow(missing_docs)]
        fate: FileFate,
        /// Whether it stands outside the site.
        is_outside: bool,
    },
    /// Figures that were not published come to be.
    Uncovered {
        #[allow(missing_docs)]
        figures: usize,
    },
    /// Enterprises named for the first time, or no longer, by id.
    Named {
        #[allow(missing_docs)]
        fate: Fate,
        #[allow(missing_docs)]
        ids: Vec<String>,
    },
    /// Addresses that lead nowhere any more, and nothing else says why.
    Addresses(Vec<String>),
    /// Figures differ and no record says why.
    Unexplained,
    /// A file was written anew; only the order of its records is another, or not even that.
    Rewritten {
        #[allow(missing_docs)]
        path: String,
        #[allow(missing_docs)]
        is_order: bool,
    },
}

/// What became of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    #[allow(missing_docs)]
    Added,
    #[allow(missing_docs)]
    Changed,
    #[allow(missing_docs)]
    Deleted,
    /// The same record has this id now.
    Renumbered(String),
    /// It is counted by this region now.
    Moved(String),
}

/// One cause and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicChange {
    #[allow(missing_docs)]
    pub class: ChangeClass,
    #[allow(missing_docs)]
    pub cause: ChangeCause,
    /// Where it stands now; where it stood, of what is gone.
    pub place: Option<Place>,
    /// The region whose it is.
    pub region: Option<(String, String)>,
    /// The lowest figures that differ by it.
    pub figures: Vec<FigureChange>,
    /// How many figures follow from these.
    pub follow: usize,
    /// The periods whose figures differ.
    pub periods: BTreeSet<String>,
}

/// How a reporter's rank differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankChange {
    #[allow(missing_docs)]
    pub period: String,
    /// Code and name.
    pub region: (String, String),
    #[allow(missing_docs)]
    pub old: Option<usize>,
    #[allow(missing_docs)]
    pub new: Option<usize>,
}

impl PublicChange {
    /// Whether a reporter's data changed, not what is made of them.
    #[must_use]
    pub fn is_data(&self) -> bool {
        matches!(&self.cause, ChangeCause::Records { kind, .. } if *kind == RecordKind::Report || kind.book().is_some())
    }
}
