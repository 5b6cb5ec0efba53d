//! Limits that forms declare: the most a cell can have, and the whole it is a part of.
//!
//! In: `max` and `of` of cells. Out: warnings where a number goes beyond. A part that a rule of the form compares with its
//! whole is that rule's.

use crate::check::Subject;
use crate::check::rule_sides::{Resolved, value};
use crate::dataset::{Aggregation, Operator, RegionAt, Span};
use crate::diagnostic::{Code, Finding};
use crate::figures::{Key, MeasureAt};
use crate::say;

/// The cells that have one.
pub(super) struct DeclaredLimits {
    most: Vec<(MeasureAt, u32)>,
    /// Each part with its whole.
    parts: Vec<(MeasureAt, MeasureAt)>,
}

impl DeclaredLimits {
    pub fn of(subject: Subject, rules: &[Resolved]) -> Self {
        let measures = subject.figures.measures();
        let is_ruled = |part, whole| {
            let compares =
                |side: &[(MeasureAt, Span)], with| matches!(side, [(measure, _)] if *measure == with);
            rules.iter().any(|resolved| {
                resolved.rule.op == Operator::AtMost
                    && compares(&resolved.left, part)
                    && compares(&resolved.right, whole)
            })
        };
        let cells = || MeasureAt::each(measures).filter(|(_, of)| of.cell.is_some());
        let most = cells().filter_map(|(at, of)| {
            let (form, cell) = of.form.zip(of.cell)?;
            Some((at, subject.dataset.forms[form].cells[cell].max?))
        });
        let parts = cells().filter_map(|(at, of)| Some((at, of.of?)));
        Self { most: most.collect(), parts: parts.filter(|(part, whole)| !is_ruled(*part, *whole)).collect() }
    }

    /// Holds a reporter's months against them.
    pub fn check(&self, subject: Subject, region: RegionAt, findings: &mut Vec<Finding>) {
        for &(measure, most) in &self.most {
            let months =
                subject.figures.periods().map(|period| Key { measure, region, period, span: Span::Month });
            findings.extend(months.filter_map(|at| beyond(subject, at, most)));
        }
        for &(part, whole) in &self.parts {
            let span = match subject.figures.measures()[part].aggregation {
                Aggregation::Flow => Span::ToDate,
                Aggregation::Distinct | Aggregation::Stock | Aggregation::Flag | Aggregation::Rate => {
                    Span::Month
                }
            };
            let mut months =
                subject.figures.periods().map(|period| Key { measure: part, region, period, span });
            findings.extend(months.find_map(|at| outgrown(subject, at, whole)));
        }
    }
}

/// A month beyond the most.
fn beyond(subject: Subject, at: Key, most: u32) -> Option<Finding> {
    subject.figures.at(at).even_withheld().filter(|number| *number > most.into())?;
    let (title, number) = (&subject.figures.measures()[at.measure].title, value(subject, at)?);
    let message = say!(
        "“{title}”{number}，表中规定最多 {most}",
        "{title}: {number}, and the form has {most} at the most"
    );
    let help = say!("核对这个数，或改表里的 `max`", "compare the number, or change `max` in the form");
    Some(Finding::new(Code::CellImplausible, subject.place_of(at), message).help(help))
}

/// The first month in which a part is more than its whole.
fn outgrown(subject: Subject, at: Key, whole: MeasureAt) -> Option<Finding> {
    let of = Key { measure: whole, ..at };
    let [of_part, of_whole] = [at, of].map(|at| subject.figures.at(at).even_withheld());
    of_part.zip(of_whole).filter(|(part, whole)| part > whole)?;
    let title = |at: Key| &subject.figures.measures()[at.measure].title;
    let ((part, number), (whole, all)) = ((title(at), value(subject, at)?), (title(of), value(subject, of)?));
    let message = say!(
        "“{part}”{number}，多于它所属的“{whole}”{all}",
        "{part} {number}, more than the whole it is a part of: {whole} {all}"
    );
    let place = |at: Key| subject.place_of(Key { span: Span::Month, ..at });
    let finding = Finding::new(Code::RuleBroken, place(at), message)
        .severity(crate::diagnostic::Severity::Warning)
        .related(place(of), say!("所属的数", "the whole"))
        .help(say!("核对两个数，改正错的那个", "compare both and correct the one that is wrong"));
    Some(finding)
}
