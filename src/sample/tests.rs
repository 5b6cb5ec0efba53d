//! The emitted files are read back as text, the way a stranger would, and reconciled.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{Calendar, day, is_worked};
use super::{Size, forms, starter, uscc};

mod site;

use site::{CsvLine, FormValues, SampleFiles};

fn sizes() -> Vec<Size> {
    let size = |regions, months, facilities, hazards, seed| Size {
        regions,
        months,
        facilities,
        hazards,
        seed,
        is_closed: false,
    };
    let mut sizes: Vec<Size> = (0..6).map(|seed| Size { seed, ..Size::default() }).collect();
    sizes.push(size(Some(1), None, None, None, 1));
    sizes.push(size(Some(2), Some(1), None, None, 2));
    sizes.push(size(Some(8), Some(2), None, None, 3));
    sizes.push(size(Some(10), Some(8), Some(40), Some(500), 4));
    sizes.push(size(Some(40), Some(14), Some(300), Some(2000), 5));
    sizes.push(size(None, None, Some(0), Some(0), 6));
    sizes
}

/// The kinds of decisions that are penalties (行政处罚法 9), as far as the sample has them.
const PENALTIES: [&str; 5] = ["warning", "fine", "suspend", "close", "withhold"];
const SOURCES: [&str; 4] = ["self", "inspection", "tip", "assigned"];

/// What a reporter's ledgers say up to a window's end.
struct LedgersSoFar<'a> {
    hazards: Vec<&'a CsvLine>,
    penalties: Vec<&'a CsvLine>,
    end: &'a str,
}

impl<'a> LedgersSoFar<'a> {
    fn up_to(end: &'a str, hazards: &'a [CsvLine], decisions: &'a [CsvLine]) -> Self {
        let penalty = |row: &&CsvLine| PENALTIES.contains(&row["kind"].as_str());
        let stands = |row: &&CsvLine| row["status"] == "valid" && row["decided_on"].as_str() <= end;
        Self {
            hazards: hazards
                .iter()
                .filter(|row| row["level"] == "major" && row["found_on"].as_str() <= end)
                .collect(),
            penalties: decisions.iter().filter(penalty).filter(stands).collect(),
            end,
        }
    }

    fn ended(&self, source: &str, rectified: bool) -> u64 {
        let closed = |row: &&&CsvLine| !row["closed_on"].is_empty() && row["closed_on"].as_str() <= self.end;
        let of =
            self.hazards.iter().filter(|row| source.is_empty() || row["source"] == source).filter(closed);
        of.filter(|row| (row["outcome"] == "rectified") == rectified).count() as u64
    }

    fn doubles(&self) -> BTreeMap<&str, &str> {
        let of = |party: &'static str| self.penalties.iter().filter(move |row| row["party"] == party);
        let units: BTreeSet<&str> = of("unit").map(|row| row["case"].as_str()).collect();
        let both = of("principal").filter(|row| units.contains(row["case"].as_str()));
        both.map(|row| (row["case"].as_str(), row["enterprise"].as_str())).collect()
    }
}

#[test]
fn both_forms_follow_from_the_ledgers() {
    for size in sizes() {
        let site = SampleFiles::invent(&size);
        for reporter in site.reporters() {
            let hazards = site.rows(&format!("data/ledger/hazards/{reporter}.csv"));
            let decisions = site.rows(&format!("data/ledger/enforcement/{reporter}.csv"));
            let mut sums: BTreeMap<String, u64> = BTreeMap::new();
            for (end, report) in site.reports(&reporter) {
                for (id, value) in &report.cells {
                    *sums.entry(id.clone()).or_default() += value;
                }
                let ledgers = LedgersSoFar::up_to(&end, &hazards, &decisions);
                let place = format!("{size:?} {reporter} {end}");
                reconcile_hazards(&ledgers, &sums, &report, &place);
                reconcile_penalties(&ledgers, &sums, &report, &place);
            }
        }
    }
}

/// R1 to R6.
fn reconcile_hazards(ledgers: &LedgersSoFar, sums: &BTreeMap<String, u64>, report: &FormValues, place: &str) {
    let found: u64 = SOURCES.iter().map(|source| sums[&format!("{source}_found")]).sum();
    let rectified: u64 = SOURCES.iter().map(|source| sums[&format!("{source}_rectified")]).sum();
    assert_eq!(found, ledgers.hazards.len() as u64, "R1 {place}");
    assert_eq!(rectified, ledgers.ended("", true), "R2 {place}");
    assert_eq!(rectified, report.cells["total.major_rectified"], "R2 {place}");
    assert_eq!(rectified + report.cells["total.major_open"], found - ledgers.ended("", false), "R3 {place}");
    for source in SOURCES {
        let of_source = ledgers.hazards.iter().filter(|row| row["source"] == source).count() as u64;
        assert_eq!(sums[&format!("{source}_found")], of_source, "R4 {place}");
        assert_eq!(sums[&format!("{source}_rectified")], ledgers.ended(source, true), "R4 {place}");
    }
    let listed = ledgers.hazards.iter().filter(|row| !row["listed_on"].is_empty()).count() as u64;
    assert_eq!(sums["listed_found"], listed, "R5 {place}");
    assert!(listed <= found && sums["listed_rectified"] <= listed.min(rectified), "R5 {place}");
    let public = found - ledgers.ended("", false);
    assert!(public >= sums["inspection_found"] + sums["assigned_found"], "R6 {place}");
}

/// R7 to R15.
fn reconcile_penalties(
    ledgers: &LedgersSoFar,
    sums: &BTreeMap<String, u64>,
    report: &FormValues,
    place: &str,
) {
    let cells = &report.cells;
    let fines: u64 = ledgers.penalties.iter().filter_map(|row| row["amount_yuan"].parse::<u64>().ok()).sum();
    assert_eq!(sums["penalties"], ledgers.penalties.len() as u64, "R7 {place}");
    assert_eq!((sums["fines"], cells["total.fines"]), (fines, fines), "R7 {place}");
    let doubles = ledgers.doubles();
    assert_eq!(sums["double_penalties"], doubles.len() as u64, "R8 {place}");
    for id in ["firms_suspended", "firms_closed"] {
        assert_eq!(cells[id], cells[&format!("month.{id}")], "R9 {place}");
        assert_eq!(sums[id], cells[&format!("total.{id}")], "R9 {place}");
    }
    assert!(sums["cases_published"] <= cells["total.cases_exposed"], "R10 {place}");
    let principals: BTreeSet<&str> = doubles.into_values().collect();
    assert!(cells["total.principals_handled"] >= principals.len() as u64, "R12 {place}");
    assert!(cells["firms_checked"] <= cells["month.firms_inspected"], "R13 {place}");
    assert!(sums["tip_rewards"] == 0 || sums["tip_found"] > 0, "R14 {place}");
    assert!(sums["cases_dangerous_work"] <= sums["persons_transferred"], "R15 {place}");
}

#[test]
fn finding_without_a_penalty_does_not_run_for_two_months() {
    for seed in 0..20 {
        let site = SampleFiles::invent(&Size { seed, ..Size::default() });
        for reporter in site.reporters() {
            for pair in site.reports(&reporter).windows(2) {
                let lenient = |report: &FormValues| {
                    report.cells["inspection_found"] > 0 && report.cells["penalties"] == 0
                };
                assert!(
                    !(lenient(&pair[0].1) && lenient(&pair[1].1)),
                    "R17 seed {seed} {reporter} {}",
                    pair[1].0
                );
            }
        }
    }
}

#[test]
fn distinct_firms_lie_between_the_greatest_month_and_the_sum() {
    for size in sizes() {
        let site = SampleFiles::invent(&size);
        for reporter in site.reporters() {
            for id in
                ["firms_inspected", "firms_ordered", "firms_suspended", "firms_closed", "principals_handled"]
            {
                let (mut most, mut sum) = (0, 0);
                for (end, report) in site.reports(&reporter) {
                    let (month, total) =
                        (report.cells[&format!("month.{id}")], report.cells[&format!("total.{id}")]);
                    (most, sum) = (month.max(most), sum + month);
                    assert!((most..=sum).contains(&total), "{id} {reporter} {end} {size:?}");
                }
            }
        }
    }
}

#[test]
fn a_hazard_lives_in_order_and_closes_only_when_everything_is_there() {
    for size in sizes() {
        let site = SampleFiles::invent(&size);
        for path in site.0.keys().filter(|path| path.starts_with("data/ledger/hazards/")) {
            for row in site.rows(path) {
                let steps = ["found_on", "verified_on", "applied_on", "reviewed_on", "closed_on"];
                let days: Vec<&str> =
                    steps.iter().map(|id| row[*id].as_str()).filter(|day| !day.is_empty()).collect();
                assert!(days.is_sorted(), "{row:?}");
                assert_eq!(row["closed_on"].is_empty(), row["outcome"].is_empty(), "{row:?}");
                let needed = [
                    "responsible",
                    "measures",
                    "funds_yuan",
                    "due_on",
                    "emergency_plan",
                    "applied_on",
                    "evidence",
                ];
                if row["outcome"] == "rectified" {
                    assert!(needed.iter().all(|id| !row[*id].is_empty()), "{row:?}");
                    assert!(
                        !row["reviewed_by"].is_empty() && row["reviewed_by"] != row["responsible"],
                        "{row:?}"
                    );
                    assert_eq!(row["listed_on"].is_empty(), row["delisted_on"].is_empty(), "{row:?}");
                }
            }
        }
    }
}

#[test]
fn a_criterion_fits_the_kind_of_its_mine() {
    let site = SampleFiles::invent(&Size::default());
    let kinds: BTreeMap<String, String> = site
        .rows("data/ledger/facilities.csv")
        .into_iter()
        .map(|row| (row["id"].clone(), row["kind"].clone()))
        .collect();
    for path in site.0.keys().filter(|path| path.starts_with("data/ledger/hazards/")) {
        for row in site.rows(path).iter().filter(|row| row["level"] == "major") {
            let prefix = match kinds[&row["facility"]].as_str() {
                "underground" => 'D',
                "open_pit" => 'L',
                _ => 'W',
            };
            assert!(row["criterion"].starts_with(prefix), "{row:?}");
        }
    }
}

#[test]
fn no_dispatch_is_submitted_before_what_it_counts() {
    let site = SampleFiles::invent(&Size::default());
    for reporter in site.reporters() {
        let hazards = site.rows(&format!("data/ledger/hazards/{reporter}.csv"));
        for (end, report) in site.reports(&reporter) {
            let counted = hazards.iter().flat_map(|row| [&row["found_on"], &row["closed_on"]]);
            let last = counted.filter(|day| **day <= end).max().cloned().unwrap_or_default();
            assert!(last <= report.submitted_on, "{reporter} {end}");
        }
    }
}

#[test]
fn the_same_size_and_seed_give_the_same_bytes_and_another_seed_others() {
    let of = |seed| SampleFiles::invent(&Size { seed, ..Size::default() }).0;
    assert_eq!(of(3), of(3));
    assert_ne!(of(3), of(4));
}

#[test]
fn the_default_sample_has_the_imperfections_of_real_collections() {
    let site = SampleFiles::invent(&Size::default());
    let reports: Vec<(&String, &String)> =
        site.0.iter().filter(|(path, _)| path.contains("/reports/")).collect();
    assert_eq!(reports.len(), 18 * 7 - 1);
    let late = |on: &str| {
        reports.iter().filter(|(_, text)| FormValues::read(text).submitted_on.ends_with(on)).count()
    };
    assert_eq!((late("-23"), late("-28")), (1, 1));
    let partial = reports.iter().filter(|(_, text)| !text.contains("media_column"));
    assert_eq!(partial.count(), 1);
    let zero =
        reports.iter().filter(|(_, text)| FormValues::read(text).cells.values().all(|value| *value == 0));
    assert_eq!(zero.count(), 1);
}

#[test]
fn invented_codes_carry_a_right_check_character() {
    assert_eq!(uscc::check_character("91350100M000100Y4"), '3');
    assert_eq!(uscc::check_character("91110000101623741"), 'K');
    for row in SampleFiles::invent(&Size::default()).rows("data/ledger/enterprises.csv") {
        let (body, check) = row["uscc"].split_at(17);
        assert_eq!(check, uscc::check_character(body).to_string());
        assert!(row["name"].starts_with("示例"));
    }
}

#[test]
fn money_is_exact_in_ten_thousands() {
    let texts = [0, 30_000, 235_000, 6_075, 1, 10_001].map(forms::ten_thousands);
    assert_eq!(texts, ["0", "3", "23.5", "0.6075", "0.0001", "1.0001"]);
}

#[test]
fn windows_leave_no_day_out_and_swapped_days_are_known() {
    let calendar = Calendar::of_2023(9);
    assert_eq!(calendar.ends_on, day(2024, 1, 31));
    assert!(calendar.periods.windows(2).all(|pair| pair[0].to.succ_opt() == Some(pair[1].from)));
    assert!(is_worked(day(2023, 10, 7)) && !is_worked(day(2023, 10, 6)) && !is_worked(day(2023, 9, 30)));
}

#[test]
fn a_starter_has_no_reports_and_no_ledger_that_would_say_nothing_happened() {
    starter(day(2026, 1, 31), &mut |path, _| {
        assert!(!path.contains("/reports/") && !path.contains("/ledger/"), "{path}");
        Ok(())
    })
    .expect("memory takes every file");
}
