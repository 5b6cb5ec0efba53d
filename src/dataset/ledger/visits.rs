//! `data/ledger/inspections/<region>.csv` and `data/ledger/notices.csv`: who was visited, and what was made known.

use chrono::NaiveDate;

use super::cells::Cells;
use super::declared::{INSPECTIONS, NOTICES};
use super::registry::{Enterprise, Facility};
use super::row_ref::{EnterpriseAt, FacilityAt};
use super::table::{At, Row, Table, Text};
use super::words::{DecisionStatus, InspectionKind, NoticeKind};
use crate::dataset::column::Column;
use crate::dataset::columns::declared;
use crate::dataset::regions::RegionAt;
use crate::dataset::regions::Regions;
use crate::diagnostic::Code;
use crate::say;

/// One inspection.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Where the row stands.
    pub at: At,
    /// Index of the region whose ledger it stands in: the reporter that counts it.
    pub region: RegionAt,
    /// `I141027-001`: unique over all files.
    pub id: Text,
    /// Who inspected.
    pub organ: Text,
    /// Which of the inspections that the forms count apart.
    pub kind: InspectionKind,
    /// Its first day.
    pub started_on: NaiveDate,
    /// Its last day, which decides the month it counts in; the first, where not given.
    pub ended_on: NaiveDate,
    /// Indices of the facilities visited.
    pub facilities: Box<[FacilityAt]>,
    /// Problems found, hazards among them.
    pub problems_found: Option<u32>,
    /// Problems rectified on the spot or by the day of the entry.
    pub problems_rectified: Option<u32>,
    /// When it was made known (国办发〔2018〕118号: within 20 working days).
    pub published_on: Option<NaiveDate>,
    declared: [Text; declared(INSPECTIONS)],
}

/// One notice: a circular, an interview, an exposure, joint punishment.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Where the row stands.
    pub at: At,
    /// `N0001`: unique in the file.
    pub id: Text,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// 通报、约谈、曝光 or 联合惩戒.
    pub kind: NoticeKind,
    /// Index of the region concerned: the reporter that counts a notice about an enterprise. One about a region
    /// itself is the doing of the office above it.
    pub region: RegionAt,
    /// Index of the enterprise concerned; none where the region itself is addressed.
    pub enterprise: Option<EnterpriseAt>,
    /// What it was issued for, in a sentence.
    pub reason: Text,
    /// 文书号
    pub document_no: Text,
    /// What it rests on; joint punishment needs it.
    pub basis: Text,
    /// Until when it stays public, as stated.
    pub expires_on: Option<NaiveDate>,
    /// The last day it is public: as stated, else by the rules of its day; none of one that names no enterprise.
    pub public_until: Option<NaiveDate>,
    /// Whether it stands.
    pub status: DecisionStatus,
    /// Since when it does not, or its credit is repaired.
    pub status_on: Option<NaiveDate>,
    declared: [Text; declared(NOTICES)],
}

impl Notice {
    /// Whether it is public on a day: issued, still within its time, and neither undone nor repaired.
    #[must_use]
    pub fn is_public(&self, day: NaiveDate) -> bool {
        let over = self.public_until.is_some_and(|last| last < day);
        let taken_back = self.status.is_undone() || self.status == DecisionStatus::Repaired;
        let is_gone = taken_back && self.status_on.is_none_or(|on| on <= day);
        self.issued_on <= day && !over && !is_gone
    }
}

impl Row for Inspection {
    const COLUMNS: &'static [Column] = INSPECTIONS;
    const NAME: (&'static str, &'static str) = ("检查台账", "the ledger of inspections");

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

impl Row for Notice {
    const COLUMNS: &'static [Column] = NOTICES;
    const NAME: (&'static str, &'static str) = ("通报约谈曝光台账", "the ledger of notices");

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

/// Reads a row of an inspection ledger.
pub fn inspection<'a>(
    cells: &mut Cells<'_, '_, 'a>,
    facilities: &'a Table<Facility>,
    regions: &Regions,
) -> Option<Inspection> {
    let (id, organ) = (cells.id("id"), cells.text("organ"));
    let start = cells.peek("started_on");
    let (kind, started_on) = (cells.word("kind"), cells.date("started_on"));
    cells.keeper_must_be_there(&start, regions, started_on);
    let end = cells.peek("ended_on");
    let ended_on = cells.date_or_none("ended_on").or(started_on);
    if ended_on < started_on {
        cells.fail(
            &end,
            Code::CellsContradict,
            say!("检查结束早于开始", "the inspection ends before it begins"),
            Some(say!("改正其中一个日期", "correct one of the two days")),
        );
    }
    let places = cells.peek("facilities");
    let visited = cells.references("facilities", facilities);
    for facility in &visited {
        cells.must_answer_for(&places, regions, facilities, *facility, started_on);
    }
    let problems_found = cells.count_or_none("problems_found");
    let rectified = cells.peek("problems_rectified");
    let problems_rectified = cells.count_or_none("problems_rectified");
    if problems_rectified > problems_found {
        cells.fail(
            &rectified,
            Code::CellsContradict,
            say!("整改的问题多于发现的", "more problems rectified than found"),
            Some(say!("改正其中一格", "correct one of the two")),
        );
    }
    let published_on = cells.date_or_none("published_on");
    let (declared, at, region) = (cells.declared(), cells.at(), cells.region);
    cells.is_whole().then_some(())?;
    Some(Inspection {
        at,
        region: region?,
        id,
        organ,
        kind: kind?,
        started_on: started_on?,
        ended_on: ended_on?,
        facilities: visited,
        problems_found,
        problems_rectified,
        published_on,
        declared,
    })
}

/// Reads a row of `notices.csv`.
pub fn notice<'a>(
    cells: &mut Cells<'_, '_, 'a>,
    enterprises: &'a Table<Enterprise>,
    regions: &Regions,
) -> Option<Notice> {
    let (id, issued_on, kind) = (cells.id("id"), cells.date("issued_on"), cells.word("kind"));
    let place = cells.peek("region");
    let region = cells.region("region", regions);
    if let (Some(region), Some(day)) = (region, issued_on) {
        cells.must_be_there(&place, regions, region, day);
    }
    let enterprise = cells.reference_or_none("enterprise", enterprises);
    let (reason, document_no) = (cells.text("reason"), cells.text("document_no"));
    let (basis, expires_on) = (cells.meaningful("basis"), cells.date_or_none("expires_on"));
    // Files of before have no such column: what they list stands.
    let status = cells.word_or_none::<DecisionStatus>("status").unwrap_or(DecisionStatus::Valid);
    let since = cells.peek("status_on");
    let status_on = cells.date_or_none("status_on");
    if status != DecisionStatus::Valid && since.text().is_empty() {
        cells.fail(
            &since,
            Code::EmptyCell,
            say!("不是有效的，要填状态日期", "one that is not valid needs `status_on`"),
            Some(say!("填变更、撤销或修复的日期", "give the day it was amended, revoked or repaired")),
        );
    }
    let (declared, at) = (cells.declared(), cells.at());
    cells.is_whole().then_some(())?;
    Some(Notice {
        at,
        id,
        issued_on: issued_on?,
        kind: kind?,
        region: region?,
        enterprise,
        reason,
        document_no,
        basis,
        expires_on,
        public_until: expires_on,
        status,
        status_on,
        declared,
    })
}
