//! Typed values by key, and a finding for each that is missing, of the wrong type, or unknown.

use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::value::{TomlTable, TomlValue};
use super::{Spanned, TomlText};
use crate::diagnostic::{Cause, Code, Finding, Findings, Place, Say};
use crate::parse::{File, scalar};
use crate::{limits, say};

/// One word of an enumeration: its code, its Chinese title, what it means to the program.
pub type Choice<T> = (&'static str, &'static str, T);

/// A table's values, asked for one by one; [`Fields::done`] reports the keys nobody asked for. Of `tilte = "甲"` a
/// reader that asks for `title` gets none and a finding that it is missing, and `done` tells of `tilte` that `title` may be
/// meant.
#[derive(Debug)]
pub struct Fields<'a> {
    file: &'a File,
    findings: &'a Findings,
    table: &'a TomlTable<'a>,
    span: Range<usize>,
    start: usize,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// The fields of a parsed text's root table.
    #[must_use]
    pub fn root(text: TomlText<'a>, table: &'a TomlTable<'a>, findings: &'a Findings) -> Self {
        let start = text.start;
        Self::new(text.file, findings, table, start..start, start)
    }

    fn new(
        file: &'a File,
        findings: &'a Findings,
        table: &'a TomlTable<'a>,
        span: Range<usize>,
        start: usize,
    ) -> Self {
        Self { file, findings, table, span, start, asked: RefCell::default() }
    }

    /// The file the table stands in.
    #[must_use]
    pub fn file(&self) -> &'a File {
        self.file
    }

    /// Where the table stands: its header, or its braces.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where the table stands, for a finding.
    #[must_use]
    pub fn place(&self) -> Place {
        self.file.place(&self.span)
    }

    /// Adds a finding about a stretch of this file.
    pub fn report(&self, code: Code, span: &Range<usize>, message: Say, help: Option<Say>) {
        let mut finding = Finding::new(code, self.file.place(span), message);
        finding.help = help;
        self.findings.push(finding);
    }

    /// Says what the finding that came last may follow from.
    pub fn last_follows_from(&self, cause: Cause) {
        self.findings.last_follows_from(cause);
    }

    /// A value in any type, if the key is there.
    #[must_use]
    pub fn raw(&self, key: &'static str) -> Option<(Range<usize>, &'a TomlValue<'a>)> {
        self.asked.borrow_mut().push(key);
        let entry = self.table.get(key)?;
        Some((self.shifted(&entry.span), &entry.value))
    }

    /// Every key and value, for tables whose keys are data; marks them all as known.
    pub fn entries(
        &self,
    ) -> impl Iterator<Item = (Spanned<&'a str>, Spanned<&'a TomlValue<'a>>)> + use<'_, 'a> {
        self.table.iter().map(|entry| {
            (
                Spanned { value: entry.key.as_ref(), span: self.shifted(&entry.key_span) },
                Spanned { value: &entry.value, span: self.shifted(&entry.span) },
            )
        })
    }

    /// The fields of a table found by [`Fields::raw`] or [`Fields::entries`].
    #[must_use]
    pub fn within(&self, value: &Spanned<&'a TomlValue<'a>>) -> Option<Fields<'a>> {
        let TomlValue::Table(table) = value.value else {
            self.wrong_type(&value.span, "一个表", "a table");
            return None;
        };
        Some(Self::new(self.file, self.findings, table, value.span.clone(), self.start))
    }

    /// A text that must be there and not be blank.
    #[must_use]
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        self.required(key, self.text_or_none(key))
    }

    /// A text that may be left out.
    #[must_use]
    pub fn text_or_none(&self, key: &'static str) -> Option<Spanned<String>> {
        let (span, value) = self.raw(key)?;
        match value {
            TomlValue::Text(text) if !text.trim().is_empty() => {
                Some(Spanned { value: text.trim().to_owned(), span })
            }
            TomlValue::Text(_) => {
                self.report(
                    Code::BlankText,
                    &span,
                    say!("`{key}` 是空的", "`{key}` is blank"),
                    Some(say!("填上内容，或删去这一行", "fill it in, or delete the line")),
                );
                None
            }
            TomlValue::Whole(_)
            | TomlValue::Fraction(_)
            | TomlValue::Flag(_)
            | TomlValue::Day(_)
            | TomlValue::List(_)
            | TomlValue::Table(_)
            | TomlValue::Other => {
                self.wrong_type(&span, "带引号的文字", "a quoted text");
                None
            }
        }
    }

    /// A list of texts; empty where the key is left out.
    #[must_use]
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        let Some((span, value)) = self.raw(key) else { return Vec::new() };
        let TomlValue::List(items) = value else {
            self.wrong_type(&span, "文字的数组", "an array of texts");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for (span, item) in items {
            let span = self.shifted(span);
            if let TomlValue::Text(text) = item {
                texts.push(Spanned { value: text.to_string(), span });
            } else {
                self.wrong_type(&span, "带引号的文字", "a quoted text");
            }
        }
        texts
    }

    /// A day that must be there.
    #[must_use]
    pub fn date(&self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        self.required(key, self.date_or_none(key))
    }

    /// A day that may be left out.
    #[must_use]
    pub fn date_or_none(&self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        let (span, value) = self.raw(key)?;
        let date = match value {
            TomlValue::Day(day) => Some(*day),
            TomlValue::Text(text) => scalar::date(text),
            TomlValue::Whole(_)
            | TomlValue::Fraction(_)
            | TomlValue::Flag(_)
            | TomlValue::List(_)
            | TomlValue::Table(_)
            | TomlValue::Other => None,
        };
        if date.is_none() {
            self.wrong_type(&span, "日期，如 2023-06-19", "a date such as 2023-06-19");
        }
        date.map(|value| Spanned { value, span })
    }

    /// True or false; `default` where the key is left out.
    #[must_use]
    pub fn flag(&self, key: &'static str, default: bool) -> bool {
        let Some((span, value)) = self.raw(key) else { return default };
        value.as_flag().unwrap_or_else(|| {
            self.wrong_type(&span, "true 或 false", "true or false");
            default
        })
    }

    /// A non-negative whole number that may be left out.
    #[must_use]
    pub fn whole_or_none(&self, key: &'static str) -> Option<Spanned<u32>> {
        let (span, value) = self.raw(key)?;
        let number = value.as_whole().and_then(|whole| whole.parse().ok());
        if number.is_none() {
            self.wrong_type(&span, "非负整数", "a non-negative whole number");
        }
        number.map(|value| Spanned { value, span })
    }

    /// A list of whole numbers; empty where the key is left out.
    #[must_use]
    pub fn wholes(&self, key: &'static str) -> Vec<u32> {
        let Some((span, value)) = self.raw(key) else { return Vec::new() };
        let numbers = if let TomlValue::List(items) = value {
            items.iter().map(|(_, item)| item.as_whole()?.parse().ok()).collect::<Option<_>>()
        } else {
            None
        };
        numbers.unwrap_or_else(|| {
            self.wrong_type(&span, "非负整数的数组", "an array of non-negative whole numbers");
            Vec::new()
        })
    }

    /// One word of an enumeration, by code or title, that must be there.
    #[must_use]
    pub fn choice<T: Copy>(&self, key: &'static str, choices: &[Choice<T>]) -> Option<T> {
        self.required(key, self.choice_or_none(key, choices))
    }

    /// One word of an enumeration, by code or title, that may be left out.
    #[must_use]
    pub fn choice_or_none<T: Copy>(&self, key: &'static str, choices: &[Choice<T>]) -> Option<T> {
        let word = self.text_or_none(key)?;
        let known = choices.iter().find(|(code, title, _)| word.value == *code || word.value == *title);
        if known.is_none() {
            let (value, list) = (&word.value, choices.iter().map(|(code, ..)| *code).collect::<Vec<_>>());
            let list = list.join("、");
            self.report(
                Code::UnknownWord,
                &word.span,
                say!("`{key}` 不能是 `{value}`", "`{key}` cannot be `{value}`"),
                Some(say!("可以是：{list}", "it may be one of: {list}")),
            );
        }
        known.map(|(.., meaning)| *meaning)
    }

    /// The tables of an array `[[key]]`; empty where the key is left out.
    #[must_use]
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'a>> {
        let Some((span, value)) = self.raw(key) else { return Vec::new() };
        let TomlValue::List(items) = value else {
            self.wrong_type(&span, "表的数组 `[[…]]`", "an array of tables `[[…]]`");
            return Vec::new();
        };
        let items = items.iter();
        items
            .filter_map(|(span, item)| self.within(&Spanned { value: item, span: self.shifted(span) }))
            .collect()
    }

    /// The table `[key]`, if the key is there.
    #[must_use]
    pub fn table(&self, key: &'static str) -> Option<Fields<'a>> {
        let (span, value) = self.raw(key)?;
        self.within(&Spanned { value, span })
    }

    /// Adds a finding.
    pub fn push(&self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Reports every key that was not asked for, and ends the reading.
    pub fn done(self) {
        self.report_unasked();
    }

    /// Reports every key that was not asked for, with the nearest one that was.
    pub fn report_unasked(&self) {
        let asked = self.asked.borrow();
        let unknown = self.table.iter().filter(|entry| !asked.contains(&entry.key.as_ref()));
        for (at, entry) in unknown.enumerate() {
            let helped = if at < limits::FILE_SUGGESTIONS { &asked[..] } else { &[] };
            self.unknown_key(&entry.key, &self.shifted(&entry.key_span), helped.iter().copied());
        }
    }

    /// Reports a key that is not known, with the nearest known one.
    pub fn unknown_key<'k>(&self, name: &str, span: &Range<usize>, known: impl Iterator<Item = &'k str>) {
        let help = match scalar::nearest(name, known) {
            Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
            None => {
                say!("删去它，或查看 `gongshi explain schema`", "delete it, or see `gongshi explain schema`")
            }
        };
        self.report(Code::UnknownKey, span, say!("没有 `{name}` 这个键", "unknown key `{name}`"), Some(help));
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&self, span: &Range<usize>, zh: &str, en: &str) {
        let help = say!("照 `gongshi explain schema` 改写", "write it as in `gongshi explain schema`");
        self.report(Code::WrongType, span, say!("这里应是{zh}", "this should be {en}"), Some(help));
    }

    fn required<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.table.get(key).is_none() {
            self.report(
                Code::MissingKey,
                &self.span,
                say!("缺少 `{key}`", "missing key `{key}`"),
                Some(say!("在这里补上 `{key} = …`", "add `{key} = …` here")),
            );
        }
        value
    }

    fn shifted(&self, span: &Range<usize>) -> Range<usize> {
        span.start + self.start..span.end + self.start
    }
}

/// A TOML number exactly as written; `None` for anything else, and beyond what is believable.
#[must_use]
pub fn exact(value: &TomlValue) -> Option<Decimal> {
    let (TomlValue::Whole(number) | TomlValue::Fraction(number)) = value else { return None };
    let number = scalar::decimal(number)?;
    (number.abs() <= Decimal::from(limits::LARGEST_VALUE)).then_some(number)
}
