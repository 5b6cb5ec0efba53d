//! `data/corrections.toml`: every change to a figure that had been published, and why it was made.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Files, Value};
use crate::diagnostic::{Code, Findings};
use crate::parse::File;
use crate::parse::toml::{self, Choice, Fields, Spanned, exact};
use crate::say;

/// One entry: why figures that had been published were changed, and which.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The file it stands in.
    pub file: File,
    /// Its number in the file, from 1. Nothing is taken out again, so it is its address for ever.
    pub no: usize,
    /// The figures, one or those of one cause; none where the method changed.
    pub changes: Vec<CorrectedFigure>,
    /// The measures that are counted otherwise, where the method changed: it moves no figure that is filed or counted.
    pub measures: Vec<Spanned<String>>,
    /// Whether more had become known, or it had been wrong, or is counted otherwise.
    pub kind: CorrectionKind,
    /// Why, in a sentence for the public.
    pub reason: String,
    /// The day it was published.
    pub date: Spanned<NaiveDate>,
    /// The post that decided it, never a name.
    pub approved_by: String,
    /// Where the entry stands.
    pub span: Range<usize>,
}

/// One figure of a correction.
#[derive(Debug, Clone)]
pub struct CorrectedFigure {
    /// Its name, `dispatch.self_found@2023-06/141027`; `check` says whether there is one.
    pub what: Spanned<String>,
    /// What was published before, in the unit of the measure.
    pub old: Spanned<Value>,
    /// What is published since.
    pub new: Spanned<Value>,
}

/// Why a published figure was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionKind {
    /// 修订: more became known.
    Revision,
    /// 更正: it had been wrong.
    Error,
    /// 方法: it is counted otherwise.
    Method,
}

const KINDS: [Choice<CorrectionKind>; 3] = [
    ("revision", "修订", CorrectionKind::Revision),
    ("error", "更正", CorrectionKind::Error),
    ("method", "方法", CorrectionKind::Method),
];

impl CorrectionKind {
    /// As written in the file.
    #[must_use]
    pub fn code(self) -> &'static str {
        KINDS.iter().find(|(.., kind)| *kind == self).map_or("", |(code, ..)| code)
    }
}

/// Reads `data/corrections.toml`, which a site may leave out, in the order of the file.
#[must_use]
pub fn read(files: &Files, findings: &Findings) -> Vec<Correction> {
    let Some(file) = files.get("data/corrections.toml") else { return Vec::new() };
    let text = toml::TomlText::whole(file);
    let Some(table) = toml::parse(text, findings) else { return Vec::new() };
    let fields = Fields::root(text, &table, findings);
    let rows = fields.tables("corrections").into_iter().enumerate();
    let corrections = rows.filter_map(|(place, fields)| correction(file, place + 1, fields)).collect();
    fields.done();
    corrections
}

fn correction(file: &File, no: usize, fields: Fields) -> Option<Correction> {
    let kind = fields.choice("kind", &KINDS);
    let is_method = kind == Some(CorrectionKind::Method);
    let measures = if is_method { measures(&fields) } else { Some(Vec::new()) };
    let changes = if is_method {
        Some(Vec::new())
    } else if fields.raw("changes").is_some() {
        fields.tables("changes").into_iter().map(change).collect()
    } else {
        figure(&fields).map(|one| vec![one])
    };
    let reason = fields.text("reason");
    let date = fields.date("date");
    let approved_by = fields.text("approved_by");
    let span = fields.span();
    fields.done();
    Some(Correction {
        file: file.clone(),
        no,
        changes: changes?,
        measures: measures?,
        kind: kind?,
        reason: reason?.value,
        date: date?,
        approved_by: approved_by?.value,
        span,
    })
}

/// The measures of a change of method, one at least.
fn measures(fields: &Fields) -> Option<Vec<Spanned<String>>> {
    let measures = fields.texts("measures");
    if measures.is_empty() {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("缺少 `measures`", "missing key `measures`"),
            Some(say!(
                "写上变了的指标，例如 `measures = [\"rate.rectified\"]`",
                "name the measures that differ: `measures = [\"rate.rectified\"]`"
            )),
        );
        return None;
    }
    Some(measures)
}

/// A figure of several.
fn change(fields: Fields) -> Option<CorrectedFigure> {
    let figure = figure(&fields);
    fields.done();
    figure
}

fn figure(fields: &Fields) -> Option<CorrectedFigure> {
    let what = fields.text("what");
    let (old, new) = (value(fields, "old"), value(fields, "new"));
    Some(CorrectedFigure { what: what?, old: old?, new: new? })
}

/// A figure as it was said: a number, yes or no, or a word for that there was none.
fn value(fields: &Fields, key: &'static str) -> Option<Spanned<Value>> {
    let Some((span, value)) = fields.raw(key) else {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("缺少 `{key}`", "missing key `{key}`"),
            Some(say!("在这里补上 `{key} = …`", "add `{key} = …` here")),
        );
        return None;
    };
    let read = said(value);
    if read.is_none() {
        not_a_figure(fields, &span);
    }
    read.map(|value| Spanned { value, span })
}

fn said(value: &toml::TomlValue) -> Option<Value> {
    match value {
        toml::TomlValue::Flag(yes) => Some(Value::Number(u8::from(*yes).into())),
        toml::TomlValue::Text(word) => match word.trim() {
            "missing" | "未报" => Some(Value::Missing),
            "n/a" | "不适用" => Some(Value::NotApplicable),
            _ => None,
        },
        toml::TomlValue::Whole(_) | toml::TomlValue::Fraction(_) => exact(value).map(Value::Number),
        toml::TomlValue::Day(_)
        | toml::TomlValue::List(_)
        | toml::TomlValue::Table(_)
        | toml::TomlValue::Other => None,
    }
}

fn not_a_figure(fields: &Fields, span: &Range<usize>) {
    fields.report(
        Code::NotANumber,
        span,
        say!("这里应是一个数", "this should be a number"),
        Some(say!(
            "数不加引号；当时没有数的写 \"未报\" 或 \"n/a\"",
            "numbers take no quotes; where there was none, write \"missing\" or \"n/a\""
        )),
    );
}
