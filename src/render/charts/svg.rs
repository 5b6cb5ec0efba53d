//! A drawing as SVG: one path for all shapes of an ink, one group for all labels of a kind.
//!
//! No style attributes, scripts, ids or references: the site's content policy allows none, and two
//! charts may stand on one page.

use std::fmt::Write;

use super::drawing::{Anchor, ChartDrawing, Ink, Shape, Tone};
use crate::escape;

/// Whose SVG it is.
pub(super) enum Wrap<'t> {
    /// Within a page that tells the same in words; its class says which layout.
    Inline(&'t str),
    /// A file of its own, with its title and description.
    File { title: &'t str, about: &'t str, language: &'t str },
}

/// Writes a drawing.
pub(super) fn write(drawing: &ChartDrawing, wrap: &Wrap) -> String {
    let mut out = String::with_capacity(2048);
    let (width, height) = (Tenths(drawing.width), Tenths(drawing.height));
    let size = format_args!(
        "width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-size=\"14\""
    )
    .to_string();
    match wrap {
        Wrap::Inline(class) => {
            put(
                &mut out,
                format_args!("<svg class=\"chart {class}\" {size} aria-hidden=\"true\" focusable=\"false\">"),
            );
        }
        Wrap::File { title, about, language } => {
            let font = "system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";
            put(
                &mut out,
                format_args!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{language}\" role=\"img\" {size} font-family=\"{font}\"><title>"
                ),
            );
            escape::xml(title, &mut out);
            out.push_str("</title><desc>");
            escape::xml(about, &mut out);
            put(
                &mut out,
                format_args!(
                    "</desc><path class=\"paper\" fill=\"#FFFFFF\" d=\"M0 0h{width}v{height}H0z\"/>"
                ),
            );
        }
    }
    shapes(&mut out, drawing);
    labels(&mut out, drawing);
    out.push_str("</svg>");
    out
}

fn put(out: &mut String, text: std::fmt::Arguments) {
    out.write_fmt(text).expect("a string takes all");
}

/// A length in pixels.
struct Tenths(i32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let (sign, whole, rest) = (if self.0 < 0 { "-" } else { "" }, self.0.abs() / 10, self.0.abs() % 10);
        match (whole, rest) {
            (_, 0) if whole == 0 => write!(f, "0"),
            (_, 0) => write!(f, "{sign}{whole}"),
            (0, _) => write!(f, "{sign}.{rest}"),
            _ => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}

/// A step of a path: the space before a minus is not needed.
fn step(out: &mut String, (x, y): (i32, i32)) {
    let space = if y < 0 { "" } else { " " };
    put(out, format_args!("{}{space}{}", Tenths(x), Tenths(y)));
}

/// How a shape is put on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stroke {
    Filled,
    Line,
    /// A line as thick as the bar is high: half a rectangle's bytes.
    Thick(i32),
    /// The round end of a line without length, of this radius: a fifth of a circle's bytes.
    Dot(i32),
}

/// How many bars of one height are worth a path that says it once.
const BARS: usize = 5;

fn stroke(drawing: &ChartDrawing, ink: Ink, shape: &Shape) -> Stroke {
    match shape {
        Shape::Bar((_, top), (_, bottom)) if matches!(ink, Ink::Series(_)) => {
            let high = bottom - top;
            let is_alike = |(other, shape): &&(Ink, Shape)| matches!(shape, Shape::Bar((_, top), (_, bottom)) if *other == ink && bottom - top == high);
            let alike = drawing.shapes.iter().filter(is_alike).count();
            if alike >= BARS { Stroke::Thick(high) } else { Stroke::Filled }
        }
        Shape::Path(_) => Stroke::Line,
        Shape::Dot(_, radius) => Stroke::Dot(*radius),
        Shape::Bar(..) | Shape::Area(_) => Stroke::Filled,
    }
}

fn shapes(out: &mut String, drawing: &ChartDrawing) {
    // In the order in which each ink is first taken up.
    let mut order: Vec<(Ink, Stroke)> = Vec::new();
    for (ink, shape) in &drawing.shapes {
        let key = (*ink, stroke(drawing, *ink, shape));
        if !order.contains(&key) {
            order.push(key);
        }
    }
    for (ink, how) in order {
        let (class, colour) = (ink.class(), ink.colour());
        let (ends, width) = match how {
            Stroke::Filled => ("", 0),
            Stroke::Line => ("", ink.width()),
            Stroke::Thick(high) => ("", high),
            Stroke::Dot(radius) => (" stroke-linecap=\"round\"", 2 * radius),
        };
        if how == Stroke::Filled {
            put(out, format_args!("<path class=\"{class}\" fill=\"{colour}\" d=\""));
        } else {
            let width = Tenths(width);
            put(
                out,
                format_args!(
                    "<path class=\"{class} line\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{ends} d=\""
                ),
            );
        }
        let alike = |(other, shape): &&(Ink, Shape)| *other == ink && stroke(drawing, ink, shape) == how;
        for (_, shape) in drawing.shapes.iter().filter(alike) {
            if let (Stroke::Thick(high), Shape::Bar(from, to)) = (how, shape) {
                out.push('M');
                step(out, (from.0, from.1 + high / 2));
                put(out, format_args!("h{}", Tenths(to.0 - from.0)));
            } else {
                data(out, shape);
            }
        }
        out.push_str("\"/>");
    }
}

fn data(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Bar(from, to) => {
            let (width, height) = (Tenths(to.0 - from.0), Tenths(to.1 - from.1));
            out.push('M');
            step(out, *from);
            put(out, format_args!("h{width}v{height}h{}z", Tenths(from.0 - to.0)));
        }
        Shape::Dot(at, _) => {
            out.push('M');
            step(out, *at);
            out.push_str("h0");
        }
        Shape::Path(points) | Shape::Area(points) => {
            let Some(first) = points.first() else { return };
            out.push('M');
            step(out, *first);
            for pair in points.windows(2) {
                let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
                match (dx, dy) {
                    (0, 0) => {}
                    (_, 0) => put(out, format_args!("h{}", Tenths(dx))),
                    (0, _) => put(out, format_args!("v{}", Tenths(dy))),
                    _ => {
                        out.push('l');
                        step(out, (dx, dy));
                    }
                }
            }
            if matches!(shape, Shape::Area(_)) {
                out.push('z');
            }
        }
    }
}

/// How many labels below each other are worth a group that says their `x` once.
const COLUMN: usize = 5;

fn labels(out: &mut String, drawing: &ChartDrawing) {
    let mut groups: Vec<(Tone, Anchor, Option<i32>)> = Vec::new();
    let alike = |tone: Tone, anchor: Anchor, x: i32| {
        let labels = drawing.labels.iter();
        labels.filter(move |label| (label.tone, label.anchor, label.at.0) == (tone, anchor, x)).count()
    };
    let mut keys = Vec::with_capacity(drawing.labels.len());
    for label in &drawing.labels {
        let (tone, anchor, x) = (label.tone, label.anchor, label.at.0);
        let key = (tone, anchor, Some(x));
        let key = if groups.contains(&key) || alike(tone, anchor, x) >= COLUMN {
            key
        } else {
            (tone, anchor, None)
        };
        if !groups.contains(&key) {
            groups.push(key);
        }
        keys.push(key);
    }
    for key in groups {
        let (tone, anchor, column) = key;
        let (class, colour) = match tone {
            Tone::Title => ("title", "#1A1C1E\" font-size=\"18\" font-weight=\"600"),
            Tone::Name => ("name", "#1A1C1E"),
            Tone::Value => ("value", "#1A1C1E"),
            Tone::Axis => ("axis", "#55595E"),
            Tone::Note => ("note", "#55595E"),
        };
        let anchored = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        put(out, format_args!("<g class=\"{class}\" fill=\"{colour}\"{anchored}"));
        match column {
            Some(x) if x != 0 => put(out, format_args!(" transform=\"translate({})\">", Tenths(x))),
            _ => out.push('>'),
        }
        for (label, _) in drawing.labels.iter().zip(&keys).filter(|(_, own)| **own == key) {
            out.push_str("<text");
            if column.is_none() && label.at.0 != 0 {
                put(out, format_args!(" x=\"{}\"", Tenths(label.at.0)));
            }
            put(out, format_args!(" y=\"{}\">", Tenths(label.at.1)));
            escape::xml(&label.text, out);
            out.push_str("</text>");
        }
        out.push_str("</g>");
    }
}
