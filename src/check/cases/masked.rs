//! Whether a firm a case masks stands beside it with its full name.
//!
//! In: a case whose naming is `masked`, its decisions and hazards. Out: a warning for each row that is public: its place,
//! day and sum are those of the case, so that whoever reads both knows the firm.

use super::super::Subject;
use crate::dataset::Case;
use crate::dataset::cases::Naming;
use crate::dataset::publication::Visibility;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::say;

pub(super) fn check(subject: Subject, case: &Case, findings: &Findings) {
    let day = subject.as_of;
    if case.naming.value != Naming::Masked || case.publication.visibility(day) != Visibility::Shown {
        return;
    }
    let (decisions, hazards) = (&subject.dataset.ledger.decisions, &subject.dataset.ledger.hazards);
    let row = case.actions.iter().find_map(|at| {
        let decision = decisions.get(at.value);
        let is_public = decision.is_valid_penalty()
            && decision.enterprise.is_some()
            && decision.published_on.is_some_and(|on| on <= day)
            && !decision.has_left(day);
        is_public.then(|| (decisions.place(decision), decisions.id(decision)))
    });
    let list = &subject.dataset.settings.hazard_list;
    let text = case.text();
    let of_hazard = || {
        case.hazards.iter().map(|at| hazards.get(at.value)).find_map(|hazard| {
            let on = hazard.found_on;
            let spellings = [
                on.format("%Y年%-m月%-d日").to_string(),
                on.format("%-m月%-d日").to_string(),
                on.to_string(),
            ];
            let is_told = list.names(hazard, day) && spellings.iter().any(|day| text.contains(day.as_str()));
            is_told.then(|| (hazards.place(hazard), hazards.id(hazard)))
        })
    };
    if let Some((row, id)) = row.or_else(of_hazard) {
        findings.push(told(case, row, id));
    }
}

fn told(case: &Case, row: Place, id: &str) -> Finding {
    let message = say!(
        "案例隐去了企业名称，同一件事的 `{id}` 却以全称公示",
        "the case masks its firm, and `{id}` tells the same affair with the full name"
    );
    let help = say!(
        "处罚依法公开的，案例写 `naming = \"full\"`；仍要隐去的，正文不写日期和金额，`actions`、`hazards` 不列已公示的这一行",
        "where the penalty is public by law write `naming = \"full\"`; where the firm is to stay masked, leave days and sums out of the text and the public row out of `actions` and `hazards`"
    );
    Finding::new(Code::MaskedInVain, case.place(&case.naming.span), message)
        .related(row, say!("公示的这一行", "the row that is public"))
        .help(help)
}
