//! What is not wrong, but should be looked at: overdue, not reported, found too early to count.

use chrono::{Days, Months, NaiveDate};

use super::LifeCheck;
use crate::dataset::Yuan;
use crate::dataset::ledger::{Level, Outcome, Source};
use crate::dataset::life::{self, State};
use crate::diagnostic::{Code, Finding};
use crate::say;

/// How long the reports to regulator and workers may take before somebody should ask (安全生产法 41: 及时).
const DAYS_TO_REPORT: u64 = 7;

/// How long 五落实 of a major hazard may take once it was verified, and verification once it was found, before somebody
/// should ask. The notice gives neither a term.
const DAYS_TO_PLAN: u64 = 7;
const DAYS_TO_VERIFY: u64 = 30;

/// After so many months a deadline, or an extension of it, is rather a slip: the campaign itself lasts eight.
const MONTHS_TO_RECTIFY: u32 = 12;

/// Funds below this many 元 are usually 万元.
const LEAST_FUNDS: Yuan = Yuan::whole(100);

impl LifeCheck<'_> {
    /// One found before the campaign began counts in none of its months.
    pub(super) fn found_before(self) -> Option<Finding> {
        let (id, on) = (self.id(), self.hazard.found_on);
        let from = self.subject.dataset.campaign.periods.first()?.from;
        (on < from).then(|| {
            self.hint(
                Code::FoundBefore,
                "found_on",
                say!(
                    "隐患 `{id}` {on} 发现，早于第一期 {from}，不计入任何一期",
                    "the hazard `{id}` was found on {on}, before the first period on {from}: no month counts it"
                ),
            )
            .help(say!("核对日期；确实在先的不必登记", "check the day; what was found before need not be entered"))
        })
    }

    /// 双报告 of a major hazard (安全生产法 41): to the workers, and, where only the enterprise knows of it, to the regulator.
    pub(super) fn reports(self, found: &mut Vec<Finding>) {
        let (hazard, id) = (self.hazard, self.id());
        let dismissed = matches!(hazard.outcome, Some(Outcome::Dismissed | Outcome::Downgraded));
        let since = hazard.verified_on.filter(|_| hazard.level == Level::Major && !dismissed);
        if since.is_none_or(|since| since + Days::new(DAYS_TO_REPORT) >= self.subject.as_of) {
            return;
        }
        let mut tell = |column, to_zh: &str, to_en: &str| {
            let message = say!(
                "重大隐患 `{id}` 没有向{to_zh}报告的日期",
                "the major hazard `{id}` was not reported to {to_en}"
            );
            found.push(self.hint(Code::ReportNotMade, column, message).help(say!(
                "提示：安全生产法第四十一条，报告后补上日期",
                "a hint (article 41 of the work safety law): enter the day when it was reported"
            )));
        };
        if hazard.source == Source::Own && hazard.reported_regulator_on.is_none() {
            tell("reported_regulator_on", "监管部门", "the regulator");
        }
        if hazard.reported_workers_on.is_none() {
            tell("reported_workers_on", "职工大会或职代会", "the workers' congress");
        }
    }

    /// A deadline so far away that its year is probably wrong.
    pub(super) fn far_deadline(self) -> Option<Finding> {
        let hazard = self.hazard;
        let far = |from: NaiveDate, to: NaiveDate| to > from + Months::new(MONTHS_TO_RECTIFY);
        let first = hazard.deadlines.due_on;
        let due = first.filter(|due| far(hazard.found_on, *due)).map(|due| ("due_on", due));
        let mut extended = hazard.deadlines.extensions.iter().map(|extension| extension.due_on);
        let mut later = || extended.find(|to| first.is_some_and(|due| far(due, *to)));
        let (column, day) = due.or_else(|| Some((self.extended(), later()?)))?;
        let id = self.id();
        Some(
            self.hint(
                Code::DeadlineFar,
                column,
                say!(
                    "隐患 `{id}` 的期限 {day} 在一年以后",
                    "the hazard `{id}` has a deadline more than a year away: {day}"
                ),
            )
            .help(say!("核对年份", "check the year")),
        )
    }

    /// Funds of a few 元, which are usually 万元.
    pub(super) fn funds(self) -> Option<Finding> {
        let yuan = self.hazard.funds_yuan.filter(|yuan| *yuan > Yuan::ZERO && *yuan < LEAST_FUNDS)?;
        let (id, meant) = (self.id(), Yuan::of_fen(yuan.fen() * 10_000));
        Some(
            self.hint(
                Code::FundsTooSmall,
                "funds_yuan",
                say!(
                    "隐患 `{id}` 的整改资金是 {yuan} 元，像是以万元为单位",
                    "the hazard `{id}` has funds of {yuan} 元, which look like 万元"
                ),
            )
            .help(say!("如是万元，写成 {meant}", "if this is 万元, write {meant}")),
        )
    }

    pub(super) fn overdue(self) -> Option<Finding> {
        let days = life::days_overdue(self.hazard, self.subject.as_of)?;
        let (id, due) = (self.id(), self.hazard.deadlines.on(self.subject.as_of)?);
        let extended = self.hazard.deadlines.extended_to(self.subject.as_of).is_some();
        let column = if extended { self.extended() } else { "due_on" };
        let message = say!(
            "隐患 `{id}` 逾期 {days} 天，期限 {due}",
            "the hazard `{id}` is {days} days overdue, its deadline was {due}"
        );
        Some(self.hint(Code::HazardOverdue, column, message).help(say!(
            "督促整改；已销号的补上日期，批准延期的填 `extensions`",
            "urge it on; enter the closing, or the extension in `extensions`"
        )))
    }

    /// One that nobody takes on: without a deadline, or unverified, it becomes overdue in no ledger.
    pub(super) fn stalled(self) -> Option<Finding> {
        let (hazard, id, as_of) = (self.hazard, self.id(), self.subject.as_of);
        let is_past = |since: NaiveDate, days| since + Days::new(days) < as_of;
        let (column, message) = match life::state(hazard, as_of) {
            State::Found if is_past(hazard.found_on, DAYS_TO_VERIFY) => {
                let on = hazard.found_on;
                let message = say!(
                    "隐患 `{id}` {on} 发现，超过 {DAYS_TO_VERIFY} 天没有核实",
                    "the hazard `{id}` was found on {on} and is not verified after {DAYS_TO_VERIFY} days"
                );
                ("verified_on", message)
            }
            State::Verified if hazard.is_major() => {
                let on = hazard.verified_on.filter(|on| is_past(*on, DAYS_TO_PLAN))?;
                let (column, zh, en) = self.lacking();
                let message = say!(
                    "重大隐患 `{id}` {on} 核实，超过 {DAYS_TO_PLAN} 天五落实还缺：{zh}",
                    "the major hazard `{id}` was verified on {on}, and after {DAYS_TO_PLAN} days its remedy lacks: {en}"
                );
                (column, message)
            }
            State::Found
            | State::Verified
            | State::Rectifying
            | State::Applied
            | State::Reviewed
            | State::Closed
            | State::Dismissed
            | State::Downgraded => return None,
        };
        Some(self.hint(Code::HazardStalled, column, message).help(say!(
            "补上；没有期限的隐患不会逾期，没有核实的不进入整改",
            "enter it: without a deadline a hazard never becomes overdue, and an unverified one is not rectified"
        )))
    }
}
