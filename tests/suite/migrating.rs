//! A site of version 0.1 as it was: whatever changes later must still build it, or say in CHANGELOG how to follow.

use gongshi::diagnostic::{Code, Severity};

use crate::support::site::{Site, files_below, fixture_path};

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

/// What its form does not say yet is told with what to declare, and until then nothing gives a county's tips back.
#[test]
fn its_tips_are_kept_until_it_says_what_they_are_merged_with() {
    let built = Site::fixture("site-0.1").build();
    let told: Vec<&str> = built
        .seen
        .findings
        .iter()
        .filter(|finding| finding.code == Code::PartnerMissing)
        .map(crate::support::site::help)
        .collect();
    assert_eq!(told.len(), 2, "found and rectified: {}", built.seen.told());
    assert!(
        told.iter().all(|help| ["source", "with", "merged_title"].iter().all(|key| help.contains(key))),
        "{told:?}"
    );
    let of_source = |row: &&str| {
        ["self", "inspection", "tip", "assigned"].iter().any(|source| {
            ["found", "rectified"].iter().any(|what| row.starts_with(&format!("dispatch.{source}_{what},")))
        })
    };
    let rows: Vec<&str> = built.page("data/figures.csv").lines().filter(of_source).collect();
    assert!(rows.len() > 50 && rows.iter().all(|row| !row.ends_with(",A")), "{rows:?}");
}

#[test]
fn it_stays_small() {
    let bytes: usize = files_below(&fixture_path("site-0.1")).values().map(Vec::len).sum();
    assert!(bytes < 300_000, "{bytes}");
}
