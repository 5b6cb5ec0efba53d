//! Characters as people type them: full-width forms are the ASCII they stand for.

/// What parts two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    None,
    Blank,
    Hyphen,
    Dot,
    /// What parts figures, times and addresses as a rule.
    Mark,
}

/// The most blanks and signs between two groups of one number.
const WIDEST: usize = 3;
const SIGNS: [(&str, Separator); 19] = [
    (" ", Separator::Blank),
    ("\u{3000}", Separator::Blank),
    ("\u{a0}", Separator::Blank),
    ("-", Separator::Hyphen),
    ("_", Separator::Hyphen),
    ("－", Separator::Hyphen),
    ("＿", Separator::Hyphen),
    ("–", Separator::Hyphen),
    ("—", Separator::Hyphen),
    ("‐", Separator::Hyphen),
    ("·", Separator::Hyphen),
    ("•", Separator::Hyphen),
    ("・", Separator::Hyphen),
    (".", Separator::Dot),
    ("．", Separator::Dot),
    (":", Separator::Mark),
    ("：", Separator::Mark),
    ("/", Separator::Mark),
    ("／", Separator::Mark),
];

/// Whether a letter is taken for a digit at a glance: `O` for zero, `l` for one.
pub(super) fn alike(byte: u8) -> Option<u8> {
    match byte {
        b'O' | b'o' => Some(b'0'),
        b'I' | b'l' => Some(b'1'),
        b'0'..=b'9' => Some(byte),
        _ => None,
    }
}

/// Whether a word is three or more of `O` and digits, in the midst of a number: 138-OOOO-5678.
pub(super) fn is_alike(bytes: &[u8], at: usize) -> bool {
    let word = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
    let read = word.clone().all(|&byte| alike(byte).is_some());
    read && (3..=8).contains(&word.take(9).count())
}

/// The letter or digit at `at` in ASCII, and how many bytes it takes.
#[inline]
pub(super) fn folded(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at)? {
        byte if byte.is_ascii_alphanumeric() => Some((byte, 1)),
        0xEF => match bytes.get(at + 1..at + 3)? {
            [0xBC, low @ 0x90..=0x99] => Some((low - 0x90 + b'0', 3)),
            [0xBC, low @ 0xA1..=0xBA] => Some((low - 0xA1 + b'A', 3)),
            [0xBD, low @ 0x81..=0x9A] => Some((low - 0x81 + b'a', 3)),
            _ => None,
        },
        _ => None,
    }
}

/// Where the blanks and signs end that begin at `at`, and of what kind they are.
pub(super) fn gap(bytes: &[u8], at: usize) -> Option<(usize, Separator)> {
    // Nearly every number ends at a comma or a line break.
    if matches!(bytes.get(at)?, b',' | b'\n' | b'\r' | b'"') {
        return None;
    }
    let (mut end, mut gap) = (at, Separator::None);
    for _ in 0..WIDEST {
        // Asked at the end of every word, and hardly ever one: the first byte tells most.
        let rest = &bytes[end..];
        let is_next = |(sign, _): &&(&str, Separator)| {
            rest.first() == sign.as_bytes().first() && rest.starts_with(sign.as_bytes())
        };
        let Some((sign, kind)) = SIGNS.iter().find(is_next) else { break };
        end += sign.len();
        if matches!(gap, Separator::None | Separator::Blank) {
            gap = *kind;
        }
    }
    (end > at).then_some((end, gap))
}

/// Whether a letter or digit stands at `at`.
pub(super) fn is_word(bytes: &[u8], at: usize) -> bool {
    folded(bytes, at).is_some()
}
