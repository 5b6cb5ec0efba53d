//! Another campaign, elsewhere: only data and text, no code.

use gongshi::dataset::Span;
use gongshi::diagnostic::{Code, Severity};

use crate::support::site::{Built, Site, is_page};

fn built() -> Built {
    let built = Site::fixture("fire-safety").build();
    // One station did not report in December; everything else is in order.
    let missing = "data/reports/2024-12/RV-E.toml";
    built.seen.only(Severity::Warning, Code::ReportMissing, missing, 1, 1);
    built
}

#[test]
fn its_pages_stand_at_their_addresses() {
    let built = built();
    for path in [
        "index.html",
        "periods/2025-01/index.html",
        "regions/RV/index.html",
        "regions/RV-W/index.html",
        "regions/RV-W1/2024-11/index.html",
        "how-we-visit/index.html",
        "timeliness/index.html",
        "data/figures.csv",
        "404.html",
    ] {
        built.page(path);
    }
    let closed = built.files.keys().any(|path| path.contains("2025-02"));
    assert!(!closed, "February is not closed yet");
    assert!(
        built
            .page("sitemap.xml")
            .contains("<loc>https://fire.rivermouth.example/safety/regions/RV-E/2025-01/</loc>")
    );
    assert!(built.page("robots.txt").contains("Allow: /"), "it is no sample");
}

#[test]
fn its_numbers_add_up_by_kind() {
    let counted = Site::fixture("fire-safety").count();
    let city = |measure, span| counted.number(measure, "RV", "2025-01", span);
    let west = |measure, span| counted.number(measure, "RV-W", "2025-01", span);
    assert_eq!(
        (city("visits.blocked_exits", Span::Month), city("visits.blocked_exits", Span::ToDate)),
        ("10".into(), "28".into())
    );
    assert_eq!(
        (west("visits.blocked_exits", Span::Month), west("visits.blocked_exits", Span::ToDate)),
        ("3".into(), "15".into())
    );
    assert_eq!(city("visits.premises", Span::ToDate), "135");
    assert_eq!(
        (city("visits.open_exits", Span::Month), city("visits.open_exits", Span::ToDate)),
        ("3".into(), "3".into())
    );
    assert_eq!(
        (city("visits.drill", Span::Month), city("visits.drill", Span::ToDate)),
        ("2".into(), "3".into())
    );
    assert_eq!(city("visits.boats", Span::Month), "3");
    assert_eq!(city("penalties.sum", Span::ToDate), "16.2501");
    assert_eq!(city("penalties.closed", Span::ToDate), "6");
    let december = counted.get("visits.blocked_exits", "RV", "2024-12", Span::Month);
    assert_eq!((december.reported, december.expected, december.is_partial()), (3, 4, true));
}

#[test]
fn both_layouts_show_its_own_words_and_numbers() {
    let built = built();
    let words = built.words("regions/RV-W1/2025-01/index.html");
    for text in [
        "Monthly return of fire safety visits",
        "Station",
        "Premises visited",
        "Blocked exits",
        "Night drill held",
        "Return of penalties",
        "Closing orders",
        "premises closed",
    ] {
        assert!(words.contains(text), "{text} not in\n{words}");
    }
    let page = built.page("regions/RV-W1/2025-01/index.html");
    assert!(
        page.contains("<table class=\"official paired\"")
            && page.contains("<table class=\"official columns\""),
        "{page}"
    );
    assert!(page.contains("<html lang=\"en\""));
    assert!(words.contains("2.25"), "{words}");
    let text = built.words("how-we-visit/index.html");
    assert!(text.contains("Stations found 28"), "{text}");
    assert!(built.words("index.html").contains("Old harbour"));
}

#[test]
fn no_page_of_an_english_site_speaks_chinese() {
    let built = built();
    for path in built.files.keys().filter(|path| is_page(path)) {
        let words = built.words(path);
        let chinese: String = words.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        assert!(chinese.is_empty() || chinese == "简体中文", "{path}: {chinese}");
    }
}

#[test]
fn its_own_rule_is_kept() {
    let report = "data/reports/2024-11/RV-W2.toml";
    let seen = Site::fixture("fire-safety").edit(report, "cleared_exits = 1", "cleared_exits = 3").check();
    seen.among(Severity::Error, Code::RuleBroken, report, 8, 17);
}
