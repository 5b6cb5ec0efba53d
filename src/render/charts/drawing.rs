//! A drawing: shapes and labels with their place, before they are written as SVG.
//!
//! All lengths are tenths of a pixel: plotters counts in whole numbers, and a pixel is too coarse.

use super::width::width;

/// Of text, in tenths of a pixel.
pub(super) const TEXT: i32 = 140;
/// Of a line of text.
pub(super) const LINE: i32 = 200;
/// From the middle of a text down to its baseline.
pub(super) const DROP: i32 = 50;
/// Between a mark and its label.
pub(super) const GAP: i32 = 60;

/// What a shape is drawn with: a class for the theme, and a colour for who knows no classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// One of four series.
    Series(usize),
    /// One of four steps of a tile.
    Tint(usize),
    /// A light line behind the marks.
    Grid,
    /// The line of zero.
    Base,
    /// What stands for something not reported.
    Gap,
    /// A target to be reached.
    Target,
    /// Stripes over a fill, so that it is told without its colour.
    Hatch,
}

impl Ink {
    /// Its class.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Series(at) => ["s1", "s2", "s3", "s4"][at % 4],
            Self::Tint(at) => ["q1", "q2", "q3", "q4"][at % 4],
            Self::Grid => "grid",
            Self::Base => "base",
            Self::Gap => "gap",
            Self::Target => "target",
            Self::Hatch => "hatch",
        }
    }

    /// Its colour on white.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Self::Series(at) => ["#12436D", "#28A197", "#801650", "#F46A25"][at % 4],
            Self::Tint(at) => ["#EDF2F6", "#D3DFE9", "#B3C8D9", "#8FAFC8"][at % 4],
            Self::Grid => "#C9CCD1",
            Self::Base | Self::Target => "#1A1C1E",
            Self::Gap => "#55595E",
            Self::Hatch => "#FFFFFF",
        }
    }

    /// Of a line, in tenths of a pixel.
    #[must_use]
    pub fn width(self) -> i32 {
        match self {
            Self::Series(_) => 25,
            Self::Target => 30,
            Self::Gap | Self::Hatch => 15,
            Self::Tint(_) | Self::Grid | Self::Base => 10,
        }
    }

    /// Whether text on it could not be read.
    #[must_use]
    pub fn is_dark(self) -> bool {
        matches!(self, Self::Series(_) | Self::Target | Self::Gap | Self::Base)
    }
}

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// To its right.
    Start,
    /// On both sides.
    Middle,
    /// To its left.
    End,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Of the standalone chart.
    Title,
    /// What a mark is about.
    Name,
    /// A number.
    Value,
    /// A step of an axis.
    Axis,
    /// Not reported, and other notes.
    Note,
}

impl Tone {
    /// Its size in tenths of a pixel.
    #[must_use]
    pub fn size(self) -> i32 {
        if self == Self::Title { 180 } else { TEXT }
    }
}

/// A shape in pixels × 10.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Upper left, lower right.
    Bar((i32, i32), (i32, i32)),
    /// From point to point.
    Path(Vec<(i32, i32)>),
    /// Within its corners.
    Area(Vec<(i32, i32)>),
    /// Centre and radius.
    Dot((i32, i32), i32),
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is part of, which decides its size and colour.
    pub tone: Tone,
    /// How it stands from `at`.
    pub anchor: Anchor,
    /// Its point on the baseline.
    pub at: (i32, i32),
    /// On one line, not escaped yet.
    pub text: String,
}

impl Label {
    /// Left, top, right, bottom.
    #[must_use]
    pub fn bounds(&self) -> (i32, i32, i32, i32) {
        let size = self.tone.size();
        let wide = width(&self.text, size);
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - wide / 2,
            Anchor::End => self.at.0 - wide,
        };
        (left, self.at.1 - size * 86 / 100, left + wide, self.at.1 + size * 14 / 100)
    }
}

/// Shapes and labels on a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChartDrawing {
    /// Tenths of a pixel.
    pub width: i32,
    /// Tenths of a pixel.
    pub height: i32,
    /// In the order drawn.
    pub shapes: Vec<(Ink, Shape)>,
    /// Above all shapes.
    pub labels: Vec<Label>,
}

impl ChartDrawing {
    /// Writes a text with its middle line at `y`.
    pub fn write(&mut self, tone: Tone, anchor: Anchor, (x, y): (i32, i32), text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.labels.push(Label { tone, anchor, at: (x, y + DROP), text });
        }
    }

    /// Makes room of `by` above everything.
    pub fn lower(&mut self, by: i32) {
        self.height += by;
        self.move_all((0, by));
    }

    /// Makes room of `by` on every side.
    pub fn inset(&mut self, by: i32) {
        self.width += 2 * by;
        self.height += 2 * by;
        self.move_all((by, by));
    }

    fn move_all(&mut self, (dx, dy): (i32, i32)) {
        let shift = |point: &mut (i32, i32)| *point = (point.0 + dx, point.1 + dy);
        self.labels.iter_mut().for_each(|label| shift(&mut label.at));
        for (_, shape) in &mut self.shapes {
            match shape {
                Shape::Bar(from, to) => {
                    shift(from);
                    shift(to);
                }
                Shape::Dot(at, _) => shift(at),
                Shape::Path(points) | Shape::Area(points) => points.iter_mut().for_each(shift),
            }
        }
    }
}

/// A number of things, as a factor of lengths.
pub(super) fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// A number of things or a length, on an axis.
pub(super) fn real(number: usize) -> f64 {
    f64::from(count(number))
}
