//! Rewards for tips, against the range the law gives them. A hint, by sums alone: which tip was rewarded is nobody's
//! business, and stands nowhere.

use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::ledger::{DecisionKind, Source};
use crate::dataset::life::state;
use crate::dataset::{RegionAt, Span, Yuan};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::figures::format_decimal;
use crate::figures::{Key, MeasureAt};
use crate::say;

/// 举报奖励, in 万元.
const REWARDS: &str = "dispatch.tip_rewards";
/// Of the fine, in hundredths; the least and the most of one reward.
const SHARE: u64 = 15;
const RANGE: (Yuan, Yuan) = (Yuan::whole(3_000), Yuan::whole(300_000));

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
        (paid > Decimal::ZERO && paid < RANGE.0.ten_thousands()).then(|| {
            let least = format_decimal(RANGE.0.ten_thousands(), "");
            let message = say!(
                "提示：{name}当月举报奖励少于一起的下限 {least} 万元",
                "a hint: {name} paid less for tips in the month than one reward is at least, {least} 万元"
            );
            hint(subject, month, message)
        })
    })
}

/// The last month that rewarded anything, where all rewards to date are more than they may be.
fn too_much(subject: Subject, measure: MeasureAt, region: RegionAt, most: Yuan) -> Option<Finding> {
    let last = subject.figures.latest()?;
    let to_date = Key { measure, region, period: last, span: Span::ToDate };
    let paid = subject.figures.at(to_date).value()?;
    let name = &subject.dataset.regions.all()[region].name;
    // The month that paid the most: most is left where none is wrong.
    let paid_in = |at: &Key| subject.figures.at(*at).value().unwrap_or_default();
    let months = last.to_date().map(|period| Key { period, span: Span::Month, ..to_date });
    let at = months.max_by_key(paid_in).unwrap_or(to_date);
    (paid > most.ten_thousands()).then(|| {
        let message = say!(
            "提示：{name}累计举报奖励，多于台账中举报查实的隐患按罚款的 {SHARE}% 计（每起 0.3 万至 30 万元）的上限",
            "a hint: {name} paid more for tips to date than {SHARE} % of the fines (0.3 to 30 万元 each) of the hazards of its ledger that came of tips"
        );
        hint(subject, at, message)
    })
}

/// What the tips of each region's ledger can have brought at the most; `None` where it has none, or where its
/// fines cannot be told from its decisions. Revoked ones count: the reward may have been paid before.
fn most(subject: Subject) -> Vec<Option<Yuan>> {
    let ledger = &subject.dataset.ledger;
    let mut most = vec![None; subject.dataset.regions.all().len()];
    if !ledger.decisions.is_kept() || ledger.decisions_are_broken() || ledger.hazards.is_broken() {
        return most;
    }
    let mut fines = vec![Yuan::ZERO; ledger.hazards.len()];
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
            let share = Yuan::of_fen(fines.fen() * SHARE / 100);
            *most[hazard.region.place()].get_or_insert_default() += share.clamp(RANGE.0, RANGE.1);
        }
    }
    most
}
