//! Facilities that a decision closed and the register still has as something else.
//!
//! In: decisions to close that stand, and the register. Out: a hint at the facility's status, with the decision.

use hashbrown::HashMap;

use super::Subject;
use crate::dataset::ledger::{Decision, DecisionKind, EnterpriseAt, FacilityAt, FacilityStatus, Word};
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// Every decision to close.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let (table, facilities) = (&ledger.decisions, &ledger.facilities);
    let closes = |decision: &&Decision| decision.kind == DecisionKind::Close && !decision.status.is_undone();
    let mut closing = table.rows().iter().filter(closes).peekable();
    if closing.peek().is_none() {
        return;
    }
    let only = only_facilities(subject);
    let mut told = vec![false; facilities.len()];
    for decision in closing {
        // Against an enterprise of several it is not known which of them was closed.
        let at = decision.facility.or_else(|| *only.get(&decision.enterprise?)?);
        let Some(at) = at.filter(|at| !told[at.place()]) else { continue };
        let (facility, on) = (facilities.get(at), decision.decided_on);
        let is_off = facility.until.is_some_and(|until| until <= subject.as_of);
        if is_off || is_closed(facility.status) || on >= subject.as_of {
            continue;
        }
        told[at.place()] = true;
        let (id, other, status) = (facilities.id(facility), table.id(decision), facility.status);
        let (zh, en) = (status.title(), status.term().2);
        findings.push(
            Finding::new(
                Code::OpenThoughClosed,
                facilities.cell(facility, "status"),
                say!(
                    "提示：决定 `{other}` {on} 关闭了设施 `{id}`，台账里仍是“{zh}”",
                    "a hint: the decision `{other}` closed the facility `{id}` on {on}, which is {en} in the register"
                ),
            )
            .related(table.cell(decision, "kind"), say!("关闭它的决定", "the decision that closed it"))
            .help(say!(
                "已关闭的 `status` 写 closed，原状态写进 `former_statuses`；决定已撤销的，改决定的状态",
                "what is closed has `status` closed and its status before in `former_statuses`; or the decision was revoked"
            )),
        );
    }
}

/// Whether a facility of a status is closed, or stopped on the way there.
fn is_closed(status: FacilityStatus) -> bool {
    match status {
        FacilityStatus::Closed | FacilityStatus::Decommissioned | FacilityStatus::Suspended => true,
        FacilityStatus::Production
        | FacilityStatus::Construction
        | FacilityStatus::Rectifying
        | FacilityStatus::IdleManned
        | FacilityStatus::IdleUnmanned => false,
    }
}

/// The facility of each enterprise that has one alone.
fn only_facilities(subject: Subject) -> HashMap<EnterpriseAt, Option<FacilityAt>> {
    let mut only = HashMap::new();
    for (at, facility) in subject.dataset.ledger.facilities.iter() {
        let Some(owner) = facility.enterprise else { continue };
        only.entry(owner).and_modify(|one| *one = None).or_insert(Some(at));
    }
    only
}
