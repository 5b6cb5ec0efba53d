//! Comes in: what a reporter found, inspected and decided. Goes out: its three ledger files as CSV.

use super::enforcement::{Decision, case_id};
use super::hazards::{Hazard, Outcome};
use super::office::Office;
use super::plan::Plan;
use super::registry::Registry;
use super::table::Table;
use super::tally::Ledgers;

const HAZARDS: [&str; 27] = [
    "id",
    "facility",
    "level",
    "source",
    "found_on",
    "found_by",
    "criterion",
    "description",
    "responsible",
    "measures",
    "funds_yuan",
    "due_on",
    "emergency_plan",
    "listed_by",
    "listed_on",
    "delisted_on",
    "reported_regulator_on",
    "reported_workers_on",
    "verified_on",
    "applied_on",
    "reviewed_on",
    "reviewed_by",
    "closed_on",
    "outcome",
    "extended_to",
    "recurs",
    "evidence",
];

const ENFORCEMENT: [&str; 18] = [
    "id",
    "case",
    "decided_on",
    "authority",
    "region",
    "enterprise",
    "facility",
    "party",
    "kind",
    "basis",
    "amount_yuan",
    "document_no",
    "hazards",
    "published_on",
    "expires_on",
    "status",
    "status_on",
    "status_reason",
];

const INSPECTIONS: [&str; 9] = [
    "id",
    "organ",
    "kind",
    "started_on",
    "ended_on",
    "facilities",
    "problems_found",
    "problems_rectified",
    "note",
];

/// `data/ledger/hazards/<region>.csv`.
pub(super) fn hazards_csv(registry: &Registry, office: &Office, hazards: &[Hazard]) -> String {
    let mut table = Table::new(&[&HAZARDS[..], &["note"]].concat());
    for hazard in hazards {
        table.text(&hazard.id).text(&registry.facilities[hazard.facility].id);
        table.text(if hazard.major { "major" } else { "general" }).text(hazard.source.code());
        table.value(hazard.found_on).text(hazard.found_by).text(hazard.criterion.unwrap_or(""));
        table.text(&hazard.description);
        remedy(&mut table, hazard);
        table
            .text(hazard.listed_on.map_or("", |_| &office.name))
            .date(hazard.listed_on)
            .date(hazard.delisted_on);
        table.date(hazard.reported_regulator_on).date(hazard.reported_workers_on);
        table.date(hazard.verified_on).date(hazard.applied_on).date(hazard.reviewed_on);
        table.text(hazard.reviewed_on.map_or("", |_| &office.reviewer)).date(hazard.closed_on);
        table.text(hazard.outcome.map_or("", Outcome::code)).date(hazard.extended_to);
        table.text(hazard.recurs.as_deref().unwrap_or(""));
        let kept =
            if hazard.outcome.is_some() && !hazard.is_rectified() { "核查记录" } else { "验收资料" };
        let evidence = hazard.applied_on.or(hazard.closed_on).map(|_| format!("{kept}-{}", hazard.id));
        table.optional(evidence).text(hazard.note).end();
    }
    table.finish()
}

fn remedy(table: &mut Table, hazard: &Hazard) {
    match &hazard.remedy {
        Some(remedy) => {
            table.text(remedy.responsible).text(remedy.measures).value(remedy.funds_yuan);
            table.value(remedy.due_on).text(remedy.emergency_plan);
        }
        None => (0..5).for_each(|_| _ = table.text("")),
    }
}

/// `data/ledger/enforcement/<region>.csv`.
pub(super) fn enforcement_csv(
    plan: &Plan,
    registry: &Registry,
    office: &Office,
    ledgers: &Ledgers,
) -> String {
    let mut table = Table::new(&ENFORCEMENT);
    for decision in &ledgers.decisions {
        table.text(&decision.id).text(&case_id(office, decision.case)).value(decision.decided_on);
        table.text(&office.name).text(&plan.reporters[office.reporter].code);
        table.text(&registry.enterprises[decision.enterprise].id);
        table.text(&registry.facilities[decision.facility].id);
        table.text(decision.party).text(decision.kind).text(decision.basis).optional(decision.amount_yuan);
        table.text(&decision.document_no);
        table.text(decision.hazard.map_or("", |at| &ledgers.hazards[at].id));
        table.date(decision.published_on).date(decision.expires_on);
        status(&mut table, decision);
        table.end();
    }
    table.finish()
}

fn status(table: &mut Table, decision: &Decision) {
    match decision.revoked_on {
        Some(on) => table.text("revoked").value(on).text("复核发现认定事实有误，自行撤销"),
        None => table.text("valid").text("").text(""),
    };
}

/// `data/ledger/inspections/<region>.csv`; several facilities are parted by semicolons.
pub(super) fn inspections_csv(registry: &Registry, office: &Office, ledgers: &Ledgers) -> String {
    let mut table = Table::new(&INSPECTIONS);
    for (at, inspection) in ledgers.inspections.iter().enumerate() {
        let places: Vec<&str> =
            inspection.facilities.iter().map(|&place| registry.facilities[place].id.as_str()).collect();
        table.value(format_args!("I{}-{:03}", office.code, at + 1)).text(&office.name).text(inspection.kind);
        table.value(inspection.started_on).value(inspection.ended_on).text(&places.join(";"));
        table
            .value(inspection.problems_found)
            .value(inspection.problems_rectified)
            .text(inspection.note)
            .end();
    }
    table.finish()
}
