//! One noun, one meaning: a name of a type is defined once in the program, and no file or type is called by a word that
//! says nothing of what it holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// Names defined twice, each in the stage that has the second one: the same idea before it is written into a file.
const SAME_IDEA: [(&str, &str, &str); 10] = [
    ("Criterion", "sample", "one of the criteria, with what its invented hazards say"),
    ("Decision", "sample", "a row of the ledger of enforcement before it is written"),
    ("Enterprise", "sample", "a row of the register before it is written"),
    ("Facility", "sample", "a row of the register before it is written"),
    ("Hazard", "sample", "a row of the ledger of hazards before it is written"),
    ("Inspection", "sample", "a row of the ledger of inspections before it is written"),
    ("Milestone", "sample", "a day something is due, before it is written into the settings"),
    ("Notice", "sample", "a row of the ledger of notices before it is written"),
    ("Period", "sample", "a reporting window before it is written into the settings"),
    ("Phase", "sample", "a stretch of the campaign before it is written into the settings"),
];

/// Words that tell nothing of what is called by them.
const EMPTY: [&str; 11] =
    ["beside", "said", "brought", "meant", "behind", "again", "told", "room", "known", "held", "wishes"];

/// The name a line defines a type by. A `type` within an `impl` belongs to the trait.
fn defined(line: &str) -> Option<&str> {
    let code = line.trim_start();
    let is_inner = code.len() < line.len();
    let code = match code.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
        Some(rest) => rest.trim_start(),
        None => code,
    };
    let (keyword, rest) = code.split_once(' ')?;
    let defines = match keyword {
        "struct" | "enum" | "trait" => true,
        "type" => !is_inner,
        _ => false,
    };
    let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    (defines && name.starts_with(|c: char| c.is_ascii_uppercase())).then_some(name)
}

/// All files below a folder with their text, by path.
fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let all = WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let all = all.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let path = |path: &Path| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    let all: Vec<_> =
        all.map(|entry| (path(entry.path()), fs::read_to_string(entry.path()).unwrap())).collect();
    assert!(all.len() > 50, "{folder} was found");
    all
}

/// Where each type is defined.
fn types() -> BTreeMap<String, Vec<String>> {
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in files("src") {
        for name in text.lines().filter_map(defined) {
            types.entry(name.into()).or_default().push(path.clone());
        }
    }
    types
}

#[test]
fn a_name_of_a_type_is_defined_once() {
    let types = types();
    let mut wrong = Vec::new();
    for (name, paths) in &types {
        let listed = SAME_IDEA.iter().find(|(same, ..)| same == name);
        let others = paths.iter().filter(|path| {
            listed.is_none_or(|(_, stage, _)| path.split('/').next().is_some_and(|first| first != *stage))
        });
        let count = others.count();
        if count > 1 || (listed.is_some() && paths.len() > 2) {
            wrong.push(format!("{name}: {}", paths.join(", ")));
        }
    }
    for (name, stage, why) in SAME_IDEA {
        let paths = types.get(name).map(Vec::as_slice).unwrap_or_default();
        let is_second = paths.len() == 2 && paths.iter().any(|path| path.starts_with(&format!("{stage}/")));
        if !is_second {
            wrong.push(format!("{name} is defined once now: strike it off SAME_IDEA"));
        }
        assert!(why.len() > 20, "{name}: why twice?");
    }
    assert!(wrong.is_empty(), "one noun, one meaning:\n{}", wrong.join("\n"));
}

#[test]
fn names_of_files_and_types_say_what_they_hold() {
    let mut wrong = Vec::new();
    for (path, _) in files("src").into_iter().chain(files("tests/suite")) {
        let words = path.trim_end_matches(".rs").split(['/', '_']);
        wrong.extend(words.filter(|word| EMPTY.contains(word)).map(|word| format!("{path}: {word}")));
    }
    for name in types().keys() {
        let lower = words_of(name);
        wrong.extend(lower.iter().filter(|w| EMPTY.contains(&w.as_str())).map(|w| format!("{name}: {w}")));
    }
    assert!(wrong.is_empty(), "the field's noun wins:\n{}", wrong.join("\n"));
}

/// `PagesBehind` → `pages`, `behind`.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() || words.is_empty() {
            words.push(String::new());
        }
        words.last_mut().unwrap().push(c.to_ascii_lowercase());
    }
    words
}

#[test]
fn definitions_of_types_are_read() {
    assert_eq!(defined("pub struct Hazard {"), Some("Hazard"));
    assert_eq!(defined("pub(in crate::dataset) enum Step<'a> {"), Some("Step"));
    assert_eq!(defined("    struct Inner;"), Some("Inner"));
    assert_eq!(defined("type Rows<'r> = ();"), Some("Rows"));
    for line in ["    type Item = u8;", "// struct Hazard", "use structs::Hazard;", "impl Hazard {"] {
        assert_eq!(defined(line), None, "{line}");
    }
    assert_eq!(words_of("PagesBehind"), ["pages", "behind"]);
}
