//! The search as a reader meets it: a page with lists, and an index of nothing but what is public.

use std::path::Path;

use crate::support::site::{Built, Site};

/// The lines of all blocks, as address, title and text.
fn entries(built: &Built) -> Vec<(String, String, String)> {
    let blocks = built.files.keys().filter(|path| path.starts_with("search/entries/"));
    let lines = blocks.flat_map(|path| built.page(path).lines()).filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut parts = line.split('\t').map(str::to_owned);
            let mut part = || parts.next().unwrap_or_else(|| panic!("{line}"));
            (part(), part(), part())
        })
        .collect()
}

#[test]
fn every_page_but_months_can_be_found_and_every_entry_has_its_page() {
    let built = Site::small().build();
    let entries = entries(&built);
    let page = |address: &str| format!("{address}index.html");
    for (address, title, _) in &entries {
        assert!(built.files.contains_key(&page(address)), "{title}: {address}");
    }
    for path in built.files.keys().filter(|path| path.ends_with("index.html")) {
        // A month of a region, a ranking or a reconciliation is found by what it is of.
        let month = path.starts_with("regions/") && path.matches('/').count() == 3;
        let scored = ["ranking/", "reconciliation/"].iter().any(|column| path.starts_with(column));
        let is_apart = month || scored || path == "search/index.html" || path.starts_with("elder/");
        let listed = entries.iter().any(|(address, ..)| page(address) == *path);
        assert_eq!(listed, !is_apart || path.matches('/').count() == 1 && scored, "{path}");
    }
}

#[test]
fn entries_hold_what_their_pages_say() {
    let built = Site::small().build();
    let entries = entries(&built);
    let of = |address: &str| entries.iter().find(|entry| entry.0 == address).expect("listed");
    assert!(of("regions/101/").2.starts_with("101 "), "{:?}", of("regions/101/"));
    assert_eq!((of("periods/2023-07/").1.as_str(), of("timeliness/").1.as_str()), ("2023-07", "报送及时性"));
    assert!(of("periods/2023-07/").2.contains("2023年7月"));
    assert!(of("policy/").2.chars().count() > 10);
}

#[test]
fn an_english_site_has_an_english_index() {
    let built = Site::fixture("fire-safety").build();
    let period = entries(&built).into_iter().find(|entry| entry.0 == "periods/2025-01/").expect("listed");
    assert!(period.2.starts_with("January 2025"), "{period:?}");
    for path in built.files.keys().filter(|path| path.starts_with("search/")) {
        assert!(!built.page(path).chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{path}");
    }
}

#[test]
fn the_page_lists_what_can_be_found_without_the_script() {
    let built = Site::small().build();
    let page = built.page("search/index.html");
    for link in ["../regions/101/", "../periods/2023-07/", "../policy/", "../data/"] {
        assert!(page.contains(&format!("<a href=\"{link}\"")), "{link}");
    }
    assert!(page.contains("<noscript><p>"));
}

#[test]
fn every_page_leads_to_the_search() {
    let built = Site::small().build();
    for (path, from) in [("index.html", "./"), ("regions/101/2023-07/index.html", "../../../")] {
        assert!(built.page(path).contains(&format!("action=\"{from}search/\"")), "{path}");
    }
}

#[test]
fn the_scripts_weigh_ten_kilobytes_at_most_and_months_load_none() {
    let built = Site::small().build();
    let scripts = built.files.iter().filter(|(path, _)| Path::new(path).extension() == Some("js".as_ref()));
    let bytes: usize = scripts.map(|(_, bytes)| bytes.len()).sum();
    assert!(0 < bytes && bytes <= 10 * 1024, "{bytes} bytes");
    assert!(!built.page("regions/101/2023-07/index.html").contains("<script"));
    assert!(built.page("regions/index.html").contains("static/tables.js\" defer"));
}

#[test]
fn the_policy_allows_scripts_of_the_site_alone() {
    let built = Site::small().build();
    let headers = built.page("_headers");
    for part in ["default-src 'none'", "script-src 'self';", "connect-src 'self';", "form-action 'self';"] {
        assert!(headers.contains(part), "{part}");
    }
    let policy = headers.split("Content-Security-Policy: ").nth(1).and_then(|rest| rest.lines().next());
    for readme in [include_str!("../../README.md"), include_str!("../../README.zh-CN.md")] {
        assert!(readme.contains(policy.expect("it is there")), "the READMEs say what the program writes");
    }
    for loose in ["unsafe", "http", "*;", "blob:"] {
        assert!(!headers.contains(loose), "{loose}");
    }
}

#[test]
fn totals_are_marked_so_that_sorting_leaves_them_in_their_place() {
    let built = Site::small().build();
    assert_eq!(built.page("regions/index.html").matches("<tr class=\"total\">").count(), 1);
    assert!(built.page("periods/2023-07/index.html").contains("<tr class=\"total\">"));
}
