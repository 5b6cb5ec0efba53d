//! Fills the cube: what was filed, months added to dates, reporters added to regions.

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::cube::{Figure, Figures, Origin};
use super::measure::measures;
use crate::dataset::{Aggregation, Dataset, Filed, Region, Report, Span, Value};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::{limits, say};

impl Figures {
    /// Counts everything up to a day; `None`, with a finding, where that is beyond the limits.
    #[must_use]
    pub fn count(dataset: &Dataset, as_of: NaiveDate, findings: &Findings) -> Option<Self> {
        let measures = measures(dataset);
        let regions = dataset.regions.all().len();
        let periods = dataset.campaign.closed_on(as_of);
        let size = measures.len() * regions * periods * Span::ALL.len();
        if size > limits::CUBE_FIGURES {
            findings.push(Finding::new(
                Code::CubeTooLarge,
                Place::file(&dataset.campaign.path),
                say!(
                    "数据有 {size} 个数，上限 {} 个",
                    "there are {size} figures, the limit is {}",
                    limits::CUBE_FIGURES
                ),
            ));
            return None;
        }
        let mut figures = Self::empty(measures, regions, periods);
        figures.fill_reporters(dataset);
        figures.add_up_regions(dataset);
        Some(figures)
    }

    fn fill_reporters(&mut self, dataset: &Dataset) {
        let (periods, month_len) = (self.periods(), self.month_len());
        if periods == 0 || month_len == 0 {
            return;
        }
        let mut cells = std::mem::take(&mut self.cells);
        cells.par_chunks_mut(periods * month_len).enumerate().for_each(|(index, of_region)| {
            let region = &dataset.regions.all()[index];
            if !region.reports() {
                return;
            }
            for period in 0..periods {
                let report = dataset.reports.get(index, period);
                let month = &mut of_region[period * month_len..(period + 1) * month_len];
                for (place, measure) in self.measures().iter().enumerate() {
                    let Some(cell) = measure.cell else { continue };
                    for span in Span::ALL {
                        month[offset(place, span)] = filed(dataset, region, report, measure.form, cell, span);
                    }
                }
            }
            for (place, measure) in self.measures().iter().enumerate() {
                if measure.cell.is_some() && !measure.total_is_stated {
                    add_up_months(of_region, periods, month_len, place, measure.aggregation);
                }
            }
            for month in of_region.chunks_mut(month_len) {
                for (place, measure) in self.measures().iter().enumerate() {
                    for span in Span::ALL.into_iter().filter(|_| measure.cell.is_none()) {
                        let parts = measure.parts.iter().map(|part| &month[offset(*part, span)]);
                        month[offset(place, span)] = add_up(parts);
                    }
                }
            }
        });
        self.cells = cells;
    }

    /// Regions that file nothing add up the reporters below them.
    fn add_up_regions(&mut self, dataset: &Dataset) {
        let of_region = self.periods() * self.month_len();
        for (index, region) in dataset.regions.all().iter().enumerate() {
            if region.reports() {
                continue;
            }
            for offset in 0..of_region {
                let below = dataset.regions.reporters_of(index).iter();
                let parts = below.map(|reporter| &self.cells[reporter * of_region + offset]);
                let sum = add_up(parts);
                self.cells[index * of_region + offset] = sum;
            }
        }
    }
}

/// Where a measure's figure stands within one region's month.
fn offset(measure: usize, span: Span) -> usize {
    measure * Span::ALL.len() + span as usize
}

/// What a report says of one cell and span.
fn filed(
    dataset: &Dataset,
    region: &Region,
    report: Option<&Report>,
    form_index: usize,
    cell: usize,
    span: Span,
) -> Figure {
    let form = &dataset.forms[form_index];
    let Some(stated) = form.spans.iter().position(|known| *known == span) else {
        return Figure::not_applicable();
    };
    let asked = &form.cells[cell].by;
    if !asked.is_empty() && !asked.contains(&region.kind) {
        return Figure::not_applicable();
    }
    let Some(filing) = report.and_then(|report| report.filings[form_index].as_ref()) else {
        return Figure::missing();
    };
    let Filed { value, span, line } = filing.cells[stated * form.cells.len() + cell];
    let origin = Origin { span, line };
    match value {
        Value::NotApplicable => Figure::not_applicable(),
        Value::Missing => Figure::filed(None, origin),
        Value::Number(number) => Figure::filed(Some(number), origin),
    }
}

/// Months to date, by the measure's kind; a month that was not reported shows in `expected`.
fn add_up_months(
    of_region: &mut [Figure],
    periods: usize,
    month_len: usize,
    measure: usize,
    kind: Aggregation,
) {
    let (mut sum, mut reported, mut expected) = (Decimal::ZERO, 0, 0);
    for period in 0..periods {
        let month = of_region[period * month_len + offset(measure, Span::Month)];
        if let Some(number) = month.value() {
            sum = match kind {
                Aggregation::Flow | Aggregation::Distinct => sum + number,
                Aggregation::Stock => number,
                Aggregation::Flag => sum.max(number),
            };
        }
        reported += month.reported;
        expected += month.expected;
        of_region[period * month_len + offset(measure, Span::ToDate)] =
            Figure::derived(sum, reported, expected);
    }
}

/// Reporters to a region, or cells to a sum; yes counts as one.
fn add_up<'f>(parts: impl Iterator<Item = &'f Figure>) -> Figure {
    let (mut sum, mut reported, mut expected) = (Decimal::ZERO, 0, 0);
    for part in parts {
        sum += part.value().unwrap_or_default();
        reported += part.reported;
        expected += part.expected;
    }
    Figure::derived(sum, reported, expected)
}
