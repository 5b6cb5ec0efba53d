//! One noun, one meaning: a name of a type is defined once in the program, and no file or type is called by a word that
//! says nothing of what it holds.

use std::collections::{BTreeMap, BTreeSet};
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
        for name in all_defined(&text) {
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

/// Types whose methods stand in several files on purpose: which, in the files of which folder, and why.
const SPREAD: [(&str, &str, &str); 8] = [
    ("Book", "dataset/ledger/declared", "what is declared of a ledger stands with the declarations"),
    ("Cells", "dataset/ledger", "`kinds` and `references` have a method for each kind of cell"),
    ("Drawing", "render", "a page is a file, which has what its template is given"),
    ("Figures", "figures", "`fill` counts the cube once, `withhold` shuts it once"),
    ("LifeCheck", "check/lives", "a group of checks is a file"),
    ("Public", "published/ledger", "what is handed out of each ledger stands with its public rows"),
    ("Renderer", "render", "what several pages draw is a file: charts, sentences, prose"),
    ("Table", "dataset/ledger", "`former` reads one column's notation, which only enterprises have"),
];

/// The names of types that a text defines, those of enumerations of words too.
fn all_defined(code: &str) -> impl Iterator<Item = &str> {
    let blocks = code.match_indices("words! {\n").filter_map(|(at, _)| code[at..].split("\n}").next());
    let words = blocks.flat_map(str::lines).filter_map(|line| {
        let name = line.strip_prefix("    ")?.strip_suffix(" {")?;
        name.chars().all(char::is_alphanumeric).then_some(name)
    });
    code.lines().filter_map(defined).chain(words)
}

/// The `impl` blocks of a text: the type each is of, and all names of its head.
fn impls(code: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let heads = code.lines().filter_map(|line| line.strip_prefix("impl"));
    heads.filter(|head| head.starts_with([' ', '<'])).filter_map(|head| {
        let generic = head.strip_prefix('<').map_or(0, |rest| {
            let mut depth = 1;
            let is_end = |c: char| {
                depth += i32::from(c == '<') - i32::from(c == '>');
                depth == 0
            };
            rest.find(is_end).map_or(0, |end| end + 2)
        });
        let of = &head[generic..];
        let of = of.split_once(" for ").map_or(of, |(_, of)| of);
        let path = of.trim_start().split(['<', ' ', '{']).next()?;
        let names = head.split(|c: char| !c.is_alphanumeric()).collect();
        Some((path.rsplit("::").next()?, names))
    })
}

/// The `impl` blocks that stand in no file that defines a name of theirs, by the type they are of.
fn astray(files: &[(String, String)]) -> Vec<(String, String)> {
    let written = |text: &str| text.split("#[cfg(test)]").next().map(ToOwned::to_owned).unwrap_or_default();
    let files = files.iter().filter(|(path, _)| !path.ends_with("tests.rs"));
    let files: Vec<(&String, String)> = files.map(|(path, text)| (path, written(text))).collect();
    let ours: BTreeSet<&str> = files.iter().flat_map(|(_, code)| all_defined(code)).collect();
    let mut astray = Vec::new();
    for (path, code) in &files {
        let own: BTreeSet<&str> = all_defined(code).collect();
        let lost = impls(code)
            .filter(|(of, names)| ours.contains(of) && !names.iter().any(|name| own.contains(name)));
        astray.extend(lost.map(|(of, _)| (of.to_owned(), (*path).clone())));
    }
    astray
}

#[test]
fn an_impl_stands_in_the_file_that_defines_its_type() {
    let mut found = astray(&files("src"));
    for (of, folder, why) in SPREAD {
        let before = found.len();
        found.retain(|(name, path)| !(name == of && path.starts_with(&format!("{folder}/"))));
        assert!(found.len() < before, "{of} stands in its own file: strike it off SPREAD");
        assert!(why.len() > 20, "{of}: why?");
    }
    assert!(found.is_empty(), "move these to where the type is defined, or let them be functions: {found:?}");
}

#[test]
fn impls_that_stand_elsewhere_are_found() {
    let of = |text: &str| {
        let own = ("a.rs".to_owned(), "pub struct Own<T>(T);\nwords! {\n    /// x\n    Way {\n".to_owned());
        let found = astray(&[own, ("b.rs".to_owned(), text.to_owned())]);
        found.into_iter().map(|(of, path)| format!("{path} {of}")).collect::<Vec<_>>()
    };
    assert_eq!(of("impl<'a, T: Into<X>> super::Own<T> {\n}\nimpl Way {}\n"), ["b.rs Own", "b.rs Way"]);
    assert_eq!(of("impl fmt::Debug for Own<u8> {"), ["b.rs Own"]);
    assert_eq!(of("struct Row;\nimpl Own<Row> {\n}\nimpl From<Row> for Way {\n}\nimpl Vec<u8> {"), [""; 0]);
    assert_eq!(of("#[cfg(test)]\nimpl Way {"), [""; 0], "tests say what they like");
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
