//! Notices that name regions, against what the office above them reports: a circular about a county is the doing of the
//! bureau, which says in its form how often it called regions to account.

use std::collections::BTreeSet;

use crate::check::Subject;
use crate::dataset::ledger::RowRef;
use crate::dataset::{Period, PeriodAt, RegionAt, RegionKind, Role, Span};
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::figures::{Key, MeasureAt, format_decimal};
use crate::{limits, say};

/// Holds each bureau's cells of that role against the notices of its months.
pub fn check(subject: Subject, findings: &Findings) {
    let (figures, regions) = (subject.figures, &subject.dataset.regions);
    let admonishes = |(_, measure): &(MeasureAt, &crate::figures::Measure)| {
        let cell = measure.form.zip(measure.cell);
        cell.is_some_and(|(form, cell)| {
            subject.dataset.forms[form].cells[cell].role == Some(Role::Admonition)
        })
    };
    for (measure, _) in MeasureAt::each(figures.measures()).filter(admonishes) {
        for &region in regions.reporters() {
            let of = &regions.all()[region];
            let Some(city) = of.parent.filter(|_| of.kind == RegionKind::Bureau) else { continue };
            for (period, window) in
                PeriodAt::each(&subject.dataset.campaign.periods).take(figures.periods().len())
            {
                let at = Key { measure, region, period, span: Span::Month };
                findings.extend(too_few(subject, at, named(subject, city, region, window)));
            }
        }
    }
}

/// The notices of a window that name a region of a city rather than an enterprise, and how many regions they name.
fn named(subject: Subject, city: RegionAt, bureau: RegionAt, window: &Period) -> (Vec<RowRef>, usize) {
    let below = subject.dataset.regions.reporters_of(city);
    let notices = subject.dataset.ledger.notices.iter().filter(|(_, notice)| {
        notice.enterprise.is_none()
            && (window.from..=window.to).contains(&notice.issued_on)
            && notice.region != bureau
            && below.contains(&notice.region)
    });
    let (rows, named): (Vec<RowRef>, BTreeSet<RegionAt>) =
        notices.map(|(at, notice)| (RowRef::from(at), notice.region)).unzip();
    (rows, named.len())
}

fn too_few(subject: Subject, at: Key, (rows, named): (Vec<RowRef>, usize)) -> Option<Finding> {
    let number = subject.figures.at(at).value()?;
    let title = &subject.figures.measures()[at.measure].title;
    let month = &subject.dataset.campaign.periods[at.period].id;
    (number < named.into()).then(|| {
        let number = format_decimal(number, "");
        let message = say!(
            "{month} “{title}”{number}，通报台账本期点名 {named} 个县",
            "{month}: {title} {number}, and the notices of the month name {named} regions"
        );
        let finding = Finding::new(Code::RulesDisagree, subject.place_of(at), message)
            .severity(Severity::Warning)
            .help(say!(
                "核对次数，或改正通报的地区、日期",
                "compare the number, or correct region and day of the notices"
            ));
        let ledger = &subject.dataset.ledger;
        rows.into_iter().take(limits::RULE_ROWS).fold(finding, |finding, row| {
            let id = ledger.id(row);
            finding.related(ledger.place(row), say!("点名的 `{id}`", "`{id}` names one"))
        })
    })
}
