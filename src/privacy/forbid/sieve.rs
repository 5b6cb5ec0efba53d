//! Whether a file may hold a name at all, told in one pass however many names there are.
//!
//! In: the forms of names. Out: for the bytes of a file no, or perhaps, and where names stand with blanks, a line break
//! or tags between their characters. Markup is passed over eight bytes at a time; of each Chinese character one bit says whether
//! any name begins with it, and only there names are compared. That takes some 0.4 ms a MB however many names there are;
//! an automaton of sixty took 1.8 ms.

use std::collections::BTreeSet;
use std::ops::Range;

use hashbrown::HashMap;
use memchr::memmem::{self, Finder};

use super::spellings::{LONGEST_APART, character, end_apart, gap, may_be_apart};

/// Up to how many finders one after another are quicker than an automaton.
const FEW: usize = 32;
/// The fewest characters that are looked for in place of a whole form.
const FEWEST_ANCHORED: usize = 3;
/// Set where a byte is not ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// What names begin with.
#[derive(Debug)]
pub(super) struct Sieve {
    /// A bit for each character of three bytes that a name begins with.
    first: Vec<u64>,
    /// A bit for each of the first two that a name begins with, as far as bits go: names of people and firms begin with
    /// some hundred characters, stretches of cases with any, and common ones stand in every line.
    pairs: Vec<u64>,
    /// The names by these two: all of one begin alike, and there are few.
    names: HashMap<usize, Vec<Name>>,
    /// What comes after `%` where names in links begin: how the bytes of Chinese characters do, which hardly any page has.
    escapes: Vec<u8>,
    /// Of names that begin otherwise: without one of these there is none of them.
    hints: Vec<Finder<'static>>,
}

#[derive(Debug)]
struct Name {
    form: Box<str>,
    /// Where in it the part begins that is looked for: its first Chinese character, of a stretch what is rare in it.
    from: usize,
    is_stretch: bool,
    /// Its number among the forms.
    number: usize,
    /// Whether blanks may stand between its characters.
    blanks: bool,
}

/// What a file may hold.
#[derive(Debug)]
pub(super) struct FormsIn {
    /// Whether one of the forms may stand in it; where it says no, none does.
    pub(super) perhaps: bool,
    /// Where names stand with their characters set apart, and which form that is of.
    pub(super) apart: Vec<(Range<usize>, usize)>,
}

impl Sieve {
    /// A sieve of these forms.
    pub(super) fn of(forms: &[String], rare_at: &[usize]) -> Self {
        let bits = || vec![0; 0x1_0000 / 64];
        let (mut first, mut pairs) = (bits(), bits());
        let mut names: HashMap<usize, Vec<Name>> = HashMap::new();
        let (mut escapes, mut hints) = (BTreeSet::<u8>::new(), BTreeSet::<&str>::new());
        for (number, (form, &rare_at)) in forms.iter().zip(rare_at).enumerate() {
            if let Some((from, begins, pair)) = begin(form, rare_at).or_else(|| begin(form, 0)) {
                first[begins as usize / 64] |= 1 << (begins % 64);
                pairs[pair / 64] |= 1 << (pair % 64);
                let (is_stretch, blanks) = (rare_at > 0, may_be_apart(form));
                let name = Name { form: form.as_str().into(), from, is_stretch, number, blanks };
                names.entry(pair).or_default().push(name);
            } else {
                let escape = form.find('%').and_then(|at| form.as_bytes().get(at + 1));
                escapes.extend(escape);
                hints.extend(escape.is_none().then_some(form.as_str()));
            }
        }
        let hints = hints.iter().map(|hint| Finder::new(hint).into_owned()).collect();
        Self { first, pairs, names, escapes: escapes.into_iter().collect(), hints }
    }

    /// What of the names may stand in a file.
    pub(super) fn held(&self, bytes: &[u8]) -> FormsIn {
        let is_escape = |at: usize| bytes.get(at + 1).is_some_and(|next| self.escapes.contains(next));
        let hinted = self.hints.len() > FEW
            || memchr::memchr_iter(b'%', bytes).any(is_escape)
            || self.hints.iter().any(|hint| hint.find(bytes).is_some());
        let mut held = FormsIn { perhaps: hinted, apart: Vec::new() };
        if !self.names.is_empty() {
            self.look_for_chinese(bytes, &mut held);
        }
        held
    }

    /// The names that may go on so after their first character: with their second, whatever stands between them.
    fn going_on(&self, begins: u32, rest: &[u8]) -> &[Name] {
        let pair = pair(begins, rest).filter(|pair| has(&self.pairs, *pair));
        pair.and_then(|pair| self.names.get(&pair)).map_or(&[], Vec::as_slice)
    }

    fn look_for_chinese(&self, bytes: &[u8], held: &mut FormsIn) {
        let mut at = 0;
        while at < bytes.len() {
            if let Some(eight) = bytes[at..].first_chunk::<8>()
                && u64::from_ne_bytes(*eight) & HIGH == 0
            {
                at += 8;
                continue;
            }
            // What is no character is passed byte by byte, so that one after it is not missed.
            let Some(begins) = character(&bytes[at..]) else {
                at += 1;
                continue;
            };
            if has(&self.first, begins as usize) {
                for name in self.going_on(begins, &bytes[at + 3..]) {
                    name.look(bytes, at, held);
                }
            }
            at += 3;
        }
    }
}

impl Name {
    /// Looks whether it stands where its first two characters do.
    fn look(&self, bytes: &[u8], at: usize, held: &mut FormsIn) {
        let (before, form) = self.form.split_at(self.from);
        let (ahead, here) = bytes.split_at(at);
        if differs_in_third(here, form.as_bytes()) {
            return;
        }
        let is_here = here.starts_with(form.as_bytes());
        if is_here && ahead.ends_with(before.as_bytes()) {
            held.perhaps = true;
        } else if self.from == 0 {
            let apart = end_apart(here, form, self.blanks).map(|length| at..at + length);
            held.apart.extend(apart.map(|span| (span, self.number)));
        } else if self.is_stretch && (is_here || end_apart(here, form, self.blanks).is_some()) {
            held.apart.extend(self.apart_around(bytes, at).map(|span| (span, self.number)));
        }
    }

    /// Where all of it stands around its name, with its characters set apart; names of firms are rare.
    fn apart_around(&self, bytes: &[u8], at: usize) -> Option<Range<usize>> {
        let first = &self.form.as_bytes()[..self.form.chars().next()?.len_utf8()];
        let from = at.saturating_sub(LONGEST_APART);
        let starts = memmem::find_iter(&bytes[from..at], first).map(|start| from + start);
        let mut found = starts.filter_map(|start| {
            end_apart(&bytes[start..], &self.form, self.blanks).map(|length| start..start + length)
        });
        found.next()
    }
}

/// Where the part of a form begins that is looked for: digits before it, as of a day, stand everywhere.
fn anchor(form: &str) -> usize {
    let from = form.char_indices().find(|(_, c)| c.len_utf8() == 3).map_or(0, |(at, _)| at);
    if form[from..].chars().nth(FEWEST_ANCHORED - 1).is_some() { from } else { 0 }
}

/// Where the part begins that is looked for, its first character, and the place of the bit for that and the next; one
/// character alone is no name, and two are none where they are the end of a longer one.
fn begin(form: &str, rare_at: usize) -> Option<(usize, u32, usize)> {
    let rest =
        form.get(rare_at..).filter(|rest| rare_at == 0 || rest.chars().nth(FEWEST_ANCHORED - 1).is_some())?;
    let from = rare_at + anchor(rest);
    let begins = character(&form.as_bytes()[from..])?;
    Some((from, begins, pair(begins, &form.as_bytes()[from + 3..])?))
}

/// The place of the bit for a character and the next one, over blanks, tags and what has no width.
fn pair(begins: u32, rest: &[u8]) -> Option<usize> {
    let follows = |rest: &[u8]| match rest.first() {
        Some(0xE4..=0xE9) => character(rest),
        first => first.map(|first| u32::from(*first)),
    };
    let next = match rest.first()? {
        0xE4..=0xE9 => follows(rest),
        _ => gap(rest, true).and_then(|(length, _)| follows(&rest[length..])),
    }?;
    Some((begins.wrapping_mul(0x9E37) ^ next.wrapping_mul(0x79B9)) as usize & 0xFFFF)
}

/// Whether both go on with a third Chinese character, each another: firms of one county begin alike in every line.
fn differs_in_third(bytes: &[u8], form: &[u8]) -> bool {
    let chinese = |text: &[u8], at: usize| matches!(text.get(at), Some(0xE4..=0xE9));
    let goes_on = |text| chinese(text, 3) && chinese(text, 6);
    goes_on(bytes) && goes_on(form) && bytes.get(6..9) != form.get(6..9)
}

fn has(bits: &[u64], at: usize) -> bool {
    bits[at / 64] >> (at % 64) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sieve(forms: &[&str]) -> Sieve {
        Sieve::of(&forms.iter().map(|form| (*form).to_owned()).collect::<Vec<_>>(), &vec![0; forms.len()])
    }

    /// Wherever a name stands, after whatever bytes, and against what is not one.
    #[test]
    fn a_name_is_seen_at_every_place() {
        let sieve = sieve(&["王建国", "王强", "李　明"]);
        for before in 0..20 {
            for filler in ["a", "é", "国", "\u{1F600}"] {
                for (name, held) in
                    [("王建国", true), ("王强", true), ("李　明", true), ("王建军", false), ("强王", false)]
                {
                    let text = format!("{}{name}。", filler.repeat(before));
                    assert_eq!(sieve.held(text.as_bytes()).perhaps, held, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_name_in_bytes_that_are_no_text_is_seen() {
        let sieve = sieve(&["王强"]);
        for before in [&b"\xff\xd8\xe7"[..], b"\xe7\x8e", b"\x80\x80\xf0\x9f", b"\xe7\x8e\x8b\xe5"] {
            assert!(sieve.held(&[before, "王强".as_bytes()].concat()).perhaps, "{before:?}");
        }
        assert!(!sieve.held(b"\xe7\x8e\x8b\xe5\xbc").perhaps);
    }

    #[test]
    fn a_name_set_apart_is_seen_with_its_place() {
        let sieve = sieve(&["张三丰", "欧阳建国", "王强", "王　强"]);
        for (text, place) in [
            ("甲张 三 丰", Some((3..14, 0))),
            ("张　三　丰", Some((0..15, 0))),
            ("张\n三丰", Some((0..10, 0))),
            ("张三\r\n    丰", Some((0..15, 0))),
            ("张\u{a0}三丰", Some((0..11, 0))),
            ("欧 阳 建 国", Some((0..15, 1))),
            ("欧阳 建国", Some((0..13, 1))),
            ("张\n\n三丰", None),
            ("张  三                              丰", None),
            ("张三丰", None),
            ("张 三", None),
            ("张，三丰", None),
            ("张 三 风", None),
            ("张<b>三</b>丰", Some((0..16, 0))),
            ("张<!-- 李 -->三\u{ad}丰", Some((0..23, 0))),
            ("王<i></i>强", Some((0..13, 2))),
            ("王\u{200b}强", Some((0..9, 2))),
            ("<td>王</td><td>强</td>", None),
            ("<td>欧阳</td><td>建国</td>", None),
            ("<i>张</i><p>三</p><p>丰", Some((3..26, 0))),
        ] {
            let held = sieve.held(text.as_bytes());
            assert_eq!(held.apart, place.into_iter().collect::<Vec<_>>(), "{text:?}");
            assert_eq!(held.perhaps, text == "张三丰", "{text:?}");
        }
    }

    #[test]
    fn a_stretch_is_seen_by_what_is_rare_in_it() {
        let stretch = "现场检查甲乙丙丁矿业";
        let sieve = Sieve::of(&[stretch.to_owned()], &["现场检查甲乙".len()]);
        for (text, perhaps, apart) in [
            ("a现场检查甲乙丙丁矿业b", true, None),
            ("现场检查丙乙丙丁矿业", false, None),
            ("另一处检查甲乙丙丁矿业", false, None),
            ("甲乙丙丁矿业", false, None),
            ("现<b>场检</b>查甲乙丙丁矿业", false, Some(0..37)),
            ("现场检查</b>甲乙丙丁矿<i>业", false, Some(0..37)),
            ("现场检查<td>甲乙丙丁矿业", false, None),
        ] {
            let held = sieve.held(text.as_bytes());
            assert_eq!(held.perhaps, perhaps, "{text}");
            assert_eq!(held.apart, apart.map(|span| (span, 0)).into_iter().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn names_in_links_and_of_letters_are_seen() {
        let sieve = sieve(&["%E7%8E%8B", "ACME矿业", "𠮷矿", "100%矿"]);
        for (text, held) in [
            ("https://x.example/%E7%8E%8B", true),
            ("ACME矿业", true),
            ("a𠮷矿", true),
            ("100%矿", true),
            ("https%3A%2F%2Fx.example", false),
            ("矿业", false),
        ] {
            assert_eq!(sieve.held(text.as_bytes()).perhaps, held, "{text}");
        }
    }
}
