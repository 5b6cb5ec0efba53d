//! What the output has to tell.

use std::io;
use std::path::Path;

use super::manifest::FILE;
use super::stage::WITHIN;
use super::swap::Failed;
use crate::diagnostic::{Code, Finding, Place, Say};
use crate::limits;
use crate::say;

fn finding(code: Code, at: &Path, message: Say, help: Say) -> Box<Finding> {
    Box::new(Finding::new(code, Place::file(&at.display().to_string()), message).help(help))
}

/// Another build holds the output.
pub(super) fn busy(output: &Path) -> Box<Finding> {
    finding(
        Code::OutputBusy,
        output,
        say!("另一次构建正在写这个目录", "another build is writing to this directory"),
        say!("等它结束，或用 `--output` 换一个目录", "wait for it, or choose another `--output`"),
    )
}

/// Somebody else's files are there, and no manifest, or one that is not ours.
pub(super) fn not_ours(output: &Path, has_manifest: bool) -> Box<Finding> {
    let message = if has_manifest {
        say!(
            "目录里的 `{FILE}` 不是本程序写的，或出自更新的版本，读不了",
            "the `{FILE}` in the directory is none of ours, or of a newer version, and cannot be read"
        )
    } else {
        say!(
            "目录里有文件，却没有上次构建的 `{FILE}`",
            "the directory holds files but no `{FILE}` of an earlier build"
        )
    };
    let help = say!("换一个空目录，或先移走其中的文件", "choose an empty directory, or move the files away");
    finding(Code::OutputNotOurs, output, message, help)
}

/// A file or folder cannot be written, before anything of the old site was touched.
pub(super) fn unwritable(at: &Path, error: &io::Error) -> Box<Finding> {
    finding(
        Code::OutputUnwritable,
        at,
        say!("写不了：{error}", "cannot be written: {error}"),
        say!("检查磁盘空间和目录权限", "check the disk's space and the directory's permissions"),
    )
}

/// A file could not be replaced, and the old site is whole again.
pub(super) fn put_back(output: &Path, failed: &Failed) -> Box<Finding> {
    let Failed { path, error } = failed;
    finding(
        Code::OutputUnwritable,
        &output.join(path),
        say!(
            "换不了这个文件：{error}；已恢复成原来的网站，一个文件都没有换",
            "cannot be replaced: {error}; the old site was put back, no file of it was changed"
        ),
        holders(),
    )
}

/// Neither could a file be replaced nor the old site put back.
pub(super) fn half(output: &Path, failed: Option<&Failed>, stuck: &Failed) -> Box<Finding> {
    let first = failed.unwrap_or(stuck);
    let Failed { path, error } = stuck;
    let (at, path) = (output.join(&first.path), output.join(path));
    let (path, cause) = (path.display(), &first.error);
    finding(
        Code::OutputUnwritable,
        &at,
        say!(
            "换不了这个文件：{cause}；也没能恢复原来的网站（{path}：{error}），下次构建会先恢复",
            "cannot be replaced: {cause}; nor could the old site be put back ({path}: {error}), the next build does it first"
        ),
        holders(),
    )
}

fn holders() -> Say {
    say!(
        "可能有程序正开着它（表格软件、编辑器、杀毒软件、网站服务器），或没有权限；关掉或改好权限后再构建",
        "a program may have it open (a spreadsheet, an editor, a virus scanner, the web server), or permission is missing; close it or mend the permission, and build again"
    )
}

/// Files that no build put there.
pub(super) fn strangers(output: &Path, strangers: &[&str]) -> Finding {
    let count = strangers.len();
    let names = |comma: &str| {
        let named: Vec<String> =
            strangers.iter().take(limits::STRANGERS_NAMED).map(|name| format!("`{name}`")).collect();
        named.join(comma) + if count > named.len() { "…" } else { "" }
    };
    let (zh, en) = (names("、"), names(", "));
    *finding(
        Code::OutputStrangers,
        output,
        say!("有 {count} 个文件不是构建写的：{zh}", "files that no build put there: {count}: {en}"),
        say!(
            "要公布的放进主题的 static/；不要的用 `--clean` 移除",
            "what is to be published belongs in static/ of the theme; `--clean` removes the others"
        ),
    )
}

/// The stage stands within the output.
pub(super) fn stage_within(output: &Path) -> Finding {
    *finding(
        Code::StageWithin,
        output,
        say!(
            "旁边放不了临时文件（上级目录写不了，或在另一个磁盘上），构建期间放在里面的 `{WITHIN}`",
            "its parent cannot be written or is another disk; while a build runs its files wait within, in `{WITHIN}`"
        ),
        say!(
            "不要在构建期间复制这个目录；构建被中断后，先重新构建再复制，或把输出放到下一级目录",
            "do not copy the directory during a build; after one that was killed build again first, or write to a folder below it"
        ),
    )
}
