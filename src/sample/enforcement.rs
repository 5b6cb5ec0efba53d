//! Comes in: a reporter's hazards. Goes out: what the office decided about them: orders, penalties on the unit and
//! on its principal, and what is not a penalty.
//!
//! Kinds and amounts stay within what the articles allow; every row is a decision of its own, with its own number.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::calendar::worked_days_after;
use super::chance::Chance;
use super::hazards::{Ending, FoundBy, Hazard};
use super::office::Office;
use super::plan::SamplePlan;
use super::registry::Registry;

/// One row of the enforcement ledger.
pub(super) struct Decision {
    pub(super) id: String,
    pub(super) case: usize,
    pub(super) decided_on: NaiveDate,
    pub(super) enterprise: usize,
    pub(super) facility: usize,
    pub(super) party: &'static str,
    pub(super) kind: &'static str,
    pub(super) basis: &'static str,
    pub(super) amount_yuan: Option<u64>,
    pub(super) document_no: String,
    /// Which of the reporter's hazards it is about.
    pub(super) hazard: Option<usize>,
    pub(super) published_on: Option<NaiveDate>,
    pub(super) expires_on: Option<NaiveDate>,
    pub(super) revoked_on: Option<NaiveDate>,
}

impl Decision {
    /// Whether it is an administrative penalty (行政处罚法 9) that stands.
    pub(super) fn is_valid_penalty(&self) -> bool {
        let penalty = matches!(self.kind, "warning" | "fine" | "suspend" | "close" | "withhold");
        penalty && self.revoked_on.is_none()
    }
}

/// Fines on the unit: article, least and most, in 元; 97, 98, 99 and 101 take a 第（n）项.
const UNIT_FINES: [(&str, u64, u64); 9] = [
    ("《安全生产法》第九十九条第（二）项", 10_000, 50_000),
    ("《安全生产法》第九十九条第（三）项", 8_000, 50_000),
    ("《安全生产法》第九十九条第（一）项", 5_000, 50_000),
    ("《安全生产法》第一百零二条", 20_000, 50_000),
    ("《安全生产法》第一百零二条", 10_000, 50_000),
    ("《安全生产法》第一百零一条第（三）项", 20_000, 100_000),
    ("《安全生产法》第一百零一条第（五）项", 15_000, 100_000),
    ("《安全生产法》第九十七条第（二）项", 10_000, 100_000),
    ("《安全生产法》第九十七条第（七）项", 10_000, 100_000),
];
/// Building or producing before approval, with the suspension that may go with it.
const UNAPPROVED: (&str, u64, u64) = ("《安全生产法》第九十八条第（二）项", 100_000, 500_000);
/// A principal who does not do the principal's duty.
const PRINCIPAL: (&str, u64, u64) = ("《安全生产法》第九十四条第一款", 20_000, 50_000);

/// Decides about a reporter's hazards; the rows come in order of the days decided.
pub(super) fn decide(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    hazards: &[Hazard],
    chance: &mut Chance,
) -> Vec<Decision> {
    let mut desk =
        PenaltyDesk { plan, office, decisions: Vec::new(), cases: 0, suspended: Vec::new(), revocable: true };
    let mut inspected = vec![false; plan.calendar.periods.len() + 1];
    let mut penalised = vec![false; plan.calendar.periods.len() + 1];
    for (at, hazard) in hazards.iter().enumerate() {
        let from_outside = hazard.source != FoundBy::Own;
        let holds = !matches!(hazard.outcome, Some(Ending::Dismissed | Ending::Downgraded));
        let Some(enterprise) = registry.facilities[hazard.facility].enterprise else { continue };
        if !hazard.major || !holds || !(from_outside || chance.happens(5)) {
            continue;
        }
        let window = plan.calendar.window(hazard.found_on);
        let subject = CaseSubject { at, enterprise, facility: hazard.facility, found_on: hazard.found_on };
        // Two months of finding without a penalty would be 只检查不处罚: then the next case is decided in time.
        let overdue = window > 0 && inspected[window - 1] && !penalised[window - 1] && !penalised[window];
        let by = plan.calendar.periods.get(window).map(|period| period.to).filter(|_| overdue);
        if let Some(decided_on) = desk.open(&subject, by, chance) {
            penalised[plan.calendar.window(decided_on)] = true;
        }
        inspected[window] |= hazard.source == FoundBy::Inspection;
    }
    if office.reporter > 0 && chance.happens(40) {
        desk.close_deserted(registry, chance);
    }
    desk.finish()
}

/// What a case is about.
struct CaseSubject {
    at: usize,
    enterprise: usize,
    facility: usize,
    found_on: NaiveDate,
}

/// A penalty or measure before it is written down.
struct DraftDecision {
    party: &'static str,
    kind: &'static str,
    basis: &'static str,
    amount_yuan: Option<u64>,
}

struct PenaltyDesk<'a> {
    plan: &'a SamplePlan,
    office: &'a Office,
    decisions: Vec<Decision>,
    cases: usize,
    suspended: Vec<usize>,
    /// Whether this case's decisions may be revoked; one that had to come in time may not.
    revocable: bool,
}

impl PenaltyDesk<'_> {
    /// Opens a case about a hazard; says when its penalty was decided, where one stands.
    fn open(
        &mut self,
        subject: &CaseSubject,
        by: Option<NaiveDate>,
        chance: &mut Chance,
    ) -> Option<NaiveDate> {
        self.cases += 1;
        self.rule(subject, subject.found_on, &ORDER, chance);
        if chance.happens(6) {
            let kind = if chance.happens(60) { "seal" } else { "cut_power" };
            let basis = if kind == "seal" {
                "《安全生产法》第六十五条第一款第（四）项"
            } else {
                "《安全生产法》第七十条第一款"
            };
            self.rule(subject, subject.found_on, &measure("unit", kind, basis), chance);
        }
        if by.is_none() && chance.happens(45) {
            return None;
        }
        let natural = subject.found_on + Days::new(chance.between(4, 20));
        let decided_on = by.map_or(natural, |by| natural.min(by).max(subject.found_on));
        if decided_on > self.plan.as_of {
            return None;
        }
        self.revocable = by.is_none();
        let first = self.decisions.len();
        self.penalise(subject, decided_on, chance);
        self.decisions[first..].iter().any(Decision::is_valid_penalty).then_some(decided_on)
    }

    fn penalise(&mut self, subject: &CaseSubject, decided_on: NaiveDate, chance: &mut Chance) {
        if chance.happens(8) {
            let basis = "《安全生产违法行为行政处罚办法》第四十五条第（一）项";
            return self.rule(subject, decided_on, &measure("unit", "warning", basis), chance);
        }
        let unapproved = chance.happens(8);
        let article = if unapproved { UNAPPROVED } else { chance.pick(&UNIT_FINES) };
        let unit = fine("unit", article, chance);
        self.rule(subject, decided_on, &unit, chance);
        // Suspension is the county's, and once: an enterprise is then counted by one reporter in one month.
        let suspendable = self.office.reporter > 0 && !self.suspended.contains(&subject.enterprise);
        if unapproved && suspendable && chance.happens(60) {
            self.suspended.push(subject.enterprise);
            self.rule(subject, decided_on, &measure("unit", "suspend", UNAPPROVED.0), chance);
        }
        if chance.happens(40) {
            let principal = fine("principal", PRINCIPAL, chance);
            self.rule(subject, decided_on, &principal, chance);
        }
        if chance.happens(3) {
            self.rule(
                subject,
                decided_on,
                &measure("unit", "withhold", "《安全生产许可证条例》第十四条第二款"),
                chance,
            );
        }
        if chance.happens(3) {
            self.rule(subject, decided_on, &measure("unit", "points", "安全生产考核记分办法"), chance);
        }
        if chance.happens(2) {
            let basis = "《刑法》第一百三十四条之一";
            self.rule(subject, decided_on, &measure("principal", "transfer", basis), chance);
        }
    }

    /// Closes, in the last month reported, a mine that long stood idle: nothing else is then counted for it.
    fn close_deserted(&mut self, registry: &Registry, chance: &mut Chance) {
        let Some(facility) = registry.deserted(self.office.reporter) else { return };
        let Some(enterprise) = registry.facilities[facility].enterprise else { return };
        let last = &self.plan.calendar.periods[self.plan.months - 1];
        let decided_on = last.from.max(last.to - Days::new(chance.between(2, 12)));
        self.cases += 1;
        let subject = CaseSubject { at: usize::MAX, enterprise, facility, found_on: decided_on };
        let basis = "《安全生产法》第一百一十三条第（二）项";
        self.rule(&subject, decided_on, &measure("unit", "close", basis), chance);
    }

    fn rule(
        &mut self,
        subject: &CaseSubject,
        decided_on: NaiveDate,
        ruling: &DraftDecision,
        chance: &mut Chance,
    ) {
        let mut decision = Decision {
            id: String::new(),
            case: self.cases,
            decided_on,
            enterprise: subject.enterprise,
            facility: subject.facility,
            party: ruling.party,
            kind: ruling.kind,
            basis: ruling.basis,
            amount_yuan: ruling.amount_yuan,
            document_no: String::new(),
            hazard: (subject.at != usize::MAX).then_some(subject.at),
            published_on: None,
            expires_on: None,
            revoked_on: None,
        };
        if decision.is_valid_penalty() {
            let published_on = worked_days_after(decided_on, chance.between(1, 5));
            decision.published_on = (published_on <= self.plan.as_of).then_some(published_on);
            decision.expires_on = Some(decided_on + Months::new(36));
            // A revocation comes in the same window, so that no month's figure has to be revised for it.
            let revoked_on = published_on + Days::new(chance.between(1, 3));
            let window = |date| self.plan.calendar.window(date);
            let in_time = revoked_on <= self.plan.as_of && window(revoked_on) == window(decided_on);
            if ruling.kind == "fine" && self.revocable && in_time && chance.happens(3) {
                decision.revoked_on = Some(revoked_on);
            }
        }
        self.decisions.push(decision);
    }

    /// Orders the rows by day and numbers the documents, each series of each year from 1.
    fn finish(mut self) -> Vec<Decision> {
        self.decisions.sort_by_key(|decision| (decision.decided_on, decision.case));
        let mut documents: BTreeMap<(&str, i32), usize> = BTreeMap::new();
        let mut rows = vec![0; self.cases + 1];
        for decision in &mut self.decisions {
            let series = series(decision.kind);
            let year = decision.decided_on.year();
            let number = documents.entry((series, year)).or_default();
            *number += 1;
            decision.document_no = self.office.document_no(series, year, *number);
            rows[decision.case] += 1;
            decision.id = format!("{}-{}", case_id(self.office, decision.case), rows[decision.case]);
        }
        self.decisions
    }
}

/// A case's number in its office.
pub(super) fn case_id(office: &Office, case: usize) -> String {
    format!("A{}-{case:03}", office.code)
}

/// 责令限期整改 on the day of discovery: not a penalty.
const ORDER: DraftDecision = measure("unit", "order", "《安全生产法》第六十五条第一款第（三）项");

const fn measure(party: &'static str, kind: &'static str, basis: &'static str) -> DraftDecision {
    DraftDecision { party, kind, basis, amount_yuan: None }
}

fn fine(party: &'static str, article: (&'static str, u64, u64), chance: &mut Chance) -> DraftDecision {
    let (basis, least, most) = article;
    let amount = chance.between(least / 500, most / 500) * 500;
    DraftDecision { party, kind: "fine", basis, amount_yuan: Some(amount) }
}

fn series(kind: &str) -> &'static str {
    match kind {
        "order" => "责改",
        "seal" | "cut_power" => "强措",
        "points" => "记分",
        "transfer" => "移送",
        _ => "罚",
    }
}
