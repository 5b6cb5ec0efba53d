//! Rates as figures: made of what the numerator and the denominator add up to, never of other rates.
//!
//! In: what `data/rates.toml` declares, and the cube. Out: of a rate the [`Figure`], in percent with two decimals. There
//! is none (N) where the denominator is 0, and none (M) where one side lacks what the other has: of 4 rectified in 18
//! counties and 3 found in 17 there is no rate. Where a side is not published the rate is not, for with the other side it
//! would give it back: 2 of 40 are 5 %.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::cube::Figures;
use super::key::Key;
use super::measure::{MeasureAt, RateTerm, Sides};
use super::side::{over, summed};
use crate::dataset::{Aggregation, Dataset, PeriodAt, RegionAt, Span};

/// Of a rate, whether the sum of each side may be published over each span.
fn public_sides(figures: &Figures) -> impl Fn(&Sides) -> [[bool; Span::ALL.len()]; 2] {
    |sides| {
        let is_public = |side: &[RateTerm]| Span::ALL.map(|span| figures.is_public(&over(side, span)));
        [is_public(&sides.numerator), is_public(&sides.denominator)]
    }
}

impl Figures {
    /// Numerator and denominator of a rate, where it has a number.
    #[must_use]
    pub fn sides(&self, at: Key) -> Option<[Decimal; 2]> {
        let sides = self.rate_of(at.measure)?;
        self.at(at).value()?;
        let sum = |terms: &[RateTerm]| summed(terms, at, |at| self.at(at)).sum;
        Some([sum(&sides.numerator)?, sum(&sides.denominator)?])
    }

    /// Whether a figure and what it is a part of, or the two sides of a rate, lack the same, so that one may be divided by
    /// the other.
    #[must_use]
    pub fn lack_the_same(&self, at: Key) -> bool {
        !self.apart.contains(&at)
    }

    /// Finds the figures whose two sides lack something, and not the same: how many are missing on each says it only
    /// where that differs.
    pub(super) fn tell_apart(&mut self, dataset: &Dataset) {
        let pairs: Vec<(MeasureAt, [Vec<RateTerm>; 2])> = MeasureAt::each(self.measures())
            .filter_map(|(index, measure)| match (&measure.rate, measure.of) {
                (Some(rate), _) => Some((index, [rate.numerator.clone(), rate.denominator.clone()])),
                (None, Some(of)) if measure.form.is_some() => {
                    Some((index, [vec![(index, None)], vec![(of, None)]]))
                }
                (None, _) => None,
            })
            .collect();
        self.public_sides =
            self.rates().filter_map(|rate| self.rate_of(rate)).map(public_sides(self)).collect();
        let reporters = dataset.regions.reporters();
        let of_reporters: Vec<(RegionAt, Vec<Key>)> = reporters
            .par_iter()
            .map(|&region| (region, self.apart_of(&pairs, region)))
            .filter(|(_, keys)| !keys.is_empty())
            .collect();
        let mut apart: BTreeSet<Key> = of_reporters.iter().flat_map(|(_, keys)| keys).copied().collect();
        let by_region: BTreeMap<RegionAt, &Vec<Key>> =
            of_reporters.iter().map(|(region, keys)| (*region, keys)).collect();
        for (above, _) in dataset.regions.each().filter(|(_, region)| !region.reports()) {
            let below = dataset.regions.reporters_of(above).iter().filter_map(|one| by_region.get(one));
            apart.extend(below.flat_map(|keys| keys.iter()).map(|key| Key { region: above, ..*key }));
        }
        self.apart = apart;
    }

    fn apart_of(&self, pairs: &[(MeasureAt, [Vec<RateTerm>; 2])], region: RegionAt) -> Vec<Key> {
        let mut apart = Vec::new();
        // Most months are whole.
        let periods: Vec<PeriodAt> =
            self.periods().filter(|period| self.lacks_anything(region, *period)).collect();
        for (measure, sides) in pairs {
            for &period in &periods {
                for span in Span::ALL {
                    let at = Key { measure: *measure, region, period, span };
                    let [above, below] = [&sides[0], &sides[1]].map(|side| self.lacks(side, at));
                    if above != below {
                        apart.push(at);
                    }
                }
            }
        }
        apart
    }

    /// What one side of a reporter's figure lacks: by month the cells, each as the one it is part of, those that are not told
    /// apart as one; none where all are wanting, as in a month without a report.
    fn lacks(&self, side: &[RateTerm], at: Key) -> Vec<(PeriodAt, Vec<MeasureAt>)> {
        let terms = || side.iter().map(|(measure, span)| (*measure, span.unwrap_or(at.span)));
        let is_whole = |(measure, span): (MeasureAt, Span)| !self.raw(Key { measure, span, ..at }).lacks();
        if terms().all(is_whole) {
            return Vec::new();
        }
        let mut by_month: BTreeMap<PeriodAt, BTreeMap<MeasureAt, bool>> = BTreeMap::new();
        for (measure, span) in terms() {
            let of = &self.measures()[measure];
            let cells = if of.parts.is_empty() { vec![measure] } else { of.parts.clone() };
            let adds_up = matches!(of.aggregation, Aggregation::Flow | Aggregation::Distinct)
                && span == Span::ToDate
                && !of.total_is_stated
                && of.ledger.is_none();
            let (first, span) = if adds_up { (PeriodAt::FIRST, Span::Month) } else { (at.period, span) };
            for cell in cells {
                let whole = self.withheld.term(self.measures()[cell].of.unwrap_or(cell));
                for period in at.period.to_date().skip(first.place()) {
                    let figure = self.raw(Key { measure: cell, period, span, ..at });
                    if figure.expected > 0 {
                        *by_month.entry(period).or_default().entry(whole).or_default() |= figure.lacks();
                    }
                }
            }
        }
        let lacking = by_month.into_iter().filter(|(_, cells)| cells.values().any(|is_missing| *is_missing));
        let of_month = |(period, cells): (PeriodAt, BTreeMap<MeasureAt, bool>)| {
            let all = cells.values().all(|is_missing| *is_missing);
            let missing = cells.into_iter().filter(|(_, is_missing)| *is_missing && !all);
            (period, missing.map(|(cell, _)| cell).collect())
        };
        lacking.map(of_month).collect()
    }
}
