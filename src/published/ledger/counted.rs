//! The public ledger rows behind a figure.

use super::{DecisionAt, EnterpriseAt, FacilityAt, HazardAt, InspectionAt, NoticeAt, Openness, openness};
use crate::dataset::ledger::RowRef;
use crate::dataset::{PeriodAt, RegionAt, Span};
use crate::figures::rows_behind;
use crate::figures::{Key, MeasureAt};
use crate::published::{Public, Published};

/// A row that may be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicRow {
    /// A major hazard.
    Hazard(HazardAt),
    /// An enterprise.
    Enterprise(EnterpriseAt),
    /// A mine or tailings pond.
    Facility(FacilityAt),
    /// A penalty that is public.
    Decision(DecisionAt),
    /// An inspection.
    Inspection(InspectionAt),
    /// A notice.
    Notice(NoticeAt),
}

impl Public {
    /// The public rows behind some figures of a reporter's month. Those counted by source are not told: a tip must lead
    /// to nobody.
    #[must_use]
    pub fn rows_behind(
        &self,
        published: &Published,
        figures: impl Iterator<Item = (MeasureAt, Span)>,
        region: RegionAt,
        period: PeriodAt,
    ) -> Vec<PublicRow> {
        let cube = &published.figures;
        let mut rows: Vec<RowRef> = figures
            .filter(|(measure, _)| !cube.is_internal(*measure))
            .flat_map(|(measure, span)| rows_behind(cube, &self.truth, Key { measure, region, period, span }))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().filter_map(|row| self.public_row(row)).collect()
    }

    fn public_row(&self, row: RowRef) -> Option<PublicRow> {
        let (ledger, list) = (&self.truth.ledger, &self.settings().hazard_list);
        Some(match row {
            RowRef::Hazard(index) if list.names(ledger.hazards.get(index), self.as_of()) => {
                PublicRow::Hazard(index)
            }
            RowRef::Decision(index)
                if openness(ledger.decisions.get(index), self.as_of()) == Openness::Public =>
            {
                PublicRow::Decision(index)
            }
            RowRef::Hazard(_) | RowRef::Decision(_) => return None,
            RowRef::Enterprise(index) => PublicRow::Enterprise(index),
            RowRef::Facility(index) => PublicRow::Facility(index),
            RowRef::Inspection(index) => PublicRow::Inspection(index),
            RowRef::Notice(index) => PublicRow::Notice(index),
        })
    }
}
