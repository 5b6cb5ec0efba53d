//! Hints of law about decisions: what brings each about, and what does not.

use gongshi::dataset::Dataset;
use gongshi::diagnostic::{Code, Severity};
use gongshi::law::{Citations, ClosureCheck, Window, closure_checks, withdraw_by};

use crate::lives::with;
use crate::support::ledger::{ENFORCEMENT, HAZARDS, kept, told};
use crate::support::site::{CAMPAIGN, Site};

const WARNING: Severity = Severity::Warning;

/// The small site with more rows of decisions: day, party, kind, basis, amount, document.
pub fn decided(rows: &[(&str, &str, &str, &str, &str, &str)]) -> Site {
    rows.iter().enumerate().fold(kept(), |site, (at, (on, party, kind, basis, amount, document))| {
        let row =
            format!("A9-{at},A9,{on},甲县应急管理局,101,E1,F1,{party},{kind},{basis},{amount},{document},,{on},,valid,,\n");
        site.append(ENFORCEMENT, &row)
    })
}

pub const LAW: &str = "《安全生产法》第九十九条第（二）项";

/// A fine on the unit.
pub fn fine<'t>(on: &'t str, document: &'t str) -> (&'t str, &'t str, &'t str, &'t str, &'t str, &'t str) {
    (on, "unit", "fine", LAW, "20000", document)
}

/// The closure checks of a site towards the end of July.
pub fn checks(dataset: &Dataset) -> Vec<ClosureCheck> {
    let table = &dataset.ledger.decisions;
    let citations = Citations::of(table, table.rows().iter(), &dataset.laws);
    closure_checks(dataset, &citations, "2023-07-26".parse().expect("a day"))
}

/// Windows of the enterprise of the small site, which has a penalty of 2023-07-05 already.
pub fn windows(rows: &[(&str, &str, &str, &str, &str, &str)]) -> Option<Window> {
    let dataset = decided(rows).count().dataset;
    let checks = checks(&dataset);
    assert!(checks.len() <= 1);
    checks.first().map(|check| check.penalties.window)
}

/// An enterprise with a major hazard and three penalties in three days.
pub fn often_fined() -> Site {
    decided(&[
        ("2023-07-06", "unit", "fine", LAW, "20000", "甲2号"),
        ("2023-07-07", "unit", "fine", LAW, "20000", "甲3号"),
    ])
}

#[test]
fn three_penalties_within_180_days_are_a_closure_check() {
    assert_eq!(windows(&[fine("2023-07-06", "甲2号"), fine("2023-07-07", "甲3号")]), Some(Window::HalfYear));
    assert_eq!(windows(&[fine("2023-01-06", "甲2号"), fine("2023-07-07", "甲3号")]), None, "182 days");
    let year = [fine("2022-07-06", "甲2号"), fine("2022-12-01", "甲3号"), fine("2023-01-01", "甲4号")];
    assert_eq!(windows(&year), Some(Window::Year));
    let longer = [fine("2022-07-04", "甲2号"), fine("2022-12-01", "甲3号"), fine("2023-01-01", "甲4号")];
    assert_eq!(windows(&longer), None, "a year and a day");
}

#[test]
fn what_does_not_count_does_not_count() {
    let two = fine("2023-07-06", "甲2号");
    assert_eq!(
        windows(&[two, ("2023-07-07", "principal", "fine", "《安全生产法》第九十四条", "20000", "甲3号")]),
        None
    );
    assert_eq!(windows(&[two, ("2023-07-07", "unit", "order", LAW, "", "甲3号")]), None);
    assert_eq!(
        windows(&[two, ("2023-07-07", "unit", "fine", "《矿山安全法》第四十条", "20000", "甲3号")]),
        None
    );
    assert_eq!(windows(&[two, ("2023-07-07", "unit", "suspend", LAW, "", "甲2号")]), None, "one document");
    assert_eq!(windows(&[two, ("2023-07-07", "unit", "suspend", LAW, "", "甲3号")]), Some(Window::HalfYear));
    let general = decided(&[two, fine("2023-07-07", "甲3号")]);
    let listed =
        [("level", "general"), ("listed_by", ""), ("listed_on", ""), ("delisted_on", ""), ("recurs", "")];
    let general = with(with(general, "H1", &listed), "H2", &listed);
    assert!(checks(&general.count().dataset).is_empty(), "no major hazard");
}

#[test]
fn a_decision_under_another_law_does_not_count_for_the_duty_it_names() {
    let third = |basis| {
        windows(&[fine("2023-07-06", "甲2号"), ("2023-07-07", "unit", "fine", basis, "20000", "甲3号")])
    };
    assert_eq!(third("违反《安全生产法》第四十一条第二款，依据《消防法》第六十条第一款第（一）项"), None);
    assert_eq!(third("违反《安全生产法》第四十一条第二款，依据第一百零二条"), Some(Window::HalfYear));
    assert_eq!(third("安全生产法99条第2项"), Some(Window::HalfYear));
}

/// Two offices number for themselves; a number that says nothing is none.
#[test]
fn a_number_is_that_of_one_office() {
    let of = |office: &str, document: &str| {
        format!(
            "A9-{office},A9,2023-07-07,{office},101,E1,F1,unit,fine,{LAW},20000,{document},,2023-07-07,,valid,,\n"
        )
    };
    let windows = |one: String, other: String| {
        let site = kept().append(ENFORCEMENT, &one).append(ENFORCEMENT, &other);
        let checks = checks(&site.count().dataset);
        checks.first().map(|check| check.penalties.window)
    };
    let ascii = |office: &str, document: &str, id: &str| of(office, document).replacen(office, id, 1);
    assert_eq!(
        windows(ascii("甲局", "罚1号", "1"), ascii("乙局", "罚1号", "2")),
        Some(Window::HalfYear),
        "two offices"
    );
    assert_eq!(windows(ascii("甲局", "罚1号", "1"), ascii("甲局", "罚1号", "2")), None, "one");
    assert_eq!(
        windows(of("1", "/").replace(",1,", ",,"), of("2", "/").replace(",2,", ",,")),
        Some(Window::HalfYear)
    );
    assert_eq!(windows(of("1", "罚1号").replace(",1,", ",,"), of("2", "罚1号").replace(",2,", ",,")), None);
}

#[test]
fn a_closure_check_is_a_hint_at_the_last_decision_with_the_others() {
    let seen = often_fined().check();
    let finding = told(&seen, WARNING, Code::ClosureCheck, ENFORCEMENT, 4, "2023-07-07");
    assert!(finding.message.en.starts_with("a hint") && finding.message.zh.contains("达到核查条件"));
    let places: Vec<&str> = finding.related.iter().map(|(place, _)| place.path.as_ref()).collect();
    assert_eq!(places, [ENFORCEMENT, ENFORCEMENT, HAZARDS]);
}

#[track_caller]
fn hint(from: &str, to: &str, code: Code, words: &str) {
    told(&kept().edit(ENFORCEMENT, from, to).check(), WARNING, code, ENFORCEMENT, 2, words);
}

/// A place where no sum is large enough for a hearing.
pub fn unheard() -> Site {
    kept().edit(CAMPAIGN, "[law]\n", "[law]\nlarge_fine_yuan = 90000000\n")
}

#[test]
fn fines_stay_in_the_range_of_their_article() {
    unheard().edit(ENFORCEMENT, "30000", "200000").check().is_clean();
    let beyond = unheard().edit(ENFORCEMENT, "30000", "200001").check();
    told(&beyond, WARNING, Code::FineOutOfRange, ENFORCEMENT, 2, "200001");
    hint("30000", "3", Code::FineOutOfRange, "3");
    hint("九十九条第（二）项,30000", "九十八条第（二）项,99999", Code::FineOutOfRange, "99999");
    unheard().edit(ENFORCEMENT, "九十九条第（二）项,30000", "九十八条第（二）项,100000").check().is_clean();
    hint(
        "unit,fine,《安全生产法》第九十九条第（二）项,30000",
        "principal,fine,《安全生产法》第九十四条第一款,19999",
        Code::FineOutOfRange,
        "19999",
    );
}

#[test]
fn articles_with_items_are_cited_by_item() {
    let second = "《安全生产法》第九十九条第二款";
    hint(LAW, second, Code::ItemNotCited, second);
    hint(LAW, "《安全生产法》第九十九条", Code::ItemNotCited, "《安全生产法》第九十九条");
    kept().edit(ENFORCEMENT, LAW, "《安全生产法》第一百零二条").check().is_clean();
}

#[test]
fn penalties_are_published_within_seven_working_days() {
    // 2023-07-05 is a Wednesday: the seventh working day after it is Friday, 2023-07-14.
    kept().edit(ENFORCEMENT, "2023-07-10,2026", "2023-07-14,2026").check().is_clean();
    hint("2023-07-10,2026", "2023-07-15,2026", Code::PublishedLate, "2023-07-15");
    let holiday = kept().edit(ENFORCEMENT, "2023-07-10,2026", "2023-07-17,2026");
    holiday.append(crate::support::ledger::WORKDAYS, "2023-07-06,false\n").check().is_clean();
    let order = kept().edit(ENFORCEMENT, "unit,fine", "unit,order").edit(ENFORCEMENT, "30000", "");
    let order = order.edit(ENFORCEMENT, "应急罚", "应急责改");
    order.edit(ENFORCEMENT, "2023-07-10,2026-07-05", ",").check().is_clean();
}

/// Holidays of a year that is not kept would only be guessed at: what hangs on them says so, and the year is told once.
#[test]
fn a_clock_in_a_year_without_its_working_days_says_so() {
    let unknown = |site: Site| site.without(crate::support::ledger::WORKDAYS);
    unknown(kept()).check().is_clean();
    let path = "data/workdays/2023.csv";
    let in_time = unknown(kept().edit(ENFORCEMENT, "2023-07-10,2026", "2023-07-14,2026")).check();
    told(&in_time, WARNING, Code::LedgerMissing, path, 1, "");
    let late = unknown(kept().edit(ENFORCEMENT, "2023-07-10,2026", "2023-07-17,2026")).check();
    let of = |code: Code| late.findings.iter().filter(|finding| finding.code == code).collect::<Vec<_>>();
    assert_eq!((of(Code::LedgerMissing).len(), late.findings.len()), (1, 2), "{}", late.told());
    let help = of(Code::PublishedLate)[0].help.clone().expect("has one");
    assert!(help.zh.contains("没有 2023 年") && help.en.contains("of 2023"), "{help:?}");
    let due = unknown(kept().edit(ENFORCEMENT, "2023-07-10,2026-07-05", ",")).check();
    assert_eq!(due.codes().len(), 2, "{}", due.told());
    let due = due.findings.iter().find(|finding| finding.code == Code::DueToPublish).expect("is due");
    assert!(due.message.zh.starts_with("提示") && due.message.en.starts_with("a hint"));
    assert!(due.help.as_ref().is_some_and(|help| help.en.contains("of 2023")));
}

#[test]
fn nothing_comes_before_the_decision() {
    let before = |from: &str, to: &str, words: &str| {
        let seen = kept().edit(ENFORCEMENT, from, to).check();
        told(&seen, Severity::Error, Code::DecisionDaysOutOfOrder, ENFORCEMENT, 2, words);
    };
    before("2023-07-10,2026", "2023-07-04,2026", "2023-07-04");
    before("2026-07-05", "2023-07-04", "2023-07-04");
    before("valid,,", "revoked,2023-07-04,有误", "2023-07-04");
}

#[test]
fn a_penalty_is_not_published_once_it_is_revoked() {
    kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-10,有误").check().is_clean();
    kept().edit(ENFORCEMENT, "valid,,", "amended,2023-07-07,有误").check().is_clean();
    hint("valid,,", "revoked,2023-07-07,有误", Code::DecisionDaysOutOfOrder, "2023-07-10");
}

#[test]
fn a_change_is_explained_and_an_expiry_usual() {
    hint("valid,,", "revoked,2023-07-20,", Code::ChangeNotExplained, "");
    kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-21,").check().is_clean();
    for nothing in ["无", "/"] {
        hint("valid,,", &format!("revoked,2023-07-20,{nothing}"), Code::ChangeNotExplained, nothing);
    }
    kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-20,认定有误").check().is_clean();
    hint("2026-07-05", "2026-07-06", Code::ExpiryOutOfRange, "2026-07-06");
    hint("2026-07-05", "2023-10-04", Code::ExpiryOutOfRange, "2023-10-04");
    kept().edit(ENFORCEMENT, "2026-07-05", "2023-10-05").check().is_clean();
}

#[test]
fn a_decision_fits_its_enterprise_and_its_hazards() {
    let other = kept().edit(ENFORCEMENT, ",101,E1,F1", ",101,E2,F1").check();
    assert_eq!(other.codes(), [Code::DecisionElsewhere, Code::DecisionElsewhere]);
    let early =
        kept().edit(ENFORCEMENT, "A1,2023-07-05", "A1,2023-07-02").edit(ENFORCEMENT, "2026-07-05", "");
    let early = early.append(crate::support::ledger::WORKDAYS, "2023-07-02,true\n");
    told(&early.check(), WARNING, Code::DecisionElsewhere, ENFORCEMENT, 2, "2023-07-02");
}

#[test]
fn a_penalty_stays_public_for_three_years_where_nothing_is_said() {
    let dataset = kept().edit(ENFORCEMENT, "2026-07-05", "").count().dataset;
    let decision = dataset.ledger.decisions.by_id("A1-1").expect("is there");
    assert_eq!(decision.public_until.to_string(), "2026-07-05");
    let revoked = kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-20,有误").count().dataset;
    let decision = revoked.ledger.decisions.by_id("A1-1").expect("is there");
    let by = withdraw_by(&revoked, decision).map(|by| by.by.to_string());
    assert_eq!(by.as_deref(), Some("2023-07-25"), "2023-07-20 is a Thursday");
}
