//! What the registers say against each other and against the day: watches, regions, former names, credit codes.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Subject;
use crate::dataset::RegionKind;
use crate::dataset::ledger::{Enterprise, Facility, FacilityAt, FacilityStatus, Notice, Table};
use crate::diagnostic::{Cause, Code, Finding, Findings, Place, Say, Severity};
use crate::parse::scalar;
use crate::say;

/// Every enterprise, facility and notice.
pub fn check(subject: Subject, findings: &Findings) {
    let mut found = Vec::new();
    shared_codes(subject, &mut found);
    former(subject, &mut found);
    watches(subject, &mut found);
    closed(subject, &mut found);
    notices(subject, &mut found);
    findings.extend(found);
}

/// Two enterprises with one credit code are one, entered twice, or one has the other's.
fn shared_codes(subject: Subject, found: &mut Vec<Finding>) {
    let table = &subject.dataset.ledger.enterprises;
    let mut first: HashMap<&str, &Enterprise> = HashMap::new();
    for firm in table.rows().iter().filter(|firm| !firm.uscc.is_empty()) {
        let one = *first.entry(table.text(firm, firm.uscc)).or_insert(firm);
        if std::ptr::eq(one, firm) {
            continue;
        }
        let (id, other) = (table.id(firm), table.id(one));
        found.push(
            Finding::new(
                Code::RowRepeated,
                table.cell(firm, "uscc"),
                say!(
                    "企业 `{id}` 与 `{other}` 统一社会信用代码相同",
                    "the enterprises `{id}` and `{other}` share a credit code"
                ),
            )
            .related(table.cell(one, "uscc"), say!("先用这个代码的", "the first with that code"))
            .help(say!(
                "同一家只留一行；不是同一家的，对照执照改正",
                "keep one row of one firm; else compare the licences"
            )),
        );
    }
}

/// What was before ended on a day of its own, and is not what is today.
fn former(subject: Subject, found: &mut Vec<Finding>) {
    let ledger = &subject.dataset.ledger;
    let firms = &ledger.enterprises;
    for firm in firms.rows().iter().filter(|firm| !firm.former_names.is_empty()) {
        let (id, today) = (firms.id(firm), firms.text(firm, firm.name));
        let days = firms.former(firm).filter_map(|(_, until)| scalar::date(until?)).collect();
        let message = if firms.former_names(firm).any(|name| name == today) {
            say!("`{id}` 的曾用名就是现在的名称", "`{id}`: a former name is the name of today")
        } else if is_twice(days) {
            say!("`{id}` 的两个曾用名截止于同一天", "`{id}`: two former names end on one day")
        } else {
            continue;
        };
        found.push(contradicted(firms.cell(firm, "former_names"), message).help(say!(
            "`name` 写现在的名称，曾用名各写用到哪一天",
            "`name` is that of today; each former name says until when it was used"
        )));
    }
    let table = &ledger.facilities;
    for facility in table.rows() {
        let id = table.id(facility);
        let statuses = &facility.former_statuses;
        let message = if is_twice(statuses.each().map(|(day, _)| day).collect()) {
            say!("`{id}` 的两个原状态截止于同一天", "`{id}`: two former statuses end on one day")
        } else if let Some((last, since)) =
            statuses.ended_on().zip(facility.status_since).filter(|(a, b)| a >= b)
        {
            say!(
                "`{id}` 的原状态到 {last}，现状态却从 {since} 起",
                "`{id}`: a former status ends on {last}, that of today begins on {since}"
            )
        } else if let Some((last, since)) = statuses
            .ended_on()
            .zip(facility.status_since)
            .filter(|(last, since)| last.succ_opt().is_some_and(|next| next < *since))
        {
            say!(
                "`{id}` 的原状态到 {last}，现状态从 {since} 起，中间空着",
                "`{id}`: a former status ends on {last}, that of today begins on {since}, and nothing is between"
            )
        } else if !statuses.is_empty() && facility.status_since.is_none() {
            say!(
                "`{id}` 有原状态，没有写现状态从哪天起",
                "`{id}` has former statuses, and no day since when that of today holds"
            )
        } else if statuses.each().next_back().is_some_and(|(_, last)| last == facility.status) {
            say!("`{id}` 的最后一个原状态就是现状态", "`{id}`: the last former status is that of today")
        } else {
            continue;
        };
        found.push(contradicted(table.cell(facility, "former_statuses"), message).help(say!(
            "`status` 写现在的状态，原状态各写到哪一天",
            "`status` is that of today; each former status says until when it held"
        )));
    }
    for facility in table.rows() {
        let (id, owners) = (table.id(facility), &facility.former_enterprises);
        let message = if is_twice(owners.each().map(|(day, _)| day).collect()) {
            say!("`{id}` 的两个原企业截止于同一天", "`{id}`: two former owners end on one day")
        } else if owners.each().next_back().is_some_and(|(_, last)| Some(last) == facility.enterprise) {
            say!("`{id}` 的最后一个原企业就是现企业", "`{id}`: the last former owner is that of today")
        } else {
            continue;
        };
        found.push(contradicted(table.cell(facility, "former_enterprises"), message).help(say!(
            "`enterprise` 写现在的企业，原企业各写到哪一天",
            "`enterprise` is the owner today; each former one says until when it was"
        )));
    }
}

fn is_twice(mut days: Vec<NaiveDate>) -> bool {
    days.sort_unstable();
    days.windows(2).any(|two| two[0] == two[1])
}

fn contradicted(place: Place, message: Say) -> Finding {
    Finding::new(Code::CellsContradict, place, message).severity(Severity::Warning)
}

/// 长期停产停建（无人） needs 驻矿盯守 or 联系盯守.
fn watches(subject: Subject, found: &mut Vec<Finding>) {
    let table = &subject.dataset.ledger.facilities;
    let unwatched = |status, guard: Option<_>| status == FacilityStatus::IdleUnmanned && guard.is_none();
    for facility in table.rows().iter().filter(|facility| unwatched(facility.status, facility.guard)) {
        let id = table.id(facility);
        found.push(
            Finding::new(
                Code::GuardMissing,
                table.cell(facility, "guard"),
                say!(
                    "设施 `{id}` 长期停产停建、无人，没有盯守方式",
                    "the facility `{id}` is idle and unmanned, and has no watch"
                ),
            )
            .help(say!("填 resident（驻矿盯守）或 liaison（联系盯守）", "write `resident` or `liaison`")),
        );
    }
}

/// Where a facility is closed, no hazard is found afterwards.
fn closed(subject: Subject, found: &mut Vec<Finding>) {
    let ledger = &subject.dataset.ledger;
    let since = |facility: &Facility| {
        let is_closed = matches!(facility.status, FacilityStatus::Closed | FacilityStatus::Decommissioned);
        facility.status_since.filter(|_| is_closed)
    };
    let closed: Vec<Option<NaiveDate>> = ledger.facilities.rows().iter().map(since).collect();
    if closed.iter().all(Option::is_none) {
        return;
    }
    let mut told = vec![false; closed.len()];
    for hazard in ledger.hazards.rows() {
        let at = hazard.facility.place();
        let Some(since) = closed[at].filter(|since| hazard.found_on > *since && !told[at]) else { continue };
        told[at] = true;
        let facility = ledger.facilities.get(hazard.facility);
        let (id, other, on) = (ledger.facilities.id(facility), ledger.hazards.id(hazard), hazard.found_on);
        found.push(
            Finding::new(
                Code::FacilityClosed,
                ledger.facilities.cell(facility, "status"),
                say!(
                    "设施 `{id}` {since} 起关闭，{on} 却发现隐患 `{other}`",
                    "the facility `{id}` is closed since {since}, yet the hazard `{other}` was found on {on}"
                ),
            )
            .related(ledger.hazards.cell(hazard, "found_on"), say!("发现日期", "the day it was found"))
            .help(say!("核对状态、日期和隐患的设施", "check the status, its day and the hazard's facility")),
        );
    }
}

/// What it follows from that several decisions about a facility are against another enterprise.
pub(super) fn owned_by_another(subject: Subject, facility: FacilityAt) -> Cause {
    let facilities = &subject.dataset.ledger.facilities;
    let facility = facilities.get(facility);
    let id = facilities.id(facility);
    Cause::named(
        facilities.cell(facility, "enterprise"),
        say!(
            "设施 `{id}` 的企业与涉及它的多项决定不符",
            "the enterprise of the facility `{id}` is not that of several decisions about it"
        ),
        say!(
            "核对它的 `enterprise` 和 `former_enterprises`；无误的，逐项改正决定",
            "check its `enterprise` and `former_enterprises`; where they are right, correct the decisions"
        ),
    )
}

/// A notice counts in its region, and is of an enterprise there; a bureau may address any.
fn notices(subject: Subject, found: &mut Vec<Finding>) {
    let ledger = &subject.dataset.ledger;
    let regions = subject.dataset.regions.all();
    for notice in ledger.notices.rows() {
        found.extend(notice_days(&ledger.notices, notice));
        let Some(firm) = notice.enterprise.map(|firm| ledger.enterprises.get(firm)) else { continue };
        let lies_in = firm.region_on(&subject.dataset.regions, notice.issued_on);
        if lies_in == notice.region || regions[notice.region].kind == RegionKind::Bureau {
            continue;
        }
        let (id, name, here) =
            (ledger.notices.id(notice), ledger.enterprises.id(firm), &regions[notice.region].name);
        let there = &regions[lies_in].name;
        found.push(
            Finding::new(
                Code::RowElsewhere,
                ledger.notices.cell(notice, "region"),
                say!(
                    "通报 `{id}` 记在{here}，企业 `{name}` 在{there}",
                    "the notice `{id}` is counted in {here}, the enterprise `{name}` lies in {there}"
                ),
            )
            .severity(Severity::Warning)
            .help(say!("核对地区和企业", "check the region and the enterprise")),
        );
    }
}

/// A notice does not end, and is not taken back, before it was issued.
fn notice_days(table: &Table<Notice>, notice: &Notice) -> Option<Finding> {
    let (id, issued) = (table.id(notice), notice.issued_on);
    let days = [
        ("expires_on", "公开期满日", "expires", notice.expires_on),
        ("status_on", "状态日期", "is changed", notice.status_on),
    ];
    let early = |(column, zh, en, on): (&str, &str, &str, Option<NaiveDate>)| {
        let on = on.filter(|on| *on < issued)?;
        let message = say!(
            "通报 `{id}` 的{zh} {on} 早于发出日期 {issued}",
            "the notice `{id}` {en} on {on}, before it was issued on {issued}"
        );
        let help = say!("改正其中一个日期", "correct one of the two days");
        Some(Finding::new(Code::CellsContradict, table.cell(notice, column), message).help(help))
    };
    days.into_iter().find_map(early)
}
