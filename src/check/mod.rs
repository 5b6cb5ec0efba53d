//! What the figures say against each other and against the calendar.
//!
//! In: a [`Dataset`], its [`Figures`] and a day. Out: findings; nothing else, so that checks can be
//! run, added and read one by one.

mod affairs;
mod amounts;
mod calendar;
mod cases;
mod closed;
mod closures;
mod compare;
mod contact;
mod coordinates;
mod corrections;
mod criterion_scope;
mod criterion_titles;
mod days;
mod deadlines;
mod documents;
mod enrolled;
mod evidence;
mod freshness;
mod homes;
mod inspections;
mod kinds;
mod legal;
mod lives;
mod methods;
mod named;
mod office_places;
mod offices;
mod papers;
mod placeholders;
mod plausible;
mod procedure;
mod publicity;
mod register_days;
mod registry;
mod rewards;
mod rule_sides;
mod rules;
mod same_names;
mod stated;
mod stood;
mod tips;
mod totals;
mod workdays;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::dataset::{Dataset, RegionAt, report_path};
use crate::diagnostic::{Cause, Findings, Place};
use crate::figures::{Figures, Key};
use crate::say;

use plausible::Plausible;

pub use compare::{Comparison, Comparisons, Verdict};

/// Everything a check looks at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'d> {
    /// What the files say, with all that is confidential.
    pub dataset: &'d Dataset,
    /// The true figures, before anything is withheld.
    pub figures: &'d Figures,
    /// The day it is looked at on: what is overdue or late follows from it.
    pub as_of: NaiveDate,
}

impl Subject<'_> {
    /// What it may follow from that so much lies after the data's own day.
    fn day_too_early(self) -> Cause {
        let as_of = self.as_of;
        Cause::suspected(
            Place::file("gongshi.toml"),
            say!(
                "许多日期晚于数据截至日 {as_of}，多半是截至日写早了",
                "many days lie after the data's own day {as_of}, which may be too early"
            ),
            say!(
                "核对 `as_of`（或 `--as-of`）；截至日无误的，逐处改正日期",
                "check `as_of` (or `--as-of`); where it is right, correct the days one by one"
            ),
            0,
        )
    }

    /// Where a figure of a reporter's month was reported; its file, where it was added up.
    #[must_use]
    pub fn place_of(self, at: Key) -> Place {
        match (self.dataset.reports.get(at.region, at.period), self.figures.at(at).origin()) {
            (Some(report), Some(origin)) => report.place(origin.span),
            (Some(report), None) => report.place((0, 0)),
            (None, _) => Place::file(&report_path(
                &self.dataset.campaign.periods[at.period].id,
                &self.dataset.regions.all()[at.region].code,
            )),
        }
    }
}

/// What is looked at, each by itself.
const CHECKS: &[fn(Subject, &Findings)] = &[
    of_reporters,
    calendar::check,
    methods::check,
    lives::check,
    legal::check,
    documents::check,
    workdays::check,
    days::check,
    registry::check,
    homes::check,
    affairs::check,
    enrolled::check,
    amounts::check,
    criterion_titles::check,
    rewards::check,
    corrections::check,
    freshness::check,
    contact::check,
    papers::check,
    evidence::check,
    criterion_scope::check,
    cases::check,
    tips::check,
    same_names::check,
    offices::check,
    inspections::check,
    closed::check,
    plausible::of_notices,
    placeholders::check,
    stated::check,
    named::check,
    coordinates::check,
    register_days::check,
];

/// Runs every check.
pub fn check(dataset: &Dataset, figures: &Figures, as_of: NaiveDate, findings: &Findings) {
    let subject = Subject { dataset, figures, as_of };
    let run = |check: &fn(Subject, &Findings)| Findings::of(|findings| check(subject, findings)).1;
    findings.extend(CHECKS.par_iter().flat_map_iter(run).collect::<Vec<_>>());
}

/// What each reporter filed.
fn of_reporters(subject: Subject, findings: &Findings) {
    let rules = rules::resolve(subject);
    let plausible = Plausible::of(subject, &rules);
    let of_reporter = |(reporter, &region): (usize, &RegionAt)| {
        let reconcile = |findings: &Findings| {
            totals::check(subject, region, findings);
            rules::check(subject, &rules, region, findings);
        };
        let check = |findings: &Findings| {
            deadlines::check(subject, region, findings);
            plausible.settle(reporter, region, Findings::of(reconcile).1, findings);
        };
        Findings::of(check).1
    };
    let reporters = subject.dataset.regions.reporters().par_iter().enumerate();
    findings.extend(reporters.flat_map_iter(of_reporter).collect::<Vec<_>>());
}
