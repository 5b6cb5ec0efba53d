//! Files that say how the campaign goes and how it is counted, against themselves: each slip is told once, where it stands,
//! and what looks like one and is none is not.

use gongshi::diagnostic::{Code, Severity};

use crate::support::sample::{news, sample};
use crate::support::site::{CAMPAIGN, DISPATCH, Site};

const RULES: &str = "data/rules.toml";
const RANKING: &str = "data/ranking.toml";
const PHASE: &str = "[[phases]]\nid = \"all\"\ntitle = \"全过程\"\nfrom = 2023-05-15\nto = 2023-12-31\n";
const LATER: &str = "[[periods]]\nid = \"2023-08\"\nfrom = 2023-07-21\nto = 2023-08-20\n";

/// Two phases, of which the second begins on a day.
fn phases(from: &str) -> String {
    let first = PHASE.replace("2023-12-31", "2023-07-31");
    first + &format!("\n[[phases]]\nid = \"last\"\ntitle = \"总结\"\nfrom = {from}\nto = 2023-12-31\n")
}

#[test]
fn what_contradicts_itself_in_a_method_file_is_told_once_where_it_stands() {
    let gap = phases("2023-08-03");
    let overlap = phases("2023-07-30");
    let window = LATER.replace("from = 2023-07-21", "from = 2023-07-25");
    let year = LATER.replace("to = 2023-08-20", "to = 2024-08-20");
    let slips = [
        ("a gap between phases", CAMPAIGN, PHASE, gap.as_str(), Code::DatesApart),
        ("phases that overlap", CAMPAIGN, PHASE, overlap.as_str(), Code::DatesApart),
        ("a gap between windows", CAMPAIGN, LATER, window.as_str(), Code::DatesApart),
        ("a cut-off of another year", CAMPAIGN, LATER, year.as_str(), Code::DatesApart),
        ("a milestone years later", CAMPAIGN, "due_on = 2023-12-10", "due_on = 2032-12-10", Code::DatesApart),
        ("one before the campaign", CAMPAIGN, "due_on = 2023-12-10", "due_on = 2022-12-10", Code::DatesApart),
        ("a number of another year", CAMPAIGN, "〔2023〕1号", "〔2032〕1号", Code::DatesApart),
        ("a number in other brackets", CAMPAIGN, "〔2023〕1号", "[2023]1号", Code::DocumentNumber),
        (
            "one number for two items",
            DISPATCH,
            "no = 3\n  label = \"群众举报\"",
            "no = 2\n  label = \"群众举报\"",
            Code::AgainstItself,
        ),
        (
            "a part of itself",
            DISPATCH,
            "of = \"self_found\" }]",
            "of = \"self_rectified\" }]",
            Code::AgainstItself,
        ),
        (
            "a rule of one thing",
            RULES,
            "right = [\"statistics.fines.total\"]",
            "right = [\"dispatch.fines\"]",
            Code::AgainstItself,
        ),
        (
            "a rule of one thing, once by its span",
            RULES,
            "right = [\"statistics.fines.total\"]",
            "right = [\"dispatch.fines.to_date\"]",
            Code::AgainstItself,
        ),
        (
            "a figure twice on one side",
            RULES,
            "left = [\"dispatch.fines\"]",
            "left = [\"dispatch.fines\", \"dispatch.fines\"]",
            Code::AgainstItself,
        ),
        (
            "a rate of one thing",
            RANKING,
            "denominator = [\"dispatch.penalties\"]",
            "denominator = [\"dispatch.fines\"]",
            Code::AgainstItself,
        ),
    ];
    for (name, path, from, to, code) in slips {
        let seen = Site::small().edit(path, from, to).check();
        let told: Vec<_> = seen.findings.iter().filter(|finding| finding.code == code).collect();
        assert_eq!(told.len(), 1, "{name}: {}", seen.told());
        assert_eq!((told[0].place.path.as_ref(), told[0].severity), (path, Severity::Warning), "{name}");
        assert!(told[0].help.is_some(), "{name}");
    }
    let ends = Site::small().edit(CAMPAIGN, "ends_on = 2023-12-31", "ends_on = 2023-05-01").check();
    assert!(ends.codes().contains(&Code::PeriodsOutOfOrder), "{}", ends.told());
    let part = "sum = [\"self_found\", \"tip_found\"]";
    let part = Site::small().edit(DISPATCH, part, "sum = [\"self_found\", \"self_rectified\"]").check();
    assert!(part.codes().contains(&Code::AgainstItself), "{}", part.told());
}

#[test]
fn what_is_meant_so_is_not_told() {
    let follow = phases("2023-08-01");
    let january = LATER.replace("to = 2023-08-20", "to = 2023-09-04");
    let twins = [
        ("phases that follow", CAMPAIGN, PHASE, follow.as_str()),
        ("a last report after the campaign", CAMPAIGN, "due_on = 2023-12-10", "due_on = 2024-01-10"),
        ("a cut-off early in the next month", CAMPAIGN, LATER, january.as_str()),
        ("items without numbers", DISPATCH, "no = 3\n  label = \"群众举报\"", "label = \"群众举报\""),
        (
            "a month against its total",
            RULES,
            "left = [\"dispatch.fines\"]",
            "left = [\"statistics.fines.month\"]",
        ),
    ];
    for (name, path, from, to) in twins {
        let seen = Site::small().edit(path, from, to).check();
        let is_told = |finding: &&gongshi::diagnostic::Finding| {
            matches!(finding.code, Code::DatesApart | Code::AgainstItself | Code::DocumentNumber)
        };
        let told: Vec<_> = seen.findings.iter().filter(is_told).collect();
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}

/// What of a kind is told of a site with one edit.
fn told_of(site: &Site, code: Code) -> (usize, String) {
    let seen = site.check();
    let told = seen.findings.iter().filter(|finding| finding.code == code);
    let told = told.inspect(|finding| {
        assert_eq!(finding.severity, Severity::Warning, "{}", seen.told());
        assert!(finding.help.is_some(), "{}", seen.told());
    });
    (told.count(), seen.told())
}

fn rule(left: &str, right: &str) -> String {
    format!(
        "\n[[rules]]\nid = \"new\"\ntitle = \"新规则\"\nleft = [{left}]\nop = \"<=\"\nright = [{right}]\nover = \"to_date\"\nseverity = \"warning\"\n"
    )
}

#[test]
fn cells_that_cannot_be_meant_so_are_told() {
    let self_found = "id = \"self_found\", unit = \"个\"";
    let edits = [
        (
            "money in 元",
            "id = \"fines\", label = \"金额\", unit = \"万元\"",
            "id = \"fines\", label = \"金额\", unit = \"元\"",
        ),
        ("a count in 万元", "unit = \"次\"", "unit = \"万元\""),
        ("a distinct count called flow", "measure = \"distinct\"", "measure = \"flow\""),
        ("a part in another unit", "of = \"self_found\"", "of = \"firms_checked\""),
        (
            "two that are part of each other",
            self_found,
            "id = \"self_found\", of = \"self_rectified\", unit = \"个\"",
        ),
    ];
    for (name, from, to) in edits {
        let (told, all) = told_of(&Site::small().edit(DISPATCH, from, to), Code::AgainstItself);
        assert_eq!(told, 1, "{name}: {all}");
    }
}

#[test]
fn rules_that_always_hold_or_count_twice_are_told() {
    let dispatch =
        |left, right| told_of(&Site::small().append(DISPATCH, &rule(left, right)), Code::AgainstItself);
    for (name, left, right) in [
        ("a sum and what it adds up", "\"found\"", "\"tip_found\", \"self_found\""),
        ("a whole and its part", "\"self_found\", \"self_rectified\"", "\"firms_checked\""),
        ("a sum and a part of it", "\"firms_checked\"", "\"found\", \"tip_found\""),
    ] {
        let (told, all) = dispatch(left, right);
        assert_eq!(told, 1, "{name}: {all}");
    }
    assert_eq!(dispatch("\"self_found\"", "\"found\"").0, 1, "a part is at most its sum by definition");
    for (name, left, right) in [
        ("a part of another", "\"self_rectified\"", "\"found\""),
        ("half of a sum", "\"self_rectified\", \"tip_found\"", "\"found\""),
    ] {
        let (told, all) = dispatch(left, right);
        assert_eq!(told, 0, "{name}: {all}");
    }
    let between = rule("\"dispatch.found\"", "\"dispatch.self_found\", \"dispatch.tip_found\"");
    assert_eq!(told_of(&Site::small().append(RULES, &between), Code::AgainstItself).0, 1);
}

#[test]
fn a_county_below_a_county_is_told_and_nothing_that_follows_from_it() {
    let site = Site::small().edit("data/regions.csv", "102,乙县,county,100,", "102,乙县,county,101,");
    let seen = site.check();
    seen.only(Severity::Error, Code::AgainstItself, "data/regions.csv", 5, 1);
}

#[test]
fn a_cell_declared_wrongly_is_one_finding_at_the_cell() {
    let edits: [(&str, &str, [&str; 2]); 3] = [
        ("data/forms/dispatch.toml", "reviews", ["kind = \"count\"", "kind = \"flag\""]),
        ("data/forms/dispatch.toml", "fines", ["kind = \"money\"", "kind = \"count\""]),
        ("data/forms/statistics.toml", "major_open", ["measure = \"stock\"", "measure = \"flow\""]),
    ];
    for (path, cell, [from, to]) in edits {
        let text = sample().text(path);
        let line = text.lines().find(|line| line.contains(&format!("id = \"{cell}\""))).expect("is there");
        let site = sample().edit(path, line, &line.replacen(from, to, 1));
        let news = news(&site);
        let at_cell = news.iter().filter(|one| one.place.path.as_ref() == path && !one.related.is_empty());
        assert_eq!(at_cell.count(), 1, "{cell}: {news:#?}");
        assert!(news.len() <= 10, "{cell}: {} findings", news.len());
    }
}

#[test]
fn a_day_of_the_data_that_is_too_early_is_one_finding() {
    let site = sample();
    let text = site.text("gongshi.toml");
    let line = text.lines().find(|line| line.starts_with("as_of = ")).expect("is there").to_owned();
    let news = news(&site.edit("gongshi.toml", &line, "as_of = \"2023-06-25\""));
    let one = news.iter().find(|one| one.place.path.as_ref() == "gongshi.toml").expect("is told");
    assert_eq!(one.severity, Severity::Error);
    assert!(one.message.en.contains("2023-06-25"), "{}", one.message.en);
    let ahead = [Code::RowInFuture, Code::FutureDate, Code::PeriodNotOpen];
    assert_eq!(news.iter().filter(|one| ahead.contains(&one.code)).count(), 1);
}

#[test]
fn working_days_that_contradict_the_calendar_are_told() {
    // 2023-06-22 is a Thursday; the 24th and the 25th are a weekend.
    let spring = "date,works\n2023-06-22,false\n2023-06-23,false\n2023-06-24,false\n2023-06-25,true\n";
    let days =
        |text: &str| told_of(&Site::small().put("data/workdays/2023.csv", text), Code::CellsContradict);
    assert_eq!(days(spring).0, 0, "a holiday with its weekend and the one that makes up for it");
    assert_eq!(days("date,works\n").0, 0, "no swaps");
    for (name, row) in [
        ("a weekday that is worked", "2023-06-21,true\n"),
        ("a weekend far from any holiday", "2023-08-12,true\n"),
        ("a weekend that is free anyhow", "2023-07-08,false\n"),
        ("a public holiday that is worked", "2023-10-01,true\n"),
    ] {
        let (told, all) = days(&(spring.to_owned() + row));
        assert_eq!(told, 1, "{name}: {all}");
    }
}
