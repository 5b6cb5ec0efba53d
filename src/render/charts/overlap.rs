//! Labels that cannot be read: on each other, cut off, or on a dark mark.

use super::drawing::{ChartDrawing, Shape};

/// Two things in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlap {
    /// Two labels.
    Labels(String, String),
    /// A label that leaves the drawing.
    Clipped(String),
    /// A label and a mark, by its class.
    Mark(String, &'static str),
}

type Bounds = (i32, i32, i32, i32);

/// All of them; none in a drawing fit to publish.
#[must_use]
pub fn overlaps(drawing: &ChartDrawing) -> Vec<Overlap> {
    let mut found = Vec::new();
    let bounds: Vec<Bounds> = drawing.labels.iter().map(super::drawing::Label::bounds).collect();
    for (at, (label, own)) in drawing.labels.iter().zip(&bounds).enumerate() {
        if own.0 < 0 || own.1 < 0 || own.2 > drawing.width || own.3 > drawing.height {
            found.push(Overlap::Clipped(label.text.clone()));
        }
        for (other, its) in drawing.labels.iter().zip(&bounds).skip(at + 1) {
            if meet(*own, *its) {
                found.push(Overlap::Labels(label.text.clone(), other.text.clone()));
            }
        }
        for (ink, shape) in drawing.shapes.iter().filter(|(ink, _)| ink.is_dark()) {
            if covers(shape, *own) {
                found.push(Overlap::Mark(label.text.clone(), ink.class()));
            }
        }
    }
    found
}

fn meet(one: Bounds, other: Bounds) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

fn covers(shape: &Shape, label: Bounds) -> bool {
    match shape {
        Shape::Bar(from, to) => meet((from.0, from.1, to.0, to.1), label),
        Shape::Dot((x, y), r) => meet((x - r, y - r, x + r, y + r), label),
        Shape::Area(points) => {
            let xs = points.iter().map(|point| point.0);
            let ys = points.iter().map(|point| point.1);
            let low = (xs.clone().min().unwrap_or(0), ys.clone().min().unwrap_or(0));
            meet((low.0, low.1, xs.max().unwrap_or(0), ys.max().unwrap_or(0)), label)
        }
        Shape::Path(points) => points.windows(2).any(|pair| crosses(pair[0], pair[1], label)),
    }
}

/// Whether a straight line comes through a rectangle: cut to its sides, something is left.
fn crosses(from: (i32, i32), to: (i32, i32), label: Bounds) -> bool {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (start, end, low, high) in [(from.0, to.0, label.0, label.2), (from.1, to.1, label.1, label.3)] {
        let run = f64::from(end - start);
        let (a, b) = (f64::from(low - start), f64::from(high - start));
        if run == 0.0 {
            if a >= 0.0 || b <= 0.0 {
                return false;
            }
            continue;
        }
        enters = enters.max((a / run).min(b / run));
        leaves = leaves.min((a / run).max(b / run));
    }
    enters < leaves
}
