//! Who has filed, when, and who has not: the timeliness page and the parts of others that say so.

use chrono::NaiveDate;
use tera::{Context, Value};

use super::pages::Drawing;
use super::shared::{day, object};
use crate::dataset::{PaperKind, PeriodAt, RegionAt};
use crate::figures::{PaperStanding, Timeliness};
use crate::limits;

/// The theme's word for a form that came in after so many of its due days.
pub fn filed_state(late: usize, due: usize) -> &'static str {
    match late {
        0 => "on_time",
        some if some < due => "late_by_note",
        _ => "late",
    }
}

/// The theme's word for a form that is not there after so many of its due days.
pub fn absent_state(passed: usize, due: usize) -> &'static str {
    match passed {
        all if all == due && due > 0 => "missing",
        0 => "awaited",
        _ => "overdue",
    }
}

/// The word for how a form stands, the day it came in, how many of its due days it missed.
fn stand(how: Timeliness, due: usize) -> (&'static str, Option<NaiveDate>, usize) {
    match how {
        Timeliness::NotThere => ("not_there", None, 0),
        Timeliness::Awaited => (absent_state(0, due), None, 0),
        Timeliness::Overdue(late) => (absent_state(late, due), None, late),
        Timeliness::Missing => (absent_state(due, due), None, due),
        Timeliness::Filed { on, late } => (filed_state(late, due), on, late),
    }
}

fn is_asked((_, standing): &(RegionAt, PaperStanding)) -> bool {
    *standing != PaperStanding::NotAsked
}

fn is_overdue(standing: PaperStanding) -> bool {
    match standing {
        PaperStanding::NotAsked => false,
        PaperStanding::Filed { late, .. } => late,
        PaperStanding::Awaited { overdue } => overdue,
        PaperStanding::Of { overdue, .. } => overdue > 0,
    }
}

/// A county's own paper as a state and a day; of its mines or firms how many of how many.
fn paper_cell(standing: PaperStanding) -> Value {
    let state = |state: &'static str, on: Option<NaiveDate>| {
        object([("state", state.into()), ("on", on.map(day).into())])
    };
    match standing {
        PaperStanding::NotAsked => state("not_there", None),
        PaperStanding::Filed { on, late } => state(if late { "late" } else { "on_time" }, Some(on)),
        PaperStanding::Awaited { overdue } => state(if overdue { "missing" } else { "awaited" }, None),
        PaperStanding::Of { filed, all, overdue } => {
            object([("filed", filed.into()), ("all", all.into()), ("overdue", overdue.into())])
        }
    }
}

impl Drawing<'_, '_> {
    /// For each form: who filed, who is late, who has not.
    pub(super) fn filing_summary(&self, period: PeriodAt) -> Vec<Value> {
        let dataset = self.renderer.dataset;
        let reporters: Vec<RegionAt> = dataset.there(period).collect();
        let of_form = |form: usize| {
            let states: Vec<(RegionAt, Timeliness)> =
                reporters.iter().map(|&region| (region, dataset.timeliness(form, region, period))).collect();
            let named = |wanted: &dyn Fn(Timeliness) -> bool| -> Value {
                let named = states.iter().filter(|(_, how)| wanted(*how)).map(|(region, _)| {
                    let region = self.region_of(*region);
                    object([
                        ("name", region.name.as_str().into()),
                        ("link", self.link(&format!("regions/{}/", region.code)).into()),
                    ])
                });
                named.collect::<Vec<_>>().into()
            };
            let due = dataset.forms()[form].due.len();
            let stands = |wanted: &'static str| named(&|how| stand(how, due).0 == wanted);
            let filed = states.iter().filter(|(_, how)| matches!(how, Timeliness::Filed { .. })).count();
            object([
                ("title", dataset.forms()[form].short.as_str().into()),
                ("filed", filed.into()),
                ("expected", reporters.len().into()),
                ("late_by_note", stands("late_by_note")),
                ("late", stands("late")),
                ("missing", stands("missing")),
                ("awaited", named(&|how| matches!(how, Timeliness::Awaited | Timeliness::Overdue(_)))),
            ])
        };
        (0..dataset.forms().len()).map(of_form).collect()
    }

    /// How a reporter stands with each form of a period.
    pub(super) fn filings(&self, region: RegionAt, period: PeriodAt) -> Vec<Value> {
        let dataset = self.renderer.dataset;
        let filing = |form: usize| {
            let how = dataset.timeliness(form, region, period);
            let due = &dataset.forms()[form].due;
            let (state, on, late) = stand(how, due.len());
            let days = due.iter().enumerate().map(|(place, due)| {
                object([
                    ("day", day(dataset.campaign().periods[period].day(due.day))),
                    ("source", due.source.as_str().into()),
                    ("missed", (place < late).into()),
                ])
            });
            object([
                ("title", dataset.forms()[form].short.as_str().into()),
                ("state", state.into()),
                ("on", on.map(day).into()),
                ("days", days.collect::<Vec<_>>().into()),
            ])
        };
        (0..dataset.forms().len()).map(filing).collect()
    }

    pub(super) fn timeliness(&self) -> Context {
        let mut context = self.context(&[]);
        let dataset = self.renderer.dataset;
        let periods: Vec<Value> =
            self.renderer.figures.periods().map(|period| self.period_value(period)).collect();
        let many = dataset.regions().reporters().len() > limits::REPORTERS_PER_PAGE;
        context.insert_value("many", many.into());
        let periods_of = |region: RegionAt| {
            self.renderer.figures.periods().filter(move |period| dataset.is_there(region, *period))
        };
        let forms = (0..dataset.forms().len()).map(|form| {
            let rows = dataset.regions().reporters().iter();
            let rows = rows.filter(|region| periods_of(**region).next().is_some());
            let rows = rows.filter(|region| !many || self.was_late(form, **region));
            let rows = rows.map(|&region| {
                let of = self.region_of(region);
                let months = self.renderer.figures.periods().map(|period| {
                    let filing = self.filings(region, period).swap_remove(form);
                    let is_there = dataset.is_there(region, period);
                    let link = format!("{}regions/{}/{}/", self.root, of.code, self.period_id(period));
                    object([("filing", filing), ("link", is_there.then_some(link).into())])
                });
                object([
                    ("name", of.name.as_str().into()),
                    ("link", self.link(&format!("regions/{}/", of.code)).into()),
                    ("months", months.collect::<Vec<_>>().into()),
                ])
            });
            let counts = self.state_counts(form);
            let due = dataset.forms()[form]
                .due
                .iter()
                .map(|due| object([("day", due.day.into()), ("source", due.source.as_str().into())]));
            object([
                ("title", dataset.forms()[form].short.as_str().into()),
                ("due", due.collect::<Vec<_>>().into()),
                ("counts", counts.into()),
                ("rows", rows.collect::<Vec<_>>().into()),
            ])
        });
        context.insert_value("forms", forms.collect::<Vec<_>>().into());
        context.insert_value("periods", periods.into());
        let (kinds, rows) = self.papers(many);
        context.insert_value("papers", kinds);
        context.insert_value("paper_rows", rows);
        context
    }

    /// What is filed besides the forms: its kinds, and county by county how it stands; of many only those that are late.
    fn papers(&self, many: bool) -> (Value, Value) {
        let dataset = self.renderer.dataset;
        let standings = dataset.paper_standings();
        let kinds =
            dataset.campaign().papers.iter().zip(&standings).filter(|(_, of)| of.iter().any(is_asked));
        let (kinds, standings): (Vec<&PaperKind>, Vec<_>) = kinds.unzip();
        let is_late = |at: usize| standings.iter().any(|of| is_overdue(of[at].1));
        let rows = dataset.regions().reporters().iter().enumerate();
        let rows =
            rows.filter(|(at, _)| standings.iter().any(|of| is_asked(&of[*at])) && (!many || is_late(*at)));
        let rows = rows.map(|(at, region)| {
            let of = self.region_of(*region);
            let cells = standings.iter().map(|of| paper_cell(of[at].1)).collect::<Vec<_>>();
            object([
                ("name", of.name.as_str().into()),
                ("link", self.link(&format!("regions/{}/", of.code)).into()),
                ("cells", cells.into()),
            ])
        });
        let rows: Value = rows.collect::<Vec<_>>().into();
        let kinds = kinds.into_iter().map(|kind| {
            object([("title", kind.title.as_str().into()), ("due_on", kind.due_on.map(day).into())])
        });
        (kinds.collect::<Vec<_>>().into(), rows)
    }

    /// How many of a form's returns of all periods stand how, the worst last; states of none are left out.
    fn state_counts(&self, form: usize) -> Vec<Value> {
        let dataset = self.renderer.dataset;
        let due = dataset.forms()[form].due.len();
        let mut counts =
            ["on_time", "late_by_note", "late", "awaited", "overdue", "missing"].map(|state| (state, 0));
        for period in self.renderer.figures.periods() {
            for region in dataset.there(period) {
                let (state, ..) = stand(dataset.timeliness(form, region, period), due);
                counts.iter_mut().filter(|(known, _)| *known == state).for_each(|(_, number)| *number += 1);
            }
        }
        let counts = counts.into_iter().filter(|(_, number)| *number > 0);
        counts.map(|(state, number)| object([("state", state.into()), ("number", number.into())])).collect()
    }

    /// Whether a reporter's form was ever late or missing.
    fn was_late(&self, form: usize, region: RegionAt) -> bool {
        let how = |period| self.renderer.dataset.timeliness(form, region, period);
        let fine = |how| {
            matches!(how, Timeliness::NotThere | Timeliness::Awaited | Timeliness::Filed { late: 0, .. })
        };
        self.renderer.figures.periods().any(|period| !fine(how(period)))
    }
}
