//! A reader of as much YAML as our recipes use, and strict: what it takes, every reader takes for the same. Block maps and
//! sequences by indentation, literal blocks, scalars plain and quoted, `[a, b]`, `{}`, comments. It refuses all else.

use serde_json::{Map, Value};

/// Reads a document.
pub fn read(text: &str) -> Value {
    let lines: Vec<&str> = text.lines().collect();
    assert!(!text.contains('\t'), "a tab");
    let mut reader = Reader { lines, at: 0 };
    reader.skip();
    let value = reader.block(0);
    reader.skip();
    assert!(reader.at == reader.lines.len(), "line {}: not of the document", reader.at + 1);
    value
}

struct Reader<'t> {
    lines: Vec<&'t str>,
    at: usize,
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

impl Reader<'_> {
    /// Over blank lines and comments.
    fn skip(&mut self) {
        while self.lines.get(self.at).is_some_and(|line| {
            let line = line.trim_start();
            line.is_empty() || line.starts_with('#')
        }) {
            self.at += 1;
        }
    }

    fn block(&mut self, depth: usize) -> Value {
        let first = self.lines[self.at];
        assert_eq!(indent(first), depth, "line {}: indented otherwise", self.at + 1);
        if first[depth..].starts_with("- ") { self.sequence(depth) } else { self.map(depth, None) }
    }

    fn sequence(&mut self, depth: usize) -> Value {
        let mut all = Vec::new();
        while let Some(line) = self.lines.get(self.at).filter(|line| indent(line) == depth) {
            let Some(rest) = line[depth..].strip_prefix("- ") else { break };
            all.push(if key(rest).is_some() {
                self.map(depth + 2, Some(rest.to_owned()))
            } else {
                let rest = rest.to_owned();
                self.at += 1;
                self.value(&rest, depth)
            });
            self.skip();
        }
        Value::Array(all)
    }

    /// `first` is the first line where a dash stands before it.
    fn map(&mut self, depth: usize, mut first: Option<String>) -> Value {
        let mut map = Map::new();
        loop {
            let line = match first.take() {
                Some(line) => line,
                None => match self.lines.get(self.at).filter(|line| indent(line) == depth) {
                    Some(line) if !line[depth..].starts_with("- ") => line[depth..].to_owned(),
                    _ => break,
                },
            };
            let (name, rest) = key(&line).unwrap_or_else(|| panic!("line {}: no key: {line}", self.at + 1));
            self.at += 1;
            let value = self.value(rest, depth);
            assert!(map.insert(name.to_owned(), value).is_none(), "line {}: {name} twice", self.at);
            self.skip();
        }
        Value::Object(map)
    }

    fn value(&mut self, rest: &str, depth: usize) -> Value {
        if rest == "|" {
            return Value::String(self.literal(depth));
        }
        if !rest.is_empty() {
            return scalar(rest, self.at);
        }
        self.skip();
        match self.lines.get(self.at).map(|line| indent(line)) {
            Some(deeper) if deeper > depth => self.block(deeper),
            _ => Value::Null,
        }
    }

    fn literal(&mut self, depth: usize) -> String {
        let inner = indent(self.lines[self.at]);
        assert!(inner > depth, "line {}: an empty block", self.at + 1);
        let mut out = String::new();
        while let Some(line) = self.lines.get(self.at) {
            if !line.is_empty() && indent(line) < inner {
                break;
            }
            out += line.get(inner..).unwrap_or_default();
            out.push('\n');
            self.at += 1;
        }
        out.trim_end_matches('\n').to_owned() + "\n"
    }
}

/// A key and what follows it on its line.
fn key(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\":")?,
        None => line.split_once(':')?,
    };
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    (is_name && !name.is_empty() && (rest.is_empty() || rest.starts_with(' '))).then(|| (name, rest.trim()))
}

fn scalar(text: &str, line: usize) -> Value {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            let inner = rest.strip_suffix(quote).unwrap_or_else(|| panic!("line {line}: {text}"));
            assert!(!inner.contains([quote, '\\']), "line {line}: {text}");
            return inner.into();
        }
    }
    if let Some(inner) = text.strip_prefix('[') {
        let inner = inner.strip_suffix(']').unwrap_or_else(|| panic!("line {line}: {text}"));
        return inner.split(", ").map(|word| scalar(word, line)).collect();
    }
    if text == "{}" {
        return Value::Object(Map::new());
    }
    let text = text.split(" #").next().expect("split gives one").trim_end();
    assert!(!text.contains(": ") && !text.ends_with(':'), "line {line}: {text}");
    assert!(
        !text.starts_with(['{', '&', '*', '!', '>', '|', '%', '@', '`', '#', '?']),
        "line {line}: {text}"
    );
    match text {
        "true" => true.into(),
        "false" => false.into(),
        "yes" | "no" | "on" | "off" | "null" | "~" => panic!("line {line}: read otherwise by others: {text}"),
        _ => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
    }
}
