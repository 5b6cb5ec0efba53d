//! Figures that differ, the lowest told from those that follow.
//!
//! In: the cubes of both sides, found again by ids: a measure declared earlier, a region written in another line move every
//! index and no figure. Out: every figure that the public sees differently.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::change::{FigureChange, FrozenChange, RankChange, ShownFigure};
use super::side::{Publishable, ReviewSide};
use crate::dataset::{PeriodAt, RegionAt};
use crate::figures::{Figure, Key, Measure, MeasureAt, Shown, Status};
use crate::published::editions::DepartureCause;
use crate::published::ledger::Book;

/// Where a figure stands on each side that knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Differing {
    base: Option<Key>,
    head: Option<Key>,
    /// Whether it was withheld and is not any more.
    pub is_uncovered: bool,
}

/// What a figure is made of, as far as it says what it differs by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MadeOf {
    /// A form of a reporter's month.
    Form,
    /// The rows of a ledger.
    Ledger(Book),
    /// Others.
    Others,
}

/// All figures that differ.
#[derive(Debug, Default)]
pub(super) struct FigureChanges {
    /// Filed or counted.
    pub lowest: Vec<(FigureChange, MadeOf)>,
    /// Made of those, or by a method that changed; with whether it was withheld and is not.
    pub following: Vec<FigureChange>,
    /// Lowest and following figures that were withheld and are not any more.
    pub uncovered: Vec<FigureChange>,
    /// Those of the overview, by measure.
    headline: Vec<String>,
}

/// What has the same id on the other side.
struct Counterparts {
    measures: Vec<Option<MeasureAt>>,
    regions: Vec<Option<RegionAt>>,
    periods: Vec<Option<PeriodAt>>,
}

impl Counterparts {
    fn of(from: &Publishable, to: &Publishable) -> Self {
        let measures = from.figures.measures().iter().map(|measure| to.figures.measure(&measure.id));
        let regions = from.public.regions().each().map(|(_, region)| to.public.regions().index(&region.code));
        let periods = from.figures.periods().map(|period| {
            let id = &from.public.campaign().periods[period].id;
            to.public.campaign().period(id).filter(|period| to.figures.is_closed(*period))
        });
        Self { measures: measures.collect(), regions: regions.collect(), periods: periods.collect() }
    }

    fn find(&self, at: Key) -> Option<Key> {
        Some(Key {
            measure: self.measures[at.measure.place()]?,
            region: self.regions[at.region.place()]?,
            period: self.periods[at.period.place()]?,
            span: at.span,
        })
    }
}

/// What the editions of a side say of its figures.
struct EditionCauses<'s> {
    side: &'s Publishable<'s>,
    causes: BTreeMap<Key, DepartureCause>,
}

impl<'s> EditionCauses<'s> {
    fn of(side: &'s Publishable<'s>) -> Self {
        let departures = side.public.departures().iter();
        Self { side, causes: departures.filter_map(|one| Some((one.at?, one.why))).collect() }
    }

    fn frozen(&self, at: Key) -> Option<FrozenChange> {
        let edition = self.side.public.edition_of(at.period)?;
        let no = self.side.public.editions()[edition].no;
        Some(FrozenChange { no, why: self.causes.get(&at).copied() })
    }
}

/// Every figure that differs.
pub(super) fn changes(base: &ReviewSide, head: &ReviewSide) -> FigureChanges {
    let (Some(base), Some(head)) = (base.published, head.published) else { return FigureChanges::default() };
    let to_base = Counterparts::of(&head, &base);
    let to_head = Counterparts::of(&base, &head);
    let regions: Vec<RegionAt> = head.public.regions().each().map(|(at, _)| at).collect();
    let now = regions.par_iter().flat_map_iter(|&region| {
        keys(&head, region).filter_map(|at| differing(&base, &head, to_base.find(at), Some(at)))
    });
    let mut all: Vec<Differing> = now.collect();
    let regions: Vec<RegionAt> = base.public.regions().each().map(|(at, _)| at).collect();
    let gone = regions.par_iter().flat_map_iter(|&region| {
        let before = keys(&base, region).map(|at| (at, to_head.find(at)));
        let unseen = before.filter(|(_, now)| now.is_none_or(|now| !has_row(&head, now)));
        unseen.filter_map(|(at, now)| differing(&base, &head, Some(at), now))
    });
    all.extend(gone.collect::<Vec<_>>());
    let mut changes = FigureChanges { headline: headline(&head), ..FigureChanges::default() };
    let editions = EditionCauses::of(&head);
    for one in all {
        let mut told = told(&base, &head, one);
        told.frozen = one.head.and_then(|at| editions.frozen(at));
        let made_of = made_of(&base, &head, one);
        if one.is_uncovered {
            changes.uncovered.push(told);
        } else if made_of == MadeOf::Others {
            changes.following.push(told);
        } else {
            changes.lowest.push((told, made_of));
        }
    }
    changes
}

/// Every figure of a region that has a row of its own: of single criteria those that are not zero.
fn keys<'p>(side: &Publishable<'p>, region: RegionAt) -> impl Iterator<Item = Key> + use<'p> {
    let figures = side.figures;
    figures.periods().flat_map(move |period| {
        let of_month = figures.of_month(region, period);
        of_month.map(move |(measure, span)| Key { measure, region, period, span })
    })
}

/// Whether a figure is among those.
fn has_row(side: &Publishable, at: Key) -> bool {
    let has_own = !matches!(side.figures.shown(at), Shown::Merged(_) | Shown::Internal);
    let is_rare = side.figures.measures()[at.measure].is_by_criterion();
    has_own && !(is_rare && side.figures.at(at).value().is_none_or(|number| number.is_zero()))
}

fn differing(
    base: &Publishable,
    head: &Publishable,
    before: Option<Key>,
    now: Option<Key>,
) -> Option<Differing> {
    let [raw_old, raw_new] = [before.map(|at| base.figures.at(at)), now.map(|at| head.figures.at(at))];
    // Nearly all are the same.
    if raw_old == raw_new {
        return None;
    }
    let [old, new] = [raw_old, raw_new].map(|figure| figure.map(|figure| seen(&figure)));
    let is_nothing = |seen: Option<ShownFigure>| {
        seen.is_none_or(|seen| matches!(seen.status, Status::NotApplicable | Status::Missing))
    };
    // What one side does not know differs where the other shows it.
    if old == new || before.is_none_or(|_| now.is_none()) && is_nothing(old) && is_nothing(new) {
        return None;
    }
    let withheld = |seen: Option<ShownFigure>| seen.is_some_and(|seen| seen.status == Status::Withheld);
    let is_shown = |seen: Option<ShownFigure>| seen.is_some_and(|seen| seen.status == Status::Reported);
    Some(Differing { base: before, head: now, is_uncovered: withheld(old) && is_shown(new) })
}

/// A figure as the public sees it: of one that is withheld, no more than that.
fn seen(figure: &Figure) -> ShownFigure {
    let (status, value) = (figure.status(), figure.value().map(|value| value.normalize()));
    let is_partial = status == Status::Reported && figure.lacks();
    ShownFigure { status, value, partial: is_partial.then_some((figure.reported, figure.expected)) }
}

fn told(base: &Publishable, head: &Publishable, one: Differing) -> FigureChange {
    let (side, at) = match (one.head, one.base) {
        (Some(at), _) => (head, at),
        (None, Some(at)) => (base, at),
        (None, None) => unreachable!("what differs is known to a side"),
    };
    let measure: &Measure = &side.figures.measures()[at.measure];
    let region = &side.public.regions().all()[at.region];
    FigureChange {
        measure: measure.id.clone(),
        title: measure.title.clone(),
        unit: measure.unit_over(at.span).to_owned(),
        region: (region.code.clone(), region.name.clone()),
        period: side.public.campaign().periods[at.period].id.clone(),
        span: at.span,
        frozen: None,
        old: one.base.map(|at| seen(&base.figures.at(at))),
        new: one.head.map(|at| seen(&head.figures.at(at))),
    }
}

/// Whether it is filed or counted, by the side that knows it best.
fn made_of(base: &Publishable, head: &Publishable, one: Differing) -> MadeOf {
    let (side, at) = match (one.head, one.base) {
        (Some(at), _) => (head, at),
        (None, Some(at)) => (base, at),
        (None, None) => return MadeOf::Others,
    };
    let measure = &side.figures.measures()[at.measure];
    // What is counted by criterion moves with the count of all, which is told.
    if !side.figures.is_lowest(at) || measure.is_by_criterion() {
        return MadeOf::Others;
    }
    measure.ledger.as_ref().map_or(MadeOf::Form, |entries| MadeOf::Ledger(entries.book()))
}

fn headline(head: &Publishable) -> Vec<String> {
    let forms = head.public.forms().iter();
    forms.flat_map(|form| form.headline.iter().map(|id| format!("{}.{id}", form.id))).collect()
}

impl FigureChanges {
    /// Figures of the whole that overviews show, in the latest period.
    pub fn overview(&self, head: &ReviewSide) -> Vec<FigureChange> {
        let Some(head) = head.published else { return Vec::new() };
        let Some(latest) = head.figures.latest() else { return Vec::new() };
        let root = &head.public.regions().all()[head.public.regions().root()].code;
        let period = &head.public.campaign().periods[latest].id;
        let is_of = |change: &&FigureChange| {
            change.region.0 == *root && change.period == *period && self.headline.contains(&change.measure)
        };
        self.following.iter().filter(is_of).cloned().collect()
    }
}

/// Ranks that differ, in the latest period both have.
pub(super) fn ranks(base: &ReviewSide, head: &ReviewSide) -> Vec<RankChange> {
    let (Some(base), Some(head)) = (base.published, head.published) else { return Vec::new() };
    let Some(latest) = head.figures.latest() else { return Vec::new() };
    let period = &head.public.campaign().periods[latest].id;
    let of = |side: &Publishable| -> BTreeMap<(String, String), Option<usize>> {
        let at = side.public.campaign().period(period).filter(|period| side.figures.is_closed(*period));
        let Some(at) = at else { return BTreeMap::new() };
        let ranking = side.figures.ranking(side.public);
        let standings = ranking.period(at).iter().map(|standing| {
            let region = &side.public.regions().all()[standing.region];
            ((region.code.clone(), region.name.clone()), standing.rank)
        });
        standings.collect()
    };
    let (before, now) = (of(&base), of(&head));
    let mut changes: Vec<RankChange> = Vec::new();
    for (region, new) in now {
        let old = before.get(&region).copied().flatten();
        if old != new {
            changes.push(RankChange { period: period.clone(), region, old, new });
        }
    }
    changes
}
