//! Whether each step of a case's life is one the law knows, and recorded as it must be.

use crate::dataset::Case;
use crate::dataset::cases::{CaseKind, LifeEntry};
use crate::dataset::publication::PublicationState;
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::say;

/// Checks the history of one case.
pub(super) fn check(case: &Case, findings: &Findings) {
    order(case, findings);
    steps(case, findings);
    for entry in &case.history {
        documented(case, entry, findings);
    }
    agreement(case, findings);
}

fn report(case: &Case, code: Code, entry: &LifeEntry, message: Say, help: Say, findings: &Findings) {
    findings.push(Finding::new(code, case.place(&entry.span), message).help(help));
}

/// By day, each not before the one above.
fn order(case: &Case, findings: &Findings) {
    for pair in case.history.windows(2).filter(|pair| pair[1].on < pair[0].on) {
        report(
            case,
            Code::CaseHistory,
            &pair[1],
            say!("{} 在上一步 {} 之前", "{} is before the step above, {}", pair[1].on, pair[0].on),
            say!("按日期先后排列", "put the steps in order of their days"),
            findings,
        );
    }
}

/// Every step must be one the law knows from the state before it.
fn steps(case: &Case, findings: &Findings) {
    let (mut state, mut notified) = (PublicationState::Draft, false);
    for step in &case.publication.steps {
        let to = step.to;
        let entry = case.history.iter().find(|entry| (entry.on, entry.to) == (step.on, to));
        let implied = case.published_on.as_ref().map_or(0..0, |at| at.span.clone());
        let span = entry.map_or(implied, |entry| entry.span.clone());
        let unheard = to == PublicationState::Published && case.kind == CaseKind::Negative && !notified;
        if !state.may_become(to) {
            findings.push(
                Finding::new(
                    Code::CaseStep,
                    case.place(&span),
                    say!("不能从“{}”变为“{}”", "`{}` cannot become `{}`", state.title(), to.code()),
                )
                .help(say!(
                    "撤回、期满的不能再公开，重新公开要另立案例",
                    "what was withdrawn or has expired is published again only as a new case"
                )),
            );
        } else if unheard {
            findings.push(
                Finding::new(
                    Code::CaseStep,
                    case.place(&span),
                    say!("公开之前没有告知", "published without a notice before"),
                )
                .help(say!(
                    "在 `history` 里补上 `to = \"notified\"` 的一步",
                    "add the step `to = \"notified\"` to `history`"
                )),
            );
        }
        notified |= to == PublicationState::Notified;
        state = to;
    }
}

/// Each step rests on a document, but for drafts and what time alone does; only penalties need one to appear.
fn documented(case: &Case, entry: &LifeEntry, findings: &Findings) {
    let needed = match entry.to {
        PublicationState::Draft | PublicationState::Expired => false,
        PublicationState::Published => case.kind == CaseKind::Negative,
        PublicationState::Notified
        | PublicationState::Appealed
        | PublicationState::Amended
        | PublicationState::Withdrawn
        | PublicationState::RemovedEarly
        | PublicationState::Restored => true,
    };
    if needed && entry.document_no.is_none() {
        let (title, code) = (entry.to.title(), entry.to.code());
        report(
            case,
            Code::CaseHistory,
            entry,
            say!("“{title}”这一步没有文书", "the step `{code}` names no document"),
            say!("写上 `document_no`", "give `document_no`"),
            findings,
        );
    }
}

/// `status` and `published_on` say what the history says.
fn agreement(case: &Case, findings: &Findings) {
    let last = case.publication.steps.last().map_or(PublicationState::Draft, |step| step.to);
    // Time alone makes it expire; nobody has to write that down.
    let by_time =
        case.status.value == PublicationState::Expired && last.may_become(PublicationState::Expired);
    if case.status.value != last && !(by_time && case.publication.expires_on.is_some()) {
        let stated = case.status.value;
        let (titles, codes) = ((stated.title(), last.title()), (stated.code(), last.code()));
        findings.push(
            Finding::new(
                Code::CaseHistory,
                case.place(&case.status.span),
                Say {
                    zh: format!("`status` 是“{}”，最后一步却是“{}”", titles.0, titles.1),
                    en: format!("`status` is `{}`, the last step `{}`", codes.0, codes.1),
                },
            )
            .help(say!(
                "在 `history` 里补上这一步，或改正 `status`",
                "add the step to `history`, or correct `status`"
            )),
        );
    }
    let first = case.history.iter().find(|entry| entry.to == PublicationState::Published);
    if let (Some(first), Some(stated)) = (first, &case.published_on)
        && first.on != stated.value
    {
        findings.push(
            Finding::new(
                Code::CaseHistory,
                case.place(&stated.span),
                say!(
                    "公开日期 {} 与 `history` 的 {} 不同",
                    "`published_on` is {}, in `history` it is {}",
                    stated.value,
                    first.on
                ),
            )
            .related(case.place(&first.span), say!("这一步", "that step"))
            .help(say!("改正其中一个", "correct one of them")),
        );
    }
}
