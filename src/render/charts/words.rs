//! What charts say, in the site's language.

use crate::render::dates::Dates;
use crate::render::strings::Strings;

/// The keys of the kinds' names, in the order of `Kind::ALL`.
const KINDS: [&str; 10] = [
    "chart_bar",
    "chart_line",
    "chart_column",
    "chart_stacked",
    "chart_bullet",
    "chart_diverging",
    "chart_multiples",
    "chart_ageing",
    "chart_dots",
    "chart_tiles",
];

/// Exponents of ten that have a word of their own on an axis, in either language.
const LARGE: [(i32, &str); 4] = [(4, "chart_e4"), (6, "chart_e6"), (8, "chart_e8"), (9, "chart_e9")];

/// Every string of a chart that is not its own data.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // The theme's strings say what each is.
pub struct ChartWords {
    pub kinds: [String; 10],
    pub missing: String,
    pub partial: String,
    pub empty: String,
    pub label: String,
    pub region: String,
    pub period: String,
    pub about: String,
    pub highest: String,
    pub lowest: String,
    pub equal: String,
    pub rising: String,
    pub falling: String,
    pub level: String,
    pub gaps: String,
    pub incomplete: String,
    pub range: String,
    pub more: String,
    pub with_unit: String,
    pub scale: String,
    pub list: String,
    pub comma: String,
    pub stop: String,
    pub series: String,
    pub as_of: String,
    pub language: String,
    pub withheld: String,
    pub open: String,
    pub foremost: String,
    pub hidden: String,
    pub large: [(i32, String); 4],
    pub dates: Dates,
}

impl ChartWords {
    /// Reads every word by its key, as from a theme's strings.
    pub fn read(word: impl Fn(&str) -> String) -> Self {
        let w = |name: &str| word(&format!("chart_{name}"));
        Self {
            kinds: std::array::from_fn(|at| word(KINDS[at])),
            missing: w("missing"),
            partial: w("partial"),
            empty: w("empty"),
            label: w("label"),
            region: word("region"),
            period: word("period"),
            about: w("about"),
            highest: w("highest"),
            lowest: w("lowest"),
            equal: w("equal"),
            rising: w("rising"),
            falling: w("falling"),
            level: w("level"),
            gaps: w("gaps"),
            incomplete: w("incomplete"),
            range: w("range"),
            more: w("more"),
            with_unit: w("with_unit"),
            scale: w("scale"),
            list: w("list"),
            comma: w("comma"),
            stop: w("stop"),
            series: w("series"),
            as_of: w("as_of"),
            language: w("language"),
            withheld: w("withheld"),
            open: w("open"),
            foremost: w("foremost"),
            hidden: w("hidden"),
            large: LARGE.map(|(exponent, key)| (exponent, word(key))),
            dates: Dates::read(&word),
        }
    }

    /// The built-in words in Chinese.
    #[must_use]
    pub fn chinese() -> Self {
        Self::built_in("zh-CN")
    }

    /// The built-in words in English.
    #[must_use]
    pub fn english() -> Self {
        Self::built_in("en")
    }

    fn built_in(language: &str) -> Self {
        let strings = Strings::built_in(language);
        Self::read(|key| strings.get(key).to_owned())
    }
}

/// Fills the names of a template, each once and none in what was filled in. Digits that come from two sides stay apart:
/// `{region}{month}` of 示例县0028 and 2023年7月 is 示例县0028 2023年7月, and not a county with eight digits.
pub(in crate::render) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        append(&mut out, before);
        let (name, next) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        append(&mut out, value.map_or("", |(_, value)| value));
        rest = next;
    }
    append(&mut out, rest);
    out
}

fn append(out: &mut String, part: &str) {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if digit(out.as_bytes().last()) && digit(part.as_bytes().first()) {
        out.push(' ');
    }
    out.push_str(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_two_sides_stay_apart() {
        let said =
            |region: &str, month: &str| fill("{region}{month}", &[("region", region), ("month", month)]);
        assert_eq!(said("示例县0028", "2023年7月"), "示例县0028 2023年7月");
        assert_eq!(said("大宁县", "2023年7月"), "大宁县2023年7月");
        assert_eq!(fill("{n}5/{m}", &[("n", "3"), ("m", "4")]), "3 5/4");
    }
}
