//! The tables for download.

use std::borrow::Cow;
use std::fmt::Write;

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::Renderer;
use super::columns::DownloadColumn;
use super::columns::figures::{COVERAGE, FIGURES, MEASURES, PERIODS, RANKING, REGIONS, TIMELINESS};
use crate::dataset::{Aggregation, RATES, RegionAt, Span};
use crate::figures::{Key, MeasureAt, RateTerm, Timeliness, format_decimal, format_percent};
use crate::site::List;

/// A table for download.
#[derive(Debug)]
pub struct Download {
    /// Below `data/`.
    pub file: &'static str,
    /// The theme's string that says what it is.
    pub key: &'static str,
    /// In the order of the file, each with its type for `datapackage.json`.
    pub columns: Cow<'static, [DownloadColumn]>,
}

/// Those of figures.
pub(super) static TABLES: [Download; 7] = [
    Download { file: "figures.csv", key: "data_figures", columns: Cow::Borrowed(FIGURES) },
    Download { file: "coverage.csv", key: "data_coverage", columns: Cow::Borrowed(COVERAGE) },
    Download { file: "measures.csv", key: "data_measures", columns: Cow::Borrowed(MEASURES) },
    Download { file: "regions.csv", key: "data_regions", columns: Cow::Borrowed(REGIONS) },
    Download { file: "periods.csv", key: "data_periods", columns: Cow::Borrowed(PERIODS) },
    Download { file: "timeliness.csv", key: "data_timeliness", columns: Cow::Borrowed(TIMELINESS) },
    Download { file: "ranking.csv", key: "data_ranking", columns: Cow::Borrowed(RANKING) },
];

/// All tables a site offers: those of its figures, and its lists.
pub fn offered(renderer: &Renderer) -> impl Iterator<Item = &'static Download> {
    let lists = List::ALL.into_iter().filter(|list| list.is_kept(renderer.dataset));
    TABLES.iter().chain(lists.map(super::lists::table))
}

/// The code of a measure's kind.
#[must_use]
pub fn kind_code(kind: Aggregation) -> &'static str {
    match kind {
        Aggregation::Flow => "flow",
        Aggregation::Distinct => "distinct",
        Aggregation::Stock => "stock",
        Aggregation::Flag => "flag",
        Aggregation::Rate => "rate",
    }
}

/// Rows under a header, as CSV.
pub fn csv(columns: &[DownloadColumn], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let impossible = "writing to memory cannot fail, and every row has the header's length";
    if !columns.is_empty() {
        writer.write_record(columns.iter().map(|column| column.name)).expect(impossible);
    }
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell).into_owned())).expect(impossible);
    }
    writer.into_inner().expect(impossible)
}

/// A cell that a spreadsheet will not take for a formula, in full width neither.
pub(super) fn inert(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        && cell.parse::<f64>().is_err()
    {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// How many regions' rows are drawn at a time.
const BATCH: usize = 64;

/// A file that is drawn piece by piece: the whole cube of a nation is larger than all its pages.
pub type Pieces<'r> = Box<dyn Iterator<Item = Vec<u8>> + 'r>;

/// Walks the whole cube in the order of regions, periods, measures and spans; in parallel by region.
fn cube<'r>(
    renderer: &'r Renderer,
    columns: &[DownloadColumn],
    row: impl Fn(&mut String, Key) + Sync + 'r,
) -> Pieces<'r> {
    let rows_of = move |region: &RegionAt| {
        let mut out = String::new();
        for period in renderer.figures.periods() {
            for (measure, span) in renderer.figures.of_month(*region, period) {
                row(&mut out, Key { measure, region: *region, period, span });
            }
        }
        out
    };
    let regions = renderer.dataset.regions().all().len();
    let pieces = (0..regions).step_by(BATCH).map(move |first| {
        let batch: Vec<RegionAt> = (first..regions.min(first + BATCH)).map(RegionAt::nth).collect();
        let texts: Vec<String> = batch.par_iter().map(&rows_of).collect();
        texts.concat().into_bytes()
    });
    Box::new(std::iter::once(csv(columns, [])).chain(pieces))
}

/// The first four columns of a row about a figure. Ids and codes need no quotes: they were checked
/// to be letters, digits, `.`, `-` and `_` when they were read.
fn key(renderer: &Renderer, out: &mut String, at: Key) {
    out.push_str(&renderer.figures.measures()[at.measure].id);
    out.push(',');
    out.push_str(&renderer.dataset.regions().all()[at.region].code);
    out.push(',');
    out.push_str(&renderer.dataset.campaign().periods[at.period].id);
    out.push(',');
    out.push_str(at.span.code());
    out.push(',');
}

pub fn figures<'r>(renderer: &'r Renderer) -> Pieces<'r> {
    cube(renderer, FIGURES, move |out, at| {
        let figure = renderer.figures.at(at);
        key(renderer, out, at);
        if let Some(value) = figure.value() {
            let is_rate = renderer.figures.measures()[at.measure].rate.is_some();
            out.push_str(&if is_rate { format_percent(value) } else { format_decimal(value, "") });
        }
        out.push(',');
        out.push_str(figure.status().code());
        out.push('\n');
    })
}

pub fn coverage<'r>(renderer: &'r Renderer) -> Pieces<'r> {
    cube(renderer, COVERAGE, move |out, at| {
        let figure = renderer.figures.at(at);
        if figure.is_partial() {
            key(renderer, out, at);
            let _ = writeln!(out, "{},{}", figure.reported, figure.expected);
        }
    })
}

pub fn measures(renderer: &Renderer) -> Vec<u8> {
    let all = renderer.figures.measures();
    let id = |index: &MeasureAt| all[*index].id.clone();
    let term = |(measure, span): &(MeasureAt, Option<Span>)| {
        span.map_or_else(|| id(measure), |span| format!("{}.{}", id(measure), span.code()))
    };
    let side = |terms: &[RateTerm]| terms.iter().map(term).collect::<Vec<_>>().join(" ");
    csv(
        MEASURES,
        MeasureAt::each(all).filter(|(index, _)| renderer.figures.is_told(*index)).map(|(index, measure)| {
            vec![
                measure.id.clone(),
                measure.title.clone(),
                match (measure.form, &measure.rate) {
                    (Some(form), _) => renderer.dataset.forms()[form].id.clone(),
                    (None, Some(_)) => RATES.to_owned(),
                    (None, None) => "ledger".to_owned(),
                },
                measure.unit.clone(),
                measure.unit_to_date.clone(),
                kind_code(measure.aggregation).to_owned(),
                measure.of.as_ref().map(id).unwrap_or_default(),
                measure.parts.iter().map(id).collect::<Vec<_>>().join(" "),
                measure.unit_added.clone().unwrap_or_else(|| measure.unit_to_date.clone()),
                renderer.figures.merged_into(index).as_ref().map(id).unwrap_or_default(),
                measure.rate.as_ref().map(|rate| side(&rate.numerator)).unwrap_or_default(),
                measure.rate.as_ref().map(|rate| side(&rate.denominator)).unwrap_or_default(),
                measure.rate.as_ref().map(|rate| rate.better.code().to_owned()).unwrap_or_default(),
            ]
        }),
    )
}

pub fn regions(renderer: &Renderer) -> Vec<u8> {
    let all = renderer.dataset.regions().all();
    csv(
        REGIONS,
        all.iter().map(|region| {
            vec![
                region.code.clone(),
                region.name.clone(),
                region.kind.code().to_owned(),
                region.parent.map(|parent| all[parent].code.clone()).unwrap_or_default(),
                region.key.to_string(),
                region.since.map(|since| since.to_string()).unwrap_or_default(),
                region.until.map(|until| until.to_string()).unwrap_or_default(),
                region.into.map(|heir| all[heir].code.clone()).unwrap_or_default(),
            ]
        }),
    )
}

pub fn periods(renderer: &Renderer) -> Vec<u8> {
    let closed = &renderer.dataset.campaign().periods[..renderer.figures.periods().len()];
    csv(
        PERIODS,
        closed.iter().map(|period| vec![period.id.clone(), period.from.to_string(), period.to.to_string()]),
    )
}

pub fn timeliness(renderer: &Renderer) -> Vec<u8> {
    let public = renderer.dataset;
    let (regions, campaign) = (public.regions(), public.campaign());
    let mut rows = Vec::new();
    for (form_index, form) in public.forms().iter().enumerate() {
        for &region in regions.reporters() {
            for period in renderer.figures.periods().filter(|period| public.is_there(region, *period)) {
                let how = public.timeliness(form_index, region, period);
                let (status, on, late) = match how {
                    Timeliness::NotThere | Timeliness::Awaited => ("awaited", None, 0),
                    Timeliness::Overdue(late) => ("overdue", None, late),
                    Timeliness::Missing => ("missing", None, form.due.len()),
                    Timeliness::Filed { on, late } => ("filed", on, late),
                };
                rows.push(vec![
                    form.id.clone(),
                    regions.all()[region].code.clone(),
                    campaign.periods[period].id.clone(),
                    status.to_owned(),
                    on.map(|on| on.to_string()).unwrap_or_default(),
                    late.to_string(),
                ]);
            }
        }
    }
    csv(TIMELINESS, rows)
}

/// A row for each component of each score; rank and score are the same on all of one reporter's rows.
pub fn ranking(renderer: &Renderer) -> Vec<u8> {
    let dataset = renderer.dataset;
    let components: Vec<_> = dataset.scoring().iter().flat_map(|scoring| &scoring.components).collect();
    let number =
        |number: Option<Decimal>| number.map(|number| format_decimal(number, "")).unwrap_or_default();
    let mut rows = Vec::new();
    for period in renderer.figures.periods() {
        for standing in renderer.ranking.period(period) {
            for (component, part) in components.iter().zip(&standing.parts) {
                rows.push(vec![
                    dataset.campaign().periods[period].id.clone(),
                    dataset.regions().all()[standing.region].code.clone(),
                    standing.rank.map(|rank| rank.to_string()).unwrap_or_default(),
                    number(standing.score),
                    component.id.clone(),
                    component.weight.to_string(),
                    number(part.above),
                    number(part.below),
                    number(part.rate),
                    number(part.points),
                    part.counted.code().to_owned(),
                    part.partial.to_string(),
                ]);
            }
        }
    }
    csv(RANKING, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(inert("=1+1"), "'=1+1");
        assert_eq!(inert("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(inert("＝1＋1"), "'＝1＋1");
        assert_eq!(inert("-1.5"), "-1.5");
        assert_eq!(inert("县"), "县");
    }
}
