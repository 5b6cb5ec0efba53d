//! How a text is written inside another format: HTML, XML, the path of an address.
//!
//! In: any text. Out: the same text as that format reads it. It stands beside the stages, since findings, pages, feeds,
//! charts and the server all write texts, and each format is escaped in one place. (JSON is written by `serde_json`,
//! CSV by `csv`, templates escape what they set.)

/// Text of HTML, between tags or in an attribute in double quotes.
pub fn html(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Text of XML, between tags or in an attribute in double quotes; a blank stands for what XML cannot hold: one such
/// character, and no reader takes the file.
pub fn xml(text: &str, out: &mut String) {
    if text.contains(|c| !is_xml(c)) {
        html(&text.replace(|c| !is_xml(c), " "), out);
    } else {
        html(text, out);
    }
}

/// Whether XML 1.0 can hold a character.
#[must_use]
pub fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Percent-coded: all but letters, digits, `-._~` (RFC 3986) and what is to be kept.
#[must_use]
pub fn percent(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || is_kept(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}

/// Percent coding undone, once; `None` where two hexadecimal digits do not follow a `%`.
#[must_use]
pub fn percent_decoded(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { digit(rest.next()?)? << 4 | digit(rest.next()?)? } else { byte });
    }
    Some(bytes)
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(how: fn(&str, &mut String), text: &str) -> String {
        let mut out = String::new();
        how(text, &mut out);
        out
    }

    #[test]
    fn what_each_format_reads_otherwise_is_escaped() {
        assert_eq!(written(html, "<a b=\"c\">&amp;中'\t\0"), "&lt;a b=&quot;c&quot;&gt;&amp;amp;中'\t\0");
        assert_eq!(written(xml, "a\u{b}b\0<\u{ffff}\u{1b}\t\n县\u{fffd}"), "a b &lt;  \t\n县\u{fffd}");
        assert_eq!(
            percent("data/a b/登?#%&'\".csv", |c| c == '/'),
            "data/a%20b/%E7%99%BB%3F%23%25%26%27%22.csv"
        );
        assert_eq!(percent("-._~/", |_| false), "-._~%2F");
        for broken in ["%", "%2", "%zz", "a%2", "%+1"] {
            assert_eq!(percent_decoded(broken), None, "{broken}");
        }
        assert_eq!(percent_decoded("%2e%252e").as_deref(), Some(&b".%2e"[..]));
    }

    fn read(html: &str) -> String {
        let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        pairs.iter().fold(html.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in any::<String>()) {
            prop_assert_eq!(read(&written(html, &text)), text.clone());
            prop_assert_eq!(read(&written(xml, &text)), text.replace(|c| !is_xml(c), " "));
            let coded = percent(&text, |c| c == '/');
            prop_assert!(coded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)));
            prop_assert_eq!(percent_decoded(&coded), Some(text.into_bytes()));
        }

        #[test]
        fn no_text_is_markup(text in any::<String>()) {
            for how in [html, xml] {
                prop_assert!(!written(how, &text).contains(['<', '>', '"']));
            }
        }
    }
}
