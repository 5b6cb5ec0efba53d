//! 延期: the deadlines of a hazard, one after the other, and which of them held on a day.
//!
//! In: the cell `extensions`, `2023-07-28:2023-08-20; …`, each the day an extension was granted and the new deadline; or
//! the `extended_to` of older files, which does not say since when. Out: [`Deadlines`]. An extension does not undo the days
//! before it: due 07-10 and extended on 07-28 to 08-20, a hazard is overdue from 07-11 to 07-27, and again from 08-21.

use chrono::{Days, NaiveDate};

use crate::parse::scalar;

/// A later deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extension {
    /// When it was granted; the earliest day there is, where that is not written.
    pub granted_on: NaiveDate,
    /// The deadline from then on.
    pub due_on: NaiveDate,
}

/// The deadlines of a hazard.
#[derive(Debug, Clone, Default)]
pub struct Deadlines {
    /// The first; none is set yet, or never was.
    pub due_on: Option<NaiveDate>,
    /// The later ones, in the order they were granted.
    pub extensions: Box<[Extension]>,
}

impl Deadlines {
    /// The one that holds on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let granted = self.extensions.iter().rev().find(|extension| extension.granted_on <= day);
        granted.map(|extension| extension.due_on).or(self.due_on)
    }

    /// The last that was granted by a day, where one was.
    #[must_use]
    pub fn extended_to(&self, day: NaiveDate) -> Option<NaiveDate> {
        let granted = self.extensions.iter().rev().find(|extension| extension.granted_on <= day);
        granted.map(|extension| extension.due_on)
    }

    /// Each with the day the next was granted on, from which it held no longer.
    fn each(&self) -> impl Iterator<Item = (NaiveDate, Option<NaiveDate>)> {
        let later = self.extensions.iter().map(|extension| (extension.due_on, Some(extension.granted_on)));
        let all = self.due_on.map(|due_on| (due_on, None)).into_iter().chain(later);
        let ends = self.extensions.iter().skip(usize::from(self.due_on.is_none()));
        let ends = ends.map(|next| Some(next.granted_on)).chain(std::iter::once(None));
        all.zip(ends).map(|((due_on, _), end)| (due_on, end))
    }

    /// The first that came while it held: nothing that is granted later changes that it did.
    #[must_use]
    pub fn fell_due(&self) -> Option<NaiveDate> {
        self.each().find(|(due_on, end)| end.is_none_or(|end| end > *due_on)).map(|(due_on, _)| due_on)
    }

    /// The days past a deadline that held: from the day after it to the day the next was granted on, that day not among
    /// them.
    pub fn lapses(&self) -> impl Iterator<Item = (NaiveDate, Option<NaiveDate>)> {
        let from = self.each().map(|(due_on, end)| (due_on + Days::new(1), end));
        from.filter(|(from, end)| end.is_none_or(|end| end > *from))
    }
}

/// The extensions of a cell: each as it is written, and where it is one, the day it was granted and the new deadline.
pub fn parts(cell: &str) -> impl Iterator<Item = (&str, Option<[NaiveDate; 2]>)> {
    let parts = cell.split(PARTS).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| {
        let days =
            part.split_once(COLON).map(|(granted, due)| [granted, due].map(|day| scalar::date(day.trim())));
        let Some([Some(granted_on), Some(due_on)]) = days else { return (part, None) };
        (part, Some([granted_on, due_on]))
    })
}

const PARTS: [char; 2] = [';', '；'];
pub(super) const COLON: [char; 2] = [':', '：'];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        scalar::date(text).expect("a day")
    }

    fn deadlines(due: &str, extensions: &[(&str, &str)]) -> Deadlines {
        let one = |(granted, due): &(&str, &str)| Extension { granted_on: day(granted), due_on: day(due) };
        Deadlines { due_on: Some(day(due)), extensions: extensions.iter().map(one).collect() }
    }

    #[test]
    fn an_extension_granted_too_late_leaves_the_days_before_it() {
        let late = deadlines("2023-07-10", &[("2023-07-28", "2023-08-20")]);
        assert_eq!(late.fell_due(), Some(day("2023-07-10")));
        let lapses: Vec<_> = late.lapses().collect();
        let until = Some(day("2023-07-28"));
        assert_eq!(lapses, [(day("2023-07-11"), until), (day("2023-08-21"), None)]);
        assert_eq!(late.on(day("2023-07-27")), Some(day("2023-07-10")));
        assert_eq!(late.on(day("2023-07-28")), Some(day("2023-08-20")));
    }

    #[test]
    fn an_extension_granted_in_time_moves_the_deadline() {
        for granted in ["2023-07-01", "2023-07-10"] {
            let moved = deadlines("2023-07-10", &[(granted, "2023-08-20")]);
            assert_eq!(moved.fell_due(), Some(day("2023-08-20")), "{granted}");
            assert_eq!(moved.lapses().collect::<Vec<_>>(), [(day("2023-08-21"), None)], "{granted}");
        }
        let next_day = deadlines("2023-07-10", &[("2023-07-11", "2023-08-20")]);
        assert_eq!(next_day.fell_due(), Some(day("2023-07-10")), "it was missed, if only by a day");
        assert_eq!(next_day.lapses().count(), 1, "and was overdue on no day's end");
    }

    #[test]
    fn several_follow_each_other() {
        let twice = deadlines("2023-06-10", &[("2023-06-05", "2023-07-10"), ("2023-07-20", "2023-08-10")]);
        assert_eq!(twice.fell_due(), Some(day("2023-07-10")));
        assert_eq!(twice.lapses().next(), Some((day("2023-07-11"), Some(day("2023-07-20")))));
        assert_eq!(twice.extended_to(day("2023-06-30")), Some(day("2023-07-10")));
        assert_eq!(twice.extended_to(day("2023-06-01")), None);
    }
}
