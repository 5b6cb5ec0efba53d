//! The pages of the ledgers: what they show, what they must not, and that their numbers are those of the figures.

use std::collections::BTreeMap;

use gongshi::dataset::ledger::{Outcome, Source};

use crate::lives::with;
use crate::support::ledger::{ENFORCEMENT, HAZARDS, kept};
use crate::support::sample::sample;
use crate::support::site::{Built, Site, is_page};

const HAZARD: &str = "hazards/H2/index.html";

/// Every page that says something.
fn pages_with<'b>(built: &'b Built, words: &str) -> Vec<&'b str> {
    let pages = built.files.keys().filter(|path| is_page(path));
    pages.filter(|path| built.page(path).contains(words)).map(String::as_str).collect()
}

/// A page from its title on, as read.
fn told(built: &Built, path: &str) -> String {
    let words = built.words(path);
    words.split_once("当前阶段").map_or(words.clone(), |(_, main)| main.to_owned())
}

#[test]
fn the_life_of_a_hazard_is_a_page() {
    let built = kept().build();
    built.seen.is_clean();
    let page = built.page("hazards/H1/index.html");
    let main = &page[page.find("<h1").unwrap()..page.find("</main>").unwrap()];
    insta::assert_snapshot!(main);
}

#[test]
fn the_public_list_has_the_official_columns_and_a_day_in_every_row() {
    let built = kept().build();
    let page = built.page("hazards/index.html");
    let heads =
        ["序号", "企业名称", "所在县（市、区）", "行业类别", "挂牌督办单位", "重大隐患明细及整改计划"];
    let places: Vec<usize> = heads.iter().map(|head| page.find(&format!(">{head}<")).expect(head)).collect();
    assert!(places.is_sorted(), "{places:?}");
    let rows: Vec<&str> = page.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.contains("<time datetime=\"2023-")), "{rows:?}");
}

#[test]
fn neither_source_nor_finder_nor_remarks_reach_any_page() {
    let cells = [
        ("source", "tip"),
        ("found_by", "举报核查组某某"),
        ("evidence", "举报信原件"),
        ("note", "举报人要求保密"),
        ("reported_regulator_on", ""),
    ];
    let built = with(kept(), "H2", &cells).build();
    let page = built.page(HAZARD);
    for secret in ["举报核查组某某", "举报信原件", "举报人要求保密"] {
        let files: Vec<&String> = built
            .files
            .iter()
            .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(secret))
            .map(|(path, _)| path)
            .collect();
        assert!(files.is_empty(), "{secret}: {files:?}");
    }
    // The row of a tip reads like any other.
    let other = kept().build();
    assert_eq!(page, other.page(HAZARD));
}

#[test]
fn what_was_no_hazard_keeps_its_address_and_loses_its_name() {
    let cells = [("outcome", "dismissed"), ("closed_on", "2023-07-06"), ("recurs", "")];
    let built = with(kept(), "H2", &cells).build();
    let words = told(&built, HAZARD);
    assert!(words.contains("不属实") && words.contains("2023-07-06"), "{words}");
    assert!(!built.page(HAZARD).contains("甲矿业"), "{words}");
    assert!(!built.page("hazards/index.html").contains("hazards/H2/"));
}

#[test]
fn a_general_hazard_has_no_page() {
    let built = with(kept(), "H2", &[("level", "general"), ("criterion", ""), ("recurs", "")]).build();
    assert!(!built.files.contains_key(HAZARD));
}

#[test]
fn lists_are_paged_and_numbered_without_gaps() {
    let mut site = kept();
    let columns = site.text(HAZARDS).lines().next().unwrap().split(',').count();
    for number in 3..=250 {
        let mut row = vec![String::new(); columns];
        row[..5].clone_from_slice(
            &[&format!("H{number}"), "F1", "major", "self", "2023-07-04"].map(str::to_owned),
        );
        row[6] = "D01".into();
        row[7] = format!("第{number}处");
        site = site.append(HAZARDS, &(row.join(",") + "\n"));
    }
    let built = site.build();
    let pages = ["hazards/index.html", "hazards/page-2/index.html", "hazards/page-3/index.html"];
    let mut numbers = Vec::new();
    for page in pages {
        for row in built.page(page).split("<tr><td><a href=").skip(1) {
            let number = row.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap();
            numbers.push(number.parse::<usize>().unwrap());
        }
    }
    assert_eq!(numbers, (1..=250).collect::<Vec<_>>());
    assert!(built.page(pages[1]).contains("rel=\"prev\"") && built.page(pages[1]).contains("rel=\"next\""));
}

/// The small site with its one penalty changed.
fn penalty(from: &str, to: &str) -> Built {
    kept().edit(ENFORCEMENT, from, to).build()
}

#[test]
fn a_public_penalty_is_shown_with_its_party_and_basis() {
    let words = told(&kept().build(), "enforcement/index.html");
    for word in
        ["甲应急罚〔2023〕1号", "甲矿业有限公司", "单位", "第九十九条第（二）项", "30,000", "2026-07-05"]
    {
        assert!(words.contains(word), "{word} in {words}");
    }
}

#[test]
fn a_withdrawn_penalty_is_told_without_a_name() {
    let built = penalty("valid,,", "revoked,2023-07-20,事实不清");
    let words = told(&built, "enforcement/index.html");
    assert!(words.contains("已撤回： 2023-07-20 事实不清"), "{words}");
    assert!(!words.contains("甲矿业"), "{words}");
    assert!(!built.page("enterprises/E1/index.html").contains("甲应急罚"));
}

#[test]
fn a_penalty_that_is_not_published_or_has_expired_is_on_no_page() {
    for (from, to) in [("2023-07-10,2026-07-05", ",2026-07-05"), ("2026-07-05", "2023-07-20")] {
        let built = penalty(from, to);
        assert!(pages_with(&built, "甲应急罚〔2023〕1号").is_empty(), "{from} {to}");
    }
}

#[test]
fn records_show_the_name_of_their_time() {
    let built = kept().build();
    let rows: Vec<String> = built.page("hazards/index.html").split("<tr>").map(str::to_owned).collect();
    assert!(rows.iter().any(|row| row.contains("hazards/H1/") && row.contains(">甲矿厂<")), "June");
    assert!(rows.iter().any(|row| row.contains("hazards/H2/") && row.contains(">甲矿业有限公司<")), "July");
    let words = told(&built, "enterprises/E1/index.html");
    assert!(words.contains("曾用名：甲矿厂 (至 2023-06-30)"), "{words}");
}

#[test]
fn a_site_without_ledgers_has_none_of_their_pages() {
    let built = Site::small().build();
    built.seen.is_clean();
    for list in ["hazards", "facilities", "enterprises", "criteria", "enforcement", "inspections", "notices"]
    {
        assert!(!built.files.keys().any(|path| path.starts_with(&format!("{list}/"))), "{list}");
    }
}

/// Numbers after a word on a page: `重大隐患 189`.
fn number_after(words: &str, word: &str) -> u64 {
    let (_, rest) = words.split_once(&format!("{word} ")).unwrap_or_else(|| panic!("{word} in {words}"));
    rest.split(' ').next().unwrap().replace(',', "").parse().unwrap()
}

#[test]
fn the_numbers_of_the_pages_are_those_of_the_figures_and_of_the_files() {
    let counted = sample().count();
    let built = sample().build();
    for period in &counted.dataset.campaign.periods[..counted.figures.periods().len()] {
        // Those that turned out to be none are in no list.
        let ledger = &counted.dataset.ledger.hazards;
        let listed = ledger.rows().iter().filter(|hazard| {
            let found = (period.from..=period.to).contains(&hazard.found_on);
            let is_listed = hazard.is_major() && hazard.source != Source::Own;
            found && is_listed && !Outcome::is_dismissal(hazard.outcome)
        });
        let wanted = listed.count().to_string();
        let page = built.words(&format!("periods/{}/index.html", period.id));
        let (_, part) =
            page.split_once("本期查出的重大隐患 公示的重大隐患").expect("the period tells what it found");
        assert_eq!(part.trim().split(' ').next(), Some(wanted.as_str()), "{}", period.id);
    }
    // Each criterion, counted again in the files; none of the sample's texts of the first columns hold a comma.
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    let site = sample();
    let ledgers = site.0.paths().filter(|path| path.starts_with("data/ledger/hazards/"));
    for path in ledgers.map(str::to_owned).collect::<Vec<_>>() {
        let text = site.text(&path);
        let columns: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let at = |name: &str| columns.iter().position(|column| *column == name).unwrap();
        for line in text.lines().skip(1) {
            let row: Vec<&str> = line.split(',').collect();
            let dismissed = matches!(row[at("outcome")], "dismissed" | "downgraded");
            if row[at("level")] == "major" && row[at("source")] != "self" && !dismissed {
                *found.entry(row[at("criterion")].to_owned()).or_default() += 1;
            }
        }
    }
    let all: u64 = found.values().sum();
    for criterion in &counted.dataset.criteria {
        let words = built.words(&format!("criteria/{}/index.html", criterion.code));
        let words = words.split_once(&format!("序号 {}", criterion.no)).expect("its number").1;
        let wanted = found.get(&criterion.code).copied().unwrap_or(0);
        assert_eq!(number_after(words, "重大隐患"), wanted, "{}", criterion.code);
    }
    assert_eq!(number_after(&built.words("hazards/index.html"), "降级的不列。 公示的重大隐患"), all);
}

#[test]
fn a_facility_shows_the_public_penalties_about_it() {
    let built = kept().build();
    let words = told(&built, "facilities/F1/index.html");
    assert!(words.contains("甲应急罚〔2023〕1号"), "{words}");
    assert!(!told(&built, "facilities/F2/index.html").contains("甲应急罚"));
    let withdrawn = penalty("valid,,", "revoked,2023-07-20,事实不清");
    assert!(!told(&withdrawn, "facilities/F1/index.html").contains("甲应急罚"));
}
