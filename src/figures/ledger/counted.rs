//! The rows behind a figure: those whose marks it counts.

use super::count;
use super::marks::{Mark, Marks};
use crate::dataset::ledger::RowRef;
use crate::dataset::{Dataset, Span};
use crate::figures::cube::Figures;
use crate::figures::key::Key;
use crate::figures::rows::counted_by;

/// The ledger rows that a figure counts, for a reporter or for all those below a region; none for a figure of the
/// forms. Counted anew by the same marks as the figure.
pub fn rows_behind<'f>(
    figures: &'f Figures,
    dataset: &'f Dataset,
    Key { measure, region, period, span }: Key,
) -> impl Iterator<Item = RowRef> + use<'f> {
    let entries = figures.measures()[measure].ledger.as_ref();
    let closed = &dataset.campaign.periods[..figures.periods().len()];
    entries.into_iter().flat_map(move |entries| {
        counted_by(dataset, entries.book(), region).iter().flat_map(move |&reporter| {
            let marks = Marks::new(dataset, figures.counted.decisions_behind(reporter));
            let rows = figures.counted.held(entries.book(), reporter);
            let rows = rows.filter(move |row| {
                let mut counts = false;
                marks.each(entries, *row, &mut |mark| {
                    counts |= match mark {
                        // An event that adds nothing is behind nothing.
                        Mark::Event(_, 0, _) => false,
                        Mark::Event(on, _, stands) | Mark::Thing(on, _, stands) => {
                            let at = count::period_of(closed, on);
                            stands.on(closed[period].to)
                                && match span {
                                    Span::Month => at == Some(period),
                                    Span::ToDate => at.is_some_and(|at| at <= period),
                                }
                        }
                        Mark::Stretch(stands) => stands.on(closed[period].to),
                    };
                });
                counts
            });
            rows.map(|(_, row)| row)
        })
    })
}
