//! TOML values as this program reads them, each with its place.

use std::borrow::Cow;
use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use chrono::NaiveDate;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TomlValue<'f> {
    /// A quoted text.
    Text(Cow<'f, str>),
    /// A decimal whole number, as written but without `_`.
    Whole(Cow<'f, str>),
    /// A number with a point or an exponent, as written but without `_`.
    Fraction(Cow<'f, str>),
    /// True or false.
    Flag(bool),
    /// A day, without a time.
    Day(NaiveDate),
    /// A list.
    List(Vec<(Range<usize>, Self)>),
    /// Keys and values.
    Table(TomlTable<'f>),
    /// What no file of a site takes: a time, a number in another base.
    Other,
}

/// A key with its value, and where each stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValue<'f> {
    /// As it reads, without quotes.
    pub key: Cow<'f, str>,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// Not judged yet: a key may have a value of another type than it should.
    pub value: TomlValue<'f>,
    /// Where the value stands; a table's header, if it has one.
    pub span: Range<usize>,
}

/// Keys and values, in the order of the keys; no key twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TomlTable<'f>(pub(super) Vec<KeyValue<'f>>);

impl<'f> TomlTable<'f> {
    /// The entry of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&KeyValue<'f>> {
        let place = self.0.binary_search_by(|entry| entry.key.as_ref().cmp(key)).ok()?;
        Some(&self.0[place])
    }

    /// All entries, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &KeyValue<'f>> {
        self.0.iter()
    }
}

impl TomlValue<'_> {
    /// True or false, if it is that.
    #[must_use]
    pub fn as_flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// A whole number as written, if it is that.
    #[must_use]
    pub fn as_whole(&self) -> Option<&str> {
        if let Self::Whole(number) = self { Some(number) } else { None }
    }
}

impl<'f> From<DeTable<'f>> for TomlTable<'f> {
    fn from(table: DeTable<'f>) -> Self {
        let entry = |(key, value): (Spanned<Cow<'f, str>>, Spanned<DeValue<'f>>)| {
            let (key_span, span) = (key.span(), value.span());
            KeyValue { key: key.into_inner(), key_span, value: value.into_inner().into(), span }
        };
        let mut entries: Vec<KeyValue> = table.into_iter().map(entry).collect();
        entries.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        Self(entries)
    }
}

impl<'f> From<DeValue<'f>> for TomlValue<'f> {
    fn from(value: DeValue<'f>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text),
            DeValue::Integer(number) if number.radix() == 10 => {
                Self::Whole(Cow::Owned(number.as_str().to_owned()))
            }
            DeValue::Float(number) => Self::Fraction(Cow::Owned(number.as_str().to_owned())),
            DeValue::Boolean(flag) => Self::Flag(flag),
            DeValue::Datetime(when) => day(&when).map_or(Self::Other, Self::Day),
            DeValue::Array(items) => {
                let item = |item: Spanned<DeValue<'f>>| (item.span(), item.into_inner().into());
                Self::List(items.into_iter().map(item).collect())
            }
            DeValue::Table(table) => Self::Table(table.into()),
            DeValue::Integer(_) => Self::Other,
        }
    }
}

fn day(when: &::toml::value::Datetime) -> Option<NaiveDate> {
    let date = when.date.filter(|_| when.time.is_none())?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}
