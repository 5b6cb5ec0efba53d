//! Rows of a month that a figure does not count though they look as if it did: who reported one more meant one of them.
//!
//! In: a figure of the ledgers. Out: rows of its month, and what keeps each out: a fine that was revoked, a penalty on the
//! principal alone where the case counts that are against both.

use super::count::period_of;
use super::marks::{Mark, Marks};
use crate::dataset::Span;
use crate::dataset::ledger::{Entries, Outcome, Party, RowRef};
use crate::dataset::{Dataset, RegionAt};
use crate::figures::cube::Figures;
use crate::figures::key::Key;
use crate::figures::rows::{Tenure, counted_by};

/// Why a row does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedOver {
    /// The decision stood no longer as the period ended.
    Revoked,
    /// Something else was decided.
    OtherKind,
    /// The case is against the unit or the principal alone, or against another person.
    OneParty,
    /// It turned out to be no hazard, or no major one.
    Dismissed,
    /// It is a general hazard.
    General,
    /// It was taken off the list, and nothing says that it was listed.
    NeverListed,
}

/// The rows of a figure's month that it passes over, for a reporter or for all those below a region.
#[must_use]
pub fn passed_over(figures: &Figures, dataset: &Dataset, at: Key) -> Vec<(RowRef, PassedOver)> {
    let Some(entries) = figures.measures()[at.measure].ledger.as_ref() else { return Vec::new() };
    let reporters = counted_by(dataset, entries.book(), at.region).iter();
    reporters.flat_map(|reporter| of_reporter(figures, dataset, entries, *reporter, at)).collect()
}

fn of_reporter(
    figures: &Figures,
    dataset: &Dataset,
    entries: &Entries,
    reporter: RegionAt,
    at: Key,
) -> Vec<(RowRef, PassedOver)> {
    let closed = &dataset.campaign.periods[..figures.periods().len()];
    let marks = Marks::new(dataset, figures.counted.decisions_behind(reporter));
    let ends = closed[at.period.place()].to;
    let counts = |row: (Tenure, RowRef)| {
        let mut counts = false;
        marks.each(entries, row, &mut |mark| {
            counts |= match mark {
                Mark::Event(_, _, stands) | Mark::Thing(_, _, stands) | Mark::Stretch(stands) => {
                    stands.on(ends)
                }
            };
        });
        counts
    };
    let rows = figures.counted.held(entries.book(), reporter);
    let rows = rows.filter(|(tenure, _)| (tenure.from..tenure.until).contains(&ends));
    let here = |on| period_of(closed, on) == Some(at.period);
    // To date it is missed in each later month, too.
    let until_here = |on| here(on) || at.span == Span::ToDate && on <= ends;
    let why = |row| match (entries, row) {
        (Entries::Decisions(kind, _), RowRef::Decision(index)) => {
            let decision = dataset.ledger.decisions.get(index);
            if kind.has(|| decision.kind) {
                until_here(decision.decided_on).then_some(PassedOver::Revoked)
            } else {
                here(decision.decided_on).then_some(PassedOver::OtherKind)
            }
        }
        (Entries::Doubles(_), RowRef::Decision(index)) => {
            let decision = dataset.ledger.decisions.get(index);
            let stands = decision.is_valid_penalty() || decision.party == Party::Person;
            let why = if stands { PassedOver::OneParty } else { PassedOver::Revoked };
            let is_here = if stands { here(decision.decided_on) } else { until_here(decision.decided_on) };
            (is_here && decision.kind.is_penalty()).then_some(why)
        }
        (Entries::Hazards(of), RowRef::Hazard(index)) => {
            let hazard = dataset.ledger.hazards.get(index);
            let on = hazard.closed_on.filter(|_| !of.outcome.has(|| None)).unwrap_or(hazard.found_on);
            match () {
                () if of.level == hazard.level && Outcome::is_dismissal(hazard.outcome) => {
                    until_here(on).then_some(PassedOver::Dismissed)
                }
                () if !here(on) => None,
                () if of.level != hazard.level => Some(PassedOver::General),
                () if of.is_listed && hazard.delisted_on.is_some() => Some(PassedOver::NeverListed),
                () => None,
            }
        }
        (
            Entries::Decisions(..)
            | Entries::Doubles(_)
            | Entries::Hazards(_)
            | Entries::Inspections(..)
            | Entries::Notices(..)
            | Entries::Enterprises
            | Entries::Facilities(..),
            RowRef::Hazard(_)
            | RowRef::Decision(_)
            | RowRef::Inspection(_)
            | RowRef::Notice(_)
            | RowRef::Enterprise(_)
            | RowRef::Facility(_),
        ) => None,
    };
    let uncounted = rows.filter_map(|row| Some((row, why(row.1)?))).filter(|(row, _)| !counts(*row));
    uncounted.map(|((_, row), why)| (row, why)).collect()
}
