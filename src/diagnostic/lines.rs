//! From byte offsets to lines and columns.

/// Where each line of a text starts.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
}

impl<'t> Lines<'t> {
    /// One pass over the text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { text, starts }
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
        let rest = &self.text[*start as usize..];
        rest.lines().next().unwrap_or("")
    }

    /// The byte offset a line starts at.
    #[must_use]
    pub fn start_of(&self, line: u32) -> usize {
        self.starts.get(line as usize - 1).map_or(self.text.len(), |&start| start as usize)
    }

    /// Line and column from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let offset = (offset as usize).min(self.text.len());
        let offset = (0..=offset).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        let line = self.line(offset as u32);
        let column = self.text[self.start_of(line)..offset].chars().count() as u32 + 1;
        (line, column)
    }
}
