//! What many days of hazards that are out of order may follow from: the one a hazard was found on, or a column of its ledger.

use crate::dataset::ledger::{Hazard, Table};
use crate::diagnostic::Cause;
use crate::say;

/// What it follows from that several days are before the one a hazard was found on.
pub fn found_late(table: &Table<Hazard>, hazard: &Hazard) -> Cause {
    let (id, on) = (table.id(hazard), hazard.found_on);
    Cause::named(
        table.cell(hazard, "found_on"),
        say!(
            "隐患 `{id}` 的发现日期 {on} 晚于它的多个日期",
            "the hazard `{id}` was found on {on}, after several of its own days"
        ),
        say!("改正发现日期；无误的，逐个改正", "correct that day; where it is right, correct the others"),
    )
    .within(slipped(table, hazard))
}

/// What it follows from that the days of many hazards of one file are out of order.
pub fn slipped(table: &Table<Hazard>, hazard: &Hazard) -> Cause {
    Cause::of_column(
        table.header(hazard),
        say!(
            "这份台账许多行的日期先后颠倒，多半是一列错了行，或者两个列名写反",
            "days of many rows of this ledger are out of order: a column may have slipped by a row, or two headings be exchanged"
        ),
        say!(
            "对照原表核对各日期列和表头；无误的，逐行改正",
            "compare the columns of days and the header with the original; where they are right, correct the rows"
        ),
        table.rows_beside(hazard),
    )
}
