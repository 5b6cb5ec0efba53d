//! A reporter's month as it was filed, held against its other months and against other reporters.
//!
//! In: the [`Past`]. Out: how much of it is the same, or nothing, where it hardly ever is.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::past::Past;
use crate::dataset::{Aggregation, PeriodAt, RegionAt};

/// How many numbers above 0, and how many different ones, must be those of another reporter.
const SAME_AS_OTHER: (usize, usize) = (10, 4);
/// Of each reporter and month another that says the same in one of its forms.
pub(super) fn twins(past: &Past) -> HashMap<(usize, usize), RegionAt> {
    let periods: Vec<PeriodAt> = past.subject.figures.periods().collect();
    periods.into_par_iter().flat_map_iter(|period| twins_in(past, period)).collect()
}

fn twins_in(past: &Past, period: PeriodAt) -> HashMap<(usize, usize), RegionAt> {
    let dataset = past.subject.dataset;
    let mut twins = HashMap::new();
    let mut first: HashMap<(usize, Vec<i64>), usize> = HashMap::new();
    for (who, &region) in dataset.regions.reporters().iter().enumerate() {
        let Some(report) = dataset.reports.get(region, period) else { continue };
        let month = FiledMonth { past, who, period };
        for form in (0..report.filings.len()).filter(|form| report.filings[*form].is_some()) {
            let above = || month.flows(form).map(|(_, number)| number).filter(|number| *number > 0);
            if above().count() < SAME_AS_OTHER.0 || above().collect::<BTreeSet<i64>>().len() < SAME_AS_OTHER.1
            {
                continue;
            }
            let numbers = month.flows(form).map(|(_, number)| number).collect();
            let other = *first.entry((form, numbers)).or_insert(who);
            if other == who {
                continue;
            }
            // Which of them was copied is not known: what breaks is told with each.
            for (one, other) in [(who, other), (other, who)] {
                let other = dataset.regions.reporters()[other];
                twins.entry((one, period.place())).or_insert(other);
            }
        }
    }
    twins
}

/// A reporter's month, form by form.
#[derive(Clone, Copy)]
pub(super) struct FiledMonth<'p, 'd> {
    pub past: &'p Past<'d>,
    pub who: usize,
    pub period: PeriodAt,
}

impl FiledMonth<'_, '_> {
    /// The cells of a form that count what happened, rather than what is there.
    pub fn flows(&self, form: usize) -> impl Iterator<Item = (usize, i64)> {
        let cells = self.past.cells_of(form);
        let flows = cells.filter(|cell| self.past.cells[*cell].aggregation != Aggregation::Stock);
        flows.filter_map(|cell| Some((cell, self.past.number(self.who, cell, self.period)?)))
    }

    fn others(&self, cell: usize) -> impl Iterator<Item = (usize, i64)> {
        let months = self.past.months(self.who, cell).iter().copied().enumerate();
        months.filter(|(place, number)| *place != self.period.place() && *number >= 0)
    }

    /// How many numbers are there again that are not those of nearly every month.
    pub fn repeated(&self, form: usize, last: PeriodAt) -> usize {
        let is_habit = |(cell, number): &(usize, i64)| {
            let others = self.others(*cell).filter(|(place, _)| *place != last.place());
            let (same, all) = others
                .fold((0, 0), |(same, all), (_, other)| (same + usize::from(other == *number), all + 1));
            2 * same > all
        };
        self.flows(form).filter(|one| one.1 > 0 && !is_habit(one)).count()
    }

    pub fn is_zero(&self, form: usize) -> bool {
        let mut flows = self.flows(form).peekable();
        flows.peek().is_some() && flows.all(|(_, number)| number == 0)
    }

    /// How many numbers are 0 that are so in no more than one of four other months.
    pub fn missed(&self, form: usize) -> usize {
        let is_missed = |(cell, _): &(usize, i64)| {
            let (zero, all) = self
                .others(*cell)
                .fold((0, 0), |(zero, all), (_, other)| (zero + usize::from(other == 0), all + 1));
            all >= 2 && 4 * zero <= all
        };
        self.flows(form).filter(is_missed).count()
    }
}
