//! The rows of one ledger, small: texts stay where they are in the file, a cell's place is found again when asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;

use super::causes;
use crate::dataset::column::Column;
use crate::dataset::regions::RegionAt;
use crate::dataset::row_at::RowAt;
use crate::diagnostic::{Cause, Findings, Place};
use crate::parse::{File, csv};

/// A text of a row, as bytes of its sheet; [`Table::text`] reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Text {
    pub(super) start: u32,
    pub(super) len: u32,
}

impl Text {
    /// Set in `start` where the text stands in [`Sheet::spare`]; files are smaller than that.
    pub(super) const SPARE: u32 = 1 << 31;

    /// Whether the cell is empty or its column left out.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Index of the sheet among those of the ledger.
    pub sheet: u32,
    /// In bytes of the sheet's text.
    pub span: (u32, u32),
}

/// A row of a ledger.
pub trait Row {
    /// The columns its files may have.
    const COLUMNS: &'static [Column];
    /// What the ledger is called in Chinese and in English.
    const NAME: (&'static str, &'static str);
    /// Whether rows may say the same but for their ids.
    const MAY_REPEAT: bool = false;
    /// Where it stands.
    fn at(&self) -> At;
    /// Its id, unique for ever within the ledger.
    fn id(&self) -> Text;
    /// The cells of the columns that are read as they are declared, in their order.
    fn declared(&self) -> &[Text] {
        &[]
    }
}

/// One file of a ledger.
#[derive(Debug)]
pub struct Sheet {
    /// The reporter that keeps it; none for a ledger that is one file for all.
    pub region: Option<RegionAt>,
    /// Whether rows of it could not be understood: what is counted from it is not all there is.
    pub is_broken: bool,
    pub(super) file: File,
    /// Texts that stand in the file with doubled quotes, without them.
    pub(super) spare: String,
    /// Where each known column stands in the header.
    pub(super) places: Vec<Option<usize>>,
    /// Where its lines end, once somebody has asked for one: a bureau's ledger has ten thousand.
    pub(super) ends: OnceLock<Box<[u32]>>,
}

impl Sheet {
    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.file.path
    }
}

/// What stands behind an id.
#[derive(Debug)]
pub enum Found<T> {
    /// A row.
    Row(RowAt<T>),
    /// A row that could not be understood, which was told where it stands.
    Broken,
    /// Nothing.
    Nothing,
}

/// All rows of a ledger, file by file in the order of their paths.
#[derive(Debug)]
pub struct Table<T> {
    pub(super) rows: Vec<T>,
    pub(super) sheets: Vec<Sheet>,
    /// `None` for a row that is there but could not be understood.
    pub(super) by_id: HashMap<Box<str>, Option<RowAt<T>>>,
    /// Whether a whole file could not be read: an unknown id may stand in it.
    pub(super) lacks_files: bool,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), sheets: Vec::new(), by_id: HashMap::new(), lacks_files: false }
    }
}

impl<T: Row> Table<T> {
    /// Whether the campaign keeps this ledger at all: what is not kept is not zero.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        !self.sheets.is_empty()
    }

    /// Its files, by path.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Whether rows may be wanting that were written down: an error told where it stands.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.lacks_files || self.sheets.iter().any(|sheet| sheet.is_broken)
    }

    /// All of them, to be settled by what other files say.
    pub(in crate::dataset) fn rows_mut(&mut self) -> &mut [T] {
        &mut self.rows
    }

    /// How many rows the file of one has; those of a file stand together.
    #[must_use]
    pub fn rows_beside(&self, row: &T) -> usize {
        let sheet = row.at().sheet;
        let until = |last: u32| self.rows.partition_point(|row| row.at().sheet <= last);
        until(sheet) - sheet.checked_sub(1).map_or(0, until)
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All rows with their indices.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (RowAt<T>, &T)> + ExactSizeIterator {
        RowAt::each(&self.rows)
    }

    /// A row by its index.
    #[must_use]
    pub fn get(&self, at: RowAt<T>) -> &T {
        at.of(&self.rows)
    }

    /// The index of the row with an id.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<RowAt<T>> {
        self.by_id.get(id).copied().flatten()
    }

    /// What stands behind an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Found<T> {
        match self.by_id.get(id) {
            Some(Some(index)) => Found::Row(*index),
            Some(None) => Found::Broken,
            None if self.lacks_files => Found::Broken,
            None => Found::Nothing,
        }
    }

    /// The row with an id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&T> {
        self.index(id).map(|index| self.get(index))
    }

    /// What it follows from that several name a row that is not there: the file, or the folder of its files.
    #[must_use]
    pub fn lacking(&self, id: &str, by: &str) -> Option<Cause> {
        let path = self.sheets.first()?.path();
        let home = match self.sheets[0].region {
            Some(_) => path.rsplit_once('/').map_or(path.as_ref(), |(folder, _)| folder),
            None => path,
        };
        // A county's rows name rows of its own: those of the file beside it that has its name.
        let own = by.rsplit_once('/').map_or(by, |(_, name)| name);
        let own = self.sheets[0].region.map(|_| format!("{home}/{own}"));
        let is_ledger = by.rsplit_once('.').is_some_and(|(_, end)| end == "csv");
        let file = own.filter(|_| is_ledger).unwrap_or_else(|| home.to_owned());
        Some(causes::no_row(T::NAME, id, home).within(causes::no_rows(T::NAME, &file)))
    }

    /// A text of a row.
    #[must_use]
    pub fn text(&self, row: &T, text: Text) -> &str {
        self.sheet(row).text(text)
    }

    /// A cell that is kept as its text; empty where its column is not.
    #[must_use]
    pub fn declared(&self, at: RowAt<T>, column: &Column) -> &str {
        let row = self.get(at);
        let kept = T::COLUMNS.iter().filter(|known| known.is_declared());
        let slot = kept.clone().position(|known| known.code == column.code);
        slot.map_or("", |slot| self.text(row, row.declared()[slot]))
    }

    /// A row's id.
    #[must_use]
    pub fn id(&self, row: &T) -> &str {
        self.text(row, row.id())
    }

    /// The file a row stands in.
    #[must_use]
    pub fn sheet(&self, row: &T) -> &Sheet {
        &self.sheets[row.at().sheet as usize]
    }

    /// Where a row stands, for a finding.
    #[must_use]
    pub fn place(&self, row: &T) -> Place {
        Place { path: Arc::clone(self.sheet(row).path()), span: row.at().span }
    }

    /// Whether two rows of one file are the same text but for their ids.
    #[must_use]
    pub fn differ_by_id_alone(&self, one: &T, other: &T) -> bool {
        let without_id = |row: &T| {
            let (start, end) = row.at().span;
            self.sheet(row).file.text[start as usize..end as usize].replacen(self.id(row), "", 1)
        };
        one.at().sheet == other.at().sheet && without_id(one) == without_id(other)
    }

    /// Where a row's cell of a column stands; the row, where its file has no such column.
    #[must_use]
    pub fn cell(&self, row: &T, column: &str) -> Place {
        let sheet = self.sheet(row);
        let place = T::COLUMNS.iter().position(|known| known.code == column).and_then(|at| sheet.places[at]);
        let again = csv::again(&sheet.file, row.at().span.0 as usize, &Findings::default());
        let span = place.and_then(|place| Some(again?.cells.get(place)?.span.clone()));
        span.map_or_else(|| self.place(row), |span| sheet.file.place(&span))
    }

    /// The first line of the file of a row.
    #[must_use]
    pub fn header(&self, row: &T) -> Place {
        let file = &self.sheet(row).file;
        file.place(&(0..file.text.find('\n').unwrap_or(file.text.len())))
    }

    /// The line a row stands on, from 1. Reads the file up to there.
    #[must_use]
    pub fn line(&self, row: &T) -> u32 {
        let sheet = self.sheet(row);
        let ends = sheet.ends.get_or_init(|| {
            memchr::memchr_iter(b'\n', sheet.file.text.as_bytes()).map(|at| at as u32).collect()
        });
        ends.partition_point(|end| *end < row.at().span.0) as u32 + 1
    }
}

impl Sheet {
    /// A text of this sheet.
    pub(super) fn text(&self, text: Text) -> &str {
        let range = |start: u32| -> Range<usize> { start as usize..(start + text.len) as usize };
        if text.start & Text::SPARE == 0 {
            &self.file.text[range(text.start)]
        } else {
            &self.spare[range(text.start & !Text::SPARE)]
        }
    }
}
