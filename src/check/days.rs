//! Days in the ledgers that have not come yet. Deadlines may lie ahead; what has happened may not.

use super::Subject;
use crate::dataset::column::{Column, Holds};
use crate::dataset::ledger::{Book, Content};
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// The first day of a row that lies after the data's own, in every ledger.
pub fn check(subject: Subject, findings: &Findings) {
    let (ledger, as_of) = (&subject.dataset.ledger, subject.as_of);
    for book in Book::ALL {
        let columns: Vec<&Column> =
            book.columns().iter().filter(|column| column.holds == Holds::Day).collect();
        for row in (0..ledger.rows_of(book)).map(|number| book.row(number)) {
            let day_in = |column: &Column| {
                let Content::Day(day) = ledger.content(row, column) else { return None };
                Some(day)
            };
            let ahead = columns
                .iter()
                .find_map(|column| day_in(column).filter(|day| *day > as_of).map(|day| (column, day)));
            let Some((column, day)) = ahead else { continue };
            let id = ledger.content_of(row, "id").text().unwrap_or_default();
            findings.push(
                Finding::new(
                    Code::RowInFuture,
                    ledger.place_of(row, column),
                    say!(
                        "`{id}` 的日期 {day} 晚于数据截至日 {as_of}",
                        "`{id}`: {day} lies after the data's own day {as_of}"
                    ),
                )
                .help(say!("改正日期", "correct the day")),
            );
        }
    }
}
