//! What a month's page tells beside its forms: hazards found, penalties, cases, rules that differ, corrections.

use crate::support::cases::exposed;
use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::ledger::{ENFORCEMENT, kept};
use crate::support::sample::{report, sample};
use crate::support::site::{Built, Site, as_read};
use gongshi::dataset::life::days_overdue;

const JULY: &str = "periods/2023-07/index.html";
const JUNE: &str = "periods/2023-06/index.html";

/// The text of one section of a page, as read.
fn section(built: &Built, path: &str, id: &str) -> Option<String> {
    let page = built.page(path);
    let from = page.find(&format!("<h2 id=\"{id}\""))?;
    let to = from + page[from..].find("</section>")?;
    Some(as_read(&page[from..to]))
}

#[test]
fn a_month_tells_the_hazards_penalties_and_cases_of_its_window() {
    let built = exposed().build();
    built.seen.is_clean();
    let hazards = section(&built, JULY, "hazards").expect("a ledger is kept");
    assert!(hazards.contains("甲矿业有限公司") && hazards.contains("重大隐患 1 ·"), "{hazards}");
    let penalties = section(&built, JULY, "penalties").expect("a ledger is kept");
    assert!(penalties.contains("行政处罚 1 · 金额 30,000 元"), "{penalties}");
    assert!(penalties.contains("甲应急罚〔2023〕1号"), "{penalties}");
    let cases = section(&built, JULY, "cases").expect("one was published in July");
    assert!(cases.contains("未保持安全出口畅通案"), "{cases}");
    let penalties = section(&built, JUNE, "penalties").expect("a ledger is kept");
    assert!(!penalties.contains("甲应急罚"), "July's is not June's: {penalties}");
    assert_eq!(section(&built, JUNE, "cases"), None);
}

#[test]
fn a_penalty_that_was_withdrawn_is_told_without_its_name_and_not_counted() {
    let built = kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-20,事实不清").build();
    for (path, title) in [(JULY, "本期作出的行政处罚"), ("regions/101/index.html", "行政处罚")] {
        let told = section(&built, path, "penalties").expect("a ledger is kept");
        assert!(told.starts_with(title) && told.contains("已撤回"), "{path}: {told}");
        assert!(!told.contains("30,000") && !told.contains("甲矿业"), "{path}: {told}");
    }
}

#[test]
fn a_region_shows_the_penalties_of_its_own_ledger_alone() {
    let built = kept().build();
    let own = section(&built, "regions/101/index.html", "penalties").expect("a ledger is kept");
    assert!(own.contains("甲应急罚〔2023〕1号"), "{own}");
    let other = section(&built, "regions/102/index.html", "penalties").expect("a ledger is kept");
    assert!(!other.contains("甲应急罚"), "{other}");
}

#[test]
fn a_rule_that_differs_is_named_on_the_page_of_its_month() {
    let rule = "\n[[rules]]\nid = \"T1\"\ntitle = \"自查与处罚相等\"\nleft = [\"dispatch.self_found\"]\nop = \"=\"\n\
                right = [\"dispatch.penalties\"]\nover = \"month\"\nseverity = \"warning\"\n";
    let built = Site::small().append("data/rules.toml", rule).build();
    let told = section(&built, JULY, "checks").expect("there are rules");
    assert!(
        told.contains("甲县 企业自查发现的重大事故隐患 3、行政处罚（次数） 0 T1") && told.contains("T1"),
        "{told}"
    );
    assert!(!told.contains("不一致 0"), "{told}");
    let whole = section(&Site::small().build(), JULY, "checks").expect("there are rules");
    assert!(whole.contains("不一致 0") && !whole.contains("T1"), "{whole}");
    // The page of the rules says the same in its table, and opens what differs.
    let page = built.page("reconciliation/2023-07/index.html");
    assert!(page.contains("自查与处罚相等</a> <small>T1</small>"), "{page}");
    assert_eq!(page.matches("\" open>").count(), 1, "{page}");
}

#[test]
fn a_correction_is_told_on_the_page_of_its_month() {
    let site = Site::small();
    let now = site.count().number("dispatch.self_found", "101", "2023-07", gongshi::dataset::Span::Month);
    let built = site
        .put(CORRECTIONS, correction("dispatch.self_found@2023-07/101", "1234", &now, "2023-07-25"))
        .build();
    built.seen.is_clean();
    let told = section(&built, JULY, "checks").expect("always there");
    assert!(told.contains("甲县") && told.contains("原为 1,234 个") && told.contains("2023-07-25"), "{told}");
    let june = section(&built, JUNE, "checks").expect("always there");
    assert!(june.contains("本期的数没有更正过"), "{june}");
    assert!(built.page(JULY).contains("href=\"../../corrections/#c1\""));
}

#[test]
fn cases_in_which_both_were_penalised_are_counted_by_case() {
    let built = kept().build();
    assert!(built.words("enforcement/index.html").contains("一案双罚案件 0 件"));
    let text = kept().text(ENFORCEMENT);
    let row = text.lines().nth(1).expect("one penalty").to_owned();
    let principal = row.replace(",unit,", ",principal,").replace("30000", "21000").replacen("A1", "A2", 1);
    let built = kept().append(ENFORCEMENT, &format!("{principal}\n")).build();
    let words = built.words("enforcement/index.html");
    assert!(words.contains("一案双罚案件 1 件") && words.contains("51,000"), "{words}");
}

#[test]
fn the_home_page_says_first_what_is_open_and_overdue() {
    let site = sample();
    let (built, counted) = (site.build(), site.count());
    let (dataset, as_of) = (&counted.dataset, counted.figures.as_of());
    let hazards = dataset.ledger.hazards.rows().iter();
    let listed = hazards.filter(|hazard| dataset.settings.hazard_list.names(hazard, as_of));
    let open: Vec<_> = listed.filter(|hazard| hazard.closed_on.is_none()).collect();
    let late = open.iter().filter(|hazard| days_overdue(hazard, as_of).is_some()).count();
    let told = format!("公示明细中未销号的重大隐患 {} 个，其中逾期 {late} 个", open.len());
    for path in ["index.html", "elder/index.html"] {
        let page = built.page(path);
        let told = page.find(&told).expect("is told");
        assert!(told < page.find("class=\"key\"").expect("key figures"), "{path}");
        assert!(page.contains("id=\"hazards\""), "{path}");
    }
}

/// Where a month of one is missing and of the other is not, 4 rectified of 3 found are no 133.33 %.
#[test]
fn a_rate_is_of_what_both_have() {
    let told = |site: &Site| {
        site.build_only(|path| path.contains("regions/141026")).words("regions/141026/index.html")
    };
    let whole = sample();
    assert!(told(&whole).contains('%'), "{}", told(&whole));
    let path = report("2023-10", "141026");
    let text = sample().text(&path);
    let lacking: String = text
        .lines()
        .filter(|line| !line.starts_with("inspection_found"))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let told = told(&sample().put(&path, lacking));
    assert!(!told.contains("133.33%") && told.contains("未含：安泽县2023年10月"), "{told}");
}
