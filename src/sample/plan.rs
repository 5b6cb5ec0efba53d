//! Comes in: the size asked for. Goes out: what will be invented: who reports, for which months, how much of
//! everything, and which reports come late, half-filled or not at all.

use chrono::NaiveDate;

use super::Size;
use super::calendar::{Calendar, with_day};

/// The real division the notice covers.
pub(super) const REGIONS: &str = include_str!("../../data/regions.csv");

/// Reporters in the notice's city: 17 counties and the city's own bureau.
const REAL_REPORTERS: usize = 18;
/// Months reported, mines and hazards of the default sample, from which other sizes are scaled.
const MONTHS: usize = 7;
const FACILITIES: usize = 70;
const HAZARDS: usize = 240;
/// Mines per county, by the last three digits of its code: they lie mostly in the four key counties.
const WEIGHTS: [(&str, usize); 17] = [
    ("002", 5),
    ("021", 7),
    ("022", 9),
    ("023", 10),
    ("024", 5),
    ("025", 3),
    ("026", 2),
    ("027", 11),
    ("028", 2),
    ("029", 5),
    ("030", 0),
    ("031", 1),
    ("032", 0),
    ("033", 3),
    ("034", 3),
    ("081", 1),
    ("082", 4),
];

/// One who files a report each month. The first of a plan is the city's bureau.
pub(super) struct Reporter {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) key: bool,
    /// How many of the city's mines lie here, in proportion to the other reporters.
    pub(super) weight: usize,
}

/// A report that is not as it should be; real collections never are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The dispatch form comes on this day of the month.
    Late(u32),
    /// The file is not there.
    Missing,
    /// Every cell is 0.
    Zero,
    /// A few cells of the leadership section are not filled.
    HalfFilled,
}

/// What will be invented.
pub(super) struct SamplePlan {
    pub(super) root: String,
    pub(super) city: String,
    pub(super) reporters: Vec<Reporter>,
    pub(super) calendar: Calendar,
    /// How many of the windows have reports.
    pub(super) months: usize,
    pub(super) as_of: NaiveDate,
    pub(super) facilities: usize,
    pub(super) hazards: usize,
    pub(super) seed: u64,
    flaws: Vec<(usize, usize, Flaw)>,
}

impl SamplePlan {
    pub(super) fn new(size: &Size) -> Self {
        let count = size.regions.unwrap_or(REAL_REPORTERS).max(1);
        let months = size.months.unwrap_or(MONTHS).max(1);
        let calendar = Calendar::of_2023(months);
        let reporters = if count <= REAL_REPORTERS { real(count) } else { invented(count) };
        let reporters = if count >= 8 { hush_two(reporters) } else { reporters };
        let (root, city) =
            if count <= REAL_REPORTERS { ("141000", "临汾市") } else { ("900000", "示例市") };
        let span = scaled(HAZARDS, count, REAL_REPORTERS);
        Self {
            root: root.to_owned(),
            city: city.to_owned(),
            as_of: with_day(calendar.periods[months - 1].to, 25),
            facilities: size.facilities.unwrap_or_else(|| scaled(FACILITIES, count - 1, REAL_REPORTERS - 1)),
            hazards: size.hazards.unwrap_or_else(|| scaled(span, months, MONTHS)),
            seed: size.seed,
            flaws: flaws(&reporters, months),
            reporters,
            calendar,
            months,
        }
    }

    /// A plan of four reporters without anything to report.
    pub(super) fn empty(today: NaiveDate) -> Self {
        Self {
            root: "900000".to_owned(),
            city: "示例市".to_owned(),
            reporters: invented(4),
            calendar: Calendar::starting(today),
            months: 0,
            as_of: today,
            facilities: 0,
            hazards: 0,
            seed: 0,
            flaws: Vec::new(),
        }
    }

    /// The organ that runs the campaign.
    pub(super) fn organ(&self) -> String {
        format!("{}应急管理局", self.city)
    }

    /// What is wrong with the report of a reporter for a month, if anything is.
    pub(super) fn flaw(&self, reporter: usize, month: usize) -> Option<Flaw> {
        let at = self.flaws.iter().find(|(who, when, _)| (*who, *when) == (reporter, month));
        at.map(|(_, _, flaw)| *flaw)
    }
}

fn scaled(whole: usize, part: usize, of: usize) -> usize {
    (whole * part + of / 2) / of
}

fn real(count: usize) -> Vec<Reporter> {
    let rows = REGIONS.lines().skip(2).take(count);
    rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let weight = WEIGHTS.iter().find(|(end, _)| cells[0].ends_with(end)).map_or(0, |(_, weight)| *weight);
        Reporter {
            code: cells[0].to_owned(),
            name: cells[1].to_owned(),
            kind: cells[2],
            key: cells[4] == "true",
            weight,
        }
    })
    .collect()
}

fn invented(count: usize) -> Vec<Reporter> {
    let bureau = Reporter {
        code: "900000-B".to_owned(),
        name: "市本级".to_owned(),
        kind: "bureau",
        key: false,
        weight: 0,
    };
    let counties = (1..count).map(|number| Reporter {
        code: format!("{}", 900_000 + number),
        name: format!("示例县{number:04}"),
        kind: "county",
        key: number % 5 == 1,
        weight: if number % 5 == 1 { 9 } else { 4 },
    });
    std::iter::once(bureau).chain(counties).collect()
}

/// Makes sure that two counties have no mines: one will miss a month, one will file a month of zeros, and
/// neither may upset what is counted from the ledgers.
fn hush_two(mut reporters: Vec<Reporter>) -> Vec<Reporter> {
    let missing = 2usize.saturating_sub(quiet(&reporters).len());
    let plain = reporters.iter_mut().rev().filter(|reporter| !reporter.key && reporter.weight > 0);
    for reporter in plain.take(missing) {
        reporter.weight = 0;
    }
    reporters
}

fn quiet(reporters: &[Reporter]) -> Vec<usize> {
    (1..reporters.len()).filter(|&at| reporters[at].weight == 0).collect()
}

fn flaws(reporters: &[Reporter], months: usize) -> Vec<(usize, usize, Flaw)> {
    if reporters.len() < 8 {
        return Vec::new();
    }
    let quiet = quiet(reporters);
    let busy: Vec<usize> = (1..reporters.len()).filter(|&at| reporters[at].weight > 0).collect();
    let mut flaws = vec![
        (busy[0], (months - 1).min(3), Flaw::Late(23)),
        (quiet[1], (months - 1).min(1), Flaw::Zero),
        (busy[busy.len() - 1], (months - 1).min(4), Flaw::HalfFilled),
    ];
    // A month that is still the latest can be neither eight days late nor given up as missing.
    if months > 1 {
        flaws.push((busy[1], (months - 2).min(2), Flaw::Late(28)));
        flaws.push((quiet[0], (months - 2).min(2), Flaw::Missing));
    }
    flaws
}
