//! What one set of rules may say: clocks, organs, hearings, gravity, periods, articles, names.

use chrono::NaiveDate;

use super::source::LawSource;
use super::text::LawText;
use crate::dataset::ledger::{DecisionKind, Gravity};
use crate::dataset::yuan::Yuan;

/// So many working days, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// How many.
    pub working_days: u32,
    /// Where it is said.
    pub source: LawSource,
}

/// What a clock is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockOf {
    /// A penalty is published.
    Publishing,
    /// One that was changed or revoked is taken back and explained.
    Withdrawing,
    /// Another result of enforcement is made known: an order, a seal.
    Results,
}

/// Who decides on some kinds of decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganRule {
    /// 关闭取缔
    pub kinds: Vec<DecisionKind>,
    /// What the name of the organ ends with, such as 政府; any, where empty.
    pub names: Vec<String>,
    /// Words of the offices it speaks of, such as 应急; all, where empty.
    pub offices: Vec<String>,
    /// Whether no organ of a county may.
    pub is_above_counties: bool,
    /// The rule in a sentence without full stop, in Chinese.
    pub about: String,
    /// Where it is said.
    pub source: LawSource,
}

/// When whoever is to be penalised may ask for a hearing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// Kinds of decisions, of any sum.
    pub kinds: Vec<DecisionKind>,
    /// From which sum on a fine or what is confiscated is large.
    pub large: Yuan,
    /// How long they may ask.
    pub clock: Clock,
}

/// How grave a decision is that does not say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GravityRule {
    /// Grave by kind.
    pub serious_kinds: Vec<DecisionKind>,
    /// Grave by sum.
    pub serious_from: Yuan,
    /// Minor by kind.
    pub minor_kinds: Vec<DecisionKind>,
}

impl GravityRule {
    /// By its kind, else by its sum: a fine of 120,000 元 is serious.
    #[must_use]
    pub fn of(&self, kind: DecisionKind, amount: Option<Yuan>) -> Gravity {
        if self.serious_kinds.contains(&kind) || amount.is_some_and(|sum| sum >= self.serious_from) {
            Gravity::Serious
        } else if self.minor_kinds.contains(&kind) {
            Gravity::Minor
        } else {
            Gravity::General
        }
    }
}

/// How long a penalty stays public, in months from the day it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPeriod {
    /// At least.
    pub least: u32,
    /// At most, and where the decision says nothing.
    pub most: u32,
    /// Whether it is not published in principle.
    pub is_unpublished: bool,
    /// Where it is said.
    pub source: LawSource,
}

/// The rules of one law, as they are in force for a time.
#[derive(Debug)]
pub struct LawSet {
    /// `work-safety-2021`
    pub id: String,
    /// 中华人民共和国安全生产法
    pub title: String,
    /// What it is called in documents; the first stands in findings.
    pub short: Vec<String>,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last; none, where it is in force.
    pub until: Option<NaiveDate>,
    /// Its articles, where decisions rest on them.
    pub text: Option<LawText>,
    /// By [`ClockOf`].
    pub clocks: [Option<Clock>; 3],
    /// When a hearing may be asked for.
    pub hearing: Option<Hearing>,
    /// How grave a decision is.
    pub gravity: Option<GravityRule>,
    /// By gravity, as [`Gravity`] orders them.
    pub periods: [Option<PublicPeriod>; 3],
    /// Who decides what.
    pub organs: Vec<OrganRule>,
    /// Names of laws, against misspelt ones.
    pub names: Vec<String>,
    /// Laws whose articles are the courts'.
    pub criminal: Vec<String>,
}

impl LawSet {
    /// Whether it holds on a day.
    #[must_use]
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
