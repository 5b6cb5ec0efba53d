//! Modules of a stage use one another in one direction only: who reads one has read what it rests on, and nothing waits
//! for what it is part of.
//!
//! A name is followed to where it is defined, through `pub use` too: `crate::figures::Figures`, read in
//! `figures/ledger/rings.rs`, is a use of `figures/cube.rs`. A method that a module calls on its own type, and that
//! stands in another's `impl` block of it, is a use of that one.

use std::collections::{BTreeMap, BTreeSet};

use super::architecture::{Source, sources};

/// Stages in which a room (`ledger/mod.rs`) and what stands in it do not use each other either; elsewhere what a file
/// takes from the `mod.rs` above it closes no circle.
const STRICT: [&str; 2] = ["figures", "law"];

/// Stages with circles that are open work: how many modules stand in them, which may only become fewer, and why.
const CIRCLES: [(&str, usize, &str); 6] = [
    (
        "dataset",
        43,
        "a column knows the cells and words of the ledgers, which are declared in columns; forms and rules",
    ),
    ("diagnostic", 2, "a place is told through the veil, and the veil lies over places"),
    ("output", 3, "findings are told of the stage and the swap, which tell them"),
    (
        "privacy",
        4,
        "what reads other digits is scanned again, and the scan asks it; numbers and what is a figure",
    ),
    (
        "published",
        7,
        "all that is public holds the ledgers and cases, whose rows and pages ask it for what is public",
    ),
    (
        "render",
        14,
        "a drawing calls the pages, which are methods of it; downloads and lists; a theme and its strings",
    ),
];

/// `["figures", "ledger", "rings"]`.
type Path = Vec<String>;

fn path(text: &str) -> Path {
    text.split("::").map(Into::into).collect()
}

/// The module a file is.
fn module(source: &Source) -> Path {
    let path = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| *part != "lib" && *part != "main").map(Into::into).collect()
}

/// The files as modules, with what each of their names means.
struct Program {
    code: BTreeMap<Path, String>,
    /// By module: the names it uses from elsewhere, and those of its children.
    names: BTreeMap<Path, BTreeMap<String, Path>>,
}

impl Program {
    fn of(sources: &[Source]) -> Self {
        let written = sources.iter().filter(|source| !source.path.ends_with("tests.rs"));
        let code: BTreeMap<Path, String> = written.map(|source| (module(source), source.code())).collect();
        let mut names: BTreeMap<Path, BTreeMap<String, Path>> = BTreeMap::new();
        for module in code.keys().filter(|module| !module.is_empty()) {
            let (name, parent) = module.split_last().unwrap();
            names.entry(parent.to_vec()).or_default().insert(name.clone(), module.clone());
        }
        for (module, code) in &code {
            let own = names.entry(module.clone()).or_default();
            for (at, _) in code.match_indices("use ") {
                let is_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let statement = code[at + 4..].split(';').next().unwrap();
                let paths = if is_word { Vec::new() } else { paths(statement) };
                for path in paths {
                    let Some(path) = absolute(module, own, &path) else { continue };
                    own.insert(path.last().unwrap().clone(), path);
                }
            }
        }
        Self { code, names }
    }

    /// The module that defines what is named from the root.
    fn home<'p>(&'p self, path: &'p [String]) -> &'p [String] {
        let most = (0..=path.len()).rev().find(|most| self.code.contains_key(&path[..*most])).unwrap_or(0);
        let (module, rest) = path.split_at(most);
        let of_name = rest.first().and_then(|name| self.names.get(module)?.get(name));
        of_name.filter(|other| *other != path).map_or(module, |other| self.home(other))
    }

    /// The modules of its own stage that one uses.
    fn uses(&self, module: &Path) -> BTreeSet<Path> {
        let names = &self.names[module];
        let written = paths(&self.code[module]).into_iter().filter_map(|path| absolute(module, names, &path));
        // A module by itself is used where something of it is named.
        let written = written.filter(|path| !self.code.contains_key(path));
        let mut used: BTreeSet<Path> = written.map(|path| self.home(&path).to_vec()).collect();
        used.extend(self.completed_by(module));
        let is_strict = STRICT.contains(&module[0].as_str());
        used.retain(|other| {
            let is_room = module.starts_with(other) && !is_strict;
            other != module && other.first() == module.first() && !is_room
        });
        used
    }

    /// The modules whose methods of its types one calls on itself.
    fn completed_by(&self, module: &Path) -> Vec<Path> {
        let own = &self.code[module];
        let others =
            self.code.iter().filter(|(other, _)| *other != module && other.first() == module.first());
        let completes = others.filter(|(other, code)| {
            blocks(code).any(|(of, block)| {
                let defined = self.names[*other].get(of).map(|path| self.home(path));
                defined == Some(module) && methods(block).any(|name| calls(own, name))
            })
        });
        completes.map(|(other, _)| other.clone()).collect()
    }

    /// What uses what, within each stage. A `mod.rs` that hands on what its children define uses them; who takes it from
    /// there does not use the `mod.rs`.
    fn edges(&self) -> BTreeMap<Path, BTreeSet<Path>> {
        let modules = self.code.keys().filter(|module| !module.is_empty());
        modules.map(|module| (module.clone(), self.uses(module))).collect()
    }
}

/// A path as it is written in a module, from the root; none for what is no module's.
fn absolute(module: &[String], names: &BTreeMap<String, Path>, path: &[String]) -> Option<Path> {
    let (head, rest) = path.split_first()?;
    let begin = match head.as_str() {
        "crate" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        name => names.get(name)?.clone(),
    };
    if rest.first().is_some_and(|next| next == "super") {
        return absolute(&begin, names, rest);
    }
    Some(begin.into_iter().chain(rest.iter().cloned()).collect())
}

/// All paths of more than one name that a text holds, those in groups one by one.
fn paths(text: &str) -> Vec<Path> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut paths = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let word: &str = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        let length = if word.is_empty() { c.len_utf8() } else { word.len() };
        if !word.is_empty() && before != ':' && rest[length..].starts_with("::") {
            follow(rest, &[], &mut paths);
        }
        before = rest[..length].chars().next_back().unwrap();
        rest = &rest[length..];
    }
    paths.retain(|path| path.len() > 1);
    paths
}

/// Reads a path or a group of them after what stands before it.
fn follow(text: &str, before: &[String], paths: &mut Vec<Path>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    follow(&group[start..at], before, paths);
                    start = at + 1;
                    if c == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    // All of a module's names at once are the module's.
    let end = if text.starts_with('*') { 1 } else { end };
    let (word, rest) = text.split_at(end);
    let more = |c: char| c.is_alphabetic() || ['_', '{', '*'].contains(&c);
    match (word, rest.strip_prefix("::").filter(|rest| rest.starts_with(more))) {
        ("", _) => {}
        ("self", None) => paths.push(before.to_vec()),
        (word, next) => {
            let path = [before, &[word.to_owned()]].concat();
            match next {
                Some(next) => follow(next, &path, paths),
                None => paths.push(path),
            }
        }
    }
}

/// The `impl` blocks of types, each with the type's name.
fn blocks(code: &str) -> impl Iterator<Item = (&str, &str)> {
    code.match_indices("\nimpl").filter_map(|(at, _)| {
        let block = &code[at + "\nimpl".len()..];
        let block = &block[..block.find("\n}")?];
        let head = block.split('{').next()?;
        let of = head.trim_start_matches(|c| c != ' ').trim();
        let is_of_trait = head.contains(" for ");
        let name = of.split(|c: char| !c.is_alphanumeric()).next()?;
        (!is_of_trait).then_some((name, block))
    })
}

fn methods(block: &str) -> impl Iterator<Item = &str> {
    let after = block.match_indices("fn ").map(|(at, _)| &block[at + 3..]);
    after.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
}

fn calls(code: &str, method: &str) -> bool {
    ["self.", "Self::"].iter().any(|on| code.contains(&format!("{on}{method}(")))
}

/// Modules that lead back to themselves, together with those on the way.
fn circles(edges: &BTreeMap<Path, BTreeSet<Path>>) -> BTreeSet<BTreeSet<Path>> {
    let reach: BTreeMap<&Path, BTreeSet<&Path>> = edges
        .keys()
        .map(|from| {
            let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
            while let Some(module) = next.pop() {
                next.extend(edges[module].iter().filter(|other| seen.insert(*other)));
            }
            (from, seen)
        })
        .collect();
    let circle = |from: &Path| -> BTreeSet<Path> {
        reach[from]
            .iter()
            .filter(|other| reach[**other].contains(from))
            .map(|other| (*other).clone())
            .collect()
    };
    edges.keys().map(circle).filter(|circle| !circle.is_empty()).collect()
}

/// A file that was never written, with its text.
fn invented(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

fn circles_of(sources: &[Source]) -> Vec<String> {
    let circles = circles(&Program::of(sources).edges());
    circles.iter().map(|circle| circle.iter().map(|of| of.join("::")).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn names_are_followed_to_where_they_are_defined() {
    let of = |cube: &str, fill: &str| {
        let room = invented(
            "figures/mod.rs",
            "mod cube;\nmod fill;\npub use cube::Figures;\npub use fill::{A, B};\n",
        );
        circles_of(&[room, invented("figures/cube.rs", cube), invented("figures/fill.rs", fill)])
    };
    let both = ["figures::cube figures::fill"];
    assert_eq!(of("struct Figures;", "use super::cube::Figures;"), [""; 0]);
    assert_eq!(of("use super::fill::A;", "use super::cube::Figures;"), both);
    assert_eq!(of("use crate::figures::{B};", "use crate::{figures::{Figures}, limits};"), both, "handed on");
    assert_eq!(
        of("use super::fill;\nfn f() { fill::a() }", "type C = super::Figures;"),
        both,
        "by its module"
    );
    assert_eq!(of("// super::fill::A\nuse crate::dataset::A;", "use super::Figures;"), [""; 0]);
    assert_eq!(of("use super::*;", "use super::Figures;"), ["figures figures::cube figures::fill"]);
    let completes = "use super::Figures;\nimpl Figures {\n    fn fill(&self) {}\n}\n";
    assert_eq!(of("struct Figures;\nfn f() { self.fill() }", completes), both, "a method of its own type");
    assert_eq!(of("struct Figures;\nfn f() { other.fill() }", completes), [""; 0]);
}

#[test]
fn a_room_and_what_stands_in_it_may_use_each_other_where_that_is_not_forbidden() {
    let of = |stage: &str| {
        let room =
            invented(&format!("{stage}/mod.rs"), "mod days;\nfn f() { days::check() }\nstruct Subject;");
        circles_of(&[room, invented(&format!("{stage}/days.rs"), "use super::Subject;")])
    };
    assert_eq!(of("check"), [""; 0]);
    assert_eq!(of("figures"), ["figures figures::days"]);
}

#[test]
fn modules_of_a_stage_use_one_another_in_one_direction_only() {
    let edges = Program::of(&sources()).edges();
    assert!(edges[&path("figures::fill")].contains(&path("figures::cube")), "uses are found");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for circle in circles(&edges) {
        for module in &circle {
            let others: Vec<String> =
                edges[module].intersection(&circle).map(|other| other.join("::")).collect();
            let told = format!("{} uses {}", module.join("::"), others.join(", "));
            found.entry(module[0].clone()).or_default().push(told);
        }
    }
    let mut wrong = Vec::new();
    for (stage, modules) in &found {
        let most = CIRCLES.iter().find(|(of, ..)| of == stage).map_or(0, |(_, most, _)| *most);
        if modules.len() > most {
            let (count, modules) = (modules.len(), modules.join("\n"));
            wrong.push(format!("{stage}: {count} modules in circles, {most} were:\n{modules}"));
        }
    }
    for (stage, most, why) in CIRCLES {
        let count = found.get(stage).map_or(0, Vec::len);
        if count < most {
            wrong.push(format!("{stage}: {count} modules in circles now, write it into CIRCLES"));
        }
        assert!(why.len() > 20, "{stage}: why?");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
