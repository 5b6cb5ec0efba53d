//! What of the ledgers is public, and where it is listed.
//!
//! In: the ledgers and a day. Out: the rows that may be shown on that day, in the order they are listed, by facility,
//! enterprise, criterion, region and hazard; and [`PublicHazard`] and its like, which alone templates see. What is
//! not in them cannot reach a page: who found a hazard and from what source (a tip must not lead to who gave it),
//! evidence and remarks, penalties not published, withdrawn or expired.

mod cells;
mod counted;
mod public;
mod rows;
mod visits;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::dataset::ledger::Decision;
use crate::dataset::life::state;
use crate::dataset::{Dataset, RowAt};

pub use crate::dataset::CriterionAt;
pub use crate::dataset::column::{Both, Column, Fact, Holds, Term};
pub use crate::dataset::ledger::{
    Affair, Book, DecisionAt, DecisionKind, EnterpriseAt, FacilityAt, FacilityKind, FacilityStatus, Guard,
    HazardAt, InspectionAt, InspectionKind, NoticeAt, NoticeKind, Party, REGION, RowRef, Word, by_criterion,
};
pub use cells::{OpenRow, PublicCell, facts, public_columns};
pub use counted::PublicRow;
pub use public::{PublicDecision, PublicEnterprise, PublicFacility, PublicHazard};
pub use visits::{PublicInspection, PublicNotice};

/// How many rows stand on one page of a list.
pub const ROWS_PER_PAGE: usize = 100;

/// What may be shown of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// It is published and its time has not run out.
    Public,
    /// It was published and then revoked: that is told, and no name (行政处罚法 48).
    Withdrawn,
    /// Nothing: not a penalty, not published, its time has run out, or its credit was repaired.
    Closed,
}

/// The public part of the ledgers on a day.
#[derive(Debug, Default)]
pub struct PublicLedger {
    /// The day it is public on: what expires or becomes public later is as on that day.
    pub as_of: NaiveDate,
    /// 明细: major hazards of the [`HazardList`](crate::dataset::HazardList) that were not dismissed, in the order of the
    /// ledgers.
    pub hazards: Vec<HazardAt>,
    /// Those of it that were none: a page without a name stays at their address.
    pub dismissed: Vec<HazardAt>,
    /// Rows of `hazards`, by index of the facility.
    pub of_facility: Vec<Vec<u32>>,
    /// Rows of `hazards`, by index of the region the facility lies in.
    pub of_region: Vec<Vec<u32>>,
    /// Rows of `hazards`, by index of the criterion.
    pub of_criterion: Vec<Vec<u32>>,
    /// Mines and tailings ponds.
    pub facilities: Vec<FacilityAt>,
    /// Enterprises of which something is public.
    pub enterprises: Vec<EnterpriseAt>,
    /// Facilities, by index of the enterprise.
    pub facilities_of: Vec<Vec<FacilityAt>>,
    /// Penalties that are public or were withdrawn, the latest first.
    pub decisions: Vec<DecisionAt>,
    /// The public ones among them, by index of the enterprise.
    pub decisions_of: Vec<Vec<DecisionAt>>,
    /// The public ones among them, by index of the facility; the latest first.
    pub penalties_at: Vec<Vec<DecisionAt>>,
    /// All of them, by index of the region that decided.
    pub penalties_in: Vec<Vec<DecisionAt>>,
    /// The public ones among them, by index of the hazard; of one hazard the latest first.
    of_hazard: Vec<(HazardAt, DecisionAt)>,
    /// Inspections, the latest first.
    pub inspections: Vec<InspectionAt>,
    /// Notices, the latest first.
    pub notices: Vec<NoticeAt>,
    /// The same, by index of the enterprise.
    pub notices_of: Vec<Vec<NoticeAt>>,
}

impl PublicLedger {
    /// Sorts the ledgers by what may be shown of them.
    #[must_use]
    pub(super) fn of(dataset: &Dataset, as_of: NaiveDate, purged: &BTreeSet<EnterpriseAt>) -> Self {
        let ledger = &dataset.ledger;
        let enterprises = ledger.enterprises.iter().map(|(index, _)| index);
        let mut public = Self {
            as_of,
            facilities: ledger.facilities.iter().map(|(index, _)| index).collect(),
            enterprises: enterprises.filter(|index| !purged.contains(index)).collect(),
            of_facility: vec![Vec::new(); ledger.facilities.len()],
            of_region: vec![Vec::new(); dataset.regions.all().len()],
            penalties_at: vec![Vec::new(); ledger.facilities.len()],
            penalties_in: vec![Vec::new(); dataset.regions.all().len()],
            of_criterion: vec![Vec::new(); dataset.criteria.len()],
            facilities_of: vec![Vec::new(); ledger.enterprises.len()],
            notices_of: vec![Vec::new(); ledger.enterprises.len()],
            decisions_of: vec![Vec::new(); ledger.enterprises.len()],
            ..Self::default()
        };
        public.take_hazards(dataset);
        for (index, facility) in ledger.facilities.iter() {
            if let Some(owner) = facility.enterprise {
                public.facilities_of[owner.place()].push(index);
            }
        }
        public.take_decisions(dataset);
        let until = |day: NaiveDate| day <= as_of;
        let inspections = ledger.inspections.iter().filter(|(_, row)| until(row.ended_on));
        public.inspections = latest_first(inspections.map(|(index, row)| (row.ended_on, index)));
        let notices = ledger.notices.iter().filter(|(_, row)| row.is_public(as_of));
        public.notices = latest_first(notices.map(|(index, row)| (row.issued_on, index)));
        for &index in &public.notices {
            if let Some(enterprise) = ledger.notices.get(index).enterprise {
                public.notices_of[enterprise.place()].push(index);
            }
        }
        public
    }

    fn take_hazards(&mut self, dataset: &Dataset) {
        let ledger = &dataset.ledger;
        let found = ledger.hazards.iter();
        let named = &dataset.settings.hazard_list;
        for (index, hazard) in found.filter(|(_, hazard)| named.names(hazard, self.as_of)) {
            if state(hazard, self.as_of).is_dismissal() {
                self.dismissed.push(index);
                continue;
            }
            let row = self.hazards.len() as u32;
            self.hazards.push(index);
            self.of_facility[hazard.facility.place()].push(row);
            // Where the facility lay; and where it lies today, if it was open as that changed.
            let lay = |day: NaiveDate| ledger.facility_of(hazard).region_on(&dataset.regions, day);
            let ended = hazard.closed_on.filter(|on| *on <= self.as_of).unwrap_or(self.as_of);
            let [first, last] = [lay(hazard.found_on), lay(ended)];
            self.of_region[first.place()].push(row);
            if last != first {
                self.of_region[last.place()].push(row);
            }
            for criterion in &hazard.criteria {
                self.of_criterion[criterion.place()].push(row);
            }
        }
    }

    fn take_decisions(&mut self, dataset: &Dataset) {
        let ledger = &dataset.ledger;
        let mut shown = Vec::new();
        for (index, decision) in ledger.decisions.iter() {
            match openness(decision, self.as_of) {
                Openness::Closed => continue,
                Openness::Withdrawn => {}
                Openness::Public => {
                    if let Some(enterprise) = decision.enterprise {
                        self.decisions_of[enterprise.place()].push(index);
                    }
                }
            }
            shown.push((decision.decided_on, index));
        }
        self.decisions = latest_first(shown.into_iter());
        for &index in &self.decisions {
            let decision = ledger.decisions.get(index);
            self.penalties_in[decision.region.place()].push(index);
            if let Some(place) =
                decision.facility.filter(|_| openness(decision, self.as_of) == Openness::Public)
            {
                self.penalties_at[place.place()].push(index);
            }
            if openness(decision, self.as_of) == Openness::Public {
                self.of_hazard.extend(decision.hazards.iter().map(|hazard| (*hazard, index)));
            }
        }
        // Of one hazard the latest first.
        self.of_hazard.sort_by_key(|(hazard, _)| *hazard);
    }

    /// The public penalties a hazard led to.
    pub fn penalties_of(&self, hazard: HazardAt) -> impl Iterator<Item = DecisionAt> {
        let from = self.of_hazard.partition_point(|(of, _)| *of < hazard);
        self.of_hazard[from..].iter().take_while(move |(of, _)| *of == hazard).map(|(_, decision)| *decision)
    }
}

/// The latest day first; on one day in the order of the ledger.
fn latest_first<T>(rows: impl Iterator<Item = (NaiveDate, RowAt<T>)>) -> Vec<RowAt<T>> {
    let mut rows: Vec<(NaiveDate, RowAt<T>)> = rows.collect();
    rows.sort_by(|(a, _), (b, _)| b.cmp(a));
    rows.into_iter().map(|(_, index)| index).collect()
}

/// What may be shown of a decision on a day.
#[must_use]
pub fn openness(decision: &Decision, as_of: NaiveDate) -> Openness {
    let published = decision.published_on.is_some_and(|on| on <= as_of);
    let over = decision.has_left(as_of);
    let revoked = decision.status.is_undone() && decision.status_on.is_none_or(|on| on <= as_of);
    match () {
        () if !published || over || !decision.kind.is_penalty() => Openness::Closed,
        () if decision.is_held_back && !revoked => Openness::Closed,
        () if revoked => Openness::Withdrawn,
        () => Openness::Public,
    }
}

/// How many pages a list of so many rows has; an empty one has one.
#[must_use]
pub fn pages(rows: usize) -> usize {
    rows.div_ceil(ROWS_PER_PAGE).max(1)
}
