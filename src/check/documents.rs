//! Numbers of documents: one is that of one decision, entered once, and says its year. Hints, as numbers are not everywhere so regular.

use chrono::Datelike;
use hashbrown::HashMap;
use rayon::prelude::*;

use super::Subject;
use crate::dataset::ledger::{Decision, Row};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::say;

/// Every reporter's decisions; two reporters are two offices, which number for themselves.
pub fn check(subject: Subject, findings: &Findings) {
    let decisions = subject.dataset.ledger.decisions.rows();
    let of_reporters = decisions.par_chunk_by(|one, other| one.at().sheet == other.at().sheet);
    let of_reporters = of_reporters.flat_map_iter(|of_one| of_reporter(subject, of_one));
    let (of_one, of_two) =
        rayon::join(|| of_reporters.collect::<Vec<Finding>>(), || of_two_reporters(subject));
    findings.extend(of_one.into_iter().chain(of_two));
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

fn of_reporter(subject: Subject, decisions: &[Decision]) -> Vec<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let mut first: HashMap<&str, &Decision> = HashMap::new();
    let mut found = Vec::new();
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

/// The year in the brackets of a number: `示例应急罚〔2023〕1号`.
fn year_of(number: &str) -> Option<i32> {
    let (_, rest) = number.split_once('〔')?;
    let (year, _) = rest.split_once('〕')?;
    year.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_its_year() {
        assert_eq!(year_of("临应急发〔2023〕82号"), Some(2023));
        assert_eq!(year_of("临应急发[2023]82号"), None);
        assert_eq!(year_of("82号"), None);
    }
}
