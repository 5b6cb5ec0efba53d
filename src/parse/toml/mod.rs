//! TOML whose every value knows its place.
//!
//! [`parse`] reports the syntax errors of a text; [`Fields`] hands out typed values by key and
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
use crate::limits;

pub use fields::{Choice, Fields, exact};
pub use value::{TomlTable, TomlValue};

/// A value and where it stands, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it was read.
    pub span: Range<usize>,
}

/// A part of a file that holds TOML.
#[derive(Debug, Clone, Copy)]
pub struct TomlText<'f> {
    /// The file it is a stretch of: a whole TOML file, or a page with front matter.
    pub file: &'f File,
    /// What is parsed, without the `+++` around front matter.
    pub text: &'f str,
    /// Where it starts in the file.
    pub start: usize,
}

impl<'f> TomlText<'f> {
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

/// Parses, and reports the syntax errors; `None` where there was one.
#[must_use]
pub fn parse<'f>(text: TomlText<'f>, findings: &Findings) -> Option<TomlTable<'f>> {
    let (table, sound) = parse_anyway(text, findings);
    sound.then_some(table)
}

/// Parses what can be parsed, and reports the syntax errors; the second value says there was none.
#[must_use]
pub fn parse_anyway<'f>(text: TomlText<'f>, findings: &Findings) -> (TomlTable<'f>, bool) {
    if let Some(table) = plain::read(text.text) {
        return (table, true);
    }
    match DeTable::parse(text.text) {
        Ok(table) => (table.into_inner().into(), true),
        Err(first) => (recovered(text, &first, findings), false),
    }
}

/// What can be read of a text with syntax errors, which are told: those not too far from the first, and not too many. The
/// library recovers at every byte if need be, and would make millions of errors of a file that is no TOML at all.
fn recovered<'f>(text: TomlText<'f>, first: &::toml::de::Error, findings: &Findings) -> TomlTable<'f> {
    let from = first.span().map_or(0, |span| span.start);
    let cut = text.text.floor_char_boundary((from + limits::SYNTAX_WINDOW).min(text.text.len()));
    let is_cut = cut < text.text.len();
    let (table, mut errors) = DeTable::parse_recoverable(&text.text[..cut]);
    // Where the text is cut, something is left open that may not be.
    let is_real =
        |error: &::toml::de::Error| error.span().is_none_or(|span| span.end < cut || span.start <= from);
    errors.retain(|error| !is_cut || is_real(error));
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    for error in errors.iter().take(limits::SYNTAX_ERRORS) {
        findings.push(syntax::finding(text, error));
    }
    if is_cut || errors.len() > limits::SYNTAX_ERRORS {
        let rest =
            errors.get(limits::SYNTAX_ERRORS).and_then(::toml::de::Error::span).map_or(cut, |at| at.start);
        findings.push(syntax::rest(text, rest));
    }
    table.into_inner().into()
}
