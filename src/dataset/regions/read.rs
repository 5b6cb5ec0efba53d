//! Reads `data/regions.csv`.
//!
//! In: the file. Out: its regions, each with its index under its code, the one above it, and when it was there; findings
//! about whatever cannot be.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use super::{ByCode, FILE, KINDS, Region, RegionAt, RegionKind, Regions, times};
use crate::dataset::Files;
use crate::dataset::column::{Column, Holds, Opens};
use crate::dataset::columns::Columns;
use crate::dataset::ledger::Word;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::csv::{CsvCell, CsvRecord};
use crate::parse::{File, csv, scalar};
use crate::{limits, say};

/// Its columns.
pub const COLUMNS: &[Column] = &[
    Column::new(
        "code",
        ("代码", "Code"),
        Holds::Id,
        (
            "字母、数字、`-`；写进网址，长期不变；不能重复",
            "letters, digits and `-`; part of addresses, for ever; used once",
        ),
    )
    .required()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "name",
        ("名称", "Name"),
        Holds::Name,
        ("空着就显示代码", "the code is shown where it is blank"),
    )
    .must_be_there()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "kind",
        ("类别", "Kind"),
        Holds::Word(RegionKind::TERMS),
        ("市由下级汇总，其余的填报", "a city adds up others, every other kind reports"),
    )
    .required()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "parent",
        ("上级", "Parent"),
        Holds::Id,
        ("上级地区的代码；最上一级空着", "code of the region it belongs to; blank for the root"),
    )
    .must_be_there()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "key",
        ("重点", "Key"),
        Holds::YesNo,
        (
            "true、TRUE、1、是 为重点；其他都算不是",
            "true, TRUE, 1 or 是 for a key region; anything else is no",
        ),
    )
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "since",
        ("起始日", "Since"),
        Holds::Day,
        ("设立的第一天；一直有的为空", "the first day it is there; empty where it always was"),
    )
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "until",
        ("终止日", "Until"),
        Holds::Day,
        ("撤并前的最后一天；仍在的为空", "the last day it is there; empty while it is"),
    )
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "into",
        ("并入", "Merged into"),
        Holds::Region,
        (
            "并入的地区的代码，与终止日同填；没有并入的为空",
            "code of the region it was merged into, with its last day; empty where it was merged into none",
        ),
    )
    .opens(Opens::Always)
    .by_hand(),
];

/// Reads all regions; the root is settled by [`Regions::rooted`].
#[must_use]
pub fn read(files: &Files, findings: &Findings) -> Option<Regions> {
    let file = files.require(FILE, findings)?;
    let sheet = csv::read(file, findings)?;
    let columns = Columns::find(file, &sheet, COLUMNS, findings);
    let reader = RegionReader { file, columns: &columns, findings };
    let mut all: Vec<Region> = Vec::new();
    let mut by_code = HashMap::new();
    // The rows that became regions, in their order.
    let mut rows: Vec<&CsvRecord> = Vec::new();
    for row in &sheet.rows {
        let code = columns.cell(row, "code")?;
        let kind = columns.cell(row, "kind")?;
        let Some(kind) = reader.well_formed(code).then(|| reader.kind(kind)).flatten() else { continue };
        match by_code.entry(code.text.to_string()) {
            Entry::Occupied(first) => {
                let first: &Region = &all[*first.get()];
                findings.push(doubled(&code.text, file.place(&code.span), first));
            }
            Entry::Vacant(free) => {
                free.insert(RegionAt::nth(all.len()));
                rows.push(row);
                all.push(reader.region(row, code, kind));
            }
        }
    }
    let stands = reader.parents(&rows, &by_code, &mut all);
    let cell = |row: usize, column: &str| {
        let text = reader.cell(rows[row], column).map_or_else(String::new, |cell| cell.text.to_string());
        (text, reader.place(rows[row], column))
    };
    times::settle(&cell, findings, &by_code, &mut all);
    // Whatever else may be said of a region above itself follows from that.
    stands.then(|| Regions::of(all, by_code))
}

/// Reads cells of one file.
struct RegionReader<'r> {
    file: &'r File,
    columns: &'r Columns,
    findings: &'r Findings,
}

impl RegionReader<'_> {
    /// A cell of a row that is filled in.
    fn cell<'c, 'f>(&self, row: &'c CsvRecord<'f>, code: &str) -> Option<&'c CsvCell<'f>> {
        self.columns.cell(row, code).filter(|cell| !cell.text.is_empty())
    }

    /// Where a cell stands; the row's code, where there is no such column.
    fn place(&self, row: &CsvRecord, code: &str) -> Place {
        let cell = self.columns.cell(row, code).or_else(|| self.columns.cell(row, "code"));
        cell.map_or_else(|| self.file.place(&row.span), |cell| self.file.place(&cell.span))
    }

    fn well_formed(&self, code: &CsvCell) -> bool {
        let is = !code.text.is_empty()
            && scalar::fits_address(&code.text)
            && code.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is {
            let message =
                say!("地区代码 `{}` 不能作网址", "the region code `{}` cannot be an address", code.text);
            self.findings.push(Finding::new(Code::BadId, self.file.place(&code.span), message).help(say!(
                "用数字、字母和 `-`，最多 {} 个",
                "use digits, letters and `-`, {} at most",
                limits::ID_CHARACTERS
            )));
        }
        is
    }

    fn kind(&self, cell: &CsvCell) -> Option<RegionKind> {
        let kind = KINDS.iter().find(|(id, title, _)| cell.text == *id || cell.text == *title);
        if kind.is_none() {
            let message = say!("没有 `{}` 这种地区", "unknown kind of region `{}`", cell.text);
            self.findings.push(Finding::new(Code::UnknownWord, self.file.place(&cell.span), message).help(
                say!(
                    "可以是：city、bureau、district、county、county_city",
                    "it may be one of: city, bureau, district, county, county_city"
                ),
            ));
        }
        kind.map(|(_, _, kind)| *kind)
    }

    fn region(&self, row: &CsvRecord, code: &CsvCell, kind: RegionKind) -> Region {
        let name = self.columns.text(row, "name");
        Region {
            code: code.text.to_string(),
            name: if name.is_empty() { code.text.to_string() } else { name.to_owned() },
            kind,
            parent: None,
            key: is_key(self.file, self.columns.cell(row, "key"), self.findings),
            since: self.day(row, "since"),
            until: self.day(row, "until"),
            into: None,
            place: self.file.place(&code.span),
        }
    }

    fn day(&self, row: &CsvRecord, column: &str) -> Option<NaiveDate> {
        let cell = self.cell(row, column)?;
        let day = scalar::date(&cell.text);
        if day.is_none() {
            let message = say!("`{column}` 不是日期：`{}`", "`{column}` is not a date: `{}`", cell.text);
            let finding = Finding::new(Code::NotADate, self.file.place(&cell.span), message);
            self.findings.push(finding.help(say!("写成 2023-09-01 的样子", "write it like 2023-09-01")));
        }
        day
    }

    /// Finds the region above each; whether none is its own.
    fn parents(&self, rows: &[&CsvRecord], by_code: &ByCode, all: &mut [Region]) -> bool {
        let (file, findings) = (self.file, self.findings);
        let mut stands = true;
        let mut suggestions = limits::FILE_SUGGESTIONS;
        for (place, row) in rows.iter().enumerate() {
            let Some(parent) = self.cell(row, "parent") else { continue };
            match by_code.get(parent.text.as_ref()) {
                Some(&above) if above.place() != place => all[place].parent = Some(above),
                Some(_) => {
                    stands = false;
                    findings.push(
                        Finding::new(
                            Code::RegionCircle,
                            file.place(&parent.span),
                            say!("`{}` 的上级是它自己", "`{}` is its own parent", parent.text),
                        )
                        .help(say!(
                            "写它上级地区的代码；最上一级空着",
                            "write the code of the region above it; the topmost has none"
                        )),
                    );
                }
                None => {
                    let known: &[Region] = if suggestions > 0 { all } else { &[] };
                    suggestions = suggestions.saturating_sub(1);
                    findings.push(unknown_parent(&parent.text, file.place(&parent.span), known));
                }
            }
        }
        stands
    }
}

/// Whether a region is marked as a key one.
fn is_key(file: &File, cell: Option<&csv::CsvCell>, findings: &Findings) -> bool {
    let Some(cell) = cell else { return false };
    match cell.text.to_lowercase().as_str() {
        "true" | "是" | "1" => true,
        "false" | "否" | "0" | "" => false,
        other => {
            findings.push(
                Finding::new(
                    Code::UnknownWord,
                    file.place(&cell.span),
                    say!("`key` 不能是 `{other}`", "`key` cannot be `{other}`"),
                )
                .help(say!("写 true（重点）或 false", "write true or false")),
            );
            false
        }
    }
}

fn doubled(code: &str, place: Place, first: &Region) -> Finding {
    let message = say!("地区代码 `{code}` 出现两次", "the region code `{code}` appears twice");
    let related = Finding::new(Code::DuplicateId, place, message)
        .related(first.place.clone(), say!("第一次在这里", "first here"));
    related.help(say!(
        "一个地区一行：删去一行，或改正代码",
        "a region is one row: delete one of them, or correct its code"
    ))
}

fn unknown_parent(code: &str, place: Place, known: &[Region]) -> Finding {
    let message = say!("没有上级地区 `{code}`", "unknown parent region `{code}`");
    let help = match scalar::nearest(code, known.iter().map(|region| region.code.as_str())) {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => {
            say!("改正代码，或在 `{FILE}` 里补上这个地区", "correct the code, or add that region to `{FILE}`")
        }
    };
    Finding::new(Code::UnknownRegion, place, message).help(help)
}
