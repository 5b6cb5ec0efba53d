//! Small cells: what of the figures about tips is not published, so that no total gives it back.
//!
//! In: the true figures, once they have been checked. Out: the same, with some of them withheld. A cell that its form
//! calls `confidential`, and the ledgers' counts of tips, are withheld of every reporter, in every month and to date, so
//! that neither a month taken from a total nor the choice of months tells anything; the sums of the city stay. Where
//! such a cell is part of a published sum (found = self + inspection + tip + assigned), the sum less its other parts
//! would give it back: one more part of it is withheld of every reporter. It is the last declared that protects every
//! cell: another reporter of the same city must be able to have had the tip instead, with all published numbers the
//! same. As the same cells are withheld in each month, each month stands for itself, and so do found and closed: for each
//! of them there are two distributions that fit every published number. They are not held together, nor against the
//! public list: whose hazard was closed in a month in which the city closed none of tips, had none there. Where no part does that (a single reporter below a city), the sums over
//! reporters are withheld too.
//!
//! A site is built again every month, and what it said before can be kept. Had it withheld one part in June and another
//! in July, both together would tell the tip. So the order in which parts are tried does not depend on the figures, and
//! what was withheld when fewer months were closed stays so.
//!
//! What is open or overdue by source is published of nobody, the city neither: beside the public list of hazards, where
//! few are overdue, even the city's number would lead to the place.

use std::ops::Range;

use super::cube::{Figures, Status};
use crate::dataset::ledger::{Of, Source, What};
use crate::dataset::{Dataset, Span};

/// A published sum with confidential parts, by the indices of its parts.
struct Sum {
    parts: Vec<usize>,
    confidential: Vec<usize>,
}

/// Which measures are withheld.
struct Withheld {
    /// Of reporters.
    measures: Vec<usize>,
    /// Of what adds reporters up, too.
    everywhere: Vec<usize>,
}

impl Figures {
    /// Withholds what is not published; call it once, after the checks.
    pub fn withhold(&mut self, dataset: &Dataset) {
        let confidential = self.confidential(dataset);
        if confidential.is_empty() || self.periods() == 0 {
            return;
        }
        self.sums = self.sums_with(&confidential);
        let chosen = self.choose(dataset, &confidential);
        let stands = |measure: usize| self.measures()[measure].ledger.is_some_and(stands);
        self.withheld = [chosen.measures, chosen.everywhere].map(|chosen| {
            (0..self.measures().len()).map(|measure| chosen.contains(&measure) || stands(measure)).collect()
        });
    }

    /// Whether a sum of these figures of a reporter may be published: nothing in it is withheld, or all that is withheld
    /// of one published sum, so that it says no more than that one.
    #[must_use]
    pub fn is_public(&self, terms: &[(usize, Span)]) -> bool {
        let mut hidden: Vec<usize> =
            terms.iter().map(|(measure, _)| *measure).filter(|at| self.withheld[0][*at]).collect();
        hidden.sort_unstable();
        let one_span = terms.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let whole = |parts: &Vec<usize>| {
            let mut of_sum: Vec<usize> = parts.iter().copied().filter(|at| self.withheld[0][*at]).collect();
            of_sum.sort_unstable();
            of_sum == hidden
        };
        hidden.is_empty() || one_span && self.sums.iter().any(whole)
    }

    /// Whether a measure is withheld of reporters, or of what adds them up.
    #[must_use]
    pub fn hides(&self, measure: usize, of_reporters: bool) -> bool {
        self.withheld[usize::from(!of_reporters)][measure]
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

    /// The figures that protect every confidential one, now and in every month before.
    fn choose(&self, dataset: &Dataset, confidential: &[usize]) -> Withheld {
        let of = |parts: &Vec<usize>| Sum {
            confidential: parts.iter().copied().filter(|part| confidential.contains(part)).collect(),
            parts: parts.clone(),
        };
        let sums: Vec<Sum> = self.sums.iter().map(of).collect();
        let alone = confidential.iter().copied().filter(|at| !sums.iter().any(|sum| sum.parts.contains(at)));
        let all = 0..self.periods();
        let mut everywhere: Vec<usize> =
            alone.filter(|at| !self.is_protected(dataset, *at, &[], all.clone())).collect();
        let mut measures = confidential.to_vec();
        let choices = choices(&sums, confidential);
        let protects = |more: &Vec<usize>, periods: Range<usize>| {
            sums.iter().all(|sum| {
                let others: Vec<usize> = sum.parts.iter().copied().filter(|at| more.contains(at)).collect();
                sum.confidential.iter().all(|at| self.is_protected(dataset, *at, &others, periods.clone()))
            })
        };
        let mut place = 0;
        for closed in all {
            // The one chosen so far protects the months before.
            let mut periods = closed..closed + 1;
            while choices.get(place).is_some_and(|more| !protects(more, periods.clone())) {
                place += 1;
                periods = 0..closed + 1;
            }
            measures.extend(choices.get(place).or(choices.first()).into_iter().flatten());
        }
        if place == choices.len() && !choices.is_empty() {
            everywhere.extend(sums.iter().flat_map(|sum| sum.confidential.iter().copied()));
            everywhere.extend(&choices[0]);
        }
        measures.sort_unstable();
        measures.dedup();
        Withheld { measures, everywhere }
    }

    /// Whether every value of a measure could as well be another reporter's of the same city: one less here and one more
    /// there, made good in one of the `others` withheld beside it, if it is part of a sum. Never below zero.
    fn is_protected(
        &self,
        dataset: &Dataset,
        measure: usize,
        others: &[usize],
        periods: Range<usize>,
    ) -> bool {
        let alone = !self.sums.iter().any(|parts| parts.contains(&measure));
        dataset.regions.reporters().iter().all(|&region| {
            periods.clone().flat_map(|period| Span::ALL.map(|span| (period, span))).all(|(period, span)| {
                let value = |measure: usize, region: usize| self.at(measure, region, period, span).value();
                if value(measure, region).is_none_or(|own| own.is_zero()) {
                    return true;
                }
                let parent = dataset.regions.all()[region].parent;
                let above = parent.map_or(&[][..], |parent| dataset.regions.reporters_of(parent));
                let mut near = above.iter().copied().filter(|&other| {
                    other != region
                        && dataset.regions.all()[other].parent == parent
                        && self.at(measure, other, period, span).status() == Status::Reported
                });
                near.any(|other| {
                    let trade = |&part: &usize| {
                        part != measure
                            && value(part, region).is_some()
                            && value(part, other).is_some_and(|theirs| !theirs.is_zero())
                    };
                    alone || others.iter().any(trade)
                })
            })
        })
    }
}

/// What could be withheld besides: of every sum the part at the same place, so that form and ledger go together; the
/// last first. In the end, all parts.
fn choices(sums: &[Sum], confidential: &[usize]) -> Vec<Vec<usize>> {
    let places = sums.iter().map(|sum| sum.parts.len()).min().unwrap_or(0);
    if places == 0 {
        return Vec::new();
    }
    let mut choices: Vec<Vec<usize>> = (0..places)
        .rev()
        .map(|place| sums.iter().map(|sum| sum.parts[place]).collect::<Vec<_>>())
        .filter(|more| more.iter().all(|at| !confidential.contains(at)))
        .collect();
    choices.push(sums.iter().flat_map(|sum| sum.parts.iter().copied()).collect());
    choices
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
