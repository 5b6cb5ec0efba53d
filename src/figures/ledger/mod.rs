//! Figures counted from the ledgers, and the rows behind each of them.
//!
//! In: the ledgers and the periods closed. Out: figures for every reporter, month and to date, and, when asked, the
//! rows that made one. Both go through [`marks`], so that they cannot differ. A reporter counts what stands in its own
//! files; of `notices.csv` and of the registers what lies in its region, and a bureau is asked about the registers of
//! its whole city, which are not added up once more. Penalties that were revoked count in no month: a figure says
//! what stands on the day the data are as of, as the forms do once their months are corrected.

mod count;
mod marks;

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::cube::{Figure, Figures};
use super::measure::Measure;
use crate::dataset::ledger::{Book, Index, MEASURES, Row, Table, What};
use crate::dataset::{Aggregation, Dataset, RegionKind, Span};
use crate::diagnostic::Place;

use marks::{Mark, Marks};

pub use marks::RowRef;

/// The measures of the ledgers that are kept.
pub fn measures(dataset: &Dataset, first: usize) -> Vec<Measure> {
    let kept: Vec<usize> =
        (0..MEASURES.len()).filter(|at| dataset.ledger.keeps(MEASURES[*at].book)).collect();
    let whole = |id: &str| {
        let (whole, _) = id.rsplit_once('.').filter(|(whole, _)| whole.contains('.'))?;
        kept.iter().position(|at| MEASURES[*at].id == whole).map(|place| first + place)
    };
    let measure = |at: &usize| {
        let ledger = &MEASURES[*at];
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
            ledger: Some(*at),
        }
    };
    kept.iter().map(measure).collect()
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
    let counted: Vec<(usize, usize)> =
        figures.measures().iter().enumerate().filter_map(|(place, of)| Some((place, of.ledger?))).collect();
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
        for &(place, at) in &counted {
            let measure = &MEASURES[at];
            let whole = rows.is_whole(dataset, measure.book, region);
            let series = count::count(&marks, measure, rows.rows(measure.book, region), closed);
            for period in 0..periods {
                let figure = |count| {
                    if whole {
                        Figure::derived(count::number(measure, count), 1, 1)
                    } else {
                        Figure::missing()
                    }
                };
                let start = period * month_len + place * Span::ALL.len();
                of_region[start + Span::Month as usize] = figure(series.month[period]);
                of_region[start + Span::ToDate as usize] = figure(series.to_date[period]);
            }
        }
    });
    figures.cells = cells;
}

impl Measure {
    /// Whether a bureau's figure already is that of its whole city, so that adding it up would count twice.
    #[must_use]
    pub fn is_shared_by_bureau(&self) -> bool {
        let what = self.ledger.map(|at| MEASURES[at].what);
        matches!(what, Some(What::Enterprises | What::Facilities))
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
        let of = self.measures()[measure].ledger.map(|at| &MEASURES[at])?;
        if of.book != Book::Enforcement {
            return None;
        }
        let marks = Marks::seen_on(Some(day), dataset, &self.counted.decisions[region]);
        let closed = &dataset.campaign.periods[..self.periods()];
        let series = count::count(&marks, of, self.counted.rows(of.book, region), closed);
        let counts = if span == Span::Month { series.month } else { series.to_date };
        Some(count::number(of, counts[period]))
    }

    /// The ledger rows that a figure counts, for a reporter or for all those below a region; none for a figure of the
    /// forms. Counted anew by the same marks as the figure.
    pub fn rows_behind<'f>(
        &'f self,
        dataset: &'f Dataset,
        measure: usize,
        region: usize,
        period: usize,
        span: Span,
    ) -> impl Iterator<Item = RowRef> + use<'f> {
        let of = self.measures()[measure].ledger.map(|at| &MEASURES[at]);
        let reporters = dataset.regions.reporters_of(region);
        let closed = &dataset.campaign.periods[..self.periods()];
        let shared = self.measures()[measure].is_shared_by_bureau() && reporters.len() > 1;
        let is_bureau = move |at: usize| dataset.regions.all()[at].kind == RegionKind::Bureau;
        let asked = reporters.iter().filter(move |reporter| !(shared && is_bureau(**reporter)));
        of.into_iter().flat_map(move |of| {
            asked.clone().flat_map(move |&reporter| {
                let marks = Marks::new(dataset, &self.counted.decisions[reporter]);
                let rows = self.counted.rows(of.book, reporter);
                rows.filter(move |row| {
                    let mut counts = false;
                    marks.each(of, *row, &mut |mark| {
                        let day = match mark {
                            // An event that adds nothing is behind nothing.
                            Mark::Event(_, 0) => return,
                            Mark::Event(on, _) | Mark::Thing(on, _) => on,
                            Mark::Stretch(from, until) => {
                                counts |= count::is_there(&closed[period], from, until);
                                return;
                            }
                            Mark::Always => {
                                counts = true;
                                return;
                            }
                        };
                        let at = count::period_of(closed, day);
                        counts |= match span {
                            Span::Month => at == Some(period),
                            Span::ToDate => at.is_some_and(|at| at <= period),
                        };
                    });
                    counts
                })
            })
        })
    }
}

impl RowRef {
    /// Where the row stands.
    #[must_use]
    pub fn place(self, dataset: &Dataset) -> Place {
        fn at<T: Row>(table: &Table<T>, index: Index) -> Place {
            table.place(table.get(index))
        }
        let ledger = &dataset.ledger;
        match self {
            Self::Hazard(index) => at(&ledger.hazards, index),
            Self::Decision(index) => at(&ledger.decisions, index),
            Self::Inspection(index) => at(&ledger.inspections, index),
            Self::Notice(index) => at(&ledger.notices, index),
            Self::Enterprise(index) => at(&ledger.enterprises, index),
            Self::Facility(index) => at(&ledger.facilities, index),
        }
    }

    /// The row's id.
    #[must_use]
    pub fn id(self, dataset: &Dataset) -> &str {
        fn of<T: Row>(table: &Table<T>, index: Index) -> &str {
            table.id(table.get(index))
        }
        let ledger = &dataset.ledger;
        match self {
            Self::Hazard(index) => of(&ledger.hazards, index),
            Self::Decision(index) => of(&ledger.decisions, index),
            Self::Inspection(index) => of(&ledger.inspections, index),
            Self::Notice(index) => of(&ledger.notices, index),
            Self::Enterprise(index) => of(&ledger.enterprises, index),
            Self::Facility(index) => of(&ledger.facilities, index),
        }
    }
}
