//! What follows from a lowest figure that differs, and what differs by method alone.
//!
//! A figure follows if one it is made of differs, of a reporter in its region, in its month or before. What does not, though it is
//! counted for a reporter or is the lowest that is published, differs by a row or by a month that was never frozen: it is explained
//! like a lowest one. What is left is counted otherwise.

use std::collections::BTreeMap;

use super::{Departure, DepartureCause};
use crate::dataset::ledger::{Book, Entries};
use crate::dataset::{CorrectionKind, Dataset, PeriodAt, RegionAt, Span};
use crate::figures::{Figures, Key, MeasureAt, made_of};

/// What a figure is made of, as far as it tells what it follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MadeBy {
    Measure(MeasureAt),
    /// Numbers of one ledger move with one another: a row is behind several.
    Ledger(u8),
    /// A rank stands on everybody's figures.
    Anything,
}

/// Of regions and what figures are made of there: the departures, by period.
#[derive(Default)]
struct MovedBy(BTreeMap<(RegionAt, MadeBy), Vec<(PeriodAt, usize)>>);

impl MovedBy {
    fn put(&mut self, dataset: &Dataset, figures: &Figures, at: Key, place: usize) {
        let book = figures.measures()[at.measure].ledger.as_ref().map(|of| MadeBy::Ledger(of.book() as u8));
        let made = [Some(MadeBy::Measure(at.measure)), book, Some(MadeBy::Anything)];
        // A bureau answers for the registers of its whole city.
        let root = dataset.regions.root();
        for above in above(dataset, at.region).into_iter().chain([root]) {
            for made in made.iter().flatten() {
                self.0.entry((above, *made)).or_default().push((at.period, place));
            }
        }
    }

    /// The first that a figure can follow from.
    fn behind(&self, region: RegionAt, made: MadeBy, period: PeriodAt) -> Option<usize> {
        let all = self.0.get(&(region, made))?;
        all.iter().find(|(of, _)| *of <= period).map(|(_, place)| *place)
    }
}

/// A region, those it was merged into, and those above all of them.
fn above(dataset: &Dataset, region: RegionAt) -> Vec<RegionAt> {
    let all = dataset.regions.all();
    let mut above = vec![region];
    let mut looked = 0;
    while let Some(&next) = above.get(looked) {
        looked += 1;
        for one in [all[next].parent, all[next].into].into_iter().flatten() {
            if !above.contains(&one) {
                above.push(one);
            }
        }
    }
    above
}

/// Settles all that is not lowest.
pub(super) fn settle(dataset: &Dataset, figures: &Figures, departures: &mut [Departure]) {
    let mut moved = MovedBy::default();
    for (place, departure) in departures.iter().enumerate() {
        if let Some(at) = departure.at.filter(|_| departure.is_lowest) {
            moved.put(dataset, figures, at, place);
        }
    }
    let mut order: Vec<usize> = (0..departures.len()).filter(|at| !departures[*at].is_lowest).collect();
    // Months before later ones, reporters before those above them, parts before sums.
    let depth = |region| std::cmp::Reverse(above(dataset, region).len());
    order.sort_by_cached_key(|at| {
        let of = &departures[*at];
        (dataset.editions.all()[of.edition].period, depth(of.region), of.at.map(|at| (at.span, at.measure)))
    });
    let mut made: BTreeMap<MeasureAt, Vec<MeasureAt>> = BTreeMap::new();
    for place in order {
        let departure = &departures[place];
        let period = dataset.editions.all()[departure.edition].period;
        let behind = match departure.at {
            None => moved.behind(departure.region, MadeBy::Anything, period).or_else(|| {
                // Whoever is ranked stands among all others.
                moved.behind(dataset.regions.root(), MadeBy::Anything, period)
            }),
            Some(at) => {
                let parts = made.entry(at.measure).or_insert_with(|| made_of(figures, at.measure));
                let book = |measure: &MeasureAt| {
                    let of = figures.measures()[*measure].ledger.as_ref()?.book();
                    let region = if of.is_of_whole_city() { dataset.regions.root() } else { at.region };
                    moved.behind(region, MadeBy::Ledger(of as u8), period)
                };
                let part = |measure: &MeasureAt| moved.behind(at.region, MadeBy::Measure(*measure), period);
                parts.iter().find_map(part).or_else(|| parts.iter().find_map(book))
            }
        };
        if let Some(behind) = behind {
            departures[place].why = DepartureCause::Follows(behind);
            continue;
        }
        if let Some(at) = departure.at.filter(|at| is_like_lowest(dataset, figures, *at)) {
            departures[place].is_lowest = true;
            moved.put(dataset, figures, at, place);
            continue;
        }
        if let Some(method) = by_method(dataset, departure) {
            departures[place].why = DepartureCause::Method(method);
        }
    }
}

/// Whether a figure that follows from nothing frozen is to be explained like one that is filed or counted.
fn is_like_lowest(dataset: &Dataset, figures: &Figures, at: Key) -> bool {
    let measure = &figures.measures()[at.measure];
    if measure.rate.is_some() || !measure.parts.is_empty() && !figures.is_secret(at.measure) {
        return false;
    }
    let is_open = |period| dataset.editions.of(period).is_none();
    let is_counted = measure.ledger.is_some() && dataset.regions.all()[at.region].reports();
    let rests_on_open = at.span == Span::ToDate && at.period.earlier().any(is_open);
    // Of a cell that no reporter's figure is published of, the first sum that is.
    is_counted || rests_on_open || figures.is_secret(at.measure)
}

/// The correction that says its measure is counted otherwise.
fn by_method(dataset: &Dataset, departure: &Departure) -> Option<usize> {
    let closed_on = dataset.editions.all()[departure.edition].closed_on;
    dataset.corrections.iter().position(|correction| {
        correction.kind == CorrectionKind::Method
            && correction.date.value >= closed_on
            && correction.measures.iter().any(|measure| measure.value == departure.measure)
    })
}

/// The ledger of a departure.
pub(super) fn book_of(figures: &Figures, at: Key) -> Option<Book> {
    figures.measures()[at.measure].ledger.as_ref().map(Entries::book)
}
