//! The small site with ledgers, and the one finding of a slip in them.

use gongshi::diagnostic::{Code, Finding, Severity};

use super::site::{Seen, Site};

pub const ENTERPRISES: &str = "data/ledger/enterprises.csv";
pub const FACILITIES: &str = "data/ledger/facilities.csv";
pub const NOTICES: &str = "data/ledger/notices.csv";
pub const HAZARDS: &str = "data/ledger/hazards/101.csv";
pub const ENFORCEMENT: &str = "data/ledger/enforcement/101.csv";
pub const INSPECTIONS: &str = "data/ledger/inspections/101.csv";
pub const WORKDAYS: &str = "data/workdays/2023.csv";
pub const HAZARD_HEADER: &str = "id,facility,level,source,found_on,found_by,criterion,description,responsible,measures,funds_yuan,due_on,emergency_plan,listed_by,listed_on,delisted_on,reported_regulator_on,reported_workers_on,verified_on,applied_on,reviewed_on,reviewed_by,closed_on,outcome,extensions,recurs,evidence,note\n";
pub const DECISION_HEADER: &str = "id,case,decided_on,authority,region,enterprise,facility,party,kind,basis,amount_yuan,document_no,hazards,published_on,expires_on,status,status_on,status_reason\n";

pub const INSPECTION_HEADER: &str =
    "id,organ,kind,started_on,ended_on,facilities,problems_found,problems_rectified,note\n";

/// The small site with ledgers, in which nothing is wrong.
pub fn kept() -> Site {
    let mut site = Site::small()
        .put(ENTERPRISES, "id,name,uscc,region,former_names,note\nE1,甲矿业有限公司,91350100M000100Y43,101,甲矿厂@2023-06-30;老甲矿@2020-01-01,\nE2,乙选矿有限公司,91110000101623741K,102,,\n")
        .put(FACILITIES, "id,name,enterprise,region,kind,status,status_since,guard,grade,capacity,dam_class,above_homes,ownerless\nF1,甲铁矿,E1,101,underground,production,2020-01-01,,B,30,,false,false\nF2,乙尾矿库,E2,102,tailings,idle_unmanned,2020-01-01,liaison,C,60,4,true,false\n")
        .put(NOTICES, "id,issued_on,kind,region,enterprise,reason,document_no\nN1,2023-07-10,exposure,101,E1,逾期未整改,\nN2,2023-07-12,circular,102,,进度滞后,\n")
        .put(HAZARDS, format!("{HAZARD_HEADER}\
            H1,F1,major,self,2023-06-01,安全科,D01,安全出口不畅,矿长,清理,14000,2023-07-15,有,县应急管理局,2023-06-03,2023-06-20,2023-06-02,2023-06-03,2023-06-02,2023-06-18,2023-06-20,县应急管理局,2023-06-20,rectified,,,验收资料,\n\
            H2,F1,major,inspection,2023-07-03,执法组,D01,\"安全出口\"\"又\"\"不畅\",矿长,清理,2000,2023-08-15,有,,,,,2023-07-05,2023-07-03,,,,,,,H1,,复发\n"))
        .put(ENFORCEMENT, format!("{DECISION_HEADER}\
            A1-1,A1,2023-07-05,甲县应急管理局,101,E1,F1,unit,fine,《安全生产法》第九十九条第（二）项,30000,甲应急罚〔2023〕1号,H2,2023-07-10,2026-07-05,valid,,\n"))
        .put(INSPECTIONS, format!("{INSPECTION_HEADER}I1,甲县应急管理局,enforcement,2023-07-03,2023-07-03,F1,3,1,\n"))
        .append("gongshi.toml", "\n[publication]\nhazards = \"all\"\nhazards_basis = \"市安委会办公室通知第三条\"\n")
        .put("data/thresholds.toml", "# No criterion has a number in it.\n")
        .put(WORKDAYS, "date,works\n2023-06-22,false\n");
    for region in ["100-B", "102"] {
        site = site
            .put(&format!("data/ledger/hazards/{region}.csv"), HAZARD_HEADER)
            .put(&format!("data/ledger/enforcement/{region}.csv"), DECISION_HEADER)
            .put(&format!("data/ledger/inspections/{region}.csv"), INSPECTION_HEADER);
    }
    site
}

/// The same with a mine in each county.
pub fn two_mines() -> Site {
    kept().edit(
        FACILITIES,
        "F2,乙尾矿库,E2,102,tailings,idle_unmanned,2020-01-01,liaison,C,60,4,true,false",
        "F2,乙铁矿,E2,102,underground,production,2020-01-01,,C,60,,false,false",
    )
}

/// The only finding, by its file, its line and the words it points at.
#[track_caller]
pub fn told<'s>(
    seen: &'s Seen,
    severity: Severity,
    code: Code,
    path: &str,
    line: u32,
    words: &str,
) -> &'s Finding {
    let found: Vec<&Finding> = seen.findings.iter().filter(|finding| finding.code == code).collect();
    assert_eq!((found.len(), seen.findings.len()), (1, 1), "{}", seen.told());
    let (at, row, _) = seen.at(found[0]);
    assert_eq!((at.as_str(), row, seen.pointed(found[0]), found[0].severity), (path, line, words, severity));
    found[0]
}

/// A site with one more criterion, and the number that the campaign has for it.
pub fn numbered(site: Site, code: &str, kind: &str) -> Site {
    let all = include_str!("../../../data/thresholds.toml");
    let of_code = |text: &&str| text.contains(&format!("criterion = \"{code}\""));
    let threshold = all.split("[[thresholds]]").find(of_code).expect("the campaign has a number for it");
    site.append("data/criteria.csv", &format!("2022,{code},{kind},30,有数\n"))
        .put("data/thresholds.toml", format!("[[thresholds]]{threshold}"))
}
