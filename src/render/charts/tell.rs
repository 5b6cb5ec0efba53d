//! A chart without its picture: one sentence, a table, CSV.

use rust_decimal::Decimal;

use super::foremost::foremost;
use super::words::fill;
use super::{Chart, ChartWords, Kind, Labels, Point, Series};
use crate::figures::format_decimal;
use crate::render::downloads::inert;

/// How a value came to be in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueState {
    /// Reported, by all.
    Reported,
    /// Summed up over less than all.
    Partial,
    /// Not reported.
    Missing,
    /// Not published.
    Withheld,
}

/// A row of the table behind a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartRow {
    /// The county or month it is of, as readers see it.
    pub label: String,
    /// A cell for each series.
    pub cells: Vec<(String, ValueState)>,
}

/// The table behind a chart, in the order of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartTable {
    /// What the labels are, then the series.
    pub head: Vec<String>,
    /// One for each label.
    pub rows: Vec<ChartRow>,
}

/// The table behind a chart: what is drawn.
#[must_use]
pub fn table(chart: &Chart, words: &ChartWords) -> ChartTable {
    let chart = &foremost(chart, words);
    let labels = match chart.labels {
        Labels::Regions => &words.region,
        Labels::Periods => &words.period,
        Labels::Items => &words.label,
    };
    let head = std::iter::once(labels.clone()).chain(chart.series.iter().map(|series| series.name.clone()));
    let row = |(at, label): (usize, &str)| {
        let label = words.dates.told(label);
        let cell = |series: &Series| match series.points.get(at) {
            Some(point) => (point.shown(words), state(point)),
            None => (words.missing.clone(), ValueState::Missing),
        };
        ChartRow { label, cells: chart.series.iter().map(cell).collect() }
    };
    ChartTable { head: head.collect(), rows: chart.labels().into_iter().enumerate().map(row).collect() }
}

fn state(point: &Point) -> ValueState {
    match point.value {
        None if point.withheld => ValueState::Withheld,
        None => ValueState::Missing,
        Some(_) if point.partial => ValueState::Partial,
        Some(_) => ValueState::Reported,
    }
}

/// The data behind a chart: `label,series,value,status`, one value a row. The status is A reported,
/// P partial, M missing, S suppressed; the value of the last two is empty.
#[must_use]
pub fn csv(chart: &Chart) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: [&str; 4]| writer.write_record(cells).expect("memory takes all, in rows of four");
    put(["label", "series", "value", "status"]);
    for series in &chart.series {
        for point in &series.points {
            let value = point.value.map(|value| format_decimal(value, "")).unwrap_or_default();
            let status = match state(point) {
                ValueState::Reported => "A",
                ValueState::Partial => "P",
                ValueState::Missing => "M",
                ValueState::Withheld => "S",
            };
            put([&inert(&point.label), &inert(&series.name), &value, status]);
        }
    }
    writer.into_inner().expect("memory takes all")
}

/// One sentence for who does not see the chart: its form; over months the way from the first to the last,
/// else the highest and the lowest; and what is missing. What it is about, its subtitle says.
#[must_use]
pub fn sentence(chart: &Chart, words: &ChartWords) -> String {
    let kind = chart.drawn_as();
    let name = Kind::ALL.iter().position(|known| *known == kind).map_or("", |at| words.kinds[at].as_str());
    let mut out = fill(&words.about, &[("kind", name)]);
    let is_over_time = matches!(kind, Kind::Line | Kind::Column | Kind::SmallMultiples);
    // Of many series, as many as a listener keeps in mind.
    let series = &chart.series[..chart.series.len().min(4)];
    let open: Vec<Vec<String>> = series.iter().map(|series| absences(series, words)).collect();
    let is_shared = series.len() > 1 && open.windows(2).all(|pair| pair[0] == pair[1]);
    for (series, absent) in series.iter().zip(&open) {
        let mut clauses = if is_over_time { way(chart, series, words) } else { ends(chart, series, words) };
        if !is_shared {
            clauses.extend_from_slice(absent);
        }
        if clauses.is_empty() {
            continue;
        }
        let text = clauses.join(&words.comma);
        let named = fill(&words.series, &[("series", &series.name), ("text", &text)]);
        out.push_str(if chart.series.len() > 1 { &named } else { &text });
        out.push_str(&words.stop);
    }
    if let (true, Some(absent)) = (is_shared, open.first().filter(|absent| !absent.is_empty())) {
        out.push_str(&absent.join(&words.comma));
        out.push_str(&words.stop);
    }
    if chart.values().next().is_none() && chart.labels().is_empty() {
        out.push_str(&words.empty);
        out.push_str(&words.stop);
    }
    out.trim_end().to_owned()
}

fn told(series: &Series) -> Vec<(&Point, Decimal)> {
    series.points.iter().filter_map(|point| Some((point, point.value?))).collect()
}

/// A value with its unit, unless it brings its own.
fn with_unit(chart: &Chart, point: &Point, words: &ChartWords) -> String {
    if chart.unit.is_empty() || point.text.ends_with(&chart.unit) || point.text.contains('/') {
        return point.text.clone();
    }
    fill(&words.with_unit, &[("value", &point.text), ("unit", &chart.unit)])
}

/// From the first month to the last, and what lies above or below both.
fn way(chart: &Chart, series: &Series, words: &ChartWords) -> Vec<String> {
    let told = told(series);
    let label = |point: &Point| words.dates.told(&point.label);
    let extreme = |template: &str, point: &Point| {
        fill(template, &[("labels", &label(point)), ("value", &with_unit(chart, point, words))])
    };
    let [(first, from), .., (last, to)] = told.as_slice() else {
        return told.iter().map(|(point, _)| extreme(&words.highest, point)).collect();
    };
    let template = match to.cmp(from) {
        std::cmp::Ordering::Greater => &words.rising,
        std::cmp::Ordering::Less => &words.falling,
        std::cmp::Ordering::Equal => &words.level,
    };
    let ends = [label(first), with_unit(chart, first, words), label(last), with_unit(chart, last, words)];
    let names = ["first", "from", "last", "to"];
    let values: Vec<(&str, &str)> = names.into_iter().zip(ends.iter().map(String::as_str)).collect();
    let mut clauses = vec![fill(template, &values)];
    // The first of equals, as it stands first in the table.
    let highest = told.iter().rev().max_by_key(|(_, value)| *value);
    clauses.extend(
        highest.filter(|(_, value)| value > from.max(to)).map(|(point, _)| extreme(&words.highest, point)),
    );
    let lowest = told.iter().min_by_key(|(_, value)| *value);
    clauses.extend(
        lowest.filter(|(_, value)| value < from.min(to)).map(|(point, _)| extreme(&words.lowest, point)),
    );
    clauses
}

/// Who is highest and who lowest, all of them where several are.
fn ends(chart: &Chart, series: &Series, words: &ChartWords) -> Vec<String> {
    let told = told(series);
    let values = || told.iter().map(|(_, value)| *value);
    let (Some(most), Some(least)) = (values().max(), values().min()) else { return Vec::new() };
    let of = |template: &str, wanted: Decimal| {
        let alike: Vec<&Point> =
            told.iter().filter(|(_, value)| *value == wanted).map(|(point, _)| *point).collect();
        let value = alike.first().map(|point| with_unit(chart, point, words)).unwrap_or_default();
        let labels: Vec<String> = alike.iter().map(|point| words.dates.told(&point.label)).collect();
        fill(template, &[("labels", &list(&labels, words)), ("value", &value)])
    };
    match told.len() {
        1 => vec![of(&words.highest, most)],
        _ if most == least => vec![of(&words.equal, most)],
        _ => vec![of(&words.highest, most), of(&words.lowest, least)],
    }
}

/// What was not reported, and what was not by all.
fn absences(series: &Series, words: &ChartWords) -> Vec<String> {
    let mut clauses = Vec::new();
    let absences = [
        (&words.gaps, ValueState::Missing),
        (&words.incomplete, ValueState::Partial),
        (&words.hidden, ValueState::Withheld),
    ];
    for (template, state_of) in absences {
        let labels = runs(series, |point| state(point) == state_of, words);
        if !labels.is_empty() {
            clauses.push(fill(template, &[("labels", &list(&labels, words))]));
        }
    }
    clauses
}

/// The labels of points that are so; three and more months running are from the first to the last.
fn runs(series: &Series, is_so: impl Fn(&Point) -> bool, words: &ChartWords) -> Vec<String> {
    let told = |point: &Point| words.dates.told(&point.label);
    let is_month = |point: &Point| told(point) != point.label;
    let mut labels = Vec::new();
    for run in series.points.chunk_by(|one, other| is_so(one) == is_so(other)) {
        match run {
            [first, ..] if !is_so(first) => {}
            [first, _, .., last] if is_month(first) && is_month(last) => {
                labels.push(fill(&words.range, &[("first", &told(first)), ("last", &told(last))]));
            }
            _ => labels.extend(run.iter().map(told)),
        }
    }
    labels
}

/// Up to four by name, more with their number.
fn list(labels: &[String], words: &ChartWords) -> String {
    if labels.len() <= 4 {
        return labels.join(&words.list);
    }
    let named = labels[..3].join(&words.list);
    fill(&words.more, &[("labels", &named), ("number", &labels.len().to_string())])
}
