//! Why a file was not read, for whoever has to mend it.

use crate::diagnostic::{Code, Finding, Place};
use crate::{limits, say};

pub(super) fn site_too_large() -> Finding {
    let limit = limits::SITE_BYTES;
    Finding::new(
        Code::SiteTooLarge,
        Place::file("data"),
        say!(
            "所有文件合计超过上限 {limit} 字节",
            "all files together have more than {limit} bytes, the limit"
        ),
    )
    .help(say!(
        "把影像、压缩包和导出文件移出 `data/`、`content/`、`themes/`",
        "move pictures, archives and exports out of `data/`, `content/` and `themes/`"
    ))
}

pub(super) fn too_large(place: Place, size: u64, limit: u64) -> Finding {
    Finding::new(
        Code::FileTooLarge,
        place,
        say!("文件有 {size} 字节，上限 {limit} 字节", "the file has {size} bytes, the limit is {limit}"),
    )
    .help(say!(
        "把台账按年份或县区拆开；表格软件导出的空白行要删去",
        "split the ledger by year or county; delete the blank rows spreadsheets leave"
    ))
}

pub(super) fn pointer(place: Place) -> Finding {
    Finding::new(
        Code::FileUnreadable,
        place,
        say!(
            "这是 Git LFS 的指针，文件本身没有取来",
            "this is a pointer of Git LFS; the file itself is not here"
        ),
    )
    .help(say!(
        "运行 `git lfs pull`；数据文件不大，不必用 LFS，`git lfs untrack` 后重新提交",
        "run `git lfs pull`; files of data are small and need no LFS: `git lfs untrack` them and commit again"
    ))
}

pub(super) fn changing(path: &str) -> Finding {
    Finding::new(
        Code::FileUnreadable,
        Place::file(path),
        say!("读取期间这个文件一直在变", "the file kept changing while the site was read"),
    )
    .help(say!(
        "等编辑、同步或检出结束，再运行一次",
        "run it again when whatever edits, synchronises or checks out has ended"
    ))
}

pub(super) fn unreadable(path: &str, reason: &str) -> Finding {
    Finding::new(
        Code::FileUnreadable,
        Place::file(path),
        say!("读不了这个文件：{reason}", "cannot read the file: {reason}"),
    )
    .help(say!("检查文件是否存在、权限是否允许读取", "check that the file exists and may be read"))
}
