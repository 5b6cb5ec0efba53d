//! Which figures are withheld, so that each confidential one could be another.
//!
//! In: the figures and which of them are confidential. Out: which are withheld, of reporters and of what adds them up.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::source;
use crate::dataset::ledger::{Source, What, Word};
use crate::dataset::{Dataset, Span};
use crate::figures::cube::{Figures, Status};
use crate::figures::ledger::{Beside, Rings, Said};
use crate::figures::measure::Measure;

/// A published sum with confidential parts, by the indices of its parts.
struct Sum {
    parts: Vec<usize>,
    confidential: Vec<usize>,
    /// The parts that each other source has in it, or may have: of a cell that is not named after one nobody knows.
    by_source: BTreeMap<Source, Vec<usize>>,
    /// Whether it says what became of the parts of another: closed ones of those found.
    closings: bool,
}

impl Sum {
    /// The parts of some sources.
    fn of<'s>(&'s self, sources: &'s [(Source, usize)]) -> impl Iterator<Item = usize> + 's {
        sources.iter().filter_map(|(source, _)| self.by_source.get(source)).flatten().copied()
    }

    /// Its confidential parts, and those of some sources.
    fn with<'s>(&'s self, sources: &'s [(Source, usize)]) -> impl Iterator<Item = usize> + 's {
        self.confidential.iter().copied().chain(self.of(sources))
    }
}

/// Which measures are withheld.
pub(super) struct Chosen {
    /// Of reporters.
    pub(super) measures: Vec<usize>,
    /// Of what adds reporters up, too.
    pub(super) everywhere: Vec<usize>,
    /// By measure of the ledgers: the same of the forms, and itself.
    pub(super) against: BTreeMap<usize, Vec<usize>>,
}

impl Figures {
    /// The figures that protect every confidential one, in every month as it was closed.
    pub(super) fn choose(&self, dataset: &Dataset, confidential: &[usize]) -> Chosen {
        let sums = self.parted(confidential);
        let alone = confidential.iter().copied().filter(|at| !sums.iter().any(|sum| sum.parts.contains(at)));
        let months = 0..self.periods();
        let open = |at: &usize| months.clone().any(|month| !self.is_protected(dataset, *at, &[], month));
        let mut everywhere: Vec<usize> = alone.filter(open).collect();

        let rings = Rings::of(dataset, &self.counted, self.periods(), self.said(dataset, &sums));
        let holds = |beside: &Beside, month: usize| {
            let mut told = sums.iter().filter(|sum| !(sum.closings && beside.closings.is_some()));
            let each = |sum: &Sum| {
                let others: Vec<usize> = sum.of(&beside.sources).collect();
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
                let mut options =
                    [beside.clone()].into_iter().chain(options).filter(|next| !next.sources.is_empty());
                let covers = |next: &Beside| {
                    sums.iter().all(|sum| {
                        (month..self.periods()).all(|month| self.is_covered(dataset, sum, next, month))
                    })
                };
                beside = options.find(covers).unwrap_or_else(|| with_all(&sums));
                everywhere.extend(sums.iter().flat_map(|sum| sum.with(&beside.sources)));
                break;
            }
        }
        if beside.closings.is_some() {
            let closings = sums.iter().filter(|sum| sum.closings);
            everywhere.extend(closings.flat_map(|sum| sum.with(&beside.sources)));
        }
        let against = self.against(&sums, &beside);
        let beside = sums.iter().flat_map(|sum| sum.with(&beside.sources));
        let measures = confidential.iter().copied().chain(beside).collect();
        Chosen { measures, everywhere, against }
    }

    /// What the ledgers say and is withheld, each with the same of the forms, and itself.
    fn against(&self, sums: &[Sum], beside: &Beside) -> BTreeMap<usize, Vec<usize>> {
        let alike = |sum: &Sum| -> Vec<usize> {
            let of_forms = |part: &usize| self.measures()[*part].ledger.is_none();
            let alike = sums.iter().filter(|other| other.closings == sum.closings);
            alike.flat_map(|other| other.with(&beside.sources)).filter(of_forms).collect()
        };
        let of_ledgers = |part: &usize| self.measures()[*part].ledger.is_some();
        let against = sums.iter().flat_map(|sum| {
            let parts = sum.with(&beside.sources).filter(of_ledgers);
            parts.map(|part| (part, alike(sum).into_iter().chain([part]).collect())).collect::<Vec<_>>()
        });
        against.collect()
    }

    /// The published sums, with what is confidential in them.
    fn parted(&self, confidential: &[usize]) -> Vec<Sum> {
        let became = |part: &usize| {
            let Measure { ledger, of, .. } = &self.measures()[*part];
            matches!(ledger, Some(What::Closed(..)))
                || of.is_some_and(|of| {
                    ledger.is_none() && self.withheld.sums.iter().any(|parts| parts.contains(&of))
                })
        };
        let of = |parts: &Vec<usize>| Sum {
            confidential: parts.iter().copied().filter(|part| confidential.contains(part)).collect(),
            by_source: self.sources_of(parts, confidential),
            parts: parts.clone(),
            closings: parts.iter().all(became),
        };
        self.withheld.sums.iter().map(of).collect()
    }

    /// What each source but tips has in a sum: in the ledgers what it says, in a form the cells named after it, such as
    /// `self_found`.
    fn sources_of(&self, parts: &[usize], confidential: &[usize]) -> BTreeMap<Source, Vec<usize>> {
        let others = parts.iter().filter(|part| !confidential.contains(part));
        let mut by_source: BTreeMap<Source, Vec<usize>> = BTreeMap::new();
        for &part in others {
            let measure = &self.measures()[part];
            let cell = measure.id.rsplit_once('.').map_or("", |(_, cell)| cell);
            let named = || others_of_tips().find(|source| cell.starts_with(source.code()));
            let known = measure.ledger.and_then(source).or_else(named);
            for source in others_of_tips().filter(|source| known.is_none_or(|known| known == *source)) {
                by_source.entry(source).or_default().push(part);
            }
        }
        by_source
    }

    /// What forms say of a reporter's month: nothing at all, or that a source has none.
    fn said(&self, dataset: &Dataset, sums: &[Sum]) -> Said {
        let mut said = Said::default();
        let of_forms =
            sums.iter().filter(|sum| sum.parts.iter().all(|part| self.measures()[*part].ledger.is_none()));
        for sum in of_forms {
            let others =
                sum.by_source.iter().flat_map(|(source, parts)| parts.iter().map(|part| (*source, *part)));
            let parts: Vec<(Source, usize)> =
                sum.confidential.iter().map(|part| (Source::Tip, *part)).chain(others).collect();
            let months = (0..self.periods())
                .flat_map(|month| dataset.regions.reporters().iter().map(move |of| (*of, month)));
            for (region, month) in months {
                let status = |part: usize| self.at(part, region, month, Span::Month).status();
                if parts.iter().all(|(_, part)| status(*part) == Status::Missing) {
                    said.absent[usize::from(sum.closings)].insert((region, month));
                    continue;
                }
                let none = parts.iter().filter(|(_, part)| status(*part) != Status::Reported);
                said.barred.extend(none.map(|(source, _)| (region, month, *source)));
            }
        }
        said
    }

    /// Whether a reporter's own numbers leave open how many of a sum were tips, the city's being withheld.
    fn is_covered(&self, dataset: &Dataset, sum: &Sum, beside: &Beside, month: usize) -> bool {
        dataset.regions.reporters().par_iter().all(|&region| {
            Span::ALL.into_iter().all(|span| {
                let value = |part: usize| self.at(part, region, month, span).value();
                sum.confidential.iter().all(|tips| value(*tips).is_none_or(|tips| tips.is_zero()))
                    || sum.of(&beside.sources).any(|part| value(part).is_some())
            })
        })
    }

    /// Whether every value of a measure could as well be another reporter's of the same city: one less here and one more
    /// there, made good in one of the `others` withheld beside it, if it is part of a sum. Never below zero.
    fn is_protected(&self, dataset: &Dataset, measure: usize, others: &[usize], period: usize) -> bool {
        let alone = !self.withheld.sums.iter().any(|parts| parts.contains(&measure));
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
    Source::ALL.iter().copied().filter(|source| *source != Source::Tip)
}

/// Everything by source.
fn with_all(sums: &[Sum]) -> Beside {
    let sources: BTreeSet<Source> = sums.iter().flat_map(|sum| sum.by_source.keys().copied()).collect();
    Beside { sources: sources.into_iter().map(|source| (source, 0)).collect(), closings: Some(0) }
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
