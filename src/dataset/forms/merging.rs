//! What confidential cells declare, once all cells and sums of a form are known.
//!
//! In: cells, sums and what the confidential ones say. Out: [`Confidential`] of each, a sum more for each pair that is
//! merged, and a finding for each declaration that cannot be.

use std::collections::BTreeMap;

use super::confidential::{Confidential, Declared, Merged, Publish};
use super::sums::unknown_cell;
use super::{Aggregation, Cell, Derived};
use crate::dataset::campaign::Campaign;
use crate::dataset::campaign::PeriodAt;
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::parse::scalar;
use crate::parse::toml::Spanned;
use crate::say;

/// A form whose cells and sums are known, while what is confidential in it is made out.
pub(super) struct Declaring<'d> {
    pub(super) cells: Vec<Cell>,
    pub(super) derived: Vec<Derived>,
    pub(super) by_id: &'d BTreeMap<String, usize>,
    pub(super) campaign: Option<&'d Campaign>,
    pub(super) findings: &'d Findings,
}

impl Declaring<'_> {
    /// The cells with what is confidential, and the sums with those of merged cells.
    pub(super) fn all(mut self, mut declared: Vec<Declared>) -> (Vec<Cell>, Vec<Derived>) {
        // A merged part is a part of the merged whole, wherever that stands.
        declared.sort_by_key(|one| self.cells[one.cell].of.is_some());
        let sums = self.derived.len();
        let is_secret: Vec<usize> =
            declared.iter().filter(|one| one.confidential).map(|one| one.cell).collect();
        for one in declared {
            if !one.confidential {
                self.report(
                    Code::PolicyUnfit,
                    one.place,
                    say!("单元格没有写 `confidential = true`", "the cell is not `confidential = true`"),
                    say!(
                        "`with`、`merged`、`publish` 只用于保密的单元格：补上 `confidential = true`，或删去这些键",
                        "`with`, `merged` and `publish` are of confidential cells: add `confidential = true`, or delete these keys"
                    ),
                );
                continue;
            }
            let merged = self.merged(&one, &is_secret);
            let confidential = self.policy(&one, merged);
            self.cells[one.cell].confidential = Some(confidential);
        }
        self.parts_follow();
        self.nothing_is_left_over(sums);
        (self.cells, self.derived)
    }

    fn report(&self, code: Code, place: Place, message: Say, help: Say) {
        self.findings.push(Finding::new(code, place, message).help(help));
    }

    /// The other cell and the sum of both, where one is named and fits.
    fn merged(&mut self, one: &Declared, is_secret: &[usize]) -> Option<Merged> {
        let Some(name) = &one.with else {
            if one.merged.is_some() || one.merged_title.is_some() {
                self.missing(&one.place, "with");
            }
            return None;
        };
        let place = Place::new(&one.place.path, &name.span);
        let Some(&with) = self.by_id.get(&name.value) else {
            let known = self.by_id.keys().map(String::as_str);
            self.findings.push(unknown_cell(place, &name.value, known));
            return None;
        };
        if let Some((zh, en)) = self.unfit(one.cell, with, is_secret) {
            self.report(
                Code::PartnerUnfit,
                place,
                say!("不能并入 `{}`：{zh}", "cannot be merged with `{}`: {en}", name.value),
                say!(
                    "`with` 写同一张表里照常公布的一格：单位、类型相同，来源不同，在同样的合计里",
                    "`with` names a cell of this form that is published: of the same unit and kind, of another source, in the same sums"
                ),
            );
            return None;
        }
        for (cell, key) in [(one.cell, "source"), (with, "source")] {
            if self.cells[cell].source.is_none() {
                self.missing(&self.cells[cell].place.clone(), key);
            }
        }
        let (id, title) = (one.merged.as_ref(), one.merged_title.as_ref());
        for (key, value) in [("merged", id), ("merged_title", title)] {
            if value.is_none() {
                self.missing(&one.place, key);
            }
        }
        let (id, title) = id.zip(title)?;
        let is_taken =
            self.by_id.contains_key(&id.value) || self.derived.iter().any(|sum| sum.id == id.value);
        if is_taken {
            self.report(
                Code::DuplicateId,
                Place::new(&one.place.path, &id.span),
                say!("`{}` 已是另一格的代码", "`{}` is the id of another cell", id.value),
                say!("另取一个代码", "choose another id"),
            );
            return None;
        }
        let whole = self.cells[one.cell].of.and_then(|of| self.cells[of].confidential.as_ref()?.merged);
        let of = whole.map(|whole| self.derived[whole.sum].id.clone());
        let parts = vec![with, one.cell];
        let role = self.cells[one.cell].role;
        self.derived.push(Derived {
            id: id.value.clone(),
            title: title.value.clone(),
            parts,
            of,
            place: Place::new(&one.place.path, &id.span),
            role,
        });
        Some(Merged { with, sum: self.derived.len() - 1 })
    }

    /// Why two cells cannot be one figure.
    fn unfit(&self, cell: usize, with: usize, is_secret: &[usize]) -> Option<(&'static str, &'static str)> {
        let (own, other) = (&self.cells[cell], &self.cells[with]);
        let is_merged = |confidential: &Confidential| confidential.merged.is_some_and(|it| it.with == with);
        let adds_up = matches!(own.measure, Aggregation::Flow | Aggregation::Stock);
        let alike = own.unit == other.unit && own.measure == other.measure && own.by == other.by && adds_up;
        let in_both = |sum: &Derived| sum.parts.contains(&cell) == sum.parts.contains(&with);
        Some(match () {
            () if cell == with => ("这是它自己", "that is itself"),
            () if is_secret.contains(&with) => ("那一格自己也保密", "it is confidential itself"),
            () if self.cells.iter().filter_map(|cell| cell.confidential.as_ref()).any(is_merged) => {
                ("那一格已并入另一格", "it is merged with another already")
            }
            () if !alike => (
                "单位、类型或填报单位不同，或不能相加",
                "unit, kind or who reports differ, or they do not add up",
            ),
            () if own.source.is_some() && own.source == other.source => {
                ("来源相同", "both are of one source")
            }
            () if !self.derived.iter().all(in_both) => {
                ("有合计只含其中一格", "a sum has only one of the two in it")
            }
            () => return None,
        })
    }

    fn missing(&self, place: &Place, key: &str) {
        let (zh, en) = match key {
            "with" => ("并入哪一格", "the cell it is merged with"),
            "merged" => ("合并数的代码", "the id of the merged figure"),
            "merged_title" => ("合并数的名称", "what the merged figure is called"),
            "source" => (
                "隐患来源：self、inspection、tip、assigned",
                "whose hazards it counts: self, inspection, tip or assigned",
            ),
            "reason" => ("公开的理由，站点上会写出", "why it is published, which the site says"),
            _ => ("从哪一期起，如 2023-08", "the first period that is so, such as 2023-08"),
        };
        self.report(
            Code::MissingKey,
            place.clone(),
            say!("缺少 `{key}`", "missing `{key}`"),
            say!("补上 `{key}`：{zh}", "add `{key}`: {en}"),
        );
    }

    /// What is published, since when and why.
    fn policy(&self, one: &Declared, merged: Option<Merged>) -> Confidential {
        let publish = one.publish.unwrap_or(Publish::Merged);
        match publish {
            Publish::Merged if one.from.is_some() || one.reason.is_some() => self.report(
                Code::PolicyUnfit,
                one.place.clone(),
                say!("`from`、`reason` 没有 `publish`", "`from` or `reason` without `publish`"),
                say!(
                    "`publish = \"merged\"` 是一直如此，不写 `from`；改为 merged_only 或 open 才写",
                    "`publish = \"merged\"` always holds and has no `from`; merged_only and open have"
                ),
            ),
            Publish::MergedOnly if merged.is_none() && one.with.is_none() => self.report(
                Code::PolicyUnfit,
                one.place.clone(),
                say!("`merged_only` 没有 `with`", "`merged_only` without `with`"),
                say!(
                    "用 `with` 写并入哪一格，或删去 `publish`",
                    "say with `with` which cell it is merged with, or delete `publish`"
                ),
            ),
            Publish::Open => {
                for (key, value) in [("reason", &one.reason), ("from", &one.from)] {
                    if value.is_none() {
                        self.missing(&one.place, key);
                    }
                }
            }
            Publish::Merged | Publish::MergedOnly => {}
        }
        let from = one.from.as_ref().map_or(PeriodAt::FIRST, |from| self.period(&one.place, from));
        let reason = one.reason.as_ref().map(|reason| reason.value.clone());
        Confidential { merged, publish, from, reason, place: one.place.clone() }
    }

    fn period(&self, place: &Place, from: &Spanned<String>) -> PeriodAt {
        let Some(campaign) = self.campaign else { return PeriodAt::FIRST };
        let found = campaign.period(&from.value);
        if found.is_none() {
            let known = campaign.periods.iter().map(|period| period.id.as_str());
            self.report(
                Code::UnknownPeriod,
                Place::new(&place.path, &from.span),
                say!("没有 `{}` 这个报告期", "unknown period `{}`", from.value),
                match scalar::nearest(&from.value, known) {
                    Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
                    None => {
                        say!("报告期写在 `data/campaign.toml`", "the periods stand in `data/campaign.toml`")
                    }
                },
            );
        }
        found.unwrap_or(PeriodAt::FIRST)
    }

    /// What a part says tells of its whole: rectified tips of a county were found there.
    fn parts_follow(&self) {
        for cell in &self.cells {
            let whole = cell.of.map(|of| &self.cells[of]);
            let (Some(own), Some(of)) =
                (&cell.confidential, whole.and_then(|whole| whole.confidential.as_ref()))
            else {
                continue;
            };
            let partner = own.merged.map(|merged| self.cells[merged.with].of);
            if let (Some(partner), Some(merged)) = (partner, of.merged)
                && partner != Some(merged.with)
            {
                self.report(
                    Code::PartnerUnfit,
                    own.place.clone(),
                    say!(
                        "并入的格与 `of` 那一格的不是一对",
                        "not merged with the part of what its whole is merged with"
                    ),
                    say!(
                        "`{}` 并入 `{}`，它的一部分也要并入那一格的一部分",
                        "`{}` is merged with `{}`, so its part goes with the part of that one",
                        whole.map_or("", |whole| whole.id.as_str()),
                        self.cells[merged.with].id
                    ),
                );
            }
            if own.publish == Publish::Open && (of.publish != Publish::Open || of.from > own.from) {
                self.report(
                    Code::PolicyUnfit,
                    own.place.clone(),
                    say!("先于 `of` 那一格公开", "open before what it is a part of"),
                    say!(
                        "其中数会说出总数至少是多少：两格一起公开，或总数先公开",
                        "a part says that there are at least as many: open both together, or the whole first"
                    ),
                );
            }
        }
    }

    /// A confidential cell that a published sum, less its other parts, gives back.
    fn nothing_is_left_over(&self, sums: usize) {
        for (index, cell) in self.cells.iter().enumerate() {
            let Some(confidential) = &cell.confidential else { continue };
            let is_part = self.derived[..sums].iter().any(|sum| sum.parts.contains(&index));
            if is_part && confidential.merged.is_none() && confidential.publish != Publish::Open {
                self.report(
                    Code::PartnerMissing,
                    confidential.place.clone(),
                    say!("`{}` 保密，却没有写并入哪一格", "`{}` is confidential, and merged with nothing", cell.id),
                    say!(
                        "合计减去其余各格就是它：写明 `source`、`with`、`merged`、`merged_title`；在此之前，同一合计的各格都不公布",
                        "a sum less its other parts is it: declare `source`, `with`, `merged` and `merged_title`; until then no part of the sum is published"
                    ),
                );
            }
        }
    }
}
