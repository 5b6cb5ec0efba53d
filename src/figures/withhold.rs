//! The cube from the day on that it answers with what is published, and what may be told of its measures.
//!
//! In: the cube, counted and checked. Out: the same, in which what the [policies](super::policy) withhold has no number.

use std::collections::BTreeSet;

use super::cube::Figures;
use super::key::Key;
use super::policy::Policy;
use super::side::over;
use crate::dataset::{Dataset, PeriodAt, Publish, RegionAt, Span};
use crate::figures::measure::MeasureAt;

impl Figures {
    /// From here on figures answer with what is published; call it once, after the checks.
    pub fn withhold(&mut self, dataset: &Dataset) {
        let lone = |(place, policy): (usize, &Policy)| {
            matches!(policy, Policy::City { .. }).then(|| MeasureAt::nth(place))
        };
        let measures: Vec<MeasureAt> = self.withheld.policies.iter().enumerate().filter_map(lone).collect();
        let mut alone = BTreeSet::new();
        let order = dataset.regions.from_below();
        for (&measure, period) in measures.iter().flat_map(|at| self.periods().map(move |p| (at, p))) {
            for span in Span::ALL {
                let sums = self.sums_of_one(dataset, &order, (measure, period, span));
                alone.extend(sums.into_iter().map(|region| (measure, region, period)));
            }
        }
        self.withheld.alone = alone;
        self.withheld.is_in_force = true;
    }

    /// The regions whose sum a reader could make a single reporter's number of: it is that one's, or becomes it less the
    /// published sums of the regions between. Of a city with two counties, one of which has ended, each month since is the
    /// other's; so is the province's, less its other cities'.
    fn sums_of_one(
        &self,
        dataset: &Dataset,
        from_below: &[RegionAt],
        (measure, period, span): (MeasureAt, PeriodAt, Span),
    ) -> Vec<RegionAt> {
        let all = dataset.regions.all();
        // Of each region: how many reporters stand behind its sum, and how many of them behind what is not published of it.
        let (mut behind, mut hidden) = (vec![0_usize; all.len()], vec![0_usize; all.len()]);
        let mut alone = Vec::new();
        for &region in from_below {
            let own = region.place();
            if all[region].reports() {
                let has = self.added(Key { measure, region, period, span }).reported > 0;
                (behind[own], hidden[own]) = (usize::from(has), usize::from(has));
            } else if behind[own] < 2 || hidden[own] == 1 {
                alone.push(region);
            } else {
                hidden[own] = 0;
            }
            if let Some(above) = all[region].parent {
                behind[above.place()] += behind[own];
                hidden[above.place()] += hidden[own];
            }
        }
        // Where nobody has reported in a month, its sum tells nothing of anyone.
        alone.retain(|region| span == Span::ToDate || behind[region.place()] > 0);
        alone
    }

    /// The measure that a reporter's figures of this one are merged into, in any month.
    #[must_use]
    pub fn merged_into(&self, measure: MeasureAt) -> Option<MeasureAt> {
        match self.withheld.policy(measure) {
            Policy::Merged { into, publish, from } => {
                (publish != Publish::Open || from > PeriodAt::FIRST).then_some(into)
            }
            Policy::Open | Policy::City { .. } | Policy::Nobody { .. } | Policy::Internal { .. } => None,
        }
    }

    /// Whether it is for checking alone.
    #[must_use]
    pub fn is_internal(&self, measure: MeasureAt) -> bool {
        matches!(self.withheld.policy(measure), Policy::Internal { .. })
    }

    /// Whether some reporter's figure of it is not published as it is: no message may give its value, for logs and
    /// comments of checks are public.
    #[must_use]
    pub fn is_secret(&self, measure: MeasureAt) -> bool {
        if let Some(sides) = self.rate_of(measure) {
            let mut sides = [&sides.numerator, &sides.denominator].into_iter();
            return sides.any(|side| !self.is_public(&over(side, Span::ToDate)));
        }
        match self.withheld.policy(measure) {
            Policy::Open | Policy::Internal { is_secret: false } => false,
            Policy::City { open_from, .. } => open_from != Some(PeriodAt::FIRST),
            Policy::Merged { publish, from, .. } => publish != Publish::Open || from != PeriodAt::FIRST,
            Policy::Nobody { .. } | Policy::Internal { .. } => true,
        }
    }

    /// Whether a sum of these figures of a reporter may be published: of each figure that is merged with another the
    /// other is in it, too, so that it says no more than the merged one.
    #[must_use]
    pub fn is_public(&self, terms: &[(MeasureAt, Span)]) -> bool {
        let times = |term: (MeasureAt, Span)| terms.iter().filter(|other| **other == term).count();
        let is_told = |measure: MeasureAt| !self.is_secret(measure) && !self.is_internal(measure);
        terms.iter().filter(|(measure, _)| !is_told(*measure)).all(|&(measure, span)| {
            let whole = match self.withheld.policy(measure) {
                Policy::Merged { into, .. } => into,
                Policy::Nobody { sum } => sum,
                Policy::Open | Policy::City { .. } | Policy::Internal { .. } => return false,
            };
            let own = times((measure, span));
            self.measures()[whole].parts.iter().all(|part| times((*part, span)) == own)
        })
    }
}
