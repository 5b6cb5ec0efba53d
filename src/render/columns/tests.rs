//! The descriptions of columns are whole, in both languages.

use super::*;
use crate::render::charts;
use crate::render::downloads::TABLES;
use crate::render::lists;
use crate::site::List;

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_column_is_told_in_both_languages() {
    let tables = TABLES.iter().chain(List::ALL.into_iter().map(lists::table));
    let columns = tables.flat_map(|table| table.columns.iter()).chain(figures::CHART);
    let mut told = 0;
    for column in columns {
        told += 1;
        let codes = column.codes.iter().map(|(_, zh, en)| (*zh, *en));
        for (zh, en) in [column.title, column.about].into_iter().chain(codes) {
            assert!(is_chinese(zh), "{}: {zh}", column.name);
            assert!(!en.is_empty() && !is_chinese(en), "{}: {en}", column.name);
            assert!(!zh.ends_with('。') && (en == "No." || !en.ends_with('.')), "{}", column.name);
        }
        assert_eq!(column.holds == FieldType::OneOf, !column.codes.is_empty() && column.name != "grade");
    }
    assert!(told > 100);
}

#[test]
fn a_chart_has_the_columns_that_are_told() {
    let chart = charts::Chart {
        kind: charts::Kind::Bar,
        title: String::new(),
        subtitle: String::new(),
        unit: String::new(),
        labels: charts::Labels::Regions,
        series: Vec::new(),
    };
    let names: Vec<&str> = figures::CHART.iter().map(|column| column.name).collect();
    assert_eq!(charts::csv(&chart), format!("{}\n", names.join(",")).into_bytes());
}
