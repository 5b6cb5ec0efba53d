//! Declared rules between figures: those of each form, and those of `data/rules.toml`.

use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::{Operator, Rule, Span};
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::figures::{Figure, format_decimal};
use crate::say;

pub fn check(subject: Subject, region: usize, findings: &Findings) {
    for form in &subject.dataset.forms {
        for rule in &form.rules {
            findings.extend(breaches(subject, rule, region, Code::RuleBroken));
        }
    }
    for rule in subject.dataset.rules.iter().filter(|rule| !rule.needs_ledgers()) {
        findings.extend(breaches(subject, rule, region, Code::RulesDisagree));
    }
}

/// The months a rule is broken in. What is wrong to date stays wrong in all later months, so
/// only the first of them is told.
fn breaches(subject: Subject, rule: &Rule, region: usize, code: Code) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut was_broken = false;
    for period in 0..subject.figures.periods() {
        let (Some(left), Some(right)) = (
            Summed::of(subject, rule, &rule.left, region, period),
            Summed::of(subject, rule, &rule.right, region, period),
        ) else {
            continue;
        };
        let partial = left.partial || right.partial;
        let broken = !holds(rule.op, left.sum, right.sum) && !(partial && rule.op == Operator::Equal);
        if broken && !(was_broken && rule.over == Span::ToDate) {
            found.push(finding(subject, rule, code, &left, &right, (region, period)));
        }
        was_broken = broken;
    }
    found
}

fn holds(op: Operator, left: Decimal, right: Decimal) -> bool {
    match op {
        Operator::AtMost => left <= right,
        Operator::AtLeast => left >= right,
        Operator::Equal => left == right,
        Operator::Implies => left.is_zero() || !right.is_zero(),
    }
}

/// One side of a rule, added up.
struct Summed<'d> {
    sum: Decimal,
    /// Somebody's month is missing in it.
    partial: bool,
    /// Each figure, with its measure and span.
    parts: Vec<(usize, Span, &'d Figure)>,
}

impl<'d> Summed<'d> {
    /// `None` where any of the figures is missing or not applicable: nothing to compare.
    fn of(
        subject: Subject<'d>,
        rule: &Rule,
        side: &[crate::dataset::Operand],
        region: usize,
        period: usize,
    ) -> Option<Self> {
        let mut summed = Self { sum: Decimal::ZERO, partial: false, parts: Vec::new() };
        for operand in side {
            let measure = subject.figures.measure(&operand.measure)?;
            let span = operand.span.unwrap_or(rule.over);
            let figure = subject.figures.at(measure, region, period, span);
            summed.sum += figure.value()?;
            summed.partial |= figure.is_partial();
            summed.parts.push((measure, span, figure));
        }
        Some(summed)
    }

    fn told(&self, subject: Subject) -> String {
        let titles: Vec<&str> = self
            .parts
            .iter()
            .map(|(measure, ..)| subject.figures.measures()[*measure].title.as_str())
            .collect();
        format!("{} {}", titles.join(" + "), format_decimal(self.sum, ""))
    }
}

fn finding(
    subject: Subject,
    rule: &Rule,
    code: Code,
    left: &Summed,
    right: &Summed,
    (region, period): (usize, usize),
) -> Finding {
    let name = &subject.dataset.regions.all()[region].name;
    let month = &subject.dataset.campaign.periods[period].id;
    let (over_zh, over_en) = match rule.over {
        Span::Month => ("本月", "in the month"),
        Span::ToDate => ("累计", "to date"),
    };
    let (told_left, told_right) = (left.told(subject), right.told(subject));
    let (id, op) = (&rule.id, rule.op.code());
    let message = say!(
        "{name} {month} {over_zh}：{told_left}，应 {op} {told_right}（规则 `{id}`）",
        "{name} {month} {over_en}: {told_left}, should be {op} {told_right} (rule `{id}`)"
    );
    let partial = left.partial || right.partial;
    let severity = if partial { Severity::Warning } else { rule.severity };
    let mut finding =
        Finding::new(code, subject.place_of_part(left, region, period), message).severity(severity);
    for (measure, span, figure) in left.parts.iter().skip(1).chain(&right.parts) {
        let place =
            subject.place_of(subject.source_of(*measure, *span, figure, region, period), region, period);
        let title = &subject.figures.measures()[*measure].title;
        let value = figure.value().map(|value| format_decimal(value, "")).unwrap_or_default();
        finding = finding.related(place, say!("{title}：{value}", "{title}: {value}"));
    }
    let why = rule.title.clone().unwrap_or_else(|| rule.id.clone());
    finding.related(rule.place.clone(), say!("规则：{why}", "the rule: {why}")).help(if partial {
        say!("有月份未报，补齐后再核对", "some months are not reported: complete them, then compare")
    } else {
        say!("核对两边的数，改正错的那个", "compare both sides and correct the one that is wrong")
    })
}

impl<'d> Subject<'d> {
    fn place_of_part(self, side: &Summed<'d>, region: usize, period: usize) -> crate::diagnostic::Place {
        let (measure, span, figure) = side.parts[0];
        self.place_of(self.source_of(measure, span, figure, region, period), region, period)
    }

    /// A figure to date that was added up is mended in its latest month.
    fn source_of(
        self,
        measure: usize,
        span: Span,
        figure: &'d Figure,
        region: usize,
        period: usize,
    ) -> &'d Figure {
        if span == Span::ToDate && figure.origin().is_none() {
            return self.figures.at(measure, region, period, Span::Month);
        }
        figure
    }
}
