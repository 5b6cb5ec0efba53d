//! Names that may stand in no output: looked for in every byte before anything is written.
//!
//! In: cases and a day. Out: a finder over bytes. A name is forbidden where somebody was to be masked, or where a
//! case is no longer public; an enterprise stays where another record of it is still public.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;

use super::{Masks, Registry, persons, publication_of};
use crate::dataset::cases::Naming;
use crate::dataset::ledger::Index;
use crate::dataset::publication::Visibility;
use crate::dataset::{Case, Dataset};
use crate::diagnostic::{Code, Finding, Place};
use crate::figures::Figures;
use crate::say;

/// Up to how many names looking for one after another is quicker than for all at once.
const FEW: usize = 32;

/// What may stand nowhere, and which case says so.
#[derive(Debug)]
pub struct Forbidden {
    finder: Option<AhoCorasick>,
    /// Each name by itself, where they are few: 0.03 ms a MB and name, against 1.1 ms a MB for all at once.
    few: Vec<Finder<'static>>,
    /// Where each name is written, by the number of its pattern.
    places: Vec<Place>,
    longest: usize,
}

impl Forbidden {
    /// The names of a day.
    #[must_use]
    pub fn of(dataset: &Dataset, figures: &Figures) -> Self {
        let day = figures.as_of();
        let named: BTreeSet<&str> = dataset
            .cases
            .iter()
            .filter(|case| case.publication.visibility(day) == Visibility::Shown)
            .flat_map(|case| case.named.iter().map(|person| person.name.value.as_str()))
            .collect();
        let (known, registry) = (known(dataset, figures), Registry::of(dataset));
        // Two cases of one firm may read alike.
        let titles: BTreeSet<&str> = dataset
            .cases
            .iter()
            .filter(|case| {
                let shown = case.publication.visibility(day) == Visibility::Shown;
                shown && Masks::of(case, dataset, &registry).remains(&case.title.value).is_none()
            })
            .map(|case| case.title.value.as_str())
            .collect();
        let mut all: Vec<(String, Place)> = Vec::new();
        for case in &dataset.cases {
            let people = case.persons.iter().chain(case.named.iter().map(|person| &person.name));
            let people =
                people.filter(|at| !persons::is_masked(&at.value) && !named.contains(at.value.as_str()));
            // Two characters stand in too many words: 王明 in 王明显.
            let people = people.filter(|at| at.value.chars().count() > 2);
            all.extend(people.map(|at| (at.value.clone(), case.place(&at.span))));
            let shown = case.publication.visibility(day) == Visibility::Shown;
            let masks = if shown { Masks::of } else { Masks::all };
            let title = case.title.value.as_str();
            if !titles.contains(title) && masks(case, dataset, &registry).remains(title).is_some() {
                all.push((case.title.value.clone(), case.place(&case.title.span)));
            }
            if case.publication.visibility(day) == Visibility::Removed {
                all.extend(of_removed(case, dataset, &known));
            }
        }
        Self::new(&all)
    }

    fn new(names: &[(String, Place)]) -> Self {
        let forms: Vec<(String, &Place)> =
            names.iter().flat_map(|(name, place)| [(name.clone(), place), (encoded(name), place)]).collect();
        let finder = AhoCorasick::new(forms.iter().map(|(form, _)| form)).ok().filter(|_| !forms.is_empty());
        let few = forms.iter().map(|(form, _)| Finder::new(form).into_owned());
        let few = if forms.len() <= FEW { few.collect() } else { Vec::new() };
        Self {
            finder,
            few,
            longest: forms.iter().map(|(form, _)| form.len()).max().unwrap_or_default(),
            places: forms.into_iter().map(|(_, place)| place.clone()).collect(),
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.finder.is_none()
    }

    /// What stands in a file that may not, the first of it.
    #[must_use]
    pub fn look(&self, address: &str, bytes: &[u8]) -> Option<Finding> {
        let finder = self.finder.as_ref()?;
        let may_stand = self.few.is_empty() || self.few.iter().any(|name| name.find(bytes).is_some());
        let at = may_stand.then(|| finder.find(bytes)).flatten();
        let line = at.map_or(0, |at| memchr::memchr_iter(b'\n', &bytes[..at.start()]).count() + 1);
        let at = at.or_else(|| finder.find(address))?;
        // The address is not to repeat it either.
        let address = finder.replace_all(address, &vec!["***"; self.places.len()]);
        let place = self.places[at.pattern().as_usize()].clone();
        Some(
            Finding::new(
                Code::NameRemains,
                place,
                say!(
                    "这里的名字还在输出的 `{address}` 第 {line} 行",
                    "the name here still stands in `{address}` of the output, line {line}"
                ),
            )
            .help(say!(
                "从这个页面所据的文件里删去；照片、附件也要换掉",
                "remove it from the file that page is made of; pictures and attachments too"
            )),
        )
    }
}

/// Enterprises of which nothing is public once their cases are not: they have no page and stand in no list.
#[must_use]
pub fn purged(dataset: &Dataset, figures: &Figures) -> BTreeSet<Index> {
    let removed = dataset
        .cases
        .iter()
        .filter(|case| case.publication.visibility(figures.as_of()) == Visibility::Removed);
    let mut purged: BTreeSet<Index> =
        removed.filter_map(|case| case.enterprise.as_ref().map(|at| at.value)).collect();
    if !purged.is_empty() {
        let known = known(dataset, figures);
        purged.retain(|index| !known.contains(index));
    }
    purged
}

/// A file that comes in pieces, looked at as they pass: a name may lie over the seam of two.
#[derive(Debug)]
pub struct Watch<'f> {
    forbidden: &'f Forbidden,
    address: &'f str,
    seam: Vec<u8>,
    found: Option<Finding>,
}

impl<'f> Watch<'f> {
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

/// What may stand nowhere once a case is not public: what it says itself, and its enterprise where nothing else is
/// known of it.
fn of_removed(case: &Case, dataset: &Dataset, known: &BTreeSet<Index>) -> Vec<(String, Place)> {
    let purged = case.purge.iter().map(|at| (at.value.clone(), case.place(&at.span)));
    let mut names: Vec<(String, Place)> = purged.collect();
    if let Some(enterprise) = case.enterprise.as_ref().filter(|at| !known.contains(&at.value)) {
        let ledger = &dataset.ledger.enterprises;
        let row = ledger.get(enterprise.value);
        let all = std::iter::once(ledger.text(row, row.name)).chain(ledger.former_names(row));
        names.extend(all.map(|name| (name.to_owned(), case.place(&enterprise.span))));
    }
    names.retain(|(name, _)| name.chars().count() > 2);
    names
}

/// Enterprises that are public by something else: a facility that is listed, a penalty, a notice, another case.
fn known(dataset: &Dataset, figures: &Figures) -> BTreeSet<Index> {
    let day = figures.as_of();
    let ledger = &dataset.ledger;
    let shown = |visibility| visibility == Visibility::Shown;
    let owners = ledger.facilities.rows().iter().filter_map(|row| row.enterprise);
    let penalised = ledger.decisions.rows().iter().filter(|row| shown(publication_of(row).visibility(day)));
    let noticed = ledger.notices.rows().iter().filter_map(|row| row.enterprise);
    let cases = dataset
        .cases
        .iter()
        .filter(|case| case.naming.value == Naming::Full && shown(case.publication.visibility(day)));
    owners
        .chain(penalised.filter_map(|row| row.enterprise))
        .chain(noticed)
        .chain(cases.filter_map(|case| case.enterprise.as_ref().map(|at| at.value)))
        .collect()
}

/// As it stands in the address of a link.
fn encoded(name: &str) -> String {
    name.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
