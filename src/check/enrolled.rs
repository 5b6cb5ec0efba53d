//! What is found and decided while its facility and its enterprise are on the register, and not before or after.
//!
//! In: `since` and `until` of the registers, hazards and decisions. Out: a warning at the day of the register that cannot be,
//! once a row of it, with the first that contradicts it.

use chrono::NaiveDate;

use super::Subject;
use crate::dataset::ledger::{Row, Table};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::say;

/// Both registers.
pub fn check(subject: Subject, findings: &Findings) {
    facilities(subject, findings);
    enterprises(subject, findings);
}

/// The days of a register's row.
type Stay = [Option<NaiveDate>; 2];

/// Rows of a register, each told of once.
struct Register<'d, T> {
    table: &'d Table<T>,
    /// What a row is called.
    noun: (&'static str, &'static str),
    stay: fn(&T) -> Stay,
    told: Vec<bool>,
}

impl<'d, T: Row> Register<'d, T> {
    fn of(table: &'d Table<T>, noun: (&'static str, &'static str), stay: fn(&T) -> Stay) -> Option<Self> {
        let is_dated = table.rows().iter().any(|row| stay(row).iter().any(Option::is_some));
        is_dated.then(|| Self { table, noun, stay, told: vec![false; table.len()] })
    }

    /// What is told of a row, of which something was said to be on a day.
    fn look(&mut self, at: usize, on: NaiveDate, what: &Say, place: impl Fn() -> Place) -> Option<Finding> {
        let row = &self.table.rows()[at];
        let (id, (zh, en), Say { zh: what_zh, en: what_en }) = (self.table.id(row), self.noun, what);
        let (column, message) = match (self.stay)(row) {
            [Some(since), _] if on < since => (
                "since",
                say!(
                    "{zh} `{id}` {since} 起在册，{on} 就{what_zh}",
                    "the {en} `{id}` is on the register since {since}, yet {what_en} on {on}"
                ),
            ),
            [_, Some(until)] if on > until => (
                "until",
                say!(
                    "{zh} `{id}` 在册到 {until}，{on} 却{what_zh}",
                    "the {en} `{id}` is on the register until {until}, yet {what_en} on {on}"
                ),
            ),
            [..] => return None,
        };
        if std::mem::replace(&mut self.told[at], true) {
            return None;
        }
        Some(
            Finding::new(Code::FacilityClosed, self.table.cell(row, column), message)
                .related(place(), say!("这一天", "that day"))
                .help(say!("核对在册日期和那一行", "check the day of the register, and that row")),
        )
    }
}

/// A hazard is found at a facility that is on the register.
fn facilities(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let stay = |facility: &crate::dataset::ledger::Facility| [facility.since, facility.until];
    let Some(mut register) = Register::of(&ledger.facilities, ("设施", "facility"), stay) else { return };
    for hazard in ledger.hazards.rows() {
        let id = ledger.hazards.id(hazard);
        let what = say!("发现隐患 `{id}`", "the hazard `{id}` was found");
        let place = || ledger.hazards.cell(hazard, "found_on");
        findings.extend(register.look(hazard.facility.place(), hazard.found_on, &what, place));
    }
}

/// So is whoever is fined, whose facility had a hazard; what was found before it ended may be decided after.
fn enterprises(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let stay = |firm: &crate::dataset::ledger::Enterprise| [firm.since, firm.until];
    let Some(mut register) = Register::of(&ledger.enterprises, ("企业", "enterprise"), stay) else {
        return;
    };
    for hazard in ledger.hazards.rows() {
        let Some(owner) = ledger.facility_of(hazard).owner_on(hazard.found_on) else { continue };
        let id = ledger.hazards.id(hazard);
        let what = say!("在它的设施发现隐患 `{id}`", "the hazard `{id}` was found at a facility of its");
        let place = || ledger.hazards.cell(hazard, "found_on");
        findings.extend(register.look(owner.place(), hazard.found_on, &what, place));
    }
    for decision in ledger.decisions.rows().iter().filter(|decision| decision.hazards.is_empty()) {
        let Some(firm) = decision.enterprise else { continue };
        let id = ledger.decisions.id(decision);
        let what = say!("对它作出决定 `{id}`", "the decision `{id}` was made against it");
        let place = || ledger.decisions.cell(decision, "decided_on");
        findings.extend(register.look(firm.place(), decision.decided_on, &what, place));
    }
}
