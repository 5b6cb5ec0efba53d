//! Stretches of a case that are that case's and no one else's.
//!
//! In: a case and what it masks. Out: what of its text may stand nowhere: each name with what stands around it, and of a
//! case that is not public yet its sentences; without those that public texts have as well.

use std::sync::atomic::{AtomicBool, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rayon::prelude::*;

use super::Masks;
use crate::dataset::cases::Naming;
use crate::dataset::ledger::Book;
use crate::dataset::{Case, Dataset};
use crate::diagnostic::Place;

/// The most characters of a case on either side of a name that are looked for with it, and the fewest that are
/// nobody else's.
const AROUND: usize = 10;
const FEWEST_AROUND: usize = 4;
/// The fewest characters of a sentence that is nobody else's.
const SENTENCE: usize = 12;
/// Marks of Markdown, which no output has.
const MARKS: &str = "*_`#[]";

/// A part of a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) text: String,
    /// Where in it stands what is looked for first: the name without the place it begins with, since that is in every line,
    /// and the rest of it hardly anywhere.
    pub(super) rare_at: usize,
}

impl Stretch {
    /// A name, looked for from its beginning.
    pub(super) fn name(text: &str) -> Self {
        Self { text: text.trim().to_owned(), rare_at: 0 }
    }

    /// A firm's name with or without what follows, or a sentence.
    pub(super) fn long(text: String) -> Self {
        Self { rare_at: place_in(&text), text }
    }
}

/// The stretches of a case that have a name it masks, each with what stands before or after the name in its clause.
///
/// `执法组检查甲矿业有限公司所属甲铁矿` gives `执法组检查甲矿业有限公司` and `甲矿业有限公司所属甲铁矿`: wherever a text of the
/// case gets out unmasked, cut short or not, one of them is in it.
pub(super) fn fragments(case: &Case, masks: &Masks, dataset: &Dataset) -> Vec<Stretch> {
    let places: Vec<&str> = dataset.regions.all().iter().map(|region| region.name.as_str()).collect();
    let own = |before: &str| {
        let mut rest = before;
        while let Some(place) = places.iter().find(|place| !place.is_empty() && rest.ends_with(**place)) {
            rest = &rest[..rest.len() - place.len()];
        }
        rest.chars().count() >= FEWEST_AROUND
    };
    let plain: String = case.text().chars().filter(|c| !MARKS.contains(*c)).collect();
    let mut fragments = Vec::new();
    for text in [case.title.value.as_str(), &plain] {
        for span in masks.firms_in(text) {
            let before = around(text[..span.start].chars().rev()).chars().rev().collect::<String>();
            let after = around(text[span.end..].chars());
            let name = &text[span];
            if own(&before) {
                let rare_at = before.len() + place_in(name);
                fragments.push(Stretch { text: format!("{before}{name}"), rare_at });
            }
            if after.chars().count() >= FEWEST_AROUND {
                fragments.push(Stretch::long(format!("{name}{after}")));
            }
        }
    }
    fragments.sort_unstable();
    fragments.dedup();
    fragments
}

/// How many bytes of a firm's name its place has: 襄汾 of 襄汾某某矿业有限公司. Sentences begin alike as well.
pub(super) fn place_in(name: &str) -> usize {
    name.char_indices().nth(2).map_or(0, |(at, _)| at)
}

/// The characters up to the end of a clause; of a short one, over its end into the next: `甲矿业有限公司被罚。该公司长期超层`.
fn around(characters: impl Iterator<Item = char> + Clone) -> String {
    let goes_on = |c: &char| c.is_alphanumeric();
    let clause: String = characters.clone().take_while(goes_on).take(AROUND).collect();
    if clause.chars().count() >= FEWEST_AROUND {
        return clause;
    }
    let beyond: String = characters.take_while(|c| *c != '\n').take(AROUND).collect();
    beyond.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The sentences of a case that are long enough to be nobody else's: of one that is not public yet, none may get out,
/// whether it names somebody or not.
pub(super) fn sentences(case: &Case) -> Vec<Stretch> {
    let plain: String = case.text().chars().filter(|c| !MARKS.contains(*c)).collect();
    let sentences = plain.split(['。', '！', '？', '；', '\n']).map(str::trim);
    // What cites the law reads alike everywhere.
    let own = |sentence: &&str| sentence.chars().count() >= SENTENCE && !sentence.contains('《');
    sentences.filter(own).map(|sentence| Stretch::long(sentence.to_owned())).collect()
}

/// What is public by itself: cases that name their firms, hand-written pages, and what criteria are called.
pub(super) fn lawful(dataset: &Dataset, shown: impl Fn(&&Case) -> bool) -> String {
    let named = |case: &&Case| shown(case) && case.naming.value == Naming::Full;
    let cases = dataset.cases.iter().filter(named).flat_map(|case| [case.title.value.as_str(), case.text()]);
    let pages = dataset.pages.iter().map(|page| &page.file.text[page.body.clone()]);
    let criteria = dataset.criteria.iter().map(|criterion| criterion.title.as_str());
    cases.chain(pages).chain(criteria).collect::<Vec<_>>().join("\n")
}

/// Those stretches that no public text of the ledgers has: a notice may say what a case says.
pub(super) fn not_in_ledgers(
    mut stretches: Vec<(Stretch, Place)>,
    dataset: &Dataset,
) -> Vec<(Stretch, Place)> {
    // Every text of the ledgers is looked through.
    let patterns = stretches.iter().map(|(stretch, _)| &stretch.text);
    let finder = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(patterns);
    let Some(finder) = finder.ok().filter(|_| !stretches.is_empty()) else { return stretches };
    let ledger = &dataset.ledger;
    let found: Vec<AtomicBool> = stretches.iter().map(|_| AtomicBool::new(false)).collect();
    let told = |book: Book| {
        let columns = book.columns().iter().filter(|column| column.is_public() && column.holds.is_text());
        columns.map(move |column| (book, column))
    };
    for (book, column) in Book::ALL.into_iter().flat_map(told) {
        (0..ledger.rows_of(book)).into_par_iter().for_each(|number| {
            let text = ledger.content(book.row(number), column).text().unwrap_or_default();
            for at in finder.find_overlapping_iter(text) {
                found[at.pattern().as_usize()].store(true, Ordering::Relaxed);
            }
        });
    }
    let mut found = found.into_iter().map(AtomicBool::into_inner);
    stretches.retain(|_| !found.next().unwrap_or_default());
    stretches
}
