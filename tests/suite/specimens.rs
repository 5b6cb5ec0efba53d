//! A chart of each kind as it will be published; the suite looks at them, the benchmarks time them.

use gongshi::render::charts::{Chart, Kind, Labels, Point, Series};
use rust_decimal::Decimal;

/// Who reports.
pub const COUNTIES: [&str; 18] = [
    "尧都区",
    "侯马市",
    "霍州市",
    "曲沃县",
    "翼城县",
    "襄汾县",
    "洪洞县",
    "古县",
    "安泽县",
    "浮山县",
    "吉县",
    "乡宁县",
    "大宁县",
    "隰县",
    "永和县",
    "蒲县",
    "汾西县",
    "市本级",
];
/// When.
pub const MONTHS: [&str; 8] = ["5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];

/// Values under a name.
pub fn series(name: &str, labels: &[&str], values: &[Option<Decimal>]) -> Series {
    let point = |(label, value): (&&str, &Option<Decimal>)| Point {
        label: (*label).to_owned(),
        value: *value,
        text: value.map(|value| value.to_string()).unwrap_or_default(),
        partial: false,
        withheld: false,
    };
    Series { name: name.to_owned(), points: labels.iter().zip(values).map(point).collect() }
}

/// Whole numbers; [`NONE`] is none.
pub fn whole(values: &[i64]) -> Vec<Option<Decimal>> {
    values.iter().map(|value| (*value != i64::MIN).then(|| Decimal::from(*value))).collect()
}

/// Not reported.
pub const NONE: i64 = i64::MIN;
/// A value for each of [`COUNTIES`].
pub const BY_COUNTY: [i64; 18] = [34, 12, 27, 41, 38, 52, 19, 8, 6, 23, 0, 30, 2, 5, 4, NONE, 9, 3];

/// A chart of each kind as it will be published.
pub fn ordinary(kind: Kind) -> Chart {
    let scaled = |factor: i64| whole(&BY_COUNTY.map(|v| if v == NONE { NONE } else { v * factor / 4 }));
    let monthly = [
        ("企业自查", [12, 40, 71, 96, NONE, 118, 126, 131]),
        ("部门检查", [3, 22, 48, 77, 90, 97, 101, 104]),
        ("群众举报", [0, 2, 3, 5, 6, 6, 8, 9]),
        ("上级交办", [1, 4, 4, 7, 7, 9, 10, 10]),
    ];
    let months = |number: usize| -> Vec<Series> {
        monthly.iter().take(number).map(|(name, values)| series(name, &MONTHS, &whole(values))).collect()
    };
    let (title, subtitle, series) = match kind {
        Kind::Bar | Kind::Tiles => (
            "襄汾县发现的重大隐患最多",
            "重大隐患 · 个，累计 · 18个填报单位",
            vec![series("重大隐患", &COUNTIES, &whole(&BY_COUNTY))],
        ),
        Kind::Line => ("企业自查发现的仍多于部门检查", "重大隐患 · 个，累计 · 全市", months(4)),
        Kind::Column => ("8月以后新发现的隐患减少", "重大隐患 · 个，当月 · 全市", months(1)),
        Kind::Stacked => (
            "逾期未整改集中在三个县",
            "重大隐患 · 个，累计 · 18个填报单位",
            vec![
                series("已整改", &COUNTIES, &scaled(3)),
                series("整改中", &COUNTIES, &scaled(1)),
                series("逾期", &COUNTIES, &scaled(1)),
            ],
        ),
        Kind::Bullet => (
            "五个单位未达到90%的整改率",
            "整改率 · % · 18个填报单位",
            vec![
                series("整改率", &COUNTIES, &whole(&BY_COUNTY.map(|v| if v == NONE { v } else { 100 - v }))),
                series("目标", &COUNTIES, &whole(&[90; 18])),
            ],
        ),
        Kind::Diverging => (
            "七个单位发现的隐患少于上月",
            "比上月增减 · 个 · 18个填报单位",
            vec![series("增减", &COUNTIES, &whole(&BY_COUNTY.map(|v| if v == NONE { v } else { v - 19 })))],
        ),
        Kind::SmallMultiples => {
            let one = |(at, county): (usize, &&str)| {
                let values: Vec<i64> = (1..=8)
                    .map(|month| if (at, month) == (4, 5) { NONE } else { BY_COUNTY[at].max(0) * month / 6 })
                    .collect();
                series(county, &MONTHS, &whole(&values))
            };
            ("各县进度差距拉大", "重大隐患 · 个，累计", COUNTIES.iter().enumerate().map(one).collect())
        }
        Kind::Ageing => {
            let spans = ["30天以内", "31–60天", "61–90天", "91–180天", "180天以上"];
            (
                "一半隐患60天内整改完毕",
                "未整改重大隐患 · 个",
                vec![series("时长", &spans, &whole(&[41, 33, 12, 9, 4]))],
            )
        }
        Kind::Dots => (
            "发现多的单位整改也多",
            "重大隐患 · 个，累计",
            vec![series("发现", &COUNTIES, &whole(&BY_COUNTY)), series("整改", &COUNTIES, &scaled(3))],
        ),
    };
    let labels = match kind {
        Kind::Line | Kind::Column | Kind::SmallMultiples => Labels::Periods,
        Kind::Ageing => Labels::Items,
        _ => Labels::Regions,
    };
    Chart { kind, title: title.into(), subtitle: subtitle.into(), unit: "个".into(), labels, series }
}
