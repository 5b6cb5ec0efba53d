//! Where what was read comes from: a commit that holds just that, or none.

use super::git::Silence;
use crate::diagnostic::Say;
use crate::{limits, say};

/// What git says of what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitOrigin {
    /// There is no repository, or no commit in it.
    Unknown,
    /// A commit holds every file as it was read and no other of the site: the last one that touched it.
    Commit(String),
    /// Something is other than in the commit that is checked out.
    Uncommitted {
        /// How many files.
        count: usize,
        /// The first of them.
        first: Vec<String>,
    },
    /// Another commit was checked out while the files were read.
    Moved,
    /// There is a repository, and git does not answer.
    Silent(Silence),
}

impl GitOrigin {
    pub(super) fn uncommitted(paths: &[&str]) -> Self {
        let first = paths.iter().take(limits::UNCOMMITTED_NAMES).map(|path| (*path).to_owned());
        Self::Uncommitted { count: paths.len(), first: first.collect() }
    }

    /// The commit that a page may name: one must not claim an origin it has not.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        match self {
            Self::Commit(commit) => Some(commit),
            Self::Unknown | Self::Uncommitted { .. } | Self::Moved | Self::Silent(_) => None,
        }
    }

    /// Why pages name no commit, where somebody may expect one. Not a finding: whoever tries something out on his own machine has done
    /// nothing wrong.
    #[must_use]
    pub fn told(&self) -> Option<Say> {
        match self {
            Self::Unknown | Self::Commit(_) => None,
            Self::Uncommitted { count, first } => Some(uncommitted(*count, first)),
            Self::Moved => Some(say!(
                "读取期间检出了别的提交，网站注明“含未提交的改动”；再构建一次",
                "another commit was checked out meanwhile, so the site says `uncommitted changes`; build again"
            )),
            Self::Silent(silence) => Some(silent(*silence)),
        }
    }
}

fn uncommitted(count: usize, first: &[String]) -> Say {
    let names =
        |and: &str| first.iter().map(|path| path.escape_debug().to_string()).collect::<Vec<_>>().join(and);
    let (zh_rest, en_rest) = if count > first.len() { (" 等", ", …") } else { ("", "") };
    let (zh, en) = (names("、"), names(", "));
    Say {
        zh: format!(
            "{count} 个文件与提交不一致（有改动、未纳入 git 或已删除），网站注明“含未提交的改动”：{zh}{zh_rest}"
        ),
        en: format!(
            "files that are not as in the commit: {count} (changed, not in git, or gone), so the site says `uncommitted changes`: {en}{en_rest}"
        ),
    }
}

/// Why git does not answer, and what to do.
#[must_use]
pub fn why_silent(silence: Silence) -> Say {
    match silence {
        Silence::Absent => say!("这里没有安装 git", "git is not installed here"),
        Silence::Refused(_) => say!(
            "git 不回答；目录若属于别的用户，见 `git help config` 的 safe.directory",
            "git refuses; where the folder is another user's, see safe.directory in `git help config`"
        ),
        Silence::Late => {
            say!("git {} 秒内没有答完", "git did not answer within {} seconds", limits::GIT_SECONDS)
        }
        Silence::Endless => say!("git 的回答没有尽头", "the answer of git has no end"),
    }
}

fn silent(silence: Silence) -> Say {
    let why = why_silent(silence);
    Say {
        zh: format!("查不到提交，网站注明“含未提交的改动”：{}", why.zh),
        en: format!("no commit is known, so the site says `uncommitted changes`: {}", why.en),
    }
}
