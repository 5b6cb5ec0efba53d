//! Matches over our own enums name every variant: a new one without an arm must not compile, or it would go where all
//! the others go. Read from the text, so far as that can be done cheaply: an arm that names a variant of an enum of ours,
//! and beside it one that takes whatever is left.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The code alone: comments gone, what stands in quotes blank, tests cut off.
fn code(text: &str) -> Vec<char> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let (mut code, mut chars) = (Vec::new(), text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => {
                chars.by_ref().find(|c| *c == '\n');
                code.push('\n');
            }
            '"' => {
                while let Some(inside) = chars.next() {
                    match inside {
                        '\\' => drop(chars.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                code.extend("\"\"".chars());
            }
            // A character in quotes; a lifetime has no second quote.
            '\'' => {
                let rest: Vec<char> = chars.clone().take(10).collect();
                let end = if rest.first() == Some(&'\\') {
                    rest.iter().skip(2).position(|c| *c == '\'').map(|at| at + 2)
                } else {
                    (rest.get(1) == Some(&'\'')).then_some(1)
                };
                if let Some(end) = end {
                    chars.nth(end);
                }
                code.push('\'');
            }
            c => code.push(c),
        }
    }
    code
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a word stands by itself.
fn words(code: &[char], word: &str) -> Vec<usize> {
    let letters: Vec<char> = word.chars().collect();
    let stands = |at: &usize| {
        code[*at..].starts_with(&letters)
            && (*at == 0 || !is_word(code[at - 1]))
            && code.get(at + letters.len()).is_none_or(|c| !is_word(*c))
    };
    (0..code.len()).filter(stands).collect()
}

/// The names of the enums a file declares.
fn enums(code: &[char]) -> BTreeSet<String> {
    let name = |at: usize| code[at + 5..].iter().take_while(|c| is_word(**c)).collect();
    words(code, "enum").into_iter().map(name).filter(|name: &String| !name.is_empty()).collect()
}

/// From an opening bracket to behind the one that closes it.
fn behind(code: &[char], open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in code.iter().enumerate().skip(open) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

/// The patterns of a match, whose block begins here.
fn patterns(code: &[char], open: usize) -> Vec<String> {
    let (end, mut at, mut start, mut patterns) = (behind(code, open) - 1, open + 1, open + 1, Vec::new());
    while at < end {
        match code[at] {
            '(' | '[' | '{' => at = behind(code, at),
            '=' if code[at + 1] == '>' => {
                patterns.push(code[start..at].iter().collect::<String>().trim().to_owned());
                at += 2;
                while code[at].is_whitespace() {
                    at += 1;
                }
                // A block ends its arm; anything else goes on to the comma.
                if code[at] == '{' {
                    at = behind(code, at);
                    while code[at].is_whitespace() || code[at] == ',' {
                        at += 1;
                    }
                } else {
                    while at < end && code[at] != ',' {
                        at = if "([{".contains(code[at]) { behind(code, at) } else { at + 1 };
                    }
                    at += 1;
                }
                start = at;
            }
            _ => at += 1,
        }
    }
    patterns
}

/// Whether a pattern names a variant of one of these enums.
fn names_variant(pattern: &str, enums: &BTreeSet<String>) -> bool {
    let pattern = pattern.split(" if ").next().unwrap();
    pattern.match_indices("::").any(|(at, _)| {
        let before: String = pattern[..at].chars().rev().take_while(|c| is_word(*c)).collect();
        let of: String = before.chars().rev().collect();
        let is_variant = pattern[at + 2..].starts_with(|c: char| c.is_ascii_uppercase());
        is_variant && (of == "Self" || enums.contains(&of))
    })
}

/// Whether it takes whatever is left: `_`, `(_, _)`, or a name for it.
fn takes_the_rest(pattern: &str) -> bool {
    let pattern = pattern.split(" if ").next().unwrap().trim();
    let is_name = pattern.starts_with(|c: char| c.is_ascii_lowercase()) && pattern.chars().all(is_word);
    let all_blank = pattern.chars().all(|c| "_(), \n".contains(c)) && pattern.contains('_');
    all_blank || (is_name && !["true", "false"].contains(&pattern))
}

/// The matches over our own enums that have an arm for whatever is left.
fn open_matches(code: &[char], enums: &BTreeSet<String>) -> usize {
    let is_open = |at: &usize| {
        let mut at = at + "match".len();
        while at < code.len() && code[at] != '{' {
            at = if "([".contains(code[at]) { behind(code, at) } else { at + 1 };
        }
        if at >= code.len() {
            return false;
        }
        let patterns = patterns(code, at);
        patterns.iter().any(|pattern| names_variant(pattern, enums))
            && patterns.iter().any(|pattern| takes_the_rest(pattern))
    };
    words(code, "match").iter().filter(|at| is_open(at)).count()
}

#[test]
fn open_matches_are_told_from_others() {
    let enums: BTreeSet<String> = ["Item".to_owned()].into();
    let open = |text: &str| open_matches(&code(text), &enums);
    assert_eq!(open("match item { Item::A | Item::B => 1, _ => 2 }"), 1);
    assert_eq!(open("match f(|x| { x }) { Item::A if let Some(b) = c => { 1 } other => other, }"), 1);
    assert_eq!(open("match (a, b) { (Item::A, 1) => g(1, 2), (_, _) => 2 }"), 1);
    assert_eq!(open("match self { Self::A(_) => match x { 1 => 2, _ => 3 }, Self::B => 4 }"), 0);
    assert_eq!(open("match x { \"_ => Item::A\" => 1, _ => 2 } // match { Item::A => 1, _ => 2 }"), 0);
    assert_eq!(open("match event { Event::A => 1, _ => 2 }"), 0, "somebody else's");
    assert_eq!(open("match c { '{' => 1, '\\'' => 2, _ => Item::A }"), 0);
}

#[test]
fn matches_over_our_own_enums_name_every_variant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let files: Vec<(String, Vec<char>)> = files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            (path, code(&fs::read_to_string(entry.path()).unwrap()))
        })
        .filter(|(path, _)| !path.ends_with("tests.rs"))
        .collect();
    let mut enums: BTreeSet<String> = files.iter().flat_map(|(_, code)| self::enums(code)).collect();
    // Words of the ledgers are declared by a macro.
    let words = include_str!("../../src/dataset/ledger/words.rs");
    let declared = words.lines().filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {"));
    enums.extend(declared.filter(|name| name.chars().all(is_word)).map(str::to_owned));
    assert!(enums.len() > 80 && enums.contains("Item") && enums.contains("DecisionKind"), "{enums:?}");
    let mut told = Vec::new();
    for (path, code) in &files {
        let open = open_matches(code, &enums);
        if open > 0 {
            told.push(format!("src/{path}: {open} matches over our own enums take the rest"));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
