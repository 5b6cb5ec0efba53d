//! The strings of a theme: what pages say beside their data.
//!
//! In: the built-in table of the site's language, a site's own `strings/<language>.toml`, and the templates, which ask
//! for strings by key: `t.home`. Out: the built-in table with the site's over it, key by key, and what does not fit:
//! a key that nobody asks for, one that a template asks for and neither table has, a blank that nothing fills. The
//! merged table is whole, so the program's own look-ups cannot fail; what it asks for is held by a test.

mod asked;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use tera::Value;

use asked::Asked;

use super::theme;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::{File, scalar, toml};
use crate::{limits, say};

/// The languages of the built-in tables.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Every string by its key.
#[derive(Debug)]
pub struct Strings {
    table: BTreeMap<String, String>,
    /// The same, as templates take it.
    value: Value,
}

/// A template of the theme in force.
pub struct Template<'t> {
    /// Its path, as findings name it.
    pub path: Arc<str>,
    /// As it is written, with its tags.
    pub text: &'t str,
    /// Whether it is the site's own.
    pub own: bool,
}

impl Strings {
    /// The built-in strings of a language.
    #[must_use]
    pub fn built_in(language: &str) -> Self {
        let text = theme::own_text(&format!("strings/{language}.toml"));
        Self::from(
            ::toml::from_str::<BTreeMap<String, String>>(text).expect("the built-in strings are sound"),
        )
    }

    /// The built-in strings with a site's over them.
    pub fn merged(
        language: &str,
        own: Option<&File>,
        templates: &[Template<'_>],
        findings: &Findings,
    ) -> Self {
        let built_in = Self::built_in(language).table;
        let mut table = built_in.clone();
        let asked = Asked::of(templates);
        if let Some(file) = own {
            let text = toml::TomlText::whole(file);
            let (entries, _) = toml::parse_anyway(text, findings);
            let mut suggestions = limits::FILE_SUGGESTIONS;
            for entry in entries.iter() {
                let toml::TomlValue::Text(said) = &entry.value else {
                    findings.push(no_text(file, &entry.key, &entry.span));
                    continue;
                };
                let place = file.place(&entry.span);
                match built_in.get(entry.key.as_ref()) {
                    Some(_) => findings.extend(misfit(&entry.key, said, place)),
                    None if asked.has(&entry.key) => {}
                    None => {
                        let near = scalar::nearest(&entry.key, table_keys(&built_in, &mut suggestions));
                        findings.push(unknown(&entry.key, file.place(&entry.key_span), near));
                    }
                }
                table.insert(entry.key.clone().into_owned(), said.clone().into_owned());
            }
        }
        let mut suggestions = limits::FILE_SUGGESTIONS;
        for (key, place) in asked.by_the_site.iter().filter(|(key, _)| !table.contains_key(**key)) {
            let near = scalar::nearest(key, table_keys(&table, &mut suggestions));
            findings.push(missing(key, language, place.clone(), near));
        }
        Self::from(table)
    }

    /// A string that the program asks for.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.table.get(key).expect("the built-in table, below the site's, has every key the program asks for")
    }

    /// A string that a table may have, or not.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.table.get(key).map(String::as_str)
    }

    /// All of them, as `t` in templates.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }
}

impl From<BTreeMap<String, String>> for Strings {
    fn from(table: BTreeMap<String, String>) -> Self {
        let value = Value::from_serializable(&table);
        Self { table, value }
    }
}

/// The keys of a table, for the nearest among them; none where enough have been helped.
fn table_keys<'t>(
    table: &'t BTreeMap<String, String>,
    suggestions: &mut usize,
) -> impl Iterator<Item = &'t str> + use<'t> {
    let helped = *suggestions > 0;
    *suggestions = suggestions.saturating_sub(1);
    table.keys().filter(move |_| helped).map(String::as_str)
}

/// A string's blanks, `{name}`; one that is not closed runs to its end.
fn blanks(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
}

/// A string with blanks that nothing fills: they would be left out, and a number with them.
fn misfit(key: &str, said: &str, place: Place) -> Option<Finding> {
    let known: Vec<String> = if said.contains('{') {
        let tables = LANGUAGES.map(Strings::built_in);
        let all = tables.iter().flat_map(|table| blanks(table.get(key)).map(ToOwned::to_owned));
        all.collect::<BTreeSet<_>>().into_iter().collect()
    } else {
        return None;
    };
    let blank = blanks(said).find(|blank| !known.iter().any(|one| one == blank))?;
    let message = say!(
        "`{key}` 里的空位 `{{{blank}}}` 没有东西可填",
        "nothing fills the blank `{{{blank}}}` of `{key}`"
    );
    let listed: Vec<String> = known.iter().map(|blank| format!("`{{{blank}}}`")).collect();
    let help = match scalar::nearest(blank, known.iter().map(String::as_str)) {
        Some(near) => say!("是不是 `{{{near}}}`？", "did you mean `{{{near}}}`?"),
        None if known.is_empty() => {
            say!("这个字符串没有空位，删去它", "this string has no blanks; delete it")
        }
        None => say!("可以用的空位：{}", "its blanks: {}", listed.join(" ")),
    };
    Some(Finding::new(Code::StringBlanks, place, message).help(help))
}

fn unknown(key: &str, place: Place, near: Option<&str>) -> Finding {
    let message = say!(
        "没有 `{key}` 这个字符串，程序和模板都不用它",
        "unknown string `{key}`: neither the program nor a template uses it"
    );
    let help = match near {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => say!(
            "删去它；主题比程序旧的，见 THEMES.md",
            "delete it; for a theme older than the program see THEMES.md"
        ),
    };
    Finding::new(Code::UnknownString, place, message).help(help)
}

fn missing(key: &str, language: &str, place: Place, near: Option<&str>) -> Finding {
    let message = say!(
        "模板用了字符串 `{key}`，主题和程序的表里都没有",
        "the template uses the string `{key}`, which neither the theme nor the program has"
    );
    let help = match near {
        Some(near) => say!("是不是 `t.{near}`？", "did you mean `t.{near}`?"),
        None => say!(
            "在主题的 `strings/{language}.toml` 里写上 `{key} = \"…\"`",
            "write `{key} = \"…\"` into `strings/{language}.toml` of the theme"
        ),
    };
    Finding::new(Code::MissingString, place, message).help(help)
}

fn no_text(file: &File, key: &str, span: &Range<usize>) -> Finding {
    let message = say!("`{key}` 应是文字", "`{key}` should be a text");
    Finding::new(Code::WrongType, file.place(span), message).help(say!(
        "写作 `{key} = \"…\"`；字符串表不分节",
        "write `{key} = \"…\"`; a table of strings has no sections"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_told_from_text() {
        assert_eq!(blanks("{a}（{b}）{c").collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(blanks("a}").count(), 0);
    }
}
