//! Rows pasted once more and given a new id.

use super::*;

pub fn slips() -> Vec<Mistake> {
    let pasted = |name, path, fits| (name, Pasted(path, fits), Code::RowRepeated, Cell("id"));
    vec![
        pasted("a closed hazard twice", HAZARDS, closed),
        pasted("an open hazard twice", HAZARDS, |row| row["outcome"].is_empty()),
        pasted("a penalty twice", ENFORCEMENT, unit_fine),
        pasted("an order twice", ENFORCEMENT, |row| row["kind"] == "order"),
        pasted("an inspection twice", INSPECTIONS, any),
        pasted("a notice twice", NOTICES, any),
        pasted("a firm twice", ENTERPRISES, any),
        pasted("a facility twice", FACILITIES, any),
    ]
}
