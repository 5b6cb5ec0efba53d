//! Mobile numbers separated by marks that separate other things as a rule: （138）12345678, 138,1234,5678.
//!
//! In: a text and where the letters and digits before a mark end. Out: the number around it. Rows of counts and
//! addresses of pages have such marks too, so nothing is one that goes on with the same mark on either side.

use std::ops::Range;

const CLOSE: [&str; 2] = [")", "）"];
const OPEN: [&str; 2] = ["(", "（"];
const BETWEEN: [&str; 3] = [",", "，", "、"];
/// What may part the eight digits after a bracket.
const WITHIN: [&str; 3] = ["-", " ", ""];

/// The number whose first three digits end at `end`, before a mark.
pub(super) fn mobile(bytes: &[u8], end: usize) -> Option<Range<usize>> {
    // Nearly every mark stands after something else.
    let start = end.checked_sub(3)?;
    let [b'1', b'3'..=b'9', last] = bytes[start..end] else { return None };
    let before = &bytes[..start];
    if !last.is_ascii_digit() || before.last().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let rest = &bytes[end..];
    let length = match CLOSE.iter().find_map(|close| rest.strip_prefix(close.as_bytes())) {
        Some(after) if OPEN.iter().any(|open| before.ends_with(open.as_bytes())) => {
            let blank = usize::from(matches!(after, [b' ' | b'-', ..]));
            let eight = WITHIN.iter().find_map(|sign| eight(&after[blank..], sign))?;
            rest.len() - after.len() + blank + eight
        }
        Some(_) => return None,
        None => {
            let mark = BETWEEN.iter().find(|mark| rest.starts_with(mark.as_bytes()))?;
            let eight = eight(&rest[mark.len()..], mark)?;
            let length = mark.len() + eight;
            // A full-width mark stands in sentences: only one between numbers makes it a row of them.
            let joins = |beyond: Option<&u8>| mark.len() == 1 || beyond.is_some_and(u8::is_ascii_digit);
            let ahead = before.strip_suffix(mark.as_bytes()).is_some_and(|ahead| joins(ahead.last()));
            let behind = rest[length..].strip_prefix(mark.as_bytes());
            if ahead || behind.is_some_and(|behind| joins(behind.first())) {
                return None;
            }
            length
        }
    };
    Some(start..end + length)
}

/// How many bytes four digits, a sign and four digits take that bytes begin with; nothing may follow them directly.
fn eight(bytes: &[u8], sign: &str) -> Option<usize> {
    let four = |bytes: &[u8]| bytes.len() >= 4 && bytes[..4].iter().all(u8::is_ascii_digit);
    let second = four(bytes).then(|| bytes[4..].strip_prefix(sign.as_bytes())).flatten()?;
    let goes_on = second.get(4).is_some_and(u8::is_ascii_alphanumeric);
    (four(second) && !goes_on).then_some(8 + sign.len())
}

#[cfg(test)]
mod tests {
    use super::super::scan;

    #[test]
    fn marks_between_the_digits_of_a_telephone_do_not_hide_it() {
        for text in [
            "（138）12345678",
            "(138)1234-5678",
            "电话（138） 1234 5678。",
            "138/1234/5678",
            "138／1234／5678",
            "138,1234,5678",
            "call 138，1234，5678。",
            "138、1234、5678",
            "经查，138，1234，5678，已整改",
        ] {
            assert_eq!(scan::traces(text).len(), 1, "{text}");
        }
        for text in [
            "/138/1234/5678/",
            "H1,138,1234,5678,2023-06-19",
            "1,138,1234,5678\n",
            "138,1234,5678,9",
            "138)12345678",
            "（138）1234567",
            "（138）123456789",
            "（2138）12345678",
            "128/1234/5678",
            "138/1234/56789",
            "138/1234，5678",
            "138, 1234, 5678",
            "138，1234，5678，9",
            "甲,138,1234,5678,乙",
        ] {
            assert_eq!(scan::traces(text), [], "{text}");
        }
    }
}
