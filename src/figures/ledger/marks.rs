//! What a row adds to a measure: the one place that says which rows count, when, and for how much.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::dataset::Dataset;
use crate::dataset::ledger::{
    Affair, Count, Day, Decision, DecisionAt, DecisionStatus, DoubleCount, EnterpriseAt, Entries, Hazard,
    Hazards, Party, RowRef, When,
};

/// What one row adds to one measure. A hazard found on 2023-06-03 and closed on 06-20 is an event of 06-03 for those
/// found, an event of 06-20 for those closed, and a stretch from 06-03 to 06-20 for those open: 1 as the period ends on
/// 06-19, none on 06-20. An enterprise inspected twice is one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An event of a day, and its amount: 1, or 元.
    Event(NaiveDate, u64),
    /// A thing seen on a day, counted once however often it is seen.
    Thing(NaiveDate, RowRef),
    /// There from a day until it ends, that day no longer.
    Stretch(NaiveDate, Option<NaiveDate>),
    /// There all the time.
    Always,
}

/// Reads rows of one reporter.
pub struct Marks<'d> {
    dataset: &'d Dataset,
    from: Option<NaiveDate>,
    /// The day they are looked at from, where that is not today: what was revoked later stood then.
    seen_on: Option<NaiveDate>,
    /// By decision: its case, as the index of the case's first decision, and since when that is double.
    doubles: BTreeMap<DecisionAt, (DecisionAt, NaiveDate)>,
}

impl<'d> Marks<'d> {
    /// Of a reporter that made these decisions.
    pub fn new(dataset: &'d Dataset, decisions: &[DecisionAt]) -> Self {
        Self::seen_on(None, dataset, decisions)
    }

    /// The same, as its decisions stood on a day.
    pub fn seen_on(seen_on: Option<NaiveDate>, dataset: &'d Dataset, decisions: &[DecisionAt]) -> Self {
        let from = dataset.campaign.periods.first().map(|period| period.from);
        let standing = |decision: &Decision| stands(decision, seen_on);
        Self { dataset, from, seen_on, doubles: doubles(dataset, decisions, standing) }
    }

    /// Everything a row adds to a measure; a row of another ledger adds nothing.
    pub fn each(&self, entries: &Entries, row: RowRef, add: &mut dyn FnMut(Mark)) {
        let ledger = &self.dataset.ledger;
        match entries {
            Entries::Hazards(hazards) => {
                let RowRef::Hazard(index) = row else { return };
                self.hazard(hazards, ledger.hazards.get(index)).into_iter().for_each(add);
            }
            Entries::Decisions(kind, count) => {
                let RowRef::Decision(index) = row else { return };
                let decision = ledger.decisions.get(index);
                if stands(decision, self.seen_on) && kind.has(|| decision.kind) {
                    self::each(count, decision, decision.decided_on, decision.enterprise, add);
                }
            }
            Entries::Doubles(double) => {
                let RowRef::Decision(index) = row else { return };
                self.double(*double, index).into_iter().for_each(add);
            }
            Entries::Inspections(kind, count) => {
                let RowRef::Inspection(index) = row else { return };
                let inspection = ledger.inspections.get(index);
                if kind.has(|| inspection.kind) {
                    // An enterprise is visited where one of its facilities is.
                    let facilities = inspection.facilities.iter().map(|at| ledger.facilities.get(*at));
                    let firms = facilities.filter_map(|facility| facility.enterprise);
                    self::each(count, inspection, inspection.ended_on, firms, add);
                }
            }
            Entries::Notices(kind, count) => {
                let RowRef::Notice(index) = row else { return };
                let notice = ledger.notices.get(index);
                // A notice about a region names no enterprise.
                if notice.enterprise.is_some() && kind.has(|| notice.kind) {
                    self::each(count, notice, notice.issued_on, notice.enterprise, add);
                }
            }
            Entries::Enterprises => add(Mark::Always),
            Entries::Facilities(status) => {
                let RowRef::Facility(index) = row else { return };
                if status.has(|| ledger.facilities.get(index).status) {
                    add(Mark::Always);
                }
            }
        }
    }

    fn hazard(&self, of: &Hazards, hazard: &Hazard) -> Option<Mark> {
        // What was found before the campaign is neither found, closed nor open in it.
        let counts = self.from.is_some_and(|from| hazard.found_on >= from)
            && of.level == hazard.level
            && of.source.has(|| hazard.source)
            && of.criterion.is_none_or(|criterion| hazard.criterion == Some(criterion))
            && of.outcome.has(|| hazard.outcome)
            && of.kind.has(|| self.dataset.ledger.facility_of(hazard).kind);
        let since = if of.is_listed { hazard.listed_on } else { Some(hazard.found_on) };
        let since = since.filter(|_| counts)?;
        let on = |day: &Day| match day {
            Day::Since => Some(since),
            Day::Deadline => hazard.deadline(),
            Day::Overdue => Some(hazard.deadline()? + Days::new(1)),
            Day::OnTime => {
                hazard.deadline().filter(|deadline| hazard.closed_on.is_some_and(|on| on <= *deadline))
            }
            Day::Closed => hazard.closed_on,
        };
        let latest =
            |days: &[Day]| days.iter().try_fold(NaiveDate::MIN, |latest, day| Some(latest.max(on(day)?)));
        match of.when {
            When::On(days) => Some(Mark::Event(latest(days)?, 1)),
            When::From(days) => Some(Mark::Stretch(latest(days)?, hazard.closed_on)),
        }
    }

    fn double(&self, double: DoubleCount, index: DecisionAt) -> Option<Mark> {
        let (case, since) = self.doubles.get(&index)?;
        let decision = self.dataset.ledger.decisions.get(index);
        match double {
            DoubleCount::Cases => Some(Mark::Thing(*since, (*case).into())),
            DoubleCount::Principals => (decision.party == Party::Principal)
                .then(|| Mark::Thing(*since, decision.enterprise.map_or((*case).into(), RowRef::from))),
        }
    }
}

/// What a row adds on its day.
fn each<T>(
    count: &Count<T>,
    row: &T,
    on: NaiveDate,
    firms: impl IntoIterator<Item = EnterpriseAt>,
    add: &mut dyn FnMut(Mark),
) {
    match count {
        Count::Rows => add(Mark::Event(on, 1)),
        Count::Sum(of) => add(Mark::Event(on, u64::from(of(row).unwrap_or(0)))),
        Count::Yuan(of) => add(Mark::Event(on, of(row).unwrap_or(0))),
        Count::Enterprises => firms.into_iter().for_each(|firm| add(Mark::Thing(on, firm.into()))),
    }
}

/// Whether a decision was not revoked, or not yet.
fn stands(decision: &Decision, seen_on: Option<NaiveDate>) -> bool {
    let later = || seen_on.zip(decision.status_on).is_some_and(|(day, revoked)| revoked > day);
    decision.status != DecisionStatus::Revoked || later()
}

/// The cases of 一案双罚 among a reporter's decisions, by each valid penalty of theirs on unit or principal.
fn doubles(
    dataset: &Dataset,
    decisions: &[DecisionAt],
    stands: impl Fn(&Decision) -> bool,
) -> BTreeMap<DecisionAt, (DecisionAt, NaiveDate)> {
    let table = &dataset.ledger.decisions;
    let penalised = |index: &DecisionAt| {
        let decision = table.get(*index);
        stands(decision) && decision.kind.is_penalty() && decision.party != Party::Person
    };
    // By case: its first decision, and the first day its unit and its principal stood penalised.
    let mut cases: BTreeMap<Affair, (DecisionAt, [Option<NaiveDate>; 2])> = BTreeMap::new();
    for &index in decisions.iter().filter(|index| penalised(index)) {
        let decision = table.get(index);
        let (_, days) = cases.entry(table.affair(decision)).or_insert((index, [None; 2]));
        let day = &mut days[usize::from(decision.party == Party::Principal)];
        *day = Some(day.map_or(decision.decided_on, |day| day.min(decision.decided_on)));
    }
    let of = |index: &DecisionAt| {
        let decision = table.get(*index);
        let (case, [unit, principal]) = cases.get(&table.affair(decision))?;
        Some((*index, (*case, (*unit)?.max((*principal)?))))
    };
    decisions.iter().filter(|index| penalised(index)).filter_map(of).collect()
}
