//! Days and months in words: 2023年11月20日, 20 November 2023.
//!
//! In: a day as files write it, `2023-11-20`, or a month, `2023-11`. Out: the same as people read
//! it, by the forms of the theme's strings.

use chrono::NaiveDate;

/// How days and months are written out.
#[derive(Debug, Clone)]
pub struct Dates {
    day: String,
    short_day: String,
    month: String,
    range: String,
    months: [String; 12],
}

impl Dates {
    /// Reads the forms by their keys, as from a theme's strings.
    pub fn read(word: impl Fn(&str) -> String) -> Self {
        Self {
            day: word("day_form"),
            short_day: word("day_form_short"),
            month: word("month_form"),
            range: word("range_form"),
            months: std::array::from_fn(|at| word(&format!("month_{}", at + 1))),
        }
    }

    /// A day.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> String {
        self.told(&day.to_string())
    }

    /// From a day to another; the year is said once where it is the same.
    #[must_use]
    pub fn range(&self, from: NaiveDate, to: NaiveDate) -> String {
        let (from, to) = (from.to_string(), to.to_string());
        let same_year = from[..4] == to[..4];
        // Where the year stands first it is said of the first day, else of the last.
        let year_first = self.day.starts_with("{year}");
        let short = |text: &str| self.written(text, &self.short_day);
        let (from, to) = match (same_year, year_first) {
            (false, _) => (self.told(&from), self.told(&to)),
            (true, true) => (self.told(&from), short(&to)),
            (true, false) => (short(&from), self.told(&to)),
        };
        super::charts::fill(&self.range, &[("from", &from), ("to", &to)])
    }

    /// A day or a month written as files do, in words; any other text as it is.
    #[must_use]
    pub fn told(&self, text: &str) -> String {
        self.written(text, if text.len() > 7 { &self.day } else { &self.month })
    }

    /// A day without its year.
    #[must_use]
    pub fn short(&self, text: &str) -> String {
        self.written(text, &self.short_day)
    }

    /// Labels of months that stand side by side: the year once, and in as few letters as there are.
    #[must_use]
    pub fn along(&self, labels: &[&str]) -> Vec<String> {
        let year = |label: &str| parts(label).map(|(year, ..)| year.to_owned());
        let told = |(at, label): (usize, &&str)| {
            let Some((of, month, _)) = parts(label) else { return (*label).to_owned() };
            let month = self.short_month(month);
            match at.checked_sub(1).and_then(|before| year(labels[before])) {
                Some(before) if before == of => month,
                _ => super::charts::fill(&self.month, &[("year", of), ("month", &month)]),
            }
        };
        labels.iter().enumerate().map(told).collect()
    }

    fn short_month(&self, month: usize) -> String {
        let name = &self.months[month];
        if name.is_ascii() { name.chars().take(3).collect() } else { name.clone() }
    }

    fn written(&self, text: &str, form: &str) -> String {
        let Some((year, month, day)) = parts(text) else { return text.to_owned() };
        super::charts::fill(form, &[("year", year), ("month", &self.months[month]), ("day", day)])
    }
}

/// Year, month from 0, and day without a leading zero, of `2023-11-20` or `2023-11`.
fn parts(text: &str) -> Option<(&str, usize, &str)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
    let is_sound = year.len() == 4 && digits(year) && month.len() == 2 && digits(month);
    let month = month.parse::<usize>().ok().filter(|month| is_sound && (1..=12).contains(month))?;
    let day_is_sound = rest.len() == 2 || (day.len() == 2 && digits(day));
    day_is_sound.then(|| (year, month - 1, day.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::strings::Strings;

    fn dates(language: &str) -> Dates {
        let strings = Strings::built_in(language);
        Dates::read(|key| strings.get(key).to_owned())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_and_months_are_written_out_in_both_languages() {
        let (zh, en) = (dates("zh-CN"), dates("en"));
        assert_eq!(zh.told("2023-11-05"), "2023年11月5日");
        assert_eq!(en.told("2023-11-05"), "5 November 2023");
        assert_eq!(zh.told("2023-05"), "2023年5月");
        assert_eq!(en.told("2023-05"), "May 2023");
        for text in ["襄汾县", "2023-13", "2023-5", "31–60", "2023-11-5x", "", "141000-B"] {
            assert_eq!(zh.told(text), text);
        }
    }

    #[test]
    fn a_range_says_its_year_once() {
        let (zh, en) = (dates("zh-CN"), dates("en"));
        let (from, to, next) = (day("2023-10-21"), day("2023-11-20"), day("2024-01-20"));
        assert_eq!(zh.range(from, to), "2023年10月21日至11月20日");
        assert_eq!(en.range(from, to), "21 October to 20 November 2023");
        assert_eq!(zh.range(from, next), "2023年10月21日至2024年1月20日");
    }

    #[test]
    fn months_along_an_axis_say_the_year_where_it_changes() {
        let (zh, en) = (dates("zh-CN"), dates("en"));
        let months = ["2023-11", "2023-12", "2024-01"];
        assert_eq!(zh.along(&months), ["2023年11月", "12月", "2024年1月"]);
        assert_eq!(en.along(&months), ["Nov 2023", "Dec", "Jan 2024"]);
        assert_eq!(zh.along(&["8月", "古县"]), ["8月", "古县"]);
    }
}
