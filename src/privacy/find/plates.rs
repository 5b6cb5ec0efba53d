//! Number plates (GA 36): 晋L·12345, and the six of new-energy cars.
//!
//! In: a text and where a letter stands in it. Out: the plate whose city letter that is.

use std::ops::Range;

use super::letters::{folded, is_word};

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const POINTS: [&str; 9] = ["·", "•", "‧", "・", ".", "．", "-", " ", "\u{3000}"];
/// What may stand between the province and the letter.
const BLANKS: [&str; 2] = [" ", "\u{3000}"];
/// Kinds of plate told by their last character.
const ENDINGS: [&str; 5] = ["挂", "学", "警", "港", "澳"];

/// The plate around the letter at `at`, if it is one.
pub(super) fn at_letter(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    // Nearly every letter stands after a sign or at the start of a line.
    let before = bytes[..at].strip_suffix(b" ").unwrap_or(&bytes[..at]);
    if before.last().is_none_or(u8::is_ascii) {
        return None;
    }
    // 晋 L 12345: no more than one blank.
    let blank =
        BLANKS.iter().find(|blank| bytes[..at].ends_with(blank.as_bytes())).map_or(0, |blank| blank.len());
    let letter = at;
    let at = at - blank;
    let start = at.checked_sub(3)?;
    let mut provinces = PROVINCES.as_bytes().chunks_exact(3);
    if bytes[start].is_ascii() || !provinces.any(|province| *province == bytes[start..at]) {
        return None;
    }
    let (city, length) = folded(bytes, letter)?;
    let mut next = letter + length;
    let point = POINTS.iter().find(|point| bytes[next..].starts_with(point.as_bytes()));
    next += point.map_or(0, |point| point.len());
    let (word, mut end) = word(bytes, next);
    let standard =
        point.is_none() && matches!((city.to_ascii_uppercase(), word.first()?), (b'G' | b'D', b'B'));
    if !city.is_ascii_alphabetic() || matches!(city, b'I' | b'i') || standard {
        return None;
    }
    let ending = ENDINGS.iter().find(|ending| bytes[end..].starts_with(ending.as_bytes()));
    let is_plate = match word.len() {
        4 => {
            end += ending?.len();
            is_serial(&word)
        }
        5 => is_serial(&word),
        6 => is_new_energy(&word),
        _ => false,
    };
    let goes_on = bytes.get(end) == Some(&b'-') && is_word(bytes, end + 1);
    (is_plate && !goes_on).then_some(start..end)
}

/// Upper-case letters and digits from `at` on; a seventh is enough to know that it is no plate.
fn word(bytes: &[u8], at: usize) -> (Vec<u8>, usize) {
    let (mut word, mut end) = (Vec::new(), at);
    while let Some((byte, length)) = folded(bytes, end).filter(|_| word.len() < 7) {
        word.push(byte.to_ascii_uppercase());
        end += length;
    }
    (word, end)
}

/// Two letters at most, and never I or O.
fn is_serial(word: &[u8]) -> bool {
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic());
    letters.clone().count() <= 2 && letters.clone().all(|letter| !matches!(letter, b'I' | b'O'))
}

/// Small cars have their letter first, large ones last.
fn is_new_energy(word: &[u8]) -> bool {
    let sign = |byte: u8| matches!(byte, b'A'..=b'H' | b'J' | b'K');
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let small = sign(word[0]) && !matches!(word[1], b'I' | b'O') && digits(&word[2..]);
    small || (digits(&word[..5]) && sign(word[5]))
}
