//! What stands for a character: entities, escapes and percent-coding.
//!
//! In: bytes. Out: what the coding they begin with stands for, and how many bytes it takes: of `&#24352;x` 张 and eight.

use super::tags::invisible;

/// The longest name of a named entity and the most digits of a numbered one.
const LONGEST_ENTITY: usize = 32;

/// Entities with a name that matter to a search: what codings begin with, and what parts digits or letters.
const NAMED: [(&str, &str); 34] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("num", "#"),
    ("percnt", "%"),
    ("bsol", "\\"),
    ("commat", "@"),
    ("period", "."),
    ("lowbar", "_"),
    ("colon", ":"),
    ("semi", ";"),
    ("comma", ","),
    ("sol", "/"),
    ("middot", "·"),
    ("centerdot", "·"),
    ("hyphen", "‐"),
    ("dash", "‐"),
    ("lpar", "("),
    ("rpar", ")"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("hairsp", " "),
    ("sup1", "¹"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("shy", ""),
    ("zwj", ""),
    ("zwnj", ""),
    ("NoBreak", ""),
    ("ZeroWidthSpace", ""),
];

/// `&amp;`, `&#24352;`, `&#x5f20;`; browsers read numbered ones without their semicolon, too.
pub(super) fn entity(bytes: &[u8]) -> Option<(String, usize)> {
    let body = bytes.get(1..)?;
    if let Some(number) = body.strip_prefix(b"#") {
        let (digits, radix) = match number {
            [b'x' | b'X', hex @ ..] => (hex, 16),
            _ => (number, 10),
        };
        let is_digit = |byte: &&u8| char::from(**byte).is_digit(radix);
        let count = digits.iter().take(LONGEST_ENTITY).take_while(is_digit).count();
        let value = value(&digits[..count], radix)?;
        let length = 2 + (number.len() - digits.len()) + count;
        return Some((visible(value), length + usize::from(bytes.get(length) == Some(&b';'))));
    }
    let count = body.iter().take(LONGEST_ENTITY).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (body.get(count) == Some(&b';')).then_some(())?;
    let (_, stands_for) = NAMED.iter().find(|(name, _)| name.as_bytes() == &body[..count])?;
    Some(((*stands_for).to_owned(), count + 2))
}

/// `\u5f20`, pairs of surrogates, `\u{5f20}`, `\U00005f20`, `\x31`, and `\5f20 ` of style sheets.
pub(super) fn escape(bytes: &[u8]) -> Option<(String, usize)> {
    let hex = |from: usize, count: usize| value(bytes.get(from..from + count)?, 16);
    match bytes.get(1)? {
        b'\n' => Some((String::new(), 2)),
        b'u' if bytes.get(2) == Some(&b'{') => {
            let close = bytes.iter().take(LONGEST_ENTITY).position(|&byte| byte == b'}')?;
            Some((visible(hex(3, close.checked_sub(3)?)?), close + 1))
        }
        b'u' => {
            let unit = hex(2, 4)?;
            let low = (bytes.get(6..8) == Some(b"\\u")).then(|| hex(8, 4)).flatten();
            match (unit, low) {
                (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
                    Some((visible(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), 12))
                }
                _ => Some((visible(unit), 6)),
            }
        }
        b'U' => Some((visible(hex(2, 8)?), 10)),
        b'x' => Some((visible(hex(2, 2)?), 4)),
        _ => {
            let count = bytes[1..].iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count();
            // `\b` and `\f` are escapes of other kinds.
            let value = (count > 1).then(|| hex(1, count)).flatten()?;
            let blank = bytes.get(1 + count).is_some_and(u8::is_ascii_whitespace);
            Some((visible(value), 1 + count + usize::from(blank)))
        }
    }
}

/// The value of digits; none of no digits.
fn value(digits: &[u8], radix: u32) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()
}

/// A character by its number, unless nobody sees it.
fn visible(value: u32) -> String {
    let seen = |c: &char| invisible(c.encode_utf8(&mut [0; 4]).as_bytes()).is_none();
    char::from_u32(value).filter(seen).map(String::from).unwrap_or_default()
}

/// The byte that `%E5` stands for.
fn percent_byte(bytes: &[u8], at: usize) -> Option<u8> {
    let (sign, hex) = bytes.get(at..at + 3)?.split_first()?;
    (*sign == b'%').then(|| value(hex, 16)).flatten().map(|byte| byte as u8)
}

/// A run of `%E5%BC%A0`: as UTF-8, else as GB18030, in which the second byte of a character may be a letter.
pub(super) fn percent(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let (mut raw, mut end) = (vec![percent_byte(bytes, at)?], at + 3);
    while let Some(byte) = percent_byte(bytes, end) {
        raw.push(byte);
        end += 3;
    }
    if let Ok(text) = String::from_utf8(raw) {
        return Some((text, end - at));
    }
    let (mut raw, mut end, mut leads) = (Vec::new(), at, false);
    loop {
        let (byte, length) = match (percent_byte(bytes, end), bytes.get(end)) {
            (Some(byte), _) => (byte, 3),
            (None, Some(&byte @ (0x40..=0x7E | b'0'..=b'9'))) if leads => (byte, 1),
            _ => break,
        };
        leads = !leads && byte >= 0x81;
        raw.push(byte);
        end += length;
    }
    let (text, wrong) = encoding_rs::GB18030.decode_without_bom_handling(&raw);
    let text = if wrong { String::from_utf8_lossy(&raw) } else { text };
    Some((text.into_owned(), end - at))
}

/// `%u5f20`, as older scripts write it.
pub(super) fn unicode_percent(bytes: &[u8]) -> Option<(String, usize)> {
    let hex = bytes.strip_prefix(b"%u")?.get(..4)?;
    Some((visible(value(hex, 16)?), 6))
}
