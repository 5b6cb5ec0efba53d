//! The rows of the ledgers, by the reporter that counts them.
//!
//! A reporter counts what stands in its own files; of `notices.csv` and of the registers what lies in its region, and a
//! bureau is asked about the registers of its whole city. No row is added up twice.

use crate::dataset::ledger::{
    Book, DecisionAt, EnterpriseAt, FacilityAt, HazardAt, InspectionAt, NoticeAt, Row, RowRef, Table,
};
use crate::dataset::{Dataset, RegionAt, RegionKind, RowAt};

/// The rows of each ledger that a reporter counts.
#[derive(Debug, Default)]
pub struct Counted {
    pub hazards: Vec<Vec<HazardAt>>,
    pub decisions: Vec<Vec<DecisionAt>>,
    inspections: Vec<Vec<InspectionAt>>,
    notices: Vec<Vec<NoticeAt>>,
    enterprises: Vec<Vec<EnterpriseAt>>,
    facilities: Vec<Vec<FacilityAt>>,
    /// By ledger and region: whether all a reporter would have to say in it has been read; if not, its figures are missing.
    pub whole: [Vec<bool>; Book::ALL.len()],
}

impl Counted {
    /// Sorts all rows by the region that counts them.
    pub fn of(dataset: &Dataset) -> Self {
        let regions = dataset.regions.all().len();
        let ledger = &dataset.ledger;
        let notices = !ledger.notices.is_broken();
        let registers = !ledger.registry_is_broken();
        let whole = |book: Book| match book {
            Book::Hazards => are_whole(&ledger.hazards, regions),
            Book::Enforcement => are_whole(&ledger.decisions, regions),
            Book::Inspections => are_whole(&ledger.inspections, regions),
            Book::Notices => vec![notices; regions],
            Book::Enterprises | Book::Facilities => vec![registers; regions],
        };
        Self {
            hazards: by_region(&ledger.hazards, regions, |row| row.region),
            decisions: by_region(&ledger.decisions, regions, |row| row.region),
            inspections: by_region(&ledger.inspections, regions, |row| row.region),
            notices: by_region(&ledger.notices, regions, |row| row.region),
            enterprises: by_region(&ledger.enterprises, regions, |row| row.region),
            facilities: by_region(&ledger.facilities, regions, |row| row.region),
            whole: Book::ALL.map(whole),
        }
    }

    /// The rows a reporter counts, and those of registers that a region does.
    pub fn rows<'c>(
        &'c self,
        dataset: &'c Dataset,
        book: Book,
        region: RegionAt,
    ) -> impl Iterator<Item = RowRef> + use<'c> {
        counted_by(dataset, book, region).iter().flat_map(move |reporter| self.own(book, *reporter))
    }

    /// The rows that are a reporter's own.
    pub fn own(&self, book: Book, region: RegionAt) -> impl Iterator<Item = RowRef> + use<'_> {
        let count = match book {
            Book::Hazards => self.hazards[region.place()].len(),
            Book::Enforcement => self.decisions[region.place()].len(),
            Book::Inspections => self.inspections[region.place()].len(),
            Book::Notices => self.notices[region.place()].len(),
            Book::Enterprises => self.enterprises[region.place()].len(),
            Book::Facilities => self.facilities[region.place()].len(),
        };
        (0..count).map(move |place| match book {
            Book::Hazards => self.hazards[region.place()][place].into(),
            Book::Enforcement => self.decisions[region.place()][place].into(),
            Book::Inspections => self.inspections[region.place()][place].into(),
            Book::Notices => self.notices[region.place()][place].into(),
            Book::Enterprises => self.enterprises[region.place()][place].into(),
            Book::Facilities => self.facilities[region.place()][place].into(),
        })
    }
}

fn by_region<T: Row>(
    table: &Table<T>,
    regions: usize,
    region: impl Fn(&T) -> RegionAt,
) -> Vec<Vec<RowAt<T>>> {
    let mut rows = vec![Vec::new(); regions];
    for (index, row) in table.iter() {
        rows[region(row).place()].push(index);
    }
    rows
}

fn are_whole<T: Row>(table: &Table<T>, regions: usize) -> Vec<bool> {
    let mut whole = vec![false; regions];
    for sheet in table.sheets() {
        if let Some(region) = sheet.region {
            whole[region.place()] = !sheet.is_broken;
        }
    }
    whole
}

/// The reporters whose rows a region's figure counts.
pub fn counted_by(dataset: &Dataset, book: Book, region: RegionAt) -> &[RegionAt] {
    let of = &dataset.regions.all()[region];
    let city = of.parent.filter(|_| book.is_of_whole_city() && of.kind == RegionKind::Bureau);
    dataset.regions.reporters_of(city.unwrap_or(region))
}
