//! The clocks of a decision: until when it is to be published and taken back, and when a hearing may still be asked for.
//!
//! In: a row of the enforcement ledger, working days and the clock of its day. Out: a [`Deadline`], or none where no set of
//! rules has the clock.

use chrono::{Days, NaiveDate};

use crate::dataset::Dataset;
use crate::dataset::laws::{Clock, ClockOf};
use crate::dataset::ledger::{Decision, Inspection, Workdays};

/// The end of a clock that runs in working days.
#[derive(Debug, Clone, Copy)]
pub struct Deadline<'d> {
    /// The last working day.
    pub by: NaiveDate,
    /// Where it began: the first working day is after it.
    pub from: NaiveDate,
    /// How many there are, and where that is said.
    pub clock: &'d Clock,
    workdays: &'d Workdays,
}

impl<'d> Deadline<'d> {
    fn of(clock: &'d Clock, from: NaiveDate, workdays: &'d Workdays) -> Self {
        Self { by: workdays.after(from, clock.working_days), from, clock, workdays }
    }

    /// The year whose holidays are not known and on which it hangs.
    #[must_use]
    pub fn guessed(&self) -> Option<i32> {
        self.workdays.unknown(self.from, self.by)
    }

    /// The same, as far as the clock has run: until what it is for was done, or to a day. What was done within as many days
    /// as it has working days is in time whatever the holidays were.
    #[must_use]
    pub fn year_missing(&self, done: Option<NaiveDate>, as_of: NaiveDate) -> Option<i32> {
        let stopped = done.unwrap_or(as_of).min(as_of);
        let hangs = stopped > self.from + Days::new(u64::from(self.clock.working_days));
        hangs.then(|| self.workdays.unknown(self.from, stopped.min(self.by))).flatten()
    }
}

fn deadline(dataset: &Dataset, of: ClockOf, from: NaiveDate) -> Option<Deadline<'_>> {
    Some(Deadline::of(dataset.laws.clock(of, from)?, from, &dataset.ledger.workdays))
}

/// The last working day on which a penalty may be published (安全生产法 78).
#[must_use]
pub fn publish_by<'d>(dataset: &'d Dataset, decision: &Decision) -> Option<Deadline<'d>> {
    decision.kind.is_penalty().then(|| deadline(dataset, ClockOf::Publishing, decision.decided_on))?
}

/// The same of another result of enforcement: an order, a seal (国办发〔2018〕118号).
#[must_use]
pub fn results_by<'d>(dataset: &'d Dataset, decision: &Decision) -> Option<Deadline<'d>> {
    (!decision.kind.is_penalty()).then(|| deadline(dataset, ClockOf::Results, decision.decided_on))?
}

/// The same of an inspection, from its last day.
#[must_use]
pub fn inspected_by<'d>(dataset: &'d Dataset, inspection: &Inspection) -> Option<Deadline<'d>> {
    deadline(dataset, ClockOf::Results, inspection.ended_on)
}

/// By when one that no longer stands as it was decided is to be taken back and explained (行政处罚法 48).
#[must_use]
pub fn withdraw_by<'d>(dataset: &'d Dataset, decision: &Decision) -> Option<Deadline<'d>> {
    deadline(dataset, ClockOf::Withdrawing, decision.status_on.filter(|_| decision.is_changed())?)
}

/// Until when a hearing may be asked for of whoever was told on a day, where the decision is of a kind or a sum that has one
/// (行政处罚法 63, 64).
#[must_use]
pub fn hearing_ends<'d>(dataset: &'d Dataset, decision: &Decision, told: NaiveDate) -> Option<Deadline<'d>> {
    let clock = dataset.laws.hearing(decision.kind, decision.amount_yuan, decision.decided_on)?;
    Some(Deadline::of(clock, told, &dataset.ledger.workdays))
}
