//! Whether readers can reach the office: who finds a mistake, objects to a record or wants to report a hazard has to.

use super::Subject;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::say;

/// A telephone and an address of the office, on a site whose data are real.
pub(super) fn check(subject: Subject, findings: &Findings) {
    let settings = &subject.dataset.settings;
    let lacking = [("phone", &settings.organ.phone), ("address", &settings.organ.address)];
    let lacking: Vec<String> =
        lacking.iter().filter(|(_, is)| is.is_none()).map(|(key, _)| format!("`{key}`")).collect();
    if settings.sample || lacking.is_empty() {
        return;
    }
    let (zh, en) = (lacking.join("、"), lacking.join(" and "));
    let message = say!(
        "`[organ]` 没有 {zh}：读者找不到主办单位",
        "`[organ]` lacks {en}: readers cannot reach the office"
    );
    let help = say!(
        "写上纠错和异议的联系电话、通信地址",
        "give the telephone and the address for corrections and objections"
    );
    findings.push(Finding::new(Code::NoContact, Place::file(&settings.path), message).help(help));
}
