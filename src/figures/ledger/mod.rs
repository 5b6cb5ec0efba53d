//! Figures counted from the ledgers, and the rows behind each of them.
//!
//! In: the ledgers and the periods closed. Out: figures for every reporter, month and to date, and, when asked, the
//! rows that made one. Both go through [`marks`], so that they cannot differ. A figure says what was true as its period
//! ended: a penalty revoked in September counts in June and to date until August, and in nothing from September on. What
//! is entered later, with its day, moves no period that ended before that day.

mod count;
mod counted;
mod counted_of;
mod flow;
mod marks;
mod passed_over;
mod rings;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::counts::number;
use super::cube::Figures;
use super::key::Key;
use super::rows::Tenure;
use crate::dataset::ledger::{Book, Entries, RowRef};
use crate::dataset::{CriterionAt, Dataset, RegionAt, ledger};

use count::Counter;
use marks::Marks;

pub use counted::rows_behind;
pub use counted_of::counted_of;
pub use passed_over::{PassedOver, passed_over};
pub use rings::{Forced, Life, Merge, Pair, forced, whose};

/// Counts every ledger measure of every reporter.
pub fn fill(figures: &mut Figures, dataset: &Dataset) {
    let closed = &dataset.campaign.periods[..figures.periods().len()];
    let mut counts = std::mem::take(&mut figures.counts);
    let measures: Vec<&Entries> = figures.measures().iter().filter_map(|of| of.ledger.as_ref()).collect();
    let (whole, by_criterion) = measures.split_at(counts.with_places());
    let of_each = ledger::by_criterion().count();
    let rows = &figures.counted;
    counts.regions().enumerate().for_each(|(place, mut of_region)| {
        let region = RegionAt::nth(place);
        let marks = Marks::new(dataset, rows.decisions_behind(region));
        let mut counter = Counter::over(closed);
        let reports = dataset.regions.all()[region].reports();
        let is_whole = Book::ALL.map(|book| rows.is_whole(book, region));
        let there = &figures.there[place * closed.len()..(place + 1) * closed.len()];
        for book in Book::ALL.into_iter().filter(|_| reports) {
            of_region.stands_behind(book, is_whole[book as usize], there);
        }
        for (measure, entries) in whole.iter().enumerate() {
            let book = entries.book();
            if is_whole[book as usize] && (reports || book.is_of_whole_city()) {
                of_region.put(measure, counter.count(&marks, entries, rows.rows(dataset, book, region)));
            }
        }
        if is_whole[Book::Hazards as usize] && reports {
            for (criterion, hazards) in by_criteria(dataset, rows.rows(dataset, Book::Hazards, region)) {
                let first = criterion.place() * of_each;
                for (measure, entries) in by_criterion.iter().enumerate().skip(first).take(of_each) {
                    let its = hazards.iter().copied();
                    of_region.put(whole.len() + measure, counter.count(&marks, entries, its));
                }
            }
        }
    });
    figures.counts = counts;
}

/// Hazards by the criterion they meet, in the order of the criteria.
fn by_criteria(
    dataset: &Dataset,
    rows: impl Iterator<Item = (Tenure, RowRef)>,
) -> BTreeMap<CriterionAt, Vec<(Tenure, RowRef)>> {
    let mut by_criterion: BTreeMap<CriterionAt, Vec<(Tenure, RowRef)>> = BTreeMap::new();
    for (tenure, row) in rows {
        let RowRef::Hazard(hazard) = row else { continue };
        for criterion in &dataset.ledger.hazards.get(hazard).criteria {
            by_criterion.entry(*criterion).or_default().push((tenure, row));
        }
    }
    by_criterion
}

/// A reporter's figure counted from the decisions as they stood on a day; `None` for any other figure. A report says what
/// stood when it was made.
#[must_use]
pub fn as_it_stood(
    figures: &Figures,
    dataset: &Dataset,
    Key { measure, region, period, span }: Key,
    day: NaiveDate,
) -> Option<Decimal> {
    let of = &figures.measures()[measure];
    let entries = of.ledger.as_ref()?;
    if entries.book() != Book::Enforcement {
        return None;
    }
    let marks = Marks::new(dataset, figures.counted.decisions_behind(region));
    let closed = &dataset.campaign.periods[..figures.periods().len()];
    let mut counter = Counter::seen_on(closed, |_| day);
    let mut counts = counter.count(&marks, entries, figures.counted.rows(dataset, entries.book(), region));
    Some(number(of.kind, counts.nth(period.place())?[span as usize]))
}
