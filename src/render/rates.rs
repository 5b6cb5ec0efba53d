//! Rates in tables: of a month by reporter, of a region by month, each with what it is made of beside it.

use tera::{Context, Value};

use super::Renderer;
use super::number::Whose;
use super::pages::Drawing;
use super::shared::object;
use crate::dataset::{Direction, PeriodAt, RegionAt, Span};
use crate::figures::{Key, MeasureAt, format_decimal};
use crate::published::Block;

impl Renderer<'_> {
    /// What a rate is made of: 155 ÷ 198; `None` where it has no number.
    pub(super) fn sides_told(&self, at: Key) -> Option<String> {
        let [above, below] = self.figures.sides(at)?.map(|number| format_decimal(number, ","));
        Some(self.say("say_sides", &[("above", &above), ("below", &below)]))
    }

    /// The regions of a block, in the order of its first measure where that is a rate and there is one month.
    pub(super) fn in_order(&self, block: &Block) -> Vec<RegionAt> {
        match (block.measures.as_slice(), block.periods.as_slice()) {
            ([first, ..], [period]) => self.by_rate(*first, &block.regions, *period, block.span),
            _ => block.regions.clone(),
        }
    }

    /// Reporters by their rate, the best first, those without one last, and sums after them all; as they are where the
    /// measure is no rate.
    fn by_rate(
        &self,
        measure: MeasureAt,
        regions: &[RegionAt],
        period: PeriodAt,
        span: Span,
    ) -> Vec<RegionAt> {
        let mut sorted = regions.to_vec();
        let Some(rate) = &self.figures.measures()[measure].rate else { return sorted };
        sorted.sort_by_cached_key(|&region| {
            let at = Key { measure, region, period, span };
            let value = self.figures.at(at).value();
            let better = value.map(|value| match rate.better {
                Direction::Higher => -value,
                Direction::Lower => value,
            });
            (self.over(at) != Whose::One, better.is_none(), better)
        });
        sorted
    }
}

impl Drawing<'_, '_> {
    /// Each rate to date, with a row for each reporter: the best first, those without one last; empty where there are too
    /// many to read.
    pub(super) fn rates_by_region(&self, period: PeriodAt) -> Vec<Value> {
        let renderer = self.renderer;
        if self.are_many() {
            return Vec::new();
        }
        let regions = renderer.dataset.regions();
        let is_there = |region: &RegionAt| renderer.dataset.is_there(*region, period);
        let reporters = regions.reporters().iter().copied().filter(is_there);
        let all: Vec<RegionAt> = reporters.chain([regions.root()]).collect();
        let rate = |measure: MeasureAt| {
            let row = |region: RegionAt| {
                let of = self.region_of(region);
                let link = self.link(&format!("regions/{}/", of.code));
                object([
                    ("name", of.name.as_str().into()),
                    ("link", link.into()),
                    ("total", (region == regions.root()).into()),
                    ("cells", renderer.cells(&[measure], region, period, Span::ToDate).into()),
                ])
            };
            let sorted = renderer.by_rate(measure, &all, period, Span::ToDate);
            object([
                ("title", renderer.figures.measures()[measure].title.as_str().into()),
                ("heads", renderer.heads(&[measure], &["%"]).into()),
                ("rows", sorted.into_iter().map(row).collect::<Vec<_>>().into()),
            ])
        };
        renderer.figures.rates().map(rate).collect()
    }

    /// The rates of a region to date, the latest month first.
    pub(super) fn insert_rates(&self, context: &mut Context, region: RegionAt) {
        let renderer = self.renderer;
        let rates: Vec<MeasureAt> = renderer.figures.rates().collect();
        context.insert_value("rate_heads", renderer.heads(&rates, &vec!["%"; rates.len()]).into());
        let months = self.months_of(region).filter(|_| !rates.is_empty()).map(|period| {
            let cells = renderer.cells(&rates, region, period, Span::ToDate);
            object([("title", renderer.month_name(period).into()), ("cells", cells.into())])
        });
        context.insert_value("rates", months.collect::<Vec<_>>().into());
    }
}
