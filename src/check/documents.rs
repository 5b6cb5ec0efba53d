//! Numbers of documents: one is that of one decision or notice, entered once, and says its year. Hints, as numbers are not everywhere so regular.

use chrono::Datelike;
use hashbrown::HashMap;
use rayon::prelude::*;

use super::Subject;
use crate::dataset::ledger::{Decision, Notice, NoticeKind, Row, Word};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::parse::scalar::folded;
use crate::say;

/// Every reporter's decisions; two reporters are two offices, which number for themselves.
pub fn check(subject: Subject, findings: &Findings) {
    let decisions = subject.dataset.ledger.decisions.rows();
    let of_reporters = decisions.par_chunk_by(|one, other| one.at().sheet == other.at().sheet);
    let of_reporters = of_reporters.flat_map_iter(|of_one| of_reporter(subject, of_one));
    let (of_one, of_two) =
        rayon::join(|| of_reporters.collect::<Vec<Finding>>(), || of_two_reporters(subject));
    findings.extend(of_one.into_iter().chain(of_two));
    notices(subject, findings);
}

/// A number is that of one notice, or of one that names several at once; it is not that of a decision.
fn notices(subject: Subject, findings: &Findings) {
    let (table, decisions) = (&subject.dataset.ledger.notices, &subject.dataset.ledger.decisions);
    if table.is_empty() {
        return;
    }
    let numbers = table.rows().iter().map(|notice| (table.text(notice, notice.document_no), None));
    let mut of_decisions: HashMap<&str, Option<&Decision>> = numbers.collect();
    for decision in decisions.rows() {
        if let Some(one) = of_decisions.get_mut(decisions.text(decision, decision.document_no)) {
            one.get_or_insert(decision);
        }
    }
    findings.extend(of_other_kinds(subject));
    let mut first: HashMap<&str, &Notice> = HashMap::new();
    let mut addressed = HashMap::new();
    for notice in table.rows().iter().filter(|notice| !notice.document_no.is_empty()) {
        let (id, number, on) = (table.id(notice), table.text(notice, notice.document_no), notice.issued_on);
        let tell =
            |message: Say| Finding::new(Code::DocumentMisfit, table.cell(notice, "document_no"), message);
        let help = say!("对照文书改正", "compare the document");
        let one = *first.entry(number).or_insert(notice);
        let same: &Notice = addressed.entry((number, notice.region, notice.enterprise)).or_insert(notice);
        let is_another = (one.issued_on, one.kind) != (on, notice.kind);
        let is_again = !std::ptr::eq(same, notice) && !table.differ_by_id_alone(same, notice);
        if is_another || is_again {
            let one = if is_another { one } else { same };
            let other = table.id(one);
            let message = say!(
                "提示：通报 `{id}` 与 `{other}` 文书号相同，日期、种类不同或对象相同",
                "a hint: the notices `{id}` and `{other}` share a number, but not day and kind, or are of one subject"
            );
            let place = table.cell(one, "document_no");
            findings.push(
                tell(message).help(help).related(place, say!("先用这个文书号的", "the first of that number")),
            );
        } else if let Some(year) = year_of(number).filter(|year| *year != on.year()) {
            let message = say!(
                "提示：通报 `{id}` 的文书号是 {year} 年的，日期是 {on}",
                "a hint: the notice `{id}` has a number of {year}, and was issued on {on}"
            );
            findings.push(tell(message).help(help));
        } else if let Some(decision) = of_decisions[number] {
            let other = decisions.id(decision);
            let message = say!(
                "提示：通报 `{id}` 的文书号是决定 `{other}` 的",
                "a hint: the number of the notice `{id}` is that of the decision `{other}`"
            );
            let place = decisions.cell(decision, "document_no");
            findings.push(
                tell(message)
                    .help(help)
                    .related(place, say!("用这个文书号的决定", "the decision of that number")),
            );
        }
    }
}

/// So many notices of one kind have a series before one of another kind in it is told.
const SERIES: usize = 3;

/// Each series of numbers is of one kind of notices: 甲应急曝光〔2023〕2号 is no 约谈, where all others of that series are 曝光.
fn of_other_kinds(subject: Subject) -> Vec<Finding> {
    let table = &subject.dataset.ledger.notices;
    let series =
        |notice: &Notice| table.text(notice, notice.document_no).split_once('〔').map(|(series, _)| series);
    let mut kinds: HashMap<&str, HashMap<NoticeKind, usize>> = HashMap::new();
    for notice in table.rows() {
        if let Some(series) = series(notice) {
            *kinds.entry(series).or_default().entry(notice.kind).or_default() += 1;
        }
    }
    let told = |notice: &Notice| {
        let name = series(notice)?;
        let of = kinds.get(name)?;
        let (others, all) = (of.keys().find(|kind| **kind != notice.kind)?, of.values().sum::<usize>());
        let is_one = of.len() == 2 && of[&notice.kind] == 1 && all > SERIES;
        is_one.then(|| {
            let id = table.id(notice);
            let ((_, zh, en), (_, usual_zh, usual_en)) = (notice.kind.term(), others.term());
            let message = say!(
                "提示：通报 `{id}` 写的是{zh}，“{name}”的其他文书都是{usual_zh}",
                "a hint: the notice `{id}` is entered as {en}; all others of the series `{name}` as {usual_en}"
            );
            Finding::new(Code::DocumentMisfit, table.cell(notice, "kind"), message)
                .help(say!("对照文书改正种类或文书号", "compare the document: correct the kind or the number"))
        })
    };
    table.rows().iter().filter_map(told).collect()
}

/// Decisions that stand in the ledgers of two reporters: each would count them.
fn of_two_reporters(subject: Subject) -> Vec<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let (mut first, mut found) = (HashMap::with_capacity(table.len()), Vec::new());
    for decision in table.rows() {
        let office = table.text(decision, decision.authority);
        let number = table.text(decision, decision.document_no);
        if office.is_empty() || number.is_empty() {
            continue;
        }
        let one: &Decision = first.entry((office, number, decision.decided_on)).or_insert(decision);
        let same_firm = one.enterprise.is_some() && one.enterprise == decision.enterprise;
        let same_case = table.text(one, one.case) == table.text(decision, decision.case);
        if one.at.sheet == decision.at.sheet || !(same_case || same_firm) {
            continue;
        }
        let (id, other) = (table.id(decision), table.id(one));
        let message = say!(
            "提示：决定 `{id}` 与另一单位台账中的 `{other}` 机关、文书号、日期都相同",
            "a hint: the decision `{id}` has office, number and day of `{other}`, which is in another reporter's ledger"
        );
        found.push(
            Finding::new(Code::DocumentMisfit, table.cell(decision, "document_no"), message)
                .related(table.cell(one, "document_no"), say!("先录的", "the first of the two"))
                .help(say!("一份决定只由一个单位录入", "one decision is entered by one reporter")),
        );
    }
    found
}

/// A case is against one enterprise and its people; one that names two has swallowed another.
fn of_two_firms(subject: Subject, decisions: &[Decision]) -> Vec<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let mut first: HashMap<&str, &Decision> = HashMap::new();
    let mut found = Vec::new();
    let cases = decisions.iter().filter(|one| !one.case.is_empty() && one.enterprise.is_some());
    for decision in cases {
        let case = table.text(decision, decision.case);
        let one = *first.entry(case).or_insert(decision);
        // The same number on both is told with it.
        let is_told = !decision.document_no.is_empty()
            && table.text(one, one.document_no) == table.text(decision, decision.document_no);
        if one.enterprise == decision.enterprise || is_told {
            continue;
        }
        let (id, other) = (table.id(decision), table.id(one));
        let message = say!(
            "提示：决定 `{id}` 与 `{other}` 同属案件 `{case}`，企业却不同",
            "a hint: the decisions `{id}` and `{other}` are of one case, `{case}`, and of two enterprises"
        );
        found.push(
            Finding::new(Code::DocumentMisfit, table.cell(decision, "case"), message)
                .related(table.cell(one, "case"), say!("同一案件的第一项决定", "the first of that case"))
                .help(say!(
                    "一个案件一家企业：改正案件编号或企业",
                    "a case is of one enterprise: correct its number or the enterprise"
                )),
        );
    }
    found
}

fn of_reporter(subject: Subject, decisions: &[Decision]) -> Vec<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let mut first: HashMap<&str, &Decision> = HashMap::new();
    let mut found = of_two_firms(subject, decisions);
    for decision in decisions {
        let number = table.text(decision, decision.document_no);
        if number.is_empty() && !decision.is_valid_penalty() {
            continue;
        }
        let tell = |message: Say| {
            Finding::new(Code::DocumentMisfit, table.cell(decision, "document_no"), message)
                .help(say!("对照文书改正", "compare the document"))
        };
        let (id, decided) = (table.id(decision), decision.decided_on);
        if number.is_empty() {
            found.push(tell(say!(
                "提示：处罚 `{id}` 没有文书号",
                "a hint: the penalty `{id}` has no document number"
            )));
            continue;
        }
        if let Some(year) = year_of(number).filter(|year| *year != decided.year()) {
            found.push(tell(say!(
                "提示：决定 `{id}` 的文书号是 {year} 年的，决定日期是 {decided}",
                "a hint: the decision `{id}` has a number of {year}, and was made on {decided}"
            )));
        }
        let one = *first.entry(number).or_insert(decision);
        let differs = (one.decided_on, one.enterprise) != (decided, decision.enterprise)
            || table.text(one, one.case) != table.text(decision, decision.case);
        if differs {
            let other = table.id(one);
            found.push(
                tell(say!(
                    "提示：决定 `{id}` 与 `{other}` 文书号相同，案件、日期或企业不同",
                    "a hint: the decisions `{id}` and `{other}` share a number, but not case, day and enterprise"
                ))
                .related(table.cell(one, "document_no"), say!("先用这个文书号的", "the first of that number")),
            );
        }
    }
    found
}

/// The year in the brackets of a number, whatever they are: `示例应急罚〔2023〕1号`.
pub(super) fn year_of(number: &str) -> Option<i32> {
    let year = |inside: &str| inside.trim_end_matches('年').parse().ok();
    let is_year = |year: &i32| (1900..=2100).contains(year);
    // Nearly all are written as they should be.
    if let Some((_, rest)) = number.split_once('〔') {
        return rest.split_once('〕').and_then(|(inside, _)| year(inside)).filter(is_year);
    }
    let number = folded(number);
    let inside = number.split('(').skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    inside.filter_map(year).find(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_its_year() {
        for number in [
            "临应急发〔2023〕82号",
            "临应急发[2023]82号",
            "临应急发（２０２３）82号",
            "（临）应急罚【2023】8号",
        ] {
            assert_eq!(year_of(number), Some(2023), "{number}");
        }
        assert_eq!(year_of("82号"), None);
        assert_eq!(year_of("临应急发（82）号"), None);
    }
}
