//! The criteria a hazard names, against the campaign's: that they are there, apply on its day and are for its facility.
//!
//! In: `data/criteria.csv` and the sets of the campaign. Out: where each code stands, and a finding at the hazard. What many
//! hazards contradict is probably wrong itself, and is told there, once.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell};
use super::registry::Facility;
use super::words::{FacilityKind, Word};
use crate::dataset::campaign::Campaign;
use crate::dataset::criteria::{Criterion, CriterionAt};
use crate::dataset::criteria_set::CriteriaSet;
use crate::diagnostic::{Cause, Code, Place};
use crate::parse::scalar;
use crate::say;

/// The criteria by code, with the first day and the facility kind each is for.
pub struct CriteriaByCode<'d> {
    criteria: &'d [Criterion],
    by_code: HashMap<&'d str, CriterionAt>,
    sets: Vec<Option<&'d CriteriaSet>>,
}

impl<'d> CriteriaByCode<'d> {
    /// Looks them up in the campaign.
    pub fn new(criteria: &'d [Criterion], campaign: &'d Campaign) -> Self {
        let by_code = CriterionAt::each(criteria).map(|(at, criterion)| (criterion.code.as_str(), at));
        let from = |criterion: &Criterion| campaign.criteria_sets.iter().find(|set| set.id == criterion.set);
        Self { criteria, by_code: by_code.collect(), sets: criteria.iter().map(from).collect() }
    }

    /// All that a cell names, separated by semicolons; each once.
    pub fn resolve_all(
        &self,
        cells: &mut Cells,
        taken: &NamedCell,
        found_on: Option<NaiveDate>,
        facility: Option<&Facility>,
    ) -> Box<[CriterionAt]> {
        let mut all = Vec::new();
        for code in taken.text().split([';', '；']).map(str::trim).filter(|code| !code.is_empty()) {
            let Some(at) = self.resolve(cells, taken, code, found_on, facility) else { continue };
            if all.contains(&at) {
                let message = say!("`{code}` 写了两遍", "`{code}` is named twice");
                let help = say!("去掉一个", "take one of them out");
                cells.fail(taken, Code::CellsContradict, message, Some(help));
            }
            all.push(at);
        }
        all.into()
    }

    fn resolve(
        &self,
        cells: &mut Cells,
        taken: &NamedCell,
        code: &str,
        found_on: Option<NaiveDate>,
        facility: Option<&Facility>,
    ) -> Option<CriterionAt> {
        let Some(&index) = self.by_code.get(code) else {
            let codes = self.criteria.iter().map(|criterion| criterion.code.as_str());
            let help = match scalar::nearest(&scalar::half_width(code), codes) {
                _ if code.contains(['、', ',', '，', '/', ' ']) => {
                    say!("几条用分号隔开", "separate several by semicolons")
                }
                Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                None => say!("代码见 `data/criteria.csv`", "the codes stand in `data/criteria.csv`"),
            };
            let message = say!("没有 `{code}` 这条判定标准", "unknown criterion `{code}`");
            cells.fail(taken, Code::UnknownRow, message, Some(help));
            cells.blame(Some(Cause::named(
                Place::file("data/criteria.csv"),
                say!("没有 `{code}` 这条判定标准", "unknown criterion `{code}`"),
                say!(
                    "核对 `data/criteria.csv` 里的代码；无误的，逐行改正隐患",
                    "check its code in `data/criteria.csv`; where it is right, correct the hazards"
                ),
            )));
            return None;
        };
        let criterion = index.of(self.criteria);
        let days = self.sets[index.place()].zip(found_on);
        if let Some((of, found_on)) = days.filter(|(set, found_on)| *found_on < set.applies_from) {
            let (set, from) = (&of.id, of.applies_from);
            cells.fail(
                taken,
                Code::CriterionMisfit,
                say!(
                    "`{code}` 属 {set} 版，{from} 起才适用，隐患 {found_on} 发现",
                    "`{code}` is of the set {set}, which applies from {from}; the hazard was found on {found_on}"
                ),
                Some(say!("按发现当日适用的版本填", "use the set that applied on that day")),
            );
            cells.blame(Some(Cause::named(
                of.place.clone(),
                say!(
                    "{set} 版判定标准 {from} 起才适用，许多隐患在那以前发现",
                    "the set {set} applies from {from}, and many hazards were found before"
                ),
                say!(
                    "核对 `applies_from`；无误的，逐行按当日适用的版本填",
                    "check `applies_from`; where it is right, use the set of the day in each"
                ),
            )));
        }
        if let Some(facility) = facility.filter(|facility| !criterion.fits(facility.kind)) {
            let (kind, is) = (&criterion.facility_kind, facility.kind);
            let title = FacilityKind::TERMS.iter().find(|(known, ..)| known == kind);
            let kind_zh = title.map_or(kind.as_str(), |(_, title, _)| title);
            let (is_zh, is_en) = (is.title(), is.code());
            cells.fail(
                taken,
                Code::CriterionMisfit,
                say!(
                    "`{code}` 是{kind_zh}的判定标准，设施是{is_zh}",
                    "`{code}` is a criterion for {kind}, the facility is {is_en}"
                ),
                Some(say!("核对判定标准和设施编号", "check the criterion and the facility")),
            );
            cells.blame(Some(Cause::named(
                criterion.kind_at.clone(),
                say!(
                    "`{code}` 是{kind_zh}的判定标准，许多用到它的设施不是",
                    "`{code}` is a criterion for {kind}, and many facilities it is used of are none"
                ),
                say!(
                    "核对这一条的 `facility_kind`；无误的，逐行改正隐患",
                    "check its `facility_kind`; where it is right, correct the hazards"
                ),
            )
            .within(Cause::suspected(
                Place::file("data/ledger/facilities.csv"),
                say!(
                    "许多隐患的判定标准与设施的类型不合，多半是“类型”一列错了行",
                    "criteria of many hazards do not fit their facilities: the column `kind` may have slipped by a row"
                ),
                say!(
                    "对照原表核对各设施的 `kind`；无误的，逐行改正隐患",
                    "compare the column `kind` with the original; where it is right, correct the hazards"
                ),
                0,
            ))));
        }
        Some(index)
    }
}
