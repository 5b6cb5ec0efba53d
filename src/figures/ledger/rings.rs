//! Whether every tip could as well have been another county's, with all months, found and closed, held together.
//!
//! A reader knows every major hazard: who found it, in which month, and when it was closed; not what led to it. What is
//! published by source must leave that open. A ring is a tip, a hazard of another source in another county, a tip, a
//! hazard of that source and so on, each closed in the month the one before it was closed, or found in the month the one
//! before was found, back to the first. Let all their sources change places: every county still has as many hazards of
//! the two sources together, and the city as many of each, found and closed in every month. So a tip in a ring could as
//! well not have been one, nor its county's, if the other source is withheld of the counties, too. What is open is
//! published by source of nobody, so that all open hazards are alike. Nor do the months of a county count in which it has
//! not reported: the city's numbers are without it then, and the ledgers' are withheld.
//!
//! Of the tips a county had in a month, if they are fewer than three, all must be in rings at once, so that it could
//! have had none. Rings of several are a flow: from the months they were closed in to those they were found in.

use std::collections::{BTreeMap, BTreeSet};

use super::Counted;
use super::count::period_of;
use super::marks::{Mark, Marks, RowRef};
use crate::dataset::Dataset;
use crate::dataset::ledger::{Level, Of, Source, What};

/// A county may have had none of so many tips; of more it is no secret that there were some.
const FEW: usize = 2;

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
    /// Region by region.
    by_source: BTreeMap<Source, Vec<Known>>,
}

/// A hazard as a reader knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    region: usize,
    /// The months it was found and closed in.
    found: usize,
    closed: Option<usize>,
    /// Whether the city's numbers of the month it was found in are with it.
    is_in: bool,
}

/// What forms say of some months, by region.
#[derive(Debug, Default)]
pub struct Said {
    /// A source has none: it does not apply, or its cell is blank.
    pub barred: BTreeSet<(usize, usize, Source)>,
    /// Nothing of what was found, and of what was closed.
    pub absent: [BTreeSet<(usize, usize)>; 2],
}

/// All hazards that a ring can be made of.
#[derive(Debug)]
pub struct Rings {
    cities: Vec<City>,
    said: Said,
}

impl Rings {
    /// Of the months that are closed.
    pub fn of(dataset: &Dataset, counted: &Counted, months: usize, said: Said) -> Self {
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
                    let closed = closed.filter(|month| !said.absent[1].contains(&(region, *month)));
                    let is_in = !said.absent[0].contains(&(region, found));
                    let source = dataset.ledger.hazards.get(hazard).source;
                    city.by_source.entry(source).or_default().push(Known { region, found, closed, is_in });
                }
            }
        }
        Self { cities: cities.into_values().collect(), said }
    }

    /// Whether every tip is in a ring when a month has just been closed.
    pub fn hold(&self, month: usize, beside: &Beside) -> bool {
        self.cities.iter().all(|city| {
            let mut open = groups(&city.known(Source::Tip, 0, month, beside));
            for &(source, since) in &beside.sources {
                let graph = self.graph(city, source, since, month, beside);
                open.retain(|tips| {
                    let fits = |tip: &Known| tip.found >= since && self.may_be(tip, source);
                    !(tips.iter().all(fits) && graph.has_rings(tips))
                });
            }
            open.is_empty()
        })
    }

    /// Whether no form says that a hazard is not of a source.
    fn may_be(&self, known: &Known, source: Source) -> bool {
        let mut months = [Some(known.found), known.closed].into_iter().flatten();
        !months.any(|month| self.said.barred.contains(&(known.region, month, source)))
    }

    /// How tips and hazards of another source can follow each other.
    fn graph(&self, city: &City, source: Source, since: usize, month: usize, beside: &Beside) -> Graph {
        let mut graph = Graph { room: Room::new(month + 1), others: Vec::new() };
        let free = |known: &Known| self.may_be(known, Source::Tip) && self.may_be(known, source);
        for tip in city.known(Source::Tip, since, month, beside).iter().filter(|known| free(known)) {
            let [found, closed] = graph.room.nodes(tip);
            *graph.room.at(found, closed) += 1;
        }
        graph.others = city.known(source, since, month, beside);
        graph.others.retain(|known| free(known));
        for other in &graph.others {
            let [found, closed] = graph.room.nodes(other);
            *graph.room.at(closed, found) += 1;
        }
        graph
    }
}

/// Those a county had in a month, found or closed, where they are few; of more, each by itself.
fn groups(tips: &[Known]) -> Vec<Vec<Known>> {
    let mut groups: BTreeMap<(usize, bool, usize), Vec<Known>> = BTreeMap::new();
    for tip in tips {
        groups.entry((tip.region, false, tip.found)).or_default().push(*tip);
        if let Some(closed) = tip.closed {
            groups.entry((tip.region, true, closed)).or_default().push(*tip);
        }
    }
    let split = |tips: Vec<Known>| {
        if tips.len() > FEW { tips.into_iter().map(|tip| vec![tip]).collect() } else { vec![tips] }
    };
    groups.into_values().flat_map(split).collect()
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

/// How many hazards lead from one node to another. Months are nodes: tips lead from the one they were found in to the
/// one they were closed in; others back. What is in no number of the city, as what is open, is a node of which everything
/// may come, and to which everything may go.
#[derive(Debug, Clone)]
struct Room {
    months: usize,
    nodes: usize,
    counts: Vec<u32>,
}

impl Room {
    fn new(months: usize) -> Self {
        // Found, closed, in no number; and where those in question begin and end.
        let nodes = 2 * months + 3;
        Self { months, nodes, counts: vec![0; nodes * nodes] }
    }

    /// The nodes of the months it was found and closed in.
    fn nodes(&self, known: &Known) -> [usize; 2] {
        let found = if known.is_in { known.found } else { self.free() };
        [found, known.closed.map_or(self.free(), |month| self.months + month)]
    }

    fn free(&self) -> usize {
        2 * self.months
    }

    fn get(&self, from: usize, to: usize) -> u32 {
        self.counts[from * self.nodes + to]
    }

    fn at(&mut self, from: usize, to: usize) -> &mut u32 {
        &mut self.counts[from * self.nodes + to]
    }

    /// Leads one more from a node to another, if there is room, perhaps by leading others elsewhere.
    fn lead(&mut self, from: usize, to: usize) -> bool {
        let mut before = vec![None; self.nodes];
        let mut next = vec![from];
        while let Some(node) = next.pop() {
            for (other, before) in before.iter_mut().enumerate() {
                if self.get(node, other) > 0 && other != from && before.is_none() {
                    *before = Some(node);
                    next.push(other);
                }
            }
        }
        let mut node = to;
        while let Some(last) = before[node] {
            *self.at(last, node) -= 1;
            *self.at(node, last) += 1;
            node = last;
        }
        node == from
    }
}

/// How tips and the hazards of another source follow each other.
struct Graph {
    room: Room,
    /// The hazards of the other source, region by region.
    others: Vec<Known>,
}

impl Graph {
    /// The others of a region.
    fn own(&self, region: usize) -> &[Known] {
        let begin = self.others.partition_point(|known| known.region < region);
        let own = &self.others[begin..];
        &own[..own.partition_point(|known| known.region == region)]
    }

    /// How many others of other counties were found and closed with a tip.
    fn alike(&self, tip: &Known) -> usize {
        let [found, closed] = self.room.nodes(tip);
        let own = self.own(tip.region).iter().filter(|own| self.room.nodes(own) == [found, closed]).count();
        self.room.get(closed, found) as usize - own
    }

    /// Whether others, none of their own county, and tips lead from where some tips of a county were closed to where they
    /// were found, all at once.
    fn has_rings(&self, tips: &[Known]) -> bool {
        // Mostly there are as many found and closed with each of them, and nothing has to lead further.
        let nodes = |known: &Known| self.room.nodes(known);
        let needed = |tip: &Known| tips.iter().filter(|other| nodes(other) == nodes(tip)).count();
        if tips.iter().all(|tip| self.alike(tip) >= needed(tip)) {
            return true;
        }
        let mut room = self.room.clone();
        for own in tips.first().map_or(&[][..], |tip| self.own(tip.region)) {
            let [found, closed] = nodes(own);
            *room.at(closed, found) -= 1;
        }
        let [free, begin, end] = [room.free(), room.nodes - 2, room.nodes - 1];
        let mut all = 0;
        for tip in tips {
            let [found, closed] = nodes(tip);
            let own = room.at(found, closed);
            *own = own.saturating_sub(1);
            if closed != free {
                *room.at(begin, closed) += 1;
                *room.at(free, end) += 1;
                all += 1;
            }
            if found != free {
                *room.at(found, end) += 1;
                *room.at(begin, free) += 1;
                all += 1;
            }
        }
        (0..all).all(|_| room.lead(begin, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(region: usize, found: usize, closed: impl Into<Option<usize>>) -> Known {
        Known { region, found, closed: closed.into(), is_in: true }
    }

    fn rings(tips: &[Known], own: &[Known]) -> Rings {
        let by_source = BTreeMap::from([(Source::Tip, tips.to_vec()), (Source::Own, own.to_vec())]);
        Rings { cities: vec![City { by_source }], said: Said::default() }
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

    #[test]
    fn a_county_may_have_had_none_of_a_few() {
        let two = [known(1, 0, 1), known(1, 0, None)];
        assert!(!rings(&two, &[known(2, 0, 1)]).hold(1, &beside(0)), "one of both was a tip");
        assert!(rings(&two, &[known(2, 0, 1), known(3, 0, None)]).hold(1, &beside(0)));
        let three = [known(1, 0, 1); 3];
        assert!(rings(&three, &[known(2, 0, 1)]).hold(1, &beside(0)), "of three each could be none");
    }

    #[test]
    fn none_is_where_a_form_says_that_there_are_none() {
        let mut all = rings(&[known(1, 0, 1)], &[known(2, 0, 1)]);
        for barred in [(2, 0, Source::Tip), (2, 1, Source::Tip), (2, 0, Source::Own), (1, 1, Source::Own)] {
            all.said.barred = BTreeSet::from([barred]);
            assert!(!all.hold(1, &beside(0)), "{barred:?}");
        }
        all.said.barred =
            BTreeSet::from([(3, 0, Source::Tip), (2, 2, Source::Tip), (2, 0, Source::Assigned)]);
        assert!(all.hold(1, &beside(0)));
    }

    #[test]
    fn what_is_in_no_number_of_the_city_makes_nothing_good() {
        let absent = Known { is_in: false, ..known(2, 0, 1) };
        assert!(!rings(&[known(1, 0, 1)], &[absent]).hold(1, &beside(0)));
        assert!(!rings(&[known(1, 0, 1)], &[absent, known(3, 0, 2)]).hold(2, &beside(0)));
        assert!(rings(&[known(1, 0, 1)], &[absent, known(3, 0, None)]).hold(1, &beside(0)), "two together");
        let tip = Known { is_in: false, ..known(1, 0, 1) };
        assert!(
            rings(&[tip], &[known(2, 1, 1), known(3, 1, None)].map(|own| Known { is_in: false, ..own }))
                .hold(1, &beside(0))
        );
        assert!(!rings(&[tip], &[known(2, 1, 1)]).hold(1, &beside(0)), "one more would have been found");
    }
}
