//! CSV whose every cell knows its place, read strictly (RFC 4180).
//!
//! The common readers are lax about quotes and keep no columns; a finding must point at the cell
//! a clerk has to mend, so this one keeps byte spans.

use std::borrow::Cow;
use std::ops::Range;

use super::File;
use super::csv_rows::header_again;
pub use super::csv_rows::wrong_count;
use crate::diagnostic::{Code, Finding, Findings};
use crate::{limits, say};

/// One cell: its text without quotes and surrounding blanks, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvCell<'f> {
    /// Without its quotes and the blanks around it; borrowed where the file has it so.
    pub text: Cow<'f, str>,
    /// In bytes of the file, quotes included.
    pub span: Range<usize>,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvRecord<'f> {
    /// As many cells as the header has.
    pub cells: Vec<CsvCell<'f>>,
    /// The whole record.
    pub span: Range<usize>,
    /// How many blank cells it had beyond those: spreadsheets leave them behind, and so does a comma in a text.
    pub spare: usize,
}

/// A file: its header, and the rows that fit it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvSheet<'f> {
    /// The first record.
    pub header: CsvRecord<'f>,
    /// The others, without blank ones.
    pub rows: Vec<CsvRecord<'f>>,
}

/// Reads a file; rows that do not fit the header are findings and left out. `None` without a header.
#[must_use]
pub fn read<'f>(file: &'f File, findings: &Findings) -> Option<CsvSheet<'f>> {
    let mut records = Records { file, findings, at: 0, width: 0 };
    let Some(header) = records.next() else {
        findings.push(
            Finding::new(Code::EmptyFile, file.place(&(0..0)), say!("文件是空的", "the file is empty"))
                .help(say!("至少要有表头一行", "it needs at least its header line")),
        );
        return None;
    };
    let mut rows = Vec::new();
    let (mut read, mut blank) = (0, 0);
    for row in records {
        if row.cells.iter().all(|cell| cell.text.is_empty()) {
            blank += 1;
            continue;
        }
        if read == limits::CSV_ROWS {
            let message = say!("超过 {} 行", "more than {} rows", limits::CSV_ROWS);
            findings.push(Finding::new(Code::TooManyRows, file.place(&row.span), message).help(say!(
                "从这里起另存一个文件，或删去不要的行",
                "make another file of the rest, or delete rows"
            )));
            break;
        }
        read += 1;
        if is_same(&row, &header) {
            findings.push(header_again(file.place(&row.span)));
            continue;
        }
        rows.extend(fitting(file, &header, row, findings));
    }
    if blank > 0 {
        findings.push(
            Finding::new(
                Code::BlankRows,
                file.place(&(file.text.len()..file.text.len())),
                say!("有 {blank} 个空白行，已略过", "{blank} blank rows were skipped"),
            )
            .help(say!("表格软件导出时常留空行，删去即可", "spreadsheets leave them on export; delete them")),
        );
    }
    Some(CsvSheet { header, rows })
}

/// Reads one record once more, from where it starts.
#[must_use]
pub fn again<'f>(file: &'f File, start: usize, findings: &Findings) -> Option<CsvRecord<'f>> {
    Records { file, findings, at: start, width: 0 }.next()
}

fn is_same(one: &CsvRecord, other: &CsvRecord) -> bool {
    let mut pairs = one.cells.iter().zip(&other.cells);
    one.cells.len() == other.cells.len() && pairs.all(|(one, other)| one.text == other.text)
}

fn fitting<'f>(
    file: &File,
    header: &CsvRecord,
    mut row: CsvRecord<'f>,
    findings: &Findings,
) -> Option<CsvRecord<'f>> {
    let (want, have) = (header.cells.len(), row.cells.len());
    let spare_are_blank = row.cells.iter().skip(want).all(|cell| cell.text.is_empty());
    if have > want && spare_are_blank {
        row.cells.truncate(want);
        row.spare = have - want;
    } else if have != want {
        findings.push(wrong_count(file, &row.span, have, want));
        return None;
    }
    Some(row)
}

struct Records<'f, 'd> {
    file: &'f File,
    findings: &'d Findings,
    at: usize,
    /// How many cells the record before had, as most will.
    width: usize,
}

impl<'f> Iterator for Records<'f, '_> {
    type Item = CsvRecord<'f>;

    fn next(&mut self) -> Option<CsvRecord<'f>> {
        let bytes = self.file.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let start = self.at;
        let mut cells = Vec::with_capacity(self.width);
        loop {
            let cell = if bytes.get(self.at) == Some(&b'"') { self.quoted() } else { self.plain() };
            match cells.len() {
                count if count < limits::CSV_COLUMNS => cells.push(cell),
                limits::CSV_COLUMNS => {
                    self.too_many_columns(&cell.span);
                    cells.push(cell);
                }
                _ => {}
            }
            match bytes.get(self.at) {
                Some(b',') => self.at += 1,
                _ => break,
            }
        }
        let span = start..self.at;
        if bytes.get(self.at) == Some(&b'\r') {
            self.at += 1;
        }
        if bytes.get(self.at) == Some(&b'\n') {
            self.at += 1;
        }
        self.width = cells.len();
        Some(CsvRecord { cells, span, spare: 0 })
    }
}

impl<'f> Records<'f, '_> {
    /// Up to the next comma or line break.
    fn plain(&mut self) -> CsvCell<'f> {
        let text: &'f str = &self.file.text;
        let rest = &text.as_bytes()[self.at..];
        let length = memchr::memchr3(b',', b'\n', b'\r', rest).unwrap_or(rest.len());
        let span = self.at..self.at + length;
        self.at = span.end;
        let raw = &text[span.clone()];
        if let Some(quote) = raw.find('"') {
            self.stray_quote(span.start + quote);
        }
        CsvCell { text: Cow::Borrowed(raw.trim()), span }
    }

    /// A cell in double quotes; `""` inside stands for one.
    fn quoted(&mut self) -> CsvCell<'f> {
        let text: &'f str = &self.file.text;
        let bytes = text.as_bytes();
        let start = self.at;
        let mut end = start + 1;
        let mut doubled = false;
        loop {
            match memchr::memchr(b'"', &bytes[end..]) {
                Some(length) if bytes.get(end + length + 1) == Some(&b'"') => {
                    doubled = true;
                    end += length + 2;
                }
                Some(length) => {
                    end += length;
                    break;
                }
                None => {
                    self.unclosed_quote(start);
                    end = bytes.len();
                    break;
                }
            }
        }
        let raw = text[start + 1..end].trim();
        let text = if doubled { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) };
        self.at = (end + 1).min(bytes.len());
        let rest = &bytes[self.at..];
        let spare = memchr::memchr3(b',', b'\n', b'\r', rest).unwrap_or(rest.len());
        if spare > 0 {
            self.stray_quote(end);
            self.at += spare;
        }
        CsvCell { text, span: start..self.at }
    }

    fn too_many_columns(&self, span: &Range<usize>) {
        let message = say!("超过 {} 列", "more than {} columns", limits::CSV_COLUMNS);
        self.findings.push(
            Finding::new(Code::WrongCellCount, self.file.place(span), message)
                .help(say!("删去多余的逗号，或换行", "delete the commas too many, or begin a new line")),
        );
    }

    fn stray_quote(&self, at: usize) {
        self.findings.push(
            Finding::new(
                Code::StrayQuote,
                self.file.place(&(at..at + 1)),
                say!("双引号的位置不对", "a double quote in the wrong place"),
            )
            .help(say!(
                "整格加英文双引号，格内的双引号写两个",
                "put the whole cell in double quotes, and write a quote inside it twice"
            )),
        );
    }

    fn unclosed_quote(&self, at: usize) {
        let message = say!("双引号没有闭合", "this double quote is never closed");
        self.findings.push(Finding::new(Code::UnclosedQuote, self.file.place(&(at..at + 1)), message).help(
            say!(
                "在这一格末尾补上双引号；格内的双引号写两个；删去多余的",
                "close it at the end of its cell, write a quote inside a cell twice, or delete it"
            ),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn file(text: &str) -> File {
        File { path: Arc::from("data/x.csv"), text: Arc::from(text) }
    }

    fn rows(text: &str) -> (Vec<Vec<String>>, Vec<Code>) {
        let findings = Findings::default();
        let file = file(text);
        let sheet = read(&file, &findings);
        let rows = sheet.map(|sheet| {
            sheet.rows.iter().map(|row| row.cells.iter().map(|c| c.text.to_string()).collect()).collect()
        });
        (rows.unwrap_or_default(), findings.sorted().iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn quotes_commas_and_line_ends() {
        let (rows, codes) = rows("a,b\r\n\"x, \"\"y\"\"\", 2 \r\n\"two\nlines\",3");
        assert_eq!(rows, [["x, \"y\"", "2"], ["two\nlines", "3"]]);
        assert_eq!(codes, []);
    }

    #[test]
    fn cells_know_their_place() {
        let file = file("甲,乙\n一,\"二\"\n");
        let sheet = read(&file, &Findings::default()).unwrap();
        assert_eq!(&file.text[sheet.rows[0].cells[1].span.clone()], "\"二\"");
    }

    #[test]
    fn faults_are_found_and_the_rest_is_read() {
        assert_eq!(rows("").1, [Code::EmptyFile]);
        assert_eq!(rows("a,b\n1\n2,3\n"), (vec![vec!["2".into(), "3".into()]], vec![Code::WrongCellCount]));
        assert_eq!(rows("a,b\n1,2,,\n,\n\n"), (vec![vec!["1".into(), "2".into()]], vec![Code::BlankRows]));
        assert_eq!(rows("a\nx\"y\n").1, [Code::StrayQuote]);
        assert_eq!(rows("a\n\"x\n").1, [Code::UnclosedQuote]);
    }
}
