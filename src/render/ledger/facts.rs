//! The facts of a record's page: what its ledger declares that the public sees, and that the page has no place of its own
//! for. A new public column is a fact by its declaration alone.

use std::collections::BTreeMap;

use tera::Value;

use crate::figures::format_decimal;
use crate::published::ledger::{Book, Column, Fact, Holds, PublicCell, RowRef, Term, facts};
use crate::render::columns::{outward, pick};
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};

impl Drawing<'_, '_> {
    /// Those of a row that are there: each its `title`, and its `text`, its `day` or its `links`.
    pub(super) fn facts(&self, row: impl Into<RowRef>) -> Value {
        let at = row.into();
        let (book, row) = (at.book(), self.renderer.dataset.row(at));
        let facts = facts(book).iter().filter_map(|(column, fact)| {
            let (name, value) = self.fact(column, row.cell(column))?;
            let by = fact.by.map(|code| row.cell(book.column(code)));
            Some(object([("title", self.title(column, *fact, by.as_ref()).into()), (name, value)]))
        });
        facts.collect::<Vec<_>>().into()
    }

    /// Every cell of a row that the public sees, by the code of its column, as templates lay it out; what is empty is an
    /// empty text, or none where it is no text.
    pub(super) fn values(&self, row: impl Into<RowRef>) -> BTreeMap<&'static str, Value> {
        let at = row.into();
        let (book, row) = (at.book(), self.renderer.dataset.row(at));
        let columns = book.columns().iter().filter(|column| column.is_public());
        columns.map(|column| (column.code, self.value(column, row.cell(column)))).collect()
    }

    fn value(&self, column: &Column, cell: PublicCell) -> Value {
        match cell {
            PublicCell::Nothing if column.holds.is_text() || !column.holds.terms().is_empty() => "".into(),
            PublicCell::Nothing => Value::none(),
            PublicCell::Text(text) => text.into_owned().into(),
            PublicCell::Word(code) => code.into(),
            PublicCell::Day(on) => day(on),
            PublicCell::Yuan(sum) => sum.to_string().into(),
            PublicCell::Count(number) => number.into(),
            PublicCell::YesNo(yes) => yes.into(),
            PublicCell::Region(region) => self.named(region),
            PublicCell::Criteria(all) => self.criterion_links(all),
            PublicCell::Rows(rows) => {
                let mut links = rows.into_iter().map(|row| self.named_row(row));
                let is_one = matches!(column.holds, Holds::Row(_));
                if is_one { links.next().into() } else { links.collect::<Vec<_>>().into() }
            }
        }
    }

    /// What the list of a ledger without pages of its rows has beside its own columns: their titles.
    pub(super) fn more_heads(&self, book: Book) -> Value {
        let heads = facts(book).iter().map(|(column, fact)| self.title(column, *fact, None).into());
        heads.collect::<Vec<Value>>().into()
    }

    /// And the cells of a row under them; an empty one is an object without values.
    pub(super) fn more_cells(&self, row: impl Into<RowRef>) -> Value {
        let at = row.into();
        let (book, row) = (at.book(), self.renderer.dataset.row(at));
        let cells = facts(book).iter().map(|(column, _)| {
            self.fact(column, row.cell(column)).map_or(object([]), |value| object([value]))
        });
        cells.collect::<Vec<Value>>().into()
    }

    /// What a column is called where it is told that it changed.
    pub(in crate::render) fn column_title(&self, column: &Column) -> String {
        let declared = || pick(outward(column).title, self.in_english()).to_owned();
        column.fact.map_or_else(declared, |fact| self.title(column, fact, None))
    }

    fn in_english(&self) -> bool {
        self.renderer.dataset.settings().in_english()
    }

    /// As the theme calls it, else as it was declared.
    fn title(&self, column: &Column, fact: Fact, by: Option<&PublicCell>) -> String {
        let key = if let Some(PublicCell::Word(word)) = by {
            format!("{}_{word}", fact.key)
        } else {
            fact.key.to_owned()
        };
        let declared = || pick(outward(column).title, self.in_english());
        self.renderer.theme.strings().find(&key).unwrap_or_else(declared).to_owned()
    }

    /// A word as the theme has it, else as it was declared.
    fn word(&self, key: &str, (_, zh, en): Term) -> String {
        let declared = || pick((zh, en), self.in_english());
        self.renderer.theme.strings().find(key).unwrap_or_else(declared).to_owned()
    }

    fn fact(&self, column: &Column, cell: PublicCell) -> Option<(&'static str, Value)> {
        let code = column.code;
        let text = match cell {
            PublicCell::Nothing | PublicCell::YesNo(false) => return None,
            PublicCell::Day(on) => return Some(("day", day(on))),
            PublicCell::Region(region) => return Some(("links", vec![self.named(region)].into())),
            PublicCell::Criteria(all) => return Some(("links", self.criterion_links(all))),
            PublicCell::Rows(rows) => {
                let links: Vec<Value> = rows.into_iter().map(|row| self.named_row(row)).collect();
                return Some(("links", links.into()));
            }
            PublicCell::Text(text) => text.into_owned(),
            PublicCell::Word(word) => {
                let Holds::Word(terms) = column.holds else { return None };
                let term = terms.iter().find(|(code, ..)| *code == word)?;
                self.word(&format!("{code}_{word}"), *term)
            }
            PublicCell::Yuan(yuan) => {
                format!("{} {}", format_decimal(yuan.decimal(), ","), self.renderer.string("yuan"))
            }
            PublicCell::Count(count) => format_decimal(count.into(), ","),
            PublicCell::YesNo(true) => self.word(&format!("{code}_text"), YES),
        };
        Some(("text", text.into()))
    }

    /// A row by its name, or its id, and its page where it has one.
    fn named_row(&self, row: RowRef) -> Value {
        let id = self.renderer.dataset.id_of(row);
        match row {
            RowRef::Enterprise(at) => self.enterprise_link(at, self.renderer.as_of),
            RowRef::Facility(at) => self.facility_link(at),
            RowRef::Hazard(_) => self.entity(id, "hazards", id),
            RowRef::Decision(_) | RowRef::Inspection(_) | RowRef::Notice(_) => object([("name", id.into())]),
        }
    }
}

const YES: Term = ("true", "是", "yes");
