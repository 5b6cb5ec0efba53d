//! The lists offered for download beside the figures: what of the ledgers is public, and the corrections.

use crate::dataset::Dataset;

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// 明细, in the order and with the numbers of `/hazards/`.
    Hazards,
    /// Penalties that are public, and that one was withdrawn.
    Penalties,
    /// Mines and tailings ponds.
    Facilities,
    /// Their owners.
    Enterprises,
    /// Who inspected where.
    Inspections,
    /// 通报、约谈、曝光和联合惩戒
    Notices,
    /// What was said before, and what is said now.
    Corrections,
}

impl List {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Hazards,
        Self::Penalties,
        Self::Facilities,
        Self::Enterprises,
        Self::Inspections,
        Self::Notices,
        Self::Corrections,
    ];

    /// Its file below `data/`.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Hazards => "hazards.csv",
            Self::Penalties => "penalties.csv",
            Self::Facilities => "facilities.csv",
            Self::Enterprises => "enterprises.csv",
            Self::Inspections => "inspections.csv",
            Self::Notices => "notices.csv",
            Self::Corrections => "corrections.csv",
        }
    }

    /// Whether a site has it: a ledger may not be kept.
    #[must_use]
    pub fn is_kept(self, dataset: &Dataset) -> bool {
        let ledger = &dataset.ledger;
        match self {
            Self::Hazards => ledger.hazards.is_kept(),
            Self::Penalties => ledger.decisions.is_kept(),
            Self::Facilities => ledger.facilities.is_kept(),
            Self::Enterprises => ledger.enterprises.is_kept(),
            Self::Inspections => ledger.inspections.is_kept(),
            Self::Notices => ledger.notices.is_kept(),
            Self::Corrections => true,
        }
    }
}
