//! What is told of rows of a CSV file that are none.

use std::ops::Range;

use super::File;
use crate::diagnostic::{Code, Finding, Place};
use crate::say;

/// The header once more, where two tables were joined.
pub(super) fn header_again(place: Place) -> Finding {
    Finding::new(
        Code::HeaderAgain,
        place,
        say!("表头又出现了一次，已略过", "the header stands here again, and was skipped"),
    )
    .help(say!(
        "多半是两张表接在一起：删去这一行，核对有没有重复的行",
        "two tables were probably joined: delete this line, and look for rows that stand twice"
    ))
}

/// A row of the wrong length, most often for a comma in a text.
#[must_use]
pub fn wrong_count(file: &File, span: &Range<usize>, have: usize, want: usize) -> Finding {
    Finding::new(
        Code::WrongCellCount,
        file.place(span),
        say!("这一行有 {have} 格，表头有 {want} 格", "this row has {have} cells, the header has {want}"),
    )
    .help(say!(
        "内容里有逗号的，整格要加英文双引号",
        "a cell that contains a comma must be put in double quotes"
    ))
}
