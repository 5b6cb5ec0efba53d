//! The words names are told by, a file a kind, a word a line; `#` begins a line about the file.
//!
//! In: the files beside this one, compiled in. Out: lists. A word more is a line more, and no code.

use std::sync::LazyLock;

/// A list of words, in the order of its file.
pub(super) type WordList = LazyLock<Vec<&'static str>>;

/// The form a name of a firm ends in.
pub(super) static FIRM_FORMS: WordList = WordList::new(|| lines(include_str!("firm-forms.txt")));
/// What a firm does.
pub(super) static TRADES: WordList = WordList::new(|| lines(include_str!("trades.txt")));
/// Surnames of two characters.
pub(super) static COMPOUND_SURNAMES: WordList =
    WordList::new(|| lines(include_str!("compound-surnames.txt")));
/// After these a name may follow.
pub(super) static POSTS: WordList = WordList::new(|| lines(include_str!("posts.txt")));
/// Surnames of one character, several a line; sorted.
pub(super) static SURNAMES: LazyLock<Vec<char>> = LazyLock::new(|| sorted(include_str!("surnames.txt")));
/// Those of few, which begin many other words; sorted.
pub(super) static RARE_SURNAMES: LazyLock<Vec<char>> =
    LazyLock::new(|| sorted(include_str!("rare-surnames.txt")));
/// Characters of given names, several a line; sorted.
pub(super) static GIVEN: LazyLock<Vec<char>> = LazyLock::new(|| sorted(include_str!("given.txt")));
/// Where people live.
pub(super) static DWELLINGS: WordList = WordList::new(|| lines(include_str!("dwellings.txt")));
/// Before whom something is done.
pub(super) static DONE_TO: WordList = WordList::new(|| lines(include_str!("done-to.txt")));
/// What is done to people.
pub(super) static DONE: WordList = WordList::new(|| lines(include_str!("done.txt")));
/// What follows a name at the head of a clause.
pub(super) static DEEDS: WordList = WordList::new(|| lines(include_str!("deeds.txt")));
/// Posts that may come right after a name.
pub(super) static TITLES: WordList = WordList::new(|| lines(include_str!("titles.txt")));
/// What only looks like a name.
pub(super) static NO_NAMES: WordList = WordList::new(|| lines(include_str!("no-names.txt")));

fn sorted(text: &'static str) -> Vec<char> {
    let mut characters: Vec<char> = lines(text).into_iter().flat_map(str::chars).collect();
    characters.sort_unstable();
    characters
}

fn lines(text: &'static str) -> Vec<&'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_its_words_once() {
        for list in [
            &FIRM_FORMS,
            &TRADES,
            &COMPOUND_SURNAMES,
            &POSTS,
            &NO_NAMES,
            &DWELLINGS,
            &DONE_TO,
            &DONE,
            &DEEDS,
            &TITLES,
        ] {
            let mut words = list.to_vec();
            words.sort_unstable();
            words.dedup();
            assert!(words.len() == list.len() && words.len() > 10, "{words:?}");
        }
        assert!("王李张刘陈".chars().all(|one| SURNAMES.binary_search(&one).is_ok()) && SURNAMES.len() > 80);
    }

    #[test]
    fn a_longer_form_or_trade_stands_before_the_one_it_ends_in() {
        for list in [&FIRM_FORMS, &TRADES] {
            for (at, word) in list.iter().enumerate() {
                let shadowed =
                    list[..at].iter().find(|earlier| word.ends_with(**earlier) && word != *earlier);
                assert_eq!(shadowed, None, "{word}");
            }
        }
    }
}
