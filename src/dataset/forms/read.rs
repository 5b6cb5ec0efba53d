//! A form's file: its head, its days and spans, and what `items` and `sums` make of the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::items::FormReader;
use super::merging::Declaring;
use super::sums::{derived, headline};
use super::{Due, Form, Layout, SPANS, Span};
use crate::dataset::Files;
use crate::dataset::campaign::Campaign;
use crate::dataset::rules::form_rules;
use crate::diagnostic::{Code, Findings};
use crate::parse::scalar;
use crate::parse::toml::{self, Fields};
use crate::say;

/// Where the forms are.
const FOLDER: &str = "data/forms/";

/// Reads every form; `None` if one is not as it should be, or there is none.
#[must_use]
pub fn read_all(files: &Files, campaign: Option<&Campaign>, findings: &Findings) -> Option<Vec<Form>> {
    let mut forms = Vec::new();
    let mut whole = true;
    for file in files.below(FOLDER, ".toml") {
        match read(file, campaign, findings) {
            Some(form) => forms.push(form),
            None => whole = false,
        }
    }
    if forms.is_empty() && whole && !files.broken().any(|path| path.starts_with(FOLDER)) {
        // Reports say what the forms are called; without any, a site has at least one.
        let named = missing(files, &[]).next().unwrap_or_else(|| "<form>".to_owned());
        let _ = files.require(&format!("{FOLDER}{named}.toml"), findings);
        return None;
    }
    let names: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
    for name in missing(files, &names).filter(|_| whole).collect::<Vec<_>>() {
        let _ = files.require(&format!("{FOLDER}{name}.toml"), findings);
        whole = false;
    }
    whole.then_some(forms)
}

/// The forms that reports fill in and that are nowhere: the first report and the last both have a table of that name,
/// and no form is called almost so. Every line that speaks of such a form would be wrong; one file is missing.
fn missing<'a>(files: &'a Files, known: &[&str]) -> impl Iterator<Item = String> + use<'a> {
    let mut reports = files.below("data/reports/", ".toml");
    let first = reports.next();
    let tables = |file| {
        let text = toml::TomlText::whole(file);
        let (table, _) = toml::parse_anyway(text, &Findings::default());
        let tables = table.iter().filter(|entry| matches!(entry.value, toml::TomlValue::Table(_)));
        tables.map(|entry| entry.key.clone().into_owned()).collect::<Vec<_>>()
    };
    let last = reports.last().or(first).map(tables).unwrap_or_default();
    let is_meant = |name: &String| scalar::nearest(name, known.iter().copied()).is_some();
    let named: Vec<String> =
        first.map(tables).unwrap_or_default().into_iter().filter(|name| !is_meant(name)).collect();
    named
        .into_iter()
        .filter(move |name| last.contains(name) && !files.is_broken(&format!("{FOLDER}{name}.toml")))
}

fn read(file: &crate::parse::File, campaign: Option<&Campaign>, findings: &Findings) -> Option<Form> {
    let before = Findings::default();
    let text = toml::TomlText::whole(file);
    let table = toml::parse(text, &before);
    let form = table.as_ref().and_then(|table| form(&Fields::root(text, table, &before), campaign, &before));
    let sound = !before.has_errors();
    findings.extend(before.into_vec());
    form.filter(|_| sound)
}

fn form(fields: &Fields, campaign: Option<&Campaign>, findings: &Findings) -> Option<Form> {
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
    let mut reader = FormReader {
        cells: Vec::new(),
        by_id: BTreeMap::new(),
        parts: Vec::new(),
        declared: Vec::new(),
        findings,
    };
    let sections =
        fields.tables("sections").into_iter().filter_map(|section| reader.section(section)).collect();
    if reader.cells.is_empty() {
        let message =
            say!("表里没有单元格：缺少 `[[sections]]`", "the form has no cells: `[[sections]]` is missing");
        let help = say!(
            "照 `gongshi explain schema` 补上；`gongshi init` 写的样板里有一张",
            "add them as in `gongshi explain schema`; `gongshi init` writes a form to start from"
        );
        fields.report(Code::MissingKey, &fields.span(), message, Some(help));
    }
    reader.resolve_parts();
    let (mut cells, by_id, declared) = (reader.cells, reader.by_id, reader.declared);
    let derived = derived(fields, &mut cells, &by_id);
    let (cells, derived) = Declaring { cells, derived, by_id: &by_id, campaign, findings }.all(declared);
    let headline = headline(fields, &by_id, &derived);
    let known = by_id.keys().cloned().chain(derived.iter().map(|sum| sum.id.clone())).collect();
    let rules = form_rules(fields.tables("rules"), &id.value, &known);
    let form = Form {
        short: fields.text_or_none("short").map_or_else(|| title.clone(), |at| at.value),
        header_left: fields.text_or_none("header_left").map(|at| at.value),
        header_right: fields.text_or_none("header_right").map(|at| at.value),
        due: due(fields),
        asks_evidence: fields.flag("evidence", false),
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

fn due(fields: &Fields) -> Vec<Due> {
    let sources = fields.texts("due_sources");
    let days = fields.wholes("due_days");
    let named = days.iter().enumerate().map(|(place, &day)| Due {
        day,
        source: sources.get(place).map_or_else(String::new, |at| at.value.clone()),
    });
    let due: Vec<Due> = named.collect();
    if !sources.is_empty() && sources.len() != days.len() {
        let (named, dated) = (sources.len(), days.len());
        let span = fields.raw("due_sources").map_or_else(|| fields.span(), |(span, _)| span);
        fields.report(
            Code::WrongType,
            &span,
            say!(
                "`due_sources` 有 {named} 个，`due_days` 有 {dated} 个",
                "`due_sources` names {named}, `due_days` {dated}"
            ),
            Some(say!("每个报送日各写一个出处", "name a source for each day")),
        );
    }
    let in_order = due.windows(2).all(|pair| pair[0].day < pair[1].day);
    if due.is_empty() || !in_order || due.iter().any(|due| !(1..=31).contains(&due.day)) {
        let span = fields.raw("due_days").map_or_else(|| fields.span(), |(span, _)| span);
        fields.report(
            Code::WrongType,
            &span,
            say!(
                "`due_days` 要写每月的报送日，1 到 31，从早到晚",
                "`due_days` lists days of the month, 1 to 31, each after the one before"
            ),
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
