//! Comes in: a plan. Goes out: its enterprises and facilities, and the two ledger files that list them.
//!
//! Every name begins with 示例, so that no real enterprise can be meant.

use std::ops::Range;

use chrono::{Days, NaiveDate};

use super::calendar::day;
use super::chance::{Chance, apportion};
use super::kinds::MineKind;
use super::plan::SamplePlan;
use super::table::CsvFile;
use super::uscc;
use super::words;
use crate::dataset::ledger::Book;

/// One who can be fined.
#[derive(Clone)]
pub(super) struct Enterprise {
    pub(super) id: String,
    pub(super) county: usize,
    pub(super) name: String,
    /// The part of the name its facilities share.
    short: String,
    former_name: String,
    facilities: usize,
    /// The days of penalties on it under the work-safety law (安全生产法 113 counts them).
    pub(super) penalised_on: Vec<NaiveDate>,
}

/// A mine or a tailings pond.
#[derive(Clone)]
pub(super) struct Facility {
    pub(super) id: String,
    /// None for a pond without an owner.
    pub(super) enterprise: Option<usize>,
    pub(super) county: usize,
    pub(super) kind: MineKind,
    status: &'static str,
    status_since: NaiveDate,
    /// How it stood until the day before.
    former_status: Option<&'static str>,
    pub(super) name: String,
    guard: &'static str,
    grade: char,
    /// 万吨 a year for a mine, 万立方米 for a pond.
    capacity: u64,
    dam_class: Option<u64>,
    above_homes: bool,
    ownerless: bool,
    /// The criteria and descriptions of major hazards found there so far.
    pub(super) met: Vec<(&'static str, String)>,
}

impl Facility {
    /// Whether anyone works there: only then are hazards looked for.
    pub(super) fn is_manned(&self) -> bool {
        matches!(self.status, "production" | "construction" | "rectifying" | "idle_manned")
    }

    /// Whether ore is brought out of it.
    pub(super) fn is_producing(&self) -> bool {
        self.status == "production"
    }

    /// Whether it is a pond of the first three classes, or one above homes.
    pub(super) fn is_class_three_or_above_homes(&self) -> bool {
        self.above_homes || self.dam_class.is_some_and(|class| class <= 3)
    }

    /// Takes a new status, decided on a day; a mine that is closed needs no watch any more.
    pub(super) fn change(&mut self, status: &'static str, on: NaiveDate) {
        self.former_status = Some(self.status);
        self.status = status;
        self.status_since = on;
        self.guard = "";
    }
}

/// All enterprises and facilities, county by county.
#[derive(Clone)]
pub(super) struct Registry {
    pub(super) enterprises: Vec<Enterprise>,
    pub(super) facilities: Vec<Facility>,
    /// By reporter: where its facilities stand in the list.
    by_county: Vec<Range<usize>>,
}

/// The last day of the names before: a third of the way from the first day to the data's own.
fn renamed_on(plan: &SamplePlan) -> NaiveDate {
    let from = plan.calendar.starts_on;
    let days = (plan.as_of - from).num_days().max(0) / 3;
    from + Days::new(days.unsigned_abs())
}

impl Registry {
    /// Invents the registry of a plan.
    pub(super) fn invent(plan: &SamplePlan) -> Self {
        let weights: Vec<usize> = plan.reporters.iter().map(|reporter| reporter.weight).collect();
        let mut registry = Self { enterprises: Vec::new(), facilities: Vec::new(), by_county: Vec::new() };
        for (county, count) in apportion(plan.facilities, &weights).into_iter().enumerate() {
            let mut chance = Chance::of(plan.seed, 2 * county as u64);
            let start = registry.facilities.len();
            let enterprises = registry.enterprises.len();
            for number in 1..=count {
                registry.add(plan, county, number, enterprises, &mut chance);
            }
            registry.by_county.push(start..registry.facilities.len());
        }
        registry
    }

    /// The facilities of a reporter where anyone works; for the bureau, those of the whole city.
    pub(super) fn manned(&self, reporter: usize) -> Vec<usize> {
        let range = if reporter == 0 { 0..self.facilities.len() } else { self.by_county[reporter].clone() };
        range.filter(|&at| self.facilities[at].is_manned()).collect()
    }

    /// An enterprise of a county that has long stood idle with nobody there, if there is one.
    pub(super) fn deserted(&self, county: usize) -> Option<usize> {
        self.by_county[county].clone().find(|&at| {
            let facility = &self.facilities[at];
            let alone = facility.enterprise.is_some_and(|owner| self.enterprises[owner].facilities == 1);
            facility.status == "idle_unmanned" && alone
        })
    }

    /// Adds the `number`-th facility of a county, whose first enterprise is `first`.
    fn add(&mut self, plan: &SamplePlan, county: usize, number: usize, first: usize, chance: &mut Chance) {
        let code = &plan.reporters[county].code;
        let joins = self.enterprises.len() > first
            && self.enterprises.last().is_some_and(|last| last.facilities < 3)
            && chance.happens(24);
        let kind = match chance.below(100) {
            _ if joins && chance.happens(60) => MineKind::Tailings,
            0..43 => MineKind::Underground,
            43..84 => MineKind::OpenPit,
            _ if number == 1 => MineKind::OpenPit,
            _ => MineKind::Tailings,
        };
        let ownerless = kind == MineKind::Tailings && !joins && chance.happens(30);
        let (enterprise, name) = if ownerless {
            (None, format!("示例{}无主尾矿库{number}号", plan.reporters[county].name))
        } else {
            let owner = if joins {
                self.enterprises.len() - 1
            } else {
                self.found(code, county, first, kind, chance)
            };
            let enterprise = &mut self.enterprises[owner];
            enterprise.facilities += 1;
            (Some(owner), facility_name(enterprise, kind, chance))
        };
        let status = match chance.below(100) {
            _ if ownerless => "idle_unmanned",
            _ if number == 1 => "production",
            0..60 => "production",
            60..70 => "construction",
            70..78 => "rectifying",
            78..86 => "idle_manned",
            86..96 => "idle_unmanned",
            _ if kind == MineKind::Tailings => "decommissioned",
            _ => "production",
        };
        let tailings = kind == MineKind::Tailings;
        self.facilities.push(Facility {
            id: format!("F{code}-{number:02}"),
            enterprise,
            county,
            kind,
            status,
            former_status: None,
            status_since: day(2019, 1, 7) + Days::new(chance.between(0, 1500)),
            name,
            guard: guard(status, chance),
            grade: chance.pick(&['A', 'B', 'B', 'B', 'C', 'C', 'D']),
            capacity: chance.pick(if tailings {
                &[60, 85, 120, 180, 260]
            } else {
                &[10, 20, 30, 50, 80, 100]
            }),
            dam_class: tailings.then(|| chance.pick(&[3, 4, 4, 5, 5, 5])),
            above_homes: tailings && chance.happens(25),
            ownerless,
            met: Vec::new(),
        });
    }

    /// Founds an enterprise in a county and says where it stands.
    fn found(
        &mut self,
        code: &str,
        county: usize,
        first: usize,
        kind: MineKind,
        chance: &mut Chance,
    ) -> usize {
        let at = self.enterprises.len();
        let short = words::name(at);
        let trade = match kind {
            MineKind::Underground => "矿业",
            MineKind::OpenPit => chance.pick(&["石料", "建材", "矿业"]),
            MineKind::Tailings => "选矿",
        };
        let former = chance.happens(8).then(|| format!("示例{short}{trade}厂"));
        self.enterprises.push(Enterprise {
            id: format!("E{code}-{:02}", at - first + 1),
            name: format!("示例{short}{trade}有限公司"),
            short,
            county,
            former_name: former.unwrap_or_default(),
            facilities: 0,
            penalised_on: Vec::new(),
        });
        at
    }

    /// `data/ledger/enterprises.csv`. Names change in the middle of the campaign, so that there are records of both.
    pub(super) fn enterprises_csv(&self, plan: &SamplePlan) -> String {
        let mut table = CsvFile::of(Book::Enterprises.columns());
        for (at, enterprise) in self.enterprises.iter().enumerate() {
            table.set("id", &enterprise.id).set("name", &enterprise.name).set("uscc", uscc::invented(at + 1));
            table.set("region", &plan.reporters[enterprise.county].code);
            if !enterprise.former_name.is_empty() {
                table.set("former_names", format_args!("{}@{}", enterprise.former_name, renamed_on(plan)));
            }
            table.set("note", if enterprise.facilities > 1 { "下辖多处生产系统" } else { "" }).end();
        }
        table.finish()
    }

    /// `data/ledger/facilities.csv`.
    pub(super) fn facilities_csv(&self, plan: &SamplePlan) -> String {
        let mut table = CsvFile::of(Book::Facilities.columns());
        for facility in &self.facilities {
            table.set("id", &facility.id).set("name", &facility.name);
            table.optional("enterprise", facility.enterprise.map(|at| &self.enterprises[at].id));
            table.set("region", &plan.reporters[facility.county].code).set("kind", facility.kind.code());
            table.set("status", facility.status).set("status_since", facility.status_since);
            let before = facility.status_since - Days::new(1);
            let former = facility.former_status.map(|status| format!("{status}@{before}"));
            table.optional("former_statuses", former);
            table.set("guard", facility.guard).set("grade", facility.grade);
            table.set("capacity", facility.capacity).optional("dam_class", facility.dam_class);
            table.set("above_homes", facility.above_homes).set("ownerless", facility.ownerless).end();
        }
        table.finish()
    }
}

/// The watch kept over a mine where nobody works (notice, section 2).
fn guard(status: &str, chance: &mut Chance) -> &'static str {
    match status {
        "idle_unmanned" if chance.happens(40) => "resident",
        "idle_unmanned" => "liaison",
        _ => "",
    }
}

fn facility_name(owner: &Enterprise, kind: MineKind, chance: &mut Chance) -> String {
    let noun = match kind {
        MineKind::Underground => chance.pick(&["铁矿", "铁矿", "石膏矿", "铜矿", "铝土矿"]),
        MineKind::OpenPit => chance.pick(&["石灰岩矿", "白云岩矿", "采石场", "石英岩矿"]),
        MineKind::Tailings => "尾矿库",
    };
    let ordinal = ["", "二号", "三号"][owner.facilities.clamp(1, 3) - 1];
    format!("示例{}{ordinal}{noun}", owner.short)
}
