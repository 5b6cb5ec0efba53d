//! `data/corrections.toml` against the figures: what a correction says is so now must be what the site shows.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::{CorrectedFigure, Correction, Value};
use crate::diagnostic::{Code, Finding, Findings};
use crate::figures::{Figure, Key, ReferenceError, Status, example_name, figure_named, format_decimal};
use crate::parse::toml::Spanned;
use crate::say;

/// A figure of an entry.
type Changed<'d> = (&'d Correction, &'d CorrectedFigure);

/// Checks every correction by itself, and those of one figure against each other.
pub fn check(subject: Subject, findings: &Findings) {
    // By figure, however it was named.
    let mut of_figure: BTreeMap<Key, Vec<Changed>> = BTreeMap::new();
    for correction in &subject.dataset.corrections {
        for change in &correction.changes {
            findings.extend(changes_nothing(correction, change));
            match figure_named(&change.what.value, subject.dataset, subject.figures) {
                Ok(at) => {
                    findings.extend(impossible_day(subject, correction, at));
                    of_figure.entry(at).or_default().push((correction, change));
                }
                Err(error) => findings.push(unknown(subject, (correction, change), &error)),
            }
        }
        for measure in &correction.measures {
            if subject.figures.measure(&measure.value).is_none() {
                findings.push(unknown_measure(correction, measure));
            }
        }
    }
    for (at, mut corrections) in of_figure {
        corrections.sort_by_key(|(correction, _)| (correction.date.value, correction.no));
        let is_secret = subject.figures.is_secret(at.measure);
        for pair in corrections.windows(2) {
            findings.extend(does_not_follow(pair[0], pair[1], is_secret));
        }
        if let Some(last) = corrections.last() {
            findings.extend(differs(*last, &subject.figures.at(at), is_secret));
        }
    }
}

fn unknown_measure(correction: &Correction, measure: &Spanned<String>) -> Finding {
    let message = say!("没有 `{}` 这项指标", "unknown measure `{}`", measure.value);
    Finding::new(Code::CorrectedFigureUnknown, correction.file.place(&measure.span), message).help(say!(
        "写指标的 id，例如 `rate.rectified`",
        "write the id of a measure, such as `rate.rectified`"
    ))
}

fn unknown(subject: Subject, (correction, change): Changed, error: &ReferenceError) -> Finding {
    let example = example_name(subject.dataset, subject.figures);
    let name = &change.what.value;
    let message = match error {
        ReferenceError::Shape => {
            say!("`{name}` 不是“指标@期/地区”", "`{name}` is not measure@period/region")
        }
        ReferenceError::Measure(part) => say!("没有 `{part}` 这项指标", "unknown measure `{part}`"),
        ReferenceError::Period(part) => {
            say!("没有 `{part}` 期，或这一期还没有截止", "no period `{part}`, or it is not closed yet")
        }
        ReferenceError::Region(part) => say!("没有 `{part}` 这个地区", "unknown region `{part}`"),
    };
    Finding::new(Code::CorrectedFigureUnknown, correction.file.place(&change.what.span), message).help(say!(
        "写成 `{example}`，累计在指标后加 `.total`",
        "write `{example}`; `.total` after the measure is the figure to date"
    ))
}

fn changes_nothing(correction: &Correction, change: &CorrectedFigure) -> Option<Finding> {
    (change.old.value == change.new.value).then(|| {
        Finding::new(
            Code::CorrectionChangesNothing,
            correction.file.place(&change.new.span),
            say!("`old` 与 `new` 相同，没有更正", "`old` and `new` are the same, so nothing was corrected"),
        )
        .help(say!("`old` 写原来公布的数", "`old` is what was published before"))
    })
}

/// A figure is published once its period has closed, and nothing is known of the time after `as_of`.
fn impossible_day(subject: Subject, correction: &Correction, at: Key) -> Option<Finding> {
    let date = correction.date.value;
    let closed = subject.dataset.campaign.periods[at.period].to;
    let message = match () {
        () if date > subject.as_of => say!(
            "更正日 {date} 晚于数据截至日 {}",
            "corrected on {date}, after the data's own day {}",
            subject.as_of
        ),
        () if date < closed => say!(
            "更正日 {date} 早于本期截止日 {closed}，那时还没有公布",
            "corrected on {date}, before the period closed on {closed} and anything was published"
        ),
        () => return None,
    };
    let place = correction.file.place(&correction.date.span);
    Some(
        Finding::new(Code::CorrectionDateImpossible, place, message)
            .help(say!("`date` 写更正公布的日子", "`date` is the day the correction was published")),
    )
}

fn does_not_follow((first, earlier): Changed, (second, later): Changed, is_secret: bool) -> Option<Finding> {
    (earlier.new.value != later.old.value).then(|| {
        let told = |value| if is_secret { "…".to_owned() } else { told(value) };
        let (new, old) = (told(earlier.new.value), told(later.old.value));
        Finding::new(
            Code::CorrectionsDoNotFollow,
            second.file.place(&later.old.span),
            say!(
                "这次说原来是 `{old}`，上次更正为 `{new}`",
                "this one says it was `{old}`, the one before made it `{new}`"
            ),
        )
        .related(first.file.place(&earlier.new.span), say!("上次更正在这里", "the correction before"))
        .help(say!("同一个数的更正要首尾相接", "corrections of one figure follow on each other"))
    })
}

/// Of a figure that is not published no value is told: logs of checks are public.
fn differs((correction, last): Changed, figure: &Figure, is_secret: bool) -> Option<Finding> {
    let shown = match figure.status() {
        Status::Missing => Value::Missing,
        Status::NotApplicable => Value::NotApplicable,
        Status::Reported | Status::Withheld => Value::Number(figure.even_withheld().unwrap_or(Decimal::ZERO)),
    };
    (shown != last.new.value).then(|| {
        let told = |value| if is_secret { "…".to_owned() } else { told(value) };
        let (new, now) = (told(last.new.value), told(shown));
        Finding::new(
            Code::CorrectionDiffers,
            correction.file.place(&last.new.span),
            say!(
                "`{}` 更正为 `{new}`，站点上现在是 `{now}`",
                "`{}` was corrected to `{new}`, the site now shows `{now}`",
                last.what.value
            ),
        )
        .help(say!(
            "改正报表，或为后来的改动再写一条更正",
            "correct the report, or write another correction for what changed since"
        ))
    })
}

/// As it is written in the file.
fn told(value: Value) -> String {
    match value {
        Value::Missing => "missing".into(),
        Value::NotApplicable => "n/a".into(),
        Value::Number(number) => format_decimal(number, ""),
    }
}
