//! Names of people in a text, told by the posts before them and by their surnames.
//!
//! In: a text. Out: what in it looks like a name: 王建国 in 矿长王建国未带班. Rare surnames are left to whoever reviews.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::surnames::{self, Surnames};
use super::words::{DONE, DONE_TO, GIVEN, NO_NAMES, POSTS, SURNAMES};
use crate::dataset::column::Holds;

/// Posts, and then before whom something is done: finds all of them at once; without a look ahead for rare bytes, since
/// texts in Chinese have the same everywhere.
static IN_TEXTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut finder = AhoCorasick::builder();
    let finder =
        finder.kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(POSTS.iter().chain(&*DONE_TO));
    finder.expect("a few short words")
});
/// Between several people, or posts.
const PARTS: [char; 5] = ['、', '；', '，', ';', ','];
/// The most bytes of a text that is names and nothing else: half a dozen.
const FEW_NAMES: usize = 80;
/// What may come right after a name.
const AFTER: &str =
    "，。；、：（）“” 未在对被处予批罚给由以向是有没拒擅违指等同的因将已明于从、与和及为任身作负牵履认，\n";

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
    if !may_name_people(holds) {
        return Vec::new();
    }
    let mut found: Vec<&str> = if matches!(holds, Holds::Post | Holds::Office) {
        parts().filter_map(name_or_end).collect()
    } else if holds == Holds::Text && text.len() <= FEW_NAMES && parts().all(is_name) {
        return parts().collect();
    } else {
        after_posts(text).into_iter().map(|(_, name)| name).collect()
    };
    found.extend(in_brackets(text).filter(|name| !found.contains(name)).collect::<Vec<_>>());
    found
}

/// How full-width signs, such as brackets, begin in UTF-8.
const FULL_WIDTH: u8 = 0xEF;
/// What may come right after a name in brackets: （张志强带队）.
const AFTER_IN_BRACKETS: &str = "）)带率牵组等任负，、；：: ";
/// What a name does not end in: these are of places and offices.
const PLACE_ENDS: &str = "县区市旗镇乡村省";

/// Names in brackets after a post, an office or a name that is masked: 技术负责人（张志强）, 甲县应急管理局（李明带队）,
/// 张某某（张建国）. After what is none, a place or a kind stands there: 采石场（高家山）.
fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    // A nation's ledgers have a million texts, and most have no bracket.
    let opened = memchr::memchr2_iter(b'(', FULL_WIDTH, text.as_bytes()).filter_map(|at| {
        let open = ['（', '('].into_iter().find(|open| text[at..].starts_with(*open))?;
        Some((at, at + open.len_utf8()))
    });
    let opened = opened.filter(|(at, _)| {
        let before = text[..*at].trim_end();
        before.ends_with(|c| POST_ENDS.contains(c) || "班团委某".contains(c))
    });
    opened.filter_map(|(_, start)| {
        let inside = text[start..].trim_start();
        let name = &inside[..name_at_with(inside, AFTER_IN_BRACKETS)?];
        let is_place = name.ends_with(|c| POST_ENDS.contains(c) || PLACE_ENDS.contains(c))
            || name.contains('家') && name.ends_with(|c| "山沟岭坡湾坪庄河口".contains(c));
        (!is_place).then_some(name)
    })
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

/// Everything after a post that looks like a name, and whoever is to do something: 由王建国牵头.
#[must_use]
pub fn after_posts(text: &str) -> Vec<(Range<usize>, &str)> {
    // A nation's ledgers have a million texts: one pass looks for all posts.
    let words = IN_TEXTS.find_overlapping_iter(text);
    let after_one = |start: usize| {
        // 承办人：刘建军, 矿长（王建国）, （矿长）王建国
        let start = start + text[start..].find(|c| !"：:（(）)".contains(c))?;
        let end = start + name_at(&text[start..])?;
        Some((start..end, &text[start..end]))
    };
    let named = |word: aho_corasick::Match| {
        if word.pattern().as_usize() < POSTS.len() {
            return after_one(word.end());
        }
        let end = word.end() + led_at(&text[word.end()..])?;
        Some((word.end()..end, &text[word.end()..end]))
    };
    let mut found: Vec<_> = words.filter_map(named).collect();
    found.sort_by_key(|(span, _)| span.start);
    found.dedup();
    found
}

/// How many bytes of a name a text begins with: two characters, else three.
fn name_at(text: &str) -> Option<usize> {
    name_at_with(text, AFTER)
}

/// The same with what may come right after it.
fn name_at_with(text: &str, after: &str) -> Option<usize> {
    // Nearly every text begins with another character; a nation has a million of them.
    SURNAMES.binary_search(&text.chars().next()?).ok()?;
    let is_name = |length: usize| {
        let (last, c) = text.char_indices().nth(length - 1)?;
        let (word, rest) = text.split_at(last + c.len_utf8());
        let ends = rest.chars().next().is_none_or(|c| after.contains(c));
        let chinese = || word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let known = || !word.contains('某') && !NO_NAMES.iter().any(|other| word.starts_with(other));
        (ends && chinese() && known()).then_some(word.len())
    };
    is_name(2).or_else(|| is_name(3)).or_else(|| given(text))
}

/// What a place goes on with after what could be a name: 由石峰岭采区.
const PLACE_GOES_ON: &str = "矿采村镇乡县区沟山库坝洞井巷";

/// 李明 of 由李明牵头, 王建国 of 联系王建国. After 由 and 对 most is no name: it is told by its end, or by what is done.
fn led_at(text: &str) -> Option<usize> {
    SURNAMES.binary_search(&text.chars().next()?).ok()?;
    let is_done = |rest: &str| DONE.iter().any(|word| rest.starts_with(word));
    let is_no_place = |length: &usize| !text[*length..].starts_with(|c| PLACE_GOES_ON.contains(c));
    surnames::name_at(text, Surnames::Common, is_done).or_else(|| given(text).filter(is_no_place))
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
            "技术负责人（张志强）",
            "甲县应急管理局非煤矿山监管股(李明)",
            "甲县应急管理局（王建国带队）",
            "矿长（ 李明、王海）",
            "隐患治理专班（李明）",
        ] {
            assert!(is_or_holds_name(name), "{name}");
        }
        for post in [
            "矿长",
            "安全科",
            "段长",
            "总工程师",
            "王某某",
            "生产副矿长",
            "石料厂",
            "",
            "马班长",
            "矿长（主要负责人）",
            "甲县应急管理局（高新区）",
            "检查组（安全科）",
            "专家组（高工）",
            "应急管理局（安泽县）",
            "王家岭检查站（高家山）",
        ] {
            assert!(!is_or_holds_name(post), "{post}");
        }
    }

    #[test]
    fn names_follow_posts() {
        let names = |text| after_posts(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names("对法定代表人王建国、矿长李明处罚"), ["王建国", "李明"]);
        assert_eq!(names("承办人刘建军复核，联系人：李明"), ["刘建军", "李明"]);
        assert_eq!(people(Holds::Text, "矿长（王建国）履职不到位"), ["王建国"]);
        assert_eq!(people(Holds::Text, "排土场（高家山）截排水沟堵塞"), Vec::<&str>::new());
        assert_eq!(names("将安全员李志强调离岗位，当事人张建国申请复议"), ["李志强", "张建国"]);
        assert_eq!(names("由王建国牵头落实整改，由李明负责"), ["王建国", "李明"]);
        assert_eq!(names("值班电话联系王建国；井口值班人员王建国脱岗"), ["王建国", "王建国"]);
        assert_eq!(
            names("举报人王建国反映，经办人赵立认定有误，填报人：王建国"),
            ["王建国", "赵立", "王建国"]
        );
        assert_eq!(people(Holds::Text, "矿长张某某（张建国）未履行职责"), ["张建国"]);
        for plain in [
            "由段长负责，由高工带队",
            "由石峰岭采区落实",
            "对石英岩采场落实整改",
            "由矿长牵头，请专家复核",
            "与汾河治理一并落实",
            "主要负责人严格履行职责，管理人员认真履职",
            "经郭家沟村组织验收",
            "举报人张某某",
            "张某某（班长）",
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
