//! Former names of enterprises: separated by semicolons, each with the last day it was used, `旧名@2023-07-01`. A record
//! shows the name of its time, which it can only where each name says until when it was one.

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell};
use super::registry::Enterprise;
use super::table::Table;
use crate::diagnostic::{Code, Finding, Severity};
use crate::parse::scalar;
use crate::say;

const PARTS: [char; 2] = [';', '；'];
const UNTIL: [char; 2] = ['@', '＠'];

/// The names of a cell, each with what it says of its last day.
pub fn names(cell: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let names = cell.split(PARTS).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| match name.split_once(UNTIL) {
        Some((name, until)) => (name.trim(), Some(until.trim())),
        None => (name, None),
    })
}

/// Each says what it is, and until when.
pub fn examine(cells: &mut Cells, taken: &NamedCell) {
    for (name, until) in names(taken.text()) {
        match until {
            Some(until) if scalar::date(until).is_none() => cells.fail(
                taken,
                Code::NotADate,
                say!(
                    "曾用名的截止日 `{until}` 不是日期",
                    "the last day of a former name is not a date: `{until}`"
                ),
                Some(say!("写成 `旧名@2023-06-19`", "write it like `旧名@2023-06-19`")),
            ),
            Some(until) if name.is_empty() => cells.fail(
                taken,
                Code::EmptyCell,
                say!("`@{until}` 前没有写曾用名", "there is no former name before `@{until}`"),
                Some(say!("写成 `旧名@{until}`", "write it like `旧名@{until}`")),
            ),
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

fn undated(
    cells: &mut Cells,
    taken: &NamedCell,
    message: crate::diagnostic::Say,
    help: crate::diagnostic::Say,
) {
    let finding = Finding::new(Code::NotADate, cells.place(taken), message);
    cells.push(finding.severity(Severity::Warning).help(help));
}

/// `旧名（2023-06-30）` as it is to be written.
fn meant(name: &str) -> Option<String> {
    let (name, rest) = name.split_once(['（', '('])?;
    let day: String = rest.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    scalar::date(&day).map(|day| format!("{name}@{day}"))
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
        names(self.text(enterprise, enterprise.former_names))
    }

    /// An enterprise's former names, without days.
    pub fn former_names<'t>(&'t self, enterprise: &Enterprise) -> impl Iterator<Item = &'t str> {
        self.former(enterprise).map(|(name, _)| name)
    }
}
