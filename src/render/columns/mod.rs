//! What stands in the columns of the tables for download: titles, units, and codes with their titles.
//!
//! In: nothing; these are tables of data beside the names of the columns. Out: each [`DownloadColumn`], which the data package
//! and `/data/` show in the site's language. A unit test holds the codes against the enumerations they are codes of.

mod codes;
pub(super) mod figures;
pub(super) mod lists;

use serde_json::{Value, json};

use crate::published::ledger::{self, Term};

pub use crate::published::ledger::Both;

/// A code and what it means, in Chinese and in English.
pub type CodedWord = Term;

/// What the cells of a column hold, in the words of Frictionless table schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Anything written.
    Text,
    /// A decimal number, exact.
    Number,
    /// A whole number.
    Whole,
    /// `2023-06-20`
    Day,
    /// `true` or `false`
    YesNo,
    /// One of the column's codes and no other.
    OneOf,
}

/// A column of a table for download.
#[derive(Debug, Clone, Copy)]
pub struct DownloadColumn {
    /// As in the header, for ever.
    pub name: &'static str,
    /// What people call it.
    pub title: Both,
    /// What it is, with its unit, and when it is empty; no full stop.
    pub about: Both,
    /// What its cells hold.
    pub holds: FieldType,
    /// The codes its cells may hold; all there are where it holds [`FieldType::OneOf`].
    pub codes: &'static [CodedWord],
}

/// A column without codes.
const fn column(name: &'static str, holds: FieldType, title: Both, about: Both) -> DownloadColumn {
    DownloadColumn { name, title, about, holds, codes: &[] }
}

/// A column of codes: there are no others.
const fn coded(name: &'static str, codes: &'static [CodedWord], title: Both, about: Both) -> DownloadColumn {
    DownloadColumn { name, title, about, holds: FieldType::OneOf, codes }
}

impl DownloadColumn {
    /// What it is and what its codes mean, in the site's language.
    #[must_use]
    pub fn described(&self, in_english: bool) -> String {
        let about = pick(self.about, in_english);
        let code = |(code, zh, en): &CodedWord| format!("{code} {}", pick((zh, en), in_english));
        let codes: Vec<String> = self.codes.iter().map(code).collect();
        let (colon, comma) = if in_english { (": ", ", ") } else { ("：", "、") };
        if codes.is_empty() { about.to_owned() } else { format!("{about}{colon}{}", codes.join(comma)) }
    }

    /// The column as a field of a Frictionless table schema.
    #[must_use]
    pub fn field(&self, in_english: bool) -> Value {
        let kind = match self.holds {
            FieldType::Text | FieldType::OneOf => "string",
            FieldType::Number => "number",
            FieldType::Whole => "integer",
            FieldType::Day => "date",
            FieldType::YesNo => "boolean",
        };
        let mut field = json!({
            "name": self.name,
            "title": pick(self.title, in_english),
            "description": self.described(in_english),
            "type": kind,
        });
        if self.holds == FieldType::OneOf {
            let codes: Vec<&str> = self.codes.iter().map(|(code, ..)| *code).collect();
            field["constraints"] = json!({ "enum": codes });
        }
        field
    }
}

/// The text in the site's language.
pub fn pick((zh, en): Both, in_english: bool) -> &'static str {
    if in_english { en } else { zh }
}

/// A column of a ledger as the table for download has it.
pub const fn outward(declared: &ledger::Column) -> DownloadColumn {
    use ledger::Holds as Kept;
    let (holds, codes): (FieldType, &[CodedWord]) = match declared.holds {
        Kept::Day | Kept::Deadline => (FieldType::Day, &[]),
        Kept::Yuan => (FieldType::Number, &[]),
        Kept::Count => (FieldType::Whole, &[]),
        Kept::YesNo => (FieldType::YesNo, &[]),
        Kept::Word(terms) => (FieldType::OneOf, terms),
        Kept::Grade(terms) => (FieldType::Text, terms),
        Kept::Id
        | Kept::Name
        | Kept::FormerNames
        | Kept::Former
        | Kept::Extensions
        | Kept::Office
        | Kept::Post
        | Kept::Text
        | Kept::Region
        | Kept::Criteria
        | Kept::Row(_)
        | Kept::Rows(_) => (FieldType::Text, &[]),
    };
    let (name, title) = match declared.outward {
        Some(outward) => outward,
        None => (declared.code, declared.title),
    };
    let codes = match declared.told_words {
        Some(told) => told,
        None => codes,
    };
    let about = match declared.outward_about {
        Some(told) => told,
        None => declared.about,
    };
    DownloadColumn { name, title, about, holds, codes }
}

const REGION: DownloadColumn = outward(&ledger::REGION);
const PERIOD: DownloadColumn = column(
    "period",
    FieldType::Text,
    ("报告期", "Period"),
    ("报告期，起止日见 periods.csv", "the period; its days stand in periods.csv"),
);
#[cfg(test)]
mod tests;
