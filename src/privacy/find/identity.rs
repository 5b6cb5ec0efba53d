//! Resident identity numbers (GB 11643): eighteen characters, the older fifteen, and what nearly is one.
//!
//! In: the ASCII characters of a number without its separators. Out: whether it names a person. A
//! number mistyped in one place names one all the same, so region and birthday weigh as much as the
//! check character.

/// How sure it is that a number is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Region, birthday and check character hold; or, of fifteen digits, all there is.
    Whole,
    /// One of them does not: mistyped, cut short, or written with letters for digits.
    Near,
}

/// The first two digits (GB/T 2260).
const PROVINCES: [u8; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82,
];

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Birthdays that a number with a wrong check character must have. Ledger ids are often made of a region,
/// the day and a serial number, and nobody born since works in a mine.
const NEAR: std::ops::Range<u32> = 1900..2016;

/// The check character of seventeen digits.
pub(super) fn check_character(digits: &[u8]) -> Option<u8> {
    let sum = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight);
    (digits.len() == WEIGHTS.len()).then(|| CHECKS[sum.sum::<u32>() as usize % 11])
}

/// What a number written in one piece looks like.
pub(super) fn likeness(characters: &[u8]) -> Option<Likeness> {
    match characters.len() {
        18 => eighteen(characters),
        // The `X` is what gets lost. A serial number of a region and a day has this length too.
        17 => {
            let sound = is_digits(characters) && is_region(characters) && is_birthday(&characters[6..14]);
            (sound && NEAR.contains(&number(&characters[6..10])?)).then_some(Likeness::Near)
        }
        15 => fifteen(characters),
        _ => None,
    }
}

/// What a number written in several pieces looks like: those of ids and dates must not be taken for it.
pub(super) fn likeness_of_pieces(characters: &[u8]) -> Option<Likeness> {
    let long_ago = characters.len() == 18 && NEAR.contains(&number(&characters[6..10])?);
    likeness(characters).filter(|_| long_ago)
}

/// A word of eighteen letters and digits that becomes a number when `O` is read as zero and `l` as one.
pub(super) fn likeness_of_letters(characters: &[u8]) -> Option<Likeness> {
    let read = |byte: &u8| match byte {
        b'O' | b'o' => b'0',
        b'I' | b'i' | b'l' | b'|' => b'1',
        b'x' => b'X',
        other => *other,
    };
    let read: [u8; 18] = std::array::from_fn(|at| characters.get(at).map_or(0, read));
    (characters.len() == 18 && eighteen(&read)? == Likeness::Whole).then_some(Likeness::Near)
}

fn eighteen(characters: &[u8]) -> Option<Likeness> {
    let (body, last) = characters.split_at(17);
    if !is_digits(body) || !(last[0].is_ascii_digit() || last[0].eq_ignore_ascii_case(&b'X')) {
        return None;
    }
    let (region, birthday) = (is_region(body), is_birthday(&body[6..14]));
    let checks = check_character(body) == Some(last[0].to_ascii_uppercase());
    if region && birthday && checks {
        return Some(Likeness::Whole);
    }
    // A slip in the region or the day breaks the check character as well.
    let year = number(&body[6..10])?;
    let near = (region || birthday) && NEAR.contains(&year) || region && has_slip_in_year(characters, year);
    (near && !is_credit_code(characters)).then_some(Likeness::Near)
}

/// Years in which records are made and run out: not taken for a year of birth that was mistyped.
const RECORDS: std::ops::Range<u32> = 2016..2037;

/// Whether one other digit in the year makes it a whole number; one digit of it says nothing by itself.
fn has_slip_in_year(characters: &[u8], year: u32) -> bool {
    !RECORDS.contains(&year)
        && (6..10).any(|at| {
            (b'0'..=b'9').any(|digit| {
                let mut read = characters.to_vec();
                read[at] = digit;
                let sound = number(&read[6..10]).is_some_and(|year| NEAR.contains(&year));
                sound
                    && is_birthday(&read[6..14])
                    && check_character(&read[..17]) == Some(read[17].to_ascii_uppercase())
            })
        })
}

/// Whether it is a credit code (GB 32100) in digits: a region from the third on, and its own check character.
fn is_credit_code(characters: &[u8]) -> bool {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let value = |byte: u8| ALPHABET.iter().position(|&letter| letter == byte);
    if !is_region(&characters[2..8]) {
        return false;
    }
    let (mut weight, mut sum) = (1, 0);
    for &byte in &characters[..17] {
        let Some(value) = value(byte) else { return false };
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET[(31 - sum % 31) % 31] == characters[17]
}

/// Region, `yymmdd`, serial number; given out until 1999. Company register numbers are as long.
fn fifteen(characters: &[u8]) -> Option<Likeness> {
    let born = number(&characters[6..8])? >= 10 && is_day(&characters[8..12], 2000);
    (is_digits(characters) && is_region(characters) && born).then_some(Likeness::Whole)
}

fn is_region(characters: &[u8]) -> bool {
    let two = |at: usize| number(&characters[at..at + 2]);
    let province = two(0).is_some_and(|two| PROVINCES.contains(&(two as u8)));
    // Hong Kong, Macao and Taiwan residents' permits have zeros here.
    let beyond = two(0).is_some_and(|two| two > 70);
    province && (beyond || two(2).is_some_and(|city| (1..=99).contains(&city)))
}

/// Whether `yyyymmdd` is a day somebody may have been born on.
fn is_birthday(eight: &[u8]) -> bool {
    number(&eight[..4]).is_some_and(|year| (1800..2100).contains(&year) && is_day(&eight[4..], year))
}

fn is_day(four: &[u8], year: u32) -> bool {
    let year = i32::try_from(year).unwrap_or_default();
    let day = || chrono::NaiveDate::from_ymd_opt(year, number(&four[..2])?, number(&four[2..])?);
    day().is_some()
}

fn is_digits(characters: &[u8]) -> bool {
    characters.iter().all(u8::is_ascii_digit)
}

/// The value of a few ASCII digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_standard_hold() {
        for number in ["11010519491231002X", "11010519491231002x", "440524188001010014", "110105491231002"] {
            assert_eq!(likeness(number.as_bytes()), Some(Likeness::Whole), "{number}");
        }
        assert_eq!(check_character(b"44052418800101001"), Some(b'4'));
    }

    #[test]
    fn one_slip_is_still_near() {
        for number in ["110105194912310021", "11010519491231002", "110105194913310026", "910105194912310026"]
        {
            assert_eq!(likeness(number.as_bytes()), Some(Likeness::Near), "{number}");
        }
        for number in ["11010529491231002X", "11010510491231002X"] {
            assert_eq!(likeness(number.as_bytes()), Some(Likeness::Near), "{number}");
        }
        // Two slips, in the year and in the check character, are one too many.
        assert_eq!(likeness(b"110105294912310021"), None);
        assert_eq!(likeness_of_letters(b"11O1O519491231OO2X"), Some(Likeness::Near));
    }

    #[test]
    fn other_long_numbers_are_not() {
        // A credit code in digits, an id of a region, a day and a serial number, an amount, a timestamp.
        for number in ["911100001016237410", "141027202306190002", "123456789012345678", "202306191200001"] {
            assert_eq!(likeness(number.as_bytes()), None, "{number}");
        }
        assert_eq!(likeness_of_letters(b"91350100M000100Y43"), None);
    }
}
