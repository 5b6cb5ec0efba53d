//! The steps of a case against the days of what they follow from: a firm is told of the exposure of what was found, a case is
//! withdrawn because its decision no longer stands.
//!
//! In: the history of a case and its record. Out: a finding for each step that comes before its reason.

use chrono::NaiveDate;

use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::publication::PublicationState;
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::law::plain;
use crate::say;

/// Checks one case.
pub(super) fn check(case: &Case, record: &CaseRecord, findings: &Findings) {
    let hazards = &record.ledger.hazards;
    let found = record.hazards.iter().min_by_key(|hazard| hazard.found_on);
    let found = found.map(|hazard| {
        let why = say!("发现隐患", "the hazard was found");
        (hazard.found_on, hazards.cell(hazard, "found_on"), why)
    });
    let undone = record.linked.iter().filter(|one| one.status.is_changed());
    let undone = undone.filter_map(|one| Some((one.status_on?, one))).min_by_key(|(on, _)| *on);
    let undone = undone.map(|(on, one)| {
        let why = say!("决定撤销、变更", "the decision was undone or changed");
        (on, record.cell(one, "status_on"), why)
    });
    for entry in &case.history {
        let reason = match entry.to {
            PublicationState::Notified | PublicationState::Published => &found,
            PublicationState::Withdrawn => &undone,
            PublicationState::Draft
            | PublicationState::Appealed
            | PublicationState::Amended
            | PublicationState::Expired
            | PublicationState::RemovedEarly
            | PublicationState::Restored => &None,
        };
        let early = reason.as_ref().filter(|(on, ..)| entry.on < *on);
        findings.extend(early.map(|reason| too_early(case.place(&entry.span), entry.on, reason)));
        let is_of_exposure = matches!(entry.to, PublicationState::Notified | PublicationState::Published);
        if let Some(number) = entry.document_no.as_ref().filter(|_| is_of_exposure)
            && let Some((decision, _)) = record
                .numbers()
                .iter()
                .find(|(one, known)| one.kind.is_penalty() && *known == plain(&number.value))
        {
            let (text, id) = (&number.value, record.id(decision));
            let message = say!(
                "这一步的文书号“{text}”是处罚决定 `{id}` 的",
                "the document of this step, `{text}`, is the penalty `{id}`"
            );
            findings.push(
                Finding::new(Code::CaseDocument, case.place(&number.span), message)
                    .related(record.cell(decision, "document_no"), say!("那项决定", "that decision"))
                    .help(say!(
                        "写告知、公开所依据的文书",
                        "name the document of the notice or of the publication"
                    )),
            );
        }
    }
}

fn too_early(place: Place, on: NaiveDate, (day, row, why): &(NaiveDate, Place, Say)) -> Finding {
    let (zh, en) = (&why.zh, &why.en);
    let message = say!("这一步在 {on}，{day} 才{zh}", "this step was taken on {on}; {en} on {day}");
    Finding::new(Code::CaseDay, place, message)
        .related(row.clone(), say!("台账里的日期", "the day in the ledger"))
        .help(say!("核对这一步的日期", "check the day of the step"))
}
