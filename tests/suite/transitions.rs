//! The life of a publication, step by step: every pair of states in a case's file, and what its page then shows; the
//! same days later; and what a scheduled job is told of it.

use gongshi::dataset::publication::{PublicationState, STATES, TRANSITIONS, Visibility};
use gongshi::diagnostic::{Code, Severity};
use serde_json::Value;

use crate::support::cases::{CASE, exposed};
use crate::support::ledger::ENFORCEMENT;
use crate::support::program::run;
use crate::support::site::Site;

const PAGE: &str = "cases/x-1/index.html";
const FIRM: &str = "甲矿业有限公司";
const TODAY: &str = "2025-01-15";

/// How a case lawfully comes to stand so.
const WAYS: [(PublicationState, &[PublicationState]); 9] = [
    (PublicationState::Draft, &[]),
    (PublicationState::Notified, &[PublicationState::Notified]),
    (PublicationState::Published, &[PublicationState::Notified, PublicationState::Published]),
    (
        PublicationState::Appealed,
        &[PublicationState::Notified, PublicationState::Published, PublicationState::Appealed],
    ),
    (
        PublicationState::Amended,
        &[PublicationState::Notified, PublicationState::Published, PublicationState::Amended],
    ),
    (
        PublicationState::Withdrawn,
        &[PublicationState::Notified, PublicationState::Published, PublicationState::Withdrawn],
    ),
    (
        PublicationState::Expired,
        &[PublicationState::Notified, PublicationState::Published, PublicationState::Expired],
    ),
    (
        PublicationState::RemovedEarly,
        &[PublicationState::Notified, PublicationState::Published, PublicationState::RemovedEarly],
    ),
    (
        PublicationState::Restored,
        &[
            PublicationState::Notified,
            PublicationState::Published,
            PublicationState::RemovedEarly,
            PublicationState::Restored,
        ],
    ),
];

/// The site with a case that took these steps, more than a year after it was published.
fn lived(steps: &[PublicationState]) -> Site {
    let days = ["2023-07-11", "2023-07-14", "2024-08-01", "2024-09-01", "2024-10-01"];
    let mut days =
        if steps.first() == Some(&PublicationState::Published) { &days[1..] } else { &days[..] }.iter();
    let mut history = String::new();
    for (at, step) in steps.iter().enumerate() {
        let (on, to) = (days.next().expect("few steps"), step.code());
        let step = format!(
            "  {{ on = {on}, to = \"{to}\", why = \"第{at}步\", document_no = \"甲〔2024〕{}号\" }},\n",
            at + 1
        );
        history.push_str(&step);
    }
    let text = exposed().text(CASE);
    let (head, rest) = text.split_once("history = [\n").expect("a history");
    let (_, tail) = rest.split_once("]\nreview").expect("its end");
    let mut text = format!("{head}history = [\n{history}]\nreview{tail}");
    if !steps.contains(&PublicationState::Published) {
        text = text.replace("published_on = 2023-07-14\n", "");
    }
    let status = steps.last().unwrap_or(&PublicationState::Draft).code();
    let text = text.replace("status = \"published\"", &format!("status = \"{status}\""));
    exposed().put(CASE, text).edit("gongshi.toml", "2023-07-26", TODAY)
}

#[test]
fn every_step_the_law_knows_is_let_pass_and_no_other() {
    let mut taken = 0;
    for (from, way) in WAYS {
        for (.., to) in STATES {
            let steps = [way, &[to]].concat();
            let seen = lived(&steps).check();
            let told = |code| seen.codes().contains(&code);
            // A bad case is published only after a notice.
            let lawful =
                from.may_become(to) && (from, to) != (PublicationState::Draft, PublicationState::Published);
            assert_eq!(!told(Code::CaseStep), lawful, "{from:?} → {to:?}: {}", seen.told());
            if lawful {
                taken += 1;
                let errors = seen.findings.iter().filter(|one| &*one.place.path == CASE);
                let errors = errors.filter(|one| one.severity == Severity::Error).count();
                assert_eq!(errors, 0, "{from:?} → {to:?}: {}", seen.told());
            }
        }
    }
    let known: usize = TRANSITIONS.iter().map(|(_, next)| next.len()).sum();
    assert_eq!(taken, known - 1, "each step of the table was taken");
}

/// After each lawful step the page, the list, the feed and the search say what the state says.
#[test]
fn what_is_seen_after_each_step_is_what_its_state_says() {
    for (from, way) in WAYS {
        for (.., to) in STATES.iter().filter(|(.., to)| from.may_become(*to)) {
            if (from, *to) == (PublicationState::Draft, PublicationState::Published) {
                continue;
            }
            let built = lived(&[way, &[*to]].concat()).build();
            assert!(!built.files.is_empty(), "{from:?} → {to:?}: {}", built.seen.told());
            let listed = |path: &str| built.page(path).contains("未保持安全出口畅通案");
            let lists =
                ["cases/index.html", "feeds/cases.xml", "search/entries/0.txt", "index.html"].map(listed);
            let page = built.files.contains_key(PAGE).then(|| built.words(PAGE));
            match (to.visibility(), page) {
                (Visibility::Hidden, None) => assert_eq!(lists, [false; 4], "{from:?} → {to:?}"),
                (Visibility::Shown, Some(page)) => {
                    assert!(page.contains(FIRM), "{from:?} → {to:?}: {page}");
                    assert_eq!(lists, [true; 4], "{from:?} → {to:?}");
                    assert_eq!(page.contains("结果尚未确定"), *to == PublicationState::Appealed, "{page}");
                }
                (Visibility::Removed, Some(page)) => {
                    assert!(!page.contains(FIRM) && page.contains(to.title()), "{from:?} → {to:?}: {page}");
                    assert!(page.contains("第"), "the reason: {page}");
                    assert_eq!(lists, [false; 4], "{from:?} → {to:?}");
                }
                (seen, page) => panic!("{from:?} → {to:?}: {seen:?}, {page:?}"),
            }
        }
    }
}

/// An appeal that fails, one that changes the penalty, one that succeeds; the day alone decides what is seen.
#[test]
fn an_appeal_ends_in_what_was_decided() {
    for (outcome, seen) in [
        (PublicationState::Published, true),
        (PublicationState::Amended, true),
        (PublicationState::Withdrawn, false),
    ] {
        let site = lived(&[
            PublicationState::Notified,
            PublicationState::Published,
            PublicationState::Appealed,
            outcome,
        ]);
        let on = |day: &str| site.clone().edit("gongshi.toml", TODAY, day).build().words(PAGE);
        assert!(!on("2024-07-31").contains("结果尚未确定"));
        assert!(on("2024-08-01").contains("结果尚未确定") && on("2024-08-31").contains(FIRM));
        let after = on("2024-09-01");
        assert!(!after.contains("结果尚未确定") && after.contains(FIRM) == seen, "{outcome:?}: {after}");
    }
}

/// A case of a penalty that was revoked, named in full: three days to follow, told with the day; then an error.
#[test]
fn a_revoked_penalty_gives_three_days_and_is_shown_no_more() {
    let revoked = |day: &str| {
        let ledger = format!("2026-07-05,revoked,{day},复议撤销");
        exposed().edit(ENFORCEMENT, "2026-07-05,valid,,", &ledger)
    };
    let seen = revoked("2023-07-24").check();
    assert_eq!(seen.codes(), [Code::DueToWithdraw], "{}", seen.told());
    let finding = seen.among(Severity::Warning, Code::DueToWithdraw, CASE, 8, 12);
    assert!(
        finding.message.en.contains("was revoked on 2023-07-24") && finding.message.en.contains("2023-07-27")
    );
    assert!(crate::support::site::help(finding).contains("set `status` to `withdrawn`"));
    let page = revoked("2023-07-24").build().words(PAGE);
    assert!(!page.contains("30000") && !page.contains("甲应急罚〔2023〕1号"), "{page}");
    let seen = revoked("2023-07-20").check();
    seen.among(Severity::Error, Code::DueToWithdraw, CASE, 8, 12);
    assert!(seen.told().contains("已经逾期"));
    // Followed by changing the text alone, nothing is left that allows its full name.
    let amended =
        "{ on = 2023-07-25, to = \"amended\", why = \"处罚撤销\", document_no = \"甲〔2023〕2号\" }";
    let seen = crate::exposure::then(revoked("2023-07-24"), amended, "amended").check();
    assert!(seen.codes().contains(&Code::CaseNaming), "{}", seen.told());
}

/// A fine on its principal does not name a firm in full.
#[test]
fn a_full_name_needs_a_penalty_on_the_firm_itself() {
    let seen = exposed().edit(ENFORCEMENT, "F1,unit,fine", "F1,principal,fine").check();
    seen.among(Severity::Error, Code::CaseNaming, CASE, 6, 10);
}

/// What a scheduled job reads: everything due within thirty days, one object a line, with the day in it.
#[test]
fn what_is_due_is_told_as_json() {
    let row = "A1-1,A1,2023-07-05,甲县应急管理局,101,E1,F1,unit,fine,《安全生产法》第九十九条第（二）项,30000,甲应急罚〔2023〕1号,H2,2023-07-10,2026-07-05,valid,,";
    let more = [
        row.replace("A1-1,A1,2023-07-05", "A2-1,A2,2023-07-20")
            .replace("〔2023〕1号,H2,2023-07-10", "〔2023〕2号,H2,"),
        row.replace("A1-1,A1,2023-07-05", "A3-1,A3,2023-07-04")
            .replace("〔2023〕1号", "〔2023〕3号")
            .replace("2026-07-05", "2023-08-10"),
        row.replace("A1-1,A1,2023-07-05", "A4-1,A4,2023-07-04")
            .replace("〔2023〕1号", "〔2023〕4号")
            .replace("valid,,", "revoked,2023-07-25,复议撤销"),
    ];
    let site = exposed()
        .append(ENFORCEMENT, &format!("{}\n", more.join("\n")))
        .edit(CASE, "actions = [\"A1-1\"]", "actions = [\"A1-1\", \"A4-1\"]")
        .edit(CASE, "naming =", "expires_on = 2023-08-20\nnaming =");
    let dir = tempfile::tempdir().unwrap();
    site.write_to(dir.path());
    let ran = run(dir.path(), &["check", "--format", "json", "--lang", "en"]);
    let lines = ran.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object"));
    let due: Vec<Value> =
        lines.filter(|one| one["code"].as_str().is_some_and(|code| code.starts_with("GS132"))).collect();
    let told: Vec<(&str, &str)> =
        due.iter().map(|one| (one["code"].as_str().unwrap(), one["message"].as_str().unwrap())).collect();
    for expected in [
        ("GS1321", "a hint: penalty `A2-1` is to be published by 2023-07-31"),
        ("GS1322", "penalty `A4-1` was revoked on 2023-07-25; this case is to follow by 2023-07-28"),
        ("GS1323", "this case is public until 2023-08-20"),
        ("GS1323", "penalty `A3-1` is public until 2023-08-10"),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:#?}");
    }
    assert!(due.iter().all(|one| one["path"].is_string() && one["line"].as_u64() > Some(1)), "{due:#?}");
    assert_eq!(told.len(), 4, "{told:#?}");
}
