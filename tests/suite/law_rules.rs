//! Rules of law as dated data: which hold on a day, which are named, and what each makes of a breach and of its harmless twin.

use gongshi::diagnostic::{Code, Severity};

use crate::legal::LAW;
use crate::support::ledger::{ENFORCEMENT, WORKDAYS, kept, told};
use crate::support::site::{CAMPAIGN, Seen, Site};

/// A set of another law, as a site may keep one.
pub const FIRE: &str = "title = \"中华人民共和国消防法\"
short = [\"消防法\"]
from = 2021-04-29
source = \"2021年4月29日修正\"
status = \"v\"

[text]
articles = 74
liability = [58, 72]
measures = [52, 56]
source = \"条文\"
status = \"m\"
layout = [{ article = 60, paragraphs = 3, items = 7 }]
ranges = [{ article = 60, parties = [\"unit\"], least = 5000, most = 50000, source = \"第六十条第一款\", status = \"v\" }]
";

/// A decision to close, by an office.
pub fn closed_by(office: &str) -> Site {
    let row = format!(
        "A9-1,A9,2023-07-11,{office},101,E1,F1,unit,close,《安全生产法》第一百一十三条第（二）项,,甲政决〔2023〕9号,,2023-07-11,,valid,,\n"
    );
    let site = kept().append(ENFORCEMENT, &row);
    site.edit(crate::support::ledger::FACILITIES, "production,2020-01-01", "closed,2023-07-12")
}

/// The fine of the small site, resting on something else.
pub fn resting_on(basis: &str) -> Site {
    kept().edit(ENFORCEMENT, LAW, basis)
}

fn has(seen: &Seen, code: Code) -> bool {
    seen.codes().contains(&code)
}

#[track_caller]
fn is_told(site: &Site, code: Code, row: u32, words: &str) {
    told(&site.check(), Severity::Warning, code, ENFORCEMENT, row, words);
}

#[test]
fn a_government_closes_and_an_office_asks_it_to() {
    is_told(&closed_by("甲县应急管理局"), Code::OrganMayNot, 3, "甲县应急管理局");
    is_told(&closed_by("小市应急管理局"), Code::OrganMayNot, 3, "小市应急管理局");
    for organ in ["甲县人民政府", "小市人民政府", "甲县政府", ""] {
        assert!(!has(&closed_by(organ).check(), Code::OrganMayNot), "{organ}");
    }
}

#[test]
fn a_permit_is_withheld_by_whoever_issued_it() {
    let by = |kind: &str, office: &str| {
        let row = format!(
            "A9-1,A9,2023-07-11,{office},101,E1,F1,unit,{kind},《安全生产许可证条例》第十九条,,罚〔2023〕9号,,2023-07-11,,valid,,\n"
        );
        kept().append(ENFORCEMENT, &row)
    };
    for kind in ["withhold", "revoke"] {
        for county in ["甲县应急管理局", "小市甲县应急管理局"] {
            is_told(&by(kind, county), Code::OrganMayNot, 3, county);
        }
        for above in ["小市应急管理局", "某省应急管理厅", "甲县自然资源局"] {
            assert!(!has(&by(kind, above).check(), Code::OrganMayNot), "{kind} {above}");
        }
    }
    // A place that says who issues them says it for all.
    let named = |office: &str| {
        let named = "[law]\npermits_by = [\"某省应急管理厅\"]\n";
        has(&by("withhold", office).edit(CAMPAIGN, "[law]\n", named).check(), Code::OrganMayNot)
    };
    assert_eq!(["某省应急管理厅", "小市应急管理局", "甲县应急管理局"].map(named), [false, true, true]);
}

/// The hazard was found on Monday, 2023-07-03: the fifth working day after it is the Monday after.
#[test]
fn a_large_fine_leaves_five_working_days_for_a_hearing() {
    let fined = |day: &str, sum: &str| {
        let site = kept().edit(ENFORCEMENT, "A1,2023-07-05", &format!("A1,{day}"));
        site.edit(ENFORCEMENT, "30000", sum).edit(ENFORCEMENT, "2026-07-05", "")
    };
    is_told(&fined("2023-07-07", "100000"), Code::NoTimeForHearing, 2, "2023-07-07");
    for (day, sum) in [("2023-07-10", "100000"), ("2023-07-07", "99999.99")] {
        fined(day, sum).check().is_clean();
    }
    // A holiday is no working day.
    let holiday = fined("2023-07-10", "100000").append(WORKDAYS, "2023-07-06,false\n");
    is_told(&holiday, Code::NoTimeForHearing, 2, "2023-07-10");
    // What is large is said by the place.
    let local = |sum: &str| {
        fined("2023-07-07", sum).edit(CAMPAIGN, "[law]\n", "[law]\nlarge_fine_yuan = 50000\n").check()
    };
    assert!(has(&local("50000"), Code::NoTimeForHearing) && !has(&local("49999"), Code::NoTimeForHearing));
}

#[test]
fn a_notice_of_hearing_is_counted_from_where_its_day_is_known() {
    let noticed = |told: &str, decided: &str| {
        let rows = kept().text(ENFORCEMENT);
        let (head, row) = rows.split_once('\n').expect("has a header");
        let row = row.trim_end().replace("A1,2023-07-05", &format!("A1,{decided}"));
        let row = row.replace("30000", "120000").replace("2023-07-10,2026-07-05", "2023-07-18,");
        kept().put(ENFORCEMENT, format!("{head},hearing_notice_on\n{row},{told}\n"))
    };
    is_told(&noticed("2023-07-11", "2023-07-17"), Code::NoTimeForHearing, 2, "2023-07-11");
    noticed("2023-07-11", "2023-07-18").check().is_clean();
    let after = noticed("2023-07-19", "2023-07-18").check();
    told(&after, Severity::Error, Code::DecisionDaysOutOfOrder, ENFORCEMENT, 2, "2023-07-19");
}

/// Without hazards the order of the same case shows it; an order of another case shows nothing.
#[test]
fn an_order_and_a_stop_on_one_day_leave_no_time() {
    let with_order = |case: &str| {
        let stop = format!(
            "A9-2,A9,2023-07-11,甲县应急管理局,101,E1,F1,unit,suspend,{LAW},,甲应急罚〔2023〕9号,,2023-07-11,,valid,,\n"
        );
        let order = format!(
            "A9-1,{case},2023-07-11,甲县应急管理局,101,E1,F1,unit,order,《安全生产法》第六十五条,,甲应急责改〔2023〕9号,,,,valid,,\n"
        );
        kept().append(ENFORCEMENT, &order).append(ENFORCEMENT, &stop).check()
    };
    assert!(has(&with_order("A9"), Code::NoTimeForHearing));
    assert!(!has(&with_order("A8"), Code::NoTimeForHearing));
}

#[test]
fn a_penalty_is_decided_on_a_working_day() {
    let on = |day: &str| {
        let site = kept().edit(ENFORCEMENT, "A1,2023-07-05", &format!("A1,{day}"));
        site.edit(ENFORCEMENT, "2026-07-05", "")
    };
    is_told(&on("2023-07-08"), Code::DecidedOnDayOff, 2, "2023-07-08");
    on("2023-07-08").append(WORKDAYS, "2023-07-08,true\n").check().is_clean();
    is_told(&on("2023-07-06").append(WORKDAYS, "2023-07-06,false\n"), Code::DecidedOnDayOff, 2, "2023-07-06");
    let order = on("2023-07-08").edit(ENFORCEMENT, "unit,fine", "unit,order").edit(ENFORCEMENT, "30000", "");
    assert!(!has(&order.check(), Code::DecidedOnDayOff), "an order is given on the spot");
}

#[test]
fn a_breach_is_penalised_by_its_own_article() {
    let of = |basis: &str| has(&resting_on(basis).check(), Code::DutyMisfit);
    for misfit in [
        "违反《安全生产法》第四十一条第二款，依据《安全生产法》第九十九条第（二）项",
        "违反《安全生产法》第四十一条第二款的规定，依据该法第九十九条第（一）项",
        "《安全生产法》第四十三条、第九十九条第（三）项",
        "违反《安全生产法》第三十六条第二款，依据《安全生产法》第九十九条第（一）项",
        "违反《安全生产法》第三十五条，依据《安全生产法》第一百零二条",
    ] {
        assert!(of(misfit), "{misfit}");
    }
    for fit in [
        "违反《安全生产法》第四十一条第二款，依据《安全生产法》第一百零二条",
        "违反《安全生产法》第四十一条第二款，依据《安全生产法》第九十七条第（五）项",
        "违反《安全生产法》第四十一条，依据《安全生产法》第一百零一条第（五）项",
        "违反《安全生产法》第三十六条第二款，依据《安全生产法》第九十九条第（三）项",
        "违反《安全生产法》第三十六条，依据《安全生产法》第九十九条第（二）项",
        "违反《安全生产法》第四十三条，依据《安全生产法》第一百零一条第（三）项",
        "违反《安全生产法》第三十五条、第四十一条第二款，依据第九十九条第（一）项、第一百零二条",
        "违反《安全生产法》第四十一条第二款，依据《安全生产法》第一百一十二条",
        "违反《矿山安全法》第四十一条第二款，依据《安全生产法》第九十九条第（二）项",
        "违反《安全生产法》第十条，依据《安全生产法》第九十九条第（二）项",
        LAW,
    ] {
        assert!(!of(fit), "{fit}");
    }
}

/// The same words on either side of the day on which the rules changed.
#[test]
fn a_decision_is_judged_by_the_rules_of_its_day() {
    let until = |decided: &str, expires: &str| {
        let site = kept().edit(ENFORCEMENT, "A1,2023-07-05", &format!("A1,{decided}"));
        let site = site.edit(ENFORCEMENT, "2023-07-10,2026-07-05", &format!(",{expires}"));
        let site = site.edit(ENFORCEMENT, "〔2023〕", "〔2026〕").edit(ENFORCEMENT, ",H2,", ",,");
        site.edit("gongshi.toml", "as_of = \"2023-07-26\"", "as_of = \"2026-07-26\"").check()
    };
    assert!(!has(&until("2026-03-31", "2029-03-31"), Code::ExpiryOutOfRange));
    assert!(has(&until("2026-04-01", "2029-04-01"), Code::ExpiryOutOfRange));
    assert!(!has(&until("2026-04-01", "2027-04-01"), Code::ExpiryOutOfRange));
    let old = resting_on("《安全生产法》第一百二十条");
    assert!(has(&old.check(), Code::ArticleUnknown));
    let before = old.edit(ENFORCEMENT, "A1,2023-07-05", "A1,2021-08-31");
    assert!(!has(&before.check(), Code::ArticleUnknown), "the law of 2021 was not in force");
}

#[test]
fn a_campaign_without_law_is_told_nothing_of_it_but_that() {
    let campaign = kept().text(CAMPAIGN);
    let without = |law: &str| {
        let head = campaign.split_once("[law]").expect("names its sets").0;
        kept().put(CAMPAIGN, format!("{head}{law}"))
    };
    let wrong = |site: Site| {
        site.edit(ENFORCEMENT, "30000", "9000000").edit(ENFORCEMENT, "2026-07-05", "2043-07-05").check()
    };
    let seen = wrong(without(""));
    told(&seen, Severity::Warning, Code::CheckUndeclared, CAMPAIGN, 1, "");
    wrong(without("[law]\nsets = []\n")).is_clean();
}

#[test]
fn sets_are_named_by_what_is_built_in_or_kept() {
    let named = |sets: &str| {
        let campaign = kept().text(CAMPAIGN);
        let head = campaign.split_once("[law]").expect("names its sets").0;
        kept().put(CAMPAIGN, format!("{head}[law]\nsets = [{sets}]\n"))
    };
    let seen = named("\"work-safety-2012\"").check();
    let finding = seen.findings.iter().find(|finding| finding.code == Code::UnknownRow).expect("is told");
    assert_eq!(seen.pointed(finding), "\"work-safety-2012\"");
    assert!(crate::support::site::help(finding).contains("`work-safety-2021`"));
    // One of the site is read like one that is built in, and stands before it.
    let fire = |sum: &str| {
        let site = named("\"fire\"").put("data/law/fire.toml", FIRE);
        let site = site.edit(ENFORCEMENT, LAW, "《消防法》第六十条第一款第（一）项");
        site.edit(ENFORCEMENT, "30000", sum).check()
    };
    fire("50000").is_clean();
    told(&fire("50001"), Severity::Warning, Code::FineOutOfRange, ENFORCEMENT, 2, "50001");
    let own = FIRE
        .replace("消防法", "安全生产法")
        .replace("article = 60", "article = 99")
        .replace("[58, 72]", "[90, 114]");
    let own = own.replace("articles = 74", "articles = 119");
    let seen = named("\"work-safety-2021\"").put("data/law/work-safety-2021.toml", own).edit(
        ENFORCEMENT,
        "30000",
        "60000",
    );
    told(&seen.check(), Severity::Warning, Code::FineOutOfRange, ENFORCEMENT, 2, "60000");
}
