//! Rules between figures: within a form, and in `data/rules.toml` between forms and ledgers.

use std::collections::BTreeSet;

use super::Files;
use super::forms::{Form, SPANS, Span};
use crate::diagnostic::{Code, Finding, Findings, Place, Severity};
use crate::parse::scalar;
use crate::parse::toml::{self, At, Choice, Fields};
use crate::say;

/// How the two sides must stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Left is at most right.
    AtMost,
    /// Left is at least right.
    AtLeast,
    /// They are the same.
    Equal,
    /// Where left is above zero, right must be too.
    Implies,
}

const OPERATORS: [Choice<Operator>; 4] = [
    ("<=", "不大于", Operator::AtMost),
    (">=", "不小于", Operator::AtLeast),
    ("=", "等于", Operator::Equal),
    ("implies", "则须有", Operator::Implies),
];

impl Operator {
    /// As written in a rule.
    #[must_use]
    pub fn code(self) -> &'static str {
        OPERATORS.iter().find(|(.., operator)| *operator == self).map_or("", |(code, ..)| code)
    }
}

/// One figure a rule adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// Measure id, such as `dispatch.self_found`.
    pub measure: String,
    /// Said in the rule's own text (`….total`); else the rule's `over` decides.
    pub span: Option<Span>,
}

/// What is added up on one side.
pub type Side = Vec<Operand>;

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its code, unique within its file.
    pub id: String,
    /// What it says, in a sentence.
    pub title: Option<String>,
    /// Added up.
    pub left: Side,
    /// How left must stand to right.
    pub op: Operator,
    /// Added up.
    pub right: Side,
    /// Which span it is about.
    pub over: Span,
    /// How much a breach weighs.
    pub severity: Severity,
    /// Why a site weighs it less, published.
    pub reason: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

impl Rule {
    /// Whether it needs figures counted from ledgers.
    #[must_use]
    pub fn needs_ledgers(&self) -> bool {
        self.left.iter().chain(&self.right).any(|operand| operand.measure.starts_with("ledger."))
    }
}

/// The rules of a form; its own cells are named by id alone.
#[must_use]
pub fn form_rules(rules: Vec<Fields>, form: &str, cells: &BTreeSet<String>) -> Vec<Rule> {
    let resolve = |name: &str| {
        let (cell, span) = split_span(name, |id| cells.contains(id));
        cells.contains(cell).then(|| Operand { measure: format!("{form}.{cell}"), span })
    };
    rules
        .into_iter()
        .filter_map(|fields| rule(fields, &resolve, &|| cells.iter().cloned().collect()))
        .collect()
}

/// The rules of `data/rules.toml`, which a site may leave out.
#[must_use]
pub fn reconciliation(files: &Files, forms: &[Form], findings: &Findings) -> Vec<Rule> {
    let Some(file) = files.get("data/rules.toml") else { return Vec::new() };
    let text = toml::Text::whole(file);
    let Some(table) = toml::parse(text, findings) else { return Vec::new() };
    let fields = Fields::root(text, &table, findings);
    let resolve = |name: &str| operand(name, forms);
    let names = || ids(forms);
    let rules =
        fields.tables("rules").into_iter().filter_map(|fields| rule(fields, &resolve, &names)).collect();
    fields.done();
    rules
}

/// A measure of any form or of the ledgers, by its id.
fn operand(name: &str, forms: &[Form]) -> Option<Operand> {
    let known = |id: &str| {
        id.starts_with("ledger.")
            || id
                .split_once('.')
                .is_some_and(|(form, cell)| forms.iter().any(|known| known.id == form && known.has(cell)))
    };
    let (measure, span) = split_span(name, known);
    known(measure).then(|| Operand { measure: measure.to_owned(), span })
}

fn ids(forms: &[Form]) -> Vec<String> {
    forms.iter().flat_map(|form| form.cells.iter().map(|cell| format!("{}.{}", form.id, cell.id))).collect()
}

/// The measures a list names; an unknown one is a finding.
pub(super) fn measures(fields: &Fields, names: &[At<String>], forms: &[Form]) -> Option<Side> {
    operands(fields, names, &|name| operand(name, forms), &|| ids(forms))
}

/// Takes `.month`, `.to_date` or `.total` off the end of a measure, unless it belongs to its id.
fn split_span(name: &str, known: impl Fn(&str) -> bool) -> (&str, Option<Span>) {
    if known(name) && !name.starts_with("ledger.") {
        return (name, None);
    }
    match name.rsplit_once('.') {
        Some((measure, word)) => match SPANS.iter().find(|(code, ..)| *code == word) {
            Some((.., span)) => (measure, Some(*span)),
            None => (name, None),
        },
        None => (name, None),
    }
}

fn rule(
    fields: Fields,
    resolve: &dyn Fn(&str) -> Option<Operand>,
    known: &dyn Fn() -> Vec<String>,
) -> Option<Rule> {
    let id = fields.text("id");
    let title = fields.text_or_none("title").map(|at| at.value);
    let left = side(&fields, &fields.texts("left"), resolve, known);
    let right = side(&fields, &fields.texts("right"), resolve, known);
    let op = fields.choice("op", &OPERATORS);
    let over = fields.choice_or_none("over", &SPANS).unwrap_or(Span::ToDate);
    let severity = fields
        .choice_or_none(
            "severity",
            &[("error", "错误", Severity::Error), ("warning", "警告", Severity::Warning)],
        )
        .unwrap_or(Severity::Error);
    let reason = fields.text_or_none("reason").map(|at| at.value);
    let place = fields.place();
    fields.done();
    Some(Rule { id: id?.value, title, left: left?, op: op?, right: right?, over, severity, reason, place })
}

fn side(
    fields: &Fields,
    names: &[At<String>],
    resolve: &dyn Fn(&str) -> Option<Operand>,
    known: &dyn Fn() -> Vec<String>,
) -> Option<Side> {
    if names.is_empty() {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("规则的 `left` 和 `right` 都要写", "a rule needs both `left` and `right`"),
            None,
        );
        return None;
    }
    operands(fields, names, resolve, known)
}

fn operands(
    fields: &Fields,
    names: &[At<String>],
    resolve: &dyn Fn(&str) -> Option<Operand>,
    known: &dyn Fn() -> Vec<String>,
) -> Option<Side> {
    let mut side = Vec::new();
    for name in names {
        let operand = resolve(&name.value);
        if operand.is_none() {
            let known = known();
            let near = scalar::nearest(&name.value, known.iter().map(String::as_str));
            let finding = Finding::new(
                Code::UnknownCell,
                fields.file().place(&name.span),
                say!("没有 `{}` 这项指标", "unknown measure `{}`", name.value),
            );
            fields.push(match near {
                Some(near) => finding.help(say!("是不是 `{near}`？", "did you mean `{near}`?")),
                None => finding.help(say!(
                    "`gongshi explain measures` 列出全部指标",
                    "`gongshi explain measures` lists them all"
                )),
            });
        }
        side.push(operand?);
    }
    Some(side)
}
