//! Whether a criterion applies where a hazard was found, as far as the register knows, and whether it has the sub-item.
//!
//! In: hazards, criteria with a scope, the register. Out: warnings. An example: criterion 16 of ponds is for dams of the first
//! three classes and those above homes; at a pond of class 5 with nobody below it does not apply.

use super::Subject;
use crate::dataset::Criterion;
use crate::dataset::ledger::{Content, FacilityAt, Hazard, RowRef};
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

pub(super) fn check(subject: Subject, findings: &Findings) {
    let (ledger, criteria) = (&subject.dataset.ledger, &subject.dataset.criteria);
    let tell = |hazard: &Hazard, column: &str, message, help| {
        findings.push(
            Finding::new(Code::CriterionScope, ledger.hazards.cell(hazard, column), message).help(help),
        );
    };
    for (index, hazard) in ledger.hazards.iter() {
        for criterion in hazard.criteria.iter().map(|at| at.of(criteria)) {
            if applies(subject, criterion, hazard.facility) == Some(false) {
                let (code, id) = (&criterion.code, ledger.facilities.id(ledger.facility_of(hazard)));
                tell(
                    hazard,
                    "criterion",
                    say!(
                        "`{code}` 不适用于设施台账所登记的 `{id}`",
                        "`{code}` does not apply to `{id}` as it is registered"
                    ),
                    say!(
                        "核对判定标准，或改正设施台账的等别、头顶库、筑坝方式",
                        "check the criterion, or correct class, homes below or kind of dam in the register"
                    ),
                );
            }
        }
        let sub_item = ledger.content_of(RowRef::Hazard(index), "sub_item").number();
        let Some(sub_item) = sub_item else { continue };
        let most = match &*hazard.criteria {
            [only] => only.of(criteria).sub_items,
            _ => None,
        };
        if let Some(most) = most.filter(|most| sub_item == 0 || sub_item > *most) {
            let code = &hazard.criteria[0].of(criteria).code;
            tell(
                hazard,
                "sub_item",
                say!(
                    "`{code}` 没有第 {sub_item} 目，共 {most} 目",
                    "`{code}` has no sub-item {sub_item}, but {most} of them"
                ),
                say!(
                    "核对标准原文；没有分目的留空",
                    "compare the standard; leave it empty where there are none"
                ),
            );
        } else if hazard.criteria.len() != 1 {
            tell(
                hazard,
                "sub_item",
                say!(
                    "没有引或引了几条标准，不知道是哪一条的第几目",
                    "of which criterion it is the sub-item is not known"
                ),
                say!("分目只在引一条标准时填", "fill it in where one criterion is named"),
            );
        }
    }
}

/// Whether a criterion applies to a facility; `None` where the register does not know.
fn applies(subject: Subject, criterion: &Criterion, facility: FacilityAt) -> Option<bool> {
    let held = criterion.applies.iter().map(|scope| {
        let content = subject.dataset.ledger.content(RowRef::Facility(facility), scope.column);
        let is = |value: &String| match content {
            Content::Text(text) | Content::Word(text) => text == value,
            Content::Number(number) => number.to_string() == *value,
            Content::YesNo(yes) => yes.to_string() == *value,
            Content::Nothing
            | Content::Day(_)
            | Content::Yuan(_)
            | Content::Region(_)
            | Content::Criteria(_)
            | Content::Row(_)
            | Content::Hazards(_)
            | Content::Facilities(_) => false,
        };
        (content != Content::Nothing).then(|| scope.values.iter().any(is))
    });
    let held: Vec<Option<bool>> = held.collect();
    match () {
        () if held.is_empty() || held.contains(&Some(true)) => Some(true),
        () if held.contains(&None) => None,
        () => Some(false),
    }
}
