//! `data/forms/*.toml`: what is reported, how it adds up, and how the official form is laid out.
//!
//! Nothing of any form is written in Rust: a form is sections of items of cells.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Files;
use super::regions::{KINDS, RegionKind};
use super::rules::{Rule, form_rules};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::toml::{self, Choice, Fields};
use crate::say;

/// Which time a figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// 本月: the period's own window.
    Month,
    /// 累计: from the campaign's first period through this one.
    ToDate,
}

impl Span {
    /// Both, in the order of the cube.
    pub const ALL: [Self; 2] = [Self::Month, Self::ToDate];

    /// As in `figures.csv`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::ToDate => "to_date",
        }
    }
}

/// Codes and titles of [`Span`]; `total` is what the forms call it.
pub const SPANS: [Choice<Span>; 3] =
    [("month", "本月", Span::Month), ("to_date", "累计", Span::ToDate), ("total", "累计", Span::ToDate)];

/// How a measure adds up over months and over regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// Sums over months and over regions: hazards found, fines.
    Flow,
    /// Cannot be added over months without counting a firm twice; sums over regions.
    Distinct,
    /// The latest value over months; sums over regions: hazards still open, staff.
    Stock,
    /// Any over months; the number of yes over regions.
    Flag,
}

const AGGREGATIONS: [Choice<Aggregation>; 4] = [
    ("flow", "流量", Aggregation::Flow),
    ("distinct", "去重计数", Aggregation::Distinct),
    ("stock", "存量", Aggregation::Stock),
    ("flag", "是否", Aggregation::Flag),
];

/// What kind of value a cell takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A non-negative whole number.
    Count,
    /// 万元, with at most four decimals.
    Money,
    /// Yes or no.
    Flag,
}

const UNITS: [Choice<Unit>; 3] =
    [("count", "个数", Unit::Count), ("money", "金额", Unit::Money), ("flag", "是否", Unit::Flag)];

/// A value that is reported.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its key in a report.
    pub id: String,
    /// What it is called where it stands alone.
    pub title: String,
    /// What it is called within its item, where the item has several.
    pub sub_label: Option<String>,
    /// 个, 家, 万元…
    pub unit: String,
    /// The unit of months added up, where it differs: 家 become 家次.
    pub unit_added: Option<String>,
    /// What kind of value.
    pub kind: Unit,
    /// How it adds up.
    pub measure: Aggregation,
    /// The cell this one is a part of (其中), by index.
    pub of: Option<usize>,
    /// Who fills it in; the others need not. Empty: everybody.
    pub by: Vec<RegionKind>,
    /// Of a single reporter it is not published.
    pub confidential: bool,
    /// Where it is declared.
    pub place: Place,
}

/// A sum of cells that is published under a name of its own, such as all hazards found.
#[derive(Debug, Clone)]
pub struct Derived {
    /// Its id, beside those of the cells.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Indices of the cells it adds up; all of one unit and kind.
    pub parts: Vec<usize>,
    /// Id of the cell or sum it is a part of.
    pub of: Option<String>,
}

/// A numbered line of a form.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number in the section; forms without numbers have none.
    pub no: Option<u32>,
    /// Its wording.
    pub label: String,
    /// Indices of its cells.
    pub cells: std::ops::Range<usize>,
}

/// A part of a form.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its code.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its lines.
    pub items: Vec<Item>,
}

/// How the official form is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Two items a row, the section's name in a first column that spans its rows.
    Paired,
    /// A column a cell under grouped heads, a row a span.
    Columns,
}

/// A day of the month a form is due, and where that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Day of the month.
    pub day: u32,
    /// 附件1 注1, 正文七（三）…
    pub source: String,
}

/// A prescribed form.
#[derive(Debug)]
pub struct Form {
    /// Its code, also the file's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A short name for navigation, such as 附件1.
    pub short: String,
    /// Printed left above the table.
    pub header_left: Option<String>,
    /// Printed right above the table.
    pub header_right: Option<String>,
    /// The days it is due, earliest first.
    pub due: Vec<Due>,
    /// What each report states: the month alone, or month and total.
    pub spans: Vec<Span>,
    /// How it is laid out.
    pub layout: Layout,
    /// Its parts.
    pub sections: Vec<Section>,
    /// All cells, in the order of the form.
    pub cells: Vec<Cell>,
    /// Sums of cells with names of their own.
    pub derived: Vec<Derived>,
    /// Ids of the cells and sums that overviews show.
    pub headline: Vec<String>,
    /// Rules between its cells.
    pub rules: Vec<Rule>,
    /// The file's path.
    pub path: Arc<str>,
    by_id: BTreeMap<String, usize>,
}

impl Form {
    /// Every cell's id and index, sorted by id.
    pub fn cells_by_id(&self) -> impl Iterator<Item = (&str, usize)> {
        self.by_id.iter().map(|(id, cell)| (id.as_str(), *cell))
    }

    /// Whether a cell or a sum has this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id) || self.derived.iter().any(|sum| sum.id == id)
    }

    /// The index of a cell by its id.
    #[must_use]
    pub fn cell(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}

/// Reads every form; `None` if one is not as it should be, or there is none.
#[must_use]
pub fn read_all(files: &Files, findings: &Findings) -> Option<Vec<Form>> {
    let mut forms = Vec::new();
    let mut whole = true;
    for file in files.below("data/forms/", ".toml") {
        match read(file, findings) {
            Some(form) => forms.push(form),
            None => whole = false,
        }
    }
    if forms.is_empty() && whole && !files.broken().any(|path| path.starts_with("data/forms/")) {
        let _ = files.require("data/forms/dispatch.toml", findings);
        return None;
    }
    whole.then_some(forms)
}

fn read(file: &crate::parse::File, findings: &Findings) -> Option<Form> {
    let before = Findings::default();
    let text = toml::Text::whole(file);
    let table = toml::parse(text, &before);
    let form = table.as_ref().and_then(|table| form(&Fields::root(text, table, &before), &before));
    let sound = !before.has_errors();
    findings.extend(before.into_vec());
    form.filter(|_| sound)
}

fn form(fields: &Fields, findings: &Findings) -> Option<Form> {
    let file = fields.file();
    let stem = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
    let id = fields.text("id")?;
    let usable = id.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if id.value != stem || !usable {
        fields.report(
            Code::WrongFileName,
            &id.span,
            say!(
                "表的代码是 `{}`，文件名却是 `{stem}.toml`",
                "the form's id is `{}`, its file is `{stem}.toml`",
                id.value
            ),
            Some(say!("两者要一致，只用字母、数字和 `_`", "make them the same, in letters, digits and `_`")),
        );
    }
    let title = fields.text("title")?.value;
    let mut reader = FormReader { cells: Vec::new(), by_id: BTreeMap::new(), parts: Vec::new(), findings };
    let sections =
        fields.tables("sections").into_iter().filter_map(|section| reader.section(section)).collect();
    if reader.cells.is_empty() {
        let message =
            say!("表里没有单元格：缺少 `[[sections]]`", "the form has no cells: `[[sections]]` is missing");
        fields.report(Code::MissingKey, &fields.span(), message, None);
    }
    reader.resolve_parts();
    let (cells, by_id) = (reader.cells, reader.by_id);
    let derived = derived(fields, &cells, &by_id);
    let headline = headline(fields, &by_id, &derived);
    let known = by_id.keys().cloned().chain(derived.iter().map(|sum| sum.id.clone())).collect();
    let rules = form_rules(fields.tables("rules"), &id.value, &known);
    let form = Form {
        short: fields.text_or_none("short").map_or_else(|| title.clone(), |at| at.value),
        header_left: fields.text_or_none("header_left").map(|at| at.value),
        header_right: fields.text_or_none("header_right").map(|at| at.value),
        due: due(fields),
        spans: spans(fields),
        layout: fields
            .choice_or_none(
                "layout",
                &[("paired", "两栏", Layout::Paired), ("columns", "分栏", Layout::Columns)],
            )
            .unwrap_or(Layout::Paired),
        id: id.value,
        title,
        sections,
        cells,
        derived,
        headline,
        rules,
        path: Arc::clone(&file.path),
        by_id,
    };
    fields.report_unasked();
    Some(form)
}

/// The sums a form declares; their parts must be flows or stocks of one unit.
fn derived(fields: &Fields, cells: &[Cell], by_id: &BTreeMap<String, usize>) -> Vec<Derived> {
    let mut sums: Vec<Derived> = Vec::new();
    for fields in fields.tables("derived") {
        let (id, title) = (fields.text("id"), fields.text("title"));
        let of = fields.text_or_none("of");
        let names = fields.texts("sum");
        let parts: Vec<usize> = names
            .iter()
            .filter_map(|name| {
                let cell = by_id.get(&name.value).copied();
                if cell.is_none() {
                    unknown_cell(&fields, name, by_id.keys().map(String::as_str));
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
                None,
            );
        }
        if let Some(of) = &of
            && !by_id.contains_key(&of.value)
            && !sums.iter().any(|sum| sum.id == of.value)
        {
            unknown_cell(&fields, of, by_id.keys().map(String::as_str));
        }
        if let (Some(id), Some(title)) = (id, title) {
            usable_id(&fields, &id);
            if by_id.contains_key(&id.value) || sums.iter().any(|sum| sum.id == id.value) {
                fields.report(
                    Code::DuplicateId,
                    &id.span,
                    say!("`{}` 已是另一格的代码", "`{}` is the id of another cell", id.value),
                    None,
                );
            }
            sums.push(Derived { id: id.value, title: title.value, parts, of: of.map(|of| of.value) });
        }
        fields.done();
    }
    sums
}

fn headline(fields: &Fields, by_id: &BTreeMap<String, usize>, derived: &[Derived]) -> Vec<String> {
    let names = fields.texts("headline");
    let sums = || derived.iter().map(|sum| sum.id.as_str());
    for name in &names {
        if !by_id.contains_key(&name.value) && !sums().any(|sum| sum == name.value) {
            unknown_cell(fields, name, by_id.keys().map(String::as_str).chain(sums()));
        }
    }
    names.into_iter().map(|name| name.value).collect()
}

fn unknown_cell<'k>(fields: &Fields, name: &toml::At<String>, known: impl Iterator<Item = &'k str>) {
    let help = match crate::parse::scalar::nearest(&name.value, known) {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => say!("用本表里的单元格代码", "use the id of a cell of this form"),
    };
    let message = say!("这张表没有单元格 `{}`", "the form has no cell `{}`", name.value);
    fields.report(Code::UnknownCell, &name.span, message, Some(help));
}

fn due(fields: &Fields) -> Vec<Due> {
    let sources = fields.texts("due_sources");
    let days = fields.wholes("due_days");
    let named = days.iter().enumerate().map(|(place, &day)| Due {
        day,
        source: sources.get(place).map_or_else(String::new, |at| at.value.clone()),
    });
    let mut due: Vec<Due> = named.collect();
    due.sort_by_key(|due| due.day);
    if due.is_empty() || due.iter().any(|due| !(1..=31).contains(&due.day)) {
        let span = fields.raw("due_days").map_or_else(|| fields.span(), |(span, _)| span);
        fields.report(
            Code::WrongType,
            &span,
            say!("`due_days` 要写每月的报送日，1 到 31", "`due_days` lists days of the month, 1 to 31"),
            Some(say!("例如 `due_days = [20, 25]`", "such as `due_days = [20, 25]`")),
        );
    }
    due
}

fn spans(fields: &Fields) -> Vec<Span> {
    let words = fields.texts("spans");
    let mut spans: Vec<Span> = words
        .iter()
        .filter_map(|word| {
            let known = SPANS.iter().find(|(code, title, _)| word.value == *code || word.value == *title);
            if known.is_none() {
                fields.wrong_type(&word.span, "month 或 total", "month or total");
            }
            known.map(|(.., span)| *span)
        })
        .collect();
    spans.sort_unstable();
    spans.dedup();
    if spans.is_empty() { vec![Span::Month] } else { spans }
}

struct FormReader<'d> {
    cells: Vec<Cell>,
    by_id: BTreeMap<String, usize>,
    /// Cells that are part of another, by that one's id, until all are known.
    parts: Vec<(usize, toml::At<String>)>,
    findings: &'d Findings,
}

impl FormReader<'_> {
    fn section(&mut self, fields: Fields) -> Option<Section> {
        let (id, title) = (fields.text("id"), fields.text("title"));
        let items = fields.tables("items").into_iter().filter_map(|item| self.item(item)).collect();
        fields.done();
        Some(Section { id: id?.value, title: title?.value, items })
    }

    fn item(&mut self, fields: Fields) -> Option<Item> {
        let no = fields.whole_or_none("no").map(|at| at.value);
        let label = fields.text("label")?.value;
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
                None,
            );
        }
        fields.done();
        Some(Item { no, label, cells: first..self.cells.len() })
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
        let confidential = fields.flag("confidential", false);
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
                    say!("单元格 `{}` 出现两次", "the cell `{}` stands here twice", id.value),
                )
                .related(first.place.clone(), say!("第一次在这里", "first here")),
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
            confidential,
            place,
        });
        Some(())
    }

    fn resolve_parts(&mut self) {
        for (cell, of) in std::mem::take(&mut self.parts) {
            let whole = self.by_id.get(&of.value).copied();
            match (whole, self.cells.get_mut(cell)) {
                (Some(whole), Some(cell)) => cell.of = Some(whole),
                (None, Some(cell)) => self.findings.push(Finding::new(
                    Code::UnknownCell,
                    Place::new(&cell.place.path, &of.span),
                    say!("这张表没有单元格 `{}`", "the form has no cell `{}`", of.value),
                )),
                (_, None) => {}
            }
        }
    }
}

/// Keys a report has of its own beside the cells.
const RESERVED: [&str; 4] = ["submitted_on", "month", "to_date", "total"];

/// The id of a cell or a sum is a bare key in reports, a part of links and a column in tables.
fn usable_id(fields: &Fields, id: &toml::At<String>) {
    let plain = id.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !plain || RESERVED.contains(&id.value.as_str()) {
        fields.report(
            Code::BadId,
            &id.span,
            say!("`{}` 不能作单元格代码", "`{}` cannot be the id of a cell", id.value),
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
