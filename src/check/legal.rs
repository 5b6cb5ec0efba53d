//! Hints of law about decisions: each says what was counted, none says what follows.

use rayon::prelude::*;

use super::procedure::{self, FirstOrders};
use super::{Subject, closures, kinds, lives, publicity, registry};
use crate::dataset::Yuan;
use crate::dataset::ledger::{Decision, DecisionKind, FacilityAt, Party, Table, Word};
use crate::diagnostic::{Code, Finding, Findings, Place, Say, Severity};
use crate::law::{Citation, Citations, LawText, written};
use crate::say;

/// A fine below this is usually in 万元: the lowest a unit is fined in practice is a few thousand 元.
const LOW_FINE: Yuan = Yuan::whole(1_000);

/// Every hint about every decision.
pub fn check(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.decisions;
    let laws = &subject.dataset.laws;
    if laws.is_empty() {
        return days_alone(subject, findings);
    }
    let citations = Citations::of(table, table.rows().iter(), laws);
    let orders = FirstOrders::of(subject);
    let of_row = |decision| {
        let citation = citations.get(decision);
        let mut found = Ruling { subject, decision, citation }.findings();
        found.extend(procedure::of_decision(subject, &orders, citation, decision));
        found
    };
    let of_rows = || table.rows().par_iter().flat_map_iter(of_row).collect();
    let (of_rows, of_windows): (Vec<_>, _) = rayon::join(of_rows, || closures::of(subject, &citations));
    findings.extend(of_rows);
    let inspections = subject.dataset.ledger.inspections.rows().iter();
    findings.extend(inspections.filter_map(|row| publicity::of_inspection(subject, row)).collect::<Vec<_>>());
    let notices = subject.dataset.ledger.notices.rows().iter();
    findings.extend(notices.flat_map(|row| publicity::of_notice(subject, row)).collect::<Vec<_>>());
    findings.extend(kinds::of_decisions(subject, &citations));
    findings.extend(of_windows);
}

/// What is asked of decisions whatever the law: a campaign that names no sets of rules is told so, once.
fn days_alone(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.decisions;
    let citation = Citation::default();
    for decision in table.rows() {
        let ruling = Ruling { subject, decision, citation: &citation };
        let mut found = Vec::new();
        ruling.order(&mut found);
        ruling.subject_matter(&mut found);
        findings.extend(found);
    }
    if !table.rows().is_empty() && subject.dataset.campaign.law.is_none() {
        let message =
            say!("没有写按哪些法律规则核对决定", "nothing says by which rules of law decisions are compared");
        let place = Place::file(&subject.dataset.campaign.path);
        findings.push(Finding::new(Code::CheckUndeclared, place, message).help(say!(
            "照 `gongshi init` 的写 `[law] sets`；不核对的写 `sets = []`",
            "write `[law] sets` as `gongshi init` does; `sets = []` compares nothing"
        )));
    }
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
        found.extend(publicity::of_decision(self.subject, self.decision));
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
        if let Some(on) = self.decision.hearing_notice_on.filter(|on| *on > decided) {
            found.push(self.tell(
                Code::DecisionDaysOutOfOrder,
                "hearing_notice_on",
                say!(
                    "决定 `{id}` 的听证告知日期 {on} 晚于决定日期 {decided}",
                    "the notice of a hearing about the decision `{id}` is of {on}, after it was made on {decided}"
                ),
                say!("改正其中一个日期", "correct one of the two days"),
            ));
        }
        let days = [
            ("published_on", "公开", "published", self.decision.published_on),
            ("status_on", "变更或撤销", "changed", self.decision.status_on),
            ("expires_on", "期满", "expired", self.decision.expires_on),
        ];
        let repaired = ("repaired_on", "信用修复", "repaired", self.decision.repaired_on);
        for (column, zh, en, on) in days.into_iter().chain([repaired]) {
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
        let revoked = self.decision.status_on.filter(|_| self.decision.status.is_undone());
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
        let Self { subject, decision, citation } = self;
        let text = citation.text(&subject.dataset.laws, decision.decided_on);
        if let Some(text) = text {
            self.articles(text, found);
        }
        self.sum(text, found);
    }

    fn articles(self, text: &LawText, found: &mut Vec<Finding>) {
        let Self { subject, citation, .. } = self;
        let id = self.id();
        let law = citation.law.map_or("", |law| subject.dataset.laws.name(law));
        if let Some(article) = citation.without_item(text) {
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
        if let Some(article) = citation.unknown(text) {
            let last = text.articles;
            found.push(self.tell(
                Code::ArticleUnknown,
                "basis",
                say!(
                    "提示：决定 `{id}` 引用{law}第 {article} 条，该法共 {last} 条",
                    "a hint: the decision `{id}` cites article {article}; the law has {last}"
                ),
                say!("核对文书的依据", "compare the basis in the document"),
            ));
        }
    }

    /// A fine within what its articles allow.
    fn sum(self, text: Option<&LawText>, found: &mut Vec<Finding>) {
        let Self { decision, citation, .. } = self;
        let id = self.id();
        let Some(amount) = decision.amount_yuan.filter(|_| decision.kind == DecisionKind::Fine) else {
            return;
        };
        let (party_zh, party_en) = (decision.party.title(), decision.party.code());
        let alone = text.filter(|_| !citation.names_another);
        if let Some(article) = alone.and_then(|text| citation.sparing(text, decision.party)) {
            let article = written(article);
            let message = say!(
                "提示：决定 `{id}` 罚的是{party_zh}，{article}不罚{party_zh}",
                "a hint: the decision `{id}` fines {party_en}, whom {article} does not fine"
            );
            let help = say!("核对对象和依据", "compare the party and the basis");
            found.push(self.tell(Code::FineOutOfRange, "party", message, help));
            return;
        }
        let message = match text.and_then(|text| citation.range(text, decision.party)) {
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
                found.push(finding.follows_from(lives::causes::found_late(&ledger.hazards, hazard)));
            }
        }
    }
}
