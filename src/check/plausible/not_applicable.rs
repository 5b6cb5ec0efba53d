//! A cell that does not apply in one month, where its reporter has a number in all others.
//!
//! In: the reports of one reporter. Out: a warning at the cell: 不适用 says that a number can never be, and is not 未报.

use crate::check::Subject;
use crate::dataset::{Filing, RegionAt, Report, Value};
use crate::diagnostic::{Code, Finding};
use crate::say;

/// Of fewer other months it is not known what is usual.
const MONTHS: usize = 2;

/// Every cell, over all months.
pub(super) fn check(subject: Subject, region: RegionAt) -> Vec<Finding> {
    let dataset = subject.dataset;
    let of_period = |period| dataset.reports.get(region, period);
    let reports: Vec<&Report> = subject.figures.periods().filter_map(of_period).collect();
    let mut found = Vec::new();
    for (form, of) in dataset.forms.iter().enumerate() {
        let filings: Vec<(&Report, &Filing)> =
            reports.iter().filter_map(|report| Some((*report, report.filings[form].as_ref()?))).collect();
        for at in 0..filings.first().map_or(0, |(_, filing)| filing.cells.len()) {
            let (numbers, others): (Vec<_>, Vec<_>) =
                filings.iter().partition(|(_, filing)| matches!(filing.cells[at].value, Value::Number(_)));
            let [(report, filing)] = others.as_slice() else { continue };
            let cell = &of.cells[at % of.cells.len()];
            let is_part = cell.of.is_some_and(|whole| is_absent(filing, whole, at, of.cells.len()));
            if numbers.len() < MONTHS
                || filing.cells[at].value != Value::NotApplicable
                || is_part
                || is_usual(subject, region, report, form, at)
            {
                continue;
            }
            let title = &cell.title;
            let message = say!(
                "“{title}”这一期写的是不适用，其他各期都有数",
                "{title} does not apply in this period, and has a number in all others"
            );
            let place = report.place(filing.cells[at].span);
            found.push(Finding::new(Code::CellImplausible, place, message).help(say!(
                "这一期没有报的，删去这一行；确实是零的写 0",
                "take the line out where it was not reported; write 0 where it is none"
            )));
        }
    }
    found
}

/// Whether it applies to few others in that period either: then the odd ones are the months with a number.
fn is_usual(subject: Subject, region: RegionAt, report: &Report, form: usize, at: usize) -> bool {
    let others = subject.dataset.regions.reporters().iter().filter(|other| **other != region);
    let filed = others.filter_map(|other| {
        let filing = subject.dataset.reports.get(*other, report.period)?.filings[form].as_ref()?;
        Some(filing.cells.get(at)?.value == Value::NotApplicable)
    });
    let (absent, all) = filed.fold((0, 0), |(absent, all), is| (absent + usize::from(is), all + 1));
    absent * 2 > all
}

/// Whether the whole of a part does not apply either, which is told there.
fn is_absent(filing: &Filing, whole: usize, at: usize, cells: usize) -> bool {
    filing.cells[at / cells * cells + whole].value == Value::NotApplicable
}
