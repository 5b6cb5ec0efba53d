//! One slip that many rows follow from is told where it is, once, and what follows stands behind it.

use gongshi::diagnostic::Code;

use crate::support::sample::{news, report, sample, with_cell};
use crate::support::site::{REGIONS, Site};

const FACILITIES: &str = "data/ledger/facilities.csv";
const ENTERPRISES: &str = "data/ledger/enterprises.csv";

/// That a change is told at a place as one of few.
#[track_caller]
fn is_one(site: &Site, code: Code, path: &str, least: usize) {
    let news = news(site);
    let told: Vec<_> = news
        .iter()
        .filter(|one| one.code == code && one.place.path.as_ref() == path && !one.related.is_empty())
        .collect();
    assert!(told.len() == 1 && news.len() <= 10, "{} findings: {news:#?}", news.len());
    assert!(told[0].related.len() >= least, "{:#?}", told[0]);
}

#[test]
fn a_facility_in_another_county_is_told_at_its_region() {
    is_one(&with_cell(FACILITIES, "F141027-02", "region", "141028"), Code::RowElsewhere, FACILITIES, 3);
}

#[test]
fn a_facility_of_another_firm_is_told_at_its_enterprise() {
    let site = with_cell(FACILITIES, "F141027-02", "enterprise", "E141027-03");
    is_one(&site, Code::DecisionElsewhere, FACILITIES, 3);
}

#[test]
fn the_day_a_hazard_was_found_on_is_told_before_its_other_days() {
    let path = "data/ledger/hazards/141027.csv";
    for day in ["2023-07-22", "2032-05-22"] {
        let site = with_cell(path, "H141027-002", "found_on", day);
        let news = news(&site);
        let late = news.iter().filter(|one| one.message.zh.contains("晚于它的多个日期"));
        assert!(late.count() == 1 && news.len() <= 10, "{day}: {news:#?}");
    }
}

#[test]
fn an_id_that_is_nowhere_is_told_once_at_its_register() {
    is_one(&with_cell(ENTERPRISES, "E141027-01", "id", "E141027-91"), Code::UnknownRow, ENTERPRISES, 3);
    // Two rows are told each for itself.
    let mut few = sample();
    for (path, row) in [("data/ledger/notices.csv", "E141034-01"), ("data/ledger/notices.csv", "E141033-01")]
    {
        few = few.edit(path, &format!(",{row},"), ",E999999-01,");
    }
    let told = news(&few).into_iter().filter(|one| one.code == Code::UnknownRow).count();
    assert_eq!(told, 2);
}

#[test]
fn a_code_that_is_no_region_and_a_day_it_was_not_there_are_told_in_the_file_of_regions() {
    let line =
        sample().text(REGIONS).lines().find(|line| line.starts_with("141021,")).expect("is there").to_owned();
    let code = sample().edit(REGIONS, &line, &line.replacen("141021", "141020", 1));
    is_one(&code, Code::UnknownRegion, REGIONS, 3);
    let kind = sample().edit(REGIONS, &line, &line.replacen(",county,", ",contry,", 1));
    is_one(&kind, Code::UnknownRegion, REGIONS, 3);
    let mut header = sample().text(REGIONS);
    header = header
        .lines()
        .enumerate()
        .map(|(at, row)| match (at, row.starts_with("141021,")) {
            (0, _) => format!("{row},since,until\n"),
            (_, true) => format!("{row},2023-10-01,\n"),
            (_, false) => format!("{row},,\n"),
        })
        .collect();
    let begun = sample().put(REGIONS, header);
    is_one(&begun, Code::RegionNotThere, REGIONS, 3);
}

#[test]
fn a_ledger_under_another_name_is_one_finding() {
    let path = "data/ledger/hazards/141033.csv";
    let rows = sample().text(path);
    let site = sample().without(path).put("data/ledger/hazards/141033.csv.txt", rows);
    let news = news(&site);
    assert!(news.iter().all(|one| one.code != Code::UnknownRow) && news.len() <= 10, "{news:#?}");
    assert!(news.iter().any(|one| one.code == Code::UnexpectedFile), "{news:#?}");
}

#[test]
fn a_rule_with_another_side_is_told_at_the_rule() {
    let site = sample();
    let path = "data/rules.toml";
    let from = "right = [\"ledger.major_closed\"]";
    let news = news(&site.edit(path, from, "right = [\"ledger.major_found\"]"));
    let at_rule =
        news.iter().filter(|one| one.place.path.as_ref() == path && one.code == Code::RulesDisagree);
    assert!(at_rule.count() == 1 && news.len() <= 10, "{} findings: {news:#?}", news.len());
}

#[test]
fn a_header_that_stands_twice_is_skipped() {
    let path = "data/ledger/enforcement/141027.csv";
    let header = sample().text(path).lines().next().expect("has a header").to_owned() + "\n";
    let news = news(&sample().append(path, &header));
    assert_eq!(news.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::HeaderAgain], "{news:#?}");
}

#[test]
fn the_report_of_a_neighbour_is_told_with_it() {
    // A month in which both have something to tell.
    let (own, other) = (report("2023-08", "141021"), report("2023-08", "141023"));
    let text = sample().text(&other).replace("141023", "141021");
    let news = news(&sample().put(&own, text));
    let told: Vec<_> = news.iter().filter(|one| one.code == Code::ReportImplausible).collect();
    let names = |one: &&gongshi::diagnostic::Finding| one.message.zh.contains("与襄汾县的逐格相同");
    assert!(told.iter().any(|one| names(one) && one.place.path.as_ref() == own), "{news:#?}");
    assert!(told.iter().all(|one| one.place.path.as_ref() == own), "the original is no copy: {told:#?}");
}

/// The finding that stands at a file for many, of few that a change makes.
#[track_caller]
fn stands_for_many(site: &Site, path: &str) -> gongshi::diagnostic::Finding {
    let news = news(site);
    assert!(news.len() <= 10, "{} findings: {news:#?}", news.len());
    let told = news.iter().find(|one| one.place.path.as_ref() == path && one.related.len() >= 3);
    told.unwrap_or_else(|| panic!("{news:#?}")).clone()
}

#[test]
fn criteria_that_many_hazards_contradict_are_told_where_they_are_declared() {
    let late = sample().edit("data/campaign.toml", "applies_from = 2022-09-01", "applies_from = 2023-09-15");
    assert_eq!(stands_for_many(&late, "data/campaign.toml").code, Code::CriterionMisfit);
    let rows = sample().text("data/criteria.csv");
    let row = rows.lines().find(|row| row.starts_with("2022,L02,")).expect("is there").to_owned();
    let kind = sample().edit("data/criteria.csv", &row, &row.replace(",open_pit,", ",underground,"));
    assert_eq!(stands_for_many(&kind, "data/criteria.csv").code, Code::CriterionMisfit);
    let code = sample().edit("data/criteria.csv", &row, &row.replace("L02", "L92"));
    assert_eq!(stands_for_many(&code, "data/criteria.csv").code, Code::UnknownRow);
}

#[test]
fn a_root_below_those_who_report_is_told_at_the_root() {
    let path = "data/campaign.toml";
    let seen = sample().edit(path, "root = \"141000\"", "root = \"141028\"").check();
    assert_eq!(seen.codes(), [Code::RegionOutside], "{}", seen.told());
    assert_eq!((seen.findings[0].place.path.as_ref(), seen.pointed(&seen.findings[0])), (path, "\"141028\""));
}

#[test]
fn a_day_of_the_data_that_is_none_is_one_finding() {
    let path = "gongshi.toml";
    let line =
        sample().text(path).lines().find(|line| line.starts_with("as_of")).expect("is there").to_owned();
    let seen = sample().edit(path, &line, "as_of = \"2023-11-31\"").check();
    assert_eq!(seen.findings.len(), 1, "{}", seen.told());
}

#[test]
fn a_region_that_ends_before_it_begins_is_told_once() {
    let rows: String = sample()
        .text(REGIONS)
        .lines()
        .enumerate()
        .map(|(at, row)| match (at, row.starts_with("141023,")) {
            (0, _) => format!("{row},since,until\n"),
            (_, true) => format!("{row},2023-10-01,2023-08-31\n"),
            (_, false) => format!("{row},,\n"),
        })
        .collect();
    let news = news(&sample().put(REGIONS, rows));
    assert_eq!(news.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::RegionTimes], "{news:#?}");
}

#[test]
fn a_ledger_without_commas_and_a_column_without_a_name_are_told_once() {
    for region in ["141022", "141027"] {
        let path = format!("data/ledger/enforcement/{region}.csv");
        let text = sample().text(&path);
        let site = sample().put(&path, text.replace(',', ";"));
        let at_file = news(&site).into_iter().filter(|one| one.place.path.as_ref() == path);
        assert_eq!(at_file.map(|one| one.code).collect::<Vec<_>>(), [Code::NoHeader], "{region}");
        let nameless = sample().put(&path, text.replacen("id,case,", "id,,", 1));
        let told = news(&nameless).into_iter().find(|one| one.code == Code::UnknownColumn);
        assert_eq!(told.expect("is told").place.path.as_ref(), path);
        // Blank columns at the end, as spreadsheets leave them.
        let blank: String = text.lines().flat_map(|line| [line, ",,\n"]).collect();
        assert_eq!(news(&sample().put(&path, blank)), []);
    }
}

#[test]
fn two_headings_exchanged_are_told_at_the_header() {
    let path = "data/ledger/hazards/141022.csv";
    let text = sample().text(path);
    let header = text.lines().next().expect("has a header");
    let other =
        header.replace("found_on", "x").replace("verified_on", "found_on").replace(",x,", ",verified_on,");
    let site = sample().edit(path, header, &other);
    let told: Vec<_> = news(&site).into_iter().filter(|one| one.code == Code::StepsOutOfOrder).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].place.span.0 == 0 && told[0].place.path.as_ref() == path && told[0].related.len() >= 9);
}

/// A site with the cells of a column each a row lower than they were.
fn slipped(path: &str, column: &str) -> Site {
    let text = sample().text(path);
    let mut rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let at = rows[0].iter().position(|name| *name == column).expect("has the column");
    let cells: Vec<&str> = rows[1..].iter().map(|row| row[at]).collect();
    for (row, above) in rows[2..].iter_mut().zip(&cells) {
        row[at] = *above;
    }
    sample().put(path, rows.iter().map(|row| row.join(",") + "\n").collect::<String>())
}

#[test]
fn a_column_that_slipped_by_a_row_is_told_at_its_table() {
    for (path, column, code) in [
        (FACILITIES, "kind", Code::CriterionMisfit),
        ("data/criteria.csv", "title", Code::CriterionNotAsTold),
        ("data/ledger/enforcement/141027.csv", "facility", Code::DecisionElsewhere),
    ] {
        assert_eq!(stands_for_many(&slipped(path, column), path).code, code, "{path}: {column}");
    }
    // One row of many is told for itself.
    let news = news(&with_cell(FACILITIES, "F141027-02", "kind", "tailings"));
    assert!(news.iter().all(|one| one.place.span.0 > 0), "{news:#?}");
}

#[test]
fn a_ledger_that_is_empty_or_anothers_is_told_at_its_file() {
    let (own, other) = ("data/ledger/hazards/141027.csv", "data/ledger/hazards/141023.csv");
    let header = sample().text(own).lines().next().expect("has a header").to_owned() + "\n";
    stands_for_many(&sample().put(own, header), own);
    stands_for_many(&sample().put(own, sample().text(other)), own);
}

#[test]
fn a_county_that_is_said_to_add_up_others_is_told_in_the_file_of_regions() {
    let row =
        sample().text(REGIONS).lines().find(|row| row.starts_with("141027,")).expect("is there").to_owned();
    let news = news(&sample().edit(REGIONS, &row, &row.replace(",county,", ",city,")));
    let told = news.iter().find(|one| one.place.path.as_ref() == REGIONS && one.related.len() >= 3);
    assert!(told.is_some() && news.len() <= 10, "{news:#?}");
}

#[test]
fn a_text_of_another_case_is_told_at_the_decisions() {
    let (own, other) = ("content/cases/2023/exposed-1.md", "content/cases/2023/exposed-4.md");
    let (front, text) = (sample().text(own), sample().text(other));
    let front = &front[..front.rfind("+++\n").expect("has a front matter")];
    let text = &text[text.rfind("+++\n").expect("has a front matter")..];
    let told = stands_for_many(&sample().put(own, format!("{front}{text}")), own);
    assert!(told.message.zh.contains("多半写的是另一个案例"), "{told:#?}");
}
