//! The rows behind a case: its decisions and hazards, and with them whatever belongs to the same affair.
//!
//! In: the cases and the ledgers. Out: for each case its [`CaseRecord`]. An example: a case links the fine `A1-2`; the order
//! `A1-1` of the same affair and the inspection that found its hazard are behind it too, and may be told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::Subject;
use crate::dataset::Case;
use crate::dataset::ledger::{
    Affair, Decision, DecisionKind, Enterprise, EnterpriseAt, Facility, FacilityAt, Hazard, Inspection,
    Ledger, Level, Notice, Party,
};
use crate::dataset::publication::PublicationState;
use crate::diagnostic::Place;
use crate::law::plain;
use rust_decimal::Decimal;

/// What stands in the ledgers about any case: one pass over each, however many cases there are.
pub(super) struct CaseRows<'d> {
    ledger: &'d Ledger,
    affairs: BTreeMap<Affair<'d>, Vec<&'d Decision>>,
    inspections: BTreeMap<FacilityAt, Vec<&'d Inspection>>,
    notices: BTreeMap<EnterpriseAt, Vec<&'d Notice>>,
    /// The days major hazards were found at each firm's mines.
    found: BTreeMap<EnterpriseAt, Vec<NaiveDate>>,
}

/// The rows behind one case.
pub(super) struct CaseRecord<'d> {
    pub(super) ledger: &'d Ledger,
    /// Its own decisions.
    pub(super) linked: Vec<&'d Decision>,
    /// Those and the others of the same affairs.
    pub(super) decisions: Vec<&'d Decision>,
    pub(super) hazards: Vec<&'d Hazard>,
    pub(super) enterprise: Option<&'d Enterprise>,
    /// It, and whom its decisions are about.
    pub(super) firms: BTreeSet<EnterpriseAt>,
    pub(super) places: BTreeSet<FacilityAt>,
    /// Where its hazards were found and its decisions apply.
    pub(super) facilities: Vec<&'d Facility>,
    /// Inspections of those on a day a hazard was found.
    pub(super) inspections: Vec<&'d Inspection>,
    pub(super) notices: Vec<&'d Notice>,
    /// How many major hazards were found at the firm's mines from the first to the last day its own were.
    pub(super) found_then: usize,
}

impl<'d> CaseRows<'d> {
    pub(super) fn of(subject: Subject<'d>) -> Self {
        let ledger = &subject.dataset.ledger;
        let cases = &subject.dataset.cases;
        let linked = || cases.iter().flat_map(|case| &case.actions).map(|at| ledger.decisions.get(at.value));
        let mut affairs: BTreeMap<_, Vec<_>> =
            linked().map(|decision| (ledger.decisions.affair(decision), Vec::new())).collect();
        if !affairs.is_empty() {
            for decision in ledger.decisions.rows() {
                if let Some(all) = affairs.get_mut(&ledger.decisions.affair(decision)) {
                    all.push(decision);
                }
            }
        }
        let hazards = cases.iter().flat_map(|case| &case.hazards).map(|at| ledger.hazards.get(at.value));
        let places = hazards.map(|hazard| hazard.facility).chain(linked().filter_map(|one| one.facility));
        let mut inspections: BTreeMap<_, Vec<_>> = places.map(|at| (at, Vec::new())).collect();
        if !inspections.is_empty() {
            for visit in ledger.inspections.rows() {
                for place in &visit.facilities {
                    if let Some(all) = inspections.get_mut(place) {
                        all.push(visit);
                    }
                }
            }
        }
        let mut notices: BTreeMap<EnterpriseAt, Vec<_>> = BTreeMap::new();
        for notice in ledger.notices.rows() {
            if let Some(firm) = notice.enterprise {
                notices.entry(firm).or_default().push(notice);
            }
        }
        let mut found: BTreeMap<EnterpriseAt, Vec<_>> =
            cases.iter().filter_map(|case| Some((case.enterprise.as_ref()?.value, Vec::new()))).collect();
        if !found.is_empty() {
            for hazard in ledger.hazards.rows().iter().filter(|hazard| hazard.level == Level::Major) {
                let owner = ledger.facilities.get(hazard.facility).owner_on(hazard.found_on);
                if let Some(all) = owner.and_then(|firm| found.get_mut(&firm)) {
                    all.push(hazard.found_on);
                }
            }
        }
        Self { ledger, affairs, inspections, notices, found }
    }

    pub(super) fn of_case(&self, case: &Case) -> CaseRecord<'d> {
        let ledger = self.ledger;
        let linked: Vec<&Decision> = case.actions.iter().map(|at| ledger.decisions.get(at.value)).collect();
        let affairs: BTreeSet<_> = linked.iter().map(|one| ledger.decisions.affair(one)).collect();
        let decisions: Vec<&Decision> =
            affairs.iter().filter_map(|affair| self.affairs.get(affair)).flatten().copied().collect();
        let of_decisions = linked.iter().flat_map(|one| one.hazards.iter().copied());
        let of_case = case.hazards.iter().map(|at| at.value);
        let hazards: BTreeSet<_> = of_case.chain(of_decisions).collect();
        let hazards: Vec<&Hazard> = hazards.into_iter().map(|at| ledger.hazards.get(at)).collect();
        let of_decisions = linked.iter().filter_map(|one| one.facility);
        let places: BTreeSet<_> = hazards.iter().map(|hazard| hazard.facility).chain(of_decisions).collect();
        let found: BTreeSet<NaiveDate> = hazards.iter().map(|hazard| hazard.found_on).collect();
        let visits = places.iter().filter_map(|at| self.inspections.get(at)).flatten().copied();
        let fits = |visit: &&Inspection| found.range(visit.started_on..=visit.ended_on).next().is_some();
        let of_firm = case.enterprise.as_ref().and_then(|at| self.notices.get(&at.value));
        let own = case.enterprise.as_ref().map(|at| at.value);
        let days = found.first().zip(found.last());
        let then = own.and_then(|firm| self.found.get(&firm)).zip(days);
        CaseRecord {
            ledger,
            firms: linked.iter().filter_map(|one| one.enterprise).chain(own).collect(),
            inspections: visits.filter(|visit| visit.started_on <= visit.ended_on).filter(fits).collect(),
            enterprise: case.enterprise.as_ref().map(|at| ledger.enterprises.get(at.value)),
            facilities: places.iter().map(|at| ledger.facilities.get(*at)).collect(),
            places,
            notices: of_firm.into_iter().flatten().copied().collect(),
            found_then: then.map_or(0, |(all, (first, last))| {
                all.iter().filter(|day| (first..=last).contains(day)).count()
            }),
            linked,
            decisions,
            hazards,
        }
    }
}

impl<'d> CaseRecord<'d> {
    /// Its linked fines, each with the sum in 元.
    pub(super) fn fines(&self) -> impl Iterator<Item = (&'d Decision, Decimal)> {
        self.linked.iter().filter_map(|one| Some((*one, one.amount_yuan?.decimal())))
    }

    /// Whether something of this kind was decided in the affair.
    pub(super) fn has_decided(&self, kind: DecisionKind) -> bool {
        self.decisions.iter().any(|one| one.kind == kind)
    }

    pub(super) fn id(&self, decision: &Decision) -> &'d str {
        self.ledger.decisions.id(decision)
    }

    /// A cell of a decision, to show beside a finding.
    pub(super) fn cell(&self, decision: &Decision, column: &str) -> Place {
        self.ledger.decisions.cell(decision, column)
    }

    /// Its decision's numbers, in one way of writing.
    pub(super) fn numbers(&self) -> Vec<(&'d Decision, String)> {
        let number = |one: &&'d Decision| plain(self.ledger.decisions.text(one, one.document_no));
        let all = self.decisions.iter().map(|one| (*one, number(one)));
        all.filter(|(_, number)| !number.is_empty()).collect()
    }

    /// Who decided and who inspected, in one way of writing.
    pub(super) fn offices(&self) -> BTreeSet<String> {
        let decided = self.decisions.iter().map(|one| self.ledger.decisions.text(one, one.authority));
        let visited = self.inspections.iter().map(|one| self.ledger.inspections.text(one, one.organ));
        let found = self.hazards.iter().map(|one| self.ledger.hazards.text(one, one.reviewed_by));
        decided.chain(visited).chain(found).filter(|name| !name.is_empty()).map(plain).collect()
    }

    /// The days on which something of a penalty became public.
    pub(super) fn published(&self, case: &Case) -> BTreeSet<NaiveDate> {
        let decided = self.decisions.iter().filter_map(|one| one.published_on);
        let steps = case
            .publication
            .steps
            .iter()
            .filter(|step| step.to != PublicationState::Draft)
            .map(|step| step.on);
        let notices = self.notices.iter().map(|notice| notice.issued_on);
        decided.chain(steps).chain(notices).collect()
    }

    /// The first year anything of it happened in.
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        let found = self.hazards.iter().map(|hazard| hazard.found_on);
        found.chain(self.decisions.iter().map(|one| one.decided_on)).min()
    }
}

/// How a party is called in a message.
pub(super) fn party_title(party: Party) -> (&'static str, &'static str) {
    match party {
        Party::Unit => ("企业", "the enterprise"),
        Party::Principal => ("主要负责人", "its principal"),
        Party::Person => ("其他人员", "another person"),
    }
}
