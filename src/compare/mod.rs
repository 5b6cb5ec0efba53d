//! What a change does to the public: two releases in, one sorted [`Difference`] out.
//!
//! In: two [`ReviewSide`]s, counted for one day: what each may publish, what it finds, and the [`SourceRecords`] of the files that
//! differ. Out: [`PublicChange`]s by their cause, the worst [`ChangeClass`] first. Only *lowest* figures (a cell of a reporter's form, a
//! number counted from a reporter's month of a ledger) are told one by one; what is made of them **follows** and is a number
//! beside its cause: one cell of a June report moves 14 figures, 1 lowest and 13 that follow. Where figures differ and no
//! lowest one does, the method changed. Nothing here knows more than the public may: of what is withheld, that it
//! changed is not seen.

mod cases;
mod causes;
mod change;
mod class;
mod figures;
mod findings;
mod firms;
mod records;
mod rows;
mod side;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Severity};
use crate::site::Plan;

pub use change::{
    ChangeCause, Fate, FigureChange, FrozenChange, PublicChange, RankChange, ShownFigure, ValueChange,
};
pub use class::{Attention, ChangeClass};
pub use findings::are_new;
pub use side::{FilesChanged, Publishable, ReviewSide};

/// Everything that differs.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The worst first.
    pub changes: Vec<PublicChange>,
    /// How many figures differ: lowest, and those that follow.
    pub figures: (usize, usize),
    /// A few figures of the whole and of the regions concerned, before and after.
    pub overview: Vec<FigureChange>,
    /// Of the latest period.
    pub ranks: Vec<RankChange>,
    /// What is wrong that was not before.
    pub new_findings: Vec<Finding>,
    /// How many findings are gone, and how many were there before and are still.
    pub findings_gone: usize,
    #[allow(missing_docs)]
    pub findings_kept: usize,
    /// Pages that come to be and that are no more.
    pub pages: (Vec<String>, Vec<String>),
    /// Regions whose data differ, by code.
    pub regions: BTreeSet<String>,
    #[allow(missing_docs)]
    pub files: FilesChanged,
    /// What a day more does to the data of the base: figures that differ, where its own day is another.
    pub by_time: Option<(NaiveDate, usize)>,
    /// The day both sides are counted for.
    pub as_of: Option<NaiveDate>,
    /// Whether the new side could be published: it stands, without errors.
    pub is_publishable: bool,
}

impl Difference {
    /// Compares what was with what would be.
    #[must_use]
    pub fn of(base: &ReviewSide, head: &ReviewSide, files: FilesChanged) -> Self {
        let seen = records::changes(base, head, &files);
        let figures = figures::changes(base, head);
        let counts = (figures.lowest.len(), figures.following.len());
        let ranks = figures::ranks(base, head);
        let overview = figures.overview(head);
        let mut changes = causes::attribute(seen, figures, head);
        changes.extend(firms::changes(base, head));
        let pages = pages(base, head);
        changes.extend(causes::lost_addresses(&changes, &pages.1));
        changes.sort_by_cached_key(causes::order);
        let regions = changes.iter().filter(|change| change.is_data());
        let regions = regions.filter_map(|change| Some(change.region.as_ref()?.0.clone())).collect();
        let is_new = are_new(base.findings, head.findings);
        let new = head.findings.iter().zip(&is_new).filter(|(_, is_new)| **is_new);
        let mut new_findings: Vec<Finding> = new.map(|(finding, _)| finding.clone()).collect();
        new_findings.sort_by_key(|finding| finding.severity);
        let findings_kept = head.findings.len() - new_findings.len();
        let findings_gone = base.findings.len() - findings_kept;
        let has_errors = head.findings.iter().any(|finding| finding.severity == Severity::Error);
        Self {
            changes,
            figures: counts,
            overview,
            ranks,
            new_findings,
            findings_gone,
            findings_kept,
            pages,
            regions,
            files,
            by_time: None,
            as_of: head.published.map(|head| head.figures.as_of()),
            is_publishable: head.published.is_some() && !has_errors,
        }
    }

    /// The class that decides: the worst there is.
    #[must_use]
    pub fn worst(&self) -> Option<ChangeClass> {
        self.changes.iter().map(|change| change.class).min()
    }

    /// How many changes are of a class.
    #[must_use]
    pub fn count(&self, class: ChangeClass) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }

    /// Whether all that was there stands as it stood. It is a statement about keys and values on one day, so that neither
    /// the passing of time breaks it nor another day fakes it.
    #[must_use]
    pub fn is_append_only(&self) -> bool {
        self.is_publishable && self.changes.iter().all(|change| change.class >= ChangeClass::Appended)
    }

    /// Whether what should be proposed apart comes together: two reporters' data, or data and what counts them.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        let is_method = self.changes.iter().any(|change| change.class == ChangeClass::Method);
        self.regions.len() > 1 || is_method && !self.regions.is_empty()
    }
}

/// Addresses that are new, and those that are gone.
fn pages(base: &ReviewSide, head: &ReviewSide) -> (Vec<String>, Vec<String>) {
    let addresses = |side: &ReviewSide| -> BTreeSet<String> {
        let plan = side.published.map(|side| side.plan);
        let all = plan.into_iter().flat_map(Plan::items).map(|(at, _)| at.to_owned());
        all.filter(|at| at.ends_with('/')).collect()
    };
    if base.published.is_none() || head.published.is_none() {
        return (Vec::new(), Vec::new());
    }
    let [base, head] = [addresses(base), addresses(head)];
    (head.difference(&base).cloned().collect(), base.difference(&head).cloned().collect())
}
