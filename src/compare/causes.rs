//! Figures to what they differ by.

use std::collections::BTreeSet;

use super::change::{ChangeCause, Fate, FigureChange, FrozenChange, PublicChange};
use super::class::ChangeClass;
use super::figures::{FigureChanges, MadeOf};
use super::side::ReviewSide;
use crate::diagnostic::Place;
use crate::figures::Status;
use crate::published::records::RecordKind;

/// Where a change stands among others: by class, then the largest, then by where it stands.
pub(super) fn order(change: &PublicChange) -> (ChangeClass, std::cmp::Reverse<usize>, Option<Place>, String) {
    let uncovered = if let ChangeCause::Uncovered { figures } = change.cause { figures } else { 0 };
    let size = uncovered + change.figures.len() + change.follow;
    (change.class, std::cmp::Reverse(size), change.place.clone(), format!("{:?}", change.cause))
}

/// Gives each figure that differs to the record it differs by; what none explains is a change of its own.
pub(super) fn attribute(
    mut changes: Vec<PublicChange>,
    figures: FigureChanges,
    head: &ReviewSide,
) -> Vec<PublicChange> {
    let mut unexplained = none(ChangeClass::Open, ChangeCause::Unexplained);
    for (figure, made_of) in figures.lowest {
        let cause = changes.iter().position(|change| explains(change, &figure, made_of));
        // What is counted of several ledgers, or by what a facility is, differs by a row of another book.
        let cause = cause.or_else(|| changes.iter().position(|change| touches(change, &figure)));
        let cause = cause.or_else(|| changes.iter().position(is_method));
        let change = cause.map_or(&mut unexplained, |at| &mut changes[at]);
        change.periods.insert(figure.period.clone());
        change.figures.push(figure);
    }
    for figure in figures.following {
        let with_figures = changes.iter().position(|change| {
            !change.figures.is_empty() && change.figures.iter().any(|lowest| follows(lowest, &figure))
        });
        let cause = with_figures
            .or_else(|| changes.iter().position(|change| !change.figures.is_empty()))
            .or_else(|| changes.iter().position(is_method))
            .or_else(|| changes.iter().position(PublicChange::is_data));
        let change = cause.map_or(&mut unexplained, |at| &mut changes[at]);
        change.periods.insert(figure.period.clone());
        change.follow += 1;
    }
    for change in &mut changes {
        change.class = change.class.min(by_figures(change, head));
    }
    let is_new_report = |figure: &FigureChange| {
        changes.iter().any(|change| {
            let is_report = matches!(
                &change.cause,
                ChangeCause::Records { kind: RecordKind::Report, fate: Fate::Added, .. }
            );
            let is_its = change.place.as_ref().is_some_and(|at| at.path.contains(&figure.period));
            is_report && (is_its || change.periods.contains(&figure.period))
        })
    };
    // With all reports in, sums come to be published that told a single one before.
    let uncovered = figures.uncovered.iter().filter(|figure| !is_new_report(figure)).count();
    if uncovered > 0 {
        changes.push(none(ChangeClass::Privacy, ChangeCause::Uncovered { figures: uncovered }));
    }
    if !unexplained.figures.is_empty() || unexplained.follow > 0 {
        changes.push(unexplained);
    }
    changes
}

fn none(class: ChangeClass, cause: ChangeCause) -> PublicChange {
    PublicChange {
        class,
        cause,
        place: None,
        region: None,
        figures: Vec::new(),
        follow: 0,
        periods: BTreeSet::new(),
    }
}

fn is_method(change: &PublicChange) -> bool {
    matches!(change.cause, ChangeCause::Key { .. })
}

/// Whether a figure is filed in, or counted from, what changed.
fn explains(change: &PublicChange, figure: &FigureChange, made_of: MadeOf) -> bool {
    let ChangeCause::Records { kind, ids, .. } = &change.cause else { return false };
    let is_its_region = change.region.as_ref().is_some_and(|(code, _)| *code == figure.region.0);
    match made_of {
        MadeOf::Form => {
            *kind == RecordKind::Report
                && ids.iter().any(|id| *id == format!("{}/{}", figure.period, figure.region.0))
        }
        MadeOf::Ledger(book) => kind.book() == Some(book) && (is_its_region || change.region.is_none()),
        MadeOf::Others => false,
    }
}

/// Whether a row of the figure's region changed, of whatever ledger.
fn touches(change: &PublicChange, figure: &FigureChange) -> bool {
    let ChangeCause::Records { kind, .. } = &change.cause else { return false };
    kind.book().is_some() && change.region.as_ref().is_none_or(|(code, _)| *code == figure.region.0)
}

/// Whether a figure may be made of another: of the same form or ledger, in its month or later.
fn follows(lowest: &FigureChange, figure: &FigureChange) -> bool {
    let room = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
    let [one, other] = [&lowest.measure, &figure.measure].map(|id| room(id));
    lowest.period <= figure.period && (one == other || other == "rate")
}

/// What the figures make of a change: what was published and is another is worse than what comes to be.
fn by_figures(change: &PublicChange, head: &ReviewSide) -> ChangeClass {
    let latest = head.published.and_then(|head| {
        let latest = head.figures.latest()?;
        Some(head.public.campaign().periods[latest].id.clone())
    });
    let is_new = |figure: &FigureChange| {
        figure.old.is_none_or(|old| old.status == Status::Missing)
            || Some(&figure.period) == latest.as_ref() && is_added(change)
    };
    let frozen = || change.figures.iter().filter_map(|figure| figure.frozen);
    if frozen().any(FrozenChange::is_unexplained) {
        return ChangeClass::Rewritten;
    }
    // Rows that are new move months that are frozen, too: that explains itself, and is told.
    if frozen().next().is_some() {
        return ChangeClass::Revised;
    }
    if change.figures.iter().all(is_new) { ChangeClass::Wording } else { ChangeClass::Open }
}

fn is_added(change: &PublicChange) -> bool {
    matches!(change.cause, ChangeCause::Records { fate: Fate::Added, .. })
}

/// Addresses that are gone where nothing that is gone says why.
pub(super) fn lost_addresses(changes: &[PublicChange], gone: &[String]) -> Option<PublicChange> {
    let is_told = changes.iter().any(|change| change.class <= ChangeClass::Destroyed);
    let gone: Vec<String> = if is_told { Vec::new() } else { gone.to_vec() };
    (!gone.is_empty()).then(|| none(ChangeClass::Destroyed, ChangeCause::Addresses(gone)))
}
