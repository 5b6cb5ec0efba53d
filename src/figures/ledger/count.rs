//! Counts the marks of one reporter's rows, period by period.

use super::marks::{InForce, Mark, Marks};
use crate::dataset::ledger::{Entries, RowRef};
use crate::dataset::{Period, PeriodAt, Span};
use crate::figures::rows::Tenure;
use chrono::NaiveDate;

/// Counts one measure after the other, all in the same memory.
pub struct Counter<'d> {
    periods: &'d [Period],
    /// By period: the day it is looked at from.
    seen_on: Vec<NaiveDate>,
    /// By period: what happened in it and stands.
    events: Vec<u64>,
    /// By period: what stands that happened in it or before, beyond what stands in the period before.
    sums: Vec<i64>,
    /// By period: what is there.
    there: Vec<u64>,
    /// Things, the periods they were seen in, and the first and the one after the last in which that stands.
    things: Vec<(RowRef, usize, [usize; 2])>,
}

/// The period a day counts in: after the cut-off before it, through its own. `None` before the first one begins, and
/// after the last one has closed.
pub fn period_of(periods: &[Period], day: NaiveDate) -> Option<PeriodAt> {
    let at = periods.partition_point(|period| period.to < day);
    (at < periods.len() && day >= periods[0].from).then(|| PeriodAt::nth(at))
}

impl<'d> Counter<'d> {
    /// Over some periods, each as things stood when it ended.
    pub fn over(periods: &'d [Period]) -> Self {
        Self::seen_on(periods, |period| period.to)
    }

    /// The same, as things stood on another day of each.
    pub fn seen_on(periods: &'d [Period], on: impl Fn(&Period) -> NaiveDate) -> Self {
        let zeros = || vec![0; periods.len()];
        let seen_on = periods.iter().map(on).collect();
        Self {
            periods,
            seen_on,
            events: zeros(),
            sums: vec![0; periods.len()],
            there: zeros(),
            things: Vec::new(),
        }
    }

    /// The first period in which something stands, and the one after the last.
    fn stands(&self, standing: InForce) -> [usize; 2] {
        if standing == InForce::ALWAYS {
            return [0, self.periods.len()];
        }
        [standing.from, standing.until].map(|day| self.seen_on.partition_point(|seen| *seen < day))
    }

    fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Event(on, amount, standing) => {
                let Some(at) = period_of(self.periods, on).map(PeriodAt::place) else { return };
                let stands = self.stands(standing);
                self.event(at, amount, stands);
                self.sum(at, i64::try_from(amount).unwrap_or(i64::MAX), stands);
            }
            Mark::Thing(on, thing, standing) => {
                let Some(at) = period_of(self.periods, on).map(PeriodAt::place) else { return };
                self.things.push((thing, at, self.stands(standing)));
            }
            Mark::Stretch(standing) => {
                let [from, until] = self.stands(standing);
                for there in self.there.get_mut(from..until).into_iter().flatten() {
                    *there += 1;
                }
            }
        }
    }

    fn event(&mut self, at: usize, amount: u64, [from, until]: [usize; 2]) {
        self.events[at] += if (from..until).contains(&at) { amount } else { 0 };
    }

    fn sum(&mut self, at: usize, amount: i64, [from, until]: [usize; 2]) {
        let from = from.max(at);
        if from < until {
            self.sums[from] += amount;
            if let Some(end) = self.sums.get_mut(until) {
                *end -= amount;
            }
        }
    }

    /// A thing counts once in each period it is seen in, and to date in each in which one of its marks stands.
    fn add_things(&mut self) {
        let mut things = std::mem::take(&mut self.things);
        things.sort_unstable();
        for marks in things.chunk_by(|one, other| one.0 == other.0) {
            for seen in marks.chunk_by(|one, other| one.1 == other.1) {
                let stands = seen.iter().any(|(_, at, [from, until])| (*from..*until).contains(at));
                self.events[seen[0].1] += u64::from(stands);
            }
            let mut stretches: Vec<[usize; 2]> =
                marks.iter().map(|(_, at, [from, until])| [(*from).max(*at), *until]).collect();
            stretches.sort_unstable();
            let mut counted = 0;
            for [from, until] in stretches {
                let from = from.max(counted);
                if from < until {
                    self.sum(0, 1, [from, until]);
                    counted = until;
                }
            }
        }
        things.clear();
        self.things = things;
    }

    /// Counts one measure over some rows: of each period, and to date.
    pub fn count(
        &mut self,
        marks: &Marks,
        entries: &Entries,
        rows: impl Iterator<Item = (Tenure, RowRef)>,
    ) -> impl Iterator<Item = [u64; Span::ALL.len()]> {
        self.events.fill(0);
        self.there.fill(0);
        self.sums.fill(0);
        for row in rows {
            marks.each(entries, row, &mut |mark| self.add(mark));
        }
        if !self.things.is_empty() {
            self.add_things();
        }
        let Self { events, sums, there, .. } = self;
        let sums = sums.iter().scan(0, |sum, added| {
            *sum += added;
            Some(u64::try_from(*sum).expect("no more ends than began"))
        });
        let both = events.iter().zip(sums).zip(&*there);
        both.map(|((events, sum), there)| {
            // In the order of the spans.
            [events + there, sum + there]
        })
    }
}
