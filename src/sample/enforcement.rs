//! Comes in: a reporter's hazards. Goes out: what the office decided about them: orders and measures on the day of discovery,
//! penalties on the unit and on its principal.
//!
//! Decisions fall on working days, leave time for a hearing where one may be asked for, and are made known in time; no
//! enterprise is penalised so often that it would have to be closed (安全生产法 113). Every row has its own number, but for those
//! that are one decision: a fine, and the stop that goes with it.

use chrono::{Days, Months, NaiveDate};

use super::calendar::{is_worked, worked_day_from, worked_day_up_to, worked_days_after, worked_days_before};
use super::chance::Chance;
use super::criteria::Criterion;
use super::decision::{DayDecided, Decision, numbered};
use super::hazards::{Ending, FoundBy, Hazard};
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::Registry;
use super::rulings::{self, DraftDecision};

/// Decides about a reporter's hazards; the rows come in order of the days decided.
pub(super) fn decide(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    hazards: &[Hazard],
    chance: &mut Chance,
) -> Vec<Decision> {
    let mut desk = PenaltyDesk {
        plan,
        registry,
        office,
        decisions: Vec::new(),
        cases: 0,
        suspended: Vec::new(),
        revocable: true,
    };
    let mut inspected = vec![false; plan.calendar.periods.len() + 1];
    let mut penalised = vec![false; plan.calendar.periods.len() + 1];
    for (at, hazard) in hazards.iter().enumerate() {
        let from_outside = hazard.source != FoundBy::Own;
        let holds = !matches!(hazard.outcome, Some(Ending::Dismissed | Ending::Downgraded));
        let Some(enterprise) = registry.facilities[hazard.facility].enterprise else { continue };
        let Some(criterion) = hazard.criterion.filter(|_| holds) else { continue };
        if !(from_outside || chance.happens(5)) {
            continue;
        }
        let window = plan.calendar.window(hazard.found_on);
        let subject = CaseSubject { at, enterprise, facility: hazard.facility, criterion };
        // Two months of finding without a penalty would be 只检查不处罚: then the next case is decided in time.
        let overdue = window > 0 && inspected[window - 1] && !penalised[window - 1] && !penalised[window];
        let by = plan.calendar.periods.get(window).map(|period| period.to).filter(|_| overdue);
        if let Some(decided_on) = desk.open(&subject, hazard, by, chance) {
            penalised[plan.calendar.window(decided_on)] = true;
        }
        inspected[window] |= hazard.source == FoundBy::Inspection;
    }
    if office.reporter > 0 && chance.happens(60) {
        desk.close_deserted(chance);
    }
    numbered(office, desk.decisions, desk.cases)
}

/// What a case is about.
struct CaseSubject {
    at: usize,
    enterprise: usize,
    facility: usize,
    criterion: Criterion,
}

struct PenaltyDesk<'a> {
    plan: &'a SamplePlan,
    registry: &'a Registry,
    office: &'a Office,
    decisions: Vec<Decision>,
    cases: usize,
    suspended: Vec<usize>,
    /// Whether this case's decisions may be revoked; one that had to come in time may not.
    revocable: bool,
}

impl PenaltyDesk<'_> {
    /// Opens a case about a hazard; says when its penalty was decided, where one stands.
    fn open(
        &mut self,
        subject: &CaseSubject,
        hazard: &Hazard,
        by: Option<NaiveDate>,
        chance: &mut Chance,
    ) -> Option<NaiveDate> {
        self.cases += 1;
        self.take_measures(subject, hazard, chance);
        let first = self.decisions.len();
        if by.is_some() || chance.happens(55) {
            self.revocable = by.is_none();
            self.penalise(subject, hazard.found_on, by, chance);
        }
        let penalty = self.decisions[first..].iter().find(|decision| decision.is_valid_penalty());
        let decided_on = penalty.map(|decision| decision.decided_on);
        self.revocable = false;
        self.pursue(subject, hazard, first, chance);
        decided_on
    }

    /// What is ordered when a hazard is found.
    fn take_measures(&mut self, subject: &CaseSubject, hazard: &Hazard, chance: &mut Chance) {
        let found_on = hazard.found_on;
        self.rule(subject, DayDecided::on(found_on), rulings::order(), chance);
        let kind = self.registry.facilities[subject.facility].kind;
        let Some(measure) = rulings::on_the_spot(kind, subject.criterion, chance) else { return };
        let is_halt = measure.kind == "halt";
        self.rule(subject, DayDecided::on(found_on), measure, chance);
        let cut_on = worked_days_after(found_on, chance.between(2, 4));
        let still_open = hazard.applied_on.is_none_or(|applied_on| applied_on > cut_on);
        if is_halt && still_open && cut_on <= self.plan.as_of && chance.happens(12) {
            self.rule(subject, DayDecided::on(cut_on), rulings::power_cut(), chance);
        }
    }

    /// Penalises the unit, and at times its principal: by `by` at the latest, where there is such a day.
    fn penalise(
        &mut self,
        subject: &CaseSubject,
        found_on: NaiveDate,
        by: Option<NaiveDate>,
        chance: &mut Chance,
    ) {
        let unit = rulings::unit_fine(subject.criterion, chance);
        let natural = if unit.needs_hearing() {
            DayDecided::after_hearing(worked_days_after(found_on, chance.between(1, 5)), chance)
        } else {
            DayDecided::on(worked_days_after(found_on, chance.between(3, 14)))
        };
        let last = by.map(|by| worked_day_up_to(by, found_on));
        let in_time = last.is_none_or(|last| natural.decided_on <= last);
        // What cannot be heard and weighed in time is warned of on the spot.
        let when = match last.filter(|_| !in_time) {
            Some(last) => DayDecided::on(last),
            None => natural,
        };
        if !self.is_ready(when) {
            return;
        }
        let may_fine = in_time && self.may_penalise(subject.enterprise, when.decided_on);
        if !may_fine || chance.happens(8) {
            if in_time && chance.happens(50) {
                return self.rule(
                    subject,
                    DayDecided::on(when.decided_on),
                    rulings::principal_fine(chance),
                    chance,
                );
            }
            return self.rule(subject, DayDecided::on(when.decided_on), rulings::warning(), chance);
        }
        let is_large = unit.needs_hearing();
        self.rule(subject, when, unit, chance);
        // A stop is the county's, and once: an enterprise is then counted by one reporter in one month.
        if is_large && self.may_stop(subject.enterprise) && chance.happens(70) {
            self.suspended.push(subject.enterprise);
            self.rule(subject, when, rulings::stopped_with(subject.criterion), chance);
            self.join();
        }
        self.add_more(subject, when.decided_on, chance);
    }

    /// What may come with the fine of a unit.
    fn add_more(&mut self, subject: &CaseSubject, decided_on: NaiveDate, chance: &mut Chance) {
        let when = DayDecided::on(decided_on);
        if chance.happens(45) {
            self.rule(subject, when, rulings::principal_fine(chance), chance);
        }
        if chance.happens(4) {
            self.rule(subject, when, rulings::points(), chance);
        }
        let switched_off = subject.criterion.breach == "第三十六条第三款";
        if switched_off && chance.happens(35) {
            self.rule(subject, when, rulings::transfer(), chance);
        }
        // Permits are issued by the city: its bureau withholds them.
        if self.office.reporter == 0 && chance.happens(12) {
            let heard =
                DayDecided::after_hearing(worked_days_after(decided_on, chance.between(1, 5)), chance);
            if self.is_ready(heard) {
                // A procedure of its own, by another law.
                self.cases += 1;
                self.rule(subject, heard, rulings::permit_withheld(), chance);
            }
        }
    }

    /// Stops an enterprise that has not removed a hazard in time, where the office decides on it before it does.
    fn pursue(&mut self, subject: &CaseSubject, hazard: &Hazard, first: usize, chance: &mut Chance) {
        let Some(due_on) = hazard.due_on() else { return };
        let notice_on = worked_days_after(due_on, chance.between(1, 3));
        let when = DayDecided::after_hearing(notice_on, chance);
        let refuses = hazard.applied_on.is_none_or(|applied_on| applied_on > when.decided_on);
        let twice = self.decisions[first..].iter().any(|decision| decision.party == "principal");
        let may = self.may_stop(subject.enterprise) && self.may_penalise(subject.enterprise, when.decided_on);
        if !refuses || twice || !may || !self.is_ready(when) || chance.happens(30) {
            return;
        }
        self.suspended.push(subject.enterprise);
        for ruling in rulings::refusal(chance) {
            let notice_on = when.notice_on.filter(|_| ruling.needs_hearing());
            self.rule(subject, DayDecided { notice_on, ..when }, ruling, chance);
        }
    }

    /// Closes, in the last month reported, a mine that long stood idle: nothing else is then counted for it.
    fn close_deserted(&mut self, chance: &mut Chance) {
        let Some(facility) = self.registry.deserted(self.office.reporter) else { return };
        let Some(enterprise) = self.registry.facilities[facility].enterprise else { return };
        let last = &self.plan.calendar.periods[self.plan.months - 1];
        let about = last.from.max(last.to - Days::new(chance.between(2, 12)));
        let decided_on = worked_day_from(worked_day_up_to(about, last.from));
        let notice_on = worked_days_before(decided_on, chance.between(7, 12));
        self.cases += 1;
        let day = DayDecided { decided_on, notice_on: Some(notice_on) };
        self.decisions.push(Decision {
            published_on: self.published(decided_on, chance.between(1, 5)),
            expires_on: Some(decided_on + Months::new(36)),
            ..Decision::of(rulings::closure(), self.cases, day, [enterprise, facility])
        });
    }

    /// Whether one more penalty on the unit keeps it from being closed: no three in 180 days, no four in a year.
    fn may_penalise(&self, enterprise: usize, on: NaiveDate) -> bool {
        let own = self.decisions.iter().filter(|one| one.enterprise == enterprise);
        let own = own.filter(|one| one.counts_for_closure() && one.is_valid_penalty());
        let days = own.map(|one| one.decided_on);
        let earlier = self.registry.enterprises[enterprise].penalised_on.iter().copied();
        let all: Vec<NaiveDate> = days.chain(earlier).collect();
        let within = |days: i64| all.iter().filter(|day| (on - **day).num_days().abs() <= days).count();
        within(180) < 2 && within(366) < 3
    }

    fn may_stop(&self, enterprise: usize) -> bool {
        self.office.reporter > 0 && !self.suspended.contains(&enterprise)
    }

    /// Whether it was decided, and has been made known.
    fn is_ready(&self, when: DayDecided) -> bool {
        worked_days_after(when.decided_on, 1) <= self.plan.as_of
    }

    /// The day it was made known, some working days after it was decided; none where that lies ahead.
    fn published(&self, decided_on: NaiveDate, days: u64) -> Option<NaiveDate> {
        let mut last = self.plan.as_of;
        while !is_worked(last) {
            last = last - Days::new(1);
        }
        Some(worked_days_after(decided_on, days).min(last)).filter(|on| *on > decided_on)
    }

    fn rule(&mut self, subject: &CaseSubject, when: DayDecided, ruling: DraftDecision, chance: &mut Chance) {
        let mut decision = Decision::of(ruling, self.cases, when, [subject.enterprise, subject.facility]);
        decision.hazard = Some(subject.at);
        // Penalties within seven working days (安全生产法 78), other results within twenty.
        let days = if decision.is_valid_penalty() { chance.between(1, 5) } else { chance.between(3, 15) };
        decision.published_on = self.published(when.decided_on, days);
        if decision.is_valid_penalty() {
            decision.expires_on = Some(when.decided_on + Months::new(36));
            decision.revoked_on = self.revocation(&decision, chance);
        } else {
            let open = worked_days_after(when.decided_on, days) > self.plan.as_of;
            decision.published_on = decision.published_on.filter(|_| !open);
        }
        self.decisions.push(decision);
    }

    /// A revocation comes in the same window, so that no month's figure has to be revised for it.
    fn revocation(&self, decision: &Decision, chance: &mut Chance) -> Option<NaiveDate> {
        let revoked_on = worked_days_after(decision.published_on?, chance.between(1, 3));
        let window = |date| self.plan.calendar.window(date);
        let in_time = revoked_on <= self.plan.as_of && window(revoked_on) == window(decision.decided_on);
        let simple = decision.kind == "fine" && decision.hearing_notice_on.is_none();
        (simple && self.revocable && in_time && chance.happens(5)).then_some(revoked_on)
    }

    /// Makes of the last two rows one decision.
    fn join(&mut self) {
        if let [.., first, second] = self.decisions.as_mut_slice() {
            second.is_joined = true;
            second.published_on = first.published_on;
        }
    }
}
