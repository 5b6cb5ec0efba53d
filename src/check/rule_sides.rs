//! The two sides of a declared rule, added up for one reporter's month.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Subject;
use crate::dataset::ledger::{Book, RowRef};
use crate::dataset::{Operator, PeriodAt, RegionAt, Rule, Span};
use crate::diagnostic::{Code, Place};
use crate::figures::{Key, MeasureAt, PassedOver, format_decimal, passed_over, rows_behind};
use crate::limits;

/// As reports write it.
const NOT_APPLICABLE: &str = "n/a";

/// A rule whose measures have been found in the cube.
#[derive(Debug)]
pub struct Resolved<'d> {
    pub(super) rule: &'d Rule,
    pub(super) code: Code,
    pub(super) left: Vec<(MeasureAt, Span)>,
    pub(super) right: Vec<(MeasureAt, Span)>,
}

pub(super) fn holds(op: Operator, left: Decimal, right: Decimal) -> bool {
    match op {
        Operator::AtMost => left <= right,
        Operator::AtLeast => left >= right,
        Operator::Equal => left == right,
        Operator::Implies => left.is_zero() || !right.is_zero(),
    }
}

/// Whether months that are missing can only part the sides further: the smaller lacks none.
pub(super) fn is_certain(left: &RuleSide, right: &RuleSide) -> bool {
    match left.sum.cmp(&right.sum) {
        Ordering::Less => left.behind.is_none(),
        Ordering::Greater => right.behind.is_none(),
        Ordering::Equal => left.behind.is_none() && right.behind.is_none(),
    }
}

/// Of two coverages the one that lacks more.
pub(super) fn least(one: Option<(u32, u32)>, other: Option<(u32, u32)>) -> Option<(u32, u32)> {
    one.into_iter().chain(other).max_by_key(|(reported, expected)| expected - reported)
}

/// One side of a rule, added up.
pub(super) struct RuleSide<'d> {
    pub(super) sum: Decimal,
    /// Whether any of its figures has a number.
    pub(super) is_known: bool,
    /// How many values of how many stand behind its least complete figure; `None` where all do.
    behind: Option<(u32, u32)>,
    pub(super) side: &'d [(MeasureAt, Span)],
    pub(super) region: RegionAt,
    pub(super) period: PeriodAt,
}

impl<'d> RuleSide<'d> {
    /// To date, what was merged into the reporter counts on both sides: it goes on closing what the other had found.
    /// `None` where any of the figures is missing or asked of nobody: nothing to compare. What a reporter says does not
    /// apply to it adds nothing; that it does is what the other side may show.
    pub(super) fn of(
        subject: Subject<'d>,
        side: &'d [(MeasureAt, Span)],
        region: RegionAt,
        period: PeriodAt,
    ) -> Option<Self> {
        let mut summed = Self { sum: Decimal::ZERO, is_known: false, behind: None, side, region, period };
        for &(measure, span) in side {
            let at = |span| subject.figures.answered(subject.dataset, Key { measure, region, period, span });
            let figure = at(span);
            match figure.to_compare() {
                Some(number) => {
                    // Most sides are one figure, and every rule of every month adds up two.
                    summed.sum = if summed.is_known { summed.sum + number } else { number };
                    summed.is_known = true;
                    // Of one that is not published, too: what lacks months is not held against the other side.
                    if figure.lacks() {
                        summed.behind = least(summed.behind, Some((figure.reported, figure.expected)));
                    }
                }
                None if figure.is_said_not_to_apply() || at(Span::Month).is_said_not_to_apply() => {}
                None => return None,
            }
        }
        Some(summed)
    }

    /// The sum, where a number stands behind it.
    pub(super) fn number(&self) -> Option<Decimal> {
        self.is_known.then_some(self.sum)
    }

    /// How many of how many stand behind it where a month is missing.
    pub(super) fn behind(&self) -> Option<(u32, u32)> {
        self.behind
    }

    /// Whether it stands to the other side as a rule says.
    pub(super) fn holds(&self, op: Operator, other: &Self) -> bool {
        holds(op, self.sum, other.sum)
    }

    /// One of its figures, by its indices.
    pub(super) fn key(&self, (measure, span): (MeasureAt, Span)) -> Key {
        Key { measure, region: self.region, period: self.period, span }
    }

    /// Where one of its figures was reported; one that was added up is mended in its latest month, one that was counted
    /// in the ledger it was counted from.
    pub(super) fn place(&self, subject: Subject, part: usize) -> Place {
        let at = self.key(self.side[part]);
        if let Some(entries) = &subject.figures.measures()[at.measure].ledger {
            return ledger_file(subject, entries.book(), self.region);
        }
        let is_added_up = subject.figures.at(at).origin().is_none();
        subject.place_of(if is_added_up { Key { span: Span::Month, ..at } } else { at })
    }

    /// Which of its figures were reported rather than counted.
    pub(super) fn reported(&self, subject: Subject) -> Option<usize> {
        (0..self.side.len()).find(|part| subject.figures.measures()[self.side[*part].0].ledger.is_none())
    }

    /// A few of the ledger rows behind its figures: those of the month, where the two sides came apart, else any.
    pub(super) fn rows(&self, subject: Subject) -> Vec<RowRef> {
        let counted =
            self.side.iter().filter(|(measure, _)| subject.figures.measures()[*measure].ledger.is_some());
        let behind = |over: Span| {
            let rows = counted.clone().flat_map(move |(measure, span)| {
                let span = if over == Span::Month { over } else { *span };
                rows_behind(subject.figures, subject.dataset, self.key((*measure, span)))
            });
            rows.take(limits::RULE_ROWS).collect::<Vec<_>>()
        };
        let of_month = behind(Span::Month);
        if of_month.is_empty() { behind(Span::ToDate) } else { of_month }
    }

    /// A few rows of the ledgers' month that its figures pass over, and what keeps each out.
    pub(super) fn passed_over(&self, subject: Subject) -> Vec<(RowRef, PassedOver)> {
        let rows =
            self.side.iter().flat_map(|part| passed_over(subject.figures, subject.dataset, self.key(*part)));
        let mut told: Vec<(RowRef, PassedOver)> = Vec::new();
        let mut rows: Vec<_> = rows.collect();
        // What was counted once is what is most often meant.
        rows.sort_by_key(|(_, why)| !matches!(why, PassedOver::Revoked | PassedOver::Dismissed));
        for row in rows {
            if told.len() < limits::RULE_ROWS && !told.iter().any(|(other, _)| *other == row.0) {
                told.push(row);
            }
        }
        told
    }

    /// What the side says; numbers that are not published in no words, for logs and comments of checks are public.
    pub(super) fn told(&self, subject: Subject, is_public: bool) -> String {
        // Each part with its own value: a reader sees which of them is the odd one.
        let part = |&(measure, span): &(MeasureAt, Span)| {
            let title = &subject.figures.measures()[measure].title;
            let value = value(subject, self.key((measure, span)));
            format!("{title} {}", value.unwrap_or_else(|| NOT_APPLICABLE.to_owned()))
        };
        let parts: Vec<String> = self.side.iter().map(part).collect();
        let sum = if parts.len() > 1 && is_public {
            format!(" = {}", format_decimal(self.sum, ""))
        } else {
            String::new()
        };
        format!("{}{sum}", parts.join(" + "))
    }
}

/// A figure as a message may say it; `None` where there is no number.
pub(super) fn value(subject: Subject, at: Key) -> Option<String> {
    let value = subject.figures.at(at).even_withheld()?;
    Some(if subject.figures.is_secret(at.measure) { "…".to_owned() } else { format_decimal(value, "") })
}

/// The file a reporter's figure is counted from.
fn ledger_file(subject: Subject, book: Book, region: RegionAt) -> Place {
    let code = &subject.dataset.regions.all()[region].code;
    Place::file(&match book {
        Book::Hazards => format!("data/ledger/hazards/{code}.csv"),
        Book::Enforcement => format!("data/ledger/enforcement/{code}.csv"),
        Book::Inspections => format!("data/ledger/inspections/{code}.csv"),
        Book::Notices => "data/ledger/notices.csv".to_owned(),
        Book::Enterprises => "data/ledger/enterprises.csv".to_owned(),
        Book::Facilities => "data/ledger/facilities.csv".to_owned(),
    })
}
