//! Days as texts write them: 2023年8月18日, 二〇二三年八月十八日, 同年8月18日, 8月17日至18日, 2023-08-18, 2023年8月.
//!
//! In: a plain text, and the year named last. Out: each day, month or stretch of days with its place.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::parse::numeral;

/// A day, a month or a stretch of days in a text.
pub(super) struct DayWritten {
    /// In bytes.
    pub(super) span: Range<usize>,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// A number in digits or numerals that ends a text.
pub(super) fn number_before(text: &str) -> Option<(usize, u32)> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits < text.len() {
        return Some((digits, text[digits..].parse().ok()?));
    }
    let is_numeral = |c: char| numeral::is_part(c) && !"百千万亿佰仟".contains(c);
    let start = text.trim_end_matches(is_numeral).len();
    Some((start, u32::try_from(numeral::chinese(&text[start..])?).ok()?))
}

/// Every day and month of a sentence; one without its year is of the year named last.
pub(super) fn days_in(text: &str, year: &mut Option<i32>) -> Vec<DayWritten> {
    let mut days: Vec<DayWritten> = Vec::new();
    for (at, _) in text.match_indices('月') {
        let Some((month_at, month)) = number_before(&text[..at]).filter(|(_, month)| *month <= 12) else {
            continue;
        };
        let mut start = month_at;
        if let Some(before) = text[..month_at].strip_suffix('年') {
            match number_before(before).filter(|(_, year)| (1900..2200).contains(year)) {
                Some((year_at, written)) => {
                    *year = i32::try_from(written).ok();
                    start = year_at;
                }
                None if before.ends_with(['同', '当', '本', '今']) => {}
                None => continue,
            }
        }
        let Some(of_year) = *year else { continue };
        let rest = &text[at + "月".len()..];
        let day = rest.find(['日', '号']).and_then(|end| {
            let (begins, day) = number_before(&rest[..end])?;
            (begins == 0).then_some((end + "日".len(), day))
        });
        let end = at + "月".len() + day.map_or(0, |(length, _)| length);
        let first = NaiveDate::from_ymd_opt(of_year, month, day.map_or(1, |(_, day)| day));
        // A month that is counted is none: 三个月, 3月以上.
        let Some(first) = first else { continue };
        let last = if day.is_some() { first } else { first + Months::new(1) - Days::new(1) };
        days.push(DayWritten { span: start..end, first, last });
    }
    for (at, _) in text.match_indices(['-', '.', '/']) {
        days.extend(iso(text, at));
    }
    days.sort_by_key(|day| day.span.start);
    joined(text, days)
}

/// `2023-08-18`, where `at` is its first sign.
fn iso(text: &str, at: usize) -> Option<DayWritten> {
    let sign = text[at..].chars().next()?;
    let start = at.checked_sub(4)?;
    let year = text.get(start..at)?.parse::<i32>().ok().filter(|year| (1900..2200).contains(year))?;
    let rest = &text[at + 1..];
    let (month, rest) = rest.split_once(sign)?;
    let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let day = NaiveDate::from_ymd_opt(year, month.parse().ok()?, rest[..length].parse().ok()?)?;
    let end = at + 1 + month.len() + 1 + length;
    Some(DayWritten { span: start..end, first: day, last: day })
}

/// 8月17日至18日 is one stretch.
fn joined(text: &str, days: Vec<DayWritten>) -> Vec<DayWritten> {
    const TO: [&str; 5] = ["至", "到", "-", "—", "~"];
    let mut all: Vec<DayWritten> = Vec::new();
    for mut day in days {
        let rest = &text[day.span.end..];
        let short = TO.iter().find_map(|word| rest.strip_prefix(*word)).and_then(|after| {
            let end = after.find(['日', '号'])?;
            let (begins, number) = number_before(&after[..end])?;
            let last = day.first.with_day(number).filter(|_| begins == 0)?;
            Some((day.span.end + (rest.len() - after.len()) + end + "日".len(), last))
        });
        if let Some((end, last)) = short.filter(|(_, last)| *last >= day.first) {
            (day.span.end, day.last) = (end, last);
        }
        match all.last_mut() {
            Some(before) if TO.contains(&&text[before.span.end..day.span.start.max(before.span.end)]) => {
                before.span.end = day.span.end;
                before.last = day.last.max(before.first);
            }
            _ => all.push(day),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<(String, String)> {
        let mut year = Some(2023);
        let days = days_in(text, &mut year).into_iter();
        days.map(|day| (day.first.to_string(), day.last.to_string())).collect()
    }

    #[test]
    fn days_are_read_however_they_are_written() {
        let one = |day: &str| vec![(day.to_owned(), day.to_owned())];
        for text in
            ["2023年8月18日", "二零二三年八月十八日", "8月18日", "同年8月18号", "2023-08-18", "2023.8.18"]
        {
            assert_eq!(days(text), one("2023-08-18"), "{text}");
        }
        assert_eq!(days("2023年8月,检查"), [("2023-08-01".to_owned(), "2023-08-31".to_owned())]);
        for text in ["2023年8月17日至18日", "2023年8月17日至8月18日"] {
            assert_eq!(days(text), [("2023-08-17".to_owned(), "2023-08-18".to_owned())], "{text}");
        }
        assert_eq!(days("三个月,每月一次,GB16423-2020第6.1.2条"), []);
    }
}
