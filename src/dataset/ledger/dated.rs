//! Cells with days in them: the first and the last on a register, what something was until when, extensions.
//!
//! In: such a cell. Out: [`Former`] values or [`Deadlines`], and findings about a day that is missing or is none.

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell};
use super::deadlines::{COLON, Deadlines, Extension, parts as extensions};
use super::notations;
use super::past::{Former, parts};
use super::registry::Enterprise;
use super::table::{Row, Table};
use super::words::Word;
use crate::dataset::{RegionAt, Regions, RowAt};
use crate::diagnostic::{Code, Finding, Say, Severity};
use crate::parse::scalar;
use crate::say;

/// Each former name says what it is, and until when.
pub fn former_names(cells: &mut Cells, taken: &NamedCell) {
    let days: Vec<NaiveDate> = parts(taken.text()).filter_map(|(_, until)| scalar::date(until?)).collect();
    out_of_order(cells, taken, &days);
    for (name, until) in parts(taken.text()) {
        match until {
            Some(until) if scalar::date(until).is_none() => no_day(cells, taken, until),
            Some(until) if name.is_empty() => no_value(cells, taken, until),
            _ if name.contains(['、', '，', ',']) => undated(
                cells,
                taken,
                say!("`{name}` 像是几个曾用名写在一起", "`{name}` looks like several former names"),
                say!("用 `;` 分开，各写用到哪一天", "part them by `;`, each with the last day it was used"),
            ),
            None => {
                let written = meant(name).unwrap_or_else(|| format!("{name}@2023-06-19"));
                undated(
                    cells,
                    taken,
                    say!(
                        "曾用名 `{name}` 没有写用到哪一天，记录无法显示当时的名称",
                        "the former name `{name}` does not say until when it was used: no record can show it"
                    ),
                    say!("写成 `{written}` 的样子", "write it like `{written}`"),
                );
            }
            Some(_) => {}
        }
    }
}

/// What it was is written the earliest first, or the latest; a day that fits neither order is often a slip of the year.
fn out_of_order(cells: &mut Cells, taken: &NamedCell, days: &[NaiveDate]) {
    let all = |fits: fn(&[NaiveDate]) -> bool| days.windows(2).all(fits);
    // A day that is there twice is told by itself.
    if all(|pair| pair[0] <= pair[1]) || all(|pair| pair[0] >= pair[1]) {
        return;
    }
    let title = taken.title;
    let message = say!("“{title}”各段的截止日没有按先后写", "the last days of former values are in no order");
    let finding = Finding::new(Code::StepsOutOfOrder, cells.place(taken), message);
    cells.push(
        finding
            .severity(Severity::Warning)
            .help(say!("从早到晚写，并核对年份", "write the earliest first, and check the years")),
    );
}

fn no_day(cells: &mut Cells, taken: &NamedCell, until: &str) {
    let title = taken.title;
    cells.fail(
        taken,
        Code::NotADate,
        say!(
            "“{title}”的截止日 `{until}` 不是日期",
            "the last day of a former value is not a date: `{until}`"
        ),
        Some(say!("写成 `旧值@2023-06-19`", "write it like `former@2023-06-19`")),
    );
}

fn no_value(cells: &mut Cells, taken: &NamedCell, until: &str) {
    let title = taken.title;
    cells.fail(
        taken,
        Code::EmptyCell,
        say!("“{title}”的 `@{until}` 前没有写是什么", "there is nothing before `@{until}`"),
        Some(say!("写成 `旧值@{until}`", "write it like `former@{until}`")),
    );
}

fn undated(cells: &mut Cells, taken: &NamedCell, message: Say, help: Say) {
    let finding = Finding::new(Code::NotADate, cells.place(taken), message);
    cells.push(finding.severity(Severity::Warning).help(help));
}

/// `旧名（2023-06-30）` as it is to be written.
fn meant(name: &str) -> Option<String> {
    let (name, rest) = name.split_once(['（', '('])?;
    let day: String = rest.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    scalar::date(&day).map(|day| format!("{name}@{day}"))
}

impl<'r, 's, 'a> Cells<'r, 's, 'a> {
    /// The words a column had before.
    pub fn former_words<W: Word>(&mut self, code: &str) -> Former<W> {
        self.former(code, |cells, taken, word| cells.term(taken, word, W::TERMS).map(|at| W::ALL[at]))
    }

    /// The rows of another ledger that a column named before.
    pub fn former_rows<T: Row + Sync>(&mut self, code: &str, table: &'a Table<T>) -> Former<RowAt<T>> {
        self.former(code, |cells, taken, id| cells.resolve(taken, id, table))
    }

    /// The regions a column named before, each there on its last day.
    pub fn former_regions(&mut self, code: &str, regions: &Regions) -> Former<RegionAt> {
        let taken = self.peek(code);
        let former = self.former(code, |cells, taken, region| cells.known_region(taken, region, regions));
        for (last, region) in former.each() {
            self.must_be_there(&taken, regions, region, last);
        }
        former
    }

    fn former<T: Copy>(
        &mut self,
        code: &str,
        read: impl Fn(&mut Self, &NamedCell<'r, 's>, &str) -> Option<T>,
    ) -> Former<T> {
        let taken = self.peek(code);
        if taken.text().is_empty() {
            return Former::default();
        }
        let mut all = Vec::new();
        for (value, until) in parts(taken.text()) {
            let title = taken.title;
            match until.map(|until| (until, scalar::date(until))) {
                None => self.fail(
                    &taken,
                    Code::NotADate,
                    say!("“{title}”的 `{value}` 没有写到哪一天", "`{value}` does not say until when it held"),
                    Some(say!("写成 `{value}@2023-06-19` 的样子", "write it like `{value}@2023-06-19`")),
                ),
                Some((until, None)) => no_day(self, &taken, until),
                Some((until, Some(_))) if value.is_empty() => no_value(self, &taken, until),
                Some((_, Some(day))) => all.extend(read(self, &taken, value).map(|value| (day, value))),
            }
        }
        let days: Vec<NaiveDate> = all.iter().map(|(day, _)| *day).collect();
        out_of_order(self, &taken, &days);
        Former::new(all)
    }
}

impl Cells<'_, '_, '_> {
    /// The first and the last day on a register.
    pub fn registered(&mut self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let last = self.peek("until");
        let (since, until) = (self.date_or_none("since"), self.date_or_none("until"));
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            self.fail(
                &last,
                Code::CellsContradict,
                say!(
                    "{until} 注销，早于 {since} 登记",
                    "on the register until {until}, before {since}, its first day"
                ),
                Some(say!("改正其中一天", "correct one of the two days")),
            );
        }
        (since, until)
    }

    /// The first deadline and those granted later.
    pub fn deadlines(&mut self, due_on: Option<NaiveDate>) -> Deadlines {
        let (alone, dated) = (self.take("extended_to"), self.peek("extensions"));
        if !dated.text().is_empty() && !alone.text().is_empty() {
            self.fail(
                &alone,
                Code::CellsContradict,
                say!(
                    "填了 `extensions`，又填了 `extended_to`",
                    "both `extensions` and `extended_to` are filled in"
                ),
                Some(say!("只留 `extensions`", "keep `extensions` alone")),
            );
        }
        if !dated.text().is_empty() {
            return Deadlines { due_on, extensions: self.extensions(&dated) };
        }
        let undated = if alone.text().is_empty() { None } else { self.day(&alone) };
        if let Some(day) = undated.filter(|_| !std::mem::replace(&mut self.reading.told_undated, true)) {
            let place = self.place(&alone);
            let message = say!(
                "`extended_to` 没有写哪天批准延期：过去的逾期无法判断，按从来如此计",
                "`extended_to` does not say when the extension was granted: it counts as if it had always been there"
            );
            self.push(Finding::new(Code::ExtensionUndated, place, message).help(say!(
                "改填 `extensions`：`批准日:{day}`（同一文件只提示一次）",
                "use `extensions` instead: `day granted:{day}` (told once a file)"
            )));
        }
        let granted = undated.map(|due_on| Extension { granted_on: NaiveDate::MIN, due_on });
        Deadlines { due_on, extensions: granted.into_iter().collect() }
    }

    fn extensions(&mut self, taken: &NamedCell) -> Box<[Extension]> {
        let mut all = Vec::new();
        for (part, days) in extensions(taken.text()) {
            if let Some([granted_on, due_on]) = days {
                all.push(Extension { granted_on, due_on });
                continue;
            }
            let meant = part.split_once(COLON).map(|(granted, due)| [granted, due].map(notations::meant_day));
            let help = match meant {
                Some([Some(granted), Some(due)]) => say!("写成 {granted}:{due}", "write {granted}:{due}"),
                Some(_) | None => say!(
                    "写成 `批准日:新期限`，如 2023-07-28:2023-08-20；几次的以 `;` 分开",
                    "write `day granted:new deadline`, like 2023-07-28:2023-08-20; several with `;` between"
                ),
            };
            let message = say!("延期 `{part}` 看不懂", "the extension `{part}` is not understood");
            self.fail(taken, Code::NotADate, message, Some(help));
        }
        all.sort_unstable();
        all.into()
    }
}

impl Table<Enterprise> {
    /// An enterprise's name as it was on a day: a record shows the name of its time.
    #[must_use]
    pub fn name_on(&self, enterprise: &Enterprise, day: NaiveDate) -> &str {
        let dated = self.former(enterprise).filter_map(|(name, until)| Some((scalar::date(until?)?, name)));
        let then = dated.filter(|(until, _)| day <= *until).min_by_key(|(until, _)| *until);
        then.map_or_else(|| self.text(enterprise, enterprise.name), |(_, name)| name)
    }

    /// An enterprise's former names, each with its last day as it was written.
    pub fn former<'t>(&'t self, enterprise: &Enterprise) -> impl Iterator<Item = (&'t str, Option<&'t str>)> {
        parts(self.text(enterprise, enterprise.former_names))
    }

    /// An enterprise's former names, without days.
    pub fn former_names<'t>(&'t self, enterprise: &Enterprise) -> impl Iterator<Item = &'t str> {
        self.former(enterprise).map(|(name, _)| name)
    }
}
