//! Where a public text of the ledgers says that something was known from a tip: tips are confidential, and at a mine
//! where few work it is easily guessed who gave one.

use super::super::Subject;
use super::prose::{CaseProse, Mood};
use crate::dataset::Case;
use crate::dataset::column::Holds;
use crate::dataset::ledger::Book;
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// A clause with one of these is about how tips may be given, which is to be made known.
const CHANNELS: [&str; 13] =
    ["公布", "公示", "张贴", "设置", "设立", "悬挂", "建立", "宣传", "奖励", "制度", "箱", "渠道", "公开"];

const TO_EVERYBODY: [&str; 2] = ["警示意义", "法律依据"];
/// Everybody is asked to give tips.
const INVITING: [&str; 5] = ["欢迎", "鼓励", "可以举报", "可向", "举报电话"];

/// What the public reads of the ledgers in sentences. Who found a hazard is not published.
pub(super) fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let told = Book::ALL.into_iter().flat_map(|book| {
        let columns = book.columns().iter();
        columns
            .filter(|column| column.is_public() && column.holds == Holds::Text)
            .map(move |column| (book, column))
    });
    for (book, column) in told {
        let rows = (0..ledger.rows_of(book)).map(|number| book.row(number));
        let texts = rows.filter(|row| ledger.content(*row, column).text().is_some_and(tells_of_a_tip));
        for row in texts {
            let message = say!("写出了举报", "this tells of a tip");
            findings.push(Finding::new(Code::TipTold, ledger.place_of(row, column), message).help(say!(
                "写查到了什么，不写怎么知道的；来源填在 `source`",
                "say what was found, not how it became known; `source` takes that"
            )));
        }
    }
}

/// What a case says outside of what everybody is to learn.
pub(super) fn in_text(case: &Case, prose: &CaseProse, findings: &Findings) {
    for sentence in prose.sentences().filter(|sentence| !TO_EVERYBODY.contains(&sentence.section)) {
        for clause in sentence.clauses().into_iter().filter(|clause| clause.meant == Mood::Stated) {
            let text = &sentence.text[clause.span.clone()];
            let is_rewarded = text.contains("举报人") && text.contains(|c: char| c.is_ascii_digit());
            if INVITING.iter().any(|word| text.contains(word)) || !(is_rewarded || tells_of_a_tip(text)) {
                continue;
            }
            let place = case.place(&sentence.source_of(&clause.span));
            let message = say!("写出了举报", "this tells of a tip");
            findings.push(Finding::new(Code::TipTold, place, message).help(say!(
                "写查到了什么，不写怎么知道的，也不写奖励",
                "say what was found, not how it became known, nor what was paid for it"
            )));
        }
    }
}

fn tells_of_a_tip(text: &str) -> bool {
    // Nearly every text has neither.
    if !text.contains("举报") && !text.contains("12350") {
        return false;
    }
    let clauses = text.split(['，', '。', '；', '：', ',', ';', ':', '\n']);
    let mut told = clauses.filter(|clause| clause.contains("举报") || names_the_line(clause));
    told.any(|clause| !CHANNELS.iter().any(|word| clause.contains(word)))
}

/// 12350 as a number of its own.
fn names_the_line(clause: &str) -> bool {
    clause.match_indices("12350").any(|(at, number)| {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
        !is_digit(clause[..at].chars().next_back()) && !is_digit(clause[at + number.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tip_is_told_and_its_channels_are_not() {
        for text in ["群众举报巷道无支护", "接12350转办，安全出口不畅", "经核查，举报属实"]
        {
            assert!(tells_of_a_tip(text), "{text}");
        }
        for text in [
            "安全出口不畅",
            "未公布12350举报电话",
            "未建立举报奖励制度",
            "设置举报箱，公示举报渠道",
            "隐患治理资金123500元",
            "高程12350.5米",
        ] {
            assert!(!tells_of_a_tip(text), "{text}");
        }
    }
}
