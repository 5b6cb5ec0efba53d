//! The main pages as they read, accepted after they were read: of a site with a rise and a fall, an extension, an amended
//! and a revoked penalty, a hazard on the first day, equal deadlines, a sum somebody is missing from, a value over 10,000,
//! names with `"`, `<` and `&`, titles that begin with `-` and `=`.

use crate::support::reading::{main_of, plain};
use crate::support::site::Site;

#[test]
fn the_main_pages_read_as_they_did() {
    let built = Site::fixture("distinct").build();
    let pages = [
        ("home", "index.html"),
        ("period", "periods/2023-07/index.html"),
        ("periods", "periods/index.html"),
        ("region", "regions/103/index.html"),
        ("city", "regions/100/index.html"),
        ("region_month", "regions/102/2023-06/index.html"),
        ("enforcement", "enforcement/index.html"),
        ("inspections", "inspections/index.html"),
        ("notices", "notices/index.html"),
        ("hazards", "hazards/index.html"),
        ("hazard_closed", "hazards/H1/index.html"),
        ("hazard_extended", "hazards/H2/index.html"),
        ("hazard_dismissed", "hazards/H5/index.html"),
        ("enterprise", "enterprises/E1/index.html"),
        ("facility", "facilities/F2/index.html"),
        ("criterion", "criteria/W04/index.html"),
        ("ranking", "ranking/2023-07/index.html"),
        ("reconciliation", "reconciliation/2023-07/index.html"),
        ("timeliness", "timeliness/index.html"),
        ("corrections", "corrections/index.html"),
        ("data", "data/index.html"),
        ("elder_home", "elder/index.html"),
        ("elder_period", "elder/periods/2023-07/index.html"),
        ("elder_region", "elder/regions/103/index.html"),
    ];
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for (name, path) in pages {
            insta::assert_snapshot!(format!("plain_{name}"), plain(main_of(built.page(path))));
        }
    });
}

/// What is told to feed readers of the same site.
#[test]
fn the_feeds_read_as_they_did() {
    let built = Site::fixture("distinct").build();
    for feed in ["periods", "corrections"] {
        insta::assert_snapshot!(format!("feed_{feed}"), built.page(&format!("feeds/{feed}.xml")));
    }
}
