//! `content/cases/<year>/<slug>.md`: typical cases, bad, good and from elsewhere.
//!
//! In: the files and the ledger. Out: [`Case`]s whose references hold. A case names people and firms that may
//! never be shown; it has no way to a page but the projection of `site`.

mod front;
mod sections;

use std::ops::Range;

use chrono::NaiveDate;

use super::ledger::{DecisionAt, EnterpriseAt, HazardAt};
use super::publication::{Publication, PublicationState};
use super::{Criterion, CriterionAt, Files, Ledger, Regions};
use crate::dataset::regions::RegionAt;
use crate::diagnostic::{Code, Findings, Place};
use crate::parse::File;
use crate::parse::toml::{Choice, Spanned};

pub use sections::CaseSection;

/// What kind of case it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseKind {
    /// 反面
    Negative,
    /// 正面
    Positive,
    /// 外地警示
    External,
}

/// Every kind by code and title.
pub const KINDS: [Choice<CaseKind>; 3] = [
    ("negative", "反面", CaseKind::Negative),
    ("positive", "正面", CaseKind::Positive),
    ("external", "外地警示", CaseKind::External),
];

impl CaseKind {
    /// As the files have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        KINDS[self as usize].0
    }

    /// The headings of its text, in order (domain: how cases read).
    #[must_use]
    pub fn sections(self) -> &'static [&'static str] {
        match self {
            Self::Negative | Self::External => &["基本案情", "违法事实", "处理结果", "法律依据", "警示意义"],
            Self::Positive => &["背景", "做法", "成效", "可推广点"],
        }
    }
}

/// How its enterprise is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// In full: a penalty is published by law.
    Full,
    /// 某矿业有限公司: the case is for learning from.
    Masked,
}

/// A step of its life as the file has it.
#[derive(Debug, Clone)]
pub struct LifeEntry {
    /// The day the step takes effect; it may lie ahead.
    pub on: NaiveDate,
    /// How it stands from that day on.
    pub to: PublicationState,
    /// Why; shown where the case is no longer.
    pub why: String,
    /// The document it rests on.
    pub document_no: Option<Spanned<String>>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// A person whom the law requires to be named.
#[derive(Debug, Clone)]
pub struct Person {
    /// As the text has it.
    pub name: Spanned<String>,
    /// The post the law asks it of, one of `[privacy] named_posts`.
    pub post: Spanned<String>,
}

/// Where a case from elsewhere was published.
#[derive(Debug, Clone)]
pub struct FirstPublished {
    /// Who published it.
    pub name: String,
    /// Where it can be read.
    pub url: String,
}

/// A finding that somebody looked into, and that is none: a contract's fine read as a decision's.
#[derive(Debug, Clone)]
pub struct CheckedByHand {
    /// The kind of finding, such as GS1304.
    pub code: Code,
    /// Words of the case that it points at.
    pub says: String,
    /// Why it is right as it stands.
    pub reason: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// A typical case as written: with every name. Not to be shown as it is; there is no way from it to a template.
///
/// ```compile_fail,E0277
/// fn show(case: &gongshi::dataset::Case, page: &mut tera::Context) {
///     page.insert("case", case);
/// }
/// ```
///
/// Its projection has what may be shown, piece by piece.
///
/// ```
/// fn show(case: &gongshi::published::PublicCase, page: &mut tera::Context) {
///     page.insert("reason", &case.reason);
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Case {
    /// The file it stands in.
    pub file: File,
    /// Whether nobody has looked yet at whether it may name its enterprise: see [`NamedList`](super::NamedList).
    pub is_held_back: bool,
    /// The last part of its address.
    pub slug: String,
    /// `title`
    pub title: Spanned<String>,
    /// `kind`
    pub kind: CaseKind,
    /// `status`
    pub status: Spanned<PublicationState>,
    /// `published_on`
    pub published_on: Option<Spanned<NaiveDate>>,
    /// `expires_on`
    pub expires_on: Option<Spanned<NaiveDate>>,
    /// `naming`
    pub naming: Spanned<Naming>,
    /// Index of the enterprise it is about.
    pub enterprise: Option<Spanned<EnterpriseAt>>,
    /// Index of the region it happened in; the enterprise's, where none is named.
    pub region: Option<RegionAt>,
    /// `region`, where it is named.
    pub region_named: Option<Spanned<RegionAt>>,
    /// Indices of its decisions.
    pub actions: Vec<Spanned<DecisionAt>>,
    /// Indices of its hazards.
    pub hazards: Vec<Spanned<HazardAt>>,
    /// Indices of the criteria they met.
    pub criteria: Vec<Spanned<CriterionAt>>,
    /// Where they are listed, if they are.
    pub criteria_key: Option<Range<usize>>,
    /// 第几批
    pub batch: Option<Spanned<u32>>,
    /// 危险作业罪: where the file says so.
    pub dangerous_work_crime: Option<Range<usize>>,
    /// `source`
    pub source: Option<FirstPublished>,
    /// `history`, as written.
    pub history: Vec<LifeEntry>,
    /// The post that passed it, and when.
    pub review: Option<(Spanned<String>, NaiveDate)>,
    /// `persons`: names the text holds, masked wherever it is shown.
    pub persons: Vec<Spanned<String>>,
    /// `named`: names that stay.
    pub named: Vec<Person>,
    /// `purge`: names that may stand in no output once it is not public.
    pub purge: Vec<Spanned<String>>,
    /// `checked`: findings that a person looked into, and that are none.
    pub checked: Vec<CheckedByHand>,
    /// Where its Markdown stands in the file.
    pub body: Range<usize>,
    /// The headings of its text.
    pub sections: Vec<CaseSection>,
    /// Its steps from state to state; they say what is to be seen on a day.
    pub publication: Publication,
}

impl Case {
    /// Where a stretch of it stands.
    #[must_use]
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.file.place(span)
    }

    /// Its Markdown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.file.text[self.body.clone()]
    }

    /// Why it stands as it does on a day, and the document that says so.
    #[must_use]
    pub fn reason(&self, day: NaiveDate) -> Option<&LifeEntry> {
        let state = self.publication.on(day);
        self.history.iter().rev().find(|entry| entry.on <= day && entry.to == state)
    }
}

/// Reads every case.
#[must_use]
pub fn read(
    files: &Files,
    ledger: &Ledger,
    criteria: &[Criterion],
    regions: &Regions,
    findings: &Findings,
) -> Vec<Case> {
    let reader = front::CaseReader { ledger, criteria, regions, findings };
    files.below("content/cases/", ".md").filter_map(|file| reader.case(file)).collect()
}
