//! What a decision rests on, as offices write it: which law, which of its articles, which item.
//!
//! In: the text of `basis`. Out: a [`Citation`]. Of the laws a text names, the one after 依据 is meant; what was broken
//! (违反) stands before it and decides nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use chrono::NaiveDate;

use super::names;
use super::wording::{Meaning, greatest_item, is_numeral, parts, phrases, plain};
use crate::dataset::laws::{Article, LawAt, LawText, Laws};
use crate::dataset::ledger::{Decision, Party, Table};

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
    /// Its law, where the campaign's sets have its articles.
    pub known: Option<LawAt>,
    /// Its law without brackets and 中华人民共和国; empty where it is named without brackets, or not at all.
    pub law: String,
    /// Which it is.
    pub article: Article,
}

/// Every article a [plain](super::plain) text cites, in order.
#[must_use]
pub fn articles_cited(text: &str, laws: &Laws) -> Vec<ArticleCited> {
    let phrases = phrases(text, laws);
    let (mut citing, mut known, mut law) = (Citing::Plain, None, String::new());
    let mut cited = Vec::new();
    for (at, phrase) in phrases.iter().enumerate() {
        match &phrase.what {
            Meaning::Broken => citing = Citing::Broken,
            Meaning::Ground => citing = Citing::Ground,
            Meaning::Law(this) => {
                known = *this;
                let as_written = || law_name(&text[phrase.start..phrase.end]);
                law = this.map_or_else(as_written, |law| laws.name(law).to_owned());
            }
            Meaning::Articles(numbers) => {
                let end = phrases.get(at + 1).map_or(text.len(), |next| next.start);
                let tail = &text[phrase.end..end];
                let (paragraph, item) = parts(tail);
                let span = phrase.start..phrase.end + length_of_parts(tail);
                cited.extend(numbers.iter().map(|&number| ArticleCited {
                    span: span.clone(),
                    citing,
                    known,
                    law: law.clone(),
                    article: Article { number, paragraph, item },
                }));
            }
        }
    }
    cited
}

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
    /// Which law, where the campaign's sets have its articles: 安全生产法.
    pub law: Option<LawAt>,
    /// Its articles; those of another law where none is known.
    pub articles: Vec<Article>,
    /// Whether it names another law as well.
    pub names_another: bool,
    /// What was broken, of the same law.
    pub broken: Vec<Article>,
    /// The last article of each list, of a law that is known, with the greatest of its items; also of what was broken.
    items: Vec<(LawAt, Article)>,
    /// The name of a law that is misspelt, and the law that is meant.
    pub misspelt: Option<(String, String)>,
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
    pub fn of(
        table: &'d Table<Decision>,
        decisions: impl Iterator<Item = &'d Decision>,
        laws: &Laws,
    ) -> Self {
        let texts: HashSet<&str> = decisions.map(|decision| table.text(decision, decision.basis)).collect();
        let by_text = texts.into_par_iter().map(|text| (text, Citation::read(text, laws))).collect();
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
    pub fn read(text: &str, laws: &Laws) -> Self {
        let text = plain(text);
        let phrases = phrases(&text, laws);
        let (mut grounded, mut whose) = (false, OfLaw::Unsaid);
        let (mut named, mut articles, mut items) = (Vec::new(), Vec::new(), Vec::new());
        for (at, phrase) in phrases.iter().enumerate() {
            match &phrase.what {
                Meaning::Broken | Meaning::Ground => {
                    (grounded, whose) = (phrase.what == Meaning::Ground, OfLaw::Unsaid);
                }
                Meaning::Law(law) => {
                    whose = OfLaw::Named(*law);
                    named.push((grounded, *law));
                }
                Meaning::Articles(numbers) => {
                    let end = phrases.get(at + 1).map_or(text.len(), |next| next.start);
                    let (paragraph, item) = parts(&text[phrase.end..end]);
                    let last = numbers.last().zip(greatest_item(&text[phrase.end..end]));
                    items.extend(
                        last.map(|(&number, item)| (whose, Article { number, paragraph, item: Some(item) })),
                    );
                    let of = |&number| (grounded, whose, Article { number, paragraph, item });
                    articles.extend(numbers.iter().map(of));
                }
            }
        }
        let has_grounds = named.iter().any(|(grounded, _)| *grounded);
        let law = named.iter().filter(|(grounded, _)| *grounded == has_grounds).find_map(|(_, law)| *law);
        let of = |wanted: Option<bool>| {
            let articles = articles.iter().filter(|(grounded, ..)| wanted.is_none_or(|of| of == *grounded));
            let of_law = articles.filter(|(_, whose, _)| whose.or(law) == law);
            of_law.map(|(.., article)| *article).collect::<Vec<_>>()
        };
        let grounds = of(Some(true));
        let broken = if has_grounds || !grounds.is_empty() { of(Some(false)) } else { Vec::new() };
        let names_another = named.iter().any(|(_, one)| one.is_none() || *one != law);
        let items = items.into_iter().filter_map(|(whose, item)| Some((whose.or(law)?, item))).collect();
        let articles = if grounds.is_empty() { of(None) } else { grounds };
        let misspelt = names::misspelt(&text, laws);
        let is_criminal = law.is_none() && names::is_criminal(&text, laws);
        Self { law, articles, names_another, broken, items, misspelt, is_criminal }
    }

    /// The articles of its law as they are on a day.
    #[must_use]
    pub fn text<'l>(&self, laws: &'l Laws, day: NaiveDate) -> Option<&'l LawText> {
        laws.text(self.law?, day)
    }

    /// The articles that penalise: those of the chapter on liability, else the first.
    pub fn penalising(&self, text: Option<&LawText>) -> impl Iterator<Item = Article> {
        let chapter = text.map(|text| text.liability.clone());
        let of_chapter = move |article: &Article| {
            chapter.as_ref().is_some_and(|chapter| chapter.contains(&article.number))
        };
        let any = self.articles.iter().any(&of_chapter);
        let count = if any { self.articles.len() } else { 1 };
        self.articles.iter().take(count).filter(move |article| !any || of_chapter(article)).copied()
    }

    /// The duties that were broken: as 违反 names them, or as they stand before the article that penalises.
    #[must_use]
    pub fn breached(&self, text: &LawText) -> Vec<Article> {
        let all = self.broken.iter().chain(&self.articles);
        all.filter(|article| !text.liability.contains(&article.number)).copied().collect()
    }

    /// The article that is cited by a paragraph, or by nothing, and has items.
    #[must_use]
    pub fn without_item(&self, text: &LawText) -> Option<u32> {
        let lacks = |article: &Article| {
            text.asks_for_item(article.number) && (article.item.is_none() || article.paragraph.is_some())
        };
        self.penalising(Some(text)).find(lacks).map(|article| article.number)
    }

    /// An article and an item that it does not have on a day, also of what was broken.
    #[must_use]
    pub fn no_such_item(&self, laws: &Laws, day: NaiveDate) -> Option<(LawAt, Article)> {
        let lacks = |(law, cited): &&(LawAt, Article)| {
            let text = laws.text(*law, day);
            text.is_some_and(|text| cited.number <= text.articles && text.items_passed(*cited).is_some())
        };
        self.items.iter().find(lacks).copied()
    }

    /// The article that the law does not have.
    #[must_use]
    pub fn unknown(&self, text: &LawText) -> Option<u32> {
        let mut numbers = self.articles.iter().map(|article| article.number);
        numbers.find(|number| *number > text.articles)
    }

    /// The least and the most a party may be fined, in 元, the heavier bracket for what was not rectified in time
    /// included: where one decision rests on several articles, the least of one and the most of all together. `None`
    /// where no range is known.
    #[must_use]
    pub fn range(&self, text: &LawText, party: Party) -> Option<(u64, u64)> {
        self.penalising(Some(text)).map(|article| text.range(article, party)).reduce(|all, one| {
            let ((least, most), (other_least, other_most)) = (all?, one?);
            Some((least.min(other_least), most.saturating_add(other_most)))
        })?
    }
}

impl Citation {
    /// The first of the articles that penalise, where none of them fines such a party.
    #[must_use]
    pub fn sparing(&self, text: &LawText, party: Party) -> Option<Article> {
        let mut articles = self.penalising(Some(text)).peekable();
        let first = *articles.peek()?;
        articles.all(|article| text.spares(article, party)).then_some(first)
    }
}

/// 第 99 条第（1）项
#[must_use]
pub fn written(article: Article) -> String {
    let part = |number: Option<u32>, before: &str, after: &str| {
        number.map_or(String::new(), |number| format!("{before}{number}{after}"))
    };
    let (paragraph, item) = (part(article.paragraph, "第 ", " 款"), part(article.item, "第（", "）项"));
    format!("第 {} 条{paragraph}{item}", article.number)
}

/// Of which law an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfLaw {
    /// None stands before it.
    Unsaid,
    /// The one that does; none of one whose articles are not known.
    Named(Option<LawAt>),
}

impl OfLaw {
    /// The law, or what stands for one where none is said.
    fn or(self, law: Option<LawAt>) -> Option<LawAt> {
        match self {
            Self::Unsaid => law,
            Self::Named(named) => named,
        }
    }
}

#[cfg(test)]
mod tests;
