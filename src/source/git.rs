//! What git says of the work tree.
#![allow(clippy::disallowed_methods)] // This is where git is asked.

use std::path::Path;
use std::process::Command;

use super::ROOTS;

/// The last commit that touched the site's files, or `None` where there is no repository, no such
/// commit, or something of the site is not committed: a page must not claim an origin it has not.
pub fn data_commit(root: &Path) -> Option<String> {
    if !ask(root, &["status", "--porcelain", "--untracked-files=normal", "--"])?.is_empty() {
        return None;
    }
    let commit = ask(root, &["log", "-1", "--format=%H", "--"])?;
    (!commit.is_empty()).then_some(commit)
}

/// The answer of git about [`ROOTS`]; `None` where git is missing or refuses.
fn ask(root: &Path, words: &[&str]) -> Option<String> {
    let roots = ROOTS.iter().filter(|name| root.join(name).exists());
    let output = Command::new("git").arg("-C").arg(root).args(words).args(roots).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
