//! What was said when a month was frozen, against what is said now.
//!
//! In: the [`Editions`](crate::dataset::Editions), the cube as it is published, the corrections. Out: every [`Departure`] of today
//! from an edition, with why; and a finding for each cause that nothing explains. Only *lowest* figures (a cell of a reporter's form,
//! a number counted from a reporter's month of a ledger) are explained one by one; what is made of them follows. Where figures
//! differ and none of these does, the method changed. It is a pure function of the site's files: no history is needed.

mod departures;
mod explained;
mod following;
mod gone;
mod started;
mod unexplained;

use chrono::NaiveDate;

use crate::dataset::{Dataset, FrozenValue, RegionAt, Span};
use crate::diagnostic::Findings;
use crate::figures::{Figures, Key};

pub use crate::dataset::Edition;
pub use crate::dataset::editions::name;
pub(super) use departures::{frozen, frozen_standing};
use explained::CorrectionSteps;
pub(super) use explained::value;

/// A figure of an edition that is another today.
#[derive(Debug, Clone)]
pub struct Departure {
    /// The place of the edition among all.
    pub edition: usize,
    /// Whose figure.
    pub region: RegionAt,
    /// Its measure's id, as the edition has it.
    pub measure: String,
    /// The figure; none of a rank, a score, and a measure that is no more.
    pub at: Option<Key>,
    #[allow(missing_docs)]
    pub span: Span,
    /// As it was frozen.
    pub was: FrozenValue,
    /// As it is.
    pub now: FrozenValue,
    /// Whether it is filed or counted, not made of others.
    pub is_lowest: bool,
    /// What explains it.
    pub why: DepartureCause,
}

/// Why a figure is not what was frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DepartureCause {
    /// Nothing says why.
    Unexplained,
    /// A correction, by its place in the file.
    Corrected(usize),
    /// 逾期补报: its report came in after the month was frozen, on this day.
    Late(NaiveDate),
    /// 台账补登: rows were entered after the month was frozen; what was there is unchanged.
    Entered,
    /// It is made of another that differs, by its place among the departures.
    Follows(usize),
    /// It is counted otherwise, by the correction of that place.
    Method(usize),
}

/// Compares the present with every edition, and tells what nothing explains.
pub(super) fn compare(dataset: &Dataset, figures: &Figures, findings: &Findings) -> Vec<Departure> {
    if dataset.editions.all().is_empty() {
        return Vec::new();
    }
    let gone = gone::check(dataset, findings);
    let mut departures = departures::all(dataset, figures);
    let steps = CorrectionSteps::of(dataset, figures);
    explained::settle(dataset, figures, &steps, &mut departures);
    following::settle(dataset, figures, &mut departures);
    started::check(dataset, figures, &steps, findings);
    unexplained::tell(dataset, figures, &departures, &gone, findings);
    departures
}
