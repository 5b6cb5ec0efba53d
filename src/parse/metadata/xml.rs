//! What XML says: the texts between its tags, and those in them that may name somebody.
//!
//! In: a part of a document, or a packet of XMP. Out: a line for each paragraph or cell, its letters joined where only
//! their look changes: `<w:t>王</w:t></w:r><w:r><w:t>强</w:t>` is 王强.

use memchr::{memchr, memchr2};

use super::MetadataWords;

/// Where a line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// At every tag: each is a field.
    Everywhere,
    /// At the tags that end a paragraph, a cell or a row.
    OfText,
}

/// Names of elements, without what stands before their colon, that begin or end a line.
const LINES: [&str; 17] = [
    "p",
    "h",
    "c",
    "v",
    "si",
    "row",
    "tc",
    "tr",
    "br",
    "cr",
    "tab",
    "line-break",
    "table-cell",
    "table-row",
    "comment",
    "author",
    "sheet",
];
/// Attributes that name somebody whatever letters they are in.
const NAMING: [&str; 6] = ["author", "displayName", "userId", "creator", "initials", "Target"];

pub(super) fn read(bytes: &[u8], breaks: Breaks, words: &mut MetadataWords) {
    let text = String::from_utf8_lossy(bytes);
    let (mut rest, mut line) = (text.as_ref(), String::new());
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        line.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = memchr2(b'>', b'<', &rest.as_bytes()[1..]).map(|end| end + 1) else { break };
        // An angle that nothing closes is text.
        let is_tag = rest.as_bytes()[end] == b'>';
        let (tag, after) = rest.split_at(end + usize::from(is_tag));
        if !is_tag {
            line.push_str(tag);
        } else if breaks == Breaks::Everywhere || is_line(tag) {
            words.say(&line);
            line.clear();
        }
        attributes(tag, breaks == Breaks::Everywhere, words);
        rest = after;
    }
    line.push_str(rest);
    words.say(&line);
}

fn is_line(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
    LINES.contains(&local(name))
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Says the values of a tag, or only those that name somebody, are in Chinese, or hold an address.
fn attributes(tag: &str, all: bool, words: &mut MetadataWords) {
    let mut parts = tag.split('"');
    while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
        let name = before.trim().trim_end_matches('=');
        let name = local(name.rsplit(char::is_whitespace).next().unwrap_or_default());
        if all || NAMING.contains(&name) || !value.is_ascii() || value.contains('@') {
            words.say(value);
        }
    }
}
