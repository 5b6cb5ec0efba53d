//! Figures counted from the ledgers, and the rows behind each of them.
//!
//! In: the ledgers and the periods closed. Out: figures for every reporter, month and to date, and, when asked, the
//! rows that made one. Both go through [`marks`], so that they cannot differ. A reporter counts what stands in its own
//! files; of `notices.csv` and of the registers what lies in its region, and a bureau is asked about the registers of
//! its whole city, which are not added up once more. Penalties that were revoked count in no month: a figure says
//! what stands on the day the data are as of, as the forms do once their months are corrected.

mod behind;
mod count;
mod marks;

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::cube::{Figure, Figures};
use super::measure::Measure;
use super::sparse::Month;
use crate::dataset::ledger::{BY_CRITERION, Book, Index, LedgerMeasure, MEASURES, Of, Row, Table, What};
use crate::dataset::{Aggregation, Dataset, RegionKind, Span, Unit};

use marks::Marks;

pub use marks::RowRef;

/// The measures of the ledgers that are kept.
pub fn measures(dataset: &Dataset, first: usize) -> Vec<Measure> {
    let kept: Vec<&LedgerMeasure> =
        MEASURES.iter().filter(|measure| dataset.ledger.keeps(measure.what.book())).collect();
    let place = |id: &str| kept.iter().position(|measure| measure.id == id);
    let whole = |id: &str| {
        let (whole, _) = id.rsplit_once('.').filter(|(whole, _)| whole.contains('.'))?;
        Some(first + place(whole)?)
    };
    let measure = |ledger: &&LedgerMeasure| {
        Measure {
            id: ledger.id.to_owned(),
            title: ledger.title.to_owned(),
            unit: ledger.unit.to_owned(),
            unit_to_date: ledger.unit.to_owned(),
            // Bureau and counties visit the same firms: added up over them they are visits, not firms.
            unit_added: (ledger.aggregation == Aggregation::Distinct).then(|| format!("{}次", ledger.unit)),
            kind: ledger.kind,
            aggregation: ledger.aggregation,
            form: None,
            cell: None,
            parts: Vec::new(),
            of: whole(ledger.id),
            total_is_stated: false,
            ledger: Some(ledger.what),
        }
    };
    let mut measures: Vec<Measure> = kept.iter().map(measure).collect();
    let by_criterion: Vec<usize> = BY_CRITERION.iter().filter_map(|id| place(id)).collect();
    for (criterion, index) in dataset.criteria.iter().zip(0..) {
        for &place in &by_criterion {
            let whole = &measures[place];
            measures.push(Measure {
                id: format!("{}.{}", whole.id, criterion.code),
                title: format!("{}（{} {}）", whole.title, criterion.code, criterion.title),
                of: Some(first + place),
                ledger: whole.ledger.map(|what| what.with(Of::Criterion(index))),
                ..whole.clone()
            });
        }
    }
    measures
}

/// The rows of each ledger that a reporter counts.
#[derive(Debug, Default)]
pub struct Counted {
    hazards: Vec<Vec<Index>>,
    decisions: Vec<Vec<Index>>,
    inspections: Vec<Vec<Index>>,
    notices: Vec<Vec<Index>>,
    enterprises: Vec<Vec<Index>>,
    facilities: Vec<Vec<Index>>,
    /// By ledger and region: whether the reporter keeps the ledger and all of it could be read.
    whole: [Vec<bool>; 4],
}

impl Counted {
    /// Sorts all rows by the region that counts them.
    pub fn of(dataset: &Dataset) -> Self {
        let regions = dataset.regions.all().len();
        let ledger = &dataset.ledger;
        let registers = !ledger.registry_is_broken();
        Self {
            hazards: by_region(&ledger.hazards, regions, |row| row.region),
            decisions: by_region(&ledger.decisions, regions, |row| row.region),
            inspections: by_region(&ledger.inspections, regions, |row| row.region),
            notices: by_region(&ledger.notices, regions, |row| row.region),
            enterprises: with_bureaus(dataset, by_region(&ledger.enterprises, regions, |row| row.region)),
            facilities: with_bureaus(dataset, by_region(&ledger.facilities, regions, |row| row.region)),
            whole: [
                are_whole(&ledger.hazards, regions),
                are_whole(&ledger.decisions, regions),
                are_whole(&ledger.inspections, regions),
                vec![registers; regions],
            ],
        }
    }

    fn rows(&self, book: Book, region: usize) -> impl Iterator<Item = RowRef> + use<'_> {
        let (rows, row): (_, fn(Index) -> RowRef) = match book {
            Book::Hazards => (&self.hazards, RowRef::Hazard),
            Book::Enforcement => (&self.decisions, RowRef::Decision),
            Book::Inspections => (&self.inspections, RowRef::Inspection),
            Book::Notices => (&self.notices, RowRef::Notice),
            Book::Enterprises => (&self.enterprises, RowRef::Enterprise),
            Book::Facilities => (&self.facilities, RowRef::Facility),
        };
        rows[region].iter().map(move |index| row(*index))
    }

    /// Whether all a reporter would have to say in a ledger has been read; if not, its figures are missing.
    fn is_whole(&self, dataset: &Dataset, book: Book, region: usize) -> bool {
        let broken = |table_is_broken: bool| !table_is_broken;
        match book {
            Book::Hazards => self.whole[0][region],
            Book::Enforcement => self.whole[1][region],
            Book::Inspections => self.whole[2][region],
            Book::Notices => broken(dataset.ledger.notices.sheets().iter().any(|sheet| sheet.is_broken)),
            Book::Enterprises | Book::Facilities => self.whole[3][region],
        }
    }
}

fn by_region<T: Row>(table: &Table<T>, regions: usize, region: impl Fn(&T) -> usize) -> Vec<Vec<Index>> {
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

/// A bureau answers for the whole city: the registers of all below its parent, its own included.
fn with_bureaus(dataset: &Dataset, mut rows: Vec<Vec<Index>>) -> Vec<Vec<Index>> {
    let regions = dataset.regions.all();
    for (at, region) in regions.iter().enumerate().filter(|(_, region)| region.kind == RegionKind::Bureau) {
        let below = region.parent.map_or(&[][..], |parent| dataset.regions.reporters_of(parent));
        let others = below.iter().filter(|other| regions[**other].kind != RegionKind::Bureau);
        let more: Vec<Index> = others.flat_map(|other| rows[*other].iter().copied()).collect();
        rows[at].extend(more);
    }
    rows
}

/// Counts every ledger measure of every reporter.
pub fn fill(figures: &mut Figures, dataset: &Dataset) {
    let (periods, month_len) = (figures.periods(), figures.month_len());
    let dense = figures.dense().iter().enumerate();
    let counted: Vec<(usize, What, Unit)> =
        dense.filter_map(|(place, of)| Some((place, of.ledger?, of.kind))).collect();
    if periods == 0 || counted.is_empty() {
        return;
    }
    let closed = &dataset.campaign.periods[..periods];
    let mut cells = std::mem::take(&mut figures.cells);
    let rows = &figures.counted;
    cells.par_chunks_mut(periods * month_len).enumerate().for_each(|(region, of_region)| {
        if !dataset.regions.all()[region].reports() {
            return;
        }
        let marks = Marks::new(dataset, &rows.decisions[region]);
        for &(place, what, kind) in &counted {
            let whole = rows.is_whole(dataset, what.book(), region);
            let series = count::count(&marks, what, rows.rows(what.book(), region), closed);
            for period in 0..periods {
                let figure = |count| {
                    if whole { Figure::derived(count::number(kind, count), 1, 1) } else { Figure::missing() }
                };
                let start = period * month_len + place * Span::ALL.len();
                of_region[start + Span::Month as usize] = figure(series.month[period]);
                of_region[start + Span::ToDate as usize] = figure(series.to_date[period]);
            }
        }
    });
    figures.cells = cells;
    fill_criteria(figures, dataset);
}

/// Counts every reporter's hazards criterion by criterion, for the measures that begin where the cells end.
fn fill_criteria(figures: &mut Figures, dataset: &Dataset) {
    let closed = &dataset.campaign.periods[..figures.periods()];
    let first = figures.dense().len();
    let by_criterion: Vec<What> = figures.measures()[first..].iter().filter_map(|of| of.ledger).collect();
    if by_criterion.is_empty() {
        return;
    }
    let mut months = std::mem::take(&mut figures.sparse);
    let rows = &figures.counted;
    months.par_chunks_mut(closed.len()).enumerate().for_each(|(region, months)| {
        if !dataset.regions.all()[region].reports() {
            return;
        }
        if !rows.is_whole(dataset, Book::Hazards, region) {
            months.fill(Month::of(Figure::missing()));
            return;
        }
        months.fill(Month::of(Figure::derived(Decimal::ZERO, 1, 1)));
        let marks = Marks::new(dataset, &[]);
        let criterion = |index: &Index| dataset.ledger.hazards.get(*index).criterion;
        let mut hazards: Vec<Index> = rows.hazards[region].clone();
        hazards.sort_by_key(criterion);
        for of_one in hazards.chunk_by(|a, b| criterion(a) == criterion(b)) {
            let Some(criterion) = criterion(&of_one[0]) else { continue };
            let first = criterion as usize * BY_CRITERION.len();
            let its_measures = by_criterion.iter().enumerate().skip(first).take(BY_CRITERION.len());
            for (measure, what) in its_measures {
                let its = of_one.iter().map(|index| RowRef::Hazard(*index));
                let series = count::count(&marks, *what, its, closed);
                for (month, counts) in months.iter_mut().zip(series.month.iter().zip(&series.to_date)) {
                    month.push(measure, Span::Month, *counts.0);
                    month.push(measure, Span::ToDate, *counts.1);
                }
            }
        }
    });
    figures.sparse = months;
}

impl Measure {
    /// Whether a bureau's figure already is that of its whole city, so that adding it up would count twice.
    #[must_use]
    pub fn is_shared_by_bureau(&self) -> bool {
        matches!(self.ledger, Some(What::Enterprises | What::Facilities))
    }
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
        let what = of.ledger?;
        if what.book() != Book::Enforcement {
            return None;
        }
        let marks = Marks::seen_on(Some(day), dataset, &self.counted.decisions[region]);
        let closed = &dataset.campaign.periods[..self.periods()];
        let series = count::count(&marks, what, self.counted.rows(what.book(), region), closed);
        let counts = if span == Span::Month { series.month } else { series.to_date };
        Some(count::number(of.kind, counts[period]))
    }
}
