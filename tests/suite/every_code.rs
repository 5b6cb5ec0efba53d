//! Every kind of finding has a case that triggers it; a new one without a case fails here.

use std::sync::Arc;

use gongshi::diagnostic::{Code, Finding, Findings};
use gongshi::output::{Manifest, Staging, Strangers};
use gongshi::parse::{File, csv};
use gongshi::source::{self, Entry, EntryKind, Refusal, SiteSource};

use crate::conventions::with_base;
use crate::exposure::{WITHDRAWN, then, unknown_elsewhere};
use crate::filings;
use crate::law_clocks;
use crate::law_rules;
use crate::law_stays;
use crate::legal;
use crate::lives::with;
use crate::standard;
use crate::support::cases::{CASE, exposed};
use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::editions::close;
use crate::support::ledger::{
    ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES, kept, numbered,
};
use crate::support::sample::{sample, set};
use crate::support::site::{CAMPAIGN, DISPATCH, POLICY, REGIONS, REPORT, Site, with_tips};

const SETTINGS: &str = "gongshi.toml";
const CRITERIA: &str = "data/criteria.csv";

/// Something checked off that is not found.
const CHECKED: &str =
    "batch = 1\nchecked = [{ code = \"GS1304\", says = \"罚款3万元\", reason = \"已核对\" }]";

/// What brings one kind about.
enum Case {
    /// A change of the small site.
    Site(fn(Site) -> Site),
    /// Anything else.
    Other(fn() -> Vec<Finding>),
}

use Case::{Other, Site as Of};

const CASES: &[(Code, Case)] = &[
    (Code::FileUnreadable, Of(|site| site.put_kind(REPORT, EntryKind::Unreadable("no".into())))),
    (Code::FileTooLarge, Of(|site| site.put(REPORT, vec![b'#'; 64 * 1024 * 1024 + 1]))),
    (Code::LinkOutside, Of(|site| site.put_kind(REPORT, EntryKind::Link))),
    (Code::DirectoryInsteadOfFile, Of(|site| site.put_kind(REPORT, EntryKind::Directory))),
    (Code::TooManyFiles, Other(too_many_files)),
    (Code::MissingFile, Of(|site| site.without(REGIONS))),
    (Code::UnexpectedFile, Of(|site| site.put("data/regoins.csv", "code\n"))),
    (Code::SiteTooLarge, Other(site_too_large)),
    (Code::EmptyFile, Of(|site| site.put(REPORT, ""))),
    (
        Code::NotUtf8,
        Of(|site| site.put(CRITERIA, &b"set,code,facility_kind,no,title\n2022,D1,\xcf\xd8,1,x\n"[..])),
    ),
    (Code::NotText, Of(|site| site.put(REPORT, &b"\xff\xff\xff"[..]))),
    (Code::NulByte, Of(|site| site.append(REPORT, "\0"))),
    (Code::HiddenCharacter, Of(|site| site.append(POLICY, "138\u{200b}1234\u{b}"))),
    (Code::ConflictMarker, Of(|site| site.append(REPORT, "<<<<<<< HEAD\n"))),
    (Code::StaticNotUtf8, Of(|site| site.put("themes/default/static/x.txt", &b"\xcf\xd8"[..]))),
    (Code::TomlSyntax, Of(|site| site.append(REPORT, "[dispatch\n"))),
    (Code::DuplicateKey, Of(|site| site.append(REPORT, "month = {}\n"))),
    (Code::NestedTooDeep, Of(|site| site.append(REPORT, &format!("x = {}", "[".repeat(200))))),
    (Code::ChineseBareKey, Of(|site| site.append(REPORT, "罚款 = 1\n"))),
    (Code::FullWidthDigits, Of(|site| site.edit(REPORT, "tip_found = 2", "tip_found = ２"))),
    (Code::NoValue, Of(|site| site.edit(REPORT, "tip_found = 2", "tip_found ="))),
    (Code::WrongType, Of(|site| site.edit(REPORT, "2023-07-18", "\"soon\""))),
    (Code::MissingKey, Of(|site| site.edit(REPORT, "period = \"2023-07\"\n", ""))),
    (Code::UnknownKey, Of(|site| site.edit(REPORT, "tip_found", "tip_fuond"))),
    (Code::UnknownWord, Of(|site| site.edit(SETTINGS, "\"zh-CN\"", "\"fr\""))),
    (Code::BlankText, Of(|site| site.edit(SETTINGS, "小市应急管理局", " "))),
    (Code::BadAddress, Of(|site| site.edit(SETTINGS, "https://small.example/", "small"))),
    (Code::BadIdentifier, Of(|site| site.edit(SETTINGS, "[organ]\n", "[organ]\nsite_code = \"123\"\n"))),
    (Code::UnknownColumn, Of(|site| site.edit(REGIONS, "parent,key", "parent,keys"))),
    (Code::MissingColumn, Of(|site| site.edit(CRITERIA, ",title\n", "\n"))),
    (
        Code::NoHeader,
        Of(|site| {
            let text = site.text(CRITERIA).replace(',', ";");
            site.put(CRITERIA, text)
        }),
    ),
    (Code::WrongCellCount, Of(|site| site.append(REGIONS, "103,丙县\n"))),
    (Code::StrayQuote, Of(|site| site.edit(REGIONS, "甲县", "甲\"县"))),
    (Code::UnclosedQuote, Of(|site| site.append(REGIONS, "103,\"丙县"))),
    (Code::BlankRows, Of(|site| site.append(REGIONS, "\n\n"))),
    (Code::TooManyRows, Other(too_many_rows)),
    (Code::HeaderAgain, Of(|site| site.append(REGIONS, "code,name,kind,parent,key\n"))),
    (Code::BadId, Of(|site| site.append(REGIONS, "1/3,丙县,county,100,false\n"))),
    (Code::DuplicateId, Of(|site| site.append(REGIONS, "101,丙县,county,100,false\n"))),
    (Code::WrongFileName, Of(|site| site.put("data/reports/101.toml", "region = \"101\"\n"))),
    (Code::PeriodsOutOfOrder, Of(|site| site.edit(CAMPAIGN, "from = 2023-06-21", "from = 2023-06-01"))),
    (
        Code::RegionCircle,
        Of(|site| {
            site.append(REGIONS, "200,东,city,300,false\n300,西,city,200,false\n103,丙县,county,200,false\n")
        }),
    ),
    (Code::RegionOutside, Of(|site| site.edit(REGIONS, "102,乙县,county,100", "102,乙县,county,"))),
    (
        Code::RegionTimes,
        Of(|site| {
            let header = "code,name,kind,parent,key,since,until,into\n";
            let rows = "100,小市,city,,,,,\n101,甲县,county,100,,,,102\n102,乙县,county,100,,,,\n";
            site.put(REGIONS, format!("{header}{rows}"))
        }),
    ),
    (
        Code::RegionNotThere,
        Of(|site| {
            let text = site.text(REGIONS).replace('\n', ",\n").replacen("key,", "key,since", 1);
            site.put(REGIONS, text.replacen("乙县,county,100,false,", "乙县,county,100,false,2023-07-01", 1))
        }),
    ),
    (Code::UnknownRegion, Of(|site| site.append(REGIONS, "103,丙县,county,999,false\n"))),
    (Code::UnknownPeriod, Of(|site| site.put("data/reports/2022-01/101.toml", "region = \"101\"\n"))),
    (Code::UnknownCell, Of(|site| site.edit(DISPATCH, "left = [\"fines\"]", "left = [\"fine\"]"))),
    (Code::UnknownSet, Of(|site| site.append(CRITERIA, "2030,L01,open_pit,一,x\n"))),
    (Code::NotAReporter, Of(|site| site.put("data/reports/2023-07/100.toml", "region = \"100\"\n"))),
    (
        Code::PartnerUnfit,
        Of(|site| with_tips(site, "").edit(DISPATCH, "with = \"self_found\"", "with = \"fines\"")),
    ),
    (Code::PolicyUnfit, Of(|site| with_tips(site, "from = \"2023-06\""))),
    (Code::PartnerMissing, Of(|site| confidential(site, "tip_found"))),
    (Code::CheckUndeclared, Of(|_| kept().without("data/thresholds.toml"))),
    (Code::DatesApart, Of(|site| site.edit(CAMPAIGN, "due_on = 2023-12-10", "due_on = 2032-12-10"))),
    (
        Code::AgainstItself,
        Of(|site| site.edit(DISPATCH, "no = 3\n  label = \"群众举报\"", "no = 2\n  label = \"群众举报\"")),
    ),
    (Code::WrongRegion, Of(|site| site.edit(REPORT, "\"101\"", "\"102\""))),
    (Code::WrongPeriod, Of(|site| site.edit(REPORT, "\"2023-07\"", "\"2023-06\""))),
    (Code::NotANumber, Of(|site| site.edit(REPORT, "tip_found = 2", "tip_found = \"two\""))),
    (Code::NegativeValue, Of(|site| site.edit(REPORT, "tip_found = 2", "tip_found = -2"))),
    (Code::FractionalCount, Of(|site| site.edit(REPORT, "tip_found = 2", "tip_found = 2.5"))),
    (Code::TooManyDecimals, Of(|site| site.edit(REPORT, "\nfines = 0\n", "\nfines = 0.0000001\n"))),
    (Code::NotAsked, Of(|site| site.edit(REPORT, "inspectors = 3", "inspectors = 3\ninspectors_city = 1"))),
    (Code::CellsMissing, Of(|site| site.edit(REPORT, "tip_found = 2\n", ""))),
    (Code::FormMissing, Of(|site| site.put(REPORT, "region = \"101\"\nperiod = \"2023-07\"\n"))),
    (Code::ReportMissing, Of(|site| site.without(REPORT))),
    (Code::ReportLate, Of(|site| site.edit(REPORT, "2023-07-18", "2023-07-22"))),
    (Code::FutureDate, Of(|site| site.edit(REPORT, "2023-07-18", "2024-07-18"))),
    (Code::PeriodNotOpen, Of(|site| site.edit(SETTINGS, "2023-07-26", "2023-06-19"))),
    (Code::PeriodNotClosed, Of(|site| site.edit(SETTINGS, "2023-07-26", "2023-07-19"))),
    (Code::UnknownFence, Of(|site| site.append(POLICY, "\n```tabel\nx = 1\n```\n"))),
    (Code::SubmittedTooEarly, Of(|site| site.edit(REPORT, "2023-07-18", "2023-06-18"))),
    (Code::RuleBroken, Of(|site| site.edit(REPORT, "self_rectified = 3", "self_rectified = 30"))),
    (Code::TotalNotSum, Of(|site| site.edit(REPORT, "problems_found = 16", "problems_found = 17"))),
    (
        Code::DistinctOutOfBounds,
        Of(|site| site.edit(REPORT, "16, firms_inspected = 6", "16, firms_inspected = 60")),
    ),
    (
        Code::StockDiffers,
        Of(|site| {
            site.edit(REPORT, "firms_inspected = 2, major_open = 5", "firms_inspected = 2, major_open = 4")
        }),
    ),
    (Code::CellImplausible, Of(|_| set(sample(), "2023-08", "141027", "dispatch.guided_firms", 300.0))),
    (
        Code::ReportImplausible,
        Of(|_| {
            let site = sample();
            let last = site.text("data/reports/2023-10/141032.toml");
            site.put("data/reports/2023-11/141032.toml", last.replace("2023-10", "2023-11"))
        }),
    ),
    (Code::RulesDisagree, Of(|site| site.edit(REPORT, "\nfines = 0\n", "\nfines = 1\n"))),
    (Code::CubeTooLarge, Of(large_cube)),
    (Code::NoFrontMatter, Of(|site| site.put(POLICY, "x\n"))),
    (Code::UnknownFigure, Of(|site| site.append(POLICY, "`fig:dispatch.x@2023-07`\n"))),
    (Code::RawHtml, Of(|site| site.append(POLICY, "<b>x</b>\n"))),
    (Code::Blocked, Of(|site| site.append(POLICY, "![x](https://a.example/x.png)\n"))),
    (
        Code::FigureUnpublished,
        Of(|site| with_tips(site, "").append(POLICY, "`fig:dispatch.tip_found@2023-07/101`\n")),
    ),
    (Code::LinkScheme, Of(|site| site.append(POLICY, "[x](javascript:x)\n"))),
    (Code::AddressTaken, Of(|site| site.put("content/data.md", "+++\ntitle = \"x\"\n+++\n"))),
    (Code::DeadLink, Of(|site| site.append(POLICY, "[x](../nowhere/)\n"))),
    (Code::TemplateError, Of(|site| site.put("themes/default/templates/text.html", "{% if %}"))),
    (Code::UnknownTheme, Of(|site| site.edit(SETTINGS, "sample = true", "sample = true\ntheme = \"none\""))),
    (Code::PageTooCostly, Of(|site| site.put("themes/default/templates/text.html", endless()))),
    (Code::UnknownString, Of(|site| site.put("themes/default/strings/zh-CN.toml", "hoem = \"x\"\n"))),
    (Code::MissingString, Of(|site| site.put("themes/default/templates/x.html", "{{ t.hoem }}"))),
    (
        Code::StringBlanks,
        Of(|site| site.put("themes/default/strings/zh-CN.toml", "say_month = \"{itmes}\"\n")),
    ),
    (Code::CaseSections, Of(|_| exposed().edit(CASE, "## 警示意义", "## 警示"))),
    (Code::CaseTitle, Of(|_| exposed().edit(CASE, "畅通案", "畅通"))),
    (Code::DocumentNumber, Of(|_| exposed().edit(CASE, "甲应急告〔2023〕1号", "甲应急告[2023]1号"))),
    (Code::CaseAmount, Of(|_| exposed().edit(CASE, "3万元", "30万元"))),
    (
        Code::CaseCitation,
        Of(|_| exposed().edit(CASE, "依据《安全生产法》第九十九", "依据《安全生产法》第九十八")),
    ),
    (Code::CaseStep, Of(|_| exposed().edit(CASE, "to = \"notified\"", "to = \"withdrawn\""))),
    (Code::CaseHistory, Of(|_| exposed().edit(CASE, "status = \"published\"", "status = \"draft\""))),
    (Code::CaseReview, Of(|_| exposed().edit(CASE, "on = 2023-07-13 }", "on = 2023-07-15 }"))),
    (
        Code::CaseNaming,
        Of(|_| exposed().edit(ENFORCEMENT, ",2023-07-10,2026-07-05,valid", ",,2026-07-05,valid")),
    ),
    (Code::CaseSource, Of(|_| exposed().edit(CASE, "\"negative\"", "\"external\""))),
    (Code::CaseLinks, Of(|_| exposed().edit(CASE, "enterprise = \"E1\"", "enterprise = \"E2\""))),
    (Code::PersonNamed, Of(|_| exposed().edit(CASE, "执法组检查", "执法组约谈矿长王建国，检查"))),
    (
        Code::NamedPost,
        Of(|_| exposed().edit(CASE, "batch = 1", "named = [{ name = \"王建国\", post = \"矿长\" }]")),
    ),
    (Code::CaseDay, Of(|_| exposed().edit(CASE, "2023年7月3日", "2023年7月13日"))),
    (Code::CaseFirm, Of(|_| exposed().edit(CASE, "检查甲矿业有限公司", "检查乙选矿有限公司"))),
    (
        Code::CasePlace,
        Of(|_| {
            exposed().edit(CASE, "案\"\nkind", "案\"\nregion = \"101\"\nkind").edit(
                CASE,
                "\"甲县甲矿",
                "\"乙县甲矿",
            )
        }),
    ),
    (Code::CaseMeasure, Of(|_| exposed().edit(CASE, "罚款3万元", "罚款3万元，责令停产停业整顿"))),
    (Code::CaseDocument, Of(|_| exposed().edit(CASE, "甲应急告〔2023〕1号", "甲应急告〔2020〕1号"))),
    (
        Code::CaseUnclear,
        Of(|_| exposed().edit(CASE, "罚款3万元", "罚款3万元，该公司受罚后用于照明的是8万元")),
    ),
    (Code::CheckedForNothing, Of(|_| exposed().edit(CASE, "batch = 1", CHECKED))),
    (Code::CaseCriterion, Of(|_| exposed().edit(CASE, "执法组检查", "执法组检查发现库区违规作业"))),
    (Code::CaseHazard, Of(|_| exposed().edit(CASE, "执法组检查", "执法组检查发现9项重大事故隐患"))),
    (Code::CasesAtOdds, Of(|_| exposed().edit(CASE, "执法组检查", "本案列入第九批典型案例，执法组检查"))),
    (Code::PraisedAndPunished, Of(|_| exposed().edit(CASE, "kind = \"negative\"", "kind = \"positive\""))),
    (Code::MaskedInVain, Of(|_| exposed().edit(CASE, "naming = \"full\"", "naming = \"masked\""))),
    (
        Code::DueToPublish,
        Of(|_| kept().edit(ENFORCEMENT, ",2023-07-10,2026-07-05,valid", ",,2026-07-05,valid")),
    ),
    (
        Code::DueToWithdraw,
        Of(|_| exposed().edit(ENFORCEMENT, "2026-07-05,valid,,", "2026-07-05,revoked,2023-07-24,复议撤销")),
    ),
    (Code::DueToExpire, Of(|_| exposed().edit(CASE, "batch = 1", "expires_on = 2023-08-01"))),
    (
        Code::NameInPieces,
        Of(|_| {
            exposed().edit(CASE, "执法组检查", "执法组约谈王**建**国，检查").edit(
                CASE,
                "batch = 1",
                "persons = [\"王建国\"]",
            )
        }),
    ),
    (
        Code::NameRemains,
        Of(|_| {
            let withdrawn = WITHDRAWN.replace("甲矿业", "丁石料");
            then(unknown_elsewhere(), &withdrawn, "withdrawn").append(POLICY, "\n王建国\n")
        }),
    ),
    (Code::ResidentId, Of(|site| site.append(POLICY, "\n11010519491231002X\n"))),
    (Code::NumberSeparated, Of(|site| site.append(POLICY, "\n138.1234.5678\n"))),
    (Code::MobileNumber, Of(|site| site.append(POLICY, "\n138 1234 5678\n"))),
    (Code::BankCard, Of(|site| site.append(POLICY, "\n4539578763621486\n"))),
    (Code::NumberPlate, Of(|site| site.append(POLICY, "\n晋L·12345\n"))),
    (Code::MailAddress, Of(|site| site.append(POLICY, "\nsomebody@qq.com\n"))),
    (Code::HomeAddress, Of(|site| site.append(POLICY, "\n幸福小区3号楼2单元501室\n"))),
    (Code::PlaceTold, Of(|site| site.put("themes/default/static/x.jpg", photo_with_place()))),
    (Code::TipTold, Of(|_| with(kept(), "H1", &[("description", "群众举报安全出口不畅")]))),
    (Code::TipForced, Of(|site| with_tips(site, "").edit(REPORT, "tip_found = 2", "tip_found = 9"))),
    (
        Code::ConfidentialInPublic,
        Of(|site| {
            with_tips(site, "").edit(
                SETTINGS,
                "sample = true",
                "sample = true\nrepository_access = \"public\"",
            )
        }),
    ),
    (Code::SourceTold, Of(|_| with(kept(), "H1", &[("description", "安全出口不畅，企业自查时发现")]))),
    (Code::OutputBusy, Other(output_busy)),
    (Code::OutputUnwritable, Other(output_unwritable)),
    (Code::OutputNotOurs, Other(output_not_ours)),
    (Code::OutputStrangers, Other(|| told_by_the_output("public"))),
    (Code::StageWithin, Other(|| told_by_the_output(&"p".repeat(250)))),
    (Code::EmptyCell, Of(|_| kept().edit(HAZARDS, "self,2023-06-01", "self,"))),
    (Code::NotADate, Of(|_| kept().edit(HAZARDS, "self,2023-06-01", "self,2023/6/1"))),
    (Code::NotYuan, Of(|_| kept().edit(ENFORCEMENT, "30000", "3.5"))),
    (Code::UnknownRow, Of(|_| kept().edit(HAZARDS, "H1,F1", "H1,F9"))),
    (Code::CriterionMisfit, Of(|_| kept().edit(HAZARDS, "2023-06-01,安全科,D01", "2023-06-01,安全科,W01"))),
    (Code::RowElsewhere, Of(|_| kept().edit(ENFORCEMENT, ",101,E1", ",102,E1"))),
    (Code::CellsContradict, Of(|_| kept().edit(ENFORCEMENT, "unit,fine", "unit,warning"))),
    (Code::CreditCode, Of(|_| kept().edit(ENTERPRISES, "M000100Y43", "M000100Y44"))),
    (Code::RowInFuture, Of(|_| with(kept(), "H1", &[("reported_workers_on", "2023-08-01")]))),
    (
        Code::RowRepeated,
        Of(|_| {
            let inspections = kept().text(INSPECTIONS);
            let row = inspections.lines().nth(1).expect("has a row");
            kept().append(INSPECTIONS, &(row.replacen("I1", "I2", 1) + "\n"))
        }),
    ),
    (
        Code::GuardMissing,
        Of(|_| kept().edit(FACILITIES, "idle_unmanned,2020-01-01,liaison", "idle_unmanned,2020-01-01,")),
    ),
    (Code::FacilityClosed, Of(|_| kept().edit(FACILITIES, "underground,production", "underground,closed"))),
    (Code::NameTwice, Of(|_| kept().append(ENTERPRISES, "E3,甲矿业 有限公司,91000000YL0000001L,101,,\n"))),
    (Code::OfficeMisfit, Of(|_| kept().edit(ENFORCEMENT, "甲县应急", "乙县应急"))),
    (
        Code::InspectionLong,
        Of(|_| kept().edit(INSPECTIONS, "2023-07-03,2023-07-03", "2023-05-03,2023-07-03")),
    ),
    (Code::IdTwice, Of(|_| kept().edit(INSPECTIONS, ",F1,", ",F1;F1,"))),
    (
        Code::OpenThoughClosed,
        Of(|_| {
            kept().edit(
                ENFORCEMENT,
                "fine,《安全生产法》第九十九条第（二）项,30000",
                "close,《安全生产法》第一百一十三条第（二）项,",
            )
        }),
    ),
    (
        Code::NumberFarOff,
        Of(|_| {
            let row = |number: u32| {
                let capacity = if number < 11 { 60 } else { 9_000_000 };
                format!(
                    "F9{number},甲示例{number}号矿,E1,101,underground,production,,,,{capacity},,false,false\n"
                )
            };
            kept().append(FACILITIES, &(1..12).map(row).collect::<String>())
        }),
    ),
    (Code::StepMissing, Of(|_| with(kept(), "H1", &[("reviewed_on", ""), ("reviewed_by", "")]))),
    (Code::StepsOutOfOrder, Of(|_| with(kept(), "H1", &[("applied_on", "2023-06-01")]))),
    (Code::RemedyIncomplete, Of(|_| with(kept(), "H1", &[("measures", "")]))),
    (Code::ReviewerNotIndependent, Of(|_| with(kept(), "H1", &[("reviewed_by", "矿长")]))),
    (Code::NoEvidence, Of(|_| with(kept(), "H1", &[("evidence", "")]))),
    (Code::ListingIncomplete, Of(|_| with(kept(), "H1", &[("delisted_on", "")]))),
    (Code::EndIncomplete, Of(|_| with(kept(), "H1", &[("outcome", "")]))),
    (Code::ExtensionWrong, Of(|_| with(kept(), "H1", &[("extensions", "2023-06-20:2023-07-01")]))),
    (
        Code::ExtensionUndated,
        Of(|_| {
            with(kept(), "H1", &[("extensions", "2023-08-01")]).edit(HAZARDS, ",extensions,", ",extended_to,")
        }),
    ),
    (Code::CriterionNotAsTold, Of(|_| with(kept(), "H1", &[("description", "排土场：库区违规作业")]))),
    (Code::WrongRecurrence, Of(|_| with(kept(), "H2", &[("recurs", "H2")]))),
    (Code::NoCriterion, Of(|_| with(kept(), "H1", &[("criterion", "")]))),
    (Code::HazardOverdue, Of(|_| with(kept(), "H2", &[("due_on", "2023-07-25")]))),
    (Code::ReportNotMade, Of(|_| with(kept(), "H1", &[("reported_workers_on", "")]))),
    (Code::DeadlineFar, Of(|_| with(kept(), "H2", &[("due_on", "2032-08-15")]))),
    (Code::FundsTooSmall, Of(|_| with(kept(), "H2", &[("funds_yuan", "20")]))),
    (Code::HazardStalled, Of(|_| with(kept(), "H2", &[("due_on", "")]))),
    (
        Code::RecurrenceNotDeclared,
        Of(|_| {
            with(
                with(kept(), "H1", &[("description", "同一处")]),
                "H2",
                &[("description", "同一处"), ("recurs", "")],
            )
        }),
    ),
    (Code::FoundBefore, Of(|_| with(kept(), "H1", &[("found_on", "2023-05-01")]))),
    (Code::ClosureCheck, Of(|_| legal::often_fined())),
    (Code::FineOutOfRange, Of(|_| kept().edit(ENFORCEMENT, "30000", "300000"))),
    (Code::ItemNotCited, Of(|_| kept().edit(ENFORCEMENT, "条第（二）项", "条第二款"))),
    (Code::PublishedLate, Of(|_| kept().edit(ENFORCEMENT, "2023-07-10,2026", "2023-07-15,2026"))),
    (Code::DecisionDaysOutOfOrder, Of(|_| kept().edit(ENFORCEMENT, "2023-07-10,2026", "2023-07-01,2026"))),
    (Code::ChangeNotExplained, Of(|_| kept().edit(ENFORCEMENT, "valid,,", "revoked,2023-07-20,"))),
    (Code::ExpiryOutOfRange, Of(|_| kept().edit(ENFORCEMENT, "2026-07-05", "2027-07-05"))),
    (Code::DecisionElsewhere, Of(|_| kept().edit(ENFORCEMENT, ",101,E1,F1", ",101,E2,F1"))),
    (Code::DocumentMisfit, Of(|_| kept().edit(ENFORCEMENT, "〔2023〕1号", "〔2022〕1号"))),
    (Code::ArticleUnknown, Of(|_| kept().edit(ENFORCEMENT, "第九十九条第（二）项", "第一百九十九条"))),
    (
        Code::NumbersAgainstCriterion,
        Of(|_| {
            let kept = numbered(kept(), "D30", "underground");
            with(kept, "H1", &[("criterion", "D30"), ("description", "2022年产量31万吨")])
        }),
    ),
    (Code::RuleLeftOut, Of(|_| sample().edit("data/rules.toml", "id = \"R1\"", "id = \"S1\""))),
    (Code::RewardOutOfRange, Of(|_| set(sample(), "2023-11", "141024", "dispatch.tip_rewards", 0.2))),
    (Code::ItemUnknown, Of(|_| kept().edit(ENFORCEMENT, "第（二）项", "第（九）项"))),
    (Code::LawMisspelt, Of(|_| kept().edit(ENFORCEMENT, "《安全生产法》", "《安全生产发》"))),
    (Code::KindMisfit, Of(|_| kept().edit(ENFORCEMENT, "第九十九条第（二）项", "第六十五条"))),
    (Code::ResultLate, Of(|_| law_clocks::ordered("2023-07-05", "2023-08-03"))),
    (Code::MinorPublished, Of(|_| law_stays::minor("2026-04-01", "2026-04-02"))),
    (
        Code::FinedTwice,
        Of(|_| {
            kept().append(
                ENFORCEMENT,
                "A1-2,A1,2023-07-05,甲县应急管理局,101,E1,F1,unit,fine,《安全生产法》第九十九条第（二）项,20000,甲应急罚〔2023〕2号,H2,2023-07-10,2026-07-05,valid,,\n",
            )
        }),
    ),
    (Code::PunishmentWithoutBasis, Of(|_| kept().edit(NOTICES, "exposure", "joint_punishment"))),
    (Code::LawSetUnused, Of(|site| site.put("data/law/fire.toml", law_rules::FIRE))),
    (Code::OrganMayNot, Of(|_| law_rules::closed_by("甲县应急管理局"))),
    (Code::NoTimeForHearing, Of(|_| kept().edit(ENFORCEMENT, "30000", "120000"))),
    (Code::DecidedOnDayOff, Of(|_| kept().edit(ENFORCEMENT, "A1,2023-07-05", "A1,2023-07-08"))),
    (
        Code::DutyMisfit,
        Of(|_| law_rules::resting_on("违反《安全生产法》第四十一条第二款，依据第九十九条第（二）项")),
    ),
    (Code::LedgerMissing, Of(|_| kept().without("data/ledger/hazards/102.csv"))),
    (Code::MetaEmpty, Of(|site| with_base(site, "content=\"{{ site.domain }}\"", "content=\"null\""))),
    (Code::MetaMissing, Of(|site| with_base(site, "<meta name=\"renderer\" content=\"webkit\">", ""))),
    (
        Code::PubDateMalformed,
        Of(|site| with_base(site, "</head>", "<meta name=\"PubDate\" content=\"x\"></head>")),
    ),
    (Code::ZoomForbidden, Of(|site| with_base(site, "initial-scale=1", "user-scalable=no"))),
    (Code::RowUndated, Of(|site| with_base(site, "<main", "<ul class=\"entries\"><li>x</li></ul><main"))),
    (Code::ColumnEmpty, Of(|site| site.put("content/news.md", "+++\ntitle = \"x\"\n+++\n"))),
    (Code::PaperOverdue, Of(|_| filings::filed("P1,drawings,101,F1,,2023-07-01,,,\n"))),
    (Code::FilingDayFarOff, Of(|_| filings::filed("P1,drawings,101,F1,,,2021-07-01,,\n"))),
    (Code::ReportUnproved, Of(|site| site.edit(DISPATCH, "due_days", "evidence = true\ndue_days"))),
    (
        Code::CriterionScope,
        Of(|_| {
            let site = kept().edit(HAZARDS, "2023-07-03,执法组,D01", "2023-07-03,执法组,");
            standard::column(site, HAZARDS, "sub_item", &["", "7"])
        }),
    ),
    (Code::NoContact, Of(|site| site.edit(SETTINGS, "sample = true\n", ""))),
    (Code::HomeStale, Of(|site| site.edit(SETTINGS, "2023-07-26", "2023-08-19"))),
    (Code::ColumnStale, Of(|site| site.edit(POLICY, "2023-05-15", "2023-05-15\ncolumn = \"news\""))),
    (Code::EntryUndated, Of(|site| site.edit(POLICY, "updated_on = 2023-05-15", "column = \"policy\""))),
    (Code::CorrectedFigureUnknown, Of(|site| corrected(site, "dispatch.x@2023-07", "1", "2", "2023-07-25"))),
    (Code::CorrectionDiffers, Of(|site| corrected(site, "dispatch.found@2023-07", "1", "999", "2023-07-25"))),
    (
        Code::CorrectionsDoNotFollow,
        Of(|site| {
            let site = corrected(site, "dispatch.found@2023-07", "1", "2", "2023-07-24");
            corrected(site, "dispatch.found@2023-07", "3", "4", "2023-07-25")
        }),
    ),
    (
        Code::CorrectionDateImpossible,
        Of(|site| corrected(site, "dispatch.found@2023-07", "1", "2", "2023-07-01")),
    ),
    (
        Code::CorrectionChangesNothing,
        Of(|site| corrected(site, "dispatch.found@2023-07", "2", "2", "2023-07-25")),
    ),
    (Code::WeightsNotHundred, Of(|site| site.edit("data/ranking.toml", "weight = 60", "weight = 59"))),
    (
        Code::FindingPunished,
        Of(|site| {
            site.edit("data/ranking.toml", "[\"dispatch.penalties\"]", "[\"statistics.major_open\"]").edit(
                "data/ranking.toml",
                "\"lower\"",
                "\"higher\"",
            )
        }),
    ),
    (
        Code::FrozenFigureDiffers,
        Of(|site| closed(site).edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n")),
    ),
    (Code::FrozenRecordGone, Of(|_| closed(kept()).edit(HAZARDS, "\nH1,F1", "\nH991,F1"))),
    (Code::EditionBroken, Of(|site| closed(site).append("data/editions/2023-07.csv", "x"))),
    (
        Code::MethodChanged,
        Of(|site| {
            closed(site).edit("data/ranking.toml", "weight = 60", "weight = 50").edit(
                "data/ranking.toml",
                "weight = 40",
                "weight = 50",
            )
        }),
    ),
    (
        Code::CorrectionNotFromEdition,
        Of(|site| corrected(closed(site), "dispatch.self_found@2023-07/101", "99", "3", "2023-07-27")),
    ),
    (Code::NamedUnseen, Of(|_| exposed().put("data/named.csv", "enterprise,first_named_on,approved_by\n"))),
];

/// With its July frozen.
fn closed(site: Site) -> Site {
    close(site, "2023-07", "2023-07-25")
}

/// With one more correction.
fn corrected(site: Site, what: &str, old: &str, new: &str, date: &str) -> Site {
    let before = if site.0.get(CORRECTIONS).is_some() { site.text(CORRECTIONS) } else { String::new() };
    site.put(CORRECTIONS, before + &correction(what, old, new, date))
}

/// A source that has more files than any site.
struct Endless;

impl SiteSource for Endless {
    fn entries(&self) -> Vec<Entry> {
        let entry = |n| Entry { path: format!("data/{n}"), kind: EntryKind::File };
        (0..=gongshi::limits::FILES).map(entry).collect()
    }

    fn read(&self, _: &str, _: u64) -> Result<Vec<u8>, Refusal> {
        Ok(Vec::new())
    }
}

/// A cell that is confidential and merged with nothing.
fn confidential(site: Site, cell: &str) -> Site {
    let id = format!("{{ id = \"{cell}\",");
    site.edit(DISPATCH, &id, &format!("{id} confidential = true,"))
}

/// Whatever a confidential cell can say that cannot be, each is told, with what to do.
#[test]
fn every_slip_in_a_confidential_cell_is_told() {
    const SELF: &str = "{ id = \"self_rectified\",";
    const TITLE: &str = ", merged_title = \"企业自查（含举报）\"";
    // What replaces what; the finding, and what its message or help says.
    let slips: [(&str, &str, Code, &str); 18] = [
        ("with = \"self_found\"", "with = \"self_fuond\"", Code::UnknownCell, "self_found"),
        ("with = \"self_found\", ", "", Code::MissingKey, "with"),
        ("with = \"self_found\"", "with = \"tip_found\"", Code::PartnerUnfit, "itself"),
        ("with = \"self_found\"", "with = \"fines\"", Code::PartnerUnfit, "unit"),
        ("with = \"self_found\"", "with = \"firms_checked\"", Code::PartnerUnfit, "add up"),
        ("with = \"self_found\"", "with = \"self_rectified\"", Code::PartnerUnfit, "only one of the two"),
        ("source = \"tip\"", "source = \"self\"", Code::PartnerUnfit, "one source"),
        (
            "id = \"self_found\"",
            "id = \"self_found\", confidential = true",
            Code::PartnerUnfit,
            "confidential itself",
        ),
        ("source = \"tip\", ", "", Code::MissingKey, "source"),
        ("source = \"tip\"", "source = \"tips\"", Code::UnknownWord, "tip"),
        (TITLE, "", Code::MissingKey, "merged_title"),
        ("merged = \"self_or_tip_found\", ", "", Code::MissingKey, "merged"),
        ("\"self_or_tip_found\"", "\"found\"", Code::DuplicateId, "another"),
        ("\"self_or_tip_found\"", "\"penalties\"", Code::DuplicateId, "another"),
        (TITLE, "publish = \"open\", from = \"2023-06\"", Code::MissingKey, "reason"),
        (TITLE, "publish = \"open\", reason = \"x\"", Code::MissingKey, "from"),
        (TITLE, "publish = \"open\", reason = \"x\", from = \"2023-13\"", Code::UnknownPeriod, "2023-13"),
        ("confidential = true, ", "", Code::PolicyUnfit, "confidential = true"),
    ];
    for (from, to, code, said) in slips {
        let to = if from == TITLE && !to.is_empty() { format!("{TITLE}, {to}") } else { to.to_owned() };
        let seen = with_tips(Site::small(), "").edit(DISPATCH, from, &to).check();
        let told = seen
            .findings
            .iter()
            .find(|finding| finding.code == code && finding.place.path.as_ref() == DISPATCH);
        let told = told.unwrap_or_else(|| panic!("{to}: {}", seen.told()));
        let words = format!("{} {}", told.message.en, crate::support::site::help(told));
        assert!(words.contains(said), "{to}: {words}");
    }
    let merged_only = Site::small().edit(
        DISPATCH,
        "{ id = \"fines\",",
        "{ id = \"fines\", confidential = true, publish = \"merged_only\",",
    );
    merged_only.check().only(gongshi::diagnostic::Severity::Error, Code::PolicyUnfit, DISPATCH, 44, 5);
    // A part goes with the part of what its whole goes with, and is not opened before it.
    let part = |more: &str| {
        let rectified = format!(
            "{{ id = \"tip_rectified\", title = \"x\", unit = \"个\", kind = \"count\", measure = \"flow\", of = \"tip_found\", source = \"tip\", confidential = true, {more} }},\n    {{ id = \"tip_found\","
        );
        let site = with_tips(Site::small(), "").edit(DISPATCH, SELF, &format!("{SELF} source = \"self\","));
        let seen = site.edit(DISPATCH, "{ id = \"tip_found\",", &rectified).check();
        seen.codes()
    };
    let merged = "with = \"self_rectified\", merged = \"m\", merged_title = \"x\"";
    assert!(!part(merged).contains(&Code::PartnerUnfit) && !part(merged).contains(&Code::PolicyUnfit));
    let open = format!("{merged}, publish = \"open\", reason = \"x\", from = \"2023-06\"");
    assert!(part(&open).contains(&Code::PolicyUnfit));
    let other =
        "{ id = \"other\", source = \"assigned\", unit = \"个\", kind = \"count\", measure = \"flow\" }";
    let apart = format!(
        "with = \"other\", merged = \"m\", merged_title = \"x\" }}, {}",
        other.trim_end_matches(" }")
    );
    assert!(part(&apart).contains(&Code::PartnerUnfit));
}

/// A figure that has no row is named by none, and the one it is merged into is named instead.
#[test]
fn a_merged_figure_is_named_by_the_one_it_is_merged_into() {
    let site = with_tips(Site::small(), "");
    let block =
        "\n```table\nmeasures = [\"dispatch.self_found\"]\nregions = [\"102\"]\nspan = \"to_date\"\n```\n";
    for (text, instead) in [
        ("`fig:dispatch.tip_found@2023-07/101`\n", "dispatch.self_or_tip_found@2023-07/101"),
        ("`fig:dispatch.self_found.total@2023-06/102`\n", "dispatch.self_or_tip_found.total@2023-06/102"),
        (block, "dispatch.self_or_tip_found.total@2023-05/102"),
    ] {
        let seen = site.clone().append(POLICY, text).check();
        let told = seen.findings.iter().find(|finding| finding.code == Code::FigureUnpublished);
        let told = told.unwrap_or_else(|| panic!("{text}: {}", seen.told()));
        assert!(
            crate::support::site::help(told).contains(instead),
            "{text}: {}",
            crate::support::site::help(told)
        );
    }
    let seen = site.append(POLICY, "`fig:dispatch.tip_found@2023-07`\n").check();
    assert!(!seen.codes().contains(&Code::FigureUnpublished), "of the city it is: {}", seen.told());
    let seen = kept().append(POLICY, "`fig:ledger.major_found.self@2023-07`\n").check();
    assert!(seen.codes().contains(&Code::FigureUnpublished), "{}", seen.told());
}

/// Logs, annotations and comments of checks are public: they name no number of a confidential cell.
#[test]
fn no_finding_gives_a_confidential_number() {
    let rule = "\n[[rules]]\nid = \"T\"\nleft = [\"dispatch.tip_found\", \"dispatch.penalties\"]\nop = \"<=\"\nright = [\"dispatch.fines\"]\nover = \"month\"\nseverity = \"warning\"\n";
    let correction = correction("dispatch.tip_found@2023-07/101", "3", "4", "2023-07-25");
    let site = with_tips(Site::small(), "")
        .edit(REPORT, "tip_found = 2", "tip_found = 7919")
        .append("data/rules.toml", rule)
        .put(CORRECTIONS, correction);
    let reports: [Site; 2] = [site.clone(), site.edit(REPORT, "tip_found = 7919", "tip_found = -7919.5")];
    for site in reports {
        let seen = site.check();
        assert!(seen.findings.len() > 1, "{}", seen.told());
        for finding in &seen.findings {
            let said = [&finding.message.zh, &finding.message.en].map(String::as_str);
            let related = finding.related.iter().map(|(_, told)| told.en.as_str());
            for text in said.into_iter().chain(related).chain([crate::support::site::help(finding)]) {
                assert!(!text.contains("7919") && !text.contains("7922"), "{text}");
            }
        }
    }
}

fn too_many_files() -> Vec<Finding> {
    let findings = Findings::default();
    assert_eq!(source::read(&Endless, &findings).len(), gongshi::limits::FILES);
    findings.into_vec()
}

/// A template that writes a gigabyte.
pub fn endless() -> String {
    format!("{{% for a in range(end=100000) %}}{}{{% endfor %}}", "x".repeat(10_000))
}

fn site_too_large() -> Vec<Finding> {
    struct Bytes;
    impl SiteSource for Bytes {
        fn entries(&self) -> Vec<Entry> {
            (0..20)
                .map(|at| Entry { path: format!("themes/x/static/{at}.bin"), kind: EntryKind::File })
                .collect()
        }
        fn read(&self, _: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
            // Nought bytes nobody looks at take no memory.
            Ok(vec![0; usize::try_from(limit).unwrap()])
        }
    }
    let findings = Findings::default();
    let blobs = source::read(&Bytes, &findings);
    assert!(blobs.len() == 20 && blobs.iter().all(|blob| blob.bytes.is_none()), "nothing of it is kept");
    findings.into_vec()
}

fn too_many_rows() -> Vec<Finding> {
    let findings = Findings::default();
    let text = "x\n".to_owned() + &"y\n".repeat(gongshi::limits::CSV_ROWS + 1);
    let file = File { path: Arc::from(REGIONS), text: Arc::from(text) };
    let sheet = csv::read(&file, &findings);
    assert_eq!(sheet.expect("has a header").rows.len(), gongshi::limits::CSV_ROWS);
    findings.into_vec()
}

/// Few files that multiply to more figures than the limit.
fn large_cube(site: Site) -> Site {
    fn many(count: u32, text: impl Fn(u32) -> String) -> String {
        (0..count).map(text).collect::<Vec<_>>().concat()
    }
    let cells = many(2200, |n| format!("{{ id = \"c{n}\", kind = \"count\", measure = \"flow\" }},\n"));
    let form = format!(
        "id = \"large\"\ntitle = \"大表\"\ndue_days = [20]\n[[sections]]\nid = \"a\"\ntitle = \"甲\"\n[[sections.items]]\nlabel = \"乙\"\ncells = [\n{cells}]\n"
    );
    let periods = many(130, |n| {
        let month = format!("{}-{:02}", 1900 + n / 12, n % 12 + 1);
        format!("[[periods]]\nid = \"{month}\"\nfrom = {month}-01\nto = {month}-02\n")
    });
    let regions = many(130, |n| format!("X{n},丙县,county,100,false\n"));
    let campaign = site.text(CAMPAIGN);
    let (head, tail) = campaign.split_once("[[periods]]").expect("has periods");
    let campaign = format!("{head}{periods}[[periods]]{tail}");
    site.put("data/forms/large.toml", form).put(CAMPAIGN, campaign).append(REGIONS, &regions)
}

fn refused(prepare: fn(&std::path::Path)) -> Vec<Finding> {
    let dir = tempfile::tempdir().unwrap();
    prepare(dir.path());
    vec![*Staging::begin(&dir.path().join("public")).expect_err("is refused")]
}

fn output_busy() -> Vec<Finding> {
    let dir = tempfile::tempdir().unwrap();
    let _held = Staging::begin(dir.path()).unwrap();
    vec![*Staging::begin(dir.path()).expect_err("is refused")]
}

fn output_unwritable() -> Vec<Finding> {
    refused(|dir| std::fs::write(dir.join("public"), "a file").unwrap())
}

fn output_not_ours() -> Vec<Finding> {
    refused(|dir| {
        std::fs::create_dir(dir.join("public")).unwrap();
        std::fs::write(dir.join("public/thesis.txt"), "years").unwrap();
    })
}

/// A folder that a build wrote to, with a file of somebody else, or with a name that leaves none for one beside it.
fn told_by_the_output(name: &str) -> Vec<Finding> {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join(name);
    let written = || {
        let manifest = Manifest {
            generator: "gongshi".into(),
            version: "0".into(),
            as_of: "2023-11-25".into(),
            commit: None,
            sample: true,
            editions: Vec::new(),
            files: Vec::new(),
        };
        Staging::begin(&output).unwrap().commit(manifest, Strangers::Stay).unwrap()
    };
    written();
    std::fs::write(output.join("thesis.txt"), "years").unwrap();
    written().warnings
}

fn found(case: &Case) -> Vec<Finding> {
    match case {
        Of(change) => change(Site::small()).build().seen.findings,
        Other(run) => run(),
    }
}

/// A picture with a latitude: 36°.
fn photo_with_place() -> Vec<u8> {
    let tables = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\
        \x01\0\x02\0\x05\0\x01\0\0\0\x2c\0\0\0\0\0\0\0\x24\0\0\0\x01\0\0\0";
    [b"\xFF\xD8\xFF\xE1\0\x3cExif\0\0".as_slice(), tables, b"\xFF\xDA\0\x02\xFF\xD9"].concat()
}

#[test]
fn every_code_has_a_case() {
    let missing: Vec<&str> = Code::table()
        .iter()
        .filter(|entry| !CASES.iter().any(|(code, _)| *code == entry.code))
        .map(|entry| entry.id)
        .collect();
    assert!(missing.is_empty(), "no case triggers {missing:?}");
}

#[test]
fn every_case_triggers_its_code_in_both_languages() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (code, case) in CASES {
        let found = found(case);
        let finding = found.iter().find(|finding| finding.code == *code);
        let codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
        let finding = finding.unwrap_or_else(|| panic!("{code:?} ({}) not among {codes:?}", code.id()));
        assert!(chinese(&finding.message.zh), "{code:?}: {}", finding.message.zh);
        assert!(!finding.message.en.is_empty() && finding.message.en != finding.message.zh, "{code:?}");
        assert!(!finding.message.en.ends_with('.') && !finding.message.zh.ends_with('。'), "{code:?}");
        assert_eq!(finding.severity, code.entry().severity, "{code:?}");
        // Whatever else the case brought about is told with what to do, too.
        for finding in &found {
            let help = finding.help.as_ref().unwrap_or_else(|| panic!("{}: no help", finding.message.en));
            assert!(chinese(&help.zh) || help.zh.contains('`'), "{code:?}: {}", help.zh);
            assert!(
                !help.en.is_empty() && !help.en.ends_with('.') && !help.zh.ends_with('。'),
                "{code:?}: {}",
                help.en
            );
        }
    }
}

/// A change of the small site.
type Slip = fn(Site) -> Site;

#[test]
fn every_slip_in_a_form_a_rule_or_a_register_is_told_with_what_to_do() {
    let slips: [(&str, Slip); 15] = [
        ("a doubled region", |site| site.append(REGIONS, "101,丙县,county,100,false\n")),
        ("an unknown parent", |site| site.append(REGIONS, "103,丙县,county,999,false\n")),
        ("its own parent", |site| site.append(REGIONS, "103,丙县,county,103,false\n")),
        ("a circle", |site| {
            site.append(REGIONS, "200,东,city,300,false\n300,西,city,200,false\n103,丙,county,200,false\n")
        }),
        ("no such root", |site| site.edit(CAMPAIGN, "root = \"100\"", "root = \"101x\"")),
        ("an open quote", |site| site.append(REGIONS, "103,\"丙县")),
        ("a doubled column", |site| site.edit(REGIONS, "parent,key", "parent,parent")),
        ("an unknown column", |site| site.edit(CRITERIA, ",title", ",title,qwertz")),
        ("a doubled cell", |site| site.edit(DISPATCH, "id = \"self_rectified\"", "id = \"self_found\"")),
        ("an unknown kind", |site| {
            site.put("data/forms/x.toml", "id = \"x\"\ntitle = \"x\"\ndue_days = [1]\n[[sections]]\nid = \"a\"\ntitle = \"a\"\n[[sections.items]]\nlabel = \"b\"\ncells = [{ id = \"c\", kind = \"count\", measure = \"flux\" }]\n")
        }),
        ("no cells", |site| site.put("data/forms/x.toml", "id = \"x\"\ntitle = \"x\"\ndue_days = [1]\n")),
        ("deep nesting", |site| site.append(REPORT, &format!("x = {}", "[".repeat(200)))),
        ("a form nobody wrote", |site| site.without(DISPATCH)),
        ("a chart of nothing", |site| site.append("content/index.md", "\n```chart\nkind = \"bar\"\n```\n")),
        ("a wrong type", |site| site.edit(REPORT, "2023-07-18", "\"soon\"")),
    ];
    for (name, slip) in slips {
        let seen = slip(Site::small()).check();
        assert!(!seen.findings.is_empty(), "{name} is not told");
        for finding in &seen.findings {
            assert!(finding.help.is_some(), "{name}: {} has no help", finding.message.en);
        }
    }
}

#[test]
fn a_missing_form_is_told_once_and_where_it_is_missing() {
    let seen = Site::small().without(DISPATCH).check();
    let told: Vec<_> = seen
        .findings
        .iter()
        .filter(|finding| finding.severity == gongshi::diagnostic::Severity::Error)
        .collect();
    assert_eq!(told.len(), 1, "{}", seen.told());
    assert_eq!((told[0].code, told[0].place.path.as_ref()), (Code::MissingFile, DISPATCH));
    // One report that misspells its table is told there, as before.
    let seen = Site::small().edit(REPORT, "[dispatch]", "[dipatch]").check();
    assert!(
        seen.findings
            .iter()
            .any(|finding| finding.code == Code::UnknownKey && finding.place.path.as_ref() == REPORT),
        "{}",
        seen.told()
    );
}
