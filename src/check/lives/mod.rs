//! The lives of hazards: steps left out, days out of order, and what a closing needs (对账销号).
//!
//! A wrong life of a major hazard is an error: it would be counted as rectified, or as open, without being so. That of
//! a general one is a warning. What only needs somebody's eye, such as an overdue one, is a warning for both.

pub(super) mod causes;
mod duplicates;
mod guards;
mod hints;
mod parties;
mod thresholds;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Subject;
use crate::dataset::ledger::{Book, Hazard, Level, Outcome, Table, Text};
use crate::dataset::life::{self, Gap, Step};
use crate::diagnostic::{Code, Finding, Findings, Place, Say, Severity};
use crate::say;

/// Every hazard's life.
pub fn check(subject: Subject, findings: &Findings) {
    let rows = subject.dataset.ledger.hazards.rows().par_iter();
    let found = rows.flat_map_iter(|hazard| LifeCheck { subject, hazard }.findings());
    findings.extend(found.collect::<Vec<_>>());
    findings.extend(duplicates::check(subject));
}

/// A hazard being looked at.
#[derive(Clone, Copy)]
struct LifeCheck<'d> {
    subject: Subject<'d>,
    hazard: &'d Hazard,
}

impl<'d> LifeCheck<'d> {
    fn findings(self) -> Vec<Finding> {
        let mut found = Vec::new();
        found.extend(self.found_before());
        self.order(&mut found);
        let (_, gaps) = life::live(self.hazard, self.subject.as_of);
        for gap in gaps {
            found.push(self.gap(gap));
        }
        self.end(&mut found);
        self.review(&mut found);
        self.listing(&mut found);
        self.extension(&mut found);
        found.extend(self.recurrence());
        self.reports(&mut found);
        found.extend(self.overdue());
        found.extend(self.stalled());
        found.extend(self.far_deadline());
        found.extend(self.funds());
        found.extend(self.threshold());
        found
    }

    fn table(self) -> &'d Table<Hazard> {
        &self.subject.dataset.ledger.hazards
    }

    fn id(self) -> &'d str {
        self.table().id(self.hazard)
    }

    fn cell(self, column: &str) -> Place {
        self.table().cell(self.hazard, column)
    }

    fn text(self, text: Text) -> &'d str {
        self.table().text(self.hazard, text)
    }

    fn wrong(self, code: Code, column: &str, message: Say) -> Finding {
        let severity = if self.hazard.level == Level::Major { Severity::Error } else { Severity::Warning };
        Finding::new(code, self.cell(column), message).severity(severity)
    }

    fn hint(self, code: Code, column: &str, message: Say) -> Finding {
        Finding::new(code, self.cell(column), message)
    }

    /// Days that must not come before others.
    fn order(self, found: &mut Vec<Finding>) {
        let hazard = self.hazard;
        // A day is held against the step before it; where that was left out, against the one before that.
        let unreviewed = |day: Option<NaiveDate>| day.filter(|_| hazard.reviewed_on.is_none());
        let unapplied = |day: Option<NaiveDate>| day.filter(|_| hazard.applied_on.is_none());
        let sent_back = hazard.closed_on.is_none() && hazard.reviewed_on < hazard.applied_on;
        let days: [(&str, Option<NaiveDate>, &str, Option<NaiveDate>); 17] = [
            ("found_on", Some(hazard.found_on), "verified_on", hazard.verified_on),
            ("found_on", Some(hazard.found_on), "due_on", hazard.deadlines.due_on),
            ("found_on", Some(hazard.found_on), "listed_on", hazard.listed_on),
            ("found_on", Some(hazard.found_on), "reported_regulator_on", hazard.reported_regulator_on),
            ("found_on", Some(hazard.found_on), "reported_workers_on", hazard.reported_workers_on),
            ("found_on", Some(hazard.found_on), "applied_on", hazard.applied_on),
            ("verified_on", hazard.verified_on, "applied_on", hazard.applied_on),
            ("found_on", Some(hazard.found_on), "reviewed_on", hazard.reviewed_on),
            (
                "verified_on",
                hazard.verified_on.filter(|_| sent_back || hazard.applied_on.is_none()),
                "reviewed_on",
                hazard.reviewed_on,
            ),
            (
                "applied_on",
                hazard.applied_on.and(hazard.closed_on).and(hazard.applied_on),
                "reviewed_on",
                hazard.reviewed_on,
            ),
            ("found_on", Some(hazard.found_on), "closed_on", hazard.closed_on),
            ("verified_on", unapplied(unreviewed(hazard.verified_on)), "closed_on", hazard.closed_on),
            ("applied_on", unreviewed(hazard.applied_on), "closed_on", hazard.closed_on),
            ("reviewed_on", hazard.reviewed_on, "closed_on", hazard.closed_on),
            ("listed_on", hazard.listed_on, "delisted_on", hazard.delisted_on),
            ("listed_on", hazard.listed_on, "closed_on", hazard.closed_on),
            ("delisted_on", hazard.delisted_on, "closed_on", hazard.closed_on),
        ];
        let mut told: Vec<&str> = Vec::new();
        for (first, one, then, other) in days {
            let (Some(one), Some(other)) = (one, other) else { continue };
            if one <= other || told.contains(&then) {
                continue;
            }
            told.push(then);
            let id = self.id();
            let (first_zh, then_zh) = (title(first), title(then));
            let message = say!(
                "隐患 `{id}` 的{then_zh} {other} 早于{first_zh} {one}",
                "the hazard `{id}`: `{then}` {other} is before `{first}` {one}"
            );
            let finding = self
                .wrong(Code::StepsOutOfOrder, then, message)
                .related(self.cell(first), say!("{first_zh}", "`{first}`"))
                .help(say!("改正其中一个日期", "correct one of the two days"));
            found.push(match first {
                "found_on" => finding.follows_from(causes::found_late(self.table(), hazard)),
                _ => finding.follows_from(causes::slipped(self.table(), hazard)),
            });
        }
    }

    /// A step that was taken without the one before it.
    fn gap(self, gap: Gap) -> Finding {
        let (id, (missing, what_zh, what_en), (taken, done_zh, done_en)) =
            (self.id(), step(gap.missing), step(gap.taken));
        if gap.missing == Step::Plan {
            return self.no_plan(done_zh, done_en);
        }
        self.wrong(
            Code::StepMissing,
            missing,
            say!(
                "隐患 `{id}` 已{done_zh}，却没有{what_zh}",
                "the hazard `{id}` was {done_en} without being {what_en}"
            ),
        )
        .related(self.cell(taken), say!("{done_zh}在这里", "{done_en} here"))
        .help(say!(
            "补上{what_zh}的日期，或删去{done_zh}",
            "enter the day it was {what_en}, or take out what came after"
        ))
    }

    /// 五落实 that is not complete, by what it lacks.
    fn no_plan(self, done_zh: &str, done_en: &str) -> Finding {
        let (first, zh, en) = self.lacking();
        let id = self.id();
        self.wrong(
            Code::RemedyIncomplete,
            first,
            say!(
                "隐患 `{id}` 已{done_zh}，五落实却缺：{zh}",
                "the hazard `{id}` was {done_en}, but its remedy lacks: {en}"
            ),
        )
        .help(say!("五落实填全后才能申请销号", "all five are needed before closing can be applied for"))
    }

    /// What 五落实 lacks: the first column, and all in Chinese and in English.
    fn lacking(self) -> (&'static str, String, String) {
        let hazard = self.hazard;
        let parts = [
            ("responsible", "责任", hazard.responsible.is_empty()),
            ("measures", "措施", hazard.measures.is_empty()),
            ("funds_yuan", "资金", hazard.funds_yuan.is_none()),
            ("due_on", "期限", hazard.deadlines.due_on.is_none()),
            ("emergency_plan", "应急预案", hazard.emergency_plan.is_empty()),
        ];
        let lacking: Vec<_> = parts.iter().filter(|(.., lacks)| *lacks).collect();
        let zh = lacking.iter().map(|(_, title, _)| *title).collect::<Vec<_>>().join("、");
        let en = lacking.iter().map(|(column, ..)| *column).collect::<Vec<_>>().join(", ");
        (lacking.first().map_or("responsible", |(column, ..)| column), zh, en)
    }

    /// How it ended, and when, belong together; what was rectified names its evidence.
    fn end(self, found: &mut Vec<Finding>) {
        let (hazard, id) = (self.hazard, self.id());
        match (hazard.closed_on, hazard.outcome) {
            (Some(_), None) => found.push(
                self.wrong(
                    Code::EndIncomplete,
                    "outcome",
                    say!(
                        "隐患 `{id}` 有销号日期，没有结果",
                        "the hazard `{id}` has a day of closing and no outcome"
                    ),
                )
                .help(say!(
                    "填 rectified、dismissed 或 downgraded",
                    "write rectified, dismissed or downgraded"
                ))
                .follows_from(causes::slipped(self.table(), hazard)),
            ),
            (None, Some(_)) => found.push(
                self.wrong(
                    Code::EndIncomplete,
                    "closed_on",
                    say!("隐患 `{id}` 有结果，没有日期", "the hazard `{id}` has an outcome and no day"),
                )
                .help(say!("补上销号（不属实、降级）的日期", "enter the day it was closed or dismissed"))
                .follows_from(causes::slipped(self.table(), hazard)),
            ),
            (Some(_), Some(Outcome::Rectified)) if hazard.evidence.is_empty() => found.push(
                self.wrong(
                    Code::NoEvidence,
                    "evidence",
                    say!(
                        "隐患 `{id}` 已销号，没有写明佐证材料",
                        "the hazard `{id}` was closed without naming evidence"
                    ),
                )
                .help(say!("写明验收资料的名称或编号", "name the record of acceptance")),
            ),
            (Some(_), Some(Outcome::Rectified | Outcome::Dismissed | Outcome::Downgraded)) | (None, None) => {
            }
        }
        if hazard.level == Level::Major && hazard.verified_on.is_some() && hazard.criteria.is_empty() {
            found.push(
                self.wrong(
                    Code::NoCriterion,
                    "criterion",
                    say!("重大隐患 `{id}` 没有判定标准", "the major hazard `{id}` has no criterion"),
                )
                .help(say!(
                    "填 `data/criteria.csv` 里的代码；都不符合的不是重大隐患",
                    "name one of `data/criteria.csv`; what meets none is not major"
                )),
            );
        }
    }
}

/// Where a step is entered, and what it is called once taken.
fn step(step: Step) -> (&'static str, &'static str, &'static str) {
    match step {
        Step::Verify => ("verified_on", "核实", "verified"),
        Step::Plan => ("responsible", "落实", "planned"),
        Step::Apply => ("applied_on", "申请销号", "applied for"),
        Step::SendBack | Step::Review => ("reviewed_on", "复查", "reviewed"),
        Step::Close => ("closed_on", "销号", "closed"),
        Step::Dismiss => ("closed_on", "认定不属实", "dismissed"),
        Step::Downgrade => ("closed_on", "降级", "downgraded"),
    }
}

fn title(column: &str) -> &'static str {
    Book::Hazards.column(column).title.0
}
