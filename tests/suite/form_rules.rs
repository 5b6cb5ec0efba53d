//! Rules between the cells of a form: the sample passes each, and each fails where its left side is one too many.

use gongshi::dataset::{Rule, Span};
use gongshi::diagnostic::{Code, Severity};

use crate::support::sample::{change, report, sample};

/// A county that found nothing, in its last month: every right side is 0.
const QUIET: (&str, &str) = ("2023-11", "141032");

/// The first cell of a rule's left side, as a report names it.
fn cell(form: &str, rule: &Rule, spans: usize) -> String {
    let operand = &rule.left[0];
    let span = match operand.span.unwrap_or(rule.over) {
        Span::Month => "month",
        Span::ToDate => "total",
    };
    let cell = operand.measure.strip_prefix(&format!("{form}.")).expect("is a cell of its form");
    if spans > 1 { format!("{form}.{cell}.{span}") } else { format!("{form}.{cell}") }
}

#[test]
fn every_rule_of_a_form_fails_where_its_left_side_is_too_large() {
    let dataset = sample().count().dataset;
    let mut tried = 0;
    for form in &dataset.forms {
        for rule in &form.rules {
            let (period, region) = QUIET;
            let cell = cell(&form.id, rule, form.spans.len());
            let seen = change(sample(), period, region, &cell, |number| number + 1.0).check();
            let named = format!("(rule `{}`)", rule.id);
            let path = report(period, region);
            let told = seen.findings.iter().find(|finding| {
                finding.code == Code::RuleBroken
                    && finding.message.en.ends_with(&named)
                    && finding.place.path.as_ref() == path
            });
            let told = told.unwrap_or_else(|| panic!("{} ({cell}): {}", rule.id, seen.told()));
            assert_eq!((told.severity, seen.pointed(told)), (rule.severity, "1"), "{}", rule.id);
            tried += 1;
        }
    }
    assert!(tried >= 25, "{tried}");
}

/// More rectified than found is an error to date, and in one month only asks for a look.
#[test]
fn rectified_beyond_found_is_an_error_only_to_date() {
    let dataset = sample().count().dataset;
    let rules =
        dataset.forms.iter().flat_map(|form| &form.rules).filter(|rule| rule.id.contains("rectified"));
    for rule in rules {
        let wanted = if rule.over == Span::ToDate { Severity::Error } else { Severity::Warning };
        assert_eq!(rule.severity, wanted, "{}", rule.id);
    }
}
