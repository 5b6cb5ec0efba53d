//! A cell that does not apply in one month, where its reporter has a number in all others.
//!
//! In: the reports of one reporter. Out: a warning at the cell: 不适用 says that a number can never be, and is not 未报.

use crate::check::Subject;
use crate::dataset::{PeriodAt, RegionAt, Report, Value};
use crate::diagnostic::{Code, Finding};
use crate::say;

/// Of fewer other months it is not known what is usual.
const MONTHS: usize = 2;

/// Every cell of every month.
pub(super) fn check(subject: Subject, region: RegionAt) -> Vec<Finding> {
    let dataset = subject.dataset;
    let reports: Vec<(PeriodAt, &Report)> = subject
        .figures
        .periods()
        .filter_map(|period| Some((period, dataset.reports.get(region, period)?)))
        .collect();
    let mut found = Vec::new();
    for (form, of) in dataset.forms.iter().enumerate() {
        let filings =
            || reports.iter().filter_map(|(_, report)| Some((*report, report.filings[form].as_ref()?)));
        for (report, filing) in filings() {
            let absent =
                filing.cells.iter().enumerate().filter(|(_, filed)| filed.value == Value::NotApplicable);
            for (at, filed) in absent {
                let others = filings().filter(|(other, _)| other.period != report.period);
                let (numbers, all) = others.fold((0, 0), |(numbers, all), (_, other)| {
                    (numbers + usize::from(matches!(other.cells[at].value, Value::Number(_))), all + 1)
                });
                let cell = &of.cells[at % of.cells.len()];
                if all < MONTHS
                    || numbers < all
                    || cell.of.is_some_and(|whole| is_absent(filing, whole, at, of.cells.len()))
                {
                    continue;
                }
                let title = &cell.title;
                let message = say!(
                    "“{title}”这一期写的是不适用，其他各期都有数",
                    "{title} does not apply in this period, and has a number in all others"
                );
                found.push(Finding::new(Code::CellImplausible, report.place(filed.span), message).help(
                    say!(
                        "这一期没有报的，删去这一行；确实是零的写 0",
                        "take the line out where it was not reported; write 0 where it is none"
                    ),
                ));
            }
        }
    }
    found
}

/// Whether the whole of a part does not apply either, which is told there.
fn is_absent(filing: &crate::dataset::Filing, whole: usize, at: usize, cells: usize) -> bool {
    filing.cells[at / cells * cells + whole].value == Value::NotApplicable
}
