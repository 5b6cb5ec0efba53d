//! Single mistakes in a copy of the repository's data, as a clerk might make them: each is found, by the right code and
//! at the right cell or row, and none passes in silence.

use std::collections::BTreeMap;

use gongshi::diagnostic::{Code, Finding};
use rayon::prelude::*;

use crate::reconciliation::{change, report, sample};
use crate::site::{Seen, Site};

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
}

use At::{Cell, File, Report};
use Slip::{Cell as In, Figure, Gone, Twice};

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
        && row["basis"].contains("第九十九条")
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

#[allow(clippy::too_many_lines)] // A table, a line a mistake.
fn mistakes() -> Vec<(&'static str, Slip, Code, At)> {
    vec![
        (
            "a closed hazard without review",
            In(HAZARDS, closed, "reviewed_on", NOTHING),
            Code::StepMissing,
            Cell("reviewed_on"),
        ),
        (
            "a review before the application",
            In(HAZARDS, closed, "reviewed_on", |row| row["found_on"].into()),
            Code::StepsOutOfOrder,
            Cell("reviewed_on"),
        ),
        (
            "closed before the review",
            In(HAZARDS, closed, "closed_on", |row| row["applied_on"].into()),
            Code::StepsOutOfOrder,
            Cell("closed_on"),
        ),
        (
            "never verified",
            In(HAZARDS, closed, "verified_on", NOTHING),
            Code::StepMissing,
            Cell("verified_on"),
        ),
        (
            "never applied for",
            In(HAZARDS, closed, "applied_on", NOTHING),
            Code::StepMissing,
            Cell("applied_on"),
        ),
        ("no evidence", In(HAZARDS, closed, "evidence", NOTHING), Code::NoEvidence, Cell("evidence")),
        (
            "no emergency plan",
            In(HAZARDS, closed, "emergency_plan", NOTHING),
            Code::RemedyIncomplete,
            Cell("emergency_plan"),
        ),
        (
            "reviewed by who put it right",
            In(HAZARDS, closed, "reviewed_by", |row| row["responsible"].into()),
            Code::ReviewerNotIndependent,
            Cell("reviewed_by"),
        ),
        (
            "funds in 万元",
            In(HAZARDS, closed, "funds_yuan", |_| "19.6".into()),
            Code::NotWholeYuan,
            Cell("funds_yuan"),
        ),
        (
            "a criterion of ponds for a mine",
            In(
                HAZARDS,
                |row| closed(row) && !row["criterion"].starts_with('W'),
                "criterion",
                |_| "W01".into(),
            ),
            Code::CriterionMisfit,
            Cell("criterion"),
        ),
        (
            "no such criterion",
            In(HAZARDS, closed, "criterion", |_| "D99".into()),
            Code::UnknownRow,
            Cell("criterion"),
        ),
        (
            "a criterion of a later set",
            In(
                HAZARDS,
                |row| closed(row) && row["criterion"].starts_with('D'),
                "criterion",
                |_| "BD1".into(),
            ),
            Code::CriterionMisfit,
            Cell("criterion"),
        ),
        ("no criterion", In(HAZARDS, closed, "criterion", NOTHING), Code::NoCriterion, Cell("criterion")),
        (
            "no such facility",
            In(HAZARDS, closed, "facility", |_| "F141027-77".into()),
            Code::UnknownRow,
            Cell("facility"),
        ),
        (
            "a facility of another county",
            In(HAZARDS, closed, "facility", |_| "F141023-01".into()),
            Code::RowElsewhere,
            Cell("facility"),
        ),
        (
            "a misspelt source",
            In(HAZARDS, closed, "source", |_| "inspecton".into()),
            Code::UnknownWord,
            Cell("source"),
        ),
        (
            "major entered as general",
            In(HAZARDS, closed, "level", |_| "general".into()),
            Code::RulesDisagree,
            Report,
        ),
        (
            "found a month earlier",
            In(
                HAZARDS,
                |row| own(row) && row["found_on"] > "2023-07-20",
                "found_on",
                |row| earlier(row["found_on"]),
            ),
            Code::RulesDisagree,
            Report,
        ),
        (
            "found in the future",
            In(HAZARDS, closed, "found_on", |_| AFTER.into()),
            Code::RowInFuture,
            Cell("found_on"),
        ),
        (
            "found in another year",
            In(HAZARDS, closed, "found_on", |row| row["found_on"].replace("2023", "2022")),
            Code::CriterionMisfit,
            Cell("criterion"),
        ),
        (
            "closed a month earlier",
            In(
                HAZARDS,
                |row| closed(row) && row["closed_on"] > "2023-09-20",
                "closed_on",
                |row| earlier(row["closed_on"]),
            ),
            Code::StepsOutOfOrder,
            Cell("closed_on"),
        ),
        (
            "closed without an outcome",
            In(HAZARDS, closed, "outcome", NOTHING),
            Code::EndIncomplete,
            Cell("outcome"),
        ),
        (
            "an outcome without its day",
            In(HAZARDS, closed, "closed_on", NOTHING),
            Code::EndIncomplete,
            Cell("closed_on"),
        ),
        (
            "dismissed instead of rectified",
            In(HAZARDS, closed, "outcome", |_| "dismissed".into()),
            Code::RulesDisagree,
            Report,
        ),
        (
            "listed and never delisted",
            In(HAZARDS, listed, "delisted_on", NOTHING),
            Code::ListingIncomplete,
            Cell("delisted_on"),
        ),
        (
            "listed by nobody",
            In(HAZARDS, listed, "listed_by", NOTHING),
            Code::ListingIncomplete,
            Cell("listed_by"),
        ),
        (
            "an extension before the deadline",
            In(HAZARDS, closed, "extended_to", |row| row["found_on"].into()),
            Code::ExtensionWrong,
            Cell("extended_to"),
        ),
        (
            "the return of itself",
            In(HAZARDS, closed, "recurs", |row| row["id"].into()),
            Code::WrongRecurrence,
            Cell("recurs"),
        ),
        (
            "an id that another row has",
            In(HAZARDS, |row| row["id"] == "H141027-009", "id", |_| "H141027-008".into()),
            Code::DuplicateId,
            Cell("id"),
        ),
        (
            "an id with a blank",
            In(HAZARDS, |row| row["id"].ends_with("-031"), "id", |_| "H141027 031".into()),
            Code::BadId,
            Cell("id"),
        ),
        (
            "a day with slashes",
            In(HAZARDS, closed, "due_on", |row| row["due_on"].replace('-', "/")),
            Code::NotADate,
            Cell("due_on"),
        ),
        (
            "full-width digits",
            In(HAZARDS, closed, "due_on", |row| row["due_on"].replace('2', "２")),
            Code::FullWidthDigits,
            Cell("due_on"),
        ),
        (
            "a row taken out",
            Gone(HAZARDS, |row| row["level"] == "major" && row["id"].ends_with("-001")),
            Code::RulesDisagree,
            Report,
        ),
        ("a row entered twice", Twice(HAZARDS, closed), Code::DuplicateId, Cell("id")),
        ("another source", In(HAZARDS, own, "source", |_| "assigned".into()), Code::RulesDisagree, Report),
        (
            "not reported to the workers",
            In(HAZARDS, closed, "reported_workers_on", NOTHING),
            Code::ReportNotMade,
            Cell("reported_workers_on"),
        ),
        ("no description", In(HAZARDS, closed, "description", NOTHING), Code::EmptyCell, Cell("description")),
        (
            "a fine in 万元",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |_| "3.5".into()),
            Code::NotWholeYuan,
            Cell("amount_yuan"),
        ),
        (
            "a whole fine in 万元",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |_| "3".into()),
            Code::FineOutOfRange,
            Cell("amount_yuan"),
        ),
        (
            "a fine off by 500",
            In(ENFORCEMENT, unit_fine, "amount_yuan", |row| {
                (row["amount_yuan"].parse::<u64>().unwrap() - 500).to_string()
            }),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a fine with a nought too many",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["amount_yuan"].len() > 4,
                "amount_yuan",
                |row| row["amount_yuan"].to_owned() + "0",
            ),
            Code::FineOutOfRange,
            Cell("amount_yuan"),
        ),
        (
            "a fine without amount",
            In(ENFORCEMENT, unit_fine, "amount_yuan", NOTHING),
            Code::EmptyCell,
            Cell("amount_yuan"),
        ),
        (
            "a warning with an amount",
            In(ENFORCEMENT, unit_fine, "kind", |_| "warning".into()),
            Code::CellsContradict,
            Cell("amount_yuan"),
        ),
        (
            "a penalty moved to another month",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["decided_on"] > "2023-08-20",
                "decided_on",
                |row| earlier(row["decided_on"]),
            ),
            Code::RulesDisagree,
            Report,
        ),
        (
            "revoked without a day",
            In(ENFORCEMENT, unit_fine, "status", |_| "revoked".into()),
            Code::EmptyCell,
            Cell("status_on"),
        ),
        (
            "another firm",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["enterprise"] != "E141027-01",
                "enterprise",
                |_| "E141027-01".into(),
            ),
            Code::DecisionElsewhere,
            Cell("facility"),
        ),
        (
            "paragraph for item",
            In(ENFORCEMENT, unit_fine, "basis", |_| "《安全生产法》第九十九条第二款".into()),
            Code::ItemNotCited,
            Cell("basis"),
        ),
        (
            "published before it was decided",
            In(ENFORCEMENT, unit_fine, "published_on", |row| earlier(row["decided_on"])),
            Code::DecisionDaysOutOfOrder,
            Cell("published_on"),
        ),
        (
            "published late",
            In(
                ENFORCEMENT,
                |row| unit_fine(row) && row["decided_on"] < "2023-10-01",
                "published_on",
                |_| "2023-11-20".into(),
            ),
            Code::PublishedLate,
            Cell("published_on"),
        ),
        (
            "the principal's fine on another's account",
            In(
                ENFORCEMENT,
                |row| row["party"] == "principal" && row["kind"] == "fine",
                "party",
                |_| "person".into(),
            ),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a row of another county",
            In(ENFORCEMENT, unit_fine, "region", |_| "141023".into()),
            Code::RowElsewhere,
            Cell("region"),
        ),
        (
            "a hazard that is not there",
            In(ENFORCEMENT, unit_fine, "hazards", |_| "H141027-999".into()),
            Code::UnknownRow,
            Cell("hazards"),
        ),
        (
            "public for ten years",
            In(ENFORCEMENT, unit_fine, "expires_on", |row| row["expires_on"].replace("202", "203")),
            Code::ExpiryOutOfRange,
            Cell("expires_on"),
        ),
        ("a penalty taken out", Gone(ENFORCEMENT, unit_fine), Code::RulesDisagree, Report),
        (
            "an order entered as a penalty",
            In(ENFORCEMENT, |row| row["kind"] == "order", "kind", |_| "warning".into()),
            Code::RulesDisagree,
            Report,
        ),
        ("an inspection taken out", Gone(INSPECTIONS, any), Code::RulesDisagree, Report),
        (
            "an inspection that ends before it begins",
            In(INSPECTIONS, any, "ended_on", |row| earlier(row["started_on"])),
            Code::CellsContradict,
            Cell("ended_on"),
        ),
        (
            "a facility misspelt",
            In(INSPECTIONS, any, "facilities", |_| "F14127-01".into()),
            Code::UnknownRow,
            Cell("facilities"),
        ),
        (
            "more rectified than found",
            In(INSPECTIONS, any, "problems_rectified", |_| "999".into()),
            Code::CellsContradict,
            Cell("problems_rectified"),
        ),
        (
            "a firm misspelt",
            In(NOTICES, |row| !row["enterprise"].is_empty(), "enterprise", |_| "E141027-99".into()),
            Code::UnknownRow,
            Cell("enterprise"),
        ),
        (
            "a misspelt notice",
            In(NOTICES, any, "kind", |_| "exposition".into()),
            Code::UnknownWord,
            Cell("kind"),
        ),
        (
            "a credit code off by one",
            In(ENTERPRISES, any, "uscc", |row| row["uscc"][..17].to_owned() + "0"),
            Code::CreditCode,
            Cell("uscc"),
        ),
        (
            "a region that is not there",
            In(ENTERPRISES, any, "region", |_| "141999".into()),
            Code::UnknownRegion,
            Cell("region"),
        ),
        (
            "a mine that becomes a pond",
            In(
                FACILITIES,
                |row| row["id"] == "F141027-01",
                "kind",
                |row| if row["kind"] == "tailings" { "open_pit".into() } else { "tailings".into() },
            ),
            Code::CriterionMisfit,
            File(HAZARDS),
        ),
        (
            "a facility taken out",
            Gone(FACILITIES, |row| row["id"] == "F141027-01"),
            Code::UnknownRow,
            File(HAZARDS),
        ),
        (
            "an owner that is not there",
            In(FACILITIES, |row| row["id"] == "F141027-01", "enterprise", |_| "E999".into()),
            Code::UnknownRow,
            Cell("enterprise"),
        ),
        (
            "a county's count off by one",
            Figure("dispatch.self_found", |number| number + 1.0),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a county's fines off by one 元",
            Figure("dispatch.fines", |number| number + 0.0001),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a penalty more than decided",
            Figure("dispatch.penalties", |number| number + 1.0),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a total that does not add up",
            Figure("statistics.major_rectified.total", |number| number - 1.0),
            Code::TotalNotSum,
            Report,
        ),
        ("a sign", Figure("dispatch.tip_found", |_| -1.0), Code::NegativeValue, Report),
        (
            "a stock that is not",
            Figure("statistics.major_open.month", |number| number + 2.0),
            Code::StockDiffers,
            Report,
        ),
    ]
}

/// The site with a mistake, and the line of its row.
fn make(slip: &Slip) -> (Site, &'static str, usize) {
    let site = sample();
    let (path, fits) = match slip {
        Figure(cell, number) => return (change(site, "2023-11", "141027", cell, number), "", 0),
        In(path, fits, ..) | Gone(path, fits) | Twice(path, fits) => (*path, *fits),
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
        Figure(..) => 0,
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
    assert!(mistakes.len() >= 50);
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
