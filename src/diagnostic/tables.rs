//! Many rows of one table with the same fault follow from one slip of the table: a column that is a row too low, two exchanged,
//! rows of another county.
//!
//! In: findings, and how many lines files have. Out: the same, each of a kind that so many rows of a table have with the
//! [`Cause`] that it is the table's. An example: 49 of 60 facilities are of a kind their criteria do not fit. One row of a hundred is a
//! slip of its own, and is told by itself.

use std::collections::HashMap;
use std::sync::Arc;

use super::causes::{FEW, PART};
use super::{Cause, Code, Finding, Place, Texts};
use crate::say;

/// What is wrong with a row where a column or a file is another's. What offices do not do, row by row, is not among them.
const OF_A_TABLE: [Code; 26] = [
    Code::HiddenCharacter,
    Code::UnknownWord,
    Code::BlankText,
    Code::UnknownColumn,
    Code::WrongCellCount,
    Code::DuplicateId,
    Code::AgainstItself,
    Code::NotADate,
    Code::EmptyCell,
    Code::UnknownRow,
    Code::CriterionMisfit,
    Code::RowElsewhere,
    Code::CellsContradict,
    Code::RowInFuture,
    Code::GuardMissing,
    Code::StepMissing,
    Code::StepsOutOfOrder,
    Code::NoEvidence,
    Code::ListingIncomplete,
    Code::ReportNotMade,
    Code::CriterionNotAsTold,
    Code::DecisionDaysOutOfOrder,
    Code::DecisionElsewhere,
    Code::DocumentMisfit,
    Code::DocumentNumber,
    Code::FacilityClosed,
];
/// Of little tables so many rows are more than chance, where they are half of it.
const HALF: usize = 5;

/// Says of findings that so many rows of their table have, that it is the table.
pub(super) fn blame(all: &mut [Finding], rows: &HashMap<Arc<str>, usize>) {
    if rows.is_empty() {
        return;
    }
    let mut counts: HashMap<(Arc<str>, Code), usize> = HashMap::new();
    let is_of_row =
        |one: &Finding| one.rest == 0 && OF_A_TABLE.contains(&one.code) && one.place.path.ends_with(".csv");
    for finding in all.iter().filter(|finding| is_of_row(finding)) {
        *counts.entry((Arc::clone(&finding.place.path), finding.code)).or_default() += 1;
    }
    counts.retain(|(path, _), count| {
        let Some(rows) = rows.get(path).copied() else { return false };
        *count > FEW && *count >= rows / PART || *count >= HALF && *count * 2 > rows
    });
    for finding in all.iter_mut().filter(|finding| is_of_row(finding)) {
        if counts.contains_key(&(Arc::clone(&finding.place.path), finding.code)) {
            finding.cause = Some(Box::new(cause(&finding.place.path, finding.code)));
        }
    }
}

fn cause(path: &Arc<str>, code: Code) -> Cause {
    let (zh, en) = code.entry().title;
    Cause::of_column(
        Place::new(path, &(0..0)),
        say!(
            "这份表许多行都有“{zh}”的问题，多半是一列错了行、两列写反，或者拿错了文件",
            "many rows of this table have one fault ({en}): a column may have slipped by a row, two be exchanged, or the file be another's"
        ),
        say!(
            "对照原表核对各列和表头；都无误的，逐行改正",
            "compare the columns and the header with the original; where they are right, correct the rows"
        ),
        0,
    )
    .of_any()
}

/// How many rows the tables among some texts have, of which so many findings are told that it matters.
pub(super) fn rows(all: &[Finding], texts: &Texts) -> HashMap<Arc<str>, usize> {
    let mut counts: HashMap<&Arc<str>, usize> = HashMap::new();
    for finding in all.iter().filter(|finding| finding.place.path.ends_with(".csv")) {
        *counts.entry(&finding.place.path).or_default() += 1;
    }
    let many = texts.iter().filter(|(path, _)| counts.get(path).is_some_and(|count| *count >= HALF));
    many.map(|(path, text)| (Arc::clone(path), text.lines().count().saturating_sub(1))).collect()
}
