//! What spreadsheets and editors do to a file: it is read as before, to the last figure.

use gongshi::dataset::Span;
use gongshi::figures::{Key, MeasureAt};

use super::*;

/// Everything counted, in one order.
fn counted(site: &Site) -> Vec<Option<String>> {
    let counted = site.count();
    let (figures, regions) = (&counted.figures, &counted.dataset.regions);
    let mut all = Vec::new();
    for (measure, _) in MeasureAt::each(figures.measures()) {
        for (region, _) in regions.each() {
            for period in figures.periods() {
                let of = |span| {
                    figures.at(Key { measure, region, period, span }).value().map(|value| value.to_string())
                };
                all.extend(Span::ALL.map(of));
            }
        }
    }
    all
}

fn cells(text: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(text.contains(from), "{from}");
    text.replace(from, to).into()
}

#[test]
fn what_a_spreadsheet_does_to_a_file_changes_nothing() {
    type Anew = fn(&str) -> Vec<u8>;
    let harmless: [(&str, Anew, &[Code]); 10] = [
        ("a byte-order mark", |text| format!("\u{feff}{text}").into(), &[]),
        ("Windows line ends", |text| cells(text, "\n", "\r\n"), &[]),
        ("old Macintosh line ends", |text| cells(text, "\n", "\r"), &[]),
        ("blanks after an id", |text| cells(text, "\nH141027-003,", "\nH141027-003 ,"), &[]),
        ("a blank that does not break", |text| cells(text, "\nH141027-003,", "\nH141027-003\u{a0},"), &[]),
        ("a full-width blank", |text| cells(text, ",major,", ",major\u{3000},"), &[]),
        ("quotes around cells", |text| cells(text, ",major,", ",\"major\","), &[]),
        ("Chinese words", |text| cells(text, ",major,", ",重大,"), &[]),
        ("empty rows below", |text| format!("{text}{0}\n{0}\n", ",".repeat(27)).into(), &[Code::BlankRows]),
        ("commas behind each row", |text| cells(text, "\n", ",\n"), &[]),
    ];
    let codes = |site: &Site| site.check().codes();
    let (clean, figures) = (codes(&sample()), counted(&sample()));
    for (name, anew, more) in harmless {
        let site = sample();
        let text = site.text(HAZARDS);
        let site = site.put(HAZARDS, anew(&text));
        let mut wanted = [&clean[..], more].concat();
        let mut have = codes(&site);
        wanted.sort();
        have.sort();
        assert_eq!(have, wanted, "{name}");
        assert!(counted(&site) == figures, "{name}");
    }
}

/// Two lines in one cell, as a spreadsheet writes them, are one row.
#[test]
fn a_line_break_within_a_cell_does_not_part_a_row() {
    let site = sample();
    let text = site.text(HAZARDS);
    let site = site.put(HAZARDS, cells(&text, "，按复核意见整改到位", "，\n按复核意见整改到位").clone());
    assert!(
        site.check().findings.iter().any(|finding| finding.severity == Severity::Error),
        "without quotes it does"
    );
    let quoted: String = text
        .lines()
        .map(|line| {
            line.split(',')
                .map(|cell| {
                    if cell.ends_with("整改到位") {
                        format!("\"{}\"", cell.replace('，', "，\n"))
                    } else {
                        cell.to_owned()
                    }
                })
                .collect::<Vec<_>>()
                .join(",")
                + "\n"
        })
        .collect();
    let site = sample().put(HAZARDS, quoted);
    assert_eq!(site.check().codes(), sample().check().codes());
    assert!(counted(&site) == counted(&sample()));
}

/// Every column of every ledger by its Chinese title.
#[test]
fn every_header_may_be_chinese() {
    use gongshi::dataset::ledger::Book;
    let titles = |book: Book, text: &str| {
        let (header, rows) = text.split_once('\n').expect("has rows");
        let title = |code: &str| book.column(code).title.0;
        let header: Vec<&str> = header.split(',').map(title).collect();
        format!("{}\n{rows}", header.join(","))
    };
    let ledgers = [
        (HAZARDS, Book::Hazards),
        (ENFORCEMENT, Book::Enforcement),
        (INSPECTIONS, Book::Inspections),
        (NOTICES, Book::Notices),
        (ENTERPRISES, Book::Enterprises),
        (FACILITIES, Book::Facilities),
    ];
    let site = ledgers.iter().fold(sample(), |site, (path, book)| {
        let text = titles(*book, &site.text(path));
        site.put(path, text)
    });
    assert_eq!(site.check().codes(), sample().check().codes());
    assert!(counted(&site) == counted(&sample()));
}
