//! `data/workdays/<year>.csv`: the days on which offices work although it is a weekend, or do not although it is not.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::cells::Cells;
use super::declared::WORKDAYS;
use super::read;
use super::table::{At, Row, Table, Text};
use crate::dataset::Files;
use crate::dataset::column::Column;
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::say;

/// Which days are worked.
#[derive(Debug, Default)]
pub struct Workdays {
    swaps: BTreeMap<NaiveDate, bool>,
    years: Vec<i32>,
}

struct SwappedDay {
    at: At,
    id: Text,
    date: NaiveDate,
    works: bool,
}

impl Row for SwappedDay {
    const COLUMNS: &'static [Column] = WORKDAYS;
    const NAME: (&'static str, &'static str) = ("调休安排", "the list of working days");
    const MAY_REPEAT: bool = true;

    fn at(&self) -> At {
        self.at
    }

    fn id(&self) -> Text {
        self.id
    }
}

fn swap(cells: &mut Cells) -> Option<SwappedDay> {
    // The day stands for an id: none may be entered twice.
    let day = cells.peek("date");
    let id = cells.stored(&day);
    let said = cells.peek("works");
    cells.required(&said);
    let (date, works, at) = (cells.date("date"), cells.flag("works"), cells.at());
    cells.is_whole().then_some(())?;
    Some(SwappedDay { at, id, date: date?, works })
}

/// Days that are never worked: New Year, Labour Day, the first three of the National Day.
const HOLIDAYS: [(u32, u32); 5] = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)];
/// How far a weekend that is worked stands from the holiday it makes up for.
const MADE_UP_WITHIN: Days = Days::new(21);

/// A day that works is a weekend near a holiday, and one that does not is a weekday, or in a row with one.
fn against_the_calendar(table: &Table<SwappedDay>, year: i32, findings: &Findings) {
    let free: BTreeSet<NaiveDate> =
        table.rows().iter().filter(|day| !day.works).map(|day| day.date).collect();
    let near = |day: NaiveDate| day - MADE_UP_WITHIN..=day + MADE_UP_WITHIN;
    for row in table.rows().iter().filter(|row| row.date.year() == year) {
        let SwappedDay { date, works, .. } = *row;
        let (zh, en) = match (works, is_weekend(date)) {
            (true, _) if HOLIDAYS.contains(&(date.month(), date.day())) => {
                ("是法定节假日，却写了上班", "is a public holiday, and is said to be worked")
            }
            (true, false) => ("不是周末，本来就上班", "is no weekend: it is worked anyhow"),
            (true, true) if free.range(near(date)).all(|day| is_weekend(*day)) => (
                "是周末上班，前后三周却没有放假的日子",
                "is a weekend that is worked, with no holiday within three weeks",
            ),
            // Notices list a holiday with the weekend in it.
            (false, true) if in_a_row(&free, date).all(is_weekend) => {
                ("是周末，本来就不上班", "is a weekend: it is not worked anyhow")
            }
            (true | false, _) => continue,
        };
        let told =
            Finding::new(Code::CellsContradict, table.cell(row, "date"), say!("{date} {zh}", "{date} {en}"));
        let help = say!("照国务院办公厅的放假通知核对", "compare the notice on public holidays");
        findings.push(told.severity(Severity::Warning).help(help));
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days that follow one another without a gap, of which `day` is one.
fn in_a_row(free: &BTreeSet<NaiveDate>, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let is_free = |day: &NaiveDate| free.contains(day);
    let before = iter::successors(day.pred_opt(), NaiveDate::pred_opt).take_while(is_free);
    iter::once(day)
        .chain(before)
        .chain(iter::successors(day.succ_opt(), NaiveDate::succ_opt).take_while(is_free))
}

impl Workdays {
    /// Reads every year there is.
    #[must_use]
    pub fn read(files: &Files, findings: &Findings) -> Self {
        let mut workdays = Self::default();
        for file in files.below("data/workdays/", ".csv") {
            let name = &file.path["data/workdays/".len()..file.path.len() - ".csv".len()];
            let Some(year) = name.parse::<i32>().ok().filter(|_| name.len() == 4) else {
                findings.push(
                    Finding::new(
                        Code::WrongFileName,
                        file.place(&(0..0)),
                        say!(
                            "`{name}` 不是年份，这个文件没有读",
                            "`{name}` is not a year; the file was not read"
                        ),
                    )
                    .help(say!(
                        "文件名是年份，如 `2023.csv`",
                        "it is named after the year, such as `2023.csv`"
                    )),
                );
                continue;
            };
            workdays.years.push(year);
            let table = read::whole(files, &file.path, findings, &swap);
            for swap in table.rows() {
                if swap.date.year() != year {
                    findings.push(
                        Finding::new(
                            Code::CellsContradict,
                            table.cell(swap, "date"),
                            say!("{} 不在 {year} 年", "{} is not in {year}", swap.date),
                        )
                        .help(say!("移到那一年的文件", "move it to the file of its year")),
                    );
                }
                workdays.swaps.insert(swap.date, swap.works);
            }
            against_the_calendar(&table, year, findings);
        }
        workdays
    }

    /// Whether offices work on a day: as listed, else on Monday to Friday.
    #[must_use]
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        self.swaps.get(&day).copied().unwrap_or(!is_weekend(day))
    }

    /// Whether a year's holidays are known; in another year only weekends are.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The first year of a span of days whose holidays are not known.
    #[must_use]
    pub fn unknown(&self, from: NaiveDate, to: NaiveDate) -> Option<i32> {
        (from.year()..=to.year()).find(|year| !self.knows(*year))
    }

    /// The `count`-th working day after a day.
    #[must_use]
    pub fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        // Every row of the ledgers asks: what is listed is gone through beside the days, not sought for each.
        let mut listed = self.swaps.range(day..).peekable();
        let (mut day, mut left) = (day, count);
        while left > 0 {
            day = day + Days::new(1);
            while listed.next_if(|(listed, _)| **listed < day).is_some() {}
            let works = listed.peek().filter(|(listed, _)| **listed == day).map(|(_, works)| **works);
            left -= u32::from(works.unwrap_or(!is_weekend(day)));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::parse::scalar::date(text).expect("a day")
    }

    #[test]
    fn working_days_step_over_weekends_and_holidays() {
        let swaps = [("2023-09-29", false), ("2023-10-02", false), ("2023-10-07", true)];
        let workdays = Workdays {
            swaps: swaps.map(|(date, works)| (day(date), works)).into_iter().collect(),
            years: vec![2023],
        };
        assert_eq!(workdays.after(day("2023-09-28"), 1), day("2023-10-03"));
        assert_eq!(workdays.after(day("2023-10-06"), 1), day("2023-10-07"));
        assert_eq!(workdays.after(day("2023-10-06"), 0), day("2023-10-06"));
        assert_eq!(workdays.unknown(day("2023-10-06"), day("2023-12-31")), None);
        assert_eq!(workdays.unknown(day("2023-12-29"), day("2024-01-10")), Some(2024));
    }
}
