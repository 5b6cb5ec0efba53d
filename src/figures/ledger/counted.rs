//! The rows behind a figure: those whose marks it counts.

use super::marks::{Mark, Marks};
use super::{count, counted_by};
use crate::dataset::ledger::{Row, RowAt, RowRef, Table};
use crate::dataset::{Dataset, Span};
use crate::diagnostic::Place;
use crate::figures::cube::Figures;

impl Figures {
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
        let entries = self.measures()[measure].ledger.as_ref();
        let closed = &dataset.campaign.periods[..self.periods()];
        entries.into_iter().flat_map(move |entries| {
            counted_by(dataset, entries.book(), region).iter().flat_map(move |&reporter| {
                let marks = Marks::new(dataset, &self.counted.decisions[reporter]);
                let rows = self.counted.own(entries.book(), reporter);
                rows.filter(move |row| {
                    let mut counts = false;
                    marks.each(entries, *row, &mut |mark| {
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
        fn at<T: Row>(table: &Table<T>, index: RowAt<T>) -> Place {
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
        fn of<T: Row>(table: &Table<T>, index: RowAt<T>) -> &str {
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
