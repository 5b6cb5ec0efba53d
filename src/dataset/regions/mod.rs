//! `data/regions.csv`: who reports, whose figures add up to whose, and who was there when.
//!
//! A month is reported by those that are there on its last day. A county that ends on 2023-08-31 and is merged into
//! another reports August, whose cut-off is 08-20, and not September; what happens in it from 08-21 on is reported by its
//! heir. What it reported stays in the sums to date of the regions above.

pub(in crate::dataset) mod causes;
pub mod read;
mod times;
mod tree;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::campaign::Period;
use super::{
    ledger::{Word, words},
    row_at::RowAt,
};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::scalar;
use crate::parse::toml::Choice;
use crate::{limits, say};

words! {
    /// What a region is.
    RegionKind {
        /// Adds up others, reports nothing itself.
        City = "city" "市" "city, adds up the others",
        /// The city's own office, which inspects and fines directly.
        Bureau = "bureau" "市本级" "the city’s own bureau",
        District = "district" "区" "district",
        County = "county" "县" "county",
        CountyCity = "county_city" "县级市" "county-level city",
    }
}

/// Codes and titles of [`RegionKind`].
pub const KINDS: [Choice<RegionKind>; RegionKind::ALL.len()] = {
    let mut kinds = [("", "", RegionKind::City); RegionKind::ALL.len()];
    let mut at = 0;
    while at < kinds.len() {
        let (code, title, _) = RegionKind::TERMS[at];
        kinds[at] = (code, title, RegionKind::ALL[at]);
        at += 1;
    }
    kinds
};

impl RegionKind {
    /// As written in `data/regions.csv`.
    #[must_use]
    pub fn code(self) -> &'static str {
        Word::code(self)
    }

    /// In Chinese.
    #[must_use]
    pub fn title(self) -> &'static str {
        Word::title(self)
    }
}

/// Index of a region.
pub type RegionAt = RowAt<Region>;

/// A region.
#[derive(Debug, Clone)]
pub struct Region {
    /// Division code, `141027`; part of addresses.
    pub code: String,
    /// 示例县; its code, where the file leaves the name blank.
    pub name: String,
    /// Whether it reports or adds up, and which cells of forms are asked of it.
    pub kind: RegionKind,
    /// Index of the region it belongs to.
    pub parent: Option<RegionAt>,
    /// Whether the notice names it as a key region.
    pub key: bool,
    /// The first day it is there; none where it always was.
    pub since: Option<NaiveDate>,
    /// The last; none while it is.
    pub until: Option<NaiveDate>,
    /// Index of its heir, the region it was merged into.
    pub into: Option<RegionAt>,
    /// Where it is declared.
    pub place: Place,
}

impl Region {
    /// Whether it files forms; the others add up.
    #[must_use]
    pub fn reports(&self) -> bool {
        self.kind != RegionKind::City
    }

    /// Whether it is there on a day.
    #[must_use]
    pub fn is_there_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The file they are declared in.
const FILE: &str = "data/regions.csv";

/// Where regions stand by their codes.
type ByCode = HashMap<String, RegionAt>;

/// How many regions are above one; a circle, which is told elsewhere, ends the count.
fn depth(all: &[Region], at: RegionAt) -> usize {
    let above = std::iter::successors(all[at].parent, |at| all[*at].parent);
    above.take(limits::REGION_DEPTH).count()
}

/// All regions, in the order of the file.
#[derive(Debug)]
pub struct Regions {
    all: Vec<Region>,
    by_code: ByCode,
    root: RegionAt,
    /// For each region, the reporters below it (or itself).
    reporters_of: Vec<Vec<RegionAt>>,
    /// For each region, those merged into it.
    merged: Vec<Vec<RegionAt>>,
}

impl Regions {
    fn of(all: Vec<Region>, by_code: ByCode) -> Self {
        let mut merged = vec![Vec::new(); all.len()];
        for (at, heir) in RegionAt::each(&all).filter_map(|(at, region)| Some((at, region.into?))) {
            merged[heir.place()].push(at);
        }
        Self { all, by_code, root: RegionAt::FIRST, reporters_of: Vec::new(), merged }
    }

    /// Settles the root and who reports below whom; `None` where the root is unknown.
    #[must_use]
    pub fn rooted(mut self, root: &str, place: &Place, findings: &Findings) -> Option<Self> {
        let Some(&index) = self.by_code.get(root) else {
            let message = say!(
                "`root` 所指的地区 `{root}` 不在 `{FILE}` 里",
                "the `root` region `{root}` is not in `{FILE}`"
            );
            let help = match scalar::nearest(root, self.codes()) {
                Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                None => say!(
                    "改正 `root`，或在 `{FILE}` 里补上这一行",
                    "correct `root`, or add its row to `{FILE}`"
                ),
            };
            findings.push(Finding::new(Code::UnknownRegion, place.clone(), message).help(help));
            return None;
        };
        self.root = index;
        let reporters = self.all.iter().filter(|region| region.reports()).count();
        self.reporters_of = vec![Vec::new(); self.all.len()];
        for (reporter, of) in RegionAt::each(&self.all) {
            if !of.reports() {
                continue;
            }
            let mut at = Some(reporter);
            // A chain longer than the number of regions is a circle.
            for _ in 0..=self.all.len() {
                let Some(region) = at else { break };
                self.reporters_of[region.place()].push(reporter);
                at = self.all[region].parent;
            }
            if at.is_some() {
                let place = of.place.clone();
                let message = say!("上级地区绕成了圈", "the parents of this region form a circle");
                findings.push(Finding::new(Code::RegionCircle, place, message).help(say!(
                    "逐级看 `parent`，改正绕回来的一个；最上面的一行 `parent` 为空",
                    "follow `parent` upwards and correct the one that leads back; the topmost row has none"
                )));
                return None;
            }
        }
        if self.reporters_of[index.place()].len() < reporters {
            tree::tell_outside(&self, place, findings);
            return None;
        }
        tree::is_of_reporters_alone(&self, findings).then_some(self)
    }

    /// All of them, in the order of the file.
    #[must_use]
    pub fn all(&self) -> &[Region] {
        &self.all
    }

    /// All of them with their indices.
    #[must_use]
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (RegionAt, &Region)> + ExactSizeIterator + Clone {
        RegionAt::each(&self.all)
    }

    /// The index of the region all others belong to.
    #[must_use]
    pub fn root(&self) -> RegionAt {
        self.root
    }

    /// The index of a region by its code.
    #[must_use]
    pub fn index(&self, code: &str) -> Option<RegionAt> {
        self.by_code.get(code).copied()
    }

    /// Indices of the reporters below a region, or of itself where it reports.
    #[must_use]
    pub fn reporters_of(&self, region: RegionAt) -> &[RegionAt] {
        &self.reporters_of[region.place()]
    }

    /// Indices of all reporters of the campaign.
    #[must_use]
    pub fn reporters(&self) -> &[RegionAt] {
        self.reporters_of(self.root)
    }

    /// Whether a region is there in a period: on its last day.
    #[must_use]
    pub fn is_there(&self, region: RegionAt, period: &Period) -> bool {
        self.all[region].is_there_on(period.to)
    }

    /// The reporters below a region that are there in a period, or the region itself where it reports.
    pub fn there(&self, region: RegionAt, period: &Period) -> impl Iterator<Item = RegionAt> + Clone {
        let day = period.to;
        self.reporters_of(region).iter().copied().filter(move |at| self.all[*at].is_there_on(day))
    }

    /// Whether a region is there in any of some periods.
    #[must_use]
    pub fn is_ever_there(&self, region: RegionAt, periods: &[Period]) -> bool {
        periods.iter().any(|period| self.is_there(region, period))
    }

    /// The region that answers for one on a day: itself, or once it was merged into another its heir.
    #[must_use]
    pub fn holder_on(&self, region: RegionAt, day: NaiveDate) -> RegionAt {
        let mut at = region;
        while let (Some(last), Some(heir)) = (self.all[at].until, self.all[at].into)
            && last < day
        {
            at = heir;
        }
        at
    }

    /// The region that answers for one in the end.
    #[must_use]
    pub fn last_holder(&self, region: RegionAt) -> RegionAt {
        self.holder_on(region, NaiveDate::MAX)
    }

    /// Those that were merged into a region, in the order of the file.
    #[must_use]
    pub fn merged_into(&self, region: RegionAt) -> &[RegionAt] {
        &self.merged[region.place()]
    }

    /// All of them, each before the one above it.
    #[must_use]
    pub fn from_below(&self) -> Vec<RegionAt> {
        let mut order: Vec<RegionAt> = self.each().map(|(at, _)| at).collect();
        order.sort_by_cached_key(|at| std::cmp::Reverse(depth(&self.all, *at)));
        order
    }

    /// Codes, for suggestions.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|region| region.code.as_str())
    }
}
