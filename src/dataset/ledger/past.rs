//! What something was before: values, each with the last day it held, so that a state of the past is told from what was
//! true then. In production until 2023-06-30 and closed since 07-01, a facility has `production@2023-06-30` beside the
//! status `closed`: on 06-30 it is in production, on 07-01 closed.

use chrono::NaiveDate;

const PARTS: [char; 2] = [';', '；'];
const UNTIL: [char; 2] = ['@', '＠'];

/// What something was, the earliest first, each with the last day it held.
#[derive(Debug, Clone)]
pub struct Former<T> {
    until: Box<[(NaiveDate, T)]>,
}

impl<T> Default for Former<T> {
    fn default() -> Self {
        Self { until: Box::default() }
    }
}

impl<T: Copy> Former<T> {
    pub(super) fn new(mut until: Vec<(NaiveDate, T)>) -> Self {
        until.sort_by_key(|(day, _)| *day);
        Self { until: until.into() }
    }

    /// What it was on a day; `None` once the last of them has ended, when it is what it is today.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<T> {
        self.until.iter().find(|(until, _)| day <= *until).map(|(_, value)| *value)
    }

    /// Each with its last day, the earliest first.
    #[must_use]
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, T)> + '_ {
        self.until.iter().copied()
    }

    /// What it was while it was there, each with its first day and the day it ended, that day not in it; today's value since
    /// a day, where that is known. What it was before the first that is known is not known: closed on 2023-11-03 and nothing
    /// else said, it was something until 11-02.
    pub(super) fn stretches(
        &self,
        [since, until]: [Option<NaiveDate>; 2],
        today: T,
        today_since: Option<NaiveDate>,
    ) -> impl Iterator<Item = (NaiveDate, Option<NaiveDate>, Option<T>)> {
        let (since, until) = (since.unwrap_or(NaiveDate::MIN), until.map_or(NaiveDate::MAX, day_after));
        let known = self.each().map(|(last, value)| (day_after(last), Some(value)));
        let ends = known.chain(today_since.map(|from| (from, None))).chain([(NaiveDate::MAX, Some(today))]);
        let mut from = NaiveDate::MIN;
        ends.filter_map(move |(end, value)| {
            let first = from.max(since);
            from = from.max(end);
            let end = end.min(until);
            (first < end).then_some((first, Some(end).filter(|end| *end < NaiveDate::MAX), value))
        })
    }

    /// The same of what is known throughout: each value with its first day and the one after the last.
    pub(super) fn and_today(
        &self,
        today: T,
        on_register: [Option<NaiveDate>; 2],
    ) -> Vec<(T, NaiveDate, NaiveDate)> {
        let stretches = self.stretches(on_register, today, None);
        let known = |(from, until, value): (NaiveDate, Option<NaiveDate>, Option<T>)| {
            (value.unwrap_or(today), from, until.unwrap_or(NaiveDate::MAX))
        };
        stretches.map(known).collect()
    }

    /// Whether nothing is known of what it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.until.is_empty()
    }

    /// The last day of the last of them.
    #[must_use]
    pub fn ended_on(&self) -> Option<NaiveDate> {
        self.until.last().map(|(day, _)| *day)
    }
}

/// The day after the last one.
pub(super) fn day_after(last: NaiveDate) -> NaiveDate {
    last.succ_opt().unwrap_or(NaiveDate::MAX)
}

/// The values of a cell, each with what it says of its last day.
pub fn parts(cell: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let parts = cell.split(PARTS).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| match part.split_once(UNTIL) {
        Some((value, until)) => (value.trim(), Some(until.trim())),
        None => (part, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_value_holds_to_its_last_day() {
        let former = Former::new(vec![(day("2023-06-30"), 'b'), (day("2023-03-31"), 'a')]);
        let on = |text: &str| former.on(day(text));
        assert_eq!(
            [on("2023-03-31"), on("2023-04-01"), on("2023-06-30"), on("2023-07-01")],
            [Some('a'), Some('b'), Some('b'), None]
        );
    }

    #[test]
    fn what_was_between_two_known_values_is_not_known() {
        let former = Former::new(vec![(day("2023-03-31"), 'a')]);
        let all: Vec<_> =
            former.stretches([None, Some(day("2023-12-30"))], 'z', Some(day("2023-06-01"))).collect();
        let ends = [day("2023-04-01"), day("2023-06-01"), day("2023-12-31")];
        assert_eq!(
            all,
            [
                (NaiveDate::MIN, Some(ends[0]), Some('a')),
                (ends[0], Some(ends[1]), None),
                (ends[1], Some(ends[2]), Some('z')),
            ]
        );
        let always: Vec<_> = Former::default().stretches([None, None], 'z', None).collect();
        assert_eq!(always, [(NaiveDate::MIN, None, Some('z'))]);
    }
}
