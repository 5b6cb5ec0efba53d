//! What a host of repositories runs for a site: its recipe, which stands in `docs/ci/` and is compiled in.
//!
//! In: the folder of a site and a host. Out: files at the top of the repository, where hosts look for them, each told.
//! A file that is there stays: who changed it knows why; who wants the new one deletes it first.

use std::path::{Path, PathBuf};

use super::arguments::HostWord;
use super::placing::{self, Placed, cannot};
use super::report;
use super::stop::Stop;
use crate::diagnostic::Language;
use crate::say;
use crate::source::Commits;

/// What all hosts run, from the top of the repository.
const SCRIPT: (&str, &str) = ("ci/gongshi.sh", include_str!("../../docs/ci/gongshi.sh"));
/// The line of it that says where the site stands in its repository.
const ROOT_LINE: &str = ": \"${GONGSHI_ROOT:=.}\"";

const GITHUB: [(&str, &str); 5] = [
    (".github/workflows/gongshi-review.yml", include_str!("../../docs/ci/github/gongshi-review.yml")),
    (".github/workflows/gongshi-preview.yml", include_str!("../../docs/ci/github/gongshi-preview.yml")),
    (".github/workflows/gongshi-publish.yml", include_str!("../../docs/ci/github/gongshi-publish.yml")),
    (".github/workflows/gongshi-close.yml", include_str!("../../docs/ci/github/gongshi-close.yml")),
    (".github/workflows/gongshi-withdraw.yml", include_str!("../../docs/ci/github/gongshi-withdraw.yml")),
];
const GITLAB: [(&str, &str); 1] = [(".gitlab-ci.yml", include_str!("../../docs/ci/gitlab/gitlab-ci.yml"))];

/// Writes the recipe of a host.
pub fn write(site: &Path, host: HostWord, lang: Language) -> anyhow::Result<()> {
    let (top, prefix) = repository_of(site)?;
    let own: &[(&str, &str)] = match host {
        HostWord::Github => &GITHUB,
        HostWord::Gitlab => &GITLAB,
        HostWord::Gitee | HostWord::Gitcode | HostWord::Cnb | HostWord::Forgejo => &[],
    };
    let root = if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') };
    let script = SCRIPT.1.replace(ROOT_LINE, &ROOT_LINE.replace(":=.}", &format!(":={root}}}")));
    put(&top, SCRIPT.0, &script, lang)?;
    for (path, text) in own {
        put(&top, path, text, lang)?;
    }
    let next = say!(
        "接着：填好 ci/gongshi.sh 开头的几行，提交到默认分支；各平台的设置见 Gongshi 的 docs/ci/README.zh-CN.md",
        "Next: fill in the first lines of ci/gongshi.sh and commit to the default branch; docs/ci/README.md of Gongshi says what to set on each host"
    );
    report::note(next.to(lang));
    Ok(())
}

/// Writes a file of the repository's that is not there yet, and says so.
pub fn put(top: &Path, path: &str, text: &str, lang: Language) -> anyhow::Result<()> {
    let told = match placing::place(top, path, text.as_bytes())? {
        Placed::New => say!("{path}：写好了", "{path}: written"),
        Placed::Kept => say!(
            "{path}：已经有了，没有改动；要换成新的，先删去",
            "{path}: is there already, and stays; to have the new one, delete it first"
        ),
    };
    report::note(told.to(lang));
    Ok(())
}

/// The top of the repository that holds a site, and the site's folder in it, with a `/` at its end; the site's own folder
/// where there is none yet.
pub fn repository_of(site: &Path) -> anyhow::Result<(PathBuf, String)> {
    let Some(prefix) = Commits::holding(site).map(|commits| commits.prefix().to_owned()) else {
        return Ok((site.to_owned(), String::new()));
    };
    // It becomes part of a script and of patterns, in which these characters mean themselves.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if !prefix.chars().all(is_plain) {
        return Err(Stop::error(say!(
            "站点在仓库的 `{prefix}` 里：这里只能有英文字母、数字、`.`、`_`、`-`，请改名",
            "the site stands in `{prefix}` of its repository: there may only be letters, digits, `.`, `_` and `-`; rename it"
        )));
    }
    let folder = site.canonicalize().map_err(|error| cannot(site, &error, "读不了", "cannot read"))?;
    let top = folder.ancestors().nth(prefix.matches('/').count()).unwrap_or(&folder);
    Ok((top.to_owned(), prefix))
}
