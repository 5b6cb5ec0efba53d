//! Columns of a CSV sheet by code or Chinese title.

use super::column::{Column, Holds};
use crate::diagnostic::{Code, Finding, Findings};
use crate::parse::File;
use crate::parse::csv::{CsvCell, CsvRecord, CsvSheet};
use crate::parse::scalar;
use crate::say;

/// How many of these columns are read and kept as they are declared; what refers to other rows needs a field.
#[must_use]
pub const fn declared(columns: &[Column]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < columns.len() {
        let column = &columns[at];
        if column.is_declared() {
            assert!(
                !matches!(column.holds, Holds::Region | Holds::Criteria | Holds::Row(_) | Holds::Rows(_)),
                "what refers to something else is read by hand"
            );
            count += 1;
        }
        at += 1;
    }
    count
}

/// Where each known column stands in a sheet.
#[derive(Debug)]
pub struct Columns {
    places: Vec<Option<usize>>,
    known: &'static [Column],
}

fn column_named(known: &[Column], name: &str) -> Option<usize> {
    known.iter().position(|column| column.is_named(name))
}

/// A first line that names no column: the cells are separated by something else than commas, or it is a title or a row.
fn no_header(file: &File, sheet: &CsvSheet, known: &'static [Column]) -> Finding {
    let line = &file.text[sheet.header.span.clone()];
    let parts =
        [('\t', "制表符", "tabs"), (';', "分号", "semicolons"), ('，', "全角逗号", "full-width commas")];
    let separated = parts.iter().find(|(mark, ..)| {
        line.split(*mark).filter(|name| column_named(known, name.trim()).is_some()).count() > 1
    });
    let place = file.place(&sheet.header.span);
    if let Some((_, zh, en)) = separated {
        return Finding::new(
            Code::NoHeader,
            place,
            say!("各格用{zh}隔开，应当用英文逗号", "the cells are separated by {en}, not by commas"),
        )
        .help(say!("另存为“CSV（逗号分隔）”", "save it again as CSV with commas"));
    }
    let (first, (title, _)) = (known[0].code, known[0].title);
    Finding::new(
        Code::NoHeader,
        place,
        say!("第一行不是表头，一列也认不出", "the first line is no header: it names none of the columns"),
    )
    .help(say!(
        "第一行写列名，如 `{first}`（{title}）；表名和合计不要写进文件",
        "the first line names the columns, such as `{first}`; leave out titles and totals"
    ))
}

impl Columns {
    /// Finds the known columns; unknown, repeated and missing ones are findings.
    #[must_use]
    pub fn find(file: &File, sheet: &CsvSheet, known: &'static [Column], findings: &Findings) -> Self {
        let mut places = vec![None; known.len()];
        if !sheet.header.cells.iter().any(|cell| column_named(known, &cell.text).is_some()) {
            findings.push(no_header(file, sheet, known));
            return Self { places, known };
        }
        for (place, cell) in sheet.header.cells.iter().enumerate() {
            let name = cell.text.as_ref();
            let column = column_named(known, name);
            let finding = match column {
                Some(column) if places[column].is_none() => {
                    places[column] = Some(place);
                    continue;
                }
                Some(_) => Finding::new(
                    Code::DuplicateKey,
                    file.place(&cell.span),
                    say!("`{name}` 列出现了两次", "the column `{name}` appears twice"),
                )
                .help(say!("删去一列，或改正列名", "delete one of them, or correct its name")),
                None if name.is_empty() => {
                    let filled =
                        |row: &&CsvRecord| row.cells.get(place).is_some_and(|cell| !cell.text.is_empty());
                    let Some(row) = sheet.rows.iter().find(filled) else { continue };
                    let number = place + 1;
                    Finding::new(
                        Code::UnknownColumn,
                        file.place(&sheet.header.span),
                        say!(
                            "第 {number} 列没有列名，下面却有内容",
                            "column {number} has no name, and cells below it"
                        ),
                    )
                    .related(
                        file.place(&row.cells[place].span),
                        say!("第一个有内容的", "the first that is filled in"),
                    )
                    .help(say!("补上列名；不要的，整列删去", "name it, or delete the whole column"))
                }
                None => {
                    let codes = known.iter().flat_map(|column| [column.code, column.title.0]);
                    let finding = Finding::new(
                        Code::UnknownColumn,
                        file.place(&cell.span),
                        say!("没有 `{name}` 这一列", "unknown column `{name}`"),
                    );
                    match scalar::nearest(name, codes) {
                        Some(near) => finding.help(say!("是不是 `{near}`？", "did you mean `{near}`?")),
                        None => finding.help(say!(
                            "删去这一列，或查看 `gongshi explain schema`",
                            "delete it, or see `gongshi explain schema`"
                        )),
                    }
                }
            };
            findings.push(finding);
        }
        for (column, place) in known.iter().zip(&places) {
            if column.must_stand() && place.is_none() {
                let (code, (title, _)) = (column.code, column.title);
                findings.push(
                    Finding::new(
                        Code::MissingColumn,
                        file.place(&sheet.header.span),
                        say!("缺少“{title}”（`{code}`）列", "the column `{code}` ({title}) is missing"),
                    )
                    .help(say!("在表头补上 `{code}`", "add `{code}` to the header")),
                );
            }
        }
        Self { places, known }
    }

    /// Where each known column stands in the header.
    #[must_use]
    pub fn places(&self) -> &[Option<usize>] {
        &self.places
    }

    /// A row's cell in the column of this code; `None` where the sheet has no such column.
    #[must_use]
    pub fn cell<'r, 'f>(&self, row: &'r CsvRecord<'f>, code: &str) -> Option<&'r CsvCell<'f>> {
        let column = self.known.iter().position(|known| known.code == code);
        let place = self.places[column.expect("callers ask for columns they declared")]?;
        row.cells.get(place)
    }

    /// A row's text in the column of this code; empty where there is no such column.
    #[must_use]
    pub fn text<'r>(&self, row: &'r CsvRecord<'_>, code: &str) -> &'r str {
        self.cell(row, code).map_or("", |cell| cell.text.as_ref())
    }
}
