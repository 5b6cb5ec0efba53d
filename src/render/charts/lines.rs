//! Lines over months, up to four, each named at its end.

use super::backend::{Frame, Plot, SharedCanvas};
use super::drawing::{Anchor, ChartDrawing, Ink, LINE, TEXT, Tone, count, real};
use super::parts::{height, notes, write_along, write_notes};
use super::scale::{Scale, float};
use super::width::{fit, widest};
use super::words::fill;
use super::{Chart, ChartWords, Screen, Series};

const PLOT: i32 = 2200;

/// What stands at a line's end, and where on the axis.
fn end(series: &Series, words: &ChartWords) -> (String, f64) {
    let Some(last) = series.points.iter().rposition(|point| point.value.is_some()) else {
        return (format!("{} {}", series.name, words.missing), 0.0);
    };
    let point = &series.points[last];
    let mut text = point.shown(words);
    if last + 1 < series.points.len() {
        text = fill(&words.as_of, &[("value", &text), ("label", &point.label)]);
    }
    (format!("{} {text}", series.name), point.value.map_or(0.0, float))
}

/// Moves what is closer than a line apart, and keeps all between `top` and `bottom`.
fn push_apart(places: &[i32], top: i32, bottom: i32) -> Vec<i32> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| places[*at]);
    let mut pushed = places.to_vec();
    let mut least = top;
    for at in &order {
        pushed[*at] = pushed[*at].max(least);
        least = pushed[*at] + LINE;
    }
    let mut most = bottom;
    for at in order.iter().rev() {
        pushed[*at] = pushed[*at].min(most);
        most = pushed[*at] - LINE;
    }
    pushed
}

pub(super) fn draw(chart: &Chart, layout: Screen, words: &ChartWords) -> ChartDrawing {
    let room = layout.width();
    let values: Vec<_> = chart.values().collect();
    let scale = Scale::over(&values, 4);
    let labels = chart.labels();
    let ticks: Vec<(f64, String)> =
        scale.ticks().into_iter().map(|tick| (tick, scale.label(tick, words))).collect();
    let left = widest(ticks.iter().map(|(_, text)| text.as_str()), TEXT) + 80;
    let ends: Vec<(String, f64)> = chart.series.iter().map(|series| end(series, words)).collect();
    let wide = widest(ends.iter().map(|(text, _)| text.as_str()), TEXT) + 220;
    // Where the lines' names would take the lines' place, they stand above with their markers.
    let is_keyed = wide > room * 2 / 5;
    let right = if is_keyed { room - 20 } else { room - wide };
    let gaps =
        |at: usize| chart.series.iter().any(|s| s.points.get(at).is_none_or(|point| point.value.is_none()));
    let crossed = (0..labels.len()).any(gaps);
    let notes = notes(chart, words, room, crossed, "");
    let top = if is_keyed { LINE * count(ends.len()) + 160 } else { 110 };
    let (bottom, number) = (top + PLOT, real(labels.len()));
    let below = if crossed { 160 } else { 0 };
    let sheet = SharedCanvas::new(room, bottom + below + 290 + height(&notes));
    let plot =
        Plot::new(&sheet, Frame { left, top, right, bottom }, (-0.5, number - 0.5), (scale.low, scale.high));
    for (tick, text) in &ticks {
        let ink = if tick.abs() < 1e-9 { Ink::Base } else { Ink::Grid };
        plot.line(ink, vec![(-0.5, *tick), (number - 0.5, *tick)]);
        let y = plot.place(0.0, *tick).1;
        sheet.drawing().write(Tone::Axis, Anchor::End, (left - 80, y), text.as_str());
    }
    for (at, series) in chart.series.iter().enumerate() {
        trace(&plot, at, series, true);
    }
    let wanted: Vec<i32> = ends.iter().map(|(_, value)| plot.place(0.0, *value).1).collect();
    let places = push_apart(&wanted, top, bottom);
    for (at, (text, _)) in ends.iter().enumerate() {
        let (x, y) = if is_keyed { (60, LINE * count(at) + 110) } else { (right + 80, places[at]) };
        plot.marker_at(at, (x, y));
        sheet.drawing().write(Tone::Name, Anchor::Start, (x + 100, y), fit(text, TEXT, room - x - 110));
    }
    let place = |at: usize| plot.place(real(at), 0.0).0;
    for at in (0..labels.len()).filter(|at| gaps(*at)) {
        plot.cross((place(at), bottom + 100));
    }
    let along: Vec<(i32, &str)> = labels.iter().enumerate().map(|(at, label)| (place(at), *label)).collect();
    let drawing = &mut sheet.drawing();
    write_along(drawing, Tone::Axis, bottom + below + 160, &along);
    write_notes(drawing, &notes);
    std::mem::take(drawing)
}

/// The line of a series, broken where nothing was reported.
pub(super) fn trace(plot: &Plot, ink: usize, series: &Series, marked: bool) {
    for run in runs(series) {
        let alone = run.len() == 1;
        let few = series.points.len() <= 18;
        for (x, y) in run.iter().filter(|_| (marked && few) || alone) {
            plot.marker(ink, *x, *y);
        }
        if !alone {
            plot.line(Ink::Series(ink), run);
        }
    }
}

fn runs(series: &Series) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for (at, point) in series.points.iter().enumerate() {
        match (point.value, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((real(at), float(value))),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
