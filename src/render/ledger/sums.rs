//! How many hazards of a list are closed, open and overdue.

use chrono::NaiveDate;
use tera::Value;

use crate::dataset::ledger::{Hazard, Index};
use crate::figures::{days_overdue, state};
use crate::render::pages::Drawing;
use crate::render::shared::object;

impl Drawing<'_, '_> {
    /// Counts hazards by how they stand on the day of the site.
    pub(in crate::render) fn sums(&self, hazards: &[Index]) -> Value {
        let table = &self.renderer.dataset.ledger.hazards;
        let as_of = self.renderer.as_of;
        let (mut closed, mut overdue) = (0_usize, 0_usize);
        for hazard in hazards.iter().map(|index| table.get(*index)) {
            closed += usize::from(state(hazard, as_of).is_final());
            overdue += usize::from(days_overdue(hazard, as_of).is_some());
        }
        object([
            ("found", hazards.len().into()),
            ("closed", closed.into()),
            ("open", (hazards.len() - closed).into()),
            ("overdue", overdue.into()),
        ])
    }

    /// Hazards as a page about something else shows them: how they stand, the latest of them, how many more there are,
    /// and the other lists; nothing where no ledger of them is kept.
    pub(in crate::render) fn hazards_part(&self, of: &[u32], shown: &[u32], most: usize) -> Value {
        if !self.renderer.dataset.ledger.hazards.is_kept() {
            return Value::none();
        }
        let lists = super::SECTIONS.iter().filter(|list| self.renderer.plan.has(&format!("/{list}/")));
        let lists = lists.map(|list| Value::from(*list));
        object([
            ("sums", self.sums(&self.hazards_at(of))),
            ("rows", self.latest_table(shown, most).into()),
            ("more", shown.len().saturating_sub(most).into()),
            ("links", lists.collect::<Vec<_>>().into()),
        ])
    }

    /// Rows of the public list that are overdue.
    pub(in crate::render) fn overdue(&self, of: impl Iterator<Item = u32>) -> Vec<u32> {
        self.filtered(of, |hazard, as_of| days_overdue(hazard, as_of).is_some())
    }

    /// Those still open.
    pub(in crate::render) fn still_open(&self, of: impl Iterator<Item = u32>) -> Vec<u32> {
        self.filtered(of, |hazard, as_of| !state(hazard, as_of).is_final())
    }

    /// Rows of the public list that stand in a reporter's own ledger.
    pub(in crate::render) fn reported_by(&self, region: usize) -> Vec<u32> {
        self.filtered(self.all_rows(), |hazard, _| hazard.region == region)
    }

    /// Those found within a period.
    pub(in crate::render) fn found_in(&self, period: usize) -> Vec<u32> {
        let period = &self.renderer.dataset.campaign.periods[period];
        let window = period.from..=period.to;
        self.filtered(self.all_rows(), |hazard, _| window.contains(&hazard.found_on))
    }

    /// The places of all rows of the public list.
    pub(in crate::render) fn all_rows(&self) -> std::ops::Range<u32> {
        0..self.renderer.plan.ledger.hazards.len() as u32
    }

    fn filtered(
        &self,
        of: impl Iterator<Item = u32>,
        keeps: impl Fn(&Hazard, NaiveDate) -> bool,
    ) -> Vec<u32> {
        let table = &self.renderer.dataset.ledger.hazards;
        let all = &self.renderer.plan.ledger.hazards;
        of.filter(|place| keeps(table.get(all[*place as usize]), self.renderer.as_of)).collect()
    }

    /// The hazards behind rows of the public list.
    pub(in crate::render) fn hazards_at(&self, places: &[u32]) -> Vec<Index> {
        places.iter().map(|place| self.renderer.plan.ledger.hazards[*place as usize]).collect()
    }
}
