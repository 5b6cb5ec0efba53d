//! Fills the cube: what was filed, months added to dates, reporters added to regions.

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::counts::offset;
use super::cube::Figures;
use super::figure::{Figure, Origin, Status};
use super::ledger;
use super::measure::{MeasureAt, measures};
use super::rows::Counted;
use crate::dataset::{Aggregation, Dataset, Filed, Filing, Form, PeriodAt, Region, RegionAt, Span, Value};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::{limits, say};

/// How many figures of a region are added up in one piece.
const ADDED_AT_ONCE: usize = 128;

impl Figures {
    /// Counts everything up to a day; `None`, with a finding, where that is beyond the limits.
    #[must_use]
    pub fn count(dataset: &Dataset, as_of: NaiveDate, findings: &Findings) -> Option<Self> {
        let measures = measures(dataset);
        let regions = dataset.regions.all().len();
        let periods = dataset.campaign.closed_on(as_of);
        let dense = measures.iter().filter(|measure| !measure.is_by_criterion()).count();
        let size = dense * regions * periods * Span::ALL.len();
        if size > limits::CUBE_FIGURES {
            let message = say!(
                "数据有 {size} 个数，上限 {} 个",
                "there are {size} figures, the limit is {}",
                limits::CUBE_FIGURES
            );
            findings.push(
                Finding::new(Code::CubeTooLarge, Place::file(&dataset.campaign.path), message).help(say!(
                    "减少报告期、地区或指标，或分成几个站点；数 = 指标 × 地区 × 已截止的报告期 × 2",
                    "have fewer periods, regions or measures, or several sites: there are measures × regions × closed periods × 2"
                )),
            );
            return None;
        }
        let mut figures = Self::empty(measures, dataset, periods, as_of);
        figures.fill_reporters(dataset);
        figures.counted = Counted::of(dataset);
        ledger::fill(&mut figures, dataset);
        figures.add_up_regions(dataset);
        figures.tell_apart(dataset);
        Some(figures)
    }

    fn fill_reporters(&mut self, dataset: &Dataset) {
        let (periods, month_len) = (self.periods().len(), self.month_len());
        if periods == 0 || month_len == 0 {
            return;
        }
        let (mut cells, there) = (std::mem::take(&mut self.cells), &self.there);
        let terms: Vec<Vec<Vec<MeasureAt>>> =
            self.of_forms().iter().map(|measure| self.withheld.terms(&measure.parts)).collect();
        cells.par_chunks_mut(periods * month_len).enumerate().for_each(|(place, of_region)| {
            let at = RegionAt::nth(place);
            let region = &dataset.regions.all()[at];
            if !region.reports() {
                return;
            }
            let there = &there[place * periods..(place + 1) * periods];
            for (period, month) in PeriodAt::up_to(periods).zip(of_region.chunks_mut(month_len)) {
                if !there[period.place()] {
                    continue;
                }
                let report = dataset.reports.get(at, period);
                let mut first = 0;
                for (place, form) in dataset.forms.iter().enumerate() {
                    fill_form(
                        month,
                        first,
                        form,
                        region,
                        report.and_then(|report| report.filings[place].as_ref()),
                    );
                    first += form.cells.len() + form.derived.len();
                }
            }
            for (place, measure) in self.of_forms().iter().enumerate() {
                if measure.cell.is_some() && !measure.total_is_stated {
                    add_up_months(of_region, month_len, place, measure.aggregation, there);
                } else if measure.cell.is_some() {
                    carry(of_region, month_len, place, measure.aggregation, there);
                }
            }
            for month in of_region.chunks_mut(month_len) {
                for (place, measure) in self.of_forms().iter().enumerate() {
                    for span in Span::ALL.into_iter().filter(|_| !measure.parts.is_empty()) {
                        month[offset(place, span)] = add_up(month, &terms[place], span);
                    }
                }
            }
        });
        self.cells = cells;
    }

    /// Regions that file nothing add up the reporters below them.
    fn add_up_regions(&mut self, dataset: &Dataset) {
        let of_region = self.periods().len() * self.month_len();
        for (index, region) in dataset.regions.each() {
            if region.reports() {
                continue;
            }
            let reporters = dataset.regions.reporters_of(index);
            let mut sums = vec![Figure::default(); of_region];
            // A nation adds up thousands, which takes all cores.
            sums.par_chunks_mut(ADDED_AT_ONCE).enumerate().for_each(|(part, sums)| {
                for &reporter in reporters {
                    let figures = &self.cells[reporter.place() * of_region + part * ADDED_AT_ONCE..];
                    for (sum, figure) in sums.iter_mut().zip(figures) {
                        *sum = sum.plus(figure);
                    }
                }
            });
            let place = index.place() * of_region;
            self.cells[place..place + of_region].copy_from_slice(&sums);
            self.counts.add_up(index, reporters);
        }
    }
}

/// What a reporter filed of one form, from the form's first measure on.
fn fill_form(month: &mut [Figure], first: usize, form: &Form, region: &Region, filing: Option<&Filing>) {
    for (stated, span) in form.spans.iter().enumerate() {
        for (index, cell) in form.cells.iter().enumerate() {
            let is_asked = cell.by.is_empty() || cell.by.contains(&region.kind);
            month[offset(first + index, *span)] = match filing {
                Some(filing) => filed(&filing.cells[stated * form.cells.len() + index], is_asked),
                None if is_asked => Figure::missing(),
                None => Figure::not_applicable(),
            };
        }
    }
}

fn filed(filed: &Filed, is_asked: bool) -> Figure {
    let origin = Origin { span: filed.span, line: filed.line };
    match filed.value {
        Value::NotApplicable if is_asked => Figure::said_not_to_apply(origin),
        Value::NotApplicable => Figure::not_applicable(),
        Value::Missing => Figure::filed(None, origin),
        Value::Number(number) => Figure::filed(Some(number), origin),
    }
}

/// Months to date, by the measure's kind; a month that was not reported shows in `expected`.
fn add_up_months(
    of_region: &mut [Figure],
    month_len: usize,
    place: usize,
    kind: Aggregation,
    there: &[bool],
) {
    let (mut sum, mut reported, mut expected) = (Decimal::ZERO, 0, 0);
    for (period, is_there) in there.iter().enumerate() {
        // Who has ended leaves no stock: its heir reports it.
        if !is_there && kind == Aggregation::Stock {
            continue;
        }
        let month = of_region[period * month_len + offset(place, Span::Month)];
        if let Some(number) = month.value() {
            sum = match kind {
                Aggregation::Flow | Aggregation::Distinct => sum + number,
                Aggregation::Stock => number,
                Aggregation::Flag => sum.max(number),
                Aggregation::Rate => continue,
            };
        }
        reported += month.reported;
        expected += month.expected;
        // Of a stock the latest value stands, and lacks nothing but the months since; a yes stands for good.
        let is_settled = match kind {
            Aggregation::Stock => month.reported > 0,
            Aggregation::Flag => !sum.is_zero(),
            Aggregation::Flow | Aggregation::Distinct | Aggregation::Rate => false,
        };
        if is_settled {
            (reported, expected) = (1, 1);
        }
        of_region[period * month_len + offset(place, Span::ToDate)] =
            Figure::derived(sum, reported, expected);
    }
}

/// A total that a region stated last stays in the sums of those above after it has ended; a stock does not.
fn carry(of_region: &mut [Figure], month_len: usize, place: usize, kind: Aggregation, there: &[bool]) {
    let mut last = Figure::not_applicable();
    for (period, is_there) in there.iter().enumerate() {
        let total = &mut of_region[period * month_len + offset(place, Span::ToDate)];
        if *is_there {
            last = *total;
        } else if kind != Aggregation::Stock {
            *total = Figure::not_applicable().plus(&last);
        }
    }
}

/// Cells to a sum, term by term: what is known of it, though not all that apply are. A term of several cells is known
/// where each of them is: which of two that are published as one is wanting nobody is told.
fn add_up(month: &[Figure], terms: &[Vec<MeasureAt>], span: Span) -> Figure {
    let (mut sum, mut reported, mut expected, mut is_known) = (Decimal::ZERO, None, 0, false);
    for term in terms {
        let parts = term.iter().map(|part| &month[offset(part.place(), span)]);
        let parts = parts.filter(|part| part.status() != Status::NotApplicable);
        let Some(least) = parts.clone().map(|part| part.reported).min() else { continue };
        reported = Some(reported.map_or(least, |before: u32| before.min(least)));
        expected = parts.clone().map(|part| part.expected).fold(expected, u32::max);
        if least > 0 {
            is_known = true;
            sum += parts.filter_map(Figure::value).sum::<Decimal>();
        }
    }
    let reported = reported.unwrap_or(0);
    Figure::derived(sum, reported, expected).in_part(is_known && reported == 0)
}
