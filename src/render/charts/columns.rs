//! Columns from zero, one a month or a span of days.

use super::backend::{Frame, Plot, SharedCanvas};
use super::bars::{self, Order};
use super::drawing::{Anchor, ChartDrawing, GAP, Ink, LINE, TEXT, Tone, count, real};
use super::parts::{height, is_crossed, notes, write_along, write_gap, write_notes};
use super::scale::{Scale, float};
use super::width::widest;
use super::{Chart, ChartWords, Kind, Screen};

/// How high the columns may be.
const PLOT: i32 = 2000;

pub(super) fn draw(chart: &Chart, layout: Screen, words: &ChartWords) -> ChartDrawing {
    let points = chart.points();
    let room = layout.width();
    let number = count(points.len()).max(1);
    let labels = widest(points.iter().map(|point| point.label.as_str()), TEXT);
    if chart.drawn_as() == Kind::Ageing && labels + GAP > room / number {
        return bars::draw(chart, layout, words, Order::AsGiven);
    }
    let values: Vec<_> = chart.values().collect();
    let scale = Scale::over(&values, 4);
    let texts: Vec<String> = points.iter().map(|point| point.shown(words)).collect();
    let told: Vec<&str> = points
        .iter()
        .zip(&texts)
        .filter(|(point, _)| point.value.is_some())
        .map(|(_, text)| text.as_str())
        .collect();
    // Numbers on the columns where they fit, else an axis.
    let is_direct = widest(told, TEXT) + 20 <= room / number;
    let ticks: Vec<(f64, String)> =
        scale.ticks().into_iter().map(|tick| (tick, scale.label(tick, words))).collect();
    let left = if is_direct { 0 } else { widest(ticks.iter().map(|(_, text)| text.as_str()), TEXT) + 80 };
    let slot = (room - left) / number;
    let missing = points.iter().any(|point| point.value.is_none());
    let notes = notes(chart, words, room, missing && is_crossed(words, slot), "");
    let below = if scale.low < 0.0 { LINE } else { 0 };
    let bottom = LINE + 20 + PLOT + below;
    let sheet = SharedCanvas::new(room, bottom + 290 + height(&notes));
    let frame = Frame { left, top: LINE + 20, right: room, bottom: LINE + 20 + PLOT };
    let plot = Plot::new(&sheet, frame, (0.0, real(points.len())), (scale.low, scale.high));
    if !is_direct {
        for (tick, text) in &ticks {
            plot.line(Ink::Grid, vec![(0.0, *tick), (real(points.len()), *tick)]);
            let y = plot.place(0.0, *tick).1;
            sheet.drawing().write(Tone::Axis, Anchor::End, (left - 80, y), text.as_str());
        }
    }
    let mut along = Vec::new();
    for (at, (point, text)) in points.iter().zip(&texts).enumerate() {
        let middle = plot.place(real(at) + 0.5, 0.0);
        along.push((middle.0, point.label.as_str()));
        let Some(value) = point.value.map(float) else {
            write_gap(&sheet, &plot, (middle.0, middle.1 - 100), slot, words);
            continue;
        };
        if value.abs() > 0.0 {
            // A histogram's spans touch but for two pixels.
            let side = if chart.kind == Kind::Ageing { 10.0 / f64::from(slot.max(40)) } else { 0.16 };
            plot.bar(Ink::Series(0), (real(at) + side, 0.0), (real(at) + 1.0 - side, value));
        }
        if is_direct {
            let y = plot.place(0.0, value).1;
            let y = if value < 0.0 { y + 110 } else { y - 110 };
            sheet.drawing().write(Tone::Value, Anchor::Middle, (middle.0, y), text.as_str());
        }
    }
    plot.line(Ink::Base, vec![(0.0, 0.0), (real(points.len()), 0.0)]);
    let drawing = &mut sheet.drawing();
    write_along(drawing, Tone::Axis, bottom + 160, &along);
    write_notes(drawing, &notes);
    std::mem::take(drawing)
}
