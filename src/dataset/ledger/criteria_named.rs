//! The criteria a hazard names: each is one that is declared, of its day and for its kind of facility.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::cells::{Cells, NamedCell};
use super::registry::Facility;
use super::words::{FacilityKind, Word};
use crate::dataset::campaign::Campaign;
use crate::dataset::criteria::{Criterion, CriterionAt};
use crate::diagnostic::Code;
use crate::parse::scalar;
use crate::say;

/// The criteria by code, with the first day and the facility kind each is for.
pub struct CriteriaByCode<'d> {
    criteria: &'d [Criterion],
    by_code: HashMap<&'d str, CriterionAt>,
    applies_from: Vec<Option<NaiveDate>>,
}

impl<'d> CriteriaByCode<'d> {
    /// Looks them up in the campaign.
    pub fn new(criteria: &'d [Criterion], campaign: &Campaign) -> Self {
        let by_code = CriterionAt::each(criteria).map(|(at, criterion)| (criterion.code.as_str(), at));
        let from = |criterion: &Criterion| {
            let set = campaign.criteria_sets.iter().find(|set| set.id == criterion.set);
            set.map(|set| set.applies_from)
        };
        Self { criteria, by_code: by_code.collect(), applies_from: criteria.iter().map(from).collect() }
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
            return None;
        };
        let criterion = index.of(self.criteria);
        let days = self.applies_from[index.place()].zip(found_on);
        if let Some((from, found_on)) = days.filter(|(from, found_on)| found_on < from) {
            let set = &criterion.set;
            cells.fail(
                taken,
                Code::CriterionMisfit,
                say!(
                    "`{code}` 属 {set} 版，{from} 起才适用，隐患 {found_on} 发现",
                    "`{code}` is of the set {set}, which applies from {from}; the hazard was found on {found_on}"
                ),
                Some(say!("按发现当日适用的版本填", "use the set that applied on that day")),
            );
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
        }
        Some(index)
    }
}
