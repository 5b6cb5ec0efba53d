//! What the search finds: an entry for each thing that has a page.
//!
//! In: the dataset and what is planned; out: a flat list, cut into blocks, from which `render` makes
//! the index. Only what is published stands here: names and words that pages show anyway.

use std::ops::Range;

use pulldown_cmark::Event;
use rayon::prelude::*;

use super::{Item, PageKind, Plan, SECTIONS, WOVEN, address, text_of};
use crate::dataset::{Period, PeriodAt, RegionAt};
use crate::figures::MeasureAt;
use crate::limits;
use crate::published::{PagePart, PageText, Public, PublicCase, Published};

/// Something a reader may look for.
#[derive(Debug, Clone)]
pub struct SearchEntry {
    /// Its name; of a `section` the key of the theme's string.
    pub title: String,
    /// Further words it is found by, as its page shows them.
    pub text: String,
    /// The address of its page.
    pub address: String,
    /// What it is: the theme's string `search_kind_<kind>`. A `region` has a page for each period
    /// below its address, or for those its text names.
    pub kind: &'static str,
}

/// Everything that can be found, the most looked for first: where many match, the first are shown.
fn entries(dataset: &Public, figures: &Published, plan: &Plan) -> Vec<SearchEntry> {
    let mut entries = Vec::with_capacity(plan.items().len());
    let is_planned = |head: &Item| plan.items().iter().any(|(_, planned)| planned == head);
    let planned = SECTIONS.iter().map(|section| &section.head).filter(|head| is_planned(head));
    entries.extend(planned.map(|head| section(dataset, figures, dataset.texts(), head)));
    entries.extend(pages(dataset, dataset.texts()));
    entries.extend(figures.periods().map(|at| period(dataset, at)));
    entries.extend(dataset.regions().each().map(|(at, _)| region(dataset, figures, at)));
    entries.extend(dataset.exposed().into_iter().filter_map(|case| exposed(dataset, case)));
    let rows = plan.items().par_iter().filter_map(|(address, item)| of_ledger(dataset, address, item));
    entries.par_extend(rows);
    entries
}

/// A page that is found by itself, as what the table of pages says.
fn entry(dataset: &Public, item: &Item, title: String, text: String) -> SearchEntry {
    let kind = PageKind::of(item).and_then(|kind| kind.found_as).expect("it is found by itself");
    SearchEntry { title, text, address: address(dataset, item), kind }
}

/// A case that is public, as its page tells it.
fn exposed(dataset: &Public, case: &PublicCase) -> Option<SearchEntry> {
    let shown = case.shown.as_ref()?;
    Some(entry(dataset, &Item::Case(case.index), shown.title.clone(), shown.summary.clone()))
}

/// A row of the ledgers that has a page, in the words that page shows.
fn of_ledger(dataset: &Public, address: &str, item: &Item) -> Option<SearchEntry> {
    let kind = PageKind::of(item).filter(PageKind::is_of_ledger)?.found_as?;
    let (title, text) = row(dataset, item)?;
    Some(SearchEntry { title, text, address: address.to_owned(), kind })
}

/// What a row is called, and further words it is found by.
fn row(dataset: &Public, item: &Item) -> Option<(String, String)> {
    let region = |index: RegionAt| dataset.regions().all()[index].name.as_str();
    if let Item::Hazard(index) = *item {
        let hazard = dataset.hazard(index);
        // Of one that was none nothing is told.
        let told = hazard.told?;
        let facility = dataset.facility(told.facility);
        return Some((told.description.to_owned(), format!("{} {}", hazard.id, facility.name)));
    }
    if let Item::Facility(index) = *item {
        let facility = dataset.facility(index);
        return Some((facility.name.to_owned(), format!("{} {}", facility.id, region(facility.region))));
    }
    if let Item::Enterprise(index) = *item {
        let enterprise = dataset.enterprise(index);
        return Some((
            enterprise.name.to_owned(),
            format!("{} {}", enterprise.id, region(enterprise.region)),
        ));
    }
    let Item::Criterion(at) = *item else { return None };
    let criterion = at.of(dataset.criteria());
    Some((criterion.title.clone(), criterion.code.clone()))
}

/// The pages of hand-written text that stand at an address of their own.
fn pages<'d>(dataset: &'d Public, texts: &'d [PageText]) -> impl Iterator<Item = SearchEntry> + 'd {
    let own = dataset.pages().iter().enumerate().filter(|(_, page)| !WOVEN.contains(&page.slug.as_str()));
    own.map(|(index, page)| {
        let text = format!("{} {}", page.description.as_deref().unwrap_or_default(), words(&texts[index]));
        entry(dataset, &Item::Text(index), page.title.clone(), text)
    })
}

/// A column, with the text that is woven into it, and the measures where they are defined.
fn section(dataset: &Public, figures: &Published, texts: &[PageText], head: &Item) -> SearchEntry {
    let mut text = text_of(head, dataset).map(|page| words(&texts[page])).unwrap_or_default();
    if *head == Item::About {
        let told = MeasureAt::each(figures.measures()).filter(|(index, _)| figures.is_told(*index));
        let measures = told.map(|(_, measure)| measure).filter(|measure| !measure.is_by_criterion());
        text.extend(measures.flat_map(|measure| [" ", measure.title.as_str()]));
    }
    let title = PageKind::of(head).map(|kind| kind.section.to_owned()).expect("a page heads a column");
    SearchEntry { title, text, address: address(dataset, head), kind: "section" }
}

fn period(dataset: &Public, index: PeriodAt) -> SearchEntry {
    let at = &dataset.campaign().periods[index];
    let text = format!("{} {} {}", period_names(dataset, at)[0], at.from, at.to);
    entry(dataset, &Item::Period(index), at.id.clone(), text)
}

/// What a period is called besides its id, the fullest name first.
#[must_use]
pub fn period_names(dataset: &Public, period: &Period) -> [String; 2] {
    let in_words = |zh: &str, en: &str| {
        period.month.format(if dataset.settings().in_english() { en } else { zh }).to_string()
    };
    [in_words("%Y年%-m月", "%B %Y"), in_words("%-m月", "%B")]
}

fn region(dataset: &Public, figures: &Published, index: RegionAt) -> SearchEntry {
    let of = &dataset.regions().all()[index];
    let english = dataset.settings().in_english();
    let kind = if english { of.kind.code().replace('_', " ") } else { of.kind.title().to_owned() };
    let above = of.parent.map_or("", |parent| dataset.regions().all()[parent].name.as_str());
    let mut text = format!("{} {kind} {above}", of.code);
    // One that was not always there names its months; any other has all.
    if of.since.or(of.until).is_some() {
        let months = figures.periods().filter(|period| dataset.is_there(index, *period));
        months.for_each(|period| text = format!("{text} {}", dataset.campaign().periods[period].id));
    }
    let entry = entry(dataset, &Item::Region(index), of.name.clone(), text);
    // One that does not report is a sum of others.
    if of.reports() { entry } else { SearchEntry { kind: "area", ..entry } }
}

/// A page's words, without its figures.
fn words(text: &PageText) -> String {
    let mut out = String::new();
    for part in &text.parts {
        match part {
            PagePart::Prose(events) => {
                for event in events {
                    match event {
                        Event::Text(text) | Event::Code(text) => out.push_str(text),
                        Event::SoftBreak | Event::HardBreak | Event::End(_) => out.push(' '),
                        _ => {}
                    }
                }
            }
            PagePart::Block(block) => out.extend([" ", block.title.as_deref().unwrap_or_default(), " "]),
            PagePart::Figure(_) => out.push('…'),
        }
    }
    out
}

/// All entries, cut into blocks a browser reads one by one.
#[derive(Debug, Default)]
pub struct Search {
    /// In the order of the blocks.
    pub entries: Vec<SearchEntry>,
    /// The entries of each block.
    pub blocks: Vec<Range<usize>>,
    /// How many files the words are spread over.
    pub shards: usize,
}

impl Search {
    /// Collects the entries of a site.
    #[must_use]
    pub fn of(dataset: &Public, figures: &Published, plan: &Plan) -> Self {
        Self::cut(entries(dataset, figures, plan))
    }

    /// Cuts entries into blocks of about [`limits::SEARCH_BLOCK`] bytes; a long text is divided.
    #[must_use]
    pub fn cut(entries: Vec<SearchEntry>) -> Self {
        let is_long = |entry: &SearchEntry| entry.text.len() > limits::SEARCH_BLOCK / 2;
        // Few sites have one, and a nation's entries take their time to move.
        let entries = if entries.iter().any(is_long) {
            entries
                .into_iter()
                .flat_map(|entry| if is_long(&entry) { pieces(&entry) } else { vec![entry] })
                .collect()
        } else {
            entries
        };
        let size = |entry: &SearchEntry| entry.title.len() + entry.text.len() + entry.address.len();
        let (mut blocks, mut begin, mut in_block, mut bytes) = (Vec::new(), 0, 0, 0);
        for (at, size) in entries.iter().map(size).enumerate() {
            if in_block > 0 && in_block + size > limits::SEARCH_BLOCK {
                blocks.push(begin..at);
                (begin, in_block) = (at, 0);
            }
            in_block += size;
            bytes += size;
        }
        if begin < entries.len() {
            blocks.push(begin..entries.len());
        }
        Self { entries, blocks, shards: bytes / limits::SEARCH_SHARD + 1 }
    }
}

/// An entry whose text is too long for a block as several, each with the title.
fn pieces(entry: &SearchEntry) -> Vec<SearchEntry> {
    let mut rest = entry.text.as_str();
    let mut pieces = Vec::new();
    while rest.len() > limits::SEARCH_BLOCK / 2 {
        let near = rest.floor_char_boundary(limits::SEARCH_BLOCK / 2);
        let at = rest[..near].rfind([' ', '。', '\n']).map_or(near, |at| rest.ceil_char_boundary(at + 1));
        pieces.push(SearchEntry { text: rest[..at].to_owned(), ..entry.clone() });
        rest = &rest[at..];
    }
    pieces.push(SearchEntry { text: rest.to_owned(), ..entry.clone() });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: String) -> SearchEntry {
        SearchEntry { title: "题".into(), text, address: "/a/".into(), kind: "page" }
    }

    #[test]
    fn blocks_hold_every_entry_once_and_stay_small() {
        let search = Search::cut((0..500).map(|at| entry("隐患".repeat(at % 97))).collect());
        let held: Vec<usize> = search.blocks.iter().flat_map(Clone::clone).collect();
        assert_eq!(held, (0..500).collect::<Vec<_>>());
        for block in &search.blocks {
            let bytes: usize = search.entries[block.clone()].iter().map(|entry| entry.text.len() + 6).sum();
            assert!(bytes <= limits::SEARCH_BLOCK, "{bytes}");
        }
    }

    #[test]
    fn a_long_text_is_divided_and_nothing_of_it_lost() {
        let text = (0..9_000).map(|at| format!("第{at}句。")).collect::<Vec<_>>().concat();
        let search = Search::cut(vec![entry(text.clone())]);
        assert!(search.blocks.len() > 3);
        assert_eq!(search.entries.iter().map(|entry| entry.text.as_str()).collect::<String>(), text);
        assert!(search.entries.iter().all(|entry| entry.text.ends_with('。')), "cut after sentences");
    }

    #[test]
    fn a_site_without_anything_has_no_block() {
        assert!(Search::cut(Vec::new()).blocks.is_empty());
    }
}
