//! Declared rules between figures: those of each form, and those of `data/rules.toml`.

use rust_decimal::Decimal;

use super::rule_sides::{Resolved, RuleSide, holds, is_certain, value};
use super::{Subject, stood};
use crate::dataset::{Operand, Operator, PeriodAt, RegionAt, Rule, Span, Unit};
use crate::diagnostic::{Cause, Code, Finding, Findings, Place, Severity};
use crate::figures::{MeasureAt, PassedOver, format_decimal};
use crate::{limits, say};

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

pub fn check(subject: Subject, rules: &[Resolved], region: RegionAt, findings: &Findings) {
    for rule in rules {
        findings.extend(breaches(subject, rule, region));
    }
}

/// The months a rule is broken in, once it has been for as many months running as it says. What is wrong to date stays
/// wrong in all later months, so only the first of them is told; of a habit, too.
fn breaches(subject: Subject, resolved: &Resolved, region: RegionAt) -> Vec<Finding> {
    let rule = resolved.rule;
    let mut found = Vec::new();
    let (mut running, mut excused) = (0, false);
    for period in subject.figures.periods() {
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
        let broken = broken && !stood::when_reported(subject, rule.op, &left, &right);
        if broken && rule.severity == Severity::Error && stood::changed_between(subject, &left, &right) {
            if !std::mem::replace(&mut excused, true) {
                found.push(stood::between_reports(finding(
                    subject,
                    resolved,
                    &left,
                    &right,
                    (region, period),
                )));
            }
            continue;
        }
        if !broken
            && subject.figures.latest() == Some(period)
            && rule.severity == Severity::Error
            && comparable
        {
            found.extend(stood::to_follow(subject, resolved, &left, &right));
        }
        running = if broken { running + 1 } else { 0 };
        let again = running > rule.months && (rule.over == Span::ToDate || rule.months > 1);
        if running >= rule.months && !again {
            found.push(finding(subject, resolved, &left, &right, (region, period)));
        }
    }
    found
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
    (region, period): (RegionAt, PeriodAt),
) -> Finding {
    let Resolved { rule, code, .. } = resolved;
    let name = &subject.dataset.regions.all()[region].name;
    let month = &subject.dataset.campaign.periods[period].id;
    let (over_zh, over_en) = span_words(rule.over);
    let is_public = [left, right].iter().all(|side| {
        let is_secret = |(measure, _): &(MeasureAt, Span)| subject.figures.is_secret(*measure);
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
    let in_yuan = in_yuan(subject, rule.op, left, right);
    let main = match (in_yuan, left.reported(subject), right.reported(subject)) {
        (Some(part), ..) | (None, Some(part), _) => part,
        (None, None, Some(part)) => left.side.len() + part,
        (None, None, None) => 0,
    };
    let (side, part) = parts.clone().nth(main).expect("a rule has two sides");
    let mut finding = Finding::new(*code, side.place(subject, part), message).severity(severity);
    for (_, (side, part)) in parts.enumerate().filter(|(place, _)| *place != main) {
        let (measure, span) = side.side[part];
        let title = &subject.figures.measures()[measure].title;
        let value = value(subject, side.key((measure, span))).unwrap_or_default();
        let (zh, en) = span_words(span);
        let told = say!("{title}（{zh}）：{value}", "{title} ({en}): {value}");
        finding = finding.related(side.place(subject, part), told);
    }
    for row in left.rows(subject).into_iter().chain(right.rows(subject)).take(limits::RULE_ROWS) {
        let (ledger, id) = (&subject.dataset.ledger, subject.dataset.ledger.id(row));
        finding = finding.related(ledger.place(row), say!("计入的 `{id}`", "counts `{id}`"));
    }
    // Where the ledger has less than was reported, what it does not count is what was meant.
    let less = if left.sum < right.sum { left } else { right };
    for (row, why) in less.passed_over(subject) {
        let (ledger, id) = (&subject.dataset.ledger, subject.dataset.ledger.id(row));
        let (zh, en) = kept_out(why);
        finding =
            finding.related(ledger.place(row), say!("没有计入 `{id}`：{zh}", "does not count `{id}`: {en}"));
    }
    // Where months are missing all rules break a little, and a warning is often broken by right.
    let of_ledger = by_a_ledger(subject, [left, right], region);
    let of_rule = (severity == Severity::Error).then(|| misdeclared(subject, rule));
    finding = match (of_ledger, of_rule) {
        (Some(ledger), Some(rule)) => finding.follows_from(ledger.within(rule)),
        (Some(cause), None) | (None, Some(cause)) => finding.follows_from(cause),
        (None, None) => finding,
    };
    let why = rule.title.clone().unwrap_or_else(|| rule.id.clone());
    finding.related(rule.place.clone(), say!("规则：{why}", "the rule: {why}")).help(if in_yuan.is_some() {
        say!(
            "多半把元填成了万元：除以一万，两边正好相等",
            "probably 元 entered for 万元: divided by 10,000 both sides are equal"
        )
    } else if partial {
        say!("有月份未报，补齐后再核对", "some months are not reported: complete them, then compare")
    } else {
        say!("核对两边的数，改正错的那个", "compare both sides and correct the one that is wrong")
    })
}

/// What it follows from that many months of one reporter differ from its ledger of one kind.
fn by_a_ledger(subject: Subject, sides: [&RuleSide; 2], region: RegionAt) -> Option<Cause> {
    let parts = sides.into_iter().flat_map(|side| side.side.iter());
    let mut books =
        parts.filter_map(|(measure, _)| Some(subject.figures.measures()[*measure].ledger.as_ref()?.book()));
    let book = books.next()?;
    let path = subject.dataset.ledger.path_of(book, region)?;
    let name = &subject.dataset.regions.all()[region].name;
    Some(Cause::suspected(
        Place::file(path),
        say!(
            "{name}许多月的报表与这份台账对不上，多半是台账错了行、没有放全，或者拿错了文件",
            "many months of {name} differ from this ledger: rows may be missing, a column have slipped, or the file be another's"
        ),
        say!(
            "先核对台账的各列和行数；台账无误的，逐份改正报表",
            "check the columns and the rows of the ledger first; where they are right, correct the reports"
        ),
        0,
    ))
}

/// What it follows from that many reports break one rule.
fn misdeclared(subject: Subject, rule: &Rule) -> Cause {
    let id = &rule.id;
    Cause::suspected(
        rule.place.clone(),
        say!(
            "许多报表不合规则 `{id}`，多半是规则写错了",
            "many reports break the rule `{id}`: it may be declared wrongly"
        ),
        say!(
            "核对规则两边；规则无误的，逐份核对报表",
            "check both sides of the rule; where it is right, compare the reports one by one"
        ),
        subject.dataset.reports.iter().count() / 10,
    )
}

/// The sum of money that makes both sides equal where it is taken for 元, by its place among the parts of both: entered to
/// date, or in the month.
fn in_yuan(subject: Subject, op: Operator, left: &RuleSide, right: &RuleSide) -> Option<usize> {
    let is_in_yuan = |side: &RuleSide, other: &RuleSide, &(measure, span): &(MeasureAt, Span)| {
        let of = &subject.figures.measures()[measure];
        let is_reported = op == Operator::Equal && of.kind == Unit::Money && of.ledger.is_none();
        let number = |span| subject.figures.at(side.key((measure, span))).even_withheld();
        is_reported
            && [span, Span::Month]
                .into_iter()
                .filter_map(number)
                .any(|number| !number.is_zero() && side.sum - number + of_yuan(number) == other.sum)
    };
    let of_left = left.side.iter().position(|part| is_in_yuan(left, right, part));
    of_left.or_else(|| {
        let part = right.side.iter().position(|part| is_in_yuan(right, left, part))?;
        Some(left.side.len() + part)
    })
}

/// 元 in a 万元.
pub(super) const YUAN_IN_TEN_THOUSAND: i64 = 10_000;

/// What a number entered in 元 is in 万元.
pub(super) fn of_yuan(number: Decimal) -> Decimal {
    number / Decimal::from(YUAN_IN_TEN_THOUSAND)
}

fn kept_out(why: PassedOver) -> (&'static str, &'static str) {
    match why {
        PassedOver::Revoked => ("已撤销", "it was revoked"),
        PassedOver::OtherKind => ("种类不同", "it is of another kind"),
        PassedOver::OneParty => {
            ("不是对单位和主要负责人都处罚的案件", "its case is not against both unit and principal")
        }
        PassedOver::Dismissed => ("不属实或已降级", "it was none, or was downgraded"),
        PassedOver::General => ("是一般隐患", "it is a general hazard"),
        PassedOver::NeverListed => ("只有摘牌，没有挂牌日期", "it was delisted, and has no day of listing"),
    }
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
