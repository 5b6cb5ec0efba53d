//! Whose an office is, and what it is called: by the names of regions, and by what the ledgers call most of them.
//!
//! In: the names in `data/regions.csv`, the offices of the ledgers. Out: what is wrong with an office in the ledger of a region.

use hashbrown::HashMap;

use crate::dataset::ledger::Ledger;
use crate::dataset::{Region, RegionAt, RegionKind, Regions};
use crate::diagnostic::Say;
use crate::parse::scalar::folded;
use crate::say;

/// What offices are called is usual where so many times more rows have it.
const USUAL: usize = 10;
/// What a county's, district's or city's name ends with, which offices leave out: 甲石应急管理局.
pub(super) const ENDINGS: [char; 4] = ['县', '区', '市', '旗'];
/// What makes of a name that of a place below a county: 甲石镇人民政府.
const BELOW: [char; 4] = ['镇', '乡', '街', '村'];
/// What a word before 县 has that is no name: 市派驻县工作组, 各县.
const NO_NAME: [char; 11] = ['驻', '派', '跨', '两', '各', '本', '该', '某', '全', '邻', '外'];
/// What follows 县 where it is no place: 县级, 县域.
const NO_PLACE: [char; 3] = ['级', '域', '区'];

/// The names of regions, in the ways offices have them.
pub(super) struct PlaceNames<'d> {
    regions: &'d Regions,
    /// By full name, folded; several cities may have a county of one name.
    by_name: HashMap<String, Vec<RegionAt>>,
    /// By name without its ending.
    by_stem: HashMap<String, Vec<RegionAt>>,
    /// Characters of the longest.
    longest: usize,
    /// What offices are called after the name of their place, and how many rows have it: 应急管理局.
    called: HashMap<String, usize>,
}

impl<'d> PlaceNames<'d> {
    pub(super) fn of(regions: &'d Regions) -> Self {
        let mut known = Self {
            regions,
            by_name: HashMap::new(),
            by_stem: HashMap::new(),
            longest: 0,
            called: HashMap::new(),
        };
        for (at, region) in regions
            .each()
            .filter(|(_, region)| region.kind != RegionKind::Bureau && region.name != region.code)
        {
            let name = folded(&region.name);
            known.longest = known.longest.max(name.chars().count());
            let stem = name.strip_suffix(ENDINGS).filter(|stem| stem.chars().count() > 1);
            if let Some(stem) = stem.filter(|_| region.kind != RegionKind::City) {
                known.by_stem.entry(stem.to_owned()).or_default().push(at);
            }
            known.by_name.entry(name).or_default().push(at);
        }
        known
    }

    /// The same, with what offices are called in the ledgers.
    pub(super) fn with_offices(mut self, ledger: &Ledger) -> Self {
        let mut rows: HashMap<&str, usize> = HashMap::new();
        let (decisions, inspections) = (&ledger.decisions, &ledger.inspections);
        let decided = decisions.rows().iter().map(|row| decisions.text(row, row.authority));
        let inspected = inspections.rows().iter().map(|row| inspections.text(row, row.organ));
        let reviewed = ledger.hazards.rows().iter().map(|row| ledger.hazards.text(row, row.reviewed_by));
        decided.chain(inspected).chain(reviewed).for_each(|office| *rows.entry(office).or_default() += 1);
        for (office, count) in rows {
            if let Some(called) = self.called_in(&folded(office)).map(str::to_owned) {
                *self.called.entry(called).or_default() += count;
            }
        }
        self
    }

    /// What an office is called after the name of a place that is known.
    fn called_in<'o>(&self, office: &'o str) -> Option<&'o str> {
        let (length, _) = self.longest_at(office)?;
        Some(&office[length..]).filter(|called| called.chars().count() > 2)
    }

    /// What an office is probably called, where it is called so nearly nowhere and another way nearly everywhere:
    /// 应急管理局 for 应急管里局.
    fn meant(&self, office: &str) -> Option<&str> {
        let called = self.called_in(office)?;
        let count = *self.called.get(called).unwrap_or(&0);
        let is_usual = |(other, many): &(&String, &usize)| {
            other.as_str() != called && **many > USUAL * count.max(1) && is_a_slip(other, called)
        };
        let usual = self.called.iter().filter(is_usual);
        usual.max_by_key(|(other, many)| (**many, other.as_str())).map(|(other, _)| other.as_str())
    }

    /// What is wrong with an office in the ledger of a region.
    pub(super) fn misfit(&self, id: &str, office: &str, region: RegionAt) -> Option<Say> {
        let own = &self.regions.all()[region];
        let here = &own.name;
        if office.is_empty() {
            return Some(say!("提示：`{id}` 没有写机关", "a hint: `{id}` names no office"));
        }
        let Some(elsewhere) = self.place_of(&folded(office), region) else {
            return self.meant(&folded(office)).map(|meant| {
                say!(
                    "提示：`{id}` 的机关“{office}”，别处都叫“{meant}”",
                    "a hint: the office of `{id}` is `{office}`; elsewhere they are called `{meant}`"
                )
            });
        };
        match elsewhere {
            Elsewhere::Region(other) => {
                let (there, code) = (&other.name, &other.code);
                Some(say!(
                    "提示：`{id}` 的机关是{there}（`{code}`）的，这是{here}的台账",
                    "a hint: the office of `{id}` is that of {there} (`{code}`), this is the ledger of {here}"
                ))
            }
            Elsewhere::Unknown(there) => Some(say!(
                "提示：`{id}` 的机关写的是“{there}”，这是{here}的台账",
                "a hint: the office of `{id}` is that of {there}, this is the ledger of {here}"
            )),
        }
    }

    /// What is wrong with what a number of a document begins with, in the ledger of a region: 乙应急罚 in that of 甲县.
    pub(super) fn misfit_of_number(&self, id: &str, series: &str, region: RegionAt) -> Option<Say> {
        let series = folded(series);
        let mut at = Some(region);
        while let Some(own) = at.map(|at| &self.regions.all()[at]) {
            let name = folded(&own.name);
            if series.contains(name.strip_suffix(ENDINGS).unwrap_or(&name)) {
                return None;
            }
            at = own.parent;
        }
        let other = series.char_indices().find_map(|(at, _)| self.stem_at(&series[at..], region))?;
        let (there, here) = (&other.1.name, &self.regions.all()[region].name);
        Some(say!(
            "提示：`{id}` 的文书号“{series}…”像是{there}的，这是{here}的台账",
            "a hint: the number of `{id}`, `{series}…`, looks like one of {there}; this is the ledger of {here}"
        ))
    }

    /// The other region that an office names; `None` of one that names its own, or no county.
    fn place_of(&self, office: &str, region: RegionAt) -> Option<Elsewhere<'_>> {
        let own = folded(&self.regions.all()[region].name);
        if office.contains(&own) {
            return None;
        }
        let (mut head, mut other) = (0, None);
        let mut at = 0;
        while let Some(c) = office[at..].chars().next() {
            let Some((length, named)) = self.longest_at(&office[at..]) else {
                at += c.len_utf8();
                continue;
            };
            if named.iter().any(|named| self.is_above(region, *named)) {
                return None;
            }
            if let Some(named) = named.iter().find(|named| !self.is_above(**named, region)) {
                other = other.or(Some(*named));
            } else if at == head {
                head = at + length;
            }
            at += length;
        }
        if let Some(other) = other {
            return Some(Elsewhere::Region(&self.regions.all()[other]));
        }
        let rest = &office[head..];
        let of_city = || {
            let root = &self.regions.all()[self.regions.root()];
            (root.kind == RegionKind::City).then(|| other_city(rest)).flatten()
        };
        self.by_stem_of(rest, &own, region)
            .map(Elsewhere::Region)
            .or_else(|| self.own_misspelt(rest, &own))
            .or_else(|| unknown(rest, &own))
            .or_else(of_city)
    }

    /// What an office begins with that is its own place but for a character, where what follows is what offices are called
    /// nearly everywhere, or it is a district: 尧纷区 for 尧都区.
    fn own_misspelt(&self, office: &str, own: &str) -> Option<Elsewhere<'static>> {
        let length = own.chars().count();
        let (end, _) = office.char_indices().nth(length)?;
        let (name, called) = office.split_at(end);
        let is_usual = || self.called.get(called).is_some_and(|count| *count > USUAL);
        let is_district = || length > 2 && own.ends_with('区') && name.ends_with('区');
        let is_one_off = strsim::osa_distance(name, own) == 1 && (is_district() || is_usual());
        is_one_off.then(|| Elsewhere::Unknown(name.to_owned()))
    }

    /// The longest name that a text begins with.
    fn longest_at(&self, text: &str) -> Option<(usize, &[RegionAt])> {
        let ends: Vec<usize> =
            text.char_indices().take(self.longest).map(|(at, c)| at + c.len_utf8()).collect();
        let found = |end: &usize| Some((*end, self.by_name.get(&text[..*end])?.as_slice()));
        ends.iter().rev().find_map(found)
    }

    /// Whether a region is another, or lies above it.
    fn is_above(&self, region: RegionAt, below: RegionAt) -> bool {
        let mut at = Some(below);
        while let Some(here) = at {
            if here == region {
                return true;
            }
            at = self.regions.all()[here].parent;
        }
        false
    }

    /// A county that a text begins with, without its ending.
    fn by_stem_of(&self, text: &str, own: &str, region: RegionAt) -> Option<&'d Region> {
        let own_stem = own.strip_suffix(ENDINGS).unwrap_or(own);
        if own_stem.chars().count() > 1 && text.contains(own_stem) {
            return None;
        }
        let (end, other) = self.stem_at(text, region)?;
        (!text[end..].starts_with(BELOW)).then_some(other)
    }

    /// Another region whose name without its ending a text begins with, and where that ends.
    fn stem_at(&self, text: &str, region: RegionAt) -> Option<(usize, &'d Region)> {
        let ends: Vec<usize> =
            text.char_indices().take(self.longest).map(|(at, c)| at + c.len_utf8()).collect();
        let (end, named) =
            ends.iter().rev().find_map(|end| Some((*end, self.by_stem.get(&text[..*end])?)))?;
        let other = named.iter().find(|named| !self.is_above(**named, region))?;
        Some((end, &self.regions.all()[*other]))
    }
}

/// What an office names other than its own region.
enum Elsewhere<'d> {
    Region(&'d Region),
    /// A county that is not in the file of regions: of another city, or misspelt.
    Unknown(String),
}

/// Whether one is the other with a character wrong, left out or too many, or with its characters in another order: 应急局管理.
fn is_a_slip(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    one.len().abs_diff(other.len()) <= 4
        && (strsim::osa_distance(one, other) == 1 || one.len() == other.len() && sorted(one) == sorted(other))
}

/// A city that an office begins with and no region is called: of a campaign that has a whole city all are known.
fn other_city(office: &str) -> Option<Elsewhere<'static>> {
    let rest = office.find('省').map_or(office, |at| &office[at + '省'.len_utf8()..]);
    let name = &rest[..rest.find('市')? + '市'.len_utf8()];
    let is_name = (3..=5).contains(&name.chars().count())
        && !name.contains(NO_NAME)
        && !name.contains(['县', '区', '州', '盟', '监', '局', '厅']);
    is_name.then(|| Elsewhere::Unknown(name.to_owned()))
}

/// A county that a text names and no region is called: 冀城县 for 翼城县.
fn unknown(text: &str, own: &str) -> Option<Elsewhere<'static>> {
    let end = text.find('县')? + '县'.len_utf8();
    let start = text[..end].rfind(['省', '市', '州', '、']).map_or(0, |at| at + '省'.len_utf8());
    let name = &text[start..end];
    let is_name = (2..=6).contains(&name.chars().count())
        && !name.contains(NO_NAME)
        && !text[end..].starts_with(NO_PLACE)
        && !own.contains(name);
    is_name.then(|| Elsewhere::Unknown(name.to_owned()))
}
