//! Whether some characters are a name: a surname, of one or two characters, and a given name.
//!
//! In: a text that begins or ends with them. Out: how long the name is. How sure the words around are that somebody is named
//! decides which surnames count.

use std::ops::Range;

use super::words::{COMPOUND_SURNAMES, NO_NAMES, RARE_SURNAMES, SURNAMES};

/// What a name does not end in: these are of mines, places and offices.
const NO_ENDS: &str = "矿厂库井队班组科部段场司县区省市镇乡村室局处站所岗员工长";
/// Characters that begin what else is said after a colon: 责任人：企业, 负责人：待定.
const NO_SURNAMES: &str = "已未不无有由经为其该本各是在以企公单矿安待另同见详应须请将对被按依现因如主副总全上下前后中可第一二三四五";

/// Which surnames count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Surnames {
    /// Those of nine people in ten.
    Common,
    /// Those of few as well.
    All,
    /// Any character but those that begin other words.
    Any,
}

/// A name a text begins with, of any length that `ends` allows; the shortest.
pub(super) fn name_at(text: &str, surnames: Surnames, ends: impl Fn(&str) -> bool) -> Option<usize> {
    let is_name = |length: usize| {
        let (last, c) = text.char_indices().nth(length - 1)?;
        let (name, rest) = text.split_at(last + c.len_utf8());
        (looks_like_one(name, surnames) && ends(rest)).then_some(name.len())
    };
    (2..=4).find_map(is_name)
}

/// Names a text ends in, the longest first.
pub(super) fn names_before(text: &str, surnames: Surnames) -> impl Iterator<Item = Range<usize>> {
    [4, 3, 2].into_iter().filter_map(move |length| {
        let (start, _) = text.char_indices().rev().nth(length - 1)?;
        looks_like_one(&text[start..], surnames).then_some(start..text.len())
    })
}

/// Whether all of it is a name.
pub(super) fn looks_like_one(name: &str, surnames: Surnames) -> bool {
    let length = name.chars().count();
    let Some(first) = name.chars().next() else { return false };
    let compound = COMPOUND_SURNAMES.iter().any(|surname| name.starts_with(surname));
    let is_known = || {
        SURNAMES.binary_search(&first).is_ok()
            || surnames != Surnames::Common && RARE_SURNAMES.binary_search(&first).is_ok()
            || surnames == Surnames::Any && !NO_SURNAMES.contains(first)
    };
    let fits = if compound { (3..=4).contains(&length) } else { (2..=3).contains(&length) && is_known() };
    fits && !name.ends_with(|c| NO_ENDS.contains(c))
        && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !name.contains(['某', '的', '该', '其'])
        && !NO_NAMES.iter().any(|other| name.starts_with(other))
}
