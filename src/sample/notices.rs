//! Comes in: what offices decided. Goes out: exposures, interviews and joint punishment of enterprises by their own
//! county, and what the bureau circulates about counties; together they are one ledger file.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::calendar::{worked_day_about, worked_day_from};
use super::chance::Chance;
use super::decision::Decision;
use super::plan::SamplePlan;
use super::registry::Registry;
use super::rulings::LARGE;
use super::table::CsvFile;
use super::words;
use crate::dataset::ledger::Book;

/// One row of the notices ledger; its region is the one concerned.
pub(super) struct Notice {
    pub(super) issued_on: NaiveDate,
    pub(super) kind: &'static str,
    pub(super) reporter: usize,
    /// None where a county is addressed.
    pub(super) enterprise: Option<usize>,
    reason: &'static str,
}

/// What a county makes known about enterprises it fined.
pub(super) fn about_firms(
    plan: &SamplePlan,
    reporter: usize,
    decisions: &[Decision],
    chance: &mut Chance,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    let fines = decisions.iter().filter(|decision| decision.kind == "fine" && decision.party == "unit");
    for decision in fines.filter(|decision| decision.is_valid_penalty()) {
        let kind = match chance.below(100) {
            0..24 => "exposure",
            24..36 => "interview",
            36..40 => "joint_punishment",
            _ => continue,
        };
        // What is not published yet is not made known by name, and a firm is punished together for what is grave.
        let Some(published_on) = decision.published_on else { continue };
        let grave = decision.amount_yuan.is_some_and(|yuan| yuan >= LARGE);
        let kind = if kind == "joint_punishment" && !grave { "interview" } else { kind };
        let issued_on = worked_day_from(published_on + Days::new(chance.between(3, 14)));
        if issued_on <= plan.as_of {
            let reason = chance.pick(&words::FIRM_REASONS);
            notices.push(Notice { issued_on, kind, reporter, enterprise: Some(decision.enterprise), reason });
        }
    }
    notices
}

/// What the bureau circulates about counties, from the second month on.
pub(super) fn about_counties(plan: &SamplePlan, chance: &mut Chance) -> Vec<Notice> {
    let mut notices = Vec::new();
    let counties = plan.reporters.len() - 1;
    for period in plan.calendar.periods.iter().take(plan.months).skip(1) {
        let count = if counties == 0 { 0 } else { chance.between(0, 2 + counties as u64 / 60) };
        for _ in 0..count {
            let span = (period.to - period.from).num_days().unsigned_abs();
            notices.push(Notice {
                issued_on: worked_day_about(period.from + Days::new(chance.between(0, span)), period.from),
                kind: if chance.happens(65) { "circular" } else { "interview" },
                reporter: 1 + chance.below(counties),
                enterprise: None,
                reason: chance.pick(&words::AREA_REASONS),
            });
        }
    }
    notices
}

/// `data/ledger/notices.csv`, in order of the days issued.
pub(super) fn csv(plan: &SamplePlan, registry: &Registry, mut notices: Vec<Notice>) -> String {
    notices.sort_by_key(|notice| (notice.issued_on, notice.reporter, notice.enterprise));
    let mut table = CsvFile::of(Book::Notices.columns());
    let mut documents: BTreeMap<(&str, i32), usize> = BTreeMap::new();
    for (at, notice) in notices.iter().enumerate() {
        let (series, year) = (series(notice.kind), notice.issued_on.year());
        let number = documents.entry((series, year)).or_default();
        *number += 1;
        table.set("id", format_args!("N{:04}", at + 1)).set("issued_on", notice.issued_on);
        table.set("kind", notice.kind).set("region", &plan.reporters[notice.reporter].code);
        table.optional("enterprise", notice.enterprise.map(|owner| &registry.enterprises[owner].id));
        table.set("reason", notice.reason);
        let basis = (notice.kind == "joint_punishment").then_some("《安全生产法》第七十八条第一款");
        table.optional("basis", basis);
        table.set("document_no", format_args!("示例应急{series}〔{year}〕{number}号")).end();
    }
    table.finish()
}

fn series(kind: &str) -> &'static str {
    match kind {
        "circular" => "通报",
        "interview" => "约谈",
        "exposure" => "曝光",
        _ => "联惩",
    }
}
