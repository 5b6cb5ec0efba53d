//! Runs of digits, and which of them are an identity number, a telephone or a bank card.
//!
//! In: a text and where a letter or digit stands in it. Out: what the run that begins there holds, and
//! where to go on. Full-width digits count as digits, and letters that look it where the rest are digits; digits may be
//! separated by blanks, hyphens and the like, and by `.`, `:` or `/`: those separate other figures as a rule, and only
//! warn.

use super::figures::is_figure;
use super::identity;
use super::letters::{Separator, alike, folded, gap, is_alike};
use super::{Trace, TraceKind};

/// The most digits anything sought has: a bank card's nineteen.
const LONGEST: usize = 19;
/// Fewer digits than a mobile number's hold nothing.
const SHORTEST: usize = 11;
/// As many letters are looked at in search of a digit; more are a text in another language.
const LONGEST_KEY: usize = 40;
/// How people group a mobile number: 138 1234 5678 and the like.
const MOBILE_GROUPS: [&[usize]; 9] =
    [&[3, 4, 4], &[3, 8], &[7, 4], &[3, 3, 5], &[4, 3, 4], &[4, 4, 3], &[5, 6], &[6, 5], &[1; SHORTEST]];
/// What follows an amount and never a telephone or a card.
const UNITS: [&str; 12] = ["元", "万", "亿", "吨", "立方", "平方", "千克", "公斤", "千瓦", "米", "m", "％"];

/// The digits of one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// In bytes of the text, without letters before the digits.
    pub(super) start: usize,
    pub(super) end: usize,
    /// In the buffer of characters.
    first: usize,
    last: usize,
    /// What parts it from the group before.
    pub(super) gap: Separator,
    /// What stands right before the digits.
    letters: Letters,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    None,
    /// `tel`, `ID`: a word.
    Word,
    /// `H`, `a3f`: part of an id or a hash.
    Code,
}

/// The end of the letters and digits from `at` on, with what may part them, where they are fewer than anything sought
/// has, or letters alone: the ids, days, counts and keys that a site is full of.
pub(super) fn short_run(bytes: &[u8], at: usize) -> Option<usize> {
    let (mut end, mut count, mut digits) = (at, 0, false);
    while count < SHORTEST || (!digits && count < LONGEST_KEY) {
        end = match bytes.get(end) {
            Some(byte) if byte.is_ascii_alphanumeric() => {
                count += 1;
                digits |= byte.is_ascii_digit();
                end + 1
            }
            Some(b' ' | b'-' | b'.' | b'_' | b':' | b'/') => end + 1,
            // The first bytes of full-width letters and of the other signs that part numbers.
            Some(0xC2 | 0xE2 | 0xE3 | 0xEF) => {
                if let Some((byte, length)) = folded(bytes, end) {
                    count += 1;
                    digits |= byte.is_ascii_digit();
                    end + length
                } else if let Some((next, _)) = gap(bytes, end) {
                    next
                } else {
                    return Some(end);
                }
            }
            _ => return Some(end),
        };
    }
    None
}

/// The run under the eye; its buffers serve for a whole text.
#[derive(Debug, Default)]
pub(super) struct Run {
    characters: Vec<u8>,
    groups: Vec<Group>,
}

impl Run {
    /// Reads the run that begins at `at`, adds what it holds to `traces`, and says where it ends.
    pub(super) fn read(&mut self, bytes: &[u8], at: usize, traces: &mut Vec<Trace>) -> usize {
        self.characters.clear();
        self.groups.clear();
        let mut end = self.word(bytes, at, Separator::None, traces);
        while !self.groups.is_empty() && self.groups.last().is_some_and(|group| group.end == end) {
            let Some((next, gap)) = gap(bytes, end) else { break };
            let joins =
                |byte: u8| byte.is_ascii_digit() || (self.wants_check() && matches!(byte, b'X' | b'x'));
            if !folded(bytes, next).is_some_and(|(byte, _)| joins(byte)) && !is_alike(bytes, next) {
                break;
            }
            end = self.word(bytes, next, gap, traces);
        }
        if self.characters.len() >= SHORTEST {
            self.weigh(bytes, traces);
        }
        end
    }

    /// Whether only the check character of an identity number is wanting.
    fn wants_check(&self) -> bool {
        self.characters.len() == 17
    }

    /// Reads one word and keeps its digits; what has letters among them is no number.
    fn word(&mut self, bytes: &[u8], at: usize, gap: Separator, traces: &mut Vec<Trace>) -> usize {
        let first = self.characters.len();
        let (mut start, mut end, mut lead) = (at, at, 0);
        while let Some((byte, length)) = folded(bytes, end) {
            self.characters.push(byte);
            end += length;
            if byte.is_ascii_alphabetic() && self.characters.len() - first == lead + 1 {
                lead += 1;
                start = end;
            }
        }
        if self.characters.len() - first == 17 && bytes[end..].starts_with("×".as_bytes()) {
            self.characters.push(b'X');
            end += "×".len();
        }
        let word = &self.characters[first..];
        if first == 17 && word.len() == 1 && lead == 1 {
            (lead, start) = (0, at);
        }
        let has_letters = word.iter().any(u8::is_ascii_alphabetic);
        if has_letters && looks_like_digits(word, first > 0) && identity::likeness_of_letters(word).is_none()
        {
            let read = word.iter().map(|&byte| alike(byte).unwrap_or(byte)).collect::<Vec<_>>();
            self.characters.splice(first.., read);
            let last = self.characters.len();
            self.groups.push(Group { start: at, end, first, last, gap, letters: Letters::None });
            return end;
        }
        let (letters, digits) = word.split_at(lead);
        let body = digits.strip_suffix(b"X").or(digits.strip_suffix(b"x")).unwrap_or(digits);
        if digits.is_empty() || !body.iter().all(u8::is_ascii_digit) {
            if identity::likeness_of_letters(word).is_some() {
                traces.push(Trace { kind: TraceKind::ResidentIdNear, span: at..end });
            }
            self.characters.truncate(first);
            return end;
        }
        let letters = match letters {
            [] => Letters::None,
            [_, _, ..] if letters.iter().any(|letter| !letter.is_ascii_hexdigit()) => Letters::Word,
            _ => Letters::Code,
        };
        self.characters.drain(first..first + lead);
        self.groups.push(Group { start, end, first, last: self.characters.len(), gap, letters });
        end
    }

    /// Looks for a number from each group on, and goes on behind what was found.
    fn weigh(&self, bytes: &[u8], traces: &mut Vec<Trace>) {
        let mut at = 0;
        while at < self.groups.len() {
            let found = self.alone(at, bytes).map(|kind| (kind, at)).or_else(|| self.together(at, bytes));
            if let Some((kind, upto)) = found {
                traces.push(Trace { kind, span: self.groups[at].start..self.groups[upto].end });
                at = upto;
            }
            at += 1;
        }
    }

    /// What one group is by itself.
    fn alone(&self, at: usize, bytes: &[u8]) -> Option<TraceKind> {
        let group = self.groups[at];
        let is_fraction = group.gap == Separator::Dot || self.gap_after(at) == Separator::Dot;
        let characters = &self.characters[group.first..group.last];
        if characters.len() < SHORTEST || is_fraction {
            return None;
        }
        if group.letters == Letters::Code && characters.len() != 18 {
            return None;
        }
        if let Some(likeness) = identity::likeness(characters) {
            return Some(likeness.into());
        }
        let is_amount = is_amount(bytes, group.start, group.end);
        if is_amount || group.letters == Letters::Code {
            return None;
        }
        let abroad = characters.strip_prefix(b"0086").or(characters.strip_prefix(b"86"));
        if is_mobile(characters) || abroad.is_some_and(is_mobile) {
            return Some(TraceKind::Mobile);
        }
        is_card(characters).then_some(TraceKind::BankCard)
    }

    /// What several groups are together, the longest first.
    fn together(&self, at: usize, bytes: &[u8]) -> Option<(TraceKind, usize)> {
        let first = self.groups[at];
        if first.letters == Letters::Code {
            return None;
        }
        let within = |upto: &usize| self.groups[*upto].last - first.first <= LONGEST;
        let furthest = (at + 1..self.groups.len()).take_while(within).last()?;
        (at + 1..=furthest).rev().find_map(|upto| {
            let groups = &self.groups[at..=upto];
            let characters = &self.characters[first.first..groups[groups.len() - 1].last];
            if characters.len() < SHORTEST {
                return None;
            }
            let (start, end) = (first.start, groups[groups.len() - 1].end);
            let dotted =
                groups[1..].iter().any(|group| matches!(group.gap, Separator::Dot | Separator::Mark));
            if dotted && is_figure(groups, bytes) {
                return None;
            }
            let sure = |kind: TraceKind| if dotted { TraceKind::Separated } else { kind };
            // Before amounts: nobody is fined as many yuan as an identity number has digits.
            if let Some(likeness) = identity::likeness_of_pieces(characters) {
                return Some((sure(likeness.into()), upto));
            }
            if is_amount(bytes, start, end) {
                return None;
            }
            let mobile = is_mobile(characters)
                && MOBILE_GROUPS.iter().any(|lengths| are_of(groups, lengths))
                && self.stands_apart(at, upto);
            if mobile {
                return Some((sure(TraceKind::Mobile), upto));
            }
            (!dotted && is_card(characters) && is_grouped_as_card(groups))
                .then_some((TraceKind::BankCard, upto))
        })
    }

    /// Whether the groups are not in the midst of a longer chain of hyphens, dots or single digits.
    fn stands_apart(&self, at: usize, upto: usize) -> bool {
        let inner = self.groups[at + 1].gap;
        let single = |group: &Group| group.last - group.first == 1;
        let before = match at.checked_sub(1).map(|before| &self.groups[before]) {
            Some(before) => {
                let country = matches!(&self.characters[before.first..before.last], b"86" | b"0086");
                let chained = self.groups[at].gap == inner && (inner != Separator::Blank || single(before));
                country || !chained
            }
            None => true,
        };
        let after = self.groups.get(upto + 1).is_none_or(|after| {
            after.gap != inner || (inner == Separator::Blank && !(single(after) && single(&self.groups[at])))
        });
        before && after
    }

    fn gap_after(&self, at: usize) -> Separator {
        self.groups.get(at + 1).map_or(Separator::None, |next| next.gap)
    }
}

/// Whether a word is digits but for letters that look it. `I3201000001` may be the number of an inspection, and three
/// letters by themselves are a word.
fn looks_like_digits(word: &[u8], goes_on: bool) -> bool {
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    let leads = matches!(word.first(), Some(b'I' | b'O')) && digits + 1 == word.len();
    word.iter().all(|&byte| alike(byte).is_some()) && (digits > 2 || goes_on) && (goes_on || !leads)
}

fn are_of(groups: &[Group], lengths: &[usize]) -> bool {
    groups.len() == lengths.len()
        && groups.iter().zip(lengths).all(|(group, length)| group.last - group.first == *length)
}

fn is_mobile(digits: &[u8]) -> bool {
    let [b'1', b'3'..=b'9', rest @ ..] = digits else { return false };
    rest.len() == SHORTEST - 2 && rest.iter().all(u8::is_ascii_digit)
}

/// Lengths and first digits of cards given out in China, and the Luhn sum.
fn is_card(digits: &[u8]) -> bool {
    let known = match digits {
        [b'6', b'2', ..] => (16..=19).contains(&digits.len()),
        [b'9', b'5', b'5', b'8', ..] => digits.len() == 19,
        [b'6', b'0', ..] | [b'4', ..] | [b'5', b'1'..=b'5', ..] => matches!(digits.len(), 16 | 19),
        [b'3', b'5', ..] => digits.len() == 16,
        _ => false,
    };
    known && digits.iter().all(u8::is_ascii_digit) && is_luhn(digits)
}

fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') << (place % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Fours with a rest, six and the rest, or one by one.
fn is_grouped_as_card(groups: &[Group]) -> bool {
    let length = |group: &Group| group.last - group.first;
    let (last, others) = groups.split_last().expect("several groups");
    let fours = others.iter().all(|group| length(group) == 4) && length(last) <= 4;
    let six = others.len() == 1 && length(&others[0]) == 6;
    fours || six || groups.iter().all(|group| length(group) == 1)
}

/// Whether a unit follows or a currency sign stands before.
fn is_amount(bytes: &[u8], start: usize, end: usize) -> bool {
    let after = bytes[end..].strip_prefix(b" ").unwrap_or(&bytes[end..]);
    let before = &bytes[..start];
    UNITS.iter().any(|unit| after.starts_with(unit.as_bytes()))
        || ["¥", "￥", "$"].iter().any(|sign| before.ends_with(sign.as_bytes()))
}
