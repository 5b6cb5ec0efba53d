//! Rows as the public sees them. None of these types holds what may not be shown.

use chrono::NaiveDate;

use super::{Openness, openness};
use crate::dataset::Yuan;
use crate::dataset::ledger::{
    DecisionAt, DecisionKind, EnterpriseAt, FacilityAt, Former, HazardAt, Party, Word,
};
use crate::dataset::life::{State, days_overdue, state};
use crate::dataset::{CriterionAt, Dataset, RegionAt};

/// A major hazard.
#[derive(Debug)]
pub struct PublicHazard<'d> {
    /// `H141027-001`: part of addresses, unique for ever.
    pub id: &'d str,
    /// When it was found.
    pub found_on: NaiveDate,
    /// Index of the reporter whose ledger it stands in: whom to ask about it.
    pub reporter: RegionAt,
    /// Where it stands.
    pub state: State,
    /// When it was closed or dismissed.
    pub closed_on: Option<NaiveDate>,
    /// What it is and what becomes of it; nothing of one that was none.
    pub told: Option<HazardFacts<'d>>,
}

/// What is told of a hazard that is one.
#[derive(Debug)]
pub struct HazardFacts<'d> {
    /// Where it was found.
    pub facility: FacilityAt,
    /// The region that lay in as it was found.
    pub region: RegionAt,
    /// What makes it a major one; none of one that is not.
    pub criteria: &'d [CriterionAt],
    /// What was seen, in a sentence without people.
    pub description: &'d str,
    /// The post that answers for it.
    pub responsible: &'d str,
    /// 整改计划
    pub measures: &'d str,
    /// Whole 元.
    pub funds_yuan: Option<Yuan>,
    /// The first deadline.
    pub due_on: Option<NaiveDate>,
    /// The later one.
    pub extended_to: Option<NaiveDate>,
    /// Days past the one that holds.
    pub overdue: Option<u32>,
    /// 挂牌督办单位
    pub listed_by: &'d str,
    /// Listed and taken off again.
    pub listed_on: Option<NaiveDate>,
    /// Taken off the list.
    pub delisted_on: Option<NaiveDate>,
    /// 核实认定
    pub verified_on: Option<NaiveDate>,
    /// 双报告
    pub reported_workers_on: Option<NaiveDate>,
    /// 申请销号
    pub applied_on: Option<NaiveDate>,
    /// 复查
    pub reviewed_on: Option<NaiveDate>,
    /// The office that reviewed.
    pub reviewed_by: &'d str,
    /// The hazard it is the return of.
    pub recurs: Option<HazardAt>,
}

impl<'d> PublicHazard<'d> {
    /// What may be told of a hazard on a day.
    pub(in crate::published) fn of(dataset: &'d Dataset, index: HazardAt, as_of: NaiveDate) -> Self {
        let (table, list) = (&dataset.ledger.hazards, &dataset.settings.hazard_list);
        let hazard = table.get(index);
        let text = |text| table.text(hazard, text);
        let state = state(hazard, as_of);
        let by = |day: Option<NaiveDate>| day.filter(|day| *day <= as_of);
        let told = (!state.is_dismissal()).then(|| HazardFacts {
            facility: hazard.facility,
            region: dataset.ledger.facility_of(hazard).region_on(&dataset.regions, hazard.found_on),
            criteria: &hazard.criteria,
            description: text(hazard.description),
            responsible: text(hazard.responsible),
            measures: text(hazard.measures),
            funds_yuan: hazard.funds_yuan,
            due_on: hazard.deadlines.due_on,
            extended_to: hazard.deadlines.extended_to(as_of),
            overdue: days_overdue(hazard, as_of),
            listed_by: if by(hazard.listed_on).is_some() { text(hazard.listed_by) } else { "" },
            listed_on: by(hazard.listed_on),
            delisted_on: by(hazard.delisted_on),
            verified_on: by(hazard.verified_on),
            reported_workers_on: by(hazard.reported_workers_on),
            applied_on: by(hazard.applied_on),
            reviewed_on: by(hazard.reviewed_on),
            reviewed_by: if by(hazard.reviewed_on).is_some() { text(hazard.reviewed_by) } else { "" },
            recurs: hazard.recurs.filter(|earlier| list.names(table.get(*earlier), as_of)),
        });
        let (id, found_on, closed_on) = (table.id(hazard), hazard.found_on, by(hazard.closed_on));
        Self { id, found_on, reporter: hazard.region, state, closed_on, told }
    }
}

/// A mine or a tailings pond.
#[derive(Debug)]
pub struct PublicFacility<'d> {
    /// `F141027-01`: part of addresses, unique for ever.
    pub id: &'d str,
    /// As on the register of facilities: 示例青源铁矿.
    pub name: &'d str,
    /// Who owns it today; none where the register does not say.
    pub enterprise: Option<EnterpriseAt>,
    owners: &'d Former<EnterpriseAt>,
    /// Where it lies.
    pub region: RegionAt,
    /// The code of the word, `tailings`: the theme has its title.
    pub kind: &'static str,
    /// How it stands.
    pub status: &'static str,
    /// Since when.
    pub status_since: Option<NaiveDate>,
}

impl<'d> PublicFacility<'d> {
    /// A facility, of which nothing is kept back: its place is no more than its region.
    pub(in crate::published) fn of(dataset: &'d Dataset, as_of: NaiveDate, index: FacilityAt) -> Self {
        let table = &dataset.ledger.facilities;
        let facility = table.get(index);
        let text = |text| table.text(facility, text);
        Self {
            id: table.id(facility),
            name: text(facility.name),
            enterprise: facility.enterprise,
            owners: &facility.former_enterprises,
            region: facility.region_on(&dataset.regions, as_of),
            kind: facility.kind.code(),
            status: facility.status.code(),
            status_since: facility.status_since,
        }
    }

    /// Index of the owner on a day.
    #[must_use]
    pub fn owner_on(&self, day: NaiveDate) -> Option<EnterpriseAt> {
        self.owners.on(day).or(self.enterprise)
    }
}

/// An enterprise; its remarks are not among it.
#[derive(Debug)]
pub struct PublicEnterprise<'d> {
    /// `E141027-01`: part of addresses, unique for ever.
    pub id: &'d str,
    /// Its name today.
    pub name: &'d str,
    /// Its names before, each with the last day it was used.
    pub former_names: Vec<(&'d str, &'d str)>,
    /// Where it is registered.
    pub region: RegionAt,
}

impl<'d> PublicEnterprise<'d> {
    /// An enterprise as it is called today.
    pub(in crate::published) fn of(dataset: &'d Dataset, as_of: NaiveDate, index: EnterpriseAt) -> Self {
        let table = &dataset.ledger.enterprises;
        let enterprise = table.get(index);
        let text = |text| table.text(enterprise, text);
        Self {
            id: table.id(enterprise),
            name: text(enterprise.name),
            former_names: table
                .former(enterprise)
                .map(|(name, until)| (name, until.unwrap_or_default()))
                .collect(),
            region: enterprise.region_on(&dataset.regions, as_of),
        }
    }
}

/// A penalty that is public, or that one was withdrawn.
#[derive(Debug)]
pub struct PublicDecision<'d> {
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// Who decided.
    pub authority: &'d str,
    /// 文书号
    pub document_no: &'d str,
    /// Index of the region whose ledger it stands in.
    pub region: RegionAt,
    /// The code of how it stands: `valid`, `amended`; what became of one that was withdrawn.
    pub status: &'static str,
    /// What is told of it; nothing of one that was withdrawn.
    pub told: Option<DecisionFacts<'d>>,
    /// When and why it was withdrawn or amended.
    pub changed: Option<(Option<NaiveDate>, &'d str)>,
}

/// What is told of a penalty that stands.
#[derive(Debug)]
pub struct DecisionFacts<'d> {
    /// Who was penalised, or whose principal.
    pub enterprise: Option<EnterpriseAt>,
    /// Where; none of what is about the enterprise as a whole.
    pub facility: Option<FacilityAt>,
    /// The unit, its principal, another person: the post alone.
    pub party: Party,
    /// What was decided.
    pub kind: DecisionKind,
    /// The articles it rests on, as the ledger has them.
    pub basis: &'d str,
    /// Where the statutory register has it.
    pub url: &'d str,
    /// Whole 元.
    pub amount_yuan: Option<Yuan>,
    /// Until when it is public.
    pub public_until: NaiveDate,
}

impl DecisionFacts<'_> {
    /// What it fines; nothing where it is no fine: what is confiscated is none.
    #[must_use]
    pub fn fined(&self) -> Option<Yuan> {
        self.amount_yuan.filter(|_| self.kind == DecisionKind::Fine)
    }
}

impl<'d> PublicDecision<'d> {
    /// What may be told of a decision on a day.
    pub(in crate::published) fn of(dataset: &'d Dataset, index: DecisionAt, as_of: NaiveDate) -> Self {
        use crate::dataset::ledger::DecisionStatus;
        let table = &dataset.ledger.decisions;
        let decision = table.get(index);
        let text = |text| table.text(decision, text);
        let told = (openness(decision, as_of) == Openness::Public).then(|| DecisionFacts {
            enterprise: decision.enterprise,
            facility: decision.facility,
            party: decision.party,
            kind: decision.kind,
            basis: text(decision.basis),
            url: text(decision.url),
            amount_yuan: decision.amount_yuan,
            public_until: decision.public_until,
        });
        let changed = decision.is_changed();
        let is_other = told.is_none() || decision.status == DecisionStatus::Amended;
        let status = if is_other { decision.status } else { DecisionStatus::Valid }.code();
        Self {
            decided_on: decision.decided_on,
            authority: text(decision.authority),
            document_no: text(decision.document_no),
            region: decision.region,
            status,
            told,
            changed: changed.then(|| (decision.status_on, text(decision.status_reason))),
        }
    }
}
