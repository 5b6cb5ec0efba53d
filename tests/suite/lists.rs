//! The lists for download: the rows the pages show, and no more.

use chrono::NaiveDate;
use gongshi::dataset::life::{days_overdue, state};
use rust_decimal::Decimal;

use crate::exposure::{WITHDRAWN, then, unknown_elsewhere};
use crate::support::ledger::{ENFORCEMENT, kept};
use crate::support::sample::sample;
use crate::support::site::{Built, Site};

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

/// Whether a cell is what its column's description promises; empty is no value.
fn keeps(field: &serde_json::Value, cell: &str) -> bool {
    let allowed = field["constraints"]["enum"].as_array();
    let is_allowed = allowed.is_none_or(|codes| codes.iter().any(|code| code == cell));
    is_allowed
        && match field["type"].as_str().unwrap() {
            "string" => true,
            "number" => cell.parse::<Decimal>().is_ok(),
            "integer" => cell.parse::<i64>().is_ok(),
            "date" => cell.parse::<NaiveDate>().is_ok(),
            "boolean" => ["true", "false"].contains(&cell),
            other => panic!("{other}"),
        }
}

#[test]
fn every_cell_of_the_sample_is_what_its_column_is_said_to_hold() {
    let built = sample().build();
    let package: serde_json::Value = serde_json::from_str(built.page("data/datapackage.json")).unwrap();
    let mut enums = 0;
    for resource in package["resources"].as_array().unwrap() {
        let file = resource["path"].as_str().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert_eq!(resource["schema"]["missingValues"], serde_json::json!([""]), "{file}");
        enums += fields.iter().filter(|field| field["constraints"]["enum"].is_array()).count();
        let mut reader = csv::Reader::from_reader(built.page(&format!("data/{file}")).as_bytes());
        for row in reader.records() {
            let row = row.unwrap();
            assert_eq!(row.len(), fields.len(), "{file}");
            for (field, cell) in fields.iter().zip(&row).filter(|(_, cell)| !cell.is_empty()) {
                assert!(keeps(field, cell), "{file}: {cell} in {field}");
            }
        }
    }
    assert_eq!(enums, 21);
}

#[test]
fn every_column_is_told_on_the_page_and_in_the_package_in_the_sites_language() {
    let english = sample().edit("gongshi.toml", "language = \"zh-CN\"", "language = \"en\"").build();
    for (built, status) in [
        (sample().build(), "数值的状态：A 已报、M 未报、N 不适用、S 隐去不公布"),
        (english, "how the value stands: A reported, M missing, N not applicable, S suppressed"),
    ] {
        let page = built.page("data/index.html");
        assert!(page.len() < 60_000, "{} bytes", page.len());
        assert!(page.contains(status) && page.contains("<th scope=\"row\"><code>series</code>"));
        let package: serde_json::Value = serde_json::from_str(built.page("data/datapackage.json")).unwrap();
        let resources = package["resources"].as_array().unwrap();
        for field in resources.iter().flat_map(|one| one["schema"]["fields"].as_array().unwrap()) {
            let [name, title, about] =
                ["name", "title", "description"].map(|key| field[key].as_str().unwrap());
            let row = format!("<code>{name}</code></th><td>{title}</td><td class=\"wide\">{about}</td>");
            assert!(page.contains(&row), "{row}");
        }
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
    // The first row of the sample's ledgers that is listed, with what the registers say of its place.
    let counted = sample().count();
    let (dataset, as_of) = (&counted.dataset, counted.figures.as_of());
    let ledger = &dataset.ledger;
    let listed = ledger.hazards.rows().iter();
    let mut listed = listed.filter(|hazard| {
        dataset.settings.hazard_list.names(hazard, as_of) && !state(hazard, as_of).is_dismissal()
    });
    let overdue = rows[1..].iter().filter(|row| !row[16].is_empty()).count();
    assert_eq!(overdue, listed.clone().filter(|hazard| days_overdue(hazard, as_of).is_some()).count());
    let first = listed.next().expect("one is listed");
    let firm = ledger.facility_of(first).owner_on(first.found_on).expect("has an owner");
    let firm = ledger.enterprises.get(firm);
    assert_eq!(rows[1][1..3], [ledger.hazards.id(first), ledger.enterprises.id(firm)]);
    assert_eq!(rows[1][12], first.found_on.to_string());
}

#[test]
fn a_withdrawn_penalty_has_no_name_and_no_sum_in_its_list() {
    let valid = kept().build();
    let row = rows(&valid, "penalties.csv")[1].join(",");
    assert!(
        row.contains("E1,甲矿业有限公司,unit,fine") && row.ends_with("30000,,2026-07-05,valid,,,"),
        "{row}"
    );
    let built = kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-20,事实不清").build();
    let row = rows(&built, "penalties.csv")[1].join(",");
    assert!(row.ends_with("101,,,,,,,,,revoked,2023-07-20,事实不清,"), "{row}");
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
