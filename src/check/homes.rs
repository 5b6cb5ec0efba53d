//! Where enterprises are registered, against where their facilities lie.
//!
//! In: the registers. Out: hints at an enterprise none of whose facilities lies where it does, and at a facility far from the
//! others of its enterprise, where that is rare: usually one of the two regions, or the owner, is mistyped.

use super::Subject;
use crate::dataset::RegionAt;
use crate::dataset::ledger::{Facility, FacilityAt};
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::say;

/// One facility of so many lying elsewhere than its enterprise is no longer rare.
const RARE: usize = 20;

/// Both registers.
pub fn check(subject: Subject, findings: &Findings) {
    let mut found = Vec::new();
    without_one_at_home(subject, &mut found);
    away(subject, &mut found);
    findings.extend(found);
}

/// An enterprise counts where it is registered; one none of whose facilities lies there may be in the wrong region.
fn without_one_at_home(subject: Subject, found: &mut Vec<Finding>) {
    let ledger = &subject.dataset.ledger;
    let (all, regions) = (&subject.dataset.regions, subject.dataset.regions.all());
    // By enterprise: one of its facilities, and whether one lies where it does.
    let mut seen: Vec<(Option<FacilityAt>, bool)> = vec![(None, false); ledger.enterprises.len()];
    for (index, facility) in ledger.facilities.iter() {
        for owner in facility.owners() {
            let (one, at_home) = &mut seen[owner.place()];
            *one = one.or(Some(index));
            // Where each lies in the end: what was merged is one.
            let home = all.last_holder(ledger.enterprises.get(owner).region);
            *at_home |= facility.regions().iter().any(|(region, ..)| all.last_holder(*region) == home);
        }
    }
    for ((_, firm), (one, _)) in ledger.enterprises.iter().zip(seen).filter(|(_, (_, at_home))| !at_home) {
        let Some(facility) = one.map(|one| ledger.facilities.get(one)) else { continue };
        let (id, name) = (ledger.enterprises.id(firm), &regions[firm.region].name);
        found.push(
            Finding::new(
                Code::RowElsewhere,
                ledger.enterprises.cell(firm, "region"),
                say!(
                    "企业 `{id}` 登记在{name}，设施都不在那里",
                    "the enterprise `{id}` is registered in {name}, where none of its facilities lies"
                ),
            )
            .severity(Severity::Warning)
            .related(ledger.facilities.cell(facility, "region"), say!("它的设施", "one of its facilities"))
            .help(say!("核对企业和设施的地区", "check the regions of both")),
        );
    }
}

/// Facilities in another county than their enterprise, which has one at home: few are so, or it is the custom there.
fn away(subject: Subject, found: &mut Vec<Finding>) {
    let ledger = &subject.dataset.ledger;
    let (all, regions) = (&subject.dataset.regions, subject.dataset.regions.all());
    let lies_in = |facility: &Facility| all.last_holder(facility.region);
    let home = |facility: &Facility| -> Option<RegionAt> {
        Some(all.last_holder(ledger.enterprises.get(facility.enterprise?).region))
    };
    let mut has_one_at_home = vec![false; ledger.enterprises.len()];
    for facility in ledger.facilities.rows() {
        if let Some(owner) = facility.enterprise {
            has_one_at_home[owner.place()] |= home(facility) == Some(lies_in(facility));
        }
    }
    let is_away = |facility: &&Facility| {
        let at_home = facility.enterprise.is_some_and(|owner| has_one_at_home[owner.place()]);
        at_home && home(facility) != Some(lies_in(facility))
    };
    let away: Vec<&Facility> = ledger.facilities.rows().iter().filter(is_away).collect();
    // Of a few facilities nothing can be said to be rare.
    if away.len() > ledger.facilities.len() / RARE {
        return;
    }
    for facility in away {
        let Some(owner) = facility.enterprise.map(|owner| ledger.enterprises.get(owner)) else { continue };
        let (id, firm) = (ledger.facilities.id(facility), ledger.enterprises.id(owner));
        let (here, there) = (&regions[facility.region].name, &regions[owner.region].name);
        let message = say!(
            "提示：设施 `{id}` 在{here}，它的企业 `{firm}` 和别的设施在{there}",
            "a hint: the facility `{id}` lies in {here}, its enterprise `{firm}` and others of its in {there}"
        );
        found.push(
            Finding::new(Code::RowElsewhere, ledger.facilities.cell(facility, "enterprise"), message)
                .severity(Severity::Warning)
                .help(say!("核对设施的企业和两处地区", "check the owner of the facility, and both regions")),
        );
    }
}
