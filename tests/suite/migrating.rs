//! A site of version 0.1 as it was: whatever changes later must still build it, or say in CHANGELOG how to follow.

use gongshi::diagnostic::Severity;

use crate::site::{Site, files_below, fixture_path};

#[test]
fn a_site_of_version_0_1_still_builds() {
    let built = Site::fixture("site-0.1").build();
    let errors: Vec<_> =
        built.seen.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}", built.seen.told());
    for page in ["index.html", "periods/2023-06/index.html", "hazards/index.html", "data/figures.csv"] {
        assert!(built.files.contains_key(page), "{page}");
    }
    let months = built.files.keys().filter(|path| path.starts_with("periods/2023-"));
    assert_eq!(months.count(), 2, "two months of three reporters");
}

#[test]
fn it_stays_small() {
    let bytes: usize = files_below(&fixture_path("site-0.1")).values().map(Vec::len).sum();
    assert!(bytes < 300_000, "{bytes}");
}
