//! Comes in: a reporter's ledgers. Goes out: every figure that follows from them, by window, month and to date.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::decision::Decision;
use super::hazards::{FoundBy, Hazard};
use super::inspections::Inspection;
use super::notices::Notice;
use super::plan::SamplePlan;
use super::registry::Registry;

/// What one reporter's ledgers hold.
pub(super) struct Ledgers {
    pub(super) reporter: usize,
    pub(super) hazards: Vec<Hazard>,
    pub(super) inspections: Vec<Inspection>,
    pub(super) decisions: Vec<Decision>,
    /// Notices that count as this reporter's doing.
    pub(super) notices: Vec<Notice>,
}

/// A figure in every window.
#[derive(Clone)]
pub(super) struct ByWindow {
    pub(super) month: Vec<u64>,
    pub(super) total: Vec<u64>,
}

impl ByWindow {
    /// A flow: the total is the sum.
    pub(super) fn flow(months: usize, events: impl Iterator<Item = (usize, u64)>) -> Self {
        let mut month = vec![0; months];
        for (window, amount) in events.filter(|(window, _)| *window < months) {
            month[window] += amount;
        }
        let total = month.iter().scan(0, |sum, amount| {
            *sum += amount;
            Some(*sum)
        });
        Self { total: total.collect(), month }
    }

    /// Distinct things seen in each window, and seen so far.
    fn distinct(months: usize, sightings: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut seen: Vec<(usize, usize)> = sightings.map(|(window, thing)| (thing, window)).collect();
        seen.sort_unstable();
        seen.dedup();
        let month = Self::flow(months, seen.iter().map(|(_, window)| (*window, 1))).month;
        seen.dedup_by_key(|(thing, _)| *thing);
        Self { month, total: Self::flow(months, seen.iter().map(|(_, window)| (*window, 1))).total }
    }

    /// What is there as a window closes: the same figure for the month and to date.
    fn stock(values: Vec<u64>) -> Self {
        Self { total: values.clone(), month: values }
    }
}

/// The figures of one reporter that follow from its ledgers; money in 元.
pub(super) struct Tally {
    /// By source, in the order of [`FoundBy::ALL`].
    pub(super) found: [ByWindow; 4],
    pub(super) rectified: [ByWindow; 4],
    pub(super) listed_found: ByWindow,
    pub(super) listed_rectified: ByWindow,
    pub(super) major_rectified: ByWindow,
    pub(super) major_open: ByWindow,
    pub(super) general_rectified: ByWindow,
    pub(super) general_open: ByWindow,
    pub(super) teams: ByWindow,
    pub(super) problems_found: ByWindow,
    pub(super) problems_rectified: ByWindow,
    pub(super) firms_inspected: ByWindow,
    pub(super) firms_checked: ByWindow,
    pub(super) penalties: ByWindow,
    pub(super) fines: ByWindow,
    pub(super) double_penalties: ByWindow,
    pub(super) persons_transferred: ByWindow,
    pub(super) firms_ordered: ByWindow,
    pub(super) firms_suspended: ByWindow,
    pub(super) firms_closed: ByWindow,
    pub(super) violations: ByWindow,
    pub(super) principals: ByWindow,
    pub(super) exposures: ByWindow,
    pub(super) firms_exposed: ByWindow,
    pub(super) areas_admonished: ByWindow,
    pub(super) tip_rewards: ByWindow,
}

/// Counts a reporter's ledgers.
pub(super) fn count(plan: &SamplePlan, registry: &Registry, ledgers: &Ledgers) -> Tally {
    let months = plan.months;
    let window = |date: NaiveDate| plan.calendar.window(date);
    let hazards = &ledgers.hazards;
    let majors = || hazards.iter().filter(|hazard| hazard.major);
    let closed = |hazard: &Hazard| hazard.closed_on.filter(|_| hazard.is_rectified());
    let flow =
        |days: &mut dyn Iterator<Item = NaiveDate>| ByWindow::flow(months, days.map(|day| (window(day), 1)));
    let from = |source: FoundBy| majors().filter(move |hazard| hazard.source == source);
    let inspections =
        || ledgers.inspections.iter().map(|inspection| (window(inspection.ended_on), inspection));
    let owners = |of: &'static str| {
        let chosen = inspections().filter(move |(_, inspection)| of.is_empty() || inspection.kind == of);
        let visits =
            chosen.flat_map(|(at, inspection)| inspection.facilities.iter().map(move |place| (at, *place)));
        let owned = visits.filter_map(|(at, place)| Some((at, registry.facilities[place].enterprise?)));
        ByWindow::distinct(months, owned)
    };
    let rulings = || ledgers.decisions.iter().map(|decision| (window(decision.decided_on), decision));
    let valid = || rulings().filter(|(_, decision)| decision.is_valid_penalty());
    let firms = |kind: &'static str| {
        let chosen = rulings().filter(move |(_, decision)| decision.kind == kind);
        ByWindow::distinct(months, chosen.map(|(at, decision)| (at, decision.enterprise)))
    };
    let of_party = |party: &'static str| valid().filter(move |(_, decision)| decision.party == party);
    let notices = || ledgers.notices.iter().map(|notice| (window(notice.issued_on), notice));
    Tally {
        found: FoundBy::ALL.map(|source| flow(&mut from(source).map(|hazard| hazard.found_on))),
        rectified: FoundBy::ALL.map(|source| flow(&mut from(source).filter_map(closed))),
        listed_found: flow(&mut majors().filter_map(|hazard| hazard.listed_on)),
        listed_rectified: flow(&mut majors().filter(|hazard| hazard.listed_on.is_some()).filter_map(closed)),
        major_rectified: flow(&mut majors().filter_map(closed)),
        major_open: open(plan, hazards, true),
        general_rectified: flow(&mut hazards.iter().filter(|hazard| !hazard.major).filter_map(closed)),
        general_open: open(plan, hazards, false),
        teams: ByWindow::flow(months, inspections().map(|(at, _)| (at, 1))),
        problems_found: ByWindow::flow(months, inspections().map(|(at, visit)| (at, visit.problems_found))),
        problems_rectified: ByWindow::flow(
            months,
            inspections().map(|(at, visit)| (at, visit.problems_rectified)),
        ),
        firms_inspected: owners(""),
        firms_checked: owners("spot_check"),
        penalties: ByWindow::flow(months, valid().map(|(at, _)| (at, 1))),
        fines: ByWindow::flow(months, valid().map(|(at, decision)| (at, decision.amount_yuan.unwrap_or(0)))),
        double_penalties: doubles(plan, &ledgers.decisions),
        persons_transferred: flow(
            &mut rulings()
                .filter(|(_, ruling)| ruling.kind == "transfer")
                .map(|(_, ruling)| ruling.decided_on),
        ),
        firms_ordered: firms("order"),
        firms_suspended: firms("suspend"),
        firms_closed: firms("close"),
        violations: cases(plan, &ledgers.decisions),
        principals: ByWindow::distinct(
            months,
            of_party("principal").map(|(at, decision)| (at, decision.enterprise)),
        ),
        exposures: ByWindow::flow(
            months,
            notices().filter(|(_, notice)| notice.kind == "exposure").map(|(at, _)| (at, 1)),
        ),
        firms_exposed: ByWindow::distinct(
            months,
            notices().filter_map(|(at, notice)| Some((at, notice.enterprise?))),
        ),
        areas_admonished: ByWindow::flow(
            months,
            notices().filter(|(_, notice)| notice.enterprise.is_none()).map(|(at, _)| (at, 1)),
        ),
        tip_rewards: rewards(plan, ledgers),
    }
}

/// Hazards of a level still open as each window closes: found, neither rectified nor dismissed.
fn open(plan: &SamplePlan, hazards: &[Hazard], major: bool) -> ByWindow {
    let ends = plan.calendar.periods.iter().take(plan.months).map(|period| period.to);
    let still_open = |end: NaiveDate| {
        let of_level = hazards.iter().filter(|hazard| hazard.major == major && hazard.found_on <= end);
        of_level.filter(|hazard| hazard.closed_on.is_none_or(|closed_on| closed_on > end)).count() as u64
    };
    ByWindow::stock(ends.map(still_open).collect())
}

/// The first day on which a penalty of a party stands in each case.
fn first_penalties(decisions: &[Decision], party: &str) -> BTreeMap<usize, NaiveDate> {
    let of_party = decisions.iter().filter(|decision| decision.is_valid_penalty() && decision.party == party);
    let mut first = BTreeMap::new();
    for decision in of_party {
        let day = first.entry(decision.case).or_insert(decision.decided_on);
        *day = decision.decided_on.min(*day);
    }
    first
}

/// Cases in which the unit stands penalised, each once.
fn cases(plan: &SamplePlan, decisions: &[Decision]) -> ByWindow {
    let days = first_penalties(decisions, "unit").into_values();
    ByWindow::flow(plan.months, days.map(|day| (plan.calendar.window(day), 1)))
}

/// Cases in which the unit and its principal both stand penalised (一案双罚), from the day of the second on.
fn doubles(plan: &SamplePlan, decisions: &[Decision]) -> ByWindow {
    let [units, principals] = ["unit", "principal"].map(|party| first_penalties(decisions, party));
    let both = units.iter().filter_map(|(case, unit)| Some(*principals.get(case)?.max(unit)));
    ByWindow::flow(plan.months, both.map(|day| (plan.calendar.window(day), 1)))
}

/// Rewards for tips that led to a fine: 15 % of it, at least 3,000 元, at most 300,000 元.
fn rewards(plan: &SamplePlan, ledgers: &Ledgers) -> ByWindow {
    let from_tips = ledgers.decisions.iter().filter(|decision| {
        let source = decision.hazard.map(|at| ledgers.hazards[at].source);
        source == Some(FoundBy::Tip) && decision.is_valid_penalty() && decision.party == "unit"
    });
    let rewards = from_tips.filter_map(|decision| {
        let reward = (decision.amount_yuan? * 15 / 100).clamp(3_000, 300_000);
        Some((plan.calendar.window(decision.decided_on), reward))
    });
    ByWindow::flow(plan.months, rewards)
}

/// The last day in a window on which something counted happened: no form is filled in before it.
pub(super) fn last_event(plan: &SamplePlan, ledgers: &Ledgers, month: usize) -> NaiveDate {
    let period = &plan.calendar.periods[month];
    let hazards = ledgers
        .hazards
        .iter()
        .flat_map(|hazard| [Some(hazard.found_on), hazard.listed_on, hazard.closed_on].into_iter().flatten());
    let inspections = ledgers.inspections.iter().map(|inspection| inspection.ended_on);
    let decisions =
        ledgers.decisions.iter().flat_map(|decision| [Some(decision.decided_on), decision.revoked_on]);
    let notices = ledgers.notices.iter().map(|notice| notice.issued_on);
    let days = hazards.chain(inspections).chain(decisions.flatten()).chain(notices);
    days.filter(|day| (period.from..=period.to).contains(day)).max().unwrap_or(period.from)
}
