//! The tables of an edition: what is published of a month, and the rows it counts that none before it did.
//!
//! One line a region and measure, sorted by code and id as bytes, never by the order of a form, so that two can be compared by
//! eye. Of ledgers a line that would be zero is left out, but for the campaign's root, of which every measure has one: it says
//! which measures the edition knows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::dataset::editions::{FIGURE_COLUMNS, ROW_COLUMNS, first_day};
use crate::dataset::ledger::Book;
use crate::dataset::{FrozenValue, PeriodAt, RegionAt, Span};
use crate::figures::{Figure, Key, MeasureAt, format_decimal};
use crate::published::editions::{frozen, frozen_standing};
use crate::published::{Public, Published};

/// A line of the table of figures.
#[derive(Debug, Clone, Copy)]
struct LineWritten {
    values: [FrozenValue; Span::ALL.len()],
    partial: Option<(u32, u32)>,
}

impl LineWritten {
    const EMPTY: Self = Self { values: [FrozenValue::Blank; Span::ALL.len()], partial: None };

    /// Whether it says no more than that nothing was counted.
    fn is_zero(self) -> bool {
        let is_zero = |value: FrozenValue| value.number().is_none_or(|number| number.is_zero());
        self.values.into_iter().all(|value| {
            value == FrozenValue::Blank || matches!(value, FrozenValue::Number(_)) && is_zero(value)
        })
    }
}

/// The table of figures of a month.
#[must_use]
pub fn figures_csv(public: &Public, published: &Published, period: PeriodAt) -> String {
    let regions = public.regions();
    let mut by_code: Vec<(RegionAt, &str)> =
        regions.each().map(|(at, region)| (at, region.code.as_str())).collect();
    by_code.sort_unstable_by_key(|(_, code)| *code);
    let ranking = published.ranking(public);
    let mut out = format!("{}\n", FIGURE_COLUMNS.join(","));
    for (region, code) in by_code {
        let mut lines = of_region(published, region, period, region == regions.root());
        if let Some(standing) = ranking.standing(region, period) {
            for (id, value) in frozen_standing(standing) {
                let line = LineWritten { values: [FrozenValue::Blank, value], partial: None };
                lines.insert(id.to_owned(), line);
            }
        }
        for (measure, line) in lines {
            let [month, to_date] = line.values.map(cell);
            let partial = line.partial.map(|(of, all)| format!("{of}/{all}")).unwrap_or_default();
            let _ = writeln!(out, "{code},{measure},{month},{to_date},{partial}");
        }
    }
    out
}

fn of_region(
    published: &Published,
    region: RegionAt,
    period: PeriodAt,
    is_root: bool,
) -> BTreeMap<String, LineWritten> {
    let mut lines: BTreeMap<MeasureAt, LineWritten> = BTreeMap::new();
    for (measure, span) in published.of_month(region, period) {
        let figure = published.at(Key { measure, region, period, span });
        let line = lines.entry(measure).or_insert(LineWritten::EMPTY);
        line.values[span as usize] = frozen(&figure);
        // Of the month; where only the figure to date lacks something, of that.
        line.partial = line.partial.or_else(|| partial(&figure));
    }
    let measures = published.measures();
    // Of single criteria only what is not zero has a row.
    for (measure, line) in &mut lines {
        for value in line.values.iter_mut().filter(|value| **value == FrozenValue::Blank) {
            if measures[*measure].ledger.is_some() {
                *value = FrozenValue::Number(0.into());
            }
        }
    }
    lines.retain(|measure, line| {
        let of = &measures[*measure];
        of.ledger.is_none() || is_root && !of.is_by_criterion() || !line.is_zero()
    });
    lines.into_iter().map(|(measure, line)| (measures[measure].id.clone(), line)).collect()
}

fn partial(figure: &Figure) -> Option<(u32, u32)> {
    figure.is_partial().then_some((figure.reported, figure.expected))
}

/// A value as it is written in a table: a number, or the letter that says why there is none.
#[must_use]
pub fn cell(value: FrozenValue) -> String {
    match value {
        FrozenValue::Blank => String::new(),
        FrozenValue::Number(number) => format_decimal(number, ""),
        FrozenValue::Missing => "M".to_owned(),
        FrozenValue::NotApplicable => "N".to_owned(),
        FrozenValue::Withheld => "S".to_owned(),
    }
}

/// The table of rows: those that count by the end of the month and stand in no edition yet.
#[must_use]
pub fn rows_csv(public: &Public, period: PeriodAt) -> String {
    let (ledger, editions) = (&public.truth.ledger, &public.truth.editions);
    let last = public.campaign().periods[period].to;
    let mut rows = Vec::new();
    for book in Book::ALL {
        for row in (0..ledger.rows_of(book)).map(|number| book.row(number)) {
            let counts = first_day(ledger, row).is_none_or(|day| day <= last);
            let id = ledger.id(row);
            if counts && editions.first_of(book, id).is_none() {
                let region = public.regions().all()[ledger.region_of(row)].code.as_str();
                rows.push((book.code(), region, id));
            }
        }
    }
    rows.sort_unstable();
    let mut out = format!("{}\n", ROW_COLUMNS.join(","));
    for (book, region, id) in rows {
        let _ = writeln!(out, "{book},{region},{id}");
    }
    out
}
