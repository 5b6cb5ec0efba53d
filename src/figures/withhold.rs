//! Small cells: what of the figures about tips is not published, so that no total gives it back.
//!
//! In: the true figures, once they have been checked. Out: the same, with some of them withheld. A cell that its form
//! calls `confidential`, and the ledgers' counts of tips, are withheld of every reporter, in every month and to date, so
//! that neither a month taken from a total nor the choice of months tells anything; the sums of the city stay. Where
//! such a cell is part of a published sum (found = self + inspection + tip + assigned), the sum less its other parts
//! would give it back: one more source is withheld of every reporter, the first that protects every cell.
//! Another reporter of the same city must be able to have had the tip instead, with all published numbers the same: of
//! each cell of a form by itself, and of each tip in the ledgers with all months, found and closed, held together beside
//! the public list of hazards ([`Rings`]).
//!
//! A site is built again every month, and what it said before can be kept. So months are gone through as they were
//! closed: what was withheld once stays so, and a source that is withheld only from a later month on protects no tip
//! found before. Where none does (few hazards, or a single county below a city), the city's closed ones of tips and of
//! that source are withheld too, and if that is not enough, all it says of them.
//!
//! What is open or overdue by source is published of nobody, the city neither: beside the public list of hazards, where
//! few are overdue, even the city's number would lead to the place.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::cube::{Figure, Figures, Status};
use super::ledger::{Beside, Rings};
use super::measure::Measure;
use crate::dataset::ledger::{Of, Source, What, Word};
use crate::dataset::{Dataset, Span};

/// A published sum with confidential parts, by the indices of its parts.
struct Sum {
    parts: Vec<usize>,
    confidential: Vec<usize>,
    /// The part that each other source has in it.
    by_source: BTreeMap<Source, usize>,
    /// Whether it says what became of the parts of another: closed ones of those found.
    closings: bool,
}

impl Sum {
    /// Its confidential parts, and those of some sources.
    fn with<'s>(&'s self, sources: &'s [(Source, usize)]) -> impl Iterator<Item = usize> + 's {
        let beside = sources.iter().filter_map(|(source, _)| self.by_source.get(source));
        self.confidential.iter().chain(beside).copied()
    }
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

    /// What those parts of a sum that are withheld of reporters come to: no more than what is left of the sum without its
    /// other parts.
    #[must_use]
    pub fn rest(&self, sum: usize, region: usize, period: usize, span: Span) -> Figure {
        let hidden = self.measures()[sum].parts.iter().filter(|part| self.hides(**part, true));
        let rest: Option<Decimal> =
            hidden.map(|part| self.at(*part, region, period, span).even_withheld()).sum();
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

    /// The figures that protect every confidential one, in every month as it was closed.
    fn choose(&self, dataset: &Dataset, confidential: &[usize]) -> Withheld {
        let sums = self.parted(confidential);
        let alone = confidential.iter().copied().filter(|at| !sums.iter().any(|sum| sum.parts.contains(at)));
        let months = 0..self.periods();
        let open = |at: &usize| months.clone().any(|month| !self.is_protected(dataset, *at, &[], month));
        let mut everywhere: Vec<usize> = alone.filter(open).collect();

        let rings = Rings::of(dataset, &self.counted, self.periods());
        let holds = |beside: &Beside, month: usize| {
            let mut told = sums.iter().filter(|sum| !(sum.closings && beside.closings.is_some()));
            let each = |sum: &Sum| {
                let others: Vec<usize> = sum.with(&beside.sources).skip(sum.confidential.len()).collect();
                sum.confidential.iter().all(|at| self.is_protected(dataset, *at, &others, month))
            };
            told.all(each) && rings.hold(month, beside)
        };
        let mut beside = Beside::default();
        for month in months.filter(|_| !sums.is_empty()) {
            if !beside.sources.is_empty() && holds(&beside, month) {
                continue;
            }
            let options = more(&beside, &sums, month);
            if let Some(next) = options.iter().find(|next| holds(next, month)) {
                beside = next.clone();
            } else {
                // Not even that: the city's are withheld like a county's.
                if beside.sources.is_empty() {
                    beside = options[0].clone();
                }
                everywhere.extend(sums.iter().flat_map(|sum| sum.with(&beside.sources)));
                break;
            }
        }
        if beside.closings.is_some() {
            let closings = sums.iter().filter(|sum| sum.closings);
            everywhere.extend(closings.flat_map(|sum| sum.with(&beside.sources)));
        }
        let beside = sums.iter().flat_map(|sum| sum.with(&beside.sources));
        Withheld { measures: confidential.iter().copied().chain(beside).collect(), everywhere }
    }

    /// The published sums, with what is confidential in them.
    fn parted(&self, confidential: &[usize]) -> Vec<Sum> {
        let became = |part: &usize| {
            let Measure { ledger, of, .. } = &self.measures()[*part];
            matches!(ledger, Some(What::Closed(..)))
                || of.is_some_and(|of| ledger.is_none() && self.sums.iter().any(|parts| parts.contains(&of)))
        };
        let of = |parts: &Vec<usize>| Sum {
            confidential: parts.iter().copied().filter(|part| confidential.contains(part)).collect(),
            by_source: self.sources_of(parts, confidential),
            parts: parts.clone(),
            closings: parts.iter().all(became),
        };
        self.sums.iter().map(of).collect()
    }

    /// What each source but tips has in a sum: in the ledgers what it says, in a form the cell named after it, such as
    /// `self_found`; where no cell is, they are taken in their order.
    fn sources_of(&self, parts: &[usize], confidential: &[usize]) -> BTreeMap<Source, usize> {
        let others = || parts.iter().copied().filter(|part| !confidential.contains(part));
        let named = |part: usize| {
            let measure = &self.measures()[part];
            let cell = measure.id.rsplit_once('.').map_or("", |(_, cell)| cell);
            let mut by_name = others_of_tips().filter(|source| cell.starts_with(source.code()));
            measure.ledger.and_then(source).or_else(|| by_name.next())
        };
        let by_name: BTreeMap<Source, usize> =
            others().filter_map(|part| Some((named(part)?, part))).collect();
        if by_name.is_empty() { others_of_tips().zip(others()).collect() } else { by_name }
    }

    /// Whether every value of a measure could as well be another reporter's of the same city: one less here and one more
    /// there, made good in one of the `others` withheld beside it, if it is part of a sum. Never below zero.
    fn is_protected(&self, dataset: &Dataset, measure: usize, others: &[usize], period: usize) -> bool {
        let alone = !self.sums.iter().any(|parts| parts.contains(&measure));
        dataset.regions.reporters().par_iter().all(|&region| {
            Span::ALL.into_iter().all(|span| {
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

/// All sources but tips.
fn others_of_tips() -> impl Iterator<Item = Source> {
    Source::ALL.iter().map(|(.., source)| *source).filter(|source| *source != Source::Tip)
}

/// What more could be withheld since a month: one source that every sum has, all sources, and then the city's closings,
/// too.
fn more(beside: &Beside, sums: &[Sum], month: usize) -> Vec<Beside> {
    let with = |more: &[Source], closings: bool| {
        let mut next = beside.clone();
        next.sources.extend(more.iter().map(|source| (*source, month)));
        next.closings = next.closings.or(closings.then_some(month));
        next
    };
    let left: Vec<Source> =
        others_of_tips().filter(|source| beside.sources.iter().all(|(known, _)| known != source)).collect();
    let in_all = |source: &&Source| sums.iter().all(|sum| sum.by_source.contains_key(*source));
    let one: Vec<Source> = left.iter().filter(in_all).copied().collect();
    let kept =
        if beside.sources.is_empty() { one.first().map_or(&left[..], std::slice::from_ref) } else { &[] };
    let all = [with(&left, false), with(kept, true), with(&left, true)];
    one.iter().map(|source| with(&[*source], false)).chain(all).collect()
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
