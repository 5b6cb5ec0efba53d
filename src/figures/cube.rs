//! The dense table of figures and how one is asked for.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::counts::{Counts, offset};
use super::figure::Figure;
use super::key::Key;
use super::measure::{Measure, MeasureAt, Sides};
use super::policy::{Shown, Withheld};
use super::rows::Counted;
use super::share::share;
use super::side::{over, summed};
use crate::dataset::ledger::DecisionAt;
use crate::dataset::{Dataset, PeriodAt, Region, RegionAt, Span};

/// All figures.
#[derive(Debug)]
pub struct Figures {
    measures: Vec<Measure>,
    by_id: HashMap<String, MeasureAt>,
    periods: usize,
    /// The day they were counted for.
    as_of: NaiveDate,
    pub(super) cells: Vec<Figure>,
    /// How many measures those are of, which are those of the forms.
    of_forms: usize,
    /// How many are no rates: these come last, and have no numbers of their own.
    pub(super) before_rates: usize,
    /// The figures whose numerator and denominator lack not the same.
    pub(super) apart: BTreeSet<Key>,
    /// By rate, of numerator and denominator over each span: whether its sum is public though not each figure in it is.
    pub(super) public_sides: Vec<[[bool; Span::ALL.len()]; 2]>,
    /// The numbers of the ledgers' measures, which follow.
    pub(super) counts: Counts,
    /// By region: whether it reports, rather than adding up others.
    pub(super) reports: Vec<bool>,
    /// By region and period: whether it is there.
    pub(super) there: Vec<bool>,
    /// The ledger rows each region counts.
    pub(super) counted: Counted,
    /// What is not published.
    pub(super) withheld: Withheld,
}

impl Figures {
    pub(super) fn empty(measures: Vec<Measure>, dataset: &Dataset, periods: usize, as_of: NaiveDate) -> Self {
        let regions = dataset.regions.all();
        let by_id = MeasureAt::each(&measures).map(|(index, measure)| (measure.id.clone(), index)).collect();
        let of_forms = measures.iter().take_while(|measure| measure.form.is_some()).count();
        let before_rates = measures.iter().take_while(|measure| measure.rate.is_none()).count();
        let size = regions.len() * periods * of_forms * Span::ALL.len();
        let counts = Counts::of(&measures[of_forms..before_rates], regions.len(), periods);
        let reports = regions.iter().map(Region::reports).collect();
        let closed = &dataset.campaign.periods[..periods];
        let there = |of: &Region| closed.iter().map(|period| of.is_there_on(period.to)).collect::<Vec<_>>();
        let there = regions.iter().flat_map(there).collect();
        // A nation's cube takes longer to lay out on one core than to fill on all.
        let cells = (0..size).into_par_iter().map(|_| Figure::default()).collect();
        let (counted, withheld) = (Counted::default(), Withheld::declared(&measures, dataset));
        Self {
            measures,
            by_id,
            periods,
            as_of,
            cells,
            of_forms,
            before_rates,
            apart: BTreeSet::new(),
            public_sides: Vec::new(),
            counts,
            reports,
            there,
            counted,
            withheld,
        }
    }

    /// The decisions a reporter's figures count, with those of what was merged into it.
    pub fn decisions_of(&self, region: RegionAt) -> impl Iterator<Item = DecisionAt> {
        self.counted.decisions_behind(region)
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
    pub fn measure(&self, id: &str) -> Option<MeasureAt> {
        self.by_id.get(id).copied()
    }

    /// The periods it covers: those closed on the day it was made for.
    #[must_use]
    pub fn periods(&self) -> impl DoubleEndedIterator<Item = PeriodAt> + ExactSizeIterator + Clone + use<> {
        PeriodAt::up_to(self.periods)
    }

    /// Whether a period is closed.
    #[must_use]
    pub fn is_closed(&self, period: PeriodAt) -> bool {
        period.place() < self.periods
    }

    /// The latest period, if any is closed.
    #[must_use]
    pub fn latest(&self) -> Option<PeriodAt> {
        self.periods().next_back()
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
    pub fn at(&self, at: Key) -> Figure {
        if let Some(sides) = self.rate_of(at.measure) {
            return self.rate(sides, at, |at| self.at(at));
        }
        let figure = self.in_its_time(at);
        if self.withheld.is_in_force { self.shown(at).of(figure) } else { figure }
    }

    /// How a figure is published.
    #[must_use]
    pub fn shown(&self, at: Key) -> Shown {
        match self.rate_of(at.measure) {
            Some(sides) if self.is_told(sides, at) => Shown::Open,
            Some(_) => Shown::Withheld,
            None => self.withheld.shown(at, self.reports[at.region.place()]),
        }
    }

    /// What a measure is made of, where it is a rate.
    pub(super) fn rate_of(&self, measure: MeasureAt) -> Option<&Sides> {
        // Most figures are no rates, and this is asked of each.
        if measure.place() < self.before_rates { None } else { self.measures()[measure].rate.as_deref() }
    }

    /// The rates, in the order they are declared in.
    #[must_use]
    pub fn rates(&self) -> impl ExactSizeIterator<Item = MeasureAt> + Clone + use<> {
        (self.before_rates..self.measures().len()).map(MeasureAt::nth)
    }

    /// A rate, of figures as they are or as they are published.
    fn rate(&self, sides: &Sides, at: Key, figure: impl Fn(Key) -> Figure) -> Figure {
        if self.withheld.is_in_force && !self.is_told(sides, at) {
            // Whether what is not published was reported is not told either.
            return Figure::derived(Decimal::ZERO, 1, 1).withheld();
        }
        let above = summed(&sides.numerator, at, &figure);
        let below = summed(&sides.denominator, at, &figure);
        let (Some(part), Some(whole)) = (above.sum, below.sum) else { return Figure::missing() };
        if above.nothing || below.nothing {
            return Figure::not_applicable();
        }
        if above.lack() != below.lack() || below.lack() > 0 && self.apart.contains(&at) {
            return Figure::missing();
        }
        let (reported, expected) = below.behind;
        share(part, whole)
            .map_or_else(Figure::not_applicable, |rate| Figure::derived(rate, reported, expected))
    }

    /// Whether both sides of a rate are published, or say no more than what is.
    fn is_told(&self, sides: &Sides, at: Key) -> bool {
        let is_open = |(measure, span): &(MeasureAt, Span)| {
            let shown = self.shown(Key { measure: *measure, span: *span, ..at });
            matches!(shown, Shown::Open | Shown::Rounded)
        };
        let is_public = self.public_sides.get(at.measure.place() - self.before_rates);
        [&sides.numerator, &sides.denominator].into_iter().enumerate().all(|(which, side)| {
            let is_public = is_public.is_some_and(|sides| sides[which][at.span as usize]);
            is_public || over(side, at.span).iter().all(is_open)
        })
    }

    /// Whether a region is there in a period: outside its time it has no figures.
    #[must_use]
    pub fn is_there(&self, region: RegionAt, period: PeriodAt) -> bool {
        self.there[region.place() * self.periods + period.place()]
    }

    /// The same, whether it is published or not.
    pub(super) fn raw(&self, at: Key) -> Figure {
        match self.rate_of(at.measure) {
            Some(sides) if self.is_there(at.region, at.period) => self.rate(sides, at, |at| self.raw(at)),
            Some(_) => Figure::not_applicable(),
            None => self.in_its_time(at),
        }
    }

    /// The same of what is no rate.
    fn in_its_time(&self, at: Key) -> Figure {
        if self.is_there(at.region, at.period) { self.added(at) } else { Figure::not_applicable() }
    }

    /// Whether any figure of a region's month, or to date, lacks what should stand behind it.
    pub(super) fn lacks_anything(&self, region: RegionAt, period: PeriodAt) -> bool {
        let start = (region.place() * self.periods + period.place()) * self.month_len();
        let cells = &self.cells[start..start + self.month_len()];
        cells.iter().any(Figure::lacks) || self.counts.lacks(region, period)
    }

    /// A reporter's figure with what those had to date that were merged into it.
    #[must_use]
    pub fn answered(&self, dataset: &Dataset, at: Key) -> Figure {
        let merged = dataset.regions.merged_into(at.region);
        if merged.is_empty() {
            return self.at(at);
        }
        if let Some(sides) = self.rate_of(at.measure) {
            return self.rate(sides, at, |at| self.answered(dataset, at));
        }
        let own = self.at(at);
        if at.span == Span::Month || !self.is_there(at.region, at.period) {
            return own;
        }
        let ended = merged.iter().filter(|region| !self.is_there(**region, at.period));
        ended.fold(own, |sum, &region| {
            let had = self.had(dataset, Key { region, ..at });
            if had.expected == 0 { sum } else { sum.plus(&had) }
        })
    }

    /// What a region that has ended had to date, with those merged into it.
    fn had(&self, dataset: &Dataset, at: Key) -> Figure {
        let merged = dataset.regions.merged_into(at.region).iter();
        merged.fold(self.added(at), |sum, &region| sum.plus(&self.had(dataset, Key { region, ..at })))
    }

    /// What a region adds to those above it; of one that has ended, to date, what it had.
    pub(super) fn added(&self, at: Key) -> Figure {
        let Key { measure, region, period, span } = at;
        let month = region.place() * self.periods + period.place();
        match measure.place().checked_sub(self.of_forms) {
            Some(place) => self.counts.at(place, &self.measures[measure], at),
            None => self.cells[month * self.month_len() + offset(measure.place(), span)],
        }
    }

    /// The figures of a region's month that have a row, measure by measure; of single criteria those that are not zero;
    /// last the rates.
    pub fn of_month(&self, region: RegionAt, period: PeriodAt) -> impl Iterator<Item = (MeasureAt, Span)> {
        let is_there = self.is_there(region, period);
        let has_row = move |(measure, span): &(MeasureAt, Span)| {
            is_there
                && !matches!(
                    self.shown(Key { measure: *measure, region, period, span: *span }),
                    Shown::Merged(_) | Shown::Internal
                )
        };
        let with_places = MeasureAt::up_to(self.of_forms + self.counts.with_places());
        let all = with_places.flat_map(|measure| Span::ALL.map(|span| (measure, span)));
        let all = all.chain(
            self.counts
                .rare(region, period)
                .map(|(place, span)| (MeasureAt::nth(self.of_forms + place), span)),
        );
        let all = all.chain(self.rates().flat_map(|measure| Span::ALL.map(|span| (measure, span))));
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
        let period = dataset.campaign.period(period).filter(|period| self.is_closed(*period))?;
        let (measure, region) = (self.measure(measure)?, dataset.regions.index(region)?);
        Some(self.at(Key { measure, region, period, span }))
    }
}
