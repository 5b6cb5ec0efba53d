//! `data/thresholds.toml`: which criteria have a number in them, and what reaches it.
//!
//! In: the file. Out: [`Threshold`]s of criteria that are there. An output of 36 万吨 a year against a design of 30 reaches
//! a limit of `>= 1.2` times; `check` reads the two numbers in the description of a hazard.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rust_decimal::Decimal;

use super::Files;
use super::criteria::{Criterion, CriterionAt};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::scalar;
use crate::parse::toml::{self, Choice, Fields, Spanned, exact};
use crate::say;

/// A criterion with a number in it.
#[derive(Debug, Clone)]
pub struct Threshold {
    /// The criterion whose number it is.
    pub criterion: CriterionAt,
    /// What is measured.
    pub measure: Quantity,
    /// What descriptions call it; the first of them is its name in a finding.
    pub named: Vec<String>,
    /// What a description must speak of besides, where its hazard names no criterion. Empty: nothing.
    pub about: Vec<String>,
    /// What the number is held against.
    pub against: Norm,
    /// Any of these is enough.
    pub limits: Vec<Limit>,
    /// Where it is said: document and number.
    pub source: String,
}

/// What is measured, and so what its number is followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// 万吨, over a year or a month; 36万吨
    Output,
    /// % or ‰; 12%
    Gradient,
    /// Nothing: a number with a point; 1.12
    Factor,
}

/// What a number is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Norm {
    /// 设计
    Design,
    /// 规定
    Prescribed,
}

/// What an output was reached over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// A year, against the design of a year.
    Year,
    /// A month, against the design of a year.
    Month,
}

/// How a number must stand to a multiple of its norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// At least it.
    AtLeast,
    /// More than it.
    MoreThan,
    /// At most it.
    AtMost,
    /// Less than it.
    LessThan,
}

/// A multiple of the norm; `over` says of what stretch of time, `None` of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// For an output.
    pub over: Option<Over>,
    /// How a number must stand to it.
    pub op: Bound,
    /// How many times the norm; above 0.
    pub times: Decimal,
}

const QUANTITIES: [Choice<Quantity>; 3] = [
    ("output", "产量", Quantity::Output),
    ("gradient", "坡度", Quantity::Gradient),
    ("factor", "系数", Quantity::Factor),
];
const NORMS: [Choice<Norm>; 2] = [("design", "设计", Norm::Design), ("prescribed", "规定", Norm::Prescribed)];
const OVERS: [Choice<Over>; 2] = [("year", "年", Over::Year), ("month", "月", Over::Month)];
const BOUNDS: [Choice<Bound>; 4] = [
    (">=", "不低于", Bound::AtLeast),
    (">", "大于", Bound::MoreThan),
    ("<=", "不大于", Bound::AtMost),
    ("<", "小于", Bound::LessThan),
];

impl Limit {
    /// Whether it says anything about what was reached over a year, or a month.
    #[must_use]
    pub fn is_over(self, over: Over) -> bool {
        self.over.is_none_or(|of| of == over)
    }

    /// Whether a number reaches it.
    #[must_use]
    pub fn is_met(self, number: Decimal, norm: Decimal, over: Over) -> bool {
        let bound = self.times * norm;
        self.is_over(over)
            && match self.op {
                Bound::AtLeast => number >= bound,
                Bound::MoreThan => number > bound,
                Bound::AtMost => number <= bound,
                Bound::LessThan => number < bound,
            }
    }
}

impl Threshold {
    /// What reaches it, in Chinese and English: 年产量不低于设计的 1.2 倍.
    #[must_use]
    pub fn told(&self) -> (String, String) {
        let name = self.named.first().map_or("", String::as_str);
        let (norm_zh, norm_en) = match self.against {
            Norm::Design => ("设计", "the design"),
            Norm::Prescribed => ("规定", "what is prescribed"),
        };
        let tell = |limit: &Limit| {
            let (over_zh, over_en) = match limit.over {
                Some(Over::Year) => ("年", " in a year"),
                Some(Over::Month) => ("月", " in a month"),
                None => ("", ""),
            };
            let (op_zh, op_en) = match limit.op {
                Bound::AtLeast => ("不低于", "at least"),
                Bound::MoreThan => ("大于", "more than"),
                Bound::AtMost => ("不大于", "at most"),
                Bound::LessThan => ("小于", "less than"),
            };
            let times = limit.times.normalize();
            let zh = format!("{over_zh}{name}{op_zh}{norm_zh}的 {times} 倍");
            (zh, format!("{op_en} {times} times {norm_en}{over_en}"))
        };
        let (zh, en): (Vec<_>, Vec<_>) = self.limits.iter().map(tell).unzip();
        (zh.join("，或"), en.join(", or "))
    }
}

/// Reads `data/thresholds.toml`, which a campaign without numbers in its criteria may leave out.
#[must_use]
pub fn read(files: &Files, criteria: &[Criterion], findings: &Findings) -> Vec<Threshold> {
    const PATH: &str = "data/thresholds.toml";
    let Some(file) = files.get(PATH) else {
        let has_hazards = files.below("data/ledger/hazards/", ".csv").next().is_some();
        if has_hazards && !criteria.is_empty() && !files.is_broken(PATH) {
            findings.push(undeclared(PATH));
        }
        return Vec::new();
    };
    let text = toml::TomlText::whole(file);
    let Some(table) = toml::parse(text, findings) else { return Vec::new() };
    let fields = Fields::root(text, &table, findings);
    let mut first: BTreeMap<CriterionAt, Place> = BTreeMap::new();
    let mut thresholds = Vec::new();
    for fields in fields.tables("thresholds") {
        let place = fields.raw("criterion").map_or_else(|| fields.place(), |(span, _)| file.place(&span));
        let Some(threshold) = threshold(fields, criteria) else { continue };
        match first.entry(threshold.criterion) {
            Entry::Vacant(at) => _ = at.insert(place),
            Entry::Occupied(first) => {
                findings.push(repeated(&threshold, criteria, place, first.get().clone()));
            }
        }
        thresholds.push(threshold);
    }
    fields.done();
    thresholds
}

/// Hazards meet criteria, and nobody says which of these have a number in them.
fn undeclared(path: &str) -> Finding {
    let message = say!("没有写哪些判定标准里有数", "nothing says which criteria have a number in them");
    Finding::new(Code::CheckUndeclared, Place::file(path), message).help(say!(
        "照 `gongshi init` 的写；判定标准里都没有数的，放一个不含条目的文件",
        "write it as `gongshi init` does; where no criterion has a number, a file without entries says so"
    ))
}

/// Of two numbers of one criterion only one can hold; several limits stand in one entry.
fn repeated(threshold: &Threshold, criteria: &[Criterion], place: Place, first: Place) -> Finding {
    let code = &threshold.criterion.of(criteria).code;
    let message =
        say!("判定标准 `{code}` 的数出现两次", "the number of the criterion `{code}` appears twice");
    let finding =
        Finding::new(Code::DuplicateId, place, message).related(first, say!("第一次在这里", "first here"));
    finding.help(say!(
        "删去一条，或并为一条，在 `limits` 里列出",
        "delete one, or make them one, each in its `limits`"
    ))
}

fn threshold(fields: Fields, criteria: &[Criterion]) -> Option<Threshold> {
    let criterion = fields.text("criterion").and_then(|code| resolved(&fields, &code, criteria));
    let measure = fields.choice("measure", &QUANTITIES);
    let named = words(&fields, "named");
    let about = fields.texts("about").into_iter().map(|at| at.value).filter(|word| !word.trim().is_empty());
    let about = about.collect();
    let against = fields.choice("against", &NORMS);
    let limits: Vec<Option<Limit>> = fields.tables("limits").into_iter().map(limit).collect();
    if limits.is_empty() {
        report_empty(&fields, "limits");
    }
    let source = fields.text("source");
    fields.done();
    Some(Threshold {
        criterion: criterion?,
        measure: measure?,
        named: Some(named).filter(|named| !named.is_empty())?,
        about,
        against: against?,
        limits: limits.into_iter().collect::<Option<Vec<_>>>().filter(|limits| !limits.is_empty())?,
        source: source?.value,
    })
}

/// The criterion that is named.
fn resolved(fields: &Fields, code: &Spanned<String>, criteria: &[Criterion]) -> Option<CriterionAt> {
    let known = CriterionAt::each(criteria).find(|(_, criterion)| criterion.code == code.value);
    if known.is_none() {
        let help = match scalar::nearest(&code.value, criteria.iter().map(|known| known.code.as_str())) {
            Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
            None => say!("用 `data/criteria.csv` 里的代码", "use a code of `data/criteria.csv`"),
        };
        let message = say!("没有 `{}` 这条判定标准", "unknown criterion `{}`", code.value);
        fields.report(Code::UnknownRow, &code.span, message, Some(help));
    }
    known.map(|(index, _)| index)
}

/// Words that must be there; a blank one would be in every description.
fn words(fields: &Fields, key: &'static str) -> Vec<String> {
    let words: Vec<String> =
        fields.texts(key).into_iter().map(|at| at.value).filter(|word| !word.trim().is_empty()).collect();
    if words.is_empty() {
        report_empty(fields, key);
    }
    words
}

fn report_empty(fields: &Fields, key: &'static str) {
    let span = fields.raw(key).map_or_else(|| fields.span(), |(span, _)| span);
    fields.report(
        Code::MissingKey,
        &span,
        say!("缺少 `{key}`", "missing key `{key}`"),
        Some(say!("在这里补上 `{key} = […]`", "add `{key} = […]` here")),
    );
}

fn limit(fields: Fields) -> Option<Limit> {
    let over = fields.choice_or_none("over", &OVERS);
    let op = fields.choice("op", &BOUNDS);
    let times = times(&fields);
    fields.done();
    Some(Limit { over, op: op?, times: times? })
}

/// How many times the norm: a number above 0.
fn times(fields: &Fields) -> Option<Decimal> {
    let Some((span, value)) = fields.raw("times") else {
        report_empty(fields, "times");
        return None;
    };
    let times = exact(value).filter(|times| *times > Decimal::ZERO);
    if times.is_none() {
        fields.wrong_type(&span, "大于 0 的数", "a number above 0");
    }
    times
}
