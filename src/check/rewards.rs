//! Rewards for tips, against the range the law gives them. A hint, by sums alone: which tip was rewarded is nobody's
//! business, and stands nowhere.

use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::ledger::{DecisionKind, Source};
use crate::dataset::life::state;
use crate::dataset::{RegionAt, Span};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::figures::format_decimal;
use crate::figures::{Key, MeasureAt};
use crate::say;

/// 举报奖励, in 万元.
const REWARDS: &str = "dispatch.tip_rewards";
/// Of the fine, in hundredths; the least and the most of one reward, in 元.
const SHARE: u64 = 15;
const RANGE: (u64, u64) = (3_000, 300_000);

/// Holds what each reporter paid against what it can have been.
pub fn check(subject: Subject, findings: &Findings) {
    let Some(measure) = subject.figures.measure(REWARDS) else { return };
    let most = most(subject);
    for &region in subject.dataset.regions.reporters() {
        findings.extend(too_little(subject, measure, region));
        findings.extend(most[region.place()].and_then(|most| too_much(subject, measure, region, most)));
    }
}

fn hint(subject: Subject, at: Key, message: Say) -> Finding {
    Finding::new(Code::RewardOutOfRange, subject.place_of(at), message)
        .help(say!("核对金额，单位万元", "compare the amount, in 万元"))
}

/// A month whose rewards are less than one may be.
fn too_little(subject: Subject, measure: MeasureAt, region: RegionAt) -> impl Iterator<Item = Finding> {
    subject.figures.periods().filter_map(move |period| {
        let month = Key { measure, region, period, span: Span::Month };
        let paid = subject.figures.at(month).value()?;
        let name = &subject.dataset.regions.all()[region].name;
        (paid > Decimal::ZERO && paid < wan(RANGE.0)).then(|| {
            let least = format_decimal(wan(RANGE.0), "");
            let message = say!(
                "提示：{name}当月举报奖励少于一起的下限 {least} 万元",
                "a hint: {name} paid less for tips in the month than one reward is at least, {least} 万元"
            );
            hint(subject, month, message)
        })
    })
}

/// The last month that rewarded anything, where all rewards to date are more than they may be.
fn too_much(subject: Subject, measure: MeasureAt, region: RegionAt, most: u64) -> Option<Finding> {
    let last = subject.figures.latest()?;
    let to_date = Key { measure, region, period: last, span: Span::ToDate };
    let paid = subject.figures.at(to_date).value()?;
    let name = &subject.dataset.regions.all()[region].name;
    let is_paid = |at: &Key| subject.figures.at(*at).value().is_some_and(|paid| paid > Decimal::ZERO);
    let months = last.to_date().map(|period| Key { period, span: Span::Month, ..to_date });
    let at = months.rev().find(is_paid).unwrap_or(to_date);
    (paid > wan(most)).then(|| {
        let message = say!(
            "提示：{name}累计举报奖励，多于台账中举报查实的隐患按罚款的 {SHARE}% 计（每起 0.3 万至 30 万元）的上限",
            "a hint: {name} paid more for tips to date than {SHARE} % of the fines (0.3 to 30 万元 each) of the hazards of its ledger that came of tips"
        );
        hint(subject, at, message)
    })
}

fn wan(yuan: u64) -> Decimal {
    Decimal::from(yuan) / Decimal::from(10_000)
}

/// What the tips of each region's ledger can have brought at the most, in 元; `None` where it has none, or where its
/// fines cannot be told from its decisions. Revoked ones count: the reward may have been paid before.
fn most(subject: Subject) -> Vec<Option<u64>> {
    let ledger = &subject.dataset.ledger;
    let mut most = vec![None; subject.dataset.regions.all().len()];
    if !ledger.decisions.is_kept() || ledger.decisions_are_broken() || ledger.hazards.is_broken() {
        return most;
    }
    let mut fines = vec![0; ledger.hazards.len()];
    let mut names_hazards = vec![false; most.len()];
    for decision in ledger.decisions.rows() {
        names_hazards[decision.region.place()] |= !decision.hazards.is_empty();
        for hazard in decision.hazards.iter().filter(|_| decision.kind == DecisionKind::Fine) {
            fines[hazard.place()] += decision.amount_yuan.unwrap_or_default();
        }
    }
    for (hazard, fines) in ledger.hazards.rows().iter().zip(fines) {
        let is_rewarded = hazard.source == Source::Tip && !state(hazard, subject.as_of).is_dismissal();
        if is_rewarded && names_hazards[hazard.region.place()] {
            *most[hazard.region.place()].get_or_insert(0) += (fines * SHARE / 100).clamp(RANGE.0, RANGE.1);
        }
    }
    most
}
