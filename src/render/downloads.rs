//! The tables for download.

use std::fmt::Write;

use rayon::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use super::Renderer;
use super::columns::figures::{COVERAGE, FIGURES, MEASURES, PERIODS, RANKING, REGIONS, TIMELINESS};
use super::columns::{Both, Column, pick};
use crate::dataset::{Aggregation, Span};
use crate::figures::{Timeliness, format_decimal};
use crate::site::List;

/// A table for download.
#[derive(Debug)]
pub struct Table {
    /// Below `data/`.
    pub file: &'static str,
    /// The theme's string that says what it is.
    pub key: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Chinese and English description, for the data package.
    pub about: Both,
}

/// Those of figures.
pub(super) const TABLES: [Table; 7] = [
    Table {
        file: "figures.csv",
        key: "data_figures",
        columns: FIGURES,
        about: (
            "全部数据：一行一个数。span 为 month（本月）或 to_date（累计）；status 为 A 已报、M 未报、N 不适用、S 隐去；金额单位见 measures.csv；按判定标准计的指标只列不为零的数，没有列出的，ledger.major_found 为 A 时是 0，为 M 时未报",
            "every figure, one a row; span is month or to_date; status is A reported, M missing, N not applicable, S suppressed; units stand in measures.csv; of measures by criterion only numbers other than zero are listed, one that is not is 0 where ledger.major_found is A and missing where it is M",
        ),
    },
    Table {
        file: "coverage.csv",
        key: "data_coverage",
        columns: COVERAGE,
        about: (
            "尚未报齐的合计：已报与应报的份数",
            "sums that not everybody stands behind: how many values were reported and expected",
        ),
    },
    Table {
        file: "measures.csv",
        key: "data_measures",
        columns: MEASURES,
        about: (
            "指标：名称、所属表、单位、性质（flow 流量、distinct 去重、stock 存量、flag 是否）",
            "the measures: title, form, unit, kind (flow, distinct, stock, flag)",
        ),
    },
    Table {
        file: "regions.csv",
        key: "data_regions",
        columns: REGIONS,
        about: (
            "地区：代码、名称、类别、上级、是否重点",
            "the regions: code, name, kind, parent, whether key",
        ),
    },
    Table {
        file: "periods.csv",
        key: "data_periods",
        columns: PERIODS,
        about: ("报告期：起止日", "the periods: first and last day"),
    },
    Table {
        file: "timeliness.csv",
        key: "data_timeliness",
        columns: TIMELINESS,
        about: (
            "报送情况：每表每期每单位的报送日与逾期数",
            "who filed which form when, and how many due days were missed",
        ),
    },
    Table {
        file: "ranking.csv",
        key: "data_ranking",
        columns: RANKING,
        about: (
            "排名：每期每单位的名次、得分和各项的分子、分母、比率、得分。status 为 scored 计分、nothing 分母为 0、missing 未报、absent 各单位均无数据、withheld 不公布",
            "the ranking: rank and score of each reporter and period with each component's numerator, denominator, rate and points; status is scored, nothing (the denominator is 0), missing (not reported), absent (nobody has the figures), withheld (not published)",
        ),
    },
];

/// All tables a site offers: those of its figures, and its lists.
pub fn offered(renderer: &Renderer) -> impl Iterator<Item = &'static Table> {
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
    }
}

/// Rows under a header, as CSV.
pub fn csv(columns: &[Column], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
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
    columns: &[Column],
    row: impl Fn(&mut String, usize, usize, usize, Span) + Sync + 'r,
) -> Pieces<'r> {
    let rows_of = move |region: &usize| {
        let mut out = String::new();
        for period in 0..renderer.figures.periods() {
            for (measure, span) in renderer.figures.of_month(*region, period) {
                row(&mut out, measure, *region, period, span);
            }
        }
        out
    };
    let regions = renderer.dataset.regions().all().len();
    let pieces = (0..regions).step_by(BATCH).map(move |first| {
        let batch: Vec<usize> = (first..regions.min(first + BATCH)).collect();
        let texts: Vec<String> = batch.par_iter().map(&rows_of).collect();
        texts.concat().into_bytes()
    });
    Box::new(std::iter::once(csv(columns, [])).chain(pieces))
}

/// The first four columns of a row about a figure. Ids and codes need no quotes: they were checked
/// to be letters, digits, `.`, `-` and `_` when they were read.
fn key(renderer: &Renderer, out: &mut String, (measure, region, period, span): (usize, usize, usize, Span)) {
    out.push_str(&renderer.figures.measures()[measure].id);
    out.push(',');
    out.push_str(&renderer.dataset.regions().all()[region].code);
    out.push(',');
    out.push_str(&renderer.dataset.campaign().periods[period].id);
    out.push(',');
    out.push_str(span.code());
    out.push(',');
}

pub fn figures<'r>(renderer: &'r Renderer) -> Pieces<'r> {
    cube(renderer, FIGURES, move |out, measure, region, period, span| {
        let figure = renderer.figures.at(measure, region, period, span);
        key(renderer, out, (measure, region, period, span));
        if let Some(value) = figure.value() {
            out.push_str(&format_decimal(value, ""));
        }
        out.push(',');
        out.push_str(figure.status().code());
        out.push('\n');
    })
}

pub fn coverage<'r>(renderer: &'r Renderer) -> Pieces<'r> {
    cube(renderer, COVERAGE, move |out, measure, region, period, span| {
        let figure = renderer.figures.at(measure, region, period, span);
        if figure.is_partial() {
            key(renderer, out, (measure, region, period, span));
            let _ = writeln!(out, "{},{}", figure.reported, figure.expected);
        }
    })
}

pub fn measures(renderer: &Renderer) -> Vec<u8> {
    let all = renderer.figures.measures();
    let id = |index: &usize| all[*index].id.clone();
    csv(
        MEASURES,
        all.iter().map(|measure| {
            vec![
                measure.id.clone(),
                measure.title.clone(),
                measure.form.map_or("ledger", |form| &renderer.dataset.forms()[form].id).to_owned(),
                measure.unit.clone(),
                measure.unit_to_date.clone(),
                kind_code(measure.aggregation).to_owned(),
                measure.of.as_ref().map(id).unwrap_or_default(),
                measure.parts.iter().map(id).collect::<Vec<_>>().join(" "),
                measure.unit_added.clone().unwrap_or_else(|| measure.unit_to_date.clone()),
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
            ]
        }),
    )
}

pub fn periods(renderer: &Renderer) -> Vec<u8> {
    let closed = &renderer.dataset.campaign().periods[..renderer.figures.periods()];
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
            for period in 0..renderer.figures.periods() {
                let how = public.timeliness(form_index, region, period);
                let (status, on, late) = match how {
                    Timeliness::Awaited => ("awaited", None, 0),
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
    for period in 0..renderer.figures.periods() {
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

/// A Frictionless data package: what the tables are, for people and programs.
pub fn package(renderer: &Renderer) -> Vec<u8> {
    let settings = &renderer.dataset.settings();
    let in_english = settings.in_english();
    let warning = match (settings.sample, settings.in_english()) {
        (false, _) => "",
        (true, false) => "示例数据，均为虚构。",
        (true, true) => "Sample data, all invented. ",
    };
    let resources = offered(renderer).map(|table| {
        let fields = table.columns.iter().map(|column| column.field(in_english));
        json!({
            "name": table.file.trim_end_matches(".csv"),
            "path": table.file,
            "description": format!("{warning}{}", pick(table.about, in_english)),
            "format": "csv",
            "encoding": "utf-8",
            "schema": { "fields": fields.collect::<Vec<_>>(), "missingValues": [""] },
        })
    });
    let package = json!({
        "name": "gongshi",
        "title": settings.title,
        "description": format!("{warning}{}", renderer.dataset.campaign().title),
        "sample": settings.sample,
        "as_of": renderer.as_of.to_string(),
        "resources": resources.collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&package).expect("strings and numbers always serialise");
    text.push('\n');
    text.into_bytes()
}

/// The same for search engines, as schema.org has it: JSON that may stand in an HTML page.
pub fn dataset_block(renderer: &Renderer) -> String {
    let public = renderer.dataset;
    let (settings, campaign, regions) = (public.settings(), public.campaign(), public.regions());
    let base = &settings.base_url;
    let warning = match (settings.sample, settings.in_english()) {
        (false, _) => "",
        (true, false) => "示例数据，均为虚构。",
        (true, true) => "Sample data, all invented. ",
    };
    let file = |name: &str, kind: &str| json!({ "@type": "DataDownload", "contentUrl": format!("{base}data/{name}"), "encodingFormat": kind });
    let tables = offered(renderer).map(|table| file(table.file, "text/csv"));
    let package = file("datapackage.json", "application/json");
    let author = if settings.organ.name.is_empty() { &settings.title } else { &settings.organ.name };
    let mut block = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": settings.title,
        "description": format!("{warning}{}", campaign.title),
        "url": format!("{base}data/"),
        "inLanguage": settings.language,
        "isAccessibleForFree": true,
        "creator": { "@type": "Organization", "name": author },
        "spatialCoverage": regions.all()[regions.root()].name,
        "dateModified": renderer.as_of.to_string(),
        "distribution": tables.chain([package]).collect::<Vec<_>>(),
    });
    // Ledgers are shown as they stand on the day of the data, figures as of the last cut-off.
    let mut ledgers = List::ALL.into_iter().filter(|list| *list != List::Corrections);
    let to = if ledgers.any(|list| list.is_kept(renderer.dataset)) {
        Some(renderer.as_of)
    } else {
        renderer.figures.latest().map(|latest| campaign.periods[latest].to)
    };
    if let (Some(first), Some(to)) = (campaign.periods.first(), to) {
        block["temporalCoverage"] = format!("{}/{to}", first.from).into();
    }
    // In a page `</script>` would end the block, wherever it stands.
    block.to_string().replace('<', "\\u003c")
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
