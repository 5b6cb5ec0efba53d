//! Of more things than a picture can hold, those that stand highest: a nation has three thousand counties, and a chart
//! of them all is a wall nobody reads. The sentence tells of all, and so does the file of the data.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::words::fill;
use super::{Chart, ChartWords, Kind, Point, Series};

/// The most places a chart shows beside each other.
const LABELS: usize = 36;
/// The most it follows over time.
const SERIES: usize = 18;

/// A chart with no more than can be shown, and a subtitle that says how many that are.
pub(super) fn foremost<'c>(chart: &'c Chart, words: &ChartWords) -> Cow<'c, Chart> {
    let is_over_time = matches!(chart.drawn_as(), Kind::Line | Kind::Column | Kind::SmallMultiples);
    let (all, most) =
        if is_over_time { (chart.series.len(), SERIES) } else { (chart.points().len(), LABELS) };
    if all <= most {
        return Cow::Borrowed(chart);
    }
    let series: Vec<Series> = if is_over_time {
        let heights = chart.series.iter().map(|series| series.points.iter().rev().find_map(height));
        highest(heights, most).into_iter().map(|at| chart.series[at].clone()).collect()
    } else {
        let places = highest(chart.points().iter().map(height), most);
        let shown = |series: &Series| {
            places.iter().filter_map(|&at| series.points.get(at)).cloned().collect::<Vec<Point>>()
        };
        let of = |series: &Series| Series { name: series.name.clone(), points: shown(series) };
        chart.series.iter().map(of).collect()
    };
    let count = fill(&words.foremost, &[("shown", &most.to_string()), ("all", &all.to_string())]);
    Cow::Owned(Chart { series, subtitle: format!("{} · {count}", chart.subtitle), ..chart.clone() })
}

fn height(point: &Point) -> Option<Decimal> {
    point.value
}

/// Where the highest stand, from the highest down; what is missing comes last.
fn highest(heights: impl Iterator<Item = Option<Decimal>>, most: usize) -> Vec<usize> {
    let mut places: Vec<(usize, Option<Decimal>)> = heights.enumerate().collect();
    places.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    places.into_iter().take(most).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Labels;
    use super::super::{Screen, draw, sentence, subtitle, table};
    use super::*;

    fn chart(kind: Kind, series: usize, points: usize) -> Chart {
        let point = |of: usize, at: usize| Point {
            label: format!("{at}号县"),
            value: (at % 10 != 3).then(|| Decimal::from(at * 7919 % 10_007 + of)),
            text: (at * 7919 % 10_007 + of).to_string(),
            partial: false,
            withheld: false,
        };
        let of = |of: usize| Series {
            name: format!("第{of}"),
            points: (0..points).map(|at| point(of, at)).collect(),
        };
        let series = (0..series).map(of).collect();
        Chart {
            kind,
            title: "题".into(),
            subtitle: "隐患 · 个".into(),
            unit: "个".into(),
            labels: Labels::Regions,
            series,
        }
    }

    #[test]
    fn a_nation_fits_into_a_chart_and_the_sentence_tells_of_all() {
        let words = ChartWords::chinese();
        for kind in [Kind::Bar, Kind::Tiles] {
            let chart = chart(kind, 1, 2_846);
            for layout in [Screen::Wide, Screen::Narrow] {
                let size = draw(&chart, layout, &words).len();
                assert!(size <= 4_096, "{kind:?} {layout:?}: {size} bytes");
            }
            assert_eq!(subtitle(&chart, &words), "隐患 · 个 · 最高的36个，共2846个");
            let table = table(&chart, &words);
            assert_eq!(table.rows.len(), LABELS);
            let told = |at: usize| table.rows[at].cells[0].0.parse::<u32>().unwrap();
            assert!((1..LABELS).all(|at| told(at - 1) >= told(at)), "from the highest down");
            let highest = chart.values().max().unwrap().to_string();
            assert_eq!(table.rows[0].cells[0].0, highest);
            let lowest = chart.values().min().unwrap().to_string();
            assert!(sentence(&chart, &words).contains(&format!("最低，{lowest}个")), "the lowest of all");
        }
        let many = chart(Kind::SmallMultiples, 2_846, 8);
        assert_eq!(table(&many, &words).head.len(), SERIES + 1);
        assert_eq!(foremost(&many, &words).series[0].name, "第2845", "the highest at last");
    }

    #[test]
    fn what_fits_is_shown_as_it_is() {
        let words = ChartWords::chinese();
        let few = chart(Kind::Bar, 2, LABELS);
        assert!(matches!(foremost(&few, &words), Cow::Borrowed(_)));
    }
}
