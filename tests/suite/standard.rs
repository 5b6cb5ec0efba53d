//! The standard: which criterion is for which facility, sub-items, its wording; and what the ledgers hold besides.

use gongshi::dataset::Span::ToDate;
use gongshi::diagnostic::{Code, Severity};

use crate::support::ledger::{ENFORCEMENT, FACILITIES, HAZARDS, INSPECTIONS, kept, told};
use crate::support::site::{DISPATCH, REPORT, Site};

const CRITERIA: &str = "data/criteria.csv";

/// The first file with a column more; its rows end in these cells.
pub fn column(site: Site, path: &str, name: &str, cells: &[&str]) -> Site {
    let text = site.text(path);
    let mut lines = text.lines();
    let head = format!("{},{name}", lines.next().expect("has a header"));
    let rows =
        lines.enumerate().map(|(at, row)| format!("{row},{}", cells.get(at).copied().unwrap_or_default()));
    let text = std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n") + "\n";
    site.put(path, text)
}

fn scoped(applies_to: &str) -> Site {
    let site = kept();
    let first = site.text(CRITERIA).lines().skip(1).position(|row| row.contains("D01")).expect("is there");
    let mut cells = vec![""; first + 1];
    cells[first] = applies_to;
    column(site, CRITERIA, "applies_to", &cells)
}

/// F1 is of grade B, 300,000 t a year, and of no class of dam.
#[test]
fn a_criterion_is_told_where_the_register_says_it_does_not_apply() {
    for (scope, is_told) in [
        ("grade=B", false),
        ("grade=C", true),
        ("grade=C|D", true),
        ("grade=C;capacity=30", false),
        ("等级=C", true),
        ("status=production", false),
        ("above_homes=true", true),
        // The register does not know.
        ("dam_class=1|2|3", false),
        ("dam_kind=upstream;grade=C", false),
    ] {
        let seen = scoped(scope).check();
        assert_eq!(seen.codes().contains(&Code::CriterionScope), is_told, "{scope}: {}", seen.told());
    }
    let seen = scoped("tiefe=3").check();
    assert!(seen.codes().contains(&Code::UnknownColumn), "{}", seen.told());
}

#[test]
fn a_sub_item_is_one_its_criterion_has_and_stands_on_the_page() {
    let with = |most: &str, sub_item: &str| {
        let site = kept();
        let rows = site.text(CRITERIA).lines().count();
        let site = column(site, CRITERIA, "sub_items", &vec![most; rows]);
        column(site, HAZARDS, "sub_item", &["", sub_item])
    };
    with("5", "5").check().is_clean();
    with("", "9").check().is_clean();
    for (most, sub_item) in [("5", "6"), ("5", "0"), ("0", "1")] {
        told(&with(most, sub_item).check(), Severity::Warning, Code::CriterionScope, HAZARDS, 3, sub_item);
    }
    assert!(with("5", "4").build().words("hazards/H2/index.html").contains("第几目 4"));
    let two = with("5", "4").edit(HAZARDS, "2023-07-03,执法组,D01", "2023-07-03,执法组,");
    assert!(two.check().codes().contains(&Code::CriterionScope));
}

#[test]
fn the_official_wording_stands_on_the_page_of_its_criterion_where_it_is_carried() {
    let site = kept();
    let rows = site.text(CRITERIA).lines().count();
    let site = column(site, CRITERIA, "text", &vec!["示例原文第一款。"; rows]);
    assert!(site.build().words("criteria/D01/index.html").contains("示例原文第一款。"));
}

#[test]
fn what_is_done_meanwhile_and_who_follows_it_up_is_told_once_it_is_listed() {
    let site = column(
        kept(),
        HAZARDS,
        "measure,listed_post,national_id",
        &["withdraw,矿山监管股股长,QG-2023-771", "watch,矿山监管股股长,QG-2023-772"],
    );
    let built = site.build();
    let first = built.words("hazards/H1/index.html");
    assert!(
        first.contains("整改期间管控 停产撤人") && first.contains("督办责任岗位 矿山监管股股长"),
        "{first}"
    );
    // H2 is not listed for supervision.
    assert!(!built.words("hazards/H2/index.html").contains("督办责任岗位 矿山监管股股长"));
    let has = |bytes: &Vec<u8>| bytes.windows(7).any(|part| part == b"QG-2023");
    assert!(!built.files.values().any(has));
    let named = column(kept(), HAZARDS, "listed_post", &["股长王建国"]);
    assert!(named.check().codes().contains(&Code::PersonNamed));
}

#[test]
fn leniency_double_reports_batches_and_commissioners_are_counted() {
    let site = column(kept(), HAZARDS, "leniency", &["exempt", "lighter"]);
    let site = column(site, FACILITIES, "batch", &["upgrade", "close"]);
    let site = site.edit(INSPECTIONS, ",enforcement,", ",commissioner,");
    let counted = site.count();
    for (measure, region, number) in [
        ("lenient_exempt", "101", "1"),
        ("lenient_lighter", "101", "1"),
        ("lenient_lighter", "102", "0"),
        // H1 was told to the regulator on 2 and to the workers on 3 June, H2 to neither.
        ("major_reported", "101", "1"),
        ("major_found", "101", "2"),
        ("batch_upgrade", "101", "1"),
        ("batch_close", "102", "1"),
        ("batch_close", "101", "0"),
        ("commissioner_visits", "101", "1"),
        ("inspections", "101", "1"),
    ] {
        assert_eq!(
            counted.number(&format!("ledger.{measure}"), region, "2023-07", ToDate),
            number,
            "{measure} {region}"
        );
    }
    let words = column(kept(), HAZARDS, "leniency", &["不予处罚"]);
    assert_eq!(words.count().number("ledger.lenient_exempt", "101", "2023-07", ToDate), "1");
    // Of no single hazard.
    let built = site.build();
    let page = built.words("hazards/H1/index.html");
    assert!(!page.contains("不予处罚") && !built.page("data/hazards.csv").contains("exempt"), "{page}");
}

#[test]
fn a_decision_leads_to_the_statutory_register_by_a_plain_address_alone() {
    let with = |url: &str| column(kept(), ENFORCEMENT, "url", &[url]);
    let page = with("https://credit.example/cf/1?id=2").build();
    assert!(page.page("enforcement/index.html").contains("<a href=\"https://credit.example/cf/1?id=2\""));
    for bad in ["javascript:alert(1)", "http:/x", "data:text/html", "www.example"] {
        told(&with(bad).check(), Severity::Error, Code::BadAddress, ENFORCEMENT, 2, bad);
    }
}

#[test]
fn reports_name_their_evidence_where_a_form_asks_for_it() {
    let asked = Site::small().edit(DISPATCH, "due_days", "evidence = true\ndue_days");
    let seen = asked.check();
    assert_eq!(seen.codes(), [Code::ReportUnproved], "none names any: told once");
    let some = asked.edit(REPORT, "period = ", "evidence = [\"检查记录八七\"]\nperiod = ");
    let seen = some.check();
    let reports = seen.codes().len();
    assert!(reports > 3 && seen.codes().iter().all(|code| *code == Code::ReportUnproved), "{}", seen.told());
    let blank = some.clone().edit(REPORT, "检查记录八七", "无");
    assert_eq!(blank.check().codes().len(), 1, "it says nothing");
    let built = some.build();
    let words = "检查记录八七".as_bytes();
    assert!(!built.files.values().any(|bytes| bytes.windows(words.len()).any(|part| part == words)));
}

#[test]
fn a_note_of_the_form_stands_beside_its_item() {
    let text = Site::small().text(DISPATCH);
    let label =
        text.lines().find(|line| line.trim_start().starts_with("label = ")).expect("has items").to_owned();
    let site = Site::small().edit(DISPATCH, &label, &format!("{label}\nnote = \"示例口径说明\""));
    assert!(site.build().words("regions/101/2023-07/index.html").contains("示例口径说明"));
}
