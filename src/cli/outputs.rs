//! Where a build may write to.
#![allow(clippy::disallowed_methods)] // Links are followed on the disk itself.

use std::path::{Component, Path, PathBuf};

use super::stop::Stop;
use crate::say;
use crate::source::ROOTS;

/// Refuses an output among the files the site is made from: the next build would read what this one wrote.
pub fn ensure_outside_the_sources(root: &Path, output: &Path) -> anyhow::Result<()> {
    let at = resolved(output);
    match ROOTS.iter().find(|source| at.starts_with(resolved(&root.join(source)))) {
        None => Ok(()),
        Some(source) => {
            let output = output.display();
            Err(Stop::error(say!(
                "{output}：在站点的 `{source}` 里面，写到这里会弄乱下次构建；换一个 `--output`",
                "{output}: inside `{source}` of the site, where the next build would read it; choose another `--output`"
            )))
        }
    }
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
