//! The codes of closed columns with their titles, but for those that are words of an enumeration.

use super::CodedWord;

pub const SPANS: &[CodedWord] = &[("month", "本月", "the month"), ("to_date", "累计", "to date")];
pub const STATUSES: &[CodedWord] = &[
    ("A", "已报", "reported"),
    ("M", "未报", "missing"),
    ("N", "不适用", "not applicable"),
    ("S", "隐去不公布", "suppressed"),
];
pub const CHART_STATUSES: &[CodedWord] = &[
    ("A", "已报", "reported"),
    ("P", "未报齐", "partial: not everybody has reported"),
    ("M", "未报", "missing"),
    ("S", "隐去不公布", "suppressed"),
];
pub const MEASURE_KINDS: &[CodedWord] = &[
    ("flow", "流量，各月可相加", "flow, months add up"),
    ("distinct", "去重，各月不可相加", "distinct count, months do not add up"),
    ("stock", "存量，取最近一期", "stock, the latest counts"),
    ("flag", "是否", "yes or no"),
    ("rate", "比率，分子、分母各自合计后相除", "rate, the sum above by the sum below"),
];
pub const BETTER: &[CodedWord] = &[("higher", "越高越好", "the higher"), ("lower", "越低越好", "the lower")];
pub const FILINGS: &[CodedWord] = &[
    ("filed", "已报", "filed"),
    ("awaited", "待报", "awaited, not due yet"),
    ("overdue", "逾期待报，未过最后期限", "overdue, the last due day not passed"),
    ("missing", "缺报", "missing"),
];
pub const COUNTED: &[CodedWord] = &[
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
pub const PENALTY_STATUSES: &[CodedWord] = &[
    ("valid", "有效", "valid"),
    ("amended", "已变更", "amended"),
    ("revoked", "已撤销，不列名称", "revoked, without a name"),
    ("declared_unlawful", "确认违法，不列名称", "declared unlawful, without a name"),
    ("declared_void", "确认无效，不列名称", "declared void, without a name"),
];
pub const CORRECTION_KINDS: &[CodedWord] = &[
    ("revision", "修订，另有新情况", "revision, more became known"),
    ("error", "更正，原来有误", "error, it had been wrong"),
    ("method", "方法，算法变了", "method, it is counted otherwise"),
    ("late", "逾期补报，封存之后报来", "late report, it came in after the month was frozen"),
    ("entered", "台账补登，封存之后登记", "entered later, after the month was frozen"),
];
pub const CHANGE_KINDS: &[CodedWord] = &[
    ("correction", "更正", "correction"),
    ("method", "算法变了", "method"),
    ("late", "逾期补报", "late report"),
    ("entered", "台账补登", "entered later"),
    ("follows", "随之变", "follows from others"),
];
