//! TOML whose every value knows its place.
//!
//! [`parse`] reports all syntax errors of a text; [`Fields`] hands out typed values by key and
//! reports what is missing, of the wrong type, or not known.

pub mod escapes;
mod fields;
mod plain;
mod syntax;
mod value;

use std::ops::Range;

use ::toml::de::DeTable;

use super::File;
use crate::diagnostic::Findings;

pub use fields::{Choice, Fields, exact};
pub use value::{Table, Value};

/// A value and where it stands, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// What was read.
    pub value: T,
    /// Where it was read.
    pub span: Range<usize>,
}

/// A part of a file that holds TOML.
#[derive(Debug, Clone, Copy)]
pub struct Text<'f> {
    /// The file.
    pub file: &'f File,
    /// The TOML.
    pub text: &'f str,
    /// Where it starts in the file.
    pub start: usize,
}

impl<'f> Text<'f> {
    /// A file that is TOML as a whole.
    #[must_use]
    pub fn whole(file: &'f File) -> Self {
        Self { file, text: &file.text, start: 0 }
    }

    /// A part of a file, such as front matter or a fenced block.
    #[must_use]
    pub fn part(file: &'f File, range: Range<usize>) -> Self {
        Self { file, start: range.start, text: &file.text[range] }
    }
}

/// Parses, and reports every syntax error; `None` where there was one.
#[must_use]
pub fn parse<'f>(text: Text<'f>, findings: &Findings) -> Option<Table<'f>> {
    let (table, sound) = parse_anyway(text, findings);
    sound.then_some(table)
}

/// Parses what can be parsed, and reports every syntax error; the second value says there was none.
#[must_use]
pub fn parse_anyway<'f>(text: Text<'f>, findings: &Findings) -> (Table<'f>, bool) {
    if let Some(table) = plain::read(text.text) {
        return (table, true);
    }
    let (table, errors) = DeTable::parse_recoverable(text.text);
    for error in &errors {
        findings.push(syntax::finding(text, error));
    }
    (table.into_inner().into(), errors.is_empty())
}
