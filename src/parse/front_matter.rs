//! Splits a Markdown file into its TOML front matter and its body.

use std::ops::Range;

/// Where the two parts of a page stand, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Between the two `+++` lines.
    pub front: Range<usize>,
    /// After them.
    pub body: Range<usize>,
}

/// `None` where the file does not begin with a `+++` line that is closed by another.
#[must_use]
pub fn split(text: &str) -> Option<Parts> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "+++" {
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "+++" {
            return Some(Parts { front: start..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_two_lines_of_plusses() {
        let text = "+++\r\ntitle = \"a\"\r\n+++\r\nbody";
        let parts = split(text).unwrap();
        assert_eq!(&text[parts.front], "title = \"a\"\r\n");
        assert_eq!(&text[parts.body], "body");
    }

    #[test]
    fn without_a_closed_pair_there_is_none() {
        for text in ["", "+++", "+++\na = 1\n", "x\n+++\n+++\n"] {
            assert_eq!(split(text), None, "{text:?}");
        }
    }
}
