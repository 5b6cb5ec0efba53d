//! Findings that are new. One that moved to another line is the same.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Severity};

/// What a finding is known by, whatever line it stands in.
fn key(finding: &Finding) -> (&'static str, &str, &str, Severity) {
    (finding.code.id(), &finding.place.path, &finding.message.zh, finding.severity)
}

/// Of each finding of the new side whether it is new.
#[must_use]
pub fn are_new(base: &[Finding], head: &[Finding]) -> Vec<bool> {
    let mut before: BTreeMap<_, usize> = BTreeMap::new();
    for finding in base {
        *before.entry(key(finding)).or_default() += 1;
    }
    let mut all = Vec::with_capacity(head.len());
    for finding in head {
        let known = before.get_mut(&key(finding)).filter(|count| **count > 0);
        all.push(known.is_none());
        if let Some(count) = known {
            *count -= 1;
        }
    }
    all
}
