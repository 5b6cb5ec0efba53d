//! Findings as they accumulate, and as they are told.
//!
//! In: findings of all stages. Out: the same, sorted and each once; of one kind in one file so many, and one that counts
//! the others, so that a file of nothing but mistakes neither fills the memory nor the log.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::{Cause, Code, Finding, Severity, Texts, causes, tables};
use crate::{limits, say};

/// Findings as they accumulate; shared by reference within one thread, merged between threads.
///
/// Of one kind in one file the first are kept in the order they come in. Parts that are merged in a fixed order, as all
/// are, keep and count the same as if all had come in here.
#[derive(Debug, Default)]
pub struct Findings(RefCell<Collected>);

#[derive(Debug, Default)]
struct Collected {
    all: Vec<Finding>,
    kinds: HashMap<(Arc<str>, Code, Severity), SameKind>,
    /// How many rows those tables have of which several findings are told.
    rows: HashMap<Arc<str>, usize>,
}

/// What has come in of one kind in one file.
#[derive(Debug, Default)]
struct SameKind {
    kept: usize,
    /// Where the finding stands that counts the rest.
    rest: Option<usize>,
}

impl Collected {
    fn push(&mut self, finding: Finding) {
        // Among so few none can be one too many of its kind; most parts never have more, and kinds are not told apart.
        if self.all.len() < limits::FINDINGS_OF_A_KIND {
            self.all.push(finding);
            return;
        }
        if self.kinds.is_empty() {
            for earlier in std::mem::take(&mut self.all) {
                self.push_counted(earlier);
            }
        }
        self.push_counted(finding);
    }

    fn push_counted(&mut self, finding: Finding) {
        let key = (Arc::clone(&finding.place.path), finding.code, finding.severity);
        let kind = self.kinds.entry(key).or_default();
        if finding.rest == 0 && kind.kept < limits::FINDINGS_OF_A_KIND {
            kind.kept += 1;
            self.all.push(finding);
            return;
        }
        let counted = finding.rest.max(1);
        if let Some(at) = kind.rest {
            self.all[at].rest += counted;
        } else {
            kind.rest = Some(self.all.len());
            self.all.push(Finding { rest: counted, ..finding });
        }
    }
}

impl Findings {
    /// Adds one.
    pub fn push(&self, finding: Finding) {
        self.0.borrow_mut().push(finding);
    }

    /// Says what the finding that came last may follow from.
    pub fn last_follows_from(&self, cause: Cause) {
        if let Some(last) = self.0.borrow_mut().all.last_mut() {
            last.cause = Some(Box::new(cause));
        }
    }

    /// Looks how many rows the tables have that findings stand in: of a few many are more than chance.
    pub fn count_rows(&self, texts: &Texts) {
        let mut collected = self.0.borrow_mut();
        collected.rows = tables::rows(&collected.all, texts);
    }

    /// Adds all of `others`.
    pub fn extend(&self, others: impl IntoIterator<Item = Finding>) {
        for finding in others {
            self.push(finding);
        }
    }

    /// Does two things at once, each with findings of its own; those of the first come first.
    pub fn of_both<A: Send, B: Send>(
        &self,
        one: impl FnOnce(&Self) -> A + Send,
        other: impl FnOnce(&Self) -> B + Send,
    ) -> (A, B) {
        let ((one, first), (other, second)) = rayon::join(|| Self::of(one), || Self::of(other));
        self.extend(first);
        self.extend(second);
        (one, other)
    }

    /// What something comes to, and its findings.
    pub fn of<A>(what: impl FnOnce(&Self) -> A) -> (A, Vec<Finding>) {
        let findings = Self::default();
        (what(&findings), findings.into_vec())
    }

    /// Whether any of them keeps the site from being published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.borrow().all.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// All of them, by file, place and code, each once.
    #[must_use]
    pub fn sorted(self) -> Vec<Finding> {
        let mut all = {
            let Collected { all, rows, .. } = self.0.into_inner();
            let mut all = causes::gathered(all);
            // What was not so many as its cause asked for may still be too many for its table.
            tables::blame(&mut all, &rows);
            causes::gathered(all)
        };
        for finding in all.iter_mut().filter(|finding| finding.rest > 0) {
            tell_rest(finding);
        }
        all.sort_by(|a, b| {
            (&a.place, a.code, a.severity, &a.message.en).cmp(&(&b.place, b.code, b.severity, &b.message.en))
        });
        all.dedup();
        all
    }

    /// As they came, for merging.
    #[must_use]
    pub fn into_vec(self) -> Vec<Finding> {
        self.0.into_inner().all
    }
}

/// Says what a finding stands for: the place is that of the first it counts.
fn tell_rest(finding: &mut Finding) {
    let (rest, (zh, en)) = (finding.rest, finding.code.entry().title);
    finding.message = say!(
        "这个文件里这样的问题（{zh}）另有 {rest} 处，从这里起，没有一一列出",
        "{rest} more of this kind in this file, from here on, are not listed ({en})"
    );
    finding.help = Some(say!("先改好列出的，再查一次", "mend those that are listed, then check again"));
    finding.related = Vec::new();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn finding(at: usize) -> Finding {
        let place = Place::new(&Arc::from("a"), &(at..at + 1));
        Finding::new(Code::UnknownKey, place, say!("{at}", "{at}"))
    }

    #[test]
    fn of_one_kind_in_one_file_so_many_are_kept_and_the_others_counted() {
        let many = limits::FINDINGS_OF_A_KIND + 234;
        let findings = Findings::default();
        findings.extend((0..many).map(finding));
        findings.push(Finding::new(Code::DuplicateKey, Place::file("a"), say!("x", "x")));
        findings.push(Finding { severity: Severity::Warning, ..finding(0) });
        let told = findings.sorted();
        assert_eq!(told.len(), limits::FINDINGS_OF_A_KIND + 1 + 2);
        let rest: Vec<&Finding> = told.iter().filter(|finding| finding.rest > 0).collect();
        assert_eq!(rest.len(), 1);
        assert_eq!((rest[0].rest, rest[0].severity, rest[0].code), (234, Severity::Error, Code::UnknownKey));
        assert_eq!(rest[0].place.span.0 as usize, limits::FINDINGS_OF_A_KIND);
        assert!(rest[0].message.en.contains("234") && rest[0].message.zh.contains("234"));
    }

    #[test]
    fn however_they_are_divided_the_same_are_kept_and_counted() {
        let many = 3 * limits::FINDINGS_OF_A_KIND;
        let whole = Findings::default();
        whole.extend((0..many).map(finding));
        let whole = whole.sorted();
        for part in [1, 7, 999, 1000, 1001, 1500, many] {
            let findings = Findings::default();
            for start in (0..many).step_by(part) {
                let ((), found) = Findings::of(|findings| {
                    findings.extend((start..many.min(start + part)).map(finding));
                });
                findings.extend(found);
            }
            assert_eq!(findings.sorted(), whole, "{part}");
        }
    }
}
