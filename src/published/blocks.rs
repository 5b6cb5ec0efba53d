//! Fenced blocks of a page that show live figures: `kpi`, `table` and `chart`.

use std::ops::Range;

use super::unpublished::unpublished;
use crate::dataset::Span;
use crate::dataset::{Dataset, PeriodAt, RegionAt};
use crate::diagnostic::{Code, Findings, Say};
use crate::figures::{Figures, Key, MeasureAt};
use crate::parse::toml::{self, Choice, Fields, Spanned};
use crate::parse::{File, scalar};
use crate::say;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Key figures of one region and period.
    Kpi,
    /// A table of measures by period or by region.
    Table,
    /// A chart of measures over periods or regions.
    Chart(ChartKind),
}

impl BlockKind {
    /// What a fence can be named.
    pub const NAMES: [&'static str; 3] = ["kpi", "table", "chart"];

    /// The kind a fence names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.trim() {
            "kpi" => Some(Self::Kpi),
            "table" => Some(Self::Table),
            // Which chart it is, the block itself says.
            "chart" => Some(Self::Chart(ChartKind::Bar)),
            _ => None,
        }
    }
}

/// The form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Horizontal bars, the longest first: the default for counties.
    Bar,
    /// Up to four series over months, labelled at their ends.
    Line,
    /// One series over months.
    Column,
    /// Parts of a whole, such as 已整改, 整改中, 逾期; a series a part.
    Stacked,
    /// Rates against a target: the first series the rates, the second the targets.
    Bullet,
    /// Changes: bars to both sides of zero.
    Diverging,
    /// A small line for each series, all on one scale.
    SmallMultiples,
    /// How many are how old; the labels are spans of days, in order.
    Ageing,
    /// A marker on a line for each label and series.
    Dots,
    /// A tile for each reporter, in the order given; not a map.
    Tiles,
}

impl ChartKind {
    /// All of them, in the order of the words for them.
    pub const ALL: [Self; 10] = [
        Self::Bar,
        Self::Line,
        Self::Column,
        Self::Stacked,
        Self::Bullet,
        Self::Diverging,
        Self::SmallMultiples,
        Self::Ageing,
        Self::Dots,
        Self::Tiles,
    ];
}

impl ChartKind {
    /// Whether its labels are months.
    #[must_use]
    pub fn is_over_time(self) -> bool {
        matches!(self, Self::Line | Self::Column | Self::SmallMultiples)
    }
}

/// Codes and titles of [`ChartKind`].
const KINDS: [Choice<ChartKind>; 10] = [
    ("bar", "条形图", ChartKind::Bar),
    ("line", "折线图", ChartKind::Line),
    ("column", "柱形图", ChartKind::Column),
    ("stacked", "堆积条形图", ChartKind::Stacked),
    ("bullet", "目标对照图", ChartKind::Bullet),
    ("diverging", "增减条形图", ChartKind::Diverging),
    ("small_multiples", "同尺度小图", ChartKind::SmallMultiples),
    ("ageing", "时长分布图", ChartKind::Ageing),
    ("dots", "点图", ChartKind::Dots),
    ("tiles", "方格图", ChartKind::Tiles),
];

/// A block, with everything it names found.
#[derive(Debug, Clone)]
pub struct Block {
    /// Key figures, a table, or a chart of some form.
    pub kind: BlockKind,
    /// The caption; a chart without one has its finding there.
    pub title: Option<String>,
    /// Indices of its measures.
    pub measures: Vec<MeasureAt>,
    /// Indices of its regions; rows of a table when there are several.
    pub regions: Vec<RegionAt>,
    /// Indices of its periods; rows of a table when there is one region.
    pub periods: Vec<PeriodAt>,
    /// Which span it shows.
    pub span: Span,
}

impl Block {
    /// Reads a fence's TOML; what it names and is not known is a finding.
    #[must_use]
    pub fn read(
        kind: BlockKind,
        file: &File,
        body: Range<usize>,
        dataset: &Dataset,
        figures: &Figures,
        findings: &Findings,
    ) -> Option<Self> {
        let text = toml::TomlText::part(file, body);
        let table = toml::parse(text, findings)?;
        let fields = Fields::root(text, &table, findings);
        let kind = match kind {
            BlockKind::Chart(_) => BlockKind::Chart(fields.choice("kind", &KINDS)?),
            BlockKind::Kpi | BlockKind::Table => kind,
        };
        let over_time = matches!(kind, BlockKind::Chart(form) if form.is_over_time());
        let title = fields.text_or_none("title").map(|at| at.value);
        let all = MeasureAt::each(figures.measures());
        let told =
            all.filter(|(index, _)| !figures.is_internal(*index)).map(|(_, measure)| measure.id.as_str());
        let measures = found(&fields, "measures", |id| figures.measure(id), &told.collect::<Vec<_>>())?;
        if measures.is_empty() {
            let message = say!("缺少 `measures`", "missing `measures`");
            let help = say!(
                "写上要显示的指标：`measures = [\"…\"]`，编号见 `data/forms/`",
                "name what is to be shown: `measures = [\"…\"]`; `data/forms/` has the ids"
            );
            fields.report(Code::MissingKey, &fields.span(), message, Some(help));
        }
        let codes: Vec<&str> = dataset.regions.codes().collect();
        let are_named = fields.texts("regions").iter().any(|region| region.value != "*");
        let mut regions = match fields.texts("regions").as_slice() {
            [all] if all.value == "*" => dataset.regions.reporters().to_vec(),
            [] if matches!(kind, BlockKind::Chart(_)) && !over_time => dataset.regions.reporters().to_vec(),
            [] => vec![dataset.regions.root()],
            _ => found(&fields, "regions", |code| dataset.regions.index(code), &codes)?,
        };
        let closed: Vec<&str> = dataset.campaign.periods[..figures.periods().len()]
            .iter()
            .map(|period| period.id.as_str())
            .collect();
        let periods = match fields.texts("periods").as_slice() {
            [all] if all.value == "*" => figures.periods().collect(),
            [latest] if latest.value == "latest" => figures.latest().into_iter().collect(),
            [] if over_time || (kind == BlockKind::Table && regions.len() == 1) => {
                figures.periods().collect()
            }
            [] => figures.latest().into_iter().collect(),
            _ => found(
                &fields,
                "periods",
                |id| dataset.campaign.period(id).filter(|at| figures.is_closed(*at)),
                &closed,
            )?,
        };
        // All of one period are those that were there.
        if let (false, [period]) = (are_named, periods.as_slice()) {
            regions.retain(|at| dataset.regions.is_there(*at, &dataset.campaign.periods[*period]));
        }
        let span = fields
            .choice_or_none("span", &[("month", "本月", Span::Month), ("to_date", "累计", Span::ToDate)])
            .unwrap_or(Span::ToDate);
        if let Some((message, help)) =
            first_unpublished(&measures, &regions, &periods, span, dataset, figures)
        {
            let at = fields.raw("measures").map_or_else(|| fields.span(), |(span, _)| span);
            fields.report(Code::FigureUnpublished, &at, message, Some(help));
        }
        fields.done();
        Some(Self { kind, title, measures, regions, periods, span })
    }
}

/// Of the figures a block shows the first that is not published.
fn first_unpublished(
    measures: &[MeasureAt],
    regions: &[RegionAt],
    periods: &[PeriodAt],
    span: Span,
    dataset: &Dataset,
    figures: &Figures,
) -> Option<(Say, Say)> {
    measures.iter().find_map(|&measure| {
        let figures_of = |&region: &RegionAt| periods.iter().map(move |&period| (region, period));
        regions
            .iter()
            .flat_map(figures_of)
            .find_map(|(region, period)| unpublished(Key { measure, region, period, span }, dataset, figures))
    })
}

/// The indices of the names in a list; `None` where one is not known.
fn found<T>(
    fields: &Fields,
    key: &'static str,
    find: impl Fn(&str) -> Option<T>,
    known: &[&str],
) -> Option<Vec<T>> {
    let names: Vec<Spanned<String>> = fields.texts(key);
    let mut all = Vec::new();
    let mut whole = true;
    for name in &names {
        if let Some(index) = find(&name.value) {
            all.push(index);
        } else {
            whole = false;
            let help = match scalar::nearest(&name.value, known.iter().copied()) {
                Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                None => say!(
                    "`gongshi explain measures` 列出全部指标",
                    "`gongshi explain measures` lists the measures"
                ),
            };
            let message = say!("没有 `{}`", "unknown name `{}`", name.value);
            fields.report(Code::UnknownFigure, &name.span, message, Some(help));
        }
    }
    whole.then_some(all)
}
