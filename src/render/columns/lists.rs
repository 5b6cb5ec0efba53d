//! The columns of the lists of the ledgers and of the corrections.

use super::Holds::{Day, Text, Whole, YesNo};
use super::{Column, DOCUMENT_NO, ENTERPRISE, ENTERPRISE_NAME, Holds, REGION, coded, codes, column};

pub const HAZARDS: &[Column] = &[
    column("no", Whole, ("序号", "No."), ("序号，与网页相同", "as on the pages")),
    column(
        "hazard",
        Text,
        ("隐患编号", "Hazard"),
        ("隐患编号，也是其网页的地址", "id of the hazard, and the address of its page"),
    ),
    ENTERPRISE,
    ENTERPRISE_NAME,
    column(
        "facility",
        Text,
        ("设施编号", "Facility"),
        ("矿山或尾矿库的编号，见 facilities.csv", "id of the mine or tailings pond, see facilities.csv"),
    ),
    column(
        "facility_name",
        Text,
        ("设施名称", "Facility name"),
        ("矿山或尾矿库的名称", "name of the mine or tailings pond"),
    ),
    REGION,
    coded("kind", codes::FACILITY_KINDS, ("行业类别", "Kind"), ("设施的类别", "what the facility is")),
    column(
        "criterion",
        Text,
        ("判定依据", "Criterion"),
        (
            "判定标准的条目编号，见“判定标准”页；没有写的为空",
            "code of the criterion it meets; empty where none is given",
        ),
    ),
    column(
        "listed_by",
        Text,
        ("挂牌督办单位", "Listed by"),
        ("挂牌督办单位；没有挂牌的为空", "the office that supervises it; empty where it is not listed"),
    ),
    column("description", Text, ("隐患", "Description"), ("隐患是什么", "what the hazard is")),
    column("measures", Text, ("整改计划", "Measures"), ("整改措施", "what is to be done")),
    column("found_on", Day, ("发现日期", "Found on"), ("发现日期", "the day it was found")),
    column(
        "due_on",
        Day,
        ("整改期限", "Due on"),
        ("最初的整改期限；未定的为空", "the first deadline; empty where none is set"),
    ),
    column(
        "extended_to",
        Day,
        ("延期至", "Extended to"),
        ("延后的期限；没有延期的为空", "the later deadline; empty where it was not extended"),
    ),
    coded(
        "state",
        codes::STATES,
        ("状态", "State"),
        ("至数据截至日的状态", "how it stands on the day of the data"),
    ),
    column(
        "days_overdue",
        Whole,
        ("逾期天数", "Days overdue"),
        (
            "至数据截至日逾期未销号的天数；没有逾期的为空",
            "days past the deadline on the day of the data; empty where it is not overdue",
        ),
    ),
    column(
        "closed_on",
        Day,
        ("销号日期", "Closed on"),
        ("销号日期；未销号的为空", "the day it was closed; empty while it is open"),
    ),
];

pub const PENALTIES: &[Column] = &[
    column("decided_on", Day, ("决定日期", "Decided on"), ("作出决定的日期", "the day of the decision")),
    DOCUMENT_NO,
    column("authority", Text, ("处罚机关", "Authority"), ("作出决定的机关", "who decided")),
    REGION,
    ENTERPRISE,
    ENTERPRISE_NAME,
    coded(
        "party",
        codes::PARTIES,
        ("处罚对象", "Party"),
        ("处罚对象；已撤销的为空", "on whom; empty where revoked"),
    ),
    coded(
        "kind",
        codes::PENALTIES,
        ("处罚种类", "Kind"),
        ("处罚种类；已撤销的为空", "what was decided; empty where revoked"),
    ),
    column(
        "basis",
        Text,
        ("法律依据", "Basis"),
        ("法律依据；已撤销的为空", "the article; empty where revoked"),
    ),
    column(
        "amount_yuan",
        Whole,
        ("罚款金额", "Amount"),
        (
            "罚款金额，元；没有罚款或已撤销的为空",
            "the fine in yuan; empty where there is none, or it was revoked",
        ),
    ),
    column(
        "public_until",
        Day,
        ("公示截止", "Public until"),
        ("公示到哪一天；已撤销的为空", "the last day it is public; empty where revoked"),
    ),
    coded("status", codes::PENALTY_STATUSES, ("状态", "Status"), ("决定的状态", "how the decision stands")),
    column(
        "status_on",
        Day,
        ("变更日期", "Changed on"),
        ("变更或撤销的日期；有效的为空", "the day it was amended or revoked; empty where valid"),
    ),
    column(
        "status_reason",
        Text,
        ("变更原因", "Reason"),
        ("变更或撤销的原因；有效的为空", "why it was amended or revoked; empty where valid"),
    ),
];

pub const FACILITIES: &[Column] = &[
    column(
        "facility",
        Text,
        ("设施编号", "Facility"),
        (
            "矿山或尾矿库的编号，也是其网页的地址",
            "id of the mine or tailings pond, and the address of its page",
        ),
    ),
    column("name", Text, ("名称", "Name"), ("矿山或尾矿库的名称", "its name")),
    column(
        "enterprise",
        Text,
        ("企业编号", "Enterprise"),
        (
            "所属企业，见 enterprises.csv；无主的为空",
            "id of the owner, see enterprises.csv; empty where it has none",
        ),
    ),
    REGION,
    coded("kind", codes::FACILITY_KINDS, ("类别", "Kind"), ("设施的类别", "what it is")),
    coded("status", codes::FACILITY_STATUSES, ("生产状态", "Status"), ("生产建设状态", "how it stands")),
    column(
        "status_since",
        Day,
        ("状态起始日", "Since"),
        ("这一状态从哪天起；没有登记的为空", "since when; empty where not registered"),
    ),
    coded(
        "guard",
        codes::GUARDS,
        ("盯守", "Watch"),
        ("长期停产停建的怎样盯守；没有的为空", "who watches where nobody works; empty where nobody does"),
    ),
    Column {
        name: "grade",
        title: ("安全风险等级", "Safety grade"),
        about: ("安全风险等级，没有评定的为空", "from the safest on, empty where it has none"),
        holds: Holds::Text,
        codes: codes::GRADES,
    },
    column(
        "capacity",
        Text,
        ("规模", "Capacity"),
        (
            "矿山为生产能力，万吨/年；尾矿库为库容，万立方米；按登记原样",
            "10,000 t a year of a mine, 10,000 m³ of a pond; as registered",
        ),
    ),
    column(
        "dam_class",
        Whole,
        ("尾矿库等别", "Class of the dam"),
        (
            "尾矿库等别，1 最大、5 最小；矿山为空",
            "class of a tailings dam, from 1, the largest, to 5; empty for mines",
        ),
    ),
    column(
        "above_homes",
        YesNo,
        ("头顶库", "Above homes"),
        ("尾矿库下游是否有居民或重要设施", "whether people or important works are below the dam"),
    ),
    column("ownerless", YesNo, ("无主", "Without an owner"), ("是否无主", "whether it has no owner")),
];

pub const ENTERPRISES: &[Column] = &[
    column(
        "enterprise",
        Text,
        ("企业编号", "Enterprise"),
        ("企业编号，也是其网页的地址", "id of the enterprise, and the address of its page"),
    ),
    column("name", Text, ("名称", "Name"), ("现名", "its name today")),
    column(
        "former_names",
        Text,
        ("曾用名", "Former names"),
        ("曾用名，以分号隔开；没有的为空", "its names before, parted by semicolons; empty where it has none"),
    ),
    column(
        "uscc",
        Text,
        ("统一社会信用代码", "Credit code"),
        (
            "统一社会信用代码，18 位；没有登记的为空",
            "unified social credit code of 18 characters; empty where not registered",
        ),
    ),
    REGION,
];

pub const INSPECTIONS: &[Column] = &[
    column("started_on", Day, ("开始日期", "Started on"), ("第一天", "its first day")),
    column("ended_on", Day, ("结束日期", "Ended on"), ("最后一天", "its last day")),
    column("organ", Text, ("检查单位", "Organ"), ("检查单位", "who inspected")),
    coded("kind", codes::INSPECTION_KINDS, ("检查种类", "Kind"), ("检查种类", "what kind of inspection")),
    REGION,
    column(
        "facilities",
        Text,
        ("检查设施", "Facilities"),
        (
            "检查的设施编号，以空格隔开，见 facilities.csv",
            "ids of the facilities, parted by spaces, see facilities.csv",
        ),
    ),
    column(
        "problems_found",
        Whole,
        ("发现问题", "Problems found"),
        ("发现的问题，项；没有登记的为空", "how many problems were found; empty where not registered"),
    ),
    column(
        "problems_rectified",
        Whole,
        ("已整改问题", "Problems rectified"),
        ("其中已整改的，项；没有登记的为空", "how many of them were put right; empty where not registered"),
    ),
];

pub const NOTICES: &[Column] = &[
    column("issued_on", Day, ("发出日期", "Issued on"), ("发出日期", "the day it was issued")),
    coded("kind", codes::NOTICE_KINDS, ("种类", "Kind"), ("种类", "what kind of notice")),
    REGION,
    ENTERPRISE,
    ENTERPRISE_NAME,
    column("reason", Text, ("事由", "Reason"), ("事由", "what it is about")),
    DOCUMENT_NO,
];

pub const CORRECTIONS: &[Column] = &[
    column(
        "no",
        Whole,
        ("序号", "No."),
        ("序号，也是其网页上的位置", "its number, and its place on the page"),
    ),
    column("date", Day, ("公布日期", "Date"), ("改后的数公布的日期", "the day the new figure was published")),
    column(
        "what",
        Text,
        ("数的编号", "What"),
        ("改的是哪个数：指标@报告期/地区", "the figure as measure@period/region"),
    ),
    column("figure", Text, ("数", "Figure"), ("指标名称和口径", "title of the measure, and its span")),
    column("where", Text, ("地区和报告期", "Where"), ("地区和报告期", "region and period")),
    column(
        "old",
        Text,
        ("原来", "Old"),
        (
            "原来公布的，带单位；可为“未报”“不适用”",
            "what was published, with its unit; also that it was missing or does not apply",
        ),
    ),
    column("new", Text, ("现在", "New"), ("现在公布的，带单位", "what is published now, with its unit")),
    coded("kind", codes::CORRECTION_KINDS, ("种类", "Kind"), ("为什么改", "why it was changed")),
    column("reason", Text, ("原因", "Reason"), ("向公众说明的原因", "the reason in a sentence")),
    column("approved_by", Text, ("批准", "Approved by"), ("批准的岗位", "the post that decided")),
];
