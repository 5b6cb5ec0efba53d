//! The strings of a theme: a site's table over the built-in one, and the built-in one against what asks for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gongshi::dataset::ledger::{
    Book, DecisionKind, FacilityKind, FacilityStatus, InspectionKind, NoticeKind, Party, Word,
};
use gongshi::diagnostic::{Code, Severity};
use gongshi::published::ledger::facts;
use walkdir::WalkDir;

use crate::support::site::{Site, help};

const STRINGS: &str = "themes/default/strings/zh-CN.toml";
const TEMPLATE: &str = "themes/default/templates/text.html";

fn with(strings: &str) -> Site {
    Site::small().put(STRINGS, strings)
}

#[test]
fn a_table_of_one_string_changes_that_string_and_no_other() {
    let built = with("home = \"主页\"\n").build();
    built.seen.is_clean();
    let before = Site::small().build();
    assert_eq!(built.words("index.html").replace("主页", "首页"), before.words("index.html"));
    assert!(built.words("index.html").contains("主页"));
    // What the program says, not a template: it must be there though the site's table has none of it.
    assert_eq!(built.page("feeds/periods.xml"), before.page("feeds/periods.xml"));
    assert!(built.page("feeds/periods.xml").contains("2023年7月（"), "the month's sentence");
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    let seen = with("home = \"主页\"\nsay_mnoth = \"{month}\"\n").check();
    let found = seen.only(Severity::Warning, Code::UnknownString, STRINGS, 2, 1);
    assert_eq!(help(found), "did you mean `say_month`?");
    // A theme's own template may have strings of its own, whole or by their beginning.
    for ask in ["{{ t.motto }}", "{{ t[\"mot\" ~ \"to\"] }}", "{{ t['motto'] }}"] {
        let site = with("motto = \"公开\"\n").put("themes/default/templates/motto.html", ask);
        site.check().is_clean();
    }
}

#[test]
fn a_key_in_neither_table_is_an_error_where_the_template_asks_for_it() {
    let own =
        Site::small().put(TEMPLATE, "{% extends \"base.html\" %}\n{% block main %}{{ t.hom }}{% endblock %}");
    let seen = own.check();
    let found = seen.only(Severity::Error, Code::MissingString, TEMPLATE, 2, 22);
    assert_eq!((help(found), seen.pointed(found)), ("did you mean `t.home`?", "hom"));
    let text = own.text(TEMPLATE);
    own.clone().put(STRINGS, "hom = \"主页\"").check().is_clean();
    own.put(TEMPLATE, text.replace("t.hom", "t.hom | default(value=\"\")")).check().is_clean();
}

#[test]
fn a_blank_that_nothing_fills_is_an_error() {
    let seen = with("say_month = \"{month}：{itmes}。\"\n").check();
    let found = seen.only(Severity::Error, Code::StringBlanks, STRINGS, 1, 13);
    assert_eq!(help(found), "did you mean `{items}`?");
    with("say_month = \"{items}。\"\n").check().is_clean();
    for (text, advice) in [
        ("search_found = \"{n} / {all}\"", "its blanks: `{n}`"),
        ("home = \"主页{n}\"", "this string has no blanks; delete it"),
        ("say_month = \"{items：\"", "did you mean `{items}`?"),
    ] {
        let seen = with(text).check();
        let found = seen.findings.iter().find(|finding| finding.code == Code::StringBlanks);
        let found = found.unwrap_or_else(|| panic!("{text}: {}", seen.told()));
        assert!(help(found).starts_with(advice), "{text}: {}", help(found));
    }
}

#[test]
fn a_table_that_cannot_be_read_is_told_at_its_place() {
    let seen = with("home = \"主页\"\nabout = 3\n[more]\nx = \"y\"\n").check();
    seen.among(Severity::Error, Code::WrongType, STRINGS, 2, 9);
    seen.among(Severity::Error, Code::WrongType, STRINGS, 3, 1);
    with("home = 主页\n").check().among(Severity::Error, Code::TomlSyntax, STRINGS, 1, 8);
    let seen = Site::small().put(STRINGS, &b"home = \"\xd6\xf7\xd2\xb3\"\n"[..]).check();
    assert!(seen.codes().contains(&Code::StaticNotUtf8), "{}", seen.told());
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts(folder: &str, ending: &str) -> String {
    let files = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|found| found == ending));
    let text = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        text.split("#[cfg(test)]").next().unwrap().to_owned() + "\n"
    };
    files.map(|entry| text(entry.path())).collect()
}

/// The quoted texts of source code, each with what stands before it on its line.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut at = 0;
        while let Some(start) = line[at..].find('"').map(|next| at + next + 1) {
            let Some(end) = line[start..].find('"').map(|next| start + next) else { break };
            found.push((&line[..start - 1], &line[start..end]));
            at = end + 1;
        }
    }
    found
}

/// Whole keys that templates ask for, and beginnings of keys.
fn of_templates() -> (BTreeSet<String>, BTreeSet<String>) {
    let templates = texts("themes/default/templates", "html");
    let word =
        |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    let after = |mark: &str| {
        let before =
            |at: usize| templates[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "._".contains(c));
        let places = templates.match_indices(mark).filter(|(at, _)| !before(*at));
        places.map(|(at, mark)| word(&templates[at + mark.len()..])).collect::<BTreeSet<_>>()
    };
    let (mut keys, beginnings) = (after("t."), after("t[\""));
    keys.remove("");
    (keys, beginnings)
}

/// Whole keys that the program asks for, and beginnings of keys.
fn of_the_program() -> (BTreeSet<String>, BTreeSet<String>) {
    let code = texts("src/render", "rs");
    let (mut keys, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    // Not the values that templates are given under names of their own.
    let asked = literals(&code).into_iter().filter(|(before, _)| !before.contains(".insert"));
    for (before, text) in asked {
        let is_call = |name: &str| before.ends_with(&format!("{name}("));
        let is_key = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        let families = ["say_", "finding_", "chart_", "search_kind_", "day_form", "range_form", "month_form"];
        if (["word", ".say", ".string"].iter().any(|name| is_call(name))
            || families.iter().any(|family| text.starts_with(family)))
            && is_key(text)
        {
            keys.insert(text.to_owned());
        } else if before.ends_with("format!(")
            && let Some((beginning, _)) = text.split_once('{')
            && beginning.ends_with('_')
            && is_key(beginning)
        {
            beginnings.insert(beginning.to_owned());
        }
    }
    // In one file the names of a chart's words stand without what they all begin with.
    let words = fs::read_to_string(root().join("src/render/charts/words.rs")).unwrap();
    let words = literals(&words).into_iter().filter(|(before, _)| before.ends_with(" w("));
    keys.extend(words.map(|(_, name)| format!("chart_{name}")));
    keys.extend((1..=12).map(|month| format!("month_{month}")));
    keys.extend(
        literals(&code)
            .iter()
            .filter(|(before, _)| before.ends_with("key: "))
            .map(|(_, key)| (*key).to_owned()),
    );
    let tables = literals(&code).into_iter().filter(|(before, _)| before.ends_with("file: "));
    keys.extend(tables.map(|(_, file)| format!("package_{}", file.trim_end_matches(".csv"))));
    (keys, beginnings)
}

/// What the facts of records may be called, and their words: a theme may have strings for them, and needs none.
fn of_facts() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for book in Book::ALL {
        for (column, fact) in facts(book) {
            let by = fact.by.map(|code| book.column(code).holds.terms()).unwrap_or_default();
            keys.extend(by.iter().map(|(word, ..)| format!("{}_{word}", fact.key)));
            keys.extend(column.holds.terms().iter().map(|(word, ..)| format!("{}_{word}", column.code)));
            keys.extend([fact.key.to_owned(), format!("{}_text", column.code)]);
        }
    }
    keys
}

fn built_in(language: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join(format!("themes/default/strings/{language}.toml"))).unwrap();
    toml::from_str(&text).unwrap()
}

#[test]
fn every_key_that_is_asked_for_is_in_both_tables() {
    let ((templates, by_templates), (program, by_program)) = (of_templates(), of_the_program());
    assert!(templates.len() > 200 && program.len() > 80, "{} {}", templates.len(), program.len());
    for language in ["zh-CN", "en"] {
        let table = built_in(language);
        let missing: Vec<&String> =
            templates.union(&program).filter(|key| !table.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
        for beginning in by_templates.union(&by_program) {
            let has = table.keys().any(|key| key.starts_with(beginning.as_str()));
            assert!(has, "{language}: nothing begins with {beginning}");
        }
    }
}

#[test]
fn nobody_asks_in_vain_and_no_string_lies_idle() {
    let ((templates, by_templates), (mut program, by_program)) = (of_templates(), of_the_program());
    program.extend(of_facts());
    // A key that is chosen by a value stands in the source as a text of its own.
    let sources = texts("src", "rs");
    let quoted: BTreeSet<&str> = literals(&sources).into_iter().map(|(_, text)| text).collect();
    let idle: Vec<String> = built_in("en")
        .into_keys()
        .filter(|key| !templates.contains(key) && !program.contains(key) && !quoted.contains(key.as_str()))
        .filter(|key| {
            !by_templates
                .union(&by_program)
                .any(|beginning| !beginning.is_empty() && key.starts_with(beginning.as_str()))
        })
        .collect();
    assert!(idle.is_empty(), "nothing asks for {idle:?}");
}

/// A word that a page shows has its string: none of those a clerk may write ends with a faulty template.
#[test]
fn every_word_that_is_shown_has_its_string_in_both_languages() {
    fn codes<W: Word>(prefix: &str, is_shown: impl Fn(W) -> bool) -> Vec<String> {
        W::ALL.iter().filter(|word| is_shown(**word)).map(|word| format!("{prefix}{}", word.code())).collect()
    }
    let keys = [
        codes::<InspectionKind>("inspection_", |_| true),
        codes::<NoticeKind>("notice_", |_| true),
        codes::<FacilityKind>("facility_", |_| true),
        codes::<FacilityStatus>("status_", |_| true),
        codes::<Party>("party_", |_| true),
        codes::<DecisionKind>("penalty_", DecisionKind::is_penalty),
    ];
    for language in ["zh-CN", "en"] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/default/strings/{language}.toml"));
        let table = fs::read_to_string(path).unwrap();
        for key in keys.iter().flatten() {
            assert!(table.lines().any(|line| line.starts_with(&format!("{key} = "))), "{language}: {key}");
        }
    }
}
