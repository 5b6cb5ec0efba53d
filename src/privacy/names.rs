//! Names of people in a text, told by the posts before them and by their surnames.
//!
//! In: a text. Out: what in it looks like a name: 王建国 in 矿长王建国未带班. Rare surnames are left to whoever reviews.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::words::{GIVEN, NO_NAMES, POSTS, SURNAMES};
use crate::dataset::column::Holds;

/// Finds all of them at once; without a look ahead for rare bytes, since texts in Chinese have the same everywhere.
static IN_TEXTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let finder = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(&*POSTS);
    finder.expect("a few short words")
});
/// Between several people, or posts.
const PARTS: [char; 5] = ['、', '；', '，', ';', ','];
/// The most bytes of a text that is names and nothing else: half a dozen.
const FEW_NAMES: usize = 80;
/// What may come right after a name.
const AFTER: &str =
    "，。；、：（）“” 未在对被处予批罚给由以向是有没拒擅违指等同的因将已明于从、与和及为任身作负牵，\n";

/// Whether people may be named in such a column, where they are not to be.
#[must_use]
pub fn may_name_people(holds: Holds) -> bool {
    match holds {
        Holds::Post | Holds::Text | Holds::Office => true,
        Holds::Id
        | Holds::Name
        | Holds::FormerNames
        | Holds::Former
        | Holds::Extensions
        | Holds::Day
        | Holds::Deadline
        | Holds::Yuan
        | Holds::Count
        | Holds::YesNo
        | Holds::Word(_)
        | Holds::Grade(_)
        | Holds::Region
        | Holds::Criteria
        | Holds::Row(_)
        | Holds::Rows(_) => false,
    }
}

/// What looks like a person's name in a cell: `矿长王建国` in any, `王建国` by itself where a post is to stand, and where
/// a text says nothing else.
#[must_use]
pub fn people(holds: Holds, text: &str) -> Vec<&str> {
    let parts = || text.split(PARTS).map(str::trim).filter(|part| !part.is_empty());
    if matches!(holds, Holds::Post | Holds::Office) {
        return parts().filter_map(name_or_end).collect();
    }
    if holds == Holds::Text && text.len() <= FEW_NAMES && parts().all(is_name) {
        return parts().collect();
    }
    if may_name_people(holds) {
        after_posts(text).into_iter().map(|(_, name)| name).collect()
    } else {
        Vec::new()
    }
}

/// Whether a text that is to be posts holds somebody's name.
#[must_use]
pub fn is_or_holds_name(text: &str) -> bool {
    !people(Holds::Post, text).is_empty()
}

/// What posts and offices end with.
const POST_ENDS: &str = "长员部科室局厅队组办师工处站所矿厂司任理人主记股府会院";

/// The name that what is to be a post or an office is, or ends in: 安全科李明, 甲县应急管理局李志强.
fn name_or_end(text: &str) -> Option<&str> {
    // Nearly every cell is a post and no more; a nation has 190,000 of them.
    if text.ends_with(|c| POST_ENDS.contains(c)) {
        return None;
    }
    let end = text.rfind(|c| POST_ENDS.contains(c));
    let last = end.map_or(text, |at| &text[at + text[at..].chars().next().map_or(0, char::len_utf8)..]);
    if is_name(last) {
        return Some(last);
    }
    after_posts(text).into_iter().next().map(|(_, name)| name)
}

/// Whether a text is a name and nothing else.
fn is_name(text: &str) -> bool {
    name_at(text) == Some(text.len())
}

/// Everything after a post that looks like a name.
#[must_use]
pub fn after_posts(text: &str) -> Vec<(Range<usize>, &str)> {
    // A nation's ledgers have a million texts: one pass looks for all posts.
    let ends = IN_TEXTS.find_overlapping_iter(text).map(|post| post.end());
    let named = |start: usize| {
        let end = start + name_at(&text[start..])?;
        Some((start..end, &text[start..end]))
    };
    let mut found: Vec<_> = ends.filter_map(named).collect();
    found.sort_by_key(|(span, _)| span.start);
    found.dedup();
    found
}

/// How many bytes of a name a text begins with: two characters, else three.
fn name_at(text: &str) -> Option<usize> {
    // Nearly every text begins with another character; a nation has a million of them.
    SURNAMES.binary_search(&text.chars().next()?).ok()?;
    let is_name = |length: usize| {
        let (last, c) = text.char_indices().nth(length - 1)?;
        let (word, rest) = text.split_at(last + c.len_utf8());
        let ends = rest.chars().next().is_none_or(|c| AFTER.contains(c));
        let chinese = || word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let known = || !word.contains('某') && !NO_NAMES.iter().any(|other| word.starts_with(other));
        (ends && chinese() && known()).then_some(word.len())
    };
    is_name(2).or_else(|| is_name(3)).or_else(|| given(text))
}

/// 张建国 of 张建国申请复议: two characters of given names leave no doubt, whatever comes after.
fn given(text: &str) -> Option<usize> {
    let mut rest = text.char_indices().skip(1);
    let is_given = |(_, c): &(usize, char)| GIVEN.binary_search(c).is_ok();
    let (_, last) = (rest.next().filter(is_given)?, rest.next().filter(is_given)?);
    let word = &text[..last.0 + last.1.len_utf8()];
    (!NO_NAMES.iter().any(|other| word.starts_with(other))).then_some(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_no_name() {
        for name in [
            "王建国",
            "李明",
            "矿长王建国",
            "安全员李明",
            "安全科、李明",
            "非煤股股长赵国庆",
            "执法人员李志强",
            "甲县应急管理局李明",
        ] {
            assert!(is_or_holds_name(name), "{name}");
        }
        for post in ["矿长", "安全科", "段长", "总工程师", "王某某", "生产副矿长", "石料厂", "", "马班长"]
        {
            assert!(!is_or_holds_name(post), "{post}");
        }
    }

    #[test]
    fn names_follow_posts() {
        let names = |text| after_posts(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names("对法定代表人王建国、矿长李明处罚"), ["王建国", "李明"]);
        assert_eq!(names("将安全员李志强调离岗位，当事人张建国申请复议"), ["李志强", "张建国"]);
        for plain in [
            "法定代表人王某某未履职",
            "主要负责人未带队",
            "矿长安全意识淡薄",
            "负责人何时到场",
            "工人严重违章",
            "当事人陈述，班长雷管未清点",
            "矿长周末未带班",
            "负责人江河汛期未到场",
            "股长高风险作业未审批",
        ] {
            assert_eq!(names(plain), Vec::<&str>::new(), "{plain}");
        }
    }
}
