//! Whose office decided, inspected or listed: that of the reporter whose ledger it stands in, or one above it.
//!
//! In: `authority` of decisions, `organ` of inspections, `listed_by` of hazards, and the names in `data/regions.csv`. Out: a
//! hint at the first row of a file with an office of another county or city, at the first that has none, and at one that is a
//! slip away from what nearly all are called. 甲县应急管理局 may stand in the ledger of 甲县 alone, 小市应急管理局 and
//! 省应急管理厅 in any.

use hashbrown::HashMap;

use super::Subject;
use super::office_places::PlaceNames;
use crate::dataset::RegionAt;
use crate::dataset::ledger::{
    Decision, DecisionKind, DecisionStatus, Hazard, Inspection, InspectionKind, Row, Table,
};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::say;

/// So many further rows of one file with the same office are pointed at.
const RELATED: usize = 3;

/// Both ledgers.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let known = PlaceNames::of(&subject.dataset.regions).with_offices(ledger);
    let decided = |row: &Decision| Signed {
        region: row.region,
        office: ledger.decisions.text(row, row.authority),
        is_due: row.status == DecisionStatus::Valid && row.kind != DecisionKind::Transfer,
        may_be_any: false,
    };
    let inspected = |row: &Inspection| Signed {
        region: row.region,
        office: ledger.inspections.text(row, row.organ),
        is_due: true,
        // In a cross-inspection those of one county inspect another.
        may_be_any: row.kind == InspectionKind::Cross,
    };
    let listed = |row: &Hazard| Signed {
        region: row.region,
        office: ledger.hazards.text(row, row.listed_by),
        is_due: false,
        may_be_any: false,
    };
    let (decisions, (inspections, hazards)) = rayon::join(
        || of_ledger(&ledger.decisions, "authority", decided, &known),
        || {
            rayon::join(
                || of_ledger(&ledger.inspections, "organ", inspected, &known),
                || of_ledger(&ledger.hazards, "listed_by", listed, &known),
            )
        },
    );
    findings.extend(decisions.into_iter().chain(inspections).chain(hazards));
}

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
) -> Vec<Finding> {
    let (mut seen, mut misfits) = (HashMap::new(), Vec::<Misfit<T>>::new());
    for row in table.rows() {
        let Signed { region, office, is_due, may_be_any } = signed(row);
        if may_be_any || office.is_empty() && !is_due {
            continue;
        }
        let place = *seen.entry((row.at().sheet, region, office)).or_insert_with(|| {
            let message = known.misfit(table.id(row), office, region)?;
            misfits.push(Misfit { message, rows: Vec::new() });
            Some(misfits.len() - 1)
        });
        if let Some(place) = place {
            misfits[place].rows.push(row);
        }
    }
    let tell = |Misfit { message, rows }: Misfit<T>| {
        let finding = Finding::new(Code::OfficeMisfit, table.cell(rows[0], column), message);
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
