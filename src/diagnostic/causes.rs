//! Findings that follow from one cause are told as one, at the cause.
//!
//! In: findings, some with the [`Cause`] they may follow from. Out: the same, but where so many may follow from one that it is
//! hardly chance, one finding in their place: a cell of a form whose `kind` was written wrongly is not 47 reports with a wrong
//! number, and a hazard whose day was mistyped is not ten other days before it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Finding, Place, Say, Severity};
use crate::say;

/// What several findings may follow from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Where it stands.
    pub place: Place,
    /// What it may be.
    pub message: Say,
    /// What to look at.
    pub help: Say,
    /// How many findings say so; fewer are told one by one.
    least: usize,
    /// In how many files they stand.
    files: usize,
    /// What so many of their causes may follow from in turn.
    wider: Option<Box<Self>>,
}

/// Fewer are not more than chance where it is only suspected.
pub const FEW: usize = 10;
/// In how many files they stand where it is only suspected: of a single file each is told.
const FILES: usize = 3;
/// More than two findings that name one thing are one about it.
const TWO: usize = 2;
/// Of the rows of a file one in so many is more than single slips.
pub(super) const PART: usize = 8;
/// How many of them are shown with their cause: of little more than a few nearly all.
const SHOWN: usize = FEW;

impl Cause {
    /// What so many findings in several files make likely, though each may be wrong by itself; never of few.
    #[must_use]
    pub fn suspected(place: Place, message: Say, help: Say, least: usize) -> Self {
        Self { place, message, help, least: least.max(FEW), files: FILES, wider: None }
    }

    /// What each of the findings names: a row that all of them contradict, an id that is nowhere.
    #[must_use]
    pub fn named(place: Place, message: Say, help: Say) -> Self {
        Self { place, message, help, least: TWO + 1, files: 1, wider: None }
    }

    /// What so many of the rows of one file may follow from: a column that slipped by a row, two headings exchanged.
    #[must_use]
    pub fn of_column(place: Place, message: Say, help: Say, rows: usize) -> Self {
        Self { place, message, help, least: FEW.max(rows / PART), files: 1, wider: None }
    }

    /// However few say so: they have been counted.
    #[must_use]
    pub fn of_any(self) -> Self {
        Self { least: 1, ..self }
    }

    /// What several such causes may follow from.
    #[must_use]
    pub fn within(mut self, wider: Self) -> Self {
        self.wider = Some(Box::new(wider));
        self
    }
}

/// By what the widest causes are first: what these take is not told at the narrower.
pub(super) fn gathered(all: Vec<Finding>) -> Vec<Finding> {
    fn widest(finding: &Finding) -> Option<&Cause> {
        let cause = finding.cause.as_deref()?;
        Some(cause.wider.as_deref().unwrap_or(cause))
    }
    let is_nested =
        all.iter().any(|finding| finding.cause.as_ref().is_some_and(|cause| cause.wider.is_some()));
    let all = if is_nested { gathered_by(all, widest) } else { all };
    gathered_by(all, |finding| finding.cause.as_deref())
}

fn gathered_by(all: Vec<Finding>, cause_of: fn(&Finding) -> Option<&Cause>) -> Vec<Finding> {
    let mut followers: BTreeMap<(Place, String), Vec<usize>> = BTreeMap::new();
    for (at, finding) in all.iter().enumerate() {
        if let Some(cause) = cause_of(finding) {
            let key = (cause.place.clone(), cause.message.en.clone());
            followers.entry(key).or_default().push(at);
        }
    }
    followers.retain(|_, of| {
        let (least, few) = cause_of(&all[of[0]]).map_or((FEW, FILES), |cause| (cause.least, cause.files));
        let files: BTreeSet<&str> = of.iter().map(|at| all[*at].place.path.as_ref()).collect();
        of.len() >= least && files.len() >= few
    });
    if followers.is_empty() {
        return all;
    }
    let told: Vec<Finding> = followers.values().filter_map(|of| one_for(&all, of, cause_of)).collect();
    let gone: BTreeSet<usize> = followers.into_values().flatten().collect();
    let left = all.into_iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, finding)| finding);
    left.chain(told).collect()
}

/// The finding that stands for all that follow from a cause.
fn one_for(
    all: &[Finding],
    followers: &[usize],
    cause_of: fn(&Finding) -> Option<&Cause>,
) -> Option<Finding> {
    let mut of: Vec<&Finding> = followers.iter().map(|at| &all[*at]).collect();
    of.sort_by(|one, other| one.place.cmp(&other.place));
    let first = *of.first()?;
    let cause = cause_of(first)?;
    let count: usize = of.iter().map(|finding| finding.count()).sum();
    let Say { zh, en } = &cause.message;
    let message = say!(
        "{zh}：由此而来的 {count} 处不一一列出",
        "{en}: {count} findings that follow from it are not listed"
    );
    let is_error = of.iter().any(|finding| finding.severity == Severity::Error);
    let code = most_frequent(&of);
    let mut one = Finding::new(code, cause.place.clone(), message).help(cause.help.clone());
    one.severity = if is_error { Severity::Error } else { first.severity };
    one.related = of.iter().take(SHOWN).map(|of| (of.place.clone(), of.message.clone())).collect();
    Some(one)
}

/// The code of most of them, of several the first.
fn most_frequent(of: &[&Finding]) -> Code {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in of {
        *counts.entry(finding.code).or_default() += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(of[0].code, |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn follower(file: usize, least: usize) -> Finding {
        let place = Place::new(&Arc::from(format!("reports/{file}")), &(1..2));
        let (message, help) = (say!("表错了", "the form is wrong"), say!("看表", "look at the form"));
        let cause = Cause::suspected(Place::file("form"), message, help, least);
        Finding::new(Code::FractionalCount, place, say!("不是整数", "no whole number")).follows_from(cause)
    }

    #[test]
    fn many_in_several_files_are_one() {
        let other = Finding::new(Code::EmptyFile, Place::file("x"), say!("空", "empty"));
        let all: Vec<Finding> = (0..12).map(|file| follower(file, 0)).chain([other.clone()]).collect();
        let told = gathered(all);
        assert_eq!(told.len(), 2);
        assert_eq!(told[0], other);
        assert_eq!((told[1].place.path.as_ref(), told[1].severity), ("form", Severity::Error));
        assert!(told[1].message.en.contains("12 findings"), "{:?}", told[1]);
        assert_eq!(told[1].related.len(), SHOWN);
    }

    #[test]
    fn few_and_those_of_one_file_stay() {
        for (findings, least) in [
            ((0..9).map(|file| follower(file, 0)).collect::<Vec<_>>(), "fewer than ten"),
            ((0..12).map(|file| follower(file, 13)).collect(), "fewer than its cause asks for"),
            ((0..12).map(|file| follower(file % 2, 0)).collect(), "in two files"),
        ] {
            let count = findings.len();
            assert_eq!(gathered(findings).len(), count, "{least}");
        }
    }
}
