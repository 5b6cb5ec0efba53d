//! Slips of one cell that contradict what is known otherwise, each with what looks like it and is right.

use gongshi::diagnostic::Code;

use crate::support::ledger::{DECISION_HEADER, ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, NOTICES, kept};
use crate::support::sample::{and_cell, news, report, sample, with_cell};
use crate::support::site::Site;

/// That a site has one finding of a code, and no other.
#[track_caller]
fn tells(site: &Site, code: Code) {
    let seen = site.check();
    assert_eq!(seen.codes(), [code], "{}", seen.told());
}

#[track_caller]
fn tells_nothing(site: &Site) {
    let seen = site.check();
    assert!(seen.findings.is_empty(), "{}", seen.told());
}

/// The codes of the findings that the sample has not.
fn new_codes(site: &Site) -> Vec<Code> {
    news(site).into_iter().map(|one| one.code).collect()
}

#[test]
fn people_are_seen_in_reasons_offices_and_posts() {
    let (revoked, status) = ("valid,,\n", "revoked,2023-07-12,");
    for reason in ["当事人张建国申请复议，撤销", "经执法人员李志强复核撤销"] {
        let seen = kept().edit(ENFORCEMENT, revoked, &format!("{status}{reason}\n")).check();
        assert!(seen.codes().contains(&Code::PersonNamed), "{reason}: {}", seen.told());
    }
    for reason in ["当事人申请复议，撤销", "复核发现认定事实有误，自行撤销"] {
        let seen = kept().edit(ENFORCEMENT, revoked, &format!("{status}{reason}\n")).check();
        assert!(!seen.codes().contains(&Code::PersonNamed), "{reason}: {}", seen.told());
    }
    tells(&kept().edit(NOTICES, "逾期未整改", "矿长张建国逾期未整改"), Code::PersonNamed);
    let office = kept().edit(ENFORCEMENT, "甲县应急管理局,101", "甲县应急管理局李志强,101").check();
    assert!(office.codes().contains(&Code::PersonNamed), "{}", office.told());
}

#[test]
fn people_in_brackets_are_seen_in_every_column_of_posts_offices_and_texts() {
    let hazards = "data/ledger/hazards/141027.csv";
    let cells = [
        (hazards, "H141027-002", "found_by", "属地应急管理局执法检查组"),
        (hazards, "H141027-002", "responsible", "安全副厂长"),
        (hazards, "H141027-002", "reviewed_by", "浮山县应急管理局非煤矿山监管股"),
        (hazards, "H141027-002", "measures", "由矿长"),
        ("data/ledger/enforcement/141027.csv", "A141027-001-2", "authority", "浮山县应急管理局"),
        ("data/ledger/inspections/141027.csv", "I141027-003", "organ", "浮山县应急管理局"),
        ("data/ledger/notices.csv", "N0002", "reason", "主要负责人"),
    ];
    for (path, id, column, text) in cells {
        for name in ["（孙志刚）", "(李明)", "（王建国带队）"] {
            let told = new_codes(&with_cell(path, id, column, &format!("{text}{name}")));
            assert!(told.contains(&Code::PersonNamed), "{column}: {text}{name}: {told:?}");
        }
        for plain in ["（主持工作）", "（二）", "（高级工程师）", "（安全科）"] {
            let told = new_codes(&with_cell(path, id, column, &format!("{text}{plain}")));
            assert!(!told.contains(&Code::PersonNamed), "{column}: {text}{plain}");
        }
    }
    let reason = |text: &str| with_cell("data/ledger/notices.csv", "N0002", "reason", text);
    assert!(new_codes(&reason("经办人孙志刚已核实")).contains(&Code::PersonNamed));
    assert_eq!(new_codes(&reason("经办人已核实")), []);
}

#[test]
fn a_reviewer_of_another_county_and_a_number_with_its_mark_are_told() {
    let reviewed = |text: &str| {
        new_codes(&with_cell("data/ledger/hazards/141027.csv", "H141027-002", "reviewed_by", text))
    };
    for office in ["霍州市应急管理局", "浮山县应急管里局非煤矿山监管股", "浮山县应急管理局煤非矿山监管股"]
    {
        assert_eq!(reviewed(office), [Code::OfficeMisfit], "{office}");
    }
    for office in ["临汾市应急管理局", "浮山县应急管理局", "市级专家组", "邻县交叉检查组"]
    {
        assert_eq!(reviewed(office), [], "{office}");
    }
    let organ = |path: &str, id: &str, text: &str| new_codes(&with_cell(path, id, "organ", text));
    for (region, office) in [("141027", "浮山县应急局管理"), ("141002", "尧部区应急管理局")] {
        let (path, id) = (format!("data/ledger/inspections/{region}.csv"), format!("I{region}-003"));
        assert_eq!(organ(&path, &id, office), [Code::OfficeMisfit], "{office}");
    }
    let numbered = |number: &str| {
        let told = with_cell("data/ledger/enforcement/141027.csv", "A141027-004-1", "document_no", number);
        new_codes(&told)
    };
    assert_eq!(numbered("示例霍州应急责改〔2023〕99号"), [Code::DocumentMisfit]);
    assert_eq!(numbered("示例临汾应急责改〔2023〕99号"), []);
    assert_eq!(numbered("浮山应急责改〔2023〕99号"), []);
}

#[test]
fn a_word_that_forms_have_for_an_outcome_is_read() {
    let path = "data/ledger/hazards/141027.csv";
    assert_eq!(new_codes(&with_cell(path, "H141027-002", "outcome", "已整改")), []);
    assert!(new_codes(&with_cell(path, "H141027-002", "outcome", "已经改了")).contains(&Code::UnknownWord));
}

#[test]
fn a_fine_elsewhere_is_not_that_of_the_case() {
    let case = "content/cases/2023/exposed-2.md";
    let taught = |text: &str| new_codes(&sample().append(case, &format!("\n\n{text}\n")));
    for text in [
        "外地同类矿山因此被罚款80万元，矿长被追究刑事责任。",
        "某地一家企业被处罚款50万元，责令停产停业整顿。",
        "兄弟单位曾发生同样的事故，被罚款30万元。",
    ] {
        assert_eq!(taught(text), [], "{text}");
    }
    assert_eq!(taught("该企业因此被罚款80万元。"), [Code::CaseAmount]);
    assert_eq!(taught("外地同类矿山被罚款80万元；该企业被罚款60万元。"), [Code::CaseAmount]);
}

#[test]
fn an_office_of_another_city_and_one_misspelt_are_told() {
    let path = "data/ledger/enforcement/141027.csv";
    let with = |office: &str| {
        let text = sample().text(path);
        let line = text.lines().find(|line| line.starts_with("A141027-001-1,")).expect("is there").to_owned();
        sample().edit(path, &line, &line.replacen("浮山县应急管理局", office, 1))
    };
    for office in ["太原市应急管理局", "浮山县应急管里局", "浮山县应及管理局", "临汾市应急管理厅", ""]
    {
        assert!(new_codes(&with(office)).contains(&Code::OfficeMisfit), "{office}");
    }
    for office in ["临汾市应急管理局", "山西省应急管理厅", "国家矿山安全监察局山西局", "浮山县自然资源局"]
    {
        assert!(!new_codes(&with(office)).contains(&Code::OfficeMisfit), "{office}");
    }
    let hazards = "data/ledger/hazards/141027.csv";
    let listed = sample().edit(hazards, ",浮山县应急管理局,2023-06-09,", ",永和县应急管理局,2023-06-09,");
    assert_eq!(new_codes(&listed), [Code::OfficeMisfit]);
}

#[test]
fn a_firm_is_on_the_register_when_something_is_found_there() {
    let dated = |since: &str, until: &str| {
        let text = kept().text(ENTERPRISES);
        let rows: String = text
            .lines()
            .map(|line| match line.split(',').next() {
                Some("id") => format!("{line},since,until\n"),
                Some("E1") => format!("{line},{since},{until}\n"),
                _ => format!("{line},,\n"),
            })
            .collect();
        kept().put(ENTERPRISES, rows)
    };
    tells(&dated("2023-07-01", ""), Code::FacilityClosed);
    tells(&dated("", "2023-06-30"), Code::FacilityClosed);
    tells_nothing(&dated("2020-01-01", ""));
}

#[test]
fn a_number_far_from_all_others_is_told() {
    let path = "data/ledger/hazards/141027.csv";
    let far = sample().edit(path, ",124000,2023-07-06,", ",1240000000,2023-07-06,");
    assert_eq!(new_codes(&far), [Code::NumberFarOff]);
    let dear = sample().edit(path, ",124000,2023-07-06,", ",3240000,2023-07-06,");
    assert_eq!(new_codes(&dear), []);
    let minus = kept().edit(FACILITIES, ",C,60,", ",C,-60,");
    tells(&minus, Code::NotANumber);
}

#[test]
fn a_description_with_the_title_of_another_criterion_is_told() {
    tells(&kept().edit(HAZARDS, "安全出口不畅,矿长", "东翼：库区违规作业,矿长"), Code::CriterionNotAsTold);
    tells_nothing(&kept().edit(HAZARDS, "安全出口不畅,矿长", "东翼：安全出口不合要求,矿长"));
}

#[test]
fn a_case_is_of_one_firm() {
    let other = "A1-2,A1,2023-07-06,甲县应急管理局,101,E2,,unit,order,《安全生产法》第六十五条第一款第（三）项,,甲应急责改〔2023〕9号,,,,valid,,\n";
    tells(&kept().append(ENFORCEMENT, other), Code::DocumentMisfit);
    tells_nothing(&kept().append(ENFORCEMENT, &other.replace(",E2,", ",E1,")));
    assert!(DECISION_HEADER.starts_with("id,case,"));
}

#[test]
fn a_series_of_numbers_is_of_one_kind_of_notices() {
    let rows = |last: &str| {
        let row = |at: u32, kind: &str| {
            format!("N{at},2023-07-{at},{kind},101,E1,逾期未整改,甲应急约谈〔2023〕{at}号\n")
        };
        let rows: String = (13..17).map(|at| row(at, "interview")).collect();
        kept().append(NOTICES, &(rows + &row(18, last)))
    };
    tells(&rows("circular"), Code::DocumentMisfit);
    tells_nothing(&rows("interview"));
    tells(&kept().edit(NOTICES, "逾期未整改,\n", "逾期未整改,甲应急曝光（2023）1号\n"), Code::DocumentNumber);
}

#[test]
fn whoever_owned_a_mine_when_a_hazard_was_found_may_be_fined_after_it_was_sold() {
    let text = kept().text(FACILITIES);
    let rows: String = text
        .lines()
        .map(|line| match line.split(',').next() {
            Some("id") => format!("{line},former_enterprises\n"),
            Some("F1") => format!("{},E1@2023-07-04\n", line.replacen(",E1,", ",E2,", 1)),
            _ => format!("{line},\n"),
        })
        .collect();
    let seen = kept().put(FACILITIES, rows).check();
    assert!(!seen.codes().contains(&Code::DecisionElsewhere), "{}", seen.told());
}

#[test]
fn a_form_handed_in_weeks_before_the_cut_off_and_a_cell_that_once_does_not_apply_are_told() {
    let path = report("2023-09", "141027");
    let text = sample().text(&path);
    let day = text.lines().find(|line| line.starts_with("submitted_on")).expect("is there").to_owned();
    let early = sample().edit(&path, &day, "submitted_on = 2023-08-25");
    assert!(new_codes(&early).contains(&Code::SubmittedTooEarly));
    let line = text.lines().find(|line| line.starts_with("visits_county = ")).expect("is there");
    let absent = sample().edit(&path, line, "visits_county = \"n/a\"");
    assert_eq!(new_codes(&absent), [Code::CellImplausible]);
}

#[test]
fn a_percentage_is_of_what_it_counts() {
    let rate = |numerator: &str| {
        sample().edit(
            "data/rates.toml",
            "numerator = [\"statistics.major_rectified\"]",
            &format!("numerator = [\"statistics.{numerator}\"]"),
        )
    };
    assert!(new_codes(&rate("general_rectified")).contains(&Code::AgainstItself));
    assert_eq!(new_codes(&rate("major_open")), []);
}

#[test]
fn a_penalty_that_was_revoked_is_named_in_each_later_month() {
    // Decided and reported in September, revoked in October; November's form goes on as if it stood.
    let regions = ["141021", "141022", "141023", "141024", "141025", "141026", "141027", "141028"];
    let revoked = |region: &&str| {
        let path = format!("data/ledger/enforcement/{region}.csv");
        let text = sample().text(&path);
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let header = lines.next()?;
        let at = |name: &str| header.iter().position(|column| *column == name).expect("has the column");
        let mut row = lines.find(|row| {
            row[at("party")] == "unit"
                && row[at("kind")] == "fine"
                && row[at("status")] == "valid"
                && row[at("decided_on")].starts_with("2023-09-0")
        })?;
        let (old, id) = (row.join(","), row[0].to_owned());
        for (column, text) in
            [("status", "revoked"), ("status_on", "2023-10-09"), ("status_reason", "自行撤销")]
        {
            row[at(column)] = text;
        }
        let new = row.join(",");
        Some((sample().edit(&path, &old, &new), id))
    };
    let (site, id) = regions.iter().find_map(revoked).expect("a fine of September");
    let named = news(&site)
        .into_iter()
        .filter(|one| one.code == Code::RulesDisagree)
        .any(|one| one.related.iter().any(|(_, why)| why.zh.contains(&id) && why.zh.contains("撤销")));
    assert!(named, "{id}: {:#?}", news(&site));
}

#[test]
fn people_are_seen_wherever_somebody_is_to_do_something() {
    let hazards = "data/ledger/hazards/141027.csv";
    let cells = [
        (hazards, "H141027-002", "measures", "由王建国牵头落实整改", "由矿长牵头落实整改"),
        (hazards, "H141027-002", "emergency_plan", "值班电话联系王建国", "险情时联系值班矿长"),
        (hazards, "H141027-002", "note", "填报人王建国", "填报人已核对"),
        (
            hazards,
            "H141027-002",
            "note",
            "企业自报，经矿长王某某（王建国）说明",
            "经矿长王某某（主要负责人）说明",
        ),
        ("data/ledger/inspections/141027.csv", "I141027-003", "note", "带队人王建国", "带队人未到场"),
        ("data/ledger/notices.csv", "N0002", "reason", "矿长刘建平履职不到位", "主要负责人履职不到位"),
    ];
    for (path, id, column, named, plain) in cells {
        let told = new_codes(&with_cell(path, id, column, named));
        assert!(told.contains(&Code::PersonNamed), "{column}: {named}: {told:?}");
        let told = new_codes(&with_cell(path, id, column, plain));
        assert!(!told.contains(&Code::PersonNamed), "{column}: {plain}: {told:?}");
    }
    let path = report("2023-07", "141027");
    let remarked =
        |text: &str| new_codes(&sample().put(&path, format!("# {text}\n{}", sample().text(&path))));
    assert_eq!(remarked("填报人：王建国"), [Code::PersonNamed]);
    assert_eq!(remarked("填报人：办公室"), []);
    let case = "content/cases/2023/exposed-2.md";
    let taught = |text: &str| new_codes(&sample().append(case, &format!("\n\n{text}\n")));
    assert!(!taught("矿长张某某（张建国）未履行职责。").is_empty());
}

#[test]
fn a_cell_that_stands_in_for_words_is_told() {
    let cells = [
        ("data/ledger/hazards/141027.csv", "H141027-002", "description"),
        ("data/ledger/hazards/141027.csv", "H141027-002", "measures"),
        ("data/ledger/inspections/141027.csv", "I141027-003", "organ"),
        ("data/ledger/notices.csv", "N0002", "reason"),
        ("data/ledger/notices.csv", "N0002", "document_no"),
        ("data/ledger/enforcement/141027.csv", "A141027-001-2", "basis"),
        ("data/ledger/enforcement/141027.csv", "A141027-001-2", "authority"),
        (FACILITIES, "F141029-03", "name"),
        (ENTERPRISES, "E141027-01", "name"),
    ];
    for (path, id, column) in cells {
        for text in ["XXX", "详见台账", "?????"] {
            let told = new_codes(&with_cell(path, id, column, text));
            assert!(told.contains(&Code::EmptyCell), "{column}: {text}: {told:?}");
        }
    }
    let number = |text: &str| new_codes(&with_cell("data/ledger/notices.csv", "N0002", "document_no", text));
    assert!(number("待补").contains(&Code::EmptyCell));
    assert!(!number("无").contains(&Code::EmptyCell));
    let note =
        |text: &str| new_codes(&with_cell("data/ledger/hazards/141027.csv", "H141027-002", "note", text));
    assert_eq!(note("待补"), []);
}

#[test]
fn a_decision_says_nothing_of_itself_that_cannot_be() {
    let fines = "data/ledger/enforcement/141027.csv";
    let told = |id: &str, column: &str, text: &str| new_codes(&with_cell(fines, id, column, text));
    for (column, wrong, code, right) in [
        ("basis", "依法", Code::ItemNotCited, "《山西省安全生产条例》第六十条"),
        ("basis", "《安全生产法》", Code::ItemNotCited, "《安全生产法》第一百零二条"),
        ("authority", "示例立远选矿有限公司", Code::OfficeMisfit, "浮山县应急管理局"),
        ("status_reason", "认定有误", Code::CellsContradict, ""),
        ("hearing_notice_on", "2022-06-03", Code::DecisionDaysOutOfOrder, ""),
    ] {
        let codes = told("A141027-001-2", column, wrong);
        assert!(codes.contains(&code), "{column}: {wrong}: {codes:?}");
        let codes = told("A141027-001-2", column, right);
        assert!(!codes.contains(&code), "{column}: {right}: {codes:?}");
    }
    let graded = |kind: &str| {
        let gravity = DECISION_HEADER.replace("status,status_on", "gravity,status,status_on");
        let row = kept().text(ENFORCEMENT).lines().nth(1).expect("a row").to_owned();
        let row = row.replace(",fine,", &format!(",{kind},")).replace(",30000,", ",,");
        let row = row.replace(",valid,", ",minor,valid,");
        kept().put(ENFORCEMENT, format!("{gravity}{row}\n")).check().codes()
    };
    assert!(graded("suspend").contains(&Code::CellsContradict));
    assert!(!graded("warning").contains(&Code::CellsContradict));
    let at = "https://www.creditchina.gov.cn/xy/1";
    let addressed = |other: &str| {
        let site = with_cell(fines, "A141027-001-2", "url", at);
        new_codes(&and_cell(site, fines, "A141027-001-3", "url", other))
    };
    assert!(addressed(at).contains(&Code::DocumentMisfit));
    assert_eq!(addressed("https://www.creditchina.gov.cn/xy/2"), []);
}

#[test]
fn a_case_is_withdrawn_after_its_decision_and_its_batch_follows_the_days() {
    let path = "content/cases/2023/withdrawn-1.md";
    let text = sample().text(path);
    let line = text.lines().find(|line| line.contains("to = \"withdrawn\"")).expect("has the step");
    let on: chrono::NaiveDate = line.split("on = ").nth(1).expect("a day")[..10].parse().expect("a day");
    let moved = |days: i64| {
        let day = on + chrono::TimeDelta::days(days);
        new_codes(&sample().edit(path, line, &line.replace(&on.to_string(), &day.to_string())))
    };
    assert!(moved(-4).contains(&Code::CaseDay), "{:?}", moved(-4));
    assert_eq!(moved(0), []);
    let batch = |path: &str, batch: u32| {
        let text = sample().text(path);
        let line = text.lines().find(|line| line.starts_with("batch = ")).expect("has one");
        new_codes(&sample().edit(path, line, &format!("batch = {batch}")))
    };
    let case = "content/cases/2023/exposed-1.md";
    assert_eq!(batch(case, 90), [Code::CasesAtOdds]);
    assert_eq!(batch(case, 1), []);
}
