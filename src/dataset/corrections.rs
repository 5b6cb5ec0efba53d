//! `data/corrections.toml`: every change to a figure that had been published, and why it was made.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Files, Value};
use crate::diagnostic::{Code, Findings};
use crate::parse::File;
use crate::parse::toml::{self, Choice, Fields, Spanned, exact};
use crate::say;

/// One change to a published figure.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The file it stands in.
    pub file: File,
    /// Its number in the file, from 1. Nothing is taken out again, so it is its address for ever.
    pub no: usize,
    /// The figure's name, `dispatch.self_found@2023-06/141027`; `check` says whether there is one.
    pub what: Spanned<String>,
    /// What was published before, in the unit of the measure.
    pub old: Spanned<Value>,
    /// What is published since.
    pub new: Spanned<Value>,
    /// Whether more had become known, or it had been wrong.
    pub kind: CorrectionKind,
    /// Why, in a sentence for the public.
    pub reason: String,
    /// The day it was published.
    pub date: Spanned<NaiveDate>,
    /// The post that decided it, never a name.
    pub approved_by: String,
}

/// Why a published figure was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionKind {
    /// 修订: more became known.
    Revision,
    /// 更正: it had been wrong.
    Error,
}

const KINDS: [Choice<CorrectionKind>; 2] =
    [("revision", "修订", CorrectionKind::Revision), ("error", "更正", CorrectionKind::Error)];

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
    let what = fields.text("what");
    let (old, new) = (value(&fields, "old"), value(&fields, "new"));
    let kind = fields.choice("kind", &KINDS);
    let reason = fields.text("reason");
    let date = fields.date("date");
    let approved_by = fields.text("approved_by");
    fields.done();
    Some(Correction {
        file: file.clone(),
        no,
        what: what?,
        old: old?,
        new: new?,
        kind: kind?,
        reason: reason?.value,
        date: date?,
        approved_by: approved_by?.value,
    })
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
