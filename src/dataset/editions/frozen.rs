//! The figures of an edition: one line a region and measure.
//!
//! In: the table. Out: its lines, small, for a nation has half a million of them. Codes and ids are kept as they are written: what
//! is called otherwise now, or is no more, is for who compares.

use hashbrown::HashMap;
use rust_decimal::Decimal;

use crate::dataset::Span;
use crate::diagnostic::{Findings, Place};
use crate::parse::csv::{self, CsvRecord};
use crate::parse::{File, scalar};
use crate::say;

/// The header of the table of figures.
pub const FIGURE_COLUMNS: [&str; 5] = ["region", "measure", "month", "to_date", "reported"];

/// What was said of one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrozenValue {
    /// It has none over this span: a rank has no month.
    Blank,
    /// A number.
    Number(Decimal),
    /// 未报
    Missing,
    /// 不适用
    NotApplicable,
    /// 不公布
    Withheld,
}

impl FrozenValue {
    /// As it is written: a number, or the letter `figures.csv` has for that there is none.
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "" => Self::Blank,
            "M" => Self::Missing,
            "N" => Self::NotApplicable,
            "S" => Self::Withheld,
            number => Self::Number(scalar::decimal(number)?),
        })
    }

    /// The number, where there is one.
    #[must_use]
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::Blank | Self::Missing | Self::NotApplicable | Self::Withheld => None,
        }
    }
}

/// What was said of one measure of one region.
#[derive(Debug, Clone, Copy)]
pub struct FrozenLine {
    /// Which of the regions.
    pub region: u32,
    /// Which of the measures.
    pub measure: u32,
    /// Of the month, and to date.
    pub values: [FrozenValue; Span::ALL.len()],
    /// How many of how many stood behind it, where some were missing.
    pub partial: Option<(u32, u32)>,
    /// Where it stands, in bytes of the file.
    pub span: (u32, u32),
}

/// The table of an edition.
#[derive(Debug)]
pub struct FrozenFigures {
    /// As it stands: what is handed out is these bytes.
    pub file: File,
    /// Codes.
    pub regions: Vec<String>,
    /// Ids.
    pub measures: Vec<String>,
    /// In the order of the file.
    pub lines: Vec<FrozenLine>,
}

impl FrozenFigures {
    /// Reads one; `None` where it is none.
    pub(super) fn read(file: &File, findings: &Findings) -> Option<Self> {
        let sheet = csv::read(file, findings)?;
        super::faults::ensure_columns(file, &sheet.header, &FIGURE_COLUMNS, findings)?;
        let mut names = NamesMet::default();
        let lines: Option<Vec<FrozenLine>> = sheet
            .rows
            .iter()
            .map(|row| {
                let line = names.line(row);
                if line.is_none() {
                    super::faults::broken(
                        file.place(&row.span),
                        say!("这一行不是封存的数", "this line is no frozen figure"),
                        findings,
                    );
                }
                line
            })
            .collect();
        Some(Self {
            file: file.clone(),
            regions: names.regions.all,
            measures: names.measures.all,
            lines: lines?,
        })
    }

    /// Where a line stands.
    #[must_use]
    pub fn place(&self, line: &FrozenLine) -> Place {
        Place { path: self.file.path.clone(), span: line.span }
    }
}

/// Names, each with its number.
#[derive(Default)]
struct Numbered {
    all: Vec<String>,
    by_name: HashMap<String, u32>,
}

impl Numbered {
    fn of(&mut self, name: &str) -> u32 {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let number = self.all.len() as u32;
        self.all.push(name.to_owned());
        self.by_name.insert(name.to_owned(), number);
        number
    }
}

#[derive(Default)]
struct NamesMet {
    regions: Numbered,
    measures: Numbered,
}

impl NamesMet {
    fn line(&mut self, row: &CsvRecord<'_>) -> Option<FrozenLine> {
        let cell = |at: usize| row.cells[at].text.as_ref();
        let partial = match cell(4) {
            "" => None,
            text => {
                let (reported, expected) = text.split_once('/')?;
                Some((reported.parse().ok()?, expected.parse().ok()?))
            }
        };
        Some(FrozenLine {
            region: self.regions.of(cell(0)),
            measure: self.measures.of(cell(1)),
            values: [FrozenValue::read(cell(2))?, FrozenValue::read(cell(3))?],
            partial,
            span: (row.span.start as u32, row.span.end as u32),
        })
    }
}
