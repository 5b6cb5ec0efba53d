//! 安全生产法 113(一): when penalties have come so often that closing an enterprise is to be looked into. A hint, never
//! a verdict.

use chrono::{Days, Months, NaiveDate};

use crate::dataset::Dataset;
use crate::dataset::ledger::{Decision, Index, Party};

/// Penalties that reach the condition for a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosureCheck {
    /// The first of them.
    pub first: NaiveDate,
    /// The last of them.
    pub last: NaiveDate,
    /// How many: three within 180 days, or four within a year.
    pub count: usize,
}

/// Whether a penalty is one of this law on the unit itself, and stands.
fn counts(dataset: &Dataset, decision: &Decision, as_of: NaiveDate) -> bool {
    let basis = dataset.ledger.decisions.text(decision, decision.basis);
    decision.party == Party::Unit
        && decision.is_valid_penalty()
        && decision.decided_on <= as_of
        && basis.contains("安全生产法")
}

/// Looks through an enterprise's decisions; whether it has a major hazard is for the caller to know.
#[must_use]
pub fn closure_check(
    dataset: &Dataset,
    decisions: impl Iterator<Item = Index>,
    as_of: NaiveDate,
) -> Option<ClosureCheck> {
    let table = &dataset.ledger.decisions;
    let decisions = decisions.map(|index| table.get(index));
    let mut distinct: Vec<(NaiveDate, &str)> = decisions
        .filter(|decision| counts(dataset, decision, as_of))
        .map(|decision| {
            let number = table.text(decision, decision.document_no);
            (decision.decided_on, if number.is_empty() { table.id(decision) } else { number })
        })
        .collect();
    distinct.sort_unstable();
    distinct.dedup();
    reached(&distinct.iter().map(|(day, _)| *day).collect::<Vec<_>>())
}

/// The first days, of sorted ones, that reach one of the two conditions.
fn reached(days: &[NaiveDate]) -> Option<ClosureCheck> {
    let of = |days: &[NaiveDate], until: Option<NaiveDate>| {
        let (first, last) = (*days.first()?, *days.last()?);
        (last <= until?).then_some(ClosureCheck { first, last, count: days.len() })
    };
    let three = days.windows(3).find_map(|days| of(days, days[0].checked_add_days(Days::new(180))));
    three.or_else(|| days.windows(4).find_map(|days| of(days, days[0].checked_add_months(Months::new(12)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: &[&str]) -> Vec<NaiveDate> {
        days.iter().map(|day| day.parse().unwrap()).collect()
    }

    #[test]
    fn three_within_180_days_or_four_within_a_year() {
        assert!(reached(&days(&["2023-01-01", "2023-03-01", "2023-06-30"])).is_some(), "180 days");
        assert!(reached(&days(&["2023-01-01", "2023-03-01", "2023-07-01"])).is_none(), "181 days");
        let year = ["2023-01-01", "2023-05-01", "2023-09-01", "2024-01-01"];
        assert_eq!(reached(&days(&year)).map(|check| check.count), Some(4));
        assert!(reached(&days(&["2023-01-01", "2023-05-01", "2023-09-01", "2024-01-02"])).is_none());
    }
}
