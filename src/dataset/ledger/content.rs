//! What a cell of a ledger holds, whatever its column: the one way to all of them, beside the fields of typed rows.

use chrono::NaiveDate;

use super::table::{Index, Row, Sheet, Table, Text};
use super::words::{self, Word};
use super::{Book, Ledger};
use crate::dataset::column::{Column, Holds, Read};
use crate::parse::scalar;

/// What a cell holds; its column says what a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'l> {
    /// It is empty, or there is no such column.
    Nothing,
    /// As it is written.
    Text(&'l str),
    /// The code of a word.
    Word(&'static str),
    #[allow(missing_docs)]
    Day(NaiveDate),
    /// A number, or the index of a region, a criterion or a row.
    Number(u64),
    /// Indices of rows.
    Rows(&'l [Index]),
    #[allow(missing_docs)]
    YesNo(bool),
}

impl<'l> Content<'l> {
    /// Its text, where it is one.
    #[must_use]
    pub fn text(self) -> Option<&'l str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nothing
            | Self::Word(_)
            | Self::Day(_)
            | Self::Number(_)
            | Self::Rows(_)
            | Self::YesNo(_) => None,
        }
    }
}

impl Content<'_> {
    /// Its number, where it is one.
    #[must_use]
    pub fn number(self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Nothing | Self::Text(_) | Self::Word(_) | Self::Day(_) | Self::Rows(_) | Self::YesNo(_) => {
                None
            }
        }
    }
}

/// A field of a typed row as content.
pub trait Field {
    /// What it holds; `sheet` has the texts.
    fn content<'l>(&'l self, sheet: &'l Sheet) -> Content<'l>;
}

impl<T: Field> Field for Option<T> {
    fn content<'l>(&'l self, sheet: &'l Sheet) -> Content<'l> {
        self.as_ref().map_or(Content::Nothing, |field| field.content(sheet))
    }
}

impl<W: Word> Field for W {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Word(self.code())
    }
}

impl Field for Text {
    fn content<'l>(&'l self, sheet: &'l Sheet) -> Content<'l> {
        if self.is_empty() { Content::Nothing } else { Content::Text(sheet.text(*self)) }
    }
}

impl Field for NaiveDate {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Day(*self)
    }
}

impl Field for bool {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::YesNo(*self)
    }
}

impl Field for u32 {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Number(u64::from(*self))
    }
}

impl Field for u64 {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Number(*self)
    }
}

impl Field for usize {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Number(*self as u64)
    }
}

impl Field for Box<[Index]> {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        if self.is_empty() { Content::Nothing } else { Content::Rows(self) }
    }
}

/// Finds the field that keeps a column: `kept!(hazards.due_on)`.
macro_rules! kept {
    ($table:ident . $field:ident) => {
        |ledger, at| {
            let row = ledger.$table.get(at);
            $crate::dataset::ledger::content::Field::content(&row.$field, ledger.$table.sheet(row))
        }
    };
}
pub(super) use kept;

impl<T: Row> Table<T> {
    /// A cell that is kept as its text; empty where its column is not.
    fn declared(&self, at: Index, column: &Column) -> &str {
        let row = self.get(at);
        let kept = T::COLUMNS.iter().filter(|known| known.is_declared());
        let slot = kept.clone().position(|known| known.code == column.code);
        slot.map_or("", |slot| self.text(row, row.declared()[slot]))
    }
}

impl Ledger {
    /// What a cell holds. Of a column that is read as declared its text was understood once, when its row was.
    #[must_use]
    pub fn content(&self, book: Book, at: Index, column: &Column) -> Content<'_> {
        match column.read {
            Read::Field(field) => field(self, at),
            Read::Hand => Content::Nothing,
            Read::Declared => {
                let text = match book {
                    Book::Hazards => self.hazards.declared(at, column),
                    Book::Enforcement => self.decisions.declared(at, column),
                    Book::Inspections => self.inspections.declared(at, column),
                    Book::Notices => self.notices.declared(at, column),
                    Book::Enterprises => self.enterprises.declared(at, column),
                    Book::Facilities => self.facilities.declared(at, column),
                };
                understood(text, column.holds)
            }
        }
    }

    /// What the cell of a column holds, by the column's code.
    #[must_use]
    pub fn content_of(&self, book: Book, at: Index, code: &str) -> Content<'_> {
        self.content(book, at, book.column(code))
    }

    /// How many rows a ledger has.
    #[must_use]
    pub fn rows_of(&self, book: Book) -> Index {
        let rows = match book {
            Book::Hazards => self.hazards.len(),
            Book::Enforcement => self.decisions.len(),
            Book::Inspections => self.inspections.len(),
            Book::Notices => self.notices.len(),
            Book::Enterprises => self.enterprises.len(),
            Book::Facilities => self.facilities.len(),
        };
        rows as Index
    }

    /// Where a row's cell of a column stands.
    #[must_use]
    pub fn place_of(&self, book: Book, at: Index, column: &Column) -> crate::diagnostic::Place {
        fn place<T: Row>(table: &Table<T>, at: Index, column: &Column) -> crate::diagnostic::Place {
            table.cell(table.get(at), column.code)
        }
        match book {
            Book::Hazards => place(&self.hazards, at, column),
            Book::Enforcement => place(&self.decisions, at, column),
            Book::Inspections => place(&self.inspections, at, column),
            Book::Notices => place(&self.notices, at, column),
            Book::Enterprises => place(&self.enterprises, at, column),
            Book::Facilities => place(&self.facilities, at, column),
        }
    }
}

/// What a text stands for.
fn understood(text: &str, holds: Holds) -> Content<'_> {
    if let Holds::YesNo = holds {
        return Content::YesNo(super::cells::yes_or_no(text).unwrap_or_default());
    }
    if text.is_empty() {
        return Content::Nothing;
    }
    let content = match holds {
        Holds::Day | Holds::Deadline => scalar::date(text).map(Content::Day),
        Holds::Yuan | Holds::Count => text.parse().ok().map(Content::Number),
        Holds::Word(terms) => words::find(terms, text).map(|at| Content::Word(terms[at].0)),
        Holds::Id
        | Holds::Name
        | Holds::FormerNames
        | Holds::Office
        | Holds::Post
        | Holds::Text
        | Holds::Grade(_) => Some(Content::Text(text)),
        Holds::YesNo | Holds::Region | Holds::Criterion | Holds::Row(_) | Holds::Rows(_) => None,
    };
    content.unwrap_or(Content::Nothing)
}
