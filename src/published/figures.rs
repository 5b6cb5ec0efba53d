//! The cube as it is published.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::dataset::{Dataset, PeriodAt, RegionAt, Span};
use crate::figures::{Figure, Figures, Key, Measure, MeasureAt, Ranking, Shown, figure_named, is_lowest};

use super::Public;

/// The figures that may be published: of one that is withheld nobody beyond the wall learns more than that it is.
/// `dispatch.tip_found` of a county answers with [`Withheld`](crate::figures::Status::Withheld) and no number; that of
/// the city with its number.
#[derive(Debug)]
pub struct Published {
    pub(super) figures: Figures,
}

impl Published {
    /// Withholds what is not published, for good: the true figures are no longer to be had.
    #[must_use]
    pub fn of(mut figures: Figures, dataset: &Dataset) -> Self {
        figures.withhold(dataset);
        Self { figures }
    }

    /// The day everything is counted for; what is public on it is decided by it too.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.figures.as_of()
    }

    /// The measures, in the order of the forms.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        self.figures.measures()
    }

    /// The index of a measure by its id.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<MeasureAt> {
        self.figures.measure(id)
    }

    /// The periods there are: those closed on the day.
    #[must_use]
    pub fn periods(&self) -> impl DoubleEndedIterator<Item = PeriodAt> + ExactSizeIterator + Clone + use<> {
        self.figures.periods()
    }

    /// Whether a period is closed.
    #[must_use]
    pub fn is_closed(&self, period: PeriodAt) -> bool {
        self.figures.is_closed(period)
    }

    /// The latest period, if any is closed.
    #[must_use]
    pub fn latest(&self) -> Option<PeriodAt> {
        self.figures.latest()
    }

    /// One figure by indices.
    #[must_use]
    pub fn at(&self, at: Key) -> Figure {
        self.figures.at(at)
    }

    /// The figure a text names.
    #[must_use]
    pub fn find(&self, text: &str, public: &Public) -> Option<Key> {
        figure_named(text, &public.truth, &self.figures).ok()
    }

    /// The figures of a region's month, measure by measure; of single criteria those that are not zero.
    pub fn of_month(&self, region: RegionAt, period: PeriodAt) -> impl Iterator<Item = (MeasureAt, Span)> {
        self.figures.of_month(region, period)
    }

    /// How a figure is published.
    #[must_use]
    pub fn shown(&self, at: Key) -> Shown {
        self.figures.shown(at)
    }

    /// The measure that a reporter's figures of this one are merged into, in any month.
    #[must_use]
    pub fn merged_into(&self, measure: MeasureAt) -> Option<MeasureAt> {
        self.figures.merged_into(measure)
    }

    /// The measures that reporters have figures of: `inspection_or_tip_found` instead of the two that are merged in it.
    #[must_use]
    pub fn of_reporters(&self, measures: impl IntoIterator<Item = MeasureAt>) -> Vec<MeasureAt> {
        let mut all: Vec<MeasureAt> = Vec::new();
        for measure in measures {
            let measure = self.merged_into(measure).unwrap_or(measure);
            if !all.contains(&measure) {
                all.push(measure);
            }
        }
        all
    }

    /// The rates, in the order they are declared in.
    #[must_use]
    pub fn rates(&self) -> impl ExactSizeIterator<Item = MeasureAt> + Clone + use<> {
        self.figures.rates()
    }

    /// Numerator and denominator of a rate, where it has a number.
    #[must_use]
    pub fn sides(&self, at: Key) -> Option<[Decimal; 2]> {
        self.figures.sides(at)
    }

    /// Whether a figure and what it is a part of lack the same.
    #[must_use]
    pub fn lack_the_same(&self, at: Key) -> bool {
        self.figures.lack_the_same(at)
    }

    /// Whether a figure is filed or counted, not made of others.
    #[must_use]
    pub fn is_lowest(&self, at: Key) -> bool {
        is_lowest(&self.figures, at)
    }

    /// Whether a measure is one of the site: some are for checking alone.
    #[must_use]
    pub fn is_told(&self, measure: MeasureAt) -> bool {
        !self.figures.is_internal(measure)
    }

    /// The standings, which are made of published figures alone.
    #[must_use]
    pub fn ranking(&self, public: &Public) -> Ranking {
        Ranking::count(&public.truth, &self.figures)
    }
}
