//! The commits that a command names, found in the repository of a site.

use std::path::Path;

use super::stop::Stop;
use crate::say;
use crate::source::{self, CommitId, Commits, Silence};

/// The repository of a site: the one that was named, else the one its folder stands in.
pub fn repository(root: &Path, named: Option<&Path>) -> anyhow::Result<Commits> {
    let commits = named.map_or_else(|| Commits::holding(root), |repository| Commits::of(repository, root));
    let here = named.unwrap_or(root).display();
    commits.ok_or_else(|| {
        Stop::error(say!(
            "{here}：不在 git 仓库里；`--git-dir` 可指定一个",
            "{here}: in no git repository; `--git-dir` names one"
        ))
    })
}

/// The commit that somebody calls so.
pub fn named(commits: &Commits, name: &str) -> anyhow::Result<CommitId> {
    commits.named(name).map_err(silent)?.ok_or_else(|| {
        Stop::error(say!(
            "`{name}`：没有这个提交、分支或标签；远端的先 `git fetch`",
            "`{name}`: no such commit, branch or tag; fetch it first where it is another repository's"
        ))
    })
}

/// The commit that two come from.
pub fn common(commits: &Commits, base: &CommitId, head: &CommitId) -> anyhow::Result<CommitId> {
    commits.merge_base(base, head).map_err(silent)?.ok_or_else(|| {
        Stop::error(if commits.is_shallow().unwrap_or_default() {
            say!(
                "这个仓库只取了最近一段历史，找不到两边的共同起点；先 `git fetch --unshallow`",
                "this repository holds only the last part of its history and not what both come from; `git fetch --unshallow` first"
            )
        } else {
            say!(
                "两个提交没有共同起点；用 `gongshi diff --direct` 直接比较",
                "the two commits come from nothing common; compare the tips with `gongshi diff --direct`"
            )
        })
    })
}

/// Why git does not answer.
pub fn silent(silence: Silence) -> anyhow::Error {
    Stop::error(source::why_silent(silence))
}
