//! The one form of a text in which it is searched, whatever coding it was written in.
//!
//! In: a text that goes out, or comes in. Out: [`Normal`]: entities (`&#24352;`), escapes (`\u5f20`, `\5f20 `),
//! percent-coding (`%E5%BC%A0`, `%D5%C5`) and names of hosts (`xn--…`) undone twice, letters parted by elements, comments
//! or what has no width joined, and where any part of it stands in the source. A reader, a browser or the next program
//! undoes them all; so a search that did not would pass over what everybody sees. `张<b>&#x4e09;</b>` is `张三`.

use std::ops::Range;

use super::hidden;
use super::shown::Shown;

/// The longest tag that is read as one, in bytes; more is text.
const LONGEST_TAG: usize = 1024;
/// The longest name of a named entity and the most digits of a numbered one.
const LONGEST_ENTITY: usize = 32;
/// The longest label of a host (RFC 1035).
const LONGEST_LABEL: usize = 63;

/// Elements that begin a line or a cell of their own: letters on their two sides are not read as one word.
const BLOCKS: [&str; 56] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "entry",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "input",
    "legend",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "option",
    "p",
    "path",
    "pre",
    "rect",
    "script",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

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

/// A text in its normal form.
#[derive(Debug)]
pub struct Normal {
    once: Shown,
    twice: Option<Shown>,
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
    memchr::memchr3_iter(b'&', b'\\', b'%', bytes).any(coded)
        || memchr::memmem::find(bytes, b"xn--").is_some()
}

/// A text with one layer of coding taken off; what stands inside tags comes after all that stands between them.
fn undone(text: &str) -> Shown {
    let mut reader = Reader { text, shown: Shown::default(), asides: Vec::new(), comments_end: true };
    reader.read(0..text.len(), true);
    for aside in std::mem::take(&mut reader.asides) {
        reader.shown.put_for("\n", aside.start..aside.start);
        reader.read(aside, false);
    }
    reader.shown
}

struct Reader<'t> {
    text: &'t str,
    shown: Shown,
    /// What stands in tags and comments.
    asides: Vec<Range<usize>>,
    /// Whether a comment may still end: looked for once.
    comments_end: bool,
}

impl Reader<'_> {
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

/// A tag or a comment.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    /// How many bytes it has.
    pub length: usize,
    /// Whether a line or a cell begins or ends there.
    pub is_block: bool,
}

/// The tag or comment that bytes begin with.
#[must_use]
pub fn tag(bytes: &[u8]) -> Option<Tag> {
    if let Some(comment) = bytes.strip_prefix(b"<!--") {
        let length = memchr::memmem::find(comment, b"-->")? + 7;
        return Some(Tag { length, is_block: false });
    }
    let name = bytes.strip_prefix(b"</").or_else(|| bytes.strip_prefix(b"<"))?;
    if !matches!(name.first()?, b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'?') {
        return None;
    }
    let mut quote = None;
    let end =
        bytes.iter().take(LONGEST_TAG).enumerate().skip(1).find_map(|(at, &byte)| match (byte, quote) {
            (b'>' | b'<', None) => Some(at),
            (b'"' | b'\'', None) => {
                quote = Some(byte);
                None
            }
            (_, Some(open)) if open == byte => {
                quote = None;
                None
            }
            _ => None,
        });
    let end = end.filter(|&end| bytes[end] == b'>')?;
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_block = BLOCKS.iter().any(|block| block.as_bytes().eq_ignore_ascii_case(&name[..length]));
    Some(Tag { length: end + 1, is_block })
}

/// How many bytes the character without width has that bytes begin with.
#[must_use]
pub fn invisible(bytes: &[u8]) -> Option<usize> {
    let length = match bytes.first()? {
        0xC2 | 0xCD | 0xD8 => 2,
        0xE1..=0xEF => 3,
        0xF3 => 4,
        _ => return None,
    };
    let c = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    let joins = matches!(c, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180e}' | '\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let unseen = matches!(hidden::of(c), Some(hidden::Kind::Direction | hidden::Kind::Invisible));
    (unseen || joins).then_some(length)
}

/// `&amp;`, `&#24352;`, `&#x5f20;`; browsers read numbered ones without their semicolon, too.
fn entity(bytes: &[u8]) -> Option<(String, usize)> {
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
fn escape(bytes: &[u8]) -> Option<(String, usize)> {
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
fn percent(bytes: &[u8], at: usize) -> Option<(String, usize)> {
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
fn unicode_percent(bytes: &[u8]) -> Option<(String, usize)> {
    let hex = bytes.strip_prefix(b"%u")?.get(..4)?;
    Some((visible(value(hex, 16)?), 6))
}

/// A label of a host in Punycode (RFC 3492).
fn host(bytes: &[u8]) -> Option<(String, usize)> {
    let label = bytes.get(..4).filter(|head| head.eq_ignore_ascii_case(b"xn--")).map(|_| &bytes[4..])?;
    let is_of_label = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let count = label.iter().take(LONGEST_LABEL).take_while(is_of_label).count();
    Some((decoded_label(&label[..count])?, 4 + count))
}

fn decoded_label(label: &[u8]) -> Option<String> {
    const BASE: u32 = 36;
    let cut = label.iter().rposition(|&byte| byte == b'-');
    let (plain, rest) = cut.map_or((&label[..0], label), |cut| (&label[..cut], &label[cut + 1..]));
    let mut out: Vec<char> = plain.iter().map(|&byte| char::from(byte)).collect();
    let (mut code, mut place, mut bias, mut first) = (128_u32, 0_u32, 72_u32, true);
    let mut digits =
        rest.iter().map(|&byte| char::from(byte).to_digit(BASE).map(|digit| (digit + 26) % BASE));
    while digits.len() > 0 {
        let (before, mut weight, mut step) = (place, 1_u32, BASE);
        loop {
            // Letters count from nought, digits after them.
            let digit = digits.next()??;
            place = place.checked_add(digit.checked_mul(weight)?)?;
            let least = step.saturating_sub(bias).clamp(1, 26);
            if digit < least {
                break;
            }
            weight = weight.checked_mul(BASE - least)?;
            step += BASE;
        }
        let count = out.len() as u32 + 1;
        let mut delta = (place - before) / if first { 700 } else { 2 };
        delta += delta / count;
        let mut adapted = 0;
        while delta > 455 {
            delta /= BASE - 1;
            adapted += BASE;
        }
        bias = adapted + BASE * delta / (delta + 38);
        first = false;
        code = code.checked_add(place / count)?;
        place %= count;
        out.insert(place as usize, char::from_u32(code)?);
        place += 1;
    }
    Some(out.into_iter().collect())
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
    fn what_is_parted_by_a_line_or_a_cell_stays_parted() {
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
