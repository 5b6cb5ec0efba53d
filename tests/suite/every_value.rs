//! Every value in its place. In the site `tests/fixtures/distinct` all that could be taken for another is another number,
//! another day, another name. What it must publish stands in `tests/fixtures/distinct.expected`, derived by hand from its
//! data: a file a page or a download, columns by the words of their heads.

use std::collections::BTreeMap;
use std::fs;

use crate::support::reading::{Table, main_of, tables};
use crate::support::site::{Built, Site, fixture_path};

fn distinct() -> Built {
    let built = Site::fixture("distinct").build();
    assert!(!built.files.is_empty(), "{}", built.seen.told());
    built
}

/// The tables of an expected file: `== caption`, a line of heads, then rows; lines that begin with `%` explain.
fn expected(text: &str) -> Vec<Table> {
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let mut tables: Vec<Table> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('%')) {
        if let Some(caption) = line.strip_prefix("==") {
            tables.push(Table { caption: caption.trim().to_owned(), ..Table::default() });
            continue;
        }
        let table = tables.last_mut().expect("a caption stands before rows");
        if table.head.is_empty() {
            table.head = cells(line);
        } else {
            table.rows.push(cells(line));
        }
    }
    tables
}

/// Rows by the words of their columns' heads, so that a column may move with its head and never without.
fn named(table: &Table) -> Vec<BTreeMap<String, String>> {
    // Two columns of one name are told apart by their order.
    let mut heads: Vec<String> = Vec::new();
    for head in &table.head {
        let again = heads.iter().filter(|before| before.starts_with(head.as_str())).count();
        heads.push(format!("{head}{}", " ".repeat(again)));
    }
    let row = |row: &Vec<String>| {
        assert_eq!(row.len(), heads.len(), "{}: {heads:?}\n{row:?}", table.caption);
        heads.iter().cloned().zip(row.iter().cloned()).collect()
    };
    table.rows.iter().map(row).collect()
}

fn csv_table(text: &str) -> Table {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    Table { caption: String::new(), head, rows: rows.collect() }
}

#[track_caller]
fn agree(place: &str, have: &Table, want: &Table) {
    let (have_rows, want_rows) = (named(have), named(want));
    for (line, (have, want)) in have_rows.iter().zip(&want_rows).enumerate() {
        assert_eq!(have, want, "{place}, row {} of “{}”", line + 1, have_rows.len());
    }
    assert_eq!(have_rows.len(), want_rows.len(), "rows of {place}: {:#?}", have.rows);
}

/// For who writes an expected file: what the program says today, to be read against the data line by line.
fn shown(tables: &[Table]) -> String {
    let mut text = String::new();
    for table in tables {
        text += &["== ", &table.caption, "\n", &table.head.join(" | "), "\n"].concat();
        for row in &table.rows {
            text.push_str(&(row.join(" | ") + "\n"));
        }
        text.push('\n');
    }
    text
}

#[test]
fn every_table_and_every_download_says_what_its_data_say() {
    let built = distinct();
    let folder = fixture_path("distinct.expected");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let want = expected(&fs::read_to_string(&file).unwrap());
        let path = name.replace('~', "/");
        if path == "figures" {
            continue;
        }
        let have = if path.ends_with("csv") {
            vec![csv_table(built.page(&path))]
        } else {
            let address = if path == "home" { "index.html".to_owned() } else { format!("{path}/index.html") };
            tables(main_of(built.page(&address)))
        };
        if let Some(folder) = std::env::var_os("GONGSHI_SHOW_TABLES") {
            fs::write(std::path::Path::new(&folder).join(format!("{name}.txt")), shown(&have)).unwrap();
            continue;
        }
        let captions =
            |tables: &[Table]| tables.iter().map(|table| table.caption.clone()).collect::<Vec<_>>();
        if !path.ends_with("csv") {
            assert_eq!(captions(&have), captions(&want), "tables of {path}");
        }
        for (have, want) in have.iter().zip(&want) {
            let told = std::panic::catch_unwind(|| agree(&path, have, want));
            wrong.extend(told.err().map(|_| format!("{path} {}", want.caption)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// `figures.txt`: a line a measure and region, months and sums to date beside each other; what has no line is 0.
#[test]
fn every_figure_is_the_sum_of_what_was_filed() {
    let built = distinct();
    let want = &expected(&fs::read_to_string(fixture_path("distinct.expected/figures.txt")).unwrap())[0];
    let mut wanted: BTreeMap<[String; 4], String> = BTreeMap::new();
    for row in &want.rows {
        for (head, cell) in want.head.iter().zip(row).skip(2) {
            let (month, span) = head.split_once(' ').unwrap();
            let key = [row[0].clone(), row[1].clone(), format!("2023-{month}"), span.to_owned()];
            assert!(wanted.insert(key, cell.clone()).is_none(), "{row:?} twice");
        }
    }
    let have = csv_table(built.page("data/figures.csv"));
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for row in &named(&have) {
        let key = ["measure", "region", "period", "span"].map(|head| row[head].clone());
        let (value, status) = (row["value"].as_str(), row["status"].as_str());
        let want = wanted.remove(&key).unwrap_or_else(|| "0".to_owned());
        let is_so = match want.as_str() {
            "M" | "N" | "S" => value.is_empty() && status == want,
            number => value == number && status == "A",
        };
        compared += 1;
        if !is_so {
            wrong.push(format!("{key:?}: {value} {status}, should be {want}"));
        }
    }
    wrong.extend(
        wanted
            .iter()
            .filter(|(_, want)| *want != "0")
            .map(|(key, want)| format!("{key:?}: nothing, should be {want}")),
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 1000, "{compared}");
}
