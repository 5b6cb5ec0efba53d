//! What a cell of a ledger holds, whatever its column: the one way to all of them, beside the fields of typed rows.

use chrono::NaiveDate;

use super::row_ref::{FacilityAt, HazardAt, RowRef};
use super::table::{Row, Sheet, Text};
use super::words::{self, Word};
use crate::dataset::column::Holds;
use crate::dataset::criteria::CriterionAt;
use crate::dataset::regions::RegionAt;
use crate::dataset::row_at::RowAt;
use crate::dataset::yuan::Yuan;
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
    #[allow(missing_docs)]
    Number(u64),
    #[allow(missing_docs)]
    Yuan(Yuan),
    #[allow(missing_docs)]
    Region(RegionAt),
    #[allow(missing_docs)]
    Criteria(&'l [CriterionAt]),
    #[allow(missing_docs)]
    Row(RowRef),
    #[allow(missing_docs)]
    Hazards(&'l [HazardAt]),
    #[allow(missing_docs)]
    Facilities(&'l [FacilityAt]),
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
            | Self::Yuan(_)
            | Self::Region(_)
            | Self::Criteria(_)
            | Self::Row(_)
            | Self::Hazards(_)
            | Self::Facilities(_)
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
            Self::Nothing
            | Self::Text(_)
            | Self::Region(_)
            | Self::Word(_)
            | Self::Day(_)
            | Self::Yuan(_)
            | Self::Criteria(_)
            | Self::Row(_)
            | Self::Hazards(_)
            | Self::Facilities(_)
            | Self::YesNo(_) => None,
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

impl Field for Yuan {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Yuan(*self)
    }
}

impl Field for RegionAt {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Region(*self)
    }
}

impl Field for Box<[CriterionAt]> {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        if self.is_empty() { Content::Nothing } else { Content::Criteria(self) }
    }
}

impl<T: Row> Field for RowAt<T>
where
    RowRef: From<Self>,
{
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        Content::Row((*self).into())
    }
}

impl Field for Box<[HazardAt]> {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        if self.is_empty() { Content::Nothing } else { Content::Hazards(self) }
    }
}

impl Field for Box<[FacilityAt]> {
    fn content<'l>(&'l self, _: &'l Sheet) -> Content<'l> {
        if self.is_empty() { Content::Nothing } else { Content::Facilities(self) }
    }
}

/// Finds the field that keeps a column: `kept!(hazards.due_on)`.
macro_rules! kept {
    ($table:ident . $($field:ident).+) => {
        |ledger, number| {
            let row = ledger.$table.get($crate::dataset::RowAt::numbered(number));
            $crate::dataset::ledger::content::Field::content(&row.$($field).+, ledger.$table.sheet(row))
        }
    };
}
pub(super) use kept;

/// What a text stands for.
pub(super) fn understood(text: &str, holds: Holds) -> Content<'_> {
    if let Holds::YesNo = holds {
        return Content::YesNo(super::cells::yes_or_no(text).unwrap_or_default());
    }
    if text.is_empty() {
        return Content::Nothing;
    }
    let content = match holds {
        Holds::Day | Holds::Deadline => scalar::date(text).map(Content::Day),
        Holds::Yuan => Yuan::read(text).map(Content::Yuan),
        Holds::Count => text.parse().ok().map(Content::Number),
        Holds::Word(terms) => words::find(terms, text).map(|at| Content::Word(terms[at].0)),
        Holds::Id
        | Holds::Name
        | Holds::FormerNames
        | Holds::Former
        | Holds::Extensions
        | Holds::Office
        | Holds::Post
        | Holds::Text
        | Holds::Grade(_) => Some(Content::Text(text)),
        Holds::YesNo | Holds::Region | Holds::Criteria | Holds::Row(_) | Holds::Rows(_) => None,
    };
    content.unwrap_or(Content::Nothing)
}
