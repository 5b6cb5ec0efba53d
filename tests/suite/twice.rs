//! The same thing entered twice, and the wrong thing entered once: each slip is told at its cell and alone, and what looks
//! like it and is right is not.

use gongshi::diagnostic::{Code, Severity};

use crate::support::ledger::{
    ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES, kept, told,
};
use crate::support::sample::sample;
use crate::support::site::{REGIONS, Site};

const CRITERIA: &str = "data/criteria.csv";
const WARNING: Severity = Severity::Warning;
const ERROR: Severity = Severity::Error;
/// Where the two parts of a row that matter here stand in the small site.
const OWN_BASIS: &str = "fine,《安全生产法》第九十九条第（二）项,30000";
const OWN_NUMBER: &str = "甲应急罚〔2023〕1号";
/// A credit code that no enterprise of the small site has.
const OTHER_CODE: &str = "91000000YL0000001L";

/// A change of the small site that the check has to tell, where, and at which words.
struct Slip {
    change: Box<dyn Fn(Site) -> Site>,
    severity: Severity,
    code: Code,
    at: (&'static str, u32, String),
    /// Whether the other place is pointed at, too.
    is_of_two: bool,
}

fn slip(
    change: impl Fn(Site) -> Site + 'static,
    code: Code,
    path: &'static str,
    line: u32,
    words: impl Into<String>,
) -> Slip {
    Slip {
        change: Box::new(change),
        severity: WARNING,
        code,
        at: (path, line, words.into()),
        is_of_two: false,
    }
}

impl Slip {
    fn of_two(self) -> Self {
        Self { is_of_two: true, ..self }
    }

    #[track_caller]
    fn is_told(&self) {
        let seen = (self.change)(kept()).check();
        let (path, line, words) = &self.at;
        let finding = told(&seen, self.severity, self.code, path, *line, words);
        assert!(!self.is_of_two || !finding.related.is_empty(), "{}", seen.told());
        assert!(finding.help.is_some());
    }
}

/// With one more row.
fn row(path: &'static str, row: impl Into<String>) -> impl Fn(Site) -> Site + 'static {
    let row = row.into() + "\n";
    move |site| site.append(path, &row)
}

/// With other words.
fn edit(path: &'static str, from: &'static str, to: impl Into<String>) -> impl Fn(Site) -> Site + 'static {
    let to = to.into();
    move |site| site.edit(path, from, &to)
}

#[track_caller]
fn are_clean(twins: Vec<Box<dyn Fn(Site) -> Site>>) {
    for (at, twin) in twins.into_iter().enumerate() {
        let seen = twin(kept()).check();
        assert!(seen.findings.is_empty(), "twin {at}: {}", seen.told());
    }
}

#[test]
fn a_firm_of_one_name_in_one_region_is_told_with_both_rows() {
    let error = |slip: Slip| Slip { severity: ERROR, ..slip.of_two() };
    let again = |name: &'static str| {
        let words = name.trim_matches('"').to_owned();
        let line = 4;
        error(slip(row(ENTERPRISES, format!("E3,{name},,101,,")), Code::NameTwice, ENTERPRISES, line, words))
    };
    again("甲矿业有限公司").is_told();
    again("甲矿业 有限公司").is_told();
    again("甲矿业\u{3000}有限公司").is_told();
    for (one, other) in [
        ("丙矿业（集团）有限公司", "丙矿业(集团)有限公司"),
        ("丙矿业（集团）有限公司", "丙矿业〔集团〕有限公司"),
        ("丙矿业【集团】有限公司", "丙矿业 [集团] 有限公司"),
        ("ＡＢ矿业有限公司", "ab矿业有限公司"),
        ("丙·丁矿业有限公司", "丙•丁矿业有限公司"),
    ] {
        let rows = format!("E3,{one},,102,,\nE4,{other},,102,,");
        error(slip(row(ENTERPRISES, rows), Code::NameTwice, ENTERPRISES, 5, other)).is_told();
    }
    // The licences differ: there may be two.
    let with_code = format!("E3,甲矿业有限公司,{OTHER_CODE},101,,");
    slip(row(ENTERPRISES, with_code), Code::NameTwice, ENTERPRISES, 4, "甲矿业有限公司").of_two().is_told();
    // Renamed and entered anew, while the row under the old name stayed.
    let old = slip(
        row(ENTERPRISES, "E3,老甲矿,,101,,"),
        Code::NameTwice,
        ENTERPRISES,
        2,
        "甲矿厂@2023-06-30;老甲矿@2020-01-01",
    );
    old.of_two().is_told();
    // A line break within a cell.
    let seen = row(ENTERPRISES, "E3,\"甲矿业\n有限公司\",,101,,")(kept()).check();
    assert!(seen.codes().contains(&Code::NameTwice), "{}", seen.told());
}

#[test]
fn firms_of_one_name_elsewhere_or_at_another_time_are_two() {
    let dated = |rows: &str| {
        let header = "id,name,uscc,region,since,until,former_names,note\n";
        let own = "E1,甲矿业有限公司,91350100M000100Y43,101,,,甲矿厂@2023-06-30;老甲矿@2020-01-01,\nE2,乙选矿有限公司,91110000101623741K,102,,,,\n";
        let text = format!("{header}{own}{rows}");
        move |site: Site| site.put(ENTERPRISES, text.clone())
    };
    are_clean(vec![
        Box::new(row(ENTERPRISES, "E3,甲矿业有限公司,,102,,")),
        Box::new(row(ENTERPRISES, "E3,甲矿业（集团）有限公司,,101,,")),
        Box::new(row(ENTERPRISES, format!("E3,老甲矿,{OTHER_CODE},101,,"))),
        Box::new(row(ENTERPRISES, "E3,老甲矿,,102,,")),
        Box::new(dated("E3,丙矿业有限公司,,101,,2023-05-31,,\nE4,丙矿业有限公司,,101,2023-06-01,,,\n")),
    ]);
    let seen = dated("E3,丙矿业有限公司,,101,,2023-06-30,,\nE4,丙矿业有限公司,,101,2023-06-01,,,\n")(
        kept(),
    )
    .check();
    assert_eq!(seen.codes(), [Code::NameTwice], "a month on the register together: {}", seen.told());
}

#[test]
fn facilities_regions_and_criteria_of_one_name_are_told_with_both_rows() {
    let facility = |row_of: &'static str, name: &'static str| {
        slip(row(FACILITIES, row_of), Code::NameTwice, FACILITIES, 4, name).of_two()
    };
    facility("F3,甲铁矿,E1,101,underground,production,2020-01-01,,C,40,,false,false", "甲铁矿").is_told();
    facility("F3,甲 铁矿,E1,101,open_pit,production,2021-01-01,,C,40,,false,false", "甲 铁矿").is_told();
    facility("F3,甲铁矿,,101,tailings,idle_unmanned,2020-01-01,liaison,C,40,4,false,true", "甲铁矿")
        .is_told();
    let criterion = |row_of: &'static str, words: &'static str| {
        slip(row(CRITERIA, row_of), Code::NameTwice, CRITERIA, 4, words).of_two()
    };
    criterion("2022,D02,underground,二,安全出口 不合要求", "安全出口 不合要求").is_told();
    criterion("2022,D02,underground,一,通风不合要求", "一").is_told();
    criterion("2022,W02,tailings,二,库区违规作业", "库区违规作业").is_told();
    for name in ["甲县", "甲　县", "乙县"] {
        let seen = kept().append(REGIONS, &format!("103,{name},county,100,false\n")).check();
        let found: Vec<_> = seen.findings.iter().filter(|finding| finding.code == Code::NameTwice).collect();
        assert_eq!(found.len(), 1, "{}", seen.told());
        assert_eq!(seen.at(found[0]).1, 6);
        assert_eq!(found[0].related.len(), 1);
    }
    are_clean(vec![
        Box::new(row(FACILITIES, "F3,甲铁矿,E2,102,underground,production,2020-01-01,,C,40,,false,false")),
        Box::new(row(FACILITIES, "F3,甲铁矿,E2,101,underground,production,2020-01-01,,C,40,,false,false")),
        Box::new(row(
            FACILITIES,
            "F3,甲二号铁矿,E1,101,underground,production,2020-01-01,,C,40,,false,false",
        )),
        Box::new(row(CRITERIA, "2022,P01,open_pit,一,安全出口不合要求")),
        Box::new(row(CRITERIA, "2022,D02,underground,二,通风不合要求")),
    ]);
}

#[test]
fn a_number_of_a_document_is_that_of_one_notice_and_of_its_year() {
    const FIRST: &str = "逾期未整改,\n";
    const SECOND: &str = "进度滞后,\n";
    let numbered = |one: &str, other: &str| {
        let (one, other) = (format!("逾期未整改,{one}\n"), format!("进度滞后,{other}\n"));
        move |site: Site| site.edit(NOTICES, FIRST, &one).edit(NOTICES, SECOND, &other)
    };
    let number = "小应急通报〔2023〕1号";
    slip(numbered(number, number), Code::DocumentMisfit, NOTICES, 3, number).of_two().is_told();
    slip(numbered(OWN_NUMBER, ""), Code::DocumentMisfit, NOTICES, 2, OWN_NUMBER).of_two().is_told();
    slip(numbered("小应急曝光〔2022〕1号", ""), Code::DocumentMisfit, NOTICES, 2, "小应急曝光〔2022〕1号")
        .is_told();
    // In other brackets, which is told too.
    for other in ["小应急曝光[2022]1号", "小应急曝光（２０２４）1号"] {
        let seen = numbered(other, "")(kept()).check();
        assert!(seen.codes().contains(&Code::DocumentMisfit), "{}", seen.told());
    }
    let again = |rows: &str| numbered(number, format!("小应急通报〔2023〕2号\n{rows}").trim_end());
    let same = format!("N3,2023-07-10,exposure,101,E1,还是没有整改,{number}");
    slip(again(&same), Code::DocumentMisfit, NOTICES, 4, number).of_two().is_told();
    slip(
        edit(ENFORCEMENT, OWN_NUMBER, "甲应急罚〔2022〕1号"),
        Code::DocumentMisfit,
        ENFORCEMENT,
        2,
        "甲应急罚〔2022〕1号",
    )
    .is_told();
    are_clean(vec![
        Box::new(numbered(number, "小应急通报〔2023〕2号")),
        Box::new(numbered("", "")),
        Box::new(numbered("通报1号", "（82）号")),
        // One document names several.
        Box::new(again(&format!("N3,2023-07-10,exposure,102,E2,逾期未整改,{number}"))),
    ]);
}

/// Of a decision and of an inspection.
fn by(office: &'static str) -> [Box<dyn Fn(Site) -> Site>; 2] {
    let change = |path| edit(path, "甲县应急管理局", office);
    [Box::new(change(ENFORCEMENT)), Box::new(change(INSPECTIONS))]
}

#[test]
fn an_office_of_another_county_or_none_is_told() {
    for office in [
        "乙县应急管理局",
        "小市乙县应急管理局",
        "乙县公安局",
        "丙石县应急管理局",
        "小市丙石县应急管理局",
        "乙　县应急管理局",
    ] {
        for (change, path) in by(office).into_iter().zip([ENFORCEMENT, INSPECTIONS]) {
            slip(change, Code::OfficeMisfit, path, 2, office).is_told();
        }
    }
    for office in ["", "—"] {
        slip(edit(ENFORCEMENT, "甲县应急管理局", office), Code::OfficeMisfit, ENFORCEMENT, 2, office)
            .is_told();
    }
    slip(edit(INSPECTIONS, "甲县应急管理局", ""), Code::OfficeMisfit, INSPECTIONS, 2, "").is_told();
    for office in [
        "小市应急管理局",
        "小市甲县应急管理局",
        "某省应急管理厅",
        "国家矿山安全监察局某省局",
        "甲县公安局",
        "县应急管理局",
        "县级专班",
        "市派驻县工作组",
        "乙县、甲县应急管理局",
        "甲 县应急管理局",
    ] {
        are_clean(by(office).into());
    }
    are_clean(vec![Box::new(edit(INSPECTIONS, "甲县应急管理局,enforcement", "乙县应急管理局,cross"))]);
}

#[test]
fn one_row_among_many_of_another_county_is_told_there() {
    let decision = |county: &str, from: &'static str, to: &'static str| {
        let path = format!("data/ledger/enforcement/{county}.csv");
        let text = sample().text(&path);
        let line =
            text.lines().position(|line| line.contains("-001-1,")).expect("has a first case") as u32 + 1;
        let changed: String = text
            .lines()
            .map(|line| if line.contains("-001-1,") { line.replacen(from, to, 1) } else { line.to_owned() } + "\n")
            .collect();
        let seen = sample().put(&path, changed).check();
        let found: Vec<_> =
            seen.findings.iter().filter(|finding| finding.code == Code::OfficeMisfit).collect();
        assert_eq!(found.len(), 1, "{to}: {}", seen.told());
        assert_eq!((seen.at(found[0]).1, seen.pointed(found[0])), (line, to));
    };
    decision("141021", "曲沃县应急管理局", "翼城县应急管理局");
    decision("141026", "安泽县应急管理局", "浮山应急管理局");
    decision("141028", "吉县应急管理局", "临汾市古县应急管理局");
    decision("141081", "侯马市应急管理局", "霍州市应急管理局");
    decision("141022", "翼城县应急管理局", "冀城县应急管理局");
    decision("141000-B", "临汾市应急管理局", "洪洞县应急管理局");
}

#[test]
fn an_inspection_of_more_than_a_month_and_an_id_twice_in_a_cell_are_told() {
    const DAYS: &str = "2023-07-03,2023-07-03";
    let long = |days: &'static str, end: &'static str| {
        slip(edit(INSPECTIONS, DAYS, days), Code::InspectionLong, INSPECTIONS, 2, end)
    };
    long("2023-06-01,2023-07-03", "2023-07-03").is_told();
    long("2022-07-03,2023-07-03", "2023-07-03").is_told();
    slip(edit(INSPECTIONS, ",F1,", ",F1;F1,"), Code::IdTwice, INSPECTIONS, 2, "F1;F1").is_told();
    slip(edit(INSPECTIONS, ",F1,", ",F1；F1,"), Code::IdTwice, INSPECTIONS, 2, "F1；F1").is_told();
    slip(edit(ENFORCEMENT, ",H2,", ",H2;H1;H2,"), Code::IdTwice, ENFORCEMENT, 2, "H2;H1;H2").is_told();
    are_clean(vec![
        Box::new(edit(INSPECTIONS, DAYS, "2023-06-02,2023-07-03")),
        Box::new(edit(INSPECTIONS, DAYS, "2023-07-03,")),
        Box::new(edit(ENFORCEMENT, ",H2,", ",H2;H1,")),
    ]);
}

/// One more decision about the mine: party, kind, basis, sum, number.
fn decision(party: &str, kind: &str, basis: &str, sum: &str, number: &str) -> String {
    format!(
        "A2-1,A2,2023-07-05,甲县应急管理局,101,E1,F1,{party},{kind},{basis},{sum},{number},,2023-07-10,,valid,,"
    )
}

const ORDERS: &str = "《安全生产法》第六十五条第一款第（三）项";
const CRIME: &str = "《刑法》第一百三十四条之一";
const FINES: &str = "《安全生产法》第九十九条第（二）项";

#[test]
fn a_decision_whose_kind_its_number_or_basis_contradicts_is_told() {
    let of = |[party, kind, basis, sum, number]: [&str; 5], words: &str| {
        let row_of = decision(party, kind, basis, sum, number);
        slip(row(ENFORCEMENT, row_of), Code::KindMisfit, ENFORCEMENT, 3, words).is_told();
    };
    of(["principal", "order", CRIME, "", "甲应急移送〔2023〕1号"], "order");
    of(["principal", "order", CRIME, "", "甲应急〔2023〕1号"], "order");
    of(["principal", "order", "《中华人民共和国刑法》第一百三十四条之一", "", ""], "order");
    of(["principal", "order", "《行政执法机关移送涉嫌犯罪案件的规定》第三条", "", ""], "order");
    of(["unit", "order", ORDERS, "", "甲应急移送〔2023〕1号"], "order");
    of(["unit", "seal", "《刑法》第一百三十四条之一", "", ""], "seal");
    of(["unit", "transfer", ORDERS, "", ""], ORDERS);
    of(["principal", "transfer", CRIME, "", "甲应急责改〔2023〕1号"], "transfer");
    of(["unit", "fine", ORDERS, "20000", "甲应急罚〔2023〕2号"], ORDERS);
    of(
        ["unit", "fine", "依据安全生产法第六十五条", "20000", "甲应急罚〔2023〕2号"],
        "依据安全生产法第六十五条",
    );
    of(
        ["unit", "warning", "违反《安全生产法》第四十一条第二款", "", "甲应急罚〔2023〕2号"],
        "违反《安全生产法》第四十一条第二款",
    );
    of(["unit", "warning", FINES, "", "甲应急责改〔2023〕2号"], "warning");
    of(["unit", "order", ORDERS, "", "甲应急罚〔2023〕2号"], "order");
    of(["unit", "order", ORDERS, "", "甲应急记分〔2023〕2号"], "order");
    let right = |[party, kind, basis, sum, number]: [&str; 5]| -> Box<dyn Fn(Site) -> Site> {
        Box::new(row(ENFORCEMENT, decision(party, kind, basis, sum, number)))
    };
    let both = "《安全生产法》第四十一条、《安全生产违法行为行政处罚办法》第四十五条第（一）项";
    let with_fine = format!(
        "{}\n{}",
        decision("unit", "fine", FINES, "20000", "甲应急罚〔2023〕2号"),
        decision("unit", "order", ORDERS, "", "甲应急罚〔2023〕2号").replace("A2-1", "A2-2")
    );
    are_clean(vec![
        right(["principal", "transfer", CRIME, "", "甲应急移送〔2023〕1号"]),
        right(["principal", "transfer", "《安全生产法》第九十四条第二款", "", ""]),
        right(["principal", "transfer", "《行政处罚法》第二十七条", "", "甲应急〔2023〕1号"]),
        right(["person", "detain", "《治安管理处罚法》第三十条", "", "甲公行罚决字〔2023〕1号"]),
        right(["unit", "order", ORDERS, "", "甲应急责改〔2023〕1号"]),
        right(["unit", "order", FINES, "", "甲应急责改〔2023〕1号"]),
        right(["unit", "suspend", ORDERS, "", "甲应急责改〔2023〕1号"]),
        right(["unit", "points", "安全生产考核记分办法", "", "甲应急记分〔2023〕1号"]),
        right([
            "unit",
            "fine",
            "违反《安全生产法》第三十六条第一款，依据《安全生产法》第九十九条第（二）项",
            "20000",
            "甲应急罚〔2023〕2号",
        ]),
        right(["unit", "fine", both, "20000", "甲应急罚〔2023〕2号"]),
        // One document fines and orders.
        Box::new(row(ENFORCEMENT, with_fine)),
    ]);
}

#[test]
fn an_item_that_an_article_has_not_and_a_misspelt_law_are_told() {
    let rests = |basis: &str| edit(ENFORCEMENT, OWN_BASIS, format!("warning,{basis},"));
    let of_law = |items: &str| format!("《安全生产法》{items}");
    for items in [
        "第九十九条第（九）项",
        "第九十八条第（五）项",
        "第九十七条第（八）项",
        "第一百零一条第（六）项",
        "第一百零二条第（一）项",
        "第九十四条第（二）项",
        "第一百一十三条第（五）项",
        "第九十九条第（二）、（九）项",
        "第九十九条第（二）项、第九十八条第（十一）项",
        "第99条第9项",
    ] {
        let basis = of_law(items);
        slip(rests(&basis), Code::ItemUnknown, ENFORCEMENT, 2, basis.clone()).is_told();
    }
    for basis in [
        "《安全生产发》第九十九条第（二）项",
        "《安全产生法》第九十九条第（二）项",
        "《中华人民共和国安全生成法》第九十九条第（二）项",
        "《中华人民共合国安全生产法》第九十九条第（二）项",
        "安全生产发第九十九条第（二）项",
        "依据安会生产法第九十九条第（二）项",
        "《行政处法罚》第三十三条",
        "《安全生产违法行为行政处罚办发》第四十五条第（一）项",
        "《安全生产许可正条例》第十四条第二款",
    ] {
        slip(rests(basis), Code::LawMisspelt, ENFORCEMENT, 2, basis).is_told();
    }
    let right = |basis: &str| -> Box<dyn Fn(Site) -> Site> { Box::new(rests(basis)) };
    let last = [
        "第九十七条第（七）项",
        "第九十八条第（四）项",
        "第九十九条第（八）项",
        "第一百零一条第（五）项",
        "第一百零二条",
        "第九十九条第（二）、（八）项",
        "第一百一十三条第（四）项",
    ];
    let last = last.map(|items| right(&of_law(items)));
    let others = [
        "《安全生产违法行为行政处罚办法》第四十五条第（一）项",
        "《某省安全生产条例》第九十九条第（十二）项",
        "《行政处罚法》第三十三条第（九）项",
        "《安全生产法》（2021年修正）第九十九条第（二）项",
        "安生法第九十九条第（二）项",
        "《矿山安全法》第四十条",
        "《金属非金属矿山安全规程》第九条、《安全生产法》第九十九条第（二）项",
    ];
    are_clean(last.into_iter().chain(others.map(right)).collect());
}

#[test]
fn a_facility_that_a_decision_closed_is_not_at_work() {
    let close = |facility: &str, status: &str, on: &str| {
        format!(
            "A2-1,A2,2023-07-05,甲县人民政府,101,E1,{facility},unit,close,《安全生产法》第一百一十三条第（二）项,,甲应急罚〔2023〕2号,,2023-07-10,,{status},{on},"
        )
    };
    let valid = |facility: &str| close(facility, "valid", "");
    slip(row(ENFORCEMENT, valid("F1")), Code::OpenThoughClosed, FACILITIES, 2, "production")
        .of_two()
        .is_told();
    slip(row(ENFORCEMENT, valid("")), Code::OpenThoughClosed, FACILITIES, 2, "production").of_two().is_told();
    for status in ["construction", "rectifying"] {
        let change =
            move |site: Site| row(ENFORCEMENT, valid_of("F1"))(site.edit(FACILITIES, "production", status));
        slip(change, Code::OpenThoughClosed, FACILITIES, 2, status).of_two().is_told();
    }
    let second = "F3,甲二号铁矿,E1,101,underground,production,2020-01-01,,C,40,,false,false";
    let closed = |site: Site| site.edit(FACILITIES, "production,2020-01-01", "closed,2023-07-10");
    are_clean(vec![
        Box::new(row(ENFORCEMENT, close("F1", "revoked", "2023-07-25"))),
        Box::new(move |site| row(ENFORCEMENT, valid_of(""))(row(FACILITIES, second)(site))),
        Box::new(move |site| row(ENFORCEMENT, valid_of("F1"))(closed(site))),
        Box::new(move |site| {
            row(ENFORCEMENT, valid_of("F1"))(site.edit(FACILITIES, "production", "suspended"))
        }),
        Box::new(|site| site.edit(HAZARDS, "执法组", "检查组")),
    ]);
}

fn valid_of(facility: &str) -> String {
    format!(
        "A2-1,A2,2023-07-05,甲县人民政府,101,E1,{facility},unit,close,《安全生产法》第一百一十三条第（二）项,,甲应急罚〔2023〕2号,,2023-07-10,,valid,,"
    )
}
