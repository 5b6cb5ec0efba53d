//! What a decision rests on, as offices write it: which law, which of its articles, which item.
//!
//! In: the text of `basis`. Out: a [`Citation`]. Of the laws a text names, the one after 依据 is meant; what was broken
//! (违反) stands before it and decides nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::names;
use super::wording::{Meaning, greatest_item, is_numeral, parts, phrases, plain};
use crate::dataset::ledger::{Decision, Party, Table};

/// Its chapter on legal liability (第六章) as far as it penalises: what comes before says what is to be done, the last
/// two who decides and who pays damages.
pub const LIABILITY: std::ops::RangeInclusive<u32> = 90..=114;
/// How many articles it has (2021).
pub const LAST_ARTICLE: u32 = 119;
/// Articles whose cases are numbered items (项), not paragraphs (款).
const WITH_ITEMS: [u32; 4] = [97, 98, 99, 101];
/// How many items articles have that have any, or have none at all; of 21, 25 and 65 those of the first paragraph.
const ITEMS: [(u32, u32); 20] = [
    (21, 7),
    (25, 7),
    (65, 4),
    (90, 4),
    (94, 0),
    (95, 4),
    (96, 0),
    (97, 7),
    (98, 4),
    (99, 8),
    (100, 0),
    (101, 5),
    (102, 0),
    (104, 0),
    (105, 2),
    (108, 0),
    (109, 0),
    (112, 0),
    (113, 4),
    (114, 4),
];
/// How many paragraphs some have.
const PARAGRAPHS: [(u32, u32); 6] = [(36, 4), (38, 3), (41, 3), (49, 3), (94, 3), (102, 1)];
/// Stands for no upper bound: a fine by multiples of the gains.
const UNBOUND: u64 = u64::MAX;

/// An article as cited: 第九十八条第（二）项.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// 条
    pub number: u32,
    /// 款
    pub paragraph: Option<u32>,
    /// 项; the first, where several are cited.
    pub item: Option<u32>,
}

impl Article {
    /// Whether it stands in the chapter on liability.
    #[must_use]
    pub fn is_about_liability(self) -> bool {
        LIABILITY.contains(&self.number)
    }

    /// How many items it has, where one beyond them is cited.
    #[must_use]
    pub fn items_passed(self) -> Option<u32> {
        let (_, items) = ITEMS.iter().find(|(number, _)| *number == self.number)?;
        self.item.filter(|item| item > items).map(|_| *items)
    }

    /// How many paragraphs it has, where one beyond them is cited.
    #[must_use]
    pub fn paragraphs_passed(self) -> Option<u32> {
        let (_, paragraphs) = PARAGRAPHS.iter().find(|(number, _)| *number == self.number)?;
        self.paragraph.filter(|paragraph| paragraph > paragraphs).map(|_| *paragraphs)
    }
}

/// As what a text names an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Citing {
    /// 违反: what was broken.
    Broken,
    /// 依据: what a decision rests on.
    Ground,
    /// Neither word stands before it.
    Plain,
}

/// An article in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleCited {
    /// Where it stands, from 第 to 条, 款 or 项; in bytes.
    pub span: Range<usize>,
    /// As what it is named.
    pub citing: Citing,
    /// Whether it is of 安全生产法.
    pub is_work_safety: bool,
    /// Its law without brackets and 中华人民共和国; empty where it is named without brackets, or not at all.
    pub law: String,
    /// Which it is.
    pub article: Article,
}

/// Every article a [plain](super::plain) text cites, in order.
#[must_use]
pub fn articles_cited(text: &str) -> Vec<ArticleCited> {
    let phrases = phrases(text);
    let (mut citing, mut is_work_safety, mut law) = (Citing::Plain, false, String::new());
    let mut cited = Vec::new();
    for (at, phrase) in phrases.iter().enumerate() {
        match &phrase.what {
            Meaning::Broken => citing = Citing::Broken,
            Meaning::Ground => citing = Citing::Ground,
            Meaning::Law { is_work_safety: this } => {
                is_work_safety = *this;
                law = if *this { WORK_SAFETY.to_owned() } else { law_name(&text[phrase.start..phrase.end]) };
            }
            Meaning::Articles(numbers) => {
                let end = phrases.get(at + 1).map_or(text.len(), |next| next.start);
                let tail = &text[phrase.end..end];
                let (paragraph, item) = parts(tail);
                let span = phrase.start..phrase.end + length_of_parts(tail);
                cited.extend(numbers.iter().map(|&number| ArticleCited {
                    span: span.clone(),
                    citing,
                    is_work_safety,
                    law: law.clone(),
                    article: Article { number, paragraph, item },
                }));
            }
        }
    }
    cited
}

/// 安全生产法 without what stands around it.
const WORK_SAFETY: &str = "安全生产法";

fn law_name(title: &str) -> String {
    let name = title.trim_start_matches('《').trim_end_matches('》');
    name.strip_prefix("中华人民共和国").unwrap_or(name).to_owned()
}

/// How long 第一款第(二)项 right after 条 is.
fn length_of_parts(tail: &str) -> usize {
    let ends = |c: char| "款项".contains(c);
    let is_of_parts = |c: char| ends(c) || c == '第' || "()、和".contains(c) || is_numeral(c);
    let run = tail.find(|c| !is_of_parts(c)).unwrap_or(tail.len());
    tail[..run].rfind(ends).map_or(0, |at| at + "项".len())
}

/// What a decision rests on: `依据《安全生产法》第九十八条第（二）项`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// Whether it is 安全生产法.
    pub is_work_safety: bool,
    /// Its articles; those of another law where it is not.
    pub articles: Vec<Article>,
    /// Whether it names another law as well.
    pub names_another: bool,
    /// An article of 安全生产法 and an item that it does not have, also of what was broken.
    pub no_such_item: Option<(u32, u32)>,
    /// The name of a law that is misspelt, and the law that is meant.
    pub misspelt: Option<(String, &'static str)>,
    /// Whether it is that of a transfer to the courts: 刑法, or words of 移送.
    pub is_criminal: bool,
}

/// What each of some decisions rests on. Offices cite the same few articles again and again: a text is read once.
pub struct Citations<'d> {
    table: &'d Table<Decision>,
    by_text: HashMap<&'d str, Citation>,
}

impl<'d> Citations<'d> {
    /// Reads what decisions of a ledger rest on.
    pub fn of(table: &'d Table<Decision>, decisions: impl Iterator<Item = &'d Decision>) -> Self {
        let texts: HashSet<&str> = decisions.map(|decision| table.text(decision, decision.basis)).collect();
        let by_text = texts.into_par_iter().map(|text| (text, Citation::read(text))).collect();
        Self { table, by_text }
    }

    /// What one of them rests on.
    #[must_use]
    pub fn get(&self, decision: &Decision) -> &Citation {
        &self.by_text[self.table.text(decision, decision.basis)]
    }
}

impl Citation {
    /// Reads what a text rests on.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = plain(text);
        let phrases = phrases(&text);
        let (mut grounded, mut law) = (false, None);
        let (mut named, mut articles, mut items) = (Vec::new(), Vec::new(), Vec::new());
        for (at, phrase) in phrases.iter().enumerate() {
            match &phrase.what {
                Meaning::Broken | Meaning::Ground => (grounded, law) = (phrase.what == Meaning::Ground, None),
                Meaning::Law { is_work_safety } => {
                    law = Some(*is_work_safety);
                    named.push((grounded, *is_work_safety));
                }
                Meaning::Articles(numbers) => {
                    let end = phrases.get(at + 1).map_or(text.len(), |next| next.start);
                    let (paragraph, item) = parts(&text[phrase.end..end]);
                    let last = numbers.last().copied().zip(greatest_item(&text[phrase.end..end]));
                    items.extend(last.map(|(article, item)| (law, article, item)));
                    let of = |&number| (grounded, law, Article { number, paragraph, item });
                    articles.extend(numbers.iter().map(of));
                }
            }
        }
        let has_grounds = named.iter().any(|(grounded, _)| *grounded);
        let is_work_safety =
            named.iter().any(|(grounded, is_work_safety)| *is_work_safety && *grounded == has_grounds);
        let of = |grounds: bool| {
            let articles = articles.iter().filter(|(grounded, ..)| *grounded || !grounds);
            let of_law = articles.filter(|(_, law, _)| law.unwrap_or(is_work_safety) == is_work_safety);
            of_law.map(|(.., article)| *article).collect::<Vec<_>>()
        };
        let grounds = of(true);
        let names_another = named.iter().any(|(_, is_work_safety)| !is_work_safety);
        let lacks = |(law, article, item): &(Option<bool>, u32, u32)| {
            let has = ITEMS.iter().find(|(number, _)| number == article);
            law.unwrap_or(is_work_safety) && has.is_some_and(|(_, items)| item > items)
        };
        let no_such_item = items.iter().find(|item| lacks(item)).map(|(_, article, item)| (*article, *item));
        let articles = if grounds.is_empty() { of(false) } else { grounds };
        let (misspelt, is_criminal) = (names::misspelt(&text), !is_work_safety && names::is_criminal(&text));
        Self { is_work_safety, articles, names_another, no_such_item, misspelt, is_criminal }
    }

    /// The articles that penalise: those of the chapter on liability, else the first.
    pub fn penalising(&self) -> impl Iterator<Item = Article> {
        let of_chapter = |article: &&Article| LIABILITY.contains(&article.number);
        let any = self.is_work_safety && self.articles.iter().any(|article| of_chapter(&article));
        let count = if any { self.articles.len() } else { 1 };
        self.articles.iter().take(count).filter(move |article| !any || of_chapter(article)).copied()
    }

    /// The article that is cited by a paragraph, or by nothing, and has items.
    #[must_use]
    pub fn without_item(&self) -> Option<u32> {
        let lacks = |article: &Article| {
            WITH_ITEMS.contains(&article.number) && (article.item.is_none() || article.paragraph.is_some())
        };
        let lacking = self.penalising().find(lacks).map(|article| article.number);
        lacking.filter(|_| self.is_work_safety)
    }

    /// The article that the law does not have.
    #[must_use]
    pub fn unknown(&self) -> Option<u32> {
        let mut numbers = self.articles.iter().map(|article| article.number);
        numbers.find(|number| *number > LAST_ARTICLE).filter(|_| self.is_work_safety)
    }

    /// The least and the most a party may be fined, in 元, the heavier bracket for what was not rectified in time
    /// included: where one decision rests on several articles, the least of one and the most of all together. `None`
    /// where no range is known.
    #[must_use]
    pub fn range(&self, party: Party) -> Option<(u64, u64)> {
        if !self.is_work_safety {
            return None;
        }
        self.penalising().map(|article| range(article, party)).reduce(|all, one| {
            let ((least, most), (other_least, other_most)) = (all?, one?);
            Some((least.min(other_least), most.saturating_add(other_most)))
        })?
    }
}

/// What one article allows, in 元.
fn range(article: Article, party: Party) -> Option<(u64, u64)> {
    let unit = party == Party::Unit;
    let (least, most) = match (article.number, unit) {
        // The first paragraph of 103 alone; gains above 10 万元 are fined by multiples of them.
        (103, _) if article.paragraph.is_some_and(|paragraph| paragraph > 1) => return None,
        (103, true) => return Some((100_000, UNBOUND)),
        (94, false) => (2, 10),
        (97 | 99 | 101, true) => (0, 20),
        (97 | 98 | 101, false) => (2, 5),
        (98, true) => (10, 100),
        (99 | 103, false) => (1, 2),
        (102, true) => (0, 5),
        (102, false) => (5, 10),
        _ => return None,
    };
    Some((least * 10_000, most * 10_000))
}

#[cfg(test)]
mod tests;
