//! Corrections: what was said before, what is said now, and that both agree with the rest of the site.

use gongshi::diagnostic::{Code, Severity};

use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::site::{Site, help};

fn site(corrections: &[String]) -> Site {
    Site::small().put(CORRECTIONS, corrections.concat())
}

const JULY: &str = "dispatch.self_found@2023-07/101";

fn july(site: &Site) -> String {
    site.count().number("dispatch.self_found", "101", "2023-07", gongshi::dataset::Span::Month)
}

#[test]
fn a_correction_is_told_on_its_page_and_in_its_feed() {
    let now = july(&Site::small());
    let total =
        Site::small().count().number("dispatch.fines", "100", "2023-07", gongshi::dataset::Span::ToDate);
    let built = site(&[
        correction(JULY, "1234", &now, "2023-07-25"),
        correction("dispatch.fines.total@2023-07", "\"未报\"", &total, "2023-07-24"),
    ])
    .build();
    built.seen.is_clean();
    let words = built.words("corrections/index.html");
    for text in [
        "2023-07-25",
        "甲县 2023年7月",
        "1,234 个",
        "未报",
        "万元",
        "与&lt;甲&gt;重复填报",
        "分管副局长",
        "更正",
    ] {
        assert!(words.contains(text), "{text} not in\n{words}");
    }
    let page = built.page("corrections/index.html");
    assert!(page.contains("<tr id=\"c1\">") && page.contains("href=\"../regions/101/2023-07/\""), "{page}");
    assert!(page.find("id=\"c1\"") < page.find("id=\"c2\""), "latest first");
    let feed = built.page("feeds/corrections.xml");
    assert!(feed.contains("<id>https://small.example/corrections/#c1</id>"), "{feed}");
    assert!(feed.contains("<updated>2023-07-25T00:00:00+08:00</updated>"), "{feed}");
    assert!(
        feed.contains("示例数据，均为虚构。原为 1,234 个，现为") && feed.contains("&lt;甲&gt;"),
        "{feed}"
    );
    let map = built.page("sitemap.xml");
    assert!(
        map.contains("<loc>https://small.example/corrections/</loc><lastmod>2023-07-25</lastmod>")
            && map.contains("regions/101/2023-07/</loc><lastmod>2023-07-25</lastmod>"),
        "{map}"
    );
}

#[test]
fn a_site_without_corrections_says_so() {
    let built = Site::small().build();
    built.seen.is_clean();
    assert!(built.words("corrections/index.html").contains("没有更改过"));
    assert!(!built.page("feeds/corrections.xml").contains("<entry>"));
}

#[test]
fn a_correction_of_what_is_no_figure_is_found() {
    for (what, told) in [
        ("dispatch.x@2023-07/101", "unknown measure `dispatch.x`"),
        ("dispatch.self_found@2023-08/101", "no period `2023-08`, or it is not closed yet"),
        ("dispatch.self_found@2023-07/999", "unknown region `999`"),
        ("dispatch.self_found", "`dispatch.self_found` is not measure@period/region"),
    ] {
        let seen = site(&[correction(what, "1", "2", "2023-07-25")]).check();
        let finding = seen.only(Severity::Error, Code::CorrectedFigureUnknown, CORRECTIONS, 2, 8);
        assert_eq!(finding.message.en, told);
    }
}

#[test]
fn what_it_is_now_must_be_what_the_site_shows() {
    let seen = site(&[correction(JULY, "1", "777", "2023-07-25")]).check();
    let finding = seen.only(Severity::Error, Code::CorrectionDiffers, CORRECTIONS, 4, 7);
    assert_eq!(seen.pointed(finding), "777");
    assert!(help(finding).starts_with("correct the report"));
}

#[test]
fn corrections_of_one_figure_follow_on_each_other_whatever_their_order() {
    let now = july(&Site::small());
    let later = correction(JULY, "900", &now, "2023-07-25");
    let earlier = correction(JULY, "800", "900", "2023-07-21");
    site(&[later.clone(), earlier]).check().is_clean();
    let broken = correction("dispatch.self_found.month@2023-07/101", "800", "901", "2023-07-21");
    let seen = site(&[later, broken]).check();
    let finding = seen.only(Severity::Error, Code::CorrectionsDoNotFollow, CORRECTIONS, 3, 7);
    assert_eq!(seen.pointed(finding), "900");
}

#[test]
fn a_correction_comes_after_publication_and_not_after_today() {
    let now = july(&Site::small());
    for date in ["2023-07-19", "2023-07-27"] {
        let seen = site(&[correction(JULY, "900", &now, date)]).check();
        seen.only(Severity::Error, Code::CorrectionDateImpossible, CORRECTIONS, 7, 8);
    }
}

#[test]
fn a_row_says_everything() {
    for key in ["what", "old", "new", "kind", "reason", "date", "approved_by"] {
        let whole = correction(JULY, "900", &july(&Site::small()), "2023-07-25");
        let row: Vec<&str> = whole.split_inclusive('\n').filter(|line| !line.starts_with(key)).collect();
        site(&[row.concat()]).check().only(Severity::Error, Code::MissingKey, CORRECTIONS, 1, 1);
    }
    let seen = site(&[correction(JULY, "\"twelve\"", "12", "2023-07-25")]).check();
    seen.only(Severity::Error, Code::NotANumber, CORRECTIONS, 3, 7);
}
