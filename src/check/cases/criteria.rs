//! Criteria a case tells by their titles, against those of its hazards.
//!
//! In: the prose of a case that says what was found, and its record. Out: a finding where a title is that of another criterion.

use std::ops::Range;

use super::super::criterion_titles::CriterionTitles;
use super::prose::{CaseProse, Mood, clause_at};
use super::record::CaseRecord;
use crate::dataset::{Case, Criterion, CriterionAt};
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// Where all criteria may be told of.
const GENERAL: [&str; 2] = ["警示意义", "法律依据"];

/// Checks one case.
pub(super) fn check(
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    titles: &CriterionTitles,
    findings: &Findings,
) {
    let of_hazards = record.hazards.iter().flat_map(|hazard| hazard.criteria.iter().copied());
    let own: Vec<CriterionAt> = of_hazards.chain(case.criteria.iter().map(|at| at.value)).collect();
    if own.is_empty() {
        return;
    }
    for sentence in prose.sentences().filter(|sentence| !GENERAL.contains(&sentence.section)) {
        let clauses = sentence.clauses();
        let is_told = |(_, span): &(&Criterion, Range<usize>)| {
            matches!(clauses[clause_at(&clauses, span.start)].meant, Mood::Stated | Mood::General)
        };
        let in_brackets = titles.other_code(sentence.text, &own).filter(is_told);
        let Some((other, span)) = titles.other(sentence.text, &own).or(in_brackets) else { continue };
        let (code, title) = (&other.code, &other.title);
        let message = say!(
            "写的是 `{code}`（{title}），所列隐患判定的不是它",
            "`{code}` ({title}) is told of; none of the linked hazards was judged by it"
        );
        let finding = Finding::new(Code::CaseCriterion, case.place(&sentence.source_of(&span)), message);
        let hazard = record.hazards.first();
        let finding = match hazard {
            Some(hazard) => finding.related(
                record.ledger.hazards.cell(hazard, "criterion"),
                say!("台账里的判定依据", "the criterion in the ledger"),
            ),
            None => finding,
        };
        findings.push(finding.help(say!(
            "改正正文；确实无误的，写进 `checked` 并说明理由",
            "correct the text; where it is right, say so in `checked` with the reason"
        )));
    }
}
