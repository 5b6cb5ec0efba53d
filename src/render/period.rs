//! The page of one month: what it brought, who filed and who did not, the forms, and each reporter's numbers.

use chrono::NaiveDate;
use tera::{Context, Value};

use super::forms::Filled;
use super::pages::Drawing;
use super::shared::object;
use crate::dataset::{Aggregation, FormSection, PeriodAt, RegionAt, Span};
use crate::figures::{Key, MeasureAt};
use crate::limits;
use crate::site::ChartOf;

impl Drawing<'_, '_> {
    pub(super) fn period(&self, period: PeriodAt) -> Context {
        let renderer = self.renderer;
        let mut context = self.context(&[("periods", "periods/".into())]);
        context.insert("title", renderer.month_name(period));
        context.insert_value("period", self.period_value(period));
        context.insert_value("filing", self.filing_summary(period).into());
        let neighbour = |at: Option<PeriodAt>| {
            let at = at.filter(|at| renderer.figures.is_closed(*at));
            Value::from(at.map(|at| self.period_value(at)))
        };
        context.insert_value("before", neighbour(period.before()));
        context.insert_value("after", neighbour(Some(period.next())));
        let root = renderer.dataset.regions().root();
        let headline = self.headline();
        context.insert("lead", &self.period_lead(period));
        context.insert("absent", &self.absent(&headline, root, period));
        context.insert_value("changes", self.changes(&headline, root, period).into());
        let at = |span| Key { measure: MeasureAt::FIRST, region: root, period, span };
        let over = Span::ALL.map(|span| renderer.over(at(span)));
        let forms = (0..renderer.dataset.forms().len()).map(|form| {
            let date = self.last_filed(form, period).map(|on| renderer.dates().day(on)).unwrap_or_default();
            let reporter = self.region_of(root).name.as_str();
            let filled = Filled { form, region: root, period, reporter, date: &date, over };
            object([
                ("id", renderer.dataset.forms()[form].id.as_str().into()),
                ("title", renderer.dataset.forms()[form].title.as_str().into()),
                ("short", renderer.dataset.forms()[form].short.as_str().into()),
                ("table", self.table(filled)),
                (
                    "confidential",
                    renderer.dataset.forms()[form]
                        .cells
                        .iter()
                        .any(|cell| cell.confidential.is_some())
                        .into(),
                ),
                ("by_region", self.by_region(form, period).into()),
            ])
        });
        context.insert_value("forms", forms.collect::<Vec<_>>().into());
        context.insert_value("rates", self.rates_by_region(period).into());
        context.insert_value("many", self.are_many().into());
        let chart = (!self.elder).then(|| renderer.planned_chart(ChartOf::Period(period), self.root));
        context.insert_value("chart", chart.into());
        self.insert_events(&mut context, period);
        context
    }

    /// What the forms lead with, and what is still open, in sentences; the tables of the page say the rest.
    pub(super) fn period_lead(&self, period: PeriodAt) -> String {
        let renderer = self.renderer;
        let is_stock =
            |measure: &MeasureAt| renderer.figures.measures()[*measure].aggregation == Aggregation::Stock;
        let (stocks, flows): (Vec<MeasureAt>, Vec<MeasureAt>) =
            self.headline().into_iter().partition(is_stock);
        let told: Vec<MeasureAt> = flows.into_iter().take(2).chain(stocks).collect();
        let lead = renderer.lead(&told, renderer.dataset.regions().root(), period);
        lead.join(&renderer.say("say_join", &[]))
    }

    /// The day the last of the reporters filed a form, on which the city's was complete; `None` where none gives one.
    fn last_filed(&self, form: usize, period: PeriodAt) -> Option<NaiveDate> {
        let public = self.renderer.dataset;
        let filed = |region: &RegionAt| public.report(*region, period)?.submitted_on(form);
        public.there(period).filter_map(|region| filed(&region)).max()
    }

    pub(super) fn are_many(&self) -> bool {
        self.renderer.dataset.regions().reporters().len() > limits::REPORTERS_PER_PAGE
    }

    /// Each headline measure: this month, the month before, the difference, to date.
    fn changes(&self, measures: &[MeasureAt], region: RegionAt, period: PeriodAt) -> Vec<Value> {
        let renderer = self.renderer;
        let row = |&index: &MeasureAt| {
            let measure = &renderer.figures.measures()[index];
            let cell = |period: PeriodAt, span: Span| {
                renderer.cells(&[index], region, period, span).pop().unwrap_or_else(Value::none)
            };
            let before = period.before().map(|before| cell(before, Span::Month));
            let change = renderer.change(Key { measure: index, region, period, span: Span::Month });
            object([
                ("title", measure.title.as_str().into()),
                ("unit", renderer.unit_of(index, region, Span::Month).into()),
                ("unit_to_date", renderer.unit_of(index, region, Span::ToDate).into()),
                ("month", cell(period, Span::Month)),
                ("before", before.into()),
                ("change", change.map(|change| format!("{}{}", change.sign(), change.by())).into()),
                ("to_date", cell(period, Span::ToDate)),
            ])
        };
        measures.iter().map(row).collect()
    }

    fn table(&self, filled: Filled) -> Value {
        let renderer = self.renderer;
        let mut html = String::new();
        renderer.forms.table(&mut html, renderer.figures, &renderer.numbers, filled, false);
        Value::safe_string(&html)
    }

    /// A form's sections with a row for each reporter; empty where there are too many to read.
    fn by_region(&self, form: usize, period: PeriodAt) -> Vec<Value> {
        let dataset = self.renderer.dataset;
        if self.are_many() {
            return Vec::new();
        }
        let first = self.renderer.figures.measures().iter().position(|measure| measure.form == Some(form));
        let first = first.unwrap_or_default();
        let section = |section: &FormSection| {
            let cells = section.items.iter().flat_map(|item| item.cells.clone());
            let measures = self.renderer.figures.of_reporters(cells.map(|cell| MeasureAt::nth(first + cell)));
            let regions: Vec<RegionAt> = dataset.there(period).chain([dataset.regions().root()]).collect();
            let units = self.renderer.units(&measures, &regions, Span::Month);
            let rows = regions.iter().map(|&region| {
                let of = self.region_of(region);
                let link = if of.reports() {
                    format!("{}regions/{}/{}/", self.root, of.code, self.period_id(period))
                } else {
                    String::new()
                };
                object([
                    ("name", of.name.as_str().into()),
                    ("link", link.into()),
                    ("total", (region == dataset.regions().root()).into()),
                    (
                        "cells",
                        self.renderer.cells_under(&units, &measures, region, period, Span::Month).into(),
                    ),
                ])
            });
            object([
                ("title", section.title.as_str().into()),
                ("heads", self.renderer.heads(&measures, &units).into()),
                ("rows", rows.collect::<Vec<_>>().into()),
            ])
        };
        dataset.forms()[form].sections.iter().map(section).collect()
    }
}
