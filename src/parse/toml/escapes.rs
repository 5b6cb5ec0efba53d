//! Texts of TOML that are not written as they are read: `"\u0031"` is 1.
//!
//! In: TOML, sound or not. Out: its quoted texts with escapes in them, as they are read. Comments and texts in single
//! quotes know no escapes.

use std::ops::Range;

use crate::parse::shown::ShownText;

/// Every quoted text with an escape in it; the TOML starts at `start` of its file.
#[must_use]
pub fn escaped(text: &str, start: usize) -> Vec<ShownText> {
    if memchr::memchr(b'\\', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let ranges = quoted(text.as_bytes()).into_iter();
    let with_escapes = ranges.filter(|range| text[range.clone()].contains('\\'));
    with_escapes.map(|range| read(&text[range.clone()], start + range.start)).collect()
}

/// What stands between double quotes.
fn quoted(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest[0] == b'#' {
            at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        } else if matches!(rest[0], b'"' | b'\'') {
            let quote = rest[0];
            let many = rest.starts_with(&[quote; 3]);
            let open = at + if many { 3 } else { 1 };
            let close = close(bytes, open, quote, many);
            if quote == b'"' {
                ranges.push(open..close);
            }
            at = close + (open - at);
        } else {
            at += 1;
        }
    }
    ranges
}

/// Where a quoted text ends that begins at `at`; a text of one line ends with its line, whether closed or not.
fn close(bytes: &[u8], mut at: usize, quote: u8, many: bool) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !many => return at,
            byte if byte == quote && (!many || bytes[at..].starts_with(&[quote; 3])) => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// A text with its escapes read; what is no escape stays.
fn read(raw: &str, start: usize) -> ShownText {
    let mut shown = ShownText::default();
    let mut at = 0;
    while let Some(length) = raw[at..].find('\\') {
        let escape = at + length;
        shown.written(&raw[at..escape], start + at);
        let (text, end) = one(raw, escape);
        match text {
            Some(c) => shown.put_for(c.encode_utf8(&mut [0; 4]), start + escape..start + end),
            None => shown.put_for("", start + escape..start + end),
        }
        at = end;
    }
    shown.written(&raw[at..], start + at);
    shown
}

/// What the escape at `at` stands for, and where it ends.
fn one(raw: &str, at: usize) -> (Option<char>, usize) {
    let Some(sign) = raw[at + 1..].chars().next() else { return (Some('\\'), raw.len()) };
    let after = at + 1 + sign.len_utf8();
    let plain = |c: char| (Some(c), after);
    let code = |digits: usize| {
        let hex = raw.get(after..after + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        (
            Some(hex.and_then(char::from_u32).unwrap_or(sign)),
            if hex.is_some() { after + digits } else { after },
        )
    };
    match sign {
        'b' => plain('\u{8}'),
        'e' => plain('\u{1b}'),
        'f' => plain('\u{c}'),
        'n' => plain('\n'),
        'r' => plain('\r'),
        't' => plain('\t'),
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        // A line that goes on in the next one.
        ' ' | '\t' | '\r' | '\n' => {
            let rest = raw[at + 1..].trim_start_matches([' ', '\t', '\r', '\n']);
            (None, raw.len() - rest.len())
        }
        c => plain(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(toml: &str) -> Vec<String> {
        escaped(toml, 0).into_iter().map(|shown| shown.text).collect()
    }

    #[test]
    fn escapes_are_read_as_the_library_reads_them() {
        let toml = "a = \"138\\u00312\\U0000003345678\"\nb = \"\"\"\n138\\\n   1234\\\"\"\\t\"\"\"\nc = '\\u0031'\n# \"\\u0031\"\nd = [\"x\", \"\\n\"]\n\"k\\u0031\" = 1\n";
        assert_eq!(texts(toml), ["13812345678", "\n1381234\"\"\t", "\n", "k1"]);
        let table: ::toml::Table = toml.parse().unwrap();
        assert_eq!(table["a"].as_str().unwrap(), texts(toml)[0]);
        assert_eq!(table["b"].as_str().unwrap(), texts(toml)[1].trim_start());
        assert_eq!(table["c"].as_str().unwrap(), "\\u0031");
    }

    #[test]
    fn what_is_not_sound_is_read_as_far_as_it_goes() {
        for toml in
            ["a = \"\\", "a = \"\\u00", "a = \"\\u00号", "a = \"\\号\nb = \"\\u0031", "\"\"\"\\", "'\\", "\\"]
        {
            let _ = texts(toml);
        }
        assert_eq!(texts("a = \"\\u0031\nb = \"\\u0032\""), ["1", "2"]);
    }

    #[test]
    fn every_character_knows_its_escape() {
        let toml = "a = \"县\\u0031号\"";
        let shown = &escaped(toml, 0)[0];
        assert_eq!(&toml[shown.source_of(&(3..4))], "\\u0031");
        assert_eq!(&toml[shown.source_of(&(0..shown.text.len()))], "县\\u0031号");
    }
}
