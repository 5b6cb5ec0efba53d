//! Cases against each other: which decisions they are about, and which batch they came in.
//!
//! In: all cases. Out: a finding where two public ones are about one decision, and where a batch is earlier than another that
//! was published before it. An example: batch 6 on 2023-07-10, where batch 5 came in November.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Subject;
use super::dates::number_before;
use super::prose::{CaseProse, Mood};
use crate::dataset::Case;
use crate::dataset::cases::CaseKind;
use crate::dataset::publication::Visibility;
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// No office skips so many batches: other trades have theirs, and take a few.
const GAP: u32 = 12;
/// What says that a batch is this case's.
const OF_THIS: [&str; 5] = ["本案", "该案", "列入", "纳入", "作为"];

/// All cases.
pub(super) fn check(subject: Subject, findings: &Findings) {
    let is_public = |case: &&Case| {
        case.kind == CaseKind::Negative && case.publication.visibility(subject.as_of) != Visibility::Removed
    };
    let cases: Vec<&Case> = subject.dataset.cases.iter().filter(is_public).collect();
    one_decision(&cases, subject, findings);
    in_order(&cases, findings);
}

/// One that was withdrawn may be told anew; otherwise a decision is exposed once.
fn one_decision(cases: &[&Case], subject: Subject, findings: &Findings) {
    let mut first = BTreeMap::new();
    for case in cases {
        let mut told = false;
        for action in &case.actions {
            let known = first.entry(action.value).or_insert((*case, action.span.clone()));
            if told || std::ptr::eq(known.0, *case) {
                continue;
            }
            told = true;
            let table = &subject.dataset.ledger.decisions;
            let id = table.id(table.get(action.value));
            let message = say!(
                "决定 `{id}` 已写在另一个案例里",
                "the decision `{id}` is told of in another case already"
            );
            let finding = Finding::new(Code::CasesAtOdds, case.place(&action.span), message);
            findings.push(
                finding.related(known.0.place(&known.1), say!("另一个案例", "the other case")).help(say!(
                    "只留一个案例，或改正 `actions`",
                    "keep one of the cases, or correct `actions`"
                )),
            );
        }
    }
}

/// Batches follow one another in time; those that break the order most are told.
fn in_order(cases: &[&Case], findings: &Findings) {
    let dated = cases.iter().filter_map(|case| {
        let batch = case.batch.as_ref()?;
        Some((case.publication.first_published()?, batch.value, *case, batch.span.clone()))
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(on, batch, ..)| (*on, *batch));
    let batches: Vec<u32> = dated.iter().map(|(_, batch, ..)| *batch).collect();
    let in_order = longest_in_order(&batches);
    let place = |at: usize| {
        let (.., case, span) = &dated[at];
        case.place(span)
    };
    let told = |finding: Finding| {
        findings
            .push(finding.help(say!("核对 `batch` 和公开日期", "check `batch` and the day of publication")));
    };
    for at in (0..dated.len()).filter(|at| !in_order.contains(at)) {
        let (on, batch, ..) = &dated[at];
        let is_broken = |other: &usize| {
            let (day, number, ..) = &dated[*other];
            (day < on && number > batch) || (day > on && number < batch)
        };
        let Some(other) = in_order.iter().copied().find(is_broken) else { continue };
        let (day, number, ..) = &dated[other];
        let message = say!(
            "第 {batch} 批在 {on} 公开，第 {number} 批却在 {day}",
            "batch {batch} was published on {on}, and batch {number} on {day}"
        );
        let finding = Finding::new(Code::CasesAtOdds, place(at), message);
        told(finding.related(place(other), say!("那一批", "that batch")));
    }
    let mut sorted: Vec<(u32, usize)> = in_order.iter().map(|at| (batches[*at], *at)).collect();
    sorted.sort_unstable();
    for pair in sorted.windows(2).filter(|pair| pair[1].0 - pair[0].0 > GAP) {
        let ((before, _), (batch, at)) = (pair[0], pair[1]);
        let message = say!(
            "第 {batch} 批之前最近的是第 {before} 批",
            "the batch before batch {batch} is batch {before}"
        );
        told(Finding::new(Code::CasesAtOdds, place(at), message));
    }
}

/// The places of a longest part of a list that never falls: 1 5 1 3 5 is in order but for the first 5.
fn longest_in_order(list: &[u32]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (at, value) in list.iter().enumerate() {
        let length = ends.partition_point(|end| list[*end] <= *value);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut all: Vec<usize> = std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    all.reverse();
    all
}

/// 本案列入第九批典型案例, where `batch` is another.
pub(super) fn in_text(case: &Case, prose: &CaseProse, findings: &Findings) {
    let Some(own) = &case.batch else { return };
    for sentence in prose.sentences() {
        for clause in sentence.clauses().into_iter().filter(|clause| clause.meant == Mood::Stated) {
            let text = &sentence.text[clause.span.clone()];
            let Some((span, batch)) = batch_told(text) else { continue };
            if batch == own.value {
                continue;
            }
            let span = clause.span.start + span.start..clause.span.start + span.end;
            let own_batch = own.value;
            let message = say!(
                "写的是第 {batch} 批，`batch` 是 {own_batch}",
                "batch {batch} is told of; `batch` is {own_batch}"
            );
            let finding = Finding::new(Code::CasesAtOdds, case.place(&sentence.source_of(&span)), message);
            findings.push(
                finding
                    .related(case.place(&own.span), say!("这里", "here"))
                    .help(say!("改正其中一个", "correct one of the two")),
            );
        }
    }
}

/// The batch a clause says this case is of.
fn batch_told(clause: &str) -> Option<(Range<usize>, u32)> {
    let at = clause.find('批')?;
    let (start, batch) = number_before(&clause[..at])?;
    let start = clause[..start].strip_suffix('第')?.len();
    let is_of_cases = clause[at..].contains("案例") || clause[at..].contains("曝光");
    let is_this = OF_THIS.iter().any(|word| clause[..start].contains(word));
    (is_of_cases && is_this).then_some((start..at + "批".len(), batch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_the_order_is_outside_the_longest_part_in_order() {
        assert_eq!(longest_in_order(&[1, 1, 6, 2, 3, 3, 5]), [0, 1, 3, 4, 5, 6]);
        assert_eq!(longest_in_order(&[]), Vec::<usize>::new());
    }

    #[test]
    fn a_batch_is_this_cases_where_the_clause_says_so() {
        assert_eq!(batch_told("本案列入第九批典型执法案例。").map(|(_, batch)| batch), Some(9));
        assert_eq!(batch_told("继第2批典型案例之后"), None);
        assert_eq!(batch_told("本案涉及第一批整改企业"), None);
    }
}
