//! PNG, JPEG and GIF: their comments and texts. EXIF and XMP are found in any file by themselves.
//!
//! In: a picture's bytes. Out: the texts of its chunks, segments and extensions.

use super::{MetadataWords, Packing};

/// What `convert` keeps EXIF, IPTC and XMP of other formats in: a head, then hexadecimal digits.
const RAW_PROFILE: &[u8] = b"Raw profile type ";
const COMMENT: u8 = 0xFE;
const APP13: u8 = 0xED;
/// The end of what a JPEG says before its pixels.
const SCAN: u8 = 0xDA;

pub(super) fn png(bytes: &[u8], words: &mut MetadataWords) {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, body)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = (u32::from_be_bytes([a, b, c, d]) as usize).min(body.len());
        let (data, after) = body.split_at(length);
        match &kind {
            b"tEXt" => {
                let (name, text) = at_nul(data);
                field(name, text, words);
            }
            b"zTXt" => {
                let (name, packed) = at_nul(data);
                let text = words.unpack(packed.get(1..).unwrap_or_default(), Packing::Zlib);
                field(name, &text, words);
            }
            b"iTXt" => international(data, words),
            _ => {}
        }
        rest = after.get(4..).unwrap_or_default();
    }
}

/// `iTXt`: a name, whether it is packed, a language, the name in that language, the text.
fn international(data: &[u8], words: &mut MetadataWords) {
    let (name, rest) = at_nul(data);
    let Some(([is_packed, _], rest)) = rest.split_first_chunk::<2>() else { return };
    let (_, rest) = at_nul(rest);
    let (translated, text) = at_nul(rest);
    words.bytes(translated);
    if *is_packed == 1 {
        let text = words.unpack(text, Packing::Zlib);
        field(name, &text, words);
    } else {
        field(name, text, words);
    }
}

fn at_nul(data: &[u8]) -> (&[u8], &[u8]) {
    let at = memchr::memchr(0, data).unwrap_or(data.len());
    (&data[..at], data.get(at + 1..).unwrap_or_default())
}

fn field(name: &[u8], text: &[u8], words: &mut MetadataWords) {
    if name.starts_with(RAW_PROFILE) {
        let hex = text.split(u8::is_ascii_whitespace).filter(|part| !part.is_empty()).skip(2);
        let profile = from_hex(&hex.flatten().copied().collect::<Vec<_>>());
        iptc(&profile, words);
        words.blocks(&profile);
    } else if text.starts_with(b"<?xpacket") || text.starts_with(b"<x:xmpmeta") {
        words.xmp(text);
    } else {
        words.bytes(&[name, b": ", text].concat());
    }
}

/// Bytes of pairs of hexadecimal digits.
pub(super) fn from_hex(digits: &[u8]) -> Vec<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
    let pair = |pair: &[u8]| Some(value(pair[0])? << 4 | value(pair[1])?);
    digits.chunks_exact(2).map_while(pair).collect()
}

pub(super) fn jpeg(bytes: &[u8], words: &mut MetadataWords) {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, marker, body @ ..] = rest {
        match *marker {
            SCAN => return,
            // Fill bytes and markers without a body.
            0xFF => rest = &rest[1..],
            0x01 | 0xD0..=0xD9 => rest = body,
            marker => {
                let Some(length) = body.first_chunk().map(|two| usize::from(u16::from_be_bytes(*two))) else {
                    return;
                };
                let data = body.get(2..length.min(body.len())).unwrap_or_default();
                match marker {
                    COMMENT => words.bytes(data),
                    APP13 => iptc(data, words),
                    _ => {}
                }
                rest = body.get(length.max(2)..).unwrap_or_default();
            }
        }
    }
}

/// The records of IPTC-IIM: `1C 02`, what it is, how long, the text.
fn iptc(data: &[u8], words: &mut MetadataWords) {
    let mut rest = data;
    while let Some(at) = memchr::memmem::find(rest, b"\x1C\x02") {
        rest = &rest[at + 2..];
        let [_, high, low, text @ ..] = rest else { return };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if let Some(text) = text.get(..length) {
            words.bytes(text);
            rest = &rest[3 + length..];
        }
    }
}

pub(super) fn gif(bytes: &[u8], words: &mut MetadataWords) {
    let Some(&flags) = bytes.get(10) else { return };
    let mut at = 13 + table(flags);
    while let Some(&kind) = bytes.get(at) {
        match (kind, bytes.get(at + 1)) {
            (0x21, Some(&label)) => {
                let (data, end) = blocks(bytes, at + 2);
                if label == COMMENT {
                    words.bytes(&data);
                }
                at = end;
            }
            (0x2C, Some(_)) => {
                let flags = bytes.get(at + 9).copied().unwrap_or_default();
                at = blocks(bytes, at + 11 + table(flags)).1;
            }
            _ => return,
        }
    }
}

/// How many bytes a table of colours has.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// What stands in blocks of up to 255 bytes each, and where they end.
fn blocks(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut data = Vec::new();
    while let Some(length) = bytes.get(at).map(|length| usize::from(*length)).filter(|length| *length > 0) {
        data.extend_from_slice(bytes.get(at + 1..at + 1 + length).unwrap_or_default());
        at += 1 + length;
    }
    (data, at + 1)
}
