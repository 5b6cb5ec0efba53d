//! Counts the marks of one reporter's rows, period by period.

use rust_decimal::Decimal;

use super::marks::{Mark, Marks, RowRef};
use crate::dataset::ledger::{Index, What};
use crate::dataset::{Period, Unit};
use chrono::NaiveDate;

/// One measure of one reporter: of each period, and to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub month: Vec<u64>,
    pub to_date: Vec<u64>,
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

/// Counts one measure over some rows.
pub fn count(marks: &Marks, what: What, rows: impl Iterator<Item = RowRef>, periods: &[Period]) -> Series {
    let mut month = vec![0; periods.len()];
    let mut things: Vec<(Index, usize)> = Vec::new();
    let mut there = vec![0; periods.len()];
    for row in rows {
        marks.each(what, row, &mut |mark| match mark {
            Mark::Event(on, amount) => {
                if let Some(at) = period_of(periods, on) {
                    month[at] += amount;
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
    let mut first = vec![0; periods.len()];
    for (place, (thing, at)) in things.iter().enumerate() {
        month[*at] += 1;
        first[*at] += u64::from(place == 0 || things[place - 1].0 != *thing);
    }
    let seen: u64 = things.len() as u64;
    let added = if seen > 0 { first } else { month.clone() };
    let to_date = added.iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    });
    let to_date = to_date.zip(&there).map(|(sum, there)| sum + there).collect();
    month.iter_mut().zip(&there).for_each(|(sum, there)| *sum += there);
    Series { month, to_date }
}

/// A count as a figure has it; money in 万元, exactly.
pub fn number(kind: Unit, count: u64) -> Decimal {
    match kind {
        Unit::Money => Decimal::from_i128_with_scale(i128::from(count), crate::limits::MONEY_DECIMALS),
        Unit::Count | Unit::Flag => Decimal::from(count),
    }
}
