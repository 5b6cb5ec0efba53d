//! Two worlds that differ in who had a tip, and in nothing that may be told: every file of the site is the same in
//! both, byte by byte, on every day it is built for. So nothing in any output gives a hidden figure back: not pages,
//! charts, tables, downloads, feeds, ranks or rules, not merged figures, not a month less another, not one edition beside
//! another.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use gongshi::dataset::ledger::{Hazard, Outcome, Source};
use gongshi::dataset::{Dataset, Period, Span};
use gongshi::diagnostic::Code;

use crate::support::changes::reviewed;
use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::ledger::{HAZARDS, two_mines};
use crate::support::site::{Built, DISPATCH, POLICY, Site, is_page, with_tips};

const OTHER_HAZARDS: &str = "data/ledger/hazards/102.csv";

const MONTHS: [(&str, &str); 3] = [("05", "2023-05-26"), ("06", "2023-06-26"), ("07", "2023-07-26")];

/// A form with tips, rewards and two more parts of what was found; a page with blocks of each kind that show hidden
/// figures.
fn forms() -> Site {
    published_as("")
}

fn published_as(publish: &str) -> Site {
    let more = r#"
    { id = "assigned_found", label = "交办", unit = "个", kind = "count", measure = "flow" },
    { id = "tip_rewards", label = "奖励", unit = "万元", kind = "money", measure = "flow", confidential = true },
    { id = "tip_found","#;
    let mut site = with_tips(Site::small(), publish)
        .edit(DISPATCH, "{ id = \"tip_found\",", more)
        .edit(DISPATCH, "\"self_found\", \"tip_found\"]", "\"self_found\", \"tip_found\", \"assigned_found\"]")
        .edit(DISPATCH, "headline = [\"found\", \"penalties\"]", "headline = [\"found\", \"tip_found\", \"tip_rewards\"]")
        .append("data/ranking.toml", "\n[[components]]\nid = \"tips\"\ntitle = \"举报占比\"\nnumerator = [\"dispatch.tip_rewards\"]\ndenominator = [\"dispatch.penalties\"]\nweight = 10\ndirection = \"higher\"\n")
        .edit("data/ranking.toml", "weight = 60", "weight = 50")
        .append("data/rules.toml", &RULES.map(rule).concat())
        .put("data/rates.toml", RATES.map(rate).concat());
    for (month, figures) in [("05", [2, 1, 1, 3]), ("06", [1, 2, 2, 1]), ("07", [2, 2, 1, 2])] {
        for (region, tip, assigned) in [("101", figures[0], figures[1]), ("102", figures[2], figures[3])] {
            site = with_more(site, &report(month, region), tip, assigned, "1.5");
        }
        site = with_more(site, &report(month, "100-B"), 0, 0, "0");
    }
    for (month, region) in MONTHS.iter().flat_map(|(month, _)| ["101", "102"].map(|region| (month, region))) {
        site = shifted(site, &report(month, region), "self_found", "3");
    }
    site.append(POLICY, &page("07"))
}

/// A report with the figures of the cells that were put in.
fn with_more(site: Site, path: &str, tip: u32, assigned: u32, rewards: &str) -> Site {
    let line = site.text(path).lines().find(|line| line.starts_with("tip_found")).expect("a line").to_owned();
    site.edit(
        path,
        &line,
        &format!("tip_found = {tip}\nassigned_found = {assigned}\ntip_rewards = {rewards}"),
    )
}

fn page(month: &str) -> String {
    let kinds = [
        "bar",
        "line",
        "column",
        "stacked",
        "bullet",
        "diverging",
        "small_multiples",
        "ageing",
        "dots",
        "tiles",
    ];
    let chart = |kind| {
        format!(
            "\n```chart\nkind = \"{kind}\"\nmeasures = [\"dispatch.self_or_tip_found\", \"dispatch.assigned_found\"]\nregions = [\"101\", \"102\"]\n```\n"
        )
    };
    let block = |block| {
        format!(
            "\n```{block}\nmeasures = [\"dispatch.self_or_tip_found\", \"dispatch.tip_rewards\"]\nregions = [\"101\"]\n```\n"
        )
    };
    let hidden = "\n```chart\nkind = \"bar\"\nmeasures = [\"dispatch.tip_rewards\"]\nregions = [\"101\", \"102\"]\n```\n";
    let page = hidden.to_owned() + &kinds.map(chart).concat() + &["table", "kpi"].map(block).concat();
    let figure = |id: &str| format!("\n`fig:dispatch.{id}@2023-{month}/101`\n");
    let rates = RATES.map(|[id, ..]| format!("\n`fig:rate.{id}.total@2023-{month}/101`\n")).concat();
    page + &["self_or_tip_found", "self_or_tip_found.total", "tip_rewards"].map(figure).concat() + &rates
}

const RULES: [[&str; 4]; 4] = [
    ["T1", "dispatch.tip_found", "<=", "statistics.problems_found"],
    ["T2", "dispatch.tip_rewards", "implies", "dispatch.tip_found"],
    ["T3", "dispatch.tip_found", "<=", "dispatch.penalties"],
    ["T4", "dispatch.found", "<=", "statistics.problems_found"],
];

/// Rates of which one side is hidden, of a county or of everybody, and one whose sides together are not.
const RATES: [[&str; 3]; 5] = [
    ["tips", "\"dispatch.tip_found\"", "\"dispatch.found\""],
    ["own", "\"dispatch.assigned_found\"", "\"dispatch.self_found\""],
    ["rewards", "\"dispatch.tip_rewards\"", "\"dispatch.fines\""],
    ["rewarded", "\"dispatch.fines\"", "\"dispatch.tip_rewards\""],
    ["both", "\"dispatch.self_found\", \"dispatch.tip_found\"", "\"dispatch.found\""],
];

fn rate([id, above, below]: [&str; 3]) -> String {
    format!(
        "\n[[rates]]\nid = \"{id}\"\ntitle = \"{id}\"\nnumerator = [{above}]\ndenominator = [{below}]\nbetter = \"higher\"\n"
    )
}

fn rule([id, left, op, right]: [&str; 4]) -> String {
    format!(
        "\n[[rules]]\nid = \"{id}\"\ntitle = \"{id}\"\nleft = [\"{left}\"]\nop = \"{op}\"\nright = [\"{right}\"]\nover = \"to_date\"\nseverity = \"warning\"\n"
    )
}

/// The same with ledgers, whose hazards have sources.
fn site() -> Site {
    let row = |id: &str, facility: &str, source: &str| {
        format!(
            "{id},{facility},major,{source},2023-06-25,,D01,出口不畅,矿长,清理,2000,2023-12-15,有,,,,,,2023-06-25,,,,,,,,,\n"
        )
    };
    let mut site = forms();
    let ledgers = two_mines();
    for path in ledgers.0.paths() {
        if path.starts_with("data/ledger/") || path.starts_with("data/workdays/") {
            site = site.put(path, ledgers.text(path));
        }
    }
    site = site.put("gongshi.toml", ledgers.text("gongshi.toml"));
    site.append(HAZARDS, &(row("H3", "F1", "tip") + &row("H4", "F1", "self")))
        .append(OTHER_HAZARDS, &(row("H5", "F2", "self") + &row("H6", "F2", "tip")))
        .append(
            "data/rules.toml",
            &[
                ["T5", "dispatch.tip_found", "=", "ledger.major_found.tip"],
                ["T6", "dispatch.found", "=", "ledger.major_found"],
            ]
            .map(rule)
            .concat(),
        )
}

/// The site as it was built when a month had just been reported.
fn edition(site: &Site, closed: usize) -> Site {
    let mut site = site.clone();
    for (month, _) in &MONTHS[closed + 1..] {
        for region in ["100-B", "101", "102"] {
            site = site.without(&report(month, region));
        }
    }
    let (month, day) = MONTHS[closed];
    let text = site.text(POLICY).replace("@2023-07", &format!("@2023-{month}"));
    site.put(POLICY, text).edit("gongshi.toml", "2023-07-26", day)
}

fn report(month: &str, region: &str) -> String {
    format!("data/reports/2023-{month}/{region}.toml")
}

/// The site with a number in a report put up or down.
fn shifted(site: Site, path: &str, cell: &str, by: &str) -> Site {
    let text = site.text(path);
    let line =
        text.lines().find(|line| line.starts_with(&format!("{cell} = "))).expect("is reported").to_owned();
    let number: rust_decimal::Decimal = line.split_once(" = ").unwrap().1.parse().unwrap();
    let shifted = number + by.parse::<rust_decimal::Decimal>().unwrap();
    site.edit(path, &format!("\n{line}\n"), &format!("\n{cell} = {shifted}\n"))
}

/// A tip of one county is the other's, and what an enterprise found itself the other way round.
fn other_world(site: &Site) -> Site {
    let mut other = site.clone();
    for month in ["05", "07"] {
        for (region, more, less) in [("101", "1", "-1"), ("102", "-1", "1")] {
            let path = report(month, region);
            other = shifted(other, &path, "tip_found", less);
            other = shifted(other, &path, "self_found", more);
            other = shifted(other, &path, "tip_rewards", &format!("{less}.3"));
        }
    }
    other
}

/// In the ledgers too.
fn other_ledger(site: Site) -> Site {
    site.edit(HAZARDS, "H3,F1,major,tip", "H3,F1,major,self").edit(
        OTHER_HAZARDS,
        "H5,F2,major,self",
        "H5,F2,major,tip",
    )
}

/// With a correction of a hidden figure, which says what is now true of it.
fn corrected(site: Site) -> Site {
    let counted = site.count();
    let number = |measure, span| {
        let figure = counted.get(measure, "101", "2023-07", span);
        figure.even_withheld().expect("is reported").normalize().to_string()
    };
    let month = correction(
        "dispatch.tip_found@2023-07/101",
        "77",
        &number("dispatch.tip_found", Span::Month),
        "2023-07-25",
    );
    let total = correction(
        "dispatch.tip_rewards.total@2023-07/101",
        "78",
        &number("dispatch.tip_rewards", Span::ToDate),
        "2023-07-25",
    );
    site.put(CORRECTIONS, month + &total)
}

#[track_caller]
fn same(one: &Built, other: &Built) {
    assert!(!one.files.is_empty() && !other.files.is_empty(), "{}{}", one.seen.told(), other.seen.told());
    assert_eq!(one.files.keys().collect::<Vec<_>>(), other.files.keys().collect::<Vec<_>>());
    for (path, bytes) in &one.files {
        if *bytes != other.files[path] {
            let (left, right) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other.files[path]));
            let lines = left.lines().zip(right.lines()).find(|(left, right)| left != right);
            panic!("{path} tells the worlds apart: {lines:?}");
        }
    }
}

#[test]
fn no_output_of_any_edition_tells_whose_a_tip_was() {
    let (one, other) = (forms(), other_world(&forms()));
    let tips = |site: &Site| site.count().get("dispatch.tip_found", "101", "2023-05", Span::Month);
    assert_ne!(tips(&one).even_withheld(), tips(&other).even_withheld(), "they are two");
    for closed in 0..MONTHS.len() {
        same(&edition(&one, closed).build(), &edition(&other, closed).build());
    }
}

/// Tips that are merged with what enterprises found themselves need a list that has those.
#[test]
fn a_list_without_the_partner_of_tips_is_refused() {
    let codes = |site: Site| site.check().codes();
    assert!(!codes(site()).contains(&Code::TipForced));
    for scope in ["inspected", "inspected_and_listed"] {
        let site = site().edit("gongshi.toml", "hazards = \"all\"", &format!("hazards = \"{scope}\""));
        assert!(codes(site).contains(&Code::TipForced), "{scope}");
    }
}

#[test]
fn no_output_tells_what_led_to_a_hazard() {
    same(&corrected(site()).build(), &corrected(other_ledger(other_world(&site()))).build());
}

/// The comparison would see it: a tip more that nothing makes good shows in the city's total.
#[test]
fn the_comparison_sees_what_is_told() {
    let (one, other) = (site().build(), shifted(site(), &report("07", "101"), "tip_found", "-1").build());
    let differ = one.files.iter().filter(|(path, bytes)| other.files[*path] != **bytes);
    let differ: Vec<&str> = differ.map(|(path, _)| path.as_str()).collect();
    assert!(differ.contains(&"data/figures.csv") && differ.contains(&"index.html"), "{differ:?}");
}

#[test]
fn what_is_hidden_is_said_to_be_hidden_in_every_kind_of_output() {
    let built = corrected(site()).build();
    assert!(!built.files.is_empty(), "{}", built.seen.told());
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for path in [
        "policy/index.html",
        "periods/2023-07/index.html",
        "regions/101/index.html",
        "regions/101/2023-07/index.html",
        "elder/regions/101/index.html",
        "reconciliation/2023-07/index.html",
        "ranking/2023-07/index.html",
        "charts/policy-1.svg",
    ] {
        said.insert(path, built.page(path).matches("不公布").count());
    }
    let silent: Vec<_> = said.iter().filter(|(_, times)| **times == 0).collect();
    assert!(silent.is_empty(), "{said:?}");
    // That a county's tips were corrected is not told: it would tell that there were some.
    for path in ["corrections/index.html", "feeds/corrections.xml", "data/corrections.csv", "sitemap.xml"] {
        assert!(
            !built.page(path).contains("tip_found") && !built.page(path).contains("2023-07-25"),
            "{path}"
        );
    }
    // Every report of this site is there, so nothing may be called missing, in words or by a mark.
    for (path, bytes) in built.files.iter().filter(|(path, _)| is_page(path)) {
        let text = String::from_utf8_lossy(bytes);
        for mark in ["class=\"missing\"", "class=\"value missing\""] {
            assert!(!text.contains(mark), "{path}: {mark}");
        }
    }
    let statuses = |path: &str, column: usize| -> Vec<String> {
        let rows = built.page(path).lines().skip(1);
        rows.map(|row| row.split(',').nth(column).unwrap_or_default().to_owned()).collect()
    };
    assert!(statuses("charts/policy-1.csv", 3).iter().all(|status| status == "S"));
    assert!(!statuses("data/figures.csv", 5).contains(&"M".to_owned()));
    for row in built.page("data/figures.csv").lines().filter(|row| row.ends_with(",S")) {
        assert!(row.ends_with(",,S"), "{row}");
    }
    let ranking = built.page("data/ranking.csv");
    assert!(ranking.lines().any(|row| row.contains(",tips,") && row.contains("withheld")), "{ranking}");
    assert!(!ranking.contains("missing") && !built.page("data/coverage.csv").contains("tip"));
}

/// Of the city it is one figure, too: any tip could as well not have been one.
#[test]
fn merged_of_the_city_too_no_single_tip_is_told() {
    let one = published_as("publish = \"merged_only\", from = \"2023-06\"");
    let mut other = shifted(one.clone(), &report("07", "101"), "tip_found", "-1");
    other = shifted(other, &report("07", "101"), "self_found", "1");
    same(&one.build(), &other.build());
    let may = shifted(one.clone(), &report("05", "101"), "tip_found", "-1");
    let may = shifted(may, &report("05", "101"), "self_found", "1");
    assert_ne!(
        one.build().page("data/figures.csv"),
        may.build().page("data/figures.csv"),
        "May was told before"
    );
}

/// What is opened is opened from a month on; to date stays merged, for a month less another would open those before.
#[test]
fn what_is_open_is_open_from_a_month_on() {
    let built = published_as("publish = \"open\", reason = \"群众要求公开\", from = \"2023-06\"").build();
    assert!(!built.files.is_empty(), "{}", built.seen.told());
    let rows: Vec<&str> = built
        .page("data/figures.csv")
        .lines()
        .filter(|row| row.starts_with("dispatch.tip_found,101,"))
        .collect();
    assert_eq!(
        rows,
        ["dispatch.tip_found,101,2023-06,month,1,A", "dispatch.tip_found,101,2023-07,month,2,A"]
    );
    assert!(built.words("about/index.html").contains("自2023年6月起，“群众举报”按各县公布：群众要求公开。"));
    assert!(!built.words("regions/101/2023-06/index.html").contains("并入第3项"));
}

/// The same of the sample with its 18 reporters, all its rules and its ranking, for each of its tips: it and hazards that
/// inspections of other counties found, found and closed in the same months all together, change places.
#[test]
fn no_file_of_the_sample_tells_whose_a_tip_was() {
    let one = Site::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let counted = one.count();
    let (dataset, months) = (&counted.dataset, counted.figures.periods().len());
    let built = one.build();
    let month = |day: NaiveDate| {
        let within = |period: &Period| (period.from..=period.to).contains(&day);
        dataset.campaign.periods[..months].iter().position(within)
    };
    let majors = dataset.ledger.hazards.rows().iter().filter(|hazard| hazard.is_major());
    let rows = majors.filter_map(|hazard| {
        let closed = hazard.closed_on.filter(|_| hazard.outcome == Some(Outcome::Rectified)).and_then(month);
        Some(Row { hazard, found: month(hazard.found_on)?, closed })
    });
    let rows: Vec<Row> = rows.collect();
    let tips: Vec<&Row> = rows.iter().filter(|row| row.hazard.source == Source::Tip).collect();
    assert!(tips.len() > 10);
    let mut long = 0;
    for tip in tips {
        let ring = ring(&rows, tip)
            .unwrap_or_else(|| panic!("{} can only be a tip", dataset.ledger.hazards.id(tip.hazard)));
        long += usize::from(ring.len() > 2);
        let mut other = one.clone();
        for row in ring {
            other = with_other_source(other, dataset, row);
        }
        same(&built, &other.build());
    }
    assert!(long > 0, "some need more than one other");
}

/// A major hazard, and the months it was found and closed in.
struct Row<'d> {
    hazard: &'d Hazard,
    found: usize,
    closed: Option<usize>,
}

/// A tip, one that an inspection of another county found, a tip and so on, each closed or found in the month the one
/// before was.
fn ring<'r>(rows: &'r [Row], tip: &'r Row) -> Option<Vec<&'r Row<'r>>> {
    let mut paths = vec![vec![tip]];
    let mut at = 0;
    while let Some(path) = paths.get(at).cloned() {
        at += 1;
        let last = path[path.len() - 1];
        let (source, alike): (_, fn(&Row, &Row) -> bool) = match last.hazard.source {
            Source::Tip => (Source::Inspection, |one, other| one.closed == other.closed),
            _ if last.found == tip.found => return Some(path),
            _ => (Source::Tip, |one, other| one.found == other.found),
        };
        let next = rows.iter().filter(|row| {
            row.hazard.source == source
                && alike(last, row)
                && (source == Source::Tip || row.hazard.region != tip.hazard.region)
        });
        for row in next {
            if !paths.iter().flatten().any(|known| std::ptr::eq(*known, row)) {
                paths.push(path.iter().copied().chain([row]).collect());
            }
        }
    }
    None
}

/// The same with a hazard found the other way, in ledger and reports.
fn with_other_source(site: Site, dataset: &Dataset, row: &Row) -> Site {
    let [from, to] =
        if row.hazard.source == Source::Tip { ["tip", "inspection"] } else { ["inspection", "tip"] };
    let region = dataset.regions.all()[row.hazard.region].code.as_str();
    let ledger = format!("data/ledger/hazards/{region}.csv");
    let id = format!("{},", dataset.ledger.hazards.id(row.hazard));
    let text = site.text(&ledger);
    let line = text.lines().find(|line| line.starts_with(&id)).expect("is there").to_owned();
    let mut site = site.edit(&ledger, &line, &line.replacen(&format!(",{from},"), &format!(",{to},"), 1));
    for (at, cell) in [(Some(row.found), "found"), (row.closed, "rectified")] {
        let Some(at) = at else { continue };
        let path = format!("data/reports/{}/{region}.toml", dataset.campaign.periods[at].id);
        site = shifted(site, &path, &format!("{from}_{cell}"), "-1");
        site = shifted(site, &path, &format!("{to}_{cell}"), "1");
    }
    site
}

/// Nor does what a reviewer reads: not which of two cells that are published as one was changed, nor in what line it
/// stands, nor what led to a hazard that is new.
#[test]
fn no_comment_on_a_change_tells_whose_a_tip_was() {
    let told = |base: &Site, one: &Site, other: &Site| {
        let [one, other] = [one, other].map(|head| reviewed(base, head, &[]).without_findings());
        assert!(one.contains("2023-07"), "{one}");
        let at = one.bytes().zip(other.bytes()).position(|(one, other)| one != other).unwrap_or_default();
        let near = |text: &str| {
            text[text.floor_char_boundary(at.saturating_sub(200))..].chars().take(300).collect::<String>()
        };
        assert!(one == other, "{}\n{}", near(&one), near(&other));
    };
    // What `check` finds in the one or the other is told by it already, in no numbers; rules between what is hidden are
    // left out.
    let forms = || forms().put("data/rules.toml", Site::small().text("data/rules.toml"));
    let site = || site().put("data/rules.toml", Site::small().text("data/rules.toml"));
    // What the city publishes of tips is the same in both: one county has one more, one found one more itself.
    let more = |tips: &str, found: &str| {
        let site = shifted(forms(), &report("07", tips), "tip_found", "1");
        shifted(site, &report("07", found), "self_found", "1")
    };
    told(&forms(), &more("101", "102"), &more("102", "101"));
    let before = edition(&forms(), 1).edit("gongshi.toml", MONTHS[1].1, MONTHS[2].1);
    told(&before, &forms(), &other_world_of_july(&forms()));
    let row = |id: &str, facility: &str, source: &str| {
        format!(
            "{id},{facility},major,{source},2023-07-05,,D01,出口不畅,矿长,清理,2000,2023-12-15,有,,,,,,2023-07-05,,,,,,,,,\n"
        )
    };
    let more = |[one, other]: [&str; 2]| {
        site().append(HAZARDS, &row("H8", "F1", one)).append(OTHER_HAZARDS, &row("H9", "F2", other))
    };
    told(&site(), &more(["tip", "self"]), &more(["self", "tip"]));
}

/// A tip of July is the other county's.
fn other_world_of_july(site: &Site) -> Site {
    let mut other = site.clone();
    for (region, more, less) in [("101", "1", "-1"), ("102", "-1", "1")] {
        let path = report("07", region);
        other = shifted(other, &path, "tip_found", less);
        other = shifted(other, &path, "self_found", more);
    }
    other
}
