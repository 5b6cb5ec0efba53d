//! Comes in: a plan. Goes out: the files that say what the site and the campaign are, none of which counts anything.

use std::fmt::Write as _;

use chrono::Datelike;

use super::calendar::{Calendar, SWAPS_2023, day};
use super::filings;
use super::plan::{REGIONS, SamplePlan};
use super::table::CsvFile;
use crate::dataset::REGION_COLUMNS;
use crate::dataset::ledger::WORKDAYS;

/// `gongshi.toml`.
pub(super) fn site(plan: &SamplePlan, sample: bool) -> String {
    let note = if sample { "" } else { "# false, once the title, the organ and the data are your own\n" };
    let mut text = format!(
        "title = \"{}非煤矿山重大事故隐患专项排查整治行动公示\"\n\
         base_url = \"https://gongshi.example/\"\n\
         language = \"zh-CN\"\n\
         theme = \"default\"\n\
         {note}sample = true\n\n\
         [organ]\n\
         name = \"{}\"\n\
         hotline = \"12350\"\n",
        plan.city,
        plan.organ()
    );
    if sample {
        let _ = writeln!(text, "\n[build]\nas_of = \"{}\"", plan.as_of);
    }
    text
}

/// `data/campaign.toml`.
pub(super) fn campaign(plan: &SamplePlan) -> String {
    let calendar = &plan.calendar;
    let title = "全市非煤矿山行业重大事故隐患专项排查整治行动";
    let issued_on = calendar.starts_on;
    let no = if plan.root == "141000" {
        "临应急发〔2023〕82号".to_owned()
    } else {
        format!("示例应急发〔{}〕1号", issued_on.year())
    };
    let mut text = format!(
        "title = \"{title}\"\nroot = \"{}\"\ntimezone = \"Asia/Shanghai\"\nstarts_on = {}\nends_on = {}\n",
        plan.root, calendar.starts_on, calendar.ends_on
    );
    let _ = writeln!(
        text,
        "\n[document]\nno = \"{no}\"\nissued_on = {issued_on}\norgan = \"{}\"\n\
         title = \"关于印发{title}实施方案的通知\"\nopenness = \"主动公开\"",
        plan.organ()
    );
    days(plan, &mut text);
    text.push_str(SETS);
    text
}

fn days(plan: &SamplePlan, text: &mut String) {
    let calendar = &plan.calendar;
    for phase in &calendar.phases {
        let _ = writeln!(
            text,
            "\n[[phases]]\nid = \"{}\"\ntitle = \"{}\"\nfrom = {}\nto = {}",
            phase.id, phase.title, phase.from, phase.to
        );
    }
    for milestone in &calendar.milestones {
        let _ = writeln!(
            text,
            "\n[[milestones]]\nid = \"{}\"\ntitle = \"{}\"\ndue_on = {}",
            milestone.id, milestone.title, milestone.due_on
        );
    }
    text.push_str(&filings::kinds(plan));
    text.push_str("\n# A window opens the day after the previous cut-off and closes with its own.\n");
    for period in &calendar.periods {
        let _ = writeln!(
            text,
            "[[periods]]\nid = \"{}\"\nfrom = {}\nto = {}\n",
            period.id, period.from, period.to
        );
    }
}

const SETS: &str = r#"[[criteria_sets]]
id = "2022"
title = "金属非金属矿山重大事故隐患判定标准"
document_no = "矿安〔2022〕88号"
applies_from = 2022-09-01

# Hazards found before this day are judged without the supplement.
[[criteria_sets]]
id = "2024"
title = "金属非金属矿山重大事故隐患判定标准补充情形"
document_no = "矿安〔2024〕41号"
applies_from = 2024-04-23

# Rules that decisions are compared with, built in or of `data/law/<id>.toml`; each decision by those of its day.
[law]
sets = [
  "work-safety-2021", "administrative-penalty-2021", "permits-2014", "enforcement-disclosure-2018",
  "credit-repair-2023", "credit-repair-2026", "law-names",
]
"#;

/// `data/regions.csv`: the real division, as far as it reports, or an invented one.
pub(super) fn regions(plan: &SamplePlan) -> String {
    if plan.root == "141000" {
        let rows: Vec<&str> = REGIONS.lines().take(plan.reporters.len() + 2).collect();
        return rows.join("\n") + "\n";
    }
    let mut table = CsvFile::of(REGION_COLUMNS);
    table.set("code", &plan.root).set("name", &plan.city).set("kind", "city").set("key", false).end();
    for reporter in &plan.reporters {
        table.set("code", &reporter.code).set("name", &reporter.name).set("kind", reporter.kind);
        table.set("parent", &plan.root).set("key", reporter.key).end();
    }
    table.finish()
}

/// `data/workdays/<year>.csv`: the days that differ from the weekend rule, as far as they are known.
pub(super) fn workdays(year: i32) -> String {
    let mut table = CsvFile::of(WORKDAYS);
    for (month, number, works) in SWAPS_2023.iter().filter(|_| year == 2023) {
        table.set("date", day(2023, *month, *number)).set("works", works).end();
    }
    table.finish()
}

/// The years whose working days a campaign needs.
pub(super) fn years(calendar: &Calendar) -> std::ops::RangeInclusive<i32> {
    calendar.starts_on.year()..=calendar.ends_on.year()
}
