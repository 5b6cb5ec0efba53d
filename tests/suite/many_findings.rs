//! Many warnings of one kind do not bury the others where people read them; programs are told all.

use std::fmt::Write;

use gongshi::diagnostic::{Format, Language, show};

use crate::support::program::run;
use crate::support::site::{POLICY, REPORT, Seen, Site};

/// So many pieces of HTML in a text: a warning each.
fn marked(site: Site, count: usize) -> Site {
    let text = (0..count).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "\n{at}<br>");
        text
    });
    site.append(POLICY, &text)
}

fn shown(seen: &Seen, format: Format, language: Language) -> String {
    show(&seen.findings, &seen.texts, format, language, false)
}

#[test]
fn the_first_warnings_of_a_kind_are_shown_and_the_rest_counted() {
    let seen = marked(Site::small(), 4).edit(REPORT, "tip_found = 2\n", "").check();
    let count = seen.findings.len();
    let text = shown(&seen, Format::Human, Language::En);
    assert_eq!(text.matches("warning[GS0703]").count(), 3, "{text}");
    assert_eq!(text.matches("warning[GS0408]").count(), 1, "another kind is not buried: {text}");
    let rest =
        format!("\n… and {} more GS0703 (HTML is shown as text): --format short lists all\n", count - 4);
    assert!(text.ends_with(&rest), "{text}");
    let text = shown(&seen, Format::Human, Language::Zh);
    let rest =
        format!("\n…… 另有 {} 条 GS0703（HTML 按文字显示）没有列出：--format short 列出全部\n", count - 4);
    assert!(text.ends_with(&rest), "{text}");
}

#[test]
fn three_of_a_kind_are_shown_and_a_fourth_is_counted() {
    let text = |count| shown(&marked(Site::small(), count).check(), Format::Human, Language::En);
    assert_eq!(text(3).matches("warning[GS0703]").count(), 3);
    assert!(!text(3).contains("more GS"), "{}", text(3));
    assert!(text(4).contains("and 1 more GS0703"), "{}", text(4));
}

#[test]
fn errors_are_all_shown() {
    let slips = ["self_found", "self_rectified", "tip_found", "penalties", "fines"];
    let site = slips.iter().fold(Site::small(), |site, cell| {
        let text = site.text(REPORT);
        let line =
            text.lines().find(|line| line.starts_with(&format!("{cell} = "))).expect("is there").to_owned();
        site.edit(REPORT, &format!("\n{line}\n"), &format!("\n{cell} = -1\n"))
    });
    let text = shown(&site.check(), Format::Human, Language::En);
    assert_eq!(text.matches("error[GS0404]").count(), slips.len(), "{text}");
    assert!(!text.contains("more GS"), "{text}");
}

#[test]
fn programs_are_told_all_and_the_count_is_of_all() {
    let dir = tempfile::tempdir().unwrap();
    let site = marked(Site::small(), 9);
    let count = site.check().findings.len();
    site.write_to(dir.path());
    let said = |format: &str| run(dir.path(), &["check", "--format", format, "--lang", "en"]);
    for format in ["short", "json", "github", "gitlab", "sarif"] {
        let told = said(format).stdout;
        let places = told.matches("HTML is shown as text").count();
        assert!(places >= count && !told.contains("more GS0703"), "{format}: {places} of {count}");
    }
    let human = said("human");
    assert!(human.stdout.contains("more GS0703"));
    assert!(human.stderr.contains(&format!("errors: 0, warnings: {count}")), "{}", human.stderr);
    let denied = run(dir.path(), &["check", "--deny", "warnings", "--lang", "en"]);
    assert!(!denied.stdout.contains("more GS") && denied.code == 1, "{}", denied.stdout);
}

#[test]
fn an_explained_warning_says_that_only_some_are_shown() {
    let dir = tempfile::tempdir().unwrap();
    let explained = |code: &str, lang: &str| run(dir.path(), &["explain", code, "--lang", lang]).stdout;
    assert!(explained("GS0703", "en").contains("the first few warnings"));
    assert!(explained("GS0703", "zh").contains("只列这种警告的前几条"));
    assert!(!explained("GS0701", "en").contains("the first few warnings"));
}
