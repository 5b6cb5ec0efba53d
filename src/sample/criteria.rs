//! Comes in: the criteria of the notice's own set. Goes out: those that fit a kind of mine.

use super::registry::MineKind;

/// Both sets of criteria.
pub(super) const CRITERIA: &str = include_str!("../../data/criteria.csv");

/// One of the 64 criteria for a major hazard (矿安〔2022〕88号).
#[derive(Clone, Copy)]
pub(super) struct Criterion {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
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

    /// Those for a kind of mine.
    pub(super) fn of(&self, kind: MineKind) -> &[Criterion] {
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
        .map(|cells| Criterion { code: cells[1], title: cells[4] })
        .collect()
}
