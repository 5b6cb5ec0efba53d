//! Where a build may write to.

use std::path::{Component, Path, PathBuf};

use super::stop::Stop;
use crate::say;
use crate::source::ROOTS;

/// Refuses an output among the files the site is made from: the next build would read what this one wrote.
pub fn ensure_outside_the_sources(root: &Path, output: &Path) -> anyhow::Result<()> {
    let at = resolved(output);
    match ROOTS.iter().find(|source| at.starts_with(resolved(&root.join(source)))) {
        None => ensure_no_link_of_the_site(root, output),
        Some(source) => {
            let output = output.display();
            Err(Stop::error(say!(
                "{output}：在站点的 `{source}` 里面，写到这里会弄乱下次构建；换一个 `--output`",
                "{output}: inside `{source}` of the site, where the next build would read it; choose another `--output`"
            )))
        }
    }
}

/// Refuses an output that a link in the site's own folder leads to: a pull request can bring one, and the build of its
/// preview would replace whatever site stands at the other end. Who wants the site there says so with `--output`.
fn ensure_no_link_of_the_site(root: &Path, output: &Path) -> anyhow::Result<()> {
    let site = resolved(root);
    let mut at = std::env::current_dir().unwrap_or_default();
    for part in output.components() {
        let next = at.join(part);
        if at.starts_with(&site) && matches!(part, Component::Normal(_)) && next.is_symlink() {
            let (link, target) = (next.display(), resolved(&next));
            let target = target.display();
            return Err(Stop::error(say!(
                "{link}：是站点里的链接，不跟着它写；要写到那里，用 `--output {target}`",
                "{link}: a link in the site's folder, which is not followed; to write there say `--output {target}`"
            )));
        }
        at = resolved(&next);
    }
    Ok(())
}

/// A path without links, `.` and `..`, as far as it exists; what does not exist yet cannot be a link.
fn resolved(path: &Path) -> PathBuf {
    let mut at = std::env::current_dir().unwrap_or_default();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = at.pop(),
            Component::CurDir => {}
            part => at.push(part),
        }
        at = at.canonicalize().unwrap_or(at);
    }
    at
}
