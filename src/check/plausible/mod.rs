//! What is possible and hardly true: numbers like none before, and reports that are wrong as a whole.
//!
//! In: the figures, and what totals and rules find wrong in a reporter's months. Out: warnings, each with the numbers that
//! it goes beyond. What is usual is learnt from the campaign itself, by medians, quantiles and second-largest numbers, so
//! that one mistake is no measure for the next; limits that a form declares are held as declared. A copied or zeroed report
//! is one finding, and the totals and rules that break with it are counted behind it.

mod cells;
mod declared;
mod filed;
mod not_applicable;
mod notices;
mod past;
mod whole;

use std::collections::BTreeSet;

use super::Subject;
use super::rule_sides::Resolved;
use crate::dataset::{RegionAt, Report, Span};
use crate::diagnostic::{Finding, Findings, Place};

use cells::Months;
use declared::DeclaredLimits;
use past::Past;
use whole::{How, Whole};

pub use notices::check as of_notices;

/// What is usual of the whole campaign, and whose reports are wrong as a whole.
pub struct Plausible<'d> {
    past: Past<'d>,
    rules: &'d [Resolved<'d>],
    wholes: Vec<Vec<Whole>>,
    declared: DeclaredLimits,
    /// Where rules over figures to date are declared.
    to_date: BTreeSet<&'d Place>,
}

impl<'d> Plausible<'d> {
    /// Reads all reports.
    pub fn of(subject: Subject<'d>, rules: &'d [Resolved<'d>]) -> Self {
        let past = Past::of(subject);
        let wholes = whole::all(&past);
        let declared = DeclaredLimits::of(subject, rules);
        let over_all = rules.iter().map(|resolved| resolved.rule).filter(|rule| rule.over == Span::ToDate);
        Self { past, rules, wholes, declared, to_date: over_all.map(|rule| &rule.place).collect() }
    }

    /// What is told of a reporter's months beside what totals and rules found there, `reconciled`, of which that is taken out
    /// which only follows. Where one of these stands at a number already, nothing is said of it a second time.
    pub fn settle(&self, who: usize, region: RegionAt, reconciled: Vec<Finding>, findings: &Findings) {
        let subject = self.past.subject;
        let mut rest = reconciled;
        self.declared.check(subject, region, &mut rest);
        let wholes = &self.wholes[who];
        let mut told = Vec::new();
        for whole in wholes {
            let Some(report) = subject.dataset.reports.get(region, whole.period) else { continue };
            let later: Vec<&Report> = subject
                .figures
                .periods()
                .filter(|period| *period > whole.period)
                .filter_map(|period| subject.dataset.reports.get(region, period))
                .collect();
            let (behind, others) =
                rest.into_iter().partition(|one| whole.explains(&self.to_date, one, report, &later));
            rest = others;
            // Of two that are alike the one in which nearly all fits is the other's original.
            if !matches!(whole.how, How::LikeReporter(_)) || behind.len() > 2 {
                told.push(whole.finding(subject, report, &behind));
            }
        }
        let months = Months { past: &self.past, rules: self.rules, who, region };
        let mut single = Vec::new();
        for period in subject.figures.periods() {
            for form in 0..subject.dataset.forms.len() {
                let is_whole = |whole: &Whole| whole.period == period && whole.forms.contains(&form);
                if !wholes.iter().any(is_whole) {
                    months.look(form, period, &mut single);
                }
            }
        }
        single.extend(not_applicable::check(subject, region));
        let stands: BTreeSet<&Place> = rest.iter().map(|one| &one.place).collect();
        single.retain(|one: &Finding| !stands.contains(&one.place));
        findings.extend(told.into_iter().chain(whole::gathered(rest)).chain(single));
    }
}
