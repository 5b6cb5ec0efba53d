//! Which lowest figures may differ from what was frozen, and why: a correction says so, the report came in later, rows were entered
//! later. What the law ends later (a penalty revoked, a hazard dismissed) ends on its day and moves no month before it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Departure, DepartureCause};
use crate::dataset::{Dataset, Edition, FrozenValue, Value};
use crate::figures::{Figures, Key, counted_of, figure_named};

/// A figure of a correction: whose entry, its day, what was and is said.
type CorrectionStep = (usize, NaiveDate, Value, Value);

/// Of each figure the corrections that name it, in the order of their days.
pub(super) struct CorrectionSteps(BTreeMap<Key, Vec<CorrectionStep>>);

impl CorrectionSteps {
    pub(super) fn of(dataset: &Dataset, figures: &Figures) -> Self {
        let mut steps: BTreeMap<Key, Vec<CorrectionStep>> = BTreeMap::new();
        for (place, correction) in dataset.corrections.iter().enumerate() {
            for change in &correction.changes {
                if let Ok(at) = figure_named(&change.what.value, dataset, figures) {
                    let step = (place, correction.date.value, change.old.value, change.new.value);
                    steps.entry(at).or_default().push(step);
                }
            }
        }
        for steps in steps.values_mut() {
            steps.sort_by_key(|(place, day, ..)| (*day, *place));
        }
        Self(steps)
    }

    /// Those of a figure that came after an edition said something of it.
    pub(super) fn since(&self, at: Key, edition: &Edition, was: FrozenValue) -> &[CorrectionStep] {
        let all = self.0.get(&at).map_or(&[][..], Vec::as_slice);
        // On the day itself it may have come before or after.
        let is_before = |(_, day, old, _): &CorrectionStep| {
            *day < edition.closed_on || *day == edition.closed_on && value(*old) != was
        };
        &all[all.partition_point(is_before)..]
    }
}

/// What a correction says, as an edition would have it.
pub(in crate::published) fn value(said: Value) -> FrozenValue {
    match said {
        Value::Missing => FrozenValue::Missing,
        Value::NotApplicable => FrozenValue::NotApplicable,
        Value::Number(number) => FrozenValue::Number(number),
    }
}

/// Explains what can be.
pub(super) fn settle(
    dataset: &Dataset,
    figures: &Figures,
    steps: &CorrectionSteps,
    departures: &mut [Departure],
) {
    for departure in departures {
        let Some(at) = departure.at else { continue };
        if let Some(why) = of_one(dataset, figures, steps, departure, at) {
            departure.why = why;
            departure.is_lowest |= matches!(why, DepartureCause::Corrected(_));
        }
    }
}

fn of_one(
    dataset: &Dataset,
    figures: &Figures,
    steps: &CorrectionSteps,
    departure: &Departure,
    at: Key,
) -> Option<DepartureCause> {
    let edition = &dataset.editions.all()[departure.edition];
    let since = steps.since(at, edition, departure.was);
    if let (Some((.., old, _)), Some((place, .., new))) = (since.first(), since.last())
        && value(*old) == departure.was
        && value(*new) == departure.now
    {
        return Some(DepartureCause::Corrected(*place));
    }
    if !departure.is_lowest {
        return None;
    }
    late(dataset, figures, departure, at)
        .map(DepartureCause::Late)
        .or_else(|| entered(dataset, figures, departure, at).then_some(DepartureCause::Entered))
}

/// The day a report came in that was missing when the month was frozen.
fn late(dataset: &Dataset, figures: &Figures, departure: &Departure, at: Key) -> Option<NaiveDate> {
    if departure.was != FrozenValue::Missing {
        return None;
    }
    let form = figures.measures()[at.measure].form?;
    let filing = dataset.reports.get(at.region, at.period)?.filings[form].as_ref()?;
    filing.submitted_on.filter(|day| *day > dataset.editions.all()[departure.edition].closed_on)
}

/// Whether what the edition counted, and nothing else of its rows, gives what it says.
fn entered(dataset: &Dataset, figures: &Figures, departure: &Departure, at: Key) -> bool {
    let Some(entries) = &figures.measures()[at.measure].ledger else { return false };
    let (editions, ledger) = (&dataset.editions, &dataset.ledger);
    let is_known = |row| editions.knows(entries.book(), ledger.id(row), departure.edition);
    if departure.was == FrozenValue::Missing {
        // The whole ledger came later.
        return departure.now.number().is_some()
            && counted_of(figures, dataset, at, is_known) == Some(0.into());
    }
    // Whatever else the rows behind it say, those of registers that nobody dated are known from the start.
    let counted = counted_of(figures, dataset, at, is_known);
    departure.was.number().is_some() && counted == departure.was.number()
}
