//! The columns of the tables of figures, and of the data of a chart.

use super::FieldType::{Day, Number, Text, Whole, YesNo};
use super::{DownloadColumn, PERIOD, REGION, coded, codes, column};
use crate::dataset::RegionKind;
use crate::published::ledger::Word;

const MEASURE: DownloadColumn = column(
    "measure",
    Text,
    ("指标", "Measure"),
    ("指标编号，名称和单位见 measures.csv", "id of the measure; titles and units stand in measures.csv"),
);
const SPAN: DownloadColumn = coded(
    "span",
    codes::SPANS,
    ("口径", "Span"),
    ("本期一个月的数，还是行动开始至本期的累计数", "the figure of one month, or of the campaign up to it"),
);

pub const FIGURES: &[DownloadColumn] = &[
    MEASURE,
    REGION,
    PERIOD,
    SPAN,
    column(
        "value",
        Number,
        ("数值", "Value"),
        (
            "数值，单位见 measures.csv（金额为万元；是否类 1 是、0 否，汇总为“是”的个数；比率为百分数，两位小数，分母为 0 的不适用）；没有报或不公布的为空，不是 0",
            "the number, in the unit of measures.csv (money in 10,000 yuan; 1 yes and 0 no, sums count those that say yes; rates in percent with two decimals, not applicable where the denominator is 0); empty, not 0, where it is missing or suppressed",
        ),
    ),
    coded("status", codes::STATUSES, ("状态", "Status"), ("数值的状态", "how the value stands")),
];

pub const COVERAGE: &[DownloadColumn] = &[
    MEASURE,
    REGION,
    PERIOD,
    SPAN,
    column(
        "reported",
        Whole,
        ("已报", "Reported"),
        (
            "合计背后已报齐的份数（每单位每月一份）；只报了一部分的不算，已报的部分仍计入合计",
            "whole values behind the sum, one a reporter and month; one of which parts are missing does not count, but what is known of it is in the sum",
        ),
    ),
    column("expected", Whole, ("应报", "Expected"), ("应报的份数", "values there should be")),
];

pub const MEASURES: &[DownloadColumn] = &[
    column("measure", Text, ("指标", "Measure"), ("指标编号", "id of the measure")),
    column("title", Text, ("名称", "Title"), ("指标名称", "its title")),
    column(
        "form",
        Text,
        ("所属表", "Form"),
        (
            "所属报表的编号；ledger 为由台账计数，rate 为比率",
            "id of the form it is a cell of; ledger where it is counted from the ledgers, rate where it is a rate",
        ),
    ),
    column(
        "unit",
        Text,
        ("单位", "Unit"),
        ("本月数的单位；是否类为空", "unit of the month; empty for yes or no"),
    ),
    column(
        "unit_to_date",
        Text,
        ("累计单位", "Unit to date"),
        ("累计数的单位，如去重的“家”累计为“家次”", "unit to date: firms added up over months are visits"),
    ),
    coded(
        "kind",
        codes::MEASURE_KINDS,
        ("性质", "Kind"),
        ("各月、各地区怎样合计", "how months and regions add up"),
    ),
    column(
        "of",
        Text,
        ("从属于", "Part of"),
        (
            "“其中”项从属的指标，即比率的分母；没有的为空",
            "the measure it is part of, the denominator of its rate; empty where there is none",
        ),
    ),
    column(
        "parts",
        Text,
        ("组成", "Parts"),
        (
            "相加得出的，列出各组成指标，以空格隔开；不是的为空",
            "the measures it is the sum of, separated by spaces; empty where it is none",
        ),
    ),
    column(
        "unit_added",
        Text,
        ("合计单位", "Unit added up"),
        (
            "各单位合计数的单位：去重的“家”“人”合计为“家次”“人次”",
            "unit of what is added up over reporters: firms counted once by each are visits",
        ),
    ),
    column(
        "merged_into",
        Text,
        ("并入", "Merged into"),
        (
            "各单位的数并入的指标，这些单位没有本指标的行；不合并的为空",
            "the measure that figures of reporters are merged into, so that they have no rows of this one; empty where nothing is merged",
        ),
    ),
    column(
        "numerator",
        Text,
        ("分子", "Numerator"),
        (
            "比率的分子，相加的指标以空格隔开；不是比率的为空",
            "of a rate the measures added up above, separated by spaces; empty where it is none",
        ),
    ),
    column(
        "denominator",
        Text,
        ("分母", "Denominator"),
        (
            "比率的分母，相加的指标以空格隔开；不是比率的为空",
            "of a rate the measures added up below, separated by spaces; empty where it is none",
        ),
    ),
    coded(
        "better",
        codes::BETTER,
        ("哪头好", "Better"),
        (
            "比率是高好还是低好；不是比率的为空",
            "which end of a rate is the better one; empty where it is none",
        ),
    ),
];

pub const REGIONS: &[DownloadColumn] = &[
    column(
        "code",
        Text,
        ("代码", "Code"),
        ("行政区划代码；市本级加 -B", "division code, with -B for the bureau"),
    ),
    column("name", Text, ("名称", "Name"), ("地区名称", "its name")),
    coded("kind", RegionKind::TERMS, ("类别", "Kind"), ("地区的类别", "what it is")),
    column(
        "parent",
        Text,
        ("上级", "Parent"),
        ("其数计入哪个地区；汇总地区为空", "code of the region its figures add up to; empty for the root"),
    ),
    column("key", YesNo, ("重点", "Key"), ("是否重点地区", "whether it is a key region")),
    column(
        "since",
        Day,
        ("起始日", "Since"),
        ("第一天；一直有的为空", "its first day; empty where it always was"),
    ),
    column(
        "until",
        Day,
        ("终止日", "Until"),
        ("最后一天；仍在的为空", "its last day; empty while it is there"),
    ),
    column(
        "into",
        Text,
        ("并入", "Merged into"),
        ("并入的地区的代码；没有的为空", "code of the region it was merged into; empty where there is none"),
    ),
];

pub const PERIODS: &[DownloadColumn] = &[
    column(
        "period",
        Text,
        ("报告期", "Period"),
        ("报告期，以截止日所在月份称呼", "the period, called by the month it ends in"),
    ),
    column("from", Day, ("起始日", "From"), ("第一天", "its first day")),
    column("to", Day, ("截止日", "To"), ("最后一天", "its last day")),
];

pub const TIMELINESS: &[DownloadColumn] = &[
    column("form", Text, ("报表", "Form"), ("报表编号", "id of the form")),
    REGION,
    PERIOD,
    coded(
        "status",
        codes::FILINGS,
        ("报送状态", "Status"),
        ("至数据截至日的报送状态", "how it stands on the day of the data"),
    ),
    column(
        "submitted_on",
        Day,
        ("报送日", "Submitted on"),
        (
            "报送日期；未报或报表没有写的为空",
            "the day it came in; empty where it has not, or the report does not say",
        ),
    ),
    column(
        "due_days_missed",
        Whole,
        ("逾期个数", "Due days missed"),
        ("晚于几个规定的日期；0 为按期", "how many of the due days it missed; 0 is on time"),
    ),
];

pub const RANKING: &[DownloadColumn] = &[
    PERIOD,
    REGION,
    column(
        "rank",
        Whole,
        ("名次", "Rank"),
        ("名次，同分同名次；无得分的为空", "the rank, shared by equal scores; empty without a score"),
    ),
    column(
        "score",
        Number,
        ("得分", "Score"),
        (
            "得分，满分 100，最多两位小数；同一单位各行相同",
            "of 100, with two decimals at most; the same on all rows of a reporter",
        ),
    ),
    column("component", Text, ("评分项", "Component"), ("评分项编号", "id of the component")),
    column("weight", Whole, ("权重", "Weight"), ("权重，各项合计 100", "its weight; all add up to 100")),
    column(
        "numerator",
        Number,
        ("分子", "Numerator"),
        ("累计数之和；没有数的为空", "sum of figures to date; empty where there is none"),
    ),
    column(
        "denominator",
        Number,
        ("分母", "Denominator"),
        ("累计数之和；没有数的为空", "sum of figures to date; empty where there is none"),
    ),
    column(
        "rate",
        Number,
        ("比率", "Rate"),
        (
            "分子 ÷ 分母，最多四位小数；不计的为空",
            "numerator by denominator, with four decimals at most; empty where it is not counted",
        ),
    ),
    column(
        "points",
        Number,
        ("得分项", "Points"),
        ("该项得分，至多为权重；不计的为空", "its points, at most the weight; empty where it is not counted"),
    ),
    coded("status", codes::COUNTED, ("计分状态", "Status"), ("该项怎样计入", "what came of the component")),
    column(
        "partial",
        YesNo,
        ("有月份未报", "Months missing"),
        ("计分的分子或分母有月份未报", "whether the points rest on figures that lack a month"),
    ),
];

/// Of `/charts/*.csv`.
pub const CHART: &[DownloadColumn] = &[
    column("label", Text, ("项", "Label"), ("月份或地区", "the month, or the region")),
    column(
        "series",
        Text,
        ("系列", "Series"),
        ("指标或地区的名称", "title of the measure, or the region’s name"),
    ),
    column(
        "value",
        Number,
        ("数值", "Value"),
        (
            "数值，单位写在图的副标题里；没有报或不公布的为空，不是 0",
            "the number, in the unit the chart’s subtitle has; empty, not 0, where it is missing or suppressed",
        ),
    ),
    coded("status", codes::CHART_STATUSES, ("状态", "Status"), ("数值的状态", "how the value stands")),
];
