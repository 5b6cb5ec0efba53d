//! The lists for download: the rows the pages of the ledgers show, and no more of them than these do.

use chrono::NaiveDate;

use super::Renderer;
use super::columns::lists::{CORRECTIONS, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES, PENALTIES};
use super::downloads::{Pieces, Table, csv};
use crate::published::ledger::{Index, Word};
use crate::site::List;

/// How many rows are drawn at a time: a nation has some two hundred thousand hazards.
const BATCH: usize = 4096;

/// What a list is.
#[must_use]
pub fn table(list: List) -> &'static Table {
    &TABLES[List::ALL.iter().position(|one| *one == list).expect("ALL has every list")]
}

/// In the order of [`List::ALL`].
const TABLES: [Table; 7] = [
    Table { file: "hazards.csv", key: "data_hazards", columns: HAZARDS },
    Table { file: "penalties.csv", key: "data_penalties", columns: PENALTIES },
    Table { file: "facilities.csv", key: "data_facilities", columns: FACILITIES },
    Table { file: "enterprises.csv", key: "data_enterprises", columns: ENTERPRISES },
    Table { file: "inspections.csv", key: "data_inspections", columns: INSPECTIONS },
    Table { file: "notices.csv", key: "data_notices", columns: NOTICES },
    Table { file: "corrections.csv", key: "data_corrections", columns: CORRECTIONS },
];

/// Draws a list.
pub fn draw<'r>(renderer: &'r Renderer, list: List) -> Pieces<'r> {
    let public = renderer.dataset.ledger();
    let rows: Rows<'r> = match list {
        List::Hazards => {
            let rows = public.hazards.iter().enumerate();
            Box::new(rows.map(|(place, index)| hazard(renderer, *index, place + 1)))
        }
        List::Penalties => Box::new(public.decisions.iter().map(|index| penalty(renderer, *index))),
        List::Facilities => Box::new(public.facilities.iter().map(|index| facility(renderer, *index))),
        List::Enterprises => Box::new(public.enterprises.iter().map(|index| enterprise(renderer, *index))),
        List::Inspections => Box::new(public.inspections.iter().map(|index| inspection(renderer, *index))),
        List::Notices => Box::new(public.notices.iter().map(|index| notice(renderer, *index))),
        List::Corrections => Box::new(corrections(renderer).into_iter()),
    };
    Box::new(std::iter::once(csv(table(list).columns, [])).chain(Batches(rows)))
}

type Rows<'r> = Box<dyn Iterator<Item = Vec<String>> + 'r>;

/// Rows as CSV, some at a time.
struct Batches<'r>(Rows<'r>);

impl Iterator for Batches<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let batch: Vec<Vec<String>> = self.0.by_ref().take(BATCH).collect();
        if batch.is_empty() { None } else { Some(csv(&[], batch)) }
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn number(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

impl Renderer<'_> {
    fn code_of(&self, region: usize) -> String {
        self.dataset.regions().all()[region].code.clone()
    }

    /// Id and name of an enterprise on a day; both empty where there is none.
    fn firm(&self, index: Option<Index>, on: NaiveDate) -> [String; 2] {
        let public = self.dataset;
        let firm = index.map(|index| {
            [public.enterprise_id(index).to_owned(), public.enterprise_name(index, on).to_owned()]
        });
        firm.unwrap_or_default()
    }
}

fn hazard(renderer: &Renderer, index: Index, no: usize) -> Vec<String> {
    let dataset = renderer.dataset;
    let hazard = dataset.hazard(index);
    let Some(told) = &hazard.told else {
        let mut row = vec![no.to_string(), hazard.id.to_owned()];
        row.resize(HAZARDS.len(), String::new());
        return row;
    };
    let place = dataset.facility(told.facility);
    let [firm, firm_name] = renderer.firm(place.enterprise, hazard.found_on);
    let criterion = told.criterion.map(|at| dataset.criteria()[at as usize].code.clone());
    vec![
        no.to_string(),
        hazard.id.to_owned(),
        firm,
        firm_name,
        place.id.to_owned(),
        place.name.to_owned(),
        renderer.code_of(place.region),
        place.kind.to_owned(),
        criterion.unwrap_or_default(),
        told.listed_by.to_owned(),
        told.description.to_owned(),
        told.measures.to_owned(),
        hazard.found_on.to_string(),
        day(told.due_on),
        day(told.extended_to),
        hazard.state.code().to_owned(),
        number(told.overdue),
        day(hazard.closed_on),
    ]
}

fn penalty(renderer: &Renderer, index: Index) -> Vec<String> {
    let decision = renderer.dataset.decision(index);
    let (status_on, reason) = decision.changed.unwrap_or_default();
    let status = match (&decision.told, decision.amended) {
        (None, _) => "revoked",
        (Some(_), true) => "amended",
        (Some(_), false) => "valid",
    };
    let told = decision.told.map(|told| {
        let [firm, name] = renderer.firm(told.enterprise, decision.decided_on);
        [
            firm,
            name,
            told.party.code().to_owned(),
            told.kind.code().to_owned(),
            told.basis.to_owned(),
            number(told.amount_yuan),
            told.public_until.to_string(),
        ]
    });
    let mut row = vec![
        decision.decided_on.to_string(),
        decision.document_no.to_owned(),
        decision.authority.to_owned(),
        renderer.code_of(decision.region),
    ];
    row.extend(told.unwrap_or_default());
    row.extend([status.to_owned(), day(status_on), reason.to_owned()]);
    row
}

fn facility(renderer: &Renderer, index: Index) -> Vec<String> {
    let facility = renderer.dataset.facility(index);
    let [firm, _] = renderer.firm(facility.enterprise, renderer.as_of);
    vec![
        facility.id.to_owned(),
        facility.name.to_owned(),
        firm,
        renderer.code_of(facility.region),
        facility.kind.to_owned(),
        facility.status.to_owned(),
        day(facility.status_since),
        facility.guard.to_owned(),
        facility.grade.to_owned(),
        facility.capacity.to_owned(),
        number(facility.dam_class),
        facility.above_homes.to_string(),
        facility.ownerless.to_string(),
    ]
}

fn enterprise(renderer: &Renderer, index: Index) -> Vec<String> {
    let enterprise = renderer.dataset.enterprise(index);
    let former = enterprise.former_names.iter().map(|(name, _)| *name);
    vec![
        enterprise.id.to_owned(),
        enterprise.name.to_owned(),
        former.collect::<Vec<_>>().join(";"),
        enterprise.uscc.to_owned(),
        renderer.code_of(enterprise.region),
    ]
}

fn inspection(renderer: &Renderer, index: Index) -> Vec<String> {
    let row = renderer.dataset.inspection(index);
    let places = row.facilities.iter().map(|at| renderer.dataset.facility_id(*at));
    vec![
        row.started_on.to_string(),
        row.ended_on.to_string(),
        row.organ.to_owned(),
        row.kind.to_owned(),
        renderer.code_of(row.region),
        places.collect::<Vec<_>>().join(" "),
        number(row.problems_found),
        number(row.problems_rectified),
    ]
}

fn notice(renderer: &Renderer, index: Index) -> Vec<String> {
    let row = renderer.dataset.notice(index);
    let [firm, name] = renderer.firm(row.enterprise, row.issued_on);
    vec![
        row.issued_on.to_string(),
        row.kind.to_owned(),
        renderer.code_of(row.region),
        firm,
        name,
        row.reason.to_owned(),
        row.document_no.to_owned(),
    ]
}

fn corrections(renderer: &Renderer) -> Vec<Vec<String>> {
    let rows = renderer.corrections().into_iter().map(|corrected| {
        let correction = corrected.correction;
        vec![
            correction.no.to_string(),
            correction.date.value.to_string(),
            correction.what.value.clone(),
            corrected.figure,
            corrected.where_and_when,
            corrected.old,
            corrected.new,
            correction.kind.code().to_owned(),
            correction.reason.clone(),
            correction.approved_by.clone(),
        ]
    });
    rows.collect()
}
