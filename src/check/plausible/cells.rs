//! Single cells: a number like none before, and two cells exchanged.
//!
//! In: the [`Past`]. Out: warnings at the number entered, each with what it goes beyond.

use rust_decimal::Decimal;

use super::past::{Own, Past, Reach};
use crate::check::rule_sides::{Resolved, RuleSide};
use crate::check::rules::YUAN_IN_TEN_THOUSAND;
use crate::dataset::{Operator, PeriodAt, RegionAt, Span};
use crate::diagnostic::{Code, Finding, Place, Say};
use crate::figures::{Key, Measure, MeasureAt, format_decimal};
use crate::{limits, say};

/// Cells so near are easily exchanged, and it takes less to think so.
const NEAR: usize = 2;

/// One reporter's months.
pub(super) struct Months<'p, 'd> {
    pub past: &'p Past<'d>,
    pub rules: &'p [Resolved<'d>],
    /// Its place among the reporters.
    pub who: usize,
    pub region: RegionAt,
}

impl Months<'_, '_> {
    /// What is told of the cells of one form's month.
    pub fn look(&self, form: usize, period: PeriodAt, told: &mut Vec<Finding>) {
        for cell in self.past.cells_of(form) {
            let Some(number) = self.past.number(self.who, cell, period) else { continue };
            let is_beyond = |own: Own| number > own.most;
            if number >= 2 && self.past.own(self.who, cell, period).is_none_or(is_beyond) {
                told.extend(self.outlier(cell, period, number));
            }
        }
    }

    fn outlier(&self, cell: usize, period: PeriodAt, number: i64) -> Option<Finding> {
        let past = self.past;
        let bound = past.bound(self.who, cell, period)?;
        let partner = self.partner(cell, period, number, bound.own);
        let stands_out = number >= bound.from || past.jumps(self.who, cell, number, bound.own);
        if !stands_out && partner.is_none() || self.is_proved(cell, period) {
            return None;
        }
        let mut finding = Finding::new(
            Code::CellImplausible,
            self.place(cell, period),
            self.message(cell, period, number, &bound),
        );
        if let Some((other, of_other)) = partner {
            let (title, value) = (&self.measure(other).title, self.value(other, of_other));
            finding = finding
                .related(self.place(other, period), say!("{title}：{value}", "{title}: {value}"))
                .help(say!(
                    "多半与“{title}”填反了：两个数对调，各自才像往月",
                    "probably exchanged with {title}: the other way round each is like its other months"
                ));
        } else if self.is_yuan(cell, number, &bound) {
            let yuan = self.value(cell, number / YUAN_IN_TEN_THOUSAND);
            finding = finding.help(say!(
                "多半把元填成了万元：{yuan} 万元才像往月",
                "probably 元 entered for 万元: {yuan} would be like other months"
            ));
        } else {
            finding = finding.help(say!(
                "核对这个数；属实的不用改",
                "compare the number; if it is true nothing is to be done"
            ));
        }
        Some(finding)
    }

    /// The cell of the same form and month that this one was exchanged with: what stands here is like that cell's other
    /// months and unlike this one's, and what stands there the other way round. Both have to be out of place.
    fn partner(&self, cell: usize, period: PeriodAt, number: i64, own: Own) -> Option<(usize, i64)> {
        let past = self.past;
        let least = past.cells[cell].unit.max(own.most / 4);
        if own.count < 4 || number <= own.most + least {
            return None;
        }
        let like = &past.cells[cell];
        let mut others = past
            .cells_of(like.form)
            .filter(|other| *other != cell && past.cells[*other].is_money == like.is_money);
        let fits = |other: usize| {
            let there = past.number(self.who, other, period)?;
            let of_other = past.own(self.who, other, period)?;
            let steps = if other.abs_diff(cell) <= NEAR { 1 } else { 2 };
            let is_exchanged = number > own.most + (steps * like.unit).max(least)
                && of_other.count >= 4
                && of_other.has_had(number)
                && own.has_had(there)
                && !of_other.has_had(there)
                && !self.is_proved(other, period);
            is_exchanged.then_some((other, there))
        };
        others.find_map(fits)
    }

    /// Whether a ledger has the very number: what it is counted from stands row by row.
    fn is_proved(&self, cell: usize, period: PeriodAt) -> bool {
        let (subject, measure) = (self.past.subject, self.past.cells[cell].measure);
        let is_of_ledger = |side: &[(MeasureAt, Span)]| {
            side.iter().all(|(of, _)| subject.figures.measures()[*of].ledger.is_some())
        };
        // Of a total that is stated the month need not be right.
        let is_own = |side: &[(MeasureAt, Span)]| {
            let is_stated = subject.figures.measures()[measure].total_is_stated;
            matches!(side, [(of, span)] if *of == measure && (*span == Span::Month || !is_stated))
        };
        self.rules.iter().any(|resolved| {
            let compares = resolved.rule.op == Operator::Equal
                && (is_own(&resolved.left) && is_of_ledger(&resolved.right)
                    || is_own(&resolved.right) && is_of_ledger(&resolved.left));
            let side = |side| RuleSide::of(subject, side, self.region, period);
            compares
                && side(&resolved.left)
                    .zip(side(&resolved.right))
                    .is_some_and(|(left, right)| left.holds(Operator::Equal, &right))
        })
    }

    /// Whether a sum is usual once it is taken for 元.
    fn is_yuan(&self, cell: usize, number: i64, bound: &Reach) -> bool {
        let past = self.past;
        past.cells[cell].is_money && number / YUAN_IN_TEN_THOUSAND < bound.from
    }

    fn message(&self, cell: usize, period: PeriodAt, number: i64, bound: &Reach) -> Say {
        let subject = self.past.subject;
        let name = &subject.dataset.regions.all()[self.region].name;
        let month = &subject.dataset.campaign.periods[period].id;
        let measure = self.measure(cell);
        let title = &measure.title;
        if subject.figures.is_secret(self.past.cells[cell].measure) {
            return say!(
                "{name} {month} “{title}”远超本单位其他月份和其他单位",
                "{name} {month}: {title} is far beyond its other months and those of others"
            );
        }
        let (value, unit, own) = (self.value(cell, number), &measure.unit, self.value(cell, bound.own.most));
        let (zh, en) = match bound.others.map(|others| self.value(cell, others)) {
            Some(others) => (
                format!("，其他单位一般不超过 {others}"),
                format!(", and others have rarely more than {others}"),
            ),
            None => Default::default(),
        };
        say!(
            "{name} {month} “{title}”{value} {unit}；本单位其他月份最多 {own}{zh}",
            "{name} {month}: {title} {value} {unit}; its other months have {own} at the most{en}"
        )
    }

    fn measure(&self, cell: usize) -> &Measure {
        &self.past.subject.figures.measures()[self.past.cells[cell].measure]
    }

    /// A number as a message may say it.
    fn value(&self, cell: usize, number: i64) -> String {
        let of = &self.past.cells[cell];
        if self.past.subject.figures.is_secret(of.measure) {
            return "…".to_owned();
        }
        let decimals = if of.is_money { limits::MONEY_DECIMALS } else { 0 };
        format_decimal(Decimal::new(number, decimals), "")
    }

    fn place(&self, cell: usize, period: PeriodAt) -> Place {
        let measure = self.past.cells[cell].measure;
        self.past.subject.place_of(Key { measure, region: self.region, period, span: Span::Month })
    }
}
