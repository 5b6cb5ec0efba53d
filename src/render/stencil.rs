//! A drawing with holes: drawn once by a template, filled for each page.
//!
//! The official forms are the same on ten thousand pages but for their numbers. Drawing one through
//! the template engine takes longer than everything else a page needs; cutting it once and filling
//! the holes is a copy.
//!
//! `<td>⟨figure 3 month⟩</td>` is drawn once with [`hole`] for the number; [`Stencil::cut`] makes `<td>`, a hole and `</td>` of
//! it, and [`Stencil::fill`] writes `<td>12</td>` for one county and `<td>未报</td>` for the next.

/// Begins a hole's name; from the private use area: a text that holds one is refused (`parse::hidden`).
const OPEN: char = '\u{e000}';
/// Ends a hole's name.
const CLOSE: char = '\u{e001}';

/// What a template shows where a hole is to be cut.
#[must_use]
pub fn hole(name: &str) -> String {
    format!("{OPEN}{name}{CLOSE}")
}

/// A text in words; of a hole, the hole of that name and ` day`.
#[must_use]
pub fn marked(text: &str, told: impl Fn(&str) -> String) -> String {
    match text.strip_prefix(OPEN).and_then(|text| text.strip_suffix(CLOSE)) {
        Some(name) => hole(&format!("{name} day")),
        None => told(text),
    }
}

/// Text with holes of kind `H` between its pieces.
#[derive(Debug, Clone)]
pub struct Stencil<H> {
    pieces: Vec<(String, Option<H>)>,
    length: usize,
}

impl<H: Copy> Stencil<H> {
    /// Cuts a drawing at its holes; `known` says what each name means, and drops what it does not know.
    #[must_use]
    pub fn cut(drawing: &str, known: impl Fn(&str) -> Option<H>) -> Self {
        let mut pieces = Vec::new();
        let mut rest = drawing;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let (name, next) = after.split_once(CLOSE).unwrap_or((after, ""));
            pieces.push((before.to_owned(), known(name)));
            rest = next;
        }
        pieces.push((rest.to_owned(), None));
        let length = pieces.iter().map(|(text, _)| text.len()).sum();
        Self { pieces, length }
    }

    /// Writes the drawing with its holes filled.
    pub fn fill(&self, out: &mut String, mut write: impl FnMut(H, &mut String)) {
        out.reserve(self.length + self.length / 4);
        for (text, hole) in &self.pieces {
            out.push_str(text);
            if let Some(hole) = hole {
                write(*hole, out);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_stays_a_hole_in_words() {
        assert_eq!(marked(&hole("from"), str::to_owned), hole("from day"));
        assert_eq!(marked("2023-11", str::to_uppercase), "2023-11");
    }

    #[test]
    fn holes_are_filled_in_order() {
        let drawing = format!("<td>{}</td><td>{}</td>", hole("1"), hole("2"));
        let stencil = Stencil::cut(&drawing, |name| name.parse::<usize>().ok());
        let mut out = String::new();
        stencil.fill(&mut out, |hole, out| out.push_str(["", "a", "b"][hole]));
        assert_eq!(out, "<td>a</td><td>b</td>");
    }
}
