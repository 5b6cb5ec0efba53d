//! A reporter's figure counted from some of its rows alone.

use rust_decimal::Decimal;

use super::count::Counter;
use super::marks::Marks;
use crate::dataset::Dataset;
use crate::dataset::ledger::RowRef;
use crate::figures::counts::number;
use crate::figures::cube::Figures;
use crate::figures::key::Key;

/// What a figure of a ledger would be if there were no rows but these; `None` for any other figure, and where a sum is not
/// counted but added up.
#[must_use]
pub fn counted_of(
    figures: &Figures,
    dataset: &Dataset,
    Key { measure, region, period, span }: Key,
    is_there: impl Fn(RowRef) -> bool,
) -> Option<Decimal> {
    let of = &figures.measures()[measure];
    let entries = of.ledger.as_ref()?;
    let decisions = figures.counted.decisions_behind(region).filter(|at| is_there((*at).into()));
    let marks = Marks::new(dataset, decisions);
    let closed = &dataset.campaign.periods[..figures.periods().len()];
    let rows = figures.counted.rows(dataset, entries.book(), region).filter(|(_, row)| is_there(*row));
    let mut counter = Counter::over(closed);
    let mut counts = counter.count(&marks, entries, rows);
    Some(number(of.kind, counts.nth(period.place())?[span as usize]).normalize())
}
