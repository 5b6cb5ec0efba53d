//! Where what is shown comes from: by value, not by line.
//!
//! In: what files have been ([`History`]), and their texts of today. Out: [`Provenance`], which says of a cell of a report, of
//! a row, of a case which commit last made it what it is: the one that made it public, on the mainline. Sorted rows, another
//! coding, a comment, another cell of the same line change nothing of it. It hands out days, ids of commits and titles of
//! columns: no old value, no author, no message is in it, nor a change of what is not published.
//!
//! `self_found = 3` is merged in March, in April a comment is written beside it, in May `penalties = 2` of the same line becomes
//! 3: `self_found` comes from March, `penalties` from May.

mod kept;
mod record_history;
mod replay;
mod values;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::records::{RecordKey, RecordKind};
use crate::diagnostic::{Say, Texts};
use crate::parse::File;
use crate::say;
use crate::source::{History, Silence, SiteSource, why_silent};
use replay::ReplayedValues;
use values::{CommitAt, DatedRecord};

pub use record_history::{HistoryEntry, RecordHistory};
pub use values::FieldAt;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueOrigin {
    /// A commit, by its number.
    Commit(u32),
    /// That commit or one before it: what was before it is not here.
    Earliest(u32),
    /// No commit has it yet.
    Uncommitted,
}

impl From<CommitAt> for ValueOrigin {
    fn from(at: CommitAt) -> Self {
        if at.is_earliest() { Self::Earliest(at.number()) } else { Self::Commit(at.number()) }
    }
}

/// What of a record no commit has.
#[derive(Debug)]
struct Unsettled {
    /// All of it.
    whole: bool,
    /// Else these.
    fields: BTreeSet<String>,
}

/// Where values come from.
#[derive(Debug)]
pub struct Provenance {
    head: String,
    committed: Arc<ReplayedValues>,
    unsettled: HashMap<RecordKey, Unsettled>,
}

/// Where the cells of a reporter's month come from.
#[derive(Debug, Clone, Copy)]
pub struct ReportOrigins<'p> {
    record: Option<&'p DatedRecord>,
    unsettled: Option<&'p Unsettled>,
}

impl Provenance {
    /// Of all that a source holds today; `None` where there is no history, and why where that can be helped. Of a commit
    /// that `before` has looked at already nothing is read again.
    pub fn of(
        source: &dyn SiteSource,
        texts: &Texts,
        before: Option<&Self>,
    ) -> Result<Option<Self>, Silence> {
        let Some(history) = source.history(&kept::FOLDERS)? else { return Ok(None) };
        let known = before.filter(|before| before.head == history.head());
        let committed = match known {
            Some(known) => Arc::clone(&known.committed),
            None => Arc::new(ReplayedValues::of(&history)?),
        };
        let unsettled = unsettled(&history, texts, &committed);
        Ok(Some(Self { head: history.head().to_owned(), committed, unsettled }))
    }

    /// Whether it looked at the same commits as another.
    #[must_use]
    pub fn is_of_the_commits_of(&self, other: &Self) -> bool {
        self.head == other.head
    }

    /// How many commits there are: each has a number below it.
    #[must_use]
    pub fn commits(&self) -> u32 {
        self.committed.commits.len() as u32
    }

    /// A commit's id, and when it was, in seconds since 1970.
    #[must_use]
    pub fn commit(&self, number: u32) -> (&str, i64) {
        let (id, seconds) = &self.committed.commits[number as usize];
        (id.as_str(), *seconds)
    }

    /// The number of a cell of reports, `dispatch.self_found`; none of one that no commit has.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldAt> {
        self.committed.names.find(name)
    }

    /// A reporter's month.
    #[must_use]
    pub fn report(&self, period: &str, region: &str) -> ReportOrigins<'_> {
        let key = (RecordKind::Report, format!("{period}/{region}"));
        ReportOrigins { record: self.record(&key), unsettled: self.unsettled.get(&key) }
    }

    fn record(&self, key: &RecordKey) -> Option<&DatedRecord> {
        self.committed.records.get(key).filter(|record| !record.is_gone)
    }

    /// What somebody may want to help: a history that is not whole.
    #[must_use]
    pub fn told(&self) -> Vec<Say> {
        let mut told = Vec::new();
        let ReplayedValues { is_cut, absent, unreadable, .. } = *self.committed;
        if is_cut {
            told.push(say!(
                "警告：这里的 git 历史不全（浅克隆），更早的改动注明“最早可查”；取回全部：`git fetch --unshallow`，流水线里把检出深度设为 0",
                "warning: the history here is not whole (a shallow clone), so older changes are shown as `earliest known`; fetch the rest with `git fetch --unshallow`, in a pipeline set the depth of the checkout to 0"
            ));
        }
        if absent > 0 {
            told.push(say!(
                "警告：{absent} 个旧版本的内容不在这里（部分克隆或 Git LFS），相关的值注明“最早可查”；重新完整克隆，不带 `--filter`",
                "warning: the contents of {absent} old versions are not here (a partial clone, or Git LFS), so such values are shown as `earliest known`; clone again without `--filter`"
            ));
        }
        if unreadable > 0 {
            told.push(say!(
                "{unreadable} 个旧版本的文件读不懂，查来历时略过",
                "{unreadable} old versions of files cannot be read, and were stepped over in looking up where values come from"
            ));
        }
        told
    }
}

/// Why no history is to be had, though there is a repository.
#[must_use]
pub fn without_history(silence: Silence) -> Say {
    let why = why_silent(silence);
    Say {
        zh: format!("查不到改动历史，页面只写文件和行：{}", why.zh),
        en: format!(
            "where values come from cannot be looked up, so pages name file and line alone: {}",
            why.en
        ),
    }
}

/// What the files of today say otherwise than the last commit, of those that differ at all.
fn unsettled(history: &History, texts: &Texts, committed: &ReplayedValues) -> HashMap<RecordKey, Unsettled> {
    let of_file = |path: &String| {
        let text = texts.get(path)?;
        let is_looked_at = kept::FOLDERS.iter().any(|folder| path.starts_with(folder));
        let file = is_looked_at.then(|| File { path: Arc::from(path.as_str()), text: Arc::from(text) })?;
        kept::of_text(&file)
    };
    let read: Vec<_> = history.uncommitted.par_iter().filter_map(of_file).collect();
    let mut unsettled = HashMap::new();
    for (key, marks) in read.into_iter().flatten() {
        let record = committed.records.get(&key).filter(|record| !record.is_gone);
        let Some(record) = record else {
            unsettled.insert(key, Unsettled { whole: true, fields: BTreeSet::new() });
            continue;
        };
        let old = |name: &str| {
            let field = committed.names.find(name)?;
            let at = record.values.binary_search_by_key(&field, |value| value.field).ok()?;
            Some(record.values[at].mark)
        };
        let differing = marks.iter().filter(|(name, mark)| old(name) != Some(*mark));
        let mut fields: BTreeSet<String> = differing.map(|(name, _)| name.clone()).collect();
        let names = record.values.iter().filter_map(|value| committed.names.name(value.field));
        fields.extend(names.filter(|name| marks.iter().all(|(now, _)| now != name)).map(str::to_owned));
        if !fields.is_empty() {
            unsettled.insert(key, Unsettled { whole: false, fields });
        }
    }
    unsettled
}

impl ReportOrigins<'_> {
    /// Where a cell comes from, by its name and the number that goes with it.
    #[must_use]
    pub fn of(self, name: &str, field: Option<FieldAt>) -> Option<ValueOrigin> {
        if self.unsettled.is_some_and(|unsettled| unsettled.whole || unsettled.fields.contains(name)) {
            return Some(ValueOrigin::Uncommitted);
        }
        let (record, field) = self.record.zip(field)?;
        let at = record.values.binary_search_by_key(&field, |value| value.field).ok()?;
        Some(record.values[at].commit.into())
    }
}
