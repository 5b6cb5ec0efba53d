//! One column of a CSV file, declared once.
//!
//! A declaration says what a column is called, what its cells hold, whether it must be there and whether the public sees it.
//! The reader and its findings, the search for people's names and tips, the tables for download, the facts of a record's
//! page, the headers of the sample and `docs/schema*.md` are all made of it: a new column of a ledger is one declaration in
//! `ledger/declared/`. A column that typed code needs says which field keeps it ([`Read::Field`]); any other needs no more:
//!
//! ```text
//! Column::new("depth_m", ("井深（米）", "Depth (m)"), Holds::Count, ("最深处距地表，米", "…")).opens(Always)
//! ```

use super::ledger::{Book, Content, Ledger};

pub use super::opens::Opens;

/// A text in Chinese and in English.
pub type Both = (&'static str, &'static str);

/// A word a cell may hold: its code, and what it is called in Chinese and in English.
pub type Term = (&'static str, &'static str, &'static str);

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
    /// 元, to the 分.
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
    /// Codes of criteria, separated by semicolons.
    Criteria,
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

/// Whether a sheet must have the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    No,
    /// It must be there; a cell of it may be empty.
    Column,
    /// It must be there, and every cell filled in.
    Cell,
}

/// Finds the field of a row by its number in the ledger that the column is declared for.
pub type FieldOf = for<'l> fn(&'l Ledger, u32) -> Content<'l>;

/// How a cell gets from the file to those who ask for it.
#[derive(Debug, Clone, Copy)]
pub enum Read {
    /// As it is declared: kept as its text, which [`Holds`] says how to understand.
    Declared,
    /// By hand, into a field of its row, which this finds again.
    Field(FieldOf),
    /// By hand, and nobody asks for it again.
    Hand,
}

/// Where a fact stands among those of its record's page, and what it is called there.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// The theme's string that is its title; without such a string, the declared title is.
    pub key: &'static str,
    /// The column whose word makes the key whole: `capacity` and `tailings` are `capacity_tailings`.
    pub by: Option<&'static str>,
    /// The column whose fact it follows, where that is not the one declared before it.
    pub after: Option<&'static str>,
}

/// A column of a CSV file.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// As in the header, for ever.
    pub code: &'static str,
    /// Its titles; a header may have the Chinese one.
    pub title: Both,
    /// What it is, with its unit, and when it is empty; no full stop.
    pub about: Both,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether it must be there.
    pub need: Need,
    /// Whether the public sees it.
    pub opens: Opens,
    /// How it is read.
    pub read: Read,
    /// Its name and titles in the table for download, where they are others than in the ledger.
    pub outward: Option<(&'static str, Both)>,
    /// What is said of it there, where that is not what is said of the ledger's.
    pub outward_about: Option<Both>,
    /// The words it may hold there, where that are not all of them.
    pub told_words: Option<&'static [Term]>,
    /// The column it follows in the table for download, where that is not the one declared before it.
    pub after: Option<&'static str>,
    /// Whether the table for download has it.
    pub in_table: bool,
    /// Whether another column says it better: older files are read, new ones are begun without it.
    pub retired: bool,
    /// Its place among the facts of the record's page; none where the page shows it elsewhere.
    pub fact: Option<Fact>,
}

impl Column {
    /// A column that may be left out and that nobody sees.
    #[must_use]
    pub const fn new(code: &'static str, title: Both, holds: Holds, about: Both) -> Self {
        Self {
            code,
            title,
            about,
            holds,
            need: Need::No,
            opens: Opens::Never,
            read: Read::Declared,
            outward: None,
            outward_about: None,
            told_words: None,
            after: None,
            in_table: true,
            retired: false,
            fact: Some(Fact { key: code, by: None, after: None }),
        }
    }

    /// Its cells must be filled in.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.need = Need::Cell;
        self
    }

    /// It must be there, though its cells may be empty.
    #[must_use]
    pub const fn must_be_there(mut self) -> Self {
        self.need = Need::Column;
        self
    }

    /// When the public sees it; it then stands in the table for download and among the facts of the record's page.
    #[must_use]
    pub const fn opens(mut self, opens: Opens) -> Self {
        self.opens = opens;
        self
    }

    /// Read by hand into a field: `kept!(hazards.due_on)`.
    #[must_use]
    pub const fn kept(mut self, field: FieldOf) -> Self {
        self.read = Read::Field(field);
        self
    }

    /// Read by hand.
    #[must_use]
    pub const fn by_hand(mut self) -> Self {
        self.read = Read::Hand;
        self
    }

    /// What it is called in the table for download.
    #[must_use]
    pub const fn told_as(mut self, name: &'static str, title: Both) -> Self {
        self.outward = Some((name, title));
        self
    }

    /// What is said of it in the table for download.
    #[must_use]
    pub const fn told_about(mut self, about: Both) -> Self {
        self.outward_about = Some(about);
        self
    }

    /// Only rows with one of these words are public.
    #[must_use]
    pub const fn told_words(mut self, terms: &'static [Term]) -> Self {
        self.told_words = Some(terms);
        self
    }

    /// It follows this column in the table for download.
    #[must_use]
    pub const fn after(mut self, code: &'static str) -> Self {
        self.after = Some(code);
        self
    }

    /// The table for download does not have it.
    #[must_use]
    pub const fn on_pages_only(mut self) -> Self {
        self.in_table = false;
        self
    }

    /// Another column says it better.
    #[must_use]
    pub const fn retired(mut self) -> Self {
        self.retired = true;
        self
    }

    /// It is no fact among others: the page has a place of its own for it.
    #[must_use]
    pub const fn laid_out(mut self) -> Self {
        self.fact = None;
        self
    }

    /// How it stands among the facts.
    #[must_use]
    pub const fn fact(mut self, fact: Fact) -> Self {
        self.fact = Some(fact);
        self
    }

    /// Whether it is read and kept as it is declared.
    #[must_use]
    pub const fn is_declared(&self) -> bool {
        matches!(self.read, Read::Declared)
    }

    /// Whether a sheet without it is wrong.
    #[must_use]
    pub fn must_stand(&self) -> bool {
        self.need != Need::No
    }

    /// Whether a header cell names it.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        name == self.code || name == self.title.0
    }

    /// Whether anybody sees it, ever.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.opens != Opens::Never
    }
}
