//! What must hold at a review, a listing, an extension and a recurrence.

use chrono::NaiveDate;

use super::{LifeCheck, causes, parties};
use crate::dataset::ledger::{Extension, Hazard, Level, Outcome};
use crate::diagnostic::{Code, Finding, Severity};
use crate::say;

impl LifeCheck<'_> {
    /// Who reviews is not who rectifies.
    pub(super) fn review(self, found: &mut Vec<Finding>) {
        let hazard = self.hazard;
        if hazard.reviewed_on.is_none() {
            return;
        }
        let (id, reviewer) = (self.id(), self.text(hazard.reviewed_by));
        if reviewer.is_empty() {
            found.push(
                self.wrong(
                    Code::ReviewerNotIndependent,
                    "reviewed_by",
                    say!(
                        "隐患 `{id}` 已复查，没有写复查人",
                        "the hazard `{id}` was reviewed by nobody named"
                    ),
                )
                .help(say!("写复查的单位或岗位", "name the office or post that reviewed it")),
            );
            return;
        }
        let parts = parties::parts(reviewer);
        if !parts.iter().any(|part| self.is_rectifier(part)) {
            return;
        }
        let finding = self
            .wrong(
                Code::ReviewerNotIndependent,
                "reviewed_by",
                say!(
                    "隐患 `{id}` 由整改的一方“{reviewer}”复查",
                    "the hazard `{id}` was reviewed by who put it right, {reviewer}"
                ),
            )
            .related(self.cell("responsible"), say!("整改责任人", "who puts it right"))
            .help(say!("由整改以外的单位或岗位复查", "let another office or post review it"));
        // Somebody independent who took the rectifier along is to be looked at, and may be right.
        let with_others = parts.iter().any(|part| parties::is_outside(part) && !self.is_rectifier(part));
        found.push(if with_others { finding.severity(Severity::Warning) } else { finding });
    }

    /// Whether a part of `reviewed_by` is the one responsible, or belongs to the facility or its enterprise.
    fn is_rectifier(self, reviewer: &str) -> bool {
        let ledger = &self.subject.dataset.ledger;
        let facility = ledger.facility_of(self.hazard);
        let owners = facility.owners().map(|at| ledger.enterprises.get(at));
        let names = owners.flat_map(|owner| {
            std::iter::once(ledger.enterprises.text(owner, owner.name))
                .chain(ledger.enterprises.former_names(owner))
        });
        let mut names = std::iter::once(ledger.facilities.text(facility, facility.name)).chain(names);
        let responsible = parties::parts(self.text(self.hazard.responsible));
        responsible.iter().any(|part| parties::are_one(part, reviewer))
            || names.any(|name| parties::is_of(reviewer, name))
    }

    /// 挂牌督办: by an organ, of a major hazard, and taken off before the hazard is closed.
    pub(super) fn listing(self, found: &mut Vec<Finding>) {
        let (hazard, id) = (self.hazard, self.id());
        let mut tell = |column, message, help| {
            found.push(self.wrong(Code::ListingIncomplete, column, message).help(help));
        };
        if hazard.listed_on.is_some() && hazard.listed_by.is_empty() {
            tell(
                "listed_by",
                say!("隐患 `{id}` 挂牌督办，没有写挂牌单位", "the hazard `{id}` is listed by nobody named"),
                say!("写挂牌的单位", "name the organ that listed it"),
            );
        }
        if hazard.listed_on.is_none() && (hazard.delisted_on.is_some() || !hazard.listed_by.is_empty()) {
            tell(
                "listed_on",
                say!(
                    "隐患 `{id}` 没有挂牌日期，却有挂牌单位或摘牌日期",
                    "the hazard `{id}` has no day of listing, but an organ or a delisting"
                ),
                say!("补上挂牌日期", "enter the day it was listed"),
            );
        }
        let closed = hazard.closed_on.is_some() && hazard.outcome == Some(Outcome::Rectified);
        if hazard.listed_on.is_some() && hazard.delisted_on.is_none() && closed {
            tell(
                "delisted_on",
                say!(
                    "挂牌督办的隐患 `{id}` 已销号，没有摘牌",
                    "the listed hazard `{id}` was closed without being delisted"
                ),
                say!("由挂牌单位摘牌后才能销号", "the organ that listed it takes it off before it is closed"),
            );
        }
        if hazard.listed_on.is_some() && hazard.level == Level::General {
            tell(
                "level",
                say!("一般隐患 `{id}` 挂牌督办", "the general hazard `{id}` is listed"),
                say!("挂牌督办的是重大隐患，核对等级", "only major ones are listed: check the level"),
            );
        }
    }

    /// 延期 keeps the first deadline, is later than the one before it, and was granted while the hazard was open.
    pub(super) fn extension(self, found: &mut Vec<Finding>) {
        let (hazard, id) = (self.hazard, self.id());
        let mut before = hazard.deadlines.due_on;
        for extension in &hazard.deadlines.extensions {
            let (granted, later) = (extension.granted_on, extension.due_on);
            let dated = granted > NaiveDate::MIN;
            let message = match before.replace(later) {
                None => say!(
                    "隐患 `{id}` 延期至 {later}，没有原来的期限",
                    "the hazard `{id}` was extended to {later}, but has no first deadline"
                ),
                Some(due) if later <= due => say!(
                    "隐患 `{id}` 延期至 {later}，不晚于原来的期限 {due}",
                    "the hazard `{id}` was extended to {later}, which is not after the deadline {due} before it"
                ),
                Some(_) if dated && granted < hazard.found_on => say!(
                    "隐患 `{id}` {granted} 批准延期，早于发现",
                    "the hazard `{id}` was extended on {granted}, before it was found"
                ),
                Some(_) if dated && hazard.closed_on.is_some_and(|closed_on| granted > closed_on) => say!(
                    "隐患 `{id}` {granted} 批准延期，当时已经了结",
                    "the hazard `{id}` was extended on {granted}, when it was closed"
                ),
                Some(_) if later < granted => say!(
                    "隐患 `{id}` {granted} 才批准延期至 {later}，新期限已过",
                    "the hazard `{id}` was extended on {granted} to {later}, a day that had passed"
                ),
                Some(_) => continue,
            };
            let finding = self.wrong(Code::ExtensionWrong, self.extended(), message).help(say!(
                "`due_on` 保留最初的期限，`extensions` 依次填 `批准日:新期限`",
                "`due_on` keeps the first deadline, `extensions` has `day granted:new deadline`, one after the other"
            ));
            found.push(finding.follows_from(causes::slipped(self.table(), hazard)));
            return;
        }
    }

    /// The column that says of an extension.
    pub(super) fn extended(self) -> &'static str {
        let undated = |extension: &Extension| extension.granted_on == NaiveDate::MIN;
        if self.hazard.deadlines.extensions.first().is_some_and(undated) {
            "extended_to"
        } else {
            "extensions"
        }
    }

    /// 复发 is a new hazard that names an earlier one of the same place and criterion, rectified before.
    pub(super) fn recurrence(self) -> Option<Finding> {
        let hazard = self.hazard;
        let earlier = self.table().get(hazard.recurs?);
        let (id, old) = (self.id(), self.table().id(earlier));
        let message = if std::ptr::eq(earlier, hazard) {
            say!("隐患 `{id}` 复发自它自己", "the hazard `{id}` is the return of itself")
        } else if earlier.facility != hazard.facility {
            say!(
                "隐患 `{id}` 复发自 `{old}`，设施却不同",
                "the hazard `{id}` is the return of `{old}`, of another facility"
            )
        } else if !share_criteria(earlier, hazard) {
            say!(
                "隐患 `{id}` 复发自 `{old}`，判定标准却不同",
                "the hazard `{id}` is the return of `{old}`, of another criterion"
            )
        } else if earlier.outcome != Some(Outcome::Rectified)
            || earlier.closed_on.is_none_or(|on| on > hazard.found_on)
        {
            say!(
                "隐患 `{id}` 复发自 `{old}`，那一条当时还没有销号",
                "the hazard `{id}` is the return of `{old}`, which was not closed by then"
            )
        } else if earlier.found_on >= hazard.found_on {
            say!(
                "隐患 `{id}` 复发自 `{old}`，那一条并不先发现",
                "the hazard `{id}` is the return of `{old}`, which was not found before it"
            )
        } else {
            return None;
        };
        let finding = self.wrong(Code::WrongRecurrence, "recurs", message);
        let finding = finding.follows_from(causes::slipped(self.table(), self.hazard));
        Some(finding.related(self.table().place(earlier), say!("先前的一条", "the earlier one")).help(say!(
            "复发是同一设施、同一判定标准、销号之后再次出现",
            "a recurrence is of the same facility and criterion, after the first was closed"
        )))
    }
}

/// Whether one criterion is that of both, or neither has any.
fn share_criteria(one: &Hazard, other: &Hazard) -> bool {
    let both = other.criteria.iter().any(|criterion| one.criteria.contains(criterion));
    both || one.criteria.is_empty() && other.criteria.is_empty()
}
