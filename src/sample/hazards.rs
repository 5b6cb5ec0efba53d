//! Comes in: a reporter's mines and how many hazards to find there. Goes out: the hazards, each with as much of
//! its life as has passed by `as_of`: found → verified → rectifying → applied → reviewed → closed, or dismissed.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::calendar::{day, worked_day_about, worked_day_from};
use super::chance::Chance;
use super::criteria::{Criteria, Criterion};
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::{Facility, Registry};
use super::words;

/// Who discovered a hazard first; that decides in which cell it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FoundBy {
    Own,
    Inspection,
    Tip,
    Assigned,
}

impl FoundBy {
    /// All four, in the order of the form.
    pub(super) const ALL: [Self; 4] = [Self::Own, Self::Inspection, Self::Tip, Self::Assigned];

    /// The code in the files.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Inspection => "inspection",
            Self::Tip => "tip",
            Self::Assigned => "assigned",
        }
    }
}

/// How a hazard's life ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Rectified,
    Dismissed,
    Downgraded,
}

impl Ending {
    /// The code in the files.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Rectified => "rectified",
            Self::Dismissed => "dismissed",
            Self::Downgraded => "downgraded",
        }
    }
}

/// 五落实: the responsible post, the measures, the money, the deadline and the emergency plan.
pub(super) struct Remedy {
    pub(super) responsible: &'static str,
    pub(super) measures: &'static str,
    pub(super) funds_yuan: u64,
    pub(super) due_on: NaiveDate,
    pub(super) emergency_plan: &'static str,
}

/// One hazard of a reporter's ledger.
pub(super) struct Hazard {
    pub(super) id: String,
    pub(super) facility: usize,
    pub(super) major: bool,
    pub(super) source: FoundBy,
    pub(super) found_on: NaiveDate,
    pub(super) found_by: &'static str,
    pub(super) criterion: Option<Criterion>,
    pub(super) description: String,
    pub(super) remedy: Option<Remedy>,
    pub(super) listed_on: Option<NaiveDate>,
    pub(super) delisted_on: Option<NaiveDate>,
    pub(super) reported_regulator_on: Option<NaiveDate>,
    pub(super) reported_workers_on: Option<NaiveDate>,
    pub(super) verified_on: Option<NaiveDate>,
    pub(super) applied_on: Option<NaiveDate>,
    pub(super) reviewed_on: Option<NaiveDate>,
    pub(super) closed_on: Option<NaiveDate>,
    pub(super) outcome: Option<Ending>,
    /// The day an extension was granted, and the new deadline.
    pub(super) extended: Option<(NaiveDate, NaiveDate)>,
    pub(super) recurs: Option<String>,
    pub(super) note: &'static str,
}

impl Hazard {
    /// The day it is to be rectified by, as far as it was extended.
    pub(super) fn due_on(&self) -> Option<NaiveDate> {
        let first = self.remedy.as_ref().map(|remedy| remedy.due_on);
        self.extended.map(|(_, due_on)| due_on).or(first)
    }

    /// Whether its deadline had to be put off.
    pub(super) fn is_late(&self) -> bool {
        self.extended.is_some()
    }

    /// Whether it was rectified and closed, which dismissal is not.
    pub(super) fn is_rectified(&self) -> bool {
        self.outcome == Some(Ending::Rectified)
    }
}

/// Invents `count` hazards that a reporter finds, the oldest first.
pub(super) fn invent(
    plan: &SamplePlan,
    registry: &Registry,
    criteria: &Criteria,
    office: &Office,
    count: usize,
    chance: &mut Chance,
) -> Vec<Hazard> {
    let places = registry.manned(office.reporter);
    if places.is_empty() {
        return Vec::new();
    }
    let mut hazards: Vec<Hazard> = Vec::with_capacity(count);
    // What another reporter found there is not found there anew either.
    let known = || places.iter().flat_map(|&at| registry.facilities[at].met.iter().map(move |one| (at, one)));
    let mut met: BTreeSet<(usize, &str)> = known().map(|(at, (code, _))| (at, *code)).collect();
    let mut told: BTreeSet<(usize, String)> = known().map(|(at, (_, text))| (at, text.clone())).collect();
    for (number, found_on) in days_of_discovery(plan, count, chance).into_iter().enumerate() {
        let facility = chance.pick_early(&places);
        let mine = &registry.facilities[facility];
        let mut fitting = criteria.at(mine, found_on);
        if fitting.iter().any(|one| !met.contains(&(facility, one.code))) {
            fitting.retain(|one| !met.contains(&(facility, one.code)));
        }
        let mut hazard = found(&fitting, office, found_on, chance);
        met.extend(hazard.criterion.map(|one| (facility, one.code)));
        hazard.id = format!("H{}-{:03}", office.code, number + 1);
        hazard.facility = facility;
        recur(&mut hazard, &hazards, chance);
        if hazard.major && hazard.recurs.is_none() {
            hazard.description = apart(facility, hazard.description, &mut told);
        }
        live(&mut hazard, mine, plan, chance);
        hazards.push(hazard);
    }
    for at in 0..hazards.len() {
        let Hazard { major, source, found_on, .. } = hazards[at];
        let is_slight = !major && source == FoundBy::Inspection;
        if is_slight && leads_nowhere(plan, &hazards, plan.calendar.window(found_on)) {
            (hazards[at].source, hazards[at].found_by) = (FoundBy::Own, words::SELF_FINDERS[1]);
        }
    }
    hazards
}

/// Whether this month finds nothing and neither does one beside it: inspecting on would be 查不出, and an office that small
/// sends nobody; what little it is told of then, enterprises found themselves.
pub(super) fn leads_nowhere(plan: &SamplePlan, hazards: &[Hazard], month: usize) -> bool {
    let finds = |month: usize| {
        hazards.iter().any(|hazard| hazard.major && plan.calendar.window(hazard.found_on) == month)
    };
    let is_last = month + 1 == plan.months;
    !finds(month) && (month == 0 || !finds(month - 1) || !is_last && !finds(month + 1))
}

/// A description that no hazard of that place has: two alike would be one entered twice.
fn apart(facility: usize, description: String, told: &mut BTreeSet<(usize, String)>) -> String {
    let others = (2..).map(|times| description.replacen('：', &format!("第{times}处："), 1));
    let mut wordings = std::iter::once(description.clone()).chain(others);
    let is_new = |wording: &String| told.insert((facility, wording.clone()));
    wordings.find(is_new).unwrap_or(description)
}

/// Spreads discoveries evenly, so that a reporter with a few has some every other month.
fn days_of_discovery(plan: &SamplePlan, count: usize, chance: &mut Chance) -> Vec<NaiveDate> {
    let first = plan.calendar.starts_on + Days::new(1);
    let span = (plan.as_of - first).num_days().unsigned_abs() as usize * 24;
    let mut days: Vec<NaiveDate> = (0..count)
        .map(|slot| {
            let hour = (slot * span + chance.below(span.max(1))) / count;
            worked_day_about(first + Days::new(hour as u64 / 24), first)
        })
        .collect();
    days.sort_unstable();
    days
}

fn found(fitting: &[Criterion], office: &Office, found_on: NaiveDate, chance: &mut Chance) -> Hazard {
    let source = source(office, found_on, chance);
    let major = matches!(source, FoundBy::Tip | FoundBy::Assigned) || chance.happens(80);
    let criterion = major.then(|| chance.pick(fitting));
    Hazard {
        id: String::new(),
        facility: 0,
        major,
        source,
        found_on,
        found_by: match source {
            FoundBy::Own => chance.pick(&words::SELF_FINDERS),
            FoundBy::Inspection => office.finder,
            FoundBy::Tip => "群众举报核查组",
            FoundBy::Assigned => office.superior,
        },
        criterion,
        description: description(criterion, chance),
        remedy: None,
        listed_on: None,
        delisted_on: None,
        reported_regulator_on: None,
        reported_workers_on: None,
        verified_on: None,
        applied_on: None,
        reviewed_on: None,
        closed_on: None,
        outcome: None,
        extended: None,
        recurs: None,
        note: "",
    }
}

/// Until the end of July enterprises look for themselves; then inspections find more (notice, section 6).
fn source(office: &Office, found_on: NaiveDate, chance: &mut Chance) -> FoundBy {
    let enforcing = found_on >= day(2023, 8, 1);
    match chance.below(100) {
        0..86 if office.reporter == 0 => FoundBy::Inspection,
        _ if office.reporter == 0 => FoundBy::Assigned,
        0..30 => FoundBy::Own,
        30..48 if !enforcing => FoundBy::Own,
        30..82 => FoundBy::Inspection,
        82..90 => FoundBy::Tip,
        _ => FoundBy::Assigned,
    }
}

fn description(criterion: Option<Criterion>, chance: &mut Chance) -> String {
    let Some(criterion) = criterion else {
        return format!("{}：{}", chance.pick(&words::GENERAL_PLACES), chance.pick(&words::GENERAL));
    };
    let place = chance.pick(&criterion.places());
    format!("{place}：{}，{}", criterion.title, chance.pick(words::findings(criterion.trouble)))
}

/// Now and then a hazard comes back at the same mine: a new one that names the old.
fn recur(hazard: &mut Hazard, earlier: &[Hazard], chance: &mut Chance) {
    let before = earlier.iter().rev().take(60).find(|old| {
        let closed = old.closed_on.is_some_and(|closed_on| closed_on < hazard.found_on);
        old.facility == hazard.facility && old.major && hazard.major && old.is_rectified() && closed
    });
    let Some(old) = before.filter(|_| chance.happens(12)) else { return };
    if earlier.iter().any(|other| other.recurs.as_ref() == Some(&old.id)) {
        return;
    }
    hazard.recurs = Some(old.id.clone());
    hazard.criterion = old.criterion;
    hazard.description.clone_from(&old.description);
    hazard.note = "复发";
}

/// Lets a hazard live until `as_of`.
fn live(hazard: &mut Hazard, mine: &Facility, plan: &SamplePlan, chance: &mut Chance) {
    let until = |date: NaiveDate| (date <= plan.as_of).then_some(date);
    let window = plan.calendar.window(hazard.found_on);
    let verified_on = worked_day_from(hazard.found_on + Days::new(chance.between(0, 2)));
    let own = matches!(hazard.source, FoundBy::Own | FoundBy::Tip);
    if hazard.major && own && hazard.recurs.is_none() && chance.happens(9) {
        let dismissed_on = worked_day_from(verified_on + Days::new(chance.between(1, 5)));
        return dismiss(hazard, dismissed_on, plan, chance);
    }
    hazard.verified_on = until(verified_on);
    if hazard.verified_on.is_none() {
        return;
    }
    if hazard.major {
        // 双报告 (安全生产法 41) is asked of those that are known to the enterprise alone.
        let own = hazard.source == FoundBy::Own;
        hazard.reported_regulator_on = own.then_some(verified_on);
        hazard.reported_workers_on = until(verified_on + Days::new(chance.between(0, 3)));
        let listed = match hazard.source {
            FoundBy::Own => 20,
            FoundBy::Inspection => 35,
            FoundBy::Tip => 30,
            FoundBy::Assigned => 60,
        };
        // Listing stays in the window of discovery: both cells are then the same month's.
        let listed_on = worked_day_from(verified_on + Days::new(chance.between(0, 4)));
        let same = plan.calendar.window(listed_on) == window;
        hazard.listed_on = until(listed_on).filter(|_| same && chance.happens(listed));
    }
    let due_on =
        verified_on + Days::new(if hazard.major { chance.between(20, 60) } else { chance.between(5, 20) });
    hazard.remedy = Some(Remedy {
        responsible: chance.pick(words::responsible(mine.kind)),
        measures: chance.pick(match hazard.criterion {
            Some(Criterion { trouble, .. }) => words::measures(mine.kind, trouble),
            None => &words::GENERAL_MEASURES,
        }),
        funds_yuan: chance.between(2, if hazard.major { 400 } else { 20 }) * 1000,
        due_on,
        emergency_plan: chance.pick(&words::EMERGENCY_PLANS),
    });
    rectify(hazard, verified_on, due_on, plan, chance);
}

fn dismiss(hazard: &mut Hazard, dismissed_on: NaiveDate, plan: &SamplePlan, chance: &mut Chance) {
    if dismissed_on > plan.as_of {
        return;
    }
    let why = chance.below(words::DISMISSALS.len());
    hazard.verified_on = Some(dismissed_on);
    hazard.closed_on = Some(dismissed_on);
    hazard.outcome = Some(if why == 2 { Ending::Downgraded } else { Ending::Dismissed });
    hazard.note = words::DISMISSALS[why];
}

fn rectify(hazard: &mut Hazard, from: NaiveDate, due_on: NaiveDate, plan: &SamplePlan, chance: &mut Chance) {
    let until = |date: NaiveDate| (date <= plan.as_of).then_some(date);
    let given = (due_on - from).num_days().unsigned_abs();
    let taken = match chance.below(100) {
        0..84 => chance.between(given / 4, given.saturating_sub(4).max(given / 4)),
        84..92 => {
            let extension = chance.between(10, 30);
            let granted_on = until(due_on - Days::new(2));
            hazard.extended = granted_on.map(|granted_on| (granted_on, due_on + Days::new(extension)));
            given + chance.between(0, extension - 5)
        }
        _ => given + chance.between(5, 70),
    };
    let applied_on = from + Days::new(taken);
    let mut reviewed_on = worked_day_from(applied_on + Days::new(chance.between(1, 4)));
    if chance.happens(6) && reviewed_on <= plan.as_of {
        hazard.note = "首次复查不合格，退回继续整改后再次申请";
        reviewed_on = worked_day_from(reviewed_on + Days::new(chance.between(5, 15)));
    }
    let closed_on = worked_day_from(reviewed_on + Days::new(chance.between(0, 3)));
    hazard.applied_on = until(applied_on);
    hazard.reviewed_on = until(reviewed_on);
    hazard.closed_on = until(closed_on);
    hazard.outcome = hazard.closed_on.map(|_| Ending::Rectified);
    hazard.delisted_on = hazard.listed_on.and(hazard.closed_on).map(|_| reviewed_on);
}
