//! 打分排队: what each reporter's figures to date score, and how reporters stand to each other.
//!
//! In: what `data/ranking.toml` declares, and the cube. Out: a [`Standing`] for each ranked reporter and period, with
//! every part of its score, so that a reader can count again: points = weight × rate ÷ full rate, rounded to two
//! decimals, halves away from zero; score = 100 × points ÷ weights in force, rounded likewise; ranks compare scores as
//! published, and equal scores share a rank (1, 2, 2, 4).

use rayon::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::cube::Figures;
use super::figure::{Figure, Status};
use super::key::Key;
use crate::dataset::{Component, Dataset, Direction, Full, PeriodAt, RegionAt, Scoring, Side, Span};
use crate::figures::measure::MeasureAt;

/// Why a part of a score is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// It has points.
    Scored,
    /// Its denominator is 0, or it does not apply: no rate, and its weight is left out.
    Nothing,
    /// A figure it needs was not reported: without it there is no score and no rank. Leaving the weight out would
    /// make it pay not to report.
    Missing,
    /// Nobody has the figures it needs: it is left out for all.
    Absent,
    /// It would tell a figure that is not published: it is left out for all.
    Withheld,
}

impl PartState {
    /// As in `ranking.csv`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::Nothing => "nothing",
            Self::Missing => "missing",
            Self::Absent => "absent",
            Self::Withheld => "withheld",
        }
    }
}

/// One component of one reporter's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The numerator, where it is known.
    pub above: Option<Decimal>,
    /// The denominator, where it is known.
    pub below: Option<Decimal>,
    /// Whether the points rest on figures that lack somebody's month; never of a part without points.
    pub partial: bool,
    /// Numerator by denominator, to four decimals.
    pub rate: Option<Decimal>,
    /// Points, of the component's weight, to two decimals.
    pub points: Option<Decimal>,
    /// Why there are points, or why there are none.
    pub counted: PartState,
}

/// How a reporter stands in a period.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Who is ranked: a reporter of a kind that the scoring names.
    pub region: RegionAt,
    /// From 1; none where a figure is missing, or nothing could be counted.
    pub rank: Option<usize>,
    /// Of 100, to two decimals.
    pub score: Option<Decimal>,
    /// The weights its score is made of.
    pub weights: u32,
    /// In the order of the components.
    pub parts: Vec<Part>,
}

/// The standings of all closed periods.
#[derive(Debug, Default)]
pub struct Ranking {
    periods: Vec<Vec<Standing>>,
    /// For each period, where each region stands in it.
    places: Vec<Vec<Option<usize>>>,
}

impl Ranking {
    /// Counts the standings; empty where the site declares no ranking.
    #[must_use]
    pub fn count(dataset: &Dataset, figures: &Figures) -> Self {
        let Some(scoring) = &dataset.scoring else { return Self::default() };
        let periods: Vec<Vec<Standing>> = figures
            .periods()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|period| standings(dataset, figures, scoring, period))
            .collect();
        let regions = dataset.regions.all().len();
        let places = periods.iter().map(|standings| {
            let mut places = vec![None; regions];
            for (place, standing) in standings.iter().enumerate() {
                places[standing.region.place()] = Some(place);
            }
            places
        });
        Self { places: places.collect(), periods }
    }

    /// A period's standings: by rank, then in the order of regions; last those without a rank.
    #[must_use]
    pub fn period(&self, period: PeriodAt) -> &[Standing] {
        self.periods.get(period.place()).map_or(&[], |standings| standings)
    }

    /// How one region stands; `None` where it is not ranked at all.
    #[must_use]
    pub fn standing(&self, region: RegionAt, period: PeriodAt) -> Option<&Standing> {
        let place = (*self.places.get(period.place())?.get(region.place())?)?;
        self.periods[period.place()].get(place)
    }
}

fn standings(dataset: &Dataset, figures: &Figures, scoring: &Scoring, period: PeriodAt) -> Vec<Standing> {
    let all = dataset.regions.all();
    let there = dataset.regions.there(dataset.regions.root(), &dataset.campaign.periods[period]);
    let ranked: Vec<RegionAt> = there.filter(|&region| scoring.kinds.contains(&all[region].kind)).collect();
    let mut parts: Vec<Vec<Part>> = vec![Vec::with_capacity(scoring.components.len()); ranked.len()];
    for component in &scoring.components {
        let of_component = component_parts(figures, component, &ranked, period);
        parts.iter_mut().zip(of_component).for_each(|(parts, part)| parts.push(part));
    }
    score(&scoring.components, &mut parts);
    let mut standings: Vec<Standing> =
        ranked.into_iter().zip(parts).map(|(region, parts)| standing(scoring, region, parts)).collect();
    standings.sort_by_key(|standing| (standing.score.is_none(), standing.score.map(|score| -score)));
    rank(&mut standings);
    standings
}

/// One component of all reporters: whether it can be counted at all shows only here.
fn component_parts(
    figures: &Figures,
    component: &Component,
    ranked: &[RegionAt],
    period: PeriodAt,
) -> Vec<Part> {
    let sides = [&component.numerator, &component.denominator];
    if sides.iter().filter_map(|side| found(figures, side)).any(|found| !figures.is_public(&found)) {
        let (above, below, rate, points) = (None, None, None, None);
        let part = Part { above, below, partial: false, rate, points, counted: PartState::Withheld };
        return vec![part; ranked.len()];
    }
    let of = |region: RegionAt| {
        let above = Summed::of(figures, &component.numerator, region, period);
        let below = Summed::of(figures, &component.denominator, region, period);
        part(component.direction, &above, &below)
    };
    let mut parts: Vec<Part> = ranked.iter().map(|&region| of(region)).collect();
    if parts.iter().all(|part| part.counted == PartState::Missing) {
        for part in &mut parts {
            part.counted = PartState::Absent;
        }
    }
    parts
}

/// The points of every reporter. The highest rate is that of those who are ranked: who has not reported something else
/// must not lower what the others get. Of counties with 9⁄10, 8⁄10 and, without its fines, 10⁄10, the full rate is 9⁄10.
fn score(components: &[Component], parts: &mut [Vec<Part>]) {
    let ranked: Vec<bool> = parts.iter().map(|parts| is_complete(parts)).collect();
    for (at, component) in components.iter().enumerate() {
        let full = match component.full {
            Full::Whole => Some((Decimal::ONE, Decimal::ONE)),
            Full::Highest => highest(
                ranked.iter().zip(&*parts).filter(|(ranked, _)| **ranked).map(|(_, parts)| &parts[at]),
            ),
        };
        let scored = parts.iter_mut().map(|parts| &mut parts[at]);
        for part in scored.filter(|part| part.counted == PartState::Scored) {
            part.points = points(component, part, full);
        }
    }
}

fn is_complete(parts: &[Part]) -> bool {
    parts.iter().all(|part| part.counted != PartState::Missing)
}

/// The figures of one side; `None` where the site has no such figure.
fn found(figures: &Figures, side: &Side) -> Option<Vec<(MeasureAt, Span)>> {
    let find = |operand: &crate::dataset::Operand| {
        let measure = figures.measure(&operand.measure)?;
        Some((measure, operand.span.unwrap_or(Span::ToDate)))
    };
    side.iter().map(find).collect()
}

/// The figures of one side, added up; what does not apply is left out.
struct Summed {
    sum: Option<Decimal>,
    partial: bool,
    /// Not one of them applies.
    nothing: bool,
}

impl Summed {
    fn of(figures: &Figures, side: &Side, region: RegionAt, period: PeriodAt) -> Self {
        let Some(found) = found(figures, side) else {
            return Self { sum: None, partial: false, nothing: false };
        };
        let found =
            found.into_iter().map(|(measure, span)| figures.at(Key { measure, region, period, span }));
        let applying: Vec<Figure> = found.filter(|figure| figure.status() != Status::NotApplicable).collect();
        Self {
            sum: applying.iter().map(Figure::to_compare).sum(),
            partial: applying.iter().any(Figure::lacks),
            nothing: applying.is_empty(),
        }
    }
}

fn part(direction: Direction, above: &Summed, below: &Summed) -> Part {
    // What was not reported must not help: it may be wanting only where more would have been better.
    let helps = match direction {
        Direction::Higher => below.partial,
        Direction::Lower => above.partial,
    };
    let counted = match (above.sum, below.sum) {
        _ if above.nothing || below.nothing => PartState::Nothing,
        (Some(_), Some(_)) if helps => PartState::Missing,
        (Some(_), Some(whole)) if whole.is_zero() => PartState::Nothing,
        (Some(_), Some(_)) => PartState::Scored,
        _ => PartState::Missing,
    };
    let rate = match (counted == PartState::Scored, above.sum, below.sum) {
        (true, Some(above), Some(below)) => above.checked_div(below).map(|rate| rounded(rate, 4)),
        _ => None,
    };
    // Where nothing is divided, a month more or less is not why.
    let partial = counted == PartState::Scored && (above.partial || below.partial);
    Part { above: above.sum, below: below.sum, partial, rate, points: None, counted }
}

/// The highest rate as numerator and denominator, so that nothing is lost in dividing.
fn highest<'a>(parts: impl Iterator<Item = &'a Part>) -> Option<(Decimal, Decimal)> {
    let rates = parts.filter(|part| part.counted == PartState::Scored);
    let rates = rates.filter_map(|part| Some((part.above?, part.below?)));
    // a ⁄ b against c ⁄ d is a × d against c × b.
    rates.max_by(|(a, b), (c, d)| (*a * *d).cmp(&(*c * *b)))
}

fn points(component: &Component, part: &Part, full: Option<(Decimal, Decimal)>) -> Option<Decimal> {
    let (above, below) = (part.above?, part.below?);
    let (full_above, full_below) = full?;
    let weight = Decimal::from(component.weight);
    // Where the highest rate is 0 nobody has anything.
    let reached = if full_above.is_zero() {
        Decimal::ZERO
    } else {
        let wanted = below * full_above;
        (weight * (above * full_below).min(wanted)).checked_div(wanted)?
    };
    Some(rounded(
        match component.direction {
            Direction::Higher => reached,
            Direction::Lower => weight - reached,
        },
        2,
    ))
}

fn standing(scoring: &Scoring, region: RegionAt, parts: Vec<Part>) -> Standing {
    let scored = scoring.components.iter().zip(&parts);
    let scored = scored.filter_map(|(component, part)| Some((component.weight, part.points?)));
    let (weights, points) = scored
        .fold((0, Decimal::ZERO), |(weights, points), (weight, more)| (weights + weight, points + more));
    let score = (points * Decimal::ONE_HUNDRED).checked_div(weights.into()).filter(|_| is_complete(&parts));
    Standing { region, rank: None, score: score.map(|score| rounded(score, 2)), weights, parts }
}

/// Equal scores share a rank, and the next takes its place in the row: 1, 2, 2, 4.
fn rank(standings: &mut [Standing]) {
    for place in 0..standings.len() {
        let Some(score) = standings[place].score else { continue };
        let before = place.checked_sub(1).map(|before| &standings[before]);
        let shared = before.filter(|before| before.score == Some(score)).and_then(|before| before.rank);
        standings[place].rank = Some(shared.unwrap_or(place + 1));
    }
}

fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests;
