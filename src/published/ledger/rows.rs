//! Rows of the ledgers by their index, as far as they are public.

use chrono::NaiveDate;

use super::{
    Book, DecisionAt, EnterpriseAt, FacilityAt, HazardAt, InspectionAt, NoticeAt, PublicDecision,
    PublicEnterprise, PublicFacility, PublicHazard, PublicInspection, PublicNotice, RowRef,
};
use crate::dataset::RegionAt;
use crate::dataset::ledger::Affair;
use crate::dataset::life::{days_overdue, state};
use crate::published::Public;

impl Public {
    /// Whether the campaign keeps a ledger at all: what is not kept is not zero.
    #[must_use]
    pub fn keeps(&self, book: Book) -> bool {
        self.truth.ledger.keeps(book)
    }

    /// A major hazard.
    #[must_use]
    pub fn hazard(&self, index: HazardAt) -> PublicHazard<'_> {
        PublicHazard::of(&self.truth, index, self.as_of())
    }

    /// `H141027-001`: part of addresses, unique for ever.
    #[must_use]
    pub fn hazard_id(&self, index: HazardAt) -> &str {
        self.truth.ledger.hazards.id(self.truth.ledger.hazards.get(index))
    }

    /// Where a row stands: the file, below the site's root, and the line, from 1.
    #[must_use]
    pub fn source_of(&self, row: impl Into<RowRef>) -> (&str, u32) {
        self.truth.ledger.line_of(row.into())
    }

    /// The day it was found.
    #[must_use]
    pub fn found_on(&self, hazard: HazardAt) -> NaiveDate {
        self.truth.ledger.hazards.get(hazard).found_on
    }

    /// Index of the reporter in whose ledger it stands.
    #[must_use]
    pub fn reporter_of(&self, hazard: HazardAt) -> RegionAt {
        self.truth.ledger.hazards.get(hazard).region
    }

    /// Index of the region its facility lay in as it was found.
    #[must_use]
    pub fn region_of_hazard(&self, hazard: HazardAt) -> RegionAt {
        let (ledger, regions) = (&self.truth.ledger, &self.truth.regions);
        let hazard = ledger.hazards.get(hazard);
        ledger.facility_of(hazard).region_on(regions, hazard.found_on)
    }

    /// Index of that facility.
    #[must_use]
    pub fn facility_of_hazard(&self, hazard: HazardAt) -> FacilityAt {
        self.truth.ledger.hazards.get(hazard).facility
    }

    /// Whether it is closed, or was none.
    #[must_use]
    pub fn is_final(&self, hazard: HazardAt) -> bool {
        state(self.truth.ledger.hazards.get(hazard), self.as_of()).is_final()
    }

    /// Whether it is open past its deadline.
    #[must_use]
    pub fn is_overdue(&self, hazard: HazardAt) -> bool {
        days_overdue(self.truth.ledger.hazards.get(hazard), self.as_of()).is_some()
    }

    /// A mine or tailings pond.
    #[must_use]
    pub fn facility(&self, index: FacilityAt) -> PublicFacility<'_> {
        PublicFacility::of(&self.truth, self.as_of(), index)
    }

    /// `F141027-01`: part of addresses, unique for ever.
    #[must_use]
    pub fn facility_id(&self, index: FacilityAt) -> &str {
        self.truth.ledger.facilities.id(self.truth.ledger.facilities.get(index))
    }

    /// An enterprise.
    #[must_use]
    pub fn enterprise(&self, index: EnterpriseAt) -> PublicEnterprise<'_> {
        PublicEnterprise::of(&self.truth, self.as_of(), index)
    }

    /// `E141027-01`: part of addresses, unique for ever.
    #[must_use]
    pub fn enterprise_id(&self, index: EnterpriseAt) -> &str {
        self.truth.ledger.enterprises.id(self.truth.ledger.enterprises.get(index))
    }

    /// The name it had on a day.
    #[must_use]
    pub fn enterprise_name(&self, index: EnterpriseAt, on: NaiveDate) -> &str {
        let table = &self.truth.ledger.enterprises;
        table.name_on(table.get(index), on)
    }

    /// A penalty that is public, or that one was withdrawn.
    #[must_use]
    pub fn decision(&self, index: DecisionAt) -> PublicDecision<'_> {
        PublicDecision::of(&self.truth, index, self.as_of())
    }

    /// The day it was decided.
    #[must_use]
    pub fn decided_on(&self, decision: DecisionAt) -> NaiveDate {
        self.truth.ledger.decisions.get(decision).decided_on
    }

    /// Which case it belongs to: decisions with the same are of one case.
    #[must_use]
    pub fn affair(&self, decision: DecisionAt) -> Affair<'_> {
        self.truth.ledger.decisions.affair(self.truth.ledger.decisions.get(decision))
    }

    /// An inspection.
    #[must_use]
    pub fn inspection(&self, index: InspectionAt) -> PublicInspection<'_> {
        PublicInspection::of(&self.truth, index)
    }

    /// The id of a row.
    #[must_use]
    pub fn id_of(&self, row: RowRef) -> &str {
        self.truth.ledger.content_of(row, "id").text().unwrap_or_default()
    }

    /// A notice.
    #[must_use]
    pub fn notice(&self, index: NoticeAt) -> PublicNotice<'_> {
        PublicNotice::of(&self.truth, index)
    }
}
