//! Comes in: a reporter's hazards. Goes out: the inspections that found them, and the spot checks of how enterprises
//! look for themselves.

use chrono::{Days, NaiveDate};

use super::calendar::{is_worked, worked_day_about, worked_day_up_to, worked_days_after};
use super::chance::Chance;
use super::hazards::{FoundBy, Hazard, leads_nowhere};
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::Registry;

/// One row of the inspection ledger; it begins and ends within one window.
pub(super) struct Inspection {
    pub(super) kind: &'static str,
    pub(super) started_on: NaiveDate,
    pub(super) ended_on: NaiveDate,
    pub(super) facilities: Vec<usize>,
    pub(super) problems_found: u64,
    pub(super) problems_rectified: u64,
    /// The day its result is made known, within twenty working days (国办发〔2018〕118号).
    pub(super) published_on: Option<NaiveDate>,
    pub(super) note: &'static str,
}

/// Invents a reporter's inspections, in order of their days.
pub(super) fn invent(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    hazards: &[Hazard],
    chance: &mut Chance,
) -> Vec<Inspection> {
    let places = registry.manned(office.reporter);
    let mut inspections = Vec::new();
    if places.is_empty() {
        return inspections;
    }
    let found: Vec<&Hazard> = hazards.iter().filter(|hazard| hazard.source == FoundBy::Inspection).collect();
    for day in found.chunk_by(|one, other| one.found_on == other.found_on) {
        for team in day.chunks(5) {
            inspections.push(behind(plan, office, team, &places, chance));
        }
    }
    for month in 0..plan.months {
        if !leads_nowhere(plan, hazards, month) {
            check_selves(plan, registry, office, month, &places, &mut inspections, chance);
        }
    }
    inspections.sort_by_key(|inspection| (inspection.started_on, inspection.ended_on));
    inspections
}

/// The inspection behind the hazards found by inspecting on one day.
fn behind(
    plan: &SamplePlan,
    office: &Office,
    found: &[&Hazard],
    places: &[usize],
    chance: &mut Chance,
) -> Inspection {
    let ended_on = found[0].found_on;
    let window = plan.calendar.window(ended_on);
    let opened = plan.calendar.periods.get(window).map_or(ended_on, |period| period.from);
    let earlier = worked_day_up_to(ended_on - Days::new(chance.between(0, 1)), opened);
    let earlier = if is_worked(earlier) { earlier } else { ended_on };
    let mut facilities: Vec<usize> = found.iter().map(|hazard| hazard.facility).collect();
    facilities.extend((0..chance.below(2)).map(|_| chance.pick(places)));
    let kind = if office.reporter == 0 && chance.happens(30) { "cross" } else { "enforcement" };
    let note = if kind == "cross" { "异地交叉执法" } else { "" };
    let more = found.len() as u64;
    inspection(kind, earlier.max(opened), ended_on, facilities, note, more, chance)
}

/// The month's spot checks: of every enterprise of a key county (notice, section 5, 2), at most half of another's, a twelfth of
/// the city's.
fn check_selves(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    month: usize,
    places: &[usize],
    inspections: &mut Vec<Inspection>,
    chance: &mut Chance,
) {
    let period = &plan.calendar.periods[month];
    let bureau = office.reporter == 0;
    let share = if bureau { 12 } else { 2 };
    let mut owners: Vec<usize> = places.iter().filter_map(|&at| registry.facilities[at].enterprise).collect();
    owners.dedup();
    let key = plan.reporters[office.reporter].key;
    let most = if key { owners.len() } else { (owners.len() / share).clamp(1, 9) };
    // A window of six days sees few of them.
    let span = (period.to - period.from).num_days().unsigned_abs();
    let count = if span < 10 {
        most.div_ceil(3)
    } else if key {
        most
    } else {
        chance.between(most.div_ceil(2) as u64, most as u64) as usize
    };
    if bureau && owners.len() < share {
        return;
    }
    let first = chance.below(owners.len());
    for turn in 0..count {
        let owner = owners[(first + turn) % owners.len()];
        let of_owner = places.iter().copied().filter(|&at| registry.facilities[at].enterprise == Some(owner));
        let on = worked_day_about(period.from + Days::new(chance.between(0, span)), period.from);
        inspections.push(inspection("spot_check", on, on, of_owner.collect(), "抽查企业自查自改", 0, chance));
    }
    if bureau && span > 10 {
        let on = worked_day_about(period.from + Days::new(chance.between(0, span)), period.from);
        inspections.push(inspection("steering", on, on, vec![chance.pick(places)], "市级督导", 0, chance));
    }
}

fn inspection(
    kind: &'static str,
    started_on: NaiveDate,
    ended_on: NaiveDate,
    mut facilities: Vec<usize>,
    note: &'static str,
    least: u64,
    chance: &mut Chance,
) -> Inspection {
    facilities.sort_unstable();
    facilities.dedup();
    let minor = chance.between(1, 4 * facilities.len() as u64);
    Inspection {
        kind,
        started_on,
        ended_on,
        facilities,
        problems_found: least + minor,
        problems_rectified: chance.between(minor / 2, minor),
        published_on: Some(worked_days_after(ended_on, chance.between(3, 15))),
        note,
    }
}
