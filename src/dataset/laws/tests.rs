//! What is built in, and what holds on a day.

use super::*;

fn day(text: &str) -> NaiveDate {
    crate::parse::scalar::date(text).expect("a day")
}

#[test]
fn every_set_that_is_built_in_reads_without_a_finding() {
    for (id, _) in BUILT_IN {
        assert_eq!(built_in::read(id).map(|set| set.id).as_deref(), Some(id));
    }
}

#[test]
fn a_decision_is_judged_by_the_set_of_its_day() {
    let laws = Laws::built_in();
    let until = |gravity, on| laws.public_until(gravity, day(on)).to_string();
    assert_eq!(until(Gravity::General, "2026-03-31"), "2029-03-31");
    assert_eq!(until(Gravity::General, "2026-04-01"), "2027-04-01");
    assert_eq!(until(Gravity::Minor, "2026-04-01"), "2026-07-01");
    assert_eq!(until(Gravity::Serious, "2026-04-01"), "2029-04-01");
    assert_eq!(until(Gravity::General, "2020-01-01"), "2023-01-01", "before any: the longest");
    let least = |gravity, on| laws.period(gravity, day(on)).map(|period| period.least);
    assert_eq!(least(Gravity::Serious, "2023-07-05"), Some(12));
    assert_eq!(least(Gravity::General, "2023-07-05"), Some(3));
    assert_eq!(least(Gravity::General, "2023-04-30"), None);
}

/// A name ends also where nothing is said of law.
#[test]
fn a_campaign_without_law_has_no_rules_and_names_still_end() {
    let laws = Laws::of(Vec::new());
    assert!(laws.is_empty() && laws.clock(ClockOf::Publishing, day("2023-07-05")).is_none());
    assert!(laws.period(Gravity::General, day("2023-07-05")).is_none());
    assert_eq!(laws.public_until(Gravity::General, day("2023-07-05")), day("2026-07-05"));
}

#[test]
fn gravity_follows_from_the_kind_and_else_from_the_sum() {
    let laws = Laws::built_in();
    let of = |kind, yuan| laws.gravity(kind, yuan, day("2023-07-05"));
    assert_eq!(of(DecisionKind::Fine, Some(Yuan::whole(100_000))), Gravity::Serious, "以上 includes it");
    assert_eq!(of(DecisionKind::Fine, Some(Yuan::whole(99_999))), Gravity::General);
    assert_eq!(of(DecisionKind::Suspend, None), Gravity::Serious);
    assert_eq!(of(DecisionKind::Warning, None), Gravity::Minor);
}
