//! Ledgers: what a row may say, and that each slip is told at its cell.

use gongshi::dataset::ledger::{FacilityKind, Outcome, Source};
use gongshi::dataset::{Span, Yuan};
use gongshi::diagnostic::{Code, Severity};

use crate::support::ledger::{
    ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES, WORKDAYS, kept, told,
};
use crate::support::site::{Site, help};

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;

#[test]
fn ledgers_are_read_and_their_references_hold() {
    let site = kept();
    site.check().is_clean();
    let dataset = site.count().dataset;
    let ledger = &dataset.ledger;
    let hazard = ledger.hazards.by_id("H2").expect("is there");
    assert_eq!(ledger.hazards.text(hazard, hazard.description), "安全出口\"又\"不畅");
    assert_eq!((hazard.source, hazard.funds_yuan), (Source::Inspection, Some(Yuan::whole(2000))));
    let earlier = ledger.hazards.get(hazard.recurs.expect("names one"));
    assert_eq!((ledger.hazards.id(earlier), earlier.outcome), ("H1", Some(Outcome::Rectified)));
    let facility = ledger.facility_of(hazard);
    assert_eq!((ledger.facilities.id(facility), facility.kind), ("F1", FacilityKind::Underground));
    assert_eq!(
        facility.enterprise.map(|owner| ledger.enterprises.id(ledger.enterprises.get(owner))),
        Some("E1")
    );
    assert_eq!(dataset.regions.all()[hazard.region].code, "101");
    let codes = hazard.criteria.iter().map(|at| at.of(&dataset.criteria).code.as_str());
    assert_eq!(codes.collect::<Vec<_>>(), ["D01"]);
    let decision = ledger.decisions.by_id("A1-1").expect("is there");
    assert_eq!(ledger.hazards.id(ledger.hazards.get(decision.hazards[0])), "H2");
    assert_eq!(ledger.inspections.len(), 1);
    assert_eq!(ledger.notices.len(), 2);
}

#[test]
fn a_record_shows_the_name_of_its_time() {
    let dataset = kept().count().dataset;
    let enterprises = &dataset.ledger.enterprises;
    let firm = enterprises.by_id("E1").expect("is there");
    let on = |text: &str| enterprises.name_on(firm, text.parse().expect("a day"));
    assert_eq!((on("2023-06-30"), on("2023-07-01")), ("甲矿厂", "甲矿业有限公司"));
    assert_eq!(enterprises.former_names(firm).collect::<Vec<_>>(), ["甲矿厂", "老甲矿"]);
}

#[test]
fn a_former_name_has_its_name_and_its_last_day() {
    let both = "甲矿厂@2023-06-30;老甲矿@2020-01-01";
    let named = |names: &str| kept().edit(ENTERPRISES, both, names);
    let full_width = named("甲矿厂＠2023-06-30；老甲矿＠2020-01-01");
    full_width.check().is_clean();
    let dataset = full_width.count().dataset;
    let firm = dataset.ledger.enterprises.by_id("E1").expect("is there");
    let day = "2023-06-30".parse().expect("a day");
    assert_eq!(dataset.ledger.enterprises.name_on(firm, day), "甲矿厂");
    let wrong = |severity, code, names: &str| {
        let seen = named(names).check();
        help(told(&seen, severity, code, ENTERPRISES, 2, names)).to_owned()
    };
    let nameless = named("@2023-06-30").check();
    assert!(nameless.codes().contains(&Code::EmptyCell), "{}", nameless.told());
    assert!(wrong(WARNING, Code::NotADate, "老甲矿").contains("老甲矿@"));
    assert_eq!(wrong(WARNING, Code::NotADate, "老甲矿（2023-06-30）"), "write it like `老甲矿@2023-06-30`");
    assert!(wrong(WARNING, Code::NotADate, "甲矿厂、老甲矿").contains("part them"));
    assert!(wrong(WARNING, Code::NotADate, "甲矿厂，老甲矿@2023-06-30").contains("part them"));
}

#[test]
fn a_mines_capacity_is_a_number() {
    let with = |capacity: &str| kept().edit(FACILITIES, "B,30,", &format!("B,{capacity},")).check();
    for capacity in ["", "30", "7.5"] {
        with(capacity).is_clean();
    }
    for capacity in ["abc", "20万吨/年"] {
        told(&with(capacity), WARNING, Code::NotANumber, FACILITIES, 2, capacity);
    }
    let pond = kept().edit(FACILITIES, "C,60,", "C,60万立方米,").check();
    told(&pond, WARNING, Code::NotANumber, FACILITIES, 3, "60万立方米");
}

#[test]
fn a_cells_place_is_found_again() {
    let site = kept();
    let dataset = site.count().dataset;
    let hazards = &dataset.ledger.hazards;
    let hazard = hazards.by_id("H2").expect("is there");
    let place = hazards.cell(hazard, "found_on");
    let text = site.text(HAZARDS);
    assert_eq!(&text[place.span.0 as usize..place.span.1 as usize], "2023-07-03");
    assert_eq!(hazards.line(hazard), 3);
}

#[test]
fn headers_and_words_may_be_chinese() {
    let site = kept()
        .edit(HAZARDS, "id,facility,level,source,found_on", "编号,设施,等级,来源,发现日期")
        .edit(HAZARDS, "F1,major,self", "F1,重大,企业自查")
        .edit(FACILITIES, "tailings,idle_unmanned", "尾矿库,长期停产停建（无人）")
        .edit(FACILITIES, "liaison", "联系盯守");
    site.check().is_clean();
    site.edit(FACILITIES, "长期停产停建（无人）", "长期停产停建(无人)").check().is_clean();
}

#[test]
fn optional_columns_may_be_left_out() {
    let site = kept().put(
        HAZARDS,
        "id,facility,level,source,found_on,description\nH2,F1,general,self,2023-07-01,照明不足\n",
    );
    site.check().is_clean();
}

#[test]
fn an_unknown_word_is_told_with_the_nearest() {
    let seen = kept().edit(HAZARDS, "F1,major,self", "F1,majro,self").check();
    assert_eq!(help(seen.only(ERROR, Code::UnknownWord, HAZARDS, 2, 7)), "did you mean `major`?");
}

#[test]
fn a_required_cell_is_told_where_it_is_empty() {
    let seen = kept().edit(HAZARDS, "self,2023-06-01", "self,").check();
    seen.only(ERROR, Code::EmptyCell, HAZARDS, 2, 18);
}

#[test]
fn a_bad_date_is_told_with_the_one_meant() {
    let seen = kept().edit(HAZARDS, "self,2023-06-01", "self,2023/6/1").check();
    assert_eq!(help(seen.only(ERROR, Code::NotADate, HAZARDS, 2, 18)), "write 2023-06-01");
    let seen = kept().edit(HAZARDS, "self,2023-06-01", "self,２０２３-06-01").check();
    assert_eq!(help(seen.only(ERROR, Code::FullWidthDigits, HAZARDS, 2, 18)), "write 2023-06-01");
}

#[test]
fn a_sum_is_kept_to_the_fen() {
    for (typed, wan) in [
        ("30000.55", "3.000055"),
        ("30000.5", "3.00005"),
        ("30000.00", "3"),
        ("30000元", "3"),
        ("856.05元", "0.085605"),
    ] {
        let site = kept().edit(ENFORCEMENT, "30000", typed);
        let seen = site.check();
        assert!(!seen.codes().contains(&Code::NotYuan), "{typed}");
        let figure = site.count().get("ledger.fines", "101", "2023-07", Span::Month);
        assert_eq!(
            figure.value().map(|value| value.normalize().to_string()).as_deref(),
            Some(wan),
            "{typed}"
        );
    }
}

#[test]
fn a_fine_in_ten_thousands_is_told_with_the_yuan() {
    for (typed, code, meant) in [
        ("2.25", Code::NotYuan, "if this is 万元, write 22500"),
        ("3万元", Code::NotYuan, "if this is 万元, write 30000"),
        ("3０000", Code::FullWidthDigits, "write 30000"),
        ("30000.125", Code::NotYuan, "write a non-negative number of 元"),
        ("-30000", Code::NegativeValue, "write a non-negative number of 元"),
    ] {
        let seen = kept().edit(ENFORCEMENT, "30000", typed).check();
        let finding = told(&seen, ERROR, code, ENFORCEMENT, 2, typed);
        assert!(help(finding).contains(meant), "{typed}: {}", help(finding));
    }
}

#[test]
fn a_reference_that_leads_nowhere_is_told_with_the_nearest_id() {
    let seen = kept().edit(HAZARDS, "H1,F1", "H1,F11").check();
    let finding = seen.only(ERROR, Code::UnknownRow, HAZARDS, 2, 4);
    assert_eq!(help(finding), "did you mean `F1`?");
    let seen = kept().edit(HAZARDS, ",H1,,复发", ",H9,,复发").check();
    told(&seen, ERROR, Code::UnknownRow, HAZARDS, 3, "H9");
    let seen = kept().edit(ENFORCEMENT, ",H2,", ",H2;H7,").check();
    told(&seen, ERROR, Code::UnknownRow, ENFORCEMENT, 2, "H2;H7");
    let seen = kept().edit(NOTICES, ",E1,", ",E9,").check();
    told(&seen, ERROR, Code::UnknownRow, NOTICES, 2, "E9");
    let seen = kept().edit(HAZARDS, "2023-06-01,安全科,D01", "2023-06-01,安全科,D1").check();
    told(&seen, ERROR, Code::UnknownRow, HAZARDS, 2, "D1");
}

#[test]
fn a_broken_row_is_told_once_and_not_by_those_that_name_it() {
    let seen = kept().edit(FACILITIES, "F1,甲铁矿,E1,101,underground", "F1,甲铁矿,E1,101,mine").check();
    seen.only(ERROR, Code::UnknownWord, FACILITIES, 2, 15);
    let seen = kept().put(FACILITIES, &b"\xff\xff\xff"[..]).check();
    seen.only(ERROR, Code::NotText, FACILITIES, 1, 1);
}

#[test]
fn ids_are_unique_over_all_files() {
    let rows = kept().text(HAZARDS);
    let again = rows.replace("F1", "F2").replace("D01", "W01").replace(",H1,,复发", ",,,");
    let seen = kept().put("data/ledger/hazards/102.csv", again).check();
    assert_eq!(seen.findings.iter().filter(|finding| finding.code == Code::DuplicateId).count(), 2);
    let finding = seen.among(ERROR, Code::DuplicateId, "data/ledger/hazards/102.csv", 2, 1);
    assert_eq!(finding.related[0].0.path.as_ref(), HAZARDS);
}

#[test]
fn ids_that_differ_by_case_alone_are_one_page_on_many_disks() {
    let rows = kept().text(FACILITIES);
    let first = rows.lines().nth(1).unwrap().to_owned();
    let seen = kept().put(FACILITIES, format!("{rows}{}\n", first.replacen("F1,", "f1,", 1))).check();
    let finding = seen.findings.iter().find(|finding| finding.code == Code::DuplicateId).expect("is told");
    assert!(finding.message.en.contains("differ by case alone"), "{}", seen.told());
}

#[test]
fn a_criterion_fits_the_facility_and_the_day() {
    let seen = kept().edit(HAZARDS, "2023-06-01,安全科,D01", "2023-06-01,安全科,W01").check();
    told(&seen, ERROR, Code::CriterionMisfit, HAZARDS, 2, "W01");
    let seen =
        kept().edit("data/campaign.toml", "applies_from = 2022-09-01", "applies_from = 2023-07-01").check();
    told(&seen, ERROR, Code::CriterionMisfit, HAZARDS, 2, "D01");
}

#[test]
fn a_hazard_that_meets_two_criteria_is_counted_with_both_and_once_in_all() {
    const FIRST: &str = "2023-06-01,安全科,D01";
    let two = kept().append("data/criteria.csv", "2022,D02,underground,二,通风不合要求\n");
    let site = two.clone().edit(HAZARDS, FIRST, "2023-06-01,安全科,D01;D02");
    site.check().is_clean();
    let counted = site.count();
    for measure in ["ledger.major_found", "ledger.major_found.D01", "ledger.major_found.D02"] {
        let figure = counted.get(measure, "101", "2023-06", Span::Month);
        assert_eq!(figure.value(), Some(1.into()), "{measure}");
    }
    let built = site.build_only(|address| address.contains("hazards") || address.starts_with("/criteria/"));
    let page = &built.files["hazards/H1/index.html"];
    let page = std::str::from_utf8(page).unwrap();
    assert!(page.contains("criteria/D01/") && page.contains("criteria/D02/"), "{page}");
    assert!(std::str::from_utf8(&built.files["criteria/D02/index.html"]).unwrap().contains("/hazards/H1/"));
    let list = built.files.iter().find(|(path, _)| path.ends_with("hazards.csv")).expect("is published").1;
    assert!(std::str::from_utf8(list).unwrap().contains(",D01 D02,"), "codes are apart");
    let seen = two.clone().edit(HAZARDS, FIRST, "2023-06-01,安全科,D01;D01").check();
    told(&seen, ERROR, Code::CellsContradict, HAZARDS, 2, "D01;D01");
    let seen = two.clone().edit(HAZARDS, FIRST, "2023-06-01,安全科,D01;W01").check();
    told(&seen, ERROR, Code::CriterionMisfit, HAZARDS, 2, "D01;W01");
    let seen = two.edit(HAZARDS, FIRST, "2023-06-01,安全科,D01、D02").check();
    let finding = told(&seen, ERROR, Code::UnknownRow, HAZARDS, 2, "D01、D02");
    assert_eq!(help(finding), "separate several by semicolons");
}

#[test]
fn a_row_stands_in_the_ledger_of_its_region() {
    let seen = kept().edit(HAZARDS, "H1,F1", "H1,F2").check();
    seen.among(ERROR, Code::RowElsewhere, HAZARDS, 2, 4);
    let seen = kept().edit(ENFORCEMENT, ",101,E1", ",102,E1").check();
    told(&seen, ERROR, Code::RowElsewhere, ENFORCEMENT, 2, "102");
    let rows = kept().text(INSPECTIONS);
    kept().put("data/ledger/inspections/100-B.csv", rows.replace("I1,甲县", "I2,小市")).check().is_clean();
}

#[test]
fn a_file_of_no_reporter_is_not_lost() {
    let rows = kept().text(HAZARDS);
    let seen = kept().without(HAZARDS).put("data/ledger/hazards/1O1.csv", rows.clone()).check();
    let path = "data/ledger/hazards/1O1.csv";
    assert_eq!(help(seen.among(ERROR, Code::UnknownRegion, path, 1, 1)), "did you mean `101.csv`?");
    seen.among(WARNING, Code::LedgerMissing, HAZARDS, 1, 1);
    let seen = kept().put("data/ledger/hazards/100.csv", rows).check();
    seen.among(ERROR, Code::NotAReporter, "data/ledger/hazards/100.csv", 1, 1);
    kept().put("data/ledger/hazard.csv", "id\n").check().only(
        WARNING,
        Code::UnexpectedFile,
        "data/ledger/hazard.csv",
        1,
        1,
    );
}

#[test]
fn a_credit_code_is_compared_with_its_check_character() {
    let wrong = kept().edit(ENTERPRISES, "91350100M000100Y43", "91350100M000100Y44");
    let seen = wrong.clone().check();
    told(&seen, WARNING, Code::CreditCode, ENTERPRISES, 2, "91350100M000100Y44");
    wrong.edit(ENTERPRISES, "老甲矿@2020-01-01,", "老甲矿@2020-01-01,代码已核").check().is_clean();
    let seen = kept().edit(ENTERPRISES, "91350100M000100Y43", "11010519491231002X").check();
    told(&seen, ERROR, Code::ResidentId, ENTERPRISES, 2, "11010519491231002X");
}

#[test]
fn cells_of_a_row_do_not_contradict_each_other() {
    let contradicts = |site: Site, path: &str, words: &str| {
        told(&site.check(), ERROR, Code::CellsContradict, path, 2, words);
    };
    contradicts(kept().edit(ENFORCEMENT, "unit,fine", "unit,warning"), ENFORCEMENT, "30000");
    let two_days = "2023-07-03,2023-07-03";
    contradicts(kept().edit(INSPECTIONS, two_days, "2023-07-03,2023-07-02"), INSPECTIONS, "2023-07-02");
    contradicts(kept().edit(INSPECTIONS, "F1,3,1", "F1,3,4"), INSPECTIONS, "4");
    told(&kept().edit(ENFORCEMENT, ",30000,", ",,").check(), ERROR, Code::EmptyCell, ENFORCEMENT, 2, "");
    told(&kept().edit(ENFORCEMENT, "valid", "revoked").check(), ERROR, Code::EmptyCell, ENFORCEMENT, 2, "");
    kept().edit(FACILITIES, "F1,甲铁矿,E1", "F1,甲铁矿,").check().among(
        ERROR,
        Code::EmptyCell,
        FACILITIES,
        2,
        8,
    );
}

#[test]
fn workdays_are_of_the_year_of_their_file() {
    kept().edit(WORKDAYS, "2023-06-22", "2024-06-22").check().only(
        ERROR,
        Code::CellsContradict,
        WORKDAYS,
        2,
        1,
    );
    kept().put("data/workdays/now.csv", "date,works\n").check().only(
        ERROR,
        Code::WrongFileName,
        "data/workdays/now.csv",
        1,
        1,
    );
}
