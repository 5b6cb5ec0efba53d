//! The lists for download: the rows the pages show, and no more.

use crate::exposure::{WITHDRAWN, then, unknown_elsewhere};
use crate::ledger::{ENFORCEMENT, kept};
use crate::reconciliation::sample;
use crate::site::{Built, Site};

/// A list's rows with its header.
fn rows<'b>(built: &'b Built, file: &str) -> Vec<Vec<&'b str>> {
    let text = built.page(&format!("data/{file}"));
    text.lines().map(|line| line.split(',').collect()).collect()
}

#[test]
fn every_list_has_the_columns_its_description_says() {
    let built = sample().build();
    let package: serde_json::Value = serde_json::from_str(built.page("data/datapackage.json")).unwrap();
    let described = package["resources"].as_array().unwrap();
    assert_eq!(described.len(), 14);
    for resource in described {
        let file = resource["path"].as_str().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(rows(&built, file)[0], names, "{file}");
        assert!(resource["description"].as_str().unwrap().starts_with("示例数据，均为虚构。"), "{file}");
        assert!(built.page("data/index.html").contains(&format!("<a href=\"{file}\">")), "{file}");
    }
}

#[test]
fn the_list_of_hazards_is_that_of_the_pages() {
    let built = sample().build();
    let pages = ["hazards/index.html", "hazards/page-2/index.html"].map(|path| built.page(path)).concat();
    let rows = rows(&built, "hazards.csv");
    assert_eq!(rows.len() - 1, pages.matches("<tr><td><a href=").count());
    for row in &rows[1..] {
        let link = format!("hazards/{}/\">{}</a>", row[1], row[0]);
        assert!(pages.contains(&link), "{link}");
    }
    let overdue = rows[1..].iter().filter(|row| !row[15].is_empty()).count();
    assert_eq!(overdue, 2, "as the home page says");
}

#[test]
fn a_withdrawn_penalty_has_no_name_and_no_sum_in_its_list() {
    let valid = kept().build();
    let row = rows(&valid, "penalties.csv")[1].join(",");
    assert!(
        row.contains("E1,甲矿业有限公司,unit,fine") && row.ends_with("30000,2026-07-05,valid,,"),
        "{row}"
    );
    let built = kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-20,事实不清").build();
    let row = rows(&built, "penalties.csv")[1].join(",");
    assert!(row.ends_with("101,,,,,,,,withdrawn,2023-07-20,事实不清"), "{row}");
}

#[test]
fn a_name_that_may_stand_nowhere_is_in_no_list() {
    let built = then(unknown_elsewhere(), WITHDRAWN, "withdrawn").build();
    for (path, bytes) in &built.files {
        assert!(!String::from_utf8_lossy(bytes).contains("丁石料有限公司"), "{path}");
    }
}

#[test]
fn a_ledger_that_is_not_kept_has_no_list() {
    let built = Site::small().build();
    built.seen.is_clean();
    for file in ["hazards.csv", "penalties.csv", "facilities.csv"] {
        assert!(!built.files.contains_key(&format!("data/{file}")), "{file}");
        assert!(!built.page("data/index.html").contains(file), "{file}");
    }
    assert_eq!(rows(&built, "corrections.csv").len(), 1, "a header and no row");
}
