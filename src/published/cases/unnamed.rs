//! Which names may stand nowhere on a day, and in which words they are no names.
//!
//! In: cases, ledgers, a day. Out: [`Unnamed`]s. A firm masked in one case may stand in the list of hazards, so not its name
//! is held back but every stretch of the case that has it (`stretches`), and of a case that is not public yet every sentence.
//! People are never named, whether their case is public or not, nor those that stand in a column of a ledger that is
//! never public, but for those the law requires; a case that is no longer public takes along its title, what it lists in `purge`, and its
//! enterprise where nothing else is public of it. A name may be part of a longer word that is none: any that `[privacy]
//! allow` lists, and for names of two characters, which stand in many, what is public by itself.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::stretches::{Stretch, fragments, lawful, not_in_ledgers, place_in, sentences};
use super::{Masks, NamedInCases, publication_of};
use crate::dataset::cases::Naming;
use crate::dataset::ledger::{EnterpriseAt, Facility};
use crate::dataset::publication::Visibility;
use crate::dataset::{Case, Dataset};
use crate::diagnostic::Place;
use crate::figures::Figures;
use crate::privacy::mask::{firms, persons};
use crate::privacy::{Forbidden, Unnamed};
use crate::published::ledger::{Openness, openness};

/// The fewest characters of a name that is looked for; one alone is in every other word.
const FEWEST: usize = 2;

/// The names of a day; `own` are the words of the program's own pages, in pieces.
fn unnamed(
    dataset: &Dataset,
    figures: &Figures,
    own: &[&str],
    kept_back: Vec<(String, Place)>,
) -> Vec<Unnamed> {
    if dataset.cases.is_empty() && kept_back.is_empty() {
        return Vec::new();
    }
    let day = figures.as_of();
    let shown = |case: &&Case| case.publication.visibility(day) == Visibility::Shown;
    let named: BTreeSet<&str> = dataset
        .cases
        .iter()
        .filter(shown)
        .flat_map(|case| case.named.iter().map(|person| person.name.value.as_str()))
        .collect();
    let (known, registry) = (known(dataset, figures), NamedInCases::of(dataset, day));
    // Two cases of one firm may read alike.
    let titles: BTreeSet<&str> = dataset
        .cases
        .iter()
        .filter(shown)
        .filter(|case| Masks::of(case, dataset, &registry).remains(&case.title.value).is_none())
        .map(|case| case.title.value.as_str())
        .collect();
    let elsewhere = lawful(dataset, shown);
    // Whatever their firms are called there: what a case says of the law, others say as well.
    let told: Vec<&str> = dataset.cases.iter().filter(shown).map(Case::text).collect();
    let (mut people, mut rest) = (Vec::<(String, Place)>::new(), Vec::<(Stretch, Place)>::new());
    let mut stretches = Vec::new();
    for case in &dataset.cases {
        let listed = case.persons.iter().chain(case.named.iter().map(|person| &person.name));
        let listed = listed.filter(|at| !persons::is_masked(&at.value) && !named.contains(at.value.as_str()));
        people.extend(listed.map(|at| (at.value.trim().to_owned(), case.place(&at.span))));
        let masks = if shown(&case) { Masks::of } else { Masks::all };
        let (masks, title) = (masks(case, dataset, &registry), case.title.value.as_str());
        let is_hidden = case.publication.visibility(day) == Visibility::Hidden;
        if !titles.contains(title) && (is_hidden || masks.remains(title).is_some()) {
            let firm = masks.firms_in(title).next();
            let rare_at = firm.map_or(0, |span| span.start + place_in(&title[span]));
            let whole = Stretch { text: title.to_owned(), rare_at };
            rest.push((whole, case.place(&case.title.span)));
        }
        let fragments = fragments(case, &masks, dataset);
        let sentences = is_hidden.then(|| sentences(case)).into_iter().flatten();
        let sentences = sentences.filter(|sentence| !told.iter().any(|text| text.contains(&sentence.text)));
        let own = fragments.into_iter().chain(sentences);
        let own = own.filter(|stretch| !elsewhere.contains(&stretch.text));
        stretches.extend(own.map(|fragment| (fragment, case.place(&case.naming.span))));
        if case.publication.visibility(day) == Visibility::Removed {
            rest.extend(of_removed(case, dataset, &known));
        }
    }
    people.extend(kept_back.into_iter().filter(|(name, _)| !named.contains(name.as_str())));
    people.retain(|(name, _)| is_long_enough(name));
    let allowed = &dataset.settings.privacy.allow;
    let within = |name: &str| allowed.iter().filter(|word| word.contains(name)).cloned().collect::<Vec<_>>();
    let short = people.iter().map(|(name, _)| name.as_str()).filter(|name| name.chars().count() == FEWEST);
    let mut longer = longer_words(&short.collect::<Vec<_>>(), dataset, &known, own);
    let people = people.into_iter().map(|(name, place)| {
        let mut words = within(&name);
        words.extend(longer.remove(&name).unwrap_or_default());
        Unnamed { within: words, name, place, rare_at: 0 }
    });
    let rest = rest.into_iter().chain(not_in_ledgers(stretches, dataset));
    let rest = rest.filter(|(stretch, _)| is_long_enough(&stretch.text));
    let rest = rest.map(|(Stretch { text: name, rare_at }, place)| Unnamed {
        within: within(&name),
        name,
        place,
        rare_at,
    });
    people.chain(rest).collect()
}

/// What may stand nowhere on a day; `own` are the texts the program's own pages are made of, and `kept_back` are people.
#[must_use]
pub fn forbidden(
    dataset: &Dataset,
    figures: &Figures,
    own: &[&str],
    kept_back: Vec<(String, Place)>,
) -> Forbidden {
    Forbidden::of(&unnamed(dataset, figures, own, kept_back))
}

/// The names that cases list, whatever the day: what no finding repeats, even of a site that does not stand. They are
/// asked for only then.
pub fn listed(dataset: &Dataset, kept_back: Vec<(String, Place)>) -> impl FnOnce() -> Forbidden + use<> {
    let names = all_listed(dataset, kept_back);
    move || Forbidden::of(&names)
}

/// The names that cases list, of people and of what goes with them, and people that ledgers keep back.
fn all_listed(dataset: &Dataset, kept_back: Vec<(String, Place)>) -> Vec<Unnamed> {
    let allowed = &dataset.settings.privacy.allow;
    let of_case = |case: &Case| {
        let names = case.persons.iter().chain(&case.purge).filter(|at| !persons::is_masked(&at.value));
        let names = names.map(|at| (at.value.trim().to_owned(), case.place(&at.span)));
        names.collect::<Vec<_>>()
    };
    let names = dataset.cases.iter().flat_map(of_case).chain(kept_back);
    let names = names.filter(|(name, _)| is_long_enough(name));
    names
        .map(|(name, place)| {
            let within = allowed.iter().filter(|word| word.contains(&name)).cloned().collect();
            Unnamed { name, place, within, rare_at: 0 }
        })
        .collect()
}

fn is_long_enough(name: &str) -> bool {
    name.chars().nth(FEWEST - 1).is_some()
}

/// Of each short name the words that are public by themselves and longer: places, firms with their mines, and the
/// words of our own pages.
fn longer_words(
    names: &[&str],
    dataset: &Dataset,
    known: &BTreeSet<EnterpriseAt>,
    own: &[&str],
) -> BTreeMap<String, Vec<String>> {
    let mut longer: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // Names begin with common characters: a look ahead for rare bytes would stop at every line.
    let finder = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(names);
    let Some(finder) = finder.ok().filter(|_| !names.is_empty()) else { return longer };
    let ledger = &dataset.ledger;
    let regions = dataset.regions.all().iter().map(|region| region.name.as_str());
    let firms = ledger.enterprises.iter().filter(|(index, _)| known.contains(index)).flat_map(|(_, row)| {
        std::iter::once(ledger.enterprises.text(row, row.name)).chain(ledger.enterprises.former_names(row))
    });
    let facilities = ledger.facilities.rows().iter().map(|row| ledger.facilities.text(row, row.name));
    let mut add = |name: &str, word: &str| {
        if word.len() > name.len() {
            longer.entry(name.to_owned()).or_default().push(word.to_owned());
        }
    };
    for word in regions.chain(firms).chain(facilities) {
        for at in finder.find_overlapping_iter(word) {
            add(names[at.pattern().as_usize()], word);
        }
    }
    for text in own {
        let in_it: BTreeSet<usize> =
            finder.find_overlapping_iter(text).map(|at| at.pattern().as_usize()).collect();
        for name in in_it.into_iter().map(|at| names[at]) {
            pieces_around(text, name).for_each(|piece| add(name, piece));
        }
    }
    for words in longer.values_mut() {
        words.sort_unstable();
        words.dedup();
    }
    longer
}

/// The pieces of a template or a table of strings that a name stands in, between the marks of either.
fn pieces_around<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    const MARKS: [char; 8] = ['"', '\n', '{', '}', '<', '>', '\\', '#'];
    text.match_indices(name).filter_map(move |(at, _)| {
        let start = text[..at].rfind(MARKS).map_or(0, |mark| mark + 1);
        let end = text[at..].find(MARKS).map_or(text.len(), |mark| at + mark);
        let piece = text[start..end].trim();
        (piece.len() > name.len()).then_some(piece)
    })
}

/// Enterprises of which nothing is public once their cases are not: they have no page and stand in no list.
#[must_use]
pub fn purged(dataset: &Dataset, figures: &Figures) -> BTreeSet<EnterpriseAt> {
    let removed = dataset
        .cases
        .iter()
        .filter(|case| case.publication.visibility(figures.as_of()) == Visibility::Removed);
    let mut purged: BTreeSet<EnterpriseAt> =
        removed.filter_map(|case| case.enterprise.as_ref().map(|at| at.value)).collect();
    if !purged.is_empty() {
        let known = known(dataset, figures);
        purged.retain(|index| !known.contains(index));
    }
    purged
}

/// What may stand nowhere once a case is not public: what it says itself, and its enterprise where nothing else is
/// known of it, in full and in short.
fn of_removed(case: &Case, dataset: &Dataset, known: &BTreeSet<EnterpriseAt>) -> Vec<(Stretch, Place)> {
    let purged = case.purge.iter().map(|at| (Stretch::name(&at.value), case.place(&at.span)));
    let mut names: Vec<(Stretch, Place)> = purged.collect();
    if let Some(enterprise) = case.enterprise.as_ref().filter(|at| !known.contains(&at.value)) {
        let ledger = &dataset.ledger.enterprises;
        let row = ledger.get(enterprise.value);
        for name in std::iter::once(ledger.text(row, row.name)).chain(ledger.former_names(row)) {
            let short = firms::shortened(name, &dataset.regions);
            let all = std::iter::once(name.to_owned()).chain(short);
            names.extend(all.map(|name| (Stretch::long(name), case.place(&enterprise.span))));
        }
    }
    names
}

/// Enterprises that are public by something else on that day: a facility that is listed, a penalty, a notice, another
/// case.
fn known(dataset: &Dataset, figures: &Figures) -> BTreeSet<EnterpriseAt> {
    let day = figures.as_of();
    let ledger = &dataset.ledger;
    let owners = ledger.facilities.rows().iter().flat_map(Facility::owners);
    let penalised = ledger.decisions.rows().iter().filter(|row| {
        openness(row, day) == Openness::Public && publication_of(row).visibility(day) == Visibility::Shown
    });
    let noticed = ledger.notices.rows().iter().filter(|row| row.is_public(day));
    let cases = dataset.cases.iter().filter(|case| {
        case.naming.value == Naming::Full && case.publication.visibility(day) == Visibility::Shown
    });
    owners
        .chain(penalised.filter_map(|row| row.enterprise))
        .chain(noticed.filter_map(|row| row.enterprise))
        .chain(cases.filter_map(|case| case.enterprise.as_ref().map(|at| at.value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_our_own_pages_is_longer_than_the_name_in_it() {
        let strings = "hours = \"高峰期每日 {n} 次\"\npeak = \"高峰\"\n# 高峰\n";
        assert_eq!(pieces_around(strings, "高峰").collect::<Vec<_>>(), ["高峰期每日"]);
    }
}
