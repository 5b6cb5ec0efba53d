//! Figures of the cube as charts.

use tera::Value;

use super::Renderer;
use super::charts::{self, Chart, Kind, Labels, Point, Screen, Series, ValueState};
use super::number::Whose;
use super::shared::object;
use crate::dataset::{Aggregation, PeriodAt, RegionAt, Span};
use crate::figures::{Key, MeasureAt, Status};
use crate::published::{Block, BlockKind};

/// What a chart shows: measures of regions over periods.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'s> {
    /// Indices of its measures.
    pub measures: &'s [MeasureAt],
    /// Indices of its regions.
    pub regions: &'s [RegionAt],
    /// Indices of its periods.
    pub periods: &'s [PeriodAt],
    /// The months one by one, or to date at each of them.
    pub span: Span,
}

impl Renderer<'_> {
    /// One reporter's figure, or that of several: of those that are there in the month, or were in one to date.
    pub(super) fn over(&self, Key { region, period, span, .. }: Key) -> Whose {
        let (regions, all) = (self.dataset.regions(), &self.dataset.campaign().periods);
        if regions.all()[region].reports() {
            return Whose::One;
        }
        let from = if span == Span::Month { period } else { PeriodAt::FIRST };
        let was_there = |at: &&RegionAt| regions.is_ever_there(**at, &all[from.place()..=period.place()]);
        Whose::Several(regions.reporters_of(region).iter().filter(was_there).count())
    }

    /// The chart a block asks for; `None` where it is no chart.
    pub(super) fn chart_of(&self, block: &Block) -> Option<Chart> {
        let BlockKind::Chart(kind) = block.kind else { return None };
        let scope = Scope {
            measures: &block.measures,
            regions: &block.regions,
            periods: &block.periods,
            span: block.span,
        };
        Some(self.chart(kind, block.title.as_deref(), scope))
    }

    /// A chart over months where there are several periods, else over regions. One series a
    /// measure; of one measure over months, one a region.
    pub(super) fn chart(&self, kind: Kind, title: Option<&str>, scope: Scope) -> Chart {
        let over_time = kind.is_over_time() || scope.regions.len() == 1;
        let by_region = over_time && scope.measures.len() == 1 && scope.regions.len() > 1;
        let name = |region: RegionAt| self.dataset.regions().all()[region].name.clone();
        let at = |measure: MeasureAt, region: RegionAt, period: PeriodAt, label: String| {
            self.point(Key { measure, region, period, span: scope.span }, label)
        };
        let months = |measure: MeasureAt, region: RegionAt| {
            let label = |period: PeriodAt| self.dataset.campaign().periods[period].id.clone();
            scope.periods.iter().map(|&period| at(measure, region, period, label(period))).collect()
        };
        let first_region = scope.regions.first().copied().unwrap_or(self.dataset.regions().root());
        let last_period = scope.periods.last().copied().unwrap_or(PeriodAt::FIRST);
        let series: Vec<Series> = if scope.periods.is_empty() {
            Vec::new()
        } else if by_region {
            let of =
                |&region: &RegionAt| Series { name: name(region), points: months(scope.measures[0], region) };
            scope.regions.iter().map(of).collect()
        } else {
            let of = |&measure: &MeasureAt| {
                let points = if over_time {
                    months(measure, first_region)
                } else {
                    let regions = scope.regions.iter();
                    regions.map(|&region| at(measure, region, last_period, name(region))).collect()
                };
                Series { name: self.figures.measures()[measure].title.clone(), points }
            };
            scope.measures.iter().map(of).collect()
        };
        let subtitle = self.subtitle(scope, over_time && !by_region, first_region, last_period);
        let unit = self.unit(scope);
        let labels = if over_time { Labels::Periods } else { Labels::Regions };
        let mut chart = Chart { kind, title: String::new(), subtitle, unit, labels, series };
        let finding = || self.finding(&chart, scope).unwrap_or_else(|| self.titles(scope.measures));
        chart.title = title.map_or_else(finding, ToOwned::to_owned);
        chart
    }

    /// The unit all values have; empty where there are several.
    fn unit(&self, scope: Scope) -> String {
        let unit = |measure: &MeasureAt| self.figures.measures()[*measure].unit_over(scope.span);
        let first = scope.measures.first().map(unit).unwrap_or_default();
        let is_shared = scope.measures.iter().all(|measure| unit(measure) == first);
        if is_shared { first.to_owned() } else { String::new() }
    }

    fn titles(&self, measures: &[MeasureAt]) -> String {
        let titles = measures.iter().map(|measure| self.figures.measures()[*measure].title.as_str());
        titles.collect::<Vec<_>>().join(&self.charts.list)
    }

    /// Measure · unit · span · scope.
    fn subtitle(&self, scope: Scope, of_one_region: bool, region: RegionAt, period: PeriodAt) -> String {
        let measures = self.figures.measures();
        let mut units: Vec<&str> =
            scope.measures.iter().map(|measure| measures[*measure].unit_over(scope.span)).collect();
        units.dedup();
        let is_stock = |measure: &MeasureAt| measures[*measure].aggregation == Aggregation::Stock;
        let stock = self.word("span_stock");
        let span = if scope.measures.iter().all(is_stock) { &stock } else { self.numbers.span(scope.span) };
        let place = match (of_one_region, self.dataset.campaign().periods.get(period.place())) {
            (true, _) | (_, None) => self.dataset.regions().all()[region].name.clone(),
            (false, Some(period)) => self.dates().told(&period.id),
        };
        let parts = [self.titles(scope.measures), units.join(&self.charts.list), span.to_owned(), place];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn point(&self, at: Key, label: String) -> Point {
        let figure = self.figures.at(at);
        let over: Whose = self.over(at);
        Point {
            label,
            value: figure.value(),
            text: self.numbers.plain_text(&figure, &self.figures.measures()[at.measure], over),
            partial: figure.is_partial(),
            withheld: figure.status() == Status::Withheld,
        }
    }

    /// A chart as a template sees it: drawings, sentence and table; links where it is a file too.
    pub(super) fn chart_value(&self, chart: &Chart, svg: &str, csv: &str) -> Value {
        let words = &self.charts;
        let table = charts::table(chart, words);
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|(text, state)| {
                let state = match state {
                    ValueState::Reported => "reported",
                    ValueState::Partial => "partial",
                    ValueState::Missing => "missing",
                    ValueState::Withheld => "withheld",
                };
                object([("text", text.as_str().into()), ("state", state.into())])
            });
            object([("label", row.label.as_str().into()), ("cells", cells.collect::<Vec<_>>().into())])
        });
        let head = table.head.iter().map(|head| head.as_str().into());
        object([
            ("title", chart.title.as_str().into()),
            ("subtitle", charts::subtitle(chart, words).into()),
            ("sentence", charts::sentence(chart, words).into()),
            ("wide", Value::safe_string(&charts::draw(chart, Screen::Wide, words))),
            ("narrow", Value::safe_string(&charts::draw(chart, Screen::Narrow, words))),
            ("head", head.collect::<Vec<Value>>().into()),
            ("rows", rows.collect::<Vec<_>>().into()),
            ("svg", svg.into()),
            ("csv", csv.into()),
        ])
    }
}
