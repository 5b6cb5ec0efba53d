//! Numbers and dates as people type them.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::limits;

/// A number in ASCII digits, exactly as written; `None` where it is anything else.
#[must_use]
pub fn decimal(text: &str) -> Option<Decimal> {
    // Nearly all are short whole numbers.
    if (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<u64>().ok().map(Decimal::from);
    }
    let plain: String = text.chars().filter(|&c| c != '_').collect();
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    let shaped = unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.chars().all(|c| c.is_ascii_digit() || c == '.');
    shaped.then(|| Decimal::from_str_exact(&plain).ok()).flatten()
}

/// A date `2023-06-19`, nothing shorter or looser.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    // Ledgers hold millions of them: read by hand, as a pattern takes several times as long.
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        let digit = |sum: Option<u32>, byte: &u8| Some(sum? * 10 + char::from(*byte).to_digit(10)?);
        digits.iter().fold(Some(0), digit)
    };
    let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)
}

/// The same text with full-width digits, signs and spaces made ASCII.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars().map(half_width_of).collect()
}

/// The same of one character.
#[must_use]
pub fn half_width_of(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(c as u32 - 0xfee0).expect("U+FF01–FF5E lie 0xFEE0 above ASCII")
        }
        other => other,
    }
}

/// The words of a list that is one text with blanks between them.
pub fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split_whitespace()
}

/// The same name in one way of writing: no blanks and line breaks, one width, one kind of brackets, one dot, small letters.
/// `甲矿业〔集团〕 有限公司` and `甲矿业（集团）有限公司` are one.
#[must_use]
pub fn folded(name: &str) -> String {
    const UNSEEN: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];
    let seen = |c: &char| !c.is_whitespace() && !UNSEEN.contains(c);
    let one_way = |c: char| match c {
        '〔' | '【' | '[' | '〈' | '《' | '{' | '﹝' | '「' => '(',
        '〕' | '】' | ']' | '〉' | '》' | '}' | '﹞' | '」' => ')',
        '•' | '・' | '‧' | '･' | '.' => '·',
        c => c.to_ascii_lowercase(),
    };
    half_width(name).chars().filter(seen).map(one_way).collect()
}

/// Whether a character is a full-width digit.
#[must_use]
pub fn is_full_width_digit(c: char) -> bool {
    ('\u{ff10}'..='\u{ff19}').contains(&c)
}

/// The known word nearest to `word`, if one is near enough to be meant.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = word.chars().count();
    let limit = limits::SUGGESTION_DISTANCE.min(length / 2);
    // Measuring a distance takes long; a word of another length, or of other letters, cannot be near.
    let known = known.into_iter().filter(|known| known.chars().count().abs_diff(length) <= limit);
    known
        .filter(|known| fewest_edits(word, known) <= limit)
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// No fewer edits than these make one word of the other: each puts in, takes out or changes one letter, wherever it stands.
/// `found` and `fund` differ in one `o`.
fn fewest_edits(one: &str, other: &str) -> usize {
    const KINDS: usize = 64;
    let mut more = [0_i32; KINDS];
    one.chars().for_each(|c| more[c as usize % KINDS] += 1);
    other.chars().for_each(|c| more[c as usize % KINDS] -= 1);
    let too_many: i32 = more.iter().filter(|more| **more > 0).sum();
    let too_few: i32 = more.iter().filter(|more| **more < 0).sum();
    too_many.max(-too_few).unsigned_abs() as usize
}

/// Whether file systems take what becomes an address: no part of it, nor all of it, is too long for the name of a file.
#[must_use]
pub fn fits_address(path: &str) -> bool {
    path.len() <= limits::PATH_CHARACTERS && path.split('/').all(|part| part.len() <= limits::ID_CHARACTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_word_that_is_near_is_passed_over(one in "[a-c中国_]{0,8}", other in "[a-c中国_]{0,8}") {
            proptest::prop_assert!(fewest_edits(&one, &other) <= strsim::osa_distance(&one, &other));
        }
    }

    #[test]
    fn decimals_are_exact_and_strict() {
        assert_eq!(decimal("23.50").map(|value| value.to_string()).as_deref(), Some("23.50"));
        assert_eq!(decimal("1_000"), Some(Decimal::from(1000)));
        for wrong in ["", "1e3", "inf", "nan", "１２", "1,000", ".5", "0x10"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_strict() {
        assert!(date("2023-06-19").is_some());
        for wrong in ["2023-6-19", "2023/06/19", "2023-02-29", "20230619", "2023-06-19 "] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_nearest_word_is_near() {
        let known = ["self_found", "self_rectified", "tip_found"];
        assert_eq!(nearest("self_fuond", known), Some("self_found"));
        assert_eq!(nearest("zzz", known), None);
    }
}
