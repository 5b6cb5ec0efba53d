//! The life of a hazard (销号): one machine of states and steps, from the days that stand in its row.
//!
//! ```text
//! found 发现 → verified 核实认定 → rectifying 整改中 → applied 申请销号 → reviewed 复查 → closed 销号
//!                      └→ dismissed 不属实, downgraded 降级      ↑________ sent back 复查不合格
//! ```
//! In: a row and a day. Out: the state on that day, and the steps that are missing before one that was taken. A row
//! keeps one day a step: a review without an application, or before it, is one that was not passed.

use chrono::NaiveDate;

use crate::dataset::ledger::{Hazard, Outcome, words};

words! {
    /// Where a hazard stands.
    State {
        /// It was found.
        Found = "found" "已发现" "found",
        /// It is one: a case was opened.
        Verified = "verified" "已核实" "verified",
        /// It is being rectified; 五落实 is complete.
        Rectifying = "rectifying" "整改中" "being rectified",
        /// The enterprise says it is rectified.
        Applied = "applied" "已申请销号" "closing applied for",
        /// It was reviewed and is rectified.
        Reviewed = "reviewed" "已复查" "reviewed",
        /// 销号: rectified and closed.
        Closed = "closed" "已销号" "closed",
        /// It was none.
        Dismissed = "dismissed" "不属实" "none at all",
        /// It was none that is major.
        Downgraded = "downgraded" "已降级" "downgraded",
    }
}

impl State {
    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Dismissed | Self::Downgraded)
    }

    /// Whether it ended without having been rectified: it then counts neither as rectified nor as open.
    #[must_use]
    pub fn is_dismissal(self) -> bool {
        matches!(self, Self::Dismissed | Self::Downgraded)
    }
}

/// What takes a hazard from one state to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 核实认定
    Verify,
    /// 五落实 is complete.
    Plan,
    /// 申请销号
    Apply,
    /// 复查不合格
    SendBack,
    /// 复查合格
    Review,
    /// 销号
    Close,
    /// 不属实
    Dismiss,
    /// 降级
    Downgrade,
}

/// The machine: from a state, by a step, to a state. Nothing else is possible.
const MACHINE: [(State, Step, State); 15] = [
    (State::Found, Step::Verify, State::Verified),
    (State::Verified, Step::Plan, State::Rectifying),
    (State::Rectifying, Step::Apply, State::Applied),
    (State::Applied, Step::SendBack, State::Rectifying),
    // The application that was not passed is no longer in the row.
    (State::Rectifying, Step::SendBack, State::Rectifying),
    (State::Applied, Step::Review, State::Reviewed),
    (State::Reviewed, Step::Close, State::Closed),
    (State::Verified, Step::Dismiss, State::Dismissed),
    (State::Rectifying, Step::Dismiss, State::Dismissed),
    (State::Applied, Step::Dismiss, State::Dismissed),
    (State::Reviewed, Step::Dismiss, State::Dismissed),
    (State::Verified, Step::Downgrade, State::Downgraded),
    (State::Rectifying, Step::Downgrade, State::Downgraded),
    (State::Applied, Step::Downgrade, State::Downgraded),
    (State::Reviewed, Step::Downgrade, State::Downgraded),
];

impl State {
    /// The state after a step; `None` where the machine has no such step.
    #[must_use]
    pub fn after(self, step: Step) -> Option<Self> {
        MACHINE.iter().find(|(from, by, _)| (*from, *by) == (self, step)).map(|(.., to)| *to)
    }

    /// The step that leads on towards closing.
    fn next(self) -> Option<Step> {
        match self {
            Self::Found => Some(Step::Verify),
            Self::Verified => Some(Step::Plan),
            Self::Rectifying => Some(Step::Apply),
            Self::Applied => Some(Step::Review),
            Self::Reviewed => Some(Step::Close),
            Self::Closed | Self::Dismissed | Self::Downgraded => None,
        }
    }
}

/// A step that must have been taken before another one that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The one that is missing.
    pub missing: Step,
    /// The one that was taken without it.
    pub taken: Step,
}

/// Whether responsibility, measures, funds, deadline and emergency plan are all there (五落实).
#[must_use]
pub fn is_planned(hazard: &Hazard) -> bool {
    let texts = [hazard.responsible, hazard.measures, hazard.emergency_plan];
    texts.iter().all(|text| !text.is_empty())
        && hazard.funds_yuan.is_some()
        && hazard.deadlines.due_on.is_some()
}

/// The steps a row says were taken by a day, in the order of the machine.
fn steps(hazard: &Hazard, on: NaiveDate) -> impl Iterator<Item = Step> {
    let by = |day: Option<NaiveDate>| day.is_some_and(|day| day <= on);
    let verified = by(hazard.verified_on);
    let (applied, reviewed, closed) = (by(hazard.applied_on), by(hazard.reviewed_on), by(hazard.closed_on));
    // A closed hazard's review was passed; whether its days are in order is another question.
    let passed = closed || hazard.applied_on.is_some_and(|applied| hazard.reviewed_on >= Some(applied));
    let end = match hazard.outcome {
        Some(Outcome::Dismissed) => Step::Dismiss,
        Some(Outcome::Downgraded) => Step::Downgrade,
        Some(Outcome::Rectified) | None => Step::Close,
    };
    let all = [
        (verified, Step::Verify),
        (verified && is_planned(hazard), Step::Plan),
        (reviewed && !passed, Step::SendBack),
        (applied, Step::Apply),
        // What turned out to be none was reviewed to find that out: no step on the way to being rectified.
        (reviewed && passed && !Outcome::is_dismissal(hazard.outcome), Step::Review),
        (closed, end),
    ];
    all.into_iter().filter(|(taken, _)| *taken).map(|(_, step)| step)
}

/// Lets a hazard live up to a day: its state, and each step that was left out on the way.
#[must_use]
pub fn live(hazard: &Hazard, on: NaiveDate) -> (State, Vec<Gap>) {
    let mut state = State::Found;
    let mut gaps = Vec::new();
    for taken in steps(hazard, on) {
        loop {
            if let Some(after) = state.after(taken) {
                state = after;
                break;
            }
            let Some(missing) = state.next() else { break };
            // A plan needs no day of its own: where it is whole, it is not what is missing.
            if missing != Step::Plan || !is_planned(hazard) {
                gaps.push(Gap { missing, taken });
            }
            state = state.after(missing).expect("the next step is one of the machine's");
        }
    }
    (state, gaps)
}

/// Where a hazard stands on a day.
#[must_use]
pub fn state(hazard: &Hazard, on: NaiveDate) -> State {
    live(hazard, on).0
}

/// By how many days a hazard is past the deadline that holds, on a day; `None` where it is not, or is no longer open.
#[must_use]
pub fn days_overdue(hazard: &Hazard, on: NaiveDate) -> Option<u32> {
    let days = (on - hazard.deadlines.on(on)?).num_days();
    let open = hazard.found_on <= on && hazard.closed_on.is_none_or(|closed_on| closed_on > on);
    u32::try_from(days).ok().filter(|days| *days > 0 && open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::ledger::Word;

    const STATES: [State; 8] = [
        State::Found,
        State::Verified,
        State::Rectifying,
        State::Applied,
        State::Reviewed,
        State::Closed,
        State::Dismissed,
        State::Downgraded,
    ];

    #[test]
    fn every_state_has_its_words_and_a_way_on_unless_it_is_final() {
        for state in STATES {
            assert!(!state.code().is_empty() && !state.title().is_empty());
            let leads_on = MACHINE.iter().any(|(from, ..)| *from == state);
            assert_eq!(leads_on, !state.is_final(), "{state:?}");
            if let Some(next) = state.next() {
                assert!(state.after(next).is_some(), "{state:?}");
            }
        }
    }

    #[test]
    fn a_state_and_a_step_lead_to_one_state() {
        for (place, (from, step, _)) in MACHINE.iter().enumerate() {
            let first = MACHINE.iter().position(|(other, by, _)| (other, by) == (from, step));
            assert_eq!(first, Some(place), "{from:?} {step:?}");
        }
    }

    #[test]
    fn nothing_comes_after_the_end_and_nothing_is_closed_unreviewed() {
        for (from, step, to) in MACHINE {
            assert!(!from.is_final(), "{from:?} {step:?}");
            assert!(to != State::Closed || from == State::Reviewed);
        }
    }
}
