//! The lists offered for download beside the figures: what of the ledgers is public, and the corrections.

use crate::published::Public;
use crate::published::ledger::Book;

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
    /// Every figure that is not what its month's edition says.
    Changes,
}

impl List {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Hazards,
        Self::Penalties,
        Self::Facilities,
        Self::Enterprises,
        Self::Inspections,
        Self::Notices,
        Self::Corrections,
        Self::Changes,
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
            Self::Changes => "changes.csv",
        }
    }

    /// Whether a site has it: a ledger may not be kept.
    #[must_use]
    pub fn is_kept(self, dataset: &Public) -> bool {
        match self {
            Self::Hazards => dataset.keeps(Book::Hazards),
            Self::Penalties => dataset.keeps(Book::Enforcement),
            Self::Facilities => dataset.keeps(Book::Facilities),
            Self::Enterprises => dataset.keeps(Book::Enterprises),
            Self::Inspections => dataset.keeps(Book::Inspections),
            Self::Notices => dataset.keeps(Book::Notices),
            Self::Corrections => true,
            Self::Changes => !dataset.editions().is_empty(),
        }
    }
}
