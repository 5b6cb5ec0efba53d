//! Files that say how the campaign goes and how it is counted, against themselves: each slip is told once, where it stands,
//! and what looks like one and is none is not.

use gongshi::diagnostic::{Code, Severity};

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
