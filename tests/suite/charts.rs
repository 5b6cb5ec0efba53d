//! Charts as published: whole, legible in both layouts, and the same every time.

use gongshi::render::charts::{
    Chart, ChartWords, Kind, Point, Screen, Series, csv, draw, drawing, overlaps, sentence, standalone, table,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::specimens::{BY_COUNTY, COUNTIES, NONE, ordinary, series, whole};

/// Of a chart in one layout.
const BUDGET: usize = 4096;
/// A name, labels, and their values.
type Data<'d> = (&'static str, Vec<&'d str>, Vec<Option<Decimal>>);

/// What nobody should send, by name.
fn hostile(kind: Kind) -> Vec<(&'static str, Chart)> {
    let long = "某省某市某某经济技术开发区暨高新技术产业示范区管理委员会应急管理局";
    let sixty: Vec<String> = (1..=60).map(|at| format!("第{at}单位")).collect();
    let sixty: Vec<&str> = sixty.iter().map(String::as_str).collect();
    let many: Vec<i64> = (0..60).map(|at| at * 37 % 101).collect();
    let data: Vec<Data> = vec![
        ("long names", vec![long; 18], whole(&BY_COUNTY)),
        ("sixty", sixty, whole(&many)),
        ("zeros", COUNTIES.to_vec(), whole(&[0; 18])),
        ("all missing", COUNTIES.to_vec(), whole(&[NONE; 18])),
        ("one point", vec!["尧都区"], whole(&[7])),
        ("huge", COUNTIES.to_vec(), vec![Some(Decimal::MAX); 18]),
        (
            "huge both ways",
            COUNTIES[..4].to_vec(),
            vec![Some(Decimal::MAX), Some(Decimal::MIN), None, Some(Decimal::ONE)],
        ),
        ("negative", COUNTIES.to_vec(), whole(&BY_COUNTY.map(|v| if v == NONE { v } else { -v }))),
        ("tiny", COUNTIES[..3].to_vec(), vec![Some(Decimal::new(1, 28)), Some(Decimal::new(2, 28)), None]),
        ("nothing", vec![], vec![]),
    ];
    let mut charts = Vec::new();
    for (name, labels, values) in data {
        for number in [1, 2, 3, 4, 6] {
            let mut one = series(if name == "long names" { long } else { "发现" }, &labels, &values);
            one.points.iter_mut().step_by(3).for_each(|point| point.partial = true);
            let series = vec![one; number];
            let chart = Chart {
                kind,
                title: long.into(),
                subtitle: long.into(),
                unit: "个".into(),
                labels: gongshi::render::charts::Labels::Regions,
                series,
            };
            charts.push((name, chart));
        }
    }
    charts
}

#[test]
fn every_kind_is_legible_and_small_in_both_layouts() {
    for words in [ChartWords::chinese(), ChartWords::english()] {
        for kind in Kind::ALL {
            for layout in [Screen::Wide, Screen::Narrow] {
                let chart = ordinary(kind);
                assert_eq!(overlaps(&drawing(&chart, layout, &words)), [], "{kind:?} {layout:?}");
                let svg = draw(&chart, layout, &words);
                assert!(svg.len() <= BUDGET, "{kind:?} {layout:?}: {} bytes", svg.len());
                for banned in ["style=", "<script", "foreignObject", "href", " id=", "url("] {
                    assert!(!svg.contains(banned), "{kind:?}: {banned}");
                }
            }
        }
    }
}

#[test]
fn hostile_data_is_legible_too() {
    let mut found = Vec::new();
    for kind in Kind::ALL {
        for (name, chart) in hostile(kind) {
            for words in [ChartWords::chinese(), ChartWords::english()] {
                for layout in [Screen::Wide, Screen::Narrow] {
                    let overlaps = overlaps(&drawing(&chart, layout, &words));
                    if let Some(first) = overlaps.first() {
                        let number = chart.series.len();
                        found.push(format!(
                            "{kind:?}×{number} {layout:?} {name}: {} {first:?}",
                            overlaps.len()
                        ));
                    }
                    assert_eq!(draw(&chart, layout, &words), draw(&chart, layout, &words));
                }
                let _ = (
                    standalone(&chart, "示例数据，均为虚构。", &words),
                    sentence(&chart, &words),
                    table(&chart, &words),
                    csv(&chart),
                );
            }
        }
    }
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
}

/// Months as files write them, from November on.
fn from_november(number: usize) -> Vec<String> {
    (10..10 + number).map(|month| format!("{}-{:02}", 2022 + month / 12, month % 12 + 1)).collect()
}

#[test]
fn over_several_years_the_first_month_and_each_january_name_theirs() {
    for (number, years) in [
        (14, ["2022", "2023"].as_slice()),
        (16, &["2022", "2023", "2024"]),
        (30, &["2022", "2023", "2024", "2025"]),
    ] {
        let months = from_november(number);
        let months: Vec<&str> = months.iter().map(String::as_str).collect();
        let values: Vec<i64> = (0..).map(|at: i64| at * 37 % 101).take(number).collect();
        for kind in [Kind::Line, Kind::Column, Kind::SmallMultiples] {
            let one = series("发现", &months, &whole(&values));
            let chart =
                Chart { series: vec![one; if kind == Kind::Column { 1 } else { 2 }], ..ordinary(kind) };
            for (words, first) in [(ChartWords::chinese(), "2022年"), (ChartWords::english(), "2022")] {
                for layout in [Screen::Wide, Screen::Narrow] {
                    let what = format!("{kind:?} {layout:?} of {number} months {first}");
                    assert_eq!(overlaps(&drawing(&chart, layout, &words)), [], "{what}");
                    let svg = draw(&chart, layout, &words);
                    if kind == Kind::SmallMultiples {
                        // No axis there: the note names the first and the last month, each with its year.
                        assert!(svg.contains(first) && svg.contains(years[years.len() - 1]), "{what}: {svg}");
                        continue;
                    }
                    for year in years {
                        assert!(svg.contains(year), "{what}: no {year} in {svg}");
                    }
                }
            }
        }
    }
}

#[test]
fn each_kind_looks_as_it_did() {
    let words = ChartWords::chinese();
    for kind in Kind::ALL {
        let chart = ordinary(kind);
        insta::assert_snapshot!(format!("chart_{kind:?}_wide"), draw(&chart, Screen::Wide, &words));
        insta::assert_snapshot!(format!("chart_{kind:?}_narrow"), draw(&chart, Screen::Narrow, &words));
    }
    let file = standalone(&ordinary(Kind::Column), "", &words);
    insta::assert_snapshot!("chart_standalone", file);
}

#[test]
fn a_chart_is_told_in_a_sentence() {
    let said: Vec<String> =
        Kind::ALL.iter().map(|kind| sentence(&ordinary(*kind), &ChartWords::chinese())).collect();
    insta::assert_snapshot!("chart_sentences", said.join("\n"));
    let said: Vec<String> =
        Kind::ALL.iter().map(|kind| sentence(&ordinary(*kind), &ChartWords::english())).collect();
    insta::assert_snapshot!("chart_sentences_english", said.join("\n"));
}

#[test]
fn missing_is_a_gap_and_never_zero() {
    let chart = ordinary(Kind::Bar);
    let svg = draw(&chart, Screen::Wide, &ChartWords::chinese());
    assert_eq!(svg.matches("未报送").count(), 1);
    let csv = String::from_utf8(csv(&chart)).unwrap();
    assert!(csv.contains("蒲县,重大隐患,,M\n"), "{csv}");
    assert!(csv.contains("吉县,重大隐患,0,A\n"), "{csv}");
    let table = table(&chart, &ChartWords::chinese());
    assert_eq!(table.rows[15].cells[0].0, "未报送");
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let value = prop_oneof![
        Just(None),
        (any::<i64>(), 0_u32..28).prop_map(|(mantissa, scale)| Some(Decimal::new(mantissa, scale))),
        (-50_i64..50).prop_map(|value| Some(Decimal::from(value))),
    ];
    let point = ("\\PC{0,12}", value, any::<bool>()).prop_map(|(label, value, partial)| Point {
        label,
        value,
        text: value.map(|value| value.to_string()).unwrap_or_default(),
        partial,
        withheld: value.is_none() && partial,
    });
    let series = ("\\PC{0,12}", prop::collection::vec(point, 0..14))
        .prop_map(|(name, points)| Series { name, points });
    (0..Kind::ALL.len(), prop::collection::vec(series, 0..6), ".{0,40}").prop_map(|(kind, series, title)| {
        Chart {
            kind: Kind::ALL[kind],
            subtitle: title.clone(),
            unit: title.clone(),
            title,
            labels: gongshi::render::charts::Labels::Items,
            series,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_chart_is_drawn_without_panic_and_the_same_twice(chart in any_chart()) {
        let words = ChartWords::chinese();
        for layout in [Screen::Wide, Screen::Narrow] {
            prop_assert_eq!(draw(&chart, layout, &words), draw(&chart, layout, &words));
        }
        let file = standalone(&chart, "", &words);
        prop_assert!(file.starts_with("<svg") && file.ends_with("</svg>"));
        let _ = (sentence(&chart, &words), table(&chart, &words), csv(&chart));
    }
}

#[test]
fn the_first_month_keeps_its_place_on_a_phone_without_its_year() {
    let months = ["2023-05", "2023-06", "2023-07", "2023-08", "2023-09", "2023-10", "2023-11"];
    let chart = Chart {
        series: vec![series("发现", &months, &whole(&[5, 35, 27, 36, 29, 35, 31]))],
        ..ordinary(Kind::Line)
    };
    let has =
        |layout, words: &ChartWords, label: &str| draw(&chart, layout, words).contains(&format!(">{label}<"));
    let (chinese, english) = (ChartWords::chinese(), ChartWords::english());
    assert!(has(Screen::Wide, &chinese, "2023年5月") && has(Screen::Wide, &english, "May 2023"));
    assert!(has(Screen::Narrow, &chinese, "5月"), "{}", draw(&chart, Screen::Narrow, &chinese));
}
