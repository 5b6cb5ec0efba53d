//! What a sum lacks: the reports that are not in it, told of the measures they are missing from.
//!
//! In: measures, regions and a month. Out: a sentence that names who is missing, and when: 罚款未含：浮山县2023年11月. Of a sum
//! that has some parts of a report, it is the others that are named.

use super::Renderer;
use crate::dataset::{Aggregation, PeriodAt, RegionAt, Span};
use crate::figures::{Key, MeasureAt, Status};

/// How many absent months are named before the rest are counted.
const NAMED: usize = 6;

/// What a sum lacks: months and reporters.
type Lack = Vec<(PeriodAt, RegionAt)>;

impl Renderer<'_> {
    /// Who is missing from sums to date, or of one month, by reporter and month; `None` where nobody is. It is told of
    /// the measures it is true of: where one county lacks its fines alone, nothing is wanting in what was found.
    pub(super) fn absent(
        &self,
        measures: &[MeasureAt],
        regions: &[RegionAt],
        period: PeriodAt,
        span: Span,
    ) -> Option<String> {
        let mut gaps: Vec<(Vec<MeasureAt>, Lack)> = Vec::new();
        for (measure, gap) in measures.iter().flat_map(|&one| self.gaps_of(one, regions, period, span)) {
            if gaps.iter().any(|(told, _)| told.contains(&measure)) {
                continue;
            }
            match gaps.iter_mut().find(|(_, known)| *known == gap) {
                Some((alike, _)) => alike.push(measure),
                None => gaps.push((vec![measure], gap)),
            }
        }
        gaps.retain(|(_, gap)| !gap.is_empty());
        let told: Vec<String> = gaps.iter().map(|(measures, gap)| self.gap_told(measures, gap)).collect();
        (!told.is_empty()).then(|| told.join(&self.say("say_join", &[])))
    }

    /// What a measure lacks; of a rate its sides, and of a sum that has parts of a month its parts. Of cells that are
    /// merged it is the merged one that does: which of them is wanting nobody is told.
    fn gaps_of(
        &self,
        measure: MeasureAt,
        regions: &[RegionAt],
        period: PeriodAt,
        span: Span,
    ) -> Vec<(MeasureAt, Lack)> {
        let gap = |measure: MeasureAt| {
            let gap = |&region: &RegionAt| self.gap(Key { measure, region, period, span });
            let mut gap: Lack = regions.iter().flat_map(gap).collect();
            gap.sort_unstable();
            gap.dedup();
            gap
        };
        if !regions.iter().any(|&region| self.lacks(Key { measure, region, period, span })) {
            return Vec::new();
        }
        let measure = self.figures.merged_into(measure).unwrap_or(measure);
        let of = &self.figures.measures()[measure];
        if let Some(rate) = &of.rate {
            let sides = rate.numerator.iter().chain(&rate.denominator);
            let sides = self.figures.of_reporters(sides.map(|(side, _)| *side));
            return sides.into_iter().flat_map(|side| self.gaps_of(side, regions, period, span)).collect();
        }
        let own = gap(measure);
        let is_in_part = |&(month, reporter): &(PeriodAt, RegionAt)| {
            let at = Key { measure, region: reporter, period: month, span: Span::Month };
            self.figures.at(at).is_in_part()
        };
        if own.iter().any(is_in_part) {
            let parts = self.figures.of_reporters(of.parts.iter().copied());
            return parts.into_iter().map(|part| (part, gap(part))).collect();
        }
        vec![(measure, own)]
    }

    fn lacks(&self, at: Key) -> bool {
        let figure = self.figures.at(at);
        figure.is_partial() || figure.status() == Status::Missing
    }

    /// The months and reporters that one sum lacks.
    fn gap(&self, at: Key) -> Lack {
        let Key { measure, region, period, span } = at;
        if !self.lacks(at) {
            return Vec::new();
        }
        // A stock to date is that of its latest month.
        let of = &self.figures.measures()[measure];
        let adds_up = span == Span::ToDate && !of.total_is_stated && of.aggregation != Aggregation::Stock;
        let from = if adds_up { PeriodAt::FIRST } else { period };
        let is_missing = |reporter: RegionAt, month: PeriodAt| {
            let at = Key { measure, region: reporter, period: month, span: Span::Month };
            let figure = self.figures.at(at);
            figure.status() == Status::Missing || figure.is_in_part()
        };
        let reporters = self.dataset.regions().reporters_of(region);
        let of_month = |month: PeriodAt| {
            reporters
                .iter()
                .filter(move |reporter| is_missing(**reporter, month))
                .map(move |one| (month, *one))
        };
        period.to_date().skip(from.place()).flat_map(of_month).collect()
    }

    fn gap_told(&self, measures: &[MeasureAt], absent: &[(PeriodAt, RegionAt)]) -> String {
        let comma = self.say("comma", &[]);
        let titles = measures.iter().map(|measure| self.figures.measures()[*measure].title.as_str());
        let measures = titles.collect::<Vec<_>>().join(&comma);
        let named = absent.iter().take(NAMED).map(|(month, reporter)| {
            let (name, month) = (&self.dataset.regions().all()[*reporter].name, self.month_name(*month));
            self.say("say_absent_item", &[("region", name), ("month", month)])
        });
        let items = named.collect::<Vec<_>>().join(&comma);
        let key = if absent.len() > NAMED { "say_absent_many" } else { "say_absent" };
        let number = absent.len().to_string();
        self.say(key, &[("measures", &measures), ("items", &items), ("number", &number)])
    }
}
