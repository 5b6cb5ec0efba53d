//! How many hazards of a list are closed, open and overdue.

use tera::Value;

use crate::dataset::ledger::Index;
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

    /// The hazards behind rows of the public list.
    pub(in crate::render) fn hazards_at(&self, places: &[u32]) -> Vec<Index> {
        places.iter().map(|place| self.renderer.plan.ledger.hazards[*place as usize]).collect()
    }
}
