//! `data/rates.toml`: shares that are published as measures of their own, such as 整改率.
//!
//! In: the file, and what it may name. Out: a [`Rate`] each, by which `rate.rectified` is in tables, charts, texts and
//! downloads like any other measure, and which components of the ranking name. A rate is computed from the sums of both
//! sides, never typed in and never averaged: of two counties with 1 of 2 and 8 of 8 it is 9 of 10, not 75 %.

use std::collections::{BTreeMap, BTreeSet};

use super::Files;
use super::forms::{Span, usable_id};
use super::ledger::{Entries, Hazards, MEASURES};
use super::rules::{MeasureNames, Operand, Side};
use super::sides;
use super::unique_id::unique;
use crate::diagnostic::{Code, Findings, Place};
use crate::parse::toml::{self, Choice, Fields, Spanned};
use crate::say;

/// Which end of a rate is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The more the better: rectified of found.
    Higher,
    /// The less the better: overdue of open.
    Lower,
}

pub(super) const DIRECTIONS: [Choice<Direction>; 2] =
    [("higher", "越高越好", Direction::Higher), ("lower", "越低越好", Direction::Lower)];

impl Direction {
    /// As written in `data/rates.toml` and `data/ranking.toml`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }
}

/// What comes before the id of a rate where a measure is named.
pub const RATES: &str = "rate";

/// A rate.
#[derive(Debug, Clone)]
pub struct Rate {
    /// Its id, unique within the file.
    pub id: String,
    /// What it is called: 重大事故隐患整改率.
    pub title: String,
    /// Added up.
    pub numerator: Side,
    /// Added up.
    pub denominator: Side,
    /// Which end is the better one.
    pub better: Direction,
}

impl Rate {
    /// What it is called as a measure: `rate.rectified`.
    #[must_use]
    pub fn measure(&self) -> String {
        format!("{RATES}.{}", self.id)
    }
}

/// The rates of a site.
#[derive(Debug, Default)]
pub struct Rates {
    /// Those that could be read, in their order.
    pub all: Vec<Rate>,
    /// Whether some could not be read, which is told: who names one is not to be told again.
    pub is_broken: bool,
}

/// Reads `data/rates.toml`, which a site may leave out.
pub(super) fn read(files: &Files, known: MeasureNames, findings: &Findings) -> Rates {
    let broken = |is_broken| Rates { all: Vec::new(), is_broken };
    let Some(file) = files.get("data/rates.toml") else { return broken(files.is_broken("data/rates.toml")) };
    let text = toml::TomlText::whole(file);
    let Some(table) = toml::parse(text, findings) else { return broken(true) };
    let fields = Fields::root(text, &table, findings);
    let mut first = BTreeMap::new();
    let rates: Vec<Option<Rate>> =
        fields.tables("rates").into_iter().map(|fields| rate(&fields, known, &mut first)).collect();
    fields.done();
    Rates { is_broken: rates.iter().any(Option::is_none), all: rates.into_iter().flatten().collect() }
}

fn rate(fields: &Fields, known: MeasureNames, first: &mut BTreeMap<String, Place>) -> Option<Rate> {
    let (id, title) = (fields.text("id"), fields.text("title"));
    let parts = NamedSides::read(fields, known);
    let better = fields.choice("better", &DIRECTIONS);
    if !parts.report(fields, known) {
        parts.report_apart(fields, known);
    }
    if let Some(id) = &id {
        usable_id(fields, id);
        let form = known.forms.iter().find(|form| form.id == RATES && form.has(&id.value));
        if let Some(form) = form {
            first.entry(id.value.clone()).or_insert_with(|| Place::file(&form.path));
        }
        unique(fields, id, first);
    }
    fields.report_unasked();
    let NamedSides { numerator, denominator, .. } = parts;
    Some(Rate {
        id: id?.value,
        title: title?.value,
        numerator: numerator?,
        denominator: denominator?,
        better: better?,
    })
}

/// Numerator and denominator as they are named, and what they are.
pub(super) struct NamedSides {
    pub(super) above: Vec<Spanned<String>>,
    pub(super) below: Vec<Spanned<String>>,
    pub(super) numerator: Option<Side>,
    pub(super) denominator: Option<Side>,
}

impl NamedSides {
    pub(super) fn read(fields: &Fields, known: MeasureNames) -> Self {
        let (above, below) = (fields.texts("numerator"), fields.texts("denominator"));
        let numerator = side(fields, "numerator", &above, known);
        let denominator = side(fields, "denominator", &below, known);
        Self { above, below, numerator, denominator }
    }

    /// Warns where both sides are the same, one counts a figure twice, or the numerator is part of something else; whether it
    /// did.
    pub(super) fn report(&self, fields: &Fields, known: MeasureNames) -> bool {
        let (Some(above), Some(below)) = (&self.numerator, &self.denominator) else { return false };
        let named = [("numerator", Some(above.as_slice())), ("denominator", Some(below.as_slice()))];
        if sides::report(fields, named, Span::ToDate) {
            return true;
        }
        let cells = |side: &[Operand]| -> BTreeSet<String> {
            side.iter().flat_map(|operand| known.cells(&operand.measure)).collect()
        };
        let (all_above, all_below) = (cells(above), cells(below));
        for (name, operand) in self.above.iter().zip(above) {
            let Some(whole) = known.whole(&operand.measure) else { continue };
            if !lies_within(known, &operand.measure, &all_below) {
                let message = say!(
                    "`{}` 是 `{whole}` 的其中数，分母里没有",
                    "`{}` is part of `{whole}`, which the denominator has not",
                    name.value
                );
                let help =
                    say!("分母改为 `{whole}`，或改正分子", "divide by `{whole}`, or correct the numerator");
                fields.report(Code::AgainstItself, &name.span, message, Some(help));
                return true;
            }
        }
        let is_upside_down = |operand: &Operand| {
            known.whole(&operand.measure).is_some() && lies_within(known, &operand.measure, &all_above)
        };
        if below.iter().all(is_upside_down) && !all_below.is_superset(&all_above) {
            let at = fields.raw("denominator").map_or_else(|| fields.span(), |(span, _)| span);
            let message = say!("分母是分子的其中数", "the denominator is part of the numerator");
            let help = say!("分子、分母对调", "exchange numerator and denominator");
            fields.report(Code::AgainstItself, &at, message, Some(help));
            return true;
        }
        false
    }

    /// A percentage is of something: of cells of one form and unit what is above is below, too.
    fn report_apart(&self, fields: &Fields, known: MeasureNames) {
        let (Some(above), Some(below)) = (&self.numerator, &self.denominator) else { return };
        for (name, operand) in self.above.iter().zip(above) {
            let Some(part) = hazards_of(&operand.measure) else { continue };
            let wholes: Option<Vec<Hazards>> = below.iter().map(|whole| hazards_of(&whole.measure)).collect();
            let Some(wholes) = wholes else { continue };
            if wholes.iter().any(|whole| part.may_be_among(*whole)) {
                continue;
            }
            let message = say!(
                "`{}` 不都在分母所计的隐患之中",
                "not all that `{}` counts is among what the denominator counts",
                name.value
            );
            let help = say!("改正分子或分母", "correct the numerator or the denominator");
            fields.report(Code::AgainstItself, &name.span, message, Some(help));
            return;
        }
        let kind = |operand: &Operand| known.form_and_unit(&operand.measure);
        let Some(first) = above.first().and_then(kind) else { return };
        if above.iter().chain(below).any(|operand| kind(operand) != Some(first)) {
            return;
        }
        let cells: BTreeSet<String> =
            below.iter().flat_map(|operand| known.cells(&operand.measure)).collect();
        for (name, operand) in self.above.iter().zip(above) {
            if !lies_within(known, &operand.measure, &cells) {
                let message = say!(
                    "分母里没有 `{}`：百分数的分子要是分母的一部分",
                    "the denominator has no `{}`: what a percentage counts is part of what it is of",
                    name.value
                );
                let help = say!(
                    "分母里加上它，或改正分子；是其中数的，在表样里写 `of`",
                    "add it to the denominator, or correct the numerator; of a part say so with `of` in the form"
                );
                fields.report(Code::AgainstItself, &name.span, message, Some(help));
                return;
            }
        }
    }
}

/// Which hazards a measure of the ledgers counts.
fn hazards_of(measure: &str) -> Option<Hazards> {
    match MEASURES.iter().find(|known| known.id == measure)?.entries {
        Entries::Hazards(hazards) => Some(hazards),
        Entries::Decisions(..)
        | Entries::Doubles(_)
        | Entries::Inspections(..)
        | Entries::Notices(..)
        | Entries::Enterprises
        | Entries::Facilities(..) => None,
    }
}

/// Whether all a measure counts, or all of something it is part of, is counted by these cells.
fn lies_within(known: MeasureNames, measure: &str, cells: &BTreeSet<String>) -> bool {
    let mut at = measure.to_owned();
    let mut seen = Vec::new();
    loop {
        if known.cells(&at).iter().all(|cell| cells.contains(cell)) {
            return true;
        }
        // What is part of itself is told of where it is declared.
        match known.whole(&at).filter(|whole| !seen.contains(whole)) {
            Some(whole) => seen.push(std::mem::replace(&mut at, whole)),
            None => return false,
        }
    }
}

fn side(fields: &Fields, key: &'static str, names: &[Spanned<String>], known: MeasureNames) -> Option<Side> {
    if names.is_empty() {
        fields.report(
            Code::MissingKey,
            &fields.span(),
            say!("缺少 `{key}`", "missing key `{key}`"),
            Some(say!("写上要相加的指标", "name the measures that are added up")),
        );
        return None;
    }
    known.measures(fields, names)
}
