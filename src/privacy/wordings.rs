//! Names of people as notices write them: after a post, before one, with one in brackets, as whom something was done to.
//!
//! In: a text of a few pages. Out: what in it looks like a name: 对王建国矿长记15分, 将李明调离岗位, 法定代表人：张伟, 刘洋因涉嫌…,
//! 赵刚（矿长）. Where the words around it leave no doubt rarer surnames count, too. Ledgers, of a million texts, are looked
//! through for names after posts alone.

use std::ops::Range;

use crate::parse::scalar::words;

use super::names::after_posts;
use super::surnames::{Surnames, looks_like_one, name_at, names_before};
use super::words::{DEEDS, DONE, DONE_TO, POSTS, TITLES};

/// What may stand between a post and a name: 法定代表人：张伟, 法定代表人为张伟.
const BETWEEN: &str = "： : 为 系 是 （ ( ） ) “ 姓名 均为 是： 叫";
/// What comes right after a name; as of those after posts, and what is done to people.
const AFTER: &str = "，。；、：（）()“”,;:未在对被处予批罚给由以向是有没拒擅违指等同的因将已明于从、与和及为任身作负牵记系犯涉先女无脱离组带签参仍均也违擅冒*|\n ";
/// Marks that begin a clause.
const HEADS: &str = "，。；：、（“(,;:\n";

/// Everything that looks like a name, in order.
#[must_use]
pub fn people_in(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut spans: Vec<Range<usize>> = after_posts(text).into_iter().map(|(span, _)| span).collect();
    spans.extend(behind_posts(text));
    spans.extend(before_posts(text));
    spans.extend(with_brackets(text));
    spans.extend(unmasked(text));
    spans.extend(done_to(text));
    spans.extend(at_heads(text));
    spans.extend(addressed(text));
    let mut at = 0;
    while at < spans.len() {
        spans.extend(listed_after(text, &spans[at]));
        at += 1;
    }
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans.dedup_by(|later, earlier| later.start < earlier.end);
    spans.into_iter().map(|span| (span.clone(), &text[span])).collect()
}

fn is_over(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| AFTER.contains(c)) || rest.starts_with("罚款")
}

/// 法定代表人：张伟, 矿长樊小军未带班.
fn behind_posts(text: &str) -> Vec<Range<usize>> {
    let ends = POSTS.iter().flat_map(|post| text.match_indices(post).map(|(at, post)| at + post.len()));
    let named = |end: usize| {
        let rest = &text[end..];
        let sign = words(BETWEEN).filter(|word| rest.starts_with(*word)).map(str::len).max();
        let start = end + sign.unwrap_or(0);
        let start = text.len() - text[start..].trim_start_matches([' ', '\u{3000}', '\t', '*', '|']).len();
        // After a colon somebody is named, whatever the surname.
        let surnames = if rest.starts_with(['：', ':']) { Surnames::Any } else { Surnames::All };
        Some(start..start + name_at(&text[start..], surnames, is_over)?)
    };
    ends.filter_map(named).collect()
}

/// 对王建国矿长记15分
fn before_posts(text: &str) -> Vec<Range<usize>> {
    let starts = TITLES.iter().copied().flat_map(|post| text.match_indices(post).map(|(at, _)| at));
    starts
        .filter_map(|at| names_before(&text[..at], Surnames::All).find(|span| is_led(&text[..span.start])))
        .collect()
}

/// Whether a name may begin after this: at the head of a clause, after 对, after a post.
fn is_led(before: &str) -> bool {
    before.is_empty()
        || before.ends_with(|c| HEADS.contains(c))
        || DONE_TO.iter().copied().any(|word| before.ends_with(word))
        || ["及", "和", "其", "时任", "原", "是", "为"].iter().any(|word| before.ends_with(word))
        || POSTS.iter().any(|post| before.ends_with(post))
}

/// 赵刚（矿长）, 赵刚（男，45岁）
fn with_brackets(text: &str) -> Vec<Range<usize>> {
    const MOST: usize = 90;
    let opened = text.match_indices(['（', '(']);
    let named = opened.filter_map(|(at, open)| {
        let inside = &text[at + open.len()..];
        let inside = &inside[..inside.find(['）', ')']).filter(|end| *end <= MOST)?];
        let is_of_one = inside.starts_with(['男', '女'])
            || inside.contains('岁')
            || inside.contains("身份证")
            || POSTS.iter().copied().chain(TITLES.iter().copied()).any(|post| inside.contains(post));
        is_of_one.then_some(())?;
        names_before(&text[..at], Surnames::All).find(|span| is_led(&text[..span.start]))
    });
    named.collect()
}

/// 张某某（张建国）: the mask, and behind it whom it hides.
fn unmasked(text: &str) -> Vec<Range<usize>> {
    let opened = ["某（", "某("].into_iter().flat_map(|open| text.match_indices(open));
    let ends = |rest: &str| rest.starts_with(['）', ')', '，', '、', ',']);
    let named = opened.filter_map(|(at, open)| {
        let start = at + open.len();
        Some(start..start + name_at(&text[start..], Surnames::All, ends)?)
    });
    named.collect()
}

/// 将李明调离岗位
fn done_to(text: &str) -> Vec<Range<usize>> {
    let ends =
        DONE_TO.iter().copied().flat_map(|word| text.match_indices(word).map(|(at, word)| at + word.len()));
    let is_done_to_one =
        |rest: &str| DONE.iter().copied().any(|word| rest.starts_with(word)) || is_counted(rest);
    let is_done = |rest: &str| is_done_to_one(rest) || is_listed(rest, &is_done_to_one);
    ends.filter_map(|start| Some(start..start + name_at(&text[start..], Surnames::All, is_done)?)).collect()
}

/// Whether somebody else follows of whom the same is said: 张伟、李明分别罚款.
fn is_listed(rest: &str, is_done: &dyn Fn(&str) -> bool) -> bool {
    let other = ['、', '和', '及', '与'].iter().find_map(|sign| rest.strip_prefix(*sign));
    let ends = |rest: &str| is_done(rest) || rest.starts_with(['、', '等']);
    other.is_some_and(|other| name_at(other, Surnames::All, ends).is_some())
}

/// 刘洋因涉嫌危险作业罪
fn at_heads(text: &str) -> Vec<Range<usize>> {
    let heads = text.char_indices().filter(|(_, c)| HEADS.contains(*c)).map(|(at, c)| at + c.len_utf8());
    let does_one = |rest: &str| DEEDS.iter().any(|word| rest.starts_with(word)) || is_counted(rest);
    let does = |rest: &str| does_one(rest) || is_listed(rest, &does_one);
    std::iter::once(0)
        .chain(heads)
        .filter_map(|start| Some(start..start + name_at(&text[start..], Surnames::All, does)?))
        .collect()
}

/// 等3人, 等人
fn is_counted(rest: &str) -> bool {
    let Some(counted) = rest.strip_prefix('等') else { return false };
    let number =
        counted.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两多".contains(c));
    number.starts_with(['人', '名'])
}

/// Whether a text that is to be a post is somebody, or names somebody with the post: 李强, 审核岗 李强, 陈思远（审核岗）.
#[must_use]
pub fn is_person(text: &str) -> bool {
    const PARTS: &str = "岗科室局处队组办长员任部（）() 、，,:：/\u{3000}";
    !people_in(text).is_empty()
        || text.contains('某')
        || text.split(|c| PARTS.contains(c)).any(|part| looks_like_one(part, Surnames::All))
}

/// 王建国同志
fn addressed(text: &str) -> Vec<Range<usize>> {
    let found =
        ["同志", "先生", "女士"].into_iter().flat_map(|word| text.match_indices(word).map(|(at, _)| at));
    found
        .filter_map(|at| names_before(&text[..at], Surnames::Common).find(|span| is_led(&text[..span.start])))
        .collect()
}

/// 张伟、李明等人: who is listed after somebody is somebody, too.
fn listed_after(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let rest = &text[span.end..];
    let sign = ["、", "和", "及", "与", "，"].into_iter().find(|sign| rest.starts_with(sign))?;
    let start = span.end + sign.len();
    let ends = |rest: &str| {
        let is_over = rest.is_empty() || rest.starts_with(['、', '等', '。', '（', '因', '被', '和', '及']);
        is_over || DONE.iter().chain(DEEDS.iter()).any(|word| rest.starts_with(word))
    };
    Some(start..start + name_at(&text[start..], Surnames::All, ends)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        people_in(text).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn people_are_found_in_the_wordings_of_notices() {
        for (text, expected) in [
            ("对张建业矿长记15分。", "张建业"),
            ("企业已将李强调离岗位。", "李强"),
            ("法定代表人：欧阳建平，该矿", "欧阳建平"),
            ("法定代表人为乔志刚。", "乔志刚"),
            ("樊小军因涉嫌危险作业罪，被刑事拘留。", "樊小军"),
            ("王海（矿长）未履行职责", "王海"),
            ("经查，靳福来（男，45岁，系该矿矿长）未带班", "靳福来"),
            ("责令企业对卫东升作出处理", "卫东升"),
            ("给予赵明亮警告。", "赵明亮"),
            ("免去张建业矿长职务。", "张建业"),
            ("企业负责人李强同志作了说明", "李强"),
            ("爆破员马俊无证上岗", "马俊"),
            ("矿长樊小军未带班", "樊小军"),
            ("当事人：王海。", "王海"),
            ("乔志刚被依法刑事拘留。", "乔志刚"),
            ("张建业，男，该矿实际控制人。", "张建业"),
            ("由王海负责现场管理", "王海"),
            ("犯罪嫌疑人李强已到案", "李强"),
            ("矿长**张建业**未带班", "张建业"),
            ("| 矿长 | 张建业 |", "张建业"),
            ("赵明亮等3人被处罚", "赵明亮"),
            ("法定代表人：于海洋，成立于2015年。", "于海洋"),
            ("田文斌作为矿长未履行职责。", "田文斌"),
            ("当班安全员孙丽华脱岗。", "孙丽华"),
            ("由何建军实际控制的该矿。", "何建军"),
            ("对该矿（矿长）刘建军批评教育。", "刘建军"),
        ] {
            assert_eq!(names(text), [expected], "{text}");
        }
        assert_eq!(names("对张建业、刘洋分别罚款2万元。"), ["张建业", "刘洋"]);
        assert_eq!(names("张建业、刘洋等人因涉嫌犯罪被移送。"), ["张建业", "刘洋"]);
    }

    #[test]
    fn a_post_is_nobody() {
        for person in [
            "张建业",
            "审核岗 李强",
            "执法审核岗张建业",
            "陈思远（审核岗）",
            "科长樊小军",
            "欧阳建平",
            "王某某",
        ] {
            assert!(is_person(person), "{person}");
        }
        for post in [
            "执法审核岗",
            "宣传教育岗",
            "执法科科长",
            "安全科",
            "常务副局长",
            "万荣县应急管理局法规科",
            "审核岗（二）",
        ] {
            assert!(!is_person(post), "{post}");
        }
    }

    #[test]
    fn what_notices_say_of_posts_and_things_is_no_name() {
        for text in [
            "矿长王某某未带班下井。",
            "对该矿矿长、总工程师进行了约谈。",
            "将有关责任人员调离岗位。",
            "法定代表人：已依法告知权利。",
            "常务副矿长、机电副矿长均在岗；安全总监由矿长兼任。",
            "对陈旧设备进行更换，对周边进行警戒，对雷管进行清点。",
            "主要负责人为安全生产第一责任人。",
            "矿长安排未落实，矿长高度重视。",
            "对高处作业进行监护，对金属结构进行检测。",
            "企业因涉嫌瞒报被约谈，该矿被依法处理。",
            "单位负责人、项目经理、现场负责人到场。",
            "广大职工要增强安全意识。",
            "责令限期整改，给予警告。",
            "万某（矿长）未到场",
            "责任人：企业。负责人：待定。主要负责人：未到场。",
            "季度检查由矿长组织，费用由企业承担。",
            "该矿（矿长）安全意识淡薄。",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }
}
