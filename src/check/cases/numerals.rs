//! Sums of money as texts write them: 24.1万元, 二万三千元, 贰万元整.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::parse::{numeral, scalar};

/// Every sum of a text: where it stands and its value in 元.
pub(super) fn sums(text: &str) -> Vec<(Range<usize>, Decimal)> {
    let mut sums = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "元") {
        let (before, factor) = ["万", "亿"]
            .iter()
            .zip([10_000, 100_000_000])
            .find_map(|(unit, factor)| text[..at].strip_suffix(unit).map(|before| (before, factor)))
            .unwrap_or((&text[..at], 1));
        let number = trailing(before, |c| is_digit(c) || ".,，．".contains(c));
        let number = number.trim_start_matches([',', '，', '.']);
        let (start, value) = if number.is_empty() {
            // 二万三千元: the unit is part of the number.
            let whole = trailing(&text[..at], numeral::is_part);
            let begins = at - whole.len();
            // 3万五千元 begins in other digits, and is neither.
            let is_whole = !text[..begins].ends_with(is_digit);
            (begins, numeral::chinese(whole).filter(|_| is_whole).map(Decimal::from))
        } else {
            let plain = scalar::half_width(number).replace([',', '，'], "");
            let value = scalar::decimal(&plain).map(|value| value * Decimal::from(factor));
            (before.len() - number.len(), value)
        };
        if let Some(value) = value {
            sums.push((start..at + "元".len(), value));
        }
    }
    sums
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || scalar::is_full_width_digit(c)
}

/// The end of a text whose characters all are so.
fn trailing(text: &str, is: impl Fn(char) -> bool) -> &str {
    &text[text.trim_end_matches(is).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_however_they_are_written() {
        for (text, yuan) in [
            ("罚款24.1万元", "241000.0"),
            ("罚款50000元", "50000"),
            ("罚款50,000元", "50000"),
            ("罚款５万元", "50000"),
            ("罚款二万三千元", "23000"),
            ("罚款贰万元整", "20000"),
            ("罚款十万五千元", "105000"),
            ("罚款两万元", "20000"),
            ("罚款人民币7.7万元", "77000.0"),
        ] {
            let sums = sums(text);
            assert_eq!(sums.len(), 1, "{text}");
            assert_eq!(sums[0].1, yuan.parse().unwrap(), "{text}");
        }
        assert_eq!(sums("每元每万元若干元，数百元，3万五千元，３万五千元，1百元，九亿亿亿亿元"), []);
    }
}
