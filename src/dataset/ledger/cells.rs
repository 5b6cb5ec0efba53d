//! One row, cell by cell by the codes of its ledger's columns: typed values, or a finding at the cell.

use std::borrow::Cow;
use std::ops::Range;

use super::references::Dangling;
use super::table::{At, Text};
use super::uscc::{self, UsccVerdict};
use crate::dataset::column::Column;
use crate::dataset::columns::Columns;
use crate::dataset::regions::RegionAt;
use crate::diagnostic::{Cause, Code, Finding, Findings, Place, Say};
use crate::parse::File;
use crate::parse::csv::{self, CsvCell, CsvRecord as Record};
use crate::parse::{scalar, web};
use crate::{limits, say};

/// What is being read of a file, and what was found in it.
pub struct Reading<'s, 'a> {
    pub file: &'s File,
    pub columns: &'s Columns,
    pub known: &'static [Column],
    /// Texts that stand in the file with doubled quotes.
    pub spare: String,
    pub findings: Vec<Finding>,
    pub dangling: Vec<Dangling<'a>>,
    /// Ledgers that are not there at all have been told once.
    pub told_absent: bool,
    /// That an extension has no day has been told once.
    pub told_undated: bool,
    /// How many unknown regions are still to be helped.
    pub region_suggestions: usize,
}

impl Reading<'_, '_> {
    /// Hands on what nothing is to be added to, now and then, so that a file of nothing but mistakes does not fill the
    /// memory: only wrong references are still to be helped, and of them the first.
    pub fn settle(&mut self, settled: &Findings) {
        self.dangling.truncate(limits::LEDGER_SUGGESTIONS);
        let open = self.dangling.last().map_or(0, |(finding, ..)| finding + 1);
        if self.findings.len() > open + limits::FINDINGS_OF_A_KIND {
            settled.extend(self.findings.drain(open..));
        }
    }

    /// A row that cannot be understood and had a blank cell too many: a comma in a text has shifted its cells, which is
    /// told instead of what was found in each of them.
    pub fn tell_shifted(&mut self, record: &Record, told: usize) {
        self.findings.truncate(told);
        self.dangling.retain(|(finding, ..)| *finding < told);
        let want = record.cells.len();
        self.findings.push(csv::wrong_count(self.file, &record.span, want + record.spare, want));
    }
}

/// A row's cells, taken by the codes of their columns; those that are not read by hand are taken all at once.
///
/// An example: of a hazard's columns those that law and life need are taken one by one, as `cells.date("found_on")`. A
/// file that has them in another order, or names them in Chinese, is read the same; `2023-6-1` there is a finding at these
/// 8 bytes, and the row is then left out.
pub struct Cells<'r, 's, 'a> {
    pub(super) reading: &'r mut Reading<'s, 'a>,
    pub(super) record: &'r Record<'s>,
    /// Where the next column is looked for first: most readers follow the order of the declarations.
    next: usize,
    /// Which columns were taken, a bit for each.
    taken: u64,
    pub(super) at: At,
    pub(super) region: Option<RegionAt>,
    pub(super) failed: bool,
}

/// A column's name and the row's cell in it.
#[derive(Clone)]
pub struct NamedCell<'r, 's> {
    pub code: &'static str,
    pub title: &'static str,
    cell: Option<&'r CsvCell<'s>>,
}

impl NamedCell<'_, '_> {
    pub fn text(&self) -> &str {
        self.cell.map_or("", |cell| cell.text.as_ref())
    }

    /// Where it stands; the row, where there is no such column.
    pub fn span(&self, record: &Record) -> Range<usize> {
        self.cell.map_or_else(|| record.span.clone(), |cell| cell.span.clone())
    }
}

impl<'r, 's, 'a> Cells<'r, 's, 'a> {
    /// The cells of a record.
    pub fn of(
        reading: &'r mut Reading<'s, 'a>,
        record: &'r Record<'s>,
        at: At,
        region: Option<RegionAt>,
    ) -> Self {
        Self { reading, record, next: 0, taken: 0, at, region, failed: false }
    }
}

impl<'r, 's> Cells<'r, 's, '_> {
    /// Where the row stands.
    pub fn at(&self) -> At {
        self.at
    }

    /// Where a column stands among those declared.
    fn column(&self, code: &str) -> usize {
        let known = self.reading.known;
        let found = (self.next..known.len()).chain(0..self.next).find(|at| known[*at].code == code);
        found.expect("readers name columns that are declared")
    }

    /// A column's cell, which is still to be taken.
    pub fn peek(&self, code: &str) -> NamedCell<'r, 's> {
        self.peek_at(self.column(code))
    }

    fn peek_at(&self, at: usize) -> NamedCell<'r, 's> {
        let column = &self.reading.known[at];
        let place = self.reading.columns.places()[at];
        let cell = place.and_then(|place| self.record.cells.get(place));
        NamedCell { code: column.code, title: column.title.0, cell }
    }

    /// A column's cell.
    pub fn take(&mut self, code: &str) -> NamedCell<'r, 's> {
        self.take_at(self.column(code))
    }

    fn take_at(&mut self, at: usize) -> NamedCell<'r, 's> {
        self.next = at + 1;
        self.taken |= 1 << at;
        self.peek_at(at)
    }

    /// The cells of all columns that nothing reads by hand, understood as they are declared.
    pub fn declared<const N: usize>(&mut self) -> [Text; N] {
        let known = self.reading.known;
        let columns = known.iter().enumerate().filter(|(_, column)| column.is_declared());
        let mut texts = [Text::default(); N];
        for (text, (at, column)) in texts.iter_mut().zip(columns) {
            let taken = self.take_at(at);
            *text = self.understood(&taken, column);
        }
        texts
    }

    /// Adds a finding about a cell; the row is then left out.
    pub fn fail(&mut self, taken: &NamedCell, code: Code, message: Say, help: Option<Say>) {
        self.failed = true;
        let mut finding = Finding::new(code, self.reading.file.place(&taken.span(self.record)), message);
        finding.help = help;
        self.reading.findings.push(finding);
    }

    /// What the last finding may follow from.
    pub fn blame(&mut self, cause: Option<Cause>) {
        if let Some((finding, cause)) = self.reading.findings.last_mut().zip(cause) {
            finding.cause = Some(Box::new(cause));
        }
    }

    /// Where a cell stands.
    pub fn place(&self, taken: &NamedCell) -> Place {
        self.reading.file.place(&taken.span(self.record))
    }

    /// Adds a finding that leaves the row as it is.
    pub fn push(&mut self, finding: Finding) {
        self.reading.findings.push(finding);
    }

    /// Whether everything in the row could be understood.
    pub fn is_whole(&self) -> bool {
        debug_assert_eq!(self.taken, (1 << self.reading.known.len()) - 1, "every column is taken");
        !self.failed
    }

    /// A cell that must not be empty. A column that is not there has been told.
    pub fn required(&mut self, taken: &NamedCell) -> bool {
        if taken.text().is_empty() {
            if taken.cell.is_some() {
                let (code, title) = (taken.code, taken.title);
                self.fail(
                    taken,
                    Code::EmptyCell,
                    say!("“{title}”（`{code}`）没有填", "`{code}` is empty"),
                    Some(say!("这一格必须填", "this cell must be filled in")),
                );
            }
            self.failed = true;
        }
        !taken.text().is_empty()
    }

    /// An address that may be linked to, or nothing.
    pub fn link(&mut self, code: &str) -> Text {
        let taken = self.take(code);
        if let Some(Say { zh, en }) = web::link_fault(taken.text()).filter(|_| !taken.text().is_empty()) {
            self.fail(
                &taken,
                Code::BadAddress,
                say!("不是可用的网址：{zh}", "no address that can be linked to: {en}"),
                Some(say!("写成 `https://域名/…`", "write `https://host/…`")),
            );
        }
        self.stored(&taken)
    }

    /// A cell's text, to be read later.
    pub fn stored(&mut self, taken: &NamedCell<'_, 's>) -> Text {
        let Some(cell) = taken.cell else { return Text::default() };
        match &cell.text {
            Cow::Borrowed(text) => {
                let start = text.as_ptr() as usize - self.reading.file.text.as_ptr() as usize;
                Text { start: start as u32, len: text.len() as u32 }
            }
            Cow::Owned(text) => {
                let start = self.reading.spare.len() as u32 | Text::SPARE;
                self.reading.spare.push_str(text);
                Text { start, len: text.len() as u32 }
            }
        }
    }
}

/// What a cell says that may say yes; nothing is no.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "是" | "1" => Some(true),
        "false" | "否" | "0" | "" => Some(false),
        _ => None,
    }
}

/// Letters, digits and `-`: an id is part of an address.
pub fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A wrong code leads to another firm's record, or to none. A note lets one pass that was looked up.
pub fn credit_code(cells: &mut Cells, taken: &NamedCell, note: &str) {
    let code = taken.text();
    if code.is_empty() || uscc::is_checked(note) {
        return;
    }
    let message = match uscc::examine(code) {
        // What is a person's is told by the check for personal data, without repeating it.
        UsccVerdict::Right | UsccVerdict::IdentityNumber => return,
        UsccVerdict::Shape => say!(
            "统一社会信用代码 `{code}` 不是 18 位大写字母和数字（不用 I、O、S、V、Z）",
            "`{code}` is not 18 capital letters and digits (without I, O, S, V, Z)"
        ),
        UsccVerdict::CheckCharacter(right) => say!(
            "统一社会信用代码 `{code}` 的校验位不对，按前 17 位应是 `{right}`",
            "the check character of `{code}` is wrong: the first 17 give `{right}`"
        ),
    };
    let typed = scalar::half_width(code).replace(' ', "").to_ascii_uppercase();
    if uscc::examine(&typed) == UsccVerdict::Right {
        let help = say!("写成 {typed}", "write {typed}");
        cells.push(Finding::new(Code::CreditCode, cells.place(taken), message).help(help));
        return;
    }
    let mark = uscc::CHECKED[0];
    cells.push(Finding::new(Code::CreditCode, cells.place(taken), message).help(say!(
        "对照营业执照改正；确实如此的，在备注里写“{mark}”",
        "compare it with the licence; if it is right as it is, write `{mark}` in `note`"
    )));
}
