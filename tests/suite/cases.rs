//! Cases: their form, their life, what they say against the ledger, and what is due.

use gongshi::diagnostic::{Code, Severity};
use proptest::prelude::*;

use crate::support::cases::{CASE, exposed};
use crate::support::ledger::{ENFORCEMENT, HAZARDS, NOTICES, kept};
use crate::support::site::{POLICY, Seen, Site};

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;

/// The case changed in one place.
fn with(from: &str, to: &str) -> Seen {
    exposed().edit(CASE, from, to).check()
}

/// The only finding, and the text it points at.
#[track_caller]
fn told(seen: &Seen, severity: Severity, code: Code, words: &str) {
    assert_eq!(seen.findings.len(), 1, "{}", seen.told());
    let finding = &seen.findings[0];
    let said = (finding.severity, finding.code, seen.pointed(finding));
    assert_eq!(said, (severity, code, words), "{}", seen.told());
}

#[test]
fn a_sound_case_is_let_pass() {
    exposed().check().is_clean();
}

#[test]
fn the_sections_are_those_of_its_kind() {
    let seen = with("## 违法事实\n", "## 违法情况\n");
    seen.among(ERROR, Code::CaseSections, CASE, 23, 1);
    seen.among(ERROR, Code::CaseSections, CASE, 27, 1);
    assert_eq!(seen.findings.len(), 2, "{}", seen.told());
}

#[test]
fn a_missing_or_empty_section_is_told() {
    let seen = with("安全出口是最后的生路。", "");
    told(&seen, ERROR, Code::CaseSections, "## 警示意义");
    let seen = with("\n## 警示意义\n\n安全出口是最后的生路。\n", "");
    told(&seen, ERROR, Code::CaseSections, "");
    let seen = with("kind = \"negative\"", "kind = \"positive\"");
    assert!(seen.codes().iter().filter(|code| **code == Code::CaseSections).count() >= 5, "{}", seen.told());
}

#[test]
fn an_amount_that_differs_from_the_ledger_is_told_where_it_stands() {
    for wrong in ["30万元", "三十万元", "3000元", "30,001元"] {
        told(&with("3万元", wrong), ERROR, Code::CaseAmount, wrong);
    }
    for right in ["三万元", "30,000元", "30000元", "叁万元", "3.0万元"] {
        with("3万元", right).is_clean();
    }
}

#[test]
fn a_basis_that_is_not_the_decisions_is_told() {
    let seen = with("依据《安全生产法》第九十九条", "依据《安全生产法》第九十八条");
    told(&seen, WARNING, Code::CaseCitation, "第九十八条第（二）项");
    assert_eq!(seen.findings[0].related[0].0.path.as_ref(), ENFORCEMENT, "the row is shown beside it");
}

#[test]
fn a_document_number_has_its_form() {
    told(&with("甲应急告〔2023〕1号", "甲应急告[2023]01号"), WARNING, Code::DocumentNumber, "[2023]01号");
    let seen = exposed().edit(ENFORCEMENT, "甲应急罚〔2023〕1号", "甲应急罚(2023)第1号").check();
    told(&seen, WARNING, Code::DocumentNumber, "甲应急罚(2023)第1号");
}

#[test]
fn a_full_name_needs_a_published_penalty() {
    let seen = exposed().edit(ENFORCEMENT, ",2023-07-10,2026-07-05,valid", ",,2026-07-05,valid").check();
    seen.among(ERROR, Code::CaseNaming, CASE, 6, 10);
    let site = exposed().edit(ENFORCEMENT, ",2023-07-10,2026-07-05,valid", ",,2026-07-05,valid");
    let seen = site.edit(CASE, "naming = \"full\"", "naming = \"masked\"").check();
    assert_eq!(seen.codes(), [Code::MaskedInVain, Code::DueToPublish], "{}", seen.told());
}

#[test]
fn links_are_those_of_the_enterprise() {
    told(&with("enterprise = \"E1\"", "enterprise = \"E9\""), ERROR, Code::UnknownRow, "\"E9\"");
    let seen = with("enterprise = \"E1\"", "enterprise = \"E2\"");
    assert_eq!(seen.codes(), [Code::CaseLinks, Code::CaseLinks], "{}", seen.told());
}

#[test]
fn a_case_from_elsewhere_names_its_source() {
    let seen = with("kind = \"negative\"", "kind = \"external\"");
    assert_eq!(seen.codes(), [Code::CaseSource], "{}", seen.told());
    let source = "kind = \"external\"\nsource = { name = \"某局\", url = \"https://x.example/\" }";
    with("kind = \"negative\"", source).is_clean();
    for (wrong, code) in [
        (source.replace("https://x.example/", "x.example"), Code::BadAddress),
        (source.replace("name = \"某局\", ", ""), Code::MissingKey),
    ] {
        let seen = with("kind = \"negative\"", &wrong);
        assert_eq!(seen.codes(), [code], "a source that is wrong is there all the same: {}", seen.told());
    }
}

#[test]
fn people_are_not_named() {
    let seen = with("对该公司罚款3万元", "对该公司罚款3万元，对矿长王建国批评教育");
    told(&seen, WARNING, Code::PersonNamed, "王建国");
    exposed()
        .edit(CASE, "对该公司罚款3万元", "对该公司罚款3万元，对矿长王建国批评教育")
        .edit(CASE, "batch = 1", "batch = 1\npersons = [\"王建国\"]")
        .check()
        .is_clean();
}

#[test]
fn people_are_not_named_where_a_post_is_asked_for_or_anything_is_told() {
    for (site, path, words) in [
        (exposed().edit(HAZARDS, "不畅,矿长,清理,14000", "不畅,王建国,清理,14000"), HAZARDS, "王建国"),
        (
            exposed().edit(HAZARDS, "不畅,矿长,清理,14000", "不畅,矿长王建国,清理,14000"),
            HAZARDS,
            "矿长王建国",
        ),
        (exposed().edit(NOTICES, "逾期未整改", "约谈矿长王建国"), NOTICES, "约谈矿长王建国"),
        (exposed().append(POLICY, "\n约谈矿长王建国。\n"), POLICY, "王建国"),
    ] {
        let seen = site.check();
        assert_eq!(seen.codes(), [Code::PersonNamed], "{}", seen.told());
        assert_eq!((&*seen.findings[0].place.path, seen.pointed(&seen.findings[0])), (path, words));
    }
    let seen = with("告知期满无异议", "矿长王建国未提异议");
    assert_eq!(seen.codes(), [Code::PersonNamed], "{}", seen.told());
}

#[test]
fn only_posts_the_law_names_are_named() {
    let named = "batch = 1\nnamed = [{ name = \"王建国\", post = \"尾矿库包保责任人\" }]";
    told(&with("batch = 1", named), ERROR, Code::NamedPost, "\"尾矿库包保责任人\"");
    let posts = "[privacy]\nnamed_posts = [\"尾矿库包保责任人\"]\n\n[build]";
    exposed().edit(CASE, "batch = 1", named).edit("gongshi.toml", "[build]", posts).check().is_clean();
}

/// A step more, after publication.
fn then(step: &str, status: &str) -> Site {
    exposed().edit(CASE, "\n]\nreview", &format!("\n  {step},\n]\nreview")).edit(
        CASE,
        "status = \"published\"",
        &format!("status = \"{status}\""),
    )
}

#[test]
fn every_step_the_law_knows_may_follow_publication_and_no_other() {
    for (to, ok) in [
        ("appealed", true),
        ("amended", true),
        ("withdrawn", true),
        ("draft", false),
        ("notified", false),
        ("published", false),
        ("restored", false),
    ] {
        let step = format!(
            "{{ on = 2023-07-20, to = \"{to}\", why = \"有决定\", document_no = \"甲〔2023〕2号\" }}"
        );
        let seen = then(&step, to).check();
        let told = seen.codes().contains(&Code::CaseStep);
        assert_eq!(told, !ok, "{to}: {}", seen.told());
        assert!(!ok || seen.findings.is_empty(), "{to}: {}", seen.told());
    }
}

#[test]
fn what_was_withdrawn_stays_so() {
    let steps = "{ on = 2023-07-20, to = \"withdrawn\", why = \"撤销\", document_no = \"甲〔2023〕2号\" },\n  { on = 2023-07-21, to = \"published\", why = \"再公开\", document_no = \"甲〔2023〕3号\" }";
    let seen = then(steps, "published").check();
    seen.among(ERROR, Code::CaseStep, CASE, 16, 3);
}

#[test]
fn a_bad_case_needs_a_notice_first() {
    let notified = "  { on = 2023-07-11, to = \"notified\", why = \"拟公开曝光，告知当事人\", document_no = \"甲应急告〔2023〕1号\" },\n";
    let seen = with(notified, "");
    assert_eq!(seen.codes(), [Code::CaseStep], "{}", seen.told());
}

#[test]
fn early_removal_waits_for_nothing_and_a_false_application_restores() {
    let remove = |on: &str| {
        format!(
            "{{ on = {on}, to = \"removed_early\", why = \"申请提前移出\", document_no = \"甲〔2024〕2号\" }}"
        )
    };
    then(&remove("2024-01-02"), "removed_early").check().is_clean();
    let restored =
        "{ on = 2024-09-01, to = \"restored\", why = \"申请材料虚假\", document_no = \"甲〔2024〕5号\" }";
    then(&format!("{},\n  {restored}", remove("2024-07-14")), "restored").check().is_clean();
}

#[test]
fn every_step_has_its_day_its_reason_and_its_document() {
    for missing in ["on = 2023-07-20, ", "why = \"撤销\", "] {
        let step = "{ on = 2023-07-20, to = \"withdrawn\", why = \"撤销\", document_no = \"甲〔2023〕2号\" }";
        let seen = then(&step.replace(missing, ""), "withdrawn").check();
        assert!(seen.codes().contains(&Code::MissingKey), "{}", seen.told());
    }
    let step = "{ on = 2023-07-20, to = \"withdrawn\", why = \"撤销\" }";
    told(&then(step, "withdrawn").check(), ERROR, Code::CaseHistory, step);
}

#[test]
fn the_record_agrees_with_itself() {
    told(&with("status = \"published\"", "status = \"appealed\""), ERROR, Code::CaseHistory, "\"appealed\"");
    let seen = with("published_on = 2023-07-14", "published_on = 2023-07-15");
    told(&seen, ERROR, Code::CaseHistory, "2023-07-15");
    let seen = with("on = 2023-07-11, to", "on = 2023-07-15, to");
    assert!(seen.codes().contains(&Code::CaseHistory), "{}", seen.told());
}

#[test]
fn a_case_is_passed_by_a_post_before_it_is_published() {
    told(
        &with("review = { by = \"执法科科长\", on = 2023-07-13 }\n", ""),
        ERROR,
        Code::CaseReview,
        "\"published\"",
    );
    told(&with("on = 2023-07-13 }", "on = 2023-07-15 }"), ERROR, Code::CaseReview, "\"published\"");
}

/// The site on another day.
fn on(site: Site, day: &str) -> Seen {
    site.edit("gongshi.toml", "2023-07-26", day).check()
}

#[test]
fn a_penalty_is_due_to_be_published_within_seven_working_days() {
    let unpublished = || kept().edit(ENFORCEMENT, ",2023-07-10,2026-07-05,valid", ",,2026-07-05,valid");
    // 5 July 2023 is a Wednesday: the seventh working day after it is the 14th.
    let seen = on(unpublished(), "2023-07-14");
    let finding = seen.findings.iter().find(|finding| finding.code == Code::DueToPublish).expect("is due");
    assert_eq!(finding.message.en, "a hint: penalty `A1-1` is to be published by 2023-07-14");
    let seen = unpublished().check();
    assert_eq!(seen.findings[0].message.en, "a hint: penalty `A1-1` was to be published by 2023-07-14");
}

#[test]
fn a_case_follows_its_penalty_within_three_days() {
    let revoked = |day: &str| {
        let site = exposed()
            .edit(ENFORCEMENT, "2026-07-05,valid,,", &format!("2026-07-05,revoked,{day},复议撤销"))
            .edit(CASE, "naming = \"full\"", "naming = \"masked\"");
        site.check()
    };
    let seen = revoked("2023-07-24");
    seen.among(WARNING, Code::DueToWithdraw, CASE, 8, 12);
    let seen = revoked("2023-07-20");
    seen.among(ERROR, Code::DueToWithdraw, CASE, 8, 12);
    assert!(seen.told().contains("by 2023-07-25"), "{}", seen.told());
}

#[test]
fn what_will_expire_within_thirty_days_is_told() {
    let at = |last: &str| exposed().edit(CASE, "naming =", &format!("expires_on = {last}\nnaming =")).check();
    told(&at("2023-08-25"), WARNING, Code::DueToExpire, "2023-08-25");
    at("2023-08-26").is_clean();
    at("2023-07-25").is_clean();
}

/// What a person looked into is not told any more; a reason that takes nothing away is.
#[test]
fn what_was_checked_by_hand_is_not_told_again() {
    let more = "罚款3万元，该公司受罚后用于照明的是8万元";
    let says = |code: &str, words: &str| {
        let checked =
            format!("batch = 1\nchecked = [{{ code = \"{code}\", says = \"{words}\", reason = \"电费\" }}]");
        exposed().edit(CASE, "罚款3万元", more).edit(CASE, "batch = 1", &checked).check()
    };
    told(&with("罚款3万元", more), WARNING, Code::CaseUnclear, "8万元");
    says("GS1325", "用于照明的是8万元").is_clean();
    assert_eq!(says("GS1304", "8万元").codes(), [Code::CheckedForNothing, Code::CaseUnclear]);
    assert_eq!(says("GS1325", "9万元").codes(), [Code::CheckedForNothing, Code::CaseUnclear]);
    assert_eq!(
        says("GS1401", "8万元").codes(),
        [Code::UnknownWord, Code::CaseUnclear],
        "an identity number is never right"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever a case says, it is looked through to its end.
    #[test]
    fn no_sentence_is_too_much(
        words in "(2023年|8月|18日|至|同年|元|万元|罚款|合计|分别|[0-9]{1,4}|第|九十九条|（|）|〔2023〕|号|《|》|安全生产法|依据|违反|甲矿业有限公司|甲铁|矿|乙县|甲县|应急管理局|检查|责令|停产整顿|提请|关闭|记|分|对|将|张建国|矿长|调离|因涉嫌|危险作业罪|，|。|；|：|、|\\*\\*|\n| |[a-zé😀]|某|[-./~]|○|５|未|的|曾|该企业){0,30}"
    ) {
        let case = exposed().edit(CASE, "安全出口是最后的生路。", &words).check();
        prop_assert!(case.findings.len() < 200);
    }
}

/// Decisions left out with a register that could not be read are told there, not by the cases about them.
#[test]
fn cases_are_not_held_against_a_ledger_that_could_not_be_read() {
    let path = "data/ledger/enterprises.csv";
    let sample = crate::support::sample::sample();
    let text = sample.text(path);
    for broken in [text.replace(",uscc,", ",uscc\0,"), text.replacen(",14", ",99", 3)] {
        assert_ne!(broken, text);
        let seen = sample.clone().put(path, broken).check();
        let of_cases = seen.findings.iter().filter(|finding| {
            matches!(finding.code, Code::CaseAmount | Code::CaseCitation | Code::CaseNaming)
        });
        assert_eq!(of_cases.count(), 0, "{}", seen.told());
        assert!(seen.findings.iter().any(|finding| finding.place.path.as_ref() == path), "{}", seen.told());
    }
}
