//! Rows that contradict themselves, or another row of what they are about, each with what looks like it and is right.

use gongshi::diagnostic::Code;

use crate::support::sample::{and_cell, news, sample, with_cell};
use crate::support::site::Site;

const FACILITIES: &str = "data/ledger/facilities.csv";
const NOTICES: &str = "data/ledger/notices.csv";
const FINES: &str = "data/ledger/enforcement/141027.csv";
const INSPECTIONS: &str = "data/ledger/inspections/141027.csv";

/// The codes of the findings that the sample has not.
fn codes(site: &Site) -> Vec<Code> {
    news(site).into_iter().map(|one| one.code).collect()
}

#[test]
fn nothing_ends_or_is_made_known_before_it_began() {
    let repaired = |on: &str| codes(&with_cell(FINES, "A141027-001-2", "repaired_on", on));
    assert_eq!(repaired("2023-06-02"), [Code::DecisionDaysOutOfOrder]);
    assert!(!repaired("2023-11-02").contains(&Code::DecisionDaysOutOfOrder));
    let known = |on: &str| codes(&with_cell(INSPECTIONS, "I141027-003", "published_on", on));
    assert_eq!(known("2023-05-18"), [Code::CellsContradict]);
    assert_eq!(known("2023-05-25"), []);
    let expires = |on: &str| codes(&with_cell(NOTICES, "N0003", "expires_on", on));
    assert_eq!(expires("2023-06-08"), [Code::CellsContradict]);
    assert_eq!(expires("2034-06-28"), [Code::ExpiryOutOfRange]);
    assert_eq!(expires("2025-06-28"), []);
    let revoked = |on: &str| {
        let site = with_cell(NOTICES, "N0003", "status", "revoked");
        let site = and_cell(site, NOTICES, "N0003", "status_reason", "事实有误");
        codes(&and_cell(site, NOTICES, "N0003", "status_on", on))
    };
    assert!(revoked("2023-06-08").contains(&Code::CellsContradict));
    assert!(!revoked("2023-07-20").contains(&Code::CellsContradict));
}

#[test]
fn a_notice_rests_on_a_law_that_is_there() {
    let basis = |text: &str| codes(&with_cell(NOTICES, "N0001", "basis", text));
    assert_eq!(basis("《安全产生法》第七十八条第一款"), [Code::LawMisspelt]);
    assert_eq!(basis("《安全生产法》第一百九十条"), [Code::ArticleUnknown]);
    assert_eq!(basis("《安全生产法》第九十九条第（十二）项"), [Code::ItemUnknown]);
    assert_eq!(basis("《安全生产法》第七十八条"), []);
    assert_eq!(basis("山西省联合惩戒备忘录"), []);
}

#[test]
fn a_status_begins_the_day_after_the_last_one_ended() {
    let since = |on: &str| codes(&with_cell(FACILITIES, "F141029-03", "status_since", on));
    assert_eq!(since("2023-10-02"), [Code::CellsContradict]);
    assert_eq!(since(""), [Code::CellsContradict]);
    assert_eq!(codes(&sample()), []);
}

#[test]
fn a_capacity_is_a_number_of_ponds_too() {
    let capacity = |text: &str| codes(&with_cell(FACILITIES, "F141002-02", "capacity", text));
    assert_eq!(capacity("260万立方米"), [Code::NotANumber]);
    assert_eq!(capacity("260.5"), []);
}

#[test]
fn a_facility_far_from_the_others_of_its_firm_is_told_where_that_is_rare() {
    let told = codes(&with_cell(FACILITIES, "F141027-06", "region", "141026"));
    assert!(told.contains(&Code::RowElsewhere), "{told:?}");
    // One that nobody found, decided or inspected anything at.
    let row = "F141026-90,示例远山采石场,E141027-02,,141026,,open_pit,,,construction,2023-11-01,,,,C,30,,,false,false\n";
    assert_eq!(codes(&sample().append(FACILITIES, row)), [Code::RowElsewhere]);
    assert_eq!(codes(&sample().append(FACILITIES, &row.replace(",141026,,open", ",141027,,open"))), []);
    // Where many are so it is the custom.
    let many: String = (0..9)
        .map(|at| row.replace("-90", &format!("-9{at}")).replace("远山", &format!("远山{at}号")))
        .collect();
    assert_eq!(codes(&sample().append(FACILITIES, &many)), []);
}

#[test]
fn an_inspection_names_what_was_inspected() {
    let told = codes(&with_cell(INSPECTIONS, "I141027-003", "facilities", ""));
    assert!(told.contains(&Code::EmptyCell), "{told:?}");
    let site = with_cell(INSPECTIONS, "I141027-003", "facilities", "");
    let site = and_cell(site, INSPECTIONS, "I141027-003", "kind", "steering");
    let site = and_cell(site, INSPECTIONS, "I141027-003", "problems_found", "");
    let steering = codes(&and_cell(site, INSPECTIONS, "I141027-003", "problems_rectified", ""));
    assert!(!steering.contains(&Code::EmptyCell), "{steering:?}");
}

#[test]
fn an_article_fines_whom_it_names() {
    let basis = |text: &str| codes(&with_cell(FINES, "A141027-001-2", "basis", text));
    assert!(basis("《安全生产法》第九十四条第一款").contains(&Code::FineOutOfRange));
    assert!(!basis("《安全生产法》第九十五条第（一）项").contains(&Code::FineOutOfRange));
    let person = codes(&principal("party", "person"));
    assert!(person.contains(&Code::FineOutOfRange), "{person:?}");
}

/// The sample with another cell in a principal's fine.
fn principal(column: &str, text: &str) -> Site {
    let rows = sample().text(FINES);
    let row = rows.lines().find(|row| row.contains(",principal,fine,")).expect("has one");
    with_cell(FINES, row.split(',').next().unwrap(), column, text)
}

#[test]
fn a_principal_is_fined_in_the_case_of_the_unit() {
    assert!(codes(&principal("case", "A141027-099")).contains(&Code::DocumentMisfit));
}

#[test]
fn a_decision_is_about_the_facility_of_its_hazards() {
    let at = |facility: &str| codes(&with_cell(FINES, "A141027-001-2", "facility", facility));
    assert_eq!(at("F141027-01"), [Code::DecisionElsewhere]);
    assert_eq!(at(""), []);
}

#[test]
fn one_breach_is_fined_once() {
    let again = |line: &str| codes(&sample().append(FINES, line)).contains(&Code::FinedTwice);
    let row = "A141027-001-9,A141027-001,2023-06-09,浮山县应急管理局,141027,E141027-01,F141027-02,unit,fine,《安全生产法》第一百零二条,20000,,示例浮山应急罚〔2023〕90号,H141027-001,2023-06-13,2026-06-07,valid,,,,,,\n";
    assert!(again(row));
    for right in [
        row.replace(",unit,", ",person,"),
        row.replace(",fine,", ",warning,").replace(",20000,", ",,"),
        row.replace("H141027-001", "H141027-004").replace("F141027-02", "F141027-01"),
        row.replace(",valid,,,", ",revoked,2023-06-12,写错,"),
    ] {
        assert!(!again(&right), "{right}");
    }
}

#[test]
fn phases_and_milestones_are_each_once_and_within_the_campaign() {
    let path = "data/campaign.toml";
    let with = |from: &str, to: &str| codes(&sample().edit(path, from, to));
    let text = sample().text(path);
    let ends = text.lines().filter(|line| line.starts_with("to = ")).find(|line| line.ends_with("-12-31"));
    let phase = ends.expect("a phase ends with the campaign");
    assert_eq!(with(phase, "to = 2024-02-29"), [Code::DatesApart]);
    assert!(with("id = \"enforce\"", "id = \"self-check\"").contains(&Code::DuplicateId));
    assert!(with("id = \"summary\"", "id = \"interim\"").contains(&Code::DuplicateId));
}

#[test]
fn a_day_off_or_on_says_which() {
    let path = "data/workdays/2023.csv";
    let seen = sample().edit(path, "2023-06-23,false", "2023-06-23,").check();
    assert!(seen.codes().contains(&Code::EmptyCell), "{}", seen.told());
}

#[test]
fn a_rate_counts_hazards_among_those_it_is_of() {
    let with = |from: &str, to: &str| codes(&sample().edit("data/rates.toml", from, to));
    let (listed, due) = ("\"ledger.major_listed_due_closed\"", "\"ledger.major_due_closed\"");
    assert_eq!(with(listed, due), [Code::AgainstItself]);
    assert!(!with(due, "\"ledger.major_on_time\"").contains(&Code::AgainstItself));
}

#[test]
fn a_sum_with_a_part_of_itself_is_shown_with_the_rule_that_says_so() {
    let path = "data/forms/dispatch.toml";
    let text = sample().text(path);
    let is_sum = |line: &&str| line.starts_with("sum = ") && line.contains("\"assigned_found\"");
    let line = text.lines().find(is_sum).expect("has the sum");
    let told = news(&sample().edit(path, line, &line.replace(']', ", \"listed_found\"]")));
    let of_rule = told.iter().filter(|one| one.code == Code::AgainstItself);
    assert!(of_rule.flat_map(|one| &one.related).any(|(_, why)| why.zh.contains("合计")), "{told:#?}");
}

#[test]
fn a_source_for_each_day_a_form_is_due() {
    let path = "data/forms/dispatch.toml";
    let seen = sample().edit(path, "due_sources = [\"附件1 注1\", ", "due_sources = [").check();
    assert!(seen.codes().contains(&Code::WrongType), "{}", seen.told());
}

#[test]
fn a_bar_from_the_trade_is_told_only_where_it_was_decided() {
    let case = "content/cases/2023/exposed-2.md";
    let told = |text: &str| codes(&sample().edit(case, "罚款5万元（", &format!("罚款5万元{text}（")));
    assert_eq!(told("，并责令主要负责人限制从业"), [Code::CaseMeasure]);
    assert_eq!(told("，没有作出限制从业的决定"), []);
}
