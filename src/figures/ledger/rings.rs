//! Whether every tip could as well have been another county's, with all months, found and closed, held together.
//!
//! A reader knows every major hazard: who found it, in which month, and when it was closed; not what led to it. What is
//! published by source must leave that open. A ring is a tip, a hazard of another source in another county, a tip, a
//! hazard of that source and so on, each closed in the month the one before it was closed, or found in the month the one
//! before was found, back to the first. Let all their sources change places: every county still has as many hazards of
//! the two sources together, and the city as many of each, found and closed in every month. So a tip in a ring could as
//! well not have been one, nor its county's, if the other source is withheld of the counties, too. What is open is
//! published by source of nobody, so that all open hazards are alike.

use std::collections::{BTreeMap, BTreeSet};

use super::Counted;
use super::count::period_of;
use super::marks::{Mark, Marks, RowRef};
use crate::dataset::Dataset;
use crate::dataset::ledger::{Level, Of, Source, What};

/// What is withheld of the counties beside the tips, and of the city.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// What was found and closed by another source, and the month since when it is.
    pub sources: Vec<(Source, usize)>,
    /// The month since when the city's closed hazards are withheld by source.
    pub closings: Option<usize>,
}

/// The major hazards of one city, as a reader knows them.
#[derive(Debug, Default)]
struct City {
    by_source: BTreeMap<Source, Vec<Known>>,
}

/// A hazard as a reader knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    region: usize,
    /// The months it was found and closed in.
    found: usize,
    closed: Option<usize>,
}

/// All hazards that a ring can be made of.
#[derive(Debug)]
pub struct Rings {
    cities: Vec<City>,
}

/// The counties that have something: one, or more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counties {
    One(usize),
    Several,
}

impl Rings {
    /// Of the months that are closed.
    pub fn of(dataset: &Dataset, counted: &Counted, months: usize) -> Self {
        let periods = &dataset.campaign.periods[..months];
        let marks = Marks::new(dataset, &[]);
        let month = |what: What, row: RowRef| {
            let mut month = None;
            marks.each(what, row, &mut |mark| match mark {
                Mark::Event(on, _) => month = period_of(periods, on),
                Mark::Thing(..) | Mark::Stretch(..) | Mark::Always => {}
            });
            month
        };
        let mut cities: BTreeMap<Option<usize>, City> = BTreeMap::new();
        for &region in dataset.regions.reporters() {
            let city = cities.entry(dataset.regions.all()[region].parent).or_default();
            for &hazard in &counted.hazards[region] {
                let row = RowRef::Hazard(hazard);
                if let Some(found) = month(What::Found(Level::Major, Of::All), row) {
                    let closed = month(What::Closed(Level::Major, Of::All), row);
                    let source = dataset.ledger.hazards.get(hazard).source;
                    city.by_source.entry(source).or_default().push(Known { region, found, closed });
                }
            }
        }
        Self { cities: cities.into_values().collect() }
    }

    /// Whether every tip is in a ring when a month has just been closed.
    pub fn hold(&self, month: usize, beside: &Beside) -> bool {
        self.cities.iter().all(|city| {
            let tips = city.known(Source::Tip, 0, month, beside);
            let mut open: BTreeSet<Known> = tips.iter().copied().collect();
            for &(source, since) in &beside.sources {
                let graph = Graph::of(city, source, since, month, beside);
                open.retain(|tip| tip.found < since || !graph.has_ring(*tip));
            }
            open.is_empty()
        })
    }
}

impl City {
    /// The hazards of a source found since a month, as they stood when another had just been closed. One that was closed
    /// since the city's closings are withheld is like an open one.
    fn known(&self, source: Source, since: usize, month: usize, beside: &Beside) -> Vec<Known> {
        let told = |closed: &usize| *closed <= month && beside.closings.is_none_or(|since| *closed < since);
        let all = self.by_source.get(&source).into_iter().flatten();
        let found = all.filter(|known| (since..=month).contains(&known.found));
        found.map(|known| Known { closed: known.closed.filter(told), ..*known }).collect()
    }
}

/// How tips and hazards of another source can follow each other.
struct Graph {
    /// By the month tips were found in: the months they were closed in.
    tips: BTreeMap<usize, BTreeSet<Option<usize>>>,
    /// By the month others were closed in: the months they were found in, and where.
    others: BTreeMap<Option<usize>, BTreeMap<usize, Counties>>,
}

impl Graph {
    fn of(city: &City, source: Source, since: usize, month: usize, beside: &Beside) -> Self {
        let mut graph = Self { tips: BTreeMap::new(), others: BTreeMap::new() };
        for tip in city.known(Source::Tip, since, month, beside) {
            graph.tips.entry(tip.found).or_default().insert(tip.closed);
        }
        for other in city.known(source, since, month, beside) {
            let found = graph.others.entry(other.closed).or_default();
            let counties = found.entry(other.found).or_insert(Counties::One(other.region));
            if *counties != Counties::One(other.region) {
                *counties = Counties::Several;
            }
        }
        graph
    }

    /// Whether others, none of the tip's own county, and tips lead from the month it was closed in to the one it was
    /// found in.
    fn has_ring(&self, tip: Known) -> bool {
        let (mut next, mut seen) = (vec![tip.closed], BTreeSet::from([tip.closed]));
        while let Some(closed) = next.pop() {
            let others = self.others.get(&closed).into_iter().flatten();
            for (found, _) in others.filter(|(_, counties)| **counties != Counties::One(tip.region)) {
                if *found == tip.found {
                    return true;
                }
                let tips = self.tips.get(found).into_iter().flatten();
                next.extend(tips.copied().filter(|closed| seen.insert(*closed)));
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(region: usize, found: usize, closed: impl Into<Option<usize>>) -> Known {
        Known { region, found, closed: closed.into() }
    }

    fn rings(tips: &[Known], own: &[Known]) -> Rings {
        let by_source = BTreeMap::from([(Source::Tip, tips.to_vec()), (Source::Own, own.to_vec())]);
        Rings { cities: vec![City { by_source }] }
    }

    fn beside(since: usize) -> Beside {
        Beside { sources: vec![(Source::Own, since)], closings: None }
    }

    #[test]
    fn a_tip_needs_one_of_another_county_found_and_closed_with_it() {
        let tip = known(1, 0, 1);
        assert!(rings(&[tip], &[known(2, 0, 1)]).hold(1, &beside(0)));
        assert!(!rings(&[tip], &[known(1, 0, 1)]).hold(1, &beside(0)), "its own county's tells the county");
        assert!(!rings(&[tip], &[known(2, 0, 2)]).hold(1, &beside(0)), "closed later");
        assert!(!rings(&[tip], &[known(2, 1, 1)]).hold(1, &beside(0)), "found later");
        assert!(!rings(&[tip], &[]).hold(1, &beside(0)));
        assert!(rings(&[], &[]).hold(1, &beside(0)));
    }

    #[test]
    fn as_long_as_both_are_open_they_are_alike() {
        let all = rings(&[known(1, 0, 1)], &[known(2, 0, None)]);
        assert!(all.hold(0, &beside(0)));
        assert!(!all.hold(1, &beside(0)));
        let withheld = Beside { closings: Some(1), ..beside(0) };
        assert!(all.hold(1, &withheld), "as they are with the closings withheld");
        assert!(
            !rings(&[known(1, 0, 0)], &[known(2, 0, 1)]).hold(1, &withheld),
            "but what was told stays told"
        );
    }

    #[test]
    fn several_may_change_places_together() {
        let own = [known(3, 1, 2), known(4, 0, 3)];
        assert!(rings(&[known(1, 0, 2), known(2, 1, 3)], &own).hold(3, &beside(0)));
        assert!(
            !rings(&[known(1, 0, 2), known(3, 1, 3)], &own).hold(3, &beside(0)),
            "3 has both of one pair"
        );
        assert!(!rings(&[known(1, 0, 2)], &own).hold(3, &beside(0)));
    }

    #[test]
    fn what_was_told_before_a_source_was_withheld_stays_told() {
        assert!(!rings(&[known(1, 0, 1)], &[known(2, 0, 1)]).hold(1, &beside(1)));
        assert!(rings(&[known(1, 1, 2)], &[known(2, 1, 2)]).hold(2, &beside(1)));
        assert!(!rings(&[known(1, 1, 2)], &[known(2, 0, 2)]).hold(2, &beside(1)));
    }
}
