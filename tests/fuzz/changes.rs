//! Comes in: a site with nothing wrong and chance. Goes out: the site with one to four things changed.

use crate::bases::Bases;
use crate::chance::Chance;
use crate::fields;
use crate::site::Site;

/// A changed site.
#[derive(Clone)]
pub struct Input {
    /// What was changed.
    pub base: Site,
    pub site: Site,
    /// Changes in words.
    pub done: Vec<String>,
    /// Something nobody may read, put in somewhere.
    pub private: Option<&'static str>,
    /// Which of the pages are drawn; decides nothing else.
    pub number: u64,
}

impl Input {
    /// Whether the theme is not the program's any more; what a theme writes is its author's affair.
    pub fn has_own_theme(&self) -> bool {
        self.site
            .0
            .paths()
            .any(|path| path.starts_with("themes/") && self.site.0.get(path) != self.base.0.get(path))
    }
}

/// The `number`-th input of a seed.
pub fn input(bases: &Bases, seed: u64, number: u64) -> Input {
    let mut chance = Chance::of(seed, number);
    let base = bases.pick(&mut chance).clone();
    let mut input = Input { site: base.clone(), base, done: Vec::new(), private: None, number };
    for _ in 0..[1, 1, 1, 1, 2, 2, 3, 4][chance.below(8)] {
        change(&mut chance, &mut input);
    }
    input
}

fn change(chance: &mut Chance, input: &mut Input) {
    let paths: Vec<String> = input.site.0.paths().map(str::to_owned).collect();
    if paths.is_empty() {
        return;
    }
    let path = chance.pick(&paths).clone();
    let bytes = input.site.0.get(&path).unwrap_or_default().to_vec();
    let (what, changed) = match chance.below(100) {
        0..8 => return files(chance, input, &paths, &path, bytes),
        8..16 => ("bytes", self::bytes(chance, &bytes)),
        16..24 => ("coding", coded(chance, &bytes)),
        24..40 => ("lines", with_text(&bytes, |text| lines(chance, text, &other(chance_of(&paths), input)))),
        40..50 => ("number", with_text(&bytes, |text| number(chance, text))),
        50..58 => ("characters", with_text(&bytes, |text| characters(chance, text))),
        58..66 => ("tokens", with_text(&bytes, |text| tokens(chance, text))),
        66..70 => ("private", with_text(&bytes, |text| fields::private(chance, text, &mut input.private))),
        70..82 => ("markup", with_text(&bytes, |text| fields::markup(chance, &path, text))),
        _ => ("field", with_text(&bytes, |text| fields::field(chance, &path, text))),
    };
    input.done.push(format!("{what} of {path}"));
    input.site.0.put(&path, changed);
}

/// Some other file, by the number of files: lines wander between files.
fn chance_of(paths: &[String]) -> &str {
    &paths[paths.len() / 2]
}

fn other(path: &str, input: &Input) -> String {
    String::from_utf8_lossy(input.site.0.get(path).unwrap_or_default()).into_owned()
}

fn with_text(bytes: &[u8], change: impl FnOnce(&str) -> String) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => change(text).into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

/// Files renamed, doubled, taken away, emptied, put where others stand.
fn files(chance: &mut Chance, input: &mut Input, paths: &[String], path: &str, bytes: Vec<u8>) {
    let site = &mut input.site.0;
    let elsewhere = chance.pick(paths).clone();
    let odd = [
        "A b.toml",
        "报表.toml",
        "x.md",
        "9999-99/101.toml",
        "index.md",
        ".hidden",
        "a\u{202e}b.md",
        "a\nb.csv",
        "x<gs7i>.md",
    ];
    let beside =
        |name: &str| format!("{}/{name}", path.rsplit_once('/').map_or("content", |(folder, _)| folder));
    let what = match chance.below(6) {
        0 => {
            site.remove(path);
            format!("{path} taken away")
        }
        1 => {
            site.put(path, "");
            format!("{path} emptied")
        }
        2 => {
            let to = beside(chance.pick::<&str>(&odd));
            site.put(&to, bytes);
            site.remove(path);
            format!("{path} renamed to {to:?}")
        }
        3 => {
            let to = beside(chance.pick::<&str>(&odd));
            site.put(&to, bytes);
            format!("{path} doubled as {to:?}")
        }
        4 => {
            site.put(&elsewhere, bytes);
            format!("{path} put in the place of {elsewhere}")
        }
        _ => {
            let to = path.to_uppercase();
            site.put(&to, bytes);
            site.remove(path);
            format!("{path} in capitals")
        }
    };
    input.done.push(what);
}

/// Bytes turned, put in, taken out, cut off, doubled.
pub fn bytes(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let at = chance.below(out.len() + 1);
    let to = (at + chance.below(40)).min(out.len());
    match chance.below(6) {
        0 if at < out.len() => out[at] ^= 1 << chance.below(8),
        1 => out.insert(at, *chance.pick(&[0, 0xff, 0x80, b'\n', b'\r', b'"', b'\\', b'{', 0x1b])),
        2 => drop(out.drain(at..to)),
        3 => out.truncate(at),
        4 => out.splice(at..at, bytes[at..to].iter().copied()).for_each(drop),
        _ => out.splice(at..to, std::iter::repeat_n(*chance.pick(b"[\"=,-#0|<"), to - at)).for_each(drop),
    }
    out
}

/// As other programs save it.
fn coded(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    match chance.below(8) {
        0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        1 => [&[0xff, 0xfe][..], &utf16(u16::to_le_bytes)].concat(),
        2 => utf16(u16::to_be_bytes),
        3 => [&[0xef, 0xbb, 0xbf][..], bytes].concat(),
        4 => text.replace('\n', "\r\n").into_bytes(),
        5 => text.replace('\n', "\r").into_bytes(),
        6 => encoding_rs::BIG5.encode(&text).0.into_owned(),
        _ => [bytes, &[0xef, 0xbb, 0xbf]].concat(),
    }
}

/// Lines doubled, dropped, swapped, taken from another file, left by a merge.
fn lines(chance: &mut Chance, text: &str, other: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let others: Vec<&str> = other.split('\n').collect();
    let (at, to) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(8) {
        0 => lines.insert(at, lines[at]),
        1 => drop(lines.remove(at)),
        2 => lines.swap(at, to),
        3 => lines.insert(at, *chance.pick(&others)),
        4 => lines
            .splice(at..at, ["<<<<<<< HEAD", lines[to], "=======", lines[at], ">>>>>>> other"])
            .for_each(drop),
        5 => lines.truncate(at),
        6 => lines.splice(at..at, std::iter::repeat_n(lines[at], 1 + chance.below(200))).for_each(drop),
        _ => drop(lines.drain(at.min(to)..at.max(to))),
    }
    lines.join("\n")
}

const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "00",
    "+3",
    "-0",
    "1.0",
    "0.000001",
    "1.5",
    "1e3",
    "1E400",
    "1e-7",
    "999999999999",
    "1000000000001",
    "9223372036854775808",
    "79228162514264337593543950336",
    "99999999999999999999999999999999999999999999",
    "NaN",
    "inf",
    "0x10",
    "1_000",
    "1,000",
    "１２",
    "一百",
    "3万",
    "½",
    "12.",
    ".5",
    "--1",
    "2023",
    "13",
    "32",
    "2024-02-29",
    "2023-02-29",
    "0001-01-01",
    "9999-12-31",
    "2023-13-01",
    "2023-07-26",
    "2023/7/1",
    "2023年7月1日",
    "10000-01-01",
    "-262143-01-01",
    "",
];

/// A number replaced by another.
fn number(chance: &mut Chance, text: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let mut spans = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_part(c), begun) {
            (true, None) if c.is_ascii_digit() => begun = Some(at),
            (false, Some(from)) => {
                spans.push(from..at);
                begun = None;
            }
            _ => {}
        }
    }
    if spans.is_empty() {
        return text.to_owned();
    }
    let span = chance.pick(&spans).clone();
    let number = *chance.pick(NUMBERS);
    // Some say more with the number that stood there: a sign, a second one, more digits.
    let number = match chance.below(8) {
        0 => format!("-{}", &text[span.clone()]),
        1 => format!("{}{number}", &text[span.clone()]),
        2 => text[span.clone()].chars().map(full_width).collect(),
        _ => number.to_owned(),
    };
    format!("{}{number}{}", &text[..span.start], &text[span.end..])
}

fn full_width(c: char) -> char {
    char::from_u32(u32::from(c) + 0xfee0).expect("is full-width")
}

const CHARACTERS: &[&str] = &[
    "\u{feff}",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "\u{2066}",
    "\u{ad}",
    "\u{301}",
    "e\u{301}",
    "é",
    "\u{d7ff}",
    "\u{e000}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{20000}",
    "\u{2028}",
    "\u{85}",
    "\u{3000}",
    "\u{a0}",
    "ﬁ",
    "，",
    "：",
    "“",
    "＝",
    "\t",
    "\r",
    "\\",
    "\"",
    "'",
    "`",
    "|",
    "&",
    "<",
    ">",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "$",
    "%s",
    "{0}",
];

/// Characters that look like others, show nothing, turn the line round or end it.
fn characters(chance: &mut Chance, text: &str) -> String {
    let mut at = chance.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    format!("{}{}{}", &text[..at], chance.pick(CHARACTERS), &text[at..])
}

/// Words of a file in each other's place.
fn tokens(chance: &mut Chance, text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == '-';
    let mut words: Vec<&str> = Vec::new();
    let mut from = 0;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if is_word(c) != inside {
            words.push(&text[from..at]);
            (from, inside) = (at, !inside);
        }
    }
    words.push(&text[from..]);
    let (at, to) = (chance.below(words.len()), chance.below(words.len()));
    match chance.below(4) {
        0 => words.swap(at, to),
        1 => words[at] = words[to],
        2 => drop(words.remove(at)),
        _ => words.insert(at, words[to]),
    }
    words.concat()
}
