//! The sample is lawful: what shows how the program works must not show an office how to break the law.
//!
//! The repository's own data and other seeds and sizes: no hint about law, none about what is to be published, and nobody
//! praised who is penalised or has a listed hazard open. What is late, missing or contradictory in a report is meant.

use std::collections::{BTreeMap, BTreeSet};

use gongshi::diagnostic::Severity;
use gongshi::sample::{Size, campaign};
use gongshi::source::Memory;
use rayon::prelude::*;

use crate::support::site::Site;

/// A row by the names of its columns.
type Cells = BTreeMap<String, String>;

/// Hints that a report late, half-filled, missing or against itself leads to, hazards that are overdue, and months unlike
/// others: that is what the sample is to show.
const MEANT: [&str; 9] =
    ["GS0408", "GS0501", "GS0502", "GS0507", "GS0508", "GS0601", "GS0608", "GS0612", "GS1021"];

fn invented(size: &Size) -> Site {
    let mut files = Memory::new();
    campaign(size, &mut |path, text| {
        files.put(path, text.as_bytes().to_vec());
        Ok(())
    })
    .expect("memory takes every file");
    Site(files)
}

fn samples() -> Vec<(String, Site)> {
    let size = |regions, months, facilities, hazards, seed| Size {
        regions,
        months,
        facilities,
        hazards,
        seed,
        is_closed: true,
    };
    let mut sizes: Vec<Size> = (1..=8).map(|seed| Size { seed, ..Size::default() }).collect();
    sizes.push(size(Some(2), Some(1), None, None, 2));
    sizes.push(size(Some(10), Some(8), Some(40), Some(400), 4));
    sizes.push(size(Some(30), Some(9), Some(150), Some(900), 5));
    let own = ("the repository's own".to_owned(), crate::support::sample::sample());
    let others = sizes.par_iter().map(|size| (format!("{size:?}"), invented(size)));
    std::iter::once(own).chain(others.collect::<Vec<_>>()).collect()
}

/// The rows of a ledger, of every reporter.
fn rows(site: &Site, ledger: &str) -> Vec<Cells> {
    let paths: Vec<String> = site.0.paths().filter(|path| path.starts_with(ledger)).map(Into::into).collect();
    let read = |path: &String| {
        let text = site.text(path);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("has a header").clone();
        let rows = reader.records().map(|record| {
            let record = record.expect("is CSV");
            header.iter().zip(&record).map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect()
        });
        rows.collect::<Vec<Cells>>()
    };
    paths.iter().flat_map(read).collect()
}

#[test]
fn no_sample_breaks_a_rule_of_law() {
    let wrong: Vec<String> = samples()
        .par_iter()
        .flat_map_iter(|(name, site)| {
            let seen = site.check();
            let told = seen
                .findings
                .into_iter()
                .filter(|finding| finding.severity == Severity::Error || !MEANT.contains(&finding.code.id()));
            told.map(|finding| format!("{name}: {} {}", finding.code.id(), finding.message.zh))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn closures_are_decided_by_a_government_and_permits_withheld_by_the_city() {
    let samples = samples();
    let mut seen = BTreeSet::new();
    for row in samples.iter().flat_map(|(_, site)| rows(site, "data/ledger/enforcement/")) {
        let (kind, authority) = (row["kind"].as_str(), row["authority"].as_str());
        assert!(kind != "close" || authority.ends_with("人民政府"), "{row:?}");
        assert!(kind != "withhold" || row["region"].ends_with("-B"), "{row:?}");
        let is_large = row["amount_yuan"].parse::<u64>().is_ok_and(|yuan| yuan >= 100_000);
        let is_heard = is_large || ["suspend", "close", "withhold"].contains(&kind);
        assert_eq!(is_heard, !row["hearing_notice_on"].is_empty(), "{row:?}");
        seen.insert(row["kind"].clone());
    }
    // A rule that nothing is held against holds nothing.
    for kind in ["close", "withhold", "suspend", "halt", "withdraw", "stop_use", "cut_power", "transfer"] {
        assert!(seen.contains(kind), "no sample has {kind}");
    }
}

/// Where each criterion is met in a sample stands in a file; a pump room has no low mouth of a shaft.
#[test]
fn a_hazard_lies_where_its_criterion_can_be_met() {
    let breaches = include_str!("../../src/sample/breaches.csv");
    let places: BTreeMap<&str, Vec<&str>> = breaches
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .map(|cells| (cells[0], cells[3].split(';').collect()))
        .collect();
    let mut looked = 0;
    for (name, site) in samples() {
        let mines: BTreeMap<String, Cells> = rows(&site, "data/ledger/facilities.csv")
            .into_iter()
            .map(|row| (row["id"].clone(), row))
            .collect();
        for row in rows(&site, "data/ledger/hazards/").iter().filter(|row| row["level"] == "major") {
            let (code, mine) = (row["criterion"].as_str(), &mines[&row["facility"]]);
            let place = row["description"].split('：').next().unwrap_or_default();
            let place = place.split('第').next().unwrap_or_default();
            assert!(places[code].contains(&place), "{name}: {row:?}");
            let is_dam = mine["above_homes"] == "true"
                || mine["dam_class"].parse::<u32>().is_ok_and(|class| class <= 3);
            assert!(code != "W16" || is_dam, "{name}: {row:?}");
            looked += 1;
        }
    }
    assert!(looked > 1500, "{looked}");
}

#[test]
fn nobody_is_praised_who_is_penalised_or_has_a_listed_hazard_open() {
    let mut praised = 0;
    for (name, site) in samples() {
        let facilities = rows(&site, "data/ledger/facilities.csv");
        let owners: BTreeMap<&str, &str> =
            facilities.iter().map(|row| (row["id"].as_str(), row["enterprise"].as_str())).collect();
        let (decisions, hazards) =
            (rows(&site, "data/ledger/enforcement/"), rows(&site, "data/ledger/hazards/"));
        let penal = ["warning", "fine", "suspend", "close", "withhold"];
        let penalised = decisions.iter().filter(|row| row["status"] == "valid");
        let penalised = penalised.filter(|row| penal.contains(&row["kind"].as_str()));
        let listed = hazards.iter().filter(|row| !row["listed_on"].is_empty() && row["closed_on"].is_empty());
        let mut blamed: BTreeSet<&str> = penalised.map(|row| row["enterprise"].as_str()).collect();
        blamed.extend(listed.map(|row| owners[row["facility"].as_str()]));
        for path in site.0.paths().filter(|path| path.contains("/practice-")) {
            let text = site.text(path);
            let of = text.split("enterprise = \"").nth(1).and_then(|rest| rest.split('"').next());
            let firm = of.expect("praises an enterprise");
            assert!(!blamed.contains(firm), "{name}: {firm} is praised");
            praised += 1;
        }
    }
    assert!(praised > 6, "{praised}");
}

#[test]
fn key_counties_look_at_every_enterprise_that_works_in_every_month() {
    let site = crate::support::sample::sample();
    let facilities = rows(&site, "data/ledger/facilities.csv");
    for county in rows(&site, "data/regions.csv").iter().filter(|row| row["key"] == "true") {
        let code = county["code"].as_str();
        let visits = rows(&site, &format!("data/ledger/inspections/{code}.csv"));
        let works =
            |row: &&Cells| ["production", "construction", "rectifying"].contains(&row["status"].as_str());
        for mine in facilities.iter().filter(|row| row["region"] == code && !row["enterprise"].is_empty()) {
            let mine_id = mine["id"].as_str();
            for month in
                ["2023-07", "2023-08", "2023-09", "2023-10", "2023-11"].iter().filter(|_| works(&mine))
            {
                let end: chrono::NaiveDate = format!("{month}-20").parse().expect("a day");
                let from = (end - chrono::Months::new(1) + chrono::Days::new(1)).to_string();
                let end = end.to_string();
                let seen = visits.iter().any(|visit| {
                    let on = visit["ended_on"].as_str();
                    from.as_str() <= on
                        && on <= end.as_str()
                        && visit["facilities"].split(';').any(|at| at == mine_id)
                });
                assert!(seen, "{mine_id} in {month}");
            }
        }
    }
}
