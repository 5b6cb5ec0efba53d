//! The index of the search: which words stand in which block of entries, in files small enough to be
//! read one by one.
//!
//! Chinese is written without spaces, so it is found by every two characters that stand side by side
//! (a *bigram*), and by single ones in titles; other words and numbers by what they begin with. The
//! index only says in which blocks to look: the script reads those and looks at the text itself, so
//! what it shows holds the words searched for. `static/search.js` takes words apart in the same way.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use rayon::prelude::*;
use tera::{Context, Value};

use super::Renderer;
use super::pages::Drawing;
use super::shared::{day, object};
use crate::dataset::RegionAt;
use crate::limits;
use crate::site::{Item, Search, SearchEntry, address, period_names};

/// How many characters of a word count.
const PREFIX: usize = 8;

/// A word of the index: up to [`PREFIX`] units of UTF-16, which the script counts in too.
type IndexWord = [u16; PREFIX];

/// A word and where it stands: twice the block, and one more where it stands in no title there.
type Posting = (IndexWord, u32);

/// The words of all blocks, by the file they will stand in.
#[derive(Debug)]
pub struct WordIndex {
    shards: Vec<Vec<Posting>>,
}

impl WordIndex {
    /// Takes all entries apart; `word` gives a string of the theme.
    pub fn of(search: &Search, word: impl Fn(&str) -> String) -> Self {
        Self::sorted(search, (0..search.blocks.len()).map(|block| words_of(search, block, &word)))
    }

    /// The same, on all threads.
    pub fn in_parallel(search: &Search, word: impl Fn(&str) -> String + Sync) -> Self {
        let blocks = (0..search.blocks.len()).into_par_iter();
        let words: Vec<Vec<Posting>> = blocks.map(|block| words_of(search, block, &word)).collect();
        Self::sorted(search, words.into_iter())
    }

    fn sorted(search: &Search, words: impl Iterator<Item = Vec<Posting>>) -> Self {
        let mut shards = vec![Vec::new(); search.shards];
        for posting in words.flatten() {
            shards[shard_of(posting.0, search.shards)].push(posting);
        }
        Self { shards }
    }

    /// A file of words: a line each, `襄汾 0,4-6;9`: blocks where it stands in a title; other blocks.
    #[must_use]
    pub fn words(&self, shard: usize) -> Vec<u8> {
        let mut postings = self.shards[shard].clone();
        postings.sort_unstable();
        let mut out = String::new();
        for same in postings.chunk_by(|a, b| a.0 == b.0) {
            let units = same[0].0.iter().copied().take_while(|unit| *unit != 0);
            out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
            let blocks =
                |in_text: u32| same.iter().filter(move |(_, at)| at % 2 == in_text).map(|(_, at)| at / 2);
            out.push(' ');
            ranges(&mut out, blocks(0));
            if same.iter().any(|(_, at)| at % 2 == 1) {
                out.push(';');
                ranges(&mut out, blocks(1));
            }
            out.push('\n');
        }
        out.into_bytes()
    }
}

/// The words of a block's entries, each once; as one of a title where it is in any.
fn words_of(search: &Search, at: usize, word: impl Fn(&str) -> String) -> Vec<Posting> {
    let entries = &search.entries[search.blocks[at].clone()];
    let entries: Vec<_> = entries.iter().map(|entry| shown(entry, &word)).collect();
    let block = at as u32;
    let mut seen = HashSet::new();
    let mut postings = Vec::new();
    let mut add = |word, at| {
        if seen.insert(word) {
            postings.push((word, at));
        }
    };
    for (title, _) in &entries {
        take_apart(title, 1, |word| add(word, block * 2));
    }
    for (_, text) in &entries {
        take_apart(text, 2, |word| add(word, block * 2 + 1));
    }
    postings
}

/// Ascending numbers as `0,4-6`.
fn ranges(out: &mut String, numbers: impl Iterator<Item = u32>) {
    let numbers: Vec<u32> = numbers.collect();
    for (at, run) in numbers.chunk_by(|a, b| a + 1 == *b).enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = match run {
            [first, .., last] => write!(out, "{comma}{first}-{last}"),
            _ => write!(out, "{comma}{}", run[0]),
        };
    }
}

/// The file a word stands in; the script counts the same.
fn shard_of(word: IndexWord, shards: usize) -> usize {
    let units = word.iter().take_while(|unit| **unit != 0);
    units.fold(0, |sum: usize, unit| (sum * 31 + usize::from(*unit)) % 65_521) % shards
}

/// Small letters, and full-width letters and digits as plain ones.
fn fold(text: &str) -> String {
    let narrow = text.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    });
    narrow.collect::<String>().to_lowercase()
}

/// Whether a character is written without spaces around words: Chinese, and kana.
fn is_dense(c: char) -> bool {
    matches!(c, '〇' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is part of a word or number written with spaces around it.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !is_dense(c) && u32::from(c) <= 0xffff
}

/// Calls `found` with each word of a text that is at least so long.
fn take_apart(text: &str, shortest: usize, mut found: impl FnMut(IndexWord)) {
    let text: Vec<char> = fold(text).chars().collect();
    for run in text.chunk_by(|a, b| is_dense(*a) == is_dense(*b) && is_of_word(*a) == is_of_word(*b)) {
        if is_of_word(run[0]) {
            (shortest..=run.len().min(PREFIX)).for_each(|length| found(word(&run[..length])));
        } else if is_dense(run[0]) {
            (shortest..=2).for_each(|length| run.windows(length).for_each(|pair| found(word(pair))));
        }
    }
}

fn word(chars: &[char]) -> IndexWord {
    let mut word = [0; PREFIX];
    // At most two characters of two units, or eight of one: there is room.
    chars.iter().fold(0, |at, c| at + c.encode_utf16(&mut word[at..]).len());
    word
}

/// A text on one line, without what divides a line.
fn plain(out: &mut String, text: &str) {
    for (at, word) in text.split_whitespace().enumerate() {
        out.extend((at > 0).then_some(' '));
        out.push_str(word);
    }
}

/// An entry's title and text as they are shown; `word` gives a string of the theme.
fn shown(entry: &SearchEntry, word: impl Fn(&str) -> String) -> (Cow<'_, str>, Cow<'_, str>) {
    if entry.kind == "section" {
        let about = word(&format!("about_{}", entry.title));
        (word(&entry.title).into(), format!("{about} {}", entry.text).into())
    } else {
        (Cow::from(&entry.title), Cow::from(&entry.text))
    }
}

impl Renderer<'_> {
    /// A block of entries: `#kind label` before those of a kind, then a line each of address below the
    /// root, title and text, with tabs between them.
    pub(super) fn search_entries(&self, block: usize) -> Vec<u8> {
        let search = &self.plan.search;
        let mut out = String::new();
        let mut kind = "";
        for entry in &search.entries[search.blocks[block].clone()] {
            if entry.kind != kind {
                kind = entry.kind;
                let _ = writeln!(out, "#{kind} {}", self.word(&format!("search_kind_{kind}")));
            }
            let (title, text) = shown(entry, |key| self.word(key));
            out.push_str(entry.address.trim_start_matches('/'));
            out.push('\t');
            plain(&mut out, &title);
            out.push('\t');
            plain(&mut out, &text);
            out.push('\n');
        }
        out.into_bytes()
    }
}

impl Drawing<'_, '_> {
    /// The page of the search: lists to browse, and what its script needs to know.
    pub(super) fn search(&self) -> Context {
        let renderer = self.renderer;
        let mut context = self.context(&[]);
        let link = |address: &str| Value::from(format!("{}{}", self.root, address.trim_start_matches('/')));
        let search = &renderer.plan.search;
        context.insert("shards", &search.shards);
        let mut pages: Vec<&SearchEntry> =
            search.entries.iter().filter(|entry| matches!(entry.kind, "section" | "page")).collect();
        pages.dedup_by_key(|entry| &entry.address);
        let pages = pages.into_iter().map(|entry| {
            let (title, _) = shown(entry, |key| renderer.word(key));
            object([("title", title.into_owned().into()), ("link", link(&entry.address))])
        });
        context.insert_value("pages", pages.collect::<Vec<_>>().into());
        let periods = renderer.figures.periods().rev().map(|period| {
            let at = &renderer.dataset.campaign().periods[period];
            let names = period_names(renderer.dataset, at);
            object([
                ("id", at.id.as_str().into()),
                ("names", names.join("|").into()),
                ("from", day(at.from)),
                ("to", day(at.to)),
                ("link", link(&address(renderer.dataset, &Item::Period(period)))),
            ])
        });
        context.insert_value("periods", periods.collect::<Vec<_>>().into());
        context.insert_value("groups", self.region_groups().into());
        let many = renderer.dataset.regions().all().len() > limits::REPORTERS_PER_PAGE;
        context.insert_value("many", many.into());
        context
    }

    /// The regions below each other region, by code; those below none come first.
    fn region_groups(&self) -> Vec<Value> {
        let all = self.renderer.dataset.regions().all();
        let mut below: Vec<Vec<RegionAt>> = vec![Vec::new(); all.len() + 1];
        for (index, region) in RegionAt::each(all) {
            below[region.parent.map_or(0, |parent| parent.place() + 1)].push(index);
        }
        let mut groups: Vec<(Option<RegionAt>, Vec<RegionAt>)> = below
            .into_iter()
            .enumerate()
            .filter(|(_, regions)| !regions.is_empty())
            .map(|(at, regions)| (RegionAt::nth(at).before(), regions))
            .collect();
        groups.sort_by_key(|(parent, _)| parent.map(|parent| &all[parent].code));
        let row = |index: RegionAt| {
            let region = &all[index];
            object([
                ("code", region.code.as_str().into()),
                ("name", region.name.as_str().into()),
                ("link", format!("{}regions/{}/", self.root, region.code).into()),
            ])
        };
        let group = |(parent, mut regions): (Option<RegionAt>, Vec<RegionAt>)| {
            regions.sort_by_key(|index| &all[*index].code);
            let parent = parent.map(|parent| &all[parent]);
            object([
                ("code", parent.map_or("", |parent| &parent.code).into()),
                ("name", parent.map_or("", |parent| &parent.name).into()),
                ("rows", regions.into_iter().map(row).collect::<Vec<_>>().into()),
            ])
        };
        groups.into_iter().map(group).collect()
    }
}

#[cfg(test)]
mod tests;
