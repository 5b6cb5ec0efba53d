//! The articles of a law: how many they are, what they allow, and which breach each penalises.

use std::ops::RangeInclusive;

use super::source::LawSource;
use crate::dataset::ledger::Party;

/// An article as cited, or an item of it: 第九十七条第（五）项.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// 条
    pub number: u32,
    /// 款; any, where none is named.
    pub paragraph: Option<u32>,
    /// 项; the first, where several are cited, and any, where none is.
    pub item: Option<u32>,
}

impl Article {
    /// Whether one that is cited may be it: what either leaves open does not tell them apart.
    #[must_use]
    pub fn fits(self, cited: Self) -> bool {
        let same = |own: Option<u32>, other: Option<u32>| own.is_none() || other.is_none() || own == other;
        self.number == cited.number && same(self.paragraph, cited.paragraph) && same(self.item, cited.item)
    }
}

/// What an article allows to fine, in 元; both bounds belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FineRange {
    /// By which article.
    pub by: Article,
    /// Whom.
    pub parties: Vec<Party>,
    /// At least.
    pub least: u64,
    /// At most; [`u64::MAX`] where there is no bound, as where multiples of the gains are fined.
    pub most: u64,
    /// Where it is said.
    pub source: LawSource,
}

/// A duty, and what penalises its breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// 第四十一条第二款
    pub of: Article,
    /// 第一百零二条, 第九十七条第（五）项, 第一百零一条第（五）项
    pub by: Vec<Article>,
    /// Where it is said.
    pub source: LawSource,
}

/// Penalties so often that closing is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// The article and the item that say so.
    pub by: Article,
    /// So many penalties within so many days.
    pub in_days: (usize, u32),
    /// So many within so many months.
    pub in_months: (usize, u32),
    /// Where it is said.
    pub source: LawSource,
}

/// How an article is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleShape {
    /// Its number.
    pub article: u32,
    /// How many paragraphs it has.
    pub paragraphs: u32,
    /// How many items.
    pub items: u32,
}

/// The articles of a law.
#[derive(Debug)]
pub struct LawText {
    /// How many there are.
    pub articles: u32,
    /// Those that penalise: what comes before says what is to be done.
    pub liability: RangeInclusive<u32>,
    /// Those by which an office orders and takes measures: no fine rests on them.
    pub measures: RangeInclusive<u32>,
    /// When closing is to be looked at.
    pub closure: Option<Closure>,
    /// Articles of several paragraphs, or with items.
    pub layout: Vec<ArticleShape>,
    /// What articles allow to fine.
    pub fines: Vec<FineRange>,
    /// Which breach is penalised by what.
    pub duties: Vec<Duty>,
    /// Articles that may follow any breach.
    pub any_duty: Vec<u32>,
}

impl LawText {
    /// How an article is divided; of one that is not listed: one paragraph and no items.
    #[must_use]
    pub fn shape(&self, article: u32) -> ArticleShape {
        let listed = self.layout.iter().find(|layout| layout.article == article);
        listed.copied().unwrap_or(ArticleShape { article, paragraphs: 1, items: 0 })
    }

    /// How many items an article has, where one beyond them is cited.
    #[must_use]
    pub fn items_passed(&self, cited: Article) -> Option<u32> {
        let items = self.shape(cited.number).items;
        cited.item.is_some_and(|item| item > items).then_some(items)
    }

    /// How many paragraphs it has, where one beyond them is cited.
    #[must_use]
    pub fn paragraphs_passed(&self, cited: Article) -> Option<u32> {
        let paragraphs = self.shape(cited.number).paragraphs;
        cited.paragraph.is_some_and(|paragraph| paragraph > paragraphs).then_some(paragraphs)
    }

    /// Whether an article penalises by items (项), which have to be cited, and has no paragraphs (款) to cite.
    #[must_use]
    pub fn asks_for_item(&self, article: u32) -> bool {
        let shape = self.shape(article);
        self.liability.contains(&article) && shape.paragraphs == 1 && shape.items > 0
    }

    /// The least and the most an article allows to fine a party, in 元. Of several paragraphs, where none is cited, the
    /// least and the most of any. `None` where nothing is known.
    #[must_use]
    pub fn range(&self, cited: Article, party: Party) -> Option<(u64, u64)> {
        let fits = |fine: &&FineRange| fine.by.fits(cited) && fine.parties.contains(&party);
        let ranges = self.fines.iter().filter(fits).map(|fine| (fine.least, fine.most));
        ranges
            .reduce(|(least, most), (other_least, other_most)| (least.min(other_least), most.max(other_most)))
    }

    /// Whether it is known whom an article fines, and a party is not among them: 第九十四条 fines principals.
    #[must_use]
    pub fn spares(&self, cited: Article, party: Party) -> bool {
        let mut known = self.fines.iter().filter(|fine| fine.by.fits(cited)).peekable();
        known.peek().is_some() && known.all(|fine| !fine.parties.contains(&party))
    }

    /// The duty whose breach none of some articles penalises: the first of those breached. Of a duty without an entry nothing
    /// is said, nor where one of the articles may follow any breach.
    #[must_use]
    pub fn unfit<'l>(&'l self, broken: &[Article], by: &[Article]) -> Option<(Article, Vec<&'l Duty>)> {
        let penalising = |one: &&Article| self.liability.contains(&one.number);
        if !by.iter().any(|one| penalising(&one)) || by.iter().any(|one| self.any_duty.contains(&one.number))
        {
            return None;
        }
        broken.iter().find_map(|breach| {
            let duties: Vec<&Duty> = self.duties.iter().filter(|duty| duty.of.fits(*breach)).collect();
            let fits = |duty: &&Duty| duty.by.iter().any(|own| by.iter().any(|cited| own.fits(*cited)));
            (!duties.is_empty() && !duties.iter().any(fits)).then_some((*breach, duties))
        })
    }
}
