//! The life of something published about somebody: a case or a penalty.
//!
//! In: dated steps from state to state. Out: the state on any day, and whether it is to be seen then. What is
//! seen follows from the day alone; whether the steps were lawful is the business of `check`.

use chrono::NaiveDate;

use crate::parse::toml::Choice;

/// How a publication stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicationState {
    /// 草稿
    Draft,
    /// 已告知: whom it is about has been told.
    Notified,
    /// 公开
    Published,
    /// 复议诉讼中: still public, which is said beside it.
    Appealed,
    /// 已变更
    Amended,
    /// 已撤回
    Withdrawn,
    /// 期满
    Expired,
    /// 提前移出
    RemovedEarly,
    /// 恢复公开: the application for early removal was false.
    Restored,
}

/// Whether something is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Not yet: there is no page.
    Hidden,
    /// With everything.
    Shown,
    /// No longer: the address stays, with the reason and without a name.
    Removed,
}

/// Every state by code and title.
pub const STATES: [Choice<PublicationState>; 9] = [
    ("draft", "草稿", PublicationState::Draft),
    ("notified", "已告知", PublicationState::Notified),
    ("published", "公开", PublicationState::Published),
    ("appealed", "复议诉讼中", PublicationState::Appealed),
    ("amended", "已变更", PublicationState::Amended),
    ("withdrawn", "已撤回", PublicationState::Withdrawn),
    ("expired", "期满", PublicationState::Expired),
    ("removed_early", "提前移出", PublicationState::RemovedEarly),
    ("restored", "恢复公开", PublicationState::Restored),
];

/// The steps the law knows. Publishing a penalty needs a notice first; what is withdrawn or expired stays so, and
/// is published again only as something new.
pub const TRANSITIONS: [(PublicationState, &[PublicationState]); 9] = [
    (PublicationState::Draft, &[PublicationState::Notified, PublicationState::Published]),
    (PublicationState::Notified, &[PublicationState::Draft, PublicationState::Published]),
    (
        PublicationState::Published,
        &[
            PublicationState::Appealed,
            PublicationState::Amended,
            PublicationState::Withdrawn,
            PublicationState::Expired,
            PublicationState::RemovedEarly,
        ],
    ),
    // 维持, 变更, 撤销; time runs on meanwhile.
    (
        PublicationState::Appealed,
        &[
            PublicationState::Published,
            PublicationState::Amended,
            PublicationState::Withdrawn,
            PublicationState::Expired,
        ],
    ),
    (
        PublicationState::Amended,
        &[
            PublicationState::Appealed,
            PublicationState::Amended,
            PublicationState::Withdrawn,
            PublicationState::Expired,
            PublicationState::RemovedEarly,
        ],
    ),
    (PublicationState::Withdrawn, &[]),
    (PublicationState::Expired, &[]),
    (PublicationState::RemovedEarly, &[PublicationState::Restored, PublicationState::Expired]),
    (
        PublicationState::Restored,
        &[
            PublicationState::Appealed,
            PublicationState::Amended,
            PublicationState::Withdrawn,
            PublicationState::Expired,
        ],
    ),
];

impl PublicationState {
    /// As the files have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        STATES[self as usize].0
    }

    /// Its Chinese title.
    #[must_use]
    pub fn title(self) -> &'static str {
        STATES[self as usize].1
    }

    /// Whether what stands so is to be seen.
    #[must_use]
    pub fn visibility(self) -> Visibility {
        match self {
            Self::Draft | Self::Notified => Visibility::Hidden,
            Self::Published | Self::Appealed | Self::Amended | Self::Restored => Visibility::Shown,
            Self::Withdrawn | Self::Expired | Self::RemovedEarly => Visibility::Removed,
        }
    }

    /// Whether it may become `next`.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        TRANSITIONS[self as usize].1.contains(&next)
    }
}

/// A step: from a day on it stands so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationStep {
    /// The day from which it holds.
    pub on: NaiveDate,
    /// How it stands from that day on.
    pub to: PublicationState,
}

/// The steps of one publication, in order, and the last day it is public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publication {
    /// By day.
    pub steps: Vec<PublicationStep>,
    /// The last day on which it is seen.
    pub expires_on: Option<NaiveDate>,
    /// The first on which it is not, since the credit of whom it is about was repaired: whatever the steps say.
    pub repaired_on: Option<NaiveDate>,
}

impl Publication {
    /// How it stands on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> PublicationState {
        let state = self
            .steps
            .iter()
            .rev()
            .find(|step| step.on <= day)
            .map_or(PublicationState::Draft, |step| step.to);
        if self.has_repaired(day) && state.visibility() == Visibility::Shown {
            return PublicationState::RemovedEarly;
        }
        let over = self.expires_on.is_some_and(|last| last < day);
        if over && state.may_become(PublicationState::Expired) { PublicationState::Expired } else { state }
    }

    fn has_repaired(&self, day: NaiveDate) -> bool {
        self.repaired_on.is_some_and(|on| on <= day)
    }

    /// Whether it is to be seen on a day.
    #[must_use]
    pub fn visibility(&self, day: NaiveDate) -> Visibility {
        self.on(day).visibility()
    }

    /// The day from which it stands as it does on `day`.
    #[must_use]
    pub fn since(&self, day: NaiveDate) -> Option<NaiveDate> {
        let state = self.on(day);
        if state == PublicationState::Expired {
            return self.expires_on.and_then(|last| last.succ_opt());
        }
        if state == PublicationState::RemovedEarly && self.has_repaired(day) {
            return self.repaired_on;
        }
        self.steps.iter().rev().find(|step| step.on <= day).map(|step| step.on)
    }

    /// The day it first became public, if it has.
    #[must_use]
    pub fn first_published(&self) -> Option<NaiveDate> {
        self.steps.iter().find(|step| step.to == PublicationState::Published).map(|step| step.on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::parse::scalar::date(text).expect("a day")
    }

    #[test]
    fn the_tables_are_in_the_order_of_the_states() {
        for (place, ((.., state), (from, _))) in STATES.iter().zip(&TRANSITIONS).enumerate() {
            assert_eq!((*state as usize, *from as usize), (place, place));
        }
    }

    /// Every pair of states: the steps of the table and no other.
    #[test]
    fn every_step_of_the_table_and_no_other_may_be_taken() {
        use PublicationState::{
            Amended, Appealed, Draft, Expired, Notified, Published, RemovedEarly, Restored, Withdrawn,
        };
        let legal = [
            (Draft, Notified),
            (Draft, Published),
            (Notified, Draft),
            (Notified, Published),
            (Published, Appealed),
            (Published, Amended),
            (Published, Withdrawn),
            (Published, Expired),
            (Published, RemovedEarly),
            (Appealed, Published),
            (Appealed, Amended),
            (Appealed, Withdrawn),
            (Appealed, Expired),
            (Amended, Appealed),
            (Amended, Amended),
            (Amended, Withdrawn),
            (Amended, Expired),
            (Amended, RemovedEarly),
            (RemovedEarly, Restored),
            (RemovedEarly, Expired),
            (Restored, Appealed),
            (Restored, Amended),
            (Restored, Withdrawn),
            (Restored, Expired),
        ];
        for (.., from) in STATES {
            for (.., to) in STATES {
                assert_eq!(from.may_become(to), legal.contains(&(from, to)), "{from:?} → {to:?}");
            }
        }
    }

    #[test]
    fn what_is_seen_follows_from_the_day() {
        let step = |on, to| PublicationStep { on: day(on), to };
        let case = Publication {
            steps: vec![
                step("2023-06-01", PublicationState::Notified),
                step("2023-06-20", PublicationState::Published),
                step("2023-09-01", PublicationState::Appealed),
                step("2023-11-01", PublicationState::Withdrawn),
            ],
            expires_on: Some(day("2026-06-20")),
            repaired_on: None,
        };
        for (on, state, seen) in [
            ("2023-05-31", PublicationState::Draft, Visibility::Hidden),
            ("2023-06-19", PublicationState::Notified, Visibility::Hidden),
            ("2023-06-20", PublicationState::Published, Visibility::Shown),
            ("2023-10-31", PublicationState::Appealed, Visibility::Shown),
            ("2023-11-01", PublicationState::Withdrawn, Visibility::Removed),
            ("2030-01-01", PublicationState::Withdrawn, Visibility::Removed),
        ] {
            assert_eq!((case.on(day(on)), case.visibility(day(on))), (state, seen), "{on}");
        }
    }

    #[test]
    fn what_is_public_expires_after_its_last_day() {
        let case = Publication {
            steps: vec![PublicationStep { on: day("2023-06-20"), to: PublicationState::Published }],
            expires_on: Some(day("2026-06-20")),
            repaired_on: None,
        };
        assert_eq!(case.on(day("2026-06-20")), PublicationState::Published);
        assert_eq!(case.on(day("2026-06-21")), PublicationState::Expired);
        assert_eq!(case.since(day("2027-01-01")), Some(day("2026-06-21")));
        // What is repaired leaves before, and not twice.
        let repaired = Publication { repaired_on: Some(day("2023-07-01")), ..case };
        assert_eq!(repaired.on(day("2023-06-30")), PublicationState::Published);
        assert_eq!(repaired.on(day("2023-07-01")), PublicationState::RemovedEarly);
        assert_eq!(repaired.since(day("2027-01-01")), Some(day("2023-07-01")));
    }
}
