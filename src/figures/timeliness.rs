//! Whether a form came in, and on which side of each prescribed day.

use chrono::NaiveDate;

use crate::dataset::{Dataset, PeriodAt, RegionAt};

/// How a reporter stands with one form of one period, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Not to come: the reporter is not there in the period.
    NotThere,
    /// Not in, and no due day has passed.
    Awaited,
    /// Not in, and so many due days have passed, but not the last.
    Overdue(usize),
    /// 缺报: not in, and the last due day has passed.
    Missing,
    /// In, after so many of the due days; 0 is on time by all of them.
    Filed {
        /// The day it came in; `None` where the report does not say.
        on: Option<NaiveDate>,
        /// How many due days it missed.
        late: usize,
    },
}

/// How a reporter stands with one form of one period.
#[must_use]
pub fn timeliness(
    dataset: &Dataset,
    form: usize,
    region: RegionAt,
    period: PeriodAt,
    as_of: NaiveDate,
) -> Timeliness {
    let due = &dataset.forms[form].due;
    let passed =
        |day: NaiveDate| due.iter().filter(|due| day > dataset.campaign.periods[period].day(due.day)).count();
    match dataset.reports.get(region, period).and_then(|report| report.filings[form].as_ref()) {
        Some(filing) => {
            Timeliness::Filed { on: filing.submitted_on, late: filing.submitted_on.map_or(0, passed) }
        }
        None if !dataset.regions.is_there(region, &dataset.campaign.periods[period]) => Timeliness::NotThere,
        None => match passed(as_of) {
            0 => Timeliness::Awaited,
            some if some < due.len() => Timeliness::Overdue(some),
            _ => Timeliness::Missing,
        },
    }
}
