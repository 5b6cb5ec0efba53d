//! The clocks of a decision: until when it is to be published, stays public, and is taken back.
//!
//! In: a row of the enforcement ledger and working days. Out: days.

use chrono::{Days, NaiveDate};

use super::{PUBLISH_WITHIN, WITHDRAW_WITHIN};
use crate::dataset::ledger::{Decision, DecisionStatus, Workdays};
use crate::dataset::publication::default_expiry;

impl Decision {
    /// The last working day on which it may be published (安全生产法 78).
    #[must_use]
    pub fn publish_by(&self, workdays: &Workdays) -> NaiveDate {
        workdays.after(self.decided_on, PUBLISH_WITHIN)
    }

    /// The year whose holidays are not known and on which the last working day to publish it hangs.
    #[must_use]
    pub fn guessed_by(&self, workdays: &Workdays) -> Option<i32> {
        workdays.unknown(self.decided_on, self.publish_by(workdays))
    }

    /// The same, as far as the clock has run: until it was published, or to a day. What was published within as many days
    /// as it has working days is in time whatever the holidays were.
    #[must_use]
    pub fn year_missing(&self, workdays: &Workdays, as_of: NaiveDate) -> Option<i32> {
        let stopped = self.published_on.unwrap_or(as_of).min(as_of);
        let hangs = stopped > self.decided_on + Days::new(u64::from(PUBLISH_WITHIN));
        let until = stopped.min(self.publish_by(workdays));
        hangs.then(|| workdays.unknown(self.decided_on, until)).flatten()
    }

    /// Until when it stays public: as stated, else three years from the decision.
    #[must_use]
    pub fn public_until(&self) -> NaiveDate {
        self.expires_on.unwrap_or_else(|| default_expiry(self.decided_on))
    }

    /// By when one that was changed or revoked is to be taken back and explained (行政处罚法 48).
    #[must_use]
    pub fn withdraw_by(&self) -> Option<NaiveDate> {
        let changed = self.status != DecisionStatus::Valid;
        self.status_on.filter(|_| changed).map(|on| on + Days::new(WITHDRAW_WITHIN))
    }
}
