//! Charts: a finding as a picture, as a sentence, and as a table.
//!
//! In: a [`Chart`], figures with the words around them. Out: SVG in two layouts for a page, an SVG
//! file of its own, one sentence, a table, CSV. Pure: the same chart gives the same bytes.
//!
//! Plotters maps numbers to places and draws the shapes through our own backend (`backend`); labels
//! are placed here, with one table of widths (`width`) for the layout and for the check of it
//! ([`overlaps`]). A kind of chart is a function from a chart to a [`ChartDrawing`]; `svg` writes it.

mod backend;
mod bars;
mod columns;
mod drawing;
mod foremost;
mod ledger;
mod lines;
mod multiples;
mod overlap;
mod parts;
mod scale;
mod svg;
mod tell;
mod tiles;
mod width;
mod words;

use std::borrow::Cow;

use rust_decimal::Decimal;

pub use crate::published::ChartKind as Kind;

use backend::{Frame, SharedCanvas};
pub use drawing::{Anchor, ChartDrawing, Ink, Label, Shape};
use drawing::{LINE, TEXT, Tone, count};
use foremost::foremost;
pub use overlap::{Overlap, overlaps};
pub use tell::{ChartRow, ChartTable, ValueState, csv, sentence, table};
pub use words::ChartWords;
pub(super) use words::fill;

/// One value of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What it is of: a county, a month, a span of days.
    pub label: String,
    /// `None` where nothing was reported: a gap, never a zero.
    pub value: Option<Decimal>,
    /// The value as it is shown, such as `1,024` or `96.79%`.
    pub text: String,
    /// Whether some of those it sums up have not reported.
    pub partial: bool,
    /// Whether there is a value that is not published.
    pub withheld: bool,
}

/// Values under one name. The points of all series of a chart stand in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Such as 企业自查.
    pub name: String,
    /// One for each label.
    pub points: Vec<Point>,
}

/// What the labels of a chart are, for the head of their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// Regions by name.
    Regions,
    /// Periods by id.
    Periods,
    /// Anything else, such as spans of days.
    Items,
}

/// What a chart tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Bars, columns, lines…; one that its data do not fit is drawn as another.
    pub kind: Kind,
    /// The finding in words.
    pub title: String,
    /// Measure · unit · scope.
    pub subtitle: String,
    /// What its values count, such as 个; empty where they differ.
    pub unit: String,
    /// What its points are of.
    pub labels: Labels,
    /// At least one, or there is nothing to see.
    pub series: Vec<Series>,
}

/// For which screen a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 720 pixels.
    Wide,
    /// 328 pixels, for a screen of 360.
    Narrow,
}

impl Screen {
    /// In tenths of a pixel.
    fn width(self) -> i32 {
        match self {
            Self::Wide => 7200,
            Self::Narrow => 3280,
        }
    }
}

impl Point {
    fn shown(&self, words: &ChartWords) -> String {
        match self.value {
            None if self.withheld => words.withheld.clone(),
            None => words.missing.clone(),
            Some(_) if self.partial => format!("{}*", self.text),
            Some(_) => self.text.clone(),
        }
    }

    fn tone(&self) -> Tone {
        if self.value.is_some() { Tone::Value } else { Tone::Note }
    }
}

impl Chart {
    /// The kind that can hold these series: bars of several series are dots, more than four lines
    /// are small multiples, parts below zero are no parts.
    #[must_use]
    pub fn drawn_as(&self) -> Kind {
        use Kind::{Ageing, Bar, Bullet, Column, Diverging, Dots, SmallMultiples, Stacked, Tiles};
        let below_zero = || self.values().any(|value| value.is_sign_negative() && !value.is_zero());
        match (self.kind, self.series.len()) {
            (Bar, 0 | 1) if below_zero() => Diverging,
            (Bar | Diverging, 2..=4) | (Bullet, 3 | 4) => Dots,
            (Stacked, 0..=4) | (Bullet, 2) if below_zero() => Dots,
            (Bullet, 0 | 1) => Bar,
            (Column | Ageing | Tiles, 2..) | (_, 5..) => SmallMultiples,
            (kind, _) => kind,
        }
    }

    /// The words with what its gaps are: not reported, not published, or either.
    fn words_of_gaps<'w>(&self, words: &'w ChartWords) -> Cow<'w, ChartWords> {
        let gaps =
            || self.series.iter().flat_map(|series| &series.points).filter(|point| point.value.is_none());
        if !gaps().any(|point| point.withheld) {
            return Cow::Borrowed(words);
        }
        let all = gaps().all(|point| point.withheld);
        let missing = if all { words.withheld.clone() } else { words.open.clone() };
        Cow::Owned(ChartWords { missing, ..words.clone() })
    }

    fn values(&self) -> impl Iterator<Item = Decimal> {
        self.series.iter().flat_map(|series| &series.points).filter_map(|point| point.value)
    }

    /// The labels of the longest series.
    fn labels(&self) -> Vec<&str> {
        let longest = self.series.iter().max_by_key(|series| series.points.len());
        longest
            .map(|series| series.points.iter().map(|point| point.label.as_str()).collect())
            .unwrap_or_default()
    }

    /// The same with its months in words: side by side below an axis, or each by itself.
    fn labelled(&self, words: &ChartWords) -> Self {
        let is_along = matches!(self.drawn_as(), Kind::Line | Kind::Column | Kind::SmallMultiples);
        // Below small panels stand no labels; the first and the last are told in a note, and of several years each needs its own.
        let is_along = is_along && !(self.drawn_as() == Kind::SmallMultiples && self.spans_years());
        let mut chart = self.clone();
        for series in &mut chart.series {
            let labels: Vec<&str> = series.points.iter().map(|point| point.label.as_str()).collect();
            let told = if is_along {
                words.dates.along(&labels)
            } else {
                labels.iter().map(|label| words.dates.told(label)).collect()
            };
            for (point, label) in series.points.iter_mut().zip(told) {
                point.label = label;
            }
        }
        chart
    }

    /// Whether its labels are months of more than one year, as files write them: 2023-11, 2024-01.
    fn spans_years(&self) -> bool {
        let labels = self.labels();
        let year = |label: Option<&&str>| {
            label.and_then(|label| label.split_once('-')).map(|(year, _)| year.to_owned())
        };
        year(labels.first()) != year(labels.last())
    }

    fn points(&self) -> &[Point] {
        self.series.first().map_or(&[], |series| &series.points)
    }

    fn is_partial(&self) -> bool {
        self.series
            .iter()
            .flat_map(|series| &series.points)
            .any(|point| point.partial && point.value.is_some())
    }
}

/// Places every shape and label of a chart.
#[must_use]
pub fn drawing(chart: &Chart, layout: Screen, words: &ChartWords) -> ChartDrawing {
    let chart = &chart.labelled(words);
    let words = &chart.words_of_gaps(words);
    if chart.labels().is_empty() {
        let sheet = SharedCanvas::new(layout.width(), 2 * LINE);
        sheet.drawing().write(Tone::Note, Anchor::Start, (0, LINE), words.empty.as_str());
        return sheet.finish();
    }
    match chart.drawn_as() {
        Kind::Bar | Kind::Diverging => bars::draw(chart, layout, words, bars::Order::ByValue),
        Kind::Line => lines::draw(chart, layout, words),
        Kind::Column | Kind::Ageing => columns::draw(chart, layout, words),
        Kind::Stacked | Kind::Bullet | Kind::Dots => ledger::draw(chart, layout, words),
        Kind::SmallMultiples => multiples::draw(chart, layout, words),
        Kind::Tiles => tiles::draw(chart, layout, words),
    }
}

/// Measure · unit · scope, and how many of how many are drawn where that is not all.
#[must_use]
pub fn subtitle(chart: &Chart, words: &ChartWords) -> String {
    foremost(chart, words).subtitle.clone()
}

/// Draws a chart for a page, which gives its title, its sentence and its table.
#[must_use]
pub fn draw(chart: &Chart, layout: Screen, words: &ChartWords) -> String {
    let class = match layout {
        Screen::Wide => "wide",
        Screen::Narrow => "narrow",
    };
    svg::write(&drawing(&foremost(chart, words), layout, words), &svg::Wrap::Inline(class))
}

/// Draws a chart as a file of its own, with everything it takes to read it: `warning` stands first where the data are
/// invented.
#[must_use]
pub fn standalone(chart: &Chart, warning: &str, words: &ChartWords) -> String {
    const MARGIN: i32 = 160;
    let layout = Screen::Wide;
    let all = chart;
    let chart = &foremost(chart, words);
    let mut drawing = drawing(chart, layout, words);
    let titles = width::wrap(&chart.title, Tone::Title.size(), layout.width());
    let subtitle = format!("{warning}{}", chart.subtitle);
    let subtitles = width::wrap(&subtitle, TEXT, layout.width());
    let head = 260 * count(titles.len()) + 220 * count(subtitles.len());
    drawing.lower(head + 100);
    for (at, line) in titles.iter().enumerate() {
        drawing.write(Tone::Title, Anchor::Start, (0, 130 + 260 * count(at)), line.as_str());
    }
    for (at, line) in subtitles.iter().enumerate() {
        let y = 260 * count(titles.len()) + 110 + 220 * count(at);
        drawing.write(Tone::Note, Anchor::Start, (0, y), line.as_str());
    }
    drawing.inset(MARGIN);
    let about = format!("{subtitle}{}{}", words.stop, sentence(all, words));
    svg::write(&drawing, &svg::Wrap::File { title: &chart.title, about: &about, language: &words.language })
}
