//! Numbers that cannot be, and days that cannot be.

use gongshi::dataset::Span;
use gongshi::diagnostic::{Code, Severity};

use crate::support::site::{CAMPAIGN, REPORT, Site, help};

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;
const JUNE: &str = "data/reports/2023-06/101.toml";
const STATISTICS: &str = "data/forms/statistics.toml";

#[test]
fn a_negative_count_is_told_at_the_number() {
    let seen = Site::small().edit(REPORT, "tip_found = 2", "tip_found = -2").check();
    let finding = seen.only(ERROR, Code::NegativeValue, REPORT, 8, 13);
    assert_eq!(seen.pointed(finding), "-2");
}

#[test]
fn a_fractional_count_is_told_at_the_number() {
    for number in ["2.5", "2.0"] {
        let seen = Site::small().edit(REPORT, "tip_found = 2", &format!("tip_found = {number}")).check();
        seen.only(ERROR, Code::FractionalCount, REPORT, 8, 13);
    }
}

#[test]
fn money_takes_six_decimals_and_no_more() {
    let seen = Site::small().edit(REPORT, "\nfines = 0\n", "\nfines = 0.0000001\n").check();
    assert!(seen.pointed(seen.among(ERROR, Code::TooManyDecimals, REPORT, 11, 9)) == "0.0000001");
    let trailing = Site::small().edit(JUNE, "\nfines = 4.25\n", "\nfines = 4.25000000\n");
    trailing.check().is_clean();
}

#[test]
fn a_number_in_quotes_is_told_with_the_number_to_write() {
    let seen = Site::small().edit(REPORT, "tip_found = 2", "tip_found = \"２\"").check();
    assert_eq!(help(seen.only(ERROR, Code::NotANumber, REPORT, 8, 13)), "write 2, without quotes");
}

#[test]
fn unbelievable_and_infinite_numbers_are_refused() {
    for number in ["9999999999999", "inf", "nan", "1e400", "0x10"] {
        let seen = Site::small().edit(REPORT, "tip_found = 2", &format!("tip_found = {number}")).check();
        seen.only(ERROR, Code::NotANumber, REPORT, 8, 13);
    }
}

#[test]
fn a_report_of_an_unknown_region_is_not_lost() {
    let site = Site::small();
    let text = site.text(REPORT);
    let path = "data/reports/2023-07/1O1.toml";
    let seen = site.put(path, text).check();
    assert_eq!(help(seen.only(ERROR, Code::UnknownRegion, path, 1, 1)), "did you mean `101`?");
}

#[test]
fn a_report_of_an_unknown_period_is_not_lost() {
    let site = Site::small();
    let text = site.text(REPORT);
    let path = "data/reports/2023-7/101.toml";
    let seen = site.without(REPORT).put(path, text).check();
    seen.among(ERROR, Code::UnknownPeriod, path, 1, 1);
    seen.among(WARNING, Code::ReportMissing, REPORT, 1, 1);
}

#[test]
fn the_region_inside_must_be_that_of_the_place() {
    let seen = Site::small().edit(REPORT, "region = \"101\"", "region = \"102\"").check();
    seen.only(ERROR, Code::WrongRegion, REPORT, 1, 10);
}

#[test]
fn last_months_file_copied_is_told() {
    let site = Site::small();
    let june = site.text(JUNE);
    let seen = site.put(REPORT, june).check();
    seen.among(ERROR, Code::WrongPeriod, REPORT, 2, 10);
}

#[test]
fn a_region_that_adds_up_others_files_nothing() {
    let site = Site::small();
    let text = site.text(REPORT).replace("\"101\"", "\"100\"");
    let path = "data/reports/2023-07/100.toml";
    site.put(path, text).check().only(ERROR, Code::NotAReporter, path, 1, 1);
}

#[test]
fn a_cell_of_the_bureau_filed_by_a_county_is_not_counted() {
    let site = Site::small().append(REPORT, "").edit(
        REPORT,
        "inspectors = 3\n",
        "inspectors = 3\ninspectors_city = 9\n",
    );
    site.check().only(WARNING, Code::NotAsked, REPORT, 14, 19);
    assert_eq!(site.count().number("dispatch.inspectors_city", "100", "2023-07", Span::Month), "5");
}

#[test]
fn a_future_day_is_an_error_at_its_form() {
    let seen = Site::small().edit(REPORT, "submitted_on = 2023-07-24", "submitted_on = 2023-07-27").check();
    seen.among(ERROR, Code::FutureDate, REPORT, 16, 16);
}

#[test]
fn a_report_before_the_cut_off_waits_and_one_before_the_period_is_an_error() {
    let on = |day: &str| {
        let site = Site::small();
        let path = "data/reports/2023-08/101.toml";
        let text = site.text(REPORT).replace("2023-07", "2023-08").replace("2023-08-18", day);
        let text = text.replace("2023-08-24", day);
        (site.edit("gongshi.toml", "2023-07-26", day).put(path, text), path)
    };
    let (site, path) = on("2023-08-19");
    site.check().only(WARNING, Code::PeriodNotClosed, path, 1, 1);
    assert!(!site.build().files.contains_key("periods/2023-08/index.html"), "it is not counted yet");
    let (site, path) = on("2023-07-20");
    site.check().among(ERROR, Code::PeriodNotOpen, path, 1, 1);
}

#[test]
fn a_report_from_before_its_period_is_told() {
    let seen = Site::small().edit(REPORT, "submitted_on = 2023-07-18", "submitted_on = 2023-06-18").check();
    seen.only(WARNING, Code::SubmittedTooEarly, REPORT, 5, 16);
}

#[test]
fn a_date_that_does_not_exist_is_told() {
    for date in ["2023-02-29", "2023-13-01", "\"2023/07/18\"", "2023-07-18T08:00:00Z"] {
        let seen = Site::small()
            .edit(REPORT, "submitted_on = 2023-07-18", &format!("submitted_on = {date}"))
            .check();
        let told = |finding: &gongshi::diagnostic::Finding| seen.at(finding) == (REPORT.to_owned(), 5, 16);
        assert!(seen.findings.iter().any(told), "{date}\n{}", seen.told());
    }
}

#[test]
fn more_rectified_than_found_to_date_is_an_error_and_told_once() {
    let seen = Site::small().edit(JUNE, "self_rectified = 5", "self_rectified = 9").check();
    let finding = seen.among(ERROR, Code::RuleBroken, JUNE, 7, 18);
    assert!(
        finding.message.en.contains("to date: 企业自查已整改 11, should be <= 企业自查发现的重大事故隐患 10")
    );
    let errors = seen.findings.iter().filter(|finding| finding.severity == ERROR).count();
    assert_eq!(errors, 1, "wrong to date in June is wrong in July too, and told once\n{}", seen.told());
}

#[test]
fn more_rectified_than_found_in_one_month_is_only_a_warning() {
    let seen = Site::small().edit(REPORT, "self_rectified = 3", "self_rectified = 4").check();
    let finding = seen.only(WARNING, Code::RuleBroken, REPORT, 7, 18);
    assert!(finding.message.en.contains("in the month"));
}

#[test]
fn a_fine_without_a_penalty_breaks_an_implication() {
    let seen = Site::small().edit(JUNE, "penalties = 2", "penalties = 0").check();
    seen.only(ERROR, Code::RuleBroken, JUNE, 11, 9);
}

#[test]
fn a_rule_with_a_missing_side_is_not_judged() {
    let seen = Site::small().edit(REPORT, "self_found = 3\n", "").check();
    assert_eq!(seen.codes(), [Code::CellsMissing], "{}", seen.told());
}

#[test]
fn two_forms_that_disagree_are_told_with_both_places() {
    let seen = Site::small()
        .edit(REPORT, "\nfines = 0\n", "\nfines = 1\n")
        .edit(REPORT, "penalties = 0", "penalties = 1")
        .check();
    let finding = seen.only(ERROR, Code::RulesDisagree, REPORT, 11, 9);
    let lines: Vec<(String, u32)> = finding
        .related
        .iter()
        .map(|(place, _)| {
            let text = seen.texts.get(&place.path).unwrap();
            (place.path.to_string(), gongshi::diagnostic::Lines::new(text).line(place.span.0))
        })
        .collect();
    assert_eq!(lines, [(REPORT.to_owned(), 18), ("data/rules.toml".to_owned(), 1)]);
}

#[test]
fn a_total_that_is_not_last_total_plus_month_is_an_error() {
    let seen = Site::small().edit(REPORT, "problems_found = 16", "problems_found = 15").check();
    let finding = seen.only(ERROR, Code::TotalNotSum, REPORT, 18, 28);
    assert!(finding.message.en.contains("11 before + 5 this month = 16"), "{}", finding.message.en);
    assert_eq!(seen.pointed(finding), "15");
}

#[test]
fn the_first_total_is_the_month() {
    let may = "data/reports/2023-05/101.toml";
    let seen =
        Site::small().edit(may, "total = { problems_found = 5", "total = { problems_found = 6").check();
    seen.among(ERROR, Code::TotalNotSum, may, 18, 28);
}

#[test]
fn a_wrong_total_within_a_sum_is_told_once() {
    let sum = "\n[[derived]]\nid = \"problems\"\ntitle = \"合计\"\nsum = [\"problems_found\"]\n";
    let seen = Site::small()
        .append(STATISTICS, sum)
        .edit(REPORT, "problems_found = 16", "problems_found = 15")
        .check();
    seen.only(ERROR, Code::TotalNotSum, REPORT, 18, 28);
}

#[test]
fn a_distinct_total_stays_within_its_bounds() {
    for (total, fine) in [(4, false), (5, true), (9, true), (10, false)] {
        let to = format!("problems_found = 16, firms_inspected = {total}");
        let seen = Site::small().edit(REPORT, "problems_found = 16, firms_inspected = 6", &to).check();
        if fine {
            seen.is_clean();
        } else {
            seen.only(ERROR, Code::DistinctOutOfBounds, REPORT, 18, 50);
        }
    }
}

#[test]
fn a_stock_has_one_value_a_day() {
    let seen = Site::small()
        .edit(REPORT, "firms_inspected = 6, major_open = 5", "firms_inspected = 6, major_open = 6")
        .check();
    seen.only(ERROR, Code::StockDiffers, REPORT, 18, 66);
}

#[test]
fn a_flag_stated_with_a_total_may_have_been_yes_before() {
    let cell = "\n[[sections]]\nid = \"x\"\ntitle = \"其他\"\n[[sections.items]]\nlabel = \"专栏\"\ncells = [{ id = \"column\", kind = \"flag\", measure = \"flag\" }]\n";
    let mut site = Site::small().append(STATISTICS, cell);
    for period in ["2023-05", "2023-06", "2023-07"] {
        for region in ["101", "102", "100-B"] {
            let path = format!("data/reports/{period}/{region}.toml");
            let month = if period == "2023-05" { "true" } else { "false" };
            let text = site.text(&path);
            let text = text
                .replace("month = { ", &format!("month = {{ column = {month}, "))
                .replace("total = { ", "total = { column = true, ");
            site = site.put(&path, text);
        }
    }
    site.check().is_clean();
    let text = site.text(REPORT).replace("total = { column = true", "total = { column = false");
    let seen = site.put(REPORT, text).check();
    assert_eq!(seen.findings.len(), 1, "a yes that was counted stays counted\n{}", seen.told());
}

#[test]
fn a_missing_report_is_told_where_it_should_stand() {
    let seen = Site::small().without(REPORT).check();
    let finding = seen.only(WARNING, Code::ReportMissing, REPORT, 1, 1);
    assert_eq!(finding.message.zh, "甲县 2023-07 期缺报");
}

#[test]
fn a_report_is_not_missing_before_the_last_due_day_has_passed() {
    let at = |day: &str| {
        let settings = "as_of = \"2023-07-26\"";
        Site::small().edit("gongshi.toml", settings, &format!("as_of = \"{day}\"")).without(REPORT).check()
    };
    at("2023-07-25").is_clean();
    assert_eq!(at("2023-07-26").codes(), [Code::ReportMissing]);
}

#[test]
fn a_form_missing_from_a_report_is_told() {
    let site = Site::small();
    let text = site.text(REPORT);
    let (dispatch, _) = text.split_once("[statistics]").unwrap();
    let seen = site.clone().put(REPORT, dispatch).check();
    seen.only(WARNING, Code::FormMissing, REPORT, 1, 1);
}

#[test]
fn lateness_is_told_by_each_due_day() {
    let on = |day: u32| {
        let line = format!("[dispatch]\nsubmitted_on = 2023-07-{day}");
        Site::small().edit(REPORT, "[dispatch]\nsubmitted_on = 2023-07-18", &line).check()
    };
    on(20).is_clean();
    let late = on(21);
    let finding = late.only(WARNING, Code::ReportLate, REPORT, 5, 16);
    assert!(finding.message.zh.contains("附件1 注1规定的 2023-07-20"), "{}", finding.message.zh);
    assert!(finding.help.as_ref().unwrap().zh.contains("2023-07-25"), "on time by the other");
    let later = on(26);
    let finding = later.only(WARNING, Code::ReportLate, REPORT, 5, 16);
    assert!(finding.message.zh.contains("正文七（三）规定的 2023-07-25"), "{}", finding.message.zh);
}

#[test]
fn cells_left_out_are_counted_and_named() {
    let seen = Site::small().edit(REPORT, "tip_found = 2\n", "").edit(REPORT, "inspectors = 3\n", "").check();
    let finding = seen.only(WARNING, Code::CellsMissing, REPORT, 4, 1);
    assert_eq!(finding.message.en, "附件1: 2 cells not reported: tip_found, inspectors");
}

#[test]
fn overlapping_windows_are_refused() {
    let seen = Site::small().edit(CAMPAIGN, "from = 2023-05-21", "from = 2023-05-20").check();
    seen.among(ERROR, Code::PeriodsOutOfOrder, CAMPAIGN, 29, 1);
}
