//! Single mistakes in a copy of the repository's data, as a clerk might make them: each is found, by the right code and
//! at the right cell or row, and none passes in silence. What spreadsheets do to a file is no mistake, and changes nothing.

mod files;
mod forms;
mod harmless;
mod hazards;
mod pasted;
mod registers;
mod rulings;

use std::collections::BTreeMap;

use gongshi::diagnostic::{Code, Finding, Severity};
use rayon::prelude::*;

use crate::support::sample::{change, report, sample};
use crate::support::site::{Seen, Site};

const HAZARDS: &str = "data/ledger/hazards/141027.csv";
const ENFORCEMENT: &str = "data/ledger/enforcement/141027.csv";
const INSPECTIONS: &str = "data/ledger/inspections/141027.csv";
const NOTICES: &str = "data/ledger/notices.csv";
const ENTERPRISES: &str = "data/ledger/enterprises.csv";
const FACILITIES: &str = "data/ledger/facilities.csv";
/// The last day of the sample's data.
const AFTER: &str = "2023-12-30";

type Row<'t> = BTreeMap<&'t str, &'t str>;

fn rows(text: &str) -> (Vec<&str>, Vec<Row<'_>>) {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("has a header").split(',').collect();
    let rows = lines.map(|line| header.iter().copied().zip(line.split(',')).collect()).collect();
    (header, rows)
}

/// One mistake: in which file, in the first row that fits, which cell becomes what; or what else is changed.
enum Slip {
    Cell(&'static str, fn(&Row) -> bool, &'static str, fn(&Row) -> String),
    Gone(&'static str, fn(&Row) -> bool),
    Twice(&'static str, fn(&Row) -> bool),
    /// The row once more with a new id.
    Pasted(&'static str, fn(&Row) -> bool),
    /// Two cells exchanged.
    Swapped(&'static str, fn(&Row) -> bool, [&'static str; 2]),
    /// The whole file written anew.
    Whole(&'static str, fn(&str) -> Vec<u8>),
    Figure(&'static str, fn(f64) -> f64),
}

/// Where it is told.
enum At {
    /// In the row, at the cell of the slip or at another one.
    Cell(&'static str),
    /// In the reports of its county.
    Report,
    /// In another file.
    File(&'static str),
    /// On this line of its file, and nothing else is wrong: one slip is not told a hundred times.
    OnlyOn(u32),
}

use At::{Cell, File, OnlyOn, Report};
use Slip::{Cell as In, Figure, Gone, Pasted, Swapped, Twice, Whole};

fn closed(row: &Row) -> bool {
    row["level"] == "major"
        && row["outcome"] == "rectified"
        && row["listed_on"].is_empty()
        && row["recurs"].is_empty()
}

fn listed(row: &Row) -> bool {
    row["outcome"] == "rectified" && !row["listed_on"].is_empty()
}

fn own(row: &Row) -> bool {
    closed(row) && row["source"] == "self"
}

fn unit_fine(row: &Row) -> bool {
    row["kind"] == "fine"
        && row["party"] == "unit"
        && row["status"] == "valid"
        && ["第九十九条", "第一百零二条"].iter().any(|article| row["basis"].contains(article))
}

fn any(_: &Row) -> bool {
    true
}

const NOTHING: fn(&Row) -> String = |_| String::new();

/// Moves a day a month back.
fn earlier(day: &str) -> String {
    let day: chrono::NaiveDate = day.parse().expect("a day");
    (day - chrono::Months::new(1)).to_string()
}

/// What it is called, the slip, and how it is told.
type Mistake = (&'static str, Slip, Code, At);

fn mistakes() -> Vec<Mistake> {
    let tables = [
        hazards::slips(),
        rulings::slips(),
        registers::slips(),
        pasted::slips(),
        forms::slips(),
        files::slips(),
    ];
    tables.into_iter().flatten().collect()
}

/// The site with a mistake, and the line of its row.
fn make(slip: &Slip) -> (Site, &'static str, usize) {
    let site = sample();
    let (path, fits) = match slip {
        Figure(cell, number) => return (change(site, "2023-11", "141027", cell, number), "", 0),
        Whole(path, anew) => {
            let text = site.text(path);
            return (site.put(path, anew(&text)), path, 0);
        }
        In(path, fits, ..)
        | Gone(path, fits)
        | Twice(path, fits)
        | Pasted(path, fits)
        | Swapped(path, fits, _) => (*path, *fits),
    };
    let text = site.text(path);
    let (header, rows) = rows(&text);
    let at = rows.iter().position(fits).expect("a row fits");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = match slip {
        In(_, _, column, value) => {
            let cells = header
                .iter()
                .map(|name| if name == column { value(&rows[at]) } else { rows[at][name].to_owned() });
            lines[at + 1] = cells.collect::<Vec<_>>().join(",");
            at + 2
        }
        Gone(..) => {
            lines.remove(at + 1);
            0
        }
        Twice(..) => {
            lines.insert(at + 2, lines[at + 1].clone());
            at + 3
        }
        Pasted(..) => {
            let (id, rest) = lines[at + 1].split_once(',').expect("has cells");
            let again = format!("{id}9,{rest}");
            lines.insert(at + 2, again);
            at + 3
        }
        Swapped(_, _, [one, other]) => {
            let cells = header.iter().map(|name| match *name {
                name if name == *one => rows[at][other],
                name if name == *other => rows[at][one],
                name => rows[at][name],
            });
            lines[at + 1] = cells.collect::<Vec<_>>().join(",");
            at + 2
        }
        Figure(..) | Whole(..) => 0,
    };
    (site.put(path, lines.join("\n") + "\n"), path, line)
}

fn is_at(seen: &Seen, finding: &Finding, at: &At, path: &str, line: usize, site: &Site) -> bool {
    let (file, row, column) = seen.at(finding);
    match at {
        Report => {
            file.starts_with("data/reports/")
                && file.ends_with(&report("", "141027")["data/reports/".len()..])
        }
        File(wanted) => file == *wanted,
        OnlyOn(wanted) => {
            let errors = seen.findings.iter().filter(|other| other.severity == Severity::Error);
            (file.as_str(), row) == (path, *wanted)
                && errors.map(|other| seen.at(other).0).all(|at| at == path)
        }
        Cell(name) => {
            let text = site.text(path);
            let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
            let place = header.iter().position(|known| known == name).expect("a column");
            let before = text
                .lines()
                .nth(line - 1)
                .unwrap()
                .split(',')
                .take(place)
                .map(|cell| cell.chars().count() + 1);
            (file.as_str(), row as usize, column as usize) == (path, line, before.sum::<usize>() + 1)
        }
    }
}

#[test]
fn every_single_mistake_is_found_by_its_code_at_its_place() {
    let mistakes = mistakes();
    assert!(mistakes.len() >= 120, "{}", mistakes.len());
    let silent: Vec<String> = mistakes
        .par_iter()
        .filter_map(|(name, slip, code, at)| {
            let (site, path, line) = make(slip);
            let seen = site.check();
            let found = seen
                .findings
                .iter()
                .any(|finding| finding.code == *code && is_at(&seen, finding, at, path, line, &site));
            let news = seen
                .findings
                .iter()
                .filter(|finding| !matches!(finding.code, Code::RuleBroken | Code::ClosureCheck));
            let told: Vec<String> =
                news.map(|finding| format!("{:?} {:?}", finding.code, seen.at(finding))).take(8).collect();
            (!found).then(|| format!("{name}: wanted {code:?} in {path}:{line}, got {told:#?}"))
        })
        .collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
