//! `gongshi diff`: what a change does to the public.

use std::path::Path;

use super::arguments::Diff;
use super::stop::Stop;
use super::{CommandOutcome, language, options, report};
use crate::compare::{ChangeClass, Difference};
use crate::diagnostic::{Language, Positions, Say, Severity};
use crate::release::Compared;
use crate::render::review::Review;
use crate::say;
use crate::source::{self, ChangedFile, CommitId, Commits, Silence, SiteSource, WorkTree};

/// Both sides of a comparison before they are read.
struct ChosenCommits {
    commits: Commits,
    base: CommitId,
    /// None for the work tree.
    head: Option<CommitId>,
    from_merge_base: bool,
}

/// Runs it.
pub fn execute(words: &Diff, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let sides = sides(words)?;
    let options = options::options(words.place.as_of, None)?;
    let base = sides.commits.revision(&sides.base);
    let head: Box<dyn SiteSource> = match &sides.head {
        Some(commit) => Box::new(sides.commits.revision(commit)),
        None => Box::new(WorkTree::new(&words.place.root)),
    };
    let mut compared = Compared::of(&base, head.as_ref(), &options, words.base_as_of, sides.outside()?);
    if words.place.as_of.is_none() && words.base_as_of.is_none() && options.epoch.is_none() {
        compared.tell_time_apart(&base, &options);
    }
    if let Some(silence) = base.silence() {
        return Err(silent(silence));
    }
    let Compared { new, difference, .. } = &compared;
    let language = language::settle(lang, new.release.as_ref().map(|release| release.public.settings()));
    let review = Review {
        difference,
        base: Some(sides.base.as_str()),
        head: sides.head.as_ref().map(CommitId::as_str),
        positions: Positions::new(&new.texts),
        prefix: sides.commits.prefix(),
        from_merge_base: sides.from_merge_base,
    };
    let text = new.texts.veil().on(&review.write(words.format.format(), language)).into_owned();
    match &words.output {
        Some(path) => write(path, &text)?,
        None => report::data(&text)?,
    }
    if let Some(others) = touched_besides(difference, words.only.as_deref()) {
        report::note(others.to(language));
        return Ok(CommandOutcome::Findings);
    }
    let is_denied = words.deny.iter().any(|word| is_met(difference, word));
    let has_errors = new.findings.iter().any(|finding| finding.severity == Severity::Error);
    let fails = has_errors || new.release.is_none() || is_denied;
    Ok(if fails { CommandOutcome::Findings } else { CommandOutcome::Fine })
}

impl ChosenCommits {
    /// The files that differ outside the site.
    fn outside(&self) -> anyhow::Result<Vec<ChangedFile>> {
        let Some(head) = &self.head else { return Ok(Vec::new()) };
        let prefix = self.commits.prefix();
        let is_of_site = |path: &str| path.strip_prefix(prefix).is_some_and(source::belongs);
        let changed = self.commits.changed(&self.base, head).map_err(silent)?;
        Ok(changed.into_iter().filter(|file| !is_of_site(&file.path)).collect())
    }
}

/// Which commits: of the head and of the target the one both come from, unless the tips themselves are asked for.
fn sides(words: &Diff) -> anyhow::Result<ChosenCommits> {
    let root = &words.place.root;
    if words.git_dir.is_none() && words.head.is_none() {
        options::ensure_site_at(root)?;
    }
    let of = |repository| Commits::of(repository, root);
    let commits = words.git_dir.as_deref().map_or_else(|| Commits::holding(root), of);
    let here = words.git_dir.as_ref().unwrap_or(root).display().to_string();
    let commits = commits.ok_or_else(|| {
        Stop::error(say!(
            "{here}：不在 git 仓库里；`--git-dir` 可指定一个",
            "{here}: in no git repository; `--git-dir` names one"
        ))
    })?;
    if words.git_dir.is_some() && words.head.is_none() {
        return Err(Stop::error(say!(
            "用 `--git-dir` 时没有工作区，要写明比较到哪个提交",
            "with `--git-dir` there is no work tree: name the commit to compare with, too"
        )));
    }
    let base = named(&commits, &words.base)?;
    let head = words.head.as_deref().map(|name| named(&commits, name)).transpose()?;
    let tip = match &head {
        Some(head) => head.clone(),
        None => named(&commits, "HEAD")?,
    };
    if words.direct {
        return Ok(ChosenCommits { commits, base, head, from_merge_base: false });
    }
    let from = commits.merge_base(&base, &tip).map_err(silent)?.ok_or_else(|| no_merge_base(&commits))?;
    Ok(ChosenCommits { commits, base: from, head, from_merge_base: false })
}

fn no_merge_base(commits: &Commits) -> anyhow::Error {
    if commits.is_shallow().unwrap_or_default() {
        return Stop::error(say!(
            "这个仓库只取了最近一段历史，找不到两边的共同起点；`git fetch --unshallow`，或用 `--direct` 直接比较",
            "this repository holds only the last part of its history and not what both come from; `git fetch --unshallow`, or compare the tips with `--direct`"
        ));
    }
    Stop::error(say!(
        "两个提交没有共同起点；用 `--direct` 直接比较",
        "the two commits come from nothing common; compare the tips with `--direct`"
    ))
}

fn named(commits: &Commits, name: &str) -> anyhow::Result<CommitId> {
    commits.named(name).map_err(silent)?.ok_or_else(|| {
        Stop::error(say!(
            "`{name}`：没有这个提交、分支或标签；远端的先 `git fetch`",
            "`{name}`: no such commit, branch or tag; fetch it first where it is another repository's"
        ))
    })
}

/// Why git does not answer.
fn silent(silence: Silence) -> anyhow::Error {
    Stop::error(source::why_silent(silence))
}

/// What a proposal touches besides the data of the one reporter it may.
fn touched_besides(difference: &Difference, only: Option<&str>) -> Option<Say> {
    let only = only?;
    let is_own = |path: &str| {
        path.starts_with("data/")
            && path
                .rsplit('/')
                .next()
                .is_some_and(|name| name == format!("{only}.csv") || name == format!("{only}.toml"))
    };
    let files = &difference.files;
    let others = files.of_site.iter().filter(|file| !is_own(&file.path)).chain(&files.outside).count();
    (others > 0).then(|| {
        say!(
            "除了 {only} 的数据，还动了 {others} 个文件",
            "besides the data of {only}, files touched: {others}"
        )
    })
}

fn is_met(difference: &Difference, word: &str) -> bool {
    match ChangeClass::ALL.iter().find(|class| class.code() == word) {
        Some(class) => difference.count(*class) > 0,
        None => word == "any" && !difference.changes.is_empty(),
    }
}

#[allow(clippy::disallowed_methods)] // The file that was asked for.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).map_err(|error| {
        let path = path.display();
        Stop::error(say!("写不了 {path}：{error}", "cannot write {path}: {error}"))
    })
}
