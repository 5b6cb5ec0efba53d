//! Rates, computed and never typed in; and numbers as text.

use rust_decimal::{Decimal, RoundingStrategy};

/// Part of a whole in percent with two decimals; `None` where the whole is zero: no rate, not 0 %.
#[must_use]
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let percent = (part * Decimal::ONE_HUNDRED).checked_div(whole)?;
    Some(percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// A rate with both its decimals, so that a column of them can be compared: `50.00`.
#[must_use]
pub fn format_percent(percent: Decimal) -> String {
    format!("{percent:.2}")
}

/// A number without trailing zeros, thousands apart by `separator`; without one it is for files, with `-`, else for
/// readers, with `−`: -1234.50 is `-1234.5`, and `−1,234.5`.
#[must_use]
pub fn format_decimal(number: Decimal, separator: &str) -> String {
    // Nearly all are whole and small.
    let text = match i64::try_from(number.mantissa()) {
        Ok(whole) if number.scale() == 0 => whole.to_string(),
        _ => number.normalize().to_string(),
    };
    if separator.is_empty() {
        return text;
    }
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let mut grouped = String::with_capacity(text.len() + whole.len() / 3 * separator.len());
    grouped.push_str(sign);
    let (mut group, mut rest) = whole.split_at((whole.len() - 1) % 3 + 1);
    grouped.push_str(group);
    while !rest.is_empty() {
        (group, rest) = rest.split_at(3);
        grouped.push_str(separator);
        grouped.push_str(group);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_what_it_is() {
        // A published circular gives 97.28 % for these two numbers.
        assert_eq!(share(137_354.into(), 141_911.into()).unwrap().to_string(), "96.79");
        assert_eq!(share(1.into(), 0.into()), None);
        assert_eq!(share(0.into(), 0.into()), None);
    }

    #[test]
    fn numbers_as_text() {
        assert_eq!(format_decimal(Decimal::new(12_345_670, 2), ","), "123,456.7");
        assert_eq!(format_decimal(Decimal::new(-1000, 0), ","), "−1,000");
        assert_eq!(format_decimal(Decimal::new(0, 4), ","), "0");
        assert_eq!(format_decimal(Decimal::new(123_456, 0), ""), "123456");
    }
}
