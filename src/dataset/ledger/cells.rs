//! One row, cell by cell in the order of its ledger's columns: typed values, or a finding at the cell.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

use super::meant::{self, full_width_or, meant_day, meant_yuan, plain_whole};
use super::references::Dangling;
use super::table::{At, Text};
use super::words::Word;
use crate::dataset::columns::{Column, Columns};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::parse::csv::{self, Cell, Row as Record};
use crate::parse::{File, scalar};
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

/// A row's cells, taken one after the other; every column of the ledger is to be taken.
pub struct Cells<'r, 's, 'a> {
    pub(super) reading: &'r mut Reading<'s, 'a>,
    pub(super) record: &'r Record<'s>,
    pub(super) next: usize,
    pub(super) at: At,
    pub(super) region: Option<usize>,
    pub(super) failed: bool,
}

/// A column's name and the row's cell in it.
#[derive(Clone)]
pub struct Taken<'r, 's> {
    pub code: &'static str,
    pub title: &'static str,
    cell: Option<&'r Cell<'s>>,
}

impl Taken<'_, '_> {
    pub fn text(&self) -> &str {
        self.cell.map_or("", |cell| cell.text.as_ref())
    }

    /// Where it stands; the row, where there is no such column.
    pub fn span(&self, record: &Record) -> Range<usize> {
        self.cell.map_or_else(|| record.span.clone(), |cell| cell.span.clone())
    }
}

impl<'r, 's> Cells<'r, 's, '_> {
    /// Where the row stands.
    pub fn at(&self) -> At {
        self.at
    }

    /// The next column's cell, which is still to be taken.
    pub fn peek(&self) -> Taken<'r, 's> {
        let (code, title, _) = self.reading.known[self.next];
        let place = self.reading.columns.places()[self.next];
        Taken { code, title, cell: place.and_then(|place| self.record.cells.get(place)) }
    }

    /// The next column's cell.
    pub fn take(&mut self) -> Taken<'r, 's> {
        let taken = self.peek();
        self.next += 1;
        taken
    }

    /// Adds a finding about a cell; the row is then left out.
    pub fn fail(&mut self, taken: &Taken, code: Code, message: Say, help: Option<Say>) {
        self.failed = true;
        let mut finding = Finding::new(code, self.reading.file.place(&taken.span(self.record)), message);
        finding.help = help;
        self.reading.findings.push(finding);
    }

    /// Where a cell stands.
    pub fn place(&self, taken: &Taken) -> Place {
        self.reading.file.place(&taken.span(self.record))
    }

    /// Adds a finding that leaves the row as it is.
    pub fn push(&mut self, finding: Finding) {
        self.reading.findings.push(finding);
    }

    /// Whether everything in the row could be understood.
    pub fn is_whole(&self) -> bool {
        debug_assert_eq!(self.next, self.reading.known.len(), "every column is taken");
        !self.failed
    }

    /// A cell that must not be empty. A column that is not there has been told.
    pub fn required(&mut self, taken: &Taken) -> bool {
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

    /// A cell's text, to be read later.
    pub fn stored(&mut self, taken: &Taken<'_, 's>) -> Text {
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

    /// The row's id: it becomes part of an address.
    pub fn id(&mut self) -> Text {
        let taken = self.take();
        if self.required(&taken) && !is_id(taken.text()) {
            let id = taken.text();
            let fixed = scalar::half_width(id);
            let help = if is_id(&fixed) {
                say!("写成 `{fixed}`", "write `{fixed}`")
            } else {
                say!("用半角的数字、字母和 `-`", "use ASCII digits, letters and `-`")
            };
            self.fail(
                &taken,
                Code::BadId,
                say!("编号 `{id}` 不能作网址", "the id `{id}` cannot be an address"),
                Some(help),
            );
        } else if !scalar::fits_address(taken.text()) {
            self.fail(
                &taken,
                Code::BadId,
                say!("编号太长，不能作网址", "the id is too long for an address"),
                Some(say!("最多 {} 个字符", "at most {} characters", limits::ID_CHARACTERS)),
            );
        }
        self.stored(&taken)
    }

    /// A text that may be empty.
    pub fn text(&mut self) -> Text {
        let taken = self.take();
        self.stored(&taken)
    }

    /// A text that may be empty, and is where it says nothing.
    pub fn meaningful(&mut self) -> Text {
        let taken = self.take();
        if meant::says_nothing(taken.text()) { Text::default() } else { self.stored(&taken) }
    }

    /// A text that must be there.
    pub fn full_text(&mut self) -> Text {
        let taken = self.take();
        self.required(&taken);
        self.stored(&taken)
    }

    /// A word that must be there.
    pub fn word<W: Word>(&mut self) -> Option<W> {
        let taken = self.take();
        if self.required(&taken) { self.known_word(&taken) } else { None }
    }

    /// A word that may be left out.
    pub fn word_or_none<W: Word>(&mut self) -> Option<W> {
        let taken = self.take();
        if taken.text().is_empty() { None } else { self.known_word(&taken) }
    }

    fn known_word<W: Word>(&mut self, taken: &Taken) -> Option<W> {
        let text = taken.text();
        // Brackets of either width are the same.
        let is = |title: &str| text == title || scalar::half_width(text) == scalar::half_width(title);
        let known = W::ALL.iter().find(|(code, ..)| text == *code);
        let known = known.or_else(|| W::ALL.iter().find(|(_, title, _)| is(title)));
        if known.is_none() {
            let near = scalar::nearest(text, W::ALL.iter().flat_map(|(code, title, _)| [*code, *title]));
            let list: Vec<&str> = W::ALL.iter().map(|(code, ..)| *code).collect();
            let (zh, en) = (list.join("、"), list.join(", "));
            let help = match near {
                Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                None => say!("可以是：{zh}", "it may be one of: {en}"),
            };
            let code = taken.code;
            self.fail(
                taken,
                Code::UnknownWord,
                say!("`{code}` 不能是 `{text}`", "`{code}` cannot be `{text}`"),
                Some(help),
            );
        }
        known.map(|(.., word)| *word)
    }

    /// True or false; empty is false.
    pub fn flag(&mut self) -> bool {
        let taken = self.take();
        match taken.text().to_ascii_lowercase().as_str() {
            "true" | "是" | "1" => true,
            "false" | "否" | "0" | "" => false,
            other => {
                let code = taken.code;
                self.fail(
                    &taken,
                    Code::UnknownWord,
                    say!("`{code}` 不能是 `{other}`", "`{code}` cannot be `{other}`"),
                    Some(say!("写 true（是）或 false（否）", "write true or false")),
                );
                false
            }
        }
    }

    /// A day that must be there.
    pub fn date(&mut self) -> Option<NaiveDate> {
        let taken = self.take();
        if self.required(&taken) { self.day(&taken) } else { None }
    }

    /// A day that may not have come.
    pub fn date_or_none(&mut self) -> Option<NaiveDate> {
        let taken = self.take();
        if taken.text().is_empty() { None } else { self.day(&taken) }
    }

    fn day(&mut self, taken: &Taken) -> Option<NaiveDate> {
        let text = taken.text();
        let day = scalar::date(text);
        if day.is_none() {
            let help = match meant_day(text) {
                Some(day) => say!("写成 {day}", "write {day}"),
                None if meant::says_nothing(text) => {
                    say!("没有的留空", "leave it empty where there is none")
                }
                None => say!("写成 2023-06-19 的样子", "write it like 2023-06-19"),
            };
            let (code, title) = (taken.code, taken.title);
            self.fail(
                taken,
                full_width_or(text, Code::NotADate),
                say!("“{title}”的 `{text}` 不是日期", "`{code}` is not a date: `{text}`"),
                Some(help),
            );
        }
        day
    }

    /// A whole number that may be left out.
    pub fn count_or_none(&mut self) -> Option<u32> {
        let taken = self.take();
        if taken.text().is_empty() {
            return None;
        }
        let text = taken.text();
        let number = plain_whole(text).and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            let code = match scalar::decimal(text) {
                Some(number) if number.is_sign_negative() => Code::NegativeValue,
                Some(number) if !number.fract().is_zero() => Code::FractionalCount,
                _ => full_width_or(text, Code::NotANumber),
            };
            self.fail_number(&taken, code);
        }
        number
    }

    fn fail_number(&mut self, taken: &Taken, code: Code) {
        let (text, name, title) = (taken.text(), taken.code, taken.title);
        let fixed = scalar::half_width(text).replace([',', ' '], "");
        let number = fixed.trim_end_matches('元');
        let without_cents =
            number.split_once('.').filter(|(_, cents)| cents.bytes().all(|cent| cent == b'0'));
        let help = match plain_whole(without_cents.map_or(number, |(whole, _)| whole)) {
            Some(number) => say!("写成 {number}", "write {number}"),
            None => {
                say!("写非负整数，不带单位和逗号", "write a non-negative whole number, without unit or comma")
            }
        };
        self.fail(taken, code, say!("“{title}”不能是 `{text}`", "`{name}` cannot be `{text}`"), Some(help));
    }

    /// Whole 元 that may be left out; forms are in 万元, ledgers are not.
    pub fn yuan_or_none(&mut self) -> Option<u64> {
        let taken = self.take();
        if taken.text().is_empty() {
            return None;
        }
        let text = taken.text();
        let number = plain_whole(text).filter(|number| *number <= limits::LARGEST_VALUE as u64);
        if number.is_none() {
            if let Some(yuan) = meant_yuan(text) {
                let (name, title) = (taken.code, taken.title);
                self.fail(
                    &taken,
                    Code::NotWholeYuan,
                    say!("“{title}”的 `{text}` 不是整元", "`{name}` is not in whole 元: `{text}`"),
                    Some(say!(
                        "台账的金额以元为单位；如是万元，写成 {yuan}",
                        "ledgers are in 元; if this is 万元, write {yuan}"
                    )),
                );
            } else {
                let code = match scalar::decimal(text) {
                    Some(number) if number.is_sign_negative() => Code::NegativeValue,
                    Some(number) if !number.fract().is_zero() || text.contains('.') => Code::NotWholeYuan,
                    _ => Code::NotANumber,
                };
                self.fail_number(&taken, full_width_or(text, code));
            }
        }
        number
    }
}

/// Letters, digits and `-`: an id is part of an address.
pub fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
