//! What is filed besides the forms: told by county, late told once, the papers themselves nowhere.

use gongshi::diagnostic::{Code, Severity};

use crate::support::ledger::{kept, told};
use crate::support::site::{CAMPAIGN, REGIONS, REPORT, Site, help};

pub const FILINGS: &str = "data/ledger/filings.csv";
pub const KINDS: &str = "\n[[filings]]\nid = \"plan\"\ntitle = \"工作方案\"\nby = \"region\"\ndue_on = 2023-05-20\n\n\
    [[filings]]\nid = \"drawings\"\ntitle = \"图纸报备\"\nby = \"facility\"\n\n\
    [[filings]]\nid = \"county-plan\"\ntitle = \"一县一策\"\nby = \"region\"\nregions = [\"102\"]\n";
const HEAD: &str = "id,kind,region,facility,enterprise,due_on,filed_on,document_no,note\n";
const ROWS: &str = "P1,plan,101,,,,2023-05-19,甲应急〔2023〕77号,纸质材料存档九\n\
    P2,plan,102,,,,2023-05-23,,\n\
    P3,drawings,101,F1,,2023-07-01,2023-06-30,,\n\
    P4,drawings,102,F2,,2023-07-10,,,\n";

pub fn filed(rows: &str) -> Site {
    kept().append(CAMPAIGN, KINDS).put(FILINGS, format!("{HEAD}{rows}"))
}

#[test]
fn each_county_is_told_with_its_days_and_how_many_are_in() {
    let site = filed(ROWS);
    let seen = site.check();
    let late =
        told(&seen, Severity::Warning, Code::PaperOverdue, FILINGS, 5, "P4,drawings,102,F2,,2023-07-10,,,");
    assert!(late.message.zh.contains("“图纸报备”逾期未报 1 个：P4"), "{}", late.message.zh);
    let built = site.build();
    for line in [
        "甲县⟨../regions/101/⟩ | 按期 5月19日{2023-05-19} | 待报 | — | 1/1",
        "乙县⟨../regions/102/⟩ | 逾期 5月23日{2023-05-23} | 待报 | 待报 | 0/1 逾期 1",
    ] {
        let plain = crate::support::reading::plain(built.page("timeliness/index.html"));
        assert!(plain.contains(line), "{line}: {plain}");
    }
    for gone in ["甲应急〔2023〕77号", "纸质材料存档九", "P3"] {
        let has = |bytes: &Vec<u8>| bytes.windows(gone.len()).any(|part| part == gone.as_bytes());
        assert!(!built.files.values().any(has), "{gone}");
    }
}

/// Without a register nothing is known of any, and nothing told.
#[test]
fn a_site_without_the_register_tells_nothing() {
    let site = kept().append(CAMPAIGN, KINDS);
    site.check().is_clean();
    assert!(!site.build().words("timeliness/index.html").contains("图纸报备"));
}

#[test]
fn who_has_filed_nothing_is_told_once_for_all() {
    let seen = filed("P3,drawings,101,F1,,,2023-06-30,,\n").check();
    let late = told(&seen, Severity::Warning, Code::PaperOverdue, FILINGS, 1, "");
    assert!(late.message.zh.contains("“工作方案”逾期未报 2 个：甲县、乙县"), "{}", late.message.zh);
    // What is filed on the day it is due is in time, and what is not due yet is not late.
    let due = |on: &str| ROWS.replace("2023-07-10,,,", &format!("{on},,,"));
    filed(&due("2023-07-26")).check().is_clean();
    filed(&due("")).check().is_clean();
}

#[test]
fn a_row_that_does_not_fit_its_kind_is_told_at_its_cell() {
    for (from, to, severity, code, line, pointed) in [
        ("P1,plan,", "P1,plam,", Severity::Error, Code::UnknownWord, 2, "plam"),
        ("P1,plan,101,,", "P1,plan,101,F1,", Severity::Error, Code::CellsContradict, 2, "F1"),
        ("P3,drawings,101,F1,", "P3,drawings,101,F2,", Severity::Error, Code::RowElsewhere, 4, "101"),
        ("2023-05-19,", "2023-08-19,", Severity::Error, Code::FutureDate, 2, "2023-08-19"),
        ("P2,plan,102,", "P2,county-plan,101,", Severity::Error, Code::NotAReporter, 3, "101"),
    ] {
        let rows = ROWS.replace("2023-07-10,,,", ",,,").replace(from, to);
        let seen = filed(&rows).check();
        let found = seen.findings.iter().find(|finding| finding.code == code);
        let found = found.unwrap_or_else(|| panic!("{to}: {}", seen.told()));
        assert_eq!(
            (found.severity, seen.at(found).1, seen.pointed(found)),
            (severity, line, pointed),
            "{to}"
        );
        assert!(!help(found).is_empty());
    }
    let rows = ROWS.replace("2023-07-10,,,", ",,,");
    let seen = filed(&rows.replace("P3,drawings,101,F1,", "P3,drawings,101,,")).check();
    assert!(seen.codes().contains(&Code::BlankText), "{}", seen.told());
    let twice = format!("{rows}P9,plan,101,,,,2023-05-20,,\n");
    told(
        &filed(&twice).check(),
        Severity::Error,
        Code::DuplicateId,
        FILINGS,
        6,
        "P9,plan,101,,,,2023-05-20,,",
    );
}

/// A county that was merged into another has filed what was due while it was there, and owes nothing more.
#[test]
fn what_a_county_filed_before_it_was_merged_stands() {
    let regions = "code,name,kind,parent,key,since,until,into\n100,小市,city,,false,,,\n100-B,市本级,bureau,100,false,,,\n\
        101,甲县,county,100,true,,,\n102,乙县,county,100,false,,2023-06-30,101\n";
    let merged = |rows: &str| {
        Site::small()
            .put(REGIONS, regions)
            .without("data/reports/2023-07/102.toml")
            .append(CAMPAIGN, KINDS)
            .put(FILINGS, format!("{HEAD}{rows}"))
    };
    let filed = "P1,plan,101,,,,2023-05-19,,\nP2,plan,102,,,,2023-05-18,,\n";
    let codes = |rows: &str| merged(rows).check().codes();
    let new = [Code::NotAReporter, Code::RegionNotThere, Code::PaperOverdue];
    assert!(!codes(filed).iter().any(|code| new.contains(code)), "{:?}", codes(filed));
    assert!(codes("P1,plan,101,,,,2023-05-19,,\n").contains(&Code::PaperOverdue));
    // What it did after it ended is its heir's.
    let late = filed.replace("2023-05-18", "2023-07-03");
    assert!(codes(&late).contains(&Code::RegionNotThere), "{:?}", codes(&late));
    let page = merged(filed).build();
    let row = "乙县⟨../regions/102/⟩ | 按期 5月18日{2023-05-18} | —";
    let plain = crate::support::reading::plain(page.page("timeliness/index.html"));
    assert!(plain.contains(row), "{plain}");
}

/// The register and the evidence of a report are pushed, though no page shows them.
#[test]
fn people_in_the_register_and_in_evidence_are_told_and_stand_nowhere() {
    let site = filed(&ROWS.replace("纸质材料存档九", "材料由矿长王建国送来"));
    let seen = site.check();
    assert!(seen.codes().contains(&Code::PersonNamed), "{}", seen.told());
    let seen = site.put("themes/default/static/x.txt", "王建国").build().seen;
    assert!(seen.codes().contains(&Code::NameRemains), "{}", seen.told());
    let with = |evidence: &str| {
        Site::small().edit(REPORT, "period = ", &format!("evidence = [\"{evidence}\"]\nperiod = ")).check()
    };
    let seen = with("矿长王建国签字的台账");
    told(&seen, Severity::Warning, Code::PersonNamed, REPORT, 2, "\"矿长王建国签字的台账\"");
    with("检查记录汇总").is_clean();
}
