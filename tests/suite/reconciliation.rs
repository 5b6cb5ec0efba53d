//! Claims against evidence: the sample passes every rule, and each rule fails where one side is changed.

use gongshi::diagnostic::{Code, Finding, Severity};
use gongshi::figures::{Key, MeasureAt};

use crate::support::sample::{change, report, sample, set};
use crate::support::site::{Seen, Site};

const BUSY: &str = "141027";
const QUIET: &str = "141030";
const LAST: &str = "2023-11";
const MONTHS: [&str; 7] = ["2023-05", "2023-06", "2023-07", "2023-08", "2023-09", "2023-10", "2023-11"];

fn more(cell: &str) -> Site {
    change(sample(), LAST, BUSY, cell, |number| number + 1.0)
}

fn broken<'s>(seen: &'s Seen, rule: &str) -> Option<&'s Finding> {
    let named = format!("(rule `{rule}`)");
    seen.findings
        .iter()
        .find(|finding| finding.code == Code::RulesDisagree && finding.message.en.ends_with(&named))
}

/// Site rules by id, with a change that breaks each.
fn cases() -> Vec<(&'static str, Site)> {
    let mut cases: Vec<(&str, Site)> = [
        ("R1", "dispatch.self_found"),
        ("R2-ledger", "dispatch.self_rectified"),
        ("R2-statistics", "statistics.major_rectified.total"),
        ("R3", "statistics.major_open.total"),
        ("R4-self-found", "dispatch.self_found"),
        ("R4-self-rectified", "dispatch.self_rectified"),
        ("R4-inspection-found", "dispatch.inspection_found"),
        ("R4-inspection-rectified", "dispatch.inspection_rectified"),
        ("R4-tip-found", "dispatch.tip_found"),
        ("R4-tip-rectified", "dispatch.tip_rectified"),
        ("R4-assigned-found", "dispatch.assigned_found"),
        ("R4-assigned-rectified", "dispatch.assigned_rectified"),
        ("R5-ledger", "dispatch.listed_found"),
        ("R5-ledger-rectified", "dispatch.listed_rectified"),
        ("R7-penalties", "dispatch.penalties"),
        ("R7-fines", "dispatch.fines"),
        ("R7-statistics", "statistics.fines.total"),
        ("R8", "dispatch.double_penalties"),
        ("R9-suspended", "dispatch.firms_suspended"),
        ("R9-closed", "statistics.firms_closed.month"),
        ("L-general-rectified", "statistics.general_rectified.total"),
        ("L-general-open", "statistics.general_open.total"),
        ("L-major-open", "statistics.major_open.total"),
        ("L-checked", "dispatch.firms_checked"),
        ("L-inspected", "statistics.firms_inspected.month"),
        ("L-problems-found", "statistics.problems_found.total"),
        ("L-problems-rectified", "statistics.problems_rectified.total"),
        ("L-ordered", "statistics.firms_ordered.month"),
        ("L-suspended", "dispatch.firms_suspended"),
        ("L-closed", "dispatch.firms_closed"),
        ("L-inspected-total", "statistics.firms_inspected.total"),
        ("L-ordered-total", "statistics.firms_ordered.total"),
        ("L-suspended-total", "statistics.firms_suspended.total"),
        ("L-closed-total", "statistics.firms_closed.total"),
    ]
    .map(|(rule, cell)| (rule, more(cell)))
    .into();
    let many = |cell: &str| set(sample(), LAST, BUSY, cell, 999.0);
    cases.extend([
        ("R6", many("dispatch.inspection_found")),
        (
            "R10",
            set(
                set(sample(), LAST, QUIET, "dispatch.cases_published", 1.0),
                LAST,
                QUIET,
                "statistics.cases_exposed.total",
                0.0,
            ),
        ),
        ("R11", set(sample(), "2023-08", BUSY, "dispatch.firms_exposed", 0.0)),
        // What the month before says too much does not make up for it.
        (
            "R11-month",
            set(
                set(sample(), "2023-07", BUSY, "dispatch.firms_exposed", 9.0),
                "2023-08",
                BUSY,
                "dispatch.firms_exposed",
                0.0,
            ),
        ),
        ("R12", set(sample(), LAST, BUSY, "statistics.principals_handled.total", 0.0)),
        ("L-transferred", set(sample(), "2023-08", "141000-B", "dispatch.persons_transferred", 0.0)),
        ("R13-registered", many("dispatch.firms_checked")),
        ("R13-inspected", many("dispatch.firms_checked")),
        ("R14", set(sample(), LAST, QUIET, "dispatch.tip_rewards", 0.3)),
        ("R15", set(sample(), LAST, QUIET, "dispatch.cases_dangerous_work", 1.0)),
        ("R7-violations", punished_without_violations()),
        (
            "R17",
            MONTHS.iter().fold(sample(), |site, month| set(site, month, "141023", "dispatch.penalties", 0.0)),
        ),
    ]);
    let sources = ["self_found", "inspection_found", "tip_found", "assigned_found"];
    let nothing = |site, month| {
        sources
            .iter()
            .fold(site, |site, source| set(site, month, "141023", &format!("dispatch.{source}"), 0.0))
    };
    cases.push(("R18", nothing(nothing(sample(), "2023-10"), LAST)));
    cases
}

/// A month with penalties in which the other form handled nothing.
fn punished_without_violations() -> Site {
    ["violations_handled", "principals_handled"]
        .iter()
        .fold(sample(), |site, cell| set(site, "2023-08", BUSY, &format!("statistics.{cell}.month"), 0.0))
}

#[test]
fn the_sample_passes_every_rule() {
    let seen = sample().check();
    let alarms: Vec<String> = seen
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error || finding.code == Code::RulesDisagree)
        .map(|finding| finding.message.en.clone())
        .collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

#[test]
fn every_rule_fails_where_a_side_is_changed() {
    let cases = cases();
    let rules = sample().count().dataset.rules;
    for rule in &rules {
        let (_, site) =
            cases.iter().find(|(id, _)| *id == rule.id).unwrap_or_else(|| panic!("no case for {}", rule.id));
        let seen = site.check();
        let finding =
            broken(&seen, &rule.id).unwrap_or_else(|| panic!("{} is not told: {}", rule.id, seen.told()));
        assert_eq!(finding.severity, rule.severity, "{}", rule.id);
        assert!(finding.place.path.starts_with("data/reports/") && finding.place.span.1 > 0, "{}", rule.id);
        assert!(
            finding.related.iter().any(|(place, _)| place.path.as_ref() == "data/rules.toml"),
            "{}",
            rule.id
        );
    }
}

#[test]
fn a_breach_gives_both_values_their_difference_and_the_rows_behind() {
    let seen = more("dispatch.self_found").check();
    let finding = broken(&seen, "R4-self-found").expect("is told");
    let (path, ..) = seen.at(finding);
    assert_eq!((path.as_str(), seen.pointed(finding)), (report(LAST, BUSY).as_str(), "2"));
    assert!(finding.message.en.contains(", 1 apart"), "{}", finding.message.en);
    assert!(finding.message.zh.contains("相差 1"), "{}", finding.message.zh);
    let rows =
        finding.related.iter().filter(|(place, _)| place.path.as_ref() == "data/ledger/hazards/141027.csv");
    let told: Vec<&str> = rows.map(|(_, told)| told.en.as_str()).collect();
    assert!(told[0].contains("to date") && told[1].starts_with("counts `H141027-"), "{told:?}");
    assert!(told.len() <= 1 + gongshi::limits::RULE_ROWS);
}

#[test]
fn a_row_taken_out_of_a_ledger_is_missed_in_its_month() {
    let path = "data/ledger/hazards/141027.csv";
    let text = sample().text(path);
    let row = text.lines().find(|line| line.contains(",major,inspection,2023-09")).expect("there is one");
    let id = row.split(',').next().unwrap();
    let enforcement = "data/ledger/enforcement/141027.csv";
    let site = sample().put(path, text.replace(&format!("{row}\n"), ""));
    let site = site.put(enforcement, sample().text(enforcement).replace(id, ""));
    let seen = site.check();
    let finding = broken(&seen, "R1").expect("is told");
    assert!(seen.at(finding).0.starts_with("data/reports/2023-"), "{}", seen.told());
    assert_eq!(finding.severity, Severity::Error);
}

#[test]
fn a_penalty_moved_to_another_month_breaks_both_of_its_sums() {
    let path = "data/ledger/enforcement/141029.csv";
    let text = sample().text(path);
    let row =
        text.lines().find(|line| line.contains(",unit,fine,") && line.contains(",2023-08-")).expect("one");
    let seen = sample().put(path, text.replace(row, &row.replace("2023-08-", "2023-06-"))).check();
    for rule in ["R7-penalties", "R7-fines"] {
        let finding = broken(&seen, rule).unwrap_or_else(|| panic!("{rule}: {}", seen.told()));
        assert!(finding.related.iter().any(|(place, _)| place.path.as_ref() == path), "{rule}");
    }
}

/// A revocation is to be published within three days; the rules it breaks wait for the next report.
#[test]
fn a_penalty_revoked_after_its_month_was_reported_keeps_no_site_from_saying_so() {
    let path = "data/ledger/enforcement/141027.csv";
    let text = sample().text(path);
    let row = text.lines().find(|line| line.contains(",unit,fine,") && line.contains(",2023-06-07,"));
    let row = row.expect("a fine of June");
    let undone_on = |status: &str, day: &str| {
        let row_then = row.replace(",valid,,", &format!(",{status},{day},复议撤销"));
        sample().put(path, text.replace(row, &row_then)).check()
    };
    let revoked_on = |day: &str| undone_on("revoked", day);
    // On a Saturday, and in whatever way it no longer stands.
    for status in ["declared_unlawful", "declared_void"] {
        let seen = undone_on(status, "2023-11-25");
        assert!(seen.findings.iter().all(|finding| finding.severity != Severity::Error), "{}", seen.told());
        assert!(seen.codes().contains(&Code::RulesDisagree), "{status}");
    }
    let seen = revoked_on("2023-11-25");
    for rule in ["R7-penalties", "R7-fines"] {
        let told = |finding: &&Finding| {
            finding.code == Code::RulesDisagree && finding.message.en.contains(&format!("the rule `{rule}`"))
        };
        let finding = seen.findings.iter().find(told).unwrap_or_else(|| panic!("{rule}: {}", seen.told()));
        assert_eq!(finding.severity, Severity::Warning, "{rule}");
        assert_eq!(seen.at(finding).0, path, "where it was revoked");
        assert!(finding.help.as_ref().unwrap().en.contains("the next report"));
    }
    // The next report should have known.
    let seen = revoked_on("2023-10-30");
    let errors = seen.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<String> = errors
        .filter(|finding| finding.code == Code::RulesDisagree)
        .map(|finding| seen.at(finding).0)
        .collect();
    assert!(
        !errors.is_empty() && errors.iter().all(|path| path.starts_with("data/reports/2023-11/")),
        "{errors:?}"
    );
    // A number that was wrong from the beginning is no better for it.
    let row_then = row.replace(",valid,,", ",revoked,2023-11-25,复议撤销");
    let site = sample().put(path, text.replace(row, &row_then));
    let seen = change(site, "2023-07", BUSY, "dispatch.penalties", |number| number + 1.0).check();
    let broken = seen.findings.iter().filter(|finding| finding.code == Code::RulesDisagree);
    assert!(
        broken
            .filter(|finding| finding.severity == Severity::Error)
            .any(|finding| seen.at(finding).0.starts_with("data/reports/2023-07/"))
    );
}

/// What is said not to apply is found where it is said, and each part of a sum tells its own number.
#[test]
fn a_breach_through_what_does_not_apply_points_at_it() {
    let path = report("2023-06", BUSY);
    let text = sample().text(&path).replace("self_found = 2", "self_found = \"n/a\"");
    let seen = sample().put(&path, text.clone()).check();
    let finding = broken(&seen, "R4-self-found").expect("is told");
    let line = text.lines().position(|line| line.starts_with("self_found")).unwrap() + 1;
    assert_eq!(seen.at(finding), (path.clone(), line as u32, 14), "{}", seen.told());
    let finding = broken(&seen, "R1").expect("is told");
    assert!(finding.message.zh.contains(" … + 群众举报的重大事故隐患 … + "), "{}", finding.message.zh);
}

/// R16: the city is the sum of its reporters, by the kind of each measure.
#[test]
fn the_city_is_the_sum_of_its_reporters() {
    let counted = sample().count();
    let (dataset, figures) = (&counted.dataset, &counted.figures);
    let root = dataset.regions.root();
    for (index, measure) in
        MeasureAt::each(figures.measures()).filter(|(_, of)| of.parts.is_empty() && of.rate.is_none())
    {
        for period in figures.periods() {
            for span in gongshi::dataset::Span::ALL {
                let added = dataset.regions.reporters().iter().filter(|at| {
                    let bureau = dataset.regions.all()[**at].kind == gongshi::dataset::RegionKind::Bureau;
                    !(bureau
                        && measure.ledger.as_ref().is_some_and(|entries| entries.book().is_of_whole_city()))
                });
                let sum: rust_decimal::Decimal = added
                    .filter_map(|at| {
                        figures.at(Key { measure: index, region: *at, period, span }).even_withheld()
                    })
                    .sum();
                assert_eq!(
                    figures
                        .at(Key { measure: index, region: root, period, span })
                        .even_withheld()
                        .unwrap_or_default(),
                    sum,
                    "{}",
                    measure.id
                );
            }
        }
    }
}

#[test]
fn a_habit_is_told_once_it_has_lasted() {
    let sources = ["self_found", "inspection_found", "tip_found", "assigned_found"];
    let nothing = |site, month| {
        sources
            .iter()
            .fold(site, |site, source| set(site, month, "141023", &format!("dispatch.{source}"), 0.0))
    };
    let one = nothing(sample(), LAST).check();
    assert!(broken(&one, "R18").is_none());
    let three = MONTHS[4..].iter().fold(sample(), |site, month| nothing(site, month)).check();
    let told: Vec<_> = three.findings.iter().filter(|finding| finding.message.en.contains("`R18`")).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].message.en.contains("2 months running") && told[0].place.path.contains("2023-10"));
}

#[test]
fn one_month_without_a_penalty_is_no_habit() {
    let found = |site| set(site, LAST, QUIET, "dispatch.inspection_found", 1.0);
    assert!(broken(&found(sample()).check(), "R17").is_none());
    let two = set(found(sample()), "2023-10", QUIET, "dispatch.inspection_found", 1.0);
    assert!(broken(&two.clone().check(), "R17").is_some());
    assert!(broken(&set(two, LAST, QUIET, "dispatch.penalties", 1.0).check(), "R17").is_none());
}

#[test]
fn a_strict_rule_is_weakened_with_a_reason_or_not_at_all() {
    let path = "data/rules.toml";
    let rule = "right = [\"ledger.major_found\"]\nover = \"to_date\"\nseverity = \"error\"";
    let weak = sample().edit(path, rule, &rule.replace("\"error\"", "\"warning\""));
    let seen = weak.clone().check();
    assert!(
        seen.findings
            .iter()
            .any(|finding| finding.code == Code::MissingKey && finding.message.en.contains("`R1`"))
    );
    let said = weak.edit(
        path,
        "major_found\"]\nover = \"to_date\"\n",
        "major_found\"]\nover = \"to_date\"\nreason = \"台账补录中\"\n",
    );
    assert!(said.clone().check().findings.iter().all(|finding| finding.severity == Severity::Warning));
    let seen = change(said, LAST, BUSY, "dispatch.self_found", |number| number + 1.0).check();
    assert_eq!(broken(&seen, "R1").expect("is told").severity, Severity::Warning);
}

#[test]
fn rules_name_what_there_is_and_once() {
    let path = "data/rules.toml";
    let seen =
        sample().edit(path, "right = [\"ledger.major_found\"]", "right = [\"ledger.major_fond\"]").check();
    let finding = seen.findings.iter().find(|finding| finding.code == Code::UnknownCell).expect("is told");
    assert_eq!(crate::support::site::help(finding), "did you mean `ledger.major_found`?");
    let seen = sample().edit(path, "id = \"R8\"", "id = \"R3\"").check();
    assert!(seen.codes().contains(&Code::DuplicateId));
    let seen = sample()
        .edit(
            path,
            "over = \"to_date\"\nseverity = \"error\"\n\n[[rules]]\nid = \"R7-violations\"",
            "over = \"to_date\"\nmonths = 2\nseverity = \"error\"\n\n[[rules]]\nid = \"R7-violations\"",
        )
        .check();
    assert!(seen.codes().contains(&Code::UnknownWord), "{}", seen.told());
}

/// Writes that a cell does not apply.
fn said_not_to_apply(site: Site, period: &str, region: &str, cell: &str) -> Site {
    let site = set(site, period, region, cell, -77.0);
    let path = report(period, region);
    let text = site.text(&path);
    site.put(&path, text.replace("-77", "\"n/a\""))
}

#[test]
fn what_is_said_not_to_apply_does_not_switch_a_rule_off() {
    let all =
        |cell: &str| MONTHS.iter().fold(sample(), |site, month| said_not_to_apply(site, month, BUSY, cell));
    for (cell, rule) in [
        ("dispatch.inspection_found", "R4-inspection-found"),
        ("dispatch.penalties", "R7-penalties"),
        ("dispatch.double_penalties", "R8"),
    ] {
        let seen = all(cell).check();
        let finding = broken(&seen, rule).unwrap_or_else(|| panic!("{rule}: {}", seen.told()));
        assert!(
            finding.severity == Severity::Error && finding.message.en.contains("n/a"),
            "{}",
            finding.message.en
        );
    }
    // A county whose ledger has none may say so.
    let quiet = MONTHS.iter().filter(|month| **month != "2023-07");
    let quiet =
        quiet.fold(sample(), |site, month| said_not_to_apply(site, month, "141030", "dispatch.tip_found"));
    assert!(!quiet.check().findings.iter().any(|finding| finding.severity == Severity::Error));
}

#[test]
fn with_a_month_missing_what_is_known_may_be_too_much_already() {
    // 大宁 has not filed July, and its ledgers are empty.
    for (cell, rule) in [("self_found", "R1"), ("penalties", "R7-penalties"), ("fines", "R7-fines")] {
        let seen = set(sample(), LAST, "141030", &format!("dispatch.{cell}"), 3.0).check();
        let finding = broken(&seen, rule).unwrap_or_else(|| panic!("{rule}: {}", seen.told()));
        assert_eq!(finding.severity, Severity::Error, "{rule}");
    }
    // Where it is less, the month that is missing may hold the rest.
    let mut site = sample().without("data/reports/2023-06/141027.toml");
    assert!(broken(&site.clone().check(), "R1").is_none());
    site = set(site, LAST, BUSY, "dispatch.self_found", 99.0);
    assert!(broken(&site.check(), "R1").is_some());
}

#[test]
fn a_total_is_held_against_the_last_that_is_known() {
    let told = |site: Site, code: Code| {
        let seen = site.check();
        seen.findings.iter().any(|finding| finding.code == code && finding.place.path.contains("141027"))
    };
    let without = || sample().without("data/reports/2023-10/141027.toml");
    assert!(!told(without(), Code::TotalNotSum) && !told(without(), Code::DistinctOutOfBounds));
    let fallen = |cell: &str| set(without(), LAST, "141027", &format!("statistics.{cell}.total"), 1.0);
    assert!(told(fallen("teams_formed"), Code::TotalNotSum));
    assert!(told(fallen("firms_inspected"), Code::DistinctOutOfBounds));
    let absent =
        |cell: &str| said_not_to_apply(sample(), LAST, "141027", &format!("statistics.{cell}.month"));
    assert!(told(absent("teams_formed"), Code::TotalNotSum));
    assert!(told(absent("major_open"), Code::StockDiffers));
    let more = |cell: &str| set(absent(cell), LAST, "141027", &format!("statistics.{cell}.total"), 99.0);
    assert!(told(more("firms_ordered"), Code::DistinctOutOfBounds));
}

#[test]
fn a_strict_rule_is_neither_left_out_nor_weakened_for_no_reason() {
    let told = |from: &str, to: &str, code: Code| {
        let seen = sample().edit("data/rules.toml", from, to).check();
        seen.findings.iter().any(|finding| finding.code == code)
    };
    assert!(!told("id = \"R10\"", "id = \"S10\"", Code::RuleLeftOut));
    assert!(told("id = \"R8\"", "id = \"S8\"", Code::RuleLeftOut));
    let weak = |reason: &str| format!("id = \"R8\"\nreason = \"{reason}\"");
    let unsaid = |reason: &str| {
        let text = sample().text("data/rules.toml");
        let (before, after) = text.split_once("id = \"R8\"").expect("is there");
        let after = after.replacen("severity = \"error\"", "severity = \"warning\"", 1);
        let site = sample().put("data/rules.toml", format!("{before}{}{after}", weak(reason)));
        site.check().findings.iter().any(|finding| finding.code == Code::MissingKey)
    };
    assert!(unsaid("无") && unsaid("/") && !unsaid("两本台账正在合并"));
}

#[test]
fn a_difference_has_the_sign_of_a_change() {
    let rule = "\n[[rules]]\nid = \"X1\"\ntitle = \"处罚与发现\"\nleft = [\"dispatch.penalties\"]\nop = \"=\"\nright = [\"dispatch.self_found\"]\nover = \"to_date\"\nseverity = \"warning\"\n";
    let built = Site::small().append("data/rules.toml", rule).build();
    let words = built.words("reconciliation/2023-07/index.html");
    assert!(words.contains("甲县 3 13 −10 不一致"), "{words}");
}

/// Where the ledger counts less than was reported, the row that was meant is named, and what keeps it out.
#[test]
fn what_a_rule_passes_over_is_named_with_it() {
    let path = "data/ledger/enforcement/141027.csv";
    let ledger = sample().text(path);
    let row = ledger.lines().find(|line| line.contains(",unit,fine,") && line.contains(",2023-06-07,"));
    let row = row.expect("a fine of June");
    let id = row.split(',').next().expect("has an id");
    let cells: Vec<&str> = row.split(',').collect();
    let ordered = row.replace(",fine,", ",order,").replace(&format!(",{},", cells[10]), ",,");
    let revoked = row.replace(",valid,,", ",revoked,2023-06-12,复议撤销");
    for (changed, why) in [(ordered, "it is of another kind"), (revoked, "it was revoked")] {
        let seen = sample().put(path, ledger.replace(row, &changed)).check();
        let finding = broken(&seen, "R7-penalties").unwrap_or_else(|| panic!("{why}: {}", seen.told()));
        let told = format!("does not count `{id}`: {why}");
        assert!(finding.related.iter().any(|(_, say)| say.en == told), "{:?}", finding.related);
    }
    // A case that was against both, and is against the unit and another person.
    let row = ledger.lines().find(|line| line.contains(",principal,")).expect("a case against both");
    let seen = sample().put(path, ledger.replace(row, &row.replace(",principal,", ",person,"))).check();
    let finding = broken(&seen, "R8").unwrap_or_else(|| panic!("{}", seen.told()));
    let id = row.split(',').next().expect("has an id");
    let told = format!("does not count `{id}`: its case is not against both unit and principal");
    assert!(finding.related.iter().any(|(_, say)| say.en == told), "{:?}", finding.related);
    // A hazard entered as a general one.
    let path = "data/ledger/hazards/141027.csv";
    let ledger = sample().text(path);
    let row = ledger.lines().find(|line| line.contains(",major,self,2023-05-")).expect("a hazard of May");
    let seen = sample().put(path, ledger.replace(row, &row.replace(",major,", ",general,"))).check();
    let finding = broken(&seen, "R1").unwrap_or_else(|| panic!("{}", seen.told()));
    let id = row.split(',').next().expect("has an id");
    let told = format!("does not count `{id}`: it is a general hazard");
    assert!(finding.related.iter().any(|(_, say)| say.en == told), "{:?}", finding.related);
}

/// That a penalty was revoked between two forms excuses what counts penalties, and no number of hazards.
#[test]
fn a_revocation_excuses_no_number_of_hazards() {
    let path = "data/ledger/enforcement/141027.csv";
    let ledger = sample().text(path);
    let row = ledger.lines().find(|line| line.contains(",unit,fine,") && line.contains(",2023-06-07,"));
    let row = row.expect("a fine of June");
    // Between 附件1 of 11-19 and 附件2 of 11-25.
    let revoked = row.replace(",valid,,", ",revoked,2023-11-22,复议撤销");
    let site = || sample().put(path, ledger.replace(row, &revoked));
    let severity = |cell: &str, rule: &str| {
        let seen = change(site(), LAST, BUSY, cell, |number| number + 1.0).check();
        let found = seen.findings.iter().filter(|finding| {
            finding.message.en.contains(&format!("(rule `{rule}`)"))
                && seen.at(finding).0 == report(LAST, BUSY)
        });
        found.map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(severity("dispatch.self_found", "R1"), [Severity::Error]);
    assert_eq!(severity("dispatch.firms_suspended", "R9-suspended"), [Severity::Warning]);
}
