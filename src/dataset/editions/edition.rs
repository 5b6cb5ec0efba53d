//! One edition, all of them, and where their files stand.

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::frozen::FrozenFigures;
use crate::dataset::campaign::PeriodAt;
use crate::dataset::ledger::Book;
use crate::diagnostic::Place;
use crate::parse::File;

/// The folder.
pub const FOLDER: &str = "data/editions/";
/// The list.
pub const LIST: &str = "data/editions/editions.toml";

/// The table of figures of an edition; a month's second edition has its number in it.
#[must_use]
pub fn figures_path(period: &str, no: u32) -> String {
    format!("{FOLDER}{}.csv", name(period, no))
}

/// The table of its rows.
#[must_use]
pub fn rows_path(period: &str, no: u32) -> String {
    format!("{FOLDER}{}.rows.csv", name(period, no))
}

/// What an edition is called in paths: `2023-06`, and `2023-06-2` where it is the month's second.
#[must_use]
pub fn name(period: &str, no: u32) -> String {
    if no == 1 { period.to_owned() } else { format!("{period}-{no}") }
}

/// What was said of a month on the day it was frozen.
#[derive(Debug)]
pub struct Edition {
    /// The month.
    pub period: PeriodAt,
    /// 1, unless the month was closed again for a change of method.
    pub no: u32,
    /// The day.
    pub closed_on: NaiveDate,
    /// Whether it was closed before all due days had passed.
    pub early: bool,
    /// Why it was closed again.
    pub reason: Option<String>,
    /// The version of the program that counted it.
    pub version: String,
    /// The commit it was counted from: a hint, for a purge changes every commit's id and no edition.
    pub commit: Option<String>,
    /// The SHA-256 of its table of figures.
    pub sha256: String,
    /// The post that decided it.
    pub approved_by: Option<String>,
    /// Where its entry stands.
    pub place: Place,
    /// The table of figures.
    pub figures: FrozenFigures,
    /// The table of rows it counts that none before it did.
    pub rows: File,
}

/// All of them, in the order they were closed.
#[derive(Debug, Default)]
pub struct Editions {
    pub(super) all: Vec<Edition>,
    /// By ledger: of each row the first edition that counts it, and where it says so.
    pub(super) rows: [HashMap<Box<str>, (usize, Place)>; Book::ALL.len()],
}

impl Editions {
    /// In the order they were closed.
    #[must_use]
    pub fn all(&self) -> &[Edition] {
        &self.all
    }

    /// The latest of a month, by its place among all.
    #[must_use]
    pub fn of(&self, period: PeriodAt) -> Option<usize> {
        self.all.iter().rposition(|edition| edition.period == period)
    }

    /// The latest of each month that has one, in the order they were closed.
    pub fn latest(&self) -> impl Iterator<Item = (usize, &Edition)> {
        self.all.iter().enumerate().filter(|(place, edition)| self.of(edition.period) == Some(*place))
    }

    /// Whether a row was counted by an edition or by one before it.
    #[must_use]
    pub fn knows(&self, book: Book, id: &str, edition: usize) -> bool {
        self.first_of(book, id).is_some_and(|first| first <= edition)
    }

    /// The first edition that counts a row.
    #[must_use]
    pub fn first_of(&self, book: Book, id: &str) -> Option<usize> {
        self.rows[book as usize].get(id).map(|(first, _)| *first)
    }

    /// Every row that one of them counts, by ledger and id.
    #[must_use]
    pub fn rows(&self) -> Vec<(Book, &str, &Place)> {
        let books = Book::ALL.into_iter().zip(&self.rows);
        let rows =
            books.flat_map(|(book, rows)| rows.iter().map(move |(id, (_, place))| (book, &**id, place)));
        let mut all: Vec<(Book, &str, &Place)> = rows.collect();
        all.sort_unstable_by_key(|(book, id, _)| (*book as u8, *id));
        all
    }
}
