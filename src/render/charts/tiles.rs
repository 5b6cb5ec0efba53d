//! A tile for each reporter, in the order given, with its name and its value.

use super::backend::{Frame, Plot, SharedCanvas};
use super::drawing::{Anchor, ChartDrawing, Ink, TEXT, Tone, count};
use super::parts::{height, notes, write_notes};
use super::scale::{float, span};
use super::width::{fit, widest};
use super::{Chart, ChartWords, Screen};

const TALL: i32 = 620;
const GUTTER: i32 = 40;

pub(super) fn draw(chart: &Chart, layout: Screen, words: &ChartWords) -> ChartDrawing {
    let points = chart.points();
    let room = layout.width();
    let texts: Vec<String> = points.iter().map(|point| point.shown(words)).collect();
    let wide = widest(points.iter().map(|point| point.label.as_str()), TEXT)
        .max(widest(texts.iter().map(String::as_str), TEXT))
        .saturating_add(160);
    let most = if layout == Screen::Wide { 6 } else { 3 };
    let across = ((room + GUTTER) / (wide + GUTTER)).clamp(1, most);
    let tile = (room - GUTTER * (across - 1)) / across;
    let rows = (count(points.len()) + across - 1) / across;
    let notes = notes(chart, words, room, false, "");
    let bottom = rows * (TALL + GUTTER);
    let sheet = SharedCanvas::new(room, bottom + height(&notes));
    let (low, high) = span(points.iter().filter_map(|point| point.value).map(float));
    let plot = Plot::new(&sheet, Frame { left: 0, top: 0, right: room, bottom }, (0.0, 1.0), (0.0, 1.0));
    for (at, (point, text)) in points.iter().zip(&texts).enumerate() {
        let (left, top) = (count(at) % across * (tile + GUTTER), count(at) / across * (TALL + GUTTER));
        let corners = ((left, top), (left + tile, top + TALL));
        if let Some(value) = point.value {
            let share = (float(value) - low) / (high - low);
            let step = [0.25, 0.5, 0.75].into_iter().filter(|limit| share > *limit).count();
            plot.block(Ink::Tint(step), corners.0, corners.1);
        } else {
            let (right, foot) = (left + tile - 5, top + TALL - 5);
            for (from, to) in [
                ((left + 5, top + 5), (right, top + 5)),
                ((right, top + 5), (right, foot)),
                ((right, foot), (left + 5, foot)),
                ((left + 5, foot), (left + 5, top + 5)),
            ] {
                plot.stroke(Ink::Grid, from, to);
            }
        }
        let drawing = &mut sheet.drawing();
        drawing.write(Tone::Name, Anchor::Start, (left + 80, top + 180), fit(&point.label, TEXT, tile - 160));
        drawing.write(point.tone(), Anchor::Start, (left + 80, top + 440), fit(text, TEXT, tile - 160));
    }
    write_notes(&mut sheet.drawing(), &notes);
    sheet.finish()
}
