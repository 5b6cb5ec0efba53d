//! People named in the ledgers, where a post is to stand.
//!
//! In: the ledgers, and the remarks in files of data. Out: every cell and remark that holds what looks like a name, public or
//! not: what is pushed is known, so it is told; and who of them stands in a column that is never public, so that no page may
//! name them either (`kept_back`).

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::names::{may_name_people, people};
use crate::dataset::column::{Column, Holds};
use crate::dataset::ledger::{Book, FILINGS, Ledger, RowRef};
use crate::diagnostic::{Code, Finding, Findings, Place, Texts};
use crate::say;

/// What looks like names in cells of the ledgers, in their order.
#[derive(Debug, Default)]
pub struct PeopleNamed(Vec<CellWithNames>);

/// A cell with names in it.
#[derive(Debug)]
struct CellWithNames {
    names: Vec<String>,
    place: Place,
    is_public: bool,
}

impl PeopleNamed {
    /// Looks through every column that may name people, once for all that is asked of it.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let books = Book::ALL.into_iter().flat_map(|book| in_book(ledger, book));
        Self(books.chain(in_filings(ledger)).collect())
    }

    /// Warns of each cell.
    pub fn tell(&self, findings: &Findings) {
        findings.extend(self.0.iter().map(|cell| like_a_name(cell.place.clone())));
    }

    /// Those in columns that are never public, once each, with the first cell they stand in.
    #[must_use]
    pub fn kept_back(&self) -> Vec<(String, Place)> {
        let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
        for cell in self.0.iter().filter(|cell| !cell.is_public) {
            for name in &cell.names {
                first.entry(name).or_insert(&cell.place);
            }
        }
        first.into_iter().map(|(name, place)| (name.to_owned(), place.clone())).collect()
    }
}

fn in_book(ledger: &Ledger, book: Book) -> Vec<CellWithNames> {
    let columns: Vec<&Column> =
        book.columns().iter().filter(|column| may_name_people(column.holds)).collect();
    let of_row = |row: RowRef| {
        columns.iter().filter_map(move |column| {
            let text = ledger.content(row, column).text()?;
            let names: Vec<String> = people(column.holds, text).into_iter().map(str::to_owned).collect();
            (!names.is_empty()).then(|| CellWithNames {
                names,
                place: ledger.place_of(row, column),
                is_public: column.is_public(),
            })
        })
    };
    let rows = (0..ledger.rows_of(book)).into_par_iter().map(|number| book.row(number));
    rows.flat_map_iter(of_row).collect()
}

/// No row of the register of filings is public; what is noted there is pushed all the same.
fn in_filings(ledger: &Ledger) -> impl Iterator<Item = CellWithNames> {
    let of_row = move |at| {
        let columns = FILINGS.iter().filter(|column| column.is_declared() && may_name_people(column.holds));
        columns.filter_map(move |column| {
            let found = people(column.holds, ledger.papers.declared(at, column));
            let place = ledger.papers.cell(ledger.papers.get(at), column.code);
            let names: Vec<String> = found.into_iter().map(str::to_owned).collect();
            (!names.is_empty()).then_some(CellWithNames { names, place, is_public: false })
        })
    };
    ledger.papers.iter().flat_map(move |(at, _)| of_row(at))
}

/// Warns of people in lines of remarks of the data (`# 填报人：王建国`): no page has them, and all who read the repository do.
pub fn in_remarks(texts: &Texts, findings: &Findings) {
    let data: Vec<_> =
        texts.iter().filter(|(path, _)| path.starts_with("data/") && path.ends_with(".toml")).collect();
    let told = data.par_iter().flat_map_iter(|(path, text)| {
        let lines = remarks(text).filter(move |line| {
            let remark = text[line.clone()].trim_start().strip_prefix('#').unwrap_or_default();
            !people(Holds::Text, remark.trim()).is_empty()
        });
        lines.map(move |line| like_a_name(Place::new(path, &line)))
    });
    findings.extend(told.collect::<Vec<_>>());
}

/// The lines that are a remark and nothing else. Hardly any line is, so only their marks are looked for.
fn remarks(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr_iter(b'#', text.as_bytes()).filter_map(|at| {
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
        text[start..at].trim_start().is_empty().then(|| start..start + text[start..end].trim_end().len())
    })
}

/// The warning that somebody seems to be named where a post is to stand.
#[must_use]
pub fn like_a_name(place: Place) -> Finding {
    Finding::new(Code::PersonNamed, place, say!("这里像是人名", "this looks like a person's name"))
        .help(say!("写职务，不写姓名", "write the post, not the name"))
}
