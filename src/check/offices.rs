//! Whose office decided or inspected: that of the reporter whose ledger it stands in, or one above it.
//!
//! In: `authority` of decisions, `organ` of inspections, and the names in `data/regions.csv`. Out: a hint at the first row
//! of a file with an office of another county, and at the first that has none. 甲县应急管理局 may stand in the ledger of
//! 甲县 alone, 小市应急管理局 and 省应急管理厅 in any.

use hashbrown::HashMap;

use super::Subject;
use crate::dataset::ledger::{Decision, Inspection, InspectionKind, Row, Table};
use crate::dataset::{Region, RegionAt, RegionKind, Regions};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::parse::scalar::folded;
use crate::say;

/// So many further rows of one file with the same office are pointed at.
const RELATED: usize = 3;
/// What a county's, district's or city's name ends with, which offices leave out: 甲石应急管理局.
const ENDINGS: [char; 4] = ['县', '区', '市', '旗'];
/// What makes of a name that of a place below a county: 甲石镇人民政府.
const BELOW: [char; 4] = ['镇', '乡', '街', '村'];
/// What a word before 县 has that is no name: 市派驻县工作组, 各县.
const NO_NAME: [char; 9] = ['驻', '派', '跨', '两', '各', '本', '该', '某', '全'];
/// What follows 县 where it is no place: 县级, 县域.
const NO_PLACE: [char; 3] = ['级', '域', '区'];

/// Both ledgers.
pub fn check(subject: Subject, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let known = PlaceNames::of(&subject.dataset.regions);
    let decided = |row: &Decision| Signed {
        region: row.region,
        office: ledger.decisions.text(row, row.authority),
        is_due: row.is_valid_penalty(),
        may_be_any: false,
    };
    let inspected = |row: &Inspection| Signed {
        region: row.region,
        office: ledger.inspections.text(row, row.organ),
        is_due: true,
        // In a cross-inspection those of one county inspect another.
        may_be_any: row.kind == InspectionKind::Cross,
    };
    let (decisions, inspections) = rayon::join(
        || of_ledger(&ledger.decisions, "authority", decided, &known),
        || of_ledger(&ledger.inspections, "organ", inspected, &known),
    );
    findings.extend(decisions.into_iter().chain(inspections));
}

/// A row, as far as its office matters.
struct Signed<'d> {
    region: RegionAt,
    office: &'d str,
    /// Whether an office must be named.
    is_due: bool,
    /// Whether it may be that of any county.
    may_be_any: bool,
}

/// The rows of one file with one office that does not fit.
struct Misfit<'d, T> {
    message: Say,
    rows: Vec<&'d T>,
}

fn of_ledger<'d, T: Row>(
    table: &'d Table<T>,
    column: &str,
    signed: impl Fn(&'d T) -> Signed<'d>,
    known: &PlaceNames,
) -> Vec<Finding> {
    let (mut seen, mut misfits) = (HashMap::new(), Vec::<Misfit<T>>::new());
    for row in table.rows() {
        let Signed { region, office, is_due, may_be_any } = signed(row);
        if may_be_any || office.is_empty() && !is_due {
            continue;
        }
        let place = *seen.entry((row.at().sheet, region, office)).or_insert_with(|| {
            let message = known.misfit(table.id(row), office, region)?;
            misfits.push(Misfit { message, rows: Vec::new() });
            Some(misfits.len() - 1)
        });
        if let Some(place) = place {
            misfits[place].rows.push(row);
        }
    }
    let tell = |Misfit { message, rows }: Misfit<T>| {
        let finding = Finding::new(Code::OfficeMisfit, table.cell(rows[0], column), message);
        let more = rows.iter().skip(1).take(RELATED);
        let finding = more.fold(finding, |finding, row| {
            finding.related(table.cell(*row, column), say!("这一行也是", "so does this row"))
        });
        let count = rows.len();
        finding.help(say!(
            "对照文书改正；是别的单位办的，由它录入（本文件共 {count} 行）",
            "compare the document; what another reporter did is entered by it (rows of this file: {count})"
        ))
    };
    misfits.into_iter().map(tell).collect()
}

/// The names of regions, in the ways offices have them.
struct PlaceNames<'d> {
    regions: &'d Regions,
    /// By full name, folded; several cities may have a county of one name.
    by_name: HashMap<String, Vec<RegionAt>>,
    /// By name without its ending.
    by_stem: HashMap<String, Vec<RegionAt>>,
    /// Characters of the longest.
    longest: usize,
}

impl<'d> PlaceNames<'d> {
    fn of(regions: &'d Regions) -> Self {
        let mut known = Self { regions, by_name: HashMap::new(), by_stem: HashMap::new(), longest: 0 };
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

    /// What is wrong with an office in the ledger of a region.
    fn misfit(&self, id: &str, office: &str, region: RegionAt) -> Option<Say> {
        let own = &self.regions.all()[region];
        let here = &own.name;
        if office.is_empty() {
            return Some(say!("提示：`{id}` 没有写机关", "a hint: `{id}` names no office"));
        }
        match self.place_of(&folded(office), region)? {
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
        self.by_stem_of(rest, &own, region).map(Elsewhere::Region).or_else(|| unknown(rest, &own))
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
        let ends: Vec<usize> =
            text.char_indices().take(self.longest).map(|(at, c)| at + c.len_utf8()).collect();
        let (end, named) =
            ends.iter().rev().find_map(|end| Some((*end, self.by_stem.get(&text[..*end])?)))?;
        if text[end..].starts_with(BELOW) {
            return None;
        }
        let other = named.iter().find(|named| !self.is_above(**named, region))?;
        Some(&self.regions.all()[*other])
    }
}

/// What an office names other than its own region.
enum Elsewhere<'d> {
    Region(&'d Region),
    /// A county that is not in the file of regions: of another city, or misspelt.
    Unknown(String),
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
