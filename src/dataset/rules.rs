//! Rules between figures: within a form, and in `data/rules.toml` between forms and ledgers.

use std::collections::BTreeSet;

use super::Files;
use super::criteria::Criterion;
use super::forms::{Cell, Form, Role, SPANS, Span};
use super::ledger::{MEASURES, is_measure, says_nothing};
use super::sides;
use crate::diagnostic::{Code, Finding, Findings, Place, Severity};
use crate::parse::toml::{self, Choice, Fields, Spanned};
use crate::parse::{File, scalar};
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
    /// How many months running it must be broken before that is told; 1 but for hints about a habit.
    pub months: usize,
    /// How much a breach weighs.
    pub severity: Severity,
    /// Why a site weighs it less, published.
    pub reason: Option<String>,
    /// Where it is declared.
    pub place: Place,
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

/// The rules of `data/rules.toml`, which a site may leave out, but none of those it calls `strict`.
#[must_use]
pub fn reconciliation(files: &Files, known: MeasureNames, findings: &Findings) -> Vec<Rule> {
    let Some(file) = files.get("data/rules.toml") else { return Vec::new() };
    let text = toml::TomlText::whole(file);
    let Some(table) = toml::parse(text, findings) else { return Vec::new() };
    let fields = Fields::root(text, &table, findings);
    let (strict, names_strict) = (fields.texts("strict"), fields.raw("strict").is_some());
    let resolve = |name: &str| known.operand(name);
    let names = || known.ids();
    let rules: Vec<Rule> =
        fields.tables("rules").into_iter().filter_map(|fields| rule(fields, &resolve, &names)).collect();
    fields.done();
    report_weakened_and_repeated(&rules, &strict, findings);
    report_left_out(&rules, &strict, file, findings);
    if !names_strict && rules.iter().any(Rule::is_of_ledgers) {
        let message = say!("没有写哪些规则必须有", "nothing says which rules must be there");
        findings.push(Finding::new(Code::CheckUndeclared, Place::file(&file.path), message).help(say!(
            "在开头写 `strict = [\"…\"]`，列出表与台账之间不能删改的规则；没有的写 `strict = []`",
            "begin it with `strict = [\"…\"]`, the rules between forms and ledgers that nobody may drop; `strict = []` if there are none"
        )));
    }
    rules
}

/// A rule that must hold is there under its own name: one left out or called otherwise would be weakened without a word.
fn report_left_out(rules: &[Rule], strict: &[Spanned<String>], file: &File, findings: &Findings) {
    for id in strict.iter().filter(|id| !rules.iter().any(|rule| rule.id == id.value)) {
        let named = &id.value;
        let finding = Finding::new(
            Code::RuleLeftOut,
            file.place(&id.span),
            say!("`strict` 里的规则 `{named}` 没有了", "the strict rule `{named}` is not there"),
        );
        let near = scalar::nearest(named, rules.iter().map(|rule| rule.id.as_str()));
        findings.push(finding.help(match near {
            Some(near) => say!(
                "补上这条规则，或改正代码（是不是 `{near}`？）；要放宽的，改为 warning 并写 `reason`",
                "add the rule, or correct its id (did you mean `{near}`?); to weaken one, make it a warning with a `reason`"
            ),
            None => say!(
                "补上这条规则；要放宽的，改为 warning 并写 `reason`",
                "add the rule; to weaken one, make it a warning with a `reason`"
            ),
        }));
    }
}

impl Rule {
    /// Whether the ledgers must agree with the forms.
    fn is_of_ledgers(&self) -> bool {
        self.left.iter().chain(&self.right).any(|operand| operand.measure.starts_with("ledger."))
    }
}

/// What makes the measures a file may name.
#[derive(Debug, Clone, Copy)]
pub struct MeasureNames<'d> {
    /// Each of their cells and sums is one.
    pub forms: &'d [Form],
    /// Some of the ledgers' measures are counted by each of them.
    pub criteria: &'d [Criterion],
}

impl<'d> MeasureNames<'d> {
    /// A measure of any form or of the ledgers, by its id.
    fn operand(self, name: &str) -> Option<Operand> {
        let has = |id: &str| {
            let is_of_form = |(form, cell): (&str, &str)| {
                self.forms.iter().any(|known| known.id == form && known.has(cell))
            };
            is_measure(id, self.criteria) || id.split_once('.').is_some_and(is_of_form)
        };
        let (measure, span) = split_span(name, has);
        has(measure).then(|| Operand { measure: measure.to_owned(), span })
    }

    /// What a measure counts, as its form says it or as the ledgers have it.
    pub(super) fn role(self, id: &str) -> Option<Role> {
        let of_form = |(form, cell): (&str, &str)| {
            self.forms.iter().find(|known| known.id == form).and_then(|form| form.role(cell))
        };
        let of_ledger = MEASURES.iter().find(|measure| measure.id == id);
        of_ledger.map_or_else(|| id.split_once('.').and_then(of_form), |measure| measure.role)
    }

    /// What a measure is made of: a sum of its cells, anything else of itself.
    #[must_use]
    pub fn cells(self, id: &str) -> Vec<String> {
        let parts = id.split_once('.').and_then(|(form, sum)| {
            let form = self.forms.iter().find(|known| known.id == form)?;
            let sum = form.derived.iter().find(|known| known.id == sum)?;
            Some(sum.parts.iter().map(|part| format!("{}.{}", form.id, form.cells[*part].id)).collect())
        });
        parts.unwrap_or_else(|| vec![id.to_owned()])
    }

    /// What a measure is part of, as its form declares it or the ledgers name it.
    #[must_use]
    pub fn whole(self, id: &str) -> Option<String> {
        let (form, cell) = id.split_once('.')?;
        let Some(form) = self.forms.iter().find(|known| known.id == form) else {
            let (whole, _) = id.rsplit_once('.').filter(|(whole, _)| whole.contains('.'))?;
            return Some(whole.to_owned());
        };
        let of = match form.cell(cell) {
            Some(cell) => form.cells[form.cells[cell].of?].id.clone(),
            None => form.derived.iter().find(|known| known.id == cell)?.of.clone()?,
        };
        Some(format!("{}.{of}", form.id))
    }

    /// Where a sum names its cells.
    #[must_use]
    pub fn sum_place(self, id: &str) -> Option<&'d Place> {
        let (form, sum) = id.split_once('.')?;
        let form = self.forms.iter().find(|known| known.id == form)?;
        form.derived.iter().find(|known| known.id == sum).map(|sum| &sum.place)
    }

    /// The form of a cell or of a sum, and its unit.
    pub(super) fn form_and_unit(self, id: &str) -> Option<(&'d str, &'d str)> {
        let (form, cell) = id.split_once('.')?;
        let form = self.forms.iter().find(|known| known.id == form)?;
        let of = match form.cell(cell) {
            Some(cell) => cell,
            None => *form.derived.iter().find(|known| known.id == cell)?.parts.first()?,
        };
        Some((&form.id, &form.cells[of].unit))
    }

    fn ids(self) -> Vec<String> {
        let cells = self.forms.iter().flat_map(|form| {
            let id = |cell: &Cell| format!("{}.{}", form.id, cell.id);
            form.cells.iter().map(id)
        });
        cells.chain(MEASURES.iter().map(|measure| measure.id.to_owned())).collect()
    }

    /// The measures a list names; an unknown one is a finding.
    pub(super) fn measures(self, fields: &Fields, names: &[Spanned<String>]) -> Option<Side> {
        operands(fields, names, &|name| self.operand(name), &|| self.ids())
    }
}

/// Takes `.month`, `.to_date` or `.total` off the end of a measure, unless it belongs to its id.
fn split_span(name: &str, known: impl Fn(&str) -> bool) -> (&str, Option<Span>) {
    if known(name) {
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
    let reason =
        fields.text_or_none("reason").map(|at| at.value).filter(|reason| !says_nothing(reason.trim()));
    let months = months(&fields, over);
    sides::report(&fields, [("left", left.as_deref()), ("right", right.as_deref())], over);
    let place = fields.place();
    fields.done();
    let id = id?.value;
    Some(Rule { id, title, left: left?, op: op?, right: right?, over, months, severity, reason, place })
}

/// How many months running; a total that is wrong stays wrong, so that only months can be counted.
fn months(fields: &Fields, over: Span) -> usize {
    let Some(months) = fields.whole_or_none("months") else { return 1 };
    if months.value == 0 || (months.value > 1 && over == Span::ToDate) {
        fields.report(
            Code::UnknownWord,
            &months.span,
            say!(
                "`months` 从 1 起，大于 1 的只用于 `over = \"month\"`",
                "`months` is from 1, and over 1 only with `over = \"month\"`"
            ),
            Some(say!(
                "删去 `months`，或写 `over = \"month\"`",
                "delete `months`, or write `over = \"month\"`"
            )),
        );
        return 1;
    }
    months.value as usize
}

/// Ids are what reasons and pages refer to; a strict rule is weakened with a reason or not at all.
fn report_weakened_and_repeated(rules: &[Rule], strict: &[Spanned<String>], findings: &Findings) {
    for (place, rule) in rules.iter().enumerate() {
        let id = &rule.id;
        if let Some(first) = rules[..place].iter().find(|first| first.id == *id) {
            findings.push(
                Finding::new(
                    Code::DuplicateId,
                    rule.place.clone(),
                    say!("规则 `{id}` 出现两次", "the rule `{id}` appears twice"),
                )
                .related(first.place.clone(), say!("第一次在这里", "first here"))
                .help(say!("给其中一条另取代码", "give one of them another id")),
            );
        }
        let is_strict = strict.iter().any(|strict| strict.value == *id);
        if is_strict && rule.severity == Severity::Warning && rule.reason.is_none() {
            findings.push(
                Finding::new(
                    Code::MissingKey,
                    rule.place.clone(),
                    say!(
                        "规则 `{id}` 改为警告，没有写 `reason`",
                        "the rule `{id}` was made a warning without a `reason`"
                    ),
                )
                .help(say!(
                    "写明理由，理由会公开；或改回 error",
                    "say why, which is published; or make it an error again"
                )),
            );
        }
    }
}

fn side(
    fields: &Fields,
    names: &[Spanned<String>],
    resolve: &dyn Fn(&str) -> Option<Operand>,
    known: &dyn Fn() -> Vec<String>,
) -> Option<Side> {
    if names.is_empty() {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("规则的 `left` 和 `right` 都要写", "a rule needs both `left` and `right`"),
            Some(say!(
                "两边各写单元格的代码，如 `left = [\"…\"]`",
                "name cells on both sides, as in `left = [\"…\"]`"
            )),
        );
        return None;
    }
    operands(fields, names, resolve, known)
}

fn operands(
    fields: &Fields,
    names: &[Spanned<String>],
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
