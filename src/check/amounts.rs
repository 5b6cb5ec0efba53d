//! Numbers of the ledgers that are far from all others of their column: 元 multiplied once more, a digit too many.
//!
//! In: the funds of hazards and the sizes of facilities, each kind for itself. Out: a warning where one is more than a hundred
//! times what nine of ten are. Learnt from the campaign: of a few rows nothing is.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Subject;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::scalar;
use crate::say;

/// Of fewer rows it is not known what is usual.
const LEAST: usize = 10;
/// So many times what nine of ten have is a slip rather than a large one.
const FAR: u32 = 100;

/// Every number.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let table = &ledger.hazards;
    let funds = table.rows().iter().filter_map(|row| Some((row.funds_yuan?.decimal(), row)));
    findings.extend(far(funds.collect(), |row| (table.id(row).to_owned(), table.cell(row, "funds_yuan"))));
    let table = &ledger.facilities;
    let mut sizes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in table.rows() {
        if let Some(size) = scalar::decimal(table.text(row, row.capacity)) {
            if size.is_zero() {
                let message = say!("设施 `{}` 的规模是 0", "the capacity of `{}` is 0", table.id(row));
                let finding = Finding::new(Code::NumberFarOff, table.cell(row, "capacity"), message);
                findings.push(finding.help(say!(
                    "写设计规模；不清楚的留空",
                    "write the capacity of the design; leave it empty where it is not known"
                )));
            }
            sizes.entry(row.kind).or_default().push((size, row));
        }
    }
    for of_kind in sizes.into_values() {
        findings.extend(far(of_kind, |row| (table.id(row).to_owned(), table.cell(row, "capacity"))));
    }
}

fn far<T>(mut rows: Vec<(Decimal, &T)>, told: impl Fn(&T) -> (String, Place)) -> Vec<Finding> {
    if rows.len() < LEAST {
        return Vec::new();
    }
    rows.sort_by_key(|(number, _)| *number);
    let usual = rows[rows.len() * 9 / 10 - 1].0;
    let most = usual * Decimal::from(FAR);
    let is_far = |(number, _): &&(Decimal, &T)| !usual.is_zero() && *number > most;
    let tell = |(number, row): &(Decimal, &T)| {
        let (id, place) = told(row);
        let message = say!(
            "`{id}` 的 {number} 是其他行的一百倍以上，十行里有九行不超过 {usual}",
            "`{id}`: {number} is more than a hundred times the others; nine of ten rows have {usual} or less"
        );
        Finding::new(Code::NumberFarOff, place, message).help(say!(
            "核对位数和单位（元、万吨、万立方米）",
            "check the digits and the unit (元, 万吨, 万 m³)"
        ))
    };
    rows.iter().rev().take_while(is_far).map(tell).collect()
}
