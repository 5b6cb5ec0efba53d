//! Where the repository of a site stands.
//!
//! Git would look for it from the site's folder upwards, and take a folder that only looks like one (`HEAD`, `objects/`
//! and `refs/` lying beside `gongshi.toml`) for a repository, with its settings. We look for `.git`, which no
//! commit can hold, and git is asked there and nowhere above.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::source::open::Root;

/// The longest `.git` file that is read: it holds one path.
const LONGEST: u64 = 8 * 1024;

/// The folder that holds `.git`, and the path from there to the site, with `/` behind each part.
pub fn of(root: &Path) -> Option<(PathBuf, String)> {
    // Windows' own way of writing a resolved path is one that git does not read.
    let root = if cfg!(windows) { std::path::absolute(root) } else { root.canonicalize() }.ok()?;
    let top = root.ancestors().find(|at| at.join(".git").symlink_metadata().is_ok())?;
    let mut prefix = String::new();
    for part in root.strip_prefix(top).ok()? {
        prefix += part.to_str()?;
        prefix.push('/');
    }
    is_sound(top).then(|| (top.to_owned(), prefix))
}

/// Whether `.git` is a folder, or leads to one elsewhere, as it does in worktrees and submodules. None of them leads to what
/// stands in the very folder it is for: that came with the checkout, settings and all.
fn is_sound(top: &Path) -> bool {
    let git = top.join(".git");
    let Ok(metadata) = git.symlink_metadata() else { return false };
    if metadata.is_dir() {
        return true;
    }
    let to = if metadata.is_symlink() { Some(git) } else { named_in(top) };
    let folder = to.and_then(|to| to.canonicalize().ok()).filter(|to| to.is_dir());
    folder.zip(top.canonicalize().ok()).is_some_and(|(folder, top)| !folder.starts_with(top))
}

/// The folder that the file `.git` names: `gitdir: ../.git/worktrees/then`.
fn named_in(top: &Path) -> Option<PathBuf> {
    let mut text = String::new();
    Root::of(top).ok()?.regular(".git").ok()?.0.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(top.join(text.strip_prefix("gitdir:")?.trim()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_git_file_may_lead_elsewhere_but_not_to_what_lies_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().canonicalize().unwrap();
        let (main, then) = (dir.join("main"), dir.join("main/then"));
        for folder in [main.join(".git/worktrees/then"), then.join("evil"), then.join("site/north")] {
            fs::create_dir_all(folder).unwrap();
        }
        let git = then.join(".git");
        let found = || of(&then.join("site/north"));
        assert_eq!(found(), Some((main.clone(), "then/site/north/".into())));
        let inside = then.join("evil");
        for (text, is_sound) in [
            ("gitdir: ../.git/worktrees/then\n".to_owned(), true),
            (format!("gitdir: {}\n", main.join(".git/worktrees/then").display()), true),
            ("gitdir: evil\n".to_owned(), false),
            ("gitdir: ./site/../evil".to_owned(), false),
            (format!("gitdir: {}", inside.display()), false),
            ("gitdir: nowhere".to_owned(), false),
            ("gitdir: .".to_owned(), false),
            (String::new(), false),
        ] {
            fs::write(&git, &text).unwrap();
            assert_eq!(found(), is_sound.then(|| (then.clone(), "site/north/".into())), "{text}");
        }
    }
}
