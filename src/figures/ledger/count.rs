//! Counts the marks of one reporter's rows, period by period.

use super::marks::{Mark, Marks};
use crate::dataset::ledger::{Entries, RowRef};
use crate::dataset::{Period, Span};
use chrono::NaiveDate;

/// Counts one measure after the other, all in the same memory.
pub struct Counter<'d> {
    periods: &'d [Period],
    /// By period: what happened in it.
    events: Vec<u64>,
    /// By period: what is there as it ends.
    there: Vec<u64>,
    /// Things, and the periods they were seen in.
    things: Vec<(RowRef, usize)>,
    /// By period: how many things were seen in it for the first time.
    first: Vec<u64>,
}

/// The period a day counts in: after the cut-off before it, through its own. `None` before the first one begins, and
/// after the last one has closed.
pub fn period_of(periods: &[Period], day: NaiveDate) -> Option<usize> {
    let at = periods.partition_point(|period| period.to < day);
    (at < periods.len() && day >= periods[0].from).then_some(at)
}

/// Whether a stretch is there as a period ends.
pub fn is_there(period: &Period, from: NaiveDate, until: Option<NaiveDate>) -> bool {
    from <= period.to && until.is_none_or(|until| until > period.to)
}

impl<'d> Counter<'d> {
    /// Over some periods.
    pub fn over(periods: &'d [Period]) -> Self {
        let zeros = || vec![0; periods.len()];
        Self { periods, events: zeros(), there: zeros(), things: Vec::new(), first: zeros() }
    }

    /// Counts one measure over some rows: of each period, and to date.
    pub fn count(
        &mut self,
        marks: &Marks,
        entries: &Entries,
        rows: impl Iterator<Item = RowRef>,
    ) -> impl Iterator<Item = [u64; Span::ALL.len()]> {
        let Self { periods, events, there, things, first } = self;
        for counts in [&mut *events, &mut *there, &mut *first] {
            counts.fill(0);
        }
        things.clear();
        for row in rows {
            marks.each(entries, row, &mut |mark| match mark {
                Mark::Event(on, amount) => {
                    if let Some(at) = period_of(periods, on) {
                        events[at] += amount;
                    }
                }
                Mark::Thing(on, thing) => things.extend(period_of(periods, on).map(|at| (thing, at))),
                Mark::Stretch(from, until) => {
                    for (at, period) in periods.iter().enumerate() {
                        there[at] += u64::from(is_there(period, from, until));
                    }
                }
                Mark::Always => there.iter_mut().for_each(|count| *count += 1),
            });
        }
        // A thing counts once in each period it is seen in, and to date from the first of them on.
        things.sort_unstable();
        things.dedup();
        for (place, (thing, at)) in things.iter().enumerate() {
            events[*at] += 1;
            first[*at] += u64::from(place == 0 || things[place - 1].0 != *thing);
        }
        let added = if things.is_empty() { &*events } else { &*first };
        let sums = added.iter().scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        });
        let both = events.iter().zip(sums).zip(&*there);
        both.map(|((events, sum), there)| {
            // In the order of the spans.
            [events + there, sum + there]
        })
    }
}
