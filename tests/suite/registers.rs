//! Days, numbers and places of the registers that cannot be, each with what looks like it and is right.

use gongshi::diagnostic::Code;

use crate::support::sample::{and_cell, news, report, sample, with_cell};
use crate::support::site::Site;

const FACILITIES: &str = "data/ledger/facilities.csv";
const ENTERPRISES: &str = "data/ledger/enterprises.csv";
const FILINGS: &str = "data/ledger/filings.csv";

/// The codes of the findings that the sample has not.
fn codes(site: &Site) -> Vec<Code> {
    news(site).into_iter().map(|one| one.code).collect()
}

#[test]
fn a_mine_is_stopped_by_its_decision_and_not_before_it() {
    let since = |id: &str, on: &str, before: &str| {
        let site = with_cell(FACILITIES, id, "status_since", on);
        codes(&and_cell(site, FACILITIES, id, "former_statuses", before))
    };
    // Suspended on 2023-09-28; fined, and nothing stopped, on 2023-08-04.
    assert_eq!(
        since("F141029-03", "2023-08-29", "rectifying@2023-08-28"),
        [Code::OpenThoughClosed],
        "a month before"
    );
    assert_eq!(
        since("F141025-03", "2023-10-01", "idle_unmanned@2023-09-30"),
        [Code::OpenThoughClosed],
        "closed before the county had decided"
    );
    for (on, before) in [
        ("2023-09-23", "rectifying@2023-09-22"),
        ("2023-10-05", "rectifying@2023-10-04"),
        ("2023-08-05", "rectifying@2023-08-04"),
        ("2023-01-05", "rectifying@2023-01-04"),
    ] {
        let told = since("F141029-03", on, before);
        assert!(!told.contains(&Code::OpenThoughClosed), "{on}: {told:?}");
    }
}

#[test]
fn a_filing_is_of_its_campaign_and_its_number_its_own() {
    let plan = |column: &str, text: &str| codes(&with_cell(FILINGS, "P141002-plan", column, text));
    let interim = |column: &str, text: &str| codes(&with_cell(FILINGS, "P141002-interim", column, text));
    for on in ["2022-05-19", "2021-12-30"] {
        assert_eq!(plan("filed_on", on), [Code::FilingDayFarOff], "{on}");
    }
    for on in ["2022-05-20", "2032-05-20", "2024-02-20"] {
        let told = plan("due_on", on);
        assert!(told.contains(&Code::FilingDayFarOff), "{on}: {told:?}");
    }
    for number in ["示例发〔2021〕5号", "示例发〔2024〕5号"] {
        assert_eq!(interim("document_no", number), [Code::DocumentMisfit], "{number}");
    }
    let numbered = |other: &str, number: &str| {
        let site = with_cell(FILINGS, "P141002-interim", "document_no", "示例发〔2023〕5号");
        codes(&and_cell(site, FILINGS, other, "document_no", number))
    };
    assert_eq!(numbered("P141022-interim", "示例发〔2023〕5号"), [Code::DocumentMisfit]);
    // Put off by some weeks; of a paper of last winter; one county's two filings under one letter.
    for told in [
        plan("due_on", "2023-06-20"),
        plan("due_on", "2023-12-20"),
        interim("document_no", "示例发〔2022〕5号"),
        numbered("P141002-plan", "示例发〔2023〕5号"),
        numbered("P141022-interim", "示例发〔2023〕6号"),
    ] {
        assert_eq!(told, []);
    }
}

#[test]
fn what_it_was_before_is_written_in_order() {
    let names = |text: &str| codes(&with_cell(ENTERPRISES, "E141027-01", "former_names", text));
    assert_eq!(names("甲矿@2019-03-31;乙矿@2022-06-30;丙矿@2020-06-30"), [Code::StepsOutOfOrder]);
    assert_eq!(names("甲矿@2019-03-31;乙矿@2019-03-31"), [Code::CellsContradict]);
    for right in
        ["甲矿@2019-03-31;乙矿@2020-06-30;丙矿@2022-06-30", "丙矿@2022-06-30;乙矿@2020-06-30;甲矿@2019-03-31"]
    {
        assert_eq!(names(right), [], "{right}");
    }
}

#[test]
fn a_mine_has_a_capacity_or_none_is_known() {
    let capacity = |text: &str| codes(&with_cell(FACILITIES, "F141029-03", "capacity", text));
    assert_eq!(capacity("0"), [Code::NumberFarOff]);
    assert_eq!(capacity(""), []);
}

#[test]
fn no_public_sentence_tells_an_exact_place() {
    let path = "data/ledger/hazards/141027.csv";
    let row = sample().text(path).lines().nth(1).expect("has a row").to_owned();
    let description = row.split('，').next().expect("has a description").to_owned();
    let told = |text: &str| codes(&sample().edit(path, &description, &format!("{description}，{text}")));
    assert_eq!(told("位于东经111°30′12″、北纬36°05′20″"), [Code::PlaceTold]);
    assert_eq!(told("图纸没有标注东经、北纬坐标"), []);
}

/// Of a cell that hardly anybody has a number in, the odd months are those with one.
#[test]
fn what_applies_to_few_may_apply_to_none() {
    let most = [
        "141002", "141021", "141022", "141023", "141024", "141025", "141026", "141027", "141028", "141029",
        "141030", "141031",
    ];
    let absent = |site: Site, region: &str| {
        let path = report("2023-08", region);
        let text = site.text(&path);
        let line =
            text.lines().find(|line| line.starts_with("guided_firms = ")).expect("has the cell").to_owned();
        site.edit(&path, &line, "guided_firms = \"n/a\"")
    };
    let one = codes(&absent(sample(), "141027"));
    assert!(one.contains(&Code::CellImplausible), "{one:?}");
    let told = codes(&most.into_iter().fold(sample(), absent));
    assert!(!told.contains(&Code::CellImplausible), "{told:?}");
}
