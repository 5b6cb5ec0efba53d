//! Rules by the day of the reports they read: a decision that was revoked or amended since stood then.
//!
//! In: the two sides of a rule, and the days their forms were handed in or corrected. Out: whether the rule held on one of
//! those days; whether a decision changed between two of them; and what the next report has to follow. The form of the 20th
//! says 5 penalties, one is revoked on the 22nd, the form of the 25th says 4: nobody is wrong, and the report of the month
//! after says 4 in both.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Subject;
use super::rule_sides::{Resolved, RuleSide, holds};
use crate::dataset::ledger::{Book, Decision};
use crate::dataset::{Operator, RegionAt, Role, Span};
use crate::diagnostic::{Code, Finding, Severity};
use crate::figures::{Key, MeasureAt, as_it_stood, figure_named, format_decimal};
use crate::say;

/// Whether the rule held by the decisions that stood on the day of one of the reports it reads.
pub(super) fn when_reported(subject: Subject, op: Operator, left: &RuleSide, right: &RuleSide) -> bool {
    if !changes(subject, left, right) {
        return false;
    }
    let mut days = reported(subject, left, right).into_iter();
    days.any(|day| holds(op, side(subject, left, day), side(subject, right, day)))
}

/// Whether a decision was revoked or amended after one of the reports a rule reads, and not after another; or was amended
/// after one, and what it was before is not written.
pub(super) fn changed_between(subject: Subject, left: &RuleSide, right: &RuleSide) -> bool {
    // That a penalty was revoked is no excuse for a number of hazards.
    if !is_of_decisions(subject, left) && !is_of_decisions(subject, right) {
        return false;
    }
    let days = reported(subject, left, right);
    let Some((first, last)) = days.iter().min().zip(days.iter().max()) else { return false };
    let of_ledgers = counts(subject, left) || counts(subject, right);
    changed(subject, left.region).any(|(decision, day)| {
        let unknown = decision.is_amended_unknown() && day > *first && of_ledgers;
        (day > *first && day <= *last) || unknown
    })
}

/// A breach that came of a change between two reports: told, and in no way of a build.
pub(super) fn between_reports(finding: Finding) -> Finding {
    finding.severity(Severity::Warning).help(say!(
        "两份报表之间有处罚被撤销或变更：下一期报表按变更后的填；变更了金额的，填 `amount_before_yuan`",
        "a penalty was revoked or amended between the two reports: the next ones say what stands; where a sum was amended, enter `amount_before_yuan`"
    ))
}

/// What changed after the latest report: it said what stood, and the next is to say what does.
pub(super) fn to_follow(
    subject: Subject,
    resolved: &Resolved,
    left: &RuleSide,
    right: &RuleSide,
) -> Option<Finding> {
    if !changes(subject, left, right) {
        return None;
    }
    let last = *reported(subject, left, right).iter().max()?;
    let (decision, day) =
        changed(subject, left.region).filter(|(_, day)| *day > last).min_by_key(|(_, day)| *day)?;
    let now = [left, right].map(|one| side(subject, one, subject.as_of));
    if holds(resolved.rule.op, now[0], now[1]) {
        return None;
    }
    let table = &subject.dataset.ledger.decisions;
    let (id, rule) = (table.id(decision), &resolved.rule.id);
    let (was, is) = if counts(subject, left) { (left.sum, now[0]) } else { (right.sum, now[1]) };
    let (was, is) = (format_decimal(was, ""), format_decimal(is, ""));
    let message = say!(
        "决定 `{id}` {day} 撤销或变更，在最近一期报表 {last} 之后：规则 `{rule}` 的台账数由 {was} 变为 {is}",
        "the decision `{id}` was revoked or amended on {day}, after the latest report of {last}: the ledger's number of the rule `{rule}` goes from {was} to {is}"
    );
    Some(
        Finding::new(Code::RulesDisagree, table.cell(decision, "status_on"), message)
            .severity(Severity::Warning)
            .help(say!("下一期报表的累计按变更后的填", "the next report to date says what stands")),
    )
}

/// A side's sum by the decisions that stood on a day.
fn side(subject: Subject, one: &RuleSide, day: NaiveDate) -> Decimal {
    let figures = subject.figures;
    let value = |term: &(MeasureAt, Span)| {
        let at = one.key(*term);
        let stood = as_it_stood(figures, subject.dataset, at, day);
        stood.or_else(|| figures.at(at).even_withheld())
    };
    one.side.iter().filter_map(value).sum()
}

/// Whether a side has a number of the ledger of decisions.
fn counts(subject: Subject, one: &RuleSide) -> bool {
    one.side.iter().any(|(measure, _)| {
        let entries = subject.figures.measures()[*measure].ledger.as_ref();
        entries.is_some_and(|entries| entries.book() == Book::Enforcement)
    })
}

/// Whether a side counts decisions, in the ledger or as a report has them.
fn is_of_decisions(subject: Subject, one: &RuleSide) -> bool {
    let punishes = |(measure, _): &(MeasureAt, Span)| {
        let of = &subject.figures.measures()[*measure];
        let named = of.form.zip(of.id.split_once('.'));
        let role = named.and_then(|(form, (_, id))| subject.dataset.forms[form].role(id));
        matches!(role, Some(Role::Punishment | Role::Penalties))
    };
    counts(subject, one) || one.side.iter().any(punishes)
}

/// Whether anything a rule compares may have changed.
fn changes(subject: Subject, left: &RuleSide, right: &RuleSide) -> bool {
    (counts(subject, left) || counts(subject, right)) && changed(subject, left.region).next().is_some()
}

/// A reporter's decisions that were revoked or amended, each with the day.
fn changed(subject: Subject<'_>, region: RegionAt) -> impl Iterator<Item = (&Decision, NaiveDate)> {
    let decisions = subject.figures.decisions_of(region);
    let table = &subject.dataset.ledger.decisions;
    decisions
        .map(|at| table.get(at))
        .filter_map(|decision| Some((decision, decision.status_on.filter(|_| decision.is_changed())?)))
}

/// The days of the reports that two sides read: when each form was handed in, or last corrected.
fn reported(subject: Subject, left: &RuleSide, right: &RuleSide) -> Vec<NaiveDate> {
    let dataset = subject.dataset;
    let mut days = Vec::new();
    for one in [left, right] {
        let Some(report) = dataset.reports.get(one.region, one.period) else { continue };
        for term in one.side {
            let at = one.key(*term);
            let Some(form) = subject.figures.measures()[at.measure].form else { continue };
            let filed = report.filings[form].as_ref().and_then(|filing| filing.submitted_on);
            // One that was corrected says what stood then, and no longer what stood when it was handed in.
            days.extend(corrected(subject, at).max(filed));
        }
    }
    days
}

/// The day a figure was last corrected, or one of those it was added up of.
fn corrected(subject: Subject, at: Key) -> Option<NaiveDate> {
    let is_its = |name: &str| {
        figure_named(name, subject.dataset, subject.figures)
            .is_ok_and(|of| (of.measure, of.region) == (at.measure, at.region) && of.period <= at.period)
    };
    let corrections = subject.dataset.corrections.iter();
    let of_figure =
        corrections.filter(|correction| correction.changes.iter().any(|change| is_its(&change.what.value)));
    of_figure.map(|correction| correction.date.value).max()
}
