//! From byte offsets to lines and columns.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::{Place, Texts, Veil};

/// How many bytes of a text lie between two places where the characters before are known: a column costs no more than
/// so many, however long its line.
const STRIDE: usize = 1024;

thread_local! {
    static MADE: Cell<usize> = const { Cell::new(0) };
}

/// Where each line of a text starts.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    /// How many characters begin before each multiple of [`STRIDE`]; counted where a column is asked for.
    before: OnceCell<Vec<u32>>,
}

impl<'t> Lines<'t> {
    /// One pass over the text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        MADE.set(MADE.get() + 1);
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { text, starts, before: OnceCell::new() }
    }

    /// How many have been made by this thread: each costs a pass over a file, so that tests hold them to one a file.
    #[must_use]
    pub fn made() -> usize {
        MADE.get()
    }

    /// The line that holds `offset`, from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// The text of a line without its line break; empty past the end.
    #[must_use]
    pub fn text_of(&self, line: u32) -> &'t str {
        let Some(start) = self.starts.get(line as usize - 1) else { return "" };
        match self.starts.get(line as usize) {
            Some(next) => {
                let text = &self.text[*start as usize..*next as usize - 1];
                text.strip_suffix('\r').unwrap_or(text)
            }
            None => &self.text[*start as usize..],
        }
    }

    /// The byte offset a line starts at.
    #[must_use]
    pub fn start_of(&self, line: u32) -> usize {
        self.starts.get(line as usize - 1).map_or(self.text.len(), |&start| start as usize)
    }

    /// Line and column from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let offset = self.text.floor_char_boundary((offset as usize).min(self.text.len()));
        let line = self.line(offset as u32);
        let column = self.characters_before(offset) - self.characters_before(self.start_of(line)) + 1;
        (line, column)
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let before = self.before.get_or_init(|| {
            let strides = self.text.as_bytes().chunks(STRIDE);
            let sums = strides.scan(0, |sum, stride| Some(std::mem::replace(sum, *sum + beginnings(stride))));
            sums.collect()
        });
        let stride = offset / STRIDE;
        // Past the end of a text of whole strides there is none more, and the last one is counted through.
        let stride = stride.min(before.len().saturating_sub(1));
        let rest = &self.text.as_bytes()[(stride * STRIDE).min(offset)..offset];
        before.get(stride).copied().unwrap_or_default() + beginnings(rest)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

/// Where findings stand: the lines of each file, made once however many findings point into it.
#[derive(Debug)]
pub struct Positions<'t> {
    texts: &'t Texts,
    lines: RefCell<HashMap<&'t str, Rc<Lines<'t>>>>,
}

impl<'t> Positions<'t> {
    /// In these texts.
    #[must_use]
    pub fn new(texts: &'t Texts) -> Self {
        Self { texts, lines: RefCell::default() }
    }

    /// What of a line may not be shown.
    #[must_use]
    pub fn veil(&self) -> &'t Veil {
        self.texts.veil()
    }

    /// The lines of a file; `None` where there is no text of it.
    #[must_use]
    pub fn lines(&self, path: &str) -> Option<Rc<Lines<'t>>> {
        let (path, text) = self.texts.entry(path)?;
        let mut lines = self.lines.borrow_mut();
        Some(Rc::clone(lines.entry(path).or_insert_with(|| Rc::new(Lines::new(text)))))
    }

    /// Where a place starts and ends, each as line and column from 1; a file without text has but its first.
    #[must_use]
    pub fn of(&self, place: &Place) -> ((u32, u32), (u32, u32)) {
        match self.lines(&place.path) {
            Some(lines) => (lines.line_column(place.span.0), lines.line_column(place.span.1)),
            None => ((1, 1), (1, 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn columns_are_counted_in_characters(
            text in "([a-z]{0,700}|县{0,400}|[𠮷é]{0,300}|\r?\n){0,8}", at in 0u32..6000
        ) {
            let lines = Lines::new(&text);
            let end = text.floor_char_boundary((at as usize).min(text.len()));
            let before = &text[..end];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            prop_assert_eq!(lines.line_column(at), (line as u32, column as u32));
            let shown = text.split('\n').nth(line - 1).unwrap();
            prop_assert_eq!(lines.text_of(line as u32), shown.strip_suffix('\r').unwrap_or(shown));
        }
    }

    #[test]
    fn lines_are_made_once_a_file_whatever_the_order() {
        let texts: Texts =
            ["a", "b"].map(|path| (Arc::from(path), Arc::from("x\ny\n"))).into_iter().collect();
        let (positions, made) = (Positions::new(&texts), Lines::made());
        for path in ["a", "b", "a", "b", "c"] {
            let at = positions.of(&Place::new(&Arc::from(path), &(2..3)));
            assert_eq!(at.0, if path == "c" { (1, 1) } else { (2, 1) });
        }
        assert_eq!(Lines::made() - made, 2);
    }
}
