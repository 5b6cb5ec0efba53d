//! Whether a good example praises a firm that the site exposes elsewhere.
//!
//! In: a case of the kind positive, the firms it is linked to and names, the ledgers. Out: a warning for each firm with a
//! penalty in force or with a hazard on the public list that is still open.

use std::collections::BTreeSet;

use super::super::Subject;
use super::firms::Registered;
use super::lexicon::Lexicon;
use super::prose::CaseProse;
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::ledger::EnterpriseAt;
use crate::dataset::life::state;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::law::plain;
use crate::say;

pub(super) fn check(
    subject: Subject,
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    known: &Lexicon<Registered>,
    findings: &Findings,
) {
    let ledger = &subject.dataset.ledger;
    let place = case.enterprise.as_ref().map_or(&case.title.span, |at| &at.span);
    for firm in praised(case, prose, record, known) {
        let Some((row, id)) = penalty(subject, firm).or_else(|| open_hazard(subject, firm)) else { continue };
        let table = &ledger.enterprises;
        let name = table.text(table.get(firm), table.get(firm).name);
        let message = say!(
            "先进典型“{name}”有尚在公示期的处罚或未销号的公示隐患：`{id}`",
            "`{name}` is a good example, and has a penalty in force or a listed hazard open: `{id}`"
        );
        let help = say!(
            "换一家作典型，或等处罚公示期满、隐患销号后再发布",
            "take another example, or publish it once the penalty has left the site and the hazard is closed"
        );
        findings.push(
            Finding::new(Code::PraisedAndPunished, case.place(place), message)
                .related(row, say!("这一行", "this row"))
                .help(help),
        );
    }
}

/// The firms a case is about, and those it names; of a mine its owner today.
fn praised(
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    known: &Lexicon<Registered>,
) -> BTreeSet<EnterpriseAt> {
    let title = plain(&case.title.value);
    let texts = std::iter::once(title.as_str()).chain(prose.sentences().map(|sentence| sentence.text));
    let named = texts.flat_map(|text| known.find(text)).flat_map(|one| one.whose.to_vec());
    let owner = |whose| match whose {
        Registered::Firm(at) => Some(at),
        Registered::Facility(at) => record.ledger.facilities.get(at).enterprise,
    };
    record.firms.iter().copied().chain(named.filter_map(owner)).collect()
}

fn penalty(subject: Subject<'_>, firm: EnterpriseAt) -> Option<(Place, &str)> {
    let table = &subject.dataset.ledger.decisions;
    let day = subject.as_of;
    let decision = table.rows().iter().find(|one| {
        one.enterprise == Some(firm) && one.decided_on <= day && one.is_valid_penalty() && !one.has_left(day)
    })?;
    Some((table.place(decision), table.id(decision)))
}

fn open_hazard(subject: Subject<'_>, firm: EnterpriseAt) -> Option<(Place, &str)> {
    let ledger = &subject.dataset.ledger;
    let list = &subject.dataset.settings.hazard_list;
    let hazard = ledger.hazards.rows().iter().find(|hazard| {
        ledger.facility_of(hazard).enterprise == Some(firm)
            && list.names(hazard, subject.as_of)
            && !state(hazard, subject.as_of).is_final()
    })?;
    Some((ledger.hazards.place(hazard), ledger.hazards.id(hazard)))
}
