//! `gongshi diff`: what a change does to the public.

use std::path::Path;

use super::arguments::Diff;
use super::stop::Stop;
use super::{CommandOutcome, commits, language, options, report};
use crate::compare::{ChangeClass, Difference};
use crate::diagnostic::{Language, Positions, Say, Severity};
use crate::release::Compared;
use crate::render::review::{Review, drafts, names_wanting};
use crate::say;
use crate::source::{self, ChangedFile, CommitId, Commits, SiteSource, WorkTree};

/// The commits to compare.
struct ChosenCommits {
    repository: Commits,
    base: CommitId,
    /// None for the work tree.
    head: Option<CommitId>,
}

/// Runs it.
pub fn execute(words: &Diff, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let sides = chosen(words)?;
    let options = options::options(words.place.as_of, None)?;
    let base = sides.repository.revision(&sides.base);
    let head: Box<dyn SiteSource> = match &sides.head {
        Some(commit) => Box::new(sides.repository.revision(commit)),
        None => Box::new(WorkTree::new(&words.place.root)),
    };
    let mut compared = Compared::of(&base, head.as_ref(), &options, words.base_as_of, sides.outside()?);
    if words.place.as_of.is_none() && words.base_as_of.is_none() && options.epoch.is_none() {
        compared.tell_time_apart(&base, &options);
    }
    if let Some(silence) = base.silence() {
        return Err(commits::silent(silence));
    }
    let Compared { new, difference, .. } = &compared;
    let language = language::settle(lang, new.release.as_ref().map(|release| release.public.settings()));
    let review = Review {
        difference,
        base: Some(sides.base.as_str()),
        head: sides.head.as_ref().map(CommitId::as_str),
        positions: Positions::new(&new.texts),
        prefix: sides.repository.prefix(),
    };
    if words.corrections {
        let drafts = new.release.as_ref().map(|release| drafts(&release.public, &release.figures));
        report::data(&new.texts.veil().on(&drafts.unwrap_or_default()))?;
        return Ok(CommandOutcome::Fine);
    }
    if words.named {
        let lines = new.release.as_ref().map(|release| names_wanting(&release.public));
        report::data(&lines.unwrap_or_default())?;
        return Ok(CommandOutcome::Fine);
    }
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
        let prefix = self.repository.prefix();
        let is_of_site = |path: &str| path.strip_prefix(prefix).is_some_and(source::belongs);
        let changed = self.repository.changed(&self.base, head).map_err(commits::silent)?;
        Ok(changed.into_iter().filter(|file| !is_of_site(&file.path)).collect())
    }
}

/// Which commits: of the head and of the target the one both come from, unless the tips themselves are asked for.
fn chosen(words: &Diff) -> anyhow::Result<ChosenCommits> {
    let root = &words.place.root;
    match (&words.git_dir, &words.head) {
        (Some(_), None) => {
            return Err(Stop::error(say!(
                "用 `--git-dir` 时没有工作区，要写明比较到哪个提交",
                "with `--git-dir` there is no work tree: name the commit to compare with, too"
            )));
        }
        (None, None) => options::ensure_site_at(root)?,
        (_, Some(_)) => {}
    }
    let repository = commits::repository(root, words.git_dir.as_deref())?;
    let base = commits::named(&repository, &words.base)?;
    let head = words.head.as_deref().map(|name| commits::named(&repository, name)).transpose()?;
    if words.direct {
        return Ok(ChosenCommits { repository, base, head });
    }
    let tip = head.clone().map_or_else(|| commits::named(&repository, "HEAD"), Ok)?;
    Ok(ChosenCommits { base: commits::common(&repository, &base, &tip)?, repository, head })
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

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).map_err(|error| {
        let path = path.display();
        Stop::error(say!("写不了 {path}：{error}", "cannot write {path}: {error}"))
    })
}
