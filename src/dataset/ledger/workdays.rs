//! `data/workdays/<year>.csv`: the days on which offices work although it is a weekend, or do not although it is not.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::cells::Cells;
use super::declared::WORKDAYS;
use super::read;
use super::table::{At, Row, Text};
use crate::dataset::Files;
use crate::dataset::column::Column;
use crate::diagnostic::{Code, Finding, Findings};
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
    let (date, works, at) = (cells.date("date"), cells.flag("works"), cells.at());
    cells.is_whole().then_some(())?;
    Some(SwappedDay { at, id, date: date?, works })
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
        }
        workdays
    }

    /// Whether offices work on a day: as listed, else on Monday to Friday.
    #[must_use]
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.swaps.get(&day).copied().unwrap_or(weekday)
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
        let mut day = day;
        let mut left = count;
        while left > 0 {
            day = day + Days::new(1);
            left -= u32::from(self.is_worked(day));
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
