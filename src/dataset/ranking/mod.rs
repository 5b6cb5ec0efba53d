//! `data/ranking.toml`: how reporters are scored against each other (打分排队).
//!
//! A component is a rate of figures to date, one of `data/rates.toml` or its own; the weights add up to 100. What is declared here is held to one promise:
//! finding one more hazard never lowers anybody's score. So the file names the measures that grow as hazards are
//! found, and no component may count them against a reporter.

mod finding;

use std::collections::BTreeMap;

use super::Files;
use super::rates::{DIRECTIONS, Direction, NamedSides, Rates};
use super::regions::{KINDS, RegionKind};
use super::rules::{MeasureNames, Side};
use super::unique_id::unique;
use crate::diagnostic::{Code, Findings, Place};
use crate::parse::scalar;
use crate::parse::toml::{self, Choice, Fields, Spanned};
use crate::say;
use finding::{Finds, Weighed};

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
    pub fn read(files: &Files, known: MeasureNames, rates: &Rates, findings: &Findings) -> Option<Self> {
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
            let component = component(&fields, weight, &finds, (known, rates), &mut first);
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
    (known, rates): (MeasureNames, &Rates),
    first: &mut BTreeMap<String, Place>,
) -> Option<Component> {
    let id = fields.text("id");
    let (title, direction, parts) = if let Some(name) = fields.text_or_none("rate") {
        of_rate(fields, &name, rates)
    } else {
        let title = fields.text("title").map(|title| title.value);
        let parts = NamedSides::read(fields, known);
        (title, fields.choice("direction", &DIRECTIONS), parts)
    };
    let full = fields.choice_or_none("full", &FULLS).unwrap_or(Full::Whole);
    if weight.is_none() && fields.raw("weight").is_none() {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("缺少 `weight`", "missing key `weight`"),
            Some(say!("在这里补上 `weight = …`", "add `weight = …` here")),
        );
    }
    if let (Some(numerator), Some(denominator), Some(direction)) =
        (&parts.numerator, &parts.denominator, direction)
    {
        let (above, below) = ((parts.above.as_slice(), numerator), (parts.below.as_slice(), denominator));
        let weighed = Weighed { numerator: above, denominator: below, direction };
        if !weighed.report(fields, finds) && fields.raw("rate").is_none() {
            parts.report(fields, known);
        }
    }
    if let Some(id) = &id {
        unique(fields, id, first);
    }
    fields.report_unasked();
    Some(Component {
        id: id?.value,
        title: title?,
        numerator: parts.numerator?,
        denominator: parts.denominator?,
        weight: weight?,
        direction: direction?,
        full,
    })
}

/// What a component has of the rate it names: its title, unless it has one of its own, its better end and its sides, each
/// measure of which stands at the name of the rate.
fn of_rate(
    fields: &Fields,
    name: &Spanned<String>,
    rates: &Rates,
) -> (Option<String>, Option<Direction>, NamedSides) {
    let own = fields.text_or_none("title").map(|title| title.value);
    for key in ["numerator", "denominator", "direction"] {
        if let Some((span, _)) = fields.raw(key) {
            fields.report(
                Code::UnknownKey,
                &span,
                say!("写了 `rate` 就不写 `{key}`", "with `rate` there is no `{key}`"),
                Some(say!(
                    "删去其一：比率在 `data/rates.toml` 里定义",
                    "delete one of them: `data/rates.toml` says what a rate is"
                )),
            );
        }
    }
    let Some(rate) = rates.all.iter().find(|rate| rate.id == name.value || rate.measure() == name.value)
    else {
        let none = NamedSides { above: Vec::new(), below: Vec::new(), numerator: None, denominator: None };
        if rates.is_broken {
            return (own, None, none);
        }
        let help = match scalar::nearest(&name.value, rates.all.iter().map(|rate| rate.id.as_str())) {
            Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
            None => say!("在 `data/rates.toml` 里定义它", "declare it in `data/rates.toml`"),
        };
        let message = say!("没有 `{}` 这个比率", "unknown rate `{}`", name.value);
        fields.report(Code::UnknownCell, &name.span, message, Some(help));
        return (own, None, none);
    };
    let named = |side: &Side| vec![name.clone(); side.len()];
    let parts = NamedSides {
        above: named(&rate.numerator),
        below: named(&rate.denominator),
        numerator: Some(rate.numerator.clone()),
        denominator: Some(rate.denominator.clone()),
    };
    (own.or_else(|| Some(rate.title.clone())), Some(rate.better), parts)
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
