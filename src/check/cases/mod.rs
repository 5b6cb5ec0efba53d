//! Whether cases may be published as they are: their form, their life, what they say against the ledger.

mod due;
mod form;
mod life;
mod money;
mod names;
mod numerals;
mod prose;
mod sources;
mod tips;

use super::Subject;
use crate::diagnostic::Findings;

/// Runs every check of cases, and of what is published about penalties.
pub(super) fn check(subject: Subject, findings: &Findings) {
    // Against decisions that could not be read nothing is held: that they could not has been told.
    let against_ledger = !subject.dataset.ledger.decisions_are_broken();
    for case in &subject.dataset.cases {
        form::check(subject, case, findings);
        life::check(case, findings);
        if against_ledger {
            form::naming(subject, case, findings);
            prose::check(subject, case, findings);
        }
        names::check(subject, case, findings);
    }
    form::document_numbers(subject, findings);
    names::elsewhere(subject, findings);
    tips::check(subject, findings);
    sources::check(subject, findings);
    due::check(subject, findings);
}
