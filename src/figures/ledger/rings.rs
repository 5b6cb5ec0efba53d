//! Whether every tip could as well have been another county's, with all months, found and closed, held together.
//!
//! A reader knows every major hazard of the public list: where it was found, in which month, and when it was closed; not
//! what led to it. What is published by source must leave that open. Tips of a county are one figure with what it found
//! by inspection, say; of the city both are told. A ring is a tip, an inspection's hazard of another county, a tip, an
//! inspection's hazard and so on, each closed in the month the one before it was closed, or found in the month the one
//! before was found, back to the first. Let all their sources change places: every county still has as many hazards of
//! the two sources together, and the city as many of each, found and closed in every month. So a tip in a ring could as
//! well not have been one, nor its county's. What is open is published by source of nobody, so that all open hazards are
//! alike; nor do the months of a county count in which it has not reported, for the city's numbers are without it.
//!
//! What fits all months fits what was known when only some of them were closed, too: left out of a ring is then what
//! came later. So one look at all of them is enough for every release of the site.
//!
//! All tips a county had in a month must be in rings at once, so that it could have had none. Rings of several are a
//! flow: from the months they were closed in to those they were found in.
//!
//! An example: A has a tip found in May and closed in June, B a hazard of an inspection found in May and closed in June.
//! Had the tip been B's, all published numbers would be the same. Had B's been closed in July instead, June's tip that
//! the city tells of could only be A's.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::count::period_of;
use super::flow::{Graph, HazardSeen, Monthly, join};
use super::marks::{Mark, Marks};
use crate::dataset::ledger::RowRef;
use crate::dataset::ledger::{CLOSED, Entries, FOUND, Hazards, Source};
use crate::dataset::{Dataset, PeriodAt, Publish, RegionAt, Span};
use crate::figures::cube::Figures;
use crate::figures::figure::Status;
use crate::figures::key::Key;
use crate::figures::measure::MeasureAt;
use crate::figures::rows::Tenure;

/// Cells of a form that count the same of two sources, of which one is confidential.
#[derive(Debug, Clone, Copy)]
pub struct Merge {
    /// Their measures: the confidential one and the one it is merged with.
    pub measures: [MeasureAt; 2],
    /// How they are published.
    pub publish: Publish,
    /// The first period that is so.
    pub from: PeriodAt,
}

/// The confidential source and the one it is merged with, and the cells of what was found and what was closed.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Whose hazards.
    pub sources: [Source; 2],
    /// What was found.
    pub found: Merge,
    /// What was closed of it; none where no cell tells it by source.
    pub closed: Option<Merge>,
}

/// A county's month whose tips can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Forced {
    /// The county.
    pub region: RegionAt,
    /// The month they were found in, or closed.
    pub period: PeriodAt,
    /// Whether they were closed in it, rather than found.
    pub closed: bool,
}

/// A hazard of one of the two sources, by reporter and the months it was found and closed in.
#[derive(Debug, Clone, Copy)]
pub struct Life {
    /// The reporter.
    pub region: RegionAt,
    /// The month it was found in.
    pub found: PeriodAt,
    /// The month it was closed in; none of one that is open or was dismissed.
    pub closed: Option<PeriodAt>,
}

/// The months of counties in which it is certain that there was a tip, where all that is told is in the city's numbers.
/// The hazards of each source come reporter by reporter.
#[must_use]
pub fn whose(tips: &[Life], others: &[Life]) -> Vec<Forced> {
    let known = |&Life { region, found, closed }: &Life| HazardSeen {
        region,
        months: [Some(found), closed],
        events: [Monthly::In(found), closed.map_or(Monthly::Free, Monthly::In)],
    };
    let known = |lives: &[Life]| lives.iter().map(known).collect::<Vec<HazardSeen>>();
    told(&known(tips), known(others))
}

/// The months of counties in which it is certain that there was a tip, or that one of two was.
#[must_use]
pub fn forced(figures: &Figures, dataset: &Dataset, pair: &Pair) -> Vec<Forced> {
    let marks = Marks::new(dataset, std::iter::empty());
    let periods = &dataset.campaign.periods[..figures.periods().len()];
    let month = |hazards: Hazards, row: (Tenure, RowRef)| {
        let mut month = None;
        marks.each(&Entries::Hazards(hazards), row, &mut |mark| match mark {
            Mark::Event(on, ..) => month = period_of(periods, on),
            Mark::Thing(..) | Mark::Stretch(..) => {}
        });
        month
    };
    // By city, the hazards of each of the two sources, region by region.
    let mut cities: BTreeMap<Option<RegionAt>, [Vec<HazardSeen>; 2]> = BTreeMap::new();
    // Those found in the numbers of one county and closed in those of its heir.
    let mut taken_over = BTreeSet::new();
    let regions = &dataset.regions;
    let last = periods.last().map_or(NaiveDate::MIN, |period| period.to);
    for &region in regions.reporters() {
        let city = cities.entry(regions.all()[region].parent).or_default();
        let in_numbers_of = |month: PeriodAt| regions.holder_on(region, periods[month.place()].to);
        for &hazard in &figures.counted.hazards[region.place()] {
            let row = (Tenure::always(region), RowRef::Hazard(hazard));
            let source = dataset.ledger.hazards.get(hazard).source;
            let Some(place) = pair.sources.iter().position(|of| *of == source) else { continue };
            let Some(found) = month(FOUND, row) else { continue };
            let closed = month(CLOSED, row);
            let holders = [Some(found), closed].map(|month| month.map_or(region, in_numbers_of));
            let events = [
                event(figures, Some(pair.found), holders[0], Some(found)),
                event(figures, pair.closed, holders[1], closed),
            ];
            if closed.is_some() && holders[0] != holders[1] {
                taken_over.insert(regions.holder_on(region, last));
            }
            city[place].push(HazardSeen { region, months: [Some(found), closed], events });
        }
    }
    join(regions, last, &taken_over, &mut cities);
    let mut all: Vec<Forced> = cities.into_values().flat_map(|[tips, others]| told(&tips, others)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What is told by source of a month in which something of a region was found or closed.
fn event(figures: &Figures, merge: Option<Merge>, region: RegionAt, month: Option<PeriodAt>) -> Monthly {
    let (Some(merge), Some(month)) = (merge, month) else { return Monthly::Free };
    let status = merge
        .measures
        .map(|measure| figures.at(Key { measure, region, period: month, span: Span::Month }).status());
    match merge.publish {
        Publish::MergedOnly if month >= merge.from => Monthly::Free,
        Publish::Open if month >= merge.from => Monthly::Open,
        // A report that is not there is in no number of the city.
        Publish::Merged | Publish::MergedOnly | Publish::Open if status == [Status::Missing; 2] => {
            Monthly::Free
        }
        // One cell is blank or does not apply: what there is, is of the other source.
        Publish::Merged | Publish::MergedOnly | Publish::Open if status != [Status::Reported; 2] => {
            Monthly::Fixed
        }
        Publish::Merged | Publish::MergedOnly | Publish::Open => Monthly::In(month),
    }
}

/// The months of a city's counties whose tips are in no ring.
fn told(tips: &[HazardSeen], mut others: Vec<HazardSeen>) -> Vec<Forced> {
    let is_free =
        |known: &HazardSeen| known.events.iter().all(|event| matches!(event, Monthly::In(_) | Monthly::Free));
    let months = tips
        .iter()
        .chain(&others)
        .flat_map(|known| known.months)
        .flatten()
        .max()
        .map_or(0, |last| last.place() + 1);
    others.retain(is_free);
    let graph = Graph::new(months, tips.iter().filter(|tip| is_free(tip)), others);
    // Those a county had in a month, found or closed.
    let mut groups: BTreeMap<Forced, Vec<HazardSeen>> = BTreeMap::new();
    for tip in tips {
        for (closed, (month, event)) in [false, true].into_iter().zip(tip.months.into_iter().zip(tip.events))
        {
            // What is published of the county is no secret.
            let Some(period) = month.filter(|_| event != Monthly::Open) else { continue };
            groups.entry(Forced { region: tip.region, period, closed }).or_default().push(*tip);
        }
    }
    let is_told = |tips: &[HazardSeen]| !(tips.iter().all(is_free) && graph.has_rings(tips));
    groups.into_iter().filter(|(_, tips)| is_told(tips)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(region: usize, found: usize, closed: impl Into<Option<usize>>) -> HazardSeen {
        let (found, closed) = (PeriodAt::nth(found), closed.into().map(PeriodAt::nth));
        HazardSeen {
            region: RegionAt::nth(region),
            months: [Some(found), closed],
            events: [Monthly::In(found), closed.map_or(Monthly::Free, Monthly::In)],
        }
    }

    fn hold(tips: &[HazardSeen], others: &[HazardSeen]) -> bool {
        told(tips, others.to_vec()).is_empty()
    }

    #[test]
    fn a_tip_needs_one_of_another_county_found_and_closed_with_it() {
        let tip = known(1, 0, 1);
        assert!(hold(&[tip], &[known(2, 0, 1)]));
        assert!(!hold(&[tip], &[known(1, 0, 1)]), "its own county's tells the county");
        assert!(!hold(&[tip], &[known(2, 0, 2)]), "closed later");
        assert!(!hold(&[tip], &[known(2, 1, 1)]), "found later");
        assert!(!hold(&[tip], &[known(2, 0, None)]), "still open");
        assert!(!hold(&[tip], &[]));
        assert!(hold(&[known(1, 0, None)], &[known(2, 0, None)]), "as long as both are open they are alike");
        assert!(hold(&[], &[]));
    }

    fn at(region: usize, period: usize, closed: bool) -> Forced {
        Forced { region: RegionAt::nth(region), period: PeriodAt::nth(period), closed }
    }

    #[test]
    fn county_and_month_are_named() {
        assert_eq!(told(&[known(1, 0, 2)], vec![known(2, 0, 1)]), [at(1, 0, false), at(1, 2, true)]);
        assert_eq!(told(&[known(1, 0, None), known(3, 4, None)], vec![known(2, 0, None)]), [at(3, 4, false)]);
    }

    #[test]
    fn several_may_change_places_together() {
        let own = [known(3, 1, 2), known(4, 0, 3)];
        assert!(hold(&[known(1, 0, 2), known(2, 1, 3)], &own));
        assert!(!hold(&[known(1, 0, 2), known(3, 1, 3)], &own), "3 has both of one pair");
        assert!(!hold(&[known(1, 0, 2)], &own));
    }

    #[test]
    fn a_county_may_have_had_none_of_several() {
        let two = [known(1, 0, 1), known(1, 0, None)];
        assert!(!hold(&two, &[known(2, 0, 1)]), "one of both was a tip");
        assert!(hold(&two, &[known(2, 0, 1), known(3, 0, None)]));
        let three = [known(1, 0, 1); 3];
        assert!(!hold(&three, &[known(2, 0, 1); 2]));
        assert!(hold(&three, &[known(2, 0, 1); 3]));
    }

    #[test]
    fn what_can_be_of_no_other_source_changes_no_place() {
        let fixed = |known: HazardSeen, event: usize| {
            let mut events = known.events;
            events[event] = Monthly::Fixed;
            HazardSeen { events, ..known }
        };
        for event in [0, 1] {
            assert!(!hold(&[known(1, 0, 1)], &[fixed(known(2, 0, 1), event)]));
            assert!(!hold(&[fixed(known(1, 0, 1), event)], &[known(2, 0, 1)]));
        }
    }

    #[test]
    fn what_is_open_is_no_secret_and_what_was_found_before_is_one() {
        let opened = |known: HazardSeen, events: [Monthly; 2]| HazardSeen { events, ..known };
        assert!(hold(&[opened(known(1, 2, 3), [Monthly::Open; 2])], &[]));
        assert!(hold(&[opened(known(1, 2, None), [Monthly::Open, Monthly::Free])], &[]));
        let before = opened(known(1, 0, 2), [Monthly::In(PeriodAt::FIRST), Monthly::Open]);
        let told = told(&[before], vec![known(2, 0, 2)]);
        assert_eq!(told, [at(1, 0, false)], "closed openly, found before");
    }

    #[test]
    fn what_is_in_no_number_of_the_city_makes_nothing_good() {
        let absent = |known: HazardSeen| HazardSeen { events: [Monthly::Free, known.events[1]], ..known };
        let own = absent(known(2, 0, 1));
        assert!(!hold(&[known(1, 0, 1)], &[own]));
        assert!(!hold(&[known(1, 0, 1)], &[own, known(3, 0, 2)]));
        assert!(hold(&[known(1, 0, 1)], &[own, known(3, 0, None)]), "two together");
        let tip = absent(known(1, 0, 1));
        assert!(hold(&[tip], &[absent(known(2, 1, 1)), absent(known(3, 1, None))]));
        assert!(!hold(&[tip], &[known(2, 1, 1)]), "one more would have been found");
    }

    #[test]
    fn what_the_city_tells_merged_only_is_free() {
        let later = |known: HazardSeen| HazardSeen { events: [known.events[0], Monthly::Free], ..known };
        assert!(!hold(&[known(1, 0, 1)], &[known(2, 0, 2)]));
        assert!(hold(&[later(known(1, 0, 1))], &[later(known(2, 0, 2))]));
    }
}
