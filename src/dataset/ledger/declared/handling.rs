//! Columns of the ledger of hazards about how one is handled beside its life.

use super::super::content::kept;
use super::super::words::{Leniency, Word};
use crate::dataset::column::Opens::{From, WhileItStands};
use crate::dataset::column::{Column, Fact, Holds, Term};

/// What is ordered until a hazard is rectified.
const MEASURES: &[Term] = &[
    ("withdraw", "停产撤人", "stopped, people withdrawn"),
    ("halt_part", "局部停产", "stopped in part"),
    ("limit", "限产", "output limited"),
    ("watch", "专人监护", "watched"),
];

/// Which sub-item of its criterion it is.
pub(super) const SUB_ITEM: Column = Column::new(
    "sub_item",
    ("第几目", "Sub-item"),
    Holds::Count,
    (
        "判定标准这一条之下的第几目，处罚文书要引用；没有分目或引了几条的为空",
        "which sub-item of the criterion, as papers of penalties cite it; empty where it has none, or where there are several criteria",
    ),
)
.opens(WhileItStands)
.on_pages_only();

/// What keeps people safe meanwhile.
pub(super) const MEASURE: Column = Column::new(
    "measure",
    ("整改期间管控", "Measure meanwhile"),
    Holds::Word(MEASURES),
    (
        "整改完成前怎样管控；没有的为空",
        "what keeps people safe until it is rectified; empty where nothing was ordered",
    ),
)
.opens(WhileItStands)
.on_pages_only()
.fact(Fact { key: "meanwhile", by: None, after: None });

/// Who follows it up once it is listed.
pub(super) const LISTED_POST: Column = Column::new(
    "listed_post",
    ("督办责任岗位", "Post that follows it up"),
    Holds::Post,
    ("挂牌督办由哪个岗位跟踪，不写姓名", "the post that follows up what is listed; no name"),
)
.opens(From("listed_on"))
.on_pages_only();

/// What finding it itself spared the enterprise.
pub(super) const LENIENCY: Column = Column::new(
    "leniency",
    ("自查从宽", "Leniency"),
    Holds::Word(Leniency::TERMS),
    (
        "企业自查自报的，依法不予处罚还是从轻；只公布合计，不逐条公开",
        "whether a penalty was waived or made lighter since the enterprise found and reported it itself; told as a sum alone",
    ),
)
.kept(kept!(hazards.leniency));

/// Its id elsewhere.
pub(super) const NATIONAL_ID: Column = Column::new(
    "national_id",
    ("全国系统编号", "National id"),
    Holds::Name,
    (
        "在全国重大事故隐患信息系统里的编号，不公开；未录入的为空",
        "its id in the national database, not published; empty where it is not entered there",
    ),
);
