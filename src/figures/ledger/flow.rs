//! Whether tips of a county have their rings all at once: a flow.
//!
//! In: the hazards of a city as a reader knows them. Out: whether some tips can change places with others' hazards. What
//! rings are, `rings` says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::dataset::{PeriodAt, RegionAt, Regions};

/// A month a hazard was found or closed in, as far as numbers by source are told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Monthly {
    /// It is in the city's number of the month.
    In(PeriodAt),
    /// It is in no number, as what is open.
    Free,
    /// It is in its county's own number, so that it can be of no other source.
    Fixed,
    /// The same, and its county's number is published.
    Open,
}

/// A hazard as a reader knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct HazardSeen {
    pub(super) region: RegionAt,
    /// The months it was found and closed in.
    pub(super) months: [Option<PeriodAt>; 2],
    /// What is told of them.
    pub(super) events: [Monthly; 2],
}

/// Counties one of which has closed what the other had found are taken for one, the heir: a hazard of the other source in
/// either is in the same numbers, and hides no tip of it.
pub(super) fn join(
    regions: &Regions,
    last: NaiveDate,
    taken_over: &BTreeSet<RegionAt>,
    cities: &mut BTreeMap<Option<RegionAt>, [Vec<HazardSeen>; 2]>,
) {
    if taken_over.is_empty() {
        return;
    }
    for known in cities.values_mut().flatten() {
        for hazard in &mut *known {
            let heir = regions.holder_on(hazard.region, last);
            hazard.region = if taken_over.contains(&heir) { heir } else { hazard.region };
        }
        known.sort_by_key(|hazard| hazard.region);
    }
}

/// How many hazards lead from one node to another. Months are nodes: tips lead from the one they were found in to the
/// one they were closed in; others back. What is in no number of the city, as what is open, is a node of which everything
/// may come, and to which everything may go.
#[derive(Debug, Clone)]
struct FlowGraph {
    months: usize,
    nodes: usize,
    counts: Vec<u32>,
}

impl FlowGraph {
    fn new(months: usize) -> Self {
        // Found, closed, in no number; and where those in question begin and end.
        let nodes = 2 * months + 3;
        Self { months, nodes, counts: vec![0; nodes * nodes] }
    }

    /// The nodes of the months it was found and closed in.
    fn nodes(&self, known: &HazardSeen) -> [usize; 2] {
        let node = |event: Monthly, first: usize| match event {
            Monthly::In(month) => first + month.place(),
            Monthly::Free | Monthly::Fixed | Monthly::Open => self.free(),
        };
        [node(known.events[0], 0), node(known.events[1], self.months)]
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
pub(super) struct Graph {
    room: FlowGraph,
    /// The hazards of the other source, region by region.
    others: Vec<HazardSeen>,
}

impl Graph {
    /// Of so many months; the others come region by region.
    pub(super) fn new<'k>(
        months: usize,
        tips: impl Iterator<Item = &'k HazardSeen>,
        others: Vec<HazardSeen>,
    ) -> Self {
        let mut room = FlowGraph::new(months);
        for tip in tips {
            let [found, closed] = room.nodes(tip);
            *room.at(found, closed) += 1;
        }
        for other in &others {
            let [found, closed] = room.nodes(other);
            *room.at(closed, found) += 1;
        }
        Self { room, others }
    }

    /// The others of a region.
    fn own(&self, region: RegionAt) -> &[HazardSeen] {
        let begin = self.others.partition_point(|known| known.region < region);
        let own = &self.others[begin..];
        &own[..own.partition_point(|known| known.region == region)]
    }

    /// How many others of other counties were found and closed with a tip.
    fn alike(&self, tip: &HazardSeen) -> usize {
        let [found, closed] = self.room.nodes(tip);
        let own = self.own(tip.region).iter().filter(|own| self.room.nodes(own) == [found, closed]).count();
        self.room.get(closed, found) as usize - own
    }

    /// Whether others, none of their own county, and tips lead from where some tips of a county were closed to where they
    /// were found, all at once.
    pub(super) fn has_rings(&self, tips: &[HazardSeen]) -> bool {
        // Mostly there are as many found and closed with each of them, and nothing has to lead further.
        let nodes = |known: &HazardSeen| self.room.nodes(known);
        let needed = |tip: &HazardSeen| tips.iter().filter(|other| nodes(other) == nodes(tip)).count();
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
