//! Enterprises that may be to be closed: a major hazard, and penalties that fill a window (安全生产法 113, item 1).
//!
//! In: the ledgers and a day. Out: whom the conditions of a check are met for; a person with the file at hand decides.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::{Citations, Repeated, repeated};
use crate::dataset::Dataset;
use crate::dataset::ledger::{DecisionAt, EnterpriseAt, HazardAt, Outcome};

/// An enterprise for which the conditions of a closure check are met: a major hazard, and repeated penalties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosureCheck {
    /// Whom it would be about.
    pub enterprise: EnterpriseAt,
    /// The penalties within a window that make it repeated.
    pub penalties: Repeated,
    /// Index of a major hazard it had by then.
    pub hazard: HazardAt,
}

/// Every such enterprise, by its index.
#[must_use]
pub fn closure_checks(dataset: &Dataset, citations: &Citations, as_of: NaiveDate) -> Vec<ClosureCheck> {
    let decisions = dataset.ledger.decisions.iter();
    let mut of_firm: Vec<(EnterpriseAt, DecisionAt)> =
        decisions.filter_map(|(index, decision)| Some((decision.enterprise?, index))).collect();
    of_firm.par_sort_unstable();
    let hazards = major_hazards(dataset);
    let check = |of_one: &[(EnterpriseAt, DecisionAt)]| {
        let enterprise = of_one[0].0;
        let of_firm = &hazards[hazards.partition_point(|(firm, ..)| *firm < enterprise)..];
        let (_, found_on, hazard) = of_firm.first().filter(|(firm, ..)| *firm == enterprise)?;
        let penalties = repeated(dataset, citations, of_one.iter().map(|(_, index)| *index), as_of)?;
        (*found_on <= penalties.last).then_some(ClosureCheck { enterprise, penalties, hazard: *hazard })
    };
    let firms: Vec<&[(EnterpriseAt, DecisionAt)]> = of_firm.chunk_by(|one, other| one.0 == other.0).collect();
    firms.into_par_iter().filter_map(check).collect()
}

/// Major hazards that were not dismissed: by owner, the day they were found, and index; the earliest of each owner first.
fn major_hazards(dataset: &Dataset) -> Vec<(EnterpriseAt, NaiveDate, HazardAt)> {
    let ledger = &dataset.ledger;
    let stands =
        |outcome: Option<Outcome>| !matches!(outcome, Some(Outcome::Dismissed | Outcome::Downgraded));
    let major = ledger.hazards.iter().filter(|(_, hazard)| hazard.is_major() && stands(hazard.outcome));
    let mut hazards: Vec<_> = major
        .filter_map(|(index, hazard)| {
            Some((ledger.facility_of(hazard).owner_on(hazard.found_on)?, hazard.found_on, index))
        })
        .collect();
    hazards.par_sort_unstable();
    hazards
}
