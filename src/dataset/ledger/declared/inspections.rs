//! `data/ledger/inspections/<region>.csv`

use super::super::content::kept;
use super::super::words::{InspectionKind, Word};
use super::{NOTE, id};
use crate::dataset::column::Opens::Always;
use crate::dataset::column::{Column, Holds};
use crate::dataset::ledger::Book;

/// In the order of the files of the sample.
pub const INSPECTIONS: &[Column] = &[
    id(("检查的编号", "id of the inspection")).kept(kept!(inspections.id)),
    Column::new("organ", ("检查单位", "Organ"), Holds::Office, ("检查单位", "who inspected"))
        .opens(Always)
        .after("ended_on")
        .kept(kept!(inspections.organ))
        .laid_out(),
    Column::new(
        "kind",
        ("种类", "Kind"),
        Holds::Word(InspectionKind::TERMS),
        ("检查种类", "what kind of inspection"),
    )
    .required()
    .opens(Always)
    .told_as("kind", ("检查种类", "Kind"))
    .after("organ")
    .kept(kept!(inspections.kind))
    .laid_out(),
    Column::new("started_on", ("开始日期", "Started on"), Holds::Day, ("第一天", "its first day"))
        .required()
        .opens(Always)
        .kept(kept!(inspections.started_on))
        .laid_out(),
    Column::new("ended_on", ("结束日期", "Ended on"), Holds::Day, ("最后一天", "its last day"))
        .opens(Always)
        .kept(kept!(inspections.ended_on))
        .laid_out(),
    Column::new(
        "facilities",
        ("设施", "Facilities"),
        Holds::Rows(Book::Facilities),
        ("检查的设施编号，见 facilities.csv", "ids of the facilities, see facilities.csv"),
    )
    .told_about((
        "检查的设施编号，以空格隔开，见 facilities.csv",
        "ids of the facilities, separated by spaces, see facilities.csv",
    ))
    .must_be_there()
    .opens(Always)
    .told_as("facilities", ("检查设施", "Facilities"))
    .kept(kept!(inspections.facilities))
    .laid_out(),
    Column::new(
        "problems_found",
        ("发现问题", "Problems found"),
        Holds::Count,
        ("发现的问题，项；没有登记的为空", "how many problems were found; empty where not registered"),
    )
    .opens(Always)
    .kept(kept!(inspections.problems_found))
    .laid_out(),
    Column::new(
        "problems_rectified",
        ("已整改", "Problems rectified"),
        Holds::Count,
        ("其中已整改的，项；没有登记的为空", "how many of them were rectified; empty where not registered"),
    )
    .opens(Always)
    .told_as("problems_rectified", ("已整改问题", "Problems rectified"))
    .kept(kept!(inspections.problems_rectified))
    .laid_out(),
    Column::new(
        "published_on",
        ("公开日期", "Published on"),
        Holds::Day,
        (
            "检查结果公开的日期；没有公开的为空",
            "the day its results were made known; empty where they were not",
        ),
    )
    .kept(kept!(inspections.published_on)),
    NOTE,
];
