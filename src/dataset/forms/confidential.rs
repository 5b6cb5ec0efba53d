//! Confidential cells: of a single reporter they are not published, and what is published instead.
//!
//! In: the keys `confidential`, `with`, `merged`, `merged_title`, `publish`, `from` and `reason` of cells. Out:
//! [`Confidential`], which `merging` makes of them once all cells are known. A county that found 3 hazards by inspection and 1 by a
//! tip publishes one figure, 4, as `inspection_or_tip_found`; which of the 4 was the tip, it does not. The declaration is
//! the same for every county and month: a mark on small numbers alone would tell where a tip was.

use super::items::usable_id;
use crate::dataset::campaign::PeriodAt;
use crate::diagnostic::Place;
use crate::parse::toml::{Choice, Fields, Spanned};

/// How a cell is published that is not published as it is.
#[derive(Debug, Clone)]
pub struct Confidential {
    /// The cell it is merged with; none of one that is published for the city only.
    pub merged: Option<Merged>,
    /// What is published of it.
    pub publish: Publish,
    /// The index of the first period that is so.
    pub from: PeriodAt,
    /// Why, as the site says it.
    pub reason: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

/// Two cells that are one figure of a county. With `tip_found = 1` and `inspection_found = 3` a county publishes
/// `inspection_or_tip_found`, 4, and of neither of the two cells a figure of its own; the city, whose counties have 2 and
/// 41, publishes 2, 41 and 43. A county with 0 and 4 publishes 4 as well, so that nobody can tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// The index of the other cell.
    pub with: usize,
    /// The index of their sum among the form's.
    pub sum: usize,
}

/// What is published of a confidential cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publish {
    /// Of a county merged with another cell, or not at all; of the city as it is.
    Merged,
    /// Merged with another, of the city too.
    MergedOnly,
    /// As it is, of counties too, for a reason that is told.
    Open,
}

const POLICIES: [Choice<Publish>; 3] = [
    ("merged", "合并公布", Publish::Merged),
    ("merged_only", "只公布合并数", Publish::MergedOnly),
    ("open", "公开", Publish::Open),
];

/// What a cell says of it, before the other cells are known.
pub(super) struct Declared {
    pub(super) cell: usize,
    pub(super) place: Place,
    pub(super) confidential: bool,
    pub(super) with: Option<Spanned<String>>,
    pub(super) merged: Option<Spanned<String>>,
    pub(super) merged_title: Option<Spanned<String>>,
    pub(super) publish: Option<Publish>,
    pub(super) from: Option<Spanned<String>>,
    pub(super) reason: Option<Spanned<String>>,
}

impl Declared {
    /// Reads the keys of the cell of an index; `None` where it has none of them.
    pub(super) fn read(fields: &Fields, cell: usize) -> Option<Self> {
        let declared = Self {
            cell,
            place: fields.place(),
            confidential: fields.flag("confidential", false),
            with: fields.text_or_none("with"),
            merged: fields.text_or_none("merged"),
            merged_title: fields.text_or_none("merged_title"),
            publish: fields.choice_or_none("publish", &POLICIES),
            from: fields.text_or_none("from"),
            reason: fields.text_or_none("reason"),
        };
        if let Some(id) = &declared.merged {
            usable_id(fields, id);
        }
        let keys =
            [&declared.with, &declared.merged, &declared.merged_title, &declared.from, &declared.reason];
        let says = declared.publish.is_some() || keys.iter().any(|key| key.is_some());
        (declared.confidential || says).then_some(declared)
    }
}
