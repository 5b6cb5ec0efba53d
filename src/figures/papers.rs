//! What is filed besides the forms, counted by county.

use chrono::NaiveDate;
use hashbrown::HashMap;

use crate::dataset::ledger::Paper;
use crate::dataset::{Dataset, PaperBy, PaperKind, Region, RegionAt, RegionKind};

/// How a county stands with one kind of paper on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperStanding {
    /// None is asked of it.
    NotAsked,
    /// Its own is in; `late` after it was due.
    Filed {
        /// When it came in.
        on: NaiveDate,
        #[allow(missing_docs)]
        late: bool,
    },
    /// Its own is not in; `overdue` though it is due.
    Awaited {
        #[allow(missing_docs)]
        overdue: bool,
    },
    /// Of its mines or firms so many are in, of so many that were asked.
    Of {
        #[allow(missing_docs)]
        filed: usize,
        #[allow(missing_docs)]
        all: usize,
        /// Those that are due and not in.
        overdue: usize,
    },
}

/// Whether counties such as this one file a kind, while they are there.
#[must_use]
pub fn is_asked_of(kind: &PaperKind, region: &Region) -> bool {
    region.kind != RegionKind::Bureau && (kind.regions.is_empty() || kind.regions.contains(&region.code))
}

/// How each reporter stands with each kind of paper, kind by kind in the order of the campaign.
#[must_use]
pub fn paper_standings(dataset: &Dataset, day: NaiveDate) -> Vec<Vec<(RegionAt, PaperStanding)>> {
    let mut papers: HashMap<(usize, RegionAt), Vec<&Paper>> = HashMap::new();
    for paper in dataset.ledger.papers.rows() {
        papers.entry((paper.kind, paper.region)).or_default().push(paper);
    }
    let reporters = dataset.regions.reporters();
    let of_kind = |(at, kind): (usize, &PaperKind)| {
        let of = |region: RegionAt| papers.get(&(at, region)).map_or(&[][..], Vec::as_slice);
        reporters.iter().map(|region| (*region, standing(dataset, kind, *region, of(*region), day))).collect()
    };
    dataset.campaign.papers.iter().enumerate().map(of_kind).collect()
}

fn standing(
    dataset: &Dataset,
    kind: &PaperKind,
    region: RegionAt,
    papers: &[&Paper],
    day: NaiveDate,
) -> PaperStanding {
    if kind.by != PaperBy::Region {
        let filed = papers.iter().filter(|paper| paper.is_in(day)).count();
        let overdue = papers.iter().filter(|paper| !paper.is_in(day) && paper.is_late(day)).count();
        return match papers.len() {
            0 => PaperStanding::NotAsked,
            all => PaperStanding::Of { filed, all, overdue },
        };
    }
    let of = &dataset.regions.all()[region];
    // It is asked of those that were there when it was due.
    let due = kind.due_on.map_or(day, |due| due.min(day));
    if !is_asked_of(kind, of) || !of.is_there_on(due) {
        return PaperStanding::NotAsked;
    }
    let first = papers.iter().filter(|paper| paper.is_in(day)).min_by_key(|paper| paper.filed_on);
    match first.and_then(|paper| Some((paper.filed_on?, paper.is_late(day)))) {
        Some((on, late)) => PaperStanding::Filed { on, late },
        None => PaperStanding::Awaited { overdue: kind.due_on.is_some_and(|due| due < day) },
    }
}
