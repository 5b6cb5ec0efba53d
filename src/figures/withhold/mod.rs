//! Small cells: what of the figures about tips is not published, so that no total gives it back.
//!
//! In: the true figures, once they have been checked. Out: the same, with some of them withheld. A cell that its form
//! calls `confidential`, and the ledgers' counts of tips, are withheld of every reporter, in every month and to date, so
//! that neither a month taken from a total nor the choice of months tells anything; the sums of the city stay. Where
//! such a cell is part of a published sum (found = self + inspection + tip + assigned), the sum less its other parts
//! would give it back: one more source is withheld of every reporter, the first that protects every cell.
//! Another reporter of the same city must be able to have had the tip instead, with all published numbers the same: of
//! each cell of a form by itself, and of each tip in the ledgers with all months, found and closed, held together beside
//! the public list of hazards ([`Rings`](super::ledger::Rings)); and a county must be able to have had none of its one or
//! two of a month.
//!
//! A site is built again every month, and what it said before can be kept. So months are gone through as they were
//! closed: what was withheld once stays so, and a source that is withheld only from a later month on protects no tip
//! found before. Where none does (few hazards, or a single county below a city), the city's closed ones of tips and of
//! that source are withheld too, and if that is not enough, all it says of them. What the ledgers say of the city is not
//! told while a report or a ledger is missing: less what the form says, it would be what is missing.
//!
//! What is open or overdue by source is published of nobody, the city neither: beside the public list of hazards, where
//! few are overdue, even the city's number would lead to the place.

mod choose;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cube::{Figure, Figures, Status};
use crate::dataset::ledger::{Of, Source, What};
use crate::dataset::{Dataset, Span};

/// What is not published.
#[derive(Debug, Default)]
pub(super) struct Withheld {
    /// By measure: whether it is withheld of reporters, and of what adds them up; empty where nothing is.
    measures: [Vec<bool>; 2],
    /// The parts of each published sum that confidential figures are part of.
    sums: Vec<Vec<usize>>,
    /// By measure of the ledgers that is withheld of reporters: the same of the forms, and itself.
    against: BTreeMap<usize, Vec<usize>>,
}

impl Figures {
    /// Withholds what is not published; call it once, after the checks.
    pub fn withhold(&mut self, dataset: &Dataset) {
        let confidential = self.confidential(dataset);
        if confidential.is_empty() || self.periods() == 0 {
            return;
        }
        self.withheld.sums = self.sums_with(&confidential);
        let chosen = self.choose(dataset, &confidential);
        let stands = |measure: usize| self.measures()[measure].ledger.is_some_and(stands);
        let measures = [chosen.measures, chosen.everywhere].map(|chosen| {
            (0..self.measures().len()).map(|measure| chosen.contains(&measure) || stands(measure)).collect()
        });
        self.withheld.measures = measures;
        self.withheld.against = chosen.against;
    }

    /// Whether a sum of these figures of a reporter may be published: nothing in it is withheld, or all that is withheld
    /// of one published sum, so that it says no more than that one.
    #[must_use]
    pub fn is_public(&self, terms: &[(usize, Span)]) -> bool {
        let mut hidden: Vec<usize> =
            terms.iter().map(|(measure, _)| *measure).filter(|at| self.hides(*at, true)).collect();
        hidden.sort_unstable();
        let one_span = terms.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let whole = |parts: &Vec<usize>| {
            let mut of_sum: Vec<usize> = parts.iter().copied().filter(|at| self.hides(*at, true)).collect();
            of_sum.sort_unstable();
            of_sum == hidden
        };
        hidden.is_empty() || one_span && self.withheld.sums.iter().any(whole)
    }

    /// Whether a measure is withheld of reporters, or of what adds them up.
    #[must_use]
    pub fn hides(&self, measure: usize, of_reporters: bool) -> bool {
        self.withheld.measures[usize::from(!of_reporters)].get(measure).is_some_and(|hidden| *hidden)
    }

    /// Whether the ledgers' number of a city, less the form's, would tell what a reporter that is not in one of them has.
    pub(super) fn would_tell_of_absent(
        &self,
        measure: usize,
        region: usize,
        period: usize,
        span: Span,
    ) -> bool {
        let against = self.withheld.against.get(&measure);
        against.is_some_and(|all| all.iter().any(|other| self.raw(*other, region, period, span).is_partial()))
    }

    /// What those parts of a sum that are withheld of reporters come to: no more than what is left of the sum without its
    /// other parts.
    #[must_use]
    pub fn rest(&self, sum: usize, region: usize, period: usize, span: Span) -> Figure {
        if self.at(sum, region, period, span).status() != Status::Reported {
            return Figure::missing();
        }
        let hidden = self.measures()[sum].parts.iter().filter(|part| self.hides(**part, true));
        let rest: Option<Decimal> = hidden.map(|part| self.raw(*part, region, period, span).value()).sum();
        rest.map_or_else(Figure::missing, |rest| Figure::derived(rest, 1, 1))
    }

    /// Cells declared so, sums of nothing else, and the ledgers' counts of tips.
    fn confidential(&self, dataset: &Dataset) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (at, measure) in self.measures().iter().enumerate() {
            let declared = measure
                .form
                .zip(measure.cell)
                .is_some_and(|(form, cell)| dataset.forms[form].cells[cell].confidential);
            let of_such = !measure.parts.is_empty() && measure.parts.iter().all(|part| found.contains(part));
            let tips = measure.ledger.and_then(source) == Some(Source::Tip);
            if declared || of_such || tips {
                found.push(at);
            }
        }
        found
    }

    /// The parts of every published sum that mixes confidential figures with others.
    fn sums_with(&self, confidential: &[usize]) -> Vec<Vec<usize>> {
        let by_source = |whole: usize| -> Vec<usize> {
            let all = self.measures().iter().enumerate();
            let parts = all.filter(|(_, measure)| {
                measure.of == Some(whole) && measure.ledger.and_then(source).is_some()
            });
            parts.map(|(at, _)| at).collect()
        };
        let all = 0..self.measures().len();
        let sums = all.map(|at| {
            let measure = &self.measures()[at];
            if measure.ledger.is_some() { by_source(at) } else { measure.parts.clone() }
        });
        sums.filter(|parts| {
            let known = parts.iter().filter(|part| confidential.contains(part)).count();
            known > 0 && known < parts.len()
        })
        .collect()
    }
}

/// The source whose hazards a measure of the ledgers counts as they are found or closed.
fn source(what: What) -> Option<Source> {
    match what {
        What::Found(_, Of::Source(source)) | What::Closed(_, Of::Source(source)) => Some(source),
        _ => None,
    }
}

/// Whether it counts how hazards of a source stand.
fn stands(what: What) -> bool {
    matches!(what, What::Open(_, Of::Source(_)) | What::Overdue(_, Of::Source(_)))
}
