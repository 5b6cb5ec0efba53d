//! The hint that the conditions of a closure check are met (安全生产法 113, item 1), from what readers can see.

use chrono::NaiveDate;

use super::{DecisionAt, HazardAt};
use crate::law::{Citations, Window, repeated};
use crate::published::Public;

/// Penalties of an enterprise that meet the conditions.
#[derive(Debug)]
pub struct ClosureHint {
    /// The day of the first.
    pub first: NaiveDate,
    /// The day of the last.
    pub last: NaiveDate,
    /// How many.
    pub count: usize,
    /// How many cases they are about.
    pub cases: usize,
    /// Three within 180 days, rather than four within a year.
    pub within_half_a_year: bool,
}

impl Public {
    /// Whether these public penalties of an enterprise meet the conditions, and one of these hazards was found by the
    /// last of them. An unpublished penalty is not made known by it.
    #[must_use]
    pub fn closure_hint(&self, decisions: &[DecisionAt], hazards: &[HazardAt]) -> Option<ClosureHint> {
        let table = &self.truth.ledger.decisions;
        let citations = Citations::of(table, decisions.iter().map(|at| table.get(*at)), &self.truth.laws);
        let found = repeated(&self.truth, &citations, decisions.iter().copied(), self.as_of())?;
        let had_hazard = hazards.iter().any(|at| self.found_on(*at) <= found.last);
        had_hazard.then(|| ClosureHint {
            first: found.first,
            last: found.last,
            count: found.decisions.len(),
            cases: found.cases,
            within_half_a_year: found.window == Window::HalfYear,
        })
    }
}
