//! `data/ledger/enterprises.csv` and `data/ledger/facilities.csv`: who may be inspected, and where.

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell, credit_code, yes_or_no};
use super::dated;
use super::declared::{ENTERPRISES, FACILITIES};
use super::notations::plain_whole;
use super::past::Former;
use super::row_ref::EnterpriseAt;
use super::table::{At, Row, Table, Text};
use super::words::{Batch, FacilityKind, FacilityStatus, Guard};
use crate::dataset::column::Column;
use crate::dataset::columns::declared;
use crate::dataset::regions::{RegionAt, Regions};
use crate::diagnostic::{Code, Finding, Severity};
use crate::parse::scalar;
use crate::say;

/// One who can be inspected and fined.
#[derive(Debug, Clone)]
pub struct Enterprise {
    /// Where the row stands.
    pub at: At,
    /// Its id, part of its address.
    pub id: Text,
    /// Its name today; [`Table::name_on`] says what it was.
    pub name: Text,
    /// Unified social credit code; may be empty.
    pub uscc: Text,
    /// Index of the region it lies in today; [`Enterprise::regions`] says where it lay.
    pub region: RegionAt,
    /// Where it lay before.
    pub former_regions: Former<RegionAt>,
    /// Its names before, separated by semicolons, each with the last day it was used: `旧名@2023-07-01`.
    pub former_names: Text,
    /// The first day it is on the register; none where it always was.
    pub since: Option<NaiveDate>,
    /// The last; none while it is.
    pub until: Option<NaiveDate>,
    declared: [Text; declared(ENTERPRISES)],
}

/// A mine or a tailings pond.
#[derive(Debug, Clone)]
pub struct Facility {
    /// Where the row stands.
    pub at: At,
    /// Its id, part of its address.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Index of the enterprise that owns it today; none for a pond without an owner. [`Facility::owner_on`] says who did.
    pub enterprise: Option<EnterpriseAt>,
    /// Who owned it before.
    pub former_enterprises: Former<EnterpriseAt>,
    /// Index of the region it lies in today; [`Facility::regions`] says where it lay.
    pub region: RegionAt,
    /// Where it lay before.
    pub former_regions: Former<RegionAt>,
    /// What it is.
    pub kind: FacilityKind,
    /// The first day it is on the register; none where it always was.
    pub since: Option<NaiveDate>,
    /// The last; none while it is.
    pub until: Option<NaiveDate>,
    /// How it stands today; [`Facility::statuses`] says how it stood.
    pub status: FacilityStatus,
    /// Since when.
    pub status_since: Option<NaiveDate>,
    /// How it stood before.
    pub former_statuses: Former<FacilityStatus>,
    /// Who watches it where nobody works.
    pub guard: Option<Guard>,
    /// What the campaign has in mind for it.
    pub batch: Option<Batch>,
    /// 万吨 a year for a mine, 万立方米 for a pond: the number as it is written.
    pub capacity: Text,
    declared: [Text; declared(FACILITIES)],
}

/// A region something lies in, with the first day and the one after the last.
pub type Located = (RegionAt, NaiveDate, NaiveDate);

impl Enterprise {
    /// Where it lay while it was on the register. A region that was merged into another is still the one it names.
    #[must_use]
    pub fn regions(&self) -> Vec<Located> {
        self.former_regions.and_today(self.region, [self.since, self.until])
    }

    /// The region it lay in on a day; of one that was merged into another by then, its heir.
    #[must_use]
    pub fn region_on(&self, regions: &Regions, day: NaiveDate) -> RegionAt {
        regions.holder_on(self.former_regions.on(day).unwrap_or(self.region), day)
    }
}

impl Facility {
    /// Where it lay while it was on the register. A region that was merged into another is still the one it names.
    #[must_use]
    pub fn regions(&self) -> Vec<Located> {
        self.former_regions.and_today(self.region, [self.since, self.until])
    }

    /// The region it lay in on a day; of one that was merged into another by then, its heir.
    #[must_use]
    pub fn region_on(&self, regions: &Regions, day: NaiveDate) -> RegionAt {
        regions.holder_on(self.former_regions.on(day).unwrap_or(self.region), day)
    }

    /// Who owned it on a day.
    #[must_use]
    pub fn owner_on(&self, day: NaiveDate) -> Option<EnterpriseAt> {
        self.former_enterprises.on(day).or(self.enterprise)
    }

    /// All who own it or did.
    pub fn owners(&self) -> impl Iterator<Item = EnterpriseAt> {
        self.former_enterprises.each().map(|(_, owner)| owner).chain(self.enterprise)
    }

    /// How it stood while it was on the register: each status with its first day and the day it ended, that day not in it.
    pub fn statuses(&self) -> impl Iterator<Item = (NaiveDate, Option<NaiveDate>, Option<FacilityStatus>)> {
        self.former_statuses.stretches([self.since, self.until], self.status, self.status_since)
    }
}

impl Row for Enterprise {
    const COLUMNS: &'static [Column] = ENTERPRISES;
    const NAME: (&'static str, &'static str) = ("企业台账", "the ledger of enterprises");

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

impl Row for Facility {
    const COLUMNS: &'static [Column] = FACILITIES;
    const NAME: (&'static str, &'static str) = ("设施台账", "the ledger of facilities");

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

/// Reads a row of `enterprises.csv`.
pub fn enterprise(cells: &mut Cells, regions: &Regions) -> Option<Enterprise> {
    let (id, name) = (cells.id("id"), cells.full_text("name"));
    let code = cells.peek("uscc");
    let uscc = cells.text("uscc");
    let place = cells.peek("region");
    let region = cells.region("region", regions);
    let former_regions = cells.former_regions("former_regions", regions);
    let former = cells.peek("former_names");
    let former_names = cells.text("former_names");
    dated::former_names(cells, &former);
    let (since, until) = cells.registered();
    cells.must_lie_there(&place, regions, region, &former_regions, [since, until]);
    let remarks = cells.peek("note");
    credit_code(cells, &code, remarks.text());
    let (declared, at) = (cells.declared(), cells.at());
    cells.is_whole().then_some(())?;
    let region = region?;
    Some(Enterprise { at, id, name, uscc, region, former_regions, former_names, since, until, declared })
}

/// 尾矿库等别: from the largest to the smallest.
const DAM_CLASSES: std::ops::RangeInclusive<u64> = 1..=5;

fn is_mine(kind: FacilityKind) -> bool {
    kind != FacilityKind::Tailings
}

/// What is said of a dam says of a mine that its kind is wrong, or that the cell is another row's.
fn only_ponds(cells: &mut Cells, taken: &NamedCell) {
    let (code, title) = (taken.code, taken.title);
    cells.fail(
        taken,
        Code::CellsContradict,
        say!("不是尾矿库，却填了“{title}”", "not a tailings pond, yet with `{code}`"),
        Some(say!("留空，或改正类别", "leave it empty, or correct the kind")),
    );
}

fn no_such_class(cells: &mut Cells, taken: &NamedCell) {
    let class = taken.text();
    cells.fail(
        taken,
        Code::UnknownWord,
        say!("没有 {class} 等库", "there is no class {class} of dams"),
        Some(say!("填 1 至 5", "write 1 to 5")),
    );
}

/// What a mine produces in a year is compared with what was found there (D30, L09).
fn no_number(cells: &mut Cells, taken: &NamedCell) {
    let capacity = taken.text();
    let message = say!("规模 `{capacity}` 不是数", "`capacity` is not a number: `{capacity}`");
    cells.push(Finding::new(Code::NotANumber, cells.place(taken), message).severity(Severity::Warning).help(
        say!(
            "只写数：矿山以万吨/年计，尾矿库以万立方米计",
            "write the number alone: of a mine in 万吨 a year, of a pond in 万 m³"
        ),
    ));
}

/// Reads a row of `facilities.csv`.
pub fn facility<'a>(
    cells: &mut Cells<'_, '_, 'a>,
    enterprises: &'a Table<Enterprise>,
    regions: &Regions,
) -> Option<Facility> {
    let (id, name) = (cells.id("id"), cells.full_text("name"));
    let owner = cells.peek("enterprise");
    let enterprise = cells.reference_or_none("enterprise", enterprises);
    let former_enterprises = cells.former_rows("former_enterprises", enterprises);
    let place = cells.peek("region");
    let region = cells.region("region", regions);
    let former_regions = cells.former_regions("former_regions", regions);
    let kind = cells.word("kind");
    let (since, until) = cells.registered();
    cells.must_lie_there(&place, regions, region, &former_regions, [since, until]);
    let (status, status_since) = (cells.word("status"), cells.date_or_none("status_since"));
    let former_statuses = cells.former_words("former_statuses");
    let (guard, batch) = (cells.word_or_none("guard"), cells.word_or_none("batch"));
    let size = cells.peek("capacity");
    let capacity = cells.text("capacity");
    let is_odd = size.text().starts_with(['-', '－', '−']) || scalar::decimal(size.text()).is_none();
    if is_odd && !size.text().is_empty() {
        no_number(cells, &size);
    }
    let [class, homes, nobody] = ["dam_class", "above_homes", "ownerless"].map(|code| cells.peek(code));
    let declared = cells.declared();
    let says_yes = |taken: &NamedCell| yes_or_no(taken.text()).unwrap_or_default();
    let (dam_class, ownerless) = (plain_whole(class.text()), says_yes(&nobody));
    let of_ponds = [(&class, dam_class.is_some()), (&homes, says_yes(&homes)), (&nobody, ownerless)];
    for (taken, _) in of_ponds.iter().filter(|(_, said)| *said && kind.is_some_and(is_mine)) {
        only_ponds(cells, taken);
    }
    if dam_class.is_some_and(|class| !DAM_CLASSES.contains(&class)) {
        no_such_class(cells, &class);
    }
    if owner.text().is_empty() && !ownerless {
        cells.fail(
            &owner,
            Code::EmptyCell,
            say!("没有填企业，也没有标明无主", "neither an owner nor marked as ownerless"),
            Some(say!(
                "填企业编号；确实无主的，`ownerless` 写 true",
                "name the enterprise, or set `ownerless` to true"
            )),
        );
    } else if !owner.text().is_empty() && ownerless {
        cells.fail(
            &owner,
            Code::CellsContradict,
            say!("标明无主，却填了企业", "marked as ownerless, yet an owner is named"),
            Some(say!("改正其中一格", "correct one of the two")),
        );
    }
    let at = cells.at();
    cells.is_whole().then_some(())?;
    Some(Facility {
        at,
        id,
        name,
        enterprise,
        former_enterprises,
        region: region?,
        former_regions,
        kind: kind?,
        since,
        until,
        status: status?,
        status_since,
        former_statuses,
        guard,
        batch,
        capacity,
        declared,
    })
}
