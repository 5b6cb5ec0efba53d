//! Unified social credit codes (GB 32100-2015), told apart from resident identity numbers (GB 11643), which are as long.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What a note says of a code that was compared with the licence and is right although its check character is not:
/// at least one genuine code is known to be so.
pub const CHECKED: [&str; 2] = ["代码已核", "uscc checked"];

/// Whether a note says so: in a part of its own, as `代码已核实有误` says the contrary.
#[must_use]
pub fn is_checked(note: &str) -> bool {
    let mut parts = note.split(['、', '；', ';', '，', ',', '。']).map(str::trim);
    parts.any(|part| CHECKED.iter().any(|mark| part.eq_ignore_ascii_case(mark)))
}

/// What is to be said of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsccVerdict {
    /// Nothing.
    Right,
    /// It is not 18 characters of the alphabet.
    Shape,
    /// The last should be this one.
    CheckCharacter(char),
    /// It is a person's.
    IdentityNumber,
}

/// Looks at a code.
#[must_use]
pub fn examine(code: &str) -> UsccVerdict {
    let values: Option<Vec<usize>> =
        code.bytes().map(|byte| ALPHABET.iter().position(|letter| *letter == byte)).collect();
    let right = values.filter(|values| values.len() == 18).map(|values| check_value(&values[..17]));
    match right {
        Some(value) if ALPHABET[value] == code.as_bytes()[17] => UsccVerdict::Right,
        _ if is_identity_number(code) => UsccVerdict::IdentityNumber,
        Some(value) => UsccVerdict::CheckCharacter(char::from(ALPHABET[value])),
        None => UsccVerdict::Shape,
    }
}

/// Weights 3^(i−1) mod 31; the outer mod turns 31 into 0.
fn check_value(body: &[usize]) -> usize {
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = body.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    (31 - sum % 31) % 31
}

/// A region from 1 to 8, a day of birth, and a right check digit.
fn is_identity_number(code: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let Some((body, last)) = code.split_at_checked(17) else { return false };
    let digits: Option<Vec<u32>> = body.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 17 && (1..=8).contains(&digits[0])) else {
        return false;
    };
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = char::from(b"10X98765432"[sum as usize % 11]);
    let number = |range: std::ops::Range<usize>| body[range].parse().unwrap_or(0);
    let born =
        chrono::NaiveDate::from_ymd_opt(body[6..10].parse().unwrap_or(0), number(10..12), number(12..14));
    born.is_some_and(|day| (1880..2100).contains(&chrono::Datelike::year(&day)))
        && last.eq_ignore_ascii_case(&check.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genuine_codes_are_right() {
        for code in ["91350100M000100Y43", "91110000101623741K"] {
            assert_eq!(examine(code), UsccVerdict::Right, "{code}");
        }
    }

    #[test]
    fn a_slip_is_told_with_the_right_character() {
        assert_eq!(examine("91350100M000100Y44"), UsccVerdict::CheckCharacter('3'));
        assert_eq!(examine("91350100M000100Y4"), UsccVerdict::Shape);
        assert_eq!(examine("9135O100M000100Y43"), UsccVerdict::Shape);
        assert_eq!(examine("统一社会信用代码"), UsccVerdict::Shape);
    }

    #[test]
    fn a_note_says_that_a_code_was_checked_in_a_part_of_its_own() {
        for note in ["代码已核", "uscc checked", "USCC Checked", "老矿，代码已核。", "老矿; USCC checked"]
        {
            assert!(is_checked(note), "{note}");
        }
        for note in ["", "尚待办理，代码已核实有误", "代码未核", "not uscc checked", "代码已核？"]
        {
            assert!(!is_checked(note), "{note}");
        }
    }

    #[test]
    fn an_identity_number_is_not_a_firm() {
        for number in ["11010519491231002X", "440524188001010014", "11010519491231002x"] {
            assert_eq!(examine(number), UsccVerdict::IdentityNumber, "{number}");
        }
        assert_ne!(examine("110105194913310020"), UsccVerdict::IdentityNumber, "no such month");
    }
}
