//! Where a public text says where exactly something lies: 东经111°30′12″、北纬36°05′20″. The exact place of a mine is not published.
//!
//! In: the public columns of the ledgers that hold sentences, and the texts of cases. Out: an error at the words.

use std::ops::Range;

use super::Subject;
use crate::dataset::column::Holds;
use crate::dataset::ledger::Book;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::say;

const AXES: [&str; 4] = ["东经", "北纬", "经度", "纬度"];
const DEGREES: [char; 4] = ['°', '度', '.', '．'];

pub(super) fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    for book in Book::ALL {
        let told = book.columns().iter().filter(|one| one.is_public() && one.holds == Holds::Text);
        for column in told {
            for row in (0..ledger.rows_of(book)).map(|number| book.row(number)) {
                if ledger.content(row, column).text().and_then(coordinates).is_some() {
                    findings.push(finding(ledger.place_of(row, column)));
                }
            }
        }
    }
    for case in &subject.dataset.cases {
        if let Some(span) = coordinates(case.text()) {
            let at = case.body.start;
            findings.push(finding(case.place(&(at + span.start..at + span.end))));
        }
    }
}

fn finding(place: Place) -> Finding {
    let message = say!("写出了精确坐标", "this tells an exact place");
    Finding::new(Code::PlaceTold, place, message).help(say!(
        "删去经纬度，写到乡镇、矿山为止",
        "take the coordinates out; the township and the mine say enough"
    ))
}

/// The first longitude or latitude of a text, to the sign of its degrees.
fn coordinates(text: &str) -> Option<Range<usize>> {
    // Nearly every text has neither.
    if !text.contains(['经', '纬']) {
        return None;
    }
    AXES.iter().flat_map(|axis| text.match_indices(axis)).find_map(|(at, axis)| {
        let after = text[at + axis.len()..].trim_start_matches(['为', '是', '：', ':', ' ', 'E', 'N', '约']);
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let end = text.len() - rest.len();
        (rest.len() < after.len() && rest.starts_with(DEGREES)).then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_exact_by_its_degrees() {
        for text in ["隐患位于东经111°30′12″", "北纬36度05分", "经度：111.5083"] {
            assert!(coordinates(text).is_some(), "{text}");
        }
        for text in ["经度量后整改", "向北纬向断裂带", "东经、北纬没有标注", "已经111.5米"]
        {
            assert!(coordinates(text).is_none(), "{text}");
        }
    }
}
