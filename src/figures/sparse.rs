//! Figures of which nearly all are zero: those of single criteria. Laid out densely they would make most of a nation's
//! cube, and a county meets few criteria in a month.

use super::cube::Figure;
use crate::dataset::Span;

/// The figures of one region's month.
#[derive(Debug, Clone, Default)]
pub(super) struct Month {
    /// What each of them is that has no number here: a zero that somebody stands behind, or missing.
    rest: Figure,
    /// By measure and span, sorted: the numbers that are not zero.
    numbers: Vec<(u32, u32)>,
}

fn place(measure: usize, span: Span) -> usize {
    measure * Span::ALL.len() + span as usize
}

impl Month {
    /// A month whose figures are zero, or missing, as `rest` is, until others are added.
    pub fn of(rest: Figure) -> Self {
        Self { rest, numbers: Vec::new() }
    }

    /// Adds a number; each measure and span once, in their order.
    pub fn push(&mut self, measure: usize, span: Span, number: u64) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        if number > 0 {
            self.numbers.push((place(measure, span) as u32, number));
        }
    }

    /// With another reporter's added.
    pub fn add(&mut self, other: &Self) {
        self.rest = self.rest.plus(&other.rest);
        self.numbers.extend_from_slice(&other.numbers);
        self.numbers.sort_unstable_by_key(|(place, _)| *place);
        self.numbers.dedup_by(|later, sum| {
            let same = later.0 == sum.0;
            sum.1 += if same { later.1 } else { 0 };
            same
        });
    }

    /// One figure.
    pub fn at(&self, measure: usize, span: Span) -> Figure {
        let place = place(measure, span) as u32;
        let found = self.numbers.binary_search_by_key(&place, |(place, _)| *place);
        let number = found.map_or(0, |at| self.numbers[at].1);
        Figure::derived(number.into(), self.rest.reported, self.rest.expected)
    }

    /// Where a number is not zero.
    pub fn places(&self) -> impl Iterator<Item = (usize, Span)> {
        self.numbers.iter().map(|(place, _)| {
            let place = *place as usize;
            (place / Span::ALL.len(), Span::ALL[place % Span::ALL.len()])
        })
    }
}
