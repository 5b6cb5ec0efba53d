//! Regions that begin, end and are merged: who owes a report of which month, whose figures stay in whose sums, what the
//! pages say, and what is wrong where the days do not fit.

use gongshi::dataset::Span::{Month, ToDate};
use gongshi::diagnostic::{Code, Severity};
use gongshi::figures::Status;

use crate::support::ledger::{
    DECISION_HEADER, ENTERPRISES, FACILITIES, HAZARD_HEADER, INSPECTION_HEADER, NOTICES, kept, told,
};
use crate::support::site::{DISPATCH, REGIONS, Site, help};

/// The small site's regions, with when each was there.
fn regions(rows: &[&str]) -> String {
    let head = "code,name,kind,parent,key,since,until,into\n100,小市,city,,false,,,\n100-B,市本级,bureau,100,false,,,\n";
    format!("{head}{}\n", rows.join("\n"))
}

const OWN: &str = "101,甲县,county,100,true,,,";
const MERGED: &str = "102,乙县,county,100,false,,2023-06-30,101";

/// 乙县 ends on 2023-06-30 and is merged into 甲县; July is closed on 07-20.
fn merged() -> Site {
    Site::small().put(REGIONS, regions(&[OWN, MERGED])).without("data/reports/2023-07/102.toml")
}

#[test]
fn a_merged_county_owes_nothing_more_and_stays_in_the_sums() {
    let site = merged();
    site.check().is_clean();
    let counted = site.count();
    let number =
        |measure: &str, region: &str, period: &str, span| counted.number(measure, region, period, span);
    let behind = |measure: &str, period: &str, span| {
        let figure = counted.get(measure, "100", period, span);
        (figure.reported, figure.expected)
    };
    // 100-B 0, 101 3; before it 102 had 2 and 0.
    assert_eq!(number("dispatch.self_found", "100", "2023-07", Month), "3");
    assert_eq!(behind("dispatch.self_found", "2023-07", Month), (2, 2));
    assert_eq!(behind("dispatch.self_found", "2023-06", Month), (3, 3));
    let own: i32 = ["101", "100-B"]
        .map(|code| number("dispatch.self_found", code, "2023-07", ToDate).parse::<i32>().unwrap())
        .iter()
        .sum();
    assert_eq!(number("dispatch.self_found", "100", "2023-07", ToDate), (own + 2).to_string());
    assert_eq!(behind("dispatch.self_found", "2023-07", ToDate), (8, 8));
    // A total that is stated stays as it was last stated; a stock does not.
    let stated =
        |code: &str| number("statistics.problems_found", code, "2023-07", ToDate).parse::<i32>().unwrap();
    let city = number("statistics.problems_found", "100", "2023-07", ToDate);
    assert_eq!(city, (stated("101") + stated("100-B") + 3).to_string());
    assert_eq!(number("statistics.major_open", "100", "2023-07", ToDate), "5");
    assert_eq!(number("dispatch.inspectors", "100", "2023-07", ToDate), "10");
    // Its own figures end with it, and its heir's are the heir's own.
    assert_eq!(counted.get("dispatch.self_found", "102", "2023-07", ToDate).status(), Status::NotApplicable);
    assert_eq!(number("dispatch.self_found", "102", "2023-06", ToDate), "2");
    assert_eq!(number("dispatch.self_found", "101", "2023-07", ToDate), "13");
}

#[test]
fn a_county_that_begins_owes_nothing_before() {
    let site = Site::small().put(REGIONS, regions(&[OWN, "102,乙县,county,100,false,2023-07-20,,"]));
    let site = ["05", "06"]
        .iter()
        .fold(site, |site, month| site.without(&format!("data/reports/2023-{month}/102.toml")));
    // Its totals begin with its first month.
    let path = "data/reports/2023-07/102.toml";
    let total = "total = { problems_found = 4, firms_inspected = 3, major_open = 2, fines = 1.6075 }";
    let site = site.edit(
        path,
        total,
        "total = { problems_found = 1, firms_inspected = 2, major_open = 2, fines = 1 }",
    );
    site.check().is_clean();
    let counted = site.count();
    let figure = counted.get("dispatch.self_found", "100", "2023-06", ToDate);
    assert_eq!((figure.reported, figure.expected), (4, 4));
    let figure = counted.get("dispatch.self_found", "100", "2023-07", ToDate);
    assert_eq!((figure.reported, figure.expected), (7, 7));
    // One day later it owes no July either.
    let later = Site::small().put(REGIONS, regions(&[OWN, "102,乙县,county,100,false,2023-07-21,,"]));
    let seen = later.check();
    let found = seen.findings.iter().filter(|finding| finding.code == Code::RegionNotThere).count();
    assert_eq!((found, seen.findings.len()), (3, 3), "{}", seen.told());
}

#[test]
fn pages_show_who_was_there() {
    let built = merged().build();
    built.seen.is_clean();
    assert!(!built.files.contains_key("regions/102/2023-07/index.html"));
    assert!(built.files.contains_key("regions/102/2023-06/index.html"));
    let own = built.page("regions/102/index.html");
    assert!(own.contains("至2023年6月30日止"), "{own}");
    assert!(own.contains("并入<a href=\"../../regions/101/\">甲县</a>"), "{own}");
    let joined = |path: &str| built.words(path).replace(' ', "");
    let heir = joined("regions/101/index.html");
    assert!(heir.contains("乙县自2023年7月1日起并入本地区"), "{heir}");
    assert!(joined("regions/index.html").contains("不在这一期的：乙县"));
    // 2 of 2 in July, 3 of 3 in June.
    assert!(built.words("periods/2023-07/index.html").contains("2/2"));
    assert!(built.words("periods/2023-06/index.html").contains("3/3"));
    let timeliness = String::from_utf8(built.files["data/timeliness.csv"].clone()).unwrap();
    assert_eq!(timeliness.matches(",102,").count(), 4, "{timeliness}");
    let figures = String::from_utf8(built.files["data/figures.csv"].clone()).unwrap();
    assert!(!figures.contains(",102,2023-07,"));
    let ranking = String::from_utf8(built.files["data/ranking.csv"].clone()).unwrap();
    assert!(ranking.contains("2023-06,102,") && !ranking.contains("2023-07,102,"), "{ranking}");
}

#[test]
fn days_and_heirs_that_cannot_be_are_told() {
    let other = "102,乙县,county,100,false,,,";
    let cases: [(&[&str], u32, &str, &str); 10] = [
        (&[OWN, "102,乙县,county,100,false,2023-07-01,2023-06-30,"], 5, "2023-06-30", "correct one"),
        (&[OWN, "102,乙县,county,100,false,,,101"], 5, "101", "fill in `until`"),
        (&[OWN, "102,乙县,county,100,false,,2023-08-31,102"], 5, "102", "another region"),
        (
            &["101,甲县,county,100,true,2023-09-02,,", "102,乙县,county,100,false,,2023-08-31,101"],
            5,
            "101",
            "both rows",
        ),
        (
            &["101,甲县,county,100,true,,2023-08-31,102", "102,乙县,county,100,false,,2023-08-31,101"],
            4,
            "102",
            "both rows",
        ),
        (&[OWN, "102,乙县,county,100,false,,2023-08-31,100"], 5, "100", "level"),
        (&[OWN, "102,乙县,county,100,false,,2023-08-31,100-B"], 5, "100-B", "level"),
        (
            &[OWN, other, "200,东市,city,100,,,2023-08-31,", "201,丙县,county,200,,2023-08-01,,"],
            7,
            "200",
            "days",
        ),
        (
            &["140101,甲县,county,100,,,,", "130102,乙县,county,100,,,2023-08-31,140101"],
            5,
            "140101",
            "province",
        ),
        (
            &[
                "140101,甲县,county,100,,,,",
                "140201,乙县,county,300,,,2023-08-31,140101",
                "300,东市,city,100,,,,",
            ],
            5,
            "140101",
            "level",
        ),
    ];
    for (rows, line, words, advice) in cases {
        let site = Site::small().put(REGIONS, regions(rows));
        let seen = site.check_data();
        let found: Vec<_> = seen.findings.iter().filter(|one| one.code == Code::RegionTimes).collect();
        assert!(!found.is_empty(), "{rows:?}: {}", seen.told());
        let first = found[0];
        assert_eq!((seen.at(first).1, seen.pointed(first)), (line, words), "{rows:?}: {}", seen.told());
        assert!(help(first).contains(advice), "{}", help(first));
    }
    let misspelt = regions(&[OWN, "102,乙县,county,100,false,,2023-06-30,1O1"]);
    let seen = merged().put(REGIONS, misspelt).check_data();
    let found = told(&seen, Severity::Error, Code::UnknownRegion, REGIONS, 5, "1O1");
    assert!(help(found).contains("101"), "{}", help(found));
    let no_day = regions(&[OWN, "102,乙县,county,100,false,六月,,"]);
    told(
        &Site::small().put(REGIONS, no_day).check_data(),
        Severity::Error,
        Code::NotADate,
        REGIONS,
        5,
        "六月",
    );
}

#[test]
fn a_report_of_a_month_it_was_not_there_is_told_at_its_line() {
    let site = Site::small().put(REGIONS, regions(&[OWN, MERGED]));
    let seen = site.check();
    let found =
        told(&seen, Severity::Error, Code::RegionNotThere, "data/reports/2023-07/102.toml", 2, "\"2023-07\"");
    assert!(help(found).contains("甲县 (`101`)"), "{}", help(found));
}

/// The small site with ledgers, where 乙县 ends on a day.
fn kept_until(until: &str, into: &str) -> Site {
    kept().put(REGIONS, regions(&[OWN, &format!("102,乙县,county,100,false,,{until},{into}")]))
}

#[test]
fn what_is_entered_under_a_region_that_is_gone_is_told_with_its_heir() {
    // The last day is still its own, and 2023-07-20 the last day of July.
    let site = kept_until("2023-07-20", "101");
    site.check().is_clean();
    let rows = [
        (
            "hazards",
            HAZARD_HEADER,
            "H9,F2,major,self,2023-07-21,安全科,,坝面渗水,矿长,清理,1,2023-08-15,有,,,,2023-07-22,2023-07-22,2023-07-22,,,,,,,,,\n",
        ),
        (
            "enforcement",
            DECISION_HEADER,
            "A9-1,A9,2023-07-21,乙县应急管理局,102,E2,F2,unit,warning,《安全生产法》第九十九条第（二）项,,,,,,valid,,\n",
        ),
        ("inspections", INSPECTION_HEADER, "I9,乙县应急管理局,enforcement,2023-07-21,2023-07-21,F2,0,0,\n"),
    ];
    for (book, head, row) in rows {
        let path = format!("data/ledger/{book}/102.csv");
        let seen = site.clone().put(&path, format!("{head}{row}")).check_data();
        let found = told(&seen, Severity::Error, Code::RegionNotThere, &path, 2, "2023-07-21");
        assert!(help(found).contains("甲县 (`101`)"), "{}", help(found));
        let before = row.replace("2023-07-21", "2023-07-20");
        let seen = site.clone().put(&path, format!("{head}{before}")).check_data();
        assert!(!seen.codes().contains(&Code::RegionNotThere), "{}", seen.told());
        // Its heir may enter it.
        let heir = row.replace("2023-07-21", "2023-07-22").replace(",102,", ",101,");
        let seen = site.clone().append(&path.replace("102", "101"), &heir).check_data();
        let codes = seen.codes();
        let strange = [Code::RegionNotThere, Code::RowElsewhere];
        assert!(!strange.iter().any(|code| codes.contains(code)), "{}", seen.told());
    }
    let seen = site.append(NOTICES, "N3,2023-07-21,circular,102,,进度滞后,\n").check_data();
    told(&seen, Severity::Error, Code::RegionNotThere, NOTICES, 4, "102");
}

#[test]
fn registers_follow_the_merger_without_a_word_and_a_move_with_one() {
    let site = kept_until("2023-06-30", "101").without("data/reports/2023-07/102.toml");
    // The circular of July names the county that is gone.
    let site = site.edit(NOTICES, "N2,2023-07-12,circular,102", "N2,2023-07-12,circular,101");
    site.check().is_clean();
    let counted = site.count();
    let firms = |region: &str, period: &str| counted.number("ledger.enterprises", region, period, Month);
    assert_eq!(["101", "102", "100"].map(|region| firms(region, "2023-06")), ["1", "1", "2"]);
    assert_eq!(["101", "102", "100"].map(|region| firms(region, "2023-07")), ["2", "—", "2"]);
    // The other way: it moves on a day, both counties staying.
    let head = "id,name,uscc,region,former_regions,former_names,note\n";
    let rows = "E1,甲矿业有限公司,91350100M000100Y43,101,,甲矿厂@2023-06-30;老甲矿@2020-01-01,\nE2,乙选矿有限公司,91110000101623741K,101,102@2023-06-30,,\n";
    let moved = kept().put(ENTERPRISES, format!("{head}{rows}"));
    let counted = moved.count();
    let firms = |region: &str, period: &str| counted.number("ledger.enterprises", region, period, Month);
    assert_eq!(["101", "102"].map(|region| firms(region, "2023-06")), ["1", "1"]);
    assert_eq!(["101", "102"].map(|region| firms(region, "2023-07")), ["2", "0"]);
}

#[test]
fn a_register_names_regions_of_their_time() {
    let registered = |region: &str, former: &str, since: &str| {
        let head = "id,name,uscc,region,former_regions,since,former_names,note\n";
        let first = "E1,甲矿业有限公司,91350100M000100Y43,101,,,甲矿厂@2023-06-30;老甲矿@2020-01-01,\n";
        format!("{head}{first}E2,乙选矿有限公司,91110000101623741K,{region},{former},{since},,\n")
    };
    let until = |day: &str| kept_until(day, "101").without("data/reports/2023-07/102.toml");
    let seen = until("2023-06-30").put(ENTERPRISES, registered("102", "", "2023-07-01")).check_data();
    let codes: Vec<_> = seen.findings.iter().filter(|one| one.code == Code::RegionNotThere).collect();
    assert!(
        codes.iter().any(|one| seen.at(one).0 == ENTERPRISES && help(one).contains("甲县")),
        "{}",
        seen.told()
    );
    // Before it began, without saying where it lay.
    let begun = kept().put(REGIONS, regions(&[OWN, "102,乙县,county,100,false,2023-07-01,,"]));
    let is_told = |site: Site| {
        site.check_data()
            .findings
            .iter()
            .any(|one| one.code == Code::RegionNotThere && &*one.place.path == ENTERPRISES)
    };
    assert!(is_told(begun.clone().put(ENTERPRISES, registered("102", "", ""))));
    assert!(!is_told(begun.clone().put(ENTERPRISES, registered("102", "", "2023-07-01"))));
    assert!(!is_told(begun.clone().put(ENTERPRISES, registered("102", "101@2023-06-30", ""))));
    // In a region that was not there on the last day.
    assert!(is_told(begun.put(ENTERPRISES, registered("101", "102@2023-06-30", ""))));
    // One without an heir has nobody after.
    let ended = kept_until("2023-07-20", "");
    assert!(is_told(ended.clone().put(ENTERPRISES, registered("102", "", ""))));
    let seen = ended.check_data();
    assert!(seen.findings.iter().any(|one| &*one.place.path == FACILITIES), "{}", seen.told());
}

#[test]
fn an_heir_closes_what_the_other_had_found() {
    // Found in June by 乙县, which ends on 06-30; closed on 07-10 by its heir.
    let hazard = "H9,F2,major,self,2023-06-02,安全科,,坝面渗水,矿长,清理,1,2023-07-15,有,,,,2023-06-03,2023-06-03,2023-06-03,2023-07-08,2023-07-09,甲县应急管理局,2023-07-10,rectified,,,验收资料,\n";
    let site = kept_until("2023-06-30", "101")
        .without("data/reports/2023-07/102.toml")
        .edit(NOTICES, "N2,2023-07-12,circular,102", "N2,2023-07-12,circular,101")
        .put("data/ledger/hazards/102.csv", format!("{HAZARD_HEADER}{hazard}"));
    let counted = site.count();
    let number =
        |measure: &str, region: &str, period: &str, span| counted.number(measure, region, period, span);
    assert_eq!(number("ledger.major_found", "102", "2023-06", ToDate), "1");
    assert_eq!(number("ledger.major_open", "102", "2023-06", Month), "1");
    assert_eq!(number("ledger.major_closed", "101", "2023-07", Month), "1");
    assert_eq!(number("ledger.major_found", "101", "2023-07", ToDate), "2");
    // The city's are those of both.
    assert_eq!(number("ledger.major_found", "100", "2023-07", ToDate), "3");
    assert_eq!(number("ledger.major_closed", "100", "2023-07", ToDate), "2");
    let behind = counted.get("ledger.major_found", "100", "2023-07", Month);
    assert_eq!((behind.reported, behind.expected), (2, 2));
    let rule = "[[rules]]\nid = \"R\"\ntitle = \"销号不多于发现\"\nleft = [\"ledger.major_closed\"]\nop = \"<=\"\nright = [\"ledger.major_found\"]\nover = \"to_date\"\nseverity = \"error\"\n";
    // 甲县 itself found nothing here: against what both found the rule holds.
    let bare = site
        .put("data/ledger/hazards/101.csv", HAZARD_HEADER)
        .put("data/ledger/enforcement/101.csv", DECISION_HEADER);
    let seen = bare.put("data/rules.toml", rule).check_data();
    assert!(!seen.codes().contains(&Code::RulesDisagree), "{}", seen.told());
}

#[test]
fn two_regions_of_one_name_are_two_where_their_times_are_apart() {
    let twice = |until: &str, code: &str| {
        let first = format!("101,甲县,county,100,true,,{until},");
        let rows = regions(&[
            &first,
            "102,乙县,county,100,false,,,",
            &format!("{code},甲县,county,100,,2023-08-21,,"),
        ]);
        Site::small().put(REGIONS, rows)
    };
    twice("2023-08-20", "103").check().is_clean();
    let seen = twice("2023-08-21", "103").check();
    assert_eq!(seen.findings.len(), 1, "{}", seen.told());
    assert!(twice("2023-08-20", "101").check().codes().contains(&Code::DuplicateId));
}

/// A confidential number is published of the city alone; of a month in which one county is left the city's would be its.
#[test]
fn the_last_county_that_is_left_is_not_given_away() {
    let site = merged().edit(
        DISPATCH,
        "cells = [{ id = \"tip_found\", unit = \"个\", kind = \"count\", measure = \"flow\" }]",
        "cells = [{ id = \"tip_found\", unit = \"个\", kind = \"count\", measure = \"flow\", by = [\"county\"], confidential = true }]",
    );
    let bureau = ["05", "06", "07"].map(|month| format!("data/reports/2023-{month}/100-B.toml"));
    let site = bureau.iter().fold(site, |site, path| site.edit(path, "tip_found = 0\n", ""));
    let site = site.edit(
        DISPATCH,
        "sum = [\"self_found\", \"tip_found\"]",
        "sum = [\"self_found\", \"self_rectified\"]",
    );
    let figures = String::from_utf8(
        site.build_only(|address| address == "/data/figures.csv").files["data/figures.csv"].clone(),
    )
    .unwrap();
    let of_city = |period: &str| -> Vec<&str> {
        figures
            .lines()
            .filter(|line| {
                line.starts_with("dispatch.tip_found,") && line.contains(&format!(",100,{period},"))
            })
            .collect()
    };
    assert!(of_city("2023-06").iter().all(|line| line.contains(",A")), "{:?}", of_city("2023-06"));
    assert!(of_city("2023-07").iter().all(|line| line.contains(",S")), "{:?}", of_city("2023-07"));
}

#[test]
fn a_file_without_the_columns_is_as_before() {
    let plain = Site::small();
    let dated = Site::small().put(REGIONS, regions(&[OWN, "102,乙县,county,100,false,,,"]));
    let figures = |site: &Site| {
        site.build_only(|address| address == "/data/figures.csv").files["data/figures.csv"].clone()
    };
    assert_eq!(figures(&plain), figures(&dated));
}
