//! What a row adds to a measure: the one place that says which rows count, when, and for how much.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::dataset::Dataset;
use crate::dataset::ledger::{
    Affair, Decision, DecisionKind, DecisionStatus, Hazard, Index, Inspection, InspectionKind, Level, Notice,
    NoticeKind, Of, Outcome, Party, What,
};

/// What one row adds to one measure. A hazard found on 2023-06-03 and closed on 06-20 is an event of 06-03 for those
/// found, an event of 06-20 for those closed, and a stretch from 06-03 to 06-20 for those open: 1 as the period ends on
/// 06-19, none on 06-20. An enterprise inspected twice is one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An event of a day, and its amount: 1, or 元.
    Event(NaiveDate, u64),
    /// A thing seen on a day, counted once however often it is seen.
    Thing(NaiveDate, Index),
    /// There from a day until it ends, that day no longer.
    Stretch(NaiveDate, Option<NaiveDate>),
    /// There all the time.
    Always,
}

/// A row of one of the ledgers that figures are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowRef {
    /// Index of a hazard.
    Hazard(Index),
    /// Index of a decision.
    Decision(Index),
    /// Index of an inspection.
    Inspection(Index),
    /// Index of a notice.
    Notice(Index),
    /// Index of an enterprise.
    Enterprise(Index),
    /// Index of a facility.
    Facility(Index),
}

/// Reads rows of one reporter.
pub struct Marks<'d> {
    dataset: &'d Dataset,
    from: Option<NaiveDate>,
    /// The day they are looked at from, where that is not today: what was revoked later stood then.
    seen_on: Option<NaiveDate>,
    /// By decision: its case, as the index of the case's first decision, and since when that is double.
    doubles: BTreeMap<Index, (Index, NaiveDate)>,
}

impl<'d> Marks<'d> {
    /// Of a reporter that made these decisions.
    pub fn new(dataset: &'d Dataset, decisions: &[Index]) -> Self {
        Self::seen_on(None, dataset, decisions)
    }

    /// The same, as its decisions stood on a day.
    pub fn seen_on(seen_on: Option<NaiveDate>, dataset: &'d Dataset, decisions: &[Index]) -> Self {
        let from = dataset.campaign.periods.first().map(|period| period.from);
        let standing = |decision: &Decision| stands(decision, seen_on);
        Self { dataset, from, seen_on, doubles: doubles(dataset, decisions, standing) }
    }

    /// Everything a row adds to a measure.
    pub fn each(&self, what: What, row: RowRef, add: &mut dyn FnMut(Mark)) {
        let ledger = &self.dataset.ledger;
        match row {
            RowRef::Hazard(index) => {
                // What was found before the campaign is neither found, closed nor open in it.
                let hazard = ledger.hazards.get(index);
                if self.from.is_some_and(|from| hazard.found_on >= from) {
                    self.hazard(what, hazard).into_iter().for_each(add);
                }
            }
            RowRef::Decision(index) => {
                self.decision(what, index, ledger.decisions.get(index)).into_iter().for_each(add);
            }
            RowRef::Inspection(index) => self.inspection(what, ledger.inspections.get(index), add),
            RowRef::Notice(index) => {
                notice(what, ledger.notices.get(index)).into_iter().for_each(add);
            }
            RowRef::Enterprise(_) => add(Mark::Always),
            RowRef::Facility(index) => {
                use crate::dataset::ledger::FacilityStatus::{Closed, Decommissioned};
                if !matches!(ledger.facilities.get(index).status, Closed | Decommissioned) {
                    add(Mark::Always);
                }
            }
        }
    }

    /// The day from which a hazard is one of these, where it is.
    fn since(&self, hazard: &Hazard, of: Of) -> Option<NaiveDate> {
        let is_of = match of {
            Of::All => true,
            Of::Source(source) => hazard.source == source,
            Of::Kind(kind) => self.dataset.ledger.facility_of(hazard).kind == kind,
            Of::Criterion(criterion) => hazard.criterion == Some(criterion),
            Of::Listed => return hazard.listed_on,
        };
        is_of.then_some(hazard.found_on)
    }

    fn hazard(&self, what: What, hazard: &Hazard) -> Option<Mark> {
        let closed_on = hazard.closed_on.filter(|_| hazard.outcome == Some(Outcome::Rectified));
        let dismissed = matches!(hazard.outcome, Some(Outcome::Dismissed | Outcome::Downgraded));
        let event = |on: NaiveDate| Mark::Event(on, 1);
        let of_level = |level: Level, of: Of| self.since(hazard, of).filter(|_| hazard.level == level);
        let major = |of: Of| of_level(Level::Major, of);
        match what {
            What::Found(level, of) => of_level(level, of).map(event),
            What::Closed(level, of) => of_level(level, of).and(closed_on).map(event),
            What::Dismissed(level) => {
                of_level(level, Of::All).and(hazard.closed_on).filter(|_| dismissed).map(event)
            }
            What::Open(level, of) => Some(Mark::Stretch(of_level(level, of)?, hazard.closed_on)),
            What::Overdue(level, of) => {
                let since = of_level(level, of)?.max(hazard.deadline()? + Days::new(1));
                Some(Mark::Stretch(since, hazard.closed_on))
            }
            What::Due(of) => Some(event(major(of)?.max(hazard.deadline()?))).filter(|_| !dismissed),
            What::OnTime => {
                let deadline = major(Of::All).and(hazard.deadline())?;
                closed_on.filter(|on| *on <= deadline).map(|_| event(deadline))
            }
            What::DueClosed(of) => Some(event(major(of)?.max(hazard.deadline()?).max(closed_on?))),
            What::PublicRows => major(Of::All).filter(|_| !dismissed).map(event),
            _ => None,
        }
    }

    fn decision(&self, what: What, index: Index, decision: &Decision) -> Option<Mark> {
        let on = decision.decided_on;
        let stands = stands(decision, self.seen_on);
        let is_penalty = stands && decision.kind.is_penalty();
        let firm = |kind: DecisionKind| {
            let firm = decision.enterprise.filter(|_| decision.kind == kind && stands);
            firm.map(|firm| Mark::Thing(on, firm))
        };
        match what {
            What::Penalties if is_penalty => Some(Mark::Event(on, 1)),
            What::Fines if is_penalty => decision.amount_yuan.map(|yuan| Mark::Event(on, yuan)),
            What::Doubles => self.doubles.get(&index).map(|(case, since)| Mark::Thing(*since, *case)),
            What::DoublePrincipals if decision.party == Party::Principal => {
                let (case, since) = self.doubles.get(&index)?;
                Some(Mark::Thing(*since, decision.enterprise.unwrap_or(*case)))
            }
            What::Suspended => firm(DecisionKind::Suspend),
            What::FirmsClosed => firm(DecisionKind::Close),
            What::Ordered => firm(DecisionKind::Order),
            What::Transferred if decision.kind == DecisionKind::Transfer && stands => {
                Some(Mark::Event(on, 1))
            }
            _ => None,
        }
    }

    /// Problems count on the last day; an enterprise is visited where one of its facilities is.
    fn inspection(&self, what: What, inspection: &Inspection, add: &mut dyn FnMut(Mark)) {
        let on = inspection.ended_on;
        let facilities = &self.dataset.ledger.facilities;
        match what {
            What::Inspections => add(Mark::Event(on, 1)),
            What::ProblemsFound => add(Mark::Event(on, u64::from(inspection.problems_found.unwrap_or(0)))),
            What::ProblemsRectified => {
                add(Mark::Event(on, u64::from(inspection.problems_rectified.unwrap_or(0))));
            }
            What::SpotChecked if inspection.kind != InspectionKind::SpotCheck => {}
            What::Inspected | What::SpotChecked => {
                let firms = inspection.facilities.iter().filter_map(|at| facilities.get(*at).enterprise);
                firms.for_each(|firm| add(Mark::Thing(on, firm)));
            }
            _ => {}
        }
    }
}

/// A circular is no exposure, and a notice about a region names no enterprise.
fn notice(what: What, notice: &Notice) -> Option<Mark> {
    let firm = notice.enterprise.filter(|_| notice.kind != NoticeKind::Circular)?;
    match what {
        What::Exposures => Some(Mark::Event(notice.issued_on, 1)),
        What::ExposedFirms => Some(Mark::Thing(notice.issued_on, firm)),
        _ => None,
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
    decisions: &[Index],
    stands: impl Fn(&Decision) -> bool,
) -> BTreeMap<Index, (Index, NaiveDate)> {
    let table = &dataset.ledger.decisions;
    let penalised = |index: &Index| {
        let decision = table.get(*index);
        stands(decision) && decision.kind.is_penalty() && decision.party != Party::Person
    };
    // By case: its first decision, and the first day its unit and its principal stood penalised.
    let mut cases: BTreeMap<Affair, (Index, [Option<NaiveDate>; 2])> = BTreeMap::new();
    for &index in decisions.iter().filter(|index| penalised(index)) {
        let decision = table.get(index);
        let (_, days) = cases.entry(table.affair(decision)).or_insert((index, [None; 2]));
        let day = &mut days[usize::from(decision.party == Party::Principal)];
        *day = Some(day.map_or(decision.decided_on, |day| day.min(decision.decided_on)));
    }
    let of = |index: &Index| {
        let decision = table.get(*index);
        let (case, [unit, principal]) = cases.get(&table.affair(decision))?;
        Some((*index, (*case, (*unit)?.max((*principal)?))))
    };
    decisions.iter().filter(|index| penalised(index)).filter_map(of).collect()
}
