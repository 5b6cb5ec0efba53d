//! What follows from a column's declaration alone, for every column of every ledger: for one declared tomorrow, too.

use gongshi::dataset::column::{Column, Holds};
use gongshi::dataset::ledger::Book;
use gongshi::diagnostic::Code;

use crate::support::ledger::{ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES, kept};
use crate::support::site::Site;

const NAMED: &str = "矿长王建国";
const PAGE: &str = "content/notes.md";

fn file(book: Book) -> &'static str {
    match book {
        Book::Hazards => HAZARDS,
        Book::Enforcement => ENFORCEMENT,
        Book::Inspections => INSPECTIONS,
        Book::Notices => NOTICES,
        Book::Enterprises => ENTERPRISES,
        Book::Facilities => FACILITIES,
    }
}

/// A site with a text in the first row's cell of a column, which its file may not have yet.
fn with(book: Book, column: &Column, text: &str) -> Site {
    let site = kept();
    let old = site.text(file(book));
    let mut lines: Vec<Vec<String>> =
        old.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let place = lines[0].iter().position(|code| code == column.code);
    let new = |(at, line): (usize, &mut Vec<String>)| {
        let (place, code) = (place.unwrap_or(line.len()), if at == 0 { column.code } else { "" });
        line.resize(line.len().max(place + 1), code.to_owned());
        if at == 1 {
            text.clone_into(&mut line[place]);
        }
    };
    lines.iter_mut().enumerate().for_each(new);
    let text: String = lines.iter().map(|line| line.join(",") + "\n").collect();
    site.put(file(book), text)
}

/// Every column in which people are not to be named.
fn texts() -> Vec<(Book, &'static Column)> {
    let of = |book: Book| {
        let is_text = |column: &&Column| matches!(column.holds, Holds::Text | Holds::Post | Holds::Office);
        book.columns().iter().filter(is_text).map(move |column| (book, column))
    };
    let texts: Vec<_> = Book::ALL.into_iter().flat_map(of).collect();
    assert!(texts.len() >= 12, "{}", texts.len());
    texts
}

#[test]
fn a_name_is_told_in_every_text_of_every_ledger() {
    for (book, column) in texts() {
        let alone = (column.holds != Holds::Office).then_some("王建国");
        for text in [Some(NAMED), alone].into_iter().flatten() {
            let seen = with(book, column, text).check();
            let mut names = seen.findings.iter().filter(|finding| finding.code == Code::PersonNamed);
            let is_it = |finding| (seen.at(finding).0.as_str(), seen.pointed(finding)) == (file(book), text);
            assert!(names.any(is_it), "{book:?} {}: {}", column.code, seen.told());
        }
        for text in ["无", "矿长", "安全科"] {
            let seen = with(book, column, text).check();
            assert!(!seen.codes().contains(&Code::PersonNamed), "{book:?} {}: {}", column.code, seen.told());
        }
    }
}

#[test]
fn a_tip_is_told_in_every_text_that_is_public() {
    for (book, column) in texts().into_iter().filter(|(_, column)| column.holds == Holds::Text) {
        let seen = with(book, column, "接群众举报").check();
        let told = seen.codes().contains(&Code::TipTold);
        assert_eq!(told, column.is_public(), "{book:?} {}: {}", column.code, seen.told());
    }
}

#[test]
fn a_name_in_a_column_that_is_never_public_stands_in_no_output() {
    for (book, column) in texts().into_iter().filter(|(_, column)| !column.is_public()) {
        let site = with(book, column, NAMED);
        let built = site.build();
        assert!(!built.seen.codes().contains(&Code::NameRemains), "{}", built.seen.told());
        for (path, bytes) in &built.files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("王建国"), "{book:?} {}: {path}", column.code);
        }
        let page = "+++\ntitle = \"说明\"\n+++\n\n王建国说明情况。\n";
        let seen = site.put(PAGE, page).build().seen;
        let found = seen.findings.iter().find(|finding| finding.code == Code::NameRemains);
        let found = found.unwrap_or_else(|| panic!("{book:?} {}: {}", column.code, seen.told()));
        assert_eq!((seen.at(found).0.as_str(), seen.pointed(found)), (file(book), NAMED));
        assert!(!seen.told().contains("王建国"), "no finding repeats it: {}", seen.told());
    }
}

#[test]
fn what_is_public_is_for_download_under_its_titles() {
    let built = kept().build();
    let package: serde_json::Value =
        serde_json::from_str(built.page("data/datapackage.json")).expect("is JSON");
    for (book, name) in [
        (Book::Hazards, "hazards"),
        (Book::Enforcement, "penalties"),
        (Book::Inspections, "inspections"),
        (Book::Notices, "notices"),
        (Book::Enterprises, "enterprises"),
        (Book::Facilities, "facilities"),
    ] {
        let resources = package["resources"].as_array().expect("is a list");
        let resource = resources.iter().find(|one| one["name"] == name).expect("is offered");
        let fields = resource["schema"]["fields"].as_array().expect("is a list");
        for column in book.columns() {
            let (told, (title, _)) = column.outward.unwrap_or((column.code, column.title));
            let (about, _) = column.outward_about.unwrap_or(column.about);
            let is_it = |field: &&serde_json::Value| {
                let description = field["description"].as_str().unwrap_or_default();
                field["name"] == told && field["title"] == title && description.starts_with(about)
            };
            let is_there = fields.iter().any(|field| is_it(&field));
            if column.is_public() && column.in_table || !column.is_public() {
                assert_eq!(is_there, column.is_public(), "{name}: {}", column.code);
            }
        }
    }
}
