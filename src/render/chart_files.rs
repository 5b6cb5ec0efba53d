//! Charts by where they stand: for the page, and for the files beside it.
//!
//! In: a [`ChartOf`]. Out: the chart, the same each time, and its value in a page with links to its files.

use tera::Value;

use super::Renderer;
use super::charts::Chart;
use super::figure::Scope;
use crate::dataset::{PeriodAt, RegionAt, Span};
use crate::figures::MeasureAt;
use crate::published::{ChartKind, PageText};
use crate::site::{ChartOf, Item, address, headline};

impl Renderer<'_> {
    /// The chart of a file that is planned.
    pub(super) fn chart_file(&self, of: ChartOf) -> Chart {
        let of_text = |text: Option<&PageText>, number: usize| {
            let block = text.and_then(|text| text.charts().nth(number));
            block
                .and_then(|block| self.chart_of(block))
                .expect("the plan has an item for each chart there is")
        };
        match of {
            ChartOf::Page(page, number) => of_text(self.dataset.texts().get(page), number),
            ChartOf::Case(case, number) => {
                let case = self.dataset.cases()[case].as_ref().and_then(|case| case.shown.as_ref());
                of_text(case.map(|shown| &shown.text), number)
            }
            ChartOf::Period(period) => self.period_chart(period),
            ChartOf::Region(region) => self.region_chart(region),
        }
    }

    /// A chart the program itself shows, as a template sees it; none where there is none.
    pub(super) fn planned_chart(&self, of: ChartOf, root: &str) -> Value {
        if self.plan.has(&address(self.dataset, &Item::ChartSvg(of))) {
            self.linked_chart(&self.chart_file(of), of, root)
        } else {
            Value::none()
        }
    }

    /// A chart as a template sees it, with links to its files.
    pub(super) fn linked_chart(&self, chart: &Chart, of: ChartOf, root: &str) -> Value {
        let link = |item: Item| format!("{root}{}", address(self.dataset, &item).trim_start_matches('/'));
        self.chart_value(chart, &link(Item::ChartSvg(of)), &link(Item::ChartCsv(of)))
    }

    /// The first headline measure of a period by reporter.
    fn period_chart(&self, period: PeriodAt) -> Chart {
        let measures = headline(self.dataset, self.figures);
        let measures = &measures[..measures.len().min(1)];
        let (regions, periods) = (self.dataset.there(period).collect::<Vec<_>>(), [period]);
        let scope = Scope { measures, regions: &regions, periods: &periods, span: Span::Month };
        self.chart(ChartKind::Bar, None, scope)
    }

    /// The first two headline measures of a region to date; the second only where it counts the same, as one axis has
    /// one unit.
    fn region_chart(&self, region: RegionAt) -> Chart {
        let headline = headline(self.dataset, self.figures);
        let unit = |measure: MeasureAt| self.figures.measures()[measure].unit_over(Span::ToDate);
        let measures = match headline.as_slice() {
            [first, second, ..] if unit(*first) == unit(*second) => &headline[..2],
            _ => &headline[..headline.len().min(1)],
        };
        let periods = self.figures.periods().filter(|period| self.dataset.is_there(region, *period));
        let (periods, regions) = (periods.collect::<Vec<PeriodAt>>(), [region]);
        let scope = Scope { measures, regions: &regions, periods: &periods, span: Span::ToDate };
        self.chart(ChartKind::Line, None, scope)
    }
}
