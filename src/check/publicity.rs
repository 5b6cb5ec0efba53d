//! When a decision is published, for how long, and how it is taken back.

use chrono::{Months, NaiveDate};

use super::Subject;
use super::workdays::with_guess;
use crate::dataset::ledger::{Decision, Inspection, Notice, NoticeKind, Word};
use crate::diagnostic::{Code, Finding, Place, Say};
use crate::law::{Deadline, inspected_by, publish_by, results_by, withdraw_by};
use crate::say;

/// What is told of one decision.
pub(super) fn of_decision(subject: Subject, decision: &Decision) -> impl Iterator<Item = Finding> {
    let told = [
        late(subject, decision),
        result(subject, decision),
        expiry(subject, decision),
        explanation(subject, decision),
        minor(subject, decision),
    ];
    told.into_iter().flatten()
}

/// What is told at a cell of a decision.
pub(super) fn tell(
    subject: Subject,
    decision: &Decision,
    code: Code,
    column: &str,
    message: Say,
    help: Say,
) -> Finding {
    Finding::new(code, subject.dataset.ledger.decisions.cell(decision, column), message).help(help)
}

/// A penalty published late. One that is not published yet is due, which is told as such.
fn late(subject: Subject, decision: &Decision) -> Option<Finding> {
    let on = decision.published_on.filter(|on| decision.is_valid_penalty() && *on <= subject.as_of)?;
    let deadline = publish_by(subject.dataset, decision).filter(|deadline| on > deadline.by)?;
    let (by, days, (zh, en)) = (deadline.by, deadline.clock.working_days, deadline.clock.source.cited());
    let id = subject.dataset.ledger.decisions.id(decision);
    Some(tell(
        subject,
        decision,
        Code::PublishedLate,
        "published_on",
        say!(
            "提示：处罚 `{id}` {on} 才公开，{days} 个工作日内应公开，即 {by} 前",
            "a hint: the penalty `{id}` was published on {on}; {days} working days end on {by}"
        ),
        with_guess(deadline, say!("{zh}；核对日期", "{en}: compare the days")),
    ))
}

/// Another result of enforcement made known late; of one whose day is not written nothing is known.
fn result(subject: Subject, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let on = decision.published_on.filter(|on| *on <= subject.as_of)?;
    let deadline = results_by(subject.dataset, decision).filter(|deadline| on > deadline.by)?;
    let place = table.cell(decision, "published_on");
    Some(late_result(place, table.id(decision), on, deadline))
}

/// An inspection made known late.
pub(super) fn of_inspection(subject: Subject, inspection: &Inspection) -> Option<Finding> {
    let table = &subject.dataset.ledger.inspections;
    let on = inspection.published_on.filter(|on| *on <= subject.as_of)?;
    let deadline = inspected_by(subject.dataset, inspection).filter(|deadline| on > deadline.by)?;
    Some(late_result(table.cell(inspection, "published_on"), table.id(inspection), on, deadline))
}

fn late_result(place: Place, id: &str, on: NaiveDate, deadline: Deadline) -> Finding {
    let (by, days, (zh, en)) = (deadline.by, deadline.clock.working_days, deadline.clock.source.cited());
    let message = say!(
        "提示：`{id}` {on} 才公开，执法结果 {days} 个工作日内公开，即 {by} 前",
        "a hint: `{id}` was made known on {on}; {days} working days for results of enforcement end on {by}"
    );
    Finding::new(Code::ResultLate, place, message)
        .help(with_guess(deadline, say!("{zh}；核对日期", "{en}: compare the days")))
}

/// Public for as long as its gravity and the rules of its day say.
fn expiry(subject: Subject, decision: &Decision) -> Option<Finding> {
    let decided = decision.decided_on;
    let on = decision.expires_on.filter(|on| decision.is_valid_penalty() && *on >= decided)?;
    let period = subject.dataset.laws.period(decision.gravity, decided)?;
    let (least, most) = (period.least, period.most);
    let (from, until) = (decided + Months::new(least), decided + Months::new(most));
    if (from..=until).contains(&on) {
        return None;
    }
    let ((zh, en), (how_zh, how_en)) = (period.source.cited(), gravity(decision));
    let id = subject.dataset.ledger.decisions.id(decision);
    Some(tell(
        subject,
        decision,
        Code::ExpiryOutOfRange,
        "expires_on",
        say!(
            "提示：处罚 `{id}` 公开至 {on}，{how_zh}的公开 {least} 至 {most} 个月（{from} 至 {until}）",
            "a hint: the penalty `{id}` stays public until {on}; {how_en} it does so for {least} to {most} months ({from} to {until})"
        ),
        say!(
            "{zh}；不填即按 {most} 个月，轻重程度不对的填 `gravity`",
            "{en}; left empty it is {most} months, and `gravity` says where it is another"
        ),
    ))
}

/// Explained where it was changed.
fn explanation(subject: Subject, decision: &Decision) -> Option<Finding> {
    let deadline = withdraw_by(subject.dataset, decision)
        .filter(|deadline| subject.as_of > deadline.by && decision.status_reason.is_empty())?;
    let (by, (source_zh, source_en)) = (deadline.by, deadline.clock.source.cited());
    let (id, what) = (subject.dataset.ledger.decisions.id(decision), decision.status);
    let (zh, en) = (what.title(), what.term().2);
    Some(tell(
        subject,
        decision,
        Code::ChangeNotExplained,
        "status_reason",
        say!(
            "提示：决定 `{id}` 已{zh}，{by} 前应撤回公开信息并说明理由",
            "a hint: the decision `{id}` was {en}; by {by} it is to be taken back and explained"
        ),
        with_guess(deadline, say!("{source_zh}；写明理由", "{source_en}: give the reason")),
    ))
}

/// What is minor is not published in principle, where the rules of its day say so.
fn minor(subject: Subject, decision: &Decision) -> Option<Finding> {
    let on = decision.published_on.filter(|_| decision.is_valid_penalty())?;
    let period = subject.dataset.laws.period(decision.gravity, decision.decided_on);
    let period = period.filter(|period| period.is_unpublished)?;
    let (id, (zh, en), (how_zh, how_en)) =
        (subject.dataset.ledger.decisions.id(decision), period.source.cited(), gravity(decision));
    Some(tell(
        subject,
        decision,
        Code::MinorPublished,
        "published_on",
        say!(
            "提示：处罚 `{id}` {on} 公开，{how_zh}的原则上不公开",
            "a hint: the penalty `{id}` was published on {on}; {how_en} it is not published in principle"
        ),
        say!(
            "{zh}；不公开的删去 `published_on`，轻重程度不对的填 `gravity`",
            "{en}: take `published_on` out, or say in `gravity` where it is another"
        ),
    ))
}

/// Joint punishment that rests on nothing.
pub(super) fn of_notice(subject: Subject, notice: &Notice) -> Option<Finding> {
    let table = &subject.dataset.ledger.notices;
    let lacks = notice.kind == NoticeKind::JointPunishment && table.text(notice, notice.basis).is_empty();
    let id = table.id(notice);
    lacks.then(|| {
        let message =
            say!("提示：联合惩戒 `{id}` 没有依据", "a hint: the joint punishment `{id}` rests on nothing");
        Finding::new(Code::PunishmentWithoutBasis, table.cell(notice, "basis"), message).help(say!(
            "填 `basis`：按哪条法律、法规或者国家的清单",
            "fill in `basis`: by which law, or which entry of the national list"
        ))
    })
}

/// How grave it is, and whether that is stated: 一般（按种类和金额推定）.
fn gravity(decision: &Decision) -> (String, String) {
    let (title, code) = (decision.gravity.title(), decision.gravity.code());
    if decision.is_gravity_stated {
        (title.to_owned(), format!("being {code}"))
    } else {
        (format!("{title}（按种类和金额推定）"), format!("being {code} by kind and sum,"))
    }
}
