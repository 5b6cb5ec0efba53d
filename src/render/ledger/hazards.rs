//! The public list of major hazards (明细) and the page of each: its life as a timeline.

use chrono::NaiveDate;
use tera::{Context, Value};

use super::Inner;
use crate::dataset::ledger::{Index, Word};
use crate::figures::{State, format_decimal};
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};
use crate::site::ledger::{PublicDecision, PublicHazard};

impl Drawing<'_, '_> {
    /// `/hazards/`, in the official columns.
    pub(super) fn hazards(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.plan.ledger.hazards;
        let rows = self.paged(&mut context, "hazards", all.len(), page);
        let rows = rows.map(|place| self.hazard_row(all[place], place + 1));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        // Sums over all stand on the first page alone: counted on each, they would grow with the square.
        context.insert_value("sums", if page == 0 { self.sums(all) } else { Value::none() });
        self.list("hazards", "ledger/hazards.html", page, context)
    }

    /// Rows of the public list, as lists of other pages show them, the latest first.
    pub(in crate::render) fn hazard_rows(&self, places: &[u32], most: usize) -> Value {
        let all = &self.renderer.plan.ledger.hazards;
        let mut places: Vec<u32> = places.to_vec();
        let table = &self.renderer.dataset.ledger.hazards;
        let found_on = |place: &u32| table.get(all[*place as usize]).found_on;
        places.sort_by_key(|place| (std::cmp::Reverse(found_on(place)), *place));
        let rows = places.iter().take(most);
        let rows = rows.map(|place| self.hazard_row(all[*place as usize], *place as usize + 1));
        rows.collect::<Vec<_>>().into()
    }

    /// A row of the public list, by its number there.
    pub(in crate::render) fn hazard_row(&self, index: Index, number: usize) -> Value {
        let dataset = self.renderer.dataset;
        let hazard = PublicHazard::of(dataset, index, self.renderer.as_of);
        let Some(told) = &hazard.told else { return Value::none() };
        let facility = dataset.ledger.facilities.get(told.facility);
        let owner = facility.enterprise.map(|owner| self.enterprise_link(owner, hazard.found_on));
        object([
            ("no", number.into()),
            ("id", hazard.id.into()),
            ("link", format!("{}hazards/{}/", self.root, hazard.id).into()),
            ("enterprise", owner.unwrap_or_else(|| self.facility_link(told.facility))),
            ("region", self.named(facility.region)),
            ("kind", facility.kind.code().into()),
            ("listed_by", told.listed_by.into()),
            ("description", told.description.into()),
            ("measures", told.measures.into()),
            ("due_on", told.extended_to.or(told.due_on).map(day).into()),
            ("found_on", day(hazard.found_on)),
            ("state", hazard.state.code().into()),
            ("overdue", told.overdue.into()),
        ])
    }

    /// `/hazards/H141027-001/`.
    pub(super) fn hazard(&self, index: Index) -> Inner {
        let renderer = self.renderer;
        let hazard = PublicHazard::of(renderer.dataset, index, renderer.as_of);
        let mut context = Context::new();
        context.insert("id", hazard.id);
        context.insert("state", hazard.state.code());
        context.insert_value("steps", steps(&hazard));
        context.insert_value("hazard", self.told(&hazard));
        let title = format!("{} {}", renderer.string("hazard"), hazard.id);
        let penalties = renderer.plan.ledger.penalties_of(index).filter(|_| hazard.told.is_some());
        let penalties = penalties.map(|decision| self.decision_row(decision));
        context.insert_value("penalties", penalties.collect::<Vec<_>>().into());
        let day = hazard.found_on.to_string();
        Inner { section: "hazards", template: "ledger/hazard.html", title, day, context }
    }

    fn told(&self, hazard: &PublicHazard) -> Value {
        let Some(told) = &hazard.told else { return Value::none() };
        let dataset = self.renderer.dataset;
        let facility = dataset.ledger.facilities.get(told.facility);
        let earlier = told.recurs.map(|index| {
            let table = &dataset.ledger.hazards;
            let id = table.id(table.get(index));
            self.entity(id, "hazards", id)
        });
        let has_page = |index: Index| {
            crate::site::ledger::has_page(dataset.ledger.hazards.get(index), self.renderer.as_of)
        };
        object([
            ("facility", self.facility_link(told.facility)),
            ("kind", facility.kind.code().into()),
            (
                "enterprise",
                facility.enterprise.map(|owner| self.enterprise_link(owner, hazard.found_on)).into(),
            ),
            ("region", self.named(facility.region)),
            ("reporter", self.named(hazard.reporter)),
            ("file", hazard.at.0.into()),
            ("line", hazard.at.1.into()),
            ("criterion", told.criterion.map(|at| self.criterion_link(at as usize)).into()),
            ("description", told.description.into()),
            ("responsible", told.responsible.into()),
            ("measures", told.measures.into()),
            ("funds", told.funds_yuan.map(|yuan| format_decimal(yuan.into(), ",")).into()),
            ("due_on", told.due_on.map(day).into()),
            ("extended_to", told.extended_to.map(day).into()),
            ("overdue", told.overdue.into()),
            ("listed_by", told.listed_by.into()),
            ("recurs", earlier.filter(|_| told.recurs.is_some_and(has_page)).into()),
        ])
    }

    /// A row about a penalty.
    pub(in crate::render) fn decision_row(&self, index: Index) -> Value {
        let renderer = self.renderer;
        let decision = PublicDecision::of(renderer.dataset, index, renderer.as_of);
        let told = decision.told.as_ref().map(|told| {
            let firm = told.enterprise.map(|firm| self.enterprise_link(firm, decision.decided_on));
            let place = told.facility.map(|place| self.facility_link(place));
            object([
                ("enterprise", firm.or(place).into()),
                ("party", told.party.code().into()),
                ("kind", told.kind.code().into()),
                ("basis", told.basis.into()),
                ("amount", told.amount_yuan.map(|yuan| format_decimal(yuan.into(), ",")).into()),
                ("public_until", day(told.public_until)),
            ])
        });
        let (changed_on, why) = decision.changed.unwrap_or_default();
        object([
            ("decided_on", day(decision.decided_on)),
            ("authority", decision.authority.into()),
            ("document_no", decision.document_no.into()),
            ("region", self.named(decision.region)),
            ("amended", decision.amended.into()),
            ("changed_on", changed_on.map(day).into()),
            ("why", why.into()),
            ("told", told.into()),
        ])
    }
}

/// What happened, in the order of the days.
fn steps(hazard: &PublicHazard) -> Value {
    let mut steps: Vec<(NaiveDate, &str, &str)> = vec![(hazard.found_on, "found", "")];
    let mut step = |on: Option<NaiveDate>, what: &'static str| {
        if let Some(on) = on {
            steps.push((on, what, ""));
        }
    };
    if let Some(told) = &hazard.told {
        step(told.verified_on, "verified");
        step(told.listed_on, "listed");
        step(told.reported_workers_on, "reported");
        step(told.applied_on, "applied");
        step(told.reviewed_on, "reviewed");
        step(told.delisted_on, "delisted");
        step(hazard.closed_on.filter(|_| hazard.state == State::Closed), "closed");
    } else {
        step(hazard.closed_on, hazard.state.code());
    }
    if let Some(told) = &hazard.told {
        for (_, what, by) in &mut steps {
            match *what {
                "listed" => *by = told.listed_by,
                "reviewed" => *by = told.reviewed_by,
                _ => {}
            }
        }
    }
    steps.sort_by_key(|(on, ..)| *on);
    let steps = steps
        .into_iter()
        .map(|(on, what, by)| object([("on", day(on)), ("what", what.into()), ("by", by.into())]));
    steps.collect::<Vec<_>>().into()
}
