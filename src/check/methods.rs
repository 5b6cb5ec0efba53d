//! Files that say how things are counted, against themselves: forms and rules that cannot be meant so.
//!
//! In: what they were read into. Out: a warning where a unit does not fit what a cell holds, a part does not fit its whole, a
//! rule adds a whole to its part or compares a sum with what it adds up, or one reporter stands below another.

use std::collections::BTreeSet;

use super::Subject;
use crate::dataset::{Aggregation, Cell, Form, MeasureNames, Operand, Operator, Rule, Side, Span, Unit};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::say;

pub(super) fn check(subject: Subject, findings: &Findings) {
    let dataset = subject.dataset;
    for form in &dataset.forms {
        form.cells.iter().for_each(|cell| units(cell, findings));
        (0..form.cells.len()).for_each(|cell| whole(form, cell, findings));
    }
    let names = MeasureNames { forms: &dataset.forms, criteria: &dataset.criteria };
    for rule in dataset.forms.iter().flat_map(|form| &form.rules).chain(&dataset.rules) {
        findings.extend(against_itself(names, rule));
    }
}

fn tell(place: &Place, message: Say, help: Say) -> Finding {
    Finding::new(Code::AgainstItself, place.clone(), message).help(help)
}

/// 万元 are money and money is 万元; a unit for months added up is for what cannot be added.
fn units(cell: &Cell, findings: &Findings) {
    let Cell { id, unit, place, .. } = cell;
    if cell.kind == Unit::Money && unit.ends_with('元') && unit != "万元" {
        let message =
            say!("`{id}` 是金额，单位却是“{unit}”", "`{id}` is money, and its unit is `{unit}`, not 万元");
        let help = say!(
            "报表的金额以万元为单位：改成 `unit = \"万元\"`；不是金额的改 `kind`",
            "money in forms is in 万元: write `unit = \"万元\"`, or another `kind` if it is no money"
        );
        findings.push(tell(place, message, help));
    }
    if cell.kind != Unit::Money && unit.ends_with('元') {
        let message =
            say!("`{id}` 的单位是“{unit}”，却不是金额", "the unit of `{id}` is `{unit}`, and it is no money");
        let help = say!("金额写 `kind = \"money\"`", "money is `kind = \"money\"`");
        findings.push(tell(place, message, help));
    }
    if let Some(added) = &cell.unit_added
        && cell.measure != Aggregation::Distinct
    {
        let message = say!(
            "`{id}` 有各月相加的单位“{added}”，却不是去重计数",
            "`{id}` has `{added}` for months added up, and is no distinct count"
        );
        let help = say!(
            "去重计数写 `measure = \"distinct\"`；各月本可相加的删去 `unit_added`",
            "a distinct count is `measure = \"distinct\"`; where months may be added, take `unit_added` out"
        );
        findings.push(tell(place, message, help));
    }
}

/// A part is of the unit of its whole, and no part of itself by way of another.
fn whole(form: &Form, at: usize, findings: &Findings) {
    let cell = &form.cells[at];
    let Some(whole) = cell.of else { return };
    let (id, of) = (&cell.id, &form.cells[whole].id);
    if cell.unit != form.cells[whole].unit {
        let message = say!(
            "`{id}` 是 `{of}` 的其中数，单位却是“{}”和“{}”",
            "`{id}` is part of `{of}`, and they are in `{}` and `{}`",
            cell.unit,
            form.cells[whole].unit
        );
        let help = say!("改正 `of` 或 `unit`", "correct `of` or `unit`");
        findings.push(tell(&cell.place, message, help));
    }
    // Told once for all that go round: at the first of them.
    let mut seen = vec![at];
    let mut next = Some(whole);
    while let Some(cell) = next.filter(|cell| !seen.contains(cell)) {
        seen.push(cell);
        next = form.cells[cell].of;
    }
    if next == Some(at) && seen.iter().all(|other| *other >= at) {
        let message = say!("`{id}` 和 `{of}` 互为其中数", "`{id}` is part of `{of}`, which is part of it");
        let help = say!("`of` 写它所属的总数那一格", "name the cell of the whole in `of`");
        findings.push(tell(&cell.place, message, help));
    }
}

/// A rule that holds by definition, or counts something twice.
fn against_itself(names: MeasureNames, rule: &Rule) -> Option<Finding> {
    let over = |operand: &Operand| operand.span.unwrap_or(rule.over);
    let terms = |side: &Side| {
        let cells = |operand: &Operand| {
            let span = over(operand);
            names.cells(&operand.measure).into_iter().map(move |cell| (cell, span))
        };
        let mut terms: Vec<(String, Span)> = side.iter().flat_map(cells).collect();
        terms.sort();
        terms
    };
    // Sides that name the same are told where they are read.
    let as_named =
        |side: &Side| side.iter().map(|one| (one.measure.clone(), over(one))).collect::<BTreeSet<_>>();
    let (left, right) = (terms(&rule.left), terms(&rule.right));
    let is_within = match rule.op {
        Operator::AtMost => left.iter().all(|term| right.contains(term)),
        Operator::AtLeast => right.iter().all(|term| left.contains(term)),
        Operator::Equal | Operator::Implies => left == right,
    };
    if is_within && as_named(&rule.left) != as_named(&rule.right) {
        let message = say!(
            "规则 `{}` 的一边就在另一边的各数之中，永远成立",
            "one side of the rule `{}` is among what the other adds up: it always holds by definition",
            rule.id
        );
        let help = say!(
            "改正一边的指标；把其中数也加了进去的合计，从 `sum` 里去掉它",
            "correct the measures of one side, or take out of a `sum` what is part of another of its cells"
        );
        let sums = [&rule.left, &rule.right].into_iter().flatten();
        let sums = sums.filter_map(|operand| names.sum_place(&operand.measure));
        return Some(sums.fold(tell(&rule.place, message, help), |finding, sum| {
            finding.related(sum.clone(), say!("合计在这里", "the sum is here"))
        }));
    }
    let added = |side: &&Side| {
        side.iter().find_map(|part| {
            let is_whole = |whole: &&Operand| over(whole) == over(part) && is_part(names, part, whole);
            Some((part.measure.clone(), side.iter().find(is_whole)?.measure.clone()))
        })
    };
    let (part, whole) = [&rule.left, &rule.right].iter().find_map(added)?;
    let message = say!(
        "规则 `{}` 把 `{part}` 和含有它的 `{whole}` 加在一起，算了两遍",
        "the rule `{}` adds `{part}` to `{whole}`, of which it is a part: it counts twice",
        rule.id
    );
    Some(tell(&rule.place, message, say!("去掉其中一个", "take one of them out")))
}

/// Whether one is part of the other as its form or the ledgers have it, or is among what the other adds up.
fn is_part(names: MeasureNames, part: &Operand, whole: &Operand) -> bool {
    let (part, whole) = (&part.measure, &whole.measure);
    part != whole && (names.whole(part).as_ref() == Some(whole) || names.cells(whole).contains(part))
}
