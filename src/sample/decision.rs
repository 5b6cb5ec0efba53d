//! One row of the enforcement ledger, the day it was decided, and its number.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::calendar::worked_days_after;
use super::chance::Chance;
use super::office::Office;
use super::rulings::DraftDecision;

/// One row of the enforcement ledger.
pub(super) struct Decision {
    pub(super) id: String,
    pub(super) case: usize,
    pub(super) decided_on: NaiveDate,
    pub(super) enterprise: usize,
    pub(super) facility: usize,
    pub(super) party: &'static str,
    pub(super) kind: &'static str,
    pub(super) basis: String,
    pub(super) amount_yuan: Option<u64>,
    pub(super) document_no: String,
    /// Which of the reporter's hazards it is about.
    pub(super) hazard: Option<usize>,
    pub(super) published_on: Option<NaiveDate>,
    pub(super) expires_on: Option<NaiveDate>,
    pub(super) hearing_notice_on: Option<NaiveDate>,
    pub(super) revoked_on: Option<NaiveDate>,
    /// Whether it stands in the document of the row before it.
    pub(super) is_joined: bool,
}

impl Decision {
    /// One of a case that stands, about an enterprise and its mine.
    pub(super) fn of(
        draft: DraftDecision,
        case: usize,
        day: DayDecided,
        [enterprise, facility]: [usize; 2],
    ) -> Self {
        Self {
            id: String::new(),
            case,
            decided_on: day.decided_on,
            enterprise,
            facility,
            party: draft.party,
            kind: draft.kind,
            basis: draft.basis,
            amount_yuan: draft.amount_yuan,
            document_no: String::new(),
            hazard: None,
            published_on: None,
            expires_on: None,
            hearing_notice_on: day.notice_on,
            revoked_on: None,
            is_joined: false,
        }
    }

    /// Whether it is an administrative penalty (行政处罚法 9) that stands.
    pub(super) fn is_valid_penalty(&self) -> bool {
        let penalty = matches!(self.kind, "warning" | "fine" | "suspend" | "close" | "withhold");
        penalty && self.revoked_on.is_none()
    }

    /// Whether 安全生产法 113 counts it: a penalty on the unit, by that law.
    pub(super) fn counts_for_closure(&self) -> bool {
        self.party == "unit" && self.basis.starts_with("《安全生产法》") && !self.is_joined
    }

    /// Who decided: closures are the government's (安全生产法 115).
    pub(super) fn authority<'o>(&self, office: &'o Office) -> &'o str {
        if self.kind == "close" { &office.government } else { &office.name }
    }
}

/// A day, and the day a hearing was offered where one may be asked for.
#[derive(Clone, Copy)]
pub(super) struct DayDecided {
    pub(super) decided_on: NaiveDate,
    pub(super) notice_on: Option<NaiveDate>,
}

impl DayDecided {
    /// Without a hearing.
    pub(super) fn on(decided_on: NaiveDate) -> Self {
        Self { decided_on, notice_on: None }
    }

    /// A hearing may be asked for within five working days of the notice (行政处罚法 64); only then is decided.
    pub(super) fn after_hearing(notice_on: NaiveDate, chance: &mut Chance) -> Self {
        let decided_on = worked_days_after(notice_on, chance.between(6, 9));
        Self { decided_on, notice_on: Some(notice_on) }
    }
}

/// Orders the rows by day and numbers the documents, each series of each year from 1.
pub(super) fn numbered(office: &Office, mut decisions: Vec<Decision>, cases: usize) -> Vec<Decision> {
    decisions.sort_by_key(|decision| (decision.decided_on, decision.case));
    let mut documents: BTreeMap<(&str, i32), usize> = BTreeMap::new();
    let mut rows = vec![0; cases + 1];
    for decision in &mut decisions {
        let series = series(decision.kind);
        let year = decision.decided_on.year();
        let number = documents.entry((series, year)).or_default();
        *number += usize::from(!decision.is_joined);
        decision.document_no = match decision.kind {
            "close" => office.government_no(year, *number),
            _ => office.document_no(series, year, *number),
        };
        rows[decision.case] += 1;
        decision.id = format!("{}-{}", case_id(office, decision.case), rows[decision.case]);
    }
    decisions
}

/// A case's number in its office.
pub(super) fn case_id(office: &Office, case: usize) -> String {
    format!("A{}-{case:03}", office.code)
}

fn series(kind: &str) -> &'static str {
    match kind {
        "order" => "责改",
        "withdraw" | "halt" | "stop_use" => "现措",
        "seal" | "cut_power" => "强措",
        "points" => "记分",
        "transfer" => "移送",
        "close" => "政决",
        _ => "罚",
    }
}
