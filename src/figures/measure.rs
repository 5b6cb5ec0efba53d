//! What can be measured: one measure for each cell of each form, and for each sum it declares.

use crate::dataset::ledger::Entries;
use crate::dataset::{Aggregation, Dataset, Span, Unit};

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
    pub parts: Vec<usize>,
    /// Index of the measure it is a part of.
    pub of: Option<usize>,
    /// Whether the form states the total itself, rather than months adding up to it.
    pub total_is_stated: bool,
    /// What is counted, where it is a measure of the ledgers.
    pub ledger: Option<Entries>,
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

/// The measures of all forms, in the order of the forms and their cells, and then those of the ledgers.
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
                of: cell.of.map(|of| first + of),
                total_is_stated,
                ledger: None,
            });
        }
        for sum in &form.derived {
            let like = measures[first + sum.parts[0]].clone();
            let of = sum.of.as_ref().and_then(|of| {
                let id = format!("{}.{of}", form.id);
                measures.iter().position(|measure: &Measure| measure.id == id)
            });
            measures.push(Measure {
                id: format!("{}.{}", form.id, sum.id),
                title: sum.title.clone(),
                cell: None,
                parts: sum.parts.iter().map(|part| first + part).collect(),
                of,
                ..like
            });
        }
    }
    let of_ledgers = super::ledger::measures(dataset, measures.len());
    measures.extend(of_ledgers);
    measures
}
