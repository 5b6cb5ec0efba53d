//! What a decision rests on, as offices write it: which law, which of its articles, which item.
//!
//! In: the text of `basis`. Out: a [`Citation`]. Of the laws a text names, the one after 依据 is meant; what was broken
//! (违反) stands before it and decides nothing.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::marks::{What, marks, parts, plain};
use crate::dataset::ledger::{Decision, Party, Table};

/// Its chapter on legal liability (第六章) as far as it penalises: what comes before says what is to be done, the last
/// two who decides and who pays damages.
const LIABILITY: std::ops::RangeInclusive<u32> = 90..=114;
/// How many articles it has (2021).
pub const LAST_ARTICLE: u32 = 119;
/// Articles whose cases are numbered items (项), not paragraphs (款).
const WITH_ITEMS: [u32; 4] = [97, 98, 99, 101];
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

/// What a decision rests on: `依据《安全生产法》第九十八条第（二）项`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// Whether it is 安全生产法.
    pub is_work_safety: bool,
    /// Its articles; those of another law where it is not.
    pub articles: Vec<Article>,
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
        let marks = marks(&text);
        let (mut grounded, mut law) = (false, None);
        let (mut named, mut articles) = (Vec::new(), Vec::new());
        for (at, mark) in marks.iter().enumerate() {
            match &mark.what {
                What::Broken | What::Ground => (grounded, law) = (mark.what == What::Ground, None),
                What::Law { is_work_safety } => {
                    law = Some(*is_work_safety);
                    named.push((grounded, *is_work_safety));
                }
                What::Articles(numbers) => {
                    let end = marks.get(at + 1).map_or(text.len(), |next| next.start);
                    let (paragraph, item) = parts(&text[mark.end..end]);
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
        Self { is_work_safety, articles: if grounds.is_empty() { of(false) } else { grounds } }
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

    /// The least and the most a party may be fined, in 元, the heavier bracket for what was not put right in time
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn articles_are_read_as_they_are_cited() {
        let read = |text: &str| {
            let citation = Citation::read(text);
            let article = citation.penalising().next();
            let of = |part: fn(Article) -> Option<u32>| article.and_then(part);
            (
                citation.is_work_safety,
                of(|article| Some(article.number)),
                of(|article| article.paragraph),
                of(|article| article.item),
            )
        };
        assert_eq!(read("《安全生产法》第九十八条第（二）项"), (true, Some(98), None, Some(2)));
        assert_eq!(read("《中华人民共和国安全生产法》第一百零二条"), (true, Some(102), None, None));
        assert_eq!(read("《安全生产法》第九十四条第一款"), (true, Some(94), Some(1), None));
        assert_eq!(read("《安全生产法》第六十五条第一款第（三）项"), (true, Some(65), Some(1), Some(3)));
        assert_eq!(read("《安全生产法》第一百一十三条第一项"), (true, Some(113), None, Some(1)));
        assert_eq!(read("《安全生产法》第99条第(3)项"), (true, Some(99), None, Some(3)));
        assert_eq!(read("《安全生产法》第十条"), (true, Some(10), None, None));
        assert_eq!(read("《刑法》第一百三十四条之一"), (false, Some(134), None, None));
        assert_eq!(read("安全生产考核记分办法"), (false, None, None, None));
        assert_eq!(read("安全生产法第九十九条第（二）项"), (true, Some(99), None, Some(2)), "no brackets");
        assert_eq!(read("《中华人民共和国安全生产法（2021年修正）》第102条"), (true, Some(102), None, None));
        assert_eq!(read("违反《安全生产法》 第九十九条第（一）项"), (true, Some(99), None, Some(1)));
        assert_eq!(read("《山西省安全生产条例》第五十条"), (false, Some(50), None, None));
        assert_eq!(read("《安全生产法实施办法》第九十九条"), (false, Some(99), None, None));
        assert_eq!(
            read("违反《安全生产法》第四十一条第二款，依据第一百零二条"),
            (true, Some(102), None, None)
        );
        assert_eq!(
            read("《安全生产法》第三十六条第一款、第九十九条第（三）项"),
            (true, Some(99), None, Some(3)),
            "the duty, then the penalty"
        );
        assert_eq!(
            read(
                "《矿山安全条例》第五条第二款、《安全生产法》第九十九条第（一）项、《行政处罚法》第九条第二款"
            ),
            (true, Some(99), None, Some(1))
        );
    }

    #[test]
    fn items_are_not_paragraphs() {
        for (text, lacks) in [
            ("《安全生产法》第九十七条第（二）项", false),
            ("《安全生产法》第九十七条第二款", true),
            ("《安全生产法》第一百零一条", true),
            ("《安全生产法》第一百零二条", false),
            ("《安全生产许可证条例》第九十七条第二款", false),
        ] {
            assert_eq!(Citation::read(text).without_item().is_some(), lacks, "{text}");
        }
    }

    #[test]
    fn ranges_are_by_article_and_party() {
        let range = |text: &str, party| Citation::read(text).range(party);
        assert_eq!(range("《安全生产法》第九十四条第一款", Party::Principal), Some((20_000, 100_000)));
        assert_eq!(range("《安全生产法》第九十八条第（二）项", Party::Unit), Some((100_000, 1_000_000)));
        assert_eq!(range("《安全生产法》第一百零二条", Party::Person), Some((50_000, 100_000)));
        assert_eq!(range("《刑法》第九十八条", Party::Unit), None);
    }

    #[test]
    fn the_law_after_the_grounds_is_the_one_that_counts() {
        for (text, counts) in [
            ("违反《安全生产法》第四十一条第二款，依据《消防法》第六十条第一款第（一）项", false),
            ("违反《安全生产法》第四十一条，依据《矿山安全法实施条例》第五十二条", false),
            ("违反《安全生产法》第四十一条，根据《山西省安全生产条例》第五十条", false),
            ("违反安全生产法第四十一条，依据消防法第六十条", false),
            ("违法依据：《安全生产法》第四十一条；处罚依据：《消防法》第六十条", false),
            ("依据《消防法》第六十条，违反的是《安全生产法》第四十一条", false),
            ("违反《消防法》第十六条，按照《安全生产法》第九十九条第（一）项", true),
            ("违反《安全生产法》第四十一条，依据该法第一百零二条", true),
            (
                "违反《安全生产法》第三十六条，未按照《金属非金属矿山安全规程》维护，依据《安全生产法》第九十九条",
                true,
            ),
            ("依据《山西省安全生产条例》第五十条、《安全生产法》第九十九条第（一）项", true),
        ] {
            assert_eq!(Citation::read(text).is_work_safety, counts, "{text}");
        }
    }

    #[test]
    fn the_law_is_known_by_any_of_its_names_and_its_regulations_are_not_it() {
        for text in [
            "安全生产法99条第2项",
            "〈安全生产法〉第九十九条第二项",
            "安全生产法:第九十九条第二项",
            "《中华人民共和国安全生产法[2021修正]》第九十九条第二项",
            "《安全生产法2021》第九十九条第二项",
            "安生法第九十九条第二项",
            "依据安全生产法之第九十九条第二项",
            "依据安全生产法（2021年修订）第九十九条第二项",
            "《安全生产法第九十九条第（二）项》",
            "《中华人民共和国安全生产法》（以下简称安全生产法）第九十九条第（二）项",
        ] {
            let citation = Citation::read(text);
            assert!(citation.is_work_safety, "{text}");
            assert_eq!(citation.articles, [Article { number: 99, paragraph: None, item: Some(2) }], "{text}");
        }
        for text in [
            "安全生产法实施条例第九十九条",
            "《安全生产法（2021）实施办法》第九十九条",
            "《山西省实施〈中华人民共和国安全生产法〉办法》第九十九条",
            "山西省实施《安全生产法》办法第九十九条",
            "安全生产法律法规",
            "山西省安全生产条例第九十九条",
        ] {
            assert!(!Citation::read(text).is_work_safety, "{text}");
        }
    }

    #[test]
    fn articles_and_items_are_read_in_any_writing() {
        for after in [
            "第九十七条第（三）、（五）项",
            "第九十七条第（三）（一）项",
            "第九十七条第三、五项",
            "第九十七条(三)项",
            "第九十七条三项",
            "第九十七条第㈢项",
            "第九十七条第③项",
            "第九十七条第［3］项",
            "第９７条第３项",
            "第 97 条第 3 项",
            "九十七条第（三）项",
            "97条第3项",
            "第九七条第三项",
            "第九十七条第（三）项，处罚款三万元",
        ] {
            let citation = Citation::read(&format!("《安全生产法》{after}"));
            assert_eq!(
                citation.articles,
                [Article { number: 97, paragraph: None, item: Some(3) }],
                "{after}"
            );
            assert_eq!(citation.without_item(), None, "{after}");
        }
        for after in ["第九十七条第三款", "第９７条第２款", "第 97 条第 2 款", "第九十七条，责令整改三项"]
        {
            assert_eq!(Citation::read(&format!("《安全生产法》{after}")).without_item(), Some(97), "{after}");
        }
        for (after, number) in [("第一百〇一条第一项", 101), ("第一百○一条第一项", 101), ("第一零一条", 101)]
        {
            assert_eq!(
                Citation::read(&format!("《安全生产法》{after}")).articles[0].number,
                number,
                "{after}"
            );
        }
    }

    #[test]
    fn several_articles_allow_the_sum_of_what_each_does() {
        let range = |text: &str, party| Citation::read(&format!("《安全生产法》{text}")).range(party);
        let two = "第九十九条第（二）项、第九十八条第（一）项";
        assert_eq!(range(two, Party::Unit), Some((0, 1_200_000)));
        assert_eq!(range(two, Party::Principal), Some((10_000, 70_000)));
        assert_eq!(range("第九十八、一百零二条", Party::Unit), Some((0, 1_050_000)));
        assert_eq!(range("第九十八条第（一）项、第九十六条", Party::Unit), None, "one is not known");
        assert_eq!(range("第九十八条第（一）项、第一百一十五条", Party::Unit), Some((100_000, 1_000_000)));
        assert_eq!(range("第一百零三条第一款", Party::Unit), Some((100_000, u64::MAX)), "by multiples");
        assert_eq!(range("第一百零三条第二款", Party::Unit), None);
    }

    proptest! {
        /// Whatever stands in the cell.
        #[test]
        fn any_text_can_be_read(parts in prop::collection::vec(prop::sample::select(vec![
            "《", "》", "〈", "〉", "（", "）", "安全生产法", "安生法", "消防法", "条例", "办法", "实施", "依据", "违反", "未按照",
            "第", "条", "款", "项", "、", "，", "；", "九十七", "百", "十", "９", "2021", "③", "之", "的规定", "和",
        ]), 0..14)) {
            let citation = Citation::read(&parts.concat());
            prop_assert!(citation.articles.iter().all(|article| article.number > 0));
            let _ = (citation.range(Party::Unit), citation.without_item(), citation.unknown());
        }
    }
}
