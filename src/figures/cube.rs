//! The dense table of figures and how one is asked for.

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::counts::{Counts, offset};
use super::figure::Figure;
use super::measure::Measure;
use super::policy::{Shown, Withheld};
use super::rows::Counted;
use crate::dataset::ledger::DecisionAt;
use crate::dataset::{Dataset, Region, Span};

/// All figures.
#[derive(Debug)]
pub struct Figures {
    measures: Vec<Measure>,
    by_id: HashMap<String, usize>,
    periods: usize,
    /// The day they were counted for.
    as_of: NaiveDate,
    pub(super) cells: Vec<Figure>,
    /// How many measures those are of, which are those of the forms.
    of_forms: usize,
    /// The numbers of the ledgers' measures, which follow.
    pub(super) counts: Counts,
    /// By region: whether it reports, rather than adding up others.
    reports: Vec<bool>,
    /// The ledger rows each region counts.
    pub(super) counted: Counted,
    /// What is not published.
    pub(super) withheld: Withheld,
}

impl Figures {
    pub(super) fn empty(measures: Vec<Measure>, dataset: &Dataset, periods: usize, as_of: NaiveDate) -> Self {
        let regions = dataset.regions.all();
        let by_id = measures.iter().enumerate().map(|(index, measure)| (measure.id.clone(), index)).collect();
        let of_forms = measures.iter().take_while(|measure| measure.ledger.is_none()).count();
        let size = regions.len() * periods * of_forms * Span::ALL.len();
        let counts = Counts::of(&measures[of_forms..], regions.len(), periods);
        let reports = regions.iter().map(Region::reports).collect();
        // A nation's cube takes longer to lay out on one core than to fill on all.
        let cells = (0..size).into_par_iter().map(|_| Figure::default()).collect();
        let (counted, withheld) = (Counted::default(), Withheld::declared(&measures, dataset));
        Self { measures, by_id, periods, as_of, cells, of_forms, counts, reports, counted, withheld }
    }

    /// The decisions a reporter's figures count.
    #[must_use]
    pub fn decisions_of(&self, region: usize) -> &[DecisionAt] {
        &self.counted.decisions[region]
    }

    /// The day everything is counted for; what is public on it is decided by it too.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The measures, in the order of the forms.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The index of a measure by its id.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// How many periods it covers: those closed on the day it was made for.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// The latest period, if any is closed.
    #[must_use]
    pub fn latest(&self) -> Option<usize> {
        self.periods.checked_sub(1)
    }

    /// The measures of the forms.
    pub(super) fn of_forms(&self) -> &[Measure] {
        &self.measures[..self.of_forms]
    }

    /// How many cells one region's month has.
    pub(super) fn month_len(&self) -> usize {
        self.of_forms * Span::ALL.len()
    }

    /// One figure by indices.
    #[must_use]
    pub fn at(&self, measure: usize, region: usize, period: usize, span: Span) -> Figure {
        let figure = self.raw(measure, region, period, span);
        if self.withheld.is_in_force { self.shown(measure, region, period, span).of(figure) } else { figure }
    }

    /// How a figure is published.
    #[must_use]
    pub fn shown(&self, measure: usize, region: usize, period: usize, span: Span) -> Shown {
        self.withheld.shown((measure, region, period, span), self.reports[region])
    }

    /// The same, whether it is published or not.
    pub(super) fn raw(&self, measure: usize, region: usize, period: usize, span: Span) -> Figure {
        let month = region * self.periods + period;
        match measure.checked_sub(self.of_forms) {
            Some(place) => self.counts.at(place, &self.measures[measure], region, period, span),
            None => self.cells[month * self.month_len() + offset(measure, span)],
        }
    }

    /// The figures of a region's month that have a row, measure by measure; of single criteria those that are not zero.
    pub fn of_month(&self, region: usize, period: usize) -> impl Iterator<Item = (usize, Span)> {
        let has_row = move |(measure, span): &(usize, Span)| {
            !matches!(self.shown(*measure, region, period, *span), Shown::Merged(_) | Shown::Internal)
        };
        let with_places = 0..self.of_forms + self.counts.with_places();
        let all = with_places.flat_map(|measure| Span::ALL.map(|span| (measure, span)));
        let all =
            all.chain(self.counts.rare(region, period).map(|(place, span)| (self.of_forms + place, span)));
        all.filter(has_row)
    }

    /// One figure by its names; `None` where there is no such measure, region or closed period.
    #[must_use]
    pub fn get(
        &self,
        dataset: &Dataset,
        measure: &str,
        region: &str,
        period: &str,
        span: Span,
    ) -> Option<Figure> {
        let period = dataset.campaign.period(period).filter(|&period| period < self.periods)?;
        Some(self.at(self.measure(measure)?, dataset.regions.index(region)?, period, span))
    }
}
