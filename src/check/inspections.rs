//! Inspections that cannot have been as they are entered. Hints.

use std::hash::Hash;

use hashbrown::HashSet;

use super::Subject;
use crate::dataset::ledger::InspectionKind;
use crate::diagnostic::{Code, Finding, Findings, Place, Severity};
use crate::say;

/// An inspection of more days is usually one whose month or year is wrong.
const LONGEST: i64 = 31;
/// A list of so many is compared as it stands.
const SHORT: usize = 16;

/// Every inspection, and the hazards of every decision, which are a list as its facilities are.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let table = &ledger.inspections;
    for inspection in table.rows() {
        let (id, from, to) = (table.id(inspection), inspection.started_on, inspection.ended_on);
        let days = (to - from).num_days();
        if days > LONGEST {
            let message = say!(
                "提示：检查 `{id}` 从 {from} 到 {to}，历时 {days} 天",
                "a hint: the inspection `{id}` lasted {days} days, from {from} to {to}"
            );
            findings.push(
                Finding::new(Code::InspectionLong, table.cell(inspection, "ended_on"), message).help(say!(
                    "核对两个日期；几次检查各写一行",
                    "check the two days; several inspections are a row each"
                )),
            );
        }
        let finds = inspection.problems_found.is_some_and(|found| found > 0);
        if inspection.facilities.is_empty() && (finds || inspection.kind != InspectionKind::Steering) {
            let message =
                say!("提示：检查 `{id}` 没有写设施", "a hint: the inspection `{id}` names no facility");
            findings.push(
                Finding::new(Code::EmptyCell, table.cell(inspection, "facilities"), message)
                    .severity(Severity::Warning)
                    .help(say!("写上所查设施的编号", "name what was inspected")),
            );
        }
        if let Some(on) = inspection.published_on.filter(|on| *on < from) {
            let message = say!(
                "检查 `{id}` 的公开日期 {on} 早于开始日期 {from}",
                "the inspection `{id}` was made known on {on}, before it began on {from}"
            );
            findings.push(
                Finding::new(Code::CellsContradict, table.cell(inspection, "published_on"), message)
                    .help(say!("改正其中一个日期", "correct one of the two days")),
            );
        }
        if let Some(facility) = twice(&inspection.facilities) {
            let other = ledger.facilities.id(ledger.facilities.get(facility));
            findings.push(listed_twice(id, other, table.cell(inspection, "facilities")));
        }
    }
    let table = &ledger.decisions;
    for decision in table.rows() {
        if let Some(hazard) = twice(&decision.hazards) {
            let other = ledger.hazards.id(ledger.hazards.get(hazard));
            findings.push(listed_twice(table.id(decision), other, table.cell(decision, "hazards")));
        }
    }
}

/// The first of a list that stands in it twice.
fn twice<T: Copy + Eq + Hash>(listed: &[T]) -> Option<T> {
    // Nearly every list is short; a long one is not held against itself.
    if listed.len() <= SHORT {
        let again = |(at, one): &(usize, &T)| listed[..*at].contains(one);
        return listed.iter().enumerate().find(again).map(|(_, one)| *one);
    }
    let mut seen = HashSet::with_capacity(listed.len());
    listed.iter().find(|one| !seen.insert(**one)).copied()
}

fn listed_twice(id: &str, other: &str, place: Place) -> Finding {
    let message = say!("提示：`{id}` 里 `{other}` 写了两次", "a hint: `{id}` names `{other}` twice");
    Finding::new(Code::IdTwice, place, message)
        .help(say!("删去一个；写错编号的改正", "delete one of them, or correct the id that is wrong"))
}
