//! Which row: an index that knows its table, so that a facility's finds no enterprise.
//!
//! In: the place of a row in a list. Out: a [`RowAt`] that finds it again in a list of such rows and in no other; and a
//! [`RowRef`], which may lead into any of the ledgers, for those who choose the ledger as they run.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use super::enforcement::Decision;
use super::entries::Book;
use super::hazards::Hazard;
use super::registry::{Enterprise, Facility};
use super::visits::{Inspection, Notice};

/// Index of a row in the table of its kind, over all files of the ledger. As small as the number it is.
///
/// The facility of a hazard is found among the facilities,
///
/// ```
/// use gongshi::dataset::ledger::{Facility, Hazard, Ledger};
///
/// fn place<'l>(ledger: &'l Ledger, hazard: &Hazard) -> &'l Facility {
///     ledger.facilities.get(hazard.facility)
/// }
/// ```
///
/// and among nothing else:
///
/// ```compile_fail,E0308
/// use gongshi::dataset::ledger::{Enterprise, Hazard, Ledger};
///
/// fn place<'l>(ledger: &'l Ledger, hazard: &Hazard) -> &'l Enterprise {
///     ledger.enterprises.get(hazard.facility)
/// }
/// ```
pub struct RowAt<T> {
    number: u32,
    table: PhantomData<fn() -> T>,
}

const _: () = assert!(size_of::<HazardAt>() == size_of::<u32>() && size_of::<RowRef>() == 8);

impl<T> RowAt<T> {
    /// The row at a place of its table.
    pub(in crate::dataset) const fn nth(place: usize) -> Self {
        Self::numbered(place as u32)
    }

    pub(super) const fn numbered(number: u32) -> Self {
        Self { number, table: PhantomData }
    }

    /// Its place in a list that has an entry for each row of the table.
    #[must_use]
    pub const fn place(self) -> usize {
        self.number as usize
    }

    /// The row itself.
    #[must_use]
    pub fn of(self, rows: &[T]) -> &T {
        &rows[self.place()]
    }

    /// All rows with their indices.
    #[must_use]
    pub fn each(rows: &[T]) -> impl DoubleEndedIterator<Item = (Self, &T)> + ExactSizeIterator {
        rows.iter().enumerate().map(|(place, row)| (Self::nth(place), row))
    }
}

// Derived, these would ask the same of a row; it is the number that is compared and copied.
impl<T> Clone for RowAt<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RowAt<T> {}

impl<T> PartialEq for RowAt<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for RowAt<T> {}

impl<T> PartialOrd for RowAt<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for RowAt<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> Hash for RowAt<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T> fmt::Debug for RowAt<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)
    }
}

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
                    $(Self::$row(at) => at.number,)*
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
