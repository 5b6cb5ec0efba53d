//! What classes are made with: digits as they are written elsewhere, and ways to part them.

/// Zero to nine as they are written elsewhere.
pub(super) const DIGITS: [&str; 8] = [
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "₀₁₂₃₄₅₆₇₈₉",
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
];

pub(super) fn in_digits(text: &str, digits: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// As `separated`, by letters instead of bytes.
pub(super) fn separated_by_letter(text: &str, lengths: &[usize], sign: &str) -> String {
    let mut letters = text.chars();
    let parts: Vec<String> = lengths.iter().map(|&length| letters.by_ref().take(length).collect()).collect();
    parts.join(sign)
}

pub(super) fn full_width(text: &str) -> String {
    text.chars()
        .map(
            |c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).expect("full-width") } else { c },
        )
        .collect()
}

/// Cut at `lengths`, joined by `sign`.
pub(super) fn separated(text: &str, lengths: &[usize], sign: &str) -> String {
    let mut rest = text;
    let mut parts = Vec::new();
    for &length in lengths {
        let (part, more) = rest.split_at(length.min(rest.len()));
        parts.push(part);
        rest = more;
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts.join(sign)
}
