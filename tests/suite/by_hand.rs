//! The ledgers of the sample counted once more as a clerk would: day after day through the campaign, one row at a
//! time, from the words in the files. It shares nothing with what `figures` does but the numbers.

use std::collections::{BTreeMap, BTreeSet};

use gongshi::dataset::Span::{Month, ToDate};

use crate::support::sample::sample;
use crate::support::site::{Counted, Site};

/// The cut-offs of the notice: a month ends on the 20th, and the first day is 15 May.
const MONTHS: [(&str, &str); 7] = [
    ("2023-05", "2023-05-20"),
    ("2023-06", "2023-06-20"),
    ("2023-07", "2023-07-20"),
    ("2023-08", "2023-08-20"),
    ("2023-09", "2023-09-20"),
    ("2023-10", "2023-10-20"),
    ("2023-11", "2023-11-20"),
];
const FIRST: &str = "2023-05-15";

type Row = BTreeMap<String, String>;

fn rows(site: &Site, path: &str) -> Vec<Row> {
    let text = site.text(path);
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect()
}

fn below<'s>(site: &'s Site, folder: &'s str) -> impl Iterator<Item = (String, String)> + 's {
    let paths = site.0.paths().filter(move |path| path.starts_with(folder));
    paths.map(|path| (path[folder.len()..].replace(".csv", ""), path.to_owned()))
}

#[track_caller]
fn is(counted: &Counted, measure: &str, region: &str, period: &str, numbers: [usize; 2]) {
    for (span, number) in [Month, ToDate].into_iter().zip(numbers) {
        let have = counted.get(&format!("ledger.{measure}"), region, period, span).even_withheld();
        assert_eq!(have, Some(number.into()), "{measure} {region} {period} {span:?}");
    }
}

#[test]
fn hazards_day_by_day() {
    let site = sample();
    let counted = site.count();
    let mut ends = [0; 3];
    for (region, path) in below(&site, "data/ledger/hazards/") {
        let major: Vec<Row> = rows(&site, &path).into_iter().filter(|row| row["level"] == "major").collect();
        let (mut found, mut closed, mut none) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut before = [0; 3];
        let mut months = MONTHS.iter();
        let mut next = months.next();
        let mut day: chrono::NaiveDate = FIRST.parse().unwrap();
        while let Some((period, cut_off)) = next {
            let today = day.to_string();
            for row in &major {
                let id = row["id"].as_str();
                if row["found_on"] == today {
                    found.insert(id);
                }
                if row["closed_on"] == today {
                    match row["outcome"].as_str() {
                        "rectified" => closed.insert(id),
                        "dismissed" | "downgraded" => none.insert(id),
                        other => panic!("{other}"),
                    };
                }
            }
            if today == *cut_off {
                let now = [found.len(), closed.len(), none.len()];
                for (place, measure) in ["major_found", "major_closed", "major_dismissed"].iter().enumerate()
                {
                    is(&counted, measure, &region, period, [now[place] - before[place], now[place]]);
                }
                let open = found.len() - closed.len() - none.len();
                is(&counted, "major_open", &region, period, [open, open]);
                before = now;
                next = months.next();
            }
            day = day.succ_opt().unwrap();
        }
        ends = [ends[0] + found.len(), ends[1] + closed.len(), ends[2] + none.len()];
    }
    // The sample has something of each, or nothing was compared.
    assert!(ends.iter().all(|count| *count > 0), "{ends:?}");
}

#[test]
fn penalties_month_by_month() {
    let site = sample();
    let counted = site.count();
    let (mut revoked, mut doubled) = (0, 0);
    for (region, path) in below(&site, "data/ledger/enforcement/") {
        let all = rows(&site, &path);
        revoked += all.iter().filter(|row| row["status"] == "revoked").count();
        let stands = |row: &&Row, cut_off: &str| {
            let kind = row["kind"].as_str();
            (row["status"] != "revoked" || row["status_on"].as_str() > cut_off)
                && ["warning", "fine", "suspend", "close", "revoke", "withhold", "detain"].contains(&kind)
        };
        let mut after = String::new();
        for (period, cut_off) in MONTHS {
            let to_date: Vec<&Row> = all
                .iter()
                .filter(|row| stands(row, cut_off) && row["decided_on"].as_str() <= cut_off)
                .collect();
            let month = to_date.iter().filter(|row| row["decided_on"] > after).count();
            is(&counted, "penalties", &region, period, [month, to_date.len()]);
            let yuan: u64 = to_date.iter().filter_map(|row| row["amount_yuan"].parse::<u64>().ok()).sum();
            let fines = counted.get("ledger.fines", &region, period, ToDate).value().unwrap();
            assert_eq!(fines * rust_decimal::Decimal::from(10_000), yuan.into(), "{region} {period}");
            let parties = |party: &str| -> BTreeSet<&str> {
                to_date.iter().filter(|row| row["party"] == party).map(|row| row["case"].as_str()).collect()
            };
            let both = parties("unit").intersection(&parties("principal")).count();
            let have = counted.get("ledger.double_penalties", &region, period, ToDate).value();
            assert_eq!(have, Some(both.into()), "{region} {period}");
            doubled += both;
            after = cut_off.to_owned();
        }
    }
    assert!(revoked > 0 && doubled > 0);
}

/// The bureau's registers are those of the whole city, and the city's are not both.
#[test]
fn registers_are_counted_once() {
    let site = sample();
    let counted = site.count();
    let enterprises = rows(&site, "data/ledger/enterprises.csv");
    let all = rows(&site, "data/ledger/facilities.csv");
    let mut by_month = std::collections::BTreeSet::new();
    for (period, cut_off) in MONTHS {
        // What was closed later stood until then.
        let kept = |row: &&Row| {
            let is_closed = ["closed", "decommissioned"].contains(&row["status"].as_str());
            !is_closed || row["status_since"].as_str() > cut_off
        };
        let facilities = all.iter().filter(kept).count();
        by_month.insert(facilities);
        for region in ["141000", "141000-B"] {
            is(&counted, "enterprises", region, period, [enterprises.len(); 2]);
            is(&counted, "facilities", region, period, [facilities; 2]);
        }
        let of = enterprises.iter().filter(|row| row["region"] == "141027").count();
        is(&counted, "enterprises", "141027", period, [of; 2]);
    }
    assert!(by_month.len() > 1, "one is closed in the campaign");
}
