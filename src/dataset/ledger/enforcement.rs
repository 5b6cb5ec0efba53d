//! `data/ledger/enforcement/<region>.csv`: every decision, a penalty or not, with its own number.

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell};
use super::declared::ENFORCEMENT;
use super::hazards::Hazard;
use super::registry::{Enterprise, Facility};
use super::row_ref::{EnterpriseAt, FacilityAt, HazardAt};
use super::table::{At, Row, Table, Text};
use super::words::{DecisionKind, DecisionStatus, Gravity, Party};
use crate::dataset::column::Column;
use crate::dataset::columns::declared;
use crate::dataset::regions::RegionAt;
use crate::dataset::regions::Regions;
use crate::dataset::yuan::Yuan;
use crate::diagnostic::{Code, Finding, Severity};
use crate::say;

/// One decision.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Where the row stands.
    pub at: At,
    /// Index of the region whose ledger it stands in: the reporter that counts it.
    pub region: RegionAt,
    /// `A141027-001-1`: unique over all files.
    pub id: Text,
    /// The case it belongs to; its own id, where none is named.
    pub case: Text,
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// Who decided.
    pub authority: Text,
    /// Index of the enterprise it is about.
    pub enterprise: Option<EnterpriseAt>,
    /// Index of the facility it is about.
    pub facility: Option<FacilityAt>,
    /// Who is penalised.
    pub party: Party,
    /// What was decided.
    pub kind: DecisionKind,
    /// The article it rests on.
    pub basis: Text,
    /// Whole 元; a fine has it, what is confiscated may, nothing else does.
    pub amount_yuan: Option<Yuan>,
    /// What an amended fine was before, in whole 元; none where the sum was not amended.
    pub amount_before_yuan: Option<Yuan>,
    /// 文书号
    pub document_no: Text,
    /// Where the statutory register has it.
    pub url: Text,
    /// Indices of the hazards it is about.
    pub hazards: Box<[HazardAt]>,
    /// When it was published (安全生产法 78: within 7 working days).
    pub published_on: Option<NaiveDate>,
    /// Until when it stays public, as stated.
    pub expires_on: Option<NaiveDate>,
    /// How grave it is: as stated, else by its kind and sum, which [`Laws`](crate::dataset::laws::Laws) decide.
    pub gravity: Gravity,
    /// Whether that is stated.
    pub is_gravity_stated: bool,
    /// The last day it is public: as stated, else by its gravity and the rules of its day.
    pub public_until: NaiveDate,
    /// Since when the credit of whom it is about is repaired: from that day on nothing public names it.
    pub repaired_on: Option<NaiveDate>,
    /// When whoever was to be penalised was told of the right to a hearing.
    pub hearing_notice_on: Option<NaiveDate>,
    /// Whether it stands.
    pub status: DecisionStatus,
    /// Since when it does not stand as it was.
    pub status_on: Option<NaiveDate>,
    /// Why it was changed or revoked; empty of one that stands.
    pub status_reason: Text,
    /// Whether nobody has looked yet at whether it may name whom it is about: see [`NamedList`](crate::dataset::NamedList).
    pub is_held_back: bool,
    declared: [Text; declared(ENFORCEMENT)],
}

impl Decision {
    /// Whether it no longer stands as it was decided.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.status.is_changed()
    }

    /// Whether its name has left the public by a day: its time has run out, or its credit was repaired.
    #[must_use]
    pub fn has_left(&self, day: NaiveDate) -> bool {
        self.public_until < day || self.repaired_on.is_some_and(|on| on <= day)
    }

    /// Whether it was amended, and what its fine was before is not written.
    #[must_use]
    pub fn is_amended_unknown(&self) -> bool {
        self.status == DecisionStatus::Amended && self.amount_before_yuan.is_none()
    }

    /// Whether it is an administrative penalty (行政处罚法 9) that stands; an amended one stands as amended, and one whose
    /// credit was repaired stands, too.
    #[must_use]
    pub fn is_valid_penalty(&self) -> bool {
        self.kind.is_penalty() && !self.status.is_undone()
    }
}

impl Row for Decision {
    const COLUMNS: &'static [Column] = ENFORCEMENT;
    const NAME: (&'static str, &'static str) = ("执法台账", "the ledger of enforcement");

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

/// One case against one enterprise: whose ledger it stands in, which case, which enterprise. Offices number their cases
/// for themselves.
pub type Affair<'d> = (RegionAt, &'d str, Option<EnterpriseAt>);

impl Table<Decision> {
    /// What a decision belongs to; 一案双罚 is a unit and its principal penalised in one.
    #[must_use]
    pub fn affair(&self, decision: &Decision) -> Affair<'_> {
        (decision.region, self.text(decision, decision.case), decision.enterprise)
    }
}

/// The ledgers a decision refers to.
#[derive(Clone, Copy)]
pub struct Others<'a> {
    pub enterprises: &'a Table<Enterprise>,
    pub facilities: &'a Table<Facility>,
    pub hazards: &'a Table<Hazard>,
    pub regions: &'a Regions,
}

/// Reads a row of an enforcement ledger.
pub fn decision<'a>(cells: &mut Cells<'_, '_, 'a>, others: Others<'a>) -> Option<Decision> {
    let (id, case) = (cells.id("id"), cells.text("case"));
    let decided = cells.peek("decided_on");
    let (decided_on, authority) = (cells.date("decided_on"), cells.meaningful("authority"));
    cells.keeper_must_be_there(&decided, others.regions, decided_on);
    let region = cells.own_region("region", others.regions);
    let firm = cells.peek("enterprise");
    let enterprise = cells.reference_or_none("enterprise", others.enterprises);
    let place = cells.peek("facility");
    let facility = cells.reference_or_none("facility", others.facilities);
    if let Some(facility) = facility {
        cells.must_answer_for(&place, others.regions, others.facilities, facility, decided_on);
    }
    if firm.text().is_empty() && place.text().is_empty() {
        cells.fail(
            &firm,
            Code::EmptyCell,
            say!("企业和设施都没有填", "neither an enterprise nor a facility is named"),
            Some(say!(
                "填企业编号；无主设施填设施编号",
                "name the enterprise; where there is none, the facility"
            )),
        );
    }
    let (party, kind, basis) = (cells.word("party"), cells.word("kind"), cells.full_text("basis"));
    let money = cells.peek("amount_yuan");
    let amount_yuan = cells.yuan_or_none("amount_yuan");
    amount_fits(cells, &money, kind);
    let before = cells.peek("amount_before_yuan");
    let amount_before_yuan = cells.yuan_or_none("amount_before_yuan");
    let document_no = cells.meaningful("document_no");
    let url = cells.link("url");
    let hazards = cells.references("hazards", others.hazards);
    let (published_on, expires_on) = (cells.date_or_none("published_on"), cells.date_or_none("expires_on"));
    let mended = cells.peek("repaired_on");
    let repaired_on = cells.date_or_none("repaired_on");
    let (stated, hearing_notice_on) =
        (cells.word_or_none::<Gravity>("gravity"), cells.date_or_none("hearing_notice_on"));
    let status = cells.word::<DecisionStatus>("status");
    let since = cells.peek("status_on");
    let (status_on, status_reason) = (cells.date_or_none("status_on"), cells.meaningful("status_reason"));
    let declared = cells.declared();
    if status == Some(DecisionStatus::Repaired) && mended.text().is_empty() {
        cells.fail(
            &mended,
            Code::EmptyCell,
            say!("信用修复的，要填修复日期", "a decision whose credit was repaired needs `repaired_on`"),
            Some(say!("填决定修复的日期", "give the day it was repaired")),
        );
    }
    status_fits(cells, status, &since, &before);
    let at = cells.at();
    cells.is_whole().then_some(())?;
    let case = if case.is_empty() { id } else { case };
    // A facility says whose it is.
    let enterprise = enterprise.or_else(|| others.facilities.get(facility?).owner_on(decided_on?));
    let decided_on = decided_on?;
    Some(Decision {
        at,
        region: region?,
        id,
        case,
        decided_on,
        authority,
        enterprise,
        facility,
        party: party?,
        kind: kind?,
        basis,
        amount_yuan,
        amount_before_yuan,
        document_no,
        url,
        hazards,
        published_on,
        expires_on,
        gravity: stated.unwrap_or(Gravity::General),
        is_gravity_stated: stated.is_some(),
        public_until: expires_on.unwrap_or(decided_on),
        repaired_on,
        hearing_notice_on,
        status: status?,
        status_on,
        status_reason,
        is_held_back: false,
        declared,
    })
}

/// One that does not stand as it was says since when, and what its fine was; one that does says neither.
fn status_fits(cells: &mut Cells, status: Option<DecisionStatus>, since: &NamedCell, before: &NamedCell) {
    if since.text().is_empty() && status.is_some_and(DecisionStatus::is_changed) {
        cells.fail(
            since,
            Code::EmptyCell,
            say!("变更或撤销的，要填状态日期", "an amended or revoked decision needs `status_on`"),
            Some(say!("填变更或撤销的日期", "give the day it was amended or revoked")),
        );
    }
    if status.is_some_and(|status| status != DecisionStatus::Amended) && !before.text().is_empty() {
        cells.fail(
            before,
            Code::CellsContradict,
            say!("不是变更的决定，却填了变更前金额", "not amended, yet with the sum before it was"),
            Some(say!(
                "状态填 `amended`；没有变更的留空",
                "set `status` to `amended`, or leave the cell empty"
            )),
        );
    }
    if status == Some(DecisionStatus::Valid) && !since.text().is_empty() {
        let place = cells.place(since);
        cells.push(
            Finding::new(
                Code::CellsContradict,
                place,
                say!(
                    "状态是有效，却填了状态日期",
                    "`status` is valid, yet `status_on` says since when it is not"
                ),
            )
            .severity(Severity::Warning)
            .help(say!(
                "已变更或撤销的改正状态；仍有效的留空",
                "correct `status`, or leave the day empty while it stands"
            )),
        );
    }
}

/// A fine has an amount, what is confiscated may have one, and nothing else has.
fn amount_fits(cells: &mut Cells, money: &NamedCell, kind: Option<DecisionKind>) {
    let Some(kind) = kind else { return };
    let is_empty = money.text().is_empty() || money.text() == "0";
    if kind == DecisionKind::Confiscate {
        return;
    }
    match (kind == DecisionKind::Fine, is_empty) {
        (true, true) => cells.fail(
            money,
            Code::EmptyCell,
            say!("罚款没有金额", "a fine without an amount"),
            Some(say!("填罚款金额，单位是元", "give the amount, in 元")),
        ),
        (false, false) => cells.fail(
            money,
            Code::CellsContradict,
            say!("不是罚款，却有金额", "not a fine, yet with an amount"),
            Some(say!("罚款另立一行；或改正种类", "a fine is a row of its own; or correct the kind")),
        ),
        (true, false) | (false, true) => {}
    }
}
