//! Whether corrections start from what was published: the first after a month was frozen says the figure of its edition.

use std::collections::BTreeSet;

use super::explained::{CorrectionSteps, value};
use super::unexplained::written;
use crate::dataset::{CorrectedFigure, Correction, Dataset, Edition, FrozenValue, Value};
use crate::diagnostic::{Code, Finding, Findings};
use crate::figures::{Figures, Key, figure_named};
use crate::say;

/// Tells of those that do not.
pub(super) fn check(dataset: &Dataset, figures: &Figures, steps: &CorrectionSteps, findings: &Findings) {
    let mut looked = BTreeSet::new();
    for correction in &dataset.corrections {
        for change in &correction.changes {
            let Ok(at) = figure_named(&change.what.value, dataset, figures) else { continue };
            let Some(place) = dataset.editions.of(at.period) else { continue };
            let edition = &dataset.editions.all()[place];
            if correction.date.value <= edition.closed_on || !looked.insert(at) {
                continue;
            }
            let Some(was) = frozen_value(dataset, figures, edition, at) else { continue };
            let first = steps.since(at, edition, was).first().map(|(.., old, _)| value(*old));
            if value(change.old.value) != was && first == Some(value(change.old.value)) {
                findings.push(does_not_start(
                    edition,
                    (correction, change),
                    was,
                    figures.is_secret(at.measure),
                ));
            }
        }
    }
}

/// What an edition says of a figure; none of what it does not know.
fn frozen_value(dataset: &Dataset, figures: &Figures, edition: &Edition, at: Key) -> Option<FrozenValue> {
    let table = &edition.figures;
    let code = &dataset.regions.all()[at.region].code;
    let id = &figures.measures()[at.measure].id;
    let region = table.regions.iter().position(|known| known == code)? as u32;
    let measure = table.measures.iter().position(|known| known == id)? as u32;
    let line = table.lines.iter().find(|line| (line.region, line.measure) == (region, measure));
    let value = line.map(|line| line.values[at.span as usize]);
    value.or_else(|| figures.measures()[at.measure].ledger.as_ref().map(|_| FrozenValue::Number(0.into())))
}

fn does_not_start(
    edition: &Edition,
    (correction, change): (&Correction, &CorrectedFigure),
    was: FrozenValue,
    is_secret: bool,
) -> Finding {
    let hidden = || say!("…", "…");
    let said = |value: Value| if is_secret { hidden() } else { written(self::value(value)) };
    let (old, was) = (said(change.old.value), if is_secret { hidden() } else { written(was) });
    let message = crate::diagnostic::Say {
        zh: format!("写的原数是 {}，封存的是 {}", old.zh, was.zh),
        en: format!("it says that the figure was {}; frozen is {}", old.en, was.en),
    };
    Finding::new(Code::CorrectionNotFromEdition, correction.file.place(&change.old.span), message)
        .related(edition.place.clone(), say!("这一期的封存", "the edition of the month"))
        .help(say!("`old` 写首次公布的数", "`old` is what was first published"))
}
