//! `data/ledger/facilities.csv`

use super::super::content::kept;
use super::super::words::{Batch, FacilityKind, FacilityStatus, Guard, Word};
use super::{FORMER_REGIONS, REGION, SINCE, UNTIL, id};
use crate::dataset::column::Opens::Always;
use crate::dataset::column::{Column, Fact, Holds, Term};
use crate::dataset::ledger::Book;

/// 安全风险等级, from the safest on.
const GRADES: &[Term] = &[
    ("A", "最安全", "safest"),
    ("B", "其次", "second"),
    ("C", "再次", "third"),
    ("D", "最不安全", "least safe"),
];

/// How a tailings dam is raised; the first three of tailings.
const DAMS: &[Term] = &[
    ("upstream", "上游式尾矿筑坝", "of tailings, upstream"),
    ("centreline", "中线式尾矿筑坝", "of tailings, centreline"),
    ("downstream", "下游式尾矿筑坝", "of tailings, downstream"),
    ("one_stage", "一次建坝", "built at once"),
    ("dry", "干式堆存", "dry stack"),
];

/// In the order of the file of the sample.
pub const FACILITIES: &[Column] = &[
    id((
        "矿山或尾矿库的编号，也是其网页的地址",
        "id of the mine or tailings pond, and the address of its page",
    ))
    .opens(Always)
    .told_as("facility", ("设施编号", "Facility"))
    .kept(kept!(facilities.id))
    .laid_out(),
    Column::new("name", ("名称", "Name"), Holds::Name, ("矿山或尾矿库的名称", "its name"))
        .required()
        .opens(Always)
        .kept(kept!(facilities.name))
        .laid_out(),
    Column::new(
        "enterprise",
        ("企业", "Enterprise"),
        Holds::Row(Book::Enterprises),
        (
            "所属企业，见 enterprises.csv；无主的为空",
            "id of the owner, see enterprises.csv; empty where it has none",
        ),
    )
    .must_be_there()
    .opens(Always)
    .told_as("enterprise", ("企业编号", "Enterprise"))
    .kept(kept!(facilities.enterprise))
    .laid_out(),
    Column::new(
        "former_enterprises",
        ("原企业", "Former enterprises"),
        Holds::Former,
        (
            "以前的所属企业，以分号隔开，各带最后一天：E141027-03@2023-06-30；没有的为空",
            "its owners before, separated by semicolons, each with its last day: E141027-03@2023-06-30; empty where it has none",
        ),
    )
    .opens(Always)
    .laid_out(),
    REGION.required().opens(Always).kept(kept!(facilities.region)).laid_out(),
    FORMER_REGIONS,
    Column::new("kind", ("类别", "Kind"), Holds::Word(FacilityKind::TERMS), ("设施的类别", "what it is"))
        .required()
        .opens(Always)
        .kept(kept!(facilities.kind))
        .laid_out(),
    SINCE.kept(kept!(facilities.since)),
    UNTIL.kept(kept!(facilities.until)),
    Column::new(
        "status",
        ("状态", "Status"),
        Holds::Word(FacilityStatus::TERMS),
        ("生产建设状态", "how it stands"),
    )
    .required()
    .opens(Always)
    .told_as("status", ("生产状态", "Status"))
    .kept(kept!(facilities.status))
    .laid_out(),
    Column::new(
        "status_since",
        ("状态起始日", "Since"),
        Holds::Day,
        ("这一状态从哪天起；没有登记的为空", "since when; empty where not registered"),
    )
    .opens(Always)
    .kept(kept!(facilities.status_since))
    .laid_out(),
    Column::new(
        "former_statuses",
        ("原状态", "Former statuses"),
        Holds::Former,
        (
            "以前的状态，以分号隔开，各带最后一天：production@2023-06-30；没有的为空",
            "how it stood before, separated by semicolons, each with its last day: production@2023-06-30; empty where nothing is known",
        ),
    )
    .opens(Always)
    .laid_out(),
    Column::new(
        "guard",
        ("盯守", "Watch"),
        Holds::Word(Guard::TERMS),
        ("长期停产停建的怎样盯守；没有的为空", "who watches where nobody works; empty where nobody does"),
    )
    .opens(Always)
    .kept(kept!(facilities.guard))
    .fact(Fact { key: "guard", by: None, after: Some("above_homes") }),
    Column::new(
        "batch",
        ("三个一批", "Batch"),
        Holds::Word(Batch::TERMS),
        ("行动中列入哪一批；没有列入的为空", "what the campaign has in mind for it; empty where nothing"),
    )
    .opens(Always)
    .kept(kept!(facilities.batch)),
    Column::new(
        "grade",
        ("等级", "Safety grade"),
        Holds::Grade(GRADES),
        ("安全风险等级，没有评定的为空", "from the safest on, empty where it has none"),
    )
    .opens(Always)
    .told_as("grade", ("安全风险等级", "Safety grade")),
    Column::new(
        "capacity",
        ("规模", "Capacity"),
        Holds::Name,
        (
            "矿山为生产能力，万吨/年；尾矿库为库容，万立方米；按登记原样",
            "10,000 t a year of a mine, 10,000 m³ of a pond; as registered",
        ),
    )
    .opens(Always)
    .kept(kept!(facilities.capacity))
    .fact(Fact { key: "capacity", by: Some("kind"), after: None }),
    Column::new(
        "dam_class",
        ("库等别", "Class of the dam"),
        Holds::Count,
        (
            "尾矿库等别，1 最大、5 最小；矿山为空",
            "class of a tailings dam, from 1, the largest, to 5; empty for mines",
        ),
    )
    .opens(Always)
    .told_as("dam_class", ("尾矿库等别", "Class of the dam")),
    Column::new(
        "dam_kind",
        ("筑坝方式", "Kind of dam"),
        Holds::Word(DAMS),
        (
            "尾矿库怎样筑坝；矿山和没有登记的为空",
            "how a tailings dam is built; empty for mines, and where it is not registered",
        ),
    )
    .opens(Always),
    Column::new(
        "above_homes",
        ("头顶库", "Above homes"),
        Holds::YesNo,
        ("尾矿库下游是否有居民或重要设施", "whether people or important works are below the dam"),
    )
    .opens(Always),
    Column::new(
        "ownerless",
        ("无主库", "Without an owner"),
        Holds::YesNo,
        ("是否无主", "whether it has no owner"),
    )
    .opens(Always)
    .told_as("ownerless", ("无主", "Without an owner"))
    .laid_out(),
];
