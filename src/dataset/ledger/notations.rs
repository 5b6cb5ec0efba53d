//! What other ways of writing a day or a sum mean, so that a finding can say what to write.

use chrono::{Days, NaiveDate};

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

/// What clerks write where there is nothing to write; a guard that asks for something is not met by it.
const NOTHING: [&str; 24] = [
    "无", "暂无", "没有", "未定", "待定", "待补", "待填", "待报", "后补", "不详", "略", "同上", "空", "-",
    "--", "—", "——", "－", "–", "/", "／", "\\", "N/A", "n/a",
];

/// Whether a cell that is filled in says nothing.
pub fn says_nothing(text: &str) -> bool {
    text.len() <= 6 && NOTHING.contains(&text)
}

/// Days in the serial numbers of spreadsheets: from 2000 to 2099.
const SERIALS: std::ops::RangeInclusive<u64> = 36_526..=73_050;

/// The day that other ways of writing one mean: `2023/6/9`, `2023年6月9日`, `20230609`, full-width digits, and `45086`,
/// which is what a spreadsheet keeps and shows once the cell is no longer formatted as a day.
pub fn meant_day(text: &str) -> Option<NaiveDate> {
    let text = scalar::half_width(text);
    if let Some(serial) = plain_whole(&text).filter(|serial| SERIALS.contains(serial)) {
        return NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial));
    }
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

/// A decimal below this is 万元: hardly a sum of a ledger is smaller in 元, or larger in 万元.
const LARGEST_IN_TEN_THOUSANDS: u32 = 1_000;

/// What a sum typed in 万元 is in 元: one with the unit, or a decimal that is not large and does not say 元.
pub fn meant_yuan(text: &str) -> Option<u64> {
    if !text.contains(['.', '．', '万']) {
        return None;
    }
    let text = scalar::half_width(text);
    let number = text.trim_end_matches(['元', '万', ' ']);
    let says_so = text.contains('万');
    let value = scalar::decimal(number).filter(|value| !value.is_sign_negative())?;
    let looks_so = number.contains('.') && !text.contains('元') && value < LARGEST_IN_TEN_THOUSANDS.into();
    (says_so || looks_so).then(|| (value * rust_decimal::Decimal::from(10_000)).trunc())?.try_into().ok()
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
        assert_eq!(meant_day("45086"), NaiveDate::from_ymd_opt(2023, 6, 9), "as a spreadsheet keeps it");
        for text in ["soon", "6-9", "2023-13-01", "", "450861", "20231301"] {
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
        assert_eq!(meant_yuan("22.45元"), None, "it says so");
        assert_eq!(meant_yuan("43000.00"), None, "a spreadsheet's way of writing 元");
    }
}
