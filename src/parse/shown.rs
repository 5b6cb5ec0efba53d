//! A text as it is shown, each stretch of it with its place in the file.
//!
//! In: stretches one after the other, as written or put for something else, as `1` is for `\u0031` and `&#49;`. Out:
//! the text in one piece, and where any part of it stands in the source.

use std::ops::Range;

/// A text made of stretches of a file.
#[derive(Debug, Clone, Default)]
pub struct ShownText {
    /// The stretches one after another, as they are read: a place in it leads back to the file.
    pub text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
struct Piece {
    /// Where it begins in the text.
    at: usize,
    /// Where it stands in the file.
    source: Range<usize>,
    /// Whether the file has it byte by byte.
    is_written: bool,
}

impl ShownText {
    /// Adds a stretch that the file has as it is shown.
    pub fn written(&mut self, text: &str, start: usize) {
        self.push(text, start..start + text.len(), true);
    }

    /// Adds what is shown for a stretch of the file.
    pub fn put_for(&mut self, text: &str, source: Range<usize>) {
        self.push(text, source, false);
    }

    fn push(&mut self, text: &str, source: Range<usize>, is_written: bool) {
        let at = self.text.len();
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if is_written && last.is_written && last.source.end == source.start => {
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { at, source, is_written }),
        }
    }

    /// Whether the file has all of it in one piece.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        matches!(&self.pieces[..], [] | [Piece { is_written: true, .. }])
    }

    /// Where a part of the text stands in the file.
    #[must_use]
    pub fn source_of(&self, part: &Range<usize>) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.at <= part.start).saturating_sub(1);
        let last = self.pieces.partition_point(|piece| piece.at < part.end).saturating_sub(1);
        let (Some(first), Some(last)) = (self.pieces.get(first), self.pieces.get(last)) else { return 0..0 };
        let start =
            if first.is_written { first.source.start + part.start - first.at } else { first.source.start };
        let end = if last.is_written { last.source.start + part.end - last.at } else { last.source.end };
        start..end.max(start)
    }

    /// Whether the file has something else where a part of the text begins.
    #[must_use]
    pub fn is_put(&self, at: usize) -> bool {
        let piece = self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1);
        piece.is_some_and(|piece| !self.pieces[piece].is_written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_knows_its_place() {
        let source = "a\\u0031bc";
        let mut shown = ShownText::default();
        shown.written("a", 0);
        shown.put_for("1", 1..7);
        shown.written("b", 7);
        shown.written("c", 8);
        assert_eq!(shown.text, "a1bc");
        assert!(!shown.is_as_written());
        let of = |part: Range<usize>| &source[shown.source_of(&part)];
        assert_eq!(
            [of(0..1), of(1..2), of(2..3), of(0..4), of(1..3)],
            ["a", "\\u0031", "b", source, "\\u0031b"]
        );
        assert_eq!([0, 1, 2, 3].map(|at| shown.is_put(at)), [false, true, false, false]);
    }
}
