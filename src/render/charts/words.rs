//! What charts say, in the site's language.

use crate::render::dates::{self, Dates};

/// Key, Chinese, English. `{name}` is filled in.
const WORDS: [(&str, &str, &str); 39] = [
    ("chart_bar", "条形图", "Bar chart"),
    ("chart_line", "折线图", "Line chart"),
    ("chart_column", "柱形图", "Column chart"),
    ("chart_stacked", "堆积条形图", "Stacked bar chart"),
    ("chart_bullet", "目标对照图", "Bullet chart"),
    ("chart_diverging", "增减条形图", "Diverging bar chart"),
    ("chart_multiples", "同尺度小图", "Small multiples on one scale"),
    ("chart_ageing", "时长分布图", "Ageing histogram"),
    ("chart_dots", "点图", "Dot plot"),
    ("chart_tiles", "方格图", "Tile grid"),
    ("chart_missing", "未报送", "not reported"),
    ("chart_partial", "未报齐", "incomplete"),
    ("chart_empty", "无数据", "no data"),
    ("chart_label", "项目", "Item"),
    ("region", "地区", "Region"),
    ("period", "报告期", "Period"),
    ("chart_about", "{kind}：", "{kind}: "),
    ("chart_highest", "{labels}最高，{value}", "highest {value} ({labels})"),
    ("chart_lowest", "{labels}最低，{value}", "lowest {value} ({labels})"),
    ("chart_equal", "均为{value}", "all {value}"),
    ("chart_rising", "从{first}的{from}升至{last}的{to}", "rises from {from} in {first} to {to} in {last}"),
    ("chart_falling", "从{first}的{from}降至{last}的{to}", "falls from {from} in {first} to {to} in {last}"),
    ("chart_level", "{first}与{last}同为{to}", "{to} in both {first} and {last}"),
    ("chart_gaps", "{labels}未报送", "not reported: {labels}"),
    ("chart_incomplete", "{labels}未报齐", "incomplete: {labels}"),
    ("chart_range", "{first}至{last}", "{first} to {last}"),
    ("chart_more", "{labels}等{number}个", "{labels} and others ({number} in all)"),
    ("chart_with_unit", "{value}{unit}", "{value} {unit}"),
    (
        "chart_scale",
        "各图纵轴同为{low}至{high}，横轴{first}至{last}",
        "Every panel: {low} to {high}, {first} to {last}",
    ),
    ("chart_list", "、", ", "),
    ("chart_comma", "，", "; "),
    ("chart_stop", "。", ". "),
    ("chart_series", "{series}{text}", "{series}: {text}"),
    ("chart_as_of", "{value}（{label}）", "{value} ({label})"),
    ("chart_language", "zh-CN", "en"),
    ("chart_withheld", "不公布", "not published"),
    ("chart_open", "未报送或不公布", "not reported or not published"),
    ("chart_foremost", "最高的{shown}个，共{all}个", "the {shown} highest of {all}"),
    ("chart_hidden", "{labels}不公布", "not published: {labels}"),
];

/// Exponents of ten that have a word of their own on an axis, in either language.
const LARGE: [(i32, &str, &str, &str); 4] = [
    (4, "chart_e4", "万", ""),
    (6, "chart_e6", "", "m"),
    (8, "chart_e8", "亿", ""),
    (9, "chart_e9", "", "bn"),
];

/// Every string of a chart that is not its own data.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // The table above says what each is.
pub struct Words {
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

impl Words {
    /// Reads every word by its key, as from a theme's strings.
    pub fn read(word: impl Fn(&str) -> String) -> Self {
        let w = |name: &str| word(&format!("chart_{name}"));
        Self {
            kinds: std::array::from_fn(|at| word(WORDS[at].0)),
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
            large: LARGE.map(|(exponent, key, ..)| (exponent, word(key))),
            dates: Dates::read(&word),
        }
    }

    /// The default words in Chinese.
    #[must_use]
    pub fn chinese() -> Self {
        Self::read(|key| default(key, |zh, _| zh))
    }

    /// The default words in English.
    #[must_use]
    pub fn english() -> Self {
        Self::read(|key| default(key, |_, en| en))
    }

    /// Keys with their Chinese and English, for a theme to change.
    pub fn defaults() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let large = LARGE.into_iter().map(|(_, key, zh, en)| (key, zh, en));
        WORDS.into_iter().chain(large).chain(dates::DEFAULTS)
    }
}

fn default(key: &str, choose: impl Fn(&'static str, &'static str) -> &'static str) -> String {
    let found = Words::defaults().find(|(known, ..)| *known == key);
    found.map_or_else(|| key.to_owned(), |(_, zh, en)| choose(zh, en).to_owned())
}

/// Fills the names of a template, each once and none in what was filled in.
pub(in crate::render) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, next) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = next;
    }
    out.push_str(rest);
    out
}
