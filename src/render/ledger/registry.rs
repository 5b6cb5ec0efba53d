//! Facilities and enterprises: what is registered, and the record of each.

use tera::{Context, Value};

use super::Inner;
use crate::published::ledger::{EnterpriseAt, FacilityAt};
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};

impl Drawing<'_, '_> {
    /// `/facilities/`
    pub(in crate::render) fn facilities(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.dataset.ledger().facilities;
        let rows = self.paged(&mut context, all.len(), page);
        let rows = all[rows].iter().map(|index| self.facility_value(*index));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        self.list(page, context)
    }

    fn facility_value(&self, index: FacilityAt) -> Value {
        let places = &self.renderer.dataset.ledger().of_facility[index.place()];
        let id = self.renderer.dataset.facility_id(index);
        let mut values = self.values(index);
        values.insert("link", format!("{}facilities/{id}/", self.root).into());
        values.insert("since", values["status_since"].clone());
        values.insert("sums", self.sums(&self.hazards_at(places)));
        values.into()
    }

    /// `/facilities/F141027-01/`
    pub(in crate::render) fn facility(&self, index: FacilityAt) -> Inner {
        let mut context = Context::new();
        context.insert_value("facility", self.facility_value(index));
        context.insert_value("facts", self.facts(index));
        context.insert_value("provenance", self.provenance_of_row(index));
        let places = &self.renderer.dataset.ledger().of_facility[index.place()];
        context.insert("hazards", &self.latest_table(places, usize::MAX));
        let penalties = self.renderer.dataset.ledger().penalties_at[index.place()].iter();
        context.insert("penalties", &self.penalty_table(penalties.copied()));
        let title = self.renderer.dataset.facility(index).name.to_owned();
        let day = self.renderer.as_of.to_string();
        Inner { title, day, context }
    }

    /// `/enterprises/`
    pub(in crate::render) fn enterprises(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.dataset.ledger().enterprises;
        let rows = self.paged(&mut context, all.len(), page);
        let rows = all[rows].iter().map(|index| self.enterprise_value(*index));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        self.list(page, context)
    }

    /// The rows of the public list at an enterprise's facilities.
    fn hazards_of(&self, enterprise: EnterpriseAt) -> Vec<u32> {
        let public = self.renderer.dataset.ledger();
        let facilities = public.facilities_of[enterprise.place()].iter();
        facilities.flat_map(|at| public.of_facility[at.place()].iter().copied()).collect()
    }

    fn enterprise_value(&self, index: EnterpriseAt) -> Value {
        let public = self.renderer.dataset.ledger();
        let enterprise = self.renderer.dataset.enterprise(index);
        let former = enterprise.former_names.iter();
        let former =
            former.map(|(name, until)| object([("name", (*name).into()), ("until", (*until).into())]));
        let mut values = self.values(index);
        values.insert("link", format!("{}enterprises/{}/", self.root, enterprise.id).into());
        values.insert("former", former.collect::<Vec<_>>().into());
        values.insert("facilities", public.facilities_of[index.place()].len().into());
        values.insert("penalties", public.decisions_of[index.place()].len().into());
        values.insert("sums", self.sums(&self.hazards_at(&self.hazards_of(index))));
        values.into()
    }

    /// `/enterprises/E141027-01/`
    pub(in crate::render) fn enterprise(&self, index: EnterpriseAt) -> Inner {
        let renderer = self.renderer;
        let public = renderer.dataset.ledger();
        let mut context = Context::new();
        context.insert_value("enterprise", self.enterprise_value(index));
        context.insert_value("facts", self.facts(index));
        context.insert_value("provenance", self.provenance_of_row(index));
        let facilities = public.facilities_of[index.place()].iter();
        let facilities = facilities.map(|at| {
            let facility = renderer.dataset.facility(*at);
            object([
                ("at", self.facility_link(*at)),
                ("kind", facility.kind.into()),
                ("status", facility.status.into()),
                ("since", facility.status_since.map(day).into()),
            ])
        });
        context.insert_value("facilities", facilities.collect::<Vec<_>>().into());
        let hazards = self.hazards_of(index);
        context.insert("hazards", &self.latest_table(&hazards, usize::MAX));
        let mut decisions = public.decisions_of[index.place()].clone();
        decisions.sort_by_key(|at| (std::cmp::Reverse(renderer.dataset.decided_on(*at)), *at));
        context.insert("penalties", &self.penalty_table(decisions.iter().copied()));
        context.insert_value("notices", self.notices_of(index));
        let title = renderer.dataset.enterprise(index).name.to_owned();
        let day = renderer.as_of.to_string();
        Inner { title, day, context }
    }

    fn notices_of(&self, enterprise: EnterpriseAt) -> Value {
        let notices = self.renderer.dataset.ledger().notices_of[enterprise.place()].iter();
        let notices = notices.map(|index| {
            let notice = self.renderer.dataset.notice(*index);
            object([
                ("on", day(notice.issued_on)),
                ("kind", notice.kind.into()),
                ("reason", notice.reason.into()),
                ("document_no", notice.document_no.into()),
            ])
        });
        notices.collect::<Vec<_>>().into()
    }
}
