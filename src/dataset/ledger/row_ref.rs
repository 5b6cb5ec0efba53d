//! Which row of which ledger: the index of each, and a reference that may be any of them.
//!
//! In: the ledgers' rows. Out: a [`RowAt`] for each ledger, and a [`RowRef`], which may lead into any of them, for those
//! who choose the ledger as they run.

use super::enforcement::Decision;
use super::entries::Book;
use super::hazards::Hazard;
use super::registry::{Enterprise, Facility};
use super::visits::{Inspection, Notice};
use crate::dataset::row_at::RowAt;

const _: () = assert!(size_of::<HazardAt>() == size_of::<u32>() && size_of::<RowRef>() == 8);

/// Makes of one list the index of each ledger, the reference that may be any of them, and the ways from one to the other.
macro_rules! books {
    ($($(#[$what:meta])* $at:ident $row:ident = $book:ident $table:ident,)*) => {
        $($(#[$what])* pub type $at = RowAt<$row>;)*

        /// A row of one of the ledgers, whichever: what columns and figures, which are of a [`Book`], are asked with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RowRef {
            $($(#[$what])* $row($at),)*
        }

        $(
            impl From<$at> for RowRef {
                fn from(at: $at) -> Self {
                    Self::$row(at)
                }
            }
        )*

        impl RowRef {
            /// Which ledger it stands in.
            #[must_use]
            pub const fn book(self) -> Book {
                match self {
                    $(Self::$row(_) => Book::$book,)*
                }
            }

            /// Its number there, for the columns of that ledger.
            pub(super) const fn number(self) -> u32 {
                match self {
                    $(Self::$row(at) => at.number(),)*
                }
            }
        }

        impl Book {
            /// The row with a number, from 0 to below [`Ledger::rows_of`](super::Ledger::rows_of).
            #[must_use]
            pub const fn row(self, number: u32) -> RowRef {
                match self {
                    $(Self::$book => RowRef::$row(RowAt::numbered(number)),)*
                }
            }
        }

        /// Does the same with a row's table and its index there, whichever ledger it stands in.
        macro_rules! at_row {
            ($ledger:expr, $is:expr, |$of:ident, $place:ident| $do:expr) => {
                match $is {
                    $(RowRef::$row($place) => {
                        let $of = &$ledger.$table;
                        $do
                    })*
                }
            };
        }

        /// Does the same with a ledger's table, whichever it is.
        macro_rules! in_book {
            ($ledger:expr, $is:expr, |$of:ident| $do:expr) => {
                match $is {
                    $(Book::$book => {
                        let $of = &$ledger.$table;
                        $do
                    })*
                }
            };
        }
    };
}

books! {
    /// Index of a hazard.
    HazardAt Hazard = Hazards hazards,
    /// Index of a decision.
    DecisionAt Decision = Enforcement decisions,
    /// Index of an inspection.
    InspectionAt Inspection = Inspections inspections,
    /// Index of a notice.
    NoticeAt Notice = Notices notices,
    /// Index of an enterprise.
    EnterpriseAt Enterprise = Enterprises enterprises,
    /// Index of a facility.
    FacilityAt Facility = Facilities facilities,
}

pub(super) use {at_row, in_book};
