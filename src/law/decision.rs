//! The clocks of a decision: until when it is to be published and taken back.
//!
//! In: a row of the enforcement ledger and working days. Out: days.

use chrono::{Days, NaiveDate};

use crate::dataset::ledger::{Decision, DecisionStatus, Workdays};

/// Working days within which a penalty is published (安全生产法 78).
const PUBLISH_WITHIN: u32 = 7;
/// Days within which a changed or revoked one is taken back and explained (行政处罚法 48).
const WITHDRAW_WITHIN: u64 = 3;

/// The last working day on which a decision may be published (安全生产法 78).
#[must_use]
pub fn publish_by(decision: &Decision, workdays: &Workdays) -> NaiveDate {
    workdays.after(decision.decided_on, PUBLISH_WITHIN)
}

/// The year whose holidays are not known and on which the last working day to publish it hangs.
#[must_use]
pub fn guessed_by(decision: &Decision, workdays: &Workdays) -> Option<i32> {
    workdays.unknown(decision.decided_on, publish_by(decision, workdays))
}

/// The same, as far as the clock has run: until it was published, or to a day. What was published within as many days
/// as it has working days is in time whatever the holidays were.
#[must_use]
pub fn year_missing(decision: &Decision, workdays: &Workdays, as_of: NaiveDate) -> Option<i32> {
    let stopped = decision.published_on.unwrap_or(as_of).min(as_of);
    let hangs = stopped > decision.decided_on + Days::new(u64::from(PUBLISH_WITHIN));
    let until = stopped.min(publish_by(decision, workdays));
    hangs.then(|| workdays.unknown(decision.decided_on, until)).flatten()
}

/// By when one that was changed or revoked is to be taken back and explained (行政处罚法 48).
#[must_use]
pub fn withdraw_by(decision: &Decision) -> Option<NaiveDate> {
    let changed = decision.status != DecisionStatus::Valid;
    decision.status_on.filter(|_| changed).map(|on| on + Days::new(WITHDRAW_WITHIN))
}
