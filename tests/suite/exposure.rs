//! What a case shows and what is left of it: names masked, and gone once it is no longer public.

use gongshi::diagnostic::{Code, Severity};

use crate::support::cases::{CASE, exposed};
use crate::support::ledger::ENTERPRISES;
use crate::support::site::{Built, POLICY, Site};

const ERROR: Severity = Severity::Error;
const PAGE: &str = "cases/x-1/index.html";
/// A step that ends publication.
pub const WITHDRAWN: &str = "{ on = 2023-07-20, to = \"withdrawn\", why = \"对甲矿业有限公司的处罚已撤销\", document_no = \"甲应急撤〔2023〕1号\" }";

pub fn then(site: Site, step: &str, status: &str) -> Site {
    site.edit(CASE, "\n]\nreview", &format!("\n  {step},\n]\nreview")).edit(
        CASE,
        "status = \"published\"",
        &format!("status = \"{status}\""),
    )
}

/// The files that hold a text.
pub fn holding<'b>(built: &'b Built, text: &str) -> Vec<&'b str> {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    built.files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.as_str()).collect()
}

#[test]
fn a_public_case_has_a_page_and_stands_in_the_lists() {
    let built = exposed().build();
    built.seen.is_clean();
    let page = built.words(PAGE);
    for text in [
        "未保持安全出口畅通案",
        "甲矿业有限公司",
        "罚款3万元",
        "30,000",
        "甲应急罚〔2023〕1号",
        "D01",
        "第 1 批",
    ] {
        assert!(page.contains(text) || page.contains(&text.replace(' ', "")), "{text}: {page}");
    }
    let title = "甲县甲矿业有限公司未保持安全出口畅通案";
    let pages = holding(&built, title);
    for path in ["index.html", "cases/index.html", PAGE, "regions/101/index.html", "feeds/cases.xml"] {
        assert!(pages.contains(&path), "{path} not in {pages:?}");
    }
}

/// A case that is to be published tomorrow.
pub fn of_tomorrow() -> Site {
    exposed()
        .edit("gongshi.toml", "2023-07-26", "2023-07-13")
        .edit(POLICY, "@2023-07/101", "@2023-06/101")
        .edit(POLICY, "total@2023-07", "total@2023-06")
}

#[test]
fn a_draft_or_a_case_of_tomorrow_is_nowhere() {
    let built = of_tomorrow().build();
    assert!(built.files.contains_key("index.html"), "{}", built.seen.told());
    assert!(!built.files.contains_key(PAGE), "{}", built.seen.told());
    assert_eq!(holding(&built, "未保持安全出口畅通案"), Vec::<&str>::new());
}

#[test]
fn a_masked_case_names_neither_the_firm_nor_its_mine() {
    let masked = exposed().edit(CASE, "naming = \"full\"", "naming = \"masked\"").edit(
        CASE,
        "执法组检查甲矿业有限公司所属",
        "执法组检查甲矿业有限公司（曾用名甲矿厂，以下简称甲矿业）所属",
    );
    let built = masked.build();
    built.seen.only(Severity::Warning, Code::MaskedInVain, CASE, 6, 10);
    let page = built.words(PAGE);
    for gone in ["甲矿业", "甲铁矿", "甲矿厂", "甲应急罚", "H2", "E1"] {
        assert!(!page.contains(gone), "{gone}: {page}");
    }
    assert!(page.contains("甲县某矿业有限公司未保持安全出口畅通案"), "{page}");
    assert!(page.contains("所属某铁矿"), "{page}");
    assert_eq!(holding(&built, "甲县甲矿业有限公司未保持"), Vec::<&str>::new());
}

#[test]
fn people_are_masked_alike_in_the_whole_text() {
    let built = exposed()
        .edit(
            CASE,
            "对该公司罚款3万元。",
            "对该公司罚款3万元，约谈王建国、王卫东和欧阳修文；王建国、李明整改。",
        )
        .edit(CASE, "batch = 1", "batch = 1\npersons = [\"李明\", \"王卫东\", \"王建国\", \"欧阳修文\"]")
        .build();
    built.seen.is_clean();
    let page = built.words(PAGE);
    assert!(page.contains("约谈王某甲、王某乙和欧阳某某；王某甲、李某整改"), "{page}");
}

#[test]
fn a_name_that_cannot_be_masked_stops_the_build() {
    for hidden in [
        "王**建**国",
        "[他](https://x.example/王建国)",
        "[他](https://x.example/%E7%8E%8B%E5%BB%BA%E5%9B%BD)",
    ] {
        let site = exposed()
            .edit(CASE, "对该公司罚款3万元。", &format!("对该公司罚款3万元，约谈{hidden}。"))
            .edit(CASE, "batch = 1", "batch = 1\npersons = [\"王建国\"]");
        let seen = site.check();
        assert_eq!(seen.codes(), [Code::NameInPieces], "{hidden}: {}", seen.told());
    }
}

#[test]
fn a_withdrawn_case_keeps_its_address_and_its_reason_and_no_name() {
    let built = then(exposed(), WITHDRAWN, "withdrawn").build();
    built.seen.is_clean();
    let page = built.words(PAGE);
    assert!(page.contains("案例已撤回") && page.contains("2023年7月20日"), "{page}");
    assert!(page.contains("对某矿业有限公司的处罚已撤销"), "{page}");
    for gone in ["甲矿业有限公司", "安全出口", "罚款3万元", "甲铁矿"] {
        assert!(!page.contains(gone), "{gone}: {page}");
    }
    for text in ["未保持安全出口畅通案", "拟公开曝光", "最后的生路"] {
        assert_eq!(holding(&built, text), Vec::<&str>::new(), "{text}");
    }
    assert!(built.page("sitemap.xml").contains("cases/x-1/"));
}

#[test]
fn an_expired_case_goes_by_itself() {
    let site = exposed().edit(CASE, "naming =", "expires_on = 2023-07-24\nnaming =");
    let page = site.build().words(PAGE);
    assert!(
        page.contains("案例公开期满") && page.contains("2023年7月25日") && !page.contains("甲矿业"),
        "{page}"
    );
    let before = site.edit("gongshi.toml", "2023-07-26", "2023-07-24").build();
    assert!(before.words(PAGE).contains("甲矿业有限公司"), "the last day it is public");
}

#[test]
fn a_case_removed_early_and_restored_is_seen_again() {
    let removed =
        "{ on = 2024-07-20, to = \"removed_early\", why = \"申请\", document_no = \"甲〔2024〕1号\" }";
    let restored =
        "{ on = 2024-09-01, to = \"restored\", why = \"申请材料虚假\", document_no = \"甲〔2024〕2号\" }";
    let site = then(exposed(), &format!("{removed},\n  {restored}"), "restored");
    let at = |day: &str| site.clone().edit("gongshi.toml", "2023-07-26", day).build().words(PAGE);
    assert!(at("2024-07-19").contains("甲矿业有限公司"));
    assert!(!at("2024-07-20").contains("甲矿业有限公司"));
    let again = at("2024-09-01");
    assert!(again.contains("甲矿业有限公司") && again.contains("申请材料虚假"), "{again}");
}

/// A case whose enterprise stands in no other record: once it is withdrawn, that name may stand nowhere.
pub fn unknown_elsewhere() -> Site {
    exposed()
        .edit(ENTERPRISES, "E2,乙选矿", "E9,丁石料有限公司,,101,,\nE2,乙选矿")
        .edit(CASE, "甲县甲矿业有限公司未保持", "甲县丁石料有限公司未保持")
        .edit(CASE, "执法组检查甲矿业有限公司所属甲铁矿", "执法组检查丁石料有限公司")
        .edit(
            CASE,
            "enterprise = \"E1\"\nactions = [\"A1-1\"]\nhazards = [\"H2\"]",
            "enterprise = \"E9\"\npersons = [\"王建国\"]\npurge = [\"丁石料场\"]",
        )
        .edit(CASE, "naming = \"full\"", "naming = \"masked\"")
        .edit(CASE, "县应急管理局对该公司罚款3万元。", "责令王建国整改。")
        .edit(CASE, "依据《安全生产法》第九十九条第（二）项。", "见《安全生产法》。")
}

/// A count one higher than the rows would tell that one was struck off.
#[test]
fn an_enterprise_that_is_struck_off_is_counted_nowhere() {
    let site = then(unknown_elsewhere(), &WITHDRAWN.replace("甲矿业", "丁石料"), "withdrawn");
    let built = site.build();
    built.seen.is_clean();
    let rows = built.page("data/enterprises.csv").lines().count() - 1;
    let page = built.words("enterprises/index.html");
    assert!(page.contains(&format!("共 {rows} 条")), "{rows} rows: {page}");
    assert!(!page.contains(&format!("共 {} 条", rows + 1)), "{page}");
}

#[test]
fn the_place_of_what_remains_is_told() {
    let site = then(unknown_elsewhere(), &WITHDRAWN.replace("甲矿业", "丁石料"), "withdrawn");
    let built = site.append(POLICY, "\n见丁石料有限公司。\n").build();
    let finding = built.seen.among(ERROR, Code::NameRemains, CASE, 7, 14);
    assert!(finding.message.en.contains("`/policy/` of the output, line "), "{}", finding.message.en);
}

#[test]
fn an_enterprise_with_another_public_record_stays_in_that() {
    let site = then(exposed(), WITHDRAWN, "withdrawn").append(POLICY, "\n甲矿业有限公司是甲县的企业。\n");
    let built = site.build();
    built.seen.is_clean();
    let pages = holding(&built, "甲矿业有限公司");
    assert!(
        pages.contains(&"policy/index.html") && pages.contains(&"enterprises/E1/index.html"),
        "{pages:?}"
    );
    let of_cases = |path: &&str| path.starts_with("cases/") || *path == "feeds/cases.xml";
    assert!(!pages.iter().any(of_cases), "{pages:?}");
}
