//! The corrections as pages and feeds show them: what was said before, what is said now, and why.

use chrono::NaiveDate;
use tera::{Context, Value as Shown};

use super::Renderer;
use super::number::Whose;
use super::pages::Drawing;
use super::shared::{day, object};
use crate::dataset::{FrozenValue, PeriodAt, RegionAt, Span, Unit};
use crate::figures::{Key, Measure, Status, format_decimal};
use crate::published::corrected::{CorrectionShown, RevisionCause, corrections};

/// A change with its words.
#[derive(Debug)]
pub(super) struct Corrected {
    pub region: RegionAt,
    /// None where the method changed.
    pub period: Option<PeriodAt>,
    pub date: NaiveDate,
    /// The number of its entry, where somebody wrote one.
    pub no: Option<usize>,
    /// Whether it is the first of its entry.
    pub is_first: bool,
    /// The figure's name: `dispatch.self_found@2023-06/141027`.
    pub what: String,
    /// The measure's title and span; how many, where it is several.
    pub figure: String,
    /// Month or to date, where it is one figure.
    pub span: Option<Span>,
    /// Region and period.
    pub where_and_when: String,
    /// What was published, as the site would have shown it, with its unit.
    pub old: String,
    /// What is published now.
    pub new: String,
    /// `revision`, `error`, `method`, `late`, `entered`.
    pub kind: &'static str,
    pub reason: String,
    pub approved_by: String,
    /// Below the site's root: where it is told of.
    pub page: String,
}

impl Renderer<'_> {
    /// Those the public is told of, latest first.
    pub(super) fn corrections(&self) -> &[Corrected] {
        self.corrected.get_or_init(|| {
            let all = corrections(self.dataset, self.figures);
            let mut all: Vec<Corrected> = all.iter().map(|shown| self.corrected(shown)).collect();
            all.sort_by_key(|corrected| {
                std::cmp::Reverse((corrected.date, corrected.no, corrected.is_first))
            });
            all
        })
    }

    /// Those of a reporter's month, below it the page's root.
    pub(super) fn corrections_of(&self, region: RegionAt, period: PeriodAt, root: &str) -> Vec<Shown> {
        let page = Drawing { renderer: self, root, elder: false, section: "regions" };
        let its = self.corrections().iter().filter(|of| of.region == region && of.period == Some(period));
        its.map(|corrected| page.correction(corrected)).collect()
    }

    fn corrected(&self, shown: &CorrectionShown) -> Corrected {
        let region = &self.dataset.regions().all()[shown.region];
        let period = shown.period.map_or("", |at| self.dataset.campaign().periods[at].id.as_str());
        let measure = shown.at.map(|at| &self.figures.measures()[at.measure]);
        let figure = match (shown.at.zip(measure), shown.cause) {
            (Some((at, measure)), _) => format!("{} · {}", measure.title, self.numbers.span(at.span)),
            (None, RevisionCause::Written(correction, _)) => {
                self.measure_titles(correction.measures.iter().map(|id| id.value.as_str()))
            }
            (None, RevisionCause::Late | RevisionCause::Entered) => {
                self.say("revised_figures", &[("count", &shown.figures.to_string())])
            }
        };
        let what = shown.at.zip(measure).map(|(at, measure)| {
            let span = if at.span == Span::ToDate { ".total" } else { "" };
            format!("{}{span}@{period}/{}", measure.id, region.code)
        });
        let said = |which: usize| match (shown.at.zip(measure), shown.values) {
            (Some((at, measure)), Some(values)) => self.said(values[which], measure, at),
            _ => String::new(),
        };
        let (no, is_first, reason, approved_by) = match shown.cause {
            RevisionCause::Written(of, is_first) => {
                (Some(of.no), is_first, of.reason.clone(), of.approved_by.clone())
            }
            RevisionCause::Late => (None, true, self.word("revised_late"), String::new()),
            RevisionCause::Entered => (None, true, self.word("revised_entered"), String::new()),
        };
        Corrected {
            region: shown.region,
            period: shown.period,
            date: shown.date,
            no,
            is_first,
            what: what.unwrap_or_default(),
            figure,
            span: shown.at.map(|at| at.span),
            where_and_when: format!("{} {period}", region.name).trim_end().to_owned(),
            old: said(0),
            new: said(1),
            kind: shown.cause.code(),
            reason,
            approved_by,
            page: no.map_or_else(
                || format!("editions/{period}/#r{}", region.code),
                |no| format!("corrections/#c{no}"),
            ),
        }
    }

    /// The titles of measures, of those there are.
    fn measure_titles<'i>(&self, ids: impl Iterator<Item = &'i str>) -> String {
        let title = |id| self.figures.measure(id).map_or(id, |at| &self.figures.measures()[at].title);
        ids.map(title).collect::<Vec<_>>().join(&self.charts.list)
    }

    /// A value as the site shows such figures.
    pub(super) fn said(&self, value: FrozenValue, measure: &Measure, at: Key) -> String {
        let hidden = self.figures.at(at).status() == Status::Withheld;
        let number = match value {
            FrozenValue::Number(_) if hidden => return self.word("withheld"),
            FrozenValue::Withheld => return self.word("withheld"),
            FrozenValue::Missing => return self.word("missing"),
            FrozenValue::Blank => return String::new(),
            FrozenValue::NotApplicable if measure.rate.is_some() => return self.word("no_rate"),
            FrozenValue::NotApplicable => return self.word("not_applicable"),
            FrozenValue::Number(number) => number,
        };
        if measure.kind == Unit::Flag {
            return match self.over(at) {
                Whose::One => self.word(if number.is_zero() { "no" } else { "yes" }),
                Whose::Several(of) => format!("{number}/{of}"),
            };
        }
        let (text, unit) = (format_decimal(number, ","), measure.unit_over(at.span));
        if unit.is_empty() { text } else { format!("{text} {unit}") }
    }
}

impl Drawing<'_, '_> {
    pub(super) fn corrections(&self) -> Context {
        let mut context = self.context(&[]);
        context.insert("editions", &!self.renderer.dataset.editions().is_empty());
        let rows = self.renderer.corrections().iter().map(|corrected| self.correction(corrected));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context
    }

    pub(super) fn correction(&self, corrected: &Corrected) -> Shown {
        let region = self.region_of(corrected.region);
        let period = corrected.period.map(|at| self.period_id(at));
        let link = match period {
            Some(period) if region.reports() => format!("{}regions/{}/{period}/", self.root, region.code),
            Some(period) => format!("{}periods/{period}/", self.root),
            None => format!("{}data/", self.root),
        };
        object([
            ("no", corrected.no.filter(|_| corrected.is_first).into()),
            ("date", day(corrected.date)),
            ("what", corrected.what.as_str().into()),
            ("figure", corrected.figure.as_str().into()),
            ("region", region.name.as_str().into()),
            ("period", period.into()),
            ("span", corrected.span.map(Span::code).into()),
            ("link", link.into()),
            ("page", format!("{}{}", self.root, corrected.page).into()),
            ("old", corrected.old.as_str().into()),
            ("new", corrected.new.as_str().into()),
            ("kind", corrected.kind.into()),
            ("reason", corrected.reason.as_str().into()),
            ("approved_by", corrected.approved_by.as_str().into()),
        ])
    }
}
