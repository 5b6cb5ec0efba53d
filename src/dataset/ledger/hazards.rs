//! `data/ledger/hazards/<region>.csv`: what each reporter found, and what became of it.
//!
//! A row holds the days of a hazard's life as they were entered; what state they add up to, and whether they can be,
//! is the business of `figures` and `check`.

use chrono::NaiveDate;

use super::cells::Cells;
use super::criteria_named::CriteriaByCode;
use super::deadlines::Deadlines;
use super::declared::HAZARDS;
use super::registry::Facility;
use super::row_ref::{FacilityAt, HazardAt};
use super::table::{At, Row, Table, Text};
use super::words::{Leniency, Level, Outcome, Source};
use crate::dataset::column::Column;
use crate::dataset::columns::declared;
use crate::dataset::criteria::CriterionAt;
use crate::dataset::regions::RegionAt;
use crate::dataset::regions::Regions;
use crate::dataset::yuan::Yuan;
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// One hazard.
#[derive(Debug, Clone)]
pub struct Hazard {
    /// Where the row stands.
    pub at: At,
    /// Index of the region whose ledger it stands in: the reporter that counts it.
    pub region: RegionAt,
    /// Its id, part of its address.
    pub id: Text,
    /// Index of the facility it was found at.
    pub facility: FacilityAt,
    /// How much it weighs.
    pub level: Level,
    /// Who discovered it first.
    pub source: Source,
    /// 发现
    pub found_on: NaiveDate,
    /// The criteria it meets, in the order they are named in.
    pub criteria: Box<[CriterionAt]>,
    /// What it is.
    pub description: Text,
    /// 五落实, responsibility: a post.
    pub responsible: Text,
    /// 五落实, measures.
    pub measures: Text,
    /// 五落实, funds.
    pub funds_yuan: Option<Yuan>,
    /// 五落实, the first deadline, and 延期, those granted later.
    pub deadlines: Deadlines,
    /// 五落实, the emergency plan.
    pub emergency_plan: Text,
    /// Who listed it for supervision (挂牌督办).
    pub listed_by: Text,
    /// When.
    pub listed_on: Option<NaiveDate>,
    /// When it was taken off the list again.
    pub delisted_on: Option<NaiveDate>,
    /// 双报告: to the regulator (安全生产法 41).
    pub reported_regulator_on: Option<NaiveDate>,
    /// 双报告: to the workers' congress.
    pub reported_workers_on: Option<NaiveDate>,
    /// 核实认定
    pub verified_on: Option<NaiveDate>,
    /// 申请销号
    pub applied_on: Option<NaiveDate>,
    /// 复查
    pub reviewed_on: Option<NaiveDate>,
    /// Who reviewed it: a post or an office.
    pub reviewed_by: Text,
    /// 销号, or the day it was dismissed or downgraded.
    pub closed_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What finding it itself spared the enterprise.
    pub leniency: Option<Leniency>,
    /// Index of the earlier hazard it is the return of (复发).
    pub recurs: Option<HazardAt>,
    /// Named evidence.
    pub evidence: Text,
    /// The id in `recurs`, until all hazards are known.
    recurs_id: Text,
    declared: [Text; declared(HAZARDS)],
}

impl Hazard {
    /// Whether it is a major one.
    #[must_use]
    pub fn is_major(&self) -> bool {
        self.level == Level::Major
    }
}

impl Row for Hazard {
    const COLUMNS: &'static [Column] = HAZARDS;
    const NAME: (&'static str, &'static str) = ("隐患台账", "the ledger of hazards");

    fn at(&self) -> At {
        self.at
    }

    fn id(&self) -> Text {
        self.id
    }

    fn declared(&self) -> &[Text] {
        &self.declared
    }
}

/// Reads a row of a hazard ledger.
pub fn hazard<'a>(
    cells: &mut Cells<'_, '_, 'a>,
    facilities: &'a Table<Facility>,
    known: &CriteriaByCode,
    regions: &Regions,
) -> Option<Hazard> {
    let id = cells.id("id");
    let place = cells.peek("facility");
    let facility = cells.reference("facility", facilities);
    let found = cells.peek("found_on");
    let (level, source, found_on) = (cells.word("level"), cells.word("source"), cells.date("found_on"));
    cells.keeper_must_be_there(&found, regions, found_on);
    if let Some(facility) = facility {
        cells.must_answer_for(&place, regions, facilities, facility, found_on);
    }
    let criterion = cells.take("criterion");
    let criteria = known.resolve_all(cells, &criterion, found_on, facility.map(|at| facilities.get(at)));
    let description = cells.full_text("description");
    let (responsible, measures) = (cells.meaningful("responsible"), cells.meaningful("measures"));
    let (funds_yuan, due_on) = (cells.yuan_or_none("funds_yuan"), cells.date_or_none("due_on"));
    let (emergency_plan, listed_by) = (cells.meaningful("emergency_plan"), cells.meaningful("listed_by"));
    let (listed_on, delisted_on) = (cells.date_or_none("listed_on"), cells.date_or_none("delisted_on"));
    let reported_regulator_on = cells.date_or_none("reported_regulator_on");
    let reported_workers_on = cells.date_or_none("reported_workers_on");
    let (verified_on, applied_on) = (cells.date_or_none("verified_on"), cells.date_or_none("applied_on"));
    let (reviewed_on, reviewed_by) = (cells.date_or_none("reviewed_on"), cells.meaningful("reviewed_by"));
    let (closed_on, outcome) = (cells.date_or_none("closed_on"), cells.word_or_none("outcome"));
    let leniency = cells.word_or_none("leniency");
    let (deadlines, recurs_id) = (cells.deadlines(due_on), cells.text("recurs"));
    let (evidence, declared) = (cells.meaningful("evidence"), cells.declared());
    let (at, region) = (cells.at(), cells.region);
    cells.is_whole().then_some(())?;
    Some(Hazard {
        at,
        region: region?,
        id,
        facility: facility?,
        level: level?,
        source: source?,
        found_on: found_on?,
        criteria,
        description,
        responsible,
        measures,
        funds_yuan,
        deadlines,
        emergency_plan,
        listed_by,
        listed_on,
        delisted_on,
        reported_regulator_on,
        reported_workers_on,
        verified_on,
        applied_on,
        reviewed_on,
        reviewed_by,
        closed_on,
        outcome,
        leniency,
        recurs: None,
        evidence,
        recurs_id,
        declared,
    })
}

/// Finds the earlier hazards that others are the return of.
pub fn resolve_recurrences(hazards: &mut Table<Hazard>, findings: &Findings) {
    use super::references::NearestId;
    use super::table::Found;
    let mut suggestions = crate::limits::LEDGER_SUGGESTIONS;
    for index in 0..hazards.rows.len() {
        let row = &hazards.rows[index];
        if row.recurs_id.is_empty() {
            continue;
        }
        let id = hazards.text(row, row.recurs_id);
        match hazards.find(id) {
            Found::Row(earlier) => hazards.rows[index].recurs = Some(earlier),
            Found::Broken => {}
            Found::Nothing => {
                let near = if suggestions > 0 { hazards.nearest(id) } else { None };
                suggestions = suggestions.saturating_sub(1);
                let help = match near {
                    Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                    None => say!("填先前那条隐患的编号", "name the earlier hazard by its id"),
                };
                let message = say!("隐患台账里没有 `{id}`", "the ledger of hazards has no `{id}`");
                findings
                    .push(Finding::new(Code::UnknownRow, hazards.cell(row, "recurs"), message).help(help));
            }
        }
    }
}
