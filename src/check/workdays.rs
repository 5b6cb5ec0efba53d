//! Years whose working days are wanted and not kept: a clock that runs in one is set by weekends alone.

use std::collections::BTreeMap;

use super::Subject;
use crate::dataset::ledger::Decision;
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::law::{self, Deadline};
use crate::say;

/// Every year that the publication or withdrawal of a penalty hangs on, once.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let mut years: BTreeMap<i32, &Decision> = BTreeMap::new();
    for decision in ledger.decisions.rows() {
        let publish = law::publish_by(subject.dataset, decision).filter(|_| decision.is_valid_penalty());
        // One that is explained has been taken back.
        let withdraw =
            law::withdraw_by(subject.dataset, decision).filter(|_| decision.status_reason.is_empty());
        let clocks = [(publish, decision.published_on), (withdraw, None)];
        let mut missing = clocks.into_iter().filter_map(|(by, done)| by?.year_missing(done, subject.as_of));
        if let Some(year) = missing.next() {
            years.entry(year).or_insert(decision);
        }
    }
    for (year, decision) in years {
        let path = format!("data/workdays/{year}.csv");
        let id = ledger.decisions.id(decision);
        findings.push(
            Finding::new(
                Code::LedgerMissing,
                Place::file(&path),
                say!(
                    "没有 {year} 年的调休安排，公开、撤回处罚的工作日只按周末推算",
                    "no working days of {year} are kept: those within which penalties are published or withdrawn are reckoned by weekends alone"
                ),
            )
            .related(ledger.decisions.place(decision), say!("如处罚 `{id}`", "such as the penalty `{id}`"))
            .help(say!(
                "按国务院办公厅的放假通知录入；没有调休的留表头 `date,works`",
                "enter them by the notice on public holidays; with none, keep the header `date,works`"
            )),
        );
    }
}

/// A help that says so, where the last day of a clock hangs on such a year.
pub(super) fn with_guess(by: Deadline, help: Say) -> Say {
    let Some(year) = by.guessed() else { return help };
    let Say { zh, en } = help;
    say!(
        "{zh}；没有 {year} 年的调休安排，这一天只按周末推算",
        "{en}; no working days of {year} are kept, so the day is reckoned by weekends alone"
    )
}
