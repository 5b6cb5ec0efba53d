//! Document numbers a case tells, in its text and of its steps, against those of its decisions.
//!
//! In: the prose of a case and its record. Out: a finding for each number that is written like one of a decision of this case
//! and is none (甲应急罚〔2023〕7号 for 1号), and for each step whose document is of another year or another office.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;

use super::super::Subject;
use super::prose::{CaseProse, section_span};
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::ledger::Decision;
use crate::diagnostic::{Code, Finding, Findings};
use crate::law::plain;
use crate::say;

/// What numbers of decisions have before their year: 应急罚, 责改, 强措, 记分.
const SERIES: [&str; 7] = ["罚", "责改", "强措", "记分", "停产", "关闭", "移送"];
/// Numbers that no ledger has: of notices before a decision, of rules.
const OTHER_SERIES: [&str; 6] = ["告", "听", "复议", "行初", "行终", "立"];

/// What each office's numbers begin with, from all of its decisions: 甲应急 of 甲应急罚〔2023〕1号 and 甲应急责改〔2023〕3号.
pub(super) struct OfficeMarks(BTreeMap<String, String>);

impl OfficeMarks {
    pub(super) fn of(subject: Subject) -> Self {
        let table = &subject.dataset.ledger.decisions;
        let mut marks: BTreeMap<String, String> = BTreeMap::new();
        if subject.dataset.cases.is_empty() {
            return Self(marks);
        }
        for decision in table.rows() {
            let (office, number) =
                (table.text(decision, decision.authority), table.text(decision, decision.document_no));
            let Some((series, _)) = number.split_once('〔').filter(|_| !office.is_empty()) else { continue };
            match marks.get_mut(office) {
                Some(mark) => {
                    let same = mark.chars().zip(series.chars()).take_while(|(one, other)| one == other);
                    let length = same.map(|(c, _)| c.len_utf8()).sum();
                    mark.truncate(length);
                }
                None => {
                    marks.insert(office.to_owned(), series.to_owned());
                }
            }
        }
        marks.retain(|_, mark| mark.chars().count() >= 2);
        Self(marks)
    }

    /// The office a number is of: the one whose mark is the longest beginning of it.
    fn office(&self, number: &str) -> Option<&str> {
        let fitting = self.0.iter().filter(|(_, mark)| number.starts_with(mark.as_str()));
        fitting.max_by_key(|(_, mark)| mark.len()).map(|(office, _)| office.as_str())
    }
}

/// Numbers in the text.
pub(super) fn in_text(
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    is_whole: bool,
    findings: &Findings,
) {
    let own = record.numbers();
    let steps: Vec<String> = case
        .history
        .iter()
        .filter_map(|step| step.document_no.as_ref())
        .map(|number| plain(&number.value))
        .collect();
    let of_notice = |notice: &&crate::dataset::ledger::Notice| {
        plain(record.ledger.notices.text(notice, notice.document_no))
    };
    let notices: Vec<String> = record.notices.iter().map(of_notice).collect();
    let all = numbers_in(prose.text());
    if is_whole {
        left_out(case, &all, record, findings);
    }
    for (span, number) in all {
        let known = own.iter().map(|(_, number)| number).chain(&steps).chain(&notices);
        if known.clone().any(|known| !known.is_empty() && number.ends_with(known.as_str())) {
            continue;
        }
        let series = number.rsplit_once('(').map_or("", |(series, _)| series);
        let is_other =
            OTHER_SERIES.iter().any(|word| series.ends_with(word) || series.ends_with(&format!("{word}字")));
        let same_series = own.iter().find(|(_, known)| {
            known.rsplit_once('(').is_some_and(|(own, _)| !own.is_empty() && series.ends_with(own))
        });
        let tail: String = series.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        let like_one = SERIES.iter().any(|word| tail.contains(word));
        let near = own.iter().find(|(_, known)| is_near(&number, known));
        if is_other || same_series.is_none() && !like_one && near.is_none() {
            continue;
        }
        let place = case.place(&prose.source_of(&span));
        let listed = record.linked.iter().map(|one| record.ledger.decisions.text(one, one.document_no));
        let listed = listed.filter(|number| !number.is_empty()).collect::<Vec<_>>().join("、");
        let message = say!(
            "文书号“{number}”不是所列决定的，所列的是 {listed}",
            "the number `{number}` is not that of a linked decision: {listed}"
        );
        let mut finding = Finding::new(Code::CaseDocument, place, message);
        let row = same_series.or(near).map(|(decision, _)| *decision).or(record.linked.first().copied());
        if let Some(decision) = row {
            let place = record.cell(decision, "document_no");
            finding = finding.related(place, say!("台账里的文书号", "the number in the ledger"));
        }
        findings.push(finding.help(say!(
            "对照文书改正；是别的文书的，写进 `checked` 并说明理由",
            "compare the document; if it is that of another one, say so in `checked` with the reason"
        )));
    }
}

/// Where a case names the number of one of its penalties, it names those of all.
fn left_out(case: &Case, told: &[(Range<usize>, String)], record: &CaseRecord, findings: &Findings) {
    let is_told = |known: &str| told.iter().any(|(_, number)| number.ends_with(known));
    let number = |one: &&Decision| plain(record.ledger.decisions.text(one, one.document_no));
    let own = record.linked.iter().copied().filter(|one| one.is_valid_penalty());
    let (named, silent): (Vec<_>, Vec<_>) = own
        .map(|one| (one, number(&one)))
        .filter(|(_, number)| !number.is_empty())
        .partition(|(_, number)| is_told(number));
    // A wrong number in the place of the right one is told as that.
    let known = record.numbers();
    let is_strange = |number: &str| {
        let is_decision = SERIES.iter().any(|word| number.contains(word));
        is_decision && !known.iter().any(|(_, known)| number.ends_with(known.as_str()))
    };
    if named.is_empty() || told.iter().any(|(_, number)| is_strange(number)) {
        return;
    }
    if let Some((decision, _)) = silent.first() {
        let (id, text) = (record.id(decision), record.ledger.decisions.text(decision, decision.document_no));
        let message = say!(
            "正文没有写处罚 `{id}` 的文书号“{text}”",
            "the text does not name the number `{text}` of the penalty `{id}`"
        );
        let place = case.place(&section_span(case, "处理结果"));
        findings.push(
            Finding::new(Code::CaseDocument, place, message)
                .related(
                    record.cell(decision, "document_no"),
                    say!("台账里的文书号", "the number in the ledger"),
                )
                .help(say!("写进“处理结果”一节", "name it under 处理结果")),
        );
    }
}

fn is_near(number: &str, known: &str) -> bool {
    let length = known.chars().count();
    let tail: String = number.chars().rev().take(length).collect::<Vec<_>>().into_iter().rev().collect();
    length > 6 && strsim::osa_distance(&tail, known) <= 2
}

/// Every `…(2023)1号` of a plain text, with what stands before it up to a sign.
fn numbers_in(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('号') {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let number = before.len()..at;
        let before = before.strip_suffix('第').unwrap_or(before);
        let Some(before) = before.strip_suffix(')').filter(|_| !number.is_empty()) else { continue };
        let Some(open) = before.rfind('(') else { continue };
        let year = &before[open + 1..];
        if year.len() != 4 || year.parse::<u32>().is_err() {
            continue;
        }
        let head = &before[..open];
        let is_part = |c: char| c.is_alphanumeric();
        let start = head.trim_end_matches(is_part).len();
        if start == open {
            continue;
        }
        let end = at + "号".len();
        found.push((start..end, text[start..end].to_owned()));
    }
    found
}

/// Documents of its steps: of the year of the step, and of an office that decided.
pub(super) fn of_steps(case: &Case, record: &CaseRecord, marks: &OfficeMarks, findings: &Findings) {
    let mut seen: Vec<&str> = Vec::new();
    for step in &case.history {
        let Some(number) = &step.document_no else { continue };
        if seen.contains(&number.value.as_str()) {
            let text = &number.value;
            let message = say!("两步的文书号都是“{text}”", "two steps have the number `{text}`");
            let finding = Finding::new(Code::CaseDocument, case.place(&number.span), message);
            findings.push(finding.help(say!("对照文书改正", "compare the document")));
            continue;
        }
        seen.push(&number.value);
        let text = number.value.as_str();
        let year = text.split_once('〔').and_then(|(_, rest)| rest.split_once('〕')?.0.parse::<i32>().ok());
        // In the first days of a year the document may be of the last.
        let first = (step.on - chrono::Days::new(45)).year();
        if let Some(year) = year.filter(|year| !(first..=step.on.year()).contains(year)) {
            let on = step.on;
            let message = say!(
                "文书号“{text}”是 {year} 年的，这一步在 {on}",
                "the number `{text}` is of {year}, and the step was taken on {on}"
            );
            let finding = Finding::new(Code::CaseDocument, case.place(&number.span), message);
            findings.push(finding.help(say!("对照文书改正", "compare the document")));
            continue;
        }
        let own = |office: &str| {
            record.decisions.iter().any(|one| record.ledger.decisions.text(one, one.authority) == office)
        };
        if let Some(office) = marks.office(text).filter(|office| !record.decisions.is_empty() && !own(office))
        {
            let message = say!(
                "文书号“{text}”像是{office}的，所列决定不是它作出的",
                "the number `{text}` looks like one of {office}, which made none of the linked decisions"
            );
            let finding = Finding::new(Code::CaseDocument, case.place(&number.span), message);
            findings.push(finding.help(say!("对照文书改正", "compare the document")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_with_what_stands_before_them() {
        let found = |text: &str| numbers_in(text).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(found("决定书(甲应急罚(2023)12号)。"), ["甲应急罚(2023)12号"]);
        assert_eq!(found("3号井,(2023)号,2023年12号"), Vec::<String>::new());
        assert!(
            is_near("甲应急罚(2022)1号", "甲应急罚(2023)1号")
                && !is_near("晋发(2022)135号", "甲应急罚(2023)1号")
        );
    }
}
