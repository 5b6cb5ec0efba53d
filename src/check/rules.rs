//! Declared rules between figures: those of each form, and those of `data/rules.toml`.

use std::cmp::Ordering;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::ledger::{Book, RowRef};
use crate::dataset::{Operand, Operator, Rule, Span};
use crate::diagnostic::{Code, Finding, Findings, Place, Severity};
use crate::figures::{as_it_stood, format_decimal, rows_behind};
use crate::{limits, say};

/// As reports write it.
const NOT_APPLICABLE: &str = "n/a";

/// A rule whose measures have been found in the cube.
#[derive(Debug)]
pub struct Resolved<'d> {
    rule: &'d Rule,
    code: Code,
    pub(super) left: Vec<(usize, Span)>,
    pub(super) right: Vec<(usize, Span)>,
}

/// Every rule whose figures are there; one about a ledger that is not kept has none.
pub fn resolve(subject: Subject<'_>) -> Vec<Resolved<'_>> {
    let dataset = subject.dataset;
    let of_forms = dataset.forms.iter().flat_map(|form| &form.rules).map(|rule| (rule, Code::RuleBroken));
    let between = dataset.rules.iter().map(|rule| (rule, Code::RulesDisagree));
    let all = of_forms.chain(between);
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

/// The months a rule is broken in, once it has been for as many months running as it says. What is wrong to date stays
/// wrong in all later months, so only the first of them is told; of a habit, too.
fn breaches(subject: Subject, resolved: &Resolved, region: usize) -> Vec<Finding> {
    let rule = resolved.rule;
    let mut found = Vec::new();
    let (mut running, mut excused) = (0, false);
    for period in 0..subject.figures.periods() {
        let (Some(left), Some(right)) = (
            RuleSide::of(subject, &resolved.left, region, period),
            RuleSide::of(subject, &resolved.right, region, period),
        ) else {
            // Nothing is known of this month: what goes on to date goes on, a habit is interrupted.
            running = if rule.months > 1 { 0 } else { running };
            continue;
        };
        // With a month missing two sides cannot be equal; only what is known of one may be too much already.
        let comparable = rule.op != Operator::Equal || is_certain(&left, &right);
        let broken = comparable && !holds(rule.op, left.sum, right.sum);
        if broken && rule.severity == Severity::Error && held_when_reported(subject, resolved, &left, &right)
        {
            if !std::mem::replace(&mut excused, true) {
                found.push(revoked_since(finding(subject, resolved, &left, &right, (region, period))));
            }
            continue;
        }
        running = if broken { running + 1 } else { 0 };
        let again = running > rule.months && (rule.over == Span::ToDate || rule.months > 1);
        if running >= rule.months && !again {
            found.push(finding(subject, resolved, &left, &right, (region, period)));
        }
    }
    found
}

/// Whether the rule held on the day the month was reported, by the decisions that stood then. That one of them was
/// revoked since must not keep the site from saying so, which the law wants within three days.
fn held_when_reported(subject: Subject, resolved: &Resolved, left: &RuleSide, right: &RuleSide) -> bool {
    let report = subject.dataset.reports.get(left.region, left.period);
    let days = report.iter().flat_map(|report| report.filings.iter().flatten());
    let Some(day) = days.filter_map(|filing| filing.submitted_on).max() else { return false };
    holds(resolved.rule.op, left.as_it_stood(subject, day), right.as_it_stood(subject, day))
}

/// A breach that came of a revocation: told, and in no way of a build.
fn revoked_since(finding: Finding) -> Finding {
    finding.severity(Severity::Warning).help(say!(
        "报送之后有处罚被撤销：请修改当月报表，并在 `data/corrections.toml` 登记更正",
        "a penalty was revoked after the month was reported: revise the month's report, and enter a correction in `data/corrections.toml`"
    ))
}

fn holds(op: Operator, left: Decimal, right: Decimal) -> bool {
    match op {
        Operator::AtMost => left <= right,
        Operator::AtLeast => left >= right,
        Operator::Equal => left == right,
        Operator::Implies => left.is_zero() || !right.is_zero(),
    }
}

/// Whether months that are missing can only part the sides further: the smaller lacks none.
pub(super) fn is_certain(left: &RuleSide, right: &RuleSide) -> bool {
    match left.sum.cmp(&right.sum) {
        Ordering::Less => left.behind.is_none(),
        Ordering::Greater => right.behind.is_none(),
        Ordering::Equal => left.behind.is_none() && right.behind.is_none(),
    }
}

/// Of two coverages the one that lacks more.
pub(super) fn least(one: Option<(u32, u32)>, other: Option<(u32, u32)>) -> Option<(u32, u32)> {
    one.into_iter().chain(other).max_by_key(|(reported, expected)| expected - reported)
}

/// One side of a rule, added up.
pub(super) struct RuleSide<'d> {
    sum: Decimal,
    /// Whether any of its figures has a number.
    is_known: bool,
    /// How many values of how many stand behind its least complete figure; `None` where all do.
    behind: Option<(u32, u32)>,
    side: &'d [(usize, Span)],
    region: usize,
    period: usize,
}

impl<'d> RuleSide<'d> {
    /// `None` where any of the figures is missing or asked of nobody: nothing to compare. What a reporter says does not
    /// apply to it adds nothing; that it does is what the other side may show.
    pub(super) fn of(
        subject: Subject<'d>,
        side: &'d [(usize, Span)],
        region: usize,
        period: usize,
    ) -> Option<Self> {
        let mut summed = Self { sum: Decimal::ZERO, is_known: false, behind: None, side, region, period };
        for &(measure, span) in side {
            let at = |span| subject.figures.at(measure, region, period, span);
            let figure = at(span);
            match figure.even_withheld() {
                Some(number) => {
                    summed.sum += number;
                    summed.is_known = true;
                }
                None if figure.is_said_not_to_apply() || at(Span::Month).is_said_not_to_apply() => {}
                None => return None,
            }
            let behind = figure.is_partial().then_some((figure.reported, figure.expected));
            summed.behind = least(summed.behind, behind);
        }
        Some(summed)
    }

    /// The sum, where a number stands behind it.
    pub(super) fn number(&self) -> Option<Decimal> {
        self.is_known.then_some(self.sum)
    }

    /// How many of how many stand behind it where a month is missing.
    pub(super) fn behind(&self) -> Option<(u32, u32)> {
        self.behind
    }

    /// Whether it stands to the other side as a rule says.
    pub(super) fn holds(&self, op: Operator, other: &Self) -> bool {
        holds(op, self.sum, other.sum)
    }

    /// Its sum by the decisions that stood on a day.
    fn as_it_stood(&self, subject: Subject, day: NaiveDate) -> Decimal {
        let figures = subject.figures;
        let value = |&(measure, span): &(usize, Span)| {
            let at = (self.region, self.period, span);
            let stood = as_it_stood(figures, subject.dataset, measure, at, day);
            stood.or_else(|| figures.at(measure, self.region, self.period, span).even_withheld())
        };
        self.side.iter().filter_map(value).sum()
    }

    /// Where one of its figures was reported; one that was added up is mended in its latest month, one that was counted
    /// in the ledger it was counted from.
    fn place(&self, subject: Subject, part: usize) -> Place {
        let (measure, span) = self.side[part];
        if let Some(entries) = &subject.figures.measures()[measure].ledger {
            return ledger_file(subject, entries.book(), self.region);
        }
        let at = |span: Span| subject.figures.at(measure, self.region, self.period, span);
        let figure = if at(span).origin().is_none() { at(Span::Month) } else { at(span) };
        subject.place_of(&figure, self.region, self.period)
    }

    /// Which of its figures were reported rather than counted.
    fn reported(&self, subject: Subject) -> Option<usize> {
        (0..self.side.len()).find(|part| subject.figures.measures()[self.side[*part].0].ledger.is_none())
    }

    /// A few of the ledger rows behind its figures: those of the month, where the two sides came apart, else any.
    fn rows(&self, subject: Subject) -> Vec<RowRef> {
        let counted =
            self.side.iter().filter(|(measure, _)| subject.figures.measures()[*measure].ledger.is_some());
        let behind = |over: Span| {
            let rows = counted.clone().flat_map(move |(measure, span)| {
                let span = if over == Span::Month { over } else { *span };
                rows_behind(subject.figures, subject.dataset, *measure, self.region, self.period, span)
            });
            rows.take(limits::RULE_ROWS).collect::<Vec<_>>()
        };
        let of_month = behind(Span::Month);
        if of_month.is_empty() { behind(Span::ToDate) } else { of_month }
    }

    /// What the side says; numbers that are not published in no words, for logs and comments of checks are public.
    fn told(&self, subject: Subject, is_public: bool) -> String {
        // Each part with its own value: a reader sees which of them is the odd one.
        let part = |&(measure, span): &(usize, Span)| {
            let title = &subject.figures.measures()[measure].title;
            let value = value(subject, (measure, self.region, self.period, span));
            format!("{title} {}", value.unwrap_or_else(|| NOT_APPLICABLE.to_owned()))
        };
        let parts: Vec<String> = self.side.iter().map(part).collect();
        let sum = if parts.len() > 1 && is_public {
            format!(" = {}", format_decimal(self.sum, ""))
        } else {
            String::new()
        };
        format!("{}{sum}", parts.join(" + "))
    }
}

/// A figure as a message may say it; `None` where there is no number.
fn value(subject: Subject, (measure, region, period, span): (usize, usize, usize, Span)) -> Option<String> {
    let value = subject.figures.at(measure, region, period, span).even_withheld()?;
    Some(if subject.figures.is_secret(measure) { "…".to_owned() } else { format_decimal(value, "") })
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
    left: &RuleSide,
    right: &RuleSide,
    (region, period): (usize, usize),
) -> Finding {
    let Resolved { rule, code, .. } = resolved;
    let name = &subject.dataset.regions.all()[region].name;
    let month = &subject.dataset.campaign.periods[period].id;
    let (over_zh, over_en) = span_words(rule.over);
    let is_public = [left, right].iter().all(|side| {
        let is_secret = |(measure, _): &(usize, Span)| subject.figures.is_secret(*measure);
        subject.figures.is_public(side.side) || !side.side.iter().any(is_secret)
    });
    let (told_left, told_right) = (left.told(subject, is_public), right.told(subject, is_public));
    let (id, op) = (&rule.id, rule.op.code());
    let (apart_zh, apart_en) =
        if is_public { apart(rule.op, left.sum, right.sum) } else { Default::default() };
    let (running_zh, running_en) = running(rule.months);
    let message = if rule.op == Operator::Implies {
        say!(
            "{name} {month} {over_zh}{running_zh}：{told_left}，则右边也应大于 0，而{told_right}（规则 `{id}`）",
            "{name} {month} {over_en}{running_en}: {told_left}, so the other side should be above 0, and is {told_right} (rule `{id}`)"
        )
    } else {
        say!(
            "{name} {month} {over_zh}{running_zh}：{told_left}，应 {op} {told_right}{apart_zh}（规则 `{id}`）",
            "{name} {month} {over_en}{running_en}: {told_left}, should be {op} {told_right}{apart_en} (rule `{id}`)"
        )
    };
    let partial = !is_certain(left, right);
    let severity = if partial { Severity::Warning } else { rule.severity };
    // What a form says is mended in the form or in the ledger; the form is where both are seen.
    let parts =
        (0..left.side.len()).map(|part| (left, part)).chain((0..right.side.len()).map(|part| (right, part)));
    let main = match (left.reported(subject), right.reported(subject)) {
        (Some(part), _) => part,
        (None, Some(part)) => left.side.len() + part,
        (None, None) => 0,
    };
    let (side, part) = parts.clone().nth(main).expect("a rule has two sides");
    let mut finding = Finding::new(*code, side.place(subject, part), message).severity(severity);
    for (_, (side, part)) in parts.enumerate().filter(|(place, _)| *place != main) {
        let (measure, span) = side.side[part];
        let title = &subject.figures.measures()[measure].title;
        let value = value(subject, (measure, region, period, span)).unwrap_or_default();
        let (zh, en) = span_words(span);
        let told = say!("{title}（{zh}）：{value}", "{title} ({en}): {value}");
        finding = finding.related(side.place(subject, part), told);
    }
    for row in left.rows(subject).into_iter().chain(right.rows(subject)).take(limits::RULE_ROWS) {
        let id = row.id(subject.dataset);
        finding = finding.related(row.place(subject.dataset), say!("计入的 `{id}`", "counts `{id}`"));
    }
    let why = rule.title.clone().unwrap_or_else(|| rule.id.clone());
    finding.related(rule.place.clone(), say!("规则：{why}", "the rule: {why}")).help(if partial {
        say!("有月份未报，补齐后再核对", "some months are not reported: complete them, then compare")
    } else {
        say!("核对两边的数，改正错的那个", "compare both sides and correct the one that is wrong")
    })
}

/// How far the sides are apart, where that is what is wrong.
fn apart(op: Operator, left: Decimal, right: Decimal) -> (String, String) {
    if op == Operator::Implies {
        return (String::new(), String::new());
    }
    let by = format_decimal((left - right).abs(), "");
    (format!("，相差 {by}"), format!(", {by} apart"))
}

fn running(months: usize) -> (String, String) {
    if months < 2 {
        return (String::new(), String::new());
    }
    (format!("（连续 {months} 个月）"), format!(" ({months} months running)"))
}

/// The file a reporter's figure is counted from.
fn ledger_file(subject: Subject, book: Book, region: usize) -> Place {
    let code = &subject.dataset.regions.all()[region].code;
    Place::file(&match book {
        Book::Hazards => format!("data/ledger/hazards/{code}.csv"),
        Book::Enforcement => format!("data/ledger/enforcement/{code}.csv"),
        Book::Inspections => format!("data/ledger/inspections/{code}.csv"),
        Book::Notices => "data/ledger/notices.csv".to_owned(),
        Book::Enterprises => "data/ledger/enterprises.csv".to_owned(),
        Book::Facilities => "data/ledger/facilities.csv".to_owned(),
    })
}
