//! What a case must not show, and what stands in its place.
//!
//! In: a case and the ledger. Out: [`Masks`] over its words, and whether one of them is still there.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use chrono::NaiveDate;
use pulldown_cmark::{CowStr, Event, Tag};

use crate::dataset::cases::Naming;
use crate::dataset::publication::Visibility;
use crate::dataset::{Case, Dataset};
use crate::privacy::forbid::apart;
use crate::privacy::mask::{firms, persons};
use crate::published::{PagePart, PageText};

/// The enterprises and facilities of the ledgers that masked cases name.
#[derive(Debug)]
pub struct NamedInCases {
    finder: Option<AhoCorasick>,
    names: Vec<String>,
}

impl NamedInCases {
    /// All names of the ledger that stand in a case in which firms are masked that day.
    #[must_use]
    pub fn of(dataset: &Dataset, day: NaiveDate) -> Self {
        let masks = |case: &&Case| {
            case.naming.value == Naming::Masked || case.publication.visibility(day) == Visibility::Removed
        };
        let texts = NameTexts::of(dataset.cases.iter().filter(masks).map(whole_text).collect());
        let ledger = &dataset.ledger;
        let enterprises = ledger.enterprises.rows().iter().flat_map(|row| {
            let name = ledger.enterprises.text(row, row.name);
            std::iter::once(name).chain(ledger.enterprises.former_names(row))
        });
        let facilities = ledger.facilities.rows().iter().map(|row| ledger.facilities.text(row, row.name));
        let all = enterprises.chain(facilities);
        let mut names: Vec<String> = all.filter(|name| texts.have(name)).map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        Self { finder: finder(&names), names }
    }

    fn named_in<'n>(&'n self, text: &str) -> Vec<&'n str> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut found: Vec<&str> = Vec::new();
        for at in finder.find_iter(text) {
            let name = self.names[at.pattern().as_usize()].as_str();
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }
}

/// Some texts, and the pairs of characters in them: of a nation's names hardly any stands there, and a pair or two
/// tells so.
struct NameTexts {
    texts: Vec<String>,
    pairs: HashSet<[char; 2]>,
}

impl NameTexts {
    fn of(texts: Vec<String>) -> Self {
        let pairs = texts.iter().flat_map(|text| pairs(text)).collect();
        Self { texts, pairs }
    }

    fn have(&self, name: &str) -> bool {
        pairs(name).all(|pair| self.pairs.contains(&pair))
            && self.texts.iter().any(|text| text.contains(name))
    }
}

fn pairs(text: &str) -> impl Iterator<Item = [char; 2]> {
    text.chars().zip(text.chars().skip(1)).map(|(one, next)| [one, next])
}

/// All that a case says, its reasons too.
fn whole_text(case: &Case) -> String {
    let reasons = case.history.iter().map(|entry| entry.why.as_str());
    [case.title.value.as_str(), case.text()].into_iter().chain(reasons).collect::<Vec<_>>().join("\n")
}

/// The longest name that begins somewhere wins; an empty list finds nothing.
fn finder(names: &[impl AsRef<[u8]>]) -> Option<AhoCorasick> {
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names);
    (!names.is_empty()).then_some(builder.ok()).flatten()
}

/// Names, and what stands in their place.
#[derive(Debug)]
pub struct Masks {
    finder: Option<AhoCorasick>,
    names: Vec<String>,
    /// How many of them are people's; firms' follow.
    people: usize,
    stand_ins: Vec<String>,
}

impl Masks {
    /// What a case shows as long as it is public: people never, its enterprise by `naming`.
    #[must_use]
    pub fn of(case: &Case, dataset: &Dataset, registry: &NamedInCases) -> Self {
        Self::new(case, dataset, registry, case.naming.value == Naming::Masked)
    }

    /// What is left of it once it is not: no name at all.
    #[must_use]
    pub fn all(case: &Case, dataset: &Dataset, registry: &NamedInCases) -> Self {
        Self::new(case, dataset, registry, true)
    }

    fn new(case: &Case, dataset: &Dataset, registry: &NamedInCases, firms_too: bool) -> Self {
        let text = whole_text(case);
        let by_place = |mut names: Vec<String>| {
            names.sort_by_key(|name| text.find(name.as_str()).unwrap_or(usize::MAX));
            names
        };
        let people = case.persons.iter().map(|at| at.value.trim().to_owned());
        let people = by_place(people.filter(|name| !name.is_empty() && !persons::is_masked(name)).collect());
        let borrowed: Vec<&str> = people.iter().map(String::as_str).collect();
        let mut stand_ins = persons::masks(&borrowed);
        let mut names = people;
        for at in 0..names.len() {
            for space in ['\u{3000}', ' '] {
                let spaced = apart(&names[at], space);
                if spaced != names[at] {
                    names.push(spaced);
                    stand_ins.push(stand_ins[at].clone());
                }
            }
        }
        let people = names.len();
        if firms_too {
            let own = own_names(case, dataset);
            let mut firms: Vec<String> = registry.named_in(&text).into_iter().map(str::to_owned).collect();
            firms.extend(own.into_iter().filter(|name| text.contains(name.as_str())));
            let mut firms = by_place(firms);
            firms.dedup();
            let borrowed: Vec<&str> = firms.iter().map(String::as_str).collect();
            stand_ins.extend(firms::masks(&borrowed));
            names.extend(firms);
        }
        Self { finder: finder(&names), names, people, stand_ins }
    }

    /// The text with each name masked.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let Some(finder) = &self.finder else { return text.to_owned() };
        finder.replace_all(text, &self.stand_ins)
    }

    /// A name that is still there.
    #[must_use]
    pub fn remains(&self, text: &str) -> Option<&str> {
        let at = self.finder.as_ref()?.find(text)?;
        Some(self.names[at.pattern().as_usize()].as_str())
    }

    /// Where a text names firms and facilities that are masked.
    pub(super) fn firms_in<'m>(&'m self, text: &'m str) -> impl Iterator<Item = Range<usize>> + 'm {
        let found = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        found.filter(|at| at.pattern().as_usize() >= self.people).map(|at| at.range())
    }

    /// A page's text with each name masked; the second value is one that could not be: it is broken up by
    /// marks, or part of a link.
    #[must_use]
    pub fn over(&self, text: PageText) -> (PageText, Option<&str>) {
        let mut left = None;
        let parts = text.parts.into_iter().map(|part| match part {
            PagePart::Prose(events) => {
                let events: Vec<_> = joined(events).into_iter().map(|event| self.event(event)).collect();
                left = left.or_else(|| self.remains(&words(&events)));
                PagePart::Prose(events)
            }
            PagePart::Figure(_) | PagePart::Block(_) => part,
        });
        let parts = parts.collect();
        (PageText { parts }, left)
    }

    fn event(&self, event: Event<'static>) -> Event<'static> {
        let masked = |text: &CowStr| CowStr::from(self.apply(text));
        match &event {
            Event::Text(text) => Event::Text(masked(text)),
            Event::Code(text) => Event::Code(masked(text)),
            _ => event,
        }
    }
}

/// The enterprise's names, and what is left of them without the form of the firm.
fn own_names(case: &Case, dataset: &Dataset) -> Vec<String> {
    let ledger = &dataset.ledger;
    let Some(enterprise) = &case.enterprise else { return Vec::new() };
    let row = ledger.enterprises.get(enterprise.value);
    let full =
        std::iter::once(ledger.enterprises.text(row, row.name)).chain(ledger.enterprises.former_names(row));
    let mut names: Vec<String> = full.map(str::to_owned).collect();
    let short: Vec<String> = names.iter().flat_map(|name| firms::shortened(name, &dataset.regions)).collect();
    names.extend(short);
    names
}

/// Texts that follow each other in one piece: a parser may cut anywhere.
fn joined(events: Vec<Event<'static>>) -> Vec<Event<'static>> {
    let mut joined: Vec<Event<'static>> = Vec::with_capacity(events.len());
    for event in events {
        match (joined.last_mut(), event) {
            (Some(Event::Text(last)), Event::Text(text)) => *last = CowStr::from(format!("{last}{text}")),
            (_, event) => joined.push(event),
        }
    }
    joined
}

/// All that a stretch of prose says, without its marks, links' addresses at the end.
fn words(events: &[Event]) -> String {
    let (mut words, mut links) = (String::new(), String::new());
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(text);
            }
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                for text in [dest_url, title] {
                    links.push('\n');
                    links.push_str(&super::decoded(text));
                }
            }
            // A name does not go over the end of a paragraph, but may over that of an emphasis.
            Event::End(end) if !is_inline(*end) => words.push('\n'),
            _ => {}
        }
    }
    words + &links
}

fn is_inline(end: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd;
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
