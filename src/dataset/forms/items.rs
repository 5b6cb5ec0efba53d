//! The sections of a form, their items and cells.

use std::collections::{BTreeMap, BTreeSet};

use super::confidential::Declared;
use super::{Aggregation, Cell, FormItem, FormSection, ROLES, Unit};
use crate::dataset::ledger::{Source, Word};
use crate::dataset::regions::{KINDS, RegionKind};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::scalar;
use crate::parse::toml::{self, Choice, Fields};
use crate::say;

const AGGREGATIONS: [Choice<Aggregation>; 4] = [
    ("flow", "流量", Aggregation::Flow),
    ("distinct", "去重计数", Aggregation::Distinct),
    ("stock", "存量", Aggregation::Stock),
    ("flag", "是否", Aggregation::Flag),
];

const UNITS: [Choice<Unit>; 3] =
    [("count", "个数", Unit::Count), ("money", "金额", Unit::Money), ("flag", "是否", Unit::Flag)];

/// Sections, items and cells as they are read.
pub(super) struct FormReader<'d> {
    pub(super) cells: Vec<Cell>,
    pub(super) by_id: BTreeMap<String, usize>,
    /// Cells that are part of another, by that one's id, until all are known.
    pub(super) parts: Vec<(usize, toml::Spanned<String>)>,
    /// What confidential cells say of how they are published, until all are known.
    pub(super) declared: Vec<Declared>,
    pub(super) findings: &'d Findings,
}

impl FormReader<'_> {
    pub(super) fn section(&mut self, fields: Fields) -> Option<FormSection> {
        let (id, title) = (fields.text("id"), fields.text("title"));
        let mut numbers = BTreeSet::new();
        let items =
            fields.tables("items").into_iter().filter_map(|item| self.item(item, &mut numbers)).collect();
        fields.done();
        Some(FormSection { id: id?.value, title: title?.value, items })
    }

    fn item(&mut self, fields: Fields, numbers: &mut BTreeSet<u32>) -> Option<FormItem> {
        let no = fields.whole_or_none("no");
        if let Some(no) = no.as_ref().filter(|no| !numbers.insert(no.value)) {
            let message = say!("项号 {} 出现两次", "the number {} appears twice", no.value);
            let help = say!("照发文的表改正项号", "number the items as the printed form does");
            fields.report(Code::AgainstItself, &no.span, message, Some(help));
        }
        let no = no.map(|at| at.value);
        let label = fields.text("label")?.value;
        let note = fields.text_or_none("note").map(|at| at.value);
        let first = self.cells.len();
        let cells = fields.tables("cells");
        let several = cells.len() > 1;
        for cell in cells {
            self.cell(cell, &label, several);
        }
        if self.cells.len() == first {
            fields.report(
                Code::MissingKey,
                &fields.span(),
                say!("“{label}”没有单元格 `cells`", "the item `{label}` has no `cells`"),
                Some(say!("补上 `cells = [{{ id = \"…\", … }}]`", "add `cells = [{{ id = \"…\", … }}]`")),
            );
        }
        fields.done();
        Some(FormItem { no, label, note, cells: first..self.cells.len() })
    }

    fn cell(&mut self, fields: Fields, label: &str, several: bool) -> Option<()> {
        let id = fields.text("id")?;
        let sub_label = fields.text_or_none("label").map(|at| at.value);
        let unit = fields.text_or_none("unit").map(|at| at.value).unwrap_or_default();
        let unit_added = fields.text_or_none("unit_added").map(|at| at.value);
        let kind = fields.choice("kind", &UNITS);
        let measure = fields.choice("measure", &AGGREGATIONS);
        let title = fields.text_or_none("title").map(|at| at.value);
        let by = by(&fields);
        let max = fields.whole_or_none("max").map(|at| at.value);
        let role = fields.choice_or_none("role", &ROLES);
        let sources: Vec<_> =
            Source::ALL.iter().map(|source| (source.code(), source.title(), *source)).collect();
        let source = fields.choice_or_none("source", &sources);
        let declared = Declared::read(&fields, self.cells.len());
        if let Some(of) = fields.text_or_none("of") {
            self.parts.push((self.cells.len(), of));
        }
        let place = fields.file().place(&id.span);
        usable_id(&fields, &id);
        fields.done();
        if let Some(&first) = self.by_id.get(&id.value) {
            let first: &Cell = &self.cells[first];
            self.findings.push(
                Finding::new(
                    Code::DuplicateId,
                    place,
                    say!("单元格 `{}` 出现两次", "the cell `{}` appears twice", id.value),
                )
                .related(first.place.clone(), say!("第一次在这里", "first here"))
                .help(say!(
                    "给其中一格另取代码；已公布的代码不改",
                    "give one of them another id; one that has been published stays"
                )),
            );
            return None;
        }
        let named = match &sub_label {
            Some(sub) if several => format!("{label}（{sub}）"),
            _ => label.to_owned(),
        };
        self.by_id.insert(id.value.clone(), self.cells.len());
        self.cells.push(Cell {
            id: id.value,
            title: title.unwrap_or(named),
            sub_label,
            unit,
            unit_added,
            kind: kind?,
            measure: measure?,
            of: None,
            by,
            max,
            source,
            confidential: None,
            role,
            place,
        });
        self.declared.extend(declared);
        Some(())
    }

    /// Finds the cells that others are part of.
    pub(super) fn resolve_parts(&mut self) {
        for (cell, of) in std::mem::take(&mut self.parts) {
            let whole = self.by_id.get(&of.value).copied();
            match (whole, self.cells.get_mut(cell)) {
                (Some(whole), Some(of_itself)) if whole == cell => {
                    let place = Place::new(&of_itself.place.path, &of.span);
                    let message = say!("`{}` 是自己的其中数", "`{}` is part of itself", of.value);
                    let help = say!("`of` 写它所属的总数那一格", "name the cell of the whole in `of`");
                    self.findings.push(Finding::new(Code::AgainstItself, place, message).help(help));
                }
                (Some(whole), Some(cell)) => cell.of = Some(whole),
                (None, Some(cell)) => {
                    let place = Place::new(&cell.place.path, &of.span);
                    let message = say!("这张表没有单元格 `{}`", "the form has no cell `{}`", of.value);
                    let help = match scalar::nearest(&of.value, self.by_id.keys().map(String::as_str)) {
                        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                        None => {
                            say!("`of` 写同一张表里一格的代码", "`of` takes the id of a cell of this form")
                        }
                    };
                    self.findings.push(Finding::new(Code::UnknownCell, place, message).help(help));
                }
                (_, None) => {}
            }
        }
    }
}

/// Keys a report has of its own beside the cells.
const RESERVED: [&str; 4] = ["submitted_on", "month", "to_date", "total"];

/// The id of a cell or a sum is a bare key in reports, a part of links and a column in tables.
pub(in crate::dataset) fn usable_id(fields: &Fields, id: &toml::Spanned<String>) {
    let plain = id.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !plain || RESERVED.contains(&id.value.as_str()) {
        fields.report(
            Code::BadId,
            &id.span,
            say!("`{}` 不能作代码", "`{}` cannot be an id", id.value),
            Some(say!(
                "用字母、数字和 `_`，不用 submitted_on、month、total",
                "use letters, digits and `_`, and none of submitted_on, month, total"
            )),
        );
    }
}

fn by(fields: &Fields) -> Vec<RegionKind> {
    let words = fields.texts("by");
    let known = words.iter().filter_map(|word| {
        let kind = KINDS.iter().find(|(code, title, _)| word.value == *code || word.value == *title);
        if kind.is_none() {
            fields.wrong_type(&word.span, "地区类别，如 bureau", "a kind of region such as bureau");
        }
        kind.map(|(.., kind)| *kind)
    });
    known.collect()
}
