//! The lists for download: the rows the pages of the ledgers show, and no more of them than these do.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::Renderer;
use super::columns::lists::{self, From, ListColumns};
use super::downloads::{Download, Pieces, csv};
use crate::dataset::RegionAt;
use crate::published::closing::cell;
use crate::published::editions::DepartureCause;
use crate::published::ledger::{
    DecisionAt, EnterpriseAt, HazardAt, InspectionAt, NoticeAt, OpenRow, PublicCell, PublicDecision,
    PublicFacility, PublicHazard, PublicInspection, RowRef,
};
use crate::site::List;

/// How many rows are drawn at a time: a nation has some two hundred thousand hazards.
const BATCH: usize = 4096;

/// What a list is.
#[must_use]
pub fn table(list: List) -> &'static Download {
    &TABLES[List::ALL.iter().position(|one| *one == list).expect("ALL has every list")]
}

static TABLES: LazyLock<[Download; List::ALL.len()]> = LazyLock::new(|| {
    List::ALL.map(|list| {
        let (key, columns) = match list {
            List::Hazards => ("data_hazards", heads(&lists::HAZARDS)),
            List::Penalties => ("data_penalties", heads(&lists::PENALTIES)),
            List::Facilities => ("data_facilities", heads(&lists::FACILITIES)),
            List::Enterprises => ("data_enterprises", heads(&lists::ENTERPRISES)),
            List::Inspections => ("data_inspections", heads(&lists::INSPECTIONS)),
            List::Notices => ("data_notices", heads(&lists::NOTICES)),
            List::Corrections => ("data_corrections", Cow::Borrowed(lists::CORRECTIONS)),
            List::Changes => ("data_changes", Cow::Borrowed(lists::CHANGES)),
        };
        Download { file: list.file(), key, columns }
    })
});

fn heads<A>(columns: &ListColumns<A>) -> Cow<'static, [super::columns::DownloadColumn]> {
    columns.iter().map(|(column, _)| *column).collect()
}

/// Draws a list.
pub fn draw<'r>(renderer: &'r Renderer, list: List) -> Pieces<'r> {
    let public = renderer.dataset.ledger();
    let rows = match list {
        List::Hazards => lines(renderer, &lists::HAZARDS, &public.hazards),
        List::Penalties => lines(renderer, &lists::PENALTIES, &public.decisions),
        List::Facilities => lines(renderer, &lists::FACILITIES, &public.facilities),
        List::Enterprises => lines(renderer, &lists::ENTERPRISES, &public.enterprises),
        List::Inspections => lines(renderer, &lists::INSPECTIONS, &public.inspections),
        List::Notices => lines(renderer, &lists::NOTICES, &public.notices),
        List::Corrections => Box::new(corrections(renderer).into_iter()),
        List::Changes => Box::new(changes(renderer)),
    };
    Box::new(std::iter::once(csv(&table(list).columns, [])).chain(Batches(rows)))
}

type ListRows<'r> = Box<dyn Iterator<Item = Vec<String>> + 'r>;

fn lines<'r, A: Copy + Into<RowRef>>(
    renderer: &'r Renderer,
    columns: &'r ListColumns<A>,
    rows: &'r [A],
) -> ListRows<'r> {
    let lines = rows.iter().enumerate().map(move |(place, at)| {
        let line = Line::of(renderer, *at, place);
        columns.iter().map(|(_, from)| line.text(*from)).collect()
    });
    Box::new(lines)
}

/// Rows as CSV, some at a time.
struct Batches<'r>(ListRows<'r>);

impl Iterator for Batches<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let batch: Vec<Vec<String>> = self.0.by_ref().take(BATCH).collect();
        if batch.is_empty() { None } else { Some(csv(&[], batch)) }
    }
}

/// A row being written, by its index in a ledger: `Line<HazardAt>`.
pub struct Line<'r, A> {
    renderer: &'r Renderer<'r>,
    at: A,
    place: usize,
    row: OpenRow<'r>,
    hazard: OnceCell<PublicHazard<'r>>,
    facility: OnceCell<PublicFacility<'r>>,
}

impl<'r, A: Copy + Into<RowRef>> Line<'r, A> {
    fn of(renderer: &'r Renderer, at: A, place: usize) -> Self {
        let row = renderer.dataset.row(at);
        Self { renderer, at, place, row, hazard: OnceCell::new(), facility: OnceCell::new() }
    }

    fn text(&self, from: From<A>) -> String {
        let public = self.renderer.dataset;
        match from {
            From::Worked(value) => value(self),
            From::Cell(column) => match self.row.cell(column) {
                PublicCell::Nothing => String::new(),
                PublicCell::Text(text) => text.into_owned(),
                PublicCell::Word(code) => code.to_owned(),
                PublicCell::Day(day) => day.to_string(),
                PublicCell::Yuan(sum) => sum.to_string(),
                PublicCell::Count(number) => number.to_string(),
                PublicCell::YesNo(yes) => yes.to_string(),
                PublicCell::Region(region) => self.code_of(region),
                PublicCell::Criteria(all) => {
                    all.iter().map(|at| at.of(public.criteria()).code.as_str()).collect::<Vec<_>>().join(" ")
                }
                PublicCell::Rows(rows) => {
                    rows.iter().map(|row| public.id_of(*row)).collect::<Vec<_>>().join(" ")
                }
            },
        }
    }

    /// Its number in the list, from 1.
    pub fn no(&self) -> usize {
        self.place + 1
    }

    /// A region's code.
    pub fn code_of(&self, region: RegionAt) -> String {
        self.renderer.dataset.regions().all()[region].code.clone()
    }

    /// Id and name of an enterprise on a day; both empty where there is none.
    fn firm(&self, index: Option<EnterpriseAt>, on: NaiveDate) -> (String, String) {
        let public = self.renderer.dataset;
        let firm = index.map(|index| {
            (public.enterprise_id(index).to_owned(), public.enterprise_name(index, on).to_owned())
        });
        firm.unwrap_or_default()
    }
}

impl<'r> Line<'r, HazardAt> {
    /// The hazard the row is about.
    pub fn hazard(&self) -> &PublicHazard<'r> {
        self.hazard.get_or_init(|| self.renderer.dataset.hazard(self.at))
    }

    /// The facility it was found at.
    pub fn facility(&self) -> &PublicFacility<'r> {
        let at = || self.renderer.dataset.facility_of_hazard(self.at);
        self.facility.get_or_init(|| self.renderer.dataset.facility(at()))
    }

    /// Whose that is.
    pub fn firm_of_facility(&self) -> (String, String) {
        let on = self.hazard().found_on;
        self.firm(self.facility().owner_on(on), on)
    }

    /// How many days it is overdue.
    pub fn days_overdue(&self) -> Option<u32> {
        self.hazard().told.as_ref().and_then(|told| told.overdue)
    }
}

impl<'r> Line<'r, DecisionAt> {
    fn decision(&self) -> PublicDecision<'r> {
        self.renderer.dataset.decision(self.at)
    }

    /// Id and name of the enterprise a penalty is about.
    pub fn firm_penalised(&self) -> (String, String) {
        let decision = self.decision();
        let firm = decision.told.and_then(|told| told.enterprise);
        self.firm(firm, decision.decided_on)
    }

    /// How a penalty stands.
    pub fn penalty_status(&self) -> &'static str {
        self.decision().status
    }
}

impl<'r> Line<'r, InspectionAt> {
    /// The inspection the row is about.
    pub fn inspection(&self) -> PublicInspection<'r> {
        self.renderer.dataset.inspection(self.at)
    }
}

impl Line<'_, NoticeAt> {
    /// The name of the enterprise a notice is about.
    pub fn firm_of_notice(&self) -> String {
        let notice = self.renderer.dataset.notice(self.at);
        self.firm(notice.enterprise, notice.issued_on).1
    }
}

fn corrections(renderer: &Renderer) -> Vec<Vec<String>> {
    let rows = renderer.corrections().iter().map(|corrected| {
        vec![
            corrected.no.map(|no| no.to_string()).unwrap_or_default(),
            corrected.date.to_string(),
            corrected.what.clone(),
            corrected.figure.clone(),
            corrected.where_and_when.clone(),
            corrected.old.clone(),
            corrected.new.clone(),
            corrected.kind.to_owned(),
            corrected.reason.clone(),
            corrected.approved_by.clone(),
        ]
    });
    rows.collect()
}

/// Every departure from an edition: with these, an edition says what is published today.
fn changes<'r>(renderer: &'r Renderer) -> impl Iterator<Item = Vec<String>> + 'r {
    let public = renderer.dataset;
    public.departures().iter().map(move |one| {
        let edition = &public.editions()[one.edition];
        let (kind, correction) = match one.why {
            DepartureCause::Corrected(place) => ("correction", Some(place)),
            DepartureCause::Method(place) => ("method", Some(place)),
            DepartureCause::Late(_) => ("late", None),
            DepartureCause::Entered => ("entered", None),
            DepartureCause::Follows(_) | DepartureCause::Unexplained => ("follows", None),
        };
        vec![
            public.campaign().periods[edition.period].id.clone(),
            edition.no.to_string(),
            public.regions().all()[one.region].code.clone(),
            one.measure.clone(),
            one.span.code().to_owned(),
            cell(one.was),
            cell(one.now),
            kind.to_owned(),
            correction.map(|place| (place + 1).to_string()).unwrap_or_default(),
        ]
    })
}
