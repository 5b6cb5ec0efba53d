//! Cells that name something else: a row of another ledger, a region. What they name must be there.

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell};
use super::past::{Former, day_after};
use super::registry::Facility;
use super::row_ref::FacilityAt;
use super::table::{Found, Row, Table};
use crate::dataset::regions::{RegionAt, RegionKind, Regions, causes};
use crate::dataset::row_at::RowAt;
use crate::diagnostic::{Code, Say};
use crate::parse::scalar;
use crate::{limits, say};

/// Ids that a wrong reference may have meant.
pub trait NearestId: Sync {
    /// The id nearest to a word.
    fn nearest(&self, word: &str) -> Option<&str>;
}

impl<T: Row + Sync> NearestId for Table<T> {
    fn nearest(&self, word: &str) -> Option<&str> {
        let half_width = scalar::half_width(word);
        let ids = self.rows().iter().map(|row| self.id(row));
        scalar::nearest(&half_width, ids.filter(|id| differs_little(id, &half_width)))
    }
}

/// Whether two words are the same but for a few bytes in a row: a quick look before their distance is measured.
fn differs_little(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let head = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    one.len().max(other.len()) - head - tail <= limits::SUGGESTION_DISTANCE + 1
}

/// A reference that leads nowhere: which finding it is, the word, and where to look for what was meant.
pub type Dangling<'a> = (usize, String, &'a dyn NearestId);

impl<'a> Cells<'_, '_, 'a> {
    /// The row of another ledger that must be named.
    pub fn reference<T: Row + Sync>(&mut self, code: &str, table: &'a Table<T>) -> Option<RowAt<T>> {
        let taken = self.take(code);
        if self.required(&taken) { self.resolve(&taken, taken.text(), table) } else { None }
    }

    /// The row of another ledger that may be named.
    pub fn reference_or_none<T: Row + Sync>(&mut self, code: &str, table: &'a Table<T>) -> Option<RowAt<T>> {
        let taken = self.take(code);
        if taken.text().is_empty() { None } else { self.resolve(&taken, taken.text(), table) }
    }

    /// Rows of another ledger, separated by semicolons.
    pub fn references<T: Row + Sync>(&mut self, code: &str, table: &'a Table<T>) -> Box<[RowAt<T>]> {
        let taken = self.take(code);
        let ids = taken.text().split([';', '；']).map(str::trim).filter(|id| !id.is_empty());
        ids.filter_map(|id| self.resolve(&taken, id, table)).collect()
    }

    /// What an id stands for. A row that was left out has been told where it stands.
    pub(super) fn resolve<T: Row + Sync>(
        &mut self,
        taken: &NamedCell,
        id: &str,
        table: &'a Table<T>,
    ) -> Option<RowAt<T>> {
        match table.find(id) {
            Found::Row(index) => return Some(index),
            Found::Broken => self.failed = true,
            Found::Nothing if !table.is_kept() && self.reading.told_absent => self.failed = true,
            Found::Nothing => {
                self.reading.told_absent |= !table.is_kept();
                let place = self.reading.findings.len();
                self.reading.dangling.push((place, id.to_owned(), table));
                let (zh, en) = T::NAME;
                self.fail(
                    taken,
                    Code::UnknownRow,
                    say!("{zh}里没有 `{id}`", "{en} has no `{id}`"),
                    Some(say!("先登记它，或改正编号", "enter it there first, or correct the id")),
                );
                self.blame(table.lacking(id, &self.reading.file.path));
            }
        }
        None
    }

    /// A region that must be named and files reports.
    pub fn region(&mut self, code: &str, regions: &Regions) -> Option<RegionAt> {
        let taken = self.take(code);
        if self.required(&taken) { self.known_region(&taken, taken.text(), regions) } else { None }
    }

    /// The keeper's own region, where it is said again.
    pub fn own_region(&mut self, code: &str, regions: &Regions) -> Option<RegionAt> {
        let taken = self.take(code);
        if taken.text().is_empty() {
            return self.region;
        }
        let region = self.known_region(&taken, taken.text(), regions)?;
        if let Some(keeper) = self.region.filter(|keeper| *keeper != region) {
            let (stated, keeper) = (&regions.all()[region].code, &regions.all()[keeper].code);
            self.fail(
                &taken,
                Code::RowElsewhere,
                say!(
                    "这一行写的是 `{stated}`，文件是 `{keeper}` 的",
                    "this row is of `{stated}`, the file of `{keeper}`"
                ),
                Some(say!(
                    "移到 `{stated}.csv`，或改正地区",
                    "move it to `{stated}.csv`, or correct the region"
                )),
            );
        }
        Some(region)
    }

    /// The region of a code, one that files reports.
    pub(super) fn known_region(
        &mut self,
        taken: &NamedCell,
        text: &str,
        regions: &Regions,
    ) -> Option<RegionAt> {
        let region = regions.index(text);
        match region {
            None => {
                let helped = self.reading.region_suggestions > 0;
                self.reading.region_suggestions -= usize::from(helped);
                let codes = regions.codes().filter(|_| helped);
                let help = match scalar::nearest(&scalar::half_width(text), codes) {
                    Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                    None => say!("在 `data/regions.csv` 里登记", "declare it in `data/regions.csv`"),
                };
                let message = say!("没有 `{text}` 这个地区", "unknown region `{text}`");
                self.fail(taken, Code::UnknownRegion, message, Some(help));
                self.blame(Some(causes::not_declared(text)));
            }
            Some(index) if !regions.all()[index].reports() => {
                let name = &regions.all()[index].name;
                let message = say!(
                    "{name}（`{text}`）由下级汇总，台账要记在具体单位名下",
                    "{name} (`{text}`) adds up others; ledgers name the reporter itself"
                );
                let help = say!("改成填报单位的代码", "write the code of the one who reports");
                self.fail(taken, Code::NotAReporter, message, Some(help));
                self.blame(Some(causes::not_reporting(regions, index)));
                return None;
            }
            Some(_) => {}
        }
        region
    }

    /// What is entered under a region happens while it is there.
    pub fn must_be_there(&mut self, taken: &NamedCell, regions: &Regions, region: RegionAt, day: NaiveDate) {
        let of = &regions.all()[region];
        if of.is_there_on(day) {
            return;
        }
        let (name, code) = (&of.name, &of.code);
        let message = say!("{day} 那天没有{name}（`{code}`）", "{name} (`{code}`) was not there on {day}");
        self.fail(taken, Code::RegionNotThere, message, Some(instead(regions, region, day)));
        self.blame(Some(causes::not_there(regions, region)));
    }

    /// The same of a row in the keeper's own ledger.
    pub fn keeper_must_be_there(&mut self, taken: &NamedCell, regions: &Regions, day: Option<NaiveDate>) {
        if let (Some(keeper), Some(day)) = (self.region, day) {
            self.must_be_there(taken, regions, keeper, day);
        }
    }

    /// What is on a register lies in a region that is there, from the first day on; its heir takes it over.
    pub fn must_lie_there(
        &mut self,
        taken: &NamedCell,
        regions: &Regions,
        region: Option<RegionAt>,
        former: &Former<RegionAt>,
        on_register: [Option<NaiveDate>; 2],
    ) {
        let Some(region) = region else { return };
        let of = &regions.all()[region];
        let (name, code) = (&of.name, &of.code);
        let [first, last] = on_register;
        let from = former.ended_on().map(day_after).max(first);
        if let Some(since) = of.since.filter(|since| from.is_none_or(|from| from < *since)) {
            let message = say!(
                "{name}（`{code}`）{since} 才设立，此前就在册",
                "on the register before {name} (`{code}`) was there, from {since} on"
            );
            let help = say!(
                "填登记日 `since`；以前在别的地区的，填 `former_regions`",
                "fill in `since`, or `former_regions` where it lay in another region before"
            );
            self.fail(taken, Code::RegionNotThere, message, Some(help));
            self.blame(Some(causes::not_there(regions, region)));
        }
        let Some(until) = of.until else { return };
        let ended = from.filter(|from| *from > until);
        // Without an heir it is nobody's from then on.
        let orphaned = || of.into.is_none() && last.is_none_or(|last| last > until);
        if ended.is_some() || orphaned() {
            let day = ended.unwrap_or(day_after(until));
            self.must_be_there(taken, regions, region, day);
        }
    }

    /// A facility must lie, on a day, where the keeper of the ledger answers for it.
    pub fn must_answer_for(
        &mut self,
        taken: &NamedCell,
        regions: &Regions,
        facilities: &Table<Facility>,
        at: FacilityAt,
        day: Option<NaiveDate>,
    ) {
        let facility = facilities.get(at);
        // Of a keeper that was not there, that is told already.
        let keeper = self.region.zip(day).filter(|(keeper, day)| regions.all()[*keeper].is_there_on(*day));
        let Some((keeper, day)) = keeper else { return };
        let region = facility.region_on(regions, day);
        if answers_for(regions, keeper, region) {
            return;
        }
        let (name, keeper) = (&regions.all()[region].name, &regions.all()[keeper].name);
        let message = say!(
            "设施在{name}，这是{keeper}的台账",
            "the facility lies in {name}, this is the ledger of {keeper}"
        );
        let help = say!("移到{name}的台账，或改正编号", "move it to the ledger of {name}, or correct the id");
        self.fail(taken, Code::RowElsewhere, message, Some(help));
        let (place, id) = (facilities.cell(facility, "region"), facilities.id(facility));
        let others = causes::of_another(&self.reading.file.path, keeper);
        self.blame(Some(causes::lies_elsewhere(place, id, name, keeper).within(others)));
    }
}

/// Where what is said of a region that is not there on a day belongs.
fn instead(regions: &Regions, region: RegionAt, day: NaiveDate) -> Say {
    let of = &regions.all()[region];
    match (of.since, of.until) {
        (Some(since), _) if day < since => say!(
            "它 {since} 才设立：改正日期，或记到当时的地区名下",
            "it is there from {since} on: correct the day, or enter it under the region of its time"
        ),
        (_, Some(until)) => {
            let heir = &regions.all()[regions.holder_on(region, day)];
            let (name, code) = (&heir.name, &heir.code);
            if of.into.is_some() {
                say!(
                    "它 {until} 止，并入{name}：记到{name}（`{code}`）名下，或改正日期",
                    "it ended on {until} and was merged into {name}: enter it under {name} (`{code}`), or correct the day"
                )
            } else {
                say!(
                    "它到 {until} 为止：改正日期，或记到接管的地区名下",
                    "it ended on {until}: correct the day, or enter it under the region that took over"
                )
            }
        }
        (_, None) => say!("改正日期", "correct the day"),
    }
}

/// Whether a reporter's ledger may hold a row about a region: its own, one below it, or, for a bureau, one of its city.
fn answers_for(regions: &Regions, keeper: RegionAt, region: RegionAt) -> bool {
    let all = regions.all();
    let top = match all[keeper].kind {
        RegionKind::Bureau => all[keeper].parent,
        _ => Some(keeper),
    };
    let mut at = Some(region);
    while let Some(here) = at {
        if Some(here) == top || here == keeper {
            return true;
        }
        at = all[here].parent;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_a_few_letters_is_near() {
        assert!(differs_little("E141027-03", "E141027-30"));
        assert!(differs_little("E141027-03", "E14127-03"));
        assert!(!differs_little("E141027-03", "F141028-44"));
    }
}
