//! The columns of each ledger, declared once: what is known of a column stands here and nowhere else.
//!
//! In: nothing; these are tables. Out: [`Column`]s in the order of the files, of which the reader, the checks, the public
//! tables and pages, the sample and the guide are made.

mod enforcement;
mod enterprises;
mod facilities;
mod filings;
mod handling;
mod hazards;
mod inspections;
mod notices;
mod workdays;

use super::entries::Book;
use crate::dataset::column::{Both, Column, Holds, Need, Opens};

pub use enforcement::ENFORCEMENT;
pub use enterprises::ENTERPRISES;
pub use facilities::FACILITIES;
pub use filings::FILINGS;
pub use hazards::HAZARDS;
pub use inspections::INSPECTIONS;
pub use notices::NOTICES;
pub use workdays::WORKDAYS;

impl Book {
    /// Its columns.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Hazards => HAZARDS,
            Self::Enforcement => ENFORCEMENT,
            Self::Inspections => INSPECTIONS,
            Self::Notices => NOTICES,
            Self::Enterprises => ENTERPRISES,
            Self::Facilities => FACILITIES,
        }
    }

    /// One of them.
    ///
    /// # Panics
    /// Where the ledger has no such column: callers name those that are declared.
    #[must_use]
    pub fn column(self, code: &str) -> &'static Column {
        let column = self.columns().iter().find(|column| column.code == code);
        column.expect("callers name columns that are declared")
    }

    /// Where its files stand; `*` is the reporter that keeps one.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Hazards => "data/ledger/hazards/*.csv",
            Self::Enforcement => "data/ledger/enforcement/*.csv",
            Self::Inspections => "data/ledger/inspections/*.csv",
            Self::Notices => "data/ledger/notices.csv",
            Self::Enterprises => "data/ledger/enterprises.csv",
            Self::Facilities => "data/ledger/facilities.csv",
        }
    }
}

/// What of several ledgers is the same.
const ID: Both = ("编号", "Id");
/// A region by its code.
pub const REGION: Column = Column::new(
    "region",
    ("地区", "Region"),
    Holds::Region,
    ("地区代码，名称见 regions.csv", "code of the region; names stand in regions.csv"),
);
/// Where something on a register lay before.
pub const FORMER_REGIONS: Column = Column::new(
    "former_regions",
    ("原地区", "Former regions"),
    Holds::Former,
    (
        "以前所在的地区，以分号隔开，各带最后一天：101@2023-08-31；没有的为空。所在地区并入别处的不用填，并入之后归并入的地区",
        "the regions it lay in before, separated by semicolons, each with its last day: 101@2023-08-31; empty where there are none. Where its region was merged into another nothing is to be entered: it is the heir’s from then on",
    ),
)
.opens(Opens::Always)
.laid_out();
/// The day something comes onto its register.
pub const SINCE: Column = Column::new(
    "since",
    ("登记日", "Registered since"),
    Holds::Day,
    ("从哪天起在册；一直在册的为空", "the first day it is on the register; empty where it always was"),
)
.opens(Opens::Always);
/// The day something leaves its register.
pub const UNTIL: Column = Column::new(
    "until",
    ("注销日", "Registered until"),
    Holds::Day,
    ("在册的最后一天；仍在册的为空", "the last day it is on the register; empty while it is"),
)
.opens(Opens::Always);
const ENTERPRISE: Column = Column::new(
    "enterprise",
    ("企业", "Enterprise"),
    Holds::Row(Book::Enterprises),
    (
        "企业编号，见 enterprises.csv；不列企业的为空",
        "id of the enterprise, see enterprises.csv; empty where none is named",
    ),
)
.told_as("enterprise", ("企业编号", "Enterprise"));
const DOCUMENT_NO: Column = Column::new(
    "document_no",
    ("文书号", "Document number"),
    Holds::Name,
    ("文书号；没有的为空", "number of the document; empty where it has none"),
);
const NOTE: Column =
    Column::new("note", ("备注", "Note"), Holds::Text, ("备注，不公开", "remarks, which are not published"));

/// The id of a row.
const fn id(about: Both) -> Column {
    let mut column = Column::new("id", ID, Holds::Id, about);
    column.need = Need::Cell;
    column
}
