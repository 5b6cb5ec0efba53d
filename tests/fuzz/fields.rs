//! Changes that know what kind of file they are in: values, cells, blocks, templates; markup and private traces where
//! a text stands.

use crate::chance::Chance;

/// What an author of an attack would write; the oracle looks for `gs7`.
pub const MARKUP: &[&str] = &[
    "<gs7i onload=x>",
    "<script>gs7</script>",
    "\"><gs7i>",
    "' gs7a='",
    "\\\" gs7a=\\\"",
    "]]><gs7i>",
    "--><gs7i>",
    "</title><gs7i>",
    "</script><gs7i>",
    "</style><gs7i>",
    "</textarea><gs7i>",
    "&lt;gs7i&gt;",
    "&#60;gs7i&#62;",
    "{{ '<gs7i>' }}",
    "{{ \"<gs7i>\" | safe }}",
    "javascript:gs7",
    "<<gs7i>",
    "<gs7i\u{0}>",
    "\u{ff1c}gs7i\u{ff1e}",
];

/// The same where Markdown is read.
const LINKS: &[&str] = &[
    "[x](javascript:gs7)",
    "[x](JaVaScRiPt&colon;gs7)",
    "![x](data:text/html,<gs7i>)",
    "<javascript:gs7>",
    "[x]: javascript:gs7\n\n[x]",
    "[<gs7i>](/periods/ \"\" gs7a=\")",
    "`<gs7i>`",
    "```\n<gs7i>\n```",
    "| <gs7i> |\n|---|\n| <gs7i> |",
    "    <gs7i>",
    "<!-- <gs7i> -->",
    "<svg><gs7i></svg>",
];

/// Markup put into a text: a string of a TOML file, a cell with words, a line of a page.
pub fn markup(chance: &mut Chance, path: &str, text: &str) -> String {
    if path.starts_with("themes/") {
        return text.to_owned();
    }
    let evil =
        if has_ending(path, "md") && chance.happens(50) { *chance.pick(LINKS) } else { *chance.pick(MARKUP) };
    let evil =
        if has_ending(path, "csv") { evil.replace("\\\"", "'").replace('"', "\"\"") } else { evil.into() };
    // Where words stand, the markup is not in the way of the format.
    let words = behind_words(text);
    if words.is_empty() { text.to_owned() } else { put(text, *chance.pick(&words), &evil) }
}

/// The places behind a character of ours.
fn behind_words(text: &str) -> Vec<usize> {
    text.char_indices().filter(|(_, c)| u32::from(*c) > 0x2e80).map(|(at, c)| at + c.len_utf8()).collect()
}

fn put(text: &str, at: usize, what: &str) -> String {
    format!("{}{what}{}", &text[..at], &text[at..])
}

/// Numbers of nobody, of a form that is told.
const PRIVATE: &[&str] = &["13912345678", "11010519491231002X", "6222021234567890128"];

/// A private trace put behind a word.
pub fn private(chance: &mut Chance, text: &str, private: &mut Option<&'static str>) -> String {
    let words = behind_words(text);
    if words.is_empty() {
        return text.to_owned();
    }
    let trace = *chance.pick(PRIVATE);
    *private = Some(trace);
    let written: String = match chance.below(4) {
        0 => trace.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("is full-width")).collect(),
        1 => trace
            .chars()
            .enumerate()
            .map(|(at, c)| if at % 4 == 3 { format!("{c} ") } else { c.into() })
            .collect(),
        _ => trace.to_owned(),
    };
    // In brackets: beside other digits, or before a unit, it would be another number.
    put(text, *chance.pick(&words), &format!("（{written}）"))
}

/// A change a clerk, a program or a stranger would make in a file of this kind.
pub fn field(chance: &mut Chance, path: &str, text: &str) -> String {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "toml" => toml(chance, text),
        "csv" => csv(chance, text),
        "md" => markdown(chance, text),
        "html" => template(chance, text),
        _ => text.to_owned(),
    }
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, is)| is == ending)
}

const VALUES: &[&str] = &[
    "\"\"",
    "''",
    "0",
    "-1",
    "1.5",
    "true",
    "false",
    "[]",
    "{}",
    "[[]]",
    "\"\"\"\na\n\"\"\"",
    "2023-07-26",
    "2023-07-26T08:00:00Z",
    "\"2023-07\"",
    "\"101\"",
    "[\"101\", \"101\"]",
    "{ a = 1, a = 2 }",
    "1e400",
    "0xff",
    "inf",
    "nan",
    "\"\\u0000\"",
    "\"\\uD800\"",
    "\"\\x\"",
    "\"甲\"",
    "[1, \"a\"]",
    "{ a = { b = { c = 1 } } }",
    "\"../x\"",
    "\"https://x.example/\"",
    "\"C:\\a\"",
    "1.2.3",
    "\"dispatch.found\"",
    "[\"dispatch.found\"]",
    "[\"dispatch.found\", \"dispatch.found\"]",
    "99999999999999999999",
    "",
    "=",
    "\"",
    "[",
];

/// A key's value, name, place or table; dotted, doubled, in another table.
fn toml(chance: &mut Chance, text: &str) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let keyed: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains('=')).collect();
    let tables: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with('[')).collect();
    if keyed.is_empty() {
        return text.to_owned();
    }
    let at = *chance.pick(&keyed);
    let key = lines[at].split('=').next().unwrap_or_default().trim().to_owned();
    match chance.below(9) {
        0..4 => lines[at] = format!("{key} = {}", chance.pick(VALUES)),
        4 => lines[at] = lines[at].replacen(&key, &key.chars().rev().collect::<String>(), 1),
        5 => lines.insert(at, format!("{key}.x = {}", chance.pick(VALUES))),
        6 if !tables.is_empty() => {
            let table = *chance.pick(&tables);
            let name = lines[table].trim_matches(['[', ']']).to_owned();
            lines[table] =
                if lines[table].starts_with("[[") { format!("[{name}]") } else { format!("[[{name}]]") };
        }
        7 if !tables.is_empty() => {
            let table = lines[*chance.pick(&tables)].clone();
            lines.insert(at, table);
        }
        _ => {
            let moved = lines.remove(at);
            let to = chance.below(lines.len() + 1);
            lines.insert(to, moved);
        }
    }
    lines.join("\n")
}

const CELLS: &[&str] = &[
    "",
    " ",
    "101",
    "100",
    "100-B",
    "999",
    "E1",
    "F1;F1",
    "F1;;F2",
    "2023-07-26",
    "2023-07-20",
    "2023-05-15",
    "9999-12-31",
    "yes",
    "true",
    "major",
    "unit",
    "revoked",
    "amended",
    "fine",
    "\"a\nb\"",
    "\"",
    "\"\"\"\"",
    "=1+1",
    "-1",
    "1e9",
    "甲@2023-06-30",
    "2023-07-28:2023-08-20",
    "《安全生产法》第九十九条",
    "D01",
    "甲〔2023〕1号",
    "91350100M000100Y43",
    "a,b",
    "0.001",
    "999999999999999",
];

/// A cell, a column or a row.
fn csv(chance: &mut Chance, text: &str) -> String {
    let mut rows: Vec<Vec<String>> =
        text.split('\n').map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let row = chance.below(rows.len());
    let column = chance.below(rows[row].len());
    match chance.below(8) {
        0..4 => (*chance.pick(CELLS)).clone_into(&mut rows[row][column]),
        4 => {
            let to = chance.below(rows[row].len());
            rows.iter_mut().filter(|row| row.len() > column.max(to)).for_each(|row| row.swap(column, to));
        }
        5 => rows[row].insert(column, (*chance.pick(CELLS)).to_owned()),
        6 => drop(rows[row].remove(column)),
        _ => {
            let other = rows[chance.below(rows.len())].clone();
            rows[row] = other;
        }
    }
    rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n")
}

const BLOCKS: &[&str] = &[
    "```kpi\nmeasures = [\"dispatch.found\"]\n```",
    "```kpi\n```",
    "```chart\nkind = \"bar\"\nmeasures = [\"dispatch.self_found\"]\nregions = [\"101\", \"102\"]\n```",
    "```chart\nkind = \"line\"\nmeasures = [\"dispatch.found\"]\nperiods = \"all\"\n```",
    "```table\ntitle = \"x\"\nmeasures = []\n```",
    "```chart\nkind = ",
    "`fig:dispatch.found@2023-07/101`",
    "`fig:`",
    "`fig:@/`",
    "[x](#y)",
    "[x](/nowhere/)",
    "![](x.png)",
    "[x][y]",
    "# a\n\n# a\n\n# a",
    "- a\n  - b\n    - c\n      - d",
    "> > > > > a",
    "|a|b|\n|:-:|-:|\n|1|",
    "[^1]\n\n[^1]: x",
    "***a**b*",
    "+++\ntitle = \"x\"\n+++",
    "---",
    "****************************************************************",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "<a><b><c>",
];

/// Front matter as TOML; in the text, blocks and whatever Markdown makes hard to read.
fn markdown(chance: &mut Chance, text: &str) -> String {
    if chance.happens(50) {
        return toml(chance, text);
    }
    let mut lines: Vec<&str> = text.split('\n').collect();
    let at = chance.below(lines.len() + 1);
    lines.splice(at..at, ["", *chance.pick(BLOCKS), ""]).for_each(drop);
    lines.join("\n")
}

const TEMPLATES: &[&str] = &[
    "{{ t.title }}",
    "{{ nobody }}",
    "{{ page.title.x.y }}",
    "{% if x %}",
    "{% endif %}",
    "{% for a in b %}{{ a }}{% endfor %}",
    "{% block main %}",
    "{% endblock %}",
    "{% extends \"base.html\" %}",
    "{% extends \"home.html\" %}",
    "{% include \"home.html\" %}",
    "{% include \"nowhere.html\" %}",
    "{{ 1 / 0 }}",
    "{{ 9223372036854775807 + 1 }}",
    "{{ \"a\" | upper | nobody }}",
    "{{",
    "{%",
    "{#",
    "{% set x = [1,2] %}{{ x[9] }}",
    "{{ 1 % 0 }}",
];

/// Statements where none fit.
fn template(chance: &mut Chance, text: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let at = chance.below(lines.len());
    if chance.happens(70) {
        lines.insert(at, *chance.pick(TEMPLATES));
    } else {
        lines.remove(at);
    }
    lines.join("\n")
}
