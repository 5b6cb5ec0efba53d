//! One row, cell by cell in the order of its ledger's columns: typed values, or a finding at the cell.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

use super::table::{At, Found, Index, Row, Table, Text};
use super::words::Word;
use crate::dataset::columns::{Column, Columns};
use crate::dataset::regions::Regions;
use crate::diagnostic::{Code, Finding, Place, Say};
use crate::parse::csv::{Cell, Row as Record};
use crate::parse::{File, scalar};
use crate::{limits, say};

/// Ids that a wrong reference may have meant.
pub trait Ids: Sync {
    /// The id nearest to a word.
    fn nearest(&self, word: &str) -> Option<&str>;
}

impl<T: Row + Sync> Ids for Table<T> {
    fn nearest(&self, word: &str) -> Option<&str> {
        let half_width = scalar::half_width(word);
        let ids = self.rows().iter().map(|row| self.id(row));
        scalar::nearest(&half_width, ids.filter(|id| differs_little(id, &half_width)))
    }
}

/// Whether two words are the same but for a few bytes in a row: a quick look before their distance is measured.
fn differs_little(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let head = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    one.len().max(other.len()) - head - tail <= limits::SUGGESTION_DISTANCE + 1
}

/// A reference that leads nowhere: which finding it is, the word, and where to look for what was meant.
pub type Dangling<'a> = (usize, String, &'a dyn Ids);

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
    code: &'static str,
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

impl<'r, 's, 'a> Cells<'r, 's, 'a> {
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
    fn required(&mut self, taken: &Taken) -> bool {
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
        }
        self.stored(&taken)
    }

    /// A text that may be empty.
    pub fn text(&mut self) -> Text {
        let taken = self.take();
        self.stored(&taken)
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
        let known = W::ALL.iter().find(|(code, title, _)| text == *code || text == *title);
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
        let help = match plain_whole(fixed.trim_end_matches('元')) {
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
            match meant_yuan(text) {
                Some(yuan) => {
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
                }
                None => {
                    let negative = scalar::decimal(text).is_some_and(|number| number.is_sign_negative());
                    let code = if negative { Code::NegativeValue } else { Code::NotANumber };
                    self.fail_number(&taken, full_width_or(text, code));
                }
            }
        }
        number
    }

    /// The row of another ledger that must be named.
    pub fn reference<T: Row + Sync>(&mut self, table: &'a Table<T>) -> Option<Index> {
        let taken = self.take();
        if self.required(&taken) { self.resolve(&taken, taken.text(), table) } else { None }
    }

    /// The row of another ledger that may be named.
    pub fn reference_or_none<T: Row + Sync>(&mut self, table: &'a Table<T>) -> Option<Index> {
        let taken = self.take();
        if taken.text().is_empty() { None } else { self.resolve(&taken, taken.text(), table) }
    }

    /// Rows of another ledger, parted by semicolons.
    pub fn references<T: Row + Sync>(&mut self, table: &'a Table<T>) -> Box<[Index]> {
        let taken = self.take();
        let ids = taken.text().split([';', '；']).map(str::trim).filter(|id| !id.is_empty());
        ids.filter_map(|id| self.resolve(&taken, id, table)).collect()
    }

    /// What an id stands for. A row that was left out has been told where it stands.
    fn resolve<T: Row + Sync>(&mut self, taken: &Taken, id: &str, table: &'a Table<T>) -> Option<Index> {
        match table.find(id) {
            Found::Row(index) => return Some(index),
            Found::Broken => self.failed = true,
            Found::Nothing if !table.is_kept() && self.reading.told_absent => self.failed = true,
            Found::Nothing => {
                self.reading.told_absent |= !table.is_kept();
                let place = self.reading.findings.len();
                self.reading.dangling.push((place, id.to_owned(), table));
                let (zh, en) = T::NAME;
                self.fail(
                    taken,
                    Code::UnknownRow,
                    say!("{zh}里没有 `{id}`", "{en} has no `{id}`"),
                    Some(say!("先登记它，或改正编号", "enter it there first, or correct the id")),
                );
            }
        }
        None
    }

    /// A region that must be named and files reports.
    pub fn region(&mut self, regions: &Regions) -> Option<usize> {
        let taken = self.take();
        if self.required(&taken) { self.known_region(&taken, regions) } else { None }
    }

    /// The keeper's own region, where it is said again.
    pub fn own_region(&mut self, regions: &Regions) -> Option<usize> {
        let taken = self.take();
        if taken.text().is_empty() {
            return self.region;
        }
        let region = self.known_region(&taken, regions)?;
        if let Some(keeper) = self.region.filter(|keeper| *keeper != region) {
            let (stated, keeper) = (&regions.all()[region].code, &regions.all()[keeper].code);
            self.fail(
                &taken,
                Code::RowElsewhere,
                say!(
                    "这一行写的是 `{stated}`，文件是 `{keeper}` 的",
                    "this row is of `{stated}`, the file of `{keeper}`"
                ),
                Some(say!(
                    "移到 `{stated}.csv`，或改正地区",
                    "move it to `{stated}.csv`, or correct the region"
                )),
            );
        }
        Some(region)
    }

    fn known_region(&mut self, taken: &Taken, regions: &Regions) -> Option<usize> {
        let text = taken.text();
        let region = regions.index(text);
        match region {
            None => {
                let help = match scalar::nearest(&scalar::half_width(text), regions.codes()) {
                    Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                    None => say!("在 `data/regions.csv` 里登记", "declare it in `data/regions.csv`"),
                };
                let message = say!("没有 `{text}` 这个地区", "unknown region `{text}`");
                self.fail(taken, Code::UnknownRegion, message, Some(help));
            }
            Some(index) if !regions.all()[index].reports() => {
                let name = &regions.all()[index].name;
                let message = say!(
                    "{name}（`{text}`）由下级汇总，台账要记在具体单位名下",
                    "{name} (`{text}`) adds up others; ledgers name the reporter itself"
                );
                self.fail(taken, Code::NotAReporter, message, None);
                return None;
            }
            Some(_) => {}
        }
        region
    }

    /// A facility must lie where the keeper of the ledger answers for it.
    pub fn must_answer_for(&mut self, taken: &Taken, regions: &Regions, region: usize) {
        let Some(keeper) = self.region.filter(|keeper| !answers_for(regions, *keeper, region)) else {
            return;
        };
        let (name, keeper) = (&regions.all()[region].name, &regions.all()[keeper].name);
        self.fail(
            taken,
            Code::RowElsewhere,
            say!(
                "设施在{name}，这是{keeper}的台账",
                "the facility lies in {name}, this is the ledger of {keeper}"
            ),
            Some(say!(
                "移到{name}的台账，或改正设施编号",
                "move the row to the ledger of {name}, or correct the id"
            )),
        );
    }
}

/// Whether a reporter's ledger may hold a row about a region: its own, one below it, or, for a bureau, one of its city.
fn answers_for(regions: &Regions, keeper: usize, region: usize) -> bool {
    use crate::dataset::regions::RegionKind;
    let all = regions.all();
    let top = match all[keeper].kind {
        RegionKind::Bureau => all[keeper].parent,
        _ => Some(keeper),
    };
    let mut at = Some(region);
    while let Some(here) = at {
        if Some(here) == top || here == keeper {
            return true;
        }
        at = all[here].parent;
    }
    false
}

/// Letters, digits and `-`: an id is part of an address.
pub fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn full_width_or(text: &str, code: Code) -> Code {
    if text.chars().any(scalar::is_full_width_digit) { Code::FullWidthDigits } else { code }
}

fn plain_whole(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The day that other ways of writing one mean: `2023/6/9`, `2023年6月9日`, `20230609`, full-width digits.
fn meant_day(text: &str) -> Option<NaiveDate> {
    let text = scalar::half_width(text);
    let digits = |part: &str| part.parse::<u32>().ok();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day, ..] => (year, month, day),
        [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(
        year.parse().ok().filter(|year| (1000..=9999).contains(year))?,
        digits(month)?,
        digits(day)?,
    )
}

/// What a sum typed in 万元 is in 元: a decimal, or one with the unit.
fn meant_yuan(text: &str) -> Option<u64> {
    let text = scalar::half_width(text);
    let number = text.trim_end_matches(['元', '万', ' ']);
    let says_so = text.contains('万');
    let value = scalar::decimal(number).filter(|value| !value.is_sign_negative())?;
    (says_so || number.contains('.'))
        .then(|| (value * rust_decimal::Decimal::from(10_000)).trunc())?
        .try_into()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_meant_is_known_from_other_ways_of_writing_it() {
        for text in
            ["2023/6/9", "2023.06.09", "2023年6月9日", "20230609", "２０２３-06-09", "2023-6-9 00:00:00"]
        {
            assert_eq!(meant_day(text), NaiveDate::from_ymd_opt(2023, 6, 9), "{text}");
        }
        for text in ["soon", "6-9", "2023-13-01", "", "45086"] {
            assert_eq!(meant_day(text), None, "{text}");
        }
    }

    #[test]
    fn sums_typed_in_ten_thousands_are_known() {
        assert_eq!(meant_yuan("22.45"), Some(224_500));
        assert_eq!(meant_yuan("23万元"), Some(230_000));
        assert_eq!(meant_yuan("２.5 万"), Some(25_000));
        assert_eq!(meant_yuan("-2.5"), None);
        assert_eq!(meant_yuan("224500元"), None);
    }

    #[test]
    fn a_slip_of_a_few_letters_is_near() {
        assert!(differs_little("E141027-03", "E141027-30"));
        assert!(differs_little("E141027-03", "E14127-03"));
        assert!(!differs_little("E141027-03", "F141028-44"));
    }
}
