//! The rows of the ledgers, by the reporter that counts them.
//!
//! A reporter counts what stands in its own files; of `notices.csv` and of the registers what lies in its region, and a
//! bureau is asked about the registers of its whole city. No row is added up twice. Of one that was merged into another,
//! the heir counts what comes after: two [tenures](Tenure) of its rows, separated by a day.

use chrono::NaiveDate;

use crate::dataset::ledger::{
    Book, DecisionAt, Enterprise, EnterpriseAt, Facility, FacilityAt, HazardAt, InspectionAt, Located,
    NoticeAt, Row, RowRef, Table,
};
use crate::dataset::{Dataset, RegionAt, RegionKind, RowAt};

/// The rows of a reporter, for as long as a region counts them. 示例县 ends on 2023-08-31, merged into 示例区: a hazard of
/// its ledger, found in June, is its own as found and as open until 08-20, the last day of the last month it reports; from
/// 08-21 on it is one of the district's open ones, and one of those the district closes.
#[derive(Debug, Clone, Copy)]
pub struct Tenure {
    /// Whose rows.
    pub of: RegionAt,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

impl Tenure {
    /// A reporter's own rows, whoever answers for them.
    pub const fn always(of: RegionAt) -> Self {
        Self { of, from: NaiveDate::MIN, until: NaiveDate::MAX }
    }
}

/// By region: the tenures it counts, its own first. Without mergers that is its own alone, for ever.
fn tenures(dataset: &Dataset) -> Vec<Vec<Tenure>> {
    let (all, periods) = (dataset.regions.all(), &dataset.campaign.periods);
    let mut tenures = vec![Vec::new(); all.len()];
    for &of in dataset.regions.reporters() {
        let (mut holder, mut from) = (of, NaiveDate::MIN);
        while let (Some(last), Some(heir)) = (all[holder].until, all[holder].into) {
            let reported = periods.partition_point(|period| period.to <= last);
            let after = reported.checked_sub(1).and_then(|at| periods[at].to.succ_opt());
            let until = after.unwrap_or(NaiveDate::MIN).max(from);
            tenures[holder.place()].push(Tenure { of, from, until });
            (holder, from) = (heir, until);
        }
        tenures[holder.place()].push(Tenure { of, from, until: NaiveDate::MAX });
    }
    for (region, tenures) in RegionAt::up_to(all.len()).zip(&mut tenures) {
        tenures.sort_by_key(|tenure| tenure.of != region);
    }
    tenures
}

/// The rows of each ledger that a reporter counts.
#[derive(Debug, Default)]
pub struct Counted {
    pub hazards: Vec<Vec<HazardAt>>,
    pub decisions: Vec<Vec<DecisionAt>>,
    inspections: Vec<Vec<InspectionAt>>,
    notices: Vec<Vec<NoticeAt>>,
    enterprises: Vec<Vec<EnterpriseAt>>,
    facilities: Vec<Vec<FacilityAt>>,
    /// By region.
    tenures: Vec<Vec<Tenure>>,
    /// By ledger and region: whether all a reporter would have to say in it has been read; if not, its figures are missing.
    whole: [Vec<bool>; Book::ALL.len()],
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
            enterprises: by_regions(&ledger.enterprises, regions, Enterprise::regions),
            facilities: by_regions(&ledger.facilities, regions, Facility::regions),
            tenures: tenures(dataset),
            whole: Book::ALL.map(whole),
        }
    }

    /// The rows a reporter counts, and those of registers that a region does, each with the tenure it is of.
    pub fn rows<'c>(
        &'c self,
        dataset: &'c Dataset,
        book: Book,
        region: RegionAt,
    ) -> impl Iterator<Item = (Tenure, RowRef)> + use<'c> {
        counted_by(dataset, book, region).iter().flat_map(move |reporter| self.held(book, *reporter))
    }

    /// Those that one reporter counts.
    pub fn held(&self, book: Book, region: RegionAt) -> impl Iterator<Item = (Tenure, RowRef)> + use<'_> {
        let tenures = self.tenures(region).iter();
        tenures.flat_map(move |tenure| self.own(book, tenure.of).map(move |row| (*tenure, row)))
    }

    /// The tenures a reporter counts.
    pub fn tenures(&self, region: RegionAt) -> &[Tenure] {
        &self.tenures[region.place()]
    }

    /// Whether all a reporter counts of a ledger has been read.
    pub fn is_whole(&self, book: Book, region: RegionAt) -> bool {
        let of_book = &self.whole[book as usize];
        of_book[region.place()] && self.tenures(region).iter().all(|tenure| of_book[tenure.of.place()])
    }

    /// All decisions that stand in the files a reporter counts from.
    pub fn decisions_behind(&self, region: RegionAt) -> impl Iterator<Item = DecisionAt> {
        self.tenures(region).iter().flat_map(|tenure| &self.decisions[tenure.of.place()]).copied()
    }

    /// The rows that are a reporter's own.
    fn own(&self, book: Book, region: RegionAt) -> impl Iterator<Item = RowRef> + use<'_> {
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

/// The same of a register: something that moved is among the rows of each region it lay in.
fn by_regions<T: Row>(
    table: &Table<T>,
    regions: usize,
    lay: impl Fn(&T) -> Vec<Located>,
) -> Vec<Vec<RowAt<T>>> {
    let mut rows = vec![Vec::new(); regions];
    for (index, row) in table.iter() {
        for (region, ..) in lay(row) {
            let of_region: &mut Vec<RowAt<T>> = &mut rows[region.place()];
            if of_region.last() != Some(&index) {
                of_region.push(index);
            }
        }
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
