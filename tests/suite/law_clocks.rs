//! Clocks in working days, and decisions that no longer stand: each in every status, and on a weekend as on any day.

use gongshi::diagnostic::{Code, Severity};
use gongshi::law::withdraw_by;

use crate::support::cases::exposed;
use crate::support::ledger::{ENFORCEMENT, INSPECTIONS, WORKDAYS, kept, told};
use crate::support::site::{Seen, Site};

/// What no longer stands, each as its ledger says it.
const UNDONE: [&str; 3] = ["revoked", "declared_unlawful", "declared_void"];
/// Orders and measures: results of enforcement that are no penalties.
const MEASURES: [&str; 5] = ["order", "seal", "halt", "withdraw", "stop_use"];

fn result(kind: &str, decided: &str, published: &str) -> Site {
    let row = format!(
        "A9-1,A9,{decided},甲县应急管理局,101,E1,F1,unit,{kind},《安全生产法》第六十五条第一款第（三）项,,甲应急责改〔2023〕9号,,{published},,valid,,\n"
    );
    kept().append(ENFORCEMENT, &row)
}

/// An order with the day it was made known, looked at in August.
pub fn ordered(decided: &str, published: &str) -> Site {
    late(result("order", decided, published))
}

fn late(site: Site) -> Site {
    site.edit("gongshi.toml", "as_of = \"2023-07-26\"", "as_of = \"2023-08-05\"")
}

fn has(seen: &Seen, code: Code) -> bool {
    seen.codes().contains(&code)
}

/// 2023-07-05 is a Wednesday; twenty working days end on Wednesday, 2023-08-02.
#[test]
fn other_results_are_made_known_within_twenty_working_days() {
    for kind in MEASURES {
        let on = |day: &str| late(result(kind, "2023-07-05", day)).check();
        assert!(!has(&on("2023-08-02"), Code::ResultLate), "{kind}");
        assert!(has(&on("2023-08-03"), Code::ResultLate), "{kind}");
        assert!(!has(&on(""), Code::ResultLate), "{kind}: nothing is known");
    }
    let rested = ordered("2023-07-05", "2023-08-03").append(WORKDAYS, "2023-07-06,false\n");
    assert!(!has(&rested.check(), Code::ResultLate));
    let fine = late(kept().edit(ENFORCEMENT, "2023-07-10,2026", "2023-08-03,2026")).check();
    assert!(has(&fine, Code::PublishedLate) && !has(&fine, Code::ResultLate), "a penalty has its own clock");
}

#[test]
fn an_inspection_is_made_known_within_twenty_working_days_of_its_end() {
    let on = |day: &str| {
        let text = kept().text(INSPECTIONS).replace(",note\n", ",note,published_on\n");
        let text = text.replace("F1,3,1,\n", &format!("F1,3,1,,{day}\n"));
        has(&late(kept().put(INSPECTIONS, text)).check(), Code::ResultLate)
    };
    assert_eq!(["2023-07-31", "2023-08-01", ""].map(on), [false, true, false]);
}

/// What ends on a weekend by the calendar ends after it.
#[test]
fn a_withdrawal_has_three_working_days() {
    for (since, by) in
        [("2023-07-19", "2023-07-24"), ("2023-07-20", "2023-07-25"), ("2023-07-22", "2023-07-26")]
    {
        for status in UNDONE.into_iter().chain(["amended"]) {
            let site = kept().edit(ENFORCEMENT, "valid,,", &format!("{status},{since},有误"));
            let dataset = site.count().dataset;
            let decision = dataset.ledger.decisions.by_id("A1-1").expect("is there");
            assert_eq!(withdraw_by(&dataset, decision).map(|by| by.by.to_string()).as_deref(), Some(by));
        }
    }
}

/// A case that has not followed blocks the site once its days are over, and not while they hang on a guess.
#[test]
fn a_withdrawal_that_hangs_on_a_guess_blocks_nothing() {
    let site = exposed().edit(ENFORCEMENT, "2026-07-05,valid,,", "2026-07-05,revoked,2023-07-20,复议撤销");
    let severity = |site: &Site| {
        let seen = site.check();
        let finding =
            seen.findings.iter().find(|finding| finding.code == Code::DueToWithdraw).expect("is due");
        (finding.severity, crate::support::site::help(finding).contains("of 2023"))
    };
    assert_eq!(severity(&site), (Severity::Error, false));
    assert_eq!(severity(&site.without(WORKDAYS)), (Severity::Warning, true));
}

#[test]
fn what_no_longer_stands_is_withdrawn_explained_and_counts_no_more() {
    for status in UNDONE {
        let site = kept().edit(ENFORCEMENT, "valid,,", &format!("{status},2023-07-20,事实不清"));
        let built = site.build();
        let words = built.words("enforcement/index.html");
        assert!(
            words.contains("已撤回： 2023-07-20 事实不清") && !words.contains("甲矿业"),
            "{status}: {words}"
        );
        assert!(built.page("data/penalties.csv").contains(status), "{status}");
        let silent = kept().edit(ENFORCEMENT, "valid,,", &format!("{status},2023-07-20,"));
        told(&silent.check(), Severity::Warning, Code::ChangeNotExplained, ENFORCEMENT, 2, "");
        let undated = kept().edit(ENFORCEMENT, "valid,,", &format!("{status},,有误")).check();
        assert!(has(&undated, Code::EmptyCell), "{status}");
    }
}

/// A measure is ordered on the spot: no penalty, and by the articles about measures.
#[test]
fn a_measure_is_no_penalty() {
    for kind in MEASURES {
        let site = result(kind, "2023-07-11", "");
        site.check().is_clean();
        let penalties = |site: &Site| site.build().words("enforcement/index.html").matches("应急").count();
        assert_eq!(penalties(&site), penalties(&kept()), "{kind}");
    }
    for (written, kind) in [
        ("责令暂时停产停业", "halt"),
        ("责令撤出作业人员", "withdraw"),
        ("责令停止使用相关设施、设备", "stop_use"),
    ] {
        let dataset = result(written, "2023-07-11", "").count().dataset;
        let decision = dataset.ledger.decisions.by_id("A9-1").expect("is there");
        assert_eq!(gongshi::dataset::ledger::Word::code(decision.kind), kind);
    }
}
