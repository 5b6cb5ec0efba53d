//! What it follows from that rows are named that a ledger has not: one of them, or all of a file.

use crate::diagnostic::{Cause, Place};
use crate::say;

/// Several name one row; the ledger is named in both languages.
pub fn no_row((zh, en): (&str, &str), id: &str, home: &str) -> Cause {
    Cause::named(
        Place::file(home),
        say!("{zh}里没有 `{id}`", "{en} has no `{id}`"),
        say!(
            "行被删了的补上，编号写错了的改正；本来没有的，改正引用它的各处",
            "enter the row again, or correct its id; where there is no such row, correct what names it"
        ),
    )
}

/// Many name rows of one file.
pub fn no_rows((zh, en): (&str, &str), file: &str) -> Cause {
    Cause::of_column(
        Place::file(file),
        say!(
            "许多处引用的行不在{zh}里，多半是文件清空了、没有放全，或者拿错了",
            "many name rows that {en} has not: a file may be empty, cut short, or another's"
        ),
        say!(
            "补上这些行，或换回原来的文件；行本来没有的，改正引用它的各处",
            "enter the rows again, or put the right file back; where there are no such rows, correct what names them"
        ),
        0,
    )
}
