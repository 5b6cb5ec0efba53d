//! The lives of hazards: every guard with a row that passes and one that does not.

use gongshi::dataset::ledger::Word;
use gongshi::dataset::life::{self, State};
use gongshi::diagnostic::{Code, Severity};

use crate::support::ledger::{HAZARDS, kept, numbered, told};
use crate::support::site::{Seen, Site};

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;

/// The small site with some cells of one hazard written anew.
pub fn with(site: Site, id: &str, cells: &[(&str, &str)]) -> Site {
    let text = site.text(HAZARDS);
    let columns: Vec<&str> = text.lines().next().expect("has a header").split(',').collect();
    let lines = text.lines().map(|line| {
        let mut row: Vec<&str> = line.split(',').collect();
        if row[0] == id {
            for (column, value) in cells {
                row[columns.iter().position(|name| name == column).expect("is a column")] = value;
            }
        }
        row.join(",") + "\n"
    });
    let text: String = lines.collect();
    site.put(HAZARDS, text)
}

/// What is wrong once some cells of the closed hazard are written anew.
fn closed(cells: &[(&str, &str)]) -> Seen {
    // Nothing refers to it, so that nothing but its own life can be wrong.
    with(with(kept(), "H2", &[("recurs", "")]), "H1", cells).check()
}

#[track_caller]
fn wrong(cells: &[(&str, &str)], code: Code, words: &str) {
    told(&closed(cells), ERROR, code, HAZARDS, 2, words);
    let general: Vec<_> = [("level", "general"), ("listed_by", ""), ("listed_on", ""), ("delisted_on", "")]
        .into_iter()
        .filter(|(column, _)| !cells.iter().any(|(changed, _)| changed == column))
        .chain(cells.iter().copied())
        .collect();
    if !cells
        .iter()
        .any(|(column, _)| column.contains("listed") || *column == "level" || *column == "criterion")
    {
        told(&closed(&general), WARNING, code, HAZARDS, 2, words);
    }
}

#[test]
fn a_whole_life_is_clean() {
    closed(&[]).is_clean();
    closed(&[
        ("outcome", "dismissed"),
        ("applied_on", ""),
        ("reviewed_on", ""),
        ("reviewed_by", ""),
        ("evidence", ""),
    ])
    .is_clean();
    let sent_back = [
        ("applied_on", ""),
        ("closed_on", ""),
        ("outcome", ""),
        ("delisted_on", ""),
        ("due_on", "2023-08-30"),
    ];
    closed(&sent_back).is_clean();
}

#[test]
fn a_step_left_out_is_told_at_its_cell() {
    wrong(&[("reviewed_on", ""), ("reviewed_by", "")], Code::StepMissing, "");
    wrong(&[("applied_on", "")], Code::StepMissing, "");
    wrong(&[("verified_on", "")], Code::StepMissing, "");
    let dismissed = [
        ("outcome", "dismissed"),
        ("verified_on", ""),
        ("applied_on", ""),
        ("reviewed_on", ""),
        ("reviewed_by", ""),
    ];
    wrong(&dismissed, Code::StepMissing, "");
    let seen = closed(&[("reviewed_on", ""), ("reviewed_by", "")]);
    assert_eq!(seen.pointed(&seen.findings[0]), "");
    assert_eq!(
        seen.findings[0].related[0].0.span.1 - seen.findings[0].related[0].0.span.0,
        10,
        "the day of closing"
    );
}

#[test]
fn days_out_of_order_are_told_at_the_later_step() {
    wrong(&[("verified_on", "2023-05-31")], Code::StepsOutOfOrder, "2023-05-31");
    wrong(&[("applied_on", "2023-06-01")], Code::StepsOutOfOrder, "2023-06-01");
    wrong(&[("reviewed_on", "2023-06-17")], Code::StepsOutOfOrder, "2023-06-17");
    wrong(&[("closed_on", "2023-06-19"), ("delisted_on", "2023-06-19")], Code::StepsOutOfOrder, "2023-06-19");
    wrong(&[("delisted_on", "2023-06-21")], Code::StepsOutOfOrder, "2023-06-20");
    wrong(&[("due_on", "2023-05-30")], Code::StepsOutOfOrder, "2023-05-30");
    wrong(&[("reported_workers_on", "2023-05-30")], Code::StepsOutOfOrder, "2023-05-30");
    let unlisted = [("listed_by", ""), ("listed_on", ""), ("delisted_on", "")];
    let dismissed = |applied, reviewed, closed_on| {
        let days = [("applied_on", applied), ("reviewed_on", reviewed), ("closed_on", closed_on)];
        let cells =
            [&unlisted[..], &days, &[("outcome", "dismissed"), ("verified_on", "2023-06-10")]].concat();
        closed(&cells)
    };
    let order = Code::StepsOutOfOrder;
    dismissed("", "", "2023-06-10").is_clean();
    told(&dismissed("", "", "2023-06-09"), ERROR, order, HAZARDS, 2, "2023-06-09");
    dismissed("2023-06-12", "", "2023-06-12").is_clean();
    told(&dismissed("2023-06-12", "", "2023-06-11"), ERROR, order, HAZARDS, 2, "2023-06-11");
    let sent_back = |applied, verified| {
        let open =
            [("closed_on", ""), ("outcome", ""), ("due_on", "2023-08-30"), ("reviewed_on", "2023-06-20")];
        closed(&[&unlisted[..], &open, &[("applied_on", applied), ("verified_on", verified)]].concat())
    };
    for applied in ["", "2023-07-01"] {
        sent_back(applied, "2023-06-20").is_clean();
        told(&sent_back(applied, "2023-06-21"), ERROR, order, HAZARDS, 2, "2023-06-20");
    }
}

#[test]
fn closing_needs_all_five_parts_of_the_remedy() {
    for part in ["responsible", "measures", "funds_yuan", "due_on", "emergency_plan"] {
        wrong(&[(part, "")], Code::RemedyIncomplete, "");
    }
    let open =
        ["measures", "applied_on", "reviewed_on", "reviewed_by", "closed_on", "outcome", "delisted_on"];
    let mut cells: Vec<(&str, &str)> = open.iter().map(|column| (*column, "")).collect();
    cells.push(("due_on", "2023-08-30"));
    told(&closed(&cells), WARNING, Code::HazardStalled, HAZARDS, 2, "");
    // For a general one, only closing needs them.
    cells.extend([("level", "general"), ("listed_by", ""), ("listed_on", "")]);
    closed(&cells).is_clean();
}

#[test]
fn a_hazard_nobody_takes_on_is_told() {
    let stalled = Code::HazardStalled;
    let undecided = || kept().edit(crate::support::ledger::ENFORCEMENT, ",H2,", ",,");
    let seen = |cells: &[(&str, &str)]| with(undecided(), "H2", &[&[("recurs", "")], cells].concat()).check();
    // Verified a week ago, and then one day more, without a deadline: it never becomes overdue.
    let days = |day, source| {
        [
            ("found_on", day),
            ("verified_on", day),
            ("reported_workers_on", day),
            ("due_on", ""),
            ("funds_yuan", source),
        ]
    };
    seen(&days("2023-07-19", "")).is_clean();
    let week = seen(&days("2023-07-18", ""));
    let finding = told(&week, WARNING, stalled, HAZARDS, 3, "");
    assert!(finding.message.zh.ends_with("还缺：资金、期限"), "{}", finding.message.zh);
    seen(&[&days("2023-07-18", "0")[..], &[("due_on", "2023-08-30")]].concat()).is_clean();
    // Found thirty days ago, and then one day more, and verified by nobody, whatever its level.
    let found = |day, level, criterion| {
        let reported =
            [("verified_on", ""), ("reported_workers_on", ""), ("level", level), ("criterion", criterion)];
        seen(&[&reported[..], &[("found_on", day)]].concat())
    };
    for (level, criterion) in [("major", "D01"), ("general", "")] {
        found("2023-06-26", level, criterion).is_clean();
        told(&found("2023-06-25", level, criterion), WARNING, stalled, HAZARDS, 3, "");
    }
}

#[test]
fn who_reviews_is_not_who_puts_right() {
    wrong(&[("reviewed_by", "矿长")], Code::ReviewerNotIndependent, "矿长");
    wrong(&[("reviewed_by", "甲铁矿安全科")], Code::ReviewerNotIndependent, "甲铁矿安全科");
    wrong(&[("reviewed_by", "甲矿业有限公司")], Code::ReviewerNotIndependent, "甲矿业有限公司");
    wrong(&[("reviewed_by", "老甲矿安全科")], Code::ReviewerNotIndependent, "老甲矿安全科");
    wrong(&[("reviewed_by", "")], Code::ReviewerNotIndependent, "");
}

#[test]
fn who_puts_right_does_not_review_under_another_way_of_writing() {
    for reviewer in [
        "矿 长",
        "矿长（主要负责人）",
        "矿长、安全科",
        "企业安全科",
        "本矿安全科",
        "由甲铁矿安全科",
        "甲县甲矿业有限公司安全部",
    ] {
        wrong(&[("reviewed_by", reviewer)], Code::ReviewerNotIndependent, reviewer);
    }
    let pair = |responsible, reviewer| [("responsible", responsible), ("reviewed_by", reviewer)];
    let section = "甲县应急管理局非煤矿山监管股";
    wrong(&pair("矿长；安全科长", "安全科长"), Code::ReviewerNotIndependent, "安全科长");
    wrong(&pair(&format!("{section}股长"), section), Code::ReviewerNotIndependent, section);
    for reviewer in [section, "企业监管科", "县应急管理局驻甲铁矿工作组", "安全科", "矿山监管科（副科长）"]
    {
        closed(&[("reviewed_by", reviewer)]).is_clean();
    }
    // An office that took the mine along is only to be looked at.
    let seen = closed(&[("reviewed_by", "县应急管理局、矿长")]);
    told(&seen, WARNING, Code::ReviewerNotIndependent, HAZARDS, 2, "县应急管理局、矿长");
}

#[test]
fn an_end_has_its_day_its_outcome_and_its_evidence() {
    wrong(&[("outcome", "")], Code::EndIncomplete, "");
    wrong(&[("closed_on", ""), ("due_on", "2023-08-01")], Code::EndIncomplete, "");
    wrong(&[("evidence", "")], Code::NoEvidence, "");
}

#[test]
fn a_listing_has_its_organ_and_ends_before_closing() {
    wrong(&[("listed_by", "")], Code::ListingIncomplete, "");
    wrong(&[("delisted_on", "")], Code::ListingIncomplete, "");
    wrong(&[("listed_on", "")], Code::ListingIncomplete, "");
    told(&closed(&[("level", "general")]), WARNING, Code::ListingIncomplete, HAZARDS, 2, "general");
}

#[test]
fn a_major_hazard_has_its_criterion() {
    wrong(&[("criterion", "")], Code::NoCriterion, "");
    closed(&[
        ("criterion", ""),
        ("level", "general"),
        ("listed_by", ""),
        ("listed_on", ""),
        ("delisted_on", ""),
    ])
    .is_clean();
}

#[test]
fn an_extension_keeps_the_first_deadline() {
    closed(&[("extensions", "2023-06-10:2023-07-20")]).is_clean();
    wrong(&[("extensions", "2023-06-10:2023-07-15")], Code::ExtensionWrong, "2023-06-10:2023-07-15");
}

#[test]
fn a_recurrence_names_an_earlier_closed_hazard_of_the_same_kind() {
    kept().check().is_clean();
    let again = |cells: &[(&str, &str)]| with(kept(), "H2", cells).check();
    told(
        &again(&[("found_on", "2023-06-19"), ("verified_on", "2023-06-19")]),
        ERROR,
        Code::WrongRecurrence,
        HAZARDS,
        3,
        "H1",
    );
    told(&again(&[("recurs", "H2")]), ERROR, Code::WrongRecurrence, HAZARDS, 3, "H2");
    // All on one day: neither itself nor one that was not found before.
    let day = "2023-06-20";
    let one_day = [
        "found_on",
        "listed_on",
        "delisted_on",
        "reported_regulator_on",
        "reported_workers_on",
        "verified_on",
        "applied_on",
        "reviewed_on",
        "closed_on",
    ];
    let one_day: Vec<_> = one_day.map(|column| (column, day)).into();
    let itself = closed(&[&one_day[..], &[("recurs", "H1")]].concat());
    let finding = told(&itself, ERROR, Code::WrongRecurrence, HAZARDS, 2, "H1");
    assert!(finding.message.en.contains("itself"));
    let site = with(kept(), "H1", &one_day);
    with(site.clone(), "H2", &[]).check().is_clean();
    let seen = with(site, "H2", &[("found_on", day), ("verified_on", day)]).check();
    let finding = told(&seen, ERROR, Code::WrongRecurrence, HAZARDS, 3, "H1");
    assert!(finding.message.en.contains("not found before"));
    let other = kept().append("data/criteria.csv", "2022,D02,underground,二,其他\n");
    let seen = with(other, "H2", &[("criterion", "D02")]).check();
    told(&seen, ERROR, Code::WrongRecurrence, HAZARDS, 3, "H1");
}

#[test]
fn both_reports_are_asked_for_a_week_after_verification() {
    let seen = closed(&[("reported_regulator_on", "")]);
    told(&seen, WARNING, Code::ReportNotMade, HAZARDS, 2, "");
    let seen = closed(&[("reported_workers_on", "")]);
    told(&seen, WARNING, Code::ReportNotMade, HAZARDS, 2, "");
    closed(&[("reported_regulator_on", ""), ("source", "inspection")]).is_clean();
    let young = [
        ("found_on", "2023-07-20"),
        ("verified_on", "2023-07-20"),
        ("reported_workers_on", ""),
        ("recurs", ""),
    ];
    let undecided = kept().edit(crate::support::ledger::ENFORCEMENT, ",H2,", ",,");
    with(undecided, "H2", &young).check().is_clean();
}

#[test]
fn overdue_follows_from_the_day_alone() {
    let open = [("due_on", "2023-07-25")];
    let seen = with(kept(), "H2", &open).check();
    told(&seen, WARNING, Code::HazardOverdue, HAZARDS, 3, "2023-07-25");
    let day_before = with(kept(), "H2", &open).edit("gongshi.toml", "2023-07-26", "2023-07-25");
    day_before.check().is_clean();
    let seen =
        with(kept(), "H2", &[("due_on", "2023-07-10"), ("extensions", "2023-07-06:2023-07-20")]).check();
    assert!(
        told(&seen, WARNING, Code::HazardOverdue, HAZARDS, 3, "2023-07-06:2023-07-20")
            .message
            .en
            .contains("6 days")
    );
    with(kept(), "H2", &[("due_on", "2023-07-10"), ("extensions", "2023-07-06:2023-07-26")])
        .check()
        .is_clean();
}

#[test]
fn what_has_happened_does_not_lie_ahead() {
    let ahead = [("reported_workers_on", "2023-07-27")];
    told(&closed(&ahead), ERROR, Code::RowInFuture, HAZARDS, 2, "2023-07-27");
    let seen = kept().edit(crate::support::ledger::ENFORCEMENT, "2023-07-10,2026", "2023-08-10,2026").check();
    told(&seen, ERROR, Code::RowInFuture, crate::support::ledger::ENFORCEMENT, 2, "2023-08-10");
    let seen = closed(&[("found_on", "2022-06-01"), ("criterion", "")]);
    assert!(seen.codes().contains(&Code::FoundBefore));
}

#[test]
fn the_state_of_each_day_follows_from_the_row() {
    let dataset = kept().count().dataset;
    let hazards = &dataset.ledger.hazards;
    let on =
        |id: &str, day: &str| life::state(hazards.by_id(id).expect("is there"), day.parse().expect("a day"));
    let days = [
        ("2023-06-01", State::Found),
        ("2023-06-02", State::Rectifying),
        ("2023-06-18", State::Applied),
        ("2023-06-20", State::Closed),
    ];
    for (day, state) in days {
        assert_eq!(on("H1", day), state, "{day}");
    }
    assert_eq!(on("H2", "2023-07-26").title(), "整改中");
}

#[test]
fn a_downgraded_hazard_needs_no_more_than_its_verification() {
    let downgraded = |verified| {
        closed(&[
            ("outcome", "downgraded"),
            ("verified_on", verified),
            ("applied_on", ""),
            ("reviewed_on", ""),
            ("reviewed_by", ""),
            ("evidence", ""),
        ])
    };
    downgraded("2023-06-02").is_clean();
    told(&downgraded(""), ERROR, Code::StepMissing, HAZARDS, 2, "");
    assert!(downgraded("").findings[0].message.en.contains("downgraded"));
}

#[test]
fn a_hazard_that_was_not_passed_is_being_put_right_until_the_next_review() {
    let open = [("closed_on", ""), ("outcome", ""), ("delisted_on", ""), ("due_on", "2023-08-30")];
    let again = |applied| {
        let cells = [&open[..], &[("applied_on", applied), ("reviewed_on", "2023-06-20")]].concat();
        with(with(kept(), "H2", &[("recurs", "")]), "H1", &cells)
    };
    let state = |site: &Site, day: &str| {
        let dataset = site.count().dataset;
        life::state(dataset.ledger.hazards.by_id("H1").expect("is there"), day.parse().expect("a day"))
    };
    for (applied, then, now) in [
        ("", State::Rectifying, State::Rectifying),
        ("2023-07-01", State::Rectifying, State::Applied),
        ("2023-06-18", State::Reviewed, State::Reviewed),
    ] {
        let site = again(applied);
        site.check().is_clean();
        assert_eq!((state(&site, "2023-06-25"), state(&site, "2023-07-20")), (then, now), "{applied}");
    }
}

#[test]
fn closing_needs_a_review_that_was_passed() {
    // Reviewed, sent back, applied for again, and closed on the same review.
    wrong(
        &[("applied_on", "2023-06-20"), ("reviewed_on", "2023-06-18")],
        Code::StepsOutOfOrder,
        "2023-06-18",
    );
}

#[test]
fn a_listing_lies_within_the_life() {
    wrong(&[("listed_on", "2023-05-31")], Code::StepsOutOfOrder, "2023-05-31");
    let seen = closed(&[("listed_on", "2023-06-21"), ("delisted_on", "2023-06-21")]);
    assert_eq!(seen.codes(), [Code::StepsOutOfOrder], "{}", seen.told());
    let dismissed = [("outcome", "dismissed"), ("listed_on", "2023-06-21"), ("delisted_on", "")];
    told(&closed(&dismissed), ERROR, Code::StepsOutOfOrder, HAZARDS, 2, "2023-06-20");
}

#[test]
fn a_recurrence_is_of_the_same_facility() {
    let site = kept().append(
        crate::support::ledger::FACILITIES,
        "F3,甲二矿,E1,101,underground,production,2020-01-01,,B,30,,false,false\n",
    );
    let site = site.edit(crate::support::ledger::ENFORCEMENT, ",E1,F1,", ",E1,F3,");
    let seen = with(site, "H2", &[("facility", "F3")]).check();
    told(&seen, ERROR, Code::WrongRecurrence, HAZARDS, 3, "H1");
}

#[test]
fn reports_are_asked_for_from_the_eighth_day_on() {
    let verified = |day| {
        let cells = [("found_on", day), ("verified_on", day), ("reported_workers_on", ""), ("recurs", "")];
        with(kept().edit(crate::support::ledger::ENFORCEMENT, ",H2,", ",,"), "H2", &cells).check()
    };
    verified("2023-07-19").is_clean();
    told(&verified("2023-07-18"), WARNING, Code::ReportNotMade, HAZARDS, 3, "");
}

#[test]
fn words_that_say_nothing_fill_nothing_in() {
    for word in ["无", "—", "/", "暂无", "N/A", "同上"] {
        for part in ["responsible", "measures", "emergency_plan"] {
            wrong(&[(part, word)], Code::RemedyIncomplete, word);
        }
        wrong(&[("evidence", word)], Code::NoEvidence, word);
        wrong(&[("reviewed_by", word)], Code::ReviewerNotIndependent, word);
        wrong(&[("listed_by", word)], Code::ListingIncomplete, word);
    }
    closed(&[("emergency_plan", "无需另立，用矿山预案")]).is_clean();
}

#[test]
fn a_deadline_is_at_most_a_year_away() {
    closed(&[("due_on", "2024-06-01")]).is_clean();
    told(&closed(&[("due_on", "2024-06-02")]), WARNING, Code::DeadlineFar, HAZARDS, 2, "2024-06-02");
    closed(&[("extensions", "2023-06-10:2024-07-15")]).is_clean();
    let seen = closed(&[("extensions", "2023-06-10:2024-07-16")]);
    told(&seen, WARNING, Code::DeadlineFar, HAZARDS, 2, "2023-06-10:2024-07-16");
}

#[test]
fn funds_are_in_yuan() {
    for (funds, fine) in [("0", true), ("100", true), ("99", false), ("1", false)] {
        let seen = closed(&[("funds_yuan", funds)]);
        if fine {
            seen.is_clean();
        } else {
            told(&seen, WARNING, Code::FundsTooSmall, HAZARDS, 2, funds);
        }
    }
}

#[test]
fn figures_of_a_description_are_held_against_the_criterion() {
    let seen = |cells: &[(&str, &str)]| {
        let site = with(numbered(kept(), "D30", "underground"), "H2", &[("recurs", "")]);
        with(site, "H1", cells).check()
    };
    let major = |text| seen(&[("criterion", "D30"), ("description", text)]);
    major("2022年产量36万吨（设计30万吨/年）").is_clean();
    major("年产量超设计年产能两成以上或单月超年产能两成以上").is_clean();
    // The register of facilities says that the design is 30.
    told(&major("2022年产量35.9万吨"), WARNING, Code::NumbersAgainstCriterion, HAZARDS, 2, "D30");
    let listing = [("listed_by", ""), ("listed_on", ""), ("delisted_on", "")];
    let general = |text| {
        seen(&[&listing[..], &[("level", "general"), ("criterion", ""), ("description", text)]].concat())
    };
    general("2022年产量35.9万吨").is_clean();
    told(&general("2022年产量36万吨"), WARNING, Code::NumbersAgainstCriterion, HAZARDS, 2, "general");
    general("2022年产量为设计生产能力的1.3倍").is_clean();
    told(
        &major("2022年产量为设计生产能力的1.1倍"),
        WARNING,
        Code::NumbersAgainstCriterion,
        HAZARDS,
        2,
        "D30",
    );
    let several = "2021年产量31万吨，2022年产量36万吨，设计30万吨/年";
    major(several).is_clean();
    general(several).is_clean();
}

/// L09 is about the roads of a pit, and not about its slopes.
#[test]
fn a_gradient_of_a_general_hazard_is_that_of_a_road() {
    let general = |text| {
        let pit = numbered(kept(), "L09", "open_pit").append(
            crate::support::ledger::FACILITIES,
            "F3,甲露天矿,E1,101,open_pit,production,2020-01-01,,B,30,,false,false\n",
        );
        let cells = [
            ("facility", "F3"),
            ("level", "general"),
            ("criterion", ""),
            ("listed_by", ""),
            ("listed_on", ""),
            ("delisted_on", ""),
            ("description", text),
        ];
        with(with(pit, "H2", &[("recurs", "")]), "H1", &cells).check()
    };
    general("边坡坡度12%，设计10%").is_clean();
    let road = general("运输道路坡度12%，设计10%");
    told(&road, WARNING, Code::NumbersAgainstCriterion, HAZARDS, 2, "general");
}

#[test]
fn what_is_found_again_while_it_is_open_is_told_with_the_first() {
    let (first, again) = ("巷道 无支护", "巷道无支护");
    let twice = |one: &[(&str, &str)], cells: &[(&str, &str)]| {
        let site = with(kept(), "H1", &[&[("description", first)], one].concat());
        with(site, "H2", &[&[("description", again), ("recurs", "")], cells].concat())
    };
    let late = [("reviewed_on", "2023-07-04"), ("delisted_on", "2023-07-04"), ("closed_on", "2023-07-04")];
    let seen = twice(&late, &[]).check();
    let finding = told(&seen, WARNING, Code::RowRepeated, HAZARDS, 3, "H2");
    assert_eq!(finding.related[0].0.path.as_ref(), HAZARDS);
    assert!(finding.message.zh.contains("`H1`"));
    // It says that it is the return of the other: that is what is wrong with it then.
    let seen = twice(&late, &[("recurs", "H1")]).check();
    told(&seen, ERROR, Code::WrongRecurrence, HAZARDS, 3, "H1");
    // Found and closed on one day, both of them.
    let day =
        ["found_on", "verified_on", "applied_on", "reviewed_on", "closed_on"].map(|at| (at, "2023-07-03"));
    let listing = [("listed_on", "2023-07-03"), ("delisted_on", "2023-07-03")];
    let one = [&day[..], &listing, &[("reported_regulator_on", ""), ("source", "inspection")]].concat();
    let seen = twice(&[&one[..], &[("reported_workers_on", "2023-07-03")]].concat(), &[]).check();
    told(&seen, WARNING, Code::RowRepeated, HAZARDS, 3, "H2");
    // Another place, or none that is a hazard.
    twice(&late, &[("description", "斜坡道无支护")]).check().is_clean();
    twice(&late, &[("level", "general"), ("criterion", "")]).check().is_clean();
    let dismissed =
        [&late[1..], &[("outcome", "dismissed"), ("reviewed_on", ""), ("applied_on", "")]].concat();
    twice(&dismissed, &[]).check().is_clean();
}

#[test]
fn what_another_reporter_has_entered_is_told_with_the_first() {
    let kept = kept();
    let text = kept.text(HAZARDS);
    let row = |id: &str| text.lines().find(|line| line.starts_with(id)).expect("is there");
    let bureau = "data/ledger/hazards/100-B.csv";
    let elsewhere = format!("{}\n", row("H2").replace("H2,", "B1,").replace(",H1,", ",,"));
    let seen = with(kept.append(bureau, &elsewhere), "H2", &[("recurs", "H1")]).check();
    let found: Vec<_> = seen.findings.iter().filter(|finding| finding.code == Code::RowRepeated).collect();
    assert_eq!(found.len(), 1, "{}", seen.told());
    assert_eq!(seen.pointed(found[0]), "H2");
    assert_eq!(found[0].related[0].0.path.as_ref(), bureau);
}

#[test]
fn a_recurrence_that_is_not_declared_is_told() {
    let twice = |cells: &[(&str, &str)]| {
        let site = with(kept(), "H1", &[("description", "巷道无支护")]);
        with(site, "H2", &[&[("description", "巷道无支护")], cells].concat()).check()
    };
    twice(&[]).is_clean();
    told(&twice(&[("recurs", "")]), WARNING, Code::RecurrenceNotDeclared, HAZARDS, 3, "");
}

#[test]
fn public_texts_of_ledgers_name_posts_and_not_people() {
    let named = |column: &str, text: &str| {
        told(&closed(&[(column, text)]), WARNING, Code::PersonNamed, HAZARDS, 2, text);
    };
    named("reviewed_by", "李卫东");
    named("reviewed_by", "县应急管理局、李卫东");
    named("description", "矿长张建国未带班下井");
    named("measures", "由法定代表人张建国负责");
    named("measures", "矿长张建国牵头整改");
    named("listed_by", "县安委会负责人张建国");
    for (column, text) in [
        ("reviewed_by", "县应急管理局监管股"),
        ("description", "矿长未带班下井，当事人陈述属实"),
        ("measures", "主要负责人牵头整改"),
        ("listed_by", "县安委会"),
    ] {
        closed(&[(column, text)]).is_clean();
    }
    let inspections = crate::support::ledger::INSPECTIONS;
    let organ = |organ: &str| kept().edit(inspections, "甲县应急管理局", organ).check();
    let words = "甲县应急管理局局长、队长张建国";
    told(&organ(words), WARNING, Code::PersonNamed, inspections, 2, words);
    organ("甲县应急管理局执法队长").is_clean();
}

#[test]
fn public_texts_do_not_tell_of_tips() {
    for column in ["description", "measures"] {
        for text in ["接群众举报安全出口不畅", "12350转来安全出口不畅"] {
            told(&closed(&[(column, text)]), WARNING, Code::TipTold, HAZARDS, 2, text);
        }
        closed(&[(column, "未公布12350举报电话")]).is_clean();
    }
    // What is not published may say it.
    closed(&[("found_by", "群众举报核查组")]).is_clean();
    let notices = crate::support::ledger::NOTICES;
    let seen = kept().edit(notices, "逾期未整改", "被举报后未整改").check();
    told(&seen, WARNING, Code::TipTold, notices, 2, "被举报后未整改");
}

/// What turned out to be none was reviewed to find that out, without having been rectified.
#[test]
fn a_hazard_is_dismissed_with_the_day_of_its_review() {
    closed(&[
        ("outcome", "dismissed"),
        ("applied_on", ""),
        ("reviewed_on", "2023-06-19"),
        ("delisted_on", "2023-06-20"),
        ("closed_on", "2023-06-20"),
    ])
    .is_clean();
}
