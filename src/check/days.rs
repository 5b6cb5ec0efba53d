//! Days in the ledgers that have not come yet. Deadlines may lie ahead; what has happened may not, nor what was before.

use chrono::NaiveDate;

use super::Subject;
use crate::dataset::column::{Column, Holds};
use crate::dataset::ledger::{Book, Content, extensions, former_parts};
use crate::diagnostic::{Code, Finding, Findings};
use crate::parse::scalar;
use crate::say;

/// The first day of a row that lies after the data's own, in every ledger.
pub fn check(subject: Subject, findings: &Findings) {
    let (ledger, as_of) = (&subject.dataset.ledger, subject.as_of);
    for book in Book::ALL {
        let columns: Vec<&Column> =
            book.columns().iter().filter(|column| has_happened(column.holds)).collect();
        for row in (0..ledger.rows_of(book)).map(|number| book.row(number)) {
            let ahead = columns.iter().find_map(|column| {
                let day = latest(column.holds, ledger.content(row, column));
                day.filter(|day| *day > as_of).map(|day| (column, day))
            });
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
                .help(say!("改正日期", "correct the day"))
                .follows_from(subject.day_too_early()),
            );
        }
    }
}

/// Whether a column has days of what happened.
fn has_happened(holds: Holds) -> bool {
    match holds {
        Holds::Day | Holds::FormerNames | Holds::Former | Holds::Extensions => true,
        Holds::Id
        | Holds::Name
        | Holds::Office
        | Holds::Post
        | Holds::Text
        | Holds::Deadline
        | Holds::Yuan
        | Holds::Count
        | Holds::YesNo
        | Holds::Word(_)
        | Holds::Grade(_)
        | Holds::Region
        | Holds::Criteria
        | Holds::Row(_)
        | Holds::Rows(_) => false,
    }
}

/// The latest day in a cell on which something happened: what was before ended, an extension was granted.
fn latest(holds: Holds, content: Content) -> Option<NaiveDate> {
    match content {
        Content::Day(day) => Some(day),
        Content::Text(text) if holds == Holds::Extensions => {
            extensions(text).filter_map(|(_, days)| Some(days?[0])).max()
        }
        Content::Text(text) => former_parts(text).filter_map(|(_, until)| scalar::date(until?)).max(),
        Content::Nothing
        | Content::Word(_)
        | Content::Region(_)
        | Content::Number(_)
        | Content::Yuan(_)
        | Content::Criteria(_)
        | Content::Row(_)
        | Content::Hazards(_)
        | Content::Facilities(_)
        | Content::YesNo(_) => None,
    }
}
