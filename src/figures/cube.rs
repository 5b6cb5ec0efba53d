//! The dense table of figures and how one is asked for.

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::counts::{Counts, offset};
use super::ledger::Counted;
use super::measure::Measure;
use super::withhold::{Shown, Withheld};
use crate::dataset::{Dataset, Region, Span};

/// Where a reported value stands in its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// In bytes of the report's text.
    pub span: (u32, u32),
    /// The line, from 1.
    pub line: u32,
}

/// What kind of answer a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A number, though perhaps not everybody stands behind it.
    Reported,
    /// 未报: nobody who should have reported has. Never zero.
    Missing,
    /// 不适用: nobody was to report.
    NotApplicable,
    /// 不公布: there is a number, and it is not published.
    Withheld,
}

impl Status {
    /// As in `figures.csv`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reported => "A",
            Self::Missing => "M",
            Self::NotApplicable => "N",
            Self::Withheld => "S",
        }
    }
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    number: Decimal,
    /// How many reported values stand behind it (reporters, and months where they were added up).
    pub reported: u32,
    /// How many should.
    pub expected: u32,
    /// Where it was reported; none for what was added up. Line 0 means none.
    line: u32,
    start: u32,
    /// In bytes; a number is short.
    length: u16,
    withheld: bool,
}

/// A nation's forms have four million of them.
const _: () = assert!(size_of::<Figure>() == 36);

impl Figure {
    /// A value as reported, or that it is missing (`None`), at its place.
    #[must_use]
    pub fn filed(number: Option<Decimal>, origin: Origin) -> Self {
        Self {
            number: number.unwrap_or_default(),
            reported: u32::from(number.is_some()),
            expected: 1,
            line: origin.line,
            start: origin.span.0,
            length: u16::try_from(origin.span.1 - origin.span.0).unwrap_or(u16::MAX),
            withheld: false,
        }
    }

    /// A value nobody was to report.
    #[must_use]
    pub fn not_applicable() -> Self {
        Self::default()
    }

    /// A value of which a report says that it does not apply, at its place.
    #[must_use]
    pub fn said_not_to_apply(origin: Origin) -> Self {
        Self { expected: 0, ..Self::filed(None, origin) }
    }

    /// Whether a report says so of it.
    #[must_use]
    pub fn is_said_not_to_apply(&self) -> bool {
        self.status() == Status::NotApplicable && self.line > 0
    }

    /// A value that should have been reported in a report that is not there.
    #[must_use]
    pub fn missing() -> Self {
        Self { expected: 1, ..Self::default() }
    }

    /// A value made of others.
    #[must_use]
    pub fn derived(number: Decimal, reported: u32, expected: u32) -> Self {
        Self { number, reported, expected, ..Self::default() }
    }

    /// A value that is not published.
    pub(super) fn withheld(self) -> Self {
        Self { withheld: true, ..self }
    }

    /// In whole units, halves away from zero.
    pub(super) fn rounded(self) -> Self {
        let number = self.number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Self { number, ..self }
    }

    /// With another reporter's figure added; a yes counts as one. What is missing adds nothing but
    /// shows in `expected`.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let number = self.number + other.value().unwrap_or_default();
        Self::derived(number, self.reported + other.reported, self.expected + other.expected)
    }

    /// Whether there is a number.
    #[must_use]
    pub fn status(&self) -> Status {
        match (self.reported, self.expected) {
            (_, 0) => Status::NotApplicable,
            (0, _) => Status::Missing,
            _ if self.withheld => Status::Withheld,
            _ => Status::Reported,
        }
    }

    /// The number, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        (self.status() == Status::Reported).then_some(self.number)
    }

    /// The number even where it is withheld: for sums that may be published, see [`Figures::is_public`].
    #[must_use]
    pub fn even_withheld(&self) -> Option<Decimal> {
        matches!(self.status(), Status::Reported | Status::Withheld).then_some(self.number)
    }

    /// Whether somebody who should stand behind the number does not.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.status() == Status::Reported && self.reported < self.expected
    }

    /// Where it was reported.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        let span = (self.start, self.start + u32::from(self.length));
        (self.line > 0).then_some(Origin { span, line: self.line })
    }
}

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
        self.withheld_at(self.raw(measure, region, period, span), (measure, region, period, span))
    }

    /// Whether a region reports, rather than adding up others.
    pub(super) fn reports(&self, region: usize) -> bool {
        self.reports[region]
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
