//! The cube from the day on that it answers with what is published, and what may be told of its measures.
//!
//! In: the cube, counted and checked. Out: the same, in which what the [policies](super::policy) withhold has no number.

use std::collections::BTreeSet;

use super::cube::Figures;
use super::key::Key;
use super::policy::Policy;
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
        for (region, _) in dataset.regions.each().filter(|(_, region)| !region.reports()) {
            let below = dataset.regions.reporters_of(region);
            for (&measure, period) in measures.iter().flat_map(|at| self.periods().map(move |p| (at, p))) {
                let has = |of: &&RegionAt| {
                    self.raw(Key { measure, region: **of, period, span: Span::ToDate }).reported > 0
                };
                if below.iter().filter(has).count() < 2 {
                    alone.insert((measure, region, period));
                }
            }
        }
        self.withheld.alone = alone;
        self.withheld.is_in_force = true;
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
