//! Comes in: the criteria of the notice's own set, and for each where in a mine it is met and which article its breach is
//! penalised by. Goes out: those that fit a mine on a day.
//!
//! `breaches.csv` leaves out what no register of ours tells apart: kinds of ore that burn (D13), dry ponds (W14), ice (W12), ponds
//! that nobody runs as one (W18).

use chrono::{Datelike, NaiveDate};

use super::kinds::{MineKind, Trouble};
use super::registry::Facility;

/// Both sets of criteria.
pub(super) const CRITERIA: &str = include_str!("../../data/criteria.csv");
/// Where each is met and how it is penalised.
const BREACHES: &str = include_str!("breaches.csv");

/// The article that penalises the breach of a duty; its fine on the unit lies between two sums, in 元.
#[derive(Clone, Copy)]
pub(super) struct UnitFine {
    /// 第九十九条第（二）项
    pub(super) article: &'static str,
    pub(super) least: u64,
    pub(super) most: u64,
}

/// One of the 64 criteria for a major hazard (矿安〔2022〕88号).
#[derive(Clone, Copy)]
pub(super) struct Criterion {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) trouble: Trouble,
    /// What it is met in alone: mines that produce, the months of floods, ponds above homes.
    only: &'static str,
    /// Where in a mine it may be met, separated by `;`.
    places: &'static str,
    /// The duty that is broken: 第三十六条第一款.
    pub(super) breach: &'static str,
    pub(super) fine: UnitFine,
    /// What others of its kind are to check.
    pub(super) lesson: &'static str,
}

impl Criterion {
    /// Where in a mine it may be met: in words, never as coordinates.
    pub(super) fn places(&self) -> Vec<&'static str> {
        self.places.split(';').collect()
    }

    fn fits(&self, mine: &Facility, on: NaiveDate) -> bool {
        match self.only {
            "production" => mine.is_producing(),
            "flood" => (6..=9).contains(&on.month()),
            "class_three" => mine.is_class_three_or_above_homes(),
            _ => true,
        }
    }
}

/// The criteria in force in 2023, by kind of mine.
pub(super) struct Criteria {
    underground: Vec<Criterion>,
    open_pit: Vec<Criterion>,
    tailings: Vec<Criterion>,
}

impl Criteria {
    /// Reads the set of 2022; the supplement of 2024 does not apply to what is found in 2023.
    pub(super) fn of_2022() -> Self {
        Self {
            underground: criteria_for(MineKind::Underground),
            open_pit: criteria_for(MineKind::OpenPit),
            tailings: criteria_for(MineKind::Tailings),
        }
    }

    /// Those that may be met at a mine on a day.
    pub(super) fn at(&self, mine: &Facility, on: NaiveDate) -> Vec<Criterion> {
        self.of(mine.kind).iter().filter(|criterion| criterion.fits(mine, on)).copied().collect()
    }

    fn of(&self, kind: MineKind) -> &[Criterion] {
        match kind {
            MineKind::Underground => &self.underground,
            MineKind::OpenPit => &self.open_pit,
            MineKind::Tailings => &self.tailings,
        }
    }
}

fn criteria_for(kind: MineKind) -> Vec<Criterion> {
    let rows = CRITERIA.lines().map(|line| line.split(',').collect::<Vec<_>>());
    rows.filter(|cells| cells[0] == "2022" && cells[2] == kind.code())
        .filter_map(|cells| criterion(cells[1], cells[4]))
        .collect()
}

fn criterion(code: &'static str, title: &'static str) -> Option<Criterion> {
    let row = BREACHES.lines().find(|line| line.split(',').next() == Some(code))?;
    let cells: Vec<&'static str> = row.split(',').collect();
    let sum = |at: usize| cells[at].parse::<u64>().expect("sums of breaches.csv are whole");
    Some(Criterion {
        code,
        title,
        trouble: Trouble::of(cells[1]),
        only: cells[2],
        places: cells[3],
        breach: cells[4],
        fine: UnitFine { article: cells[5], least: sum(6), most: sum(7) },
        lesson: cells[8],
    })
}
