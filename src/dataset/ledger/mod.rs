//! The ledgers (台账): the evidence behind the forms.
//!
//! In: `data/ledger/**` and `data/workdays/**`. Out: a [`Ledger`] of typed rows whose references to each other, to
//! regions and to criteria are indices that hold. Rows are small and keep their texts in the files; [`Table::text`]
//! reads one, [`Table::cell`] says where a cell stands. A row that cannot be understood is left out with a finding
//! where it stands, and its sheet says that it [is broken](Sheet::is_broken), so that nothing is counted from it as if
//! it were whole. What the days of a row mean as time passes is the business of `figures` and `check`.

mod causes;
mod cells;
pub(in crate::dataset) mod content;
mod criteria_named;
mod dated;
mod deadlines;
mod declared;
mod enforcement;
mod entries;
mod hazards;
mod ids;
mod kinds;
mod measures;
mod notations;
mod papers;
mod past;
mod read;
mod references;
mod registry;
mod repeats;
mod row_ref;
mod table;
mod uscc;
mod visits;
mod words;
mod workdays;

use super::Files;
use super::campaign::Campaign;
use super::column::{Column, Read};
use super::criteria::Criterion;
use super::regions::{RegionAt, Regions};
use crate::diagnostic::{Findings, Place};

use content::understood;
use row_ref::{at_row, in_book};

pub(in crate::dataset) use cells::is_id;
pub use content::Content;
pub use deadlines::{Deadlines, Extension, parts as extensions};
pub use declared::{FILINGS, REGION, WORKDAYS};
pub use enforcement::{Affair, Decision};
pub use entries::{Book, Count, Day, DoubleCount, Entries, Hazards, When, Which};
pub use hazards::Hazard;
pub use measures::{CLOSED, FOUND, LedgerMeasure, MEASURES, by_criterion, is_free, is_measure};
pub(in crate::dataset) use notations::says_nothing;
pub use papers::Paper;
pub use past::{Former, parts as former_parts};
pub use registry::{Enterprise, Facility, Located};
pub use row_ref::{DecisionAt, EnterpriseAt, FacilityAt, HazardAt, InspectionAt, NoticeAt, RowRef};
pub use table::{At, Found, Row, Sheet, Table, Text};
pub use visits::{Inspection, Notice};
pub(in crate::dataset) use words::find as word_of;
pub(crate) use words::words;
pub use words::{
    Batch, DecisionKind, DecisionStatus, FacilityKind, FacilityStatus, Gravity, Guard, InspectionKind,
    Leniency, Level, NoticeKind, Outcome, Party, Source, Word,
};
pub use workdays::Workdays;

/// Every ledger of a campaign; one that is not kept is [empty and says so](Table::is_kept).
#[derive(Debug, Default)]
pub struct Ledger {
    /// `data/ledger/enterprises.csv`
    pub enterprises: Table<Enterprise>,
    /// `data/ledger/facilities.csv`
    pub facilities: Table<Facility>,
    /// `data/ledger/hazards/<region>.csv`
    pub hazards: Table<Hazard>,
    /// `data/ledger/enforcement/<region>.csv`
    pub decisions: Table<Decision>,
    /// `data/ledger/inspections/<region>.csv`
    pub inspections: Table<Inspection>,
    /// `data/ledger/notices.csv`
    pub notices: Table<Notice>,
    /// `data/ledger/filings.csv`
    pub papers: Table<Paper>,
    /// `data/workdays/<year>.csv`
    pub workdays: Workdays,
}

impl Ledger {
    /// Reads all of them.
    #[must_use]
    pub fn read(
        files: &Files,
        campaign: &Campaign,
        regions: &Regions,
        criteria: &[Criterion],
        findings: &Findings,
    ) -> Self {
        let enterprises = read::whole(files, "data/ledger/enterprises.csv", findings, &|cells| {
            registry::enterprise(cells, regions)
        });
        let facilities = read::whole(files, "data/ledger/facilities.csv", findings, &|cells| {
            registry::facility(cells, &enterprises, regions)
        });
        let keepers = (regions, &*campaign.periods);
        let known = criteria_named::CriteriaByCode::new(criteria, campaign);
        let hazards_and_decisions = |findings: &Findings| {
            let mut hazards = read::by_region(files, "data/ledger/hazards/", keepers, findings, &|cells| {
                hazards::hazard(cells, &facilities, &known, regions)
            });
            hazards::resolve_recurrences(&mut hazards, findings);
            let others = enforcement::Others {
                enterprises: &enterprises,
                facilities: &facilities,
                hazards: &hazards,
                regions,
            };
            let decisions = read::by_region(files, "data/ledger/enforcement/", keepers, findings, &|cells| {
                enforcement::decision(cells, others)
            });
            (hazards, decisions)
        };
        let visits = |findings: &Findings| {
            let inspections =
                read::by_region(files, "data/ledger/inspections/", keepers, findings, &|cells| {
                    visits::inspection(cells, &facilities, regions)
                });
            let notices = read::whole(files, "data/ledger/notices.csv", findings, &|cells| {
                visits::notice(cells, &enterprises, regions)
            });
            (inspections, notices)
        };
        let ((hazards, decisions), (inspections, notices)) = findings.of_both(hazards_and_decisions, visits);
        let registers = (&enterprises, &facilities);
        let papers = read::whole(files, "data/ledger/filings.csv", findings, &|cells| {
            papers::paper(cells, &campaign.papers, registers, regions)
        });
        let workdays = Workdays::read(files, findings);
        Self { enterprises, facilities, hazards, decisions, inspections, notices, papers, workdays }
    }

    /// The facility a hazard was found at.
    #[must_use]
    pub fn facility_of(&self, hazard: &Hazard) -> &Facility {
        self.facilities.get(hazard.facility)
    }

    /// Whether rows of a registry were left out, so that what refers to them was left out too.
    #[must_use]
    pub fn registry_is_broken(&self) -> bool {
        let broken = |sheets: &[Sheet]| sheets.iter().any(|sheet| sheet.is_broken);
        broken(self.enterprises.sheets()) || broken(self.facilities.sheets())
    }

    /// Whether decisions may be wanting that were written down: an error told where it stands.
    #[must_use]
    pub fn decisions_are_broken(&self) -> bool {
        self.decisions.is_broken() || self.registry_is_broken()
    }

    /// What a row's cell holds, of a column of its ledger. Of one that is read as declared its text was understood once,
    /// when its row was.
    #[must_use]
    pub fn content(&self, row: RowRef, column: &Column) -> Content<'_> {
        match column.read {
            Read::Field(field) => field(self, row.number()),
            Read::Hand => Content::Nothing,
            Read::Declared => {
                understood(at_row!(self, row, |table, at| table.declared(at, column)), column.holds)
            }
        }
    }

    /// What the cell of a column holds, by the column's code.
    #[must_use]
    pub fn content_of(&self, row: RowRef, code: &str) -> Content<'_> {
        self.content(row, row.book().column(code))
    }

    /// How many rows a ledger has: their [numbers](Book::row) are below it.
    #[must_use]
    pub fn rows_of(&self, book: Book) -> u32 {
        in_book!(self, book, |table| table.len()) as u32
    }

    /// The file in which a region keeps one of its ledgers.
    #[must_use]
    pub fn path_of(&self, book: Book, region: super::RegionAt) -> Option<&str> {
        in_book!(self, book, |table| {
            let own = table.sheets().iter().find(|sheet| sheet.region == Some(region))?;
            Some(own.path().as_ref())
        })
    }

    /// The file a row stands in, below the site's root, and its line, from 1.
    #[must_use]
    pub fn line_of(&self, row: RowRef) -> (&str, u32) {
        at_row!(self, row, |table, at| {
            let row = table.get(at);
            (table.sheet(row).path().as_ref(), table.line(row))
        })
    }

    /// Where a row's cell of a column stands.
    #[must_use]
    pub fn place_of(&self, row: RowRef, column: &Column) -> Place {
        at_row!(self, row, |table, at| table.cell(table.get(at), column.code))
    }

    /// Whether a ledger is kept: what is not kept is neither zero nor missing, and has no figures.
    #[must_use]
    pub fn keeps(&self, book: Book) -> bool {
        in_book!(self, book, |table| table.is_kept())
    }

    /// Whether a ledger has no row of an id, not even one that could not be understood.
    #[must_use]
    pub fn lacks(&self, book: Book, id: &str) -> bool {
        in_book!(self, book, |table| matches!(table.find(id), Found::Nothing))
    }

    /// Whether rows of a ledger may be wanting that were written down: an error told where it stands.
    #[must_use]
    pub fn is_broken(&self, book: Book) -> bool {
        in_book!(self, book, |table| table.is_broken())
    }

    /// Index of the region whose a row is, today.
    #[must_use]
    pub fn region_of(&self, row: RowRef) -> RegionAt {
        at_row!(self, row, |table, at| table.get(at).region)
    }

    /// Where a row stands.
    #[must_use]
    pub fn place(&self, row: RowRef) -> Place {
        at_row!(self, row, |table, at| table.place(table.get(at)))
    }

    /// A row's id.
    #[must_use]
    pub fn id(&self, row: RowRef) -> &str {
        at_row!(self, row, |table, at| table.id(table.get(at)))
    }
}
