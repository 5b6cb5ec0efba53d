//! The codes of closed columns with their titles.

use super::Code;

pub const SPANS: &[Code] = &[("month", "本月", "the month"), ("to_date", "累计", "to date")];
pub const STATUSES: &[Code] = &[
    ("A", "已报", "reported"),
    ("M", "未报", "missing"),
    ("N", "不适用", "not applicable"),
    ("S", "隐去不公布", "suppressed"),
];
pub const CHART_STATUSES: &[Code] = &[
    ("A", "已报", "reported"),
    ("P", "未报齐", "partial: not everybody has reported"),
    ("M", "未报", "missing"),
    ("S", "隐去不公布", "suppressed"),
];
pub const MEASURE_KINDS: &[Code] = &[
    ("flow", "流量，各月可相加", "flow, months add up"),
    ("distinct", "去重，各月不可相加", "distinct count, months do not add up"),
    ("stock", "存量，取最近一期", "stock, the latest counts"),
    ("flag", "是否", "yes or no"),
];
pub const REGION_KINDS: &[Code] = &[
    ("city", "市", "city, adds up the others"),
    ("bureau", "市本级", "the city’s own bureau"),
    ("district", "区", "district"),
    ("county", "县", "county"),
    ("county_city", "县级市", "county-level city"),
];
pub const FILINGS: &[Code] = &[
    ("filed", "已报", "filed"),
    ("awaited", "待报", "awaited, not due yet"),
    ("overdue", "逾期待报，未过最后期限", "overdue, the last due day not passed"),
    ("missing", "缺报", "missing"),
];
pub const COUNTED: &[Code] = &[
    ("scored", "计分", "scored"),
    (
        "nothing",
        "分母为 0 或不适用，权重不计",
        "the denominator is 0 or does not apply, its weight is left out",
    ),
    ("missing", "未报，不排名", "not reported, hence no rank"),
    ("absent", "各单位均无数据，都不计", "nobody has the figures, left out for all"),
    ("withheld", "不公布，都不计", "not published, left out for all"),
];
pub const FACILITY_KINDS: &[Code] = &[
    ("underground", "地下矿山", "underground mine"),
    ("open_pit", "露天矿山", "open-pit mine"),
    ("tailings", "尾矿库", "tailings pond"),
];
pub const FACILITY_STATUSES: &[Code] = &[
    ("production", "正常生产", "in production"),
    ("construction", "建设", "under construction"),
    ("rectifying", "整改", "rectifying"),
    ("idle_manned", "长期停产停建（有人）", "idle for long, manned"),
    ("idle_unmanned", "长期停产停建（无人）", "idle for long, unmanned"),
    ("suspended", "停产整顿", "suspended"),
    ("closed", "关闭", "closed"),
    ("decommissioned", "闭库", "decommissioned"),
];
pub const GUARDS: &[Code] =
    &[("resident", "驻矿盯守", "resident watch"), ("liaison", "联系盯守", "watch by liaison")];
/// Not closed: another grade is a warning.
pub const GRADES: &[Code] = &[
    ("A", "最安全", "safest"),
    ("B", "其次", "second"),
    ("C", "再次", "third"),
    ("D", "最不安全", "least safe"),
];
/// Those that are not dismissed: the others are on no list.
pub const STATES: &[Code] = &[
    ("found", "已发现", "found"),
    ("verified", "已核实", "verified"),
    ("rectifying", "整改中", "being put right"),
    ("applied", "已申请销号", "closing applied for"),
    ("reviewed", "已复查", "reviewed"),
    ("closed", "已销号", "closed"),
];
pub const PARTIES: &[Code] = &[
    ("unit", "单位", "the enterprise"),
    ("principal", "主要负责人", "its principal"),
    ("person", "其他人员", "another person"),
];
/// Those that are penalties: the others are on no list.
pub const PENALTIES: &[Code] = &[
    ("warning", "警告", "warning"),
    ("fine", "罚款", "fine"),
    ("suspend", "停产整顿", "suspension"),
    ("close", "关闭取缔", "closure"),
    ("revoke", "吊销证照", "licence revoked"),
    ("withhold", "暂扣证照", "licence withheld"),
    ("detain", "拘留", "detention"),
];
pub const PENALTY_STATUSES: &[Code] = &[
    ("valid", "有效", "valid"),
    ("amended", "已变更", "amended"),
    ("revoked", "已撤销，不列名称", "revoked, without a name"),
];
pub const INSPECTION_KINDS: &[Code] = &[
    ("steering", "督查", "steering"),
    ("spot_check", "抽查", "spot check"),
    ("enforcement", "执法", "enforcement"),
    ("cross", "交叉", "cross-inspection"),
];
pub const NOTICE_KINDS: &[Code] = &[
    ("circular", "通报", "circular"),
    ("interview", "约谈", "interview"),
    ("exposure", "曝光", "exposure"),
    ("joint_punishment", "联合惩戒", "joint punishment"),
];
pub const CORRECTION_KINDS: &[Code] = &[
    ("revision", "修订，另有新情况", "revision, more became known"),
    ("error", "更正，原来有误", "error, it had been wrong"),
];
