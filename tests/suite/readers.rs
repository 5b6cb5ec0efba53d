//! What a reader needs beside a number: the same word for the same thing, and why something is not there.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::support::sample::sample;
use crate::support::site::{Built, Site, as_read, is_page};

/// The repository's own data, built once.
fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| sample().build())
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let built = built();
    built.files.keys().filter(|path| is_page(path)).map(|path| (path.as_str(), built.page(path)))
}

/// Every row of a page's tables, its cells without markup.
fn rows(page: &str) -> Vec<String> {
    let rows = page.split("<tr").skip(1).map(|rest| rest.split("</tr>").next().unwrap_or_default());
    rows.map(|row| as_read(&format!("<tr{}", row.replace("</t", " </t")))).collect()
}

#[test]
fn where_something_is_not_published_the_page_says_why() {
    let mut seen = 0;
    for (path, page) in pages().filter(|(_, page)| page.contains("不公布")) {
        assert!(page.contains("为保护举报人不公布"), "{path}");
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn where_small_figures_stand_beside_others_the_page_says_what_they_are() {
    let mut seen = BTreeMap::new();
    for (path, page) in pages().filter(|(_, page)| page.contains("class=\"behind\"")) {
        assert_eq!(page.matches("如“17/18”").count(), 1, "{path}");
        *seen.entry(path.split('/').next().unwrap()).or_insert(0) += 1;
    }
    for section in ["periods", "regions", "elder"] {
        assert!(seen.contains_key(section), "{seen:?}");
    }
    assert!(built().page("about/index.html").contains("如“17/18”"));
}

#[test]
fn what_is_not_published_is_counted_apart_and_what_is_incomplete_has_no_difference() {
    let page = built().page("reconciliation/2023-11/index.html");
    let rows = rows(page);
    let tip = rows.iter().find(|row| row.contains("R4-tip-found")).expect("the rule is listed");
    assert!(tip.ends_with("0 0 0 18"), "holds, differs, unknown, withheld: {tip}");
    let unknown: Vec<_> = rows.iter().filter(|row| row.contains("无法核对 ")).collect();
    assert!(unknown.iter().any(|row| row.contains("有月份未报 6/7")), "{unknown:?}");
    assert!(unknown.iter().filter(|row| row.contains("6/7")).all(|row| row.contains(" — ")), "{unknown:?}");
    let month = built().words("periods/2023-11/index.html");
    assert!(month.contains("一致 638 · 不一致 0 · 无法核对 10 · 不公布 198"));
}

#[test]
fn one_lateness_has_one_word_on_every_page() {
    for (path, page) in pages().filter(|(path, _)| !path.starts_with("cases/")) {
        assert!(!page.contains("迟报"), "{path}");
    }
    let bare = |path: &str| built().words(path).replace(' ', "");
    let late = "部分逾期（晚于前一个规定报送日，按后一个规定按期）：尧都区。";
    assert!(bare("periods/2023-08/index.html").contains(late));
    assert!(built().words("regions/141002/2023-08/index.html").contains("部分逾期 2023年8月23日"));
    assert!(bare("periods/2023-07/index.html").contains("逾期：曲沃县，缺报：大宁县。"));
    // What never came in is missing once, and not late by each rule besides.
    let own = built().page("regions/141030/2023-07/index.html");
    let filings = own.split("<ul class=\"filings\">").nth(1).unwrap().split("</ul>").next().unwrap();
    assert_eq!(filings.matches("缺报").count(), 2, "one a form: {filings}");
    assert!(!filings.contains("逾期") && filings.contains("已过"), "{filings}");
}

#[test]
fn a_rank_is_one_of_those_ranked() {
    let ranking = rows(built().page("ranking/2023-11/index.html"));
    let ranked =
        ranking.iter().filter(|row| row.trim_start().starts_with(|c: char| c.is_ascii_digit())).count();
    let places: Vec<usize> = pages()
        .filter(|(path, _)| path.starts_with("elder/regions/"))
        .filter_map(|(path, _)| {
            let words = built().words(path);
            let place =
                words.split("名次 ").nth(1).and_then(|rest| rest.split(' ').next()).map(str::to_owned);
            place.and_then(|place| place.split_once('/')?.1.parse().ok())
        })
        .collect();
    assert!(ranked < 17 && places.len() == ranked, "{ranked} {places:?}");
    assert!(places.iter().all(|of| *of == ranked), "{ranked} {places:?}");
}

#[test]
fn every_list_of_records_says_how_to_object() {
    for list in ["hazards", "notices", "inspections", "enforcement"] {
        assert!(built().page(&format!("{list}/index.html")).contains("可以书面向填报单位"), "{list}");
    }
    for path in ["enforcement/index.html", "enterprises/E141002-01/index.html"] {
        assert!(built().page(path).contains("行政复议或提起行政诉讼"), "{path}");
    }
    let own = sample().edit("gongshi.toml", "[organ]\n", "[organ]\nphone = \"0357-0000000\"\n").build();
    assert!(
        own.words("hazards/index.html").contains("本站主办单位：临汾市应急管理局、电话 0357-0000000。"),
        "an organ that has a telephone"
    );
}

#[test]
fn percentages_have_no_idle_zeros() {
    for (path, page) in pages() {
        let before: Vec<&str> = page.split('%').collect();
        for text in &before[..before.len() - 1] {
            let number: String =
                text.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect::<String>();
            assert!(!(number.contains('.') && number.starts_with('0')), "{path}: …{number}");
        }
    }
}

#[test]
fn the_set_a_criterion_stands_in_is_told_by_its_title() {
    assert!(built().words("criteria/D01/index.html").contains("金属非金属矿山重大事故隐患判定标准"));
}

#[test]
fn an_english_page_tells_that_a_form_is_in_chinese_and_due_on_the_20th() {
    let english = Site::small().edit("gongshi.toml", "\"zh-CN\"", "\"en\"").build();
    let month = english.page("regions/101/2023-07/index.html");
    assert!(month.contains("<table class=\"official paired\" lang=\"zh-CN\">"), "{month}");
    assert!(!Site::small().build().page("regions/101/2023-07/index.html").contains("official paired\" lang"));
    let due = english.words("timeliness/index.html");
    assert!(due.contains("Due each month: the 20th") && due.contains("25th"), "{due}");
}
