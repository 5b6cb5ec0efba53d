//! What of the figures is not published, and what is instead: by declaration, the same for every county and month.
//!
//! In: the forms' declarations. Out: of each figure, how it is [`Shown`]. A confidential cell that is merged with another
//! has no figure of a reporter: both are one, their sum, so that no total less its other parts gives it back. One that
//! stands alone, such as rewards for tips, is published for the city only, and if it is money to date only and in whole
//! units: a month's reward of 0.51 万元 is 15 % of two published fines. What ledgers count by source is for checking
//! alone, of nobody published: beside the public list of hazards even the city's number of open ones would lead to the
//! place. Whether a declaration protects a month, [`check`](crate::check) proves with the [rings](super::ledger::Rings).
//!
//! An example: a county found 3 hazards by inspection and 1 by a tip. `dispatch.inspection_found` and
//! `dispatch.tip_found` are [merged](Shown::Merged) into `dispatch.inspection_or_tip_found`, 4; of the city all three
//! are shown.

use std::collections::BTreeSet;

use super::figure::Figure;
use super::key::Key;
use super::measure::{Measure, MeasureAt};
use crate::dataset::ledger::{Entries, Source, Word};
use crate::dataset::{Confidential, Dataset, PeriodAt, Publish, RegionAt, Span, Unit};

/// How one figure is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Open,
    /// In whole units.
    Rounded,
    /// 不公布: that it is not is told, its number is not.
    Withheld,
    /// It has no row: it is part of another measure's figure.
    Merged(MeasureAt),
    /// It is no figure of the site at all.
    Internal,
}

impl Shown {
    /// A figure as it may be shown.
    pub(super) fn of(self, figure: Figure) -> Figure {
        match self {
            Self::Open => figure,
            Self::Rounded => figure.rounded(),
            Self::Withheld | Self::Merged(_) | Self::Internal => figure.withheld(),
        }
    }
}

/// How a measure is published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Policy {
    #[default]
    Open,
    /// Of the city only.
    City { is_money: bool, open_from: Option<PeriodAt> },
    /// As one figure with another, by the index of the measure that is both.
    Merged { into: MeasureAt, publish: Publish, from: PeriodAt },
    /// Of nobody, for a sum less its other parts would give one of them back; by the index of the sum.
    Nobody { sum: MeasureAt },
    /// Of nobody, and nobody is told.
    Internal { is_secret: bool },
}

/// What is not published.
#[derive(Debug, Default)]
pub(super) struct Withheld {
    /// By measure.
    pub(super) policies: Vec<Policy>,
    /// Measure, region and period of sums behind which fewer than two reporters stand: they would be the one's.
    pub(super) alone: BTreeSet<(MeasureAt, RegionAt, PeriodAt)>,
    /// Whether figures answer with what is published; until then with what is true.
    pub(super) is_in_force: bool,
}

impl Withheld {
    /// How each measure is published.
    pub(super) fn declared(measures: &[Measure], dataset: &Dataset) -> Self {
        let mut policies = vec![Policy::Open; measures.len()];
        let confidential = |measure: &Measure| -> Option<&Confidential> {
            dataset.forms[measure.form?].cells[measure.cell?].confidential.as_ref()
        };
        let mut given_back = Vec::new();
        for (index, measure) in MeasureAt::each(measures) {
            let Some(Confidential { merged, publish, from, .. }) = confidential(measure) else { continue };
            let first = index.place() - measure.cell.unwrap_or_default();
            if let Some(merged) = merged {
                let cells = measure.form.map_or(0, |form| dataset.forms[form].cells.len());
                let into = MeasureAt::nth(first + cells + merged.sum);
                let policy = Policy::Merged { into, publish: *publish, from: *from };
                (policies[index.place()], policies[first + merged.with]) = (policy, policy);
                continue;
            }
            let open_from = (*publish == Publish::Open).then_some(*from);
            policies[index.place()] = Policy::City { is_money: measure.kind == Unit::Money, open_from };
            let sums = MeasureAt::each(measures).filter(|(_, sum)| sum.parts.contains(&index));
            given_back.extend(sums.filter(|_| open_from.is_none()).map(|(sum, _)| sum));
        }
        for sum in given_back {
            measures[sum].parts.iter().for_each(|part| policies[part.place()] = Policy::Nobody { sum });
        }
        // What a form tells of a source is no secret in the ledgers, though it is published of the form alone.
        let is_told = |source: Source| {
            measures.iter().zip(&policies).any(|(measure, policy)| {
                let cell = measure.form.zip(measure.cell);
                *policy == Policy::Open
                    && cell.and_then(|(form, cell)| dataset.forms[form].cells[cell].source) == Some(source)
            })
        };
        let told: Vec<Source> = Source::ALL.iter().copied().filter(|of| is_told(*of)).collect();
        for (policy, measure) in policies.iter_mut().zip(measures) {
            if let Some(source) = measure.ledger.as_ref().and_then(Entries::source) {
                *policy = Policy::Internal { is_secret: !told.contains(&source) };
            }
        }
        Self { policies, ..Self::default() }
    }

    pub(super) fn policy(&self, measure: MeasureAt) -> Policy {
        self.policies.get(measure.place()).copied().unwrap_or_default()
    }

    /// What stands for a measure that is not told apart from others: of two that are merged what is both.
    pub(super) fn term(&self, measure: MeasureAt) -> MeasureAt {
        match self.policy(measure) {
            Policy::Merged { into, .. } => into,
            Policy::Nobody { sum } => sum,
            Policy::Open | Policy::City { .. } | Policy::Internal { .. } => measure,
        }
    }

    /// What a sum of these is added up of: each by itself, but those that are not told apart as one. `self_found`,
    /// `inspection_found` and `tip_found` are two terms where the last two are merged.
    pub(super) fn terms(&self, parts: &[MeasureAt]) -> Vec<Vec<MeasureAt>> {
        let mut terms: Vec<(MeasureAt, Vec<MeasureAt>)> = Vec::new();
        for &part in parts {
            let whole = self.term(part);
            match terms.iter_mut().find(|(known, _)| *known == whole) {
                Some((_, term)) => term.push(part),
                None => terms.push((whole, vec![part])),
            }
        }
        terms.into_iter().map(|(_, term)| term).collect()
    }

    /// How a figure is published, of a region that reports or adds up others.
    pub(super) fn shown(&self, at: Key, reports: bool) -> Shown {
        let Key { measure, region, period, span } = at;
        // What was merged once stays so: of a figure to date that has such a month, too.
        let is_open = |from: PeriodAt| period >= from && (span == Span::Month || from == PeriodAt::FIRST);
        match self.policy(measure) {
            Policy::Open => Shown::Open,
            Policy::Internal { .. } => Shown::Internal,
            Policy::Nobody { .. } => Shown::Withheld,
            Policy::City { is_money, open_from } => {
                let is_one = reports || self.alone.contains(&(measure, region, period));
                if open_from.is_some_and(is_open) || !is_one && !is_money {
                    Shown::Open
                } else if !is_one && span == Span::ToDate {
                    Shown::Rounded
                } else {
                    Shown::Withheld
                }
            }
            Policy::Merged { into, publish, from } => {
                let merged = match publish {
                    Publish::Merged => reports,
                    Publish::MergedOnly => reports || period >= from,
                    Publish::Open => reports && !is_open(from),
                };
                if merged { Shown::Merged(into) } else { Shown::Open }
            }
        }
    }
}
