//! Law as dated data: sets of rules, each of one law, with the days it is in force.
//!
//! In: the sets a campaign names, from `data/law/<id>.toml` or built in. Out: [`Laws`], which say what held on a day. A decision
//! of 2026-03-31 is judged by the rules of credit repair of 2023, one of the day after by those of 2026. A campaign that names
//! none is told nothing of law; how long a name stays is then what the built-in sets say, since that protects somebody.

mod built_in;
mod read;
mod set;
mod source;
mod text;

use chrono::{Months, NaiveDate};

use crate::dataset::Files;
use crate::dataset::law_named::LawNamed;
use crate::dataset::ledger::{Decision, DecisionKind, Gravity, Notice, Table};
use crate::dataset::yuan::Yuan;
use crate::diagnostic::{Code, Finding, Findings};
use crate::parse::{File, scalar};
use crate::say;

pub use built_in::BUILT_IN;
pub use set::{Clock, ClockOf, Hearing, LawSet, OrganRule, PublicPeriod};
pub use source::LawSource;
pub use text::{Article, Closure, Duty, FineRange, LawText};

const FOLDER: &str = "data/law/";

/// Index of a law by its name, whichever of its sets is in force: 安全生产法.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LawAt(u16);

/// Every set a campaign names.
#[derive(Debug, Default)]
pub struct Laws {
    sets: Vec<LawSet>,
    /// Built-in sets that are not named: they bound how long a name stays, and nothing else.
    bounding: Vec<LawSet>,
    /// Titles of those whose articles are known.
    titles: Vec<String>,
    /// What they are called in documents, the longest first.
    called: Vec<(String, LawAt)>,
    /// From which sum on a fine is large here.
    large_fine: Option<Yuan>,
    /// The organs that issue permits here.
    permits_by: Vec<String>,
}

impl Laws {
    /// The sets a campaign names: a file of the site stands before a built-in one of the same id.
    #[must_use]
    pub fn read(files: &Files, named: Option<&LawNamed>, findings: &Findings) -> Self {
        let own: Vec<(&str, Option<LawSet>, &File)> = files
            .below(FOLDER, ".toml")
            .map(|file| {
                let id = &file.path[FOLDER.len()..file.path.len() - ".toml".len()];
                (id, read::set(file, id, findings), file)
            })
            .collect();
        let is_named = |id: &str| named.is_some_and(|named| named.sets.iter().any(|(set, _)| set == id));
        for (id, _, file) in own.iter().filter(|(id, ..)| !is_named(id)) {
            let message = say!("没有用到规则集 `{id}`", "the set of rules `{id}` is not used");
            findings.push(Finding::new(Code::LawSetUnused, file.place(&(0..0)), message).help(say!(
                "写进 `data/campaign.toml` 的 `[law] sets`，或删去文件",
                "name it in `[law] sets` of `data/campaign.toml`, or delete the file"
            )));
        }
        let Some(named) = named else { return Self::of(Vec::new()) };
        let mut own = own;
        let mut sets = Vec::new();
        for (id, place) in &named.sets {
            if let Some((_, set, _)) = own.iter_mut().find(|(known, ..)| known == id) {
                sets.extend(set.take());
            } else if let Some(set) = built_in::read(id) {
                sets.push(set);
            } else {
                let known = BUILT_IN.iter().map(|(id, _)| *id).chain(own.iter().map(|(id, ..)| *id));
                let help = scalar::nearest(id, known.clone()).map_or_else(
                    || {
                        let list = known.collect::<Vec<_>>().join("、");
                        say!(
                            "可以是：{list}；或放一个 `data/law/{id}.toml`",
                            "it may be one of {list}, or a file `data/law/{id}.toml`"
                        )
                    },
                    |near| say!("是不是 `{near}`？", "did you mean `{near}`?"),
                );
                let message = say!("没有 `{id}` 这个规则集", "unknown set of rules `{id}`");
                findings.push(Finding::new(Code::UnknownRow, place.clone(), message).help(help));
            }
        }
        let (large_fine, permits_by) = (named.large_fine, named.permits_by.clone());
        Self { large_fine, permits_by, ..Self::of(sets) }
    }

    /// All that is built in.
    #[must_use]
    pub fn built_in() -> Self {
        Self::of(BUILT_IN.iter().map(|(id, _)| built_in::read(id).expect("every id has its set")).collect())
    }

    fn of(sets: Vec<LawSet>) -> Self {
        let named = |id: &str| sets.iter().any(|set| set.id == id);
        let others = BUILT_IN.iter().filter(|(id, _)| !named(id));
        let bounding = others.filter_map(|(id, _)| built_in::read(id)).collect();
        let (mut titles, mut called) = (Vec::<String>::new(), Vec::<(String, LawAt)>::new());
        for set in sets.iter().filter(|set| set.text.is_some()) {
            let known = titles.iter().position(|title| *title == set.title);
            let at = known.unwrap_or(titles.len());
            if at == titles.len() {
                titles.push(set.title.clone());
            }
            called.extend(set.short.iter().map(|name| (name.clone(), LawAt(at as u16))));
        }
        called.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { sets, bounding, titles, called, ..Self::default() }
    }

    /// Whether nothing is said of law.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    fn on<'l, T: 'l>(&'l self, day: NaiveDate, part: impl Fn(&'l LawSet) -> Option<T>) -> Option<T> {
        self.sets.iter().filter(|set| set.is_in_force(day)).find_map(part)
    }

    /// The law whose name a text begins with, and how long that is.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<(LawAt, usize)> {
        let (name, law) = self.called.iter().find(|(name, _)| text.starts_with(name.as_str()))?;
        Some((*law, name.len()))
    }

    /// What the laws whose articles are known are called.
    pub fn called(&self) -> impl Iterator<Item = &str> {
        (0..self.titles.len()).map(|law| self.name(LawAt(law as u16)))
    }

    /// The articles of a law on a day.
    #[must_use]
    pub fn text(&self, law: LawAt, day: NaiveDate) -> Option<&LawText> {
        self.of_law(law).filter(|set| set.is_in_force(day)).find_map(|set| set.text.as_ref())
    }

    /// What a law is called: 安全生产法.
    #[must_use]
    pub fn name(&self, law: LawAt) -> &str {
        let short = self.of_law(law).find_map(|set| set.short.first());
        short.map_or(self.titles[usize::from(law.0)].as_str(), String::as_str)
    }

    fn of_law(&self, law: LawAt) -> impl Iterator<Item = &LawSet> {
        let title = &self.titles[usize::from(law.0)];
        self.sets.iter().filter(move |set| set.text.is_some() && set.title == *title)
    }

    /// When repeated penalties are told, and under which law.
    #[must_use]
    pub fn closure(&self, day: NaiveDate) -> Option<(LawAt, &Closure)> {
        let (set, closure) = self.on(day, |set| Some((set, set.text.as_ref()?.closure.as_ref()?)))?;
        Some((LawAt(self.titles.iter().position(|title| *title == set.title)? as u16), closure))
    }

    /// So many working days, of what began on a day.
    #[must_use]
    pub fn clock(&self, of: ClockOf, day: NaiveDate) -> Option<&Clock> {
        self.on(day, |set| set.clocks[of as usize].as_ref())
    }

    /// Who may decide on a kind on a day, with the organs the campaign itself names for it.
    #[must_use]
    pub fn organs(&self, kind: DecisionKind, day: NaiveDate) -> Option<(&OrganRule, &[String])> {
        let rule = self.on(day, |set| set.organs.iter().find(|rule| rule.kinds.contains(&kind)))?;
        let is_permit = rule.names.is_empty();
        Some((rule, if is_permit { &self.permits_by } else { &[] }))
    }

    /// The time for a hearing before a decision of a day, where it is of a kind or a sum that has one.
    #[must_use]
    pub fn hearing(&self, kind: DecisionKind, amount: Option<Yuan>, day: NaiveDate) -> Option<&Clock> {
        let hearing = self.on(day, |set| set.hearing.as_ref())?;
        let large = self.large_fine.unwrap_or(hearing.large);
        let is_due = hearing.kinds.contains(&kind) || amount.is_some_and(|amount| amount >= large);
        is_due.then_some(&hearing.clock)
    }

    /// How grave a decision is that does not say so.
    #[must_use]
    pub fn gravity(&self, kind: DecisionKind, amount: Option<Yuan>, day: NaiveDate) -> Gravity {
        let all = self.sets.iter().chain(&self.bounding);
        let rule = all.filter(|set| set.is_in_force(day)).find_map(|set| set.gravity.as_ref());
        rule.map_or(Gravity::General, |rule| rule.of(kind, amount))
    }

    /// How long a decision of a day stays public, as the sets of the campaign say.
    #[must_use]
    pub fn period(&self, gravity: Gravity, day: NaiveDate) -> Option<&PublicPeriod> {
        self.on(day, |set| set.periods[gravity as usize].as_ref())
    }

    /// The last day on which a decision is public that does not say it: by the set of its day, else by a built-in one, else
    /// by the longest there is. A name never stays without an end.
    #[must_use]
    pub fn public_until(&self, gravity: Gravity, decided_on: NaiveDate) -> NaiveDate {
        let all = || self.sets.iter().chain(&self.bounding);
        let of = |set: &LawSet| set.periods[gravity as usize].as_ref().map(|period| period.most);
        let of_day = all().filter(|set| set.is_in_force(decided_on)).find_map(of);
        let longest = || all().filter_map(of).max().unwrap_or_default();
        decided_on + Months::new(of_day.unwrap_or_else(longest))
    }

    /// Says of decisions what they leave to the rules of their day: how grave they are, and how long they stay public.
    pub fn settle(&self, decisions: &mut Table<Decision>) {
        for decision in decisions.rows_mut() {
            let Decision { kind, amount_yuan, decided_on, .. } = *decision;
            if !decision.is_gravity_stated {
                decision.gravity = self.gravity(kind, amount_yuan, decided_on);
            }
            if decision.expires_on.is_none() {
                decision.public_until = self.public_until(decision.gravity, decided_on);
            }
        }
    }

    /// The same of notices that name an enterprise: as long as what is generally grave.
    pub fn settle_notices(&self, notices: &mut Table<Notice>) {
        for notice in notices.rows_mut().iter_mut().filter(|notice| notice.enterprise.is_some()) {
            let until = || self.public_until(Gravity::General, notice.issued_on);
            notice.public_until = Some(notice.expires_on.unwrap_or_else(until));
        }
    }

    /// Names of laws, against misspelt ones.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sets.iter().flat_map(|set| &set.names).map(String::as_str)
    }

    /// Whether a law of this name is the courts'.
    #[must_use]
    pub fn is_criminal(&self, name: &str) -> bool {
        self.sets.iter().any(|set| set.criminal.iter().any(|law| law == name))
    }
}

#[cfg(test)]
mod tests;
