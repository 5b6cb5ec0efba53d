//! The limits of the law to the day and to the 元: what lies on them, and what lies beyond.

use gongshi::dataset::ledger::Party;
use gongshi::diagnostic::{Code, Severity};
use gongshi::law::{Citation, Laws, Window, publish_by};

use crate::legal::{LAW, fine, windows};
use crate::support::ledger::{ENFORCEMENT, FACILITIES, WORKDAYS, kept, told};
use crate::support::sample::{sample, set};
use crate::support::site::Site;

const WARNING: Severity = Severity::Warning;

/// Article, party, the least and the most it may be fined, in 元.
const RANGES: [(&str, &str, u64, u64); 12] = [
    ("第九十四条第一款", "principal", 20_000, 100_000),
    ("第九十七条第（二）项", "unit", 1_000, 200_000),
    ("第九十七条第（二）项", "person", 20_000, 50_000),
    ("第九十八条第（二）项", "unit", 100_000, 1_000_000),
    ("第九十八条第（二）项", "principal", 20_000, 100_000),
    ("第九十九条第（二）项", "unit", 1_000, 200_000),
    ("第九十九条第（二）项", "principal", 10_000, 20_000),
    ("第一百零一条第（三）项", "unit", 1_000, 200_000),
    ("第一百零一条第（三）项", "person", 20_000, 50_000),
    ("第一百零二条", "unit", 1_000, 50_000),
    ("第一百零二条", "person", 50_000, 100_000),
    ("第一百零三条第一款", "principal", 10_000, 20_000),
];

fn fined(article: &str, party: &str, amount: u64) -> Site {
    let from = "unit,fine,《安全生产法》第九十九条第（二）项,30000";
    crate::legal::unheard().edit(ENFORCEMENT, from, &format!("{party},fine,《安全生产法》{article},{amount}"))
}

#[test]
fn each_article_allows_its_range_to_the_yuan() {
    for (article, party, least, most) in RANGES {
        for within in [least, most] {
            fined(article, party, within).check().is_clean();
        }
        for beyond in [least - 1, most + 1] {
            let seen = fined(article, party, beyond).check();
            told(&seen, WARNING, Code::FineOutOfRange, ENFORCEMENT, 2, &beyond.to_string());
        }
    }
}

#[test]
fn a_contract_with_somebody_unfit_costs_a_unit_at_least_its_least() {
    for within in [100_000, 600_000] {
        fined("第一百零三条第一款", "unit", within).check().is_clean();
    }
    let seen = fined("第一百零三条第一款", "unit", 99_999).check();
    told(&seen, WARNING, Code::FineOutOfRange, ENFORCEMENT, 2, "99999");
    fined("第一百零三条第二款", "unit", 30_000).check().is_clean();
}

#[test]
fn fines_for_several_faults_in_one_decision_add_up() {
    let two = "第九十九条第（二）项、第九十八条第（一）项";
    fined(two, "unit", 241_000).check().is_clean();
    fined(two, "unit", 1_200_000).check().is_clean();
    told(&fined(two, "unit", 1_200_001).check(), WARNING, Code::FineOutOfRange, ENFORCEMENT, 2, "1200001");
}

/// What an article allowed in July 2023.
fn range(basis: &str, party: Party) -> Option<(u64, u64)> {
    let laws = Laws::built_in();
    let citation = Citation::read(basis, &laws);
    citation.range(citation.text(&laws, days(["2023-07-05"])[0])?, party)
}

#[test]
fn an_article_without_a_known_range_allows_any() {
    for (basis, party) in
        [("《安全生产法》第九十六条", Party::Unit), ("《矿山安全法》第九十八条", Party::Unit)]
    {
        assert_eq!(range(basis, party), None, "{basis}");
    }
    assert_eq!(range("《安全生产法》第九十四条", Party::Unit), None);
}

#[test]
fn items_are_asked_for_of_four_articles() {
    for (article, has_items) in [
        ("第九十六条", false),
        ("第九十七条", true),
        ("第九十八条", true),
        ("第九十九条", true),
        ("第一百条", false),
        ("第一百零一条", true),
        ("第一百零二条", false),
        ("第一百零三条", false),
    ] {
        let laws = Laws::built_in();
        let lacks = |after: &str| {
            let citation = Citation::read(&format!("《安全生产法》{article}{after}"), &laws);
            let text = citation.text(&laws, days(["2023-07-05"])[0]).expect("is in force");
            citation.without_item(text).is_some()
        };
        assert_eq!((lacks(""), lacks("第二款")), (has_items, has_items), "{article}");
        assert!(!lacks("第（二）项"), "{article}");
    }
}

fn days<const N: usize>(days: [&str; N]) -> Vec<chrono::NaiveDate> {
    days.map(|day| day.parse().expect("a day")).into()
}

fn window(days: &[chrono::NaiveDate]) -> Option<(Window, std::ops::Range<usize>)> {
    let laws = Laws::built_in();
    gongshi::law::window(days, laws.closure(days[0]).expect("is built in").1)
}

/// A year that begins on 29 February ends on the last day of the next one: it has no such day (民法典 202).
#[test]
fn a_year_from_the_leap_day_ends_with_february() {
    let four =
        |first, last| window(&days([first, "2024-07-01", "2024-11-01", last])).map(|(window, _)| window);
    assert_eq!(four("2024-02-29", "2025-02-28"), Some(Window::Year));
    assert_eq!(four("2024-02-29", "2025-03-01"), None);
    let into =
        |last| window(&days(["2023-02-28", "2023-07-01", "2023-11-01", last])).map(|(window, _)| window);
    assert_eq!(into("2024-02-28"), Some(Window::Year));
    assert_eq!(into("2024-02-29"), None, "a year and a day");
}

/// Half a year that holds 29 February is a day shorter by the calendar, and 180 days all the same.
#[test]
fn a_hundred_and_eighty_days_are_counted_and_not_months() {
    let three = |first, last| window(&days([first, "2024-03-01", last])).map(|(window, _)| window);
    assert_eq!(three("2024-01-01", "2024-06-29"), Some(Window::HalfYear), "180 days");
    assert_eq!(three("2024-01-01", "2024-06-30"), None, "181 days");
}

#[test]
fn a_revoked_decision_fills_no_window_and_an_amended_one_does() {
    let two = [fine("2023-07-06", "甲2号"), fine("2023-07-07", "甲3号")];
    assert_eq!(windows(&two), Some(Window::HalfYear));
    let with = |status| {
        let site = crate::legal::decided(&two).edit(ENFORCEMENT, "2026-07-05,valid,,", status);
        !crate::legal::checks(&site.count().dataset).is_empty()
    };
    assert!(!with("2026-07-05,revoked,2023-07-20,认定有误"));
    assert!(with("2026-07-05,amended,2023-07-20,金额变更"));
}

#[test]
fn every_kind_of_penalty_fills_a_window_and_nothing_else_does() {
    let third = |kind, basis| {
        windows(&[fine("2023-07-06", "甲2号"), ("2023-07-07", "unit", kind, basis, "", "甲3号")])
    };
    for kind in [
        "warning",
        "suspend",
        "close",
        "revoke",
        "withhold",
        "detain",
        "criticize",
        "confiscate",
        "restrict",
        "limit",
        "downgrade",
    ] {
        assert_eq!(third(kind, LAW), Some(Window::HalfYear), "{kind}");
    }
    for kind in ["order", "seal", "cut_power", "transfer", "points"] {
        assert_eq!(third(kind, LAW), None, "{kind}");
    }
    assert_eq!(third("warning", "安全生产法第九十九条第（二）项"), Some(Window::HalfYear), "no brackets");
    assert_eq!(third("warning", "《安全生产许可证条例》第十九条"), None, "another law");
}

/// A hazard found after the last of the penalties was none they could be about; one dismissed is none.
#[test]
fn a_closure_check_needs_a_major_hazard_of_that_time() {
    let often = || crate::legal::often_fined();
    assert!(often().check().codes().contains(&Code::ClosureCheck));
    let later = |site: Site| {
        let site = crate::lives::with(site, "H2", &[("recurs", ""), ("level", "general")]);
        let first = [("outcome", "dismissed"), ("delisted_on", ""), ("listed_by", ""), ("listed_on", "")];
        crate::lives::with(site, "H1", &first)
    };
    assert!(!later(often()).check().codes().contains(&Code::ClosureCheck));
}

/// 2023 with its swaps: the Sunday before the dragon-boat festival's end and the weekend after National Day are worked.
#[test]
fn seven_working_days_step_over_the_holidays_of_2023() {
    let swaps = sample().text(WORKDAYS);
    let workdays = |decided: &str| {
        let site =
            kept().put(WORKDAYS, swaps.clone()).edit(ENFORCEMENT, "A1,2023-07-05", &format!("A1,{decided}"));
        let dataset = site.edit(ENFORCEMENT, "2026-07-05", "").count().dataset;
        let decision = dataset.ledger.decisions.by_id("A1-1").expect("is there");
        publish_by(&dataset, decision).expect("has a clock").by.to_string()
    };
    for (decided, by) in [
        ("2023-06-16", "2023-06-28"),
        ("2023-06-21", "2023-07-03"),
        ("2023-06-22", "2023-07-03"),
        ("2023-07-05", "2023-07-14"),
        ("2023-09-27", "2023-10-12"),
        ("2023-09-28", "2023-10-13"),
        ("2023-10-06", "2023-10-13"),
        ("2023-10-07", "2023-10-16"),
    ] {
        assert_eq!(workdays(decided), by, "{decided}");
    }
}

#[test]
fn a_change_is_explained_within_three_days() {
    let revoked = |on: &str| kept().edit(ENFORCEMENT, "valid,,", &format!("revoked,{on},")).check();
    // Working days: those of Friday, 2023-07-21, end on Wednesday.
    revoked("2023-07-21").is_clean();
    told(&revoked("2023-07-20"), WARNING, Code::ChangeNotExplained, ENFORCEMENT, 2, "");
}

#[test]
fn a_number_is_that_of_one_decision() {
    let row = |id: &str, case: &str, on: &str, party: &str| {
        let article =
            if party == "unit" { "第九十九条第（二）项" } else { "第九十四条第一款" };
        format!(
            "{id},{case},{on},甲县应急管理局,101,E1,F1,{party},fine,《安全生产法》{article},20000,甲应急罚〔2023〕1号,,2023-07-10,,valid,,\n"
        )
    };
    let with = |row: String| kept().append(ENFORCEMENT, &row).check();
    with(row("A1-2", "A1", "2023-07-05", "principal")).is_clean();
    for (case, on) in [("A2", "2023-07-05"), ("A1", "2023-07-06")] {
        let seen = with(row("A1-2", case, on, "principal"));
        let finding = told(&seen, WARNING, Code::DocumentMisfit, ENFORCEMENT, 3, "甲应急罚〔2023〕1号");
        assert_eq!(finding.related[0].0.path.as_ref(), ENFORCEMENT);
    }
}

/// Each of two reporters would count it.
#[test]
fn a_decision_is_entered_by_one_reporter() {
    let row = |office: &str, on: &str| {
        format!(
            "B1-1,A1,{on},{office},102,E1,,unit,fine,《安全生产法》第九十九条第（二）项,30000,甲应急罚〔2023〕1号,,2023-07-10,,valid,,\n"
        )
    };
    let path = "data/ledger/enforcement/102.csv";
    let entered = |row: String| kept().append(path, &row).check();
    let seen = entered(row("甲县应急管理局", "2023-07-05"));
    let finding = seen.findings.iter().find(|finding| finding.code == Code::DocumentMisfit);
    let finding = finding.expect("is told");
    assert_eq!((seen.at(finding).0.as_str(), finding.severity), (path, WARNING));
    assert_eq!(finding.related[0].0.path.as_ref(), ENFORCEMENT);
    for other in [row("乙县应急管理局", "2023-07-05"), row("甲县应急管理局", "2023-07-06")] {
        assert!(!entered(other).codes().contains(&Code::DocumentMisfit));
    }
}

#[test]
fn a_number_that_says_nothing_is_none() {
    for nothing in ["/", "无", "—"] {
        let seen = kept().edit(ENFORCEMENT, "甲应急罚〔2023〕1号", nothing).check();
        let finding = told(&seen, WARNING, Code::DocumentMisfit, ENFORCEMENT, 2, nothing);
        assert!(finding.message.en.contains("no document number"));
    }
}

#[test]
fn the_law_has_a_hundred_and_nineteen_articles() {
    let cited = |basis: &str| kept().edit(ENFORCEMENT, LAW, basis).check();
    assert!(!cited("《安全生产法》第一百一十九条").codes().contains(&Code::ArticleUnknown));
    let basis = "《安全生产法》第一百二十条";
    told(&cited(basis), WARNING, Code::ArticleUnknown, ENFORCEMENT, 2, basis);
    cited("《矿山安全法》第一百三十四条").is_clean();
}

#[test]
fn nothing_is_found_where_a_facility_is_closed() {
    let closed = |status: &str, since: &str| {
        let to = format!("underground,{status},{since}");
        kept().edit(FACILITIES, "underground,production,2020-01-01", &to).check()
    };
    for status in ["closed", "decommissioned"] {
        // The later of the two hazards was found on 2023-07-03.
        closed(status, "2023-07-03").is_clean();
        told(&closed(status, "2023-07-02"), WARNING, Code::FacilityClosed, FACILITIES, 2, status);
    }
    closed("suspended", "2023-07-02").is_clean();
}

#[test]
fn an_unmanned_site_has_a_watch() {
    let status = |status: &str, guard: &str| {
        kept()
            .edit(FACILITIES, "idle_unmanned,2020-01-01,liaison", &format!("{status},2020-01-01,{guard}"))
            .check()
    };
    for guard in ["resident", "liaison"] {
        status("idle_unmanned", guard).is_clean();
    }
    status("idle_manned", "").is_clean();
    told(&status("idle_unmanned", ""), WARNING, Code::GuardMissing, FACILITIES, 3, "");
}

#[test]
fn a_reward_for_a_tip_is_fifteen_hundredths_of_the_fine_within_its_range() {
    // Fines of 34,000 and 38,000 元 for two tips: 0.51 万元 in June, 0.57 in September.
    let (month, county, cell) = ("2023-09", "141024", "dispatch.tip_rewards");
    let told_of = |site: Site| {
        let seen = site.check();
        let told = seen.findings.iter().filter(|finding| finding.code == Code::RewardOutOfRange);
        told.map(|finding| (seen.at(finding).0, seen.pointed(finding).to_owned(), finding.message.en.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told_of(sample()), []);
    assert_eq!(told_of(set(sample(), month, county, cell, 0.3)), []);
    let small = told_of(set(sample(), month, county, cell, 0.29));
    assert!(
        matches!(&small[..], [(path, words, _)] if path.ends_with("2023-09/141024.toml") && words == "0.29"),
        "{small:?}"
    );
    let large = told_of(set(sample(), month, county, cell, 0.58));
    assert!(
        matches!(&large[..], [(path, words, told)] if path.ends_with("2023-09/141024.toml") && words == "0.58" && told.contains("to date")),
        "{large:?}"
    );
    // A fine that was revoked since may have been rewarded; fines that no decision links to a hazard are not known.
    let ledger = "data/ledger/enforcement/141024.csv";
    let rows = |change: &dyn Fn(&str) -> String| {
        let text = set(sample(), month, county, cell, 0.58).text(ledger);
        let mut lines = text.lines();
        let head = lines.next().expect("has a header").to_owned();
        let rows = lines.map(change);
        let text = std::iter::once(head).chain(rows).map(|row| row + "\n").collect::<String>();
        told_of(set(sample(), month, county, cell, 0.58).put(ledger, text))
    };
    let revoked = |row: &str| row.replace(",valid,,", ",revoked,2023-11-20,认定有误");
    assert_eq!(rows(&revoked).len(), 1);
    let unlinked = |row: &str| {
        let mut cells: Vec<&str> = row.split(',').collect();
        cells[13] = "";
        cells.join(",")
    };
    assert_eq!(rows(&unlinked), []);
    assert_eq!(rows(&|row| row.replace(",unit,", ",unitt,")), [], "a ledger with a fault");
}
