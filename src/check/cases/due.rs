//! What is to be done about publications within thirty days: publish, withdraw, let expire.

use chrono::{Days, NaiveDate};

use super::super::Subject;
use super::super::workdays::with_guess;
use crate::dataset::Case;
use crate::dataset::ledger::{Decision, Word};
use crate::dataset::publication::{PublicationState, Visibility};
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::law::{publish_by, withdraw_by};
use crate::say;

/// How far ahead is looked.
const AHEAD: Days = Days::new(30);

/// Looks at every case and every penalty.
pub(super) fn check(subject: Subject, findings: &Findings) {
    for case in &subject.dataset.cases {
        if case.publication.visibility(subject.as_of) == Visibility::Shown {
            to_withdraw(subject, case, findings);
            to_expire(subject, case, findings);
        }
    }
    penalties(subject, findings);
}

/// Whether a day lies within the next thirty, or `as_of` itself.
fn is_near(subject: Subject, day: NaiveDate) -> bool {
    (subject.as_of..=subject.as_of + AHEAD).contains(&day)
}

fn to_expire(subject: Subject, case: &Case, findings: &Findings) {
    let Some(last) = case.publication.expires_on.filter(|day| is_near(subject, *day)) else { return };
    let span = case.expires_on.as_ref().map_or(&case.status.span, |at| &at.span);
    findings.push(
        Finding::new(
            Code::DueToExpire,
            case.place(span),
            say!("这个案例公开到 {last} 为止", "this case is public until {last}"),
        )
        .help(say!("届时自动移除名称，不必操作", "its names go by themselves; nothing need be done")),
    );
}

/// Whether a case has said what became of a decision behind it.
pub(super) fn has_followed(case: &Case, since: NaiveDate, day: NaiveDate) -> bool {
    let follows =
        |to: PublicationState| matches!(to, PublicationState::Amended | PublicationState::Withdrawn);
    case.publication.steps.iter().any(|step| follows(step.to) && (since..=day).contains(&step.on))
}

/// A decision behind it was revoked or changed, and the case has not followed.
fn to_withdraw(subject: Subject, case: &Case, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let decisions = || case.actions.iter().map(|at| (at, ledger.decisions.get(at.value)));
    let others = decisions().any(|(_, decision)| decision.is_valid_penalty());
    for (action, decision) in decisions().filter(|(_, decision)| decision.is_changed()) {
        let Some(since) = decision.status_on.filter(|on| *on <= subject.as_of) else { continue };
        if has_followed(case, since, subject.as_of) {
            continue;
        }
        let Some(by) = withdraw_by(subject.dataset, decision) else { continue };
        let due = by.by;
        let late = due < subject.as_of;
        let id = ledger.decisions.id(decision);
        let (became, was) = (decision.status.title(), decision.status.term().2);
        let message = if late {
            say!(
                "处罚 `{id}` 已于 {since} {became}，这个案例应在 {due} 前撤回或变更，已经逾期",
                "penalty `{id}` was {was} on {since}; this case was to follow by {due}"
            )
        } else {
            say!(
                "处罚 `{id}` 已于 {since} {became}，这个案例应在 {due} 前撤回或变更",
                "penalty `{id}` was {was} on {since}; this case is to follow by {due}"
            )
        };
        let help = if others {
            say!(
                "在 `history` 里写上 `amended` 一步并改正正文，或写上 `withdrawn` 一步；写明理由和文书",
                "add the step `amended` to `history` and correct the text, or the step `withdrawn`; with reason and document"
            )
        } else {
            say!(
                "所列处罚都已不成立：在 `history` 里写上 `withdrawn` 一步，写明理由和文书，`status` 改为 `withdrawn`",
                "none of its penalties stands: add the step `withdrawn` to `history` with reason and document, and set `status` to `withdrawn`"
            )
        };
        // What hangs on holidays that are not known stops nobody.
        let is_sure = late && by.guessed().is_none();
        let severity = if is_sure { Severity::Error } else { Severity::Warning };
        findings.push(
            Finding::new(Code::DueToWithdraw, case.place(&action.span), message)
                .severity(severity)
                .related(
                    ledger.decisions.cell(decision, "status"),
                    say!("台账里的状态", "its status in the ledger"),
                )
                .help(with_guess(by, help)),
        );
    }
}

fn penalties(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let to_publish = |decision: &&Decision| {
        let repaired = decision.repaired_on.is_some_and(|on| on <= subject.as_of);
        let period = subject.dataset.laws.period(decision.gravity, decision.decided_on);
        // What is not published in principle is due on no day.
        let may_stay = decision.published_on.is_none() && period.is_some_and(|period| period.is_unpublished);
        decision.is_valid_penalty() && !repaired && !may_stay
    };
    for decision in ledger.decisions.rows().iter().filter(to_publish) {
        let cell = |column| ledger.decisions.cell(decision, column);
        let id = || ledger.decisions.id(decision);
        match decision.published_on {
            None if decision.decided_on <= subject.as_of => {
                let Some(by) = publish_by(subject.dataset, decision) else { continue };
                let due = by.by;
                let late = due < subject.as_of;
                let message = if late {
                    say!(
                        "提示：处罚 `{}` 应在 {due} 前公开，已经逾期",
                        "a hint: penalty `{}` was to be published by {due}",
                        id()
                    )
                } else {
                    say!(
                        "提示：处罚 `{}` 应在 {due} 前公开",
                        "a hint: penalty `{}` is to be published by {due}",
                        id()
                    )
                };
                let help = say!("公开后填上 `published_on`", "publish it and fill in `published_on`");
                findings.push(
                    Finding::new(Code::DueToPublish, cell("published_on"), message)
                        .help(with_guess(by, help)),
                );
            }
            Some(_) => {
                let last = decision.public_until;
                if is_near(subject, last) {
                    findings.push(
                        Finding::new(
                            Code::DueToExpire,
                            cell("expires_on"),
                            say!("处罚 `{}` 公开到 {last} 为止", "penalty `{}` is public until {last}", id()),
                        )
                        .help(say!("届时自动移除，不必操作", "it goes by itself; nothing need be done")),
                    );
                }
            }
            None => {}
        }
    }
}
