//! How wide text is: one table for the layout and for the check of what was laid out.
//!
//! No font is read at build time, and readers' fonts differ; the table is on the wide side.

/// Hundredths of an em.
fn hundredths(c: char) -> i32 {
    match c {
        // Most fonts have 56; the fallback fonts of many systems have 64, and must fit as well.
        '0'..='9' => 64,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 32,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '-' | '"' | '*' | '`' => 42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 94,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '~' | '^' | '#' | '$' | '×' | '−' => 68,
        '–' | '_' | '?' => 58,
        c if c.is_ascii() => 58,
        // Combining marks and joiners.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{a1}'..='\u{10ff}' => 75,
        _ => 100,
    }
}

/// The width of a text of `size` (tenths of a pixel), in tenths of a pixel.
#[must_use]
pub fn width(text: &str, size: i32) -> i32 {
    let ems = text.chars().fold(0_i32, |sum, c| sum.saturating_add(hundredths(c)));
    i32::try_from(i64::from(ems) * i64::from(size) / 100).unwrap_or(i32::MAX)
}

/// The widest of several texts; 0 of none.
pub fn widest<'t>(texts: impl IntoIterator<Item = &'t str>, size: i32) -> i32 {
    texts.into_iter().map(|text| width(text, size)).max().unwrap_or(0)
}

/// The text, or as much of it as there is room for and an ellipsis.
#[must_use]
pub fn fit(text: &str, size: i32, room: i32) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut left = room - width("…", size);
    for c in text.chars() {
        left -= width(c.encode_utf8(&mut [0; 4]), size);
        if left < 0 {
            break;
        }
        kept.push(c);
    }
    if room >= width("…", size) {
        kept.push('…');
    }
    kept
}

/// The text in lines no wider than `room`: between words, between any two Chinese characters.
#[must_use]
pub fn wrap(text: &str, size: i32, room: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words(text) {
        let line = lines.last_mut().expect("begins with a line and only grows");
        if line.is_empty() || width(line, size) + width(word.trim_end(), size) <= room {
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.iter().map(|line| fit(line.trim_end(), size, room)).collect()
}

/// Pieces a line may be broken between: closing punctuation stays with what it closes.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let wide = hundredths(c) == 100 || hundredths(last) == 100;
        let closes = "，。、；：）》」”！？…%,.;:)".contains(c);
        let opens = "（《「“(".contains(last);
        if at > start && (last == ' ' || (wide && !closes && !opens)) {
            words.push(&text[start..at]);
            start = at;
        }
        last = c;
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_an_em_wide_and_digits_are_not() {
        assert_eq!(width("未报送", 140), 420);
        assert_eq!(width("100", 140), 268);
    }

    #[test]
    fn what_does_not_fit_says_so() {
        assert_eq!(fit("经济技术开发区", 140, 560), "经济技…");
        assert_eq!(fit("尧都区", 140, 420), "尧都区");
        assert_eq!(fit("尧都区", 140, 0), "");
    }

    #[test]
    fn lines_break_between_characters_and_words_not_before_a_full_stop() {
        assert_eq!(wrap("整改率达到九成。", 100, 700), ["整改率达到九", "成。"]);
        assert_eq!(wrap("found and fixed", 100, 550), ["found and", "fixed"]);
    }
}
