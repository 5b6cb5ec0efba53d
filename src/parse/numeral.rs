//! Numbers in Chinese numerals: 九十八, 一百零二, 二万三千, 贰万; digit by digit 九八, 二〇二三.

/// Its value. `None` where it is none, is zero or too large, or does not say how much: 数百, 二三十, 两千五.
#[must_use]
pub fn chinese(text: &str) -> Option<u64> {
    if text.chars().all(|c| digit(c).is_some()) {
        let push = |sum: Option<u64>, c| sum?.checked_mul(10)?.checked_add(digit(c)?);
        return text.chars().fold(Some(0), push).filter(|value| *value > 0);
    }
    // What is above 万, what is below, the digit that waits for its unit, and the unit before it.
    let (mut total, mut section, mut waiting, mut last) = (0_u64, 0_u64, None, 10);
    for c in text.chars() {
        if let Some(value) = digit(c) {
            // A zero is said before what follows it; any other digit has its unit.
            if waiting.is_some_and(|before| before > 0) {
                return None;
            }
            last = if value == 0 { 10 } else { last };
            waiting = Some(value);
            continue;
        }
        let before = waiting.take().filter(|value| *value > 0);
        last = unit(c)?;
        match last {
            10 => section += before.unwrap_or(1) * 10,
            100 | 1000 => section += before? * last,
            10_000 => {
                let some = Some(section + before.unwrap_or(0)).filter(|some| *some > 0)?;
                total = total.checked_add(some.checked_mul(last)?)?;
                section = 0;
            }
            _ => {
                let some = total.checked_add(section + before.unwrap_or(0)).filter(|some| *some > 0)?;
                total = some.checked_mul(last)?;
                section = 0;
            }
        }
    }
    // 两千五 is 2,500 as people speak and 2,005 as they count.
    let rest = waiting.unwrap_or(0);
    if rest > 0 && last > 10 {
        return None;
    }
    total.checked_add(section + rest).filter(|value| *value > 0)
}

/// Whether a character may be part of one.
#[must_use]
pub fn is_part(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

fn digit(c: char) -> Option<u64> {
    let plain = "零一二三四五六七八九".chars().position(|digit| digit == c);
    let formal = "零壹贰叁肆伍陆柒捌玖".chars().position(|digit| digit == c);
    plain.or(formal).or((c == '〇').then_some(0)).or((c == '两').then_some(2)).map(|value| value as u64)
}

fn unit(c: char) -> Option<u64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numerals_have_the_value_they_say() {
        for (text, value) in [
            ("七", 7),
            ("十", 10),
            ("十二", 12),
            ("九十八", 98),
            ("九八", 98),
            ("一百零二", 102),
            ("一百一十四", 114),
            ("一〇二", 102),
            ("二〇二三", 2023),
            ("二万三千", 23_000),
            ("二万零五十", 20_050),
            ("贰万", 20_000),
            ("壹佰贰拾", 120),
            ("十万五千", 105_000),
            ("两万", 20_000),
            ("一亿二千万", 120_000_000),
            ("一万亿", 1_000_000_000_000),
        ] {
            assert_eq!(chinese(text), Some(value), "{text}");
        }
        for none in
            ["", "零", "百", "万", "万五千", "亿五千", "二三十", "两千五", "一百二", "十元", "亿亿亿亿", "9"]
        {
            assert_eq!(chinese(none), None, "{none}");
        }
    }

    /// As it is counted in full.
    fn written(value: u64) -> String {
        let digit = |value: u64| "零一二三四五六七八九".chars().nth(value as usize).expect("a digit");
        let section = |value: u64| {
            let (mut text, mut gap) = (String::new(), false);
            for (size, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                match value / size % 10 {
                    0 => gap = !text.is_empty(),
                    some => {
                        text.extend(gap.then_some('零'));
                        text.push(digit(some));
                        text.push_str(unit);
                        gap = false;
                    }
                }
            }
            text
        };
        let mut text = String::new();
        for (size, unit) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let part = value / size % 10_000;
            if part > 0 {
                text.extend((!text.is_empty() && part < 1000).then_some('零'));
                text.push_str(&section(part));
                text.push_str(unit);
            }
        }
        text
    }

    proptest! {
        #[test]
        fn what_is_counted_in_full_is_read(value in prop_oneof![1..2_000_u64, 1..1_000_000_000_000_u64]) {
            prop_assert_eq!(chinese(&written(value)), Some(value), "{}", written(value));
        }

        #[test]
        fn no_text_is_too_much(text in "[零一二三十百千万亿两]{0,40}") {
            let _ = chinese(&text);
        }
    }
}
