//! What other ways of writing a day or a sum mean, so that a finding can say what to write.

use chrono::NaiveDate;

use crate::diagnostic::Code;
use crate::parse::scalar;

/// The code of a full-width digit, where there is one.
pub fn full_width_or(text: &str, code: Code) -> Code {
    if text.chars().any(scalar::is_full_width_digit) { Code::FullWidthDigits } else { code }
}

/// A whole number in ASCII digits and nothing else.
pub fn plain_whole(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The day that other ways of writing one mean: `2023/6/9`, `2023年6月9日`, `20230609`, full-width digits.
pub fn meant_day(text: &str) -> Option<NaiveDate> {
    let text = scalar::half_width(text);
    let digits = |part: &str| part.parse::<u32>().ok();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day, ..] => (year, month, day),
        [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(
        year.parse().ok().filter(|year| (1000..=9999).contains(year))?,
        digits(month)?,
        digits(day)?,
    )
}

/// What a sum typed in 万元 is in 元: a decimal, or one with the unit.
pub fn meant_yuan(text: &str) -> Option<u64> {
    let text = scalar::half_width(text);
    let number = text.trim_end_matches(['元', '万', ' ']);
    let says_so = text.contains('万');
    let value = scalar::decimal(number).filter(|value| !value.is_sign_negative())?;
    (says_so || number.contains('.'))
        .then(|| (value * rust_decimal::Decimal::from(10_000)).trunc())?
        .try_into()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_meant_is_known_from_other_ways_of_writing_it() {
        for text in
            ["2023/6/9", "2023.06.09", "2023年6月9日", "20230609", "２０２３-06-09", "2023-6-9 00:00:00"]
        {
            assert_eq!(meant_day(text), NaiveDate::from_ymd_opt(2023, 6, 9), "{text}");
        }
        for text in ["soon", "6-9", "2023-13-01", "", "45086"] {
            assert_eq!(meant_day(text), None, "{text}");
        }
    }

    #[test]
    fn sums_typed_in_ten_thousands_are_known() {
        assert_eq!(meant_yuan("22.45"), Some(224_500));
        assert_eq!(meant_yuan("23万元"), Some(230_000));
        assert_eq!(meant_yuan("２.5 万"), Some(25_000));
        assert_eq!(meant_yuan("-2.5"), None);
        assert_eq!(meant_yuan("224500元"), None);
    }
}
