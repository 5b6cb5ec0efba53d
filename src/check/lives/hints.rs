//! What is not wrong, but should be looked at: overdue, not reported, found too early to count.

use chrono::Days;

use super::Case;
use crate::dataset::ledger::{Level, Outcome, Source};
use crate::diagnostic::{Code, Finding};
use crate::figures::life;
use crate::say;

/// How long the reports to regulator and workers may take before somebody should ask (安全生产法 41: 及时).
const DAYS_TO_REPORT: u64 = 7;

impl Case<'_> {
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

    pub(super) fn overdue(self) -> Option<Finding> {
        let days = life::days_overdue(self.hazard, self.subject.as_of)?;
        let (id, due) = (self.id(), self.hazard.deadline()?);
        let column = if self.hazard.extended_to.is_some() { "extended_to" } else { "due_on" };
        let message = say!(
            "隐患 `{id}` 逾期 {days} 天，期限 {due}",
            "the hazard `{id}` is {days} days overdue, its deadline was {due}"
        );
        Some(self.hint(Code::HazardOverdue, column, message).help(say!(
            "督促整改；已销号的补上日期，批准延期的填 `extended_to`",
            "urge it on; enter the closing, or the extension in `extended_to`"
        )))
    }
}
