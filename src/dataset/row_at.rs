//! Which row: an index that knows its table, so that a facility's finds no enterprise, and a period's no region.
//!
//! In: the place of a row in a list. Out: a [`RowAt`] that finds it again in a list of such rows and in no other.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

/// Index of a row in the table of its kind: of a ledger over all its files, of `data/regions.csv`, of the periods. As small
/// as the number it is.
///
/// The facility of a hazard is found among the facilities, and its region among the regions,
///
/// ```
/// use gongshi::dataset::Region;
/// use gongshi::dataset::ledger::{Facility, Hazard, Ledger};
///
/// fn place<'l>(ledger: &'l Ledger, regions: &'l [Region], hazard: &Hazard) -> (&'l Facility, &'l Region) {
///     (ledger.facilities.get(hazard.facility), &regions[hazard.region])
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
///
/// ```compile_fail,E0277
/// use gongshi::dataset::{Period, ledger::Hazard};
///
/// fn month<'p>(periods: &'p [Period], hazard: &Hazard) -> &'p Period {
///     &periods[hazard.region]
/// }
/// ```
pub struct RowAt<T> {
    number: u32,
    table: PhantomData<fn() -> T>,
}

impl<T> RowAt<T> {
    /// That of the first row.
    pub const FIRST: Self = Self::nth(0);

    /// The row at a place of its table.
    #[must_use]
    pub const fn nth(place: usize) -> Self {
        Self::numbered(place as u32)
    }

    pub(in crate::dataset) const fn numbered(number: u32) -> Self {
        Self { number, table: PhantomData }
    }

    pub(in crate::dataset) const fn number(self) -> u32 {
        self.number
    }

    /// Its place in a list that has an entry for each row of the table.
    #[must_use]
    pub const fn place(self) -> usize {
        self.number as usize
    }

    /// The row itself.
    #[must_use]
    pub fn of(self, rows: &[T]) -> &T {
        &rows[self]
    }

    /// The row before it, such as the month before; none before the first.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        self.number.checked_sub(1).map(Self::numbered)
    }

    /// The row after it, which need not be there.
    #[must_use]
    pub const fn next(self) -> Self {
        Self::numbered(self.number + 1)
    }

    /// All rows before it, from the first on.
    #[must_use]
    pub fn earlier(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        Self::up_to(self.place())
    }

    /// It and all rows before it, from the first on: the months to date.
    #[must_use]
    pub fn to_date(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        Self::up_to(self.place() + 1)
    }

    /// So many rows from the first on.
    pub fn up_to(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
        (0..count).map(Self::nth)
    }

    /// All rows with their indices.
    #[must_use]
    pub fn each(rows: &[T]) -> impl DoubleEndedIterator<Item = (Self, &T)> + ExactSizeIterator + Clone {
        rows.iter().enumerate().map(|(place, row)| (Self::nth(place), row))
    }
}

impl<T> Index<RowAt<T>> for [T] {
    type Output = T;

    fn index(&self, at: RowAt<T>) -> &T {
        &self[at.place()]
    }
}

impl<T> Index<RowAt<T>> for Vec<T> {
    type Output = T;

    fn index(&self, at: RowAt<T>) -> &T {
        &self[at.place()]
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
