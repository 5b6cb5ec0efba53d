//! A small line for each series, all on one scale: who differs in shape.

use super::backend::{Frame, Plot, SharedCanvas};
use super::drawing::{Anchor, ChartDrawing, Ink, LINE, TEXT, Tone, count, real};
use super::lines::trace;
use super::parts::{height, notes, write_notes};
use super::scale::{Scale, float};
use super::width::{fit, width};
use super::words::fill;
use super::{Chart, ChartWords, Screen};

/// Between panels.
const GUTTER: i32 = 240;
const PLOT: i32 = 520;

pub(super) fn draw(chart: &Chart, layout: Screen, words: &ChartWords) -> ChartDrawing {
    let room = layout.width();
    let most = if layout == Screen::Wide { 4 } else { 2 };
    let across = count(chart.series.len()).clamp(1, most);
    let panel = (room - GUTTER * (across - 1)) / across;
    let values: Vec<_> = chart.values().collect();
    let scale = Scale::over(&values, 2);
    let labels = chart.labels();
    let number = labels.len();
    let told: Vec<String> = chart
        .series
        .iter()
        .map(|series| series.points.last().map_or_else(|| words.missing.clone(), |point| point.shown(words)))
        .collect();
    let on_one_line = chart
        .series
        .iter()
        .zip(&told)
        .all(|(series, text)| width(&series.name, TEXT) + width(text, TEXT) + 100 <= panel);
    let head = if on_one_line { LINE + 60 } else { 2 * LINE + 60 };
    let (low, high) = (scale.label(scale.low, words), scale.label(scale.high, words));
    let ends = [labels.first().copied().unwrap_or_default(), labels.last().copied().unwrap_or_default()];
    let said = [("low", low.as_str()), ("high", &high), ("first", ends[0]), ("last", ends[1])];
    let crossed =
        chart.series.iter().any(|s| (0..number).any(|at| s.points.get(at).is_none_or(|p| p.value.is_none())));
    let notes = notes(chart, words, room, crossed, &fill(&words.scale, &said));
    let rows = count(chart.series.len().div_ceil(usize::try_from(across).unwrap_or(1)));
    let pitch = head + PLOT + 160;
    let sheet = SharedCanvas::new(room, rows * pitch + height(&notes));
    for (at, (series, text)) in chart.series.iter().zip(&told).enumerate() {
        let (column, row) = (count(at) % across, count(at) / across);
        let (left, top) = (column * (panel + GUTTER), row * pitch);
        let frame = Frame { left, top: top + head, right: left + panel, bottom: top + head + PLOT };
        let plot = Plot::new(&sheet, frame, (-0.5, real(number) - 0.5), (scale.low, scale.high));
        plot.line(Ink::Grid, vec![(-0.5, 0.0), (real(number) - 0.5, 0.0)]);
        trace(&plot, 0, series, false);
        for gap in (0..number).filter(|gap| series.points.get(*gap).is_none_or(|point| point.value.is_none()))
        {
            plot.cross(plot.place(real(gap), 0.0));
        }
        let last = series.points.last().and_then(|point| point.value);
        if let (Some(value), true) = (last, number == series.points.len()) {
            plot.marker(0, real(number - 1), float(value));
        }
        let tone = if last.is_some() { Tone::Value } else { Tone::Note };
        let drawing = &mut sheet.drawing();
        drawing.write(Tone::Name, Anchor::Start, (left, top + 110), fit(&series.name, TEXT, panel));
        let (anchor, x, y) = if on_one_line {
            (Anchor::End, left + panel, top + 110)
        } else {
            (Anchor::Start, left, top + 110 + LINE)
        };
        drawing.write(tone, anchor, (x, y), fit(text, TEXT, panel));
    }
    write_notes(&mut sheet.drawing(), &notes);
    sheet.finish()
}
