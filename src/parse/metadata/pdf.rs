//! PDF: its strings, which hold title, author, notes and the names of attachments.
//!
//! In: a document's bytes. Out: every string outside of what pages draw: `(literal)`, `<hexadecimal>`, and those in packed
//! objects (ISO 32000, 7.5.7). Of an encrypted document nothing: its strings are noise.

use memchr::memmem;

use super::pictures::from_hex;
use super::{MetadataWords, Packing};

/// The longest string that is read as one, in bytes; the rest of a longer one is read as what follows.
const LONGEST: usize = 64 * 1024;
/// How far before its data the description of a stream is looked for.
const DESCRIPTION: usize = 2048;

pub(super) fn read(bytes: &[u8], words: &mut MetadataWords) {
    if memmem::find(bytes, b"/Encrypt").is_none() {
        strings(bytes, words);
    }
}

fn strings(bytes: &[u8], words: &mut MetadataWords) {
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| matches!(byte, b'(' | b'<' | b's')) {
        at += next;
        let rest = &bytes[at..];
        at += match rest {
            [b'(', ..] => literal(rest, words),
            [b'<', b'<', ..] => 2,
            [b'<', ..] => hexadecimal(rest, words),
            _ if rest.starts_with(b"stream") && !bytes[..at].ends_with(b"end") => stream(bytes, at, words),
            _ => 1,
        };
    }
}

/// `(a \(b\) c)`; how many bytes it has.
fn literal(bytes: &[u8], words: &mut MetadataWords) -> usize {
    let (mut text, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while let Some(&byte) = bytes.get(at).filter(|_| at < LONGEST) {
        at += 1;
        match byte {
            b'\\' => {
                let (put, length) = escaped(&bytes[at..]);
                text.extend(put);
                at += length;
            }
            b'(' => {
                depth += 1;
                if depth > 1 {
                    text.push(byte);
                }
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                text.push(byte);
            }
            _ => text.push(byte),
        }
    }
    words.bytes(&text);
    at
}

/// What stands after a backslash, and how many bytes it takes: `n`, `)`, `101`, the end of a line.
fn escaped(bytes: &[u8]) -> (Option<u8>, usize) {
    let octal = bytes.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    match bytes {
        _ if octal > 0 => {
            let value = bytes[..octal].iter().fold(0_u32, |value, byte| value * 8 + u32::from(byte - b'0'));
            (Some(value as u8), octal)
        }
        [b'\r', b'\n', ..] => (None, 2),
        [b'\r' | b'\n', ..] => (None, 1),
        [b'n' | b'r' | b't' | b'b' | b'f', ..] => (Some(b' '), 1),
        [byte, ..] => (Some(*byte), 1),
        [] => (None, 0),
    }
}

/// `<FEFF5F20>`; how many bytes it has.
fn hexadecimal(bytes: &[u8], words: &mut MetadataWords) -> usize {
    let is_of_it = |byte: &&u8| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace();
    let length = bytes[1..].iter().take(LONGEST).take_while(is_of_it).count();
    if bytes.get(1 + length) == Some(&b'>') {
        let digits: Vec<u8> = bytes[1..=length].iter().copied().filter(u8::is_ascii_hexdigit).collect();
        words.bytes(&from_hex(&digits));
    }
    1 + length
}

/// Reads what is packed where its description says that it is objects or metadata, and what is not packed; how many
/// bytes it has with its data.
fn stream(bytes: &[u8], at: usize, words: &mut MetadataWords) -> usize {
    let from = at.saturating_sub(DESCRIPTION);
    let start = memmem::rfind(&bytes[from..at], b"obj").map_or(from, |obj| from + obj);
    let description = &bytes[start..at];
    let says = |word: &[u8]| memmem::find(description, word).is_some();
    let data = &bytes[at + b"stream".len()..];
    let end = memmem::find(data, b"endstream").unwrap_or(data.len());
    let data = &data[..end];
    let length = b"stream".len() + end;
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    let data = data.strip_prefix(b"\n").unwrap_or(data);
    if !says(b"/Filter") {
        if !says(b"/Image") && !says(b"/FontFile") {
            strings(data, words);
        }
    } else if says(b"/FlateDecode") && says(b"/Metadata") {
        let packet = words.unpack(data, Packing::Zlib);
        words.blocks(&packet);
    } else if says(b"/FlateDecode") && says(b"/ObjStm") {
        let objects = words.unpack(data, Packing::Zlib);
        strings(&objects, words);
    }
    length
}
