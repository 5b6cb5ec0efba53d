//! Declared rules between figures: those of each form, and those of `data/rules.toml`.

use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::{Operand, Operator, Rule, Span};
use crate::diagnostic::{Code, Finding, Findings, Place, Severity};
use crate::figures::format_decimal;
use crate::say;

/// A rule whose measures have been found in the cube.
#[derive(Debug)]
pub struct Resolved<'d> {
    rule: &'d Rule,
    code: Code,
    pub(super) left: Vec<(usize, Span)>,
    pub(super) right: Vec<(usize, Span)>,
}

/// Every rule that compares figures of forms.
pub fn resolve(subject: Subject<'_>) -> Vec<Resolved<'_>> {
    let dataset = subject.dataset;
    let of_forms = dataset.forms.iter().flat_map(|form| &form.rules).map(|rule| (rule, Code::RuleBroken));
    let between = dataset.rules.iter().filter(|rule| !rule.needs_ledgers());
    let all = of_forms.chain(between.map(|rule| (rule, Code::RulesDisagree)));
    all.filter_map(|(rule, code)| resolve_one(subject, rule, code)).collect()
}

/// A rule with its measures found; `None` where one of them is not counted.
pub(super) fn resolve_one<'d>(subject: Subject<'d>, rule: &'d Rule, code: Code) -> Option<Resolved<'d>> {
    let side = |side: &[Operand]| {
        let find = |operand: &Operand| {
            Some((subject.figures.measure(&operand.measure)?, operand.span.unwrap_or(rule.over)))
        };
        side.iter().map(find).collect::<Option<Vec<_>>>()
    };
    Some(Resolved { rule, code, left: side(&rule.left)?, right: side(&rule.right)? })
}

pub fn check(subject: Subject, rules: &[Resolved], region: usize, findings: &Findings) {
    for rule in rules {
        findings.extend(breaches(subject, rule, region));
    }
}

/// The months a rule is broken in. What is wrong to date stays wrong in all later months, so
/// only the first of them is told.
fn breaches(subject: Subject, resolved: &Resolved, region: usize) -> Vec<Finding> {
    let rule = resolved.rule;
    let mut found = Vec::new();
    let mut was_broken = false;
    for period in 0..subject.figures.periods() {
        let (Some(left), Some(right)) = (
            Summed::of(subject, &resolved.left, region, period),
            Summed::of(subject, &resolved.right, region, period),
        ) else {
            continue;
        };
        let partial = left.partial || right.partial;
        // With a month missing nothing can be equal, and nothing is told.
        let comparable = !partial || rule.op != Operator::Equal;
        let broken = comparable && !holds(rule.op, left.sum, right.sum);
        if broken && !(was_broken && rule.over == Span::ToDate) {
            found.push(finding(subject, resolved, &left, &right, (region, period)));
        }
        was_broken = broken;
    }
    found
}

pub(super) fn holds(op: Operator, left: Decimal, right: Decimal) -> bool {
    match op {
        Operator::AtMost => left <= right,
        Operator::AtLeast => left >= right,
        Operator::Equal => left == right,
        Operator::Implies => left.is_zero() || !right.is_zero(),
    }
}

/// One side of a rule, added up.
pub(super) struct Summed<'d> {
    sum: Decimal,
    /// Somebody's month is missing in it.
    partial: bool,
    side: &'d [(usize, Span)],
    region: usize,
    period: usize,
}

impl<'d> Summed<'d> {
    /// `None` where any of the figures is missing or not applicable: nothing to compare.
    pub(super) fn of(
        subject: Subject<'d>,
        side: &'d [(usize, Span)],
        region: usize,
        period: usize,
    ) -> Option<Self> {
        let mut summed = Self { sum: Decimal::ZERO, partial: false, side, region, period };
        for &(measure, span) in side {
            let figure = subject.figures.at(measure, region, period, span);
            summed.sum += figure.value()?;
            summed.partial |= figure.is_partial();
        }
        Some(summed)
    }

    /// The sum, and whether somebody's month is missing in it.
    pub(super) fn of_both(&self) -> (Decimal, bool) {
        (self.sum, self.partial)
    }

    /// Where one of its figures was reported; one that was added up is mended in its latest month.
    fn place(&self, subject: Subject, part: usize) -> Place {
        let (measure, span) = self.side[part];
        let at = |span: Span| subject.figures.at(measure, self.region, self.period, span);
        let figure = if at(span).origin().is_none() { at(Span::Month) } else { at(span) };
        subject.place_of(figure, self.region, self.period)
    }

    fn told(&self, subject: Subject) -> String {
        let titles: Vec<&str> = self
            .side
            .iter()
            .map(|(measure, _)| subject.figures.measures()[*measure].title.as_str())
            .collect();
        format!("{} {}", titles.join(" + "), format_decimal(self.sum, ""))
    }
}

fn span_words(span: Span) -> (&'static str, &'static str) {
    match span {
        Span::Month => ("本月", "in the month"),
        Span::ToDate => ("累计", "to date"),
    }
}

fn finding(
    subject: Subject,
    resolved: &Resolved,
    left: &Summed,
    right: &Summed,
    (region, period): (usize, usize),
) -> Finding {
    let Resolved { rule, code, .. } = resolved;
    let name = &subject.dataset.regions.all()[region].name;
    let month = &subject.dataset.campaign.periods[period].id;
    let (over_zh, over_en) = span_words(rule.over);
    let (told_left, told_right) = (left.told(subject), right.told(subject));
    let (id, op) = (&rule.id, rule.op.code());
    let message = say!(
        "{name} {month} {over_zh}：{told_left}，应 {op} {told_right}（规则 `{id}`）",
        "{name} {month} {over_en}: {told_left}, should be {op} {told_right} (rule `{id}`)"
    );
    let partial = left.partial || right.partial;
    let severity = if partial { Severity::Warning } else { rule.severity };
    let mut finding = Finding::new(*code, left.place(subject, 0), message).severity(severity);
    let others =
        (1..left.side.len()).map(|part| (left, part)).chain((0..right.side.len()).map(|part| (right, part)));
    for (side, part) in others {
        let (measure, span) = side.side[part];
        let title = &subject.figures.measures()[measure].title;
        let value = subject.figures.at(measure, region, period, span).value();
        let value = value.map(|value| format_decimal(value, "")).unwrap_or_default();
        let (zh, en) = span_words(span);
        let told = say!("{title}（{zh}）：{value}", "{title} ({en}): {value}");
        finding = finding.related(side.place(subject, part), told);
    }
    let why = rule.title.clone().unwrap_or_else(|| rule.id.clone());
    finding.related(rule.place.clone(), say!("规则：{why}", "the rule: {why}")).help(if partial {
        say!("有月份未报，补齐后再核对", "some months are not reported: complete them, then compare")
    } else {
        say!("核对两边的数，改正错的那个", "compare both sides and correct the one that is wrong")
    })
}
