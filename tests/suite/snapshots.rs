//! What people see, read before it was accepted: findings with their carets, and pages.

use gongshi::diagnostic::{Format, Language, show};

use crate::support::site::{Built, POLICY, REGIONS, REPORT, Seen, Site};

fn shown(seen: &Seen, language: Language) -> String {
    show(&seen.findings, &seen.texts, Format::Human, language, false)
}

/// One of each kind of place: in TOML, in CSV under Chinese text, in Markdown, two places at once, a
/// file that is not there.
fn faulty() -> Seen {
    Site::small()
        .edit("data/reports/2023-05/101.toml", "self_found = 4", "self_fuond = 4")
        .edit("data/reports/2023-06/101.toml", "tip_found = 0", "群众举报 = 0")
        .edit(REPORT, "problems_found = 16", "problems_found = 15")
        .without("data/reports/2023-07/102.toml")
        .append(REGIONS, "103,丙县丁县,乡镇,100,false\n")
        .append(POLICY, "\n本月共发现重大隐患 `fig:dispatch.found@2023-09` 个，见[这里](javascript:x)。\n")
        .check()
}

#[test]
fn findings_in_chinese() {
    insta::assert_snapshot!(shown(&faulty(), Language::Zh));
}

#[test]
fn findings_in_english() {
    insta::assert_snapshot!(shown(&faulty(), Language::En));
}

#[test]
fn a_broken_rule_with_all_its_places() {
    let seen = Site::small().edit(REPORT, "self_rectified = 3", "self_rectified = 30").check();
    insta::assert_snapshot!(shown(&seen, Language::Zh));
}

/// The main part of a page; what stands around it belongs to every page.
fn main_of<'b>(built: &'b Built, path: &str) -> &'b str {
    let page = built.page(path);
    let start = page.find("<main").expect("every page has a main part");
    let end = page.find("</main>").expect("it is closed") + "</main>".len();
    &page[start..end]
}

/// A site with the imperfections of real ones: a report missing, a cell missing, one not asked.
fn imperfect() -> Built {
    Site::small().without("data/reports/2023-07/102.toml").edit(REPORT, "tip_found = 2\n", "").build()
}

#[test]
fn the_month_of_a_region() {
    insta::assert_snapshot!(main_of(&imperfect(), "regions/101/2023-07/index.html"));
}

#[test]
fn the_month_of_all_regions() {
    insta::assert_snapshot!(main_of(&imperfect(), "periods/2023-07/index.html"));
}

#[test]
fn a_page_written_by_hand() {
    insta::assert_snapshot!(main_of(&imperfect(), "policy/index.html"));
}

#[test]
fn the_table_of_all_figures() {
    let built = imperfect();
    let july = built.page("data/figures.csv").lines().filter(|line| line.contains(",2023-07,"));
    insta::assert_snapshot!(july.collect::<Vec<_>>().join("\n"));
}
