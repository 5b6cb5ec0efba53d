//! Hints of law about decisions: each says what was counted, none says what follows.

use rayon::prelude::*;

use super::workdays::with_guess;
use super::{Subject, kinds, lives, registry};
use crate::dataset::Yuan;
use crate::dataset::ledger::{Decision, DecisionKind, DecisionStatus, FacilityAt, Party, Table, Word};
use crate::diagnostic::{Code, Finding, Findings, Say, Severity};
use crate::law::{self, Citation, Citations, LAST_ARTICLE, PUBLIC_MONTHS, Window};
use crate::say;
use chrono::Months;

/// A fine below this is usually in 万元: the lowest a unit is fined in practice is a few thousand 元.
const LOW_FINE: Yuan = Yuan::whole(1_000);

/// Every hint about every decision.
pub fn check(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.decisions;
    let citations = Citations::of(table, table.rows().iter());
    let ruling = |decision| Ruling { subject, decision, citation: citations.get(decision) };
    let of_rows = || table.rows().par_iter().flat_map_iter(|decision| ruling(decision).findings()).collect();
    let (of_rows, of_windows): (Vec<_>, _) = rayon::join(of_rows, || closures(subject, &citations));
    findings.extend(of_rows);
    findings.extend(kinds::of_decisions(subject, &citations));
    findings.extend(of_windows);
}

/// A decision being looked at.
#[derive(Clone, Copy)]
struct Ruling<'d> {
    subject: Subject<'d>,
    decision: &'d Decision,
    citation: &'d Citation,
}

impl<'d> Ruling<'d> {
    fn findings(self) -> Vec<Finding> {
        let mut found = Vec::new();
        self.order(&mut found);
        self.basis(&mut found);
        self.publication(&mut found);
        self.subject_matter(&mut found);
        found
    }

    fn table(self) -> &'d Table<Decision> {
        &self.subject.dataset.ledger.decisions
    }

    fn id(self) -> &'d str {
        self.table().id(self.decision)
    }

    fn tell(self, code: Code, column: &str, message: Say, help: Say) -> Finding {
        Finding::new(code, self.table().cell(self.decision, column), message).help(help)
    }

    /// Nothing is published, changed or expired before it was decided.
    fn order(self, found: &mut Vec<Finding>) {
        let (id, decided) = (self.id(), self.decision.decided_on);
        let days = [
            ("published_on", "公开", "published", self.decision.published_on),
            ("status_on", "变更或撤销", "changed", self.decision.status_on),
            ("expires_on", "期满", "expired", self.decision.expires_on),
        ];
        for (column, zh, en, on) in days {
            let Some(on) = on.filter(|on| *on < decided) else { continue };
            found.push(self.tell(
                Code::DecisionDaysOutOfOrder,
                column,
                say!(
                    "决定 `{id}` 的{zh}日期 {on} 早于决定日期 {decided}",
                    "the decision `{id}` was {en} on {on}, before it was made on {decided}"
                ),
                say!("改正其中一个日期", "correct one of the two days"),
            ));
        }
        // What no longer stands is taken back, not published: usually one of the days is wrong.
        let revoked = self.decision.status_on.filter(|_| self.decision.status == DecisionStatus::Revoked);
        if let (Some(on), Some(since)) = (self.decision.published_on, revoked)
            && on > since
            && since >= decided
        {
            let hint = self.tell(
                Code::DecisionDaysOutOfOrder,
                "published_on",
                say!(
                    "提示：决定 `{id}` 的公开日期 {on} 晚于撤销日期 {since}",
                    "a hint: the decision `{id}` was published on {on}, after it was revoked on {since}"
                ),
                say!("核对两个日期", "compare the two days"),
            );
            found.push(hint.severity(Severity::Warning));
        }
    }

    /// Articles with items, and what they allow.
    fn basis(self, found: &mut Vec<Finding>) {
        let Self { decision, citation, .. } = self;
        let id = self.id();
        if let Some(article) = citation.without_item() {
            found.push(self.tell(
                Code::ItemNotCited,
                "basis",
                say!(
                    "提示：决定 `{id}` 引用第 {article} 条，该条分项不分款",
                    "a hint: the decision `{id}` cites article {article}, which has items, not paragraphs"
                ),
                say!("写成第（n）项，请核对文书", "cite the item as 第（n）项; compare the document"),
            ));
        }
        if let Some(article) = citation.unknown() {
            found.push(self.tell(
                Code::ArticleUnknown,
                "basis",
                say!(
                    "提示：决定 `{id}` 引用安全生产法第 {article} 条，该法共 {LAST_ARTICLE} 条",
                    "a hint: the decision `{id}` cites article {article}; the law has {LAST_ARTICLE}"
                ),
                say!("核对文书的依据", "compare the basis in the document"),
            ));
        }
        let Some(amount) = decision.amount_yuan.filter(|_| decision.kind == DecisionKind::Fine) else {
            return;
        };
        let (party_zh, party_en) = (decision.party.title(), decision.party.code());
        let message = match citation.range(decision.party) {
            Some((least, u64::MAX)) if amount < Yuan::whole(least) => say!(
                "提示：决定 `{id}` 罚款 {amount} 元，该条对{party_zh}不少于 {least} 元",
                "a hint: the decision `{id}` fines {amount} 元; the article asks {least} 元 or more of {party_en}"
            ),
            Some((least, most)) if amount < Yuan::whole(least) || amount > Yuan::whole(most) => say!(
                "提示：决定 `{id}` 罚款 {amount} 元，该条对{party_zh}的幅度是 {least}–{most} 元",
                "a hint: the decision `{id}` fines {amount} 元; the article allows {least}–{most} 元 for {party_en}"
            ),
            _ if amount < LOW_FINE && decision.party == Party::Unit => say!(
                "提示：决定 `{id}` 对单位罚款 {amount} 元，像是以万元为单位",
                "a hint: the decision `{id}` fines a unit {amount} 元, which looks like 万元"
            ),
            _ => return,
        };
        found.push(self.tell(
            Code::FineOutOfRange,
            "amount_yuan",
            message,
            say!("核对金额（元）、依据和对象", "compare the amount (in 元), the basis and the party"),
        ));
    }

    /// Published in time, for one to three years; explained where it was changed.
    fn publication(self, found: &mut Vec<Finding>) {
        let Self { subject, decision, .. } = self;
        let (id, as_of) = (self.id(), subject.as_of);
        // One that is not published yet is due, which is told as such.
        let by = law::publish_by(decision, &subject.dataset.ledger.workdays);
        let late = decision.published_on.filter(|on| *on > by && *on <= as_of);
        if let Some(on) = late.filter(|_| decision.is_valid_penalty()) {
            found.push(self.tell(
                Code::PublishedLate,
                "published_on",
                say!(
                    "提示：处罚 `{id}` {on} 才公开，七个工作日内应公开，即 {by} 前",
                    "a hint: the penalty `{id}` was published on {on}; seven working days end on {by}"
                ),
                with_guess(
                    subject,
                    decision,
                    say!(
                        "安全生产法第七十八条；核对日期",
                        "article 78 of the work safety law: compare the days"
                    ),
                ),
            ));
        }
        let (least, most) = PUBLIC_MONTHS;
        let bounds = (decision.decided_on + Months::new(least), decision.decided_on + Months::new(most));
        if let Some(on) = decision
            .expires_on
            .filter(|on| decision.is_valid_penalty() && !(bounds.0..=bounds.1).contains(on))
            && on >= decision.decided_on
        {
            found.push(self.tell(
                Code::ExpiryOutOfRange,
                "expires_on",
                say!(
                    "提示：处罚 `{id}` 公开至 {on}，一般在决定后一至三年（{} 至 {}）",
                    "a hint: the penalty `{id}` stays public until {on}; usual is one to three years ({} to {})",
                    bounds.0,
                    bounds.1
                ),
                say!("不填即按三年", "left empty it is three years"),
            ));
        }
        let explained = !decision.status_reason.is_empty();
        if let Some(by) = law::withdraw_by(decision).filter(|by| as_of > *by && !explained) {
            let what = decision.status;
            let (zh, en) =
                (what.title(), if what == DecisionStatus::Revoked { "revoked" } else { "amended" });
            found.push(self.tell(
                Code::ChangeNotExplained,
                "status_reason",
                say!(
                    "提示：决定 `{id}` 已{zh}，{by} 前应撤回公开信息并说明理由",
                    "a hint: the decision `{id}` was {en}; by {by} it is to be taken back and explained"
                ),
                say!("行政处罚法第四十八条；写明理由", "article 48 of the law on penalties: give the reason"),
            ));
        }
    }

    /// The hazards and the facility a decision is about are those of the enterprise, and were found before it.
    fn subject_matter(self, found: &mut Vec<Finding>) {
        let Self { subject, decision, .. } = self;
        let (id, ledger) = (self.id(), &subject.dataset.ledger);
        let help = || say!("核对企业、设施和隐患编号", "check the ids of enterprise, facility and hazard");
        // Whoever owned it when the hazard was found may be fined after it was sold.
        let hazards = decision.hazards.iter().map(|at| ledger.hazards.get(*at));
        let found_at: Vec<_> = hazards.map(|hazard| (hazard.facility, hazard.found_on)).collect();
        let differs = |facility: FacilityAt| {
            let of = ledger.facilities.get(facility);
            let found_here = found_at.iter().filter(|(place, _)| *place == facility).map(|(_, on)| *on);
            let mut days = found_here.chain([decision.decided_on]);
            decision.enterprise.is_some() && days.all(|day| of.owner_on(day) != decision.enterprise)
        };
        if let Some(facility) = decision.facility.filter(|facility| differs(*facility)) {
            let message = say!(
                "决定 `{id}` 的设施不属于该企业",
                "the facility of the decision `{id}` is not that enterprise's"
            );
            let finding = self.tell(Code::DecisionElsewhere, "facility", message, help());
            found.push(finding.follows_from(registry::owned_by_another(subject, facility)));
        }
        for &index in &decision.hazards {
            let hazard = ledger.hazards.get(index);
            let name = ledger.hazards.id(hazard);
            if differs(hazard.facility) {
                let message = say!(
                    "决定 `{id}` 所涉隐患 `{name}` 不是该企业的",
                    "the hazard `{name}` of the decision `{id}` is not that enterprise's"
                );
                let finding = self.tell(Code::DecisionElsewhere, "hazards", message, help());
                found.push(finding.follows_from(registry::owned_by_another(subject, hazard.facility)));
            } else if hazard.found_on > decision.decided_on {
                let on = hazard.found_on;
                let message = say!(
                    "决定 `{id}` 早于所涉隐患 `{name}` 的发现日期 {on}",
                    "the decision `{id}` is before the hazard `{name}` was found on {on}"
                );
                let finding = self.tell(Code::DecisionElsewhere, "decided_on", message, help());
                found.push(finding.follows_from(lives::found_late(&ledger.hazards, hazard)));
            }
        }
    }
}

/// Enterprises for which the conditions of article 113, item 1 are met.
fn closures(subject: Subject, citations: &Citations) -> Vec<Finding> {
    let ledger = &subject.dataset.ledger;
    let table = &ledger.decisions;
    let tell = |check: law::ClosureCheck| {
        let firm = ledger.enterprises.get(check.enterprise);
        let (id, name) = (ledger.enterprises.id(firm), ledger.enterprises.text(firm, firm.name));
        let last = table.get(*check.penalties.decisions.last().expect("a window has its decisions"));
        let (zh, en) = match check.penalties.window {
            Window::HalfYear => ("180 日内", "within 180 days"),
            Window::Year => ("一年内", "within a year"),
        };
        let (count, cases) = (check.penalties.decisions.len(), check.penalties.cases);
        let mut finding = Finding::new(
            Code::ClosureCheck,
            table.cell(last, "decided_on"),
            say!(
                "提示：`{id}` {name}查出过重大隐患，{zh}受处罚 {count} 次（{cases} 个案件），达到核查条件",
                "a hint: `{id}` ({name}) had a major hazard and {count} penalties {en} (in {cases} cases): the conditions for a check are met"
            ),
        );
        for index in check.penalties.decisions.iter().rev().skip(1).rev() {
            let decision = table.get(*index);
            let (id, on) = (table.id(decision), decision.decided_on);
            finding =
                finding.related(table.place(decision), say!("处罚 `{id}` {on}", "the penalty `{id}`, {on}"));
        }
        let hazard = ledger.hazards.get(check.hazard);
        let id = ledger.hazards.id(hazard);
        finding
            .related(ledger.hazards.place(hazard), say!("重大隐患 `{id}`", "the major hazard `{id}`"))
            .help(say!(
                "安全生产法第一百一十三条第（一）项；是否提请关闭由人核查决定",
                "article 113, item 1 of the work safety law: whether closure is proposed is decided by people"
            ))
    };
    law::closure_checks(subject.dataset, citations, subject.as_of).into_iter().map(tell).collect()
}
