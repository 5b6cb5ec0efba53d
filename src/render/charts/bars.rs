//! Horizontal bars from zero, one below the other, each with its number at its end: sorted bars,
//! changes to both sides of zero, and a histogram whose labels do not fit side by side.

use std::cmp::Reverse;

use super::backend::{Plot, SharedCanvas};
use super::drawing::{Anchor, ChartDrawing, GAP, Ink, LINE, TEXT, Tone, count, real};
use super::parts::{height, notes, write_notes};
use super::scale::{float, span};
use super::width::{fit, widest};
use super::{Chart, ChartWords, Frame, Point, Screen};

/// In which order the bars stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The highest first, the missing last.
    ByValue,
    /// As given.
    AsGiven,
}

/// How names and numbers stand to the bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BarLabels {
    /// The name before its bar.
    Beside,
    /// The name above its bar, the number at its end.
    Above,
    /// Name, number and bar each on a line.
    Listed,
}

pub(super) fn draw(chart: &Chart, layout: Screen, words: &ChartWords, order: Order) -> ChartDrawing {
    let mut points: Vec<&Point> = chart.points().iter().collect();
    if order == Order::ByValue {
        points.sort_by_key(|point| Reverse(point.value));
    }
    let room = layout.width();
    let is_negative = |point: &&Point| point.value.is_some_and(|value| float(value) < 0.0);
    let texts: Vec<String> = points.iter().map(|point| point.shown(words)).collect();
    let wide = |negative: bool| {
        let of = points.iter().zip(&texts).filter(|(point, _)| is_negative(point) == negative);
        let widest = widest(of.map(|(_, text)| text.as_str()), TEXT);
        if widest > 0 { widest + GAP + 10 } else { 10 }
    };
    let (before, after) = (wide(true), wide(false));
    let names = widest(points.iter().map(|point| point.label.as_str()), TEXT) + 80;
    let place = match () {
        () if names <= room * 2 / 5 && room - names - before - after >= room * 3 / 10 => BarLabels::Beside,
        () if room - before - after >= room * 3 / 10 => BarLabels::Above,
        () => BarLabels::Listed,
    };
    let (row, bar_top, bar) = match place {
        BarLabels::Beside => (260, 40, 180),
        BarLabels::Above => (430, 210, 140),
        BarLabels::Listed => (560, 420, 80),
    };
    let notes = notes(chart, words, room, false, "");
    let rows = count(points.len()) * row;
    let sheet = SharedCanvas::new(room, rows + height(&notes));
    let (left, right) = match place {
        BarLabels::Beside => (names + before, room - after),
        BarLabels::Above => (before, room - after),
        BarLabels::Listed => (10, room - 10),
    };
    let across = span(points.iter().filter_map(|point| point.value).map(float));
    let frame = Frame { left, top: 0, right, bottom: rows };
    let plot = Plot::new(&sheet, frame, across, (real(points.len()), 0.0));
    for (at, (point, text)) in points.iter().zip(&texts).enumerate() {
        let (top, middle) = (count(at) * row, count(at) * row + bar_top + bar / 2);
        let zero = plot.place(0.0, 0.0).0;
        let end = point.value.map_or(zero, |value| {
            let (from, to) = (f64::from(bar_top) / f64::from(row), f64::from(bar_top + bar) / f64::from(row));
            let value = float(value);
            if value.abs() > 0.0 {
                plot.bar(Ink::Series(0), (0.0, real(at) + from), (value, real(at) + to));
            }
            plot.place(value, 0.0).0
        });
        let drawing = &mut sheet.drawing();
        match place {
            BarLabels::Beside => {
                drawing.write(Tone::Name, Anchor::End, (names - 80, middle), point.label.as_str());
            }
            BarLabels::Above | BarLabels::Listed => {
                drawing.write(Tone::Name, Anchor::Start, (0, top + 110), fit(&point.label, TEXT, room));
            }
        }
        match place {
            BarLabels::Listed => {
                drawing.write(point.tone(), Anchor::Start, (0, top + 110 + LINE), fit(text, TEXT, room));
            }
            BarLabels::Beside | BarLabels::Above if is_negative(point) => {
                drawing.write(point.tone(), Anchor::End, (end - GAP, middle), text.as_str());
            }
            BarLabels::Beside | BarLabels::Above => {
                drawing.write(point.tone(), Anchor::Start, (end + GAP, middle), text.as_str());
            }
        }
    }
    if place == BarLabels::Beside {
        plot.line(Ink::Base, vec![(0.0, 0.0), (0.0, real(points.len()))]);
    }
    write_notes(&mut sheet.drawing(), &notes);
    sheet.finish()
}
