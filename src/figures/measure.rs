//! What can be measured: one measure for each cell of each form and each sum it declares, and
//! those of the ledgers, and the rates of them.

use crate::dataset::ledger::{Entries, LedgerMeasure, MEASURES};
use crate::dataset::{Aggregation, CriterionAt, Dataset, Direction, Operand, Rate, RowAt, Span, Unit};

/// Index of a measure.
pub type MeasureAt = RowAt<Measure>;

/// What is added up on one side of a rate; without a span, over that of the rate.
pub type RateTerm = (MeasureAt, Option<Span>);

/// What a rate is made of: its numerator, its denominator.
#[derive(Debug, Clone)]
pub struct Sides {
    /// Above.
    pub numerator: Vec<RateTerm>,
    /// Below.
    pub denominator: Vec<RateTerm>,
    /// Which end is the better one.
    pub better: Direction,
}

/// A measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// `dispatch.self_found`; for ever.
    pub id: String,
    /// Its title where it stands alone.
    pub title: String,
    /// 个, 家, 万元… of one month.
    pub unit: String,
    /// The unit to date: 家 added up over months are 家次.
    pub unit_to_date: String,
    /// What a distinct count is called where several reporters' are added up: 家次, for the bureau and a county may have
    /// seen the same firm.
    pub unit_added: Option<String>,
    /// What kind of value.
    pub kind: Unit,
    /// How it adds up.
    pub aggregation: Aggregation,
    /// Index of the form; none for a figure of the ledgers.
    pub form: Option<usize>,
    /// Index of the cell in the form; none for a sum.
    pub cell: Option<usize>,
    /// Indices of the measures a sum adds up; empty for a cell.
    pub parts: Vec<MeasureAt>,
    /// Index of the measure it is a part of.
    pub of: Option<MeasureAt>,
    /// Whether the form states the total itself, rather than months adding up to it.
    pub total_is_stated: bool,
    /// What is counted, where it is a measure of the ledgers.
    pub ledger: Option<Entries>,
    /// What it is made of, where it is a rate.
    pub rate: Option<Box<Sides>>,
}

impl Measure {
    /// Whether it counts hazards of one criterion.
    #[must_use]
    pub fn is_by_criterion(&self) -> bool {
        self.ledger.as_ref().is_some_and(Entries::is_by_criterion)
    }

    /// The unit over a span.
    #[must_use]
    pub fn unit_over(&self, span: Span) -> &str {
        match span {
            Span::Month => &self.unit,
            Span::ToDate => &self.unit_to_date,
        }
    }
}

/// The measures of all forms, in the order of the forms and their cells, then those of the ledgers, then the rates.
#[must_use]
pub fn measures(dataset: &Dataset) -> Vec<Measure> {
    let mut measures = Vec::new();
    for (form_index, form) in dataset.forms.iter().enumerate() {
        let first = measures.len();
        let total_is_stated = form.spans.contains(&Span::ToDate);
        for (cell_index, cell) in form.cells.iter().enumerate() {
            let added = if total_is_stated { None } else { cell.unit_added.clone() };
            measures.push(Measure {
                id: format!("{}.{}", form.id, cell.id),
                title: cell.title.clone(),
                unit: cell.unit.clone(),
                unit_to_date: added.unwrap_or_else(|| cell.unit.clone()),
                unit_added: cell.unit_added.clone(),
                kind: cell.kind,
                aggregation: cell.measure,
                form: Some(form_index),
                cell: Some(cell_index),
                parts: Vec::new(),
                of: cell.of.map(|of| MeasureAt::nth(first + of)),
                total_is_stated,
                ledger: None,
                rate: None,
            });
        }
        for sum in &form.derived {
            let like = measures[first + sum.parts[0]].clone();
            let of = sum.of.as_ref().and_then(|of| {
                let id = format!("{}.{of}", form.id);
                measures.iter().position(|measure: &Measure| measure.id == id).map(MeasureAt::nth)
            });
            measures.push(Measure {
                id: format!("{}.{}", form.id, sum.id),
                title: sum.title.clone(),
                cell: None,
                parts: sum.parts.iter().map(|part| MeasureAt::nth(first + part)).collect(),
                of,
                ..like
            });
        }
    }
    measures.extend(of_ledgers(dataset, measures.len()));
    let rates: Vec<Measure> = dataset.rates.iter().filter_map(|rate| rate_of(rate, &measures)).collect();
    measures.extend(rates);
    measures
}

/// A rate as a measure; `None` where the site keeps no ledger that a side of it counts.
fn rate_of(rate: &Rate, measures: &[Measure]) -> Option<Measure> {
    let term = |operand: &Operand| {
        let place = measures.iter().position(|measure| measure.id == operand.measure)?;
        Some((MeasureAt::nth(place), operand.span))
    };
    let side = |side: &[Operand]| side.iter().map(term).collect::<Option<Vec<RateTerm>>>();
    Some(Measure {
        id: rate.measure(),
        title: rate.title.clone(),
        unit: "%".to_owned(),
        unit_to_date: "%".to_owned(),
        unit_added: None,
        kind: Unit::Count,
        aggregation: Aggregation::Rate,
        form: None,
        cell: None,
        parts: Vec::new(),
        of: None,
        total_is_stated: false,
        ledger: None,
        rate: Some(Box::new(Sides {
            numerator: side(&rate.numerator)?,
            denominator: side(&rate.denominator)?,
            better: rate.better,
        })),
    })
}

/// The measures of the ledgers that are kept.
fn of_ledgers(dataset: &Dataset, first: usize) -> Vec<Measure> {
    let kept: Vec<&LedgerMeasure> =
        MEASURES.iter().filter(|measure| dataset.ledger.keeps(measure.entries.book())).collect();
    let place = |id: &str| kept.iter().position(|measure| measure.id == id);
    let whole = |id: &str| {
        let (whole, _) = id.rsplit_once('.').filter(|(whole, _)| whole.contains('.'))?;
        Some(MeasureAt::nth(first + place(whole)?))
    };
    let measure = |ledger: &&LedgerMeasure| {
        let (kind, aggregation) = ledger.entries.value();
        Measure {
            id: ledger.id.to_owned(),
            title: ledger.title.to_owned(),
            unit: ledger.unit.to_owned(),
            unit_to_date: ledger.unit.to_owned(),
            // Bureau and counties visit the same firms: added up over them they are visits, not firms.
            unit_added: (aggregation == Aggregation::Distinct).then(|| format!("{}次", ledger.unit)),
            kind,
            aggregation,
            form: None,
            cell: None,
            parts: Vec::new(),
            of: whole(ledger.id),
            total_is_stated: false,
            ledger: Some(ledger.entries.clone()),
            rate: None,
        }
    };
    let mut measures: Vec<Measure> = kept.iter().map(measure).collect();
    let by_criterion = kept.iter().enumerate().filter(|(_, measure)| measure.by_criterion);
    let by_criterion: Vec<usize> = by_criterion.map(|(place, _)| place).collect();
    for (index, criterion) in CriterionAt::each(&dataset.criteria) {
        for &place in &by_criterion {
            let whole = &measures[place];
            measures.push(Measure {
                id: format!("{}.{}", whole.id, criterion.code),
                title: format!("{}（{} {}）", whole.title, criterion.code, criterion.title),
                of: Some(MeasureAt::nth(first + place)),
                ledger: whole.ledger.as_ref().map(|entries| entries.of_criterion(index)),
                ..whole.clone()
            });
        }
    }
    measures
}
