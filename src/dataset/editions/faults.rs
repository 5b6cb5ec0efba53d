//! What is said of a file that is not what was frozen.

use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::parse::File;
use crate::parse::csv::CsvRecord;
use crate::say;

pub(super) fn restore() -> Say {
    say!(
        "封存的文件不能改：用 `git checkout` 取回原来的；换行被改过的，`.gitattributes` 里写 `data/editions/*.csv -text`",
        "what is frozen is not edited: get it back with `git checkout`; where line ends were changed, write `data/editions/*.csv -text` into `.gitattributes`"
    )
}

pub(super) fn broken(place: Place, message: Say, findings: &Findings) {
    findings.push(Finding::new(Code::EditionBroken, place, message).help(restore()));
}

/// Whether a table has the columns it was written with.
pub(super) fn ensure_columns(
    file: &File,
    header: &CsvRecord<'_>,
    columns: &[&str],
    findings: &Findings,
) -> Option<()> {
    let has = header.cells.iter().map(|cell| cell.text.as_ref());
    if has.eq(columns.iter().copied()) {
        return Some(());
    }
    let span = header.span.clone();
    let wanted = columns.join(",");
    broken(file.place(&span), say!("表头应是 {wanted}", "the header should be {wanted}"), findings);
    None
}
