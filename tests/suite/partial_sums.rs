//! Sums of which parts are missing: what is known is shown, and what is not is said; which of two cells that are not told
//! apart is blank is said nowhere.

use gongshi::dataset::Span;
use gongshi::figures::Status;

use crate::support::site::{Built, DISPATCH, Site, with_tips};

const MONTH: &str = "data/reports/2023-07/101.toml";

/// A third part of what was found, of each reporter and month.
fn three_parts(site: Site) -> Site {
    let mut site = site
        .edit(DISPATCH, "{ id = \"tip_found\",", "{ id = \"assigned_found\", label = \"交办\", unit = \"个\", kind = \"count\", measure = \"flow\" },\n    { id = \"tip_found\", label = \"举报\",")
        .edit(DISPATCH, "\"self_found\", \"tip_found\"]", "\"self_found\", \"tip_found\", \"assigned_found\"]");
    for month in ["05", "06", "07"] {
        for region in ["100-B", "101", "102"] {
            site = site.edit(
                &format!("data/reports/2023-{month}/{region}.toml"),
                "tip_found = ",
                "assigned_found = 1\ntip_found = ",
            );
        }
    }
    site
}

#[test]
fn a_sum_shows_what_is_known_and_says_what_is_not() {
    let site = three_parts(Site::small()).edit(MONTH, "tip_found = 2\n", "");
    let counted = site.count();
    let county = counted.get("dispatch.found", "101", "2023-07", Span::Month);
    assert_eq!((county.status(), county.value()), (Status::Reported, Some(4.into())));
    assert_eq!((county.reported, county.expected), (0, 1), "no whole report stands behind it");
    // The city's is that of its reporters: 4, 2 and 1.
    let city = counted.get("dispatch.found", "100", "2023-07", Span::Month);
    assert_eq!((city.value(), city.reported, city.expected), (Some(7.into()), 2, 3));
    let built = site.build_only(|path| {
        path.starts_with("/data/") || path == "/regions/101/" || path == "/periods/2023-07/"
    });
    assert!(built.page("data/figures.csv").contains("\ndispatch.found,101,2023-07,month,4,A\n"));
    assert!(built.page("data/coverage.csv").contains("\ndispatch.found,101,2023-07,month,0,1\n"));
    for page in ["regions/101/index.html", "periods/2023-07/index.html"] {
        let told = built.words(page);
        assert!(told.contains("举报") && told.contains("未含：甲县2023年7月"), "{page}: {told}");
        assert!(!told.contains("发现重大事故隐患合计未含"), "its parts are told, not it: {told}");
    }
    // A newcomer's first number is no 未报.
    let first = three_parts(Site::small())
        .put(MONTH, "region = \"101\"\nperiod = \"2023-07\"\n\n[dispatch]\nself_found = 3\n");
    assert_eq!(first.count().number("dispatch.found", "101", "2023-07", Span::Month), "3");
    // Nothing known is nothing.
    let none = three_parts(Site::small()).without(MONTH).count();
    assert_eq!(none.get("dispatch.found", "101", "2023-07", Span::Month).status(), Status::Missing);
}

#[test]
fn rules_and_ranks_wait_for_a_sum_that_lacks_parts() {
    let site = three_parts(Site::small()).edit(MONTH, "tip_found = 2\n", "");
    let rule = "\n[[rules]]\nid = \"T\"\ntitle = \"T\"\nleft = [\"dispatch.found\"]\nop = \">=\"\nright = [\"statistics.problems_found\"]\nover = \"month\"\n";
    let told = |site: &Site| site.clone().append("data/rules.toml", rule).check().told();
    assert!(!told(&site).contains("甲县 2023-07"), "{}", told(&site));
    let rank = site.build_only(|path| path.ends_with("/data/ranking.csv"));
    let row = rank
        .page("data/ranking.csv")
        .lines()
        .find(|line| line.starts_with("2023-07,101,"))
        .unwrap()
        .to_owned();
    // What of a numerator is missing costs its reporter points, and is said.
    assert!(row.contains("discovery") && row.ends_with("true"), "{row}");
}

/// Of two counties each leaves one of the merged cells blank, this way or the other way round. Of the first the sum of both is
/// `own`, of the second `other`; the lines of the reports stay where they are.
fn world(site: &Site, month: &str, [own, other]: [u32; 2], turned: bool) -> Site {
    let mut site = site.clone();
    for (region, number, has_tip) in [("101", own, turned), ("102", other, !turned)] {
        let path = format!("data/reports/2023-{month}/{region}.toml");
        let line =
            |cell: &str, has: bool| if has { format!("{cell} = {number}") } else { format!("# {cell}") };
        let text: Vec<String> = site
            .text(&path)
            .lines()
            .map(|old| match old.split_once(" = ") {
                Some(("self_found", _)) => line("self_found", !has_tip),
                Some(("tip_found", _)) => line("tip_found", has_tip),
                _ => old.to_owned(),
            })
            .collect();
        site = site.put(&path, text.join("\n") + "\n");
    }
    site
}

#[track_caller]
fn same(one: &Built, other: &Built) {
    assert!(one.files.len() > 50, "{}", one.seen.told());
    for (path, bytes) in &one.files {
        let (left, right) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other.files[path]));
        let lines = left.lines().zip(right.lines()).find(|(left, right)| left != right);
        assert!(
            lines.is_none() && left.lines().count() == right.lines().count(),
            "{path} tells which cell is blank: {lines:?}"
        );
    }
}

#[test]
fn which_of_two_merged_cells_is_blank_is_not_told() {
    let site = three_parts(with_tips(Site::small(), "publish = \"merged_only\", from = \"2023-05\""))
        .edit(
            DISPATCH,
            "headline = [\"found\", \"penalties\"]",
            "headline = [\"found\", \"tip_found\", \"self_found\"]",
        )
        .edit(DISPATCH, "of = \"self_found\" }", "}");
    for (month, numbers) in [("05", [2, 2]), ("06", [5, 5]), ("07", [1, 1])] {
        let [one, other] = [false, true].map(|turned| world(&site, month, numbers, turned));
        // The county's own sum leaves both out, the city's counts the same of each.
        let counted = one.count();
        let period = format!("2023-{month}");
        assert_eq!(counted.number("dispatch.found", "101", &period, Span::Month), "1", "the part alone");
        assert_eq!(
            counted.get("dispatch.self_or_tip_found", "101", &period, Span::Month).status(),
            Status::Missing
        );
        same(&one.build(), &other.build());
    }
}
