//! Elements and what has no width: what stands between letters without parting them, and what parts them.
//!
//! In: bytes. Out: how long the tag, the comment or the character is that they begin with. A browser shows `张<b>三</b>` as one
//! word, two cells as two.

use crate::parse::hidden;

/// The longest tag that is read as one, in bytes; more is text.
const LONGEST_TAG: usize = 1024;

/// Elements that begin a line or a cell of their own, sorted: letters on their two sides are not read as one word.
const BLOCKS: [&str; 56] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "entry",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "input",
    "legend",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "option",
    "p",
    "path",
    "pre",
    "rect",
    "script",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// The bytes of the longest of them, `blockquote` and `figcaption`.
const LONGEST_BLOCK: usize = 10;

/// A tag or a comment.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    /// How many bytes it has.
    pub length: usize,
    /// Whether a line or a cell begins or ends there.
    pub is_block: bool,
}

/// The tag or comment that bytes begin with.
#[must_use]
pub fn tag(bytes: &[u8]) -> Option<Tag> {
    if let Some(comment) = bytes.strip_prefix(b"<!--") {
        let length = memchr::memmem::find(comment, b"-->")? + 7;
        return Some(Tag { length, is_block: false });
    }
    let name = bytes.strip_prefix(b"</").or_else(|| bytes.strip_prefix(b"<"))?;
    if !matches!(name.first()?, b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'?') {
        return None;
    }
    let mut quote = None;
    let end =
        bytes.iter().take(LONGEST_TAG).enumerate().skip(1).find_map(|(at, &byte)| match (byte, quote) {
            (b'>' | b'<', None) => Some(at),
            (b'"' | b'\'', None) => {
                quote = Some(byte);
                None
            }
            (_, Some(open)) if open == byte => {
                quote = None;
                None
            }
            _ => None,
        });
    let end = end.filter(|&end| bytes[end] == b'>')?;
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    Some(Tag { length: end + 1, is_block: is_block(&name[..length]) })
}

fn is_block(name: &[u8]) -> bool {
    let mut lower = [0; LONGEST_BLOCK];
    let Some(lower) = lower.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    BLOCKS.binary_search_by(|block| block.as_bytes().cmp(lower)).is_ok()
}

/// How many bytes the character without width has that bytes begin with.
#[must_use]
pub fn invisible(bytes: &[u8]) -> Option<usize> {
    // Chinese characters begin with 0xE4 to 0xE9: of most texts nothing is looked at more closely.
    let length = match bytes.first()? {
        0xC2 | 0xCD | 0xD8 => 2,
        0xE1..=0xE3 | 0xEF => 3,
        0xF3 => 4,
        _ => return None,
    };
    let c = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    let joins = matches!(c, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180e}' | '\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let unseen = matches!(hidden::of(c), Some(hidden::Hidden::Direction | hidden::Hidden::Invisible));
    (unseen || joins).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_one_in_either_case_and_nothing_else_is() {
        for block in BLOCKS {
            assert!(is_block(block.as_bytes()) && is_block(block.to_uppercase().as_bytes()), "{block}");
        }
        for inline in ["b", "span", "a", "blockquotes", "", "tdd", "h7"] {
            assert!(!is_block(inline.as_bytes()), "{inline}");
        }
    }
}
