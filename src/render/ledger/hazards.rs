//! The public list of major hazards (明细) and the page of each: its life as a timeline.

use std::cmp::Reverse;

use chrono::NaiveDate;
use tera::{Context, Value};

use super::Inner;
use crate::dataset::Span;
use crate::dataset::life::State;
use crate::figures::{MeasureAt, format_decimal};
use crate::published::ledger::PublicHazard;
use crate::published::ledger::{DecisionAt, HazardAt, Word};
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};

impl Drawing<'_, '_> {
    /// `/hazards/`, in the official columns.
    pub(in crate::render) fn hazards(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.dataset.ledger().hazards;
        let rows = self.paged(&mut context, all.len(), page);
        let rows: Vec<u32> = rows.map(|place| place as u32).collect();
        context.insert("rows", &self.hazard_table(&rows));
        // Sums over all stand on the first page alone: counted on each, they would grow with the square.
        context.insert_value("sums", if page == 0 { self.sums(all) } else { Value::none() });
        context.insert_value("handled", if page == 0 { self.handled() } else { Value::none() });
        self.list(page, context)
    }

    /// Of all major hazards to date, named or not: how many were reported both ways, and how many let off; of the latest
    /// period.
    fn handled(&self) -> Value {
        let renderer = self.renderer;
        let Some(period) = renderer.figures.latest() else { return Value::none() };
        let ids = ["major_reported", "major_found", "lenient_exempt", "lenient_lighter"];
        let measures: Vec<MeasureAt> =
            ids.iter().filter_map(|id| renderer.figures.measure(&format!("ledger.{id}"))).collect();
        let cells = renderer.cells(&measures, renderer.dataset.regions().root(), period, Span::ToDate);
        if cells.len() < ids.len() {
            return Value::none();
        }
        object([("cells", cells.into()), ("period", self.period_value(period))])
    }

    /// The latest of some rows of the public list.
    fn latest(&self, places: &[u32], most: usize) -> Vec<u32> {
        let public = self.renderer.dataset;
        let found_on = |place: &u32| public.found_on(public.ledger().hazards[*place as usize]);
        let mut places: Vec<u32> = places.to_vec();
        places.sort_by_key(|place| (Reverse(found_on(place)), *place));
        places.truncate(most);
        places
    }

    /// Rows of the public list, as tables of other pages show them, the latest first.
    pub(in crate::render) fn latest_table(&self, places: &[u32], most: usize) -> String {
        self.hazard_table(&self.latest(places, most))
    }

    /// The same in words, for a list.
    pub(in crate::render) fn latest_entries(&self, places: &[u32], most: usize) -> Value {
        let entries = self.latest(places, most).into_iter().filter_map(|place| self.hazard_entry(place));
        entries.collect::<Vec<_>>().into()
    }

    /// Rows of the public list, by their places there.
    fn hazard_table(&self, places: &[u32]) -> String {
        let mut rows = String::with_capacity(places.len() * 1024);
        for place in places {
            self.write_hazard(*place, &mut rows);
        }
        rows
    }

    fn write_hazard(&self, place: u32, out: &mut String) {
        let dataset = self.renderer.dataset;
        let hazard = dataset.hazard(dataset.ledger().hazards[place as usize]);
        let Some(told) = &hazard.told else { return };
        let facility = dataset.facility(told.facility);
        let region = self.region_of(told.region);
        let (enterprise, enterprise_link) = match facility.owner_on(hazard.found_on) {
            Some(owner) => self.enterprise_at(owner, hazard.found_on),
            None => self.facility_at(told.facility),
        };
        let day = |on: Option<NaiveDate>| on.map(|day| day.to_string()).unwrap_or_default();
        let kind = format!("facility_{}", facility.kind);
        let state = format!("hazard_{}", hazard.state.code());
        let values = [
            &(place + 1).to_string(),
            &format!("{}hazards/{}/", self.root, hazard.id),
            enterprise,
            &enterprise_link,
            &region.name,
            &format!("{}regions/{}/", self.root, region.code),
            self.renderer.string(&kind),
            told.listed_by,
            told.description,
            told.measures,
            &day(told.due_on),
            &day(told.extended_to),
            &hazard.found_on.to_string(),
            self.renderer.string(&state),
            &told.overdue.map(|days| days.to_string()).unwrap_or_default(),
        ];
        self.renderer.rows.hazard.fill(out, &self.renderer.charts.dates, values);
    }

    fn hazard_entry(&self, place: u32) -> Option<Value> {
        let dataset = self.renderer.dataset;
        let hazard = dataset.hazard(dataset.ledger().hazards[place as usize]);
        let told = hazard.told?;
        let facility = dataset.facility(told.facility);
        let owner = facility.owner_on(hazard.found_on);
        let owner = owner.map(|owner| self.enterprise_link(owner, hazard.found_on));
        Some(object([
            ("link", format!("{}hazards/{}/", self.root, hazard.id).into()),
            ("enterprise", owner.unwrap_or_else(|| self.facility_link(told.facility))),
            ("region", self.named(told.region)),
            ("description", told.description.into()),
            ("found_on", day(hazard.found_on)),
            ("state", hazard.state.code().into()),
            ("overdue", told.overdue.into()),
        ]))
    }

    /// `/hazards/H141027-001/`.
    pub(in crate::render) fn hazard(&self, index: HazardAt) -> Inner {
        let renderer = self.renderer;
        let hazard = renderer.dataset.hazard(index);
        let mut context = Context::new();
        context.insert("id", hazard.id);
        context.insert("state", hazard.state.code());
        context.insert_value("steps", steps(&hazard));
        context.insert_value("hazard", self.told(index, &hazard));
        context.insert_value("facts", self.facts(index));
        let provenance = hazard.told.as_ref().map(|_| self.provenance_of_row(index));
        context.insert_value("provenance", provenance.into());
        let title = format!("{} {}", renderer.string("hazard"), hazard.id);
        let penalties = renderer.dataset.ledger().penalties_of(index).filter(|_| hazard.told.is_some());
        context.insert("penalties", &self.penalty_table(penalties));
        let day = hazard.found_on.to_string();
        Inner { title, day, context }
    }

    fn told(&self, index: HazardAt, hazard: &PublicHazard) -> Value {
        let Some(told) = &hazard.told else { return Value::none() };
        let dataset = self.renderer.dataset;
        let facility = dataset.facility(told.facility);
        let owner = facility.owner_on(hazard.found_on);
        let (file, line) = dataset.source_of(index);
        let earlier = told.recurs.map(|index| {
            let id = dataset.hazard_id(index);
            self.entity(id, "hazards", id)
        });
        object([
            ("facility", self.facility_link(told.facility)),
            ("kind", facility.kind.into()),
            ("enterprise", owner.map(|owner| self.enterprise_link(owner, hazard.found_on)).into()),
            ("region", self.named(told.region)),
            ("reporter", self.named(hazard.reporter)),
            ("file", file.into()),
            ("line", line.into()),
            ("criteria", self.criterion_links(told.criteria)),
            ("description", told.description.into()),
            ("responsible", told.responsible.into()),
            ("measures", told.measures.into()),
            ("funds", told.funds_yuan.map(|yuan| format_decimal(yuan.decimal(), ",")).into()),
            ("due_on", told.due_on.map(day).into()),
            ("extended_to", told.extended_to.map(day).into()),
            ("overdue", told.overdue.into()),
            ("listed_by", told.listed_by.into()),
            ("recurs", earlier.into()),
        ])
    }

    /// Rows about penalties.
    pub(in crate::render) fn penalty_table(&self, decisions: impl Iterator<Item = DecisionAt>) -> String {
        let mut rows = String::new();
        decisions.for_each(|decision| self.write_penalty(decision, &mut rows));
        rows
    }

    fn write_penalty(&self, index: DecisionAt, out: &mut String) {
        let renderer = self.renderer;
        let decision = renderer.dataset.decision(index);
        let decided_on = decision.decided_on.to_string();
        let (changed_on, why) = decision.changed.unwrap_or_default();
        let changed_on = changed_on.map(|day| day.to_string()).unwrap_or_default();
        let Some(told) = decision.told else {
            let values = [&decided_on, decision.document_no, decision.authority, &changed_on, why];
            return renderer.rows.withdrawn.fill(out, &renderer.charts.dates, values);
        };
        let at = told.enterprise.map(|firm| self.enterprise_at(firm, decision.decided_on));
        let (enterprise, enterprise_link) =
            at.or_else(|| told.facility.map(|place| self.facility_at(place))).unwrap_or_default();
        let party = format!("party_{}", told.party.code());
        let kind = format!("penalty_{}", told.kind.code());
        let amended = if decision.status == "amended" { "1" } else { "" };
        let values = [
            decided_on.as_str(),
            decision.document_no,
            decision.authority,
            enterprise,
            &enterprise_link,
            renderer.string(&party),
            renderer.string(&kind),
            amended,
            &changed_on,
            why,
            told.basis,
            &told.amount_yuan.map(|yuan| format_decimal(yuan.decimal(), ",")).unwrap_or_default(),
            &told.public_until.to_string(),
            told.url,
        ];
        renderer.rows.penalty.fill(out, &renderer.charts.dates, values);
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
