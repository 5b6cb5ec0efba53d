//! A chart without its picture: one sentence, a table, CSV.

use rust_decimal::Decimal;

use super::words::fill;
use super::{Chart, Kind, Point, Series, Words};
use crate::figures::format_decimal;

/// How a value came to be in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Reported, by all.
    Reported,
    /// Summed up over less than all.
    Partial,
    /// Not reported.
    Missing,
}

/// A row of the table behind a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its head.
    pub label: String,
    /// A cell for each series.
    pub cells: Vec<(String, State)>,
}

/// The table behind a chart, in the order of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the labels are, then the series.
    pub head: Vec<String>,
    /// One for each label.
    pub rows: Vec<Row>,
}

/// The table behind a chart.
#[must_use]
pub fn table(chart: &Chart, words: &Words) -> Table {
    let head =
        std::iter::once(words.label.clone()).chain(chart.series.iter().map(|series| series.name.clone()));
    let row = |(at, label): (usize, &str)| {
        let cell = |series: &Series| match series.points.get(at) {
            Some(point @ Point { value: Some(_), .. }) => (point.shown(words), state(point)),
            _ => (words.missing.clone(), State::Missing),
        };
        Row { label: label.to_owned(), cells: chart.series.iter().map(cell).collect() }
    };
    Table { head: head.collect(), rows: chart.labels().into_iter().enumerate().map(row).collect() }
}

fn state(point: &Point) -> State {
    match point.value {
        None => State::Missing,
        Some(_) if point.partial => State::Partial,
        Some(_) => State::Reported,
    }
}

/// The data behind a chart: `label,series,value,status`, one value a row. The status is A reported,
/// P partial, M missing; a missing value is empty.
#[must_use]
pub fn csv(chart: &Chart) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: [&str; 4]| writer.write_record(cells).expect("memory takes all, in rows of four");
    put(["label", "series", "value", "status"]);
    for series in &chart.series {
        for point in &series.points {
            let value = point.value.map(|value| format_decimal(value, "")).unwrap_or_default();
            let status = match state(point) {
                State::Reported => "A",
                State::Partial => "P",
                State::Missing => "M",
            };
            put([&inert(&point.label), &inert(&series.name), &value, status]);
        }
    }
    writer.into_inner().expect("memory takes all")
}

/// A cell no spreadsheet takes for a formula.
fn inert(cell: &str) -> String {
    let quote = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{quote}{cell}")
}

/// One sentence for who does not see the chart: its form, what it is about, the highest and the lowest,
/// the way from first to last, and what is missing.
#[must_use]
pub fn sentence(chart: &Chart, words: &Words) -> String {
    let kind = chart.drawn_as();
    let name = Kind::ALL.iter().position(|known| *known == kind).map_or("", |at| words.kinds[at].as_str());
    let mut out = fill(&words.about, &[("kind", name), ("what", &chart.subtitle)]);
    out.push_str(&words.stop);
    let is_over_time = matches!(kind, Kind::Line | Kind::Column | Kind::SmallMultiples);
    // Of many series, as many as a listener keeps in mind.
    for series in chart.series.iter().take(4) {
        let clauses = clauses(series, is_over_time, words);
        if clauses.is_empty() {
            continue;
        }
        let text = clauses.join(&words.comma);
        let named = fill(&words.series, &[("series", &series.name), ("text", &text)]);
        out.push_str(if chart.series.len() > 1 { &named } else { &text });
        out.push_str(&words.stop);
    }
    if chart.values().next().is_none() && chart.labels().is_empty() {
        out.push_str(&words.empty);
        out.push_str(&words.stop);
    }
    out.trim_end().to_owned()
}

fn clauses(series: &Series, is_over_time: bool, words: &Words) -> Vec<String> {
    let told: Vec<(&Point, Decimal)> =
        series.points.iter().filter_map(|point| Some((point, point.value?))).collect();
    let mut clauses = Vec::new();
    // The first of equals, as it stands first in the table.
    let highest = told.iter().rev().max_by_key(|(_, value)| *value);
    let lowest = told.iter().min_by_key(|(_, value)| *value);
    if let (Some((high, most)), Some((low, least))) = (highest, lowest) {
        if most == least && told.len() > 1 {
            clauses.push(fill(&words.equal, &[("value", &high.text)]));
        } else {
            let of = |template: &str, point: &Point| {
                fill(template, &[("label", &point.label), ("value", &point.shown(words))])
            };
            clauses.push(of(&words.highest, high));
            if told.len() > 1 {
                clauses.push(of(&words.lowest, low));
            }
        }
    }
    if let (true, [(first, from), .., (last, to)]) = (is_over_time, told.as_slice()) {
        let template = match to.cmp(from) {
            std::cmp::Ordering::Greater => &words.rising,
            std::cmp::Ordering::Less => &words.falling,
            std::cmp::Ordering::Equal => &words.level,
        };
        let said =
            [("first", &*first.label), ("from", &first.text), ("last", &last.label), ("to", &last.text)];
        clauses.push(fill(template, &said));
    }
    for (template, state_of) in [(&words.gaps, State::Missing), (&words.incomplete, State::Partial)] {
        let labels: Vec<&str> = series
            .points
            .iter()
            .filter(|point| state(point) == state_of)
            .map(|point| &*point.label)
            .collect();
        if !labels.is_empty() {
            clauses.push(fill(template, &[("labels", &list(&labels, words))]));
        }
    }
    clauses
}

/// Up to six by name, more with their number.
fn list(labels: &[&str], words: &Words) -> String {
    let named = labels[..labels.len().min(6)].join(&words.list);
    if labels.len() <= 6 {
        return named;
    }
    fill(&words.more, &[("labels", &named), ("number", &labels.len().to_string())])
}
