//! What ARCHITECTURE.md names in backticks: each file is there, each name is defined, or the page has gone stale.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// Named, and in no file of this repository by that name: why.
const ELSEWHERE: [(&str, &str); 1] = [("Decimal", "of the crate rust_decimal")];

/// What of the tree is looked through: files with their texts.
struct Tree {
    paths: Vec<String>,
    code: String,
    /// Cargo's settings: features, lints.
    settings: String,
    /// Everything that people write: code, data, pages, theme, settings.
    all: String,
}

impl Tree {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let skipped = ["target", ".git", "public", "node_modules"];
        let entries = WalkDir::new(root).sort_by_file_name().into_iter();
        let entries = entries.filter_entry(|entry| !skipped.iter().any(|name| entry.file_name() == *name));
        let (mut paths, mut code, mut all) = (Vec::new(), String::new(), String::new());
        for entry in entries.map(Result::unwrap).skip(1) {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            // A name that stands in this page alone is not there.
            if entry.file_type().is_file() && entry.path().extension().is_none_or(|ending| ending != "md") {
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                if entry.path().extension().is_some_and(|ending| ending == "rs")
                    && path != "tests/suite/named.rs"
                {
                    code += &text;
                    code += "\n";
                }
                all += &text;
                all += "\n";
            }
            paths.push(path);
        }
        let settings = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        Self { paths, code, settings, all }
    }

    /// `strings/*.toml`, `data/forms/<form>.toml`, `kills.rs`: a path, or its end, with stars.
    fn has_path(&self, name: &str) -> bool {
        let name = name.trim_end_matches('/');
        let stars: String = name.split('<').enumerate().fold(String::new(), |out, (at, part)| {
            if at == 0 {
                part.to_owned()
            } else {
                out + "*" + part.split_once('>').map_or("", |(_, rest)| rest)
            }
        });
        self.paths.iter().any(|path| {
            let ends = path.match_indices('/').map(|(at, _)| &path[at + 1..]).chain([path.as_str()]);
            ends.into_iter().any(|end| fits(end, &stars))
        })
    }

    /// Whether code defines it: an item, a field, a variant, a file, or a text that is compared with.
    fn defines(&self, name: &str) -> bool {
        const ITEMS: [&str; 9] =
            ["fn ", "struct ", "enum ", "trait ", "type ", "const ", "static ", "mod ", "macro_rules! "];
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let item = |item: &str| {
            let whole = format!("{item}{name}");
            self.code.match_indices(&whole).any(|(at, _)| ends(&self.code[at + whole.len()..]))
        };
        let is_part = |line: &str| {
            let line = line.trim_start().trim_start_matches("pub(super) ").trim_start_matches("pub ");
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([',', '(', ':', ' ']) && !rest.starts_with("::"))
        };
        ITEMS.iter().any(|one| item(one))
            || self.code.lines().any(is_part)
            || self.code.contains(&format!("\"{name}\""))
            || self.has_path(name)
            || self.has_path(&format!("{name}.rs"))
    }

    /// Whether somebody writes this word anywhere.
    fn has_word(&self, word: &str) -> bool {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        self.all.match_indices(word).any(|(at, _)| {
            !self.all[..at].ends_with(is_word) && !self.all[at + word.len()..].starts_with(is_word)
        })
    }

    fn has(&self, name: &str) -> bool {
        let is_name = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let has_ending = [".rs", ".toml", ".md", ".css", ".js", ".mjs", ".html", ".csv"];
        if !name.contains(' ')
            && (name.contains('/') || has_ending.iter().any(|ending| name.ends_with(ending)))
        {
            return self.has_path(name);
        }
        if name.split("::").all(is_name) {
            return name.split("::").all(|part| self.defines(part)) || self.settings.contains(name);
        }
        // The beginning of a family: `data_…`.
        if let Some(beginning) = name.strip_suffix('…') {
            return self.all.contains(beginning);
        }
        // A line of data, a command, a value: its words are written somewhere.
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.all(|word| word.len() < 2 || self.has_word(word))
    }
}

/// Whether a text fits a pattern in which `*` stands for anything but `/`.
fn fits(text: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => text == pattern,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            let most = text.find('/').unwrap_or(text.len());
            (0..=most).filter(|at| text.is_char_boundary(*at)).any(|at| fits(&text[at..], rest))
        }),
    }
}

/// What stands between backticks, line by line; fences hold examples.
fn named(page: &str) -> Vec<&str> {
    let mut fenced = false;
    let lines = page.lines().filter(|line| {
        fenced ^= line.trim_start().starts_with("```");
        !fenced && !line.trim_start().starts_with("```")
    });
    lines.flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn what_the_architecture_names_is_there() {
    let tree = Tree::read();
    let page = include_str!("../../ARCHITECTURE.md");
    let names = named(page);
    assert!(names.len() > 150, "{}", names.len());
    for (name, why) in ELSEWHERE {
        assert!(names.contains(&name) && !tree.has(name), "{name} needs no exception: {why}");
    }
    let is_elsewhere = |name: &str| ELSEWHERE.iter().any(|(known, _)| *known == name);
    let missing: Vec<&&str> = names.iter().filter(|name| !is_elsewhere(name) && !tree.has(name)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

#[test]
fn a_name_that_went_is_noticed() {
    let tree = Tree::read();
    for there in [
        "check/rules.rs",
        "strings/*.toml",
        "data/forms/<form>.toml",
        "Plan::add",
        "Release::of",
        "by_criterion",
        "self_found = 1",
        "docs/schema*.md",
    ] {
        assert!(tree.has(there), "{there}");
    }
    // In halves, so that this file does not name them.
    let gone = ["check/", "rulez.rs", "Plan::", "added_", "render", "/draw.rs"];
    for pair in gone.chunks(2) {
        assert!(!tree.has(&pair.concat()), "{}", pair.concat());
    }
    assert_eq!(named("a `b` c\n```\n`d`\n```\n`e f`"), ["b", "e f"]);
}
