//! What figures count in the ledgers: of which rows, on which day. How a row counts is for `figures` to say.

use super::table::Index;
use super::words::{FacilityKind, Level, Source};
use crate::dataset::forms::Role;

/// A ledger, as far as figures are counted from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    /// `hazards/<region>.csv`
    Hazards,
    /// `enforcement/<region>.csv`
    Enforcement,
    /// `inspections/<region>.csv`
    Inspections,
    /// `notices.csv`
    Notices,
    /// `enterprises.csv`
    Enterprises,
    /// `facilities.csv`
    Facilities,
}

impl Book {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Hazards,
        Self::Enforcement,
        Self::Inspections,
        Self::Notices,
        Self::Enterprises,
        Self::Facilities,
    ];

    /// Whether a bureau answers for its whole city: the registers of all who report there, its own among them.
    #[must_use]
    pub fn is_of_whole_city(self) -> bool {
        matches!(self, Self::Enterprises | Self::Facilities)
    }
}

/// Which hazards; each belongs to these from a day on, the day it was found unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// All of the level.
    All,
    /// Those of a source.
    Source(Source),
    /// Those at facilities of a kind.
    Kind(FacilityKind),
    /// Those listed for supervision, from the day they were.
    Listed,
    /// Those that meet a criterion, by its index in `Dataset::criteria`.
    Criterion(Index),
}

/// What is counted, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Hazards, on the day they were found, or listed; those dismissed later among them.
    Found(Level, Of),
    /// Hazards put right and closed, on the day they were closed.
    Closed(Level, Of),
    /// Hazards dismissed or downgraded, on that day: neither rectified nor open.
    Dismissed(Level),
    /// Hazards found and neither closed nor dismissed, as a period ends.
    Open(Level, Of),
    /// Open hazards whose deadline (the extension, where there is one) has passed, as a period ends.
    Overdue(Level, Of),
    /// Major hazards whose deadline falls into the period, or which were listed after it, but for dismissed ones.
    Due(Of),
    /// Of those, the ones closed by their deadline.
    OnTime,
    /// Of those, the ones closed by then, late or not.
    DueClosed(Of),
    /// Rows of the public list: major hazards that were not dismissed, on the day they were found.
    PublicRows,
    /// Valid administrative penalties (行政处罚法 9), on the day they were decided.
    Penalties,
    /// Their fines.
    Fines,
    /// 一案双罚: cases in which unit and principal both stand penalised, on the day the second of them was.
    Doubles,
    /// Enterprises whose principal stands penalised in such a case.
    DoublePrincipals,
    /// Enterprises suspended, closed, ordered to rectify.
    Suspended,
    #[allow(missing_docs)]
    FirmsClosed,
    #[allow(missing_docs)]
    Ordered,
    /// Decisions to transfer somebody to the courts.
    Transferred,
    /// Inspections, on their last day.
    Inspections,
    /// Enterprises inspected.
    Inspected,
    /// Enterprises whose own checks were checked (抽查).
    SpotChecked,
    /// Problems the inspections found, and those put right.
    ProblemsFound,
    #[allow(missing_docs)]
    ProblemsRectified,
    /// Exposures, interviews and joint punishments of enterprises.
    Exposures,
    /// The enterprises they name.
    ExposedFirms,
    /// Enterprises on the register.
    Enterprises,
    /// Facilities on the register, but for closed and decommissioned ones.
    Facilities,
}

impl What {
    /// Which ledger it is counted from.
    #[must_use]
    pub fn book(self) -> Book {
        match self {
            Self::Found(..)
            | Self::Closed(..)
            | Self::Dismissed(_)
            | Self::Open(..)
            | Self::Overdue(..)
            | Self::Due(_)
            | Self::OnTime
            | Self::DueClosed(_)
            | Self::PublicRows => Book::Hazards,
            Self::Penalties
            | Self::Fines
            | Self::Doubles
            | Self::DoublePrincipals
            | Self::Suspended
            | Self::FirmsClosed
            | Self::Ordered
            | Self::Transferred => Book::Enforcement,
            Self::Inspections
            | Self::Inspected
            | Self::SpotChecked
            | Self::ProblemsFound
            | Self::ProblemsRectified => Book::Inspections,
            Self::Exposures | Self::ExposedFirms => Book::Notices,
            Self::Enterprises => Book::Enterprises,
            Self::Facilities => Book::Facilities,
        }
    }

    /// What it counts of those who broke the law, as far as scoring has to know; of hazards its id says so.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Penalties => Some(Role::Penalties),
            Self::Fines | Self::Doubles | Self::Suspended | Self::FirmsClosed | Self::Ordered => {
                Some(Role::Punishment)
            }
            Self::Found(..)
            | Self::Closed(..)
            | Self::Dismissed(_)
            | Self::Open(..)
            | Self::Overdue(..)
            | Self::Due(_)
            | Self::OnTime
            | Self::DueClosed(_)
            | Self::PublicRows
            | Self::DoublePrincipals
            | Self::Transferred
            | Self::Inspections
            | Self::Inspected
            | Self::SpotChecked
            | Self::ProblemsFound
            | Self::ProblemsRectified
            | Self::Exposures
            | Self::ExposedFirms
            | Self::Enterprises
            | Self::Facilities => None,
        }
    }

    /// Which hazards it counts, where those of the whole level could be told apart.
    #[must_use]
    pub fn of(self) -> Option<Of> {
        match self {
            Self::Found(_, of) | Self::Closed(_, of) | Self::Open(_, of) | Self::Overdue(_, of) => Some(of),
            _ => None,
        }
    }

    /// The same of other hazards of the level.
    #[must_use]
    pub fn with(self, of: Of) -> Self {
        match self {
            Self::Found(level, _) => Self::Found(level, of),
            Self::Closed(level, _) => Self::Closed(level, of),
            Self::Open(level, _) => Self::Open(level, of),
            Self::Overdue(level, _) => Self::Overdue(level, of),
            other => other,
        }
    }

    /// Whether it counts hazards of one criterion.
    #[must_use]
    pub fn is_by_criterion(self) -> bool {
        matches!(self.of(), Some(Of::Criterion(_)))
    }
}

impl super::Ledger {
    /// Whether a ledger is kept: what is not kept is neither zero nor missing, and has no figures.
    #[must_use]
    pub fn keeps(&self, book: Book) -> bool {
        match book {
            Book::Hazards => self.hazards.is_kept(),
            Book::Enforcement => self.decisions.is_kept(),
            Book::Inspections => self.inspections.is_kept(),
            Book::Notices => self.notices.is_kept(),
            Book::Enterprises => self.enterprises.is_kept(),
            Book::Facilities => self.facilities.is_kept(),
        }
    }
}
