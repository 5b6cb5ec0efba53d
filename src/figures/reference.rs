//! A figure named in a text: `dispatch.self_found@2023-06/141027`.

use super::cube::Figures;
use super::figure::Figure;
use crate::dataset::{Dataset, Span};

/// A figure by its indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// Index of the measure.
    pub measure: usize,
    /// Index of the region.
    pub region: usize,
    /// Index of the period.
    pub period: usize,
    /// Which span; `….total@…` asks for the total, the month is the default.
    pub span: Span,
}

/// Which part of a reference is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceError {
    /// It is not shaped `measure@period/region`.
    Shape,
    /// No such measure.
    Measure(String),
    /// No such period, or it is not closed yet.
    Period(String),
    /// No such region.
    Region(String),
}

impl Reference {
    /// Reads `measure[.total]@period[/region]`; without a region it is the campaign's root.
    pub fn parse(text: &str, dataset: &Dataset, figures: &Figures) -> Result<Self, ReferenceError> {
        let (name, rest) = text.trim().split_once('@').ok_or(ReferenceError::Shape)?;
        let (period, region) = match rest.split_once('/') {
            Some((period, region)) => (period, Some(region)),
            None => (rest, None),
        };
        let (measure, span) = measure_and_span(name, figures)?;
        let closed = dataset.campaign.period(period).filter(|&period| period < figures.periods());
        let region = match region {
            Some(code) => {
                dataset.regions.index(code).ok_or_else(|| ReferenceError::Region(code.to_owned()))?
            }
            None => dataset.regions.root(),
        };
        let period = closed.ok_or_else(|| ReferenceError::Period(period.to_owned()))?;
        Ok(Self { measure, region, period, span })
    }

    /// A reference that holds in this campaign, for who is to write one.
    #[must_use]
    pub fn example(dataset: &Dataset, figures: &Figures) -> String {
        let measure = figures.measures().first().map_or("…", |measure| measure.id.as_str());
        let period = dataset.campaign.periods.first().map_or("…", |period| period.id.as_str());
        let reporter = dataset.regions.reporters().first().copied().unwrap_or(dataset.regions.root());
        format!("{measure}@{period}/{}", dataset.regions.all()[reporter].code)
    }

    /// The figure it names.
    #[must_use]
    pub fn figure(&self, figures: &Figures) -> Figure {
        figures.at(self.measure, self.region, self.period, self.span)
    }
}

fn measure_and_span(name: &str, figures: &Figures) -> Result<(usize, Span), ReferenceError> {
    if let Some(measure) = figures.measure(name) {
        return Ok((measure, Span::Month));
    }
    let parts = name.rsplit_once('.');
    let spanned = parts.and_then(|(id, word)| {
        let span = match word {
            "month" => Span::Month,
            "to_date" | "total" => Span::ToDate,
            _ => return None,
        };
        Some((figures.measure(id)?, span))
    });
    spanned.ok_or_else(|| ReferenceError::Measure(name.to_owned()))
}
