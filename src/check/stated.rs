//! What a decision says of itself that cannot be so: no article, an office that is a firm, a minor breach closed down for.
//!
//! In: the ledgers of enforcement, row by row, and their addresses in the register of penalties against each other. Out: warnings
//! at the cell that is wrong. What needs the text of a law is `legal`'s.

use hashbrown::HashMap;

use super::Subject;
use crate::dataset::ledger::{Decision, DecisionKind, DecisionStatus, Gravity, Word};
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::say;

/// What the name of no office ends with.
const FIRMS: [&str; 3] = ["公司", "矿业", "合作社"];

pub(super) fn check(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.decisions;
    let of_row = |row| {
        [no_article(subject, row), by_a_firm(subject, row), too_heavy(subject, row), explained(subject, row)]
            .into_iter()
            .chain([heard_before(subject, row)])
            .flatten()
    };
    findings.extend(table.rows().iter().flat_map(of_row).collect::<Vec<_>>());
    findings.extend(one_address(subject));
}

/// 依法, 《安全生产法》: a penalty rests on an article. A cell of nothing at all is told as such.
fn no_article(subject: Subject, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let basis = table.text(decision, decision.basis);
    // 条例 and 条件 are no articles.
    let mut articles = basis.match_indices('条').filter(|(at, sign)| {
        let rest = &basis[at + sign.len()..];
        !rest.starts_with(['例', '件'])
    });
    let says_law = basis.contains(['法', '例', '规']);
    if !decision.kind.is_penalty()
        || !says_law
        || articles.next().is_some()
        || basis.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let id = table.id(decision);
    let message = say!(
        "处罚 `{id}` 的依据“{basis}”没有写第几条",
        "the basis of the penalty `{id}` names no article: {basis}"
    );
    let finding = Finding::new(Code::ItemNotCited, table.cell(decision, "basis"), message);
    Some(finding.help(say!("照文书写到条、款、项", "name the article and its item, as the document does")))
}

/// Offices decide; a firm does not.
fn by_a_firm(subject: Subject, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let authority = table.text(decision, decision.authority);
    FIRMS.iter().any(|end| authority.ends_with(end)).then(|| {
        let id = table.id(decision);
        let message = say!(
            "决定 `{id}` 的机关写成了企业：{authority}",
            "the authority of the decision `{id}` is a firm: {authority}"
        );
        let finding = Finding::new(Code::OfficeMisfit, table.cell(decision, "authority"), message);
        finding.help(say!("照文书写作出决定的机关", "name the office that decided, as the document does"))
    })
}

/// A breach that is minor is not what a mine is closed or a licence revoked for.
fn too_heavy(subject: Subject, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let is_heavy = matches!(
        decision.kind,
        DecisionKind::Suspend
            | DecisionKind::Close
            | DecisionKind::Revoke
            | DecisionKind::Withhold
            | DecisionKind::Downgrade
            | DecisionKind::Detain
            | DecisionKind::Restrict
    );
    let is_minor = decision.is_gravity_stated && decision.gravity == Gravity::Minor;
    (is_heavy && is_minor).then(|| {
        let (id, zh, en) = (table.id(decision), decision.kind.title(), decision.kind.code());
        let message = say!(
            "决定 `{id}` 是{zh}，轻重却写成轻微",
            "the decision `{id}` is `{en}`, yet its gravity is minor"
        );
        let finding = Finding::new(Code::CellsContradict, table.cell(decision, "gravity"), message);
        finding.severity(Severity::Warning).help(say!("核对轻重和种类", "compare the gravity and the kind"))
    })
}

/// Why it no longer stands, of one that does.
fn explained(subject: Subject, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let reason = table.text(decision, decision.status_reason);
    // With a day as well it is told at the day.
    let is_told = decision.status != DecisionStatus::Valid || decision.status_on.is_some();
    (!reason.is_empty() && !is_told).then(|| {
        let id = table.id(decision);
        let message = say!(
            "决定 `{id}` 状态是有效，却写了变更或撤销的理由",
            "the decision `{id}` is valid, yet has a reason why it is not"
        );
        let finding = Finding::new(Code::CellsContradict, table.cell(decision, "status_reason"), message);
        finding.severity(Severity::Warning).help(say!(
            "已变更或撤销的改正状态；仍有效的留空",
            "correct `status`, or leave the reason empty while it stands"
        ))
    })
}

/// A hearing about hazards that nobody had found.
fn heard_before(subject: Subject, decision: &Decision) -> Option<Finding> {
    let ledger = &subject.dataset.ledger;
    let found = decision.hazards.iter().map(|at| ledger.hazards.get(*at).found_on).min()?;
    let told = decision.hearing_notice_on.filter(|on| *on < found)?;
    let id = ledger.decisions.id(decision);
    let message = say!(
        "决定 `{id}` 的听证告知日期 {told} 早于所涉隐患的发现日期 {found}",
        "the notice of a hearing about the decision `{id}` is of {told}, before its hazards were found on {found}"
    );
    let place = ledger.decisions.cell(decision, "hearing_notice_on");
    let finding = Finding::new(Code::DecisionDaysOutOfOrder, place, message).severity(Severity::Warning);
    Some(finding.help(say!("核对两个日期", "compare the two days")))
}

/// A page of the register of penalties is about one document.
fn one_address(subject: Subject) -> Vec<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let mut first: HashMap<&str, &Decision> = HashMap::new();
    let mut found = Vec::new();
    for decision in table.rows() {
        let url = table.text(decision, decision.url);
        if url.is_empty() {
            continue;
        }
        let other = *first.entry(url).or_insert(decision);
        let number = |of: &Decision| table.text(of, of.document_no).to_owned();
        if table.id(other) == table.id(decision) || number(other) == number(decision) {
            continue;
        }
        let (id, of) = (table.id(decision), table.id(other));
        let message = say!(
            "决定 `{id}` 的网址与 `{of}` 相同，文书号却不同",
            "the decision `{id}` has the address of `{of}`, and another number"
        );
        found.push(
            Finding::new(Code::DocumentMisfit, table.cell(decision, "url"), message)
                .related(table.cell(other, "url"), say!("同一网址", "the same address"))
                .help(say!("各写各的公示网址", "give each the address of its own page")),
        );
    }
    found
}
