//! Names that are known, looked for in a text.
//!
//! In: names and what each stands for. Out: a [`Lexicon`], which finds them: of names that begin within one another the
//! longest. 示例青源二号尾矿库 is one name, whatever 青源 is.

use std::collections::BTreeSet;
use std::ops::Range;

use hashbrown::HashMap;

/// Shorter names are parts of too many words.
const SHORTEST: usize = 2;

/// Names, by what they end in.
pub(super) struct Lexicon<T> {
    by_name: HashMap<String, Vec<T>>,
    ends: BTreeSet<char>,
    /// In characters, the longest first.
    lengths: Vec<usize>,
}

/// A name in a text.
pub(super) struct NameFound<'l, T> {
    /// In bytes.
    pub(super) span: Range<usize>,
    pub(super) whose: &'l [T],
}

impl<T> Lexicon<T> {
    pub(super) fn of(names: impl Iterator<Item = (String, T)>) -> Self {
        let mut by_name: HashMap<String, Vec<T>> = HashMap::new();
        for (name, whose) in names.filter(|(name, _)| name.chars().count() >= SHORTEST) {
            by_name.entry(name).or_default().push(whose);
        }
        let ends = by_name.keys().filter_map(|name| name.chars().next_back()).collect();
        let lengths: BTreeSet<usize> = by_name.keys().map(|name| name.chars().count()).collect();
        Self { ends, lengths: lengths.into_iter().rev().collect(), by_name }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Every known name of a text, none over another.
    pub(super) fn find(&self, text: &str) -> Vec<NameFound<'_, T>> {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut found: Vec<NameFound<'_, T>> = Vec::new();
        for (at, c) in text.chars().enumerate() {
            if !self.ends.contains(&c) {
                continue;
            }
            let end = places[at + 1];
            let name = self.lengths.iter().filter(|length| **length <= at + 1).find_map(|length| {
                let start = places[at + 1 - length];
                Some((start, self.by_name.get(&text[start..end])?))
            });
            let Some((start, whose)) = name else { continue };
            while found.last().is_some_and(|last| start <= last.span.start) {
                found.pop();
            }
            if found.last().is_none_or(|last| last.span.end <= start) {
                found.push(NameFound { span: start..end, whose });
            }
        }
        found
    }
}

/// The stretch of a text nearest to a name that is a slip away from it: none of `taken`, no name that is known, and not the
/// beginning of another of `own`, as 示例青源矿业 is of its firm's.
pub(super) fn misspelt(
    text: &str,
    name: &str,
    taken: &[Range<usize>],
    own: &[String],
    known: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let letters: Vec<char> = name.chars().collect();
    let length = letters.len();
    let most = if length < 6 { 1 } else { 2 };
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let chars: Vec<char> = text.chars().collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for start in 0..chars.len() {
        for size in [length, length.saturating_sub(1), length + 1] {
            let Some(window) = chars.get(start..start + size) else { continue };
            if !begins_and_ends_alike(window, &letters) || !window.iter().all(|c| c.is_alphanumeric()) {
                continue;
            }
            let span = places[start]..places[start + size];
            let is_taken = taken.iter().any(|other| other.start < span.end && span.start < other.end);
            let goes_on = |other: &String| {
                let same = other.chars().zip(&chars[start..]).take_while(|(one, other)| one == *other);
                other != name && same.count() > size
            };
            if is_taken || known(&text[span.clone()]) || own.iter().any(goes_on) {
                continue;
            }
            let distance = strsim::osa_distance(&text[span.clone()], name);
            if (1..=most).contains(&distance) && best.as_ref().is_none_or(|(least, _)| distance < *least) {
                best = Some((distance, span));
            }
        }
    }
    best.map(|(_, span)| span)
}

/// A slip is rarely at both ends: one of them is right, and of a long name what is beside the wrong one.
fn begins_and_ends_alike(window: &[char], letters: &[char]) -> bool {
    let (first, last) = (window.first() == letters.first(), window.last() == letters.last());
    let same = window.len() == letters.len();
    let second = same && window.get(1) == letters.get(1);
    let most = letters.len().saturating_sub(1);
    let but_last = letters.len() > 4
        && (same || window.len() == most)
        && window.get(..most.saturating_sub(1)) == letters.get(..most.saturating_sub(1));
    (first || second) && last || first && but_last && (same || window == &letters[..most])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_meant() {
        let names = ["青源", "示例青源铜矿", "铜矿有限公司"].map(|name| (name.to_owned(), ()));
        let lexicon = Lexicon::of(names.into_iter());
        let text = "检查示例青源铜矿,青源称";
        let found: Vec<_> = lexicon.find(text).into_iter().map(|one| &text[one.span]).collect();
        assert_eq!(found, ["示例青源铜矿", "青源"]);
    }

    #[test]
    fn a_name_with_a_slip_is_near() {
        let near = |text: &str| {
            misspelt(
                text,
                "示例青源铜矿",
                &[],
                &["示例青源矿业有限公司".to_owned()],
                |window| window == "示例青源矿业",
            )
            .map(|span| text[span].to_owned())
        };
        for (text, expected) in [
            ("检查示例清源铜矿,查明", Some("示例清源铜矿")),
            ("检查示例青铜矿,查明", Some("示例青铜矿")),
            ("检查示例源青铜矿,查明", Some("示例源青铜矿")),
            ("检查示例青源铜况,查明", Some("示例青源铜况")),
            ("检查是例青源铜矿,查明", Some("是例青源铜矿")),
            ("检查青源铜矿,查明", None),
            ("检查该铜矿,查明", None),
            ("检查示例青源矿业,查明", None),
            ("检查示例青源矿,查明", Some("示例青源矿")),
        ] {
            assert_eq!(near(text).as_deref(), expected, "{text}");
        }
    }
}
