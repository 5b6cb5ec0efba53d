//! The months that are frozen: what was said first, what is said now, and why.

use tera::{Context, Value};

use super::pages::Drawing;
use super::shared::{day, object};
use crate::dataset::{FrozenValue, PeriodAt, Span};
use crate::figures::{Key, format_decimal};
use crate::limits;
use crate::published::editions::{Departure, DepartureCause, Edition};

impl Drawing<'_, '_> {
    /// All of them, the latest month first.
    pub(super) fn editions(&self) -> Context {
        let mut context = self.context(&[]);
        let mut all: Vec<(usize, &Edition)> = self.renderer.dataset.editions().iter().enumerate().collect();
        all.sort_by_key(|(_, edition)| std::cmp::Reverse((edition.period, edition.no)));
        let rows = all.into_iter().map(|(place, edition)| self.edition_value(place, edition));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context
    }

    /// One month: what differs, then what was first said of the whole.
    pub(super) fn edition(&self, period: PeriodAt) -> Context {
        let mut context = self.context(&[("editions", "editions/".into())]);
        let public = self.renderer.dataset;
        context.insert("title", self.renderer.month_name(period));
        context.insert_value("period", self.period_value(period));
        let all = public.editions().iter().enumerate().filter(|(_, edition)| edition.period == period);
        let editions: Vec<Value> = all.map(|(place, edition)| self.edition_value(place, edition)).collect();
        context.insert_value("editions", editions.into());
        let Some(place) = public.edition_of(period) else { return context };
        let (lowest, following): (Vec<&Departure>, Vec<&Departure>) =
            public.departures().iter().filter(|one| one.edition == place).partition(|one| one.is_lowest);
        for (name, all) in [("revised", &lowest), ("following", &following)] {
            let mut region = None;
            let rows = all.iter().take(limits::EDITION_ROWS).map(|one| {
                let is_first = region.replace(one.region) != Some(one.region);
                self.departure(one, is_first && name == "revised")
            });
            context.insert_value(name, rows.collect::<Vec<_>>().into());
            context.insert(format!("{name}_more"), &all.len().saturating_sub(limits::EDITION_ROWS));
        }
        context.insert_value("figures", self.first_said(&public.editions()[place]).into());
        context
    }

    fn edition_value(&self, place: usize, edition: &Edition) -> Value {
        let public = self.renderer.dataset;
        let differ = public.departures().iter().filter(|one| one.edition == place);
        let revised = differ.clone().filter(|one| one.is_lowest).count();
        let period = self.period_id(edition.period);
        let number = if edition.no == 1 { String::new() } else { format!("-{}", edition.no) };
        object([
            ("period", self.period_value(edition.period)),
            ("link", format!("{}editions/{period}/", self.root).into()),
            ("no", edition.no.into()),
            ("closed_on", day(edition.closed_on)),
            ("early", edition.early.into()),
            ("reason", edition.reason.as_deref().into()),
            ("version", edition.version.as_str().into()),
            ("commit", edition.commit.as_deref().into()),
            ("approved_by", edition.approved_by.as_deref().into()),
            ("sha256", edition.sha256.as_str().into()),
            ("csv", format!("{}editions/{period}/figures{number}.csv", self.root).into()),
            ("count", edition.figures.lines.len().into()),
            ("revised", revised.into()),
            ("following", (differ.count() - revised).into()),
        ])
    }

    /// A figure that is another now.
    fn departure(&self, one: &Departure, is_first: bool) -> Value {
        let region = self.region_of(one.region);
        let measure = one.at.map(|at| &self.renderer.figures.measures()[at.measure]);
        let title = measure.map_or_else(|| self.ranked(&one.measure), |measure| measure.title.clone());
        let said = |value: FrozenValue| match one.at.zip(measure) {
            Some((at, measure)) => self.renderer.said(value, measure, at),
            None => value.number().map(|number| format_decimal(number, ",")).unwrap_or_default(),
        };
        let (kind, link) = match one.why {
            DepartureCause::Corrected(place) | DepartureCause::Method(place) => {
                ("corrected", Some(format!("{}corrections/#c{}", self.root, place + 1)))
            }
            DepartureCause::Late(_) => ("late", None),
            DepartureCause::Entered => ("entered", None),
            DepartureCause::Follows(_) => ("follows", None),
            DepartureCause::Unexplained => ("unexplained", None),
        };
        object([
            ("anchor", is_first.then(|| format!("r{}", region.code)).into()),
            ("region", region.name.as_str().into()),
            ("figure", title.into()),
            ("span", self.renderer.numbers.span(one.span).into()),
            ("was", said(one.was).into()),
            ("now", said(one.now).into()),
            ("kind", kind.into()),
            ("link", link.into()),
        ])
    }

    fn ranked(&self, id: &str) -> String {
        match id {
            "ranking.rank" => self.renderer.word("rank"),
            "ranking.score" => self.renderer.word("score"),
            other => other.to_owned(),
        }
    }

    /// What was first said of the whole: every measure of the forms, the ledgers and the rates.
    fn first_said(&self, edition: &Edition) -> Vec<Value> {
        let renderer = self.renderer;
        let root = renderer.dataset.regions().root();
        let code = &self.region_of(root).code;
        let table = &edition.figures;
        let of_root = table.lines.iter().filter(|line| table.regions[line.region as usize] == *code);
        let mut rows: Vec<_> = of_root
            .filter_map(|line| {
                let measure = renderer.figures.measure(&table.measures[line.measure as usize])?;
                let of = &renderer.figures.measures()[measure];
                (!of.is_by_criterion()).then_some((measure, of, line))
            })
            .collect();
        rows.sort_by_key(|(measure, ..)| *measure);
        let row =
            |(measure, of, line): &(_, &crate::figures::Measure, &crate::dataset::editions::FrozenLine)| {
                let said = |span: Span| {
                    let at = Key { measure: *measure, region: root, period: edition.period, span };
                    renderer.said(line.values[span as usize], of, at)
                };
                object([
                    ("title", of.title.as_str().into()),
                    ("month", said(Span::Month).into()),
                    ("to_date", said(Span::ToDate).into()),
                    ("partial", line.partial.map(|(of, all)| format!("{of}/{all}")).into()),
                ])
            };
        rows.iter().map(row).collect()
    }
}
