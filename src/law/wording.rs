//! Laws, articles and items in a text, in any of the ways offices write them.
//!
//! In: the text of `basis`. Out: its phrases in order, from which a [`Citation`](super::Citation) is read.

use crate::dataset::laws::{LawAt, Laws};
use crate::parse::numeral;
use crate::parse::scalar::half_width_of;

/// What was broken comes after these, what the penalty rests on after those; the longer words first.
const BROKEN: [&str; 4] = ["违反", "违法依据", "定性依据", "认定依据"];
const GROUNDS: [&str; 5] = ["依据", "按照", "根据", "依照", "适用"];
/// The last word of a law's name that stands without brackets, and words that mean the law named before.
const LAWS: [&str; 6] = ["法", "条例", "办法", "细则", "规程", "规则"];
const SAME_LAW: [&str; 7] = ["该法", "本法", "此法", "同法", "上述法", "前述法", "依法"];
/// What makes a regulation of a law's name in brackets: `《安全生产法》实施办法`.
const REGULATION: [&str; 5] = ["实施", "办法", "条例", "细则", "的实施"];

/// The same in one way of writing: no blanks, ASCII signs and digits, one kind of brackets.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().for_each(|c| put_plain(c, &mut plain));
    plain
}

/// Adds a character in that way of writing; of a blank nothing is left.
pub fn put_plain(c: char, plain: &mut String) {
    let c = half_width_of(c);
    let after = |first: char| Some(c as u32 - first as u32 + 1);
    let bracketed = match c {
        '㈠'..='㈩' => after('㈠'),
        '①'..='⑳' => after('①'),
        '⑴'..='⒇' => after('⑴'),
        _ => None,
    };
    if let Some(number) = bracketed {
        plain.extend(["(", &number.to_string(), ")"]);
        return;
    }
    match c {
        '〈' | '<' => plain.push('《'),
        '〉' | '>' => plain.push('》'),
        '[' | '〔' | '【' => plain.push('('),
        ']' | '〕' | '】' => plain.push(')'),
        '○' | '〇' => plain.push('零'),
        c if c.is_whitespace() => {}
        c => plain.push(c),
    }
}

/// Something that decides how what follows is read.
pub(super) struct Phrase {
    pub(super) what: Meaning,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(PartialEq, Eq)]
pub(super) enum Meaning {
    /// What was broken follows.
    Broken,
    /// What the penalty rests on follows.
    Ground,
    /// The name of a law, which ends here; none of one whose articles are not known.
    Law(Option<LawAt>),
    /// Numbers before 条.
    Articles(Vec<u32>),
}

/// The phrases of a text in their order.
pub(super) fn phrases(text: &str, laws: &Laws) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (rest, start) = (&text[at..], at);
        let word = |words: &[&str]| words.iter().find(|word| rest.starts_with(**word)).map(|word| word.len());
        at += c.len_utf8();
        let what = if let Some(length) = word(&BROKEN) {
            at = start + length;
            Meaning::Broken
        } else if let Some(length) = word(&GROUNDS) {
            at = start + length;
            // What was not done by some rule rests on nothing.
            if text[..start].ends_with(['未', '不']) {
                continue;
            }
            Meaning::Ground
        } else if let Some(length) = (c == '《').then(|| title(rest)).flatten() {
            let inside = &rest['《'.len_utf8()..length - '》'.len_utf8()];
            let name = inside.strip_prefix("中华人民共和国").unwrap_or(inside);
            let named = after_name(name, laws).filter(|_| !begins(&rest[length..], &REGULATION));
            // An article may stand inside: 《安全生产法第九十九条》.
            let inner = named.map(|(_, after)| after).filter(|after| after.contains('条'));
            at = start + length - inner.map_or(0, |after| after.len() + '》'.len_utf8());
            Meaning::Law(named.map(|(law, _)| law))
        } else if let Some((_, length)) = laws.named(rest) {
            at = start + length;
            let named = after_name(rest, laws);
            if named.is_none() && text[at..].starts_with(['律', '规']) {
                continue;
            }
            Meaning::Law(named.map(|(law, _)| law))
        } else if let Some((first, numbers)) = (c == '条').then(|| articles(&text[..start])).flatten() {
            let from = phrases.last().map_or(0, |phrase| phrase.end).min(first);
            if names_law(&text[from..first]) {
                phrases.push(Phrase { what: Meaning::Law(None), start: first, end: first });
            }
            phrases.push(Phrase { what: Meaning::Articles(numbers), start: first, end: at });
            continue;
        } else {
            continue;
        };
        phrases.push(Phrase { what, start, end: at });
    }
    phrases
}

/// How long a title in brackets is, with the brackets and those inside.
fn title(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '《' => depth += 1,
            '》' if depth == 1 => return Some(at + c.len_utf8()),
            '》' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The titles in brackets of a text, without them.
pub(super) fn titles(text: &str) -> impl Iterator<Item = &str> {
    let inside = |(at, _)| {
        let length = title(&text[at..])?;
        Some(&text[at + '《'.len_utf8()..at + length - '》'.len_utf8()])
    };
    text.match_indices('《').filter_map(inside)
}

/// What stands before the articles of a text, back to the word or sign that it comes after: names of laws without brackets.
pub(super) fn before_articles(text: &str) -> impl Iterator<Item = &str> {
    let name = |(at, _)| {
        let before: &str = &text[..at];
        let run = before.trim_end_matches(|c: char| !c.is_ascii() && !"《》、，。；：".contains(c));
        let name = &before[run.len()..];
        let words = BROKEN.iter().chain(&GROUNDS).filter_map(|word| Some(name.rfind(word)? + word.len()));
        &name[words.max().unwrap_or(0)..]
    };
    text.match_indices('第').map(name)
}

fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// The law a text begins with and what comes after its name; nothing where it goes on as the name of a regulation.
fn after_name<'t>(text: &'t str, laws: &Laws) -> Option<(LawAt, &'t str)> {
    let (law, length) = laws.named(text)?;
    let after = &text[length..];
    // The year of its text, in brackets or not: （2021年修正）, 2021.
    let mut rest = after;
    while let Some((_, behind)) = rest.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        rest = behind;
    }
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < rest.len() && !digits.starts_with('条') {
        rest = digits.trim_start_matches(['年', '修', '正', '订', '版', '本']);
    }
    let goes_on = ["第", "之", "的第", "的规定", "的有关", "的相关", "规定", "有关", "相关", "罚则", "等"];
    let ends = ['》', ':', ';', ',', '、', '。', '"', '”', '’', ')', '和', '及', '与'];
    let is_name = rest.is_empty() || begins(rest, &goes_on) || rest.starts_with(ends);
    let has_article =
        || rest.starts_with(is_numeral) && rest.trim_start_matches(is_numeral).starts_with('条');
    (is_name || has_article()).then_some((law, after))
}

/// Whether what comes before an article names a law without brackets, other than the one named before.
fn names_law(text: &str) -> bool {
    let text = text.trim_end_matches(['之', '的', ':']);
    LAWS.iter().any(|law| text.ends_with(law)) && !SAME_LAW.iter().any(|same| text.ends_with(same))
}

/// The numbers before 条 and where they begin: 第九十七、九十八; without 第, the one that stands at the head of a citation.
fn articles(before: &str) -> Option<(usize, Vec<u32>)> {
    let run = before.trim_end_matches(is_listed).len();
    if let Some(head) = before[..run].strip_suffix('第') {
        let numbers = listed(&before[run..]);
        return (!numbers.is_empty()).then_some((head.len(), numbers));
    }
    let head = before.trim_end_matches(is_numeral);
    let stands = head.is_empty() || head.ends_with(HEADS);
    number(&before[head.len()..]).filter(|_| stands).map(|number| (head.len(), vec![number]))
}

/// What an article without 第 comes after.
const HEADS: [char; 14] = ['》', ')', '法', '据', '照', '用', '之', ':', '、', ',', ';', '和', '及', '与'];

/// The paragraph and the first item in what follows 条.
pub(super) fn parts(tail: &str) -> (Option<u32>, Option<u32>) {
    let tail = tail.split([';', '。']).next().unwrap_or_default();
    let head = tail.split([',', '、', '和']).next().unwrap_or_default();
    // Whatever is not numbered is about something else: 罚款, 三项措施.
    let numbered = |text: &str, phrase: char| {
        text.match_indices(phrase).find_map(|(at, _)| {
            let before = &text[..at];
            let run = before.trim_end_matches(|c| is_listed(c) || c == '第').len();
            let is_own = run == 0 || before[run..].contains(['第', '(']) || before[..run].ends_with('款');
            listed(&before[run..]).first().copied().filter(|_| is_own)
        })
    };
    (numbered(head, '款'), numbered(tail, '项'))
}

/// The greatest of the items in what follows 条.
pub(super) fn greatest_item(tail: &str) -> Option<u32> {
    let tail = tail.split([';', '。']).next().unwrap_or_default();
    let listed_before = |(at, _)| {
        let before: &str = &tail[..at];
        let run = before.trim_end_matches(|c| is_listed(c) || c == '第').len();
        let numbers = before[run..].contains(['第', '(']).then(|| listed(&before[run..]));
        numbers.into_iter().flatten().max()
    };
    tail.match_indices('项').filter_map(listed_before).max()
}

/// 两条 are two of them, and no law has a thousand articles.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || numeral::is_part(c) && !"两千仟万亿".contains(c)
}

/// What a list of numbers is made of.
fn is_listed(c: char) -> bool {
    is_numeral(c) || "()、,和及与或至到-".contains(c)
}

fn listed(run: &str) -> Vec<u32> {
    run.split(|c| !is_numeral(c)).filter_map(number).collect()
}

/// An article's number up to 999.
fn number(text: &str) -> Option<u32> {
    let chinese = || u32::try_from(numeral::chinese(text)?).ok().filter(|number| *number <= 999);
    text.parse().ok().or_else(chinese)
}
