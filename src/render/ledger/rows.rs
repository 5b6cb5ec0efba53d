//! Rows of the ledgers' tables, as stencils: a nation shows a million of them, and only their values differ.

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::diagnostic::Finding;
use crate::escape;
use crate::render::dates::Dates;
use crate::render::stencil::{Stencil, hole};
use crate::render::theme::Theme;

/// A row of the public list of hazards; what a name with `?` stands for may be wanting.
const HAZARD: [&str; 15] = [
    "no",
    "link",
    "enterprise",
    "enterprise_link",
    "region",
    "region_link",
    "kind",
    "listed_by?",
    "description",
    "measures",
    "due_on?",
    "extended_to?",
    "found_on",
    "state",
    "overdue?",
];

/// A row about a penalty that is public.
const PENALTY: [&str; 14] = [
    "decided_on",
    "document_no",
    "authority",
    "enterprise?",
    "enterprise_link",
    "party",
    "kind",
    "amended?",
    "changed_on",
    "why",
    "basis",
    "amount?",
    "public_until",
    "url?",
];

/// A row about one that was withdrawn.
const WITHDRAWN: [&str; 5] = ["decided_on", "document_no", "authority", "changed_on?", "why"];

/// The rows that are drawn this way.
#[derive(Debug)]
pub struct Rows {
    pub hazard: RowStencil<{ HAZARD.len() }>,
    pub penalty: RowStencil<{ PENALTY.len() }>,
    pub withdrawn: RowStencil<{ WITHDRAWN.len() }>,
}

impl Rows {
    /// Draws them.
    pub fn draw(tera: &Tera, theme: &Theme) -> Result<Self, Box<Finding>> {
        Ok(Self {
            hazard: RowStencil::draw(tera, theme, "hazard_row", HAZARD)?,
            penalty: RowStencil::draw(tera, theme, "penalty_row", PENALTY)?,
            withdrawn: RowStencil::draw(tera, theme, "withdrawn_row", WITHDRAWN)?,
        })
    }
}

/// One kind of row: drawn once for each set of the values it may lack.
#[derive(Debug)]
pub struct RowStencil<const N: usize> {
    /// The places of the values it may lack.
    optional: Vec<usize>,
    /// By which of these are there, a bit for each.
    shapes: Vec<Stencil<RowHole>>,
}

/// The value at a place.
#[derive(Debug, Clone, Copy)]
enum RowHole {
    AsItIs(usize),
    /// A day in words.
    Told(usize),
}

fn named(name: &str) -> Option<RowHole> {
    match name.strip_suffix(" day") {
        Some(place) => place.parse().ok().map(RowHole::Told),
        None => name.parse().ok().map(RowHole::AsItIs),
    }
}

impl<const N: usize> RowStencil<N> {
    fn draw(tera: &Tera, theme: &Theme, component: &str, names: [&str; N]) -> Result<Self, Box<Finding>> {
        let optional: Vec<usize> = (0..N).filter(|place| names[*place].ends_with('?')).collect();
        let strings = theme.strings().value();
        let draw = |shape: usize| {
            let lacks =
                |place| optional.iter().position(|at| *at == place).is_some_and(|bit| shape >> bit & 1 == 0);
            let value = |place: usize| if lacks(place) { String::new() } else { hole(&place.to_string()) };
            let row = names.iter().enumerate();
            let row: BTreeMap<String, String> =
                row.map(|(place, name)| (name.trim_end_matches('?').to_owned(), value(place))).collect();
            let mut context = Context::new();
            context.insert_value("row", row.into());
            context.insert_value("t", strings.clone());
            let drawing = tera
                .render_component(component, &context, None, true)
                .map_err(|error| theme.finding("ledger/components.html", &error))?;
            Ok(Stencil::cut(drawing.trim(), named))
        };
        let shapes = (0..1 << optional.len()).map(draw).collect::<Result<_, Box<Finding>>>()?;
        Ok(Self { optional, shapes })
    }

    /// Writes a row with its values, in the order of their names; one that is wanting is empty.
    pub fn fill(&self, out: &mut String, dates: &Dates, values: [&str; N]) {
        let is_there = |(bit, place): (usize, &usize)| usize::from(!values[*place].is_empty()) << bit;
        let shape: usize = self.optional.iter().enumerate().map(is_there).sum();
        self.shapes[shape].fill(out, |hole, out| match hole {
            RowHole::AsItIs(place) => escape::html(values[place], out),
            RowHole::Told(place) => escape::html(&dates.told(values[place]), out),
        });
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> RowStencil<2> {
        let shape = |text: &str| Stencil::cut(text, named);
        let bare = shape(&format!("<td>{}</td>", hole("0")));
        let dated = shape(&format!("<td>{} {} {}</td>", hole("0"), hole("1"), hole("1 day")));
        RowStencil { optional: vec![1], shapes: vec![bare, dated] }
    }

    #[test]
    fn a_row_has_the_shape_of_what_it_shows() {
        let form = |key: &str| {
            if key == "day_form" { "{day}.{month}.{year}".into() } else { key.replace("month_", "") }
        };
        let dates = Dates::read(form);
        let mut out = String::new();
        row().fill(&mut out, &dates, ["<b>", "2023-11-05"]);
        row().fill(&mut out, &dates, ["a & b", ""]);
        assert_eq!(out, "<td>&lt;b&gt; 2023-11-05 5.11.2023</td>\n<td>a &amp; b</td>\n");
    }
}
