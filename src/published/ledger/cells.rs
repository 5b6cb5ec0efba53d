//! Cells of the ledgers as the public sees them, by their columns: what a declaration opens and no more.
//!
//! In: a row and a column as it was declared. Out: a [`PublicCell`]; empty where the row does not stand, the column is not
//! open, or its day has not come. `witness`, never public, is empty whoever asks; `listed_by` is until `listed_on` has come.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{Book, Column, CriterionAt, Fact, Openness, RowRef, openness};
use crate::dataset::column::{Holds, Opens};
use crate::dataset::ledger::{Content, former_parts};
use crate::dataset::life::state;
use crate::dataset::{RegionAt, Yuan};
use crate::published::Public;

/// What the public sees in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicCell<'p> {
    /// It is empty, or not for the public.
    Nothing,
    /// A text as it is written.
    Text(Cow<'p, str>),
    /// The code of a word.
    Word(&'static str),
    #[allow(missing_docs)]
    Day(NaiveDate),
    /// 元, to the 分.
    Yuan(Yuan),
    #[allow(missing_docs)]
    Count(u64),
    #[allow(missing_docs)]
    YesNo(bool),
    /// Index of a region.
    Region(RegionAt),
    /// Criteria.
    Criteria(&'p [CriterionAt]),
    /// Rows of a ledger.
    Rows(Vec<RowRef>),
}

/// A row, and how much of it is open.
#[derive(Debug, Clone, Copy)]
pub struct OpenRow<'p> {
    public: &'p Public,
    row: RowRef,
    openness: Openness,
}

impl Public {
    /// A row of a ledger, to be asked for its cells.
    #[must_use]
    pub fn row(&self, row: impl Into<RowRef>) -> OpenRow<'_> {
        let (ledger, as_of, row) = (&self.truth.ledger, self.as_of(), row.into());
        let openness = match row {
            RowRef::Hazard(index) => {
                let hazard = ledger.hazards.get(index);
                match () {
                    () if !self.settings().hazard_list.names(hazard, as_of) => Openness::Closed,
                    () if state(hazard, as_of).is_dismissal() => Openness::Withdrawn,
                    () => Openness::Public,
                }
            }
            RowRef::Decision(index) => openness(ledger.decisions.get(index), as_of),
            RowRef::Inspection(_) | RowRef::Notice(_) | RowRef::Enterprise(_) | RowRef::Facility(_) => {
                Openness::Public
            }
        };
        OpenRow { public: self, row, openness }
    }
}

impl<'p> OpenRow<'p> {
    /// How much of it is open.
    #[must_use]
    pub fn openness(self) -> Openness {
        self.openness
    }

    /// What the public sees in the cell of a column.
    #[must_use]
    pub fn cell(self, column: &Column) -> PublicCell<'p> {
        if self.opens(column) { self.told(column) } else { PublicCell::Nothing }
    }

    /// Whether the public may look into the cell of a column, filled in or empty.
    #[must_use]
    pub fn opens(self, column: &Column) -> bool {
        match column.opens {
            Opens::Never => false,
            Opens::Always => self.openness != Openness::Closed,
            Opens::OnceChanged => self.openness != Openness::Closed && self.is_changed(),
            Opens::WhileItStands => self.openness == Openness::Public,
            Opens::From(day) => self.openness == Openness::Public && self.has_come(day),
        }
    }

    fn content(self, column: &Column) -> Content<'p> {
        self.public.truth.ledger.content(self.row, column)
    }

    fn is_changed(self) -> bool {
        let RowRef::Decision(index) = self.row else { return false };
        self.public.truth.ledger.decisions.get(index).is_changed()
    }

    fn has_come(self, day: &str) -> bool {
        matches!(self.content(self.row.book().column(day)), Content::Day(day) if day <= self.public.as_of())
    }

    fn told(self, column: &Column) -> PublicCell<'p> {
        match (self.content(column), column.holds) {
            (Content::Text(text), Holds::FormerNames) => {
                let names: Vec<&str> = former_parts(text).map(|(name, _)| name).collect();
                PublicCell::Text(names.join(";").into())
            }
            (Content::Text(text), _) => PublicCell::Text(text.into()),
            (Content::Word(code), _) => PublicCell::Word(code),
            (Content::Day(day), _) => PublicCell::Day(day),
            (Content::YesNo(yes), _) => PublicCell::YesNo(yes),
            (Content::Yuan(sum), _) => PublicCell::Yuan(sum),
            // What is on a register is its heir's where its region was merged into another.
            (Content::Region(region), _) if self.row.book().is_of_whole_city() => {
                PublicCell::Region(self.public.regions().holder_on(region, self.public.as_of()))
            }
            (Content::Region(region), _) => PublicCell::Region(region),
            (Content::Number(number), _) => PublicCell::Count(number),
            (Content::Criteria(all), _) => PublicCell::Criteria(all),
            (Content::Row(row), _) => self.rows([row].into_iter()),
            (Content::Hazards(rows), _) => self.rows(rows.iter().map(|at| RowRef::from(*at))),
            (Content::Facilities(rows), _) => self.rows(rows.iter().map(|at| RowRef::from(*at))),
            (Content::Nothing, _) => PublicCell::Nothing,
        }
    }

    /// Rows that may be named themselves: of a ledger whose ids are public, and open.
    fn rows(self, rows: impl Iterator<Item = RowRef>) -> PublicCell<'p> {
        let has_name = |row: &RowRef| row.book().column("id").is_public();
        let is_open = |row: &RowRef| self.public.row(*row).openness != Openness::Closed;
        let named: Vec<RowRef> = rows.filter(|row| has_name(row) && is_open(row)).collect();
        if named.is_empty() { PublicCell::Nothing } else { PublicCell::Rows(named) }
    }
}

/// The columns the public sees something of, in the order of its tables for download.
#[must_use]
pub fn public_columns(book: Book) -> Vec<&'static Column> {
    let open = book.columns().iter().filter(|column| column.is_public());
    in_order(open.collect(), |column| column.after)
}

/// The facts of a record's page, in their order.
#[must_use]
pub fn facts(book: Book) -> &'static [(&'static Column, Fact)] {
    static FACTS: LazyLock<[Vec<(&'static Column, Fact)>; Book::ALL.len()]> = LazyLock::new(|| {
        Book::ALL.map(|book| {
            let all = in_order(public_columns(book), |column| column.fact.and_then(|fact| fact.after));
            all.into_iter().filter_map(|column| Some((column, column.fact?))).collect()
        })
    });
    &FACTS[book as usize]
}

/// Puts those that follow another right behind it; one that follows what is not among them stays where it is.
fn in_order(
    columns: Vec<&'static Column>,
    after: impl Fn(&Column) -> Option<&'static str>,
) -> Vec<&'static Column> {
    type PublicColumns = Vec<&'static Column>;
    let (mut waiting, mut order): (PublicColumns, PublicColumns) =
        columns.into_iter().partition(|one| after(one).is_some());
    while !waiting.is_empty() {
        let behind = |column: &Column| {
            order.iter().position(|known| Some(known.code) == after(column)).map(|at| at + 1)
        };
        let next = waiting.iter().position(|column| behind(column).is_some()).unwrap_or_default();
        let at = behind(waiting[next]).unwrap_or(order.len());
        order.insert(at, waiting.remove(next));
    }
    order
}
