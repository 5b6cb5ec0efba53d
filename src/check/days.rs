//! Days in the ledgers that have not come yet. Deadlines may lie ahead; what has happened may not.

use chrono::NaiveDate;

use super::Subject;
use crate::dataset::ledger::{Row, Table};
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// Every day of every ledger that lies after the data's own.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let mut found = Vec::new();
    look(subject, &ledger.facilities, &mut found, |row| [("status_since", row.status_since)]);
    look(subject, &ledger.hazards, &mut found, |row| {
        [
            ("found_on", Some(row.found_on)),
            ("listed_on", row.listed_on),
            ("delisted_on", row.delisted_on),
            ("reported_regulator_on", row.reported_regulator_on),
            ("reported_workers_on", row.reported_workers_on),
            ("verified_on", row.verified_on),
            ("applied_on", row.applied_on),
            ("reviewed_on", row.reviewed_on),
            ("closed_on", row.closed_on),
        ]
    });
    look(subject, &ledger.decisions, &mut found, |row| {
        let (decided, published) = (Some(row.decided_on), row.published_on);
        [("decided_on", decided), ("published_on", published), ("status_on", row.status_on)]
    });
    look(subject, &ledger.inspections, &mut found, |row| {
        [("started_on", Some(row.started_on)), ("ended_on", Some(row.ended_on))]
    });
    look(subject, &ledger.notices, &mut found, |row| [("issued_on", Some(row.issued_on))]);
    findings.extend(found);
}

fn look<T: Row, const N: usize>(
    subject: Subject,
    table: &Table<T>,
    found: &mut Vec<Finding>,
    days: impl Fn(&T) -> [(&'static str, Option<NaiveDate>); N],
) {
    let as_of = subject.as_of;
    for row in table.rows() {
        let ahead = days(row).into_iter().find(|(_, day)| day.is_some_and(|day| day > as_of));
        let Some((column, Some(day))) = ahead else { continue };
        let id = table.id(row);
        found.push(
            Finding::new(
                Code::RowInFuture,
                table.cell(row, column),
                say!(
                    "`{id}` 的日期 {day} 晚于数据截至日 {as_of}",
                    "`{id}`: {day} lies after the data's own day {as_of}"
                ),
            )
            .help(say!("改正日期", "correct the day")),
        );
    }
}
