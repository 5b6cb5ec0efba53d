//! Whether reports name what bears their numbers out (印证资料).
//!
//! In: the reports, and whether a form asks for evidence. Out: a warning for each without any, where others name some; of a
//! site whose reports name none at all, one. Nor does its name tell of a person.

use super::Subject;
use crate::dataset::Report;
use crate::dataset::column::Holds;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::privacy::named::like_a_name;
use crate::privacy::names::people;
use crate::say;

pub(super) fn check(subject: Subject, findings: &Findings) {
    for report in subject.dataset.reports.iter() {
        let named = report.evidence.iter().filter(|(text, _)| !people(Holds::Text, text).is_empty());
        findings.extend(named.map(|(_, span)| like_a_name(report.place(*span))).collect::<Vec<_>>());
    }
    if !subject.dataset.forms.iter().any(|form| form.asks_evidence) {
        return;
    }
    let reports = &subject.dataset.reports;
    let is_kept = reports.iter().any(Report::has_evidence);
    let lacking = reports.iter().filter(|report| !report.has_evidence() && !report.broken);
    for report in lacking.take(if is_kept { usize::MAX } else { 1 }) {
        findings.push(told(report, is_kept));
    }
}

fn told(report: &Report, is_kept: bool) -> Finding {
    let message = if is_kept {
        say!("这份报表没有写印证资料", "the report names no evidence")
    } else {
        say!("所有报表都没有写印证资料", "none of the reports names any evidence")
    };
    Finding::new(Code::ReportUnproved, Place::file(&report.path), message).help(say!(
        "在报表开头写 `evidence = [\"检查记录汇总表\"]`；材料本身不要放进仓库",
        "write `evidence = [\"summary of inspection records\"]` at its top; the papers themselves stay out of the repository"
    ))
}
