//! The page of one region: where it stands, its series over the months, and how it filed.

use chrono::NaiveDate;
use tera::{Context, Value};

use super::pages::Drawing;
use super::shared::object;
use crate::dataset::{Aggregation, PeriodAt, RegionAt, RegionKind, Span};
use crate::figures::{Key, MeasureAt};
use crate::limits;
use crate::site::ChartOf;

/// How many penalties a region's page lists.
const PENALTIES: usize = 10;

impl Drawing<'_, '_> {
    pub(super) fn region(&self, region: RegionAt) -> Context {
        let renderer = self.renderer;
        let of = self.region_of(region);
        let mut context = self.context(&[("regions", "regions/".into())]);
        context.insert("title", &of.name);
        context.insert_value("reports", of.reports().into());
        context.insert_value("key", of.key.into());
        context.insert("code", &of.code);
        let measures = self.headline();
        let latest = self.months_of(region).next();
        context.insert_value("period", latest.map(|latest| self.period_value(latest)).into());
        if let Some(latest) = latest {
            // The key figures below say the rest.
            let lead = renderer.lead(&measures[..measures.len().min(2)], region, latest);
            context.insert("lead", &lead.first());
            context.insert("absent", &self.absent(&measures, region, latest));
            let item = |measure: &MeasureAt| {
                renderer.key_figure(Key { measure: *measure, region, period: latest, span: Span::ToDate })
            };
            context.insert_value("items", measures.iter().map(item).collect::<Vec<_>>().into());
        }
        context.insert_value("cases", self.latest_cases(Some(region)).into());
        let chart = (!self.elder).then(|| renderer.planned_chart(ChartOf::Region(region), self.root));
        context.insert_value("chart", chart.into());
        context.insert_value("heads", self.span_heads(region, &measures).into());
        let rows = self.months_of(region).map(|period| self.month_row(region, period, &measures));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context.insert_value("times", self.times_of(region).into());
        self.insert_rates(&mut context, region);
        let filings = self.months_of(region).filter(|_| of.reports()).map(|period| {
            object([
                ("period", object([("title", renderer.month_name(period).into())])),
                ("forms", self.filings(region, period).into()),
            ])
        });
        context.insert_value("filings", filings.collect::<Vec<_>>().into());
        // The bureau has no mines: what it found lies in the counties, and is told here by who reports it.
        let own = (of.kind == RegionKind::Bureau).then(|| self.reported_by(region));
        context.insert("by_reporter", &own.is_some());
        let hazards = own.as_ref().unwrap_or(&renderer.dataset.ledger().of_region[region.place()]);
        let part = (of.reports() && !hazards.is_empty()).then(|| {
            self.hazards_part(hazards, &self.still_open(hazards.iter().copied()), limits::HAZARDS_PER_PART)
        });
        context.insert_value("hazards", part.into());
        let penalties = &renderer.dataset.ledger().penalties_in[region.place()];
        // The version for older readers says how many and how much.
        let listed = if self.elder { 0 } else { PENALTIES };
        let part = of.reports().then(|| self.penalties_part(penalties, listed));
        context.insert_value("penalties", part.into());
        context.insert_value("standings", self.standings_of(region).into());
        let forms = renderer.dataset.forms().iter().map(|form| form.short.as_str().into());
        context.insert_value("forms", forms.collect::<Vec<Value>>().into());
        context
    }

    /// The closed periods a region is there in, the latest first.
    pub(super) fn months_of(&self, region: RegionAt) -> impl Iterator<Item = PeriodAt> {
        let dataset = self.renderer.dataset;
        self.renderer.figures.periods().rev().filter(move |period| dataset.is_there(region, *period))
    }

    /// When a region began and ended, what it was merged into, and what was merged into it.
    fn times_of(&self, region: RegionAt) -> Vec<Value> {
        let (renderer, regions) = (self.renderer, self.renderer.dataset.regions());
        let of = self.region_of(region);
        let line = |before: String, named: Option<RegionAt>, after: String| {
            let named = named.map(|at| self.region_of(at));
            object([
                ("before", before.into()),
                ("link", named.map(|named| self.link(&format!("regions/{}/", named.code))).into()),
                ("name", named.map(|named| named.name.clone()).into()),
                ("after", after.into()),
            ])
        };
        let say = |key: &str, day: NaiveDate| renderer.say(key, &[("day", &renderer.dates().day(day))]);
        let mut lines = Vec::new();
        if let Some(since) = of.since {
            lines.push(line(say("say_region_since", since), None, String::new()));
        }
        if let Some(until) = of.until {
            let end = renderer.say("stop", &[]);
            lines.push(match of.into {
                Some(heir) => line(say("say_region_into", until), Some(heir), end),
                None => line(say("say_region_until", until), None, end),
            });
        }
        for &merged in regions.merged_into(region) {
            let last = regions.all()[merged].until.unwrap_or(NaiveDate::MAX);
            let next = last.succ_opt().unwrap_or(last);
            lines.push(line(String::new(), Some(merged), say("say_region_merged", next)));
        }
        lines
    }

    /// The spans a measure is shown over: a stock is the same number in both.
    fn spans(&self, measure: MeasureAt) -> &'static [Span] {
        match self.renderer.figures.measures()[measure].aggregation {
            Aggregation::Stock => &[Span::Month],
            Aggregation::Flow | Aggregation::Distinct | Aggregation::Flag | Aggregation::Rate => &Span::ALL,
        }
    }

    /// Column heads of measures, each over its spans.
    fn span_heads(&self, region: RegionAt, measures: &[MeasureAt]) -> Vec<Value> {
        let head = |&index: &MeasureAt| {
            let measure = &self.renderer.figures.measures()[index];
            let spans = self.spans(index).iter().map(|span| {
                let unit = self.renderer.unit_of(index, region, *span);
                object([("code", span.code().into()), ("unit", unit.into())])
            });
            object([
                ("id", measure.id.as_str().into()),
                ("title", measure.title.as_str().into()),
                ("spans", spans.collect::<Vec<_>>().into()),
            ])
        };
        measures.iter().map(head).collect()
    }

    fn month_row(&self, region: RegionAt, period: PeriodAt, measures: &[MeasureAt]) -> Value {
        let of = self.region_of(region);
        let id = self.period_id(period);
        let link = if of.reports() {
            format!("{}regions/{}/{id}/", self.root, of.code)
        } else {
            self.link(&format!("periods/{id}/"))
        };
        let cells = measures.iter().flat_map(|&measure| {
            let spans = self.spans(measure).iter();
            spans.flat_map(move |span| self.renderer.cells(&[measure], region, period, *span))
        });
        object([
            ("title", self.renderer.month_name(period).into()),
            ("link", link.into()),
            ("cells", cells.collect::<Vec<_>>().into()),
        ])
    }
}
