//! What is to be done about publications within thirty days: publish, withdraw, let expire.

use chrono::{Days, NaiveDate};

use super::super::Subject;
use crate::dataset::Case;
use crate::dataset::ledger::DecisionStatus;
use crate::dataset::publication::{State, Visibility, default_expiry};
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::say;

/// How far ahead is looked.
const AHEAD: Days = Days::new(30);
/// 安全生产法 78: a penalty is published within so many working days.
const TO_PUBLISH: u32 = 7;
/// 行政处罚法 48: withdrawn within so many days of the change.
const TO_WITHDRAW: Days = Days::new(3);

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

/// A decision behind it was revoked or changed, and the case has not followed.
fn to_withdraw(subject: Subject, case: &Case, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    for action in &case.actions {
        let decision = ledger.decisions.get(action.value);
        let Some(since) = decision.status_on.filter(|on| *on <= subject.as_of) else { continue };
        let follows = |to: State| match decision.status {
            DecisionStatus::Valid => true,
            DecisionStatus::Amended => matches!(to, State::Amended | State::Withdrawn),
            DecisionStatus::Revoked => matches!(to, State::Amended | State::Withdrawn),
        };
        let followed = case
            .publication
            .steps
            .iter()
            .any(|step| follows(step.to) && (since..=subject.as_of).contains(&step.on));
        if followed || decision.status == DecisionStatus::Valid {
            continue;
        }
        let due = since + TO_WITHDRAW;
        let severity = if due < subject.as_of { Severity::Error } else { Severity::Warning };
        let id = ledger.decisions.id(decision);
        findings.push(
            Finding::new(
                Code::DueToWithdraw,
                case.place(&action.span),
                say!(
                    "处罚 `{id}` 已于 {since} 撤销或变更，应在 {due} 前撤回或变更这个案例",
                    "penalty `{id}` was revoked or changed on {since}; this case is to follow by {due}"
                ),
            )
            .severity(severity)
            .related(
                ledger.decisions.cell(decision, "status"),
                say!("台账里的状态", "its status in the ledger"),
            )
            .help(say!(
                "在 `history` 里写上 `withdrawn` 或 `amended` 一步，说明理由",
                "add the step `withdrawn` or `amended` to `history`, with the reason"
            )),
        );
    }
}

fn penalties(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    for decision in ledger.decisions.rows().iter().filter(|decision| decision.is_valid_penalty()) {
        let cell = |column| ledger.decisions.cell(decision, column);
        let id = || ledger.decisions.id(decision);
        match decision.published_on {
            None if decision.decided_on <= subject.as_of => {
                let due = ledger.workdays.after(decision.decided_on, TO_PUBLISH);
                let late = due < subject.as_of;
                let message = if late {
                    say!(
                        "处罚 `{}` 应在 {due} 前公开，已经逾期",
                        "penalty `{}` was to be published by {due}",
                        id()
                    )
                } else {
                    say!("处罚 `{}` 应在 {due} 前公开", "penalty `{}` is to be published by {due}", id())
                };
                findings.push(
                    Finding::new(Code::DueToPublish, cell("published_on"), message)
                        .help(say!("公开后填上 `published_on`", "publish it and fill in `published_on`")),
                );
            }
            Some(_) => {
                let last = decision.expires_on.unwrap_or_else(|| default_expiry(decision.decided_on));
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
