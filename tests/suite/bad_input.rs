//! Files as they come from offices: half filled, copied, garbled. Each is told at its place.

use gongshi::diagnostic::{Code, Severity};
use gongshi::source::EntryKind;

use crate::support::site::{Built, CAMPAIGN, DISPATCH, REGIONS, REPORT, Site, help};

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;

#[test]
fn the_small_site_has_no_findings() {
    Site::small().check().is_clean();
}

#[test]
fn a_half_filled_form_says_how_to_write_what_was_not_reported() {
    let seen = Site::small().edit(REPORT, "tip_found = 2\n", "tip_found =\n").check();
    let finding = seen.only(ERROR, Code::NoValue, REPORT, 8, 1);
    assert_eq!(seen.pointed(finding), "tip_found");
    assert!(help(finding).contains("\"n/a\""), "{}", help(finding));
    assert!(!seen.codes().contains(&Code::ReportMissing), "a broken report is not a missing one");
}

#[test]
fn every_blank_of_a_half_filled_form_is_told_at_once() {
    let seen = Site::small()
        .edit(REPORT, "tip_found = 2\n", "tip_found =\n")
        .edit(REPORT, "inspectors = 3\n", "inspectors =\n")
        .check();
    seen.among(ERROR, Code::NoValue, REPORT, 8, 1);
    seen.among(ERROR, Code::NoValue, REPORT, 13, 1);
}

#[test]
fn a_chinese_bare_key_points_at_the_english_ids() {
    let seen = Site::small().edit(REPORT, "tip_found = 2", "群众举报 = 2").check();
    let finding = seen.only(ERROR, Code::ChineseBareKey, REPORT, 8, 1);
    assert_eq!(seen.pointed(finding), "群众举报");
    assert!(help(finding).contains("explain measures"));
}

#[test]
fn full_width_digits_are_told_with_their_half_width() {
    let seen = Site::small().edit(REPORT, "tip_found = 2", "tip_found = １２").check();
    let finding = seen.only(ERROR, Code::FullWidthDigits, REPORT, 8, 13);
    assert_eq!(seen.pointed(finding), "１２");
    assert!(help(finding).contains("`12`"), "{}", help(finding));
}

#[test]
fn a_duplicate_key_is_told_at_the_second() {
    let seen = Site::small().edit(REPORT, "tip_found = 2", "tip_found = 2\ntip_found = 3").check();
    seen.only(ERROR, Code::DuplicateKey, REPORT, 9, 1);
}

#[test]
fn a_misspelt_key_is_told_with_the_nearest() {
    let seen = Site::small().edit(REPORT, "self_found = 3", "self_fuond = 3").check();
    let finding = seen.only(ERROR, Code::UnknownKey, REPORT, 6, 1);
    assert_eq!(help(finding), "did you mean `self_found`?");
    assert_eq!(seen.pointed(finding), "self_fuond");
}

#[test]
fn a_misspelt_form_is_told_with_the_nearest() {
    let seen = Site::small().edit(REPORT, "[dispatch]", "[dispach]").check();
    let finding = seen.only(ERROR, Code::UnknownKey, REPORT, 4, 2);
    assert_eq!(help(finding), "did you mean `dispatch`?");
}

#[test]
fn merge_conflict_markers_are_found_before_anything_else() {
    let conflict = "<<<<<<< HEAD\ntip_found = 2\n=======\ntip_found = 3\n>>>>>>> branch\n";
    let seen = Site::small().edit(REPORT, "tip_found = 2\n", conflict).check();
    let finding = seen.only(ERROR, Code::ConflictMarker, REPORT, 8, 1);
    assert_eq!(seen.pointed(finding), "<<<<<<< HEAD");
}

/// The same files as of the fixture; and what 甲县 filed for July is in them, under the name its row of regions has.
fn reads_like_small(built: &Built) {
    assert_eq!(built.files, Site::small().build().files);
    assert!(built.page("data/figures.csv").contains("\ndispatch.self_found,101,2023-07,month,3,A\n"));
    assert!(built.page("data/regions.csv").contains("\n101,甲县,county,100,true"));
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let site = Site::small();
    let marked = format!("\u{feff}{}", site.text(REPORT).replace('\n', "\r\n"));
    let regions = format!("\u{feff}{}", site.text(REGIONS).replace('\n', "\r\n"));
    let site = site.put(REPORT, marked).put(REGIONS, regions);
    site.check().is_clean();
    reads_like_small(&site.build());
}

#[test]
fn places_are_right_behind_a_byte_order_mark_and_crlf() {
    let site = Site::small().edit(REPORT, "tip_found = 2", "tip_found = -2");
    let text = format!("\u{feff}{}", site.text(REPORT).replace('\n', "\r\n"));
    site.put(REPORT, text).check().among(ERROR, Code::NegativeValue, REPORT, 8, 13);
}

#[test]
fn gbk_is_read_right_with_a_warning() {
    let site = Site::small();
    let text = site.text(REGIONS);
    let (gbk, _, lossy) = encoding_rs::GBK.encode(&text);
    assert!(!lossy);
    let built = site.put(REGIONS, gbk.into_owned()).build();
    built.seen.only(WARNING, Code::NotUtf8, REGIONS, 1, 1);
    assert!(built.page("regions/101/index.html").contains("甲县"));
}

#[test]
fn a_nul_byte_is_told_where_it_stands() {
    let seen = Site::small().edit(REPORT, "tip_found = 2", "tip_found = \0").check();
    seen.only(ERROR, Code::NulByte, REPORT, 8, 13);
}

#[test]
fn what_is_no_text_at_all_is_refused() {
    let seen = Site::small().put(REPORT, &b"PK\x03\x04\xff\xff\xff\x80"[..]).check();
    seen.only(ERROR, Code::NotText, REPORT, 1, 1);
}

#[test]
fn an_empty_report_is_neither_zero_nor_missing() {
    for text in ["", "\n \n"] {
        Site::small().put(REPORT, text).check().only(ERROR, Code::EmptyFile, REPORT, 1, 1);
    }
}

#[test]
fn an_empty_sheet_is_an_error() {
    Site::small().put(REGIONS, "").check().only(ERROR, Code::EmptyFile, REGIONS, 1, 1);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = format!("x = {}{}\n", "[".repeat(5000), "]".repeat(5000));
    let seen = Site::small().append(REPORT, &deep).check();
    seen.only(ERROR, Code::NestedTooDeep, REPORT, 19, 85);
}

#[test]
fn what_is_not_toml_is_told_at_its_place() {
    let seen = Site::small().edit(REPORT, "tip_found = 2", "tip_found = two").check();
    let finding = seen.only(ERROR, Code::TomlSyntax, REPORT, 8, 13);
    assert_eq!(seen.pointed(finding), "two");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_not_called_missing() {
    let seen = Site::small().put_kind(REPORT, EntryKind::Unreadable("permission denied".into())).check();
    let finding = seen.only(ERROR, Code::FileUnreadable, REPORT, 1, 1);
    assert!(finding.message.en.contains("permission denied"));
    assert!(!seen.codes().contains(&Code::ReportMissing), "{}", seen.told());
}

#[test]
fn a_directory_a_link_and_a_pipe_are_not_read() {
    for (kind, code) in [
        (EntryKind::Directory, Code::DirectoryInsteadOfFile),
        (EntryKind::Link, Code::LinkOutside),
        (EntryKind::Special, Code::FileUnreadable),
    ] {
        Site::small().put_kind(REGIONS, kind).check().among(ERROR, code, REGIONS, 1, 1);
    }
}

#[test]
fn a_hundred_megabytes_on_disk_are_refused_unread() {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    let giant = dir.path().join("data/ledger/scan.csv");
    std::fs::create_dir_all(giant.parent().unwrap()).unwrap();
    std::fs::File::create(giant).unwrap().set_len(100 * 1024 * 1024).unwrap();
    let checked = crate::support::program::run(dir.path(), &["check", "--format", "short", "--lang", "en"]);
    assert_eq!(checked.code, 1);
    assert!(checked.stdout.starts_with("data/ledger/scan.csv:1:1: error[GS0102]"), "{}", checked.stdout);
}

#[test]
fn a_directory_where_a_file_belongs_is_told_on_a_real_disk() {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    std::fs::remove_file(dir.path().join(REPORT)).unwrap();
    std::fs::create_dir(dir.path().join(REPORT)).unwrap();
    let checked = crate::support::program::run(dir.path(), &["check", "--format", "short"]);
    assert_eq!(checked.code, 1);
    assert!(checked.stdout.contains(&format!("{REPORT}:1:1: error[GS0104]")), "{}", checked.stdout);
}

#[test]
fn a_duplicate_region_is_told_with_the_first() {
    let seen = Site::small().append(REGIONS, "101,甲县,county,100,true\n").check();
    let finding = seen.only(ERROR, Code::DuplicateId, REGIONS, 6, 1);
    assert_eq!(finding.related.len(), 1);
    assert_eq!(
        seen.texts.get(REGIONS).unwrap()[finding.related[0].0.span.0 as usize..].get(..3),
        Some("101")
    );
}

#[test]
fn a_region_that_leads_nowhere_is_not_lost_in_silence() {
    let seen = Site::small().edit(REGIONS, "102,乙县,county,100,false", "102,乙县,county,,false").check();
    let [finding] = seen.findings.as_slice() else { panic!("one finding, not\n{}", seen.told()) };
    assert_eq!((finding.severity, seen.at(finding)), (ERROR, (REGIONS.to_owned(), 5, 1)));
}

#[test]
fn blank_rows_are_skipped_with_a_warning() {
    let site = Site::small().append(REGIONS, ",,,,\n\n,,,,\n");
    let built = site.build();
    let finding = built.seen.only(WARNING, Code::BlankRows, REGIONS, 9, 1);
    assert!(finding.message.en.starts_with("3 blank rows"));
    reads_like_small(&built);
}

#[test]
fn a_comma_without_quotes_shifts_no_cell() {
    let seen = Site::small().edit(REGIONS, "101,甲县,", "101,甲,县,").check();
    seen.among(ERROR, Code::WrongCellCount, REGIONS, 4, 1);
}

#[test]
fn more_columns_than_the_limit_are_told() {
    let site = Site::small();
    let widened = site
        .text("data/criteria.csv")
        .lines()
        .fold(String::new(), |out, line| out + &",".repeat(256) + line + "\n");
    let seen = site.put("data/criteria.csv", widened).check();
    assert!(!seen.findings.is_empty());
}

#[test]
fn a_misspelt_column_is_told_with_the_nearest() {
    let seen = Site::small().edit(REGIONS, "code,name,kind,parent,key", "code,name,kind,parnet,key").check();
    assert_eq!(help(seen.among(ERROR, Code::UnknownColumn, REGIONS, 1, 16)), "did you mean `parent`?");
    seen.among(ERROR, Code::MissingColumn, REGIONS, 1, 1);
}

#[test]
fn chinese_headers_and_kinds_are_as_good_as_codes() {
    let site = Site::small().edit(REGIONS, "code,name,kind,parent,key", "代码,名称,类别,上级,重点").edit(
        REGIONS,
        "101,甲县,county,100,true",
        "101,甲县,县,100,是",
    );
    site.check().is_clean();
    reads_like_small(&site.build());
}

#[test]
fn the_foundations_are_told_all_at_once() {
    let seen = Site::small().without("gongshi.toml").without(CAMPAIGN).without(REGIONS).check();
    for path in ["gongshi.toml", CAMPAIGN, REGIONS] {
        seen.among(ERROR, Code::MissingFile, path, 1, 1);
    }
}

#[test]
fn a_cell_id_must_fit_a_table_and_an_address() {
    for id in ["tip,found", "tip found", "tip\\\"found", "群众举报", "../tip"] {
        let seen = Site::small().edit(DISPATCH, "id = \"tip_found\"", &format!("id = \"{id}\"")).check();
        let there = seen.findings.iter().any(|finding| finding.code == Code::BadId);
        assert!(there, "{id}\n{}", seen.told());
    }
}

#[test]
fn a_cell_cannot_take_the_name_of_a_reports_own_key() {
    let seen = Site::small().edit(DISPATCH, "id = \"tip_found\"", "id = \"submitted_on\"").check();
    assert!(seen.findings.iter().any(|finding| finding.place.path.as_ref() == DISPATCH), "{}", seen.told());
}

#[test]
fn what_is_too_long_for_the_name_of_a_file_is_told() {
    let page = "+++\ntitle = \"x\"\n+++\n";
    for (path, line) in [
        (format!("content/{}.md", "a".repeat(65)), 1),
        (format!("content/{}.md", ["a".repeat(60).as_str(); 4].join("/")), 1),
        (format!("content/cases/2023/{}.md", "a".repeat(65)), 1),
    ] {
        Site::small().put(&path, page).check().among(ERROR, Code::BadId, &path, line, 1);
    }
    let fits = format!("content/{}.md", "a".repeat(64));
    let seen = Site::small().put(&fits, page).check();
    assert!(!seen.findings.iter().any(|finding| finding.code == Code::BadId), "{:?}", seen.findings);
    let site = Site::small().append(REGIONS, &format!("{},丙县,county,100,false\n", "1".repeat(65)));
    let line = site.text(REGIONS).lines().count() as u32;
    site.check().among(ERROR, Code::BadId, REGIONS, line, 1);
}

/// A pointer that stands for a file is told for what it is, and not as faulty data.
#[test]
fn a_pointer_of_git_lfs_is_told_with_its_remedy() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n";
    let seen = Site::small().put(REPORT, pointer).check();
    let finding = seen.among(ERROR, Code::FileUnreadable, REPORT, 1, 1);
    assert!(help(finding).contains("git lfs pull"), "{}", seen.told());
    assert!(!seen.codes().contains(&Code::TomlSyntax), "{}", seen.told());
}
