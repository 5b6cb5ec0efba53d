//! Rows with a mark on the left and the numbers in columns on the right, under a key: parts of a
//! whole, rates against a target, dots. The numbers never stand on a mark, so all are in ink.

use super::backend::{Frame, Plot, SharedCanvas};
use super::drawing::{Anchor, ChartDrawing, GAP, Ink, LINE, TEXT, Tone, count, real};
use super::parts::{height, notes, write_notes};
use super::scale::{Scale, float, span};
use super::width::{fit, widest, width};
use super::{Chart, ChartWords, Kind, Point, Screen};

/// Of a swatch in the key, with the space after it.
const SWATCH: i32 = 160;

/// Stands for what was not reported; a note says so.
const CROSS: &str = "×";

/// How names and numbers stand to the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkLabels {
    Beside,
    Above,
    /// Each number on a line of its own.
    Listed,
}

pub(super) fn draw(chart: &Chart, layout: Screen, words: &ChartWords) -> ChartDrawing {
    let kind = chart.drawn_as();
    let room = layout.width();
    let labels = chart.labels();
    // Where the words for what is missing leave no room for marks, a cross stands for them.
    let mut gap = words.missing.as_str();
    let mut columns = column_widths(chart, labels.len(), words, gap);
    let names = widest(labels.iter().copied(), TEXT).saturating_add(120);
    let fits = |columns: &[i32]| total_width(columns).saturating_add(600) <= room;
    if !fits(&columns) {
        let crossed = column_widths(chart, labels.len(), words, CROSS);
        if fits(&crossed) {
            (gap, columns) = (CROSS, crossed);
        }
    }
    let text = |series: usize, at: usize| shown(chart, series, at, words, gap);
    let numbers = total_width(&columns);
    let place = match () {
        () if names <= room * 2 / 5 && room - names - numbers >= room * 3 / 10 => MarkLabels::Beside,
        () if numbers.saturating_add(600) <= room => MarkLabels::Above,
        () => MarkLabels::Listed,
    };
    let lines = LINE * count(chart.series.len());
    let (head, row, mark) = match place {
        MarkLabels::Beside => (280, 260, 130),
        MarkLabels::Above => (280, 430, 290),
        MarkLabels::Listed => (20, 420 + lines, 290 + lines),
    };
    let (left, right) = match place {
        MarkLabels::Beside => (names, room - numbers),
        MarkLabels::Above | MarkLabels::Listed => (60, room - 60),
    };
    let is_scaled = kind == Kind::Dots;
    let rows = count(labels.len()) * row;
    let notes = notes(chart, words, room, gap == CROSS && is_missing(chart, labels.len()), "");
    let axis = if is_scaled { 260 } else { 0 };
    let sheet = SharedCanvas::new(room, head + rows + axis + height(&notes));
    let values: Vec<_> = chart.values().collect();
    let scale = Scale::over(&values, if layout == Screen::Wide { 4 } else { 3 });
    let across = across(chart, kind, labels.len(), &scale);
    let frame = Frame { left, top: head, right, bottom: head + rows };
    let plot = Plot::new(&sheet, frame, across, (real(labels.len()), 0.0));
    if is_scaled {
        ticks(&sheet, &plot, &scale, (head, head + rows), words);
    }
    for (at, label) in labels.iter().enumerate() {
        let top = head + count(at) * row;
        let middle = top + mark;
        marks(chart, kind, &plot, at, middle);
        let mut drawing = sheet.drawing();
        let (y, name_room) = match place {
            MarkLabels::Beside => (middle, names),
            MarkLabels::Above => (top + 110, room - numbers),
            MarkLabels::Listed => (top + 110, room),
        };
        drawing.write(Tone::Name, Anchor::Start, (0, y), fit(label, TEXT, name_room));
        let mut end = room;
        for series in (0..chart.series.len()).rev() {
            let value = chart.series[series].points.get(at).and_then(|point| point.value);
            let tone = if value.is_some() { Tone::Value } else { Tone::Note };
            if place == MarkLabels::Listed {
                let y = top + 110 + LINE * count(series + 1);
                let number = fit(&text(series, at), TEXT, room - 300);
                let free = room - width(&number, TEXT) - SWATCH - GAP;
                drawing.write(
                    Tone::Name,
                    Anchor::Start,
                    (SWATCH, y),
                    fit(&chart.series[series].name, TEXT, free),
                );
                drawing.write(tone, Anchor::End, (room, y), number);
            } else {
                drawing.write(tone, Anchor::End, (end, y), text(series, at));
                end -= columns[series];
            }
        }
        drop(drawing);
        if place == MarkLabels::Listed {
            for series in 0..chart.series.len() {
                swatch(&plot, kind, series, (0, top + 110 + LINE * count(series + 1)));
            }
        }
    }
    if place != MarkLabels::Listed {
        let mut end = room;
        for series in (0..chart.series.len()).rev() {
            let name = chart.series[series].name.as_str();
            sheet.drawing().write(Tone::Name, Anchor::End, (end, 110), name);
            swatch(&plot, kind, series, (end - width(name, TEXT) - SWATCH, 110));
            end -= columns[series];
        }
    }
    if place == MarkLabels::Beside && kind != Kind::Dots {
        plot.line(Ink::Base, vec![(0.0, 0.0), (0.0, real(labels.len()))]);
    }
    write_notes(&mut sheet.drawing(), &notes);
    sheet.finish()
}

fn shown(chart: &Chart, series: usize, at: usize, words: &ChartWords, gap: &str) -> String {
    let point = chart.series[series].points.get(at).filter(|point| point.value.is_some());
    point.map_or_else(|| gap.to_owned(), |point| point.shown(words))
}

fn is_missing(chart: &Chart, number: usize) -> bool {
    let is_gap = |points: &[Point], at: usize| points.get(at).is_none_or(|point| point.value.is_none());
    chart.series.iter().any(|series| (0..number).any(|at| is_gap(&series.points, at)))
}

/// How wide the numbers of each series are, with its name above them.
fn column_widths(chart: &Chart, number: usize, words: &ChartWords, gap: &str) -> Vec<i32> {
    let column = |series: usize| {
        let texts: Vec<String> = (0..number).map(|at| shown(chart, series, at, words, gap)).collect();
        let head = width(&chart.series[series].name, TEXT) + SWATCH;
        head.max(widest(texts.iter().map(String::as_str), TEXT)) + 140
    };
    (0..chart.series.len()).map(column).collect()
}

fn total_width(columns: &[i32]) -> i32 {
    columns.iter().fold(0_i32, |sum, column| sum.saturating_add(*column))
}

fn total(chart: &Chart, at: usize) -> f64 {
    let values = chart.series.iter().filter_map(|series| series.points.get(at)?.value);
    values.map(float).sum()
}

/// The steps of the axis, below and as fine lines.
fn ticks(sheet: &SharedCanvas, plot: &Plot, scale: &Scale, (top, bottom): (i32, i32), words: &ChartWords) {
    let ticks: Vec<(i32, String)> =
        scale.ticks().into_iter().map(|tick| (plot.place(tick, 0.0).0, scale.label(tick, words))).collect();
    for (x, _) in &ticks {
        plot.stroke(Ink::Grid, (*x, top), (*x, bottom));
    }
    let along: Vec<(i32, &str)> = ticks.iter().map(|(x, text)| (*x, text.as_str())).collect();
    super::parts::write_along(&mut sheet.drawing(), Tone::Axis, bottom + 130, &along);
}

/// The marks of a row, their middle at `y`.
fn marks(chart: &Chart, kind: Kind, plot: &Plot, at: usize, y: i32) {
    let mut from = 0.0;
    for (series, points) in chart.series.iter().map(|series| &series.points).enumerate() {
        let Some(value) = points.get(at).and_then(|point| point.value).map(float) else { continue };
        let (zero, place) = (plot.place(0.0, 0.0).0, plot.place(value, 0.0).0);
        match kind {
            Kind::Stacked => {
                let start = plot.place(from, 0.0).0 + if from > 0.0 { 20 } else { 0 };
                from += value;
                let end = plot.place(from, 0.0).0;
                if value > 0.0 {
                    block(plot, series, (start, y - 80), (end.max(start + 5), y + 80));
                }
            }
            Kind::Bullet if series == 0 && value > 0.0 => {
                plot.block(Ink::Series(0), (zero, y - 50), (place, y + 50));
            }
            Kind::Bullet if series == 1 => plot.stroke(Ink::Target, (place, y - 95), (place, y + 95)),
            Kind::Bullet => {}
            Kind::Bar
            | Kind::Line
            | Kind::Column
            | Kind::Diverging
            | Kind::SmallMultiples
            | Kind::Ageing
            | Kind::Dots
            | Kind::Tiles => plot.marker_at(series, (place, y)),
        }
    }
}

/// A part of a whole: the first plain, the others told by stripes as well as colour.
fn block(plot: &Plot, series: usize, from: (i32, i32), to: (i32, i32)) {
    // In whole pixels: a part's edges are crisp, and shorter to write.
    let from = (from.0 / 10 * 10, from.1);
    let to = ((to.0 / 10 * 10).max(from.0 + 10), to.1);
    plot.block(Ink::Series(series), from, to);
    match series {
        2 => plot.stripes(from, to),
        1 => plot.stroke(
            Ink::Hatch,
            (from.0, i32::midpoint(from.1, to.1)),
            (to.0, i32::midpoint(from.1, to.1)),
        ),
        _ => {}
    }
}

/// What the axis spans: the longest row where rows add up or stand against a target, else the scale.
fn across(chart: &Chart, kind: Kind, rows: usize, scale: &Scale) -> (f64, f64) {
    match kind {
        Kind::Stacked => span((0..rows).map(|at| total(chart, at))),
        Kind::Bullet => span(chart.values().map(float)),
        Kind::Bar
        | Kind::Line
        | Kind::Column
        | Kind::Diverging
        | Kind::SmallMultiples
        | Kind::Ageing
        | Kind::Dots
        | Kind::Tiles => (scale.low, scale.high),
    }
}

fn swatch(plot: &Plot, kind: Kind, series: usize, (x, y): (i32, i32)) {
    match kind {
        Kind::Stacked => block(plot, series, (x, y - 60), (x + 120, y + 60)),
        Kind::Bullet if series == 1 => plot.stroke(Ink::Target, (x + 90, y - 70), (x + 90, y + 70)),
        Kind::Bullet => plot.block(Ink::Series(0), (x, y - 45), (x + 120, y + 45)),
        Kind::Bar
        | Kind::Line
        | Kind::Column
        | Kind::Diverging
        | Kind::SmallMultiples
        | Kind::Ageing
        | Kind::Dots
        | Kind::Tiles => plot.marker_at(series, (x + 70, y)),
    }
}
