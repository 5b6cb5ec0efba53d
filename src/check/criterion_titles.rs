//! Criteria that a text names by their titles, against those that are entered.
//!
//! In: the descriptions of hazards and the titles in `data/criteria.csv`. Out: a warning where a description has the title of a
//! criterion and the row another. A description in other words says nothing.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rayon::prelude::*;

use super::Subject;
use crate::dataset::ledger::Hazard;
use crate::dataset::{Criterion, CriterionAt};
use crate::diagnostic::{Cause, Code, Finding, Findings, Place};
use crate::law::plain;
use crate::say;

/// Shorter titles are parts of ordinary sentences.
const SHORTEST: usize = 6;

/// The titles of all criteria, looked for at once.
pub(super) struct CriterionTitles<'d> {
    criteria: &'d [Criterion],
    finder: Option<AhoCorasick>,
    /// Whose title each pattern is.
    whose: Vec<CriterionAt>,
}

impl<'d> CriterionTitles<'d> {
    pub(super) fn of(subject: Subject<'d>) -> Self {
        let criteria = subject.dataset.criteria.as_slice();
        let all = CriterionAt::each(criteria).map(|(at, criterion)| (at, plain(&criterion.title)));
        let (codes, titles): (Vec<_>, Vec<_>) =
            all.filter(|(_, title)| title.chars().count() >= SHORTEST).unzip();
        let builder = |titles: &Vec<String>| {
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .match_kind(MatchKind::LeftmostLongest)
                .build(titles)
                .ok()
        };
        Self { criteria, finder: builder(&titles), whose: codes }
    }

    /// The first criterion a plain text names that is none of `own`, where it names none of them: what it is, and where.
    pub(super) fn other(
        &self,
        text: &str,
        own: &[CriterionAt],
    ) -> Option<(&'d Criterion, std::ops::Range<usize>)> {
        let title = |at: CriterionAt| plain(&self.criteria[at].title);
        let mut other = None;
        for found in self.finder.as_ref()?.find_iter(text) {
            let at = self.whose[found.pattern().as_usize()];
            // Two sets may have one title.
            if own.iter().any(|own| *own == at || title(*own) == title(at)) {
                return None;
            }
            other = other.or(Some((&self.criteria[at], found.range())));
        }
        other
    }

    /// The first criterion whose code stands in brackets, as （D27）, and that is none of `own`.
    pub(super) fn other_code(
        &self,
        text: &str,
        own: &[CriterionAt],
    ) -> Option<(&'d Criterion, std::ops::Range<usize>)> {
        text.match_indices('(').find_map(|(open, _)| {
            let start = open + 1;
            let end = start + text[start..].find(')')?;
            let known = |(_, criterion): &(CriterionAt, &Criterion)| criterion.code == text[start..end];
            let (at, criterion) = CriterionAt::each(self.criteria).find(known)?;
            (!own.contains(&at)).then_some((criterion, start..end))
        })
    }
}

/// What it follows from that hazards of many counties are described otherwise than they are entered.
fn titles_slipped() -> Cause {
    Cause::suspected(
        Place::file("data/criteria.csv"),
        say!(
            "许多隐患的描述与判定标准的名称不合，多半是“名称”一列错了行",
            "many hazards are described otherwise than by their criteria: the column `title` may have slipped by a row"
        ),
        say!(
            "对照标准原文核对 `title`；无误的，逐行改正隐患",
            "compare the titles with the standard; where they are right, correct the hazards"
        ),
        0,
    )
}

/// Every hazard.
pub fn check(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.hazards;
    let titles = CriterionTitles::of(subject);
    let tell = |hazard: &Hazard| {
        // Nearly every description is short, and a nation has 200,000 of them.
        let text = plain(table.text(hazard, hazard.description));
        let (other, _) = titles.other(&text, &hazard.criteria)?;
        let own = hazard.criteria.iter().map(|at| subject.dataset.criteria[*at].code.as_str());
        let (id, own) = (table.id(hazard), own.collect::<Vec<_>>().join("、"));
        let (code, title) = (&other.code, &other.title);
        let message = say!(
            "隐患 `{id}` 的描述写的是 `{code}`（{title}），判定依据填的是 `{own}`",
            "the hazard `{id}` is described as `{code}` ({title}), and entered as `{own}`"
        );
        Some(
            Finding::new(Code::CriterionNotAsTold, table.cell(hazard, "criterion"), message)
                .related(table.cell(hazard, "description"), say!("描述", "the description"))
                .help(say!("改正其中一个", "correct one of the two"))
                .follows_from(titles_slipped()),
        )
    };
    let major = table.rows().par_iter().filter(|hazard| !hazard.criteria.is_empty());
    findings.extend(major.filter_map(tell).collect::<Vec<_>>());
}
