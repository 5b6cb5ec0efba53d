//! Cells that are filled in and say nothing: 待补, 同上, XXX where a sentence, a name or a number is to stand.
//!
//! In: every column of the ledgers that holds words. Out: a warning at each such cell. Remarks may say what they like, and 无 is
//! no fault in a cell that may be empty.

use rayon::prelude::*;

use super::Subject;
use crate::dataset::column::{Column, Holds, Need};
use crate::dataset::ledger::{Book, RowRef};
use crate::diagnostic::{Code, Finding, Findings, Place, Severity};
use crate::say;

/// What is still to be written, or stands elsewhere: none of it says anything to who reads this row alone.
const STAND_INS: [&str; 26] = [
    "同上",
    "同前",
    "如上",
    "见上",
    "略",
    "待补",
    "待补充",
    "待定",
    "待填",
    "待填写",
    "待报",
    "待核实",
    "待完善",
    "后补",
    "未定",
    "不详",
    "详见台账",
    "见台账",
    "详见附件",
    "见附件",
    "另附",
    "空",
    "测试",
    "TBD",
    "tbd",
    "N/A",
];
/// That there is none: what a cell that may be empty may say.
const NONE: [&str; 9] = ["无", "暂无", "没有", "-", "--", "—", "——", "/", "n/a"];
/// Signs that are put where characters are missing, and a text of nothing else.
const FILLERS: &str = "XxＸｘ×?？*＊…_＿□○●.。、";
/// What a program writes for characters it could not read.
const UNREADABLE: char = '\u{FFFD}';
/// So many question marks in a row are none: a table that was saved in the wrong coding has them for its characters.
const LOST: [&str; 2] = ["????", "？？？？"];
/// How full-width signs begin in UTF-8, and the one for what could not be read.
const FULL_WIDTH: u8 = 0xEF;

pub(super) fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    for book in Book::ALL {
        let columns: Vec<&Column> = book.columns().iter().filter(|column| holds_words(column)).collect();
        let of_row = |row: RowRef| {
            columns.iter().filter_map(move |column| {
                let text = ledger.content(row, column).text()?;
                says_nothing(text, column.need).then(|| told(ledger.place_of(row, column), column, text))
            })
        };
        let rows = (0..ledger.rows_of(book)).into_par_iter().map(|number| book.row(number));
        findings.extend(rows.flat_map_iter(of_row).collect::<Vec<_>>());
    }
}

/// Sentences, names, numbers of documents, offices and posts; no remarks.
fn holds_words(column: &Column) -> bool {
    column.code != "note"
        && match column.holds {
            Holds::Name | Holds::Office | Holds::Post | Holds::Text => true,
            Holds::Id
            | Holds::FormerNames
            | Holds::Former
            | Holds::Extensions
            | Holds::Day
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

fn says_nothing(text: &str, need: Need) -> bool {
    // A nation's ledgers have a million texts, and no stand-in is long.
    let bare = || text.trim_matches(|c: char| "（）()【】[]：:。".contains(c));
    let is_short = text.len() <= 24;
    is_short && (STAND_INS.contains(&bare()) || need == Need::Cell && NONE.contains(&text))
        || is_short && !NONE.contains(&text) && text.chars().all(|c| FILLERS.contains(c))
        || is_damaged(text)
}

/// Whether characters are missing in it. All that says so begins with one of two bytes, and is looked for at once.
fn is_damaged(text: &str) -> bool {
    let is_lost = |at: usize| {
        let rest = &text[at..];
        rest.starts_with(UNREADABLE) || LOST.iter().any(|lost| rest.starts_with(lost))
    };
    memchr::memchr2_iter(b'?', FULL_WIDTH, text.as_bytes()).any(is_lost)
}

fn told(place: Place, column: &Column, text: &str) -> Finding {
    let ((title, _), code) = (column.title, column.code);
    Finding::new(
        Code::EmptyCell,
        place,
        say!("“{title}”只写了“{text}”，等于没有填", "`{code}` says nothing: `{text}`"),
    )
    .severity(Severity::Warning)
    .help(if column.need == Need::Cell {
        say!("写清楚内容", "write what it is")
    } else {
        say!("写清楚内容；没有的留空", "write what it is, or leave it empty where there is none")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_for_words_is_no_word() {
        for text in [
            "同上",
            "略",
            "（略）",
            "待补",
            "XXX",
            "？？",
            "?????",
            "详见台账。",
            "采场\u{FFFD}\u{FFFD}未设",
            "…",
        ] {
            assert!(says_nothing(text, Need::No), "{text}");
        }
        for text in
            ["无轨设备无灭火装置", "略高于设计", "有", "清理", "见附件所列三处", "XX矿", "无", "—", "A?"]
        {
            assert!(!says_nothing(text, Need::No), "{text}");
        }
        assert!(says_nothing("无", Need::Cell));
    }
}
