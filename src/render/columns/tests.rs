//! The descriptions of columns are whole, in both languages, and their codes those of the ledgers.

use super::codes;
use super::*;
use crate::dataset::RegionKind;
use crate::dataset::life::State;
use crate::published::ledger::{
    DecisionKind, FacilityKind, FacilityStatus, Guard, InspectionKind, NoticeKind, Party, Word,
};
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
    let columns = tables.flat_map(|table| table.columns).chain(figures::CHART);
    let mut told = 0;
    for column in columns {
        told += 1;
        let codes = column.codes.iter().map(|(_, zh, en)| (*zh, *en));
        for (zh, en) in [column.title, column.about].into_iter().chain(codes) {
            assert!(is_chinese(zh), "{}: {zh}", column.name);
            assert!(!en.is_empty() && !is_chinese(en), "{}: {en}", column.name);
            assert!(!zh.ends_with('。') && (en == "No." || !en.ends_with('.')), "{}", column.name);
        }
        assert_eq!(column.holds == Holds::OneOf, !column.codes.is_empty() && column.name != "grade");
    }
    assert!(told > 100);
}

/// Codes with their Chinese titles, as they are in the files a site is made of.
fn words<W: Word>(is_told: impl Fn(W) -> bool) -> Vec<(&'static str, &'static str)> {
    W::ALL.iter().filter(|(.., word)| is_told(*word)).map(|(code, title, _)| (*code, *title)).collect()
}

fn in_chinese(codes: &[Code]) -> Vec<(&'static str, &'static str)> {
    codes.iter().map(|(code, zh, _)| (*code, *zh)).collect()
}

#[test]
fn the_codes_are_those_of_the_ledgers() {
    assert_eq!(in_chinese(codes::FACILITY_KINDS), words::<FacilityKind>(|_| true));
    assert_eq!(in_chinese(codes::FACILITY_STATUSES), words::<FacilityStatus>(|_| true));
    assert_eq!(in_chinese(codes::GUARDS), words::<Guard>(|_| true));
    assert_eq!(in_chinese(codes::PARTIES), words::<Party>(|_| true));
    assert_eq!(in_chinese(codes::INSPECTION_KINDS), words::<InspectionKind>(|_| true));
    assert_eq!(in_chinese(codes::NOTICE_KINDS), words::<NoticeKind>(|_| true));
    assert_eq!(in_chinese(codes::PENALTIES), words(DecisionKind::is_penalty));
    assert_eq!(in_chinese(codes::STATES), words(|state: State| !state.is_dismissal()));
    let kinds = [
        RegionKind::City,
        RegionKind::Bureau,
        RegionKind::District,
        RegionKind::County,
        RegionKind::CountyCity,
    ]
    .map(|kind| (kind.code(), kind.title()));
    assert_eq!(in_chinese(codes::REGION_KINDS), kinds);
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
