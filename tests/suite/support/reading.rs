//! A page as its readers have it: headings, sentences, tables and where links lead, without markup. Tests that hold
//! values speak of these, so that they stand when templates and functions are rebuilt.

/// A table of a page.
#[derive(Debug, Default, Clone)]
pub struct Table {
    /// Its caption.
    pub caption: String,
    /// The texts of its last line of heads; empty where it has none.
    pub head: Vec<String>,
    /// The texts of the cells below, those of a row's own head among them.
    pub rows: Vec<Vec<String>>,
}

/// The main part of a page; what stands around it belongs to every page.
#[track_caller]
pub fn main_of(page: &str) -> &str {
    let start = page.find("<main").expect("every page has a main part");
    let end = page.find("</main>").expect("it is closed");
    &page[start..end]
}

/// A text as HTML means it.
pub fn unescaped(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    let text = pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("&nbsp;", " ").replace('\u{a0}', " ").replace("&amp;", "&")
}

/// Tags and texts, one after the other.
enum Piece<'h> {
    Open(&'h str, &'h str),
    Close(&'h str),
    Text(&'h str),
}

fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(inside) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = &rest[..end];
            rest = &rest[end..];
            return Some(Piece::Text(text));
        };
        let end = inside.find('>').expect("a tag ends");
        let tag = inside[..end].trim_end_matches('/');
        rest = &inside[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            return Some(Piece::Close(name.trim()));
        }
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if ["svg", "script", "style"].contains(&name) {
            // A drawing says nothing that its sentence and its table do not.
            let close = format!("</{name}>");
            let end = rest.find(&close).expect("is closed") + close.len();
            rest = &rest[end..];
            return Some(Piece::Text(""));
        }
        Some(Piece::Open(name, attributes))
    })
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
    Some(unescaped(rest.split_once('"')?.0))
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "main",
        "section",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "figure",
        "figcaption",
        "details",
        "summary",
        "nav",
        "form",
        "br",
        "header",
        "footer",
        "aside",
        "blockquote",
    ];
    BLOCKS.contains(&name)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a page as text, a line each heading, sentence, item and row: `# ` before headings, ` | ` between cells,
/// `⟨…⟩` where a link leads, `{…}` a day that is told in other words.
#[track_caller]
pub fn plain(html: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut cells: Option<Vec<String>> = None;
    let mut in_cell = false;
    let mut open: Vec<String> = Vec::new();
    let mut day: Option<(String, usize)> = None;
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => line.push_str(&unescaped(text)),
            Piece::Open(name, attributes) => match name {
                "tr" => {
                    end(&mut lines, &mut line);
                    cells = Some(Vec::new());
                }
                "td" | "th" => {
                    line.clear();
                    in_cell = true;
                }
                "a" => open.push(attribute(attributes, "href").unwrap_or_default()),
                "time" => day = attribute(attributes, "datetime").map(|day| (day, line.len())),
                "progress" => {
                    let part = ["value", "max"].map(|name| attribute(attributes, name).unwrap_or_default());
                    line += &["[", &part.join("/"), "] "].concat();
                }
                _ if is_block(name) && in_cell => line.push(' '),
                _ if is_block(name) => {
                    end(&mut lines, &mut line);
                    match name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()) {
                        Some(level) => line.push_str(&("#".repeat(level) + " ")),
                        None if name == "li" => line.push_str("- "),
                        None if name == "dd" => line.push_str("  "),
                        None if name == "caption" => line.push_str("table: "),
                        None => {}
                    }
                }
                _ => {}
            },
            Piece::Close(name) => match name {
                "td" | "th" => {
                    in_cell = false;
                    cells.as_mut().expect("a cell is in a row").push(tidy(&line));
                    line.clear();
                }
                "tr" => lines.extend(cells.take().map(|cells| cells.join(" | "))),
                "a" => line += &["⟨", &open.pop().expect("a link was opened"), "⟩"].concat(),
                "time" => {
                    if let Some((day, start)) = day.take()
                        && line[start..].trim() != day
                    {
                        line += &["{", &day, "}"].concat();
                    }
                }
                _ if is_block(name) && in_cell => line.push(' '),
                _ if is_block(name) => end(&mut lines, &mut line),
                _ => {}
            },
        }
    }
    end(&mut lines, &mut line);
    lines.join("\n") + "\n"
}

fn end(lines: &mut Vec<String>, line: &mut String) {
    let text = tidy(line);
    if !["", "-", "table:"].contains(&text.as_str()) {
        lines.push(if line.starts_with("  ") { format!("  {text}") } else { text });
    }
    line.clear();
}

/// A cell of a line: its text, over how many columns and lines it goes.
struct Cell {
    text: String,
    wide: usize,
    high: usize,
}

/// Lines of cells, each text at every place its cell covers; in a body only at the first, so that it is told once.
fn grid(lines: &[Vec<Cell>], is_head: bool) -> Vec<Vec<String>> {
    let mut grid: Vec<Vec<Option<String>>> = vec![Vec::new(); lines.len()];
    for (line, cells) in lines.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while grid[line].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            for below in 0..cell.high.min(lines.len() - line) {
                let row = &mut grid[line + below];
                row.resize(row.len().max(column + cell.wide), None);
                for (place, at) in row[column..column + cell.wide].iter_mut().enumerate() {
                    let is_told = is_head || (below, place) == (0, 0);
                    *at = Some(if is_told { cell.text.clone() } else { String::new() });
                }
            }
            column += cell.wide;
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
}

/// What a column is called: the texts above it, from the widest to its own.
fn heads(lines: &[Vec<Cell>]) -> Vec<String> {
    let grid = grid(lines, true);
    let columns = grid.iter().map(Vec::len).max().unwrap_or_default();
    let head = |column: usize| {
        let mut texts: Vec<&str> =
            grid.iter().filter_map(|line| line.get(column)).map(String::as_str).collect();
        texts.dedup();
        texts.join(" / ")
    };
    (0..columns).map(head).collect()
}

/// The tables of a part of a page.
#[track_caller]
pub fn tables(html: &str) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut caption = String::new();
    let (mut head, mut body, mut line) = (Vec::new(), Vec::new(), Vec::new());
    let (mut text, mut is_head, mut wide, mut high) = (String::new(), false, 1, 1);
    for piece in pieces(html) {
        match piece {
            Piece::Text(more) => text.push_str(&unescaped(more)),
            Piece::Open("caption" | "tr", _) => text.clear(),
            Piece::Open("thead", _) => is_head = true,
            Piece::Open("td" | "th", attributes) => {
                text.clear();
                let over =
                    |name| attribute(attributes, name).map_or(1, |over| over.parse().expect("a number"));
                (wide, high) = (over("colspan"), over("rowspan"));
            }
            Piece::Close("caption") => caption = tidy(&text),
            Piece::Close("td" | "th") => line.push(Cell { text: tidy(&text), wide, high }),
            Piece::Close("tr") if is_head => head.push(std::mem::take(&mut line)),
            Piece::Close("tr") => body.push(std::mem::take(&mut line)),
            Piece::Close("thead") => is_head = false,
            Piece::Close("table") => {
                let (head, body) = (std::mem::take(&mut head), std::mem::take(&mut body));
                let caption = std::mem::take(&mut caption);
                tables.push(Table { caption, head: heads(&head), rows: grid(&body, false) });
            }
            Piece::Open(..) | Piece::Close(_) => text.push(' '),
        }
    }
    // On narrow screens a cell says its column's head once more.
    for table in &mut tables {
        for row in &mut table.rows {
            for (cell, head) in row.iter_mut().zip(&table.head) {
                if let Some(rest) = cell.strip_prefix(&format!("{head} ")) {
                    *cell = rest.to_owned();
                }
            }
        }
    }
    tables
}
