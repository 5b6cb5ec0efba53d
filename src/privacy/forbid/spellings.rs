//! The ways a name may be written in an output.
//!
//! In: a name. Out: it as text, in a page's source, in the address of a link, with its characters set apart as in
//! lists of names, and in the encodings an attachment may have.

use std::fmt::Write;

use crate::parse::normal;

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
#[must_use]
pub fn apart(name: &str, space: char) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) => format!("{first}{space}{second}"),
        _ => name.to_owned(),
    }
}

/// The most bytes of blanks between two characters of a name: a line break and how far the next line is set in.
const GAP: usize = 16;
/// The most bytes of tags and of what has no width between two characters.
const MARKS: usize = 256;
/// How many characters names have that are looked for with blanks between them; two have forms of their own.
const APART: std::ops::RangeInclusive<usize> = 3..=4;
/// The most bytes a name takes whose characters are set apart.
pub(super) const LONGEST_APART: usize = 1024;

/// Whether a form is also looked for with blanks between its characters: names of people, of three bytes each.
pub(super) fn may_be_apart(form: &str) -> bool {
    APART.contains(&form.chars().count()) && form.chars().all(|c| c.len_utf8() == 3 && c.is_alphanumeric())
}

/// Where a name ends that bytes begin with, its characters set apart by elements (`张<b>三</b>丰`) or by what has no
/// width, and with `blanks` as in 张 三 丰, or over the end of a line. Cells and lines part letters; only where each
/// letter has one of its own is it a name all the same.
pub(super) fn end_apart(bytes: &[u8], name: &str, blanks: bool) -> Option<usize> {
    let mut characters = name.chars();
    let first = characters.next()?.len_utf8();
    // Nearly always another character follows.
    let next = *bytes.get(first)?;
    let begins_gap = matches!(next, b' ' | b'\t' | b'\r' | b'\n' | b'<' | 0xC2 | 0xCD | 0xE1..=0xE3 | 0xEF);
    if (next != name.as_bytes().get(first).copied()? && !begins_gap)
        || !bytes.starts_with(&name.as_bytes()[..first])
    {
        return None;
    }
    let (mut end, mut count, mut joined, mut in_blocks) = (first, 1, false, false);
    for c in characters {
        let (length, is_block) = gap(&bytes[end..], blanks)?;
        joined |= length == 0;
        in_blocks |= is_block;
        end += length;
        let mut buffer = [0; 4];
        let c = c.encode_utf8(&mut buffer).as_bytes();
        end = bytes[end..].starts_with(c).then_some(end + c.len())?;
        count += 1;
        if end > LONGEST_APART {
            return None;
        }
    }
    (!in_blocks || !joined && count > 2).then_some(end)
}

/// How many bytes there are of blanks, with one line break among them at most, and of tags and what has no width, and
/// whether a line or cell ends among them; `None` where they are too many.
pub(super) fn gap(bytes: &[u8], blanks: bool) -> Option<(usize, bool)> {
    let (mut length, mut space, mut breaks, mut is_block) = (0, 0, 0, false);
    loop {
        let rest = &bytes[length..];
        if let Some(blank) = blank(rest).filter(|_| blanks) {
            breaks += usize::from(rest[0] == b'\n');
            space += blank;
            length += blank;
        } else if let Some(unseen) = mark(rest, &mut is_block) {
            length += unseen;
        } else {
            return Some((length, is_block));
        }
        if space > GAP || breaks > 1 || length > MARKS {
            return None;
        }
    }
}

/// How many bytes the tag, the comment or the character without width has that bytes begin with.
fn mark(bytes: &[u8], is_block: &mut bool) -> Option<usize> {
    if bytes.first() != Some(&b'<') {
        return normal::invisible(bytes);
    }
    let tag = normal::tag(&bytes[..bytes.len().min(MARKS)])?;
    *is_block |= tag.is_block;
    Some(tag.length)
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

/// The character of three bytes a text begins with, as all Chinese ones in use have.
pub(super) fn character(bytes: &[u8]) -> Option<u32> {
    let [lead, second, third] = bytes.first_chunk::<3>()?;
    let follows = |byte: &u8| byte & 0xC0 == 0x80;
    (lead & 0xF0 == 0xE0 && follows(second) && follows(third))
        .then(|| u32::from(lead & 0x0F) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F))
}

/// Bytes without their blanks, tags and what has no width.
pub(super) fn squeezed(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if let Some(length) = blank(&bytes[at..]).or_else(|| mark(&bytes[at..], &mut false)) {
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
    // A title of a PDF may be written as <FEFF5F20>.
    let hex = |upper: bool| {
        name.encode_utf16().map(move |unit| if upper { format!("{unit:04X}") } else { format!("{unit:04x}") })
    };
    all.extend([true, false].map(|upper| hex(upper).collect::<String>().into_bytes()));
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
