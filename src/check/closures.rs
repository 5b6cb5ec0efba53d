//! Enterprises for which the conditions of a closure check are met: told, and people decide.

use super::Subject;
use crate::diagnostic::{Code, Finding};
use crate::law::{self, Citations, Window};
use crate::say;

/// Enterprises for which the conditions of article 113, item 1 are met.
pub(super) fn of(subject: Subject, citations: &Citations) -> Vec<Finding> {
    let ledger = &subject.dataset.ledger;
    let table = &ledger.decisions;
    let Some((law, rule)) = subject.dataset.laws.closure(subject.as_of) else { return Vec::new() };
    let law = subject.dataset.laws.name(law);
    let ((_, days), (_, months)) = (rule.in_days, rule.in_months);
    let (source_zh, source_en) = rule.source.cited();
    let tell = |check: law::ClosureCheck| {
        let firm = ledger.enterprises.get(check.enterprise);
        let (id, name) = (ledger.enterprises.id(firm), ledger.enterprises.text(firm, firm.name));
        let last = table.get(*check.penalties.decisions.last().expect("a window has its decisions"));
        let (zh, en) = match check.penalties.window {
            Window::HalfYear => (format!("{days} 日内"), format!("within {days} days")),
            Window::Year => (format!("{months} 个月内"), format!("within {months} months")),
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
                "{law}{source_zh}；是否提请关闭由人核查决定",
                "{law}, {source_en}: whether closure is proposed is decided by people"
            ))
    };
    law::closure_checks(subject.dataset, citations, subject.as_of).into_iter().map(tell).collect()
}
