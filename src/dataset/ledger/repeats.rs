//! Rows of a file that say the same as another one but for their ids: pasted twice, they would be counted twice.

use super::table::Row;
use crate::diagnostic::{Code, Finding, Findings};
use crate::parse::File;
use crate::parse::csv::CsvRecord as Record;
use crate::say;

/// Tells each such row at its id, with the first that says so. Sorted rather than hashed: nearly all rows differ in
/// their first cells.
pub fn tell<T: Row>(file: &File, records: &[Record], id: usize, findings: &Findings) {
    if T::MAY_REPEAT {
        return;
    }
    let without_id = |record: &Record| {
        let cell =
            record.cells.get(id).map_or(record.span.start..record.span.start, |cell| cell.span.clone());
        (&file.text[record.span.start..cell.start], &file.text[cell.end..record.span.end])
    };
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_unstable_by_key(|at| (without_id(&records[*at]), *at));
    for same in order.chunk_by(|one, other| without_id(&records[*one]) == without_id(&records[*other])) {
        let id_of = |at: usize| records[at].cells.get(id);
        let Some(first) = id_of(same[0]) else { continue };
        for again in same[1..].iter().filter_map(|at| id_of(*at)).filter(|again| again.text != first.text) {
            let (one, other) = (&again.text, &first.text);
            findings.push(
                Finding::new(
                    Code::RowRepeated,
                    file.place(&again.span),
                    say!(
                        "`{one}` 与 `{other}` 除编号外完全相同",
                        "`{one}` says the same as `{other}` but for its id"
                    ),
                )
                .related(file.place(&first.span), say!("与这一行相同", "the same as this row"))
                .help(say!(
                    "录了两遍的删去一行；确是两件事的，写明区别",
                    "delete the one entered twice; if there are two, say what differs"
                )),
            );
        }
    }
}
