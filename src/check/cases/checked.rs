//! Findings that a person looked into, and that are none.
//!
//! In: what was found of a case, and its `checked`. Out: the same without what is checked off; an entry that takes nothing away is
//! told, since it would hide a mistake to come. An example: 合同约定罚款5万元 is read as a fine; `checked` says of GS1304 at
//! these words why it is none.

use std::ops::Range;

use crate::dataset::Case;
use crate::dataset::cases::CheckedByHand;
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// Passes on what is left.
pub(super) fn pass(case: &Case, found: Vec<Finding>, findings: &Findings) {
    if case.checked.is_empty() {
        findings.extend(found);
        return;
    }
    let places: Vec<Vec<Range<usize>>> = case.checked.iter().map(|entry| places(case, entry)).collect();
    let mut used = vec![false; case.checked.len()];
    for finding in found {
        let span = finding.place.span.0 as usize..(finding.place.span.1 as usize);
        let covers = |at: &Range<usize>| at.start <= span.end && span.start <= at.end;
        let by = case.checked.iter().zip(&places).position(|(entry, places)| {
            entry.code == finding.code && finding.place.path == case.file.path && places.iter().any(covers)
        });
        match by {
            Some(at) => used[at] = true,
            None => findings.push(finding),
        }
    }
    for (entry, _) in case.checked.iter().zip(used).filter(|(_, used)| !used) {
        let (says, code) = (&entry.says, entry.code.id());
        let message = say!("“{says}”处没有 {code} 这样的提示", "nothing of {code} is found at `{says}`");
        findings.push(
            Finding::new(Code::CheckedForNothing, case.place(&entry.span), message)
                .help(say!("删去这一条，或改正原句", "delete the entry, or correct its words")),
        );
    }
}

/// Where its words stand, but for the entry itself.
fn places(case: &Case, entry: &CheckedByHand) -> Vec<Range<usize>> {
    let found = case.file.text.match_indices(entry.says.as_str());
    let spans = found.map(|(at, words)| at..at + words.len());
    spans
        .filter(|span| {
            !case.checked.iter().any(|one| one.span.start <= span.start && span.end <= one.span.end)
        })
        .collect()
}
