//! When a decision is published, for how long, and how it is taken back.

use chrono::Months;

use super::Subject;
use super::workdays::with_guess;
use crate::dataset::ledger::{Decision, DecisionStatus, Word};
use crate::diagnostic::{Code, Finding, Say};
use crate::law::{publish_by, withdraw_by};
use crate::say;

/// What is told of one decision.
pub(super) fn of_decision(subject: Subject, decision: &Decision) -> impl Iterator<Item = Finding> {
    [late(subject, decision), expiry(subject, decision), explanation(subject, decision)].into_iter().flatten()
}

fn tell(subject: Subject, decision: &Decision, code: Code, column: &str, message: Say, help: Say) -> Finding {
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
    let (zh, en) = (what.title(), if what == DecisionStatus::Revoked { "revoked" } else { "amended" });
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

/// How grave it is, and whether that is stated: 一般（按种类和金额推定）.
fn gravity(decision: &Decision) -> (String, String) {
    let (title, code) = (decision.gravity.title(), decision.gravity.code());
    if decision.is_gravity_stated {
        (title.to_owned(), format!("being {code}"))
    } else {
        (format!("{title}（按种类和金额推定）"), format!("being {code} by kind and sum,"))
    }
}
