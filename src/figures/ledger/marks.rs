//! What a row adds to a measure: the one place that says which rows count, when, and for how much.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::dataset::Dataset;
use crate::dataset::ledger::{
    Affair, Count, Day, Decision, DecisionAt, DecisionStatus, DoubleCount, EnterpriseAt, Entries, Hazard,
    Hazards, Outcome, Party, RowRef, When,
};
use crate::figures::rows::Tenure;

/// What one row adds to one measure. A hazard found on 2023-06-03 and closed on 06-20 is an event of 06-03 for those
/// found, an event of 06-20 for those closed, and a stretch from 06-03 to 06-20 for those open: 1 as the period ends on
/// 06-19, none on 06-20. An enterprise inspected twice is one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An event of a day, and its amount: 1, or 分; while it stands.
    Event(NaiveDate, u64, InForce),
    /// A thing seen on a day, counted once however often it is seen; while it stands.
    Thing(NaiveDate, RowRef, InForce),
    /// There while it stands.
    Stretch(InForce),
}

/// From which day something stands, and from which no longer. A fine of 06-03 that was halved on 09-12 counts whole for
/// every period that ended before that day, half for those that end after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// The first day.
    pub from: NaiveDate,
    /// The day it ended, that day no longer.
    pub until: NaiveDate,
}

impl InForce {
    /// What nothing has changed.
    pub const ALWAYS: Self = Self { from: NaiveDate::MIN, until: NaiveDate::MAX };

    fn from(from: NaiveDate, until: Option<NaiveDate>) -> Self {
        Self { from, until: until.unwrap_or(NaiveDate::MAX) }
    }

    /// Both at once.
    fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    /// The same, while a tenure counts it.
    fn within(self, tenure: Tenure) -> Self {
        self.and(Self { from: tenure.from, until: tenure.until })
    }

    /// Whether it stands on a day.
    pub fn on(self, day: NaiveDate) -> bool {
        self.from <= day && day < self.until
    }
}

/// Reads rows of one reporter.
pub struct Marks<'d> {
    dataset: &'d Dataset,
    from: Option<NaiveDate>,
    doubles: BTreeMap<Affair<'d>, DoubleCase>,
}

/// A case of 一案双罚: its first decision, and from which day on unit and principal stood both penalised, until when. There
/// is one stretch as long as nothing is revoked. Unit 06-03, principal 06-05, unit again 07-10, and the first revoked on
/// 09-01: double from 06-05 until 09-01, and from then on by the other two.
#[derive(Debug)]
struct DoubleCase {
    case: DecisionAt,
    stretches: Vec<(NaiveDate, InForce)>,
}

impl<'d> Marks<'d> {
    /// Of a reporter that counts these decisions.
    pub fn new(dataset: &'d Dataset, decisions: impl Iterator<Item = DecisionAt>) -> Self {
        let from = dataset.campaign.periods.first().map(|period| period.from);
        Self { dataset, from, doubles: doubles(dataset, decisions) }
    }

    /// Everything a row of a tenure adds to a measure; a row of another ledger adds nothing.
    pub fn each(&self, entries: &Entries, (tenure, row): (Tenure, RowRef), add: &mut dyn FnMut(Mark)) {
        self.all(entries, (tenure, row), &mut |mark| match mark {
            Mark::Event(on, ..) | Mark::Thing(on, ..) => {
                if (tenure.from..tenure.until).contains(&on) {
                    add(mark);
                }
            }
            Mark::Stretch(stands) => add(Mark::Stretch(stands.within(tenure))),
        });
    }

    fn all(&self, entries: &Entries, (tenure, row): (Tenure, RowRef), add: &mut dyn FnMut(Mark)) {
        let ledger = &self.dataset.ledger;
        match entries {
            Entries::Hazards(hazards) => {
                let RowRef::Hazard(index) = row else { return };
                self.hazard(hazards, ledger.hazards.get(index), add);
            }
            Entries::Decisions(kind, count) => {
                let RowRef::Decision(index) = row else { return };
                let decision = ledger.decisions.get(index);
                if kind.has(|| decision.kind) {
                    self::decision(count, decision, add);
                }
            }
            Entries::Doubles(double) => {
                let RowRef::Decision(index) = row else { return };
                self.double(*double, index, add);
            }
            Entries::Inspections(kind, count) => {
                let RowRef::Inspection(index) = row else { return };
                let inspection = ledger.inspections.get(index);
                if kind.has(|| inspection.kind) {
                    // An enterprise is visited where one of its facilities is.
                    let facilities = inspection.facilities.iter().map(|at| ledger.facilities.get(*at));
                    let firms = facilities.filter_map(|facility| facility.owner_on(inspection.ended_on));
                    self::each(count, inspection, inspection.ended_on, firms, InForce::ALWAYS, add);
                }
            }
            Entries::Notices(kind, count) => {
                let RowRef::Notice(index) = row else { return };
                let notice = ledger.notices.get(index);
                // A notice about a region names no enterprise.
                if notice.enterprise.is_some() && kind.has(|| notice.kind) {
                    self::each(count, notice, notice.issued_on, notice.enterprise, InForce::ALWAYS, add);
                }
            }
            Entries::Enterprises => {
                let RowRef::Enterprise(index) = row else { return };
                for (region, from, until) in ledger.enterprises.get(index).regions() {
                    if region == tenure.of {
                        add(Mark::Stretch(InForce { from, until }));
                    }
                }
            }
            Entries::Facilities(status, batch) => {
                let RowRef::Facility(index) = row else { return };
                let facility = ledger.facilities.get(index);
                if !batch.has(|| facility.batch) {
                    return;
                }
                for (_, from, until) in
                    facility.regions().into_iter().filter(|(region, ..)| *region == tenure.of)
                {
                    let there = InForce { from, until };
                    for (from, until, _) in facility.statuses().filter(|(.., stood)| status.has(|| *stood)) {
                        add(Mark::Stretch(InForce::from(from, until).and(there)));
                    }
                }
            }
        }
    }

    fn hazard(&self, of: &Hazards, hazard: &Hazard, add: &mut dyn FnMut(Mark)) {
        // What was found before the campaign is neither found, closed nor open in it.
        let counts = self.from.is_some_and(|from| hazard.found_on >= from)
            && of.level == hazard.level
            && of.source.has(|| hazard.source)
            && of.criterion.is_none_or(|criterion| hazard.criteria.contains(&criterion))
            && of.outcome.has(|| hazard.outcome)
            && of.leniency.has(|| hazard.leniency)
            && of.kind.has(|| self.dataset.ledger.facility_of(hazard).kind);
        let since = if of.is_listed { hazard.listed_on } else { Some(hazard.found_on) };
        let Some(since) = since.filter(|_| counts) else { return };
        let by = |deadline: NaiveDate| hazard.closed_on.is_some_and(|on| on <= deadline);
        let on = |day: &Day| match day {
            Day::Since => Some(since),
            Day::Due => {
                let deadline = hazard.deadlines.fell_due()?;
                if !by(deadline) {
                    return deadline.succ_opt();
                }
                (!Outcome::is_dismissal(hazard.outcome)).then_some(deadline)
            }
            Day::OnTime => hazard.deadlines.fell_due().filter(|deadline| by(*deadline)),
            Day::Closed => hazard.closed_on,
            Day::Reported => Some(hazard.reported_regulator_on?.max(hazard.reported_workers_on?)),
        };
        let open = InForce::from(since, hazard.closed_on);
        match of.when {
            When::On(days) => {
                let latest = days.iter().try_fold(since, |latest, day| Some(latest.max(on(day)?)));
                if let Some(day) = latest {
                    add(Mark::Event(day, 1, InForce::ALWAYS));
                }
            }
            When::Open => add(Mark::Stretch(open)),
            When::Overdue => {
                for (from, until) in hazard.deadlines.lapses() {
                    add(Mark::Stretch(InForce::from(from, until).and(open)));
                }
            }
            When::Named => {
                let Some(since) = self.dataset.settings.hazard_list.since(hazard) else { return };
                let dismissed_on = hazard.closed_on.filter(|_| Outcome::is_dismissal(hazard.outcome));
                add(Mark::Stretch(InForce::from(since, dismissed_on)));
            }
        }
    }

    fn double(&self, double: DoubleCount, index: DecisionAt, add: &mut dyn FnMut(Mark)) {
        let table = &self.dataset.ledger.decisions;
        let decision = table.get(index);
        if !penalises(decision) || double == DoubleCount::Principals && decision.party != Party::Principal {
            return;
        }
        let Some(DoubleCase { case, stretches }) = self.doubles.get(&table.affair(decision)) else { return };
        let thing = match double {
            DoubleCount::Cases => (*case).into(),
            DoubleCount::Principals => decision.enterprise.map_or((*case).into(), RowRef::from),
        };
        for (since, both) in stretches {
            add(Mark::Thing(*since, thing, both.and(standing(decision))));
        }
    }
}

/// What a decision adds on its day, as it stood and as it stands.
fn decision(count: &Count<Decision>, decision: &Decision, add: &mut dyn FnMut(Mark)) {
    let (on, firm, stands) = (decision.decided_on, decision.enterprise, standing(decision));
    let before = decision.amount_before_yuan.filter(|_| matches!(count, Count::Yuan(_)));
    let Some((before, amended_on)) = before.zip(decision.status_on) else {
        return self::each(count, decision, on, firm, stands, add);
    };
    add(Mark::Event(on, before.fen(), InForce::from(NaiveDate::MIN, Some(amended_on))));
    self::each(count, decision, on, firm, InForce::from(amended_on, None), add);
}

/// What a row adds on its day.
fn each<T>(
    count: &Count<T>,
    row: &T,
    on: NaiveDate,
    firms: impl IntoIterator<Item = EnterpriseAt>,
    stands: InForce,
    add: &mut dyn FnMut(Mark),
) {
    match count {
        Count::Rows => add(Mark::Event(on, 1, stands)),
        Count::Sum(of) => add(Mark::Event(on, u64::from(of(row).unwrap_or(0)), stands)),
        Count::Yuan(of) => add(Mark::Event(on, of(row).unwrap_or_default().fen(), stands)),
        Count::Enterprises => firms.into_iter().for_each(|firm| add(Mark::Thing(on, firm.into(), stands))),
    }
}

/// While a decision stands: until it is revoked, or declared unlawful or void.
fn standing(decision: &Decision) -> InForce {
    match decision.status {
        // Of one without a day it is not known that it ever stood.
        DecisionStatus::Revoked | DecisionStatus::DeclaredUnlawful | DecisionStatus::DeclaredVoid => {
            InForce::from(NaiveDate::MIN, decision.status_on.or(Some(NaiveDate::MIN)))
        }
        DecisionStatus::Valid | DecisionStatus::Amended | DecisionStatus::Repaired => InForce::ALWAYS,
    }
}

/// Whether a decision is a penalty on an enterprise or its principal that stood at all.
fn penalises(decision: &Decision) -> bool {
    decision.kind.is_penalty()
        && decision.party != Party::Person
        && standing(decision).on(decision.decided_on)
}

/// The cases of 一案双罚 among a reporter's decisions, by each penalty of theirs on unit or principal.
fn doubles(
    dataset: &Dataset,
    decisions: impl Iterator<Item = DecisionAt>,
) -> BTreeMap<Affair<'_>, DoubleCase> {
    let table = &dataset.ledger.decisions;
    let mut cases: BTreeMap<Affair, Vec<DecisionAt>> = BTreeMap::new();
    for index in decisions.filter(|index| penalises(table.get(*index))) {
        cases.entry(table.affair(table.get(index))).or_default().push(index);
    }
    let double = |mut rows: Vec<DecisionAt>| {
        let case = *rows.first()?;
        rows.sort_by_key(|index| table.get(*index).decided_on);
        // Until when a unit and a principal stand penalised, of those decided so far.
        let mut ends = [NaiveDate::MIN; 2];
        let mut stretches: Vec<(NaiveDate, InForce)> = Vec::new();
        for decision in rows.into_iter().map(|index| table.get(index)) {
            let from = ends[0].min(ends[1]);
            let side = &mut ends[usize::from(decision.party == Party::Principal)];
            *side = (*side).max(standing(decision).until);
            let until = ends[0].min(ends[1]);
            if until > from {
                stretches.push((decision.decided_on, InForce { from, until }));
            }
        }
        (!stretches.is_empty()).then_some(DoubleCase { case, stretches })
    };
    cases.into_iter().filter_map(|(affair, rows)| Some((affair, double(rows)?))).collect()
}
