//! What a form adds up of its cells, and which cells and sums overviews show.

use std::collections::BTreeMap;

use super::items::usable_id;
use super::{Aggregation, Cell, Derived, ROLES};
use crate::diagnostic::{Code, Finding, Place};
use crate::parse::toml::{self, Fields};
use crate::say;

/// The sums a form declares; their parts must be flows or stocks of one unit, and what a sum counts each of them counts.
pub(super) fn derived(fields: &Fields, cells: &mut [Cell], by_id: &BTreeMap<String, usize>) -> Vec<Derived> {
    let mut sums: Vec<Derived> = Vec::new();
    for fields in fields.tables("derived") {
        let (id, title) = (fields.text("id"), fields.text("title"));
        let of = fields.text_or_none("of");
        let role = fields.choice_or_none("role", &ROLES);
        let names = fields.texts("sum");
        let parts: Vec<usize> = names
            .iter()
            .filter_map(|name| {
                let cell = by_id.get(&name.value).copied();
                if cell.is_none() {
                    unknown_name(&fields, name, by_id.keys().map(String::as_str));
                }
                cell
            })
            .collect();
        let first = parts.first().map(|first| &cells[*first]);
        let alike = |cell: &Cell| {
            first.is_some_and(|first| first.unit == cell.unit && first.measure == cell.measure)
                && matches!(cell.measure, Aggregation::Flow | Aggregation::Stock)
        };
        if !parts.iter().all(|part| alike(&cells[*part])) || parts.is_empty() {
            fields.report(
                Code::WrongType,
                &fields.span(),
                say!("`sum` 只能相加同单位的流量或存量", "`sum` adds flows or stocks of one unit"),
                Some(say!(
                    "各格的 `unit` 和 `measure` 要相同，`measure` 为 flow 或 stock；去重的数不能相加",
                    "give the cells one `unit` and one `measure`, flow or stock; distinct counts cannot be added"
                )),
            );
        }
        for (name, part) in names.iter().filter_map(|name| Some((name, *by_id.get(&name.value)?))) {
            let whole = cells[part].of.filter(|whole| parts.contains(whole));
            let times = parts.iter().filter(|other| **other == part).count();
            let message = match whole {
                Some(whole) => say!(
                    "`{}` 是 `{}` 的其中数，加在一起就算了两遍",
                    "`{}` is part of `{}`: added to it, it counts twice",
                    name.value,
                    cells[whole].id
                ),
                None if times > 1 => say!("`{}` 加了两遍", "`{}` is added twice", name.value),
                None => continue,
            };
            let help = say!("从 `sum` 里去掉一个", "take one of them out of `sum`");
            fields.report(Code::AgainstItself, &name.span, message, Some(help));
        }
        if let Some(of) = &of
            && !by_id.contains_key(&of.value)
            && !sums.iter().any(|sum| sum.id == of.value)
        {
            unknown_name(&fields, of, by_id.keys().map(String::as_str));
        }
        if let (Some(id), Some(title)) = (id, title) {
            usable_id(&fields, &id);
            if by_id.contains_key(&id.value) || sums.iter().any(|sum| sum.id == id.value) {
                fields.report(
                    Code::DuplicateId,
                    &id.span,
                    say!("`{}` 已是另一格的代码", "`{}` is the id of another cell", id.value),
                    Some(say!("另取一个代码", "choose another id")),
                );
            }
            for &part in &parts {
                cells[part].role = cells[part].role.or(role);
            }
            let of = of.map(|of| of.value);
            let span = fields.raw("sum").map_or_else(|| fields.span(), |(span, _)| span);
            let place = fields.file().place(&span);
            sums.push(Derived { id: id.value, title: title.value, parts, of, place, role });
        }
        fields.done();
    }
    for sum in &mut sums {
        sum.role = sum.role.or_else(|| sum.parts.iter().filter_map(|part| cells[*part].role).min());
    }
    sums
}

pub(super) fn headline(fields: &Fields, by_id: &BTreeMap<String, usize>, derived: &[Derived]) -> Vec<String> {
    let names = fields.texts("headline");
    let sums = || derived.iter().map(|sum| sum.id.as_str());
    for name in &names {
        if !by_id.contains_key(&name.value) && !sums().any(|sum| sum == name.value) {
            unknown_name(fields, name, by_id.keys().map(String::as_str).chain(sums()));
        }
    }
    names.into_iter().map(|name| name.value).collect()
}

fn unknown_name<'k>(fields: &Fields, name: &toml::Spanned<String>, known: impl Iterator<Item = &'k str>) {
    fields.push(unknown_cell(fields.file().place(&name.span), &name.value, known));
}

/// Tells of a name that is no cell's.
pub(super) fn unknown_cell<'k>(place: Place, name: &str, known: impl Iterator<Item = &'k str>) -> Finding {
    let help = match crate::parse::scalar::nearest(name, known) {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => say!("用本表里的单元格代码", "use the id of a cell of this form"),
    };
    let message = say!("这张表没有单元格 `{name}`", "the form has no cell `{name}`");
    Finding::new(Code::UnknownCell, place, message).help(help)
}
