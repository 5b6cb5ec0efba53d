//! What may not be published has no way to a template: the types that hold it can neither be serialised nor become a
//! template's value, which this file would not compile without; and the drawing asks for none of their private fields.

use std::path::Path;

use gongshi::dataset::{self, Dataset, cases, ledger};
use gongshi::figures::{Figure, Figures};
use gongshi::published::cases::ShownCase;
use gongshi::published::{PageText, PublicCase};

use crate::support::site::files_below;

/// Does not compile where one of the types has the trait: then there are two `found`s to choose from.
macro_rules! none_is {
    ($trait:path: $($type:ty),* $(,)?) => {$(
        const _: () = {
            trait Either<Which> {
                fn found() {}
            }
            struct Has;
            impl<T: ?Sized> Either<()> for T {}
            impl<T: ?Sized + $trait> Either<Has> for T {}
            let _ = <$type as Either<_>>::found;
        };
    )*};
}

none_is!(serde::Serialize: cases::Case, cases::LifeEntry, cases::Person, cases::FirstPublished, cases::CaseSection);
none_is!(serde::Serialize: ledger::Hazard, ledger::Decision, ledger::Enterprise, ledger::Facility);
none_is!(serde::Serialize: ledger::Notice, ledger::Inspection, ledger::Table<ledger::Hazard>, dataset::Ledger);
none_is!(serde::Serialize: Dataset, dataset::Report, dataset::Filing, dataset::Filed, dataset::Correction);
none_is!(serde::Serialize: dataset::Settings, dataset::Privacy, Figure, Figures, PublicCase, ShownCase, PageText);
none_is!(Into<tera::Value>: cases::Case, cases::LifeEntry, cases::Person, cases::FirstPublished, ledger::Hazard);
none_is!(Into<tera::Value>: ledger::Decision, ledger::Enterprise, ledger::Notice, ledger::Inspection);
none_is!(Into<tera::Value>: dataset::Report, dataset::Filed, Figure, Figures, Dataset, PublicCase, ShownCase);

#[test]
fn stages_before_the_drawing_serialise_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["dataset", "site", "parse", "figures", "check"] {
        for (path, bytes) in files_below(&root.join(folder)) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("Serialize"), "src/{folder}/{path}: it is shown as projections only");
        }
    }
}

#[test]
fn the_drawing_asks_for_nothing_private() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render");
    let files = files_below(&root);
    assert!(files.len() > 30);
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(&bytes);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for private in [
            ".truth",
            ".persons",
            "case.purge",
            ".history",
            "case.file",
            "case.body",
            "even_withheld",
            ".found_by",
            ".evidence",
            "hazard.source",
            "hazard.note",
            "enterprise.note",
            "decision.note",
        ] {
            assert!(!code.contains(private), "src/render/{path} must not reach for `{private}`");
        }
    }
}
