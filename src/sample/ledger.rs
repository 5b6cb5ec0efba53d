//! Comes in: what a reporter found, inspected and decided. Goes out: its three ledger files as CSV.

use super::decision::{Decision, case_id};
use super::hazards::{Ending, Hazard};
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::Registry;
use super::table::CsvFile;
use super::tally::Ledgers;
use crate::dataset::ledger::Book;

/// `data/ledger/hazards/<region>.csv`.
pub(super) fn hazards_csv(registry: &Registry, office: &Office, hazards: &[Hazard]) -> String {
    let mut table = CsvFile::of(Book::Hazards.columns());
    for hazard in hazards {
        table.set("id", &hazard.id).set("facility", &registry.facilities[hazard.facility].id);
        table
            .set("level", if hazard.major { "major" } else { "general" })
            .set("source", hazard.source.code());
        table.set("found_on", hazard.found_on).set("found_by", hazard.found_by);
        table
            .optional("criterion", hazard.criterion.map(|one| one.code))
            .set("description", &hazard.description);
        remedy(&mut table, hazard);
        table.optional("listed_by", hazard.listed_on.map(|_| &office.name));
        table.date("listed_on", hazard.listed_on).date("delisted_on", hazard.delisted_on);
        table.date("reported_regulator_on", hazard.reported_regulator_on);
        table.date("reported_workers_on", hazard.reported_workers_on);
        table.date("verified_on", hazard.verified_on).date("applied_on", hazard.applied_on);
        table.date("reviewed_on", hazard.reviewed_on);
        table.optional("reviewed_by", hazard.reviewed_on.map(|_| &office.reviewer));
        table.date("closed_on", hazard.closed_on).optional("outcome", hazard.outcome.map(Ending::code));
        let extended = hazard.extended.map(|(granted_on, due_on)| format!("{granted_on}:{due_on}"));
        table.optional("extensions", extended).optional("recurs", hazard.recurs.as_deref());
        let kept =
            if hazard.outcome.is_some() && !hazard.is_rectified() { "核查记录" } else { "验收资料" };
        let evidence = hazard.applied_on.or(hazard.closed_on).map(|_| format!("{kept}-{}", hazard.id));
        table.optional("evidence", evidence).set("note", hazard.note).end();
    }
    table.finish()
}

fn remedy(table: &mut CsvFile, hazard: &Hazard) {
    if let Some(remedy) = &hazard.remedy {
        table.set("responsible", remedy.responsible).set("measures", remedy.measures);
        table.set("funds_yuan", remedy.funds_yuan).set("due_on", remedy.due_on);
        table.set("emergency_plan", remedy.emergency_plan);
    }
}

/// `data/ledger/enforcement/<region>.csv`.
pub(super) fn enforcement_csv(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    ledgers: &Ledgers,
) -> String {
    let mut table = CsvFile::of(Book::Enforcement.columns());
    for decision in &ledgers.decisions {
        table.set("id", &decision.id).set("case", case_id(office, decision.case));
        table.set("decided_on", decision.decided_on).set("authority", decision.authority(office));
        table.set("region", &plan.reporters[office.reporter].code);
        table.set("enterprise", &registry.enterprises[decision.enterprise].id);
        table.set("facility", &registry.facilities[decision.facility].id);
        table.set("party", decision.party).set("kind", decision.kind).set("basis", &decision.basis);
        table.optional("amount_yuan", decision.amount_yuan).set("document_no", &decision.document_no);
        table.optional("hazards", decision.hazard.map(|at| &ledgers.hazards[at].id));
        table.date("published_on", decision.published_on).date("expires_on", decision.expires_on);
        table.date("hearing_notice_on", decision.hearing_notice_on);
        status(&mut table, decision);
        table.end();
    }
    table.finish()
}

fn status(table: &mut CsvFile, decision: &Decision) {
    match decision.revoked_on {
        Some(on) => {
            table.set("status", "revoked").set("status_on", on);
            table.set("status_reason", "复核发现认定事实有误，自行撤销")
        }
        None => table.set("status", "valid"),
    };
}

/// `data/ledger/inspections/<region>.csv`; several facilities are separated by semicolons.
pub(super) fn inspections_csv(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    ledgers: &Ledgers,
) -> String {
    let mut table = CsvFile::of(Book::Inspections.columns());
    for (at, inspection) in ledgers.inspections.iter().enumerate() {
        let places: Vec<&str> =
            inspection.facilities.iter().map(|&place| registry.facilities[place].id.as_str()).collect();
        table.set("id", format_args!("I{}-{:03}", office.code, at + 1)).set("organ", &office.name);
        table.set("kind", inspection.kind).set("started_on", inspection.started_on);
        table.set("ended_on", inspection.ended_on).set("facilities", places.join(";"));
        table.set("problems_found", inspection.problems_found);
        table.set("problems_rectified", inspection.problems_rectified);
        let published_on = inspection.published_on.filter(|on| *on <= plan.as_of);
        table.date("published_on", published_on).set("note", inspection.note).end();
    }
    table.finish()
}
