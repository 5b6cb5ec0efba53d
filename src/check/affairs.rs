//! Decisions of one affair against each other and against what they are about.
//!
//! In: the ledgers of enforcement. Out: hints at a principal fined in another case than the unit for the same hazard, at two
//! fines on one party for one thing (行政处罚法 29), and at a decision about another facility than its hazards are of.

use hashbrown::{HashMap, HashSet};

use super::Subject;
use crate::dataset::ledger::{Decision, DecisionKind, HazardAt, Party, Table, Word};
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::say;

/// Every decision.
pub fn check(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.decisions;
    let mut found: Vec<Finding> =
        table.rows().iter().filter_map(|decision| other_facility(subject, decision)).collect();
    let penalties = table.rows().iter().filter(|decision| decision.is_valid_penalty());
    let mut about: Vec<(HazardAt, &Decision)> = penalties
        .flat_map(|decision| decision.hazards.iter().map(move |hazard| (*hazard, decision)))
        .collect();
    about.sort_by_key(|(hazard, _)| *hazard);
    for of_one in about.chunk_by(|(one, _), (other, _)| one == other).filter(|of_one| of_one.len() > 1) {
        let decisions: Vec<&Decision> = of_one.iter().map(|(_, decision)| *decision).collect();
        found.extend(fined_twice(table, &decisions));
        found.extend(other_case(table, &decisions));
    }
    // Two hazards of one decision tell the same.
    found.sort_by(|one, other| one.place.cmp(&other.place));
    found.dedup();
    findings.extend(found);
}

/// What is decided about a hazard is about its facility.
fn other_facility(subject: Subject, decision: &Decision) -> Option<Finding> {
    let ledger = &subject.dataset.ledger;
    let facility = decision.facility?;
    let hazards = || decision.hazards.iter().map(|at| ledger.hazards.get(*at));
    // One that is no facility of the enterprise is told as such.
    let is_own = ledger.facilities.get(facility).owners().any(|owner| Some(owner) == decision.enterprise);
    let hazard = hazards().next().filter(|_| is_own)?;
    if hazards().any(|hazard| hazard.facility == facility) {
        return None;
    }
    let of = ledger.facility_of(hazard);
    if of.owners().all(|owner| Some(owner) != decision.enterprise) {
        return None;
    }
    let (id, name) = (ledger.decisions.id(decision), ledger.hazards.id(hazard));
    let (this, other) = (ledger.facilities.id(ledger.facilities.get(facility)), ledger.facilities.id(of));
    let message = say!(
        "决定 `{id}` 写的设施是 `{this}`，所涉隐患 `{name}` 是 `{other}` 的",
        "the decision `{id}` is about the facility `{this}`, its hazard `{name}` is of `{other}`"
    );
    Some(
        Finding::new(Code::DecisionElsewhere, ledger.decisions.cell(decision, "facility"), message)
            .related(
                ledger.hazards.cell(hazard, "facility"),
                say!("隐患的设施", "the facility of the hazard"),
            )
            .help(say!("核对设施和隐患编号", "check the ids of facility and hazard")),
    )
}

/// One party is fined once for one thing; a second fine is another's, or the same entered again.
fn fined_twice(table: &Table<Decision>, decisions: &[&Decision]) -> Option<Finding> {
    let mut first: HashMap<_, &Decision> = HashMap::new();
    let mut fines =
        decisions.iter().filter(|one| one.kind == DecisionKind::Fine && one.party != Party::Person);
    let (one, other) = fines.find_map(|other| {
        let before = first.insert((table.affair(other), other.party), other);
        before.map(|one| (one, *other))
    })?;
    // Rows that say the same are told as entered twice.
    if table.differ_by_id_alone(one, other) {
        return None;
    }
    let (id, first, (zh, en)) = (table.id(other), table.id(one), (one.party.title(), one.party.code()));
    let message = say!(
        "提示：决定 `{first}` 与 `{id}` 在同一案件里就同一隐患两次罚{zh}",
        "a hint: the decisions `{first}` and `{id}` fine {en} twice for one hazard in one case"
    );
    Some(
        Finding::new(Code::FinedTwice, table.cell(other, "amount_yuan"), message)
            .related(table.cell(one, "amount_yuan"), say!("先罚的", "the first of the two"))
            .help(say!(
                "行政处罚法第二十九条：同一违法行为不两次罚款；核对案件、隐患和对象",
                "no two fines for one breach (行政处罚法 29): check case, hazard and party"
            )),
    )
}

/// 一案双罚 is one case: the principal of an enterprise and the unit, fined for one hazard on one day.
fn other_case(table: &Table<Decision>, decisions: &[&Decision]) -> Option<Finding> {
    let of = |party: Party| decisions.iter().copied().filter(move |one| one.party == party);
    let affairs: HashSet<_> = of(Party::Unit).map(|one| table.affair(one)).collect();
    let same = |one: &Decision| (one.region, one.enterprise, one.decided_on);
    let units: HashMap<_, &Decision> = of(Party::Unit).map(|one| (same(one), one)).collect();
    let mut lone = of(Party::Principal).filter(|one| !affairs.contains(&table.affair(one)));
    let (principal, unit) = lone.find_map(|one| Some((one, *units.get(&same(one))?)))?;
    let (id, other) = (table.id(principal), table.id(unit));
    let (case, its) = (table.text(principal, principal.case), table.text(unit, unit.case));
    let message = say!(
        "提示：决定 `{id}` 写在案件 `{case}`，同一天就同一隐患罚单位的 `{other}` 在案件 `{its}`",
        "a hint: the decision `{id}` is of the case `{case}`, that on the unit for the same hazard and day, `{other}`, of `{its}`"
    );
    Some(
        Finding::new(Code::DocumentMisfit, table.cell(principal, "case"), message)
            .severity(Severity::Warning)
            .related(table.cell(unit, "case"), say!("单位的案件", "the case of the unit"))
            .help(say!(
                "一案双罚写同一个案件编号",
                "a unit and its principal fined in one case share its number"
            )),
    )
}
