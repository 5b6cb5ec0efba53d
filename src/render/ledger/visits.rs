//! Inspections and notices, the latest first.

use tera::{Context, Value};

use super::Inner;
use crate::published::ledger::Book;
use crate::render::pages::Drawing;
use crate::render::shared::day;

impl Drawing<'_, '_> {
    /// `/inspections/`
    pub(in crate::render) fn inspections(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.dataset.ledger().inspections;
        let rows = self.paged(&mut context, all.len(), page);
        let rows = all[rows].iter().map(|index| {
            let inspection = self.renderer.dataset.inspection(*index);
            let mut values = self.values(*index);
            for (name, code) in [("from", "started_on"), ("to", "ended_on")] {
                values.insert(name, values[code].clone());
            }
            values.insert("region", self.named(inspection.region));
            values.insert("found", inspection.problems_found.into());
            values.insert("rectified", inspection.problems_rectified.into());
            values.insert("more", self.more_cells(*index));
            Value::from(values)
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context.insert_value("more", self.more_heads(Book::Inspections));
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
            let mut values = self.values(*index);
            values.insert("on", day(notice.issued_on));
            values.insert("enterprise", firm.into());
            values.insert("more", self.more_cells(*index));
            Value::from(values)
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context.insert_value("more", self.more_heads(Book::Notices));
        self.list(page, context)
    }
}
