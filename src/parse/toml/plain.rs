//! The TOML that reports are written in, read in one pass.
//!
//! A report is `key = value` a line, `[form]` headers, and tables and lists of plain values on one
//! line. Ten thousand of them are most of what a site is made of, and the library spends seven times
//! as long on one as this does. Whatever is not as plain as that, or not right, is left to the library: it
//! alone says what TOML is and what is wrong with a text. A property test holds the two together.

use std::borrow::Cow;
use std::ops::Range;

use super::value::{KeyValue, TomlTable, TomlValue};
use crate::parse::scalar;

/// The table of a plain text; `None` where the library must look.
pub fn read(text: &str) -> Option<TomlTable<'_>> {
    let mut root = TomlTable::default();
    let mut section: Option<(Range<usize>, &str, Range<usize>, TomlTable)> = None;
    let mut cursor = Cursor { text, at: 0 };
    while cursor.at < text.len() {
        cursor.blanks();
        match cursor.peek() {
            Some(b'[') => {
                close(&mut root, section.take())?;
                let start = cursor.at;
                cursor.at += 1;
                let (key, key_span) = cursor.key()?;
                cursor.take(b']')?;
                section = Some((start..cursor.at, key, key_span, TomlTable::default()));
            }
            Some(b'#' | b'\n' | b'\r') | None => {}
            Some(_) => {
                let entry = cursor.entry(true)?;
                push(section.as_mut().map_or(&mut root, |(.., table)| table), entry)?;
            }
        }
        cursor.end_of_line()?;
    }
    close(&mut root, section)?;
    Some(root)
}

fn close<'f>(
    root: &mut TomlTable<'f>,
    section: Option<(Range<usize>, &'f str, Range<usize>, TomlTable<'f>)>,
) -> Option<()> {
    let Some((span, key, key_span, table)) = section else { return Some(()) };
    push(root, KeyValue { key: Cow::Borrowed(key), key_span, value: TomlValue::Table(table), span })
}

/// Keeps the order of the keys; a key that stands there already is wrong, and the library says so.
fn push<'f>(table: &mut TomlTable<'f>, entry: KeyValue<'f>) -> Option<()> {
    let place = table.0.binary_search_by(|known| known.key.cmp(&entry.key)).err()?;
    table.0.insert(place, entry);
    Some(())
}

struct Cursor<'f> {
    text: &'f str,
    at: usize,
}

impl<'f> Cursor<'f> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// The stretch of bytes that satisfy a test; `None` where there is none.
    fn run(&mut self, is_part: impl Fn(u8) -> bool) -> Option<&'f str> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|&byte| !is_part(byte)).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        // The tests below only ever stop before an ASCII byte or after one.
        (length > 0).then(|| self.text.get(start..self.at)).flatten()
    }

    fn key(&mut self) -> Option<(&'f str, Range<usize>)> {
        let start = self.at;
        let key = self.run(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')?;
        Some((key, start..self.at))
    }

    fn entry(&mut self, may_hold_table: bool) -> Option<KeyValue<'f>> {
        let (key, key_span) = self.key()?;
        self.blanks();
        self.take(b'=')?;
        self.blanks();
        let start = self.at;
        let value = match self.peek()? {
            b'{' if may_hold_table => self.table()?,
            b'[' => self.list()?,
            _ => self.single()?,
        };
        Some(KeyValue { key: Cow::Borrowed(key), key_span, value, span: start..self.at })
    }

    /// A value that holds no others.
    fn single(&mut self) -> Option<TomlValue<'f>> {
        match self.peek()? {
            b'"' => self.quoted(),
            _ => bare(self.run(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))?),
        }
    }

    /// `evidence = ["检查记录", "销号台账"]`
    fn list(&mut self) -> Option<TomlValue<'f>> {
        self.take(b'[')?;
        let mut items = Vec::new();
        loop {
            self.blanks();
            let start = self.at;
            let item = self.single()?;
            items.push((start..self.at, item));
            self.blanks();
            match self.peek()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return None,
            }
        }
        self.take(b']')?;
        Some(TomlValue::List(items))
    }

    fn table(&mut self) -> Option<TomlValue<'f>> {
        self.take(b'{')?;
        let mut table = TomlTable::default();
        loop {
            self.blanks();
            let entry = self.entry(false)?;
            push(&mut table, entry)?;
            self.blanks();
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return None,
            }
        }
        self.take(b'}')?;
        Some(TomlValue::Table(table))
    }

    /// A text in quotes, without escapes.
    fn quoted(&mut self) -> Option<TomlValue<'f>> {
        self.take(b'"')?;
        let text = self.run(|byte| byte >= b' ' && byte != b'"' && byte != b'\\' && byte != 0x7f)?;
        self.take(b'"')?;
        Some(TomlValue::Text(Cow::Borrowed(text)))
    }

    /// Blanks and a comment, then the end of the line or of the text.
    fn end_of_line(&mut self) -> Option<()> {
        self.blanks();
        if self.peek() == Some(b'#') {
            self.run(|byte| (byte >= b' ' || byte == b'\t') && byte != 0x7f)?;
        }
        match self.peek() {
            None => Some(()),
            Some(b'\n') => self.take(b'\n'),
            Some(_) => self.take(b'\r').and_then(|()| self.take(b'\n')),
        }
    }
}

/// True, false, a day, or an unsigned number without an exponent.
fn bare(word: &str) -> Option<TomlValue<'_>> {
    match word {
        "true" => return Some(TomlValue::Flag(true)),
        "false" => return Some(TomlValue::Flag(false)),
        _ => {}
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = |part: &str| digits(part) && (part.len() == 1 || !part.starts_with('0'));
    if whole(word) {
        return Some(TomlValue::Whole(Cow::Borrowed(word)));
    }
    match word.split_once('.') {
        Some((before, after)) => {
            (whole(before) && digits(after)).then_some(TomlValue::Fraction(Cow::Borrowed(word)))
        }
        None => scalar::date(word).map(TomlValue::Day),
    }
}

#[cfg(test)]
mod tests {
    use ::toml::de::DeTable;
    use proptest::prelude::*;

    use super::*;

    /// What both make of a text; nothing to compare where the plain reader leaves it alone.
    fn agree(text: &str) -> Result<bool, String> {
        let Some(plain) = read(text) else { return Ok(false) };
        let (library, errors) = DeTable::parse_recoverable(text);
        let library = TomlTable::from(library.into_inner());
        if errors.is_empty() && plain == library {
            return Ok(true);
        }
        Err(format!("{text:?}\nplain: {plain:?}\nlibrary: {library:?}\n{errors:?}"))
    }

    const REPORT: &str = "# Zahlen\r\nregion = \"141027\"\nperiod = \"2023-06\" # 六月\nevidence = [\"台账\", \"a\" ]\n\n[dispatch]\nsubmitted_on = 2023-06-20\n\
        self_found = 1\nfines = 7.70\t# 万元\nmedia_column = true\ninspectors_city = \"n/a\"\n\n[ statistics]\n";

    #[test]
    fn reports_are_plain() {
        let text = REPORT.replace("[ statistics]", "[statistics]")
            + "submitted_on = 2023-06-22\nmonth = { teams_formed = 3, fines = 7.7 }\ntotal = {a=0}";
        assert_eq!(agree(&text), Ok(true));
        assert_eq!(agree(""), Ok(true));
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_library() {
        for text in [
            "a = 01",
            "a = +1",
            "a = 1_0",
            "a = 0x10",
            "a = 1e3",
            "a = 1.",
            "a = .5",
            "a = 2023-02-30",
            "a = nan",
            "a = \"\\n\"",
            "a = \"\"\"x\"\"\"",
            "a = 'x'",
            "a = [1, ]",
            "a = [1,\n2]",
            "a = [[1]]",
            "a = [{ b = 1 }]",
            "a = []",
            "a.b = 1",
            "[a.b]",
            "[[a]]",
            "a = {}",
            "a = { b = 1, }",
            "a = { b = { c = 1 } }",
            "a = 1\na = 2",
            "[a]\n[a]",
            "a = 1\n[a]",
            "a = 1 b = 2",
            "a =",
            "a",
            "= 1",
            "数 = 1",
            "a = １",
            "\u{feff}a = 1",
            "a = 1\rb = 2",
            "a = \"x",
            "# \u{1}",
            "[a",
            "a = ",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// However a report is mangled, what the plain reader takes the library reads the same.
        #[test]
        fn the_plain_reader_and_the_library_agree(
            at in 0..REPORT.len(), length in 0usize..6, piece in "[ \\t\\r\\n=\\[\\]{},.\"'#0-9a-z_\\-数１]{0,6}"
        ) {
            let (mut at, mut to) = (at, (at + length).min(REPORT.len()));
            while !REPORT.is_char_boundary(at) { at -= 1; }
            while !REPORT.is_char_boundary(to) { to += 1; }
            let text = format!("{}{piece}{}", &REPORT[..at], &REPORT[to..]).replace("[ s", "[s");
            prop_assert!(agree(&text).is_ok(), "{}", agree(&text).unwrap_err());
        }

        #[test]
        fn they_agree_on_scraps(text in "([a-c\"=\\[\\]{}, .#\\n\\r\\t0-9\\-]|true|2023-06-01){0,24}") {
            prop_assert!(agree(&text).is_ok(), "{}", agree(&text).unwrap_err());
        }
    }
}
