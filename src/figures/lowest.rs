//! Which figures are filed or counted, and which are made of others.
//!
//! A *lowest* figure is a cell of a reporter's form (of the month, and a total the form states itself), what cells are merged into for
//! the public, and a number counted from a reporter's month of a ledger. Everything else (sums, to date, regions above, rates)
//! follows: of one changed cell of a June report 14 published figures move, 1 lowest and 13 that follow.

use super::cube::Figures;
use super::key::Key;
use super::measure::MeasureAt;
use crate::dataset::Span;

/// Whether a figure is filed or counted.
#[must_use]
pub fn is_lowest(figures: &Figures, at: Key) -> bool {
    let measure = &figures.measures()[at.measure];
    if measure.rate.is_some() || !figures.reports[at.region.place()] {
        return false;
    }
    if measure.ledger.is_some() {
        return at.span == Span::Month;
    }
    let is_stated = at.span == Span::Month || measure.total_is_stated;
    let is_merged = || measure.parts.iter().any(|part| figures.merged_into(*part) == Some(at.measure));
    is_stated && (measure.cell.is_some() || is_merged())
}

/// The measures a measure is made of, itself among them: the parts of a sum, both sides of a rate, what a cell is merged into, the
/// whole it is a criterion's share of.
#[must_use]
pub fn made_of(figures: &Figures, measure: MeasureAt) -> Vec<MeasureAt> {
    let mut all = vec![measure];
    let mut looked = 0;
    while let Some(&next) = all.get(looked) {
        looked += 1;
        let of = &figures.measures()[next];
        let sides = of.rate.iter().flat_map(|sides| sides.numerator.iter().chain(&sides.denominator));
        let whole = of.of.filter(|_| of.is_by_criterion());
        let parts = of.parts.iter().copied().chain(sides.map(|(term, _)| *term));
        for part in parts.chain(whole).chain(figures.merged_into(next)) {
            if !all.contains(&part) {
                all.push(part);
            }
        }
    }
    all
}
