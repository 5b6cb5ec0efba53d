//! Facilities and enterprises: what is registered, and the record of each.

use tera::{Context, Value};

use super::Inner;
use crate::dataset::ledger::{Index, Word};
use crate::figures::legal::{Citations, Window, repeated};
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};
use crate::site::ledger::{PublicEnterprise, PublicFacility};

impl Drawing<'_, '_> {
    /// `/facilities/`
    pub(super) fn facilities(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let count = self.renderer.dataset.ledger.facilities.len();
        let rows = self.paged(&mut context, "facilities", count, page);
        let rows = rows.map(|index| self.facility_value(index as Index));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        self.list("facilities", "ledger/facilities.html", page, context)
    }

    fn facility_value(&self, index: Index) -> Value {
        let facility = PublicFacility::of(self.renderer.dataset, index);
        let places = &self.renderer.plan.ledger.of_facility[index as usize];
        let owner = facility.enterprise.map(|owner| self.enterprise_link(owner, self.renderer.as_of));
        object([
            ("id", facility.id.into()),
            ("name", facility.name.into()),
            ("link", format!("{}facilities/{}/", self.root, facility.id).into()),
            ("enterprise", owner.into()),
            ("region", self.named(facility.region)),
            ("kind", facility.kind.into()),
            ("status", facility.status.into()),
            ("since", facility.status_since.map(day).into()),
            ("guard", facility.guard.into()),
            ("grade", facility.grade.into()),
            ("capacity", facility.capacity.into()),
            ("dam_class", facility.dam_class.into()),
            ("above_homes", facility.above_homes.into()),
            ("ownerless", facility.ownerless.into()),
            ("sums", self.sums(&self.hazards_at(places))),
        ])
    }

    /// `/facilities/F141027-01/`
    pub(super) fn facility(&self, index: Index) -> Inner {
        let mut context = Context::new();
        context.insert_value("facility", self.facility_value(index));
        let places = &self.renderer.plan.ledger.of_facility[index as usize];
        context.insert("hazards", &self.latest_table(places, usize::MAX));
        let penalties = self.renderer.plan.ledger.penalties_at[index as usize].iter();
        context.insert("penalties", &self.penalty_table(penalties.copied()));
        let title = PublicFacility::of(self.renderer.dataset, index).name.to_owned();
        let day = self.renderer.as_of.to_string();
        Inner { section: "facilities", template: "ledger/facility.html", title, day, context }
    }

    /// `/enterprises/`
    pub(super) fn enterprises(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let count = self.renderer.dataset.ledger.enterprises.len();
        let rows = self.paged(&mut context, "enterprises", count, page);
        let rows = rows.map(|index| index as Index);
        let rows = rows.filter(|index| !self.renderer.plan.purged.contains(index));
        let rows = rows.map(|index| self.enterprise_value(index));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        self.list("enterprises", "ledger/enterprises.html", page, context)
    }

    /// The rows of the public list at an enterprise's facilities.
    fn hazards_of(&self, enterprise: Index) -> Vec<u32> {
        let public = &self.renderer.plan.ledger;
        let facilities = public.facilities_of[enterprise as usize].iter();
        facilities.flat_map(|at| public.of_facility[*at as usize].iter().copied()).collect()
    }

    fn enterprise_value(&self, index: Index) -> Value {
        let public = &self.renderer.plan.ledger;
        let enterprise = PublicEnterprise::of(self.renderer.dataset, index);
        let former = enterprise.former_names.iter();
        let former =
            former.map(|(name, until)| object([("name", (*name).into()), ("until", (*until).into())]));
        object([
            ("id", enterprise.id.into()),
            ("name", enterprise.name.into()),
            ("link", format!("{}enterprises/{}/", self.root, enterprise.id).into()),
            ("uscc", enterprise.uscc.into()),
            ("region", self.named(enterprise.region)),
            ("former", former.collect::<Vec<_>>().into()),
            ("facilities", public.facilities_of[index as usize].len().into()),
            ("penalties", public.decisions_of[index as usize].len().into()),
            ("sums", self.sums(&self.hazards_at(&self.hazards_of(index)))),
        ])
    }

    /// `/enterprises/E141027-01/`
    pub(super) fn enterprise(&self, index: Index) -> Inner {
        let renderer = self.renderer;
        let public = &renderer.plan.ledger;
        let mut context = Context::new();
        context.insert_value("enterprise", self.enterprise_value(index));
        let facilities = public.facilities_of[index as usize].iter();
        let facilities = facilities.map(|at| {
            let facility = PublicFacility::of(renderer.dataset, *at);
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
        let mut decisions = public.decisions_of[index as usize].clone();
        let table = &renderer.dataset.ledger.decisions;
        decisions.sort_by_key(|at| (std::cmp::Reverse(table.get(*at).decided_on), *at));
        context.insert("penalties", &self.penalty_table(decisions.iter().copied()));
        // The hint counts what readers can see: an unpublished penalty is not made known by it. One of the hazards was
        // found by the last of them, as `check` asks too.
        let citations = Citations::of(table, decisions.iter().map(|at| table.get(*at)));
        let check = repeated(renderer.dataset, &citations, decisions.iter().copied(), renderer.as_of);
        let found_by = |day| {
            let table = &renderer.dataset.ledger.hazards;
            self.hazards_at(&hazards).iter().any(|at| table.get(*at).found_on <= day)
        };
        let check = check.filter(|check| found_by(check.last)).map(|check| {
            object([
                ("first", day(check.first)),
                ("last", day(check.last)),
                ("count", check.decisions.len().into()),
                ("cases", check.cases.into()),
                ("window", if check.window == Window::HalfYear { "half_year" } else { "year" }.into()),
            ])
        });
        context.insert_value("closure_check", check.into());
        context.insert_value("notices", self.notices_of(index));
        let title = PublicEnterprise::of(renderer.dataset, index).name.to_owned();
        let day = renderer.as_of.to_string();
        Inner { section: "enterprises", template: "ledger/enterprise.html", title, day, context }
    }

    fn notices_of(&self, enterprise: Index) -> Value {
        let table = &self.renderer.dataset.ledger.notices;
        let notices = self.renderer.plan.ledger.notices_of[enterprise as usize].iter();
        let notices = notices.map(|index| {
            let notice = table.get(*index);
            object([
                ("on", day(notice.issued_on)),
                ("kind", notice.kind.code().into()),
                ("reason", table.text(notice, notice.reason).into()),
                ("document_no", table.text(notice, notice.document_no).into()),
            ])
        });
        notices.collect::<Vec<_>>().into()
    }
}
