//! States of the past stand still: whatever is entered later, each fact with its day, moves no figure and no rank of a
//! period that had ended before.

use chrono::{Days, NaiveDate};
use gongshi::dataset::{PeriodAt, RegionAt, Span};
use gongshi::figures::{Key, MeasureAt, Ranking};
use proptest::prelude::*;

use crate::support::ledger::{ENTERPRISES, FACILITIES, NOTICES};
use crate::support::sample::sample;
use crate::support::site::{Counted, REGIONS, Site};

/// The last period that is closed before anything is entered.
const CLOSED: &str = "2023-07";
/// A reporter with something of everything, and its files.
const REPORTER: &str = "141021";
const HAZARDS: &str = "data/ledger/hazards/141021.csv";
const ENFORCEMENT: &str = "data/ledger/enforcement/141021.csv";
const INSPECTIONS: &str = "data/ledger/inspections/141021.csv";
/// A region that a facility leaves, and one that what moves goes to.
const LEFT: &str = "141022";
const TO: &str = "141023";

/// A file of the ledgers by its columns.
struct Sheet {
    path: &'static str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn of(site: &Site, path: &'static str) -> Self {
        let text = site.text(path);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let head = own(reader.headers().expect("has a header"));
        Self { path, head, rows: reader.records().map(|record| own(&record.expect("is a row"))).collect() }
    }

    fn at(&self, column: &str) -> usize {
        self.head
            .iter()
            .position(|name| name == column)
            .unwrap_or_else(|| panic!("{column} in {}", self.path))
    }

    fn get(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.at(column)]
    }

    fn set(&mut self, row: usize, column: &str, value: &str) {
        let at = self.at(column);
        value.clone_into(&mut self.rows[row][at]);
    }

    fn add(&mut self, column: &str) {
        if !self.head.iter().any(|name| name == column) {
            self.head.push(column.to_owned());
            self.rows.iter_mut().for_each(|row| row.push(String::new()));
        }
    }

    /// Adds a value with its last day to those of before.
    fn before(&mut self, row: usize, column: &str, value: &str, last: NaiveDate) {
        let all = [self.get(row, column), &format!("{value}@{last}")].join(";");
        self.set(row, column, all.trim_start_matches(';'));
    }

    /// A row of which something holds.
    fn pick(&self, at: usize, holds: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let all: Vec<usize> = (0..self.rows.len()).filter(|row| holds(self, *row)).collect();
        (!all.is_empty()).then(|| all[at % all.len()])
    }

    /// A copy of a row under a new id, with some cells of its own.
    fn copy(&mut self, row: usize, id: &str, cells: &[(&str, &str)]) {
        let copy = self.rows[row].clone();
        self.rows.push(copy);
        let last = self.rows.len() - 1;
        self.set(last, "id", id);
        for (column, value) in cells {
            self.set(last, column, value);
        }
    }

    fn into(self, site: Site) -> Site {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.head).unwrap();
        self.rows.iter().for_each(|row| writer.write_record(row).unwrap());
        site.put(self.path, writer.into_inner().unwrap())
    }
}

/// What becomes known of one row.
type Fact = fn(&mut [Sheet; 7], usize, NaiveDate, usize);

const FACTS: [(&str, Fact); 21] = [
    ("an enterprise is registered", |[firms, ..], at, day, no| {
        let here = |firms: &Sheet, row| firms.get(row, "region") == REPORTER;
        let row = firms.pick(at, here).expect("has rows");
        let (id, since) = (format!("E141021-9{no}"), day.to_string());
        firms.copy(row, &id, &[("uscc", ""), ("since", &since), ("until", ""), ("former_names", "")]);
    }),
    ("an enterprise is struck off", |[firms, ..], at, day, _| {
        let row = firms.pick(at, |firms, row| firms.get(row, "until").is_empty()).expect("has rows");
        firms.set(row, "until", &day.to_string());
    }),
    ("an enterprise is renamed", |[firms, ..], at, day, no| {
        let row = firms.pick(at, |_, _| true).expect("has rows");
        let name = firms.get(row, "name").to_owned();
        firms.before(row, "former_names", &name, day);
        firms.set(row, "name", &format!("示例新名{no}矿业有限公司"));
    }),
    ("a facility is registered", |[_, places, ..], at, day, no| {
        let here = |places: &Sheet, row| places.get(row, "region") == REPORTER;
        let row = places.pick(at, here).expect("has rows");
        let since = day.to_string();
        let cells = [("since", &*since), ("until", ""), ("former_statuses", ""), ("former_enterprises", "")];
        places.copy(row, &format!("F141021-9{no}"), &cells);
    }),
    ("a facility is struck off", |[_, places, ..], at, day, _| {
        let row = places.pick(at, |places, row| places.get(row, "until").is_empty()).expect("has rows");
        places.set(row, "until", &day.to_string());
    }),
    ("a facility is closed", |[_, places, ..], at, day, _| {
        // What is closed closes no second time.
        let open = |places: &Sheet, row| {
            !["closed", "decommissioned"].contains(&places.get(row, "status"))
                && places.get(row, "status_since") < day.to_string().as_str()
        };
        let Some(row) = places.pick(at, open) else { return };
        let status = places.get(row, "status").to_owned();
        places.before(row, "former_statuses", &status, day - Days::new(1));
        places.set(row, "status", "closed");
        places.set(row, "status_since", &day.to_string());
    }),
    ("a facility is closed, and how it stood is not told", |[_, places, ..], at, day, _| {
        let open = |places: &Sheet, row| {
            !["closed", "decommissioned"].contains(&places.get(row, "status"))
                && places.get(row, "former_statuses").is_empty()
        };
        let Some(row) = places.pick(at, open) else { return };
        places.set(row, "status", "closed");
        places.set(row, "status_since", &day.to_string());
    }),
    ("a facility is sold", |[_, places, ..], at, day, _| {
        let here = |places: &Sheet, row| {
            places.get(row, "region") == REPORTER && !places.get(row, "enterprise").is_empty()
        };
        let Some(row) = places.pick(at, here) else { return };
        let owner = places.get(row, "enterprise").to_owned();
        places.before(row, "former_enterprises", &owner, day);
        places.set(row, "enterprise", if owner == "E141021-01" { "E141021-02" } else { "E141021-01" });
    }),
    ("a hazard is found", |[_, _, hazards, ..], at, day, no| {
        let row = hazards.pick(at, |_, _| true).expect("has rows");
        let (day, due) = (day.to_string(), (day + Days::new(20)).to_string());
        let later = [
            "listed_by",
            "listed_on",
            "delisted_on",
            "applied_on",
            "reviewed_on",
            "reviewed_by",
            "closed_on",
        ];
        let mut cells: Vec<(&str, &str)> = later.iter().map(|column| (*column, "")).collect();
        cells.extend([("outcome", ""), ("extensions", ""), ("recurs", ""), ("verified_on", &*day)]);
        cells.extend([("found_on", &*day), ("due_on", &*due)]);
        hazards.copy(row, &format!("H141021-9{no}"), &cells);
    }),
    ("a hazard is closed", |[_, _, hazards, ..], at, day, _| ended(hazards, at, day, "rectified")),
    ("a hazard was none", |[_, _, hazards, ..], at, day, _| ended(hazards, at, day, "dismissed")),
    ("a hazard is extended", |[_, _, hazards, ..], at, day, no| {
        let open = |hazards: &Sheet, row| !hazards.get(row, "due_on").is_empty();
        let Some(row) = hazards.pick(at, open) else { return };
        let one = format!("{day}:{}", day + Days::new(10 + no as u64));
        let all = [hazards.get(row, "extensions"), &one].join(";");
        hazards.set(row, "extensions", all.trim_start_matches(';'));
    }),
    ("a hazard is listed", |[_, _, hazards, ..], at, day, _| {
        let Some(row) = hazards.pick(at, |hazards, row| hazards.get(row, "listed_on").is_empty()) else {
            return;
        };
        hazards.set(row, "listed_by", "示例县应急管理局");
        hazards.set(row, "listed_on", &day.to_string());
    }),
    ("a penalty is revoked", |[_, _, _, decisions, ..], at, day, _| changed(decisions, at, day, "revoked")),
    ("a fine is amended", |[_, _, _, decisions, ..], at, day, _| changed(decisions, at, day, "amended")),
    ("more is decided, inspected and told", |[_, _, _, decisions, visits, notices, _], at, day, no| {
        let day = day.to_string();
        if let Some(row) = decisions.pick(at, |decisions, row| decisions.get(row, "status") == "valid") {
            decisions.copy(row, &format!("A141021-9{no}"), &[("decided_on", &day), ("published_on", "")]);
        }
        if let Some(row) = visits.pick(at, |_, _| true) {
            visits.copy(row, &format!("I141021-9{no}"), &[("started_on", &day), ("ended_on", &day)]);
        }
        if let Some(row) = notices.pick(at, |notices, row| notices.get(row, "region") == REPORTER) {
            notices.copy(row, &format!("N-9{no}"), &[("issued_on", &day)]);
        }
    }),
    ("an enterprise moves", |[firms, ..], at, day, _| moved(firms, REPORTER, at, day)),
    ("a facility moves", |[_, places, ..], at, day, _| moved(places, LEFT, at, day)),
    ("a region begins", |[.., regions], _, day, no| {
        let row = regions.pick(0, |regions, row| regions.get(row, "id") == REPORTER).expect("is there");
        let (name, since) = (format!("示例新{no}县"), (day + Days::new(1)).to_string());
        regions.copy(row, &format!("14109{no}"), &[("name", &name), ("since", &since)]);
    }),
    ("a region ends", |[firms, places, .., regions], at, day, _| {
        let Some(code) = region_ends(regions, at, day, "") else { return };
        for register in [firms, places] {
            let rows = (0..register.rows.len()).filter(|row| register.get(*row, "region") == code);
            let rows: Vec<usize> = rows.filter(|row| register.get(*row, "until").is_empty()).collect();
            for row in rows {
                register.set(row, "until", &day.to_string());
            }
        }
    }),
    ("a region is merged into another", |[.., regions], at, day, _| {
        region_ends(regions, at, day, LEFT);
    }),
];

/// Lies in another region from the day after on.
fn moved(register: &mut Sheet, from: &str, at: usize, day: NaiveDate) {
    let here = |register: &Sheet, row| {
        let since = register.get(row, "since").to_owned();
        register.get(row, "region") == from && since <= day.to_string()
    };
    let Some(row) = register.pick(at, here) else { return };
    register.before(row, "former_regions", from, day);
    register.set(row, "region", TO);
}

/// A county that is none of those that facts name ends, merged into another or into none.
fn region_ends(regions: &mut Sheet, at: usize, day: NaiveDate, into: &str) -> Option<String> {
    let may_end = |regions: &Sheet, row| {
        regions.get(row, "kind").starts_with("county")
            && ![REPORTER, LEFT, TO].contains(&regions.get(row, "id"))
            && regions.get(row, "until").is_empty()
            && regions.get(row, "since").is_empty()
    };
    let row = regions.pick(at, may_end)?;
    regions.set(row, "until", &day.to_string());
    regions.set(row, "into", into);
    Some(regions.get(row, "id").to_owned())
}

fn ended(hazards: &mut Sheet, at: usize, day: NaiveDate, outcome: &str) {
    let Some(row) = hazards.pick(at, |hazards, row| hazards.get(row, "closed_on").is_empty()) else { return };
    hazards.set(row, "closed_on", &day.to_string());
    hazards.set(row, "outcome", outcome);
}

fn changed(decisions: &mut Sheet, at: usize, day: NaiveDate, status: &str) {
    let stands = |decisions: &Sheet, row| {
        let is_fine = decisions.get(row, "kind") == "fine" || status == "revoked";
        decisions.get(row, "status") == "valid"
            && is_fine
            && decisions.get(row, "decided_on") < day.to_string().as_str()
    };
    let Some(row) = decisions.pick(at, stands) else { return };
    if status == "amended" {
        let before = decisions.get(row, "amount_yuan").to_owned();
        decisions.set(row, "amount_before_yuan", &before);
        decisions.set(row, "amount_yuan", "12345");
    }
    decisions.set(row, "status", status);
    decisions.set(row, "status_on", &day.to_string());
    decisions.set(row, "status_reason", "复议决定");
}

/// Every figure and every rank of the closed periods, as one line each.
fn states(Counted { dataset, figures }: &Counted) -> Vec<String> {
    let closed = dataset.campaign.period(CLOSED).expect("is a period");
    let ranking = Ranking::count(dataset, figures);
    let mut lines = Vec::new();
    for (period, at) in PeriodAt::each(&dataset.campaign.periods).filter(|(period, _)| *period <= closed) {
        // A region that is new has no figures, which is looked at below.
        let known = RegionAt::each(dataset.regions.all()).filter(|(_, of)| !of.code.starts_with("14109"));
        for (region, of) in known {
            for (measure, what) in MeasureAt::each(figures.measures()) {
                for span in Span::ALL {
                    let figure = figures.at(Key { measure, region, period, span });
                    lines.push(format!("{} {} {} {span:?}: {figure:?}", what.id, at.id, of.code));
                }
            }
            let standing = ranking.standing(region, period).map(|standing| (standing.rank, standing.score));
            lines.push(format!("rank {} {}: {standing:?}", at.id, of.code));
        }
    }
    lines
}

fn after(facts: &[(usize, usize, u64)]) -> Site {
    // A region's id is its code.
    let site = sample();
    let text = site.text(REGIONS).replacen("code,", "id,", 1);
    let site = site.put(REGIONS, text);
    let mut sheets = [ENTERPRISES, FACILITIES, HAZARDS, ENFORCEMENT, INSPECTIONS, NOTICES, REGIONS]
        .map(|path| Sheet::of(&site, path));
    // Columns that a site where nothing moves leaves out.
    let [firms, places, .., regions] = &mut sheets;
    for register in [firms, places] {
        register.add("former_regions");
    }
    for column in ["since", "until", "into"] {
        regions.add(column);
    }

    // In the order they happened: a facility is sold by who owns it.
    let mut facts = facts.to_vec();
    facts.sort_by_key(|(.., days)| *days);
    for (no, (fact, at, days)) in facts.iter().enumerate() {
        let day = NaiveDate::from_ymd_opt(2023, 7, 21).unwrap() + Days::new(*days);
        FACTS[*fact].1(&mut sheets, *at, day, no);
    }
    let cuts = cuts(&sheets);
    let site = sheets.into_iter().fold(site, |site, sheet| sheet.into(site));
    let text = site.text(REGIONS).replacen("id,", "code,", 1);
    cuts.into_iter().fold(site.put(REGIONS, text), |site, (region, last, is_ended)| {
        without_later(site, &region, last, is_ended)
    })
}

/// The regions that have ended or lost a facility, with the last day of that, and whether they have ended.
fn cuts(sheets: &[Sheet; 7]) -> Vec<(String, NaiveDate, bool)> {
    let [_, places, .., regions] = sheets;
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let ended = (0..regions.rows.len()).filter(|row| !regions.get(*row, "until").is_empty());
    let ended = ended.map(|row| (regions.get(row, "id").to_owned(), day(regions.get(row, "until")), true));
    let left = (0..places.rows.len()).filter_map(|row| {
        let (region, last) = places.get(row, "former_regions").split_once('@')?;
        Some((region.to_owned(), day(last), false))
    });
    ended.chain(left).collect()
}

/// What an ended region, or one that lost a facility, would have entered afterwards stands elsewhere.
fn without_later(mut site: Site, region: &str, last: NaiveDate, is_ended: bool) -> Site {
    let last = last.to_string();
    let books = [("hazards", "found_on"), ("enforcement", "decided_on"), ("inspections", "started_on")];
    for (book, column) in books {
        let path: &'static str = Box::leak(format!("data/ledger/{book}/{region}.csv").into_boxed_str());
        let mut sheet = Sheet::of(&site, path);
        let at = sheet.at(column);
        sheet.rows.retain(|row| row[at] <= last);
        site = sheet.into(site);
    }
    if !is_ended {
        return site;
    }
    let mut notices = Sheet::of(&site, NOTICES);
    let [at, of] = ["issued_on", "region"].map(|column| notices.at(column));
    notices.rows.retain(|row| row[of] != region || row[at] <= last);
    site = notices.into(site);
    let months = ["2023-07", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12"];
    for month in months.into_iter().filter(|month| format!("{month}-20") > last) {
        let path = format!("data/reports/{month}/{region}.toml");
        site = if site.0.get(&path).is_some() { site.without(&path) } else { site };
    }
    site
}

fn differences(before: &[String], site: &Site) -> Vec<String> {
    let counted = site.count();
    let now = states(&counted);
    assert_eq!(before.len(), now.len());
    let differ = before.iter().zip(&now).filter(|(before, now)| before != now);
    differ.take(5).map(|(before, now)| format!("{before} became {now}")).collect()
}

#[test]
fn what_is_entered_later_moves_nothing_of_a_closed_month() {
    let before = states(&sample().count());
    // Each fact by itself, then many at once.
    let mut moved: Vec<(&str, Vec<String>)> = Vec::new();
    for (fact, (name, _)) in FACTS.iter().enumerate() {
        for (at, days) in [(7, 0), (3, 40)] {
            let found = differences(&before, &after(&[(fact, at, days)]));
            moved.extend((!found.is_empty()).then_some((*name, found)));
        }
    }
    assert!(moved.is_empty(), "{moved:#?}");
    let one = (0..FACTS.len(), any::<usize>(), 0..120_u64);
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(facts in proptest::collection::vec(one, 1..30))| {
        let names: Vec<&str> = facts.iter().map(|(fact, ..)| FACTS[*fact].0).collect();
        prop_assert_eq!(differences(&before, &after(&facts)), Vec::<String>::new(), "{:?}", names);
    });
}

/// The facts above are facts: each moves something of the months after it, but for a new name.
#[test]
fn what_is_entered_later_moves_what_comes_after() {
    let last = |site: &Site| {
        let Counted { dataset, figures } = site.count();
        let period = figures.latest().expect("a period is closed");
        let mut all = Vec::new();
        for (region, _) in RegionAt::each(dataset.regions.all()) {
            for (measure, _) in MeasureAt::each(figures.measures()) {
                all.push(Span::ALL.map(|span| figures.at(Key { measure, region, period, span })));
            }
        }
        format!("{all:?}")
    };
    let before = last(&sample());
    for (fact, (name, _)) in FACTS.iter().enumerate() {
        let moved =
            (0..12).any(|at| (0..2).any(|days| last(&after(&[(fact, at, 10 + 60 * days)])) != before));
        let stays = ["an enterprise is renamed", "a facility is sold"].contains(name);
        assert!(moved || stays, "{name}");
    }
}
