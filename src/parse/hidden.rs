//! Characters nobody sees: controls, marks that turn the direction of writing, and what has no width.
//!
//! In: a text. Out: where such a character stands, and of what kind it is. XML does not take controls at all; the
//! others part a number or a name for every search, and show a reader another order than the file has. They come
//! along with what is pasted: the soft line break of a word processor is U+000B.

use std::ops::Range;

/// Why a character may not stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// A control other than tab and line break.
    Control,
    /// A code that is no character.
    NoCharacter,
    /// For private use: each program shows something else, or nothing; stencils cut their holes with two of them.
    Private,
    /// Turns the direction of writing.
    Direction,
    /// Has no width, and parts words unseen.
    Invisible,
}

/// How many bytes are looked at before one decides whether to look closer.
const STRIDE: usize = 64;

/// What a character is that may not stand after the one before it and before the rest.
fn kind(c: char, before: Option<char>, rest: &str) -> Option<Hidden> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Hidden::Control),
        '\u{fdd0}'..='\u{fdef}' => Some(Hidden::NoCharacter),
        '\u{e000}'..='\u{f8ff}' => Some(Hidden::Private),
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Some(Hidden::NoCharacter),
        '\u{f0000}'.. => Some(Hidden::Private),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some(Hidden::Direction)
        }
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{200b}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0e}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0001}'..='\u{e007f}' => Some(Hidden::Invisible),
        // They join the parts of a pictogram and of letters of other scripts; between ours they only hide.
        '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180e}' | '\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            let keycap = c == '\u{fe0f}' && rest.starts_with('\u{20e3}');
            (before.is_some_and(is_ours) && !keycap).then_some(Hidden::Invisible)
        }
        _ => None,
    }
}

/// What a character is by itself, whatever stands around it.
#[must_use]
pub fn of(c: char) -> Option<Hidden> {
    kind(c, None, "")
}

/// What numbers, addresses and names are written with here.
fn is_ours(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '@'
        || matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Every character of a text that may not be there, in its order.
pub fn find(text: &str) -> impl Iterator<Item = (Range<usize>, char, Hidden)> {
    let bytes = text.as_bytes();
    let strides = (0..bytes.len()).step_by(STRIDE).filter(|&start| is_suspect(bytes, start));
    strides.flat_map(move |start| in_stride(text, start))
}

/// The first of them.
#[must_use]
pub fn first(text: &str) -> Option<(Range<usize>, char, Hidden)> {
    find(text).next()
}

/// Whether a byte of a stretch may begin such a character. Without a branch, so that many bytes are told at once: a
/// nation is 90 MB of text.
fn is_suspect(bytes: &[u8], start: usize) -> bool {
    let end = bytes.len().min(start + STRIDE);
    let (these, next) = (&bytes[start..end], &bytes[start + 1..bytes.len().min(end + 1)]);
    let pairs = these.iter().zip(next).fold(0, |seen, (&byte, &next)| seen | begins(byte, next));
    // The last byte of all has none after it.
    pairs | these.last().map_or(0, |&byte| begins(byte, 0)) != 0
}

/// Not zero where two bytes may begin such a character, or the second is of another.
#[inline]
fn begins(byte: u8, next: u8) -> u8 {
    let control = (byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r') || byte == 0x7f;
    let short = (byte == 0xC2 && (next < 0xA0 || next == 0xAD)) || byte == 0xCD || byte == 0xD8;
    // Quotation marks and dashes begin as the marks of direction do.
    let long = byte == 0xE1
        || (byte == 0xE2 && (next == 0x80 || next == 0x81))
        || (byte == 0xE3 && next == 0x85)
        || byte == 0xEE
        || (byte == 0xEF
            && (next < 0xA4
                || next == 0xB7
                || next == 0xB8
                || (next >= 0xBB && next != 0xBC && next != 0xBD)));
    u8::from(control || short || long || byte >= 0xF0)
}

fn in_stride(text: &str, start: usize) -> impl Iterator<Item = (Range<usize>, char, Hidden)> {
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let (start, end) = (floor(start), floor(text.len().min(start + STRIDE)));
    let mut before = text[..start].chars().next_back();
    text[start..end].char_indices().filter_map(move |(at, c)| {
        let span = start + at..start + at + c.len_utf8();
        let kind = kind(c, before.replace(c), &text[span.end..])?;
        Some((span, c, kind))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<(usize, Hidden)> {
        find(text).map(|(span, _, kind)| (span.start, kind)).collect()
    }

    #[test]
    fn what_nobody_sees_is_told_where_it_stands() {
        for (c, kind) in [
            ('\0', Hidden::Control),
            ('\u{b}', Hidden::Control),
            ('\u{1b}', Hidden::Control),
            ('\u{7f}', Hidden::Control),
            ('\u{85}', Hidden::Control),
            ('\u{fdd0}', Hidden::NoCharacter),
            ('\u{fffe}', Hidden::NoCharacter),
            ('\u{ffff}', Hidden::NoCharacter),
            ('\u{1fffe}', Hidden::NoCharacter),
            ('\u{e000}', Hidden::Private),
            ('\u{f8ff}', Hidden::Private),
            ('\u{f0000}', Hidden::Private),
            ('\u{10fffd}', Hidden::Private),
            ('\u{200e}', Hidden::Direction),
            ('\u{202e}', Hidden::Direction),
            ('\u{2066}', Hidden::Direction),
            ('\u{61c}', Hidden::Direction),
            ('\u{200b}', Hidden::Invisible),
            ('\u{200d}', Hidden::Invisible),
            ('\u{2060}', Hidden::Invisible),
            ('\u{feff}', Hidden::Invisible),
            ('\u{ad}', Hidden::Invisible),
            ('\u{fe00}', Hidden::Invisible),
            ('\u{fe0f}', Hidden::Invisible),
            ('\u{3164}', Hidden::Invisible),
            ('\u{ffa0}', Hidden::Invisible),
            ('\u{e0041}', Hidden::Invisible),
            ('\u{e0100}', Hidden::Invisible),
        ] {
            for before in ["1", "强", "，，，，，，，，，，，，，，，，，，，，，三"] {
                for after in ["", "2", "强"] {
                    let text = format!("{before}{c}{after}");
                    assert_eq!(kinds(&text), [(before.len(), kind)], "{text:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_seen_may_stand() {
        for text in [
            "a\tb\r\n县“引文”——《通知》〔2023〕1号，①②…№ ¥12 ￥12 · × ± ° é",
            "👨\u{200d}👩 ❤\u{fe0f} 1\u{fe0f}\u{20e3} 𠮷 \u{a0} \u{3000} ヲ｡ ㄅ ﹣",
            "",
        ] {
            assert_eq!(kinds(text), [], "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_filter_hides_nothing(text in "(\\PC|[a-z ,\\n]{1,30}|[\\x00-\\u{ff}]|[\\u{2000}-\\u{206f}]|[\\u{e000}-\\u{ffff}]|\\u{e0041}){0,40}") {
            let mut before = None;
            let all: Vec<_> = text
                .char_indices()
                .filter_map(|(at, c)| kind(c, before.replace(c), &text[at + c.len_utf8()..]).map(|kind| (at, kind)))
                .collect();
            prop_assert_eq!(kinds(&text), all);
        }
    }
}
