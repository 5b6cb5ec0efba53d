//! Every figure of an edition that is another today.

use rayon::prelude::*;

use super::{Departure, DepartureCause};
use crate::dataset::editions::FrozenLine;
use crate::dataset::{Dataset, Edition, FrozenValue, RegionAt, Span};
use crate::figures::{Figure, Figures, Key, MeasureAt, Ranking, Standing, Status, is_lowest};

/// What a rank and a score are called in an edition.
pub(super) const RANK: &str = "ranking.rank";
/// See [`RANK`].
pub(super) const SCORE: &str = "ranking.score";

/// A figure as an edition would have it.
pub(in crate::published) fn frozen(figure: &Figure) -> FrozenValue {
    match figure.status() {
        Status::Missing => FrozenValue::Missing,
        Status::NotApplicable => FrozenValue::NotApplicable,
        Status::Withheld => FrozenValue::Withheld,
        Status::Reported => figure.value().map_or(FrozenValue::Missing, FrozenValue::Number),
    }
}

/// Rank and score as an edition would have them.
pub(in crate::published) fn frozen_standing(standing: &Standing) -> [(&'static str, FrozenValue); 2] {
    let rank = standing.rank.map(|rank| FrozenValue::Number(rank.into()));
    let score = standing.score.map(FrozenValue::Number);
    [(RANK, rank), (SCORE, score)].map(|(id, value)| (id, value.unwrap_or(FrozenValue::Missing)))
}

/// Of the latest edition of each month, in the order they were closed; not explained yet.
pub(super) fn all(dataset: &Dataset, figures: &Figures) -> Vec<Departure> {
    let ranking = Ranking::count(dataset, figures);
    let latest: Vec<(usize, &Edition)> =
        dataset.editions.latest().filter(|(_, edition)| figures.is_closed(edition.period)).collect();
    let of = |(place, edition): &(usize, &Edition)| {
        OfEdition::new(dataset, figures, *place, edition).departures(&ranking)
    };
    latest.par_iter().flat_map_iter(of).collect()
}

/// One edition, its names found among today's.
struct OfEdition<'d> {
    figures: &'d Figures,
    place: usize,
    edition: &'d Edition,
    /// By number in the edition.
    regions: Vec<Option<RegionAt>>,
    measures: Vec<Option<MeasureAt>>,
    /// By region and measure of today: one more than the place of its line.
    lines: Vec<u32>,
    /// By measure of today: whether the edition knows it.
    known: Vec<bool>,
}

impl<'d> OfEdition<'d> {
    fn new(dataset: &'d Dataset, figures: &'d Figures, place: usize, edition: &'d Edition) -> Self {
        let table = &edition.figures;
        let regions: Vec<_> = table.regions.iter().map(|code| dataset.regions.index(code)).collect();
        let measures: Vec<_> = table.measures.iter().map(|id| figures.measure(id)).collect();
        let width = figures.measures().len();
        let mut lines = vec![0; dataset.regions.all().len() * width];
        let mut known = vec![false; width];
        for (at, line) in table.lines.iter().enumerate() {
            if let (Some(region), Some(measure)) =
                (regions[line.region as usize], measures[line.measure as usize])
            {
                lines[region.place() * width + measure.place()] = at as u32 + 1;
                known[measure.place()] = true;
            }
        }
        // What is counted by criterion has lines only where it is not zero.
        for (at, measure) in MeasureAt::each(figures.measures()).filter(|(_, of)| of.is_by_criterion()) {
            known[at.place()] |= measure.of.is_some_and(|whole| known[whole.place()]);
        }
        Self { figures, place, edition, regions, measures, lines, known }
    }

    fn line(&self, region: RegionAt, measure: MeasureAt) -> Option<&'d FrozenLine> {
        let at = self.lines[region.place() * self.known.len() + measure.place()];
        Some(&self.edition.figures.lines[at.checked_sub(1)? as usize])
    }

    fn departures(&self, ranking: &Ranking) -> Vec<Departure> {
        let mut all = Vec::new();
        let standings = ranking.period(self.edition.period);
        for line in &self.edition.figures.lines {
            let Some(region) = self.regions[line.region as usize] else { continue };
            match self.measures[line.measure as usize] {
                Some(measure) => self.of_line(line, region, measure, &mut all),
                None => self.without_measure(line, region, standings, &mut all),
            }
        }
        let mut seen = vec![false; self.lines.len() / self.known.len().max(1)];
        for region in self.regions.iter().flatten() {
            seen[region.place()] = true;
        }
        for place in (0..seen.len()).filter(|place| seen[*place]) {
            self.unsaid(RegionAt::nth(place), &mut all);
        }
        all
    }

    fn of_line(&self, line: &FrozenLine, region: RegionAt, measure: MeasureAt, all: &mut Vec<Departure>) {
        for (span, was) in Span::ALL.into_iter().zip(line.values) {
            let at = Key { measure, region, period: self.edition.period, span };
            let now = frozen(&self.figures.at(at));
            // What is merged with others now has no figure of its own, which tells nobody anything.
            if was != FrozenValue::Blank && was != now {
                all.push(self.departure(at, was, now));
            }
        }
    }

    /// A rank, a score, or what is not measured any more.
    fn without_measure(
        &self,
        line: &FrozenLine,
        region: RegionAt,
        standings: &[Standing],
        all: &mut Vec<Departure>,
    ) {
        let id = &self.edition.figures.measures[line.measure as usize];
        let standing = standings.iter().find(|standing| standing.region == region);
        let is_of_ranking = [RANK, SCORE].contains(&id.as_str());
        let now = standing.into_iter().flat_map(frozen_standing).find(|(of, _)| of == id);
        for (span, was) in Span::ALL.into_iter().zip(line.values) {
            let now = now.filter(|_| is_of_ranking).map_or(FrozenValue::Blank, |(_, now)| now);
            if was == FrozenValue::Blank || was == now {
                continue;
            }
            let measure = id.clone();
            let (edition, why) = (self.place, DepartureCause::Unexplained);
            all.push(Departure { edition, region, measure, at: None, span, was, now, is_lowest: false, why });
        }
    }

    /// Figures of which the edition says nothing: of a ledger that was zero, of a form that it was not published.
    fn unsaid(&self, region: RegionAt, all: &mut Vec<Departure>) {
        let period = self.edition.period;
        for (measure, span) in self.figures.of_month(region, period) {
            if !self.known[measure.place()] || self.line(region, measure).is_some() {
                continue;
            }
            let at = Key { measure, region, period, span };
            let now = frozen(&self.figures.at(at));
            let is_counted = self.figures.measures()[measure].ledger.is_some();
            let was = if is_counted { FrozenValue::Number(0.into()) } else { FrozenValue::Withheld };
            if now != was && (is_counted || now.number().is_some()) {
                all.push(self.departure(at, was, now));
            }
        }
    }

    fn departure(&self, at: Key, was: FrozenValue, now: FrozenValue) -> Departure {
        Departure {
            edition: self.place,
            region: at.region,
            measure: self.figures.measures()[at.measure].id.clone(),
            at: Some(at),
            span: at.span,
            was,
            now,
            is_lowest: is_lowest(self.figures, at),
            why: DepartureCause::Unexplained,
        }
    }
}
