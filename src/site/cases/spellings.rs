//! The ways a name may be written in an output.
//!
//! In: a name. Out: it as text, in a page's source, in the address of a link, with its characters set apart as in
//! lists of names, and in the encodings an attachment may have.

use std::fmt::Write;

/// Every way, at the same place for every name; one that is like an earlier one is to be left out.
pub(super) const SPELLINGS: [fn(&str) -> String; 6] = [
    str::to_owned,
    in_markup,
    |name| in_link(name, true),
    |name| in_link(name, false),
    |name| apart(name, '\u{3000}'),
    |name| apart(name, ' '),
];

/// Two characters are set apart to be as wide as three: 王　强 under 王建国.
pub(super) fn apart(name: &str, space: char) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) => format!("{first}{space}{second}"),
        _ => name.to_owned(),
    }
}

/// The most bytes of blanks between two characters of a name: a line break and how far the next line is set in.
const GAP: usize = 16;
/// How many characters names have that are looked for with blanks between them; two have forms of their own.
const APART: std::ops::RangeInclusive<usize> = 3..=4;
/// The most bytes such a name takes.
pub(super) const LONGEST_APART: usize = 4 * 3 + 3 * GAP;

/// Whether a form is also looked for with blanks between its characters: names of people, of three bytes each.
pub(super) fn may_be_apart(form: &str) -> bool {
    APART.contains(&form.chars().count()) && form.chars().all(|c| c.len_utf8() == 3 && c.is_alphanumeric())
}

/// Where a name ends that bytes begin with, its characters set apart: 张 三 丰, or over the end of a line.
pub(super) fn end_apart(bytes: &[u8], name: &[u8]) -> Option<usize> {
    let (first, rest) = name.split_at_checked(3)?;
    // Nearly always another character follows.
    let next = *bytes.get(3)?;
    if next != *rest.first()? && !matches!(next, b' ' | b'\t' | b'\r' | b'\n' | 0xC2 | 0xE3) {
        return None;
    }
    let mut end = bytes.starts_with(first).then_some(3)?;
    for character in rest.chunks_exact(3) {
        if !bytes[end..].starts_with(character) {
            end += gap(&bytes[end..])?;
        }
        end = bytes[end..].starts_with(character).then_some(end + 3)?;
    }
    Some(end)
}

/// How many bytes of blanks there are, with one line break among them at most; `None` where they are too many.
fn gap(bytes: &[u8]) -> Option<usize> {
    let (mut length, mut breaks) = (0, 0);
    while let Some(blank) = blank(&bytes[length..]) {
        breaks += usize::from(bytes[length] == b'\n');
        length += blank;
        if length > GAP || breaks > 1 {
            return None;
        }
    }
    Some(length)
}

/// How many bytes the blank has that bytes begin with.
fn blank(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b' ' | b'\t' | b'\r' | b'\n', ..] => Some(1),
        [0xC2, 0xA0, ..] => Some(2),
        [0xE3, 0x80, 0x80, ..] => Some(3),
        _ => None,
    }
}

/// Bytes without their blanks.
pub(super) fn squeezed(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if let Some(length) = blank(&bytes[at..]) {
            at += length;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}

/// A name in the encodings of old spreadsheets and text files, where it can be written in them.
pub(super) fn in_attachments(name: &str) -> Vec<Vec<u8>> {
    let (chinese, _, unknown) = encoding_rs::GB18030.encode(name);
    let units = |bytes: fn(u16) -> [u8; 2]| name.encode_utf16().flat_map(bytes).collect();
    let mut all = vec![units(u16::to_le_bytes), units(u16::to_be_bytes)];
    if !unknown && chinese != name.as_bytes() {
        all.push(chinese.into_owned());
    }
    all
}

fn in_markup(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn in_link(name: &str, upper: bool) -> String {
    let mut out = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else if upper {
            let _ = write!(out, "%{byte:02X}");
        } else {
            let _ = write!(out, "%{byte:02x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_is_written() {
        let all = |name: &str| SPELLINGS.map(|spell| spell(name));
        assert_eq!(
            all("王强"),
            ["王强", "王强", "%E7%8E%8B%E5%BC%BA", "%e7%8e%8b%e5%bc%ba", "王　强", "王 强"]
        );
        assert_eq!(all("甲&乙矿")[1], "甲&amp;乙矿");
        assert_eq!(all("王建国")[4..], ["王建国", "王建国"]);
        let attached = in_attachments("王强");
        assert!(
            attached.contains(&vec![0xCD, 0xF5, 0xC7, 0xBF])
                && attached.contains(&vec![0x8B, 0x73, 0x3A, 0x5F])
        );
    }
}
