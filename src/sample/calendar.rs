//! Comes in: how many months, or today. Goes out: the campaign's days: phases, milestones, reporting windows,
//! and which days are worked.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A reporting window. "This month" as of the 20th is not a calendar month: a window begins the day after the
/// previous cut-off and ends with its own.
pub(super) struct Period {
    pub(super) id: String,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

/// A stage of the campaign (notice, section 6).
pub(super) struct Phase {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

/// A summary that falls due (notice, section 7, 3).
pub(super) struct Milestone {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) due_on: NaiveDate,
}

/// All the days a campaign names.
pub(super) struct Calendar {
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) phases: [Phase; 4],
    pub(super) milestones: [Milestone; 2],
    pub(super) periods: Vec<Period>,
}

/// Months in the notice's own campaign, May to December.
const MONTHS: usize = 8;
/// The day of the month on which a window closes (form 1, note 1).
const CUT_OFF: u32 = 20;

impl Calendar {
    /// The campaign of 2023, with as many windows as the notice has, or more where more months are reported.
    pub(super) fn of_2023(months: usize) -> Self {
        let periods = periods(day(2023, 5, 15), MONTHS.max(months));
        let ends_on = last_of_month(periods[periods.len() - 1].to);
        Self::new(
            [day(2023, 5, 15), day(2023, 5, 21), day(2023, 8, 1), day(2023, 12, 1)],
            ends_on,
            [day(2023, 8, 10), day(2023, 12, 10)],
            periods,
        )
    }

    /// A campaign of eight windows that begins today, laid out like the notice's.
    pub(super) fn starting(today: NaiveDate) -> Self {
        let periods = periods(today, MONTHS);
        let ends_on = last_of_month(periods[MONTHS - 1].to);
        let first_of = |period: usize| with_day(periods[period].to, 1);
        Self::new(
            [today, today + Days::new(6), first_of(3), first_of(7)],
            ends_on,
            [with_day(periods[3].to, 10), with_day(periods[7].to, 10)],
            periods,
        )
    }

    fn new(from: [NaiveDate; 4], ends_on: NaiveDate, due: [NaiveDate; 2], periods: Vec<Period>) -> Self {
        let to = |next: usize| from[next] - Days::new(1);
        let phase = |id, title, at: usize| {
            let to = if at == 3 { ends_on } else { to(at + 1) };
            Phase { id, title, from: from[at], to }
        };
        Self {
            starts_on: from[0],
            ends_on,
            phases: [
                phase("mobilise", "动员部署", 0),
                phase("self-check", "企业自查自改和部门帮扶", 1),
                phase("enforce", "监管监察部门精准执法", 2),
                phase("consolidate", "总结巩固提高", 3),
            ],
            milestones: [
                Milestone { id: "interim", title: "阶段性推进落实情况", due_on: due[0] },
                Milestone { id: "summary", title: "专项行动工作总结", due_on: due[1] },
            ],
            periods,
        }
    }

    /// The window a day falls in; one past the last for a day after them all.
    pub(super) fn window(&self, day: NaiveDate) -> usize {
        self.periods.partition_point(|period| period.to < day)
    }
}

/// `count` windows; the first opens on `from`.
fn periods(from: NaiveDate, count: usize) -> Vec<Period> {
    let mut from = from;
    let mut to = with_day(from, CUT_OFF);
    if from > to {
        to = to + Months::new(1);
    }
    let mut periods = Vec::with_capacity(count);
    for _ in 0..count {
        periods.push(Period { id: to.format("%Y-%m").to_string(), from, to });
        from = to + Days::new(1);
        to = to + Months::new(1);
    }
    periods
}

/// A day written out in the source.
pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the day is written in the source and exists")
}

/// The `day`-th of a date's month, for days every month has.
pub(super) fn with_day(date: NaiveDate, day: u32) -> NaiveDate {
    date.with_day(day).expect("every month has a 28th")
}

fn last_of_month(date: NaiveDate) -> NaiveDate {
    with_day(date, 1) + Months::new(1) - Days::new(1)
}

/// The days of 2023, from the campaign's start, that differ from the weekend rule: month, day, worked.
pub(super) const SWAPS_2023: [(u32, u32, bool); 11] = [
    (6, 22, false),
    (6, 23, false),
    (6, 25, true),
    (9, 29, false),
    (10, 2, false),
    (10, 3, false),
    (10, 4, false),
    (10, 5, false),
    (10, 6, false),
    (10, 7, true),
    (10, 8, true),
];

/// Whether offices work on a day. Outside 2023 only the weekend rule is known.
pub(super) fn is_worked(date: NaiveDate) -> bool {
    let swap = SWAPS_2023.iter().find(|(month, day, _)| (date.month(), date.day()) == (*month, *day));
    match swap {
        Some((_, _, worked)) if date.year() == 2023 => *worked,
        _ => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// The `count`-th working day after a date.
pub(super) fn worked_days_after(date: NaiveDate, count: u64) -> NaiveDate {
    let mut date = date;
    let mut left = count;
    while left > 0 {
        date = date + Days::new(1);
        left -= u64::from(is_worked(date));
    }
    date
}

/// The first working day from a date on.
pub(super) fn worked_day_from(date: NaiveDate) -> NaiveDate {
    if is_worked(date) { date } else { worked_days_after(date, 1) }
}

/// The `count`-th working day before a date.
pub(super) fn worked_days_before(date: NaiveDate, count: u64) -> NaiveDate {
    let mut date = date;
    let mut left = count;
    while left > 0 {
        date = date - Days::new(1);
        left -= u64::from(is_worked(date));
    }
    date
}

/// A working day up to a date and not before `floor`; where there is none, the first after it.
pub(super) fn worked_day_about(date: NaiveDate, floor: NaiveDate) -> NaiveDate {
    worked_day_from(worked_day_up_to(date, floor))
}

/// The last working day up to a date, but not before `floor`.
pub(super) fn worked_day_up_to(date: NaiveDate, floor: NaiveDate) -> NaiveDate {
    let mut found = date;
    while found > floor && !is_worked(found) {
        found = found - Days::new(1);
    }
    found
}
