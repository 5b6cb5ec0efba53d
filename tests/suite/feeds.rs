//! What feed readers are told, and when they are told that something changed.

use crate::support::ledger::kept;
use crate::support::site::{Built, Site};

/// The texts of an element of each entry of a feed, latest first.
fn each<'b>(built: &'b Built, feed: &str, element: &str) -> Vec<&'b str> {
    let (start, end) = (format!("<{element}>"), format!("</{element}>"));
    let entries = built.page(feed).split("<entry>").skip(1);
    entries.map(|entry| entry.split_once(&start).unwrap().1.split_once(&end).unwrap().0).collect()
}

/// When a feed itself was last changed.
fn updated<'b>(built: &'b Built, feed: &str) -> &'b str {
    built.page(feed).split_once("<updated>").unwrap().1.split_once("</updated>").unwrap().0
}

const PERIODS: &str = "feeds/periods.xml";

fn corrected(what: &str, date: &str) -> Built {
    let new =
        Site::small().count().number("dispatch.self_found", "101", &what[..7], gongshi::dataset::Span::Month);
    let row = format!(
        "[[corrections]]\nwhat = \"dispatch.self_found@{what}/101\"\nold = 1234\nnew = {new}\nkind = \"error\"\n\
         reason = \"重复填报\"\ndate = {date}\napproved_by = \"分管副局长\"\n"
    );
    let built = Site::small().put("data/corrections.toml", row).build();
    assert!(!built.files.is_empty(), "{}", built.seen.told());
    built
}

#[test]
fn an_entry_of_a_month_is_as_new_as_what_was_last_changed_of_it() {
    let before = Site::small().build();
    let of_june = |built: &Built| each(built, PERIODS, "updated")[1].to_owned();
    assert!(
        of_june(&before).starts_with("2023-06-24"),
        "its last form came in that day: {}",
        of_june(&before)
    );
    let after = corrected("2023-06", "2023-07-26");
    assert!(of_june(&after).starts_with("2023-07-26"), "{}", of_june(&after));
    // It was published when it was, and the others are as they were.
    assert_eq!(each(&before, PERIODS, "published"), each(&after, PERIODS, "published"));
    for other in [0, 2] {
        assert_eq!(each(&before, PERIODS, "updated")[other], each(&after, PERIODS, "updated")[other]);
    }
    assert!(updated(&before, PERIODS).starts_with("2023-07-24"), "not another day of the same data");
    assert!(updated(&after, PERIODS).starts_with("2023-07-26"));
}

#[test]
fn an_entry_of_a_month_says_what_its_page_begins_with() {
    let built = Site::small().without("data/reports/2023-07/102.toml").build();
    assert_eq!(each(&built, PERIODS, "title"), ["2023年7月月报", "2023年6月月报", "2023年5月月报"]);
    let page = built.page("periods/2023-07/index.html");
    let lead = page.split_once("<p class=\"lead\">").unwrap().1.split_once("</p>").unwrap().0;
    let told = each(&built, PERIODS, "summary")[0];
    assert!(!lead.is_empty() && told.contains(lead), "{lead} in {told}");
    assert!(told.ends_with("未含：乙县2023年7月。未报不作零计。"), "who is missing from the sums: {told}");
}

#[test]
fn a_feed_without_entries_does_not_change_by_the_day() {
    let one = Site::small().build();
    let other = Site::small().edit("gongshi.toml", "2023-07-26", "2023-07-27").build();
    for feed in [PERIODS, "feeds/corrections.xml"] {
        assert_eq!(one.page(feed), other.page(feed));
    }
    assert_eq!(each(&one, PERIODS, "published")[0], "2023-07-20T00:00:00+08:00", "the window of July ends");
}

#[test]
fn a_correction_is_titled_with_its_month_in_words() {
    let built = corrected("2023-06", "2023-07-26");
    let title = each(&built, "feeds/corrections.xml", "title")[0];
    assert!(title.ends_with("甲县 2023年6月"), "{title}");
}

/// Ledgers are shown as they stand on the day of the data; the figures of forms end with the last cut-off.
#[test]
fn the_data_cover_the_time_until_the_day_they_stand_at() {
    let covered = |site: Site| {
        let page = site.build().page("data/index.html").to_owned();
        let rest = page.split_once("\"temporalCoverage\":\"").unwrap().1;
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(covered(Site::small()), "2023-05-15/2023-07-20");
    assert_eq!(covered(kept()), "2023-05-15/2023-07-26");
}
