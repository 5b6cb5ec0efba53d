//! Every sum a case calls a fine, and whom it was imposed on, against its decisions.
//!
//! In: the prose of a case and its record. Out: a finding for each sum that is not the fine of that party, and for each fine
//! that is told nowhere. 违法所得, losses, costs, contracts, what the law allows and what was before are no decision's sums.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::imposed::{FineStated, Whom, imposed_in, unit_names};
use super::money;
use super::prose::{CaseProse, section_span};
use super::record::{CaseRecord, party_title};
use crate::dataset::Case;
use crate::dataset::ledger::Decision;
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// The fines of a case, in 元.
type Fines<'r> = [(&'r Decision, Decimal)];

/// Checks one case; what is no longer public need not tell everything.
pub(super) fn check(
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    is_whole: bool,
    findings: &Findings,
) {
    let fines: Vec<(&Decision, Decimal)> = record.fines().collect();
    let names = unit_names(record);
    let mut stated = Vec::new();
    for sentence in prose.sentences() {
        let of_one = imposed_in(&sentence, &names, record);
        stated.extend(without_parts(of_one, &fines));
    }
    let mut missing: BTreeSet<usize> =
        (0..fines.len()).filter(|at| is_whole && fines[*at].0.is_valid_penalty()).collect();
    let (right, wrong): (Vec<_>, Vec<_>) =
        stated.iter().map(|one| (one, right_ones(one, &fines))).partition(|(_, right)| !right.is_empty());
    for at in right.iter().flat_map(|(_, right)| right) {
        missing.remove(at);
    }
    for (one, _) in &wrong {
        // What is told wrongly is told: the same party's first.
        let instead = missing.iter().copied().find(|at| match one.whom {
            Whom::Party(party) => fines[*at].0.party == party,
            Whom::Anybody | Whom::All => true,
        });
        if let Some(at) = instead.filter(|_| !one.is_unclear) {
            missing.remove(&at);
        }
        findings.push(wrong_sum(case, record, one, &fines));
    }
    for (decision, yuan) in missing.into_iter().map(|at| fines[at]) {
        let (id, (zh, en)) = (record.id(decision), party_title(decision.party));
        let message = say!(
            "正文没有写到对{zh}罚款 {yuan} 元（`{id}`）",
            "the text does not tell of the fine of {yuan} 元 on {en} (`{id}`)"
        );
        let place = case.place(&section_span(case, "处理结果"));
        findings.push(
            Finding::new(Code::CaseAmount, place, message)
                .related(
                    record.cell(decision, "amount_yuan"),
                    say!("台账里的金额", "the amount in the ledger"),
                )
                .help(say!("写进“处理结果”一节", "tell of it under 处理结果")),
        );
    }
}

/// The fines a sum is right about: one of that party, or what several add up to.
fn right_ones(one: &FineStated, fines: &Fines) -> BTreeSet<usize> {
    let of = |is_of: &dyn Fn(&Decision) -> bool| {
        let places = fines.iter().enumerate().filter(|(_, (decision, _))| is_of(decision));
        let (places, yuan): (Vec<usize>, Vec<Decimal>) = places.map(|(at, (_, yuan))| (at, *yuan)).unzip();
        let single = |(_, yuan): &(&usize, &Decimal)| **yuan == one.sum;
        if let Some((at, _)) = places.iter().zip(&yuan).find(single) {
            return BTreeSet::from([*at]);
        }
        if money::is_accounted_for(one.sum, &yuan) { places.into_iter().collect() } else { BTreeSet::new() }
    };
    match one.whom {
        Whom::Party(party) => of(&|decision| decision.party == party),
        Whom::Anybody => of(&|_| true),
        Whom::All => {
            let all: Decimal = fines.iter().map(|(_, yuan)| *yuan).sum();
            if all == one.sum { (0..fines.len()).collect() } else { of(&|_| true) }
        }
    }
}

/// Sums that a right one of the same sentence adds up: each failing has its own, and they are imposed as one (合并处罚).
fn without_parts(mut stated: Vec<FineStated>, fines: &Fines) -> Vec<FineStated> {
    let is_right = |one: &FineStated| !right_ones(one, fines).is_empty();
    if let Some(total) = stated.iter().find(|one| one.whom == Whom::All && is_right(one)).map(|one| one.sum) {
        let parts: Decimal = stated.iter().filter(|one| !is_right(one)).map(|one| one.sum).sum();
        if parts == total {
            stated.retain(is_right);
        }
    }
    stated
}

fn wrong_sum(case: &Case, record: &CaseRecord, one: &FineStated, fines: &Fines) -> Finding {
    let text = &case.file.text[one.span.clone()];
    let place = case.place(&one.span);
    let listed = fines.iter().map(|(decision, yuan)| {
        format!("`{}` {} {yuan} 元", record.id(decision), party_title(decision.party).0)
    });
    let listed = listed.collect::<Vec<_>>().join("、");
    let help = if fines.is_empty() {
        say!("在 `actions` 里列出处罚决定", "list the decisions in `actions`")
    } else {
        say!(
            "所列处罚是 {listed}；确实无误的，写进 `checked` 并说明理由",
            "the linked fines are {listed}; where it is right, say so in `checked` with the reason"
        )
    };
    let mut finding = if one.is_unclear {
        let message = say!(
            "看不出“{text}”是不是这项处罚的罚款，台账里没有这个数",
            "whether `{text}` is the fine of this case cannot be seen; no linked decision has it"
        );
        Finding::new(Code::CaseUnclear, place, message)
    } else if let Whom::Party(party) = one.whom {
        let (zh, en) = party_title(party);
        let own = fines.iter().find(|(decision, _)| decision.party == party);
        let message = match own {
            Some((_, yuan)) => say!(
                "台账里没有对{zh}“{text}”的罚款，对{zh}的是 {yuan} 元",
                "no linked decision fines {en} `{text}`; it is {yuan} 元"
            ),
            None => say!("台账里没有对{zh}“{text}”的罚款", "no linked decision fines {en} `{text}`"),
        };
        Finding::new(Code::CaseAmount, place, message)
    } else {
        let message = say!("台账里没有“{text}”的罚款", "no linked decision is a fine of `{text}`");
        Finding::new(Code::CaseAmount, place, message)
    };
    let of_party = |decision: &Decision| matches!(one.whom, Whom::Party(party) if party == decision.party);
    let row = fines.iter().find(|(decision, _)| of_party(decision)).or(fines.first());
    if let Some((decision, _)) = row {
        let amount = record.cell(decision, "amount_yuan");
        finding = finding.related(amount, say!("台账里的金额", "the amount in the ledger"));
    }
    finding.help(help)
}
