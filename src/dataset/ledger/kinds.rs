//! How a cell of each kind is understood, or what is wrong with it.

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell, is_id, yes_or_no};
use super::notations::{self, full_width_or, meant_day, meant_yuan, plain_whole};
use super::table::Text;
use super::words::{self, Word};
use crate::dataset::column::{Column, Holds, Need, Term};
use crate::dataset::yuan::Yuan;
use crate::diagnostic::{Code, Finding, Say, Severity};
use crate::parse::scalar;
use crate::{limits, say};

impl<'s> Cells<'_, 's, '_> {
    /// A cell that nothing reads by hand, kept as its text.
    pub(super) fn understood(&mut self, taken: &NamedCell<'_, 's>, column: &Column) -> Text {
        if column.need == Need::Cell {
            self.required(taken);
        }
        if !taken.text().is_empty() {
            match column.holds {
                Holds::Day | Holds::Deadline => _ = self.day(taken),
                Holds::Yuan => _ = self.yuan(taken),
                Holds::Count => _ = self.count(taken),
                Holds::YesNo => _ = self.truth(taken),
                Holds::Word(terms) => _ = self.term(taken, taken.text(), terms),
                Holds::Grade(terms) => self.grade(taken, terms),
                Holds::Office | Holds::Post | Holds::Text if notations::says_nothing(taken.text()) => {
                    return Text::default();
                }
                Holds::Id
                | Holds::Name
                | Holds::FormerNames
                | Holds::Former
                | Holds::Extensions
                | Holds::Office
                | Holds::Post
                | Holds::Text
                | Holds::Region
                | Holds::Criteria
                | Holds::Row(_)
                | Holds::Rows(_) => {}
            }
        }
        self.stored(taken)
    }

    /// The row's id: it becomes part of an address.
    pub fn id(&mut self, code: &str) -> Text {
        let taken = self.take(code);
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
    pub fn text(&mut self, code: &str) -> Text {
        let taken = self.take(code);
        self.stored(&taken)
    }

    /// A text that may be empty, and is where it says nothing.
    pub fn meaningful(&mut self, code: &str) -> Text {
        let taken = self.take(code);
        if notations::says_nothing(taken.text()) { Text::default() } else { self.stored(&taken) }
    }

    /// A text that must be there.
    pub fn full_text(&mut self, code: &str) -> Text {
        let taken = self.take(code);
        self.required(&taken);
        self.stored(&taken)
    }

    /// A word that must be there.
    pub fn word<W: Word>(&mut self, code: &str) -> Option<W> {
        let taken = self.take(code);
        if self.required(&taken) { self.known_word(&taken) } else { None }
    }

    /// A word that may be left out.
    pub fn word_or_none<W: Word>(&mut self, code: &str) -> Option<W> {
        let taken = self.take(code);
        if taken.text().is_empty() { None } else { self.known_word(&taken) }
    }

    fn known_word<W: Word>(&mut self, taken: &NamedCell) -> Option<W> {
        self.term(taken, taken.text(), W::TERMS).map(|at| W::ALL[at])
    }

    /// Which of some words a part of a cell is.
    pub(super) fn term(&mut self, taken: &NamedCell, text: &str, terms: &[Term]) -> Option<usize> {
        let known = words::find(terms, text);
        if known.is_none() {
            let near = scalar::nearest(text, terms.iter().flat_map(|(code, title, _)| [*code, *title]));
            let list: Vec<&str> = terms.iter().map(|(code, ..)| *code).collect();
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
        known
    }

    /// Another grade is told and kept.
    fn grade(&mut self, taken: &NamedCell, terms: &[Term]) {
        let grade = taken.text();
        if terms.iter().any(|(code, ..)| *code == grade) {
            return;
        }
        let codes: Vec<&str> = terms.iter().map(|(code, ..)| *code).collect();
        let (zh, en) = (codes.join("、"), codes.join(", "));
        let message = say!("没有 {grade} 级", "there is no grade {grade}");
        let finding = Finding::new(Code::UnknownWord, self.place(taken), message).severity(Severity::Warning);
        self.push(finding.help(say!("填其中之一：{zh}", "write one of: {en}")));
    }

    /// True or false; empty is false.
    pub fn flag(&mut self, code: &str) -> bool {
        let taken = self.take(code);
        self.truth(&taken)
    }

    fn truth(&mut self, taken: &NamedCell) -> bool {
        let truth = yes_or_no(taken.text());
        if truth.is_none() {
            let (code, other) = (taken.code, taken.text().to_ascii_lowercase());
            self.fail(
                taken,
                Code::UnknownWord,
                say!("`{code}` 不能是 `{other}`", "`{code}` cannot be `{other}`"),
                Some(say!("写 true（是）或 false（否）", "write true or false")),
            );
        }
        truth.unwrap_or_default()
    }

    /// A day that must be there.
    pub fn date(&mut self, code: &str) -> Option<NaiveDate> {
        let taken = self.take(code);
        if self.required(&taken) { self.day(&taken) } else { None }
    }

    /// A day that may not have come.
    pub fn date_or_none(&mut self, code: &str) -> Option<NaiveDate> {
        let taken = self.take(code);
        if taken.text().is_empty() { None } else { self.day(&taken) }
    }

    pub(super) fn day(&mut self, taken: &NamedCell) -> Option<NaiveDate> {
        let text = taken.text();
        let day = scalar::date(text);
        if day.is_none() {
            let help = match meant_day(text) {
                Some(day) => say!("写成 {day}", "write {day}"),
                None if notations::says_nothing(text) => {
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
    pub fn count_or_none(&mut self, code: &str) -> Option<u32> {
        let taken = self.take(code);
        if taken.text().is_empty() { None } else { self.count(&taken) }
    }

    fn count(&mut self, taken: &NamedCell) -> Option<u32> {
        let text = taken.text();
        let number = plain_whole(text).and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            let code = match scalar::decimal(text) {
                Some(number) if number.is_sign_negative() => Code::NegativeValue,
                Some(number) if !number.fract().is_zero() => Code::FractionalCount,
                _ => full_width_or(text, Code::NotANumber),
            };
            let otherwise = say!(
                "写非负整数，不带单位和逗号",
                "write a non-negative whole number, without unit or comma"
            );
            self.fail_number(taken, code, |sum| sum.fen().is_multiple_of(100), otherwise);
        }
        number
    }

    /// Tells of what is no number, with the one that is meant, where that will do.
    fn fail_number(&mut self, taken: &NamedCell, code: Code, will_do: impl Fn(Yuan) -> bool, otherwise: Say) {
        let (text, name, title) = (taken.text(), taken.code, taken.title);
        let meant = Yuan::read(&scalar::half_width(text).replace([',', ' '], ""));
        let help = match meant.filter(|sum| will_do(*sum)) {
            Some(number) => say!("写成 {number}", "write {number}"),
            None => otherwise,
        };
        self.fail(taken, code, say!("“{title}”不能是 `{text}`", "`{name}` cannot be `{text}`"), Some(help));
    }

    /// 元 that may be left out; forms are in 万元, ledgers are not.
    pub fn yuan_or_none(&mut self, code: &str) -> Option<Yuan> {
        let taken = self.take(code);
        if taken.text().is_empty() { None } else { self.yuan(&taken) }
    }

    fn yuan(&mut self, taken: &NamedCell) -> Option<Yuan> {
        let text = taken.text();
        let in_ten_thousands = meant_yuan(text);
        let sum = Yuan::read(text).filter(|_| in_ten_thousands.is_none());
        if sum.is_none() {
            if let Some(yuan) = in_ten_thousands {
                let (name, title) = (taken.code, taken.title);
                self.fail(
                    taken,
                    Code::NotYuan,
                    say!("“{title}”的 `{text}` 像是以万元为单位", "`{name}` looks like 万元: `{text}`"),
                    Some(say!(
                        "台账的金额以元为单位；如是万元，写成 {yuan}；确是元，后面写上“元”",
                        "ledgers are in 元; if this is 万元, write {yuan}; if it is 元, write 元 after it"
                    )),
                );
            } else {
                let code = match scalar::decimal(text) {
                    Some(number) if number.is_sign_negative() => Code::NegativeValue,
                    Some(number) if !number.fract().is_zero() => Code::NotYuan,
                    _ => Code::NotANumber,
                };
                let otherwise = say!(
                    "写以元为单位的非负数，最多两位小数，不带逗号",
                    "write a non-negative number of 元, with two decimals at most and no comma"
                );
                self.fail_number(taken, full_width_or(text, code), |_| true, otherwise);
            }
        }
        sum
    }
}
