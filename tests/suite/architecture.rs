//! The shape of the program: which stage knows which, how long a file is, who meets the world.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// From bytes to the command line; a stage knows those before it.
const STAGES: [&str; 16] = [
    "source",
    "parse",
    "dataset",
    "law",
    "privacy",
    "figures",
    "check",
    "published",
    "site",
    "compare",
    "render",
    "release",
    "output",
    "serve",
    "sample",
    "cli",
];
/// What every stage may use, and which uses none.
const BESIDE: [&str; 3] = ["diagnostic", "escape", "limits"];
/// Who may meet the disk, the environment, other programs and the clock.
const WORLDLY: [&str; 4] = ["source", "output", "serve", "cli"];
/// A file has one subject, and so much of it.
const LONGEST: usize = 300;
/// Longer, and why; one that has become short is struck off. Not: because nobody has divided it.
const LONG: [(&str, &str); 11] = [
    (
        "check/lives/thresholds.rs",
        "how numbers are read out of a sentence, with the sentences they are read from",
    ),
    ("privacy/find/mod.rs", "the sweep and its findings, which share what they show of a text"),
    ("privacy/find/numbers.rs", "one scanner, whose states know each other"),
    ("cli/arguments.rs", "the whole command line with its help in both languages"),
    ("dataset/reports/mod.rs", "one report from its path to its filings"),
    ("dataset/rules.rs", "one rule as it is written, with what may be wrong with it"),
    ("diagnostic/codes.rs", "the table of all codes, with title and reason in both languages"),
    ("parse/toml/fields.rs", "one type: how a key of each type is taken"),
    ("render/forms.rs", "the two layouts of an official form, cut from one drawing"),
    ("sample/hazards.rs", "an invented hazard from its finding to its end"),
    ("published/text.rs", "one walk over the events of a page, which becomes parts"),
];

pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The stage a file belongs to; none for `lib.rs` and `main.rs`.
    fn stage(&self) -> Option<&str> {
        let first = self.path.split(['/', '.']).next().expect("split gives at least one");
        (first != "lib" && first != "main").then_some(first)
    }

    /// The code without comments and without the tests at its end.
    pub(crate) fn code(&self) -> String {
        let text = self.text.split("#[cfg(test)]").next().expect("split gives at least one");
        let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The stages it names after `crate::`, in groups too.
    fn knows(&self) -> BTreeSet<String> {
        let code = self.code();
        let mut names = BTreeSet::new();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            match rest.strip_prefix('{') {
                Some(group) => names.extend(heads(group)),
                None => names.extend(word(rest)),
            }
        }
        names
    }
}

fn word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// The first names of a group, up to the brace that closes it.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut names) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && !c.is_whitespace() => {
                names.extend(word(&group[at..]));
                start = false;
            }
            _ => {}
        }
    }
    names
}

pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let sources: Vec<Source> = files
        .map(|entry| Source {
            path: entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"),
            text: fs::read_to_string(entry.path()).unwrap(),
        })
        .collect();
    assert!(sources.len() > 50, "the program was found");
    sources
}

#[test]
fn groups_of_imports_are_read() {
    let of = |text: &str| {
        Source { path: "check/x.rs".into(), text: text.into() }.knows().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(of("use crate::figures::{Figure, Figures};"), ["figures"]);
    assert_eq!(
        of("use crate::{limits, say, site::{Plan, Item}};\n// crate::cli\n"),
        ["limits", "say", "site"]
    );
    assert_eq!(of("fn f(x: crate::render::Theme) {}"), ["render"]);
}

#[test]
fn every_folder_is_a_stage_in_the_order_of_the_pipeline() {
    for source in sources() {
        if let Some(stage) = source.stage() {
            let known = STAGES.contains(&stage) || BESIDE.contains(&stage);
            assert!(known, "{}: a new stage takes its place in STAGES", source.path);
        }
    }
}

#[test]
fn a_stage_knows_only_the_stages_before_it() {
    for source in sources() {
        let Some(stage) = source.stage() else { continue };
        let own = STAGES.iter().position(|known| *known == stage);
        for name in source.knows() {
            let Some(other) = STAGES.iter().position(|known| *known == name) else { continue };
            match own {
                Some(own) => assert!(other <= own, "src/{}: {stage} must not know {name}", source.path),
                None => {
                    panic!("src/{}: {stage} stands beside the stages and knows none, not {name}", source.path)
                }
            }
        }
    }
}

/// Beyond the wall what is true has no name: neither the cube, nor the ledgers, nor what holds them.
#[test]
fn beyond_the_wall_only_what_is_published_is_named() {
    const TRUE: [&str; 6] = ["Figures", "Dataset", "dataset::ledger", "Ledger", "Reports", "Prepared"];
    let mut looked = 0;
    for source in sources() {
        if !["site", "render", "output"].contains(&source.stage().unwrap_or_default()) {
            continue;
        }
        looked += 1;
        let code = source.code();
        for name in TRUE {
            let mut rest = code.as_str();
            while let Some(at) = rest.find(name) {
                let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let (before, after) =
                    (rest[..at].chars().next_back(), rest[at + name.len()..].chars().next());
                let stands_alone =
                    !before.is_some_and(|c| is_word(c) || c == '"') && !after.is_some_and(is_word);
                assert!(!stands_alone, "src/{}: {name} has no name beyond the wall", source.path);
                rest = &rest[at + name.len()..];
            }
        }
    }
    assert!(looked > 60, "{looked}");
}

/// A campaign is invented behind one door: what commands, tests and benchmarks call are its two functions.
#[test]
fn only_init_knows_the_sample() {
    for source in sources() {
        let is_door = source.path == "cli/init.rs" || source.stage() == Some("sample");
        let names = source.knows().contains("sample");
        assert!(is_door || !names, "src/{} knows the sample", source.path);
    }
    let door = sources().into_iter().find(|source| source.path == "sample/mod.rs").expect("is there");
    assert!(!door.text.contains("pub mod") && !door.text.contains("pub use"), "one door");
}

/// A list of words that tells names is a file that anyone can add a line to.
#[test]
fn words_that_names_are_told_by_stand_in_files() {
    let chinese = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for source in sources().into_iter().filter(|source| source.stage() == Some("privacy")) {
        let code = source.code();
        let is_word = |line: &&str| {
            let word = line.trim().trim_end_matches(',').trim_matches('"');
            line.trim().starts_with('"') && !word.is_empty() && chinese(word)
        };
        let words = code.lines().filter(is_word).count();
        let is_test = source.path.contains("corpus");
        assert!(
            is_test || words < 12,
            "src/{}: {words} words belong into a file of privacy/words",
            source.path
        );
    }
}

#[test]
fn a_file_can_be_read_in_one_sitting() {
    let sources = sources();
    for (path, why) in LONG {
        assert!(
            sources.iter().any(|source| source.path == path),
            "src/{path} is no more: strike it off LONG"
        );
        assert!(why.len() > 20, "{path}: why is it long?");
    }
    let mut wrong = Vec::new();
    for source in &sources {
        let (path, lines) = (source.path.as_str(), source.text.lines().count());
        let is_listed = LONG.iter().any(|(long, _)| *long == path);
        match (is_listed, lines > LONGEST) {
            (true, false) => wrong.push(format!("src/{path} has {lines} lines now: strike it off LONG")),
            (false, true) => wrong.push(format!("src/{path} has {lines} lines: divide it")),
            (true, true) | (false, false) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_source_output_serve_and_cli_meet_the_world() {
    const WORLD: [&str; 9] = [
        "std::fs",
        "std::env",
        "std::process",
        "std::net",
        "SystemTime",
        "Instant",
        "Utc::now",
        "Local::now",
        "File::open",
    ];
    for source in sources() {
        if source.stage().is_some_and(|stage| !WORLDLY.contains(&stage)) {
            let code = source.code();
            for name in WORLD {
                assert!(!code.contains(name), "src/{} must not use {name}", source.path);
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for source in sources() {
        assert!(
            source.text.starts_with("//! "),
            "src/{} begins without a sentence about itself",
            source.path
        );
    }
}

/// A column is declared once: no list of the program names the columns of a ledger again. What reads one by hand names it
/// alone.
#[test]
fn no_second_list_names_the_columns_of_a_ledger() {
    use gongshi::dataset::ledger::Book;
    const MOST: usize = 3;
    // Lists of something else that is called the same, each with what it is.
    const OTHERS: [(&str, &str); 6] = [
        ("dataset/regions/read.rs", "the columns of the table of regions"),
        ("render/columns/figures.rs", "the columns of the same for download"),
        ("check/lives/mod.rs", "the steps of a hazard's life, in the order the law has them"),
        ("render/cases.rs", "the values of a case's page, in the words of themes"),
        ("render/ledger/rows.rs", "the values a row's stencil is filled with, in the words of themes"),
        ("render/ledger/hazards.rs", "the values of a hazard's page, in the words of themes"),
    ];
    let mut wrong = Vec::new();
    for source in sources() {
        let declares = source.path.starts_with("dataset/ledger/declared/");
        let is_test = source.path.ends_with("/tests.rs");
        if declares || is_test || OTHERS.iter().any(|(path, _)| *path == source.path) {
            continue;
        }
        for list in lists(&source.code()) {
            for book in Book::ALL {
                let codes = book.columns().iter().map(|column| column.code);
                let named: Vec<&str> = codes.filter(|code| list.contains(&format!("\"{code}\""))).collect();
                if named.len() > MOST {
                    wrong.push(format!("src/{}: {named:?} of {book:?}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "declared in dataset/ledger/declared/, and again in:\n{}", wrong.join("\n"));
}

/// What stands between brackets: arrays, slices and `vec!`s, those within others too.
fn lists(code: &str) -> Vec<&str> {
    let (mut open, mut found, mut in_text) = (Vec::new(), Vec::new(), false);
    let mut before = ' ';
    for (at, c) in code.char_indices() {
        match c {
            '"' if before != '\\' && before != '\'' => in_text = !in_text,
            '[' if !in_text => open.push(at),
            ']' if !in_text => found.extend(open.pop().map(|from| &code[from..at])),
            _ => {}
        }
        before = c;
    }
    found
}

#[test]
fn a_second_list_is_found() {
    let code = "const A: [&str; 4] = [\"id\", \"name\"]; f(&[(\"kind\", 1)], x[\"]\"]);";
    assert_eq!(lists(code), ["[&str; 4", "[\"id\", \"name\"", "[(\"kind\", 1)", "[\"]\""]);
}

/// What has an index of its own type, by the names it goes by across the border of a function.
const TYPED: [&str; 4] = ["region", "reporter", "period", "measure"];

/// Of parameters and fields the names of regions, periods and measures that are bare numbers; `regions: usize` is how
/// many there are.
fn bare_numbers(code: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in code.match_indices(": ") {
        let start = at - code[..at].chars().rev().take_while(|c| is_name(*c)).count();
        let name = &code[start..at];
        let end = code[at + 2..].find([',', ')', '|', ';', '=', '\n']).map_or(code.len(), |end| at + 2 + end);
        let is_bare = match code[at + 2..end].trim_end_matches(" {").trim_start_matches('&') {
            "usize" | "Option<usize>" => TYPED.contains(&name),
            "[usize]" | "Vec<usize>" => name.strip_suffix('s').is_some_and(|one| TYPED.contains(&one)),
            _ => false,
        };
        if is_bare {
            found.push(&code[start..end]);
        }
    }
    found
}

#[test]
fn a_region_a_period_and_a_measure_are_no_bare_numbers() {
    for source in sources() {
        // The sample's reporters stand in a list it makes for itself, before there are regions.
        let is_own = source.path.starts_with("sample/");
        let code = source.code();
        assert!(is_own || bare_numbers(&code).is_empty(), "{}: {:?}", source.path, bare_numbers(&code));
    }
}

#[test]
fn bare_numbers_are_found() {
    let code = "fn of(&self, region: usize, regions: usize, periods: &[usize]) -> X {\n    measure: Option<usize>,\n";
    assert_eq!(bare_numbers(code), ["region: usize", "periods: &[usize]", "measure: Option<usize>"]);
    assert!(bare_numbers("fn of(region: RegionAt, place: usize, of_periods: Vec<usize>)").is_empty());
}
