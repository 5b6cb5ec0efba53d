//! Windows of penalties: three within 180 days, or four within a year (安全生产法 113, item 1).
//!
//! In: decisions against one unit and a day. Out: the latest window they fill: penalties of 2023-01-01, 03-01 and 06-30 fill
//! one, since 06-30 is the 180th day after the first.

use std::collections::{BTreeSet, HashMap};

use chrono::{Months, NaiveDate};

use super::Citations;
use crate::dataset::Dataset;
use crate::dataset::laws::Closure;
use crate::dataset::ledger::{Decision, DecisionAt, Party, Table};

/// Why a closure is to be checked (安全生产法 113, item 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Three penalties within 180 days.
    HalfYear,
    /// Four penalties within a year.
    Year,
}

/// The latest window that days in order fill: which, and the places of all its days.
#[must_use]
pub fn window(days: &[NaiveDate], rule: &Closure) -> Option<(Window, std::ops::Range<usize>)> {
    let ((in_days, within), (in_months, months)) = (rule.in_days, rule.in_months);
    let ending = |last: usize, fits: &dyn Fn(NaiveDate) -> bool, least: usize| {
        let first = days.iter().position(|day| fits(*day))?;
        (last + 1 - first >= least).then_some(first..last + 1)
    };
    (0..days.len()).rev().find_map(|last| {
        let end = days[last];
        let half_year = ending(last, &|day| (end - day).num_days() <= i64::from(within), in_days);
        let year = || ending(last, &|day| end <= day + Months::new(months), in_months);
        half_year.map(|at| (Window::HalfYear, at)).or_else(|| year().map(|at| (Window::Year, at)))
    })
}

/// Penalties that come so often that they fill a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// Which of the two windows: the latest that is filled.
    pub window: Window,
    /// Indices of the decisions that fill it, by day.
    pub decisions: Vec<DecisionAt>,
    /// The day of the first of them.
    pub first: NaiveDate,
    /// The day of the last of them.
    pub last: NaiveDate,
    /// How many cases they are about: several documents of one case count each, and readers are told.
    pub cases: usize,
}

/// Whether, on a day, three valid penalties against a unit within 180 days or four within a year are among its
/// decisions: distinct ones under 安全生产法. Those against its principal alone, revoked ones, and those under other laws
/// do not count; a decision that stands in several rows, one for each penalty in it, is one. Two offices may have the same number.
#[must_use]
pub fn repeated(
    dataset: &Dataset,
    citations: &Citations,
    decisions: impl Iterator<Item = DecisionAt>,
    as_of: NaiveDate,
) -> Option<Repeated> {
    let table = &dataset.ledger.decisions;
    let may_count = |(_, decision): &(DecisionAt, &Decision)| {
        decision.is_valid_penalty() && decision.party == Party::Unit && decision.decided_on <= as_of
    };
    let may: Vec<(DecisionAt, &Decision)> =
        decisions.map(|index| (index, table.get(index))).filter(may_count).collect();
    // Nearly every enterprise has been penalised less often.
    let (law, rule) = dataset.laws.closure(as_of)?;
    if may.len() < rule.in_days.0.min(rule.in_months.0) {
        return None;
    }
    let counted = may.into_iter().filter(|(_, decision)| citations.get(decision).law == Some(law));
    let mut distinct: Vec<(NaiveDate, &str, DecisionAt)> = counted
        .map(|(index, decision)| (decision.decided_on, table.text(decision, decision.document_no), index))
        .collect();
    distinct.sort_unstable();
    let mut numbered: HashMap<&str, Vec<&Decision>> = HashMap::new();
    distinct.retain(|(_, number, index)| {
        let decision = table.get(*index);
        let same = numbered.entry(number).or_default();
        let is_new = number.is_empty() || !same.iter().any(|one| is_of_one_office(table, one, decision));
        same.push(decision);
        is_new
    });
    let days: Vec<NaiveDate> = distinct.iter().map(|(day, ..)| *day).collect();
    let (window, range) = window(&days, rule)?;
    let (first, last) = (days[range.start], days[range.end - 1]);
    let decisions: Vec<DecisionAt> = distinct[range].iter().map(|(.., index)| *index).collect();
    let case = |index: &DecisionAt| table.text(table.get(*index), table.get(*index).case);
    let cases = decisions.iter().map(case).collect::<BTreeSet<_>>().len();
    Some(Repeated { window, decisions, first, last, cases })
}

/// Whether two decisions are of one office, which numbers for itself: as named, else by the ledger they stand in.
fn is_of_one_office(table: &Table<Decision>, one: &Decision, other: &Decision) -> bool {
    let (office, other_office) = (table.text(one, one.authority), table.text(other, other.authority));
    if office.is_empty() || other_office.is_empty() {
        one.at.sheet == other.at.sheet
    } else {
        office == other_office
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        crate::parse::scalar::date(text).expect("a day")
    }

    fn closure() -> Closure {
        let laws = crate::dataset::laws::Laws::built_in();
        laws.closure(day("2023-07-05")).expect("is built in").1.clone()
    }

    #[test]
    fn windows_close_on_their_last_day() {
        let rule = closure();
        let three = [day("2023-01-01"), day("2023-03-01"), day("2023-06-30")];
        assert_eq!(window(&three, &rule), Some((Window::HalfYear, 0..3)), "the 180th day");
        assert_eq!(window(&[three[0], three[1], day("2023-07-01")], &rule), None, "the 181st");
        let four = [day("2023-01-01"), day("2023-05-01"), day("2023-09-01"), day("2024-01-01")];
        assert_eq!(window(&four, &rule), Some((Window::Year, 0..4)), "a year later to the day");
        assert_eq!(window(&[four[0], four[1], four[2], day("2024-01-02")], &rule), None);
        assert_eq!(window(&three[..2], &rule), None);
    }

    proptest! {
        /// Against the definition, looking at every three and every four.
        #[test]
        fn a_window_is_filled_where_any_three_or_four_fill_it(mut gaps in prop::collection::vec(0_u64..260, 0..9)) {
            let mut at = day("2022-02-28");
            let days: Vec<NaiveDate> = gaps.drain(..).map(|gap| { at = at + Days::new(gap); at }).collect();
            let mut any = false;
            for first in 0..days.len() {
                for last in first + 2..days.len() {
                    any |= days[last] <= days[first] + Days::new(180);
                    any |= last >= first + 3 && days[last] <= days[first] + Months::new(12);
                }
            }
            let found = window(&days, &closure());
            prop_assert_eq!(found.is_some(), any);
            if let Some((window, range)) = found {
                let least = if window == Window::HalfYear { 3 } else { 4 };
                prop_assert!(range.len() >= least);
                // All of its days, and none before them.
                let reach = |day: NaiveDate| match window {
                    Window::HalfYear => day + Days::new(180),
                    Window::Year => day + Months::new(12),
                };
                let end = days[range.end - 1];
                prop_assert!(reach(days[range.start]) >= end);
                prop_assert!(range.start == 0 || reach(days[range.start - 1]) < end);
                // Nothing that ends later fills one.
                for last in range.end..days.len() {
                    prop_assert!(days[last] > days[last - 2] + Days::new(180));
                    prop_assert!(last < 3 || days[last] > days[last - 3] + Months::new(12));
                }
            }
        }

        /// One decision more never takes a condition away.
        #[test]
        fn one_more_penalty_never_undoes_a_window(mut offsets in prop::collection::vec(0_u64..900, 3..8), more in 0_u64..900) {
            let days = |offsets: &mut Vec<u64>| -> Vec<NaiveDate> {
                offsets.sort_unstable();
                offsets.iter().map(|offset| day("2023-01-01") + Days::new(*offset)).collect()
            };
            let before = window(&days(&mut offsets), &closure()).is_some();
            offsets.push(more);
            prop_assert!(!before || window(&days(&mut offsets), &closure()).is_some());
        }
    }
}
