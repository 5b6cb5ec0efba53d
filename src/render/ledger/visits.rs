//! Inspections and notices, the latest first.

use tera::{Context, Value};

use super::Inner;
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};

impl Drawing<'_, '_> {
    /// `/inspections/`
    pub(in crate::render) fn inspections(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.dataset.ledger().inspections;
        let rows = self.paged(&mut context, all.len(), page);
        let rows = all[rows].iter().map(|index| {
            let inspection = self.renderer.dataset.inspection(*index);
            let facilities = inspection.facilities.iter().map(|at| self.facility_link(*at));
            object([
                ("from", day(inspection.started_on)),
                ("to", day(inspection.ended_on)),
                ("organ", inspection.organ.into()),
                ("kind", inspection.kind.into()),
                ("region", self.named(inspection.region)),
                ("facilities", facilities.collect::<Vec<Value>>().into()),
                ("found", inspection.problems_found.into()),
                ("rectified", inspection.problems_rectified.into()),
            ])
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        self.list(page, context)
    }

    /// `/notices/`
    pub(in crate::render) fn notices(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.dataset.ledger().notices;
        let rows = self.paged(&mut context, all.len(), page);
        let rows = all[rows].iter().map(|index| {
            let notice = self.renderer.dataset.notice(*index);
            let firm = notice.enterprise.map(|firm| self.enterprise_link(firm, notice.issued_on));
            object([
                ("on", day(notice.issued_on)),
                ("kind", notice.kind.into()),
                ("region", self.named(notice.region)),
                ("enterprise", firm.into()),
                ("reason", notice.reason.into()),
                ("document_no", notice.document_no.into()),
            ])
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        self.list(page, context)
    }
}
