//! Figures counted from the ledgers, and the rows behind each of them.
//!
//! In: the ledgers and the periods closed. Out: figures for every reporter, month and to date, and, when asked, the
//! rows that made one. Both go through [`marks`], so that they cannot differ. A reporter counts what stands in its own
//! files; of `notices.csv` and of the registers what lies in its region, and a bureau is asked about the registers of
//! its whole city. No row is added up twice. Penalties that were revoked count in no month: a figure says
//! what stands on the day the data are as of, as the forms do once their months are corrected.

mod count;
mod counted;
mod flow;
mod marks;
mod rings;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::counts::number;
use super::cube::Figures;
use super::measure::Measure;
use crate::dataset::ledger::{
    Book, DecisionAt, EnterpriseAt, Entries, FacilityAt, HazardAt, InspectionAt, LedgerMeasure, MEASURES,
    NoticeAt, Row, RowAt, RowRef, Table,
};
use crate::dataset::{Aggregation, CriterionAt, Dataset, RegionKind, Span, ledger};

use count::Counter;
use marks::Marks;

pub use rings::{Forced, Life, Merge, Pair, whose};

/// The measures of the ledgers that are kept.
pub fn measures(dataset: &Dataset, first: usize) -> Vec<Measure> {
    let kept: Vec<&LedgerMeasure> =
        MEASURES.iter().filter(|measure| dataset.ledger.keeps(measure.entries.book())).collect();
    let place = |id: &str| kept.iter().position(|measure| measure.id == id);
    let whole = |id: &str| {
        let (whole, _) = id.rsplit_once('.').filter(|(whole, _)| whole.contains('.'))?;
        Some(first + place(whole)?)
    };
    let measure = |ledger: &&LedgerMeasure| {
        let (kind, aggregation) = ledger.entries.value();
        Measure {
            id: ledger.id.to_owned(),
            title: ledger.title.to_owned(),
            unit: ledger.unit.to_owned(),
            unit_to_date: ledger.unit.to_owned(),
            // Bureau and counties visit the same firms: added up over them they are visits, not firms.
            unit_added: (aggregation == Aggregation::Distinct).then(|| format!("{}次", ledger.unit)),
            kind,
            aggregation,
            form: None,
            cell: None,
            parts: Vec::new(),
            of: whole(ledger.id),
            total_is_stated: false,
            ledger: Some(ledger.entries.clone()),
        }
    };
    let mut measures: Vec<Measure> = kept.iter().map(measure).collect();
    let by_criterion = kept.iter().enumerate().filter(|(_, measure)| measure.by_criterion);
    let by_criterion: Vec<usize> = by_criterion.map(|(place, _)| place).collect();
    for (index, criterion) in CriterionAt::each(&dataset.criteria) {
        for &place in &by_criterion {
            let whole = &measures[place];
            measures.push(Measure {
                id: format!("{}.{}", whole.id, criterion.code),
                title: format!("{}（{} {}）", whole.title, criterion.code, criterion.title),
                of: Some(first + place),
                ledger: whole.ledger.as_ref().map(|entries| entries.of_criterion(index)),
                ..whole.clone()
            });
        }
    }
    measures
}

/// The rows of each ledger that a reporter counts.
#[derive(Debug, Default)]
pub struct Counted {
    hazards: Vec<Vec<HazardAt>>,
    decisions: Vec<Vec<DecisionAt>>,
    inspections: Vec<Vec<InspectionAt>>,
    notices: Vec<Vec<NoticeAt>>,
    enterprises: Vec<Vec<EnterpriseAt>>,
    facilities: Vec<Vec<FacilityAt>>,
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
            enterprises: by_region(&ledger.enterprises, regions, |row| row.region),
            facilities: by_region(&ledger.facilities, regions, |row| row.region),
            whole: Book::ALL.map(whole),
        }
    }

    /// The rows a reporter counts, and those of registers that a region does.
    fn rows<'c>(
        &'c self,
        dataset: &'c Dataset,
        book: Book,
        region: usize,
    ) -> impl Iterator<Item = RowRef> + use<'c> {
        counted_by(dataset, book, region).iter().flat_map(move |reporter| self.own(book, *reporter))
    }

    /// The rows that are a reporter's own.
    fn own(&self, book: Book, region: usize) -> impl Iterator<Item = RowRef> + use<'_> {
        let count = match book {
            Book::Hazards => self.hazards[region].len(),
            Book::Enforcement => self.decisions[region].len(),
            Book::Inspections => self.inspections[region].len(),
            Book::Notices => self.notices[region].len(),
            Book::Enterprises => self.enterprises[region].len(),
            Book::Facilities => self.facilities[region].len(),
        };
        (0..count).map(move |place| match book {
            Book::Hazards => self.hazards[region][place].into(),
            Book::Enforcement => self.decisions[region][place].into(),
            Book::Inspections => self.inspections[region][place].into(),
            Book::Notices => self.notices[region][place].into(),
            Book::Enterprises => self.enterprises[region][place].into(),
            Book::Facilities => self.facilities[region][place].into(),
        })
    }
}

fn by_region<T: Row>(table: &Table<T>, regions: usize, region: impl Fn(&T) -> usize) -> Vec<Vec<RowAt<T>>> {
    let mut rows = vec![Vec::new(); regions];
    for (index, row) in table.iter() {
        rows[region(row)].push(index);
    }
    rows
}

fn are_whole<T: Row>(table: &Table<T>, regions: usize) -> Vec<bool> {
    let mut whole = vec![false; regions];
    for sheet in table.sheets() {
        if let Some(region) = sheet.region {
            whole[region] = !sheet.is_broken;
        }
    }
    whole
}

/// The reporters whose rows a region's figure counts.
fn counted_by(dataset: &Dataset, book: Book, region: usize) -> &[usize] {
    let of = &dataset.regions.all()[region];
    let city = of.parent.filter(|_| book.is_of_whole_city() && of.kind == RegionKind::Bureau);
    dataset.regions.reporters_of(city.unwrap_or(region))
}

/// Counts every ledger measure of every reporter.
pub fn fill(figures: &mut Figures, dataset: &Dataset) {
    let closed = &dataset.campaign.periods[..figures.periods()];
    let mut counts = std::mem::take(&mut figures.counts);
    let measures: Vec<&Entries> = figures.measures().iter().filter_map(|of| of.ledger.as_ref()).collect();
    let (whole, by_criterion) = measures.split_at(counts.with_places());
    let of_each = ledger::by_criterion().count();
    let rows = &figures.counted;
    counts.regions().enumerate().for_each(|(region, mut of_region)| {
        let marks = Marks::new(dataset, &rows.decisions[region]);
        let mut counter = Counter::over(closed);
        let reports = dataset.regions.all()[region].reports();
        let is_whole = Book::ALL.map(|book| rows.whole[book as usize][region]);
        for book in Book::ALL.into_iter().filter(|_| reports) {
            of_region.stands_behind(book, is_whole[book as usize]);
        }
        for (place, entries) in whole.iter().enumerate() {
            let book = entries.book();
            if is_whole[book as usize] && (reports || book.is_of_whole_city()) {
                of_region.put(place, counter.count(&marks, entries, rows.rows(dataset, book, region)));
            }
        }
        if is_whole[Book::Hazards as usize] && reports {
            for (criterion, hazards) in by_criteria(dataset, &rows.hazards[region]) {
                let first = criterion.place() * of_each;
                for (place, entries) in by_criterion.iter().enumerate().skip(first).take(of_each) {
                    let its = hazards.iter().map(|index| RowRef::Hazard(*index));
                    of_region.put(whole.len() + place, counter.count(&marks, entries, its));
                }
            }
        }
    });
    figures.counts = counts;
}

/// Hazards by the criterion they meet, in the order of the criteria.
fn by_criteria(dataset: &Dataset, hazards: &[HazardAt]) -> BTreeMap<CriterionAt, Vec<HazardAt>> {
    let mut by_criterion: BTreeMap<CriterionAt, Vec<HazardAt>> = BTreeMap::new();
    for &hazard in hazards {
        if let Some(criterion) = dataset.ledger.hazards.get(hazard).criterion {
            by_criterion.entry(criterion).or_default().push(hazard);
        }
    }
    by_criterion
}

impl Figures {
    /// A reporter's figure counted from the decisions as they stood on a day; `None` for any other figure. What was
    /// revoked later counted when the month was reported.
    #[must_use]
    pub fn as_it_stood(
        &self,
        dataset: &Dataset,
        measure: usize,
        (region, period, span): (usize, usize, Span),
        day: NaiveDate,
    ) -> Option<Decimal> {
        let of = &self.measures()[measure];
        let entries = of.ledger.as_ref()?;
        if entries.book() != Book::Enforcement {
            return None;
        }
        let marks = Marks::seen_on(Some(day), dataset, &self.counted.decisions[region]);
        let closed = &dataset.campaign.periods[..self.periods()];
        let mut counter = Counter::over(closed);
        let mut counts = counter.count(&marks, entries, self.counted.rows(dataset, entries.book(), region));
        Some(number(of.kind, counts.nth(period)?[span as usize]))
    }
}
