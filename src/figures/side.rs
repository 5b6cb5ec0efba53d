//! One side of a rate: its numerator or its denominator, added up.

use rust_decimal::Decimal;

use super::figure::{Figure, Status};
use super::key::Key;
use super::measure::{MeasureAt, RateTerm};
use crate::dataset::Span;

/// The terms of a side over a span, where they name none themselves.
pub(super) fn over(terms: &[RateTerm], span: Span) -> Vec<(MeasureAt, Span)> {
    terms.iter().map(|(measure, own)| (*measure, own.unwrap_or(span))).collect()
}

/// One side, added up; what does not apply is left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SideSum {
    /// `None` where a figure has no number.
    pub sum: Option<Decimal>,
    /// How many values stand behind its least complete figure, and should.
    pub behind: (u32, u32),
    /// Not one of them applies.
    pub nothing: bool,
}

impl SideSum {
    fn of(figures: impl Iterator<Item = Figure>) -> Self {
        let mut summed = Self { sum: Some(Decimal::ZERO), behind: (0, 0), nothing: true };
        let mut lack = 0;
        for figure in figures.filter(|figure| figure.status() != Status::NotApplicable) {
            summed.nothing = false;
            summed.sum = summed.sum.zip(figure.even_withheld()).map(|(sum, number)| sum + number);
            lack = lack.max(figure.expected - figure.reported);
            summed.behind.1 = summed.behind.1.max(figure.expected);
        }
        summed.behind.0 = summed.behind.1 - lack;
        summed
    }

    pub fn lack(&self) -> u32 {
        self.behind.1 - self.behind.0
    }
}

pub(super) fn summed(terms: &[RateTerm], at: Key, figure: impl Fn(Key) -> Figure) -> SideSum {
    let of =
        |(measure, span): &RateTerm| figure(Key { measure: *measure, span: span.unwrap_or(at.span), ..at });
    SideSum::of(terms.iter().map(of))
}
