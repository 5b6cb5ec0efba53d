//! Inspections and notices as the public sees them.

use chrono::NaiveDate;

use crate::dataset::ledger::{EnterpriseAt, FacilityAt, InspectionAt, NoticeAt, Word};
use crate::dataset::{Dataset, RegionAt};

/// An inspection.
#[derive(Debug)]
pub struct PublicInspection<'d> {
    /// Its first day.
    pub started_on: NaiveDate,
    /// The last day, which decides the month it counts in.
    pub ended_on: NaiveDate,
    /// Who inspected.
    pub organ: &'d str,
    /// The code of the word; the theme has its title.
    pub kind: &'static str,
    /// Index of the region in whose ledger it stands.
    pub region: RegionAt,
    /// The mines and ponds that were visited.
    pub facilities: &'d [FacilityAt],
    /// How many problems were found; `None` where nobody wrote it down.
    pub problems_found: Option<u32>,
    /// How many of them were rectified.
    pub problems_rectified: Option<u32>,
}

impl<'d> PublicInspection<'d> {
    pub(in crate::published) fn of(dataset: &'d Dataset, index: InspectionAt) -> Self {
        let table = &dataset.ledger.inspections;
        let row = table.get(index);
        Self {
            started_on: row.started_on,
            ended_on: row.ended_on,
            organ: table.text(row, row.organ),
            kind: row.kind.code(),
            region: row.region,
            facilities: &row.facilities,
            problems_found: row.problems_found,
            problems_rectified: row.problems_rectified,
        }
    }
}

/// 通报、约谈、曝光 or 联合惩戒.
#[derive(Debug)]
pub struct PublicNotice<'d> {
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The code of the word; the theme has its title.
    pub kind: &'static str,
    /// Index of the region it is about.
    pub region: RegionAt,
    /// The enterprise it is about; none where the region itself is addressed.
    pub enterprise: Option<EnterpriseAt>,
    /// What it is about.
    pub reason: &'d str,
    /// 文书号
    pub document_no: &'d str,
}

impl<'d> PublicNotice<'d> {
    pub(in crate::published) fn of(dataset: &'d Dataset, index: NoticeAt) -> Self {
        let table = &dataset.ledger.notices;
        let row = table.get(index);
        Self {
            issued_on: row.issued_on,
            kind: row.kind.code(),
            region: row.region,
            enterprise: row.enterprise,
            reason: table.text(row, row.reason),
            document_no: table.text(row, row.document_no),
        }
    }
}
