//! `data/ledger/hazards/<region>.csv`

use chrono::NaiveDate;

use super::super::content::{Content, kept};
use super::super::words::{Level, Outcome, Source, Word};
use super::handling::{LENIENCY, LISTED_POST, MEASURE, NATIONAL_ID, SUB_ITEM};
use super::{NOTE, id};
use crate::dataset::RowAt;
use crate::dataset::column::Opens::{Always, From, WhileItStands};
use crate::dataset::column::{Column, Fact, Holds};
use crate::dataset::ledger::Book;

/// In the order of the files of the sample.
pub const HAZARDS: &[Column] = &[
    id(("隐患编号，也是其网页的地址", "id of the hazard, and the address of its page"))
        .opens(Always)
        .told_as("hazard", ("隐患编号", "Hazard"))
        .kept(kept!(hazards.id))
        .laid_out(),
    Column::new(
        "facility",
        ("设施", "Facility"),
        Holds::Row(Book::Facilities),
        ("矿山或尾矿库的编号，见 facilities.csv", "id of the mine or tailings pond, see facilities.csv"),
    )
    .required()
    .opens(WhileItStands)
    .told_as("facility", ("设施编号", "Facility"))
    .kept(kept!(hazards.facility))
    .laid_out(),
    Column::new(
        "level",
        ("等级", "Level"),
        Holds::Word(Level::TERMS),
        ("重大还是一般；只有重大的公开", "major or general; only major ones are published"),
    )
    .required()
    .opens(WhileItStands)
    .kept(kept!(hazards.level))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "source",
        ("来源", "Source"),
        Holds::Word(Source::TERMS),
        (
            "最先由谁发现；举报人要保护，不公开",
            "who discovered it first; not published, for the sake of those who tip",
        ),
    )
    .required()
    .kept(kept!(hazards.source)),
    Column::new("found_on", ("发现日期", "Found on"), Holds::Day, ("发现日期", "the day it was found"))
        .required()
        .opens(Always)
        .after("measures")
        .kept(kept!(hazards.found_on))
        .laid_out(),
    Column::new(
        "found_by",
        ("发现人", "Found by"),
        Holds::Post,
        ("发现的岗位或单位", "the post or office that found it"),
    ),
    Column::new(
        "criterion",
        ("判定标准", "Criterion"),
        Holds::Criteria,
        (
            "判定标准的条目编号，见“判定标准”页，几条用分号隔开；没有写的为空",
            "codes of the criteria it meets, separated by semicolons; empty where none is given",
        ),
    )
    .opens(WhileItStands)
    .told_as("criterion", ("判定依据", "Criterion"))
    .kept(kept!(hazards.criteria))
    .laid_out(),
    SUB_ITEM,
    Column::new(
        "description",
        ("隐患描述", "Description"),
        Holds::Text,
        ("隐患是什么", "what the hazard is"),
    )
    .required()
    .opens(WhileItStands)
    .told_as("description", ("隐患", "Description"))
    .kept(kept!(hazards.description))
    .laid_out(),
    Column::new(
        "responsible",
        ("责任人", "Responsible"),
        Holds::Post,
        ("五落实：负责整改的岗位", "the post that answers for the remedy"),
    )
    .opens(WhileItStands)
    .kept(kept!(hazards.responsible))
    .on_pages_only(),
    Column::new("measures", ("整改措施", "Measures"), Holds::Text, ("整改措施", "what is to be done"))
        .opens(WhileItStands)
        .told_as("measures", ("整改计划", "Measures"))
        .kept(kept!(hazards.measures)),
    MEASURE,
    Column::new(
        "funds_yuan",
        ("整改资金（元）", "Funds (yuan)"),
        Holds::Yuan,
        ("五落实：整改资金，元", "funds of the remedy in yuan"),
    )
    .opens(WhileItStands)
    .kept(kept!(hazards.funds_yuan))
    .on_pages_only()
    .fact(Fact { key: "funds", by: None, after: None }),
    Column::new(
        "due_on",
        ("整改期限", "Due on"),
        Holds::Deadline,
        ("最初的整改期限；未定的为空", "the first deadline; empty where none is set"),
    )
    .opens(WhileItStands)
    .kept(kept!(hazards.deadlines.due_on))
    .laid_out(),
    Column::new(
        "emergency_plan",
        ("应急预案", "Emergency plan"),
        Holds::Text,
        ("五落实：应急预案", "the plan for an emergency until then"),
    )
    .kept(kept!(hazards.emergency_plan)),
    Column::new(
        "listed_by",
        ("挂牌单位", "Listed by"),
        Holds::Office,
        ("挂牌督办单位；没有挂牌的为空", "the office that supervises it; empty where it is not listed"),
    )
    .opens(From("listed_on"))
    .told_as("listed_by", ("挂牌督办单位", "Listed by"))
    .after("criterion")
    .kept(kept!(hazards.listed_by)),
    Column::new(
        "listed_on",
        ("挂牌日期", "Listed on"),
        Holds::Day,
        ("挂牌督办的日期", "the day it was listed for supervision"),
    )
    .opens(From("listed_on"))
    .kept(kept!(hazards.listed_on))
    .on_pages_only()
    .laid_out(),
    LISTED_POST,
    Column::new(
        "delisted_on",
        ("摘牌日期", "Delisted on"),
        Holds::Day,
        ("摘牌的日期", "the day it was taken off the list"),
    )
    .opens(From("delisted_on"))
    .kept(kept!(hazards.delisted_on))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "reported_regulator_on",
        ("报告监管部门日期", "Regulator told on"),
        Holds::Day,
        ("双报告：向监管部门报告的日期", "the day the regulator was told"),
    )
    .kept(kept!(hazards.reported_regulator_on)),
    Column::new(
        "reported_workers_on",
        ("报告职代会日期", "Workers told on"),
        Holds::Day,
        ("双报告：向职工大会或者职工代表大会报告的日期", "the day the workers’ congress was told"),
    )
    .opens(From("reported_workers_on"))
    .kept(kept!(hazards.reported_workers_on))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "verified_on",
        ("核实日期", "Verified on"),
        Holds::Day,
        ("核实认定的日期", "the day it was verified"),
    )
    .opens(From("verified_on"))
    .kept(kept!(hazards.verified_on))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "applied_on",
        ("申请销号日期", "Applied on"),
        Holds::Day,
        ("最近一次申请销号的日期", "the day closing was last applied for"),
    )
    .opens(From("applied_on"))
    .kept(kept!(hazards.applied_on))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "reviewed_on",
        ("复查日期", "Reviewed on"),
        Holds::Day,
        ("最近一次复查的日期", "the day of the latest review"),
    )
    .opens(From("reviewed_on"))
    .kept(kept!(hazards.reviewed_on))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "reviewed_by",
        ("复查人", "Reviewed by"),
        Holds::Post,
        ("复查的岗位或单位", "the post or office that reviewed it"),
    )
    .opens(From("reviewed_on"))
    .kept(kept!(hazards.reviewed_by))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "closed_on",
        ("销号日期", "Closed on"),
        Holds::Day,
        ("销号日期；未销号的为空", "the day it was closed; empty while it is open"),
    )
    .opens(From("closed_on"))
    .after("extended_to")
    .kept(kept!(hazards.closed_on))
    .laid_out(),
    Column::new(
        "outcome",
        ("结果", "Outcome"),
        Holds::Word(Outcome::TERMS),
        ("怎样了结；未了结的为空", "how it ended; empty while it is open"),
    )
    .opens(From("closed_on"))
    .kept(kept!(hazards.outcome))
    .on_pages_only()
    .laid_out(),
    LENIENCY,
    Column::new(
        "extended_to",
        ("延期至", "Extended to"),
        Holds::Deadline,
        (
            "延后的期限；没有延期的为空。台账改填 extensions",
            "the later deadline; empty where it was not extended. Ledgers use extensions instead",
        ),
    )
    .opens(WhileItStands)
    .after("due_on")
    .kept(|ledger, number| {
        let last = ledger.hazards.get(RowAt::numbered(number)).deadlines.extended_to(NaiveDate::MAX);
        last.map_or(Content::Nothing, Content::Day)
    })
    .retired()
    .laid_out(),
    Column::new(
        "extensions",
        ("延期", "Extensions"),
        Holds::Extensions,
        (
            "每次延期：批准日:新期限，以分号隔开，2023-07-28:2023-08-20；没有的为空",
            "each extension, separated by semicolons: the day it was granted:the new deadline, 2023-07-28:2023-08-20; empty where there is none",
        ),
    )
    .opens(WhileItStands)
    .after("extended_to")
    .laid_out(),
    Column::new(
        "recurs",
        ("复发自", "Recurs"),
        Holds::Row(Book::Hazards),
        (
            "先前那条隐患的编号；不是复发的为空",
            "id of the hazard it is the return of; empty where it is none",
        ),
    )
    .opens(WhileItStands)
    .kept(kept!(hazards.recurs))
    .on_pages_only()
    .laid_out(),
    Column::new(
        "evidence",
        ("佐证材料", "Evidence"),
        Holds::Text,
        ("销号的佐证材料", "what shows that it was rectified"),
    )
    .kept(kept!(hazards.evidence)),
    NATIONAL_ID,
    NOTE,
];
