//! How long a name stays: what has left stands in no byte of the output, what has not is there, and no number moves by it.

use gongshi::dataset::ledger::Gravity;
use gongshi::diagnostic::{Code, Severity};

use crate::support::cases::{CASE, exposed};
use crate::support::ledger::{ENFORCEMENT, NOTICES, kept, told};
use crate::support::site::{Built, Site};

const DECISION: &str = "甲应急罚〔2023〕1号";
const NOTICE: &str = "甲应急联惩〔2023〕7号";
const REASON: &str = "拒不整改案由七";

/// Every file that has some words in it, as they are or percent-encoded.
fn files_with<'b>(built: &'b Built, words: &str) -> Vec<&'b str> {
    let encoded = words.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
    let has = |bytes: &[u8], needle: &str| bytes.windows(needle.len()).any(|part| part == needle.as_bytes());
    let files = built.files.iter();
    files
        .filter(|(_, bytes)| has(bytes, words) || has(bytes, &encoded))
        .map(|(path, _)| path.as_str())
        .collect()
}

/// A site whose only decision has more columns.
fn with(site: &Site, columns: &str, cells: &str) -> Site {
    let text = site.text(ENFORCEMENT);
    let (head, row) = text.split_once('\n').expect("has a header");
    site.clone().put(ENFORCEMENT, format!("{head},{columns}\n{},{cells}\n", row.trim_end()))
}

/// A warning that was decided and published, in the days of the rules of 2026.
pub fn minor(decided: &str, published: &str) -> Site {
    let site = kept().edit(ENFORCEMENT, "A1,2023-07-05", &format!("A1,{decided}"));
    let site = site.edit(ENFORCEMENT, "unit,fine", "unit,warning").edit(ENFORCEMENT, "30000", "");
    let site = site.edit(ENFORCEMENT, "2023-07-10,2026-07-05", &format!("{published},"));
    let site = site.edit(ENFORCEMENT, "〔2023〕", "〔2026〕").edit(ENFORCEMENT, ",H2,", ",,");
    site.edit("gongshi.toml", "as_of = \"2023-07-26\"", "as_of = \"2026-07-26\"")
}

fn notice(columns: &str, cells: &str) -> Site {
    kept().put(
        NOTICES,
        format!(
            "id,issued_on,kind,region,enterprise,reason,document_no,basis{columns}\nN1,2023-07-10,joint_punishment,101,E1,{REASON},{NOTICE},清单第九项{cells}\n"
        ),
    )
}

#[test]
fn a_decision_that_has_left_stands_in_no_byte() {
    let shown = files_with(&kept().build(), DECISION).len();
    assert!(shown >= 4, "a list, a page, a download, the search: {shown}");
    let repaired = |on: &str| with(&kept(), "repaired_on", on);
    for site in [
        repaired("2023-07-26"),
        repaired("2023-07-11"),
        with(&kept().edit(ENFORCEMENT, ",valid,,", ",repaired,,"), "repaired_on", "2023-07-20"),
        with(
            &kept().edit(ENFORCEMENT, ",valid,,", ",amended,2023-07-15,金额有误"),
            "repaired_on",
            "2023-07-20",
        ),
        kept().edit(ENFORCEMENT, "2026-07-05", "2023-07-25"),
    ] {
        let built = site.build();
        assert_eq!(files_with(&built, DECISION), [""; 0]);
        assert!(!built.words("enforcement/index.html").contains("甲矿业"), "no name of it either");
    }
    for site in [kept().edit(ENFORCEMENT, "2026-07-05", "2023-07-26"), with(&kept(), "gravity", "serious")] {
        assert_eq!(files_with(&site.build(), DECISION).len(), shown);
    }
}

#[test]
fn what_has_left_is_counted_as_before() {
    let figures = |site: &Site| site.build().page("data/figures.csv").to_owned();
    let before = figures(&kept());
    assert_eq!(figures(&with(&kept(), "repaired_on", "2023-07-20")), before);
    let repaired = kept().edit(ENFORCEMENT, ",valid,,", ",repaired,,");
    assert_eq!(figures(&with(&repaired, "repaired_on", "2023-07-20")), before);
    assert_eq!(figures(&notice(",status,status_on", ",repaired,2023-07-20")), figures(&notice("", "")));
}

#[test]
fn a_case_leaves_with_its_decision() {
    let site = with(&exposed(), "repaired_on", "2023-07-20");
    let built = site.build();
    built.seen.is_clean();
    for words in [DECISION, "安全出口是最后的生路", "甲县甲矿业有限公司未保持安全出口畅通案"]
    {
        assert_eq!(files_with(&built, words), [""; 0], "{words}");
    }
    assert!(built.words("cases/x-1/index.html").contains("提前移出"), "the address stays");
    assert!(!files_with(&exposed().build(), "安全出口是最后的生路").is_empty());
    // One of several is enough.
    let second = "A1-2,A1,2023-07-05,甲县应急管理局,101,E1,F1,principal,fine,《安全生产法》第九十四条第一款,20000,甲应急罚〔2023〕2号,,2023-07-10,,valid,,,2023-07-20\n";
    let both = with(&exposed(), "repaired_on", "").append(ENFORCEMENT, second);
    let both = both.edit(CASE, "[\"A1-1\"]", "[\"A1-1\", \"A1-2\"]").edit(
        CASE,
        "罚款3万元",
        "罚款3万元，对主要负责人罚款2万元",
    );
    let built = both.build();
    assert_eq!(files_with(&built, "安全出口是最后的生路"), [""; 0]);
    assert!(!files_with(&built, DECISION).is_empty(), "the other decision stays");
}

#[test]
fn a_notice_that_has_left_stands_in_no_byte() {
    let words = [NOTICE, REASON];
    let shown = words.map(|words| files_with(&notice("", "").build(), words).len());
    assert!(shown.iter().all(|files| *files >= 2), "{shown:?}");
    for (columns, cells) in [
        (",expires_on", ",2023-07-25"),
        (",status,status_on", ",repaired,2023-07-20"),
        (",status,status_on", ",revoked,2023-07-26"),
        (",status,status_on", ",declared_void,2023-07-20"),
    ] {
        let built = notice(columns, cells).build();
        assert_eq!(words.map(|words| files_with(&built, words).len()), [0, 0], "{cells}");
    }
    for (columns, cells) in [
        (",expires_on", ",2023-07-26"),
        (",status,status_on", ",valid,"),
        (",status,status_on", ",amended,2023-07-20"),
    ] {
        let built = notice(columns, cells).build();
        assert_eq!(words.map(|words| files_with(&built, words).len()), shown, "{cells}");
    }
    let undated = notice(",status,status_on", ",repaired,").check();
    assert!(undated.codes().contains(&Code::EmptyCell));
}

/// Where nothing is said a notice about an enterprise stays as long as the rules of its day let it; one about a county stays.
#[test]
fn a_notice_about_an_enterprise_ends() {
    let notices = |as_of: &str| {
        let site = notice("", "").append(NOTICES, "N2,2023-07-12,circular,102,,进度滞后案由八,,\n");
        let built =
            site.edit("gongshi.toml", "as_of = \"2023-07-26\"", &format!("as_of = \"{as_of}\"")).build();
        [NOTICE, "进度滞后案由八"].map(|words| !files_with(&built, words).is_empty())
    };
    assert_eq!(notices("2026-07-10"), [true, true]);
    assert_eq!(notices("2026-07-11"), [false, true]);
}

#[test]
fn joint_punishment_rests_on_something() {
    notice("", "").check().is_clean();
    for nothing in ["", "无"] {
        let site = notice("", "").edit(NOTICES, "清单第九项", nothing);
        told(&site.check(), Severity::Warning, Code::PunishmentWithoutBasis, NOTICES, 2, nothing);
    }
    let exposure =
        notice("", "").edit(NOTICES, "joint_punishment", "exposure").edit(NOTICES, "清单第九项", "");
    exposure.check().is_clean();
}

#[test]
fn what_is_minor_is_not_published_in_principle() {
    let has = |site: &Site, code| site.check().codes().contains(&code);
    assert!(has(&minor("2026-04-01", "2026-04-02"), Code::MinorPublished));
    assert!(!has(&minor("2026-03-31", "2026-04-02"), Code::MinorPublished), "the rules of its day");
    assert!(!has(&with(&minor("2026-04-01", "2026-04-02"), "gravity", "general"), Code::MinorPublished));
    let silent = minor("2026-04-01", "");
    assert!(!has(&silent, Code::DueToPublish) && !has(&silent, Code::MinorPublished));
    assert!(has(&minor("2026-03-31", ""), Code::DueToPublish));
}

#[test]
fn gravity_is_as_stated_and_else_by_kind_and_sum() {
    let of = |site: &Site| {
        let dataset = site.count().dataset;
        let decision = dataset.ledger.decisions.by_id("A1-1").expect("is there");
        (decision.gravity, decision.is_gravity_stated)
    };
    assert_eq!(of(&kept()), (Gravity::General, false));
    assert_eq!(of(&kept().edit(ENFORCEMENT, "30000", "100000")), (Gravity::Serious, false));
    assert_eq!(of(&with(&kept(), "gravity", "严重")), (Gravity::Serious, true));
    let undated = kept().edit(ENFORCEMENT, ",valid,,", ",repaired,,").check();
    assert!(undated.codes().contains(&Code::EmptyCell), "{}", undated.told());
}
