//! Whose office decided, inspected, listed or reviewed: that of the reporter whose ledger it stands in, or one above it.
//!
//! In: offices in the ledgers, what numbers of documents begin with, and the names in `data/regions.csv`. Out: a hint at the
//! first row of a file with an office of another county or city, at the first that has none, and at one that is a slip away
//! from what nearly all are called. 甲县应急管理局 and 甲应急罚〔2023〕1号 may stand in the ledger of 甲县 alone, 小市应急管理局 and
//! 省应急管理厅 in any.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::Subject;
use super::office_places::PlaceNames;
use crate::dataset::RegionAt;
use crate::dataset::ledger::{
    Decision, DecisionKind, DecisionStatus, Hazard, Inspection, InspectionKind, Notice, Row, Table, Text,
};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::say;

/// So many further rows of one file with the same office are pointed at.
const RELATED: usize = 3;

/// Every ledger that names offices.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let (decisions, inspections) = (&ledger.decisions, &ledger.inspections);
    let known = PlaceNames::of(&subject.dataset.regions).with_offices(ledger);
    let decided = |row: &Decision| Signed {
        region: row.region,
        office: decisions.text(row, row.authority),
        is_due: row.status == DecisionStatus::Valid && row.kind != DecisionKind::Transfer,
        may_be_any: false,
    };
    let inspected = |row: &Inspection| Signed {
        region: row.region,
        office: inspections.text(row, row.organ),
        is_due: true,
        // In a cross-inspection those of one county inspect another.
        may_be_any: row.kind == InspectionKind::Cross,
    };
    let named = |region: RegionAt, office| Signed { region, office, is_due: false, may_be_any: false };
    let of_hazards = |column: &str, office: fn(&Hazard) -> Text| {
        let signed = |row: &Hazard| named(row.region, ledger.hazards.text(row, office(row)));
        of_ledger(&ledger.hazards, column, signed, &known, OFFICE)
    };
    let decided_as = |row: &Decision| named(row.region, series(decisions.text(row, row.document_no)));
    let noticed_as = |row: &Notice| named(row.region, series(ledger.notices.text(row, row.document_no)));
    let parts: [&(dyn Fn() -> Vec<Finding> + Sync); 6] = [
        &|| of_ledger(decisions, "authority", decided, &known, OFFICE),
        &|| of_ledger(inspections, "organ", inspected, &known, OFFICE),
        &|| of_hazards("listed_by", |row| row.listed_by),
        &|| of_hazards("reviewed_by", |row| row.reviewed_by),
        &|| of_ledger(decisions, "document_no", decided_as, &known, NUMBER),
        &|| of_ledger(&ledger.notices, "document_no", noticed_as, &known, NUMBER),
    ];
    findings.extend(parts.par_iter().flat_map_iter(|part| part()).collect::<Vec<_>>());
}

/// What a number of a document begins with: 甲应急罚 of 甲应急罚〔2023〕1号.
fn series(number: &str) -> &str {
    number.split_once('〔').map_or("", |(series, _)| series)
}

/// What is wrong with a text of a row's id in the ledger of a region, and the code it is told by.
type Kind = (Code, fn(&PlaceNames, &str, &str, RegionAt) -> Option<Say>);
const OFFICE: Kind = (Code::OfficeMisfit, |known, id, office, region| known.misfit(id, office, region));
const NUMBER: Kind =
    (Code::DocumentMisfit, |known, id, series, region| known.misfit_of_number(id, series, region));

/// A row, as far as its office matters.
struct Signed<'d> {
    region: RegionAt,
    office: &'d str,
    /// Whether an office must be named.
    is_due: bool,
    /// Whether it may be that of any county.
    may_be_any: bool,
}

/// The rows of one file with one office that does not fit.
struct Misfit<'d, T> {
    message: Say,
    rows: Vec<&'d T>,
}

fn of_ledger<'d, T: Row>(
    table: &'d Table<T>,
    column: &str,
    signed: impl Fn(&'d T) -> Signed<'d>,
    known: &PlaceNames,
    (code, misfit): Kind,
) -> Vec<Finding> {
    let (mut seen, mut misfits) = (HashMap::new(), Vec::<Misfit<T>>::new());
    for row in table.rows() {
        let Signed { region, office, is_due, may_be_any } = signed(row);
        if may_be_any || office.is_empty() && !is_due {
            continue;
        }
        let place = *seen.entry((row.at().sheet, region, office)).or_insert_with(|| {
            let message = misfit(known, table.id(row), office, region)?;
            misfits.push(Misfit { message, rows: Vec::new() });
            Some(misfits.len() - 1)
        });
        if let Some(place) = place {
            misfits[place].rows.push(row);
        }
    }
    let tell = |Misfit { message, rows }: Misfit<T>| {
        let finding = Finding::new(code, table.cell(rows[0], column), message);
        let more = rows.iter().skip(1).take(RELATED);
        let finding = more.fold(finding, |finding, row| {
            finding.related(table.cell(*row, column), say!("这一行也是", "so does this row"))
        });
        let count = rows.len();
        finding.help(say!(
            "对照文书改正；是别的单位办的，由它录入（本文件共 {count} 行）",
            "compare the document; what another reporter did is entered by it (rows of this file: {count})"
        ))
    };
    misfits.into_iter().map(tell).collect()
}
