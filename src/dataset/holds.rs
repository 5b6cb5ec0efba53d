//! What a cell of a CSV file can be: the one list that reader, search for names, downloads and guide go by.

use super::column::Term;
use super::ledger::Book;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Letters, digits and `-`: part of an address.
    Id,
    /// What names something, or numbers it: a firm, a document, an article. People's names are not looked for in it.
    Name,
    /// The names something had, each with its last day: `旧名@2023-06-30;…`.
    FormerNames,
    /// What it was, in codes or ids, each with its last day: `production@2023-06-30;…`.
    Former,
    /// Later deadlines, each after the day it was granted on: `2023-07-28:2023-08-20;…`.
    Extensions,
    /// An office. No person's name may follow a post in it.
    Office,
    /// One or several posts, never a person's name.
    Post,
    /// Sentences. They name no people, and public ones tell of no tip.
    Text,
    /// `2023-06-20`, when something happened: it does not lie ahead.
    Day,
    /// A day that may.
    Deadline,
    /// Whole 元.
    Yuan,
    /// A whole number.
    Count,
    /// `true` or `false`; empty is `false`.
    YesNo,
    /// One of these words and no other.
    Word(&'static [Term]),
    /// One of these; another is told and kept.
    Grade(&'static [Term]),
    /// The code of a region that files reports.
    Region,
    /// The code of a criterion.
    Criterion,
    /// The id of a row of another ledger.
    Row(Book),
    /// Several such ids, separated by semicolons.
    Rows(Book),
}

impl Holds {
    /// The words it may hold, where there are such.
    #[must_use]
    pub fn terms(self) -> &'static [Term] {
        let (Self::Word(terms) | Self::Grade(terms)) = self else { return &[] };
        terms
    }

    /// Whether it is kept as it is written, in words.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Id
                | Self::Name
                | Self::FormerNames
                | Self::Former
                | Self::Extensions
                | Self::Office
                | Self::Post
                | Self::Text
                | Self::Grade(_)
        )
    }
}
