//! `data/ledger/inspections/<region>.csv` and `data/ledger/notices.csv`: who was visited, and what was made known.

use chrono::NaiveDate;

use super::cells::Cells;
use super::registry::{Enterprise, Facility};
use super::table::{At, Index, Row, Table, Text};
use super::words::{InspectionKind, NoticeKind};
use crate::dataset::columns::Column;
use crate::dataset::regions::Regions;
use crate::diagnostic::Code;
use crate::say;

/// One inspection.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Where the row stands.
    pub at: At,
    /// Index of the region whose ledger it stands in: the reporter that counts it.
    pub region: usize,
    /// Its id.
    pub id: Text,
    /// Who inspected.
    pub organ: Text,
    /// What kind.
    pub kind: InspectionKind,
    /// Its first day.
    pub started_on: NaiveDate,
    /// Its last day, which decides the month it counts in; the first, where not given.
    pub ended_on: NaiveDate,
    /// Indices of the facilities visited.
    pub facilities: Box<[Index]>,
    /// Problems found, hazards among them.
    pub problems_found: Option<u32>,
    /// Problems put right on the spot or by the day of the entry.
    pub problems_rectified: Option<u32>,
    /// Remarks.
    pub note: Text,
}

/// One notice: a circular, an interview, an exposure, joint punishment.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Where the row stands.
    pub at: At,
    /// Its id.
    pub id: Text,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// What kind.
    pub kind: NoticeKind,
    /// Index of the region concerned: the reporter that counts a notice about an enterprise. One about a region
    /// itself is the doing of the office above it.
    pub region: usize,
    /// Index of the enterprise concerned; none where the region itself is addressed.
    pub enterprise: Option<Index>,
    /// Why.
    pub reason: Text,
    /// 文书号
    pub document_no: Text,
}

impl Row for Inspection {
    const COLUMNS: &'static [Column] = &[
        ("id", "编号", true),
        ("organ", "检查单位", false),
        ("kind", "种类", true),
        ("started_on", "开始日期", true),
        ("ended_on", "结束日期", false),
        ("facilities", "设施", true),
        ("problems_found", "发现问题", false),
        ("problems_rectified", "已整改", false),
        ("note", "备注", false),
    ];
    const NAME: (&'static str, &'static str) = ("检查台账", "the ledger of inspections");

    fn at(&self) -> At {
        self.at
    }

    fn id(&self) -> Text {
        self.id
    }
}

impl Row for Notice {
    const COLUMNS: &'static [Column] = &[
        ("id", "编号", true),
        ("issued_on", "日期", true),
        ("kind", "种类", true),
        ("region", "地区", true),
        ("enterprise", "企业", false),
        ("reason", "事由", false),
        ("document_no", "文书号", false),
    ];
    const NAME: (&'static str, &'static str) = ("通报约谈曝光台账", "the ledger of notices");

    fn at(&self) -> At {
        self.at
    }

    fn id(&self) -> Text {
        self.id
    }
}

/// Reads a row of an inspection ledger.
pub fn inspection<'a>(
    cells: &mut Cells<'_, '_, 'a>,
    facilities: &'a Table<Facility>,
    regions: &Regions,
) -> Option<Inspection> {
    let (id, organ, kind, started_on) = (cells.id(), cells.text(), cells.word(), cells.date());
    let end = cells.peek();
    let ended_on = cells.date_or_none().or(started_on);
    if ended_on < started_on {
        cells.fail(
            &end,
            Code::CellsContradict,
            say!("检查结束早于开始", "the inspection ends before it begins"),
            Some(say!("改正其中一个日期", "correct one of the two days")),
        );
    }
    let places = cells.peek();
    let visited = cells.references(facilities);
    for facility in &visited {
        cells.must_answer_for(&places, regions, facilities.get(*facility).region);
    }
    let problems_found = cells.count_or_none();
    let rectified = cells.peek();
    let problems_rectified = cells.count_or_none();
    if problems_rectified > problems_found {
        cells.fail(
            &rectified,
            Code::CellsContradict,
            say!("整改的问题多于发现的", "more problems rectified than found"),
            Some(say!("改正其中一格", "correct one of the two")),
        );
    }
    let (note, at, region) = (cells.text(), cells.at(), cells.region);
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
        note,
    })
}

/// Reads a row of `notices.csv`.
pub fn notice<'a>(
    cells: &mut Cells<'_, '_, 'a>,
    enterprises: &'a Table<Enterprise>,
    regions: &Regions,
) -> Option<Notice> {
    let (id, issued_on, kind) = (cells.id(), cells.date(), cells.word());
    let (region, enterprise) = (cells.region(regions), cells.reference_or_none(enterprises));
    let (reason, document_no, at) = (cells.text(), cells.text(), cells.at());
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
    })
}
