//! The corrections as pages and feeds show them: what was said before, what is said now, and why.

use rust_decimal::Decimal;
use tera::{Context, Value as Shown};

use super::Renderer;
use super::number::Whose;
use super::pages::Drawing;
use super::shared::{day, object};
use crate::dataset::{Correction, Unit, Value};
use crate::figures::{Key, Measure, Status, format_decimal};

/// A correction with its figure found.
pub(super) struct Corrected<'d> {
    pub correction: &'d Correction,
    pub at: Key,
    /// The measure's title and span.
    pub figure: String,
    /// Region and period.
    pub where_and_when: String,
    /// What was published, as the site would have shown it, with its unit.
    pub old: String,
    /// What is published now.
    pub new: String,
}

impl Renderer<'_> {
    /// Those the public is told of, latest first.
    pub(super) fn corrections(&self) -> Vec<Corrected<'_>> {
        let all = self.dataset.corrections(self.figures);
        let mut all: Vec<Corrected> = all.map(|(correction, at)| self.corrected(correction, at)).collect();
        all.sort_by_key(|corrected| {
            std::cmp::Reverse((corrected.correction.date.value, corrected.correction.no))
        });
        all
    }

    fn corrected<'d>(&'d self, correction: &'d Correction, at: Key) -> Corrected<'d> {
        let measure = &self.figures.measures()[at.measure];
        let region = &self.dataset.regions().all()[at.region];
        let said = |value| self.said(value, measure, at);
        Corrected {
            correction,
            at,
            figure: format!("{} · {}", measure.title, self.numbers.span(at.span)),
            where_and_when: format!("{} {}", region.name, self.dataset.campaign().periods[at.period].id),
            old: said(correction.old.value),
            new: said(correction.new.value),
        }
    }

    /// A value as the site shows such figures.
    fn said(&self, value: Value, measure: &Measure, at: Key) -> String {
        let hidden = self.figures.at(at).status() == Status::Withheld;
        let number = match value {
            Value::Number(_) if hidden => return self.word("withheld"),
            Value::Missing => return self.word("missing"),
            Value::NotApplicable if measure.rate.is_some() => return self.word("no_rate"),
            Value::NotApplicable => return self.word("not_applicable"),
            Value::Number(number) => number,
        };
        if measure.kind == Unit::Flag {
            return match self.over(at) {
                Whose::One => self.word(if number == Decimal::ZERO { "no" } else { "yes" }),
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
        let rows = self.renderer.corrections().into_iter().map(|corrected| self.correction(&corrected));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context
    }

    pub(super) fn correction(&self, corrected: &Corrected) -> Shown {
        let Corrected { correction, at, .. } = corrected;
        let (region, period) = (self.region_of(at.region), self.period_id(at.period));
        let link = if region.reports() {
            format!("{}regions/{}/{period}/", self.root, region.code)
        } else {
            format!("{}periods/{period}/", self.root)
        };
        object([
            ("no", correction.no.into()),
            ("date", day(correction.date.value)),
            ("what", correction.what.value.as_str().into()),
            ("figure", corrected.figure.as_str().into()),
            ("region", region.name.as_str().into()),
            ("period", period.into()),
            ("span", at.span.code().into()),
            ("link", link.into()),
            ("old", corrected.old.as_str().into()),
            ("new", corrected.new.as_str().into()),
            ("kind", correction.kind.code().into()),
            ("reason", correction.reason.as_str().into()),
            ("approved_by", correction.approved_by.as_str().into()),
        ])
    }
}
