//! `[[filings]]` of `data/campaign.toml`: what is to be filed besides the forms, by whom, and until when.
//!
//! In: the tables. Out: [`PaperKind`]s. 工作方案 of every county is due on 05-20; 图纸报备 of a facility whenever it is made.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::unique_id::unique;
use crate::diagnostic::{Code, Place};
use crate::parse::toml::{Choice, Fields};
use crate::say;

/// A kind of paper.
#[derive(Debug, Clone)]
pub struct PaperKind {
    /// As `kind` in `data/ledger/filings.csv`.
    pub id: String,
    /// 工作方案
    pub title: String,
    /// Who files it.
    pub by: PaperBy,
    /// The day all of them are due; none where each row has its own, or none at all.
    pub due_on: Option<NaiveDate>,
    /// The codes of the counties it is asked of; none: all of them.
    pub regions: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// Of whom there is to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperBy {
    /// Of each county: one that has no row has filed nothing.
    Region,
    /// Of a mine or tailings pond: rows say of which.
    Facility,
    /// Of an enterprise: rows say of which.
    Enterprise,
}

const BY: [Choice<PaperBy>; 3] = [
    ("region", "县（市、区）", PaperBy::Region),
    ("facility", "矿山或尾矿库", PaperBy::Facility),
    ("enterprise", "企业", PaperBy::Enterprise),
];

impl PaperBy {
    /// The column of the register that says whose it is.
    #[must_use]
    pub fn code(self) -> &'static str {
        BY[self as usize].0
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        BY[self as usize].1
    }
}

/// A day something is due.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// `interim`: unique in the file.
    pub id: String,
    /// What is due.
    pub title: String,
    /// `2023-08-10`, a day where the campaign is.
    pub due_on: NaiveDate,
    /// Where that day is declared.
    pub place: Place,
}

/// Reads `[[milestones]]`.
pub(super) fn milestones(fields: &Fields) -> Vec<Milestone> {
    let mut first = BTreeMap::new();
    let milestones = fields.tables("milestones").into_iter();
    milestones.filter_map(|fields| milestone(fields, &mut first)).collect()
}

fn milestone(fields: Fields, first: &mut BTreeMap<String, Place>) -> Option<Milestone> {
    let (id, title, due_on) = (fields.text("id"), fields.text("title"), fields.date("due_on"));
    _ = id.as_ref().map(|id| unique(&fields, id, first));
    let place = due_on.as_ref().map(|on| fields.file().place(&on.span));
    fields.done();
    Some(Milestone { id: id?.value, title: title?.value, due_on: due_on?.value, place: place? })
}

/// Reads the tables; a kind is declared once. A milestone is one, too: every county files it by its day.
pub(super) fn read(fields: &Fields, milestones: &[Milestone]) -> Vec<PaperKind> {
    let mut seen = BTreeSet::new();
    let of_milestone = |milestone: &Milestone| PaperKind {
        id: milestone.id.clone(),
        title: milestone.title.clone(),
        by: PaperBy::Region,
        due_on: Some(milestone.due_on),
        regions: Vec::new(),
        place: milestone.place.clone(),
    };
    seen.extend(milestones.iter().map(|milestone| milestone.id.clone()));
    let kind = |fields: Fields| {
        let (id, title, by) = (fields.text("id"), fields.text("title"), fields.choice("by", &BY));
        let due_on = fields.date_or_none("due_on").map(|at| at.value);
        let regions = fields.texts("regions").into_iter().map(|at| at.value).collect();
        if let Some(again) = id.as_ref().filter(|id| !seen.insert(id.value.clone())) {
            fields.report(
                Code::DuplicateId,
                &again.span,
                say!("报送事项 `{}` 出现两次", "the filing `{}` appears twice", again.value),
                Some(say!("删去一处，或改正代码", "delete one of them, or correct its id")),
            );
        }
        let place = fields.place();
        fields.done();
        Some(PaperKind { id: id?.value, title: title?.value, by: by?, due_on, regions, place })
    };
    let kinds = fields.tables("filings").into_iter().filter_map(kind);
    let mut all: Vec<PaperKind> = kinds.chain(milestones.iter().map(of_milestone)).collect();
    // In the order they are due, those without a day last.
    all.sort_by_key(|kind| (kind.by != PaperBy::Region, kind.due_on.is_none(), kind.due_on));
    all
}
