//! `data/ranking.toml`: how reporters are scored against each other (打分排队).
//!
//! A component is a rate of figures to date; the weights add up to 100. What is declared here is held to one promise:
//! finding one more hazard never lowers anybody's score. So the file names the measures that grow as hazards are
//! found, and no component may count them against a reporter.

mod finding;

use std::collections::BTreeMap;

use super::Files;
use super::forms::Span;
use super::regions::{KINDS, RegionKind};
use super::rules::{MeasureNames, Side};
use super::sides;
use crate::diagnostic::{Code, Findings, Place};
use crate::parse::toml::{self, Choice, Fields, Spanned};
use crate::say;
use finding::{Finds, Rate};

/// Which end of a rate is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The more, the more points.
    Higher,
    /// The less, the more points.
    Lower,
}

const DIRECTIONS: [Choice<Direction>; 2] =
    [("higher", "越高越好", Direction::Higher), ("lower", "越低越好", Direction::Lower)];

impl Direction {
    /// As written in `data/ranking.toml`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }
}

/// The rate at which a component gives all its points, or with `lower` none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// A rate of one: all of what there is.
    Whole,
    /// The highest rate among those who are ranked.
    Highest,
}

const FULLS: [Choice<Full>; 2] =
    [("whole", "百分之百", Full::Whole), ("highest", "各单位最高", Full::Highest)];

/// One part of the score.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its id, unique within the file.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Added up, to date.
    pub numerator: Side,
    /// Added up, to date.
    pub denominator: Side,
    /// Points of 100.
    pub weight: u32,
    /// Which end is the better one.
    pub direction: Direction,
    /// The rate that earns all points.
    pub full: Full,
}

/// What `data/ranking.toml` says.
#[derive(Debug, Clone)]
pub struct Scoring {
    /// The components in their order.
    pub components: Vec<Component>,
    /// What kinds of region are ranked. The bureau inspects the whole city and has no enterprises of its own: unless
    /// the file says so it is not compared with counties.
    pub kinds: Vec<RegionKind>,
}

/// The kinds that are ranked where the file names none.
const RANKED: [RegionKind; 3] = [RegionKind::District, RegionKind::County, RegionKind::CountyCity];

impl Scoring {
    /// Reads `data/ranking.toml`, which a site may leave out.
    #[must_use]
    pub fn read(files: &Files, known: MeasureNames, findings: &Findings) -> Option<Self> {
        let file = files.get("data/ranking.toml")?;
        let text = toml::TomlText::whole(file);
        let table = toml::parse(text, findings)?;
        let fields = Fields::root(text, &table, findings);
        if fields.raw("grows_with_finding").is_none() {
            fields.report(
                Code::MissingKey,
                &fields.span(),
                say!("缺少 `grows_with_finding`", "missing key `grows_with_finding`"),
                Some(say!(
                    "写上多发现一处隐患就会增加的指标，没有则写 []",
                    "name the measures that grow when one more hazard is found, or write []"
                )),
            );
        }
        let finds = known.measures(&fields, &fields.texts("grows_with_finding"));
        let finds = Finds::of(finds.unwrap_or_default(), known);
        let kinds = kinds(&fields, &fields.texts("ranked"));
        let mut components = Vec::new();
        let mut first: BTreeMap<String, Place> = BTreeMap::new();
        let (mut sum, mut whole) = (0, true);
        for fields in fields.tables("components") {
            let weight = weight(&fields);
            sum += weight.unwrap_or_default();
            let component = component(&fields, weight, &finds, known, &mut first);
            whole &= component.is_some();
            components.extend(component);
        }
        if whole && sum != 100 {
            fields.report(
                Code::WeightsNotHundred,
                &weights_span(&file.text),
                say!("各项权重合计 {sum}，应为 100", "the weights add up to {sum}, should be 100"),
                Some(say!("调整各项 `weight`", "adjust the `weight` of the components")),
            );
        }
        fields.done();
        if files.below("data/ledger/enforcement/", ".csv").next().is_some() {
            findings.extend(finding::undeclared(&components, known));
        }
        whole.then_some(Self { components, kinds })
    }
}

/// Where the components begin.
fn weights_span(text: &str) -> std::ops::Range<usize> {
    let header = "[[components]]";
    text.find(header).map_or(0..0, |at| at..at + header.len())
}

/// A weight above zero; anything else is a finding.
fn weight(fields: &Fields) -> Option<u32> {
    let weight = fields.whole_or_none("weight")?;
    if weight.value == 0 || weight.value > 100 {
        fields.report(
            Code::WeightsNotHundred,
            &weight.span,
            say!("权重 {} 应在 1 至 100 之间", "a weight of {}: it is 1 to 100", weight.value),
            Some(say!("不计分的项删去即可", "a component that counts nothing is left out")),
        );
        return None;
    }
    Some(weight.value)
}

fn component(
    fields: &Fields,
    weight: Option<u32>,
    finds: &Finds,
    known: MeasureNames,
    first: &mut BTreeMap<String, Place>,
) -> Option<Component> {
    let id = fields.text("id");
    let title = fields.text("title");
    let (above, below) = (fields.texts("numerator"), fields.texts("denominator"));
    let numerator = side(fields, "numerator", &above, known);
    let denominator = side(fields, "denominator", &below, known);
    let direction = fields.choice("direction", &DIRECTIONS);
    let full = fields.choice_or_none("full", &FULLS).unwrap_or(Full::Whole);
    if weight.is_none() && fields.raw("weight").is_none() {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("缺少 `weight`", "missing key `weight`"),
            Some(say!("在这里补上 `weight = …`", "add `weight = …` here")),
        );
    }
    if let (Some(above_side), Some(below_side), Some(direction)) = (&numerator, &denominator, direction) {
        let rate = Rate { numerator: (&above, above_side), denominator: (&below, below_side), direction };
        if !rate.report(fields, finds) {
            let sides = [("numerator", numerator.as_deref()), ("denominator", denominator.as_deref())];
            sides::report(fields, sides, Span::ToDate);
        }
    }
    if let Some(id) = &id {
        unique(fields, id, first);
    }
    fields.report_unasked();
    Some(Component {
        id: id?.value,
        title: title?.value,
        numerator: numerator?,
        denominator: denominator?,
        weight: weight?,
        direction: direction?,
        full,
    })
}

fn side(fields: &Fields, key: &'static str, names: &[Spanned<String>], known: MeasureNames) -> Option<Side> {
    if names.is_empty() {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("缺少 `{key}`", "missing key `{key}`"),
            Some(say!("写上要相加的指标", "name the measures that are added up")),
        );
        return None;
    }
    known.measures(fields, names)
}

fn unique(fields: &Fields, id: &Spanned<String>, first: &mut BTreeMap<String, Place>) {
    let place = fields.file().place(&id.span);
    match first.get(&id.value) {
        Some(before) => fields.push(
            crate::diagnostic::Finding::new(
                Code::DuplicateId,
                place,
                say!("`{}` 出现了两次", "`{}` appears twice", id.value),
            )
            .related(before.clone(), say!("先在这里", "first here"))
            .help(say!("给其中一个另取代码", "give one of them another id")),
        ),
        None => drop(first.insert(id.value.clone(), place)),
    }
}

/// The kinds of region that are ranked.
fn kinds(fields: &Fields, names: &[Spanned<String>]) -> Vec<RegionKind> {
    if names.is_empty() {
        return RANKED.to_vec();
    }
    let mut kinds = Vec::new();
    for name in names {
        let known = KINDS.iter().filter(|(.., kind)| *kind != RegionKind::City);
        let found = known.clone().find(|(code, title, _)| name.value == *code || name.value == *title);
        if let Some((.., kind)) = found {
            kinds.push(*kind);
            continue;
        }
        let list = known.map(|(code, ..)| *code).collect::<Vec<_>>().join("、");
        fields.report(
            Code::UnknownWord,
            &name.span,
            say!("`ranked` 里不能有 `{}`", "`ranked` cannot have `{}`", name.value),
            Some(say!("可以是：{list}", "it may be one of: {list}")),
        );
    }
    kinds
}
