//! The one form of a text in which it is searched, whatever coding it was written in.
//!
//! In: a text that goes out, or comes in. Out: [`Normal`]: entities (`&#24352;`), escapes (`\u5f20`, `\5f20 `),
//! percent-coding (`%E5%BC%A0`, `%D5%C5`) and names of hosts (`xn--…`) undone twice, letters separated by elements, comments
//! or what has no width joined, and where any part of it stands in the source. A reader, a browser or the next program
//! undoes them all; so a search that did not would pass over what everybody sees. `张<b>&#x4e09;</b>` is `张三`.

mod codings;
mod hosts;
mod tags;

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::shown::ShownText;
use codings::{entity, escape, percent, unicode_percent};
use hosts::host;

pub use tags::{Tag, invisible, tag};

/// What the name of a host in other letters begins with. Made once: many texts are short.
static HOST: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"xn--"));

/// A text in its normal form.
#[derive(Debug)]
pub struct Normal {
    once: ShownText,
    twice: Option<ShownText>,
}

impl Normal {
    /// The normal form of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let once = undone(text);
        let has_tags = !once.is_as_written() && once.text.contains('<');
        let twice = (has_tags || is_coded(once.text.as_bytes())).then(|| undone(&once.text));
        Self { once, twice }
    }

    /// All of it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.twice.as_ref().unwrap_or(&self.once).text
    }

    /// Where a part of it stands in the source.
    #[must_use]
    pub fn source_of(&self, part: &Range<usize>) -> Range<usize> {
        match &self.twice {
            Some(twice) => self.once.source_of(&twice.source_of(part)),
            None => self.once.source_of(part),
        }
    }
}

/// Whether anything in a text stands for something else. Hardly any page of our own has that, so this is all that most
/// of an output costs.
#[must_use]
pub fn is_coded(bytes: &[u8]) -> bool {
    let coded = |at: usize| match bytes[at] {
        b'&' => entity(&bytes[at..]).is_some(),
        b'\\' => bytes
            .get(at + 1)
            .is_some_and(|next| matches!(next, b'u' | b'U' | b'x' | b'\n') || next.is_ascii_hexdigit()),
        _ => percent(bytes, at).is_some() || bytes[at + 1..].starts_with(b"u"),
    };
    memchr::memchr3_iter(b'&', b'\\', b'%', bytes).any(coded) || HOST.find(bytes).is_some()
}

/// A text with one layer of coding taken off; what stands inside tags comes after all that stands between them.
fn undone(text: &str) -> ShownText {
    let mut reader = Decoder { text, shown: ShownText::default(), asides: Vec::new(), comments_end: true };
    reader.read(0..text.len(), true);
    for aside in std::mem::take(&mut reader.asides) {
        reader.shown.put_for("\n", aside.start..aside.start);
        reader.read(aside, false);
    }
    reader.shown
}

struct Decoder<'t> {
    text: &'t str,
    shown: ShownText,
    /// What stands in tags and comments.
    asides: Vec<Range<usize>>,
    /// Whether a comment may still end: looked for once.
    comments_end: bool,
}

impl Decoder<'_> {
    fn read(&mut self, range: Range<usize>, with_tags: bool) {
        let (text, bytes) = (self.text, &self.text.as_bytes()[..range.end]);
        let (mut at, mut from) = (range.start, range.start);
        while let Some(next) = bytes[at..].iter().position(|&byte| may_begin(byte)) {
            at += next;
            let Some((put, length)) = self.put(bytes, at, with_tags) else {
                at += 1;
                continue;
            };
            self.shown.written(&text[from..at], from);
            if !put.is_empty() {
                self.shown.put_for(&put, at..at + length);
            }
            at += length;
            from = at;
        }
        self.shown.written(&text[from..range.end], from);
    }

    /// What stands for the bytes at a place, and how many they are.
    fn put(&mut self, bytes: &[u8], at: usize, with_tags: bool) -> Option<(String, usize)> {
        let rest = &bytes[at..];
        match rest[0] {
            b'&' => entity(rest),
            b'\\' => escape(rest),
            b'%' => percent(bytes, at).or_else(|| unicode_percent(rest)),
            b'<' if with_tags => self.tag(bytes, at),
            b'x' | b'X' => {
                let begins = at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric());
                begins.then(|| host(rest)).flatten()
            }
            _ => invisible(rest).map(|length| (String::new(), length)),
        }
    }

    fn tag(&mut self, bytes: &[u8], at: usize) -> Option<(String, usize)> {
        if bytes[at..].starts_with(b"<!--") && !self.comments_end {
            return None;
        }
        let Some(tag) = tag(&bytes[at..]) else {
            self.comments_end &= !bytes[at..].starts_with(b"<!--");
            return None;
        };
        self.asides.push(at + 1..at + tag.length - 1);
        // A line break may lie in a name; two may not.
        Some((if tag.is_block { "\n\n".to_owned() } else { String::new() }, tag.length))
    }
}

/// Whether a coding, a tag or a character nobody sees may begin with a byte.
fn may_begin(byte: u8) -> bool {
    matches!(
        byte,
        b'&' | b'\\' | b'%' | b'<' | b'x' | b'X' | 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xE3 | 0xEF | 0xF3
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whatever_it_is_written_in_it_is_the_same_text() {
        for coded in [
            "&#24352;&#19977;",
            "&#x5f20;&#X4E09;",
            "&#24352&#19977",
            "\\u5f20\\u4e09",
            "\\u{5f20}\\u{4e09}",
            "\\U00005f20\\U00004e09",
            "\\5f20\\4e09",
            "\\5f20 \\004e09",
            "%E5%BC%A0%E4%B8%89",
            "%e5%bc%a0%e4%b8%89",
            "%D5%C5%C8%FD",
            "%u5f20%u4e09",
            "张<b>三</b>",
            "张<!-- 李 -->三",
            "张&shy;三",
            "张\u{ad}三",
            "张\u{200b}&#8203;三",
            "<i>张</i><i class='>'>三</i>",
            "&amp;#24352;&amp;#x4e09;",
            "%25E5%25BC%25A0三",
            "%26%2324352%3B三",
            "&lt;b&gt;张&lt;/b&gt;三",
            "\\u0026#24352;\\u0025E4\\u0025B8\\u002589",
            "xn--ehq892b",
        ] {
            assert!(Normal::of(coded).text().starts_with("张三"), "{coded}: {:?}", Normal::of(coded).text());
        }
        assert_eq!(Normal::of("\\ud842\\udfb7&#x20bb7;").text(), "𠮷𠮷");
        assert_eq!(Normal::of("%31%33\\x38\\31 &#50;").text(), "13812");
    }

    #[test]
    fn what_is_separated_by_a_line_or_a_cell_stays_separated() {
        assert_eq!(Normal::of("<td>张</td><td>三</td>").text().lines().next_back(), Some("/td"));
        assert!(!Normal::of("<td>张</td><td>三</td>").text().contains("张三"));
        assert!(
            Normal::of("<a title=\"&#24352;三\">x</a>").text().contains("张三"),
            "what a tag says is kept"
        );
    }

    #[test]
    fn what_only_looks_coded_stays() {
        for text in ["100% 甲", "a && b", "C:\\temp", "R&D; 50%", "a < b", "x-n", "\\b\\d+"] {
            assert_eq!(Normal::of(text).text(), text);
        }
        assert!(!is_coded("整改率 100%，A&B <b>甲</b> C:\\甲".as_bytes()));
    }

    #[test]
    fn every_part_knows_its_place() {
        let source = "a张<b>&amp;#x4e09;</b>b";
        let normal = Normal::of(source);
        let at = normal.text().find("张三").unwrap();
        assert_eq!(&source[normal.source_of(&(at..at + 6))], "张<b>&amp;#x4e09;");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Whatever a file is made of, its parts stand somewhere in it.
        #[test]
        fn nothing_brings_it_down(
            text in "(<!--|-->|</?(b|td|p)>|<|>|&|#|;|&#|x|\\\\|\\\\u|\\{|\\}|%|%25|%E5%BC|xn--|[0-9a-f]{1,4}|张|\u{ad}|\u{200b}|\"|'| |\n){0,24}"
        ) {
            let normal = Normal::of(&text);
            for (at, c) in normal.text().char_indices() {
                let span = normal.source_of(&(at..at + c.len_utf8()));
                prop_assert!(text.get(span.clone()).is_some(), "{text:?} {span:?}");
            }
        }
    }
}
