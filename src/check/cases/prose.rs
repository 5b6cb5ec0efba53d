//! What a case's text says against the decisions it is about: fines and legal bases.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::Subject;
use super::{money, numerals};
use crate::dataset::Case;
use crate::dataset::cases::CaseKind;
use crate::dataset::publication::Visibility;
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::say;

/// Checks one case; one from elsewhere has no decisions of ours, and what is no longer public says nothing.
pub(super) fn check(subject: Subject, case: &Case, findings: &Findings) {
    let removed = case.publication.visibility(subject.as_of) == Visibility::Removed;
    if case.kind != CaseKind::Negative || removed {
        return;
    }
    fines(subject, case, findings);
    bases(subject, case, findings);
}

/// Sentences of the text, with where they begin in the file.
fn sentences(case: &Case) -> impl Iterator<Item = (usize, &str)> {
    let start = case.body.start;
    case.text().split_inclusive(['。', '；', '\n']).scan(start, |at, sentence| {
        let begins = *at;
        *at += sentence.len();
        Some((begins, sentence))
    })
}

fn report(case: &Case, code: Code, span: &Range<usize>, message: Say, help: Say, findings: &Findings) {
    findings.push(Finding::new(code, case.place(span), message).help(help));
}

/// Every sum in a sentence about a penalty.
fn fines(subject: Subject, case: &Case, findings: &Findings) {
    let decisions = case.actions.iter().map(|at| subject.dataset.ledger.decisions.get(at.value));
    let amounts: Vec<u64> = decisions.filter_map(|decision| decision.amount_yuan).collect();
    let listed = amounts.iter().map(|yuan| format!("{yuan} 元")).collect::<Vec<_>>().join("、");
    for (start, sentence) in sentences(case).filter(|(_, sentence)| sentence.contains('罚')) {
        for (span, sum) in numerals::sums(sentence) {
            if money::is_accounted_for(sum, &amounts) {
                continue;
            }
            let text = &sentence[span.clone()];
            let help = if amounts.is_empty() {
                say!("在 `actions` 里列出处罚决定", "list the decisions in `actions`")
            } else {
                say!("所列处罚是 {listed}", "the linked fines are {listed}")
            };
            let at = span.start + start..span.end + start;
            let message = say!("台账里没有“{text}”的罚款", "no linked decision is a fine of `{text}`");
            report(case, Code::CaseAmount, &at, message, help, findings);
        }
    }
}

/// What is cited as a basis is a decision's basis, and each decision's is cited.
fn bases(subject: Subject, case: &Case, findings: &Findings) {
    let decisions = &subject.dataset.ledger.decisions;
    let linked = case.actions.iter().map(|at| (at, decisions.get(at.value)));
    let linked: Vec<_> = linked.filter(|(_, decision)| decision.is_valid_penalty()).collect();
    let of = |text: &str| {
        numerals::citations(text).into_iter().map(|one| (one.law, one.article)).collect::<Vec<_>>()
    };
    let known: BTreeSet<(String, u64)> =
        linked.iter().flat_map(|(_, decision)| of(decisions.text(decision, decision.basis))).collect();
    let cited: BTreeSet<(String, u64)> = of(case.text()).into_iter().collect();
    for (at, decision) in &linked {
        for (law, article) in of(decisions.text(decision, decision.basis)) {
            if !cited.contains(&(law.clone(), article)) {
                let message = say!(
                    "正文没有写到这项处罚的依据：《{law}》第 {article} 条",
                    "the text does not cite the basis of this penalty: {law}, art. {article}"
                );
                let help = say!("写进“法律依据”一节", "cite it under 法律依据");
                report(case, Code::CaseCitation, &at.span, message, help, findings);
            }
        }
    }
    if known.is_empty() {
        return;
    }
    for (start, sentence) in sentences(case) {
        for one in numerals::citations(sentence) {
            let before = &sentence[..one.span.start];
            // 违反……第四十一条，依据……第一百零二条: what was broken is no basis.
            let basis = ["依据", "根据", "依照"].iter().filter_map(|word| before.rfind(word)).max();
            let broken = before.rfind("违反");
            if basis.is_some() && basis > broken && !known.contains(&(one.law.clone(), one.article)) {
                let span = one.span.start + start..one.span.end + start;
                let (law, article) = (&one.law, one.article);
                let message = say!(
                    "所列处罚没有以《{law}》第 {article} 条为依据的",
                    "no linked penalty rests on {law}, art. {article}"
                );
                let help = say!("核对处罚决定书", "compare it with the decision");
                report(case, Code::CaseCitation, &span, message, help, findings);
            }
        }
    }
}
