//! Enterprises that a case or a penalty would name and that nobody has looked at: each is held back, and told once.

use std::collections::BTreeMap;

use super::Subject;
use crate::dataset::ledger::EnterpriseAt;
use crate::dataset::publication::Visibility;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::privacy::named::like_a_name;
use crate::privacy::names::is_or_holds_name;
use crate::say;

/// Tells of each.
pub fn check(subject: Subject, findings: &Findings) {
    let (dataset, day) = (subject.dataset, subject.as_of);
    let ledger = &dataset.ledger;
    for (file, span) in &dataset.named.approvals {
        if is_or_holds_name(&file.text[span.clone()]) {
            findings.push(
                like_a_name(file.place(span)).help(say!("写岗位，不写姓名", "write a post, never a name")),
            );
        }
    }
    let mut held: BTreeMap<EnterpriseAt, Vec<Place>> = BTreeMap::new();
    let penalties = ledger.decisions.rows().iter().filter(|decision| {
        let is_out = decision.published_on.is_some_and(|on| on <= day) && !decision.has_left(day);
        decision.is_held_back && decision.kind.is_penalty() && !decision.status.is_undone() && is_out
    });
    for decision in penalties {
        let Some(enterprise) = decision.enterprise else { continue };
        held.entry(enterprise).or_default().push(ledger.decisions.cell(decision, "enterprise"));
    }
    for case in dataset.cases.iter().filter(|case| case.is_held_back) {
        let Some(enterprise) = &case.enterprise else { continue };
        if case.publication.on(day).visibility() == Visibility::Shown {
            held.entry(enterprise.value).or_default().push(case.place(&enterprise.span));
        }
    }
    for (enterprise, places) in held {
        let id = ledger.enterprises.id(ledger.enterprises.get(enterprise));
        let count = places.len();
        let message = say!(
            "企业 `{id}` 还没有人核对过能不能点名，暂不公布这 {count} 处",
            "nobody has looked yet at whether the enterprise `{id}` may be named: held back here, {count} in all"
        );
        let mut finding = Finding::new(Code::NamedUnseen, places[0].clone(), message).help(say!(
            "核对后在 `data/named.csv` 里加一行（`gongshi diff --named` 给出）；其余照常公布",
            "once it is looked at, add a line to `data/named.csv` (`gongshi diff --named` prints it); all else is published"
        ));
        for place in places.into_iter().skip(1).take(3) {
            finding = finding.related(place, say!("还有这里", "and here"));
        }
        findings.push(finding);
    }
}
