//! 对账: the rules of `data/rules.toml` with both their values, whether they hold or not, for the page that shows them.

use rust_decimal::Decimal;

use super::Subject;
use super::rule_sides::{Resolved, RuleSide, is_certain, least};
use super::rules::resolve_one;
use crate::dataset::{Operator, PeriodAt, RegionAt, Rule, Span};
use crate::diagnostic::Code;
use crate::figures::MeasureAt;

/// How a reporter's two values stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As the rule says.
    Holds,
    /// Not as the rule says.
    Differs,
    /// Not to be said: a figure is missing or does not apply, or a month is missing in one that must be equal.
    Unknown,
    /// Not told: one of the figures is not published.
    Withheld,
}

impl Verdict {
    /// As templates and files have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Differs => "differs",
            Self::Unknown => "unknown",
            Self::Withheld => "withheld",
        }
    }
}

/// Both sides of a rule for one reporter and period.
#[derive(Debug, Clone, Copy)]
pub struct Comparison {
    /// The left side, where every figure of it is known.
    pub left: Option<Decimal>,
    /// The same of the right side.
    pub right: Option<Decimal>,
    /// How many values of how many expected stand behind the less complete of them; `None` where all do.
    pub behind: Option<(u32, u32)>,
    /// Whether the rule holds; not known where a month that is missing could change that.
    pub verdict: Verdict,
}

/// The rules between forms and ledgers, ready to be compared.
#[derive(Debug)]
pub struct Comparisons<'d> {
    subject: Subject<'d>,
    rules: Vec<(&'d Rule, Option<Resolved<'d>>)>,
    /// By rule, whether a figure of it is not published.
    withheld: Vec<bool>,
}

impl<'d> Comparisons<'d> {
    /// Finds the figures of every rule; a rule whose figures nobody has compares nothing.
    #[must_use]
    pub fn new(subject: Subject<'d>) -> Self {
        let rules = subject.dataset.rules.iter();
        let rules = rules.map(|rule| (rule, resolve_one(subject, rule, Code::RulesDisagree)));
        let rules: Vec<(&Rule, Option<Resolved>)> = rules.collect();
        let is_public =
            |of: &Resolved| [&of.left, &of.right].iter().all(|side| subject.figures.is_public(side));
        let withheld = rules.iter().map(|(_, of)| of.as_ref().is_some_and(|of| !is_public(of))).collect();
        Self { subject, rules, withheld }
    }

    /// The rules in the order of the file.
    pub fn rules(&self) -> impl Iterator<Item = &'d Rule> {
        self.rules.iter().map(|(rule, _)| *rule)
    }

    /// One rule for one reporter and period. A rule about a habit differs only once it was broken so many months running.
    #[must_use]
    pub fn at(&self, rule: usize, region: RegionAt, period: PeriodAt) -> Comparison {
        let comparison = self.in_month(rule, region, period);
        let months = self.rules[rule].0.months.max(1);
        let broken = |period| self.in_month(rule, region, period).verdict == Verdict::Differs;
        let before = period.earlier().rev().take(months - 1);
        let running = before.len() == months - 1 && before.into_iter().all(broken);
        let is_no_habit_yet = comparison.verdict == Verdict::Differs && !running;
        let verdict = if is_no_habit_yet { Verdict::Holds } else { comparison.verdict };
        Comparison { verdict, ..comparison }
    }

    /// The figures of the ledgers a rule adds up, by measure and span.
    pub fn of_ledgers(&self, rule: usize) -> impl Iterator<Item = (MeasureAt, Span)> {
        let sides =
            self.rules[rule].1.iter().flat_map(|resolved| resolved.left.iter().chain(&resolved.right));
        let measures = self.subject.figures.measures();
        sides.copied().filter(|(measure, _)| measures[*measure].ledger.is_some())
    }

    fn in_month(&self, rule: usize, region: RegionAt, period: PeriodAt) -> Comparison {
        if self.withheld[rule] {
            return Comparison { left: None, right: None, behind: None, verdict: Verdict::Withheld };
        }
        let (rule, resolved) = &self.rules[rule];
        let sum = |side| RuleSide::of(self.subject, side, region, period);
        let left = resolved.as_ref().and_then(|resolved| sum(&resolved.left));
        let right = resolved.as_ref().and_then(|resolved| sum(&resolved.right));
        let behind = |side: &Option<RuleSide>| side.as_ref().and_then(RuleSide::behind);
        let behind = least(behind(&left), behind(&right));
        let verdict = match (&left, &right) {
            (Some(left), Some(right)) if rule.op == Operator::Equal && !is_certain(left, right) => {
                Verdict::Unknown
            }
            (Some(left), Some(right)) if left.holds(rule.op, right) => Verdict::Holds,
            (Some(_), Some(_)) => Verdict::Differs,
            _ => Verdict::Unknown,
        };
        let number = |side: Option<RuleSide>| side.and_then(|side| side.number());
        Comparison { left: number(left), right: number(right), behind, verdict }
    }
}
