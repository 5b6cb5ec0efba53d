//! Names that may stand in no output: looked for in every byte before anything is written.
//!
//! In: the names of a day. Out: a finder over bytes, however a name is written there: as it is, and where anything in
//! a file stands for something else, in the file's normal form, too. Nearly every file holds none,
//! so only where one is found is it asked whether it is a name there or part of a longer word.

mod sieve;
mod spellings;

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Match};

use crate::diagnostic::{Code, Finding, Place};
use crate::parse::metadata;
use crate::parse::normal::{self, Normal};
use crate::say;

use sieve::Sieve;
pub use spellings::apart;
use spellings::{LONGEST_APART, SPELLINGS, in_attachments, squeezed};

/// How many bytes tell whether a file is text: one that is has no NUL there.
const HEAD: usize = 4096;

/// A longer word, and where in it the name stands.
type Within = (Box<[u8]>, usize);

/// A name that may stand nowhere.
#[derive(Debug, Clone)]
pub struct Unnamed {
    /// As it was written.
    pub name: String,
    /// Where a case says so.
    pub place: Place,
    /// Words in which it is no name.
    pub within: Vec<String>,
    /// Where in it stands what is looked for first.
    pub rare_at: usize,
}

/// An automaton of many patterns, made when it is first needed: the sieve lets hardly any file through, and a check draws none.
#[derive(Debug)]
struct LateFinder<P> {
    patterns: Vec<P>,
    made: OnceLock<Option<AhoCorasick>>,
}

impl<P: AsRef<[u8]>> LateFinder<P> {
    fn of(patterns: Vec<P>) -> Self {
        Self { patterns, made: OnceLock::new() }
    }

    fn get(&self) -> Option<&AhoCorasick> {
        let make = || AhoCorasick::new(&self.patterns).ok().filter(|_| !self.patterns.is_empty());
        self.made.get_or_init(make).as_ref()
    }
}

/// What may stand nowhere, and which case says so.
#[derive(Debug)]
pub struct Forbidden {
    finder: LateFinder<String>,
    sieve: Sieve,
    /// Where each name is written, by the number of its pattern.
    places: Vec<Place>,
    /// The words in which it is none, by the number of its pattern.
    within: Vec<Vec<Within>>,
    longest: usize,
    /// Names in the encodings of attachments.
    attached: LateFinder<Vec<u8>>,
    /// Where each of these is written.
    attached_places: Vec<Place>,
}

impl Forbidden {
    /// Of these names.
    #[must_use]
    pub fn of(names: &[Unnamed]) -> Self {
        let (mut forms, mut places, mut within) = (Vec::new(), Vec::new(), Vec::new());
        let mut rare_at = Vec::new();
        for one in names {
            for (way, spell) in SPELLINGS.iter().enumerate() {
                let form = spell(&one.name);
                if SPELLINGS[..way].iter().any(|earlier| earlier(&one.name) == form) {
                    continue;
                }
                within.push(one.within.iter().flat_map(|word| words_around(&form, &spell(word))).collect());
                places.push(one.place.clone());
                forms.push(form);
                rare_at.push(spell(&one.name[..one.rare_at]).len());
            }
        }
        let attached = names.iter().flat_map(|one| {
            let forms = in_attachments(&one.name).into_iter();
            forms.map(|form| (form, one.place.clone()))
        });
        let (in_attachments, attached_places): (Vec<_>, Vec<_>) = attached.unzip();
        Self {
            sieve: Sieve::of(&forms, &rare_at),
            longest: forms.iter().map(String::len).max().unwrap_or_default().max(LONGEST_APART),
            finder: LateFinder::of(forms),
            places,
            within,
            attached: LateFinder::of(in_attachments),
            attached_places,
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.finder.patterns.is_empty()
    }

    /// What stands in a file that may not, the first of it.
    #[must_use]
    pub fn look(&self, address: &str, bytes: &[u8]) -> Option<Finding> {
        (!self.is_empty()).then_some(())?;
        if let Some((at, number)) = self.find(address, bytes).or_else(|| self.find_coded(bytes)) {
            let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
            return Some(self.told(&self.places[number], address, line));
        }
        if let Some((_, number)) =
            self.find("", address.as_bytes()).or_else(|| self.find_coded(address.as_bytes()))
        {
            return Some(self.told(&self.places[number], address, 0));
        }
        let place = is_attachment(address).then(|| self.in_attachment(bytes)).flatten()?;
        Some(self.told(place, address, 0))
    }

    /// The first name in bytes as they are: where it begins, and its number.
    fn find(&self, address: &str, bytes: &[u8]) -> Option<(usize, usize)> {
        let held = self.sieve.held(bytes);
        let first = held.perhaps.then(|| self.first(address, bytes)).flatten();
        let first = first.map(|at| (at.start(), at.pattern().as_usize()));
        first.or_else(|| self.first_apart(&held.apart, bytes))
    }

    /// The first name in what bytes stand for, where they stand for something else.
    fn find_coded(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        // What is no text is long, and looks coded by chance everywhere.
        if memchr::memchr(0, &bytes[..bytes.len().min(HEAD)]).is_some() || !normal::is_coded(bytes) {
            return None;
        }
        let text = String::from_utf8_lossy(bytes);
        let normal = Normal::of(&text);
        let (at, number) = self.find("", normal.text().as_bytes())?;
        Some((normal.source_of(&(at..at + 1)).start.min(bytes.len()), number))
    }

    /// The stretches of a text that are names, however they are written there.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let bytes = text.as_bytes();
        let held = self.sieve.held(bytes);
        let finder = held.perhaps.then(|| self.finder.get()).flatten();
        let found = finder.map(|finder| finder.find_overlapping_iter(bytes)).into_iter().flatten();
        let found = found.filter(|at| !self.is_no_name(at, bytes)).map(|at| at.range());
        found.chain(held.apart.into_iter().map(|(at, _)| at)).collect()
    }

    /// The first name that is one.
    fn first(&self, address: &str, bytes: &[u8]) -> Option<Match> {
        // The words of the search are those of its entries, which are looked through as well.
        let is_index = address.starts_with("/search/words/");
        let is_entry = |at: &Match| {
            let begins = at.start() == 0 || bytes[at.start() - 1] == b'\n';
            is_index && begins && bytes.get(at.end()) == Some(&b' ')
        };
        let mut found = self.finder.get()?.find_overlapping_iter(bytes);
        found.find(|at| !self.is_no_name(at, bytes) && !is_entry(at))
    }

    /// The first name set apart that is one: not in a longer word, however that is set.
    fn first_apart(&self, apart: &[(Range<usize>, usize)], bytes: &[u8]) -> Option<(usize, usize)> {
        let is_no_name = |at: &Range<usize>, (word, place): &Within| {
            let (before, word) = (squeezed(&word[..*place]), squeezed(word));
            let from = at.start.saturating_sub(before.len() + LONGEST_APART);
            let to = bytes.len().min(at.end + word.len() + LONGEST_APART);
            let (ahead, here) = (squeezed(&bytes[from..at.start]), squeezed(&bytes[at.start..to]));
            ahead.ends_with(&before) && here.starts_with(&word[before.len()..])
        };
        let is_name = |(at, number): &&(Range<usize>, usize)| {
            !self.within[*number].iter().any(|within| is_no_name(at, within))
        };
        apart.iter().find(is_name).map(|(at, number)| (at.start, *number))
    }

    /// Whether it is part of a longer word that is no name.
    fn is_no_name(&self, at: &Match, bytes: &[u8]) -> bool {
        self.within[at.pattern().as_usize()].iter().any(|(word, place)| {
            at.start().checked_sub(*place).is_some_and(|start| bytes[start..].starts_with(word))
        })
    }

    /// A name in an attachment: in its bytes, or in what it says of itself.
    fn in_attachment(&self, bytes: &[u8]) -> Option<&Place> {
        let written = self.attached.get().and_then(|names| names.find(bytes));
        written.map(|at| &self.attached_places[at.pattern().as_usize()]).or_else(|| {
            let text = metadata::read(bytes)?.text;
            let text = text.as_bytes();
            let (_, number) = self.find("", text).or_else(|| self.find_coded(text))?;
            Some(&self.places[number])
        })
    }

    /// An address that does not repeat what it must not hold.
    fn without_names(&self, address: &str) -> String {
        let mut spans = self.spans(address);
        spans.sort_unstable_by_key(|span| span.start);
        let (mut out, mut shown) = (String::new(), 0);
        for span in spans {
            if span.start >= shown {
                out.push_str(&address[shown..span.start]);
                out.push_str("***");
            }
            shown = shown.max(span.end);
        }
        out + &address[shown..]
    }

    /// The finding; `line` is 0 where there are no lines.
    fn told(&self, place: &Place, address: &str, line: usize) -> Finding {
        let address = self.without_names(address);
        let message = if line == 0 {
            say!(
                "这里的名字还在输出的 `{address}` 的文件名或附件里",
                "the name here still stands in the name of `{address}` of the output, or in that attachment"
            )
        } else {
            say!(
                "这里的名字还在输出的 `{address}` 第 {line} 行",
                "the name here still stands in `{address}` of the output, line {line}"
            )
        };
        Finding::new(Code::NameRemains, place.clone(), message).help(say!(
            "从这个页面所据的文件里删去；照片、附件也要换掉。只是别的词里有这几个字的，把那个词写进 `gongshi.toml` 的 `[privacy] allow`",
            "remove it from the file that page is made of; pictures and attachments too. Where it is only part of another word, put that word into `[privacy] allow` of `gongshi.toml`"
        ))
    }
}

/// A word with each place a name has in it.
fn words_around(name: &str, word: &str) -> Vec<Within> {
    word.match_indices(name).map(|(at, _)| (word.as_bytes().into(), at)).collect()
}

/// Whether a file is somebody's own, and not text as ours is.
fn is_attachment(address: &str) -> bool {
    const TEXTS: [&str; 4] = ["css", "js", "svg", "html"];
    let ending = address.rsplit_once('.').map(|(_, ending)| ending);
    address.starts_with("/static/") && !ending.is_some_and(|ending| TEXTS.contains(&ending))
}

/// A file that comes in pieces, looked at as they pass: a name may lie over the seam of two.
#[derive(Debug)]
pub struct Lookout<'f> {
    forbidden: &'f Forbidden,
    address: &'f str,
    seam: Vec<u8>,
    found: Option<Finding>,
}

impl<'f> Lookout<'f> {
    /// Over the file at an address.
    #[must_use]
    pub fn new(forbidden: &'f Forbidden, address: &'f str) -> Self {
        Self { forbidden, address, seam: Vec::new(), found: None }
    }

    /// Looks at the next piece.
    pub fn see(&mut self, piece: &[u8]) {
        if self.found.is_some() || self.forbidden.is_empty() {
            return;
        }
        let overlap = self.forbidden.longest.saturating_sub(1);
        self.seam.extend_from_slice(&piece[..piece.len().min(overlap)]);
        self.found = self
            .forbidden
            .look(self.address, &self.seam)
            .or_else(|| self.forbidden.look(self.address, piece));
        if piece.len() >= overlap {
            self.seam.clear();
            self.seam.extend_from_slice(&piece[piece.len() - overlap..]);
        } else {
            let spare = self.seam.len().saturating_sub(overlap);
            self.seam.drain(..spare);
        }
    }

    /// What was found.
    #[must_use]
    pub fn found(self) -> Option<Finding> {
        self.found
    }
}
