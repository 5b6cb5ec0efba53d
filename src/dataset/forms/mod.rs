//! `data/forms/*.toml`: what is reported, how it adds up, and how the official form is laid out.
//!
//! Nothing of any form is written in Rust: a form is sections of items of cells. Here is what a form is; `read` makes
//! it of a file, with `items` for its sections, items and cells, `sums` for what is added up of cells, and `confidential`
//! and `merging` for what of single reporters is not published.

mod confidential;
mod items;
mod merging;
mod read;
mod sums;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ledger::Source;
use super::regions::RegionKind;
use super::rules::Rule;
use crate::diagnostic::{Cause, Place};
use crate::parse::toml::Choice;
use crate::say;

pub use confidential::{Confidential, Merged, Publish};
pub(super) use items::usable_id;
pub use read::read_all;

/// Which time a figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// 本月: the period's own window.
    Month,
    /// 累计: from the campaign's first period through this one.
    ToDate,
}

impl Span {
    /// Both, in the order of the cube.
    pub const ALL: [Self; 2] = [Self::Month, Self::ToDate];

    /// As in `figures.csv`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::ToDate => "to_date",
        }
    }
}

/// Codes and titles of [`Span`]; `total` is what the forms call it.
pub const SPANS: [Choice<Span>; 3] =
    [("month", "本月", Span::Month), ("to_date", "累计", Span::ToDate), ("total", "累计", Span::ToDate)];

/// How a measure adds up over months and over regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// Sums over months and over regions: hazards found, fines.
    Flow,
    /// Cannot be added over months without counting a firm twice; sums over regions.
    Distinct,
    /// The latest value over months; sums over regions: hazards still open, staff.
    Stock,
    /// Any over months; the number of yes over regions.
    Flag,
    /// Does not add up: it is made anew of what its numerator and its denominator add up to.
    Rate,
}

/// What kind of value a cell takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A non-negative whole number.
    Count,
    /// 万元, with at most four decimals.
    Money,
    /// Yes or no.
    Flag,
}

/// What a cell counts, as far as scoring has to know: what grows as people look closely must not cost them points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Hazards or problems found, or of these the open ones: one more found, and it grows.
    Finding,
    /// What checks of enterprises find wanting: who checks closely finds more.
    Shortcoming,
    /// What was done to those who broke the law: the less of it is better only for who looks away.
    Punishment,
    /// How often anybody was penalised: a punishment, below which others make a rate (fines for each penalty).
    Penalties,
    /// How often a region or an office was called to account; notices that name regions are held against it.
    Admonition,
}

const ROLES: [Choice<Role>; 5] = [
    ("finding", "发现", Role::Finding),
    ("shortcoming", "不足", Role::Shortcoming),
    ("punishment", "惩处", Role::Punishment),
    ("penalties", "处罚次数", Role::Penalties),
    ("admonition", "通报约谈", Role::Admonition),
];

/// A value that is reported.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its key in a report.
    pub id: String,
    /// What it is called where it stands alone.
    pub title: String,
    /// What it is called within its item, where the item has several.
    pub sub_label: Option<String>,
    /// 个, 家, 万元…
    pub unit: String,
    /// The unit of months added up, where it differs: 家 become 家次.
    pub unit_added: Option<String>,
    /// What kind of value.
    pub kind: Unit,
    /// How it adds up.
    pub measure: Aggregation,
    /// The cell this one is a part of (其中), by index.
    pub of: Option<usize>,
    /// Who fills it in; the others need not. Empty: everybody.
    pub by: Vec<RegionKind>,
    /// The most that one reporter can have in a month, in its unit.
    pub max: Option<u32>,
    /// Whose hazards it counts, as the ledgers have it: of the four sources one.
    pub source: Option<Source>,
    /// Of a single reporter it is not published; and what is instead.
    pub confidential: Option<Confidential>,
    /// What it counts: its own, or that of a sum it is a part of.
    pub role: Option<Role>,
    /// Where it is declared.
    pub place: Place,
}

impl Cell {
    /// What it follows from that so many reports do not fit it.
    #[must_use]
    pub fn misdeclared(&self, least: usize) -> Cause {
        let id = &self.id;
        Cause::suspected(
            self.place.clone(),
            say!(
                "许多报表与单元格 `{id}` 的声明不合，多半是 `kind` 或 `measure` 写错了",
                "many reports do not fit how the cell `{id}` is declared: its `kind` or `measure` may be wrong"
            ),
            say!(
                "核对这一格的 `kind` 和 `measure`；声明无误的，逐份改正报表",
                "check `kind` and `measure` of the cell; where they are right, correct the reports one by one"
            ),
            least,
        )
    }
}

/// A sum of cells that is published under a name of its own, such as all hazards found; where a confidential cell is
/// merged with another, their sum, too.
#[derive(Debug, Clone)]
pub struct Derived {
    /// Its id, beside those of the cells.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Indices of the cells it adds up; all of one unit and kind.
    pub parts: Vec<usize>,
    /// Id of the cell or sum it is a part of.
    pub of: Option<String>,
    /// Where its cells are named.
    pub place: Place,
    /// What it counts: its own, or that of any of its parts.
    pub role: Option<Role>,
}

/// A numbered line of a form.
#[derive(Debug, Clone)]
pub struct FormItem {
    /// Its number in the section; forms without numbers have none.
    pub no: Option<u32>,
    /// As the official form words it: 企业自查发现的重大事故隐患.
    pub label: String,
    /// What the form's notes say it counts; shown beside it.
    pub note: Option<String>,
    /// Indices of its cells.
    pub cells: std::ops::Range<usize>,
}

/// A part of a form.
#[derive(Debug, Clone)]
pub struct FormSection {
    /// Unique in the form: `overview`.
    pub id: String,
    /// As the form heads it: 总体情况.
    pub title: String,
    /// In the order of the form; each has one cell or several.
    pub items: Vec<FormItem>,
}

/// How the official form is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Two items a row, the section's name in a first column that spans its rows.
    Paired,
    /// A column a cell under grouped heads, a row a span.
    Columns,
}

/// A day of the month a form is due, and where that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Day of the month.
    pub day: u32,
    /// 附件1 注1, 正文七（三）…
    pub source: String,
}

/// A prescribed form.
#[derive(Debug)]
pub struct Form {
    /// Its code, also the file's name.
    pub id: String,
    /// As printed above the table: …进展情况调度表.
    pub title: String,
    /// A short name for navigation, such as 附件1.
    pub short: String,
    /// Printed left above the table.
    pub header_left: Option<String>,
    /// Printed right above the table.
    pub header_right: Option<String>,
    /// The days it is due, earliest first.
    pub due: Vec<Due>,
    /// Whether papers that bear it out come with it (印证资料).
    pub asks_evidence: bool,
    /// What each report states: the month alone, or month and total.
    pub spans: Vec<Span>,
    /// How it is laid out.
    pub layout: Layout,
    /// How its cells are laid out, in the order it is printed in.
    pub sections: Vec<FormSection>,
    /// All cells, in the order of the form.
    pub cells: Vec<Cell>,
    /// Sums of cells with names of their own.
    pub derived: Vec<Derived>,
    /// Ids of the cells and sums that overviews show.
    pub headline: Vec<String>,
    /// Rules between its cells.
    pub rules: Vec<Rule>,
    /// The file's path.
    pub path: Arc<str>,
    by_id: BTreeMap<String, usize>,
}

impl Form {
    /// Every cell's id and index, sorted by id.
    pub fn cells_by_id(&self) -> impl Iterator<Item = (&str, usize)> {
        self.by_id.iter().map(|(id, cell)| (id.as_str(), *cell))
    }

    /// Whether a cell or a sum has this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id) || self.derived.iter().any(|sum| sum.id == id)
    }

    /// What a cell or a sum counts, by its id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<Role> {
        let of_sum = || self.derived.iter().find(|sum| sum.id == id)?.role;
        self.cell(id).map_or_else(of_sum, |cell| self.cells[cell].role)
    }

    /// The index of a cell by its id.
    #[must_use]
    pub fn cell(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}
