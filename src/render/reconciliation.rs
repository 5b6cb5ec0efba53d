//! 对账: each rule between forms and ledgers with both values, reporter by reporter.

use tera::{Context, Value};

use super::pages::Drawing;
use super::shared::object;
use crate::check::{Comparison, Verdict};
use crate::dataset::{Rule, Side, Span};
use crate::diagnostic::Severity;
use crate::figures::format_decimal;
use crate::limits;

impl Drawing<'_, '_> {
    /// `/reconciliation/`: the rules, and how each period stands.
    pub(super) fn reconciliations(&self) -> (&'static str, Context) {
        let mut context = self.context("reconciliation", &[]);
        let rules = self.renderer.comparisons.rules();
        context.insert_value("rules", rules.map(|rule| self.rule(rule)).collect::<Vec<_>>().into());
        let rows = (0..self.renderer.figures.periods()).rev().map(|period| {
            let rules = 0..self.renderer.comparisons.rules().count();
            let mut counts = Counts::default();
            for rule in rules {
                self.compared(rule, period).iter().for_each(|(_, comparison)| counts.add(comparison));
            }
            object([
                ("period", self.period_value(period)),
                ("link", format!("{}reconciliation/{}/", self.root, self.period_id(period)).into()),
                ("counts", counts.value()),
            ])
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        ("reconciliations.html", context)
    }

    /// `/reconciliation/2023-06/`.
    pub(super) fn reconciliation(&self, period: usize) -> (&'static str, Context) {
        let mut context = self.context("reconciliation", &[("reconciliation", "reconciliation/".into())]);
        context.insert("title", self.period_id(period));
        context.insert_value("period", self.period_value(period));
        context.insert_value("before", self.sibling("reconciliation", period.checked_sub(1)));
        context.insert_value("after", self.sibling("reconciliation", Some(period + 1)));
        let many = self.renderer.dataset.regions.reporters().len() > limits::REPORTERS_PER_PAGE;
        context.insert_value("many", many.into());
        let rules = self.renderer.comparisons.rules().enumerate().map(|(place, rule)| {
            let mut counts = Counts::default();
            let compared = self.compared(place, period);
            compared.iter().for_each(|(_, comparison)| counts.add(comparison));
            // Where there are too many to read, those that differ are what people look for.
            let shown = compared
                .iter()
                .filter(|(_, comparison)| !many || comparison.verdict == Verdict::Differs)
                .take(limits::REPORTERS_PER_PAGE);
            let rows = shown.map(|(region, comparison)| self.comparison(*region, period, comparison));
            object([
                ("rule", self.rule(rule)),
                ("counts", counts.value()),
                ("rows", rows.collect::<Vec<_>>().into()),
            ])
        });
        context.insert_value("rules", rules.collect::<Vec<_>>().into());
        ("reconciliation.html", context)
    }

    fn compared(&self, rule: usize, period: usize) -> Vec<(usize, Comparison)> {
        let reporters = self.renderer.dataset.regions.reporters().iter();
        reporters.map(|&region| (region, self.renderer.comparisons.at(rule, region, period))).collect()
    }

    /// A rule as it was declared, with the reason where a site weighs it less.
    fn rule(&self, rule: &Rule) -> Value {
        object([
            ("id", rule.id.as_str().into()),
            ("title", rule.title.as_deref().unwrap_or(&rule.id).into()),
            ("left", self.side(&rule.left).into()),
            ("op", rule.op.code().into()),
            ("right", self.side(&rule.right).into()),
            ("over", if rule.over == Span::Month { "month" } else { "to_date" }.into()),
            ("weak", (rule.severity == Severity::Warning).into()),
            ("reason", rule.reason.clone().unwrap_or_default().into()),
        ])
    }

    fn comparison(&self, region: usize, period: usize, comparison: &Comparison) -> Value {
        let of = self.region_of(region);
        let Comparison { left, right, partial, verdict } = comparison;
        let difference = left.zip(*right).map(|(left, right)| left - right);
        let text = |number: Option<rust_decimal::Decimal>| number.map(|number| format_decimal(number, ","));
        object([
            ("name", of.name.as_str().into()),
            ("link", format!("{}regions/{}/{}/", self.root, of.code, self.period_id(period)).into()),
            ("left", text(*left).into()),
            ("right", text(*right).into()),
            ("difference", text(difference).into()),
            ("partial", (*partial).into()),
            ("verdict", verdict.code().into()),
        ])
    }

    /// The titles of the measures a side adds up.
    pub(super) fn side(&self, side: &Side) -> String {
        let figures = self.renderer.figures;
        let title = |id: &str| match figures.measure(id) {
            Some(measure) => figures.measures()[measure].title.clone(),
            None => id.to_owned(),
        };
        side.iter().map(|operand| title(&operand.measure)).collect::<Vec<_>>().join(" + ")
    }

    /// The same page of another period, where there is one.
    pub(super) fn sibling(&self, section: &str, period: Option<usize>) -> Value {
        let period = period.filter(|&period| period < self.renderer.figures.periods());
        let value = period.map(|period| {
            let id = self.period_id(period);
            object([("id", id.into()), ("link", format!("{}{section}/{id}/", self.root).into())])
        });
        value.into()
    }
}

/// How many reporters a rule holds for.
#[derive(Default)]
struct Counts {
    holds: usize,
    differs: usize,
    unknown: usize,
}

impl Counts {
    fn add(&mut self, comparison: &Comparison) {
        match comparison.verdict {
            Verdict::Holds => self.holds += 1,
            Verdict::Differs => self.differs += 1,
            Verdict::Unknown => self.unknown += 1,
        }
    }

    fn value(&self) -> Value {
        object([
            ("holds", self.holds.into()),
            ("differs", self.differs.into()),
            ("unknown", self.unknown.into()),
        ])
    }
}
