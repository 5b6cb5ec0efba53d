//! A figure named in a text: `dispatch.self_found@2023-06/141027`.

use super::cube::Figures;
use super::key::Key;
use crate::dataset::{Dataset, Span};
use crate::figures::measure::MeasureAt;

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

/// The figure that `measure[.total]@period[/region]` names; without a region it is that of the campaign's root.
pub fn figure_named(text: &str, dataset: &Dataset, figures: &Figures) -> Result<Key, ReferenceError> {
    let (name, rest) = text.trim().split_once('@').ok_or(ReferenceError::Shape)?;
    let (period, region) = match rest.split_once('/') {
        Some((period, region)) => (period, Some(region)),
        None => (rest, None),
    };
    let (measure, span) = measure_and_span(name, figures)?;
    let closed = dataset.campaign.period(period).filter(|period| figures.is_closed(*period));
    let region = match region {
        Some(code) => dataset.regions.index(code).ok_or_else(|| ReferenceError::Region(code.to_owned()))?,
        None => dataset.regions.root(),
    };
    let period = closed.ok_or_else(|| ReferenceError::Period(period.to_owned()))?;
    Ok(Key { measure, region, period, span })
}

/// A name that holds in this campaign, for who is to write one.
#[must_use]
pub fn example_name(dataset: &Dataset, figures: &Figures) -> String {
    let measure = figures.measures().first().map_or("…", |measure| measure.id.as_str());
    let period = dataset.campaign.periods.first().map_or("…", |period| period.id.as_str());
    let reporter = dataset.regions.reporters().first().copied().unwrap_or(dataset.regions.root());
    format!("{measure}@{period}/{}", dataset.regions.all()[reporter].code)
}

fn measure_and_span(name: &str, figures: &Figures) -> Result<(MeasureAt, Span), ReferenceError> {
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
