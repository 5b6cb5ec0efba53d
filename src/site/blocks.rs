//! Fenced blocks of a page that show live figures: `kpi` and `table`.

use std::ops::Range;

use crate::dataset::Dataset;
use crate::dataset::Span;
use crate::diagnostic::{Code, Findings};
use crate::figures::Figures;
use crate::parse::toml::{self, At, Fields};
use crate::parse::{File, scalar};
use crate::say;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Key figures of one region and period.
    Kpi,
    /// A table of measures by period or by region.
    Table,
}

impl BlockKind {
    /// What a fence can be named.
    pub const NAMES: [&'static str; 2] = ["kpi", "table"];

    /// The kind a fence names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.trim() {
            "kpi" => Some(Self::Kpi),
            "table" => Some(Self::Table),
            _ => None,
        }
    }
}

/// A block, with everything it names found.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its caption.
    pub title: Option<String>,
    /// Indices of its measures.
    pub measures: Vec<usize>,
    /// Indices of its regions; rows of a table when there are several.
    pub regions: Vec<usize>,
    /// Indices of its periods; rows of a table when there is one region.
    pub periods: Vec<usize>,
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
        let text = toml::Text::part(file, body);
        let table = toml::parse(text, findings)?;
        let fields = Fields::root(text, &table, findings);
        let title = fields.text_or_none("title").map(|at| at.value);
        let ids = || figures.measures().iter().map(|measure| measure.id.as_str());
        let measures = found(&fields, "measures", |id| figures.measure(id), &ids().collect::<Vec<_>>())?;
        if measures.is_empty() {
            let message = say!("缺少 `measures`", "missing `measures`");
            fields.report(Code::MissingKey, &fields.span(), message, None);
        }
        let codes: Vec<&str> = dataset.regions.codes().collect();
        let regions = match fields.texts("regions").as_slice() {
            [all] if all.value == "*" => dataset.regions.reporters().to_vec(),
            [] => vec![dataset.regions.root()],
            _ => found(&fields, "regions", |code| dataset.regions.index(code), &codes)?,
        };
        let closed: Vec<&str> =
            dataset.campaign.periods[..figures.periods()].iter().map(|period| period.id.as_str()).collect();
        let periods = match fields.texts("periods").as_slice() {
            [all] if all.value == "*" => (0..figures.periods()).collect(),
            [latest] if latest.value == "latest" => figures.latest().into_iter().collect(),
            [] if kind == BlockKind::Table && regions.len() == 1 => (0..figures.periods()).collect(),
            [] => figures.latest().into_iter().collect(),
            _ => found(&fields, "periods", |id| closed.iter().position(|known| *known == id), &closed)?,
        };
        let span = fields
            .choice_or_none("span", &[("month", "本月", Span::Month), ("to_date", "累计", Span::ToDate)])
            .unwrap_or(Span::ToDate);
        fields.done();
        Some(Self { kind, title, measures, regions, periods, span })
    }
}

/// The indices of the names in a list; `None` where one is not known.
fn found(
    fields: &Fields,
    key: &'static str,
    find: impl Fn(&str) -> Option<usize>,
    known: &[&str],
) -> Option<Vec<usize>> {
    let names: Vec<At<String>> = fields.texts(key);
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
