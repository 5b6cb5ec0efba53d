//! The guide to the file formats: `docs/schema*.md`, with what is declared set in anew.
//!
//! In: the guide, and the declarations. Out: the guide as it is to be: between `<!-- columns of … -->` and `<!-- end -->`
//! stands what the program declares, and nobody writes by hand. `gongshi explain schema > docs/schema.md` brings it up to
//! date; a test fails where it is not.

use std::fmt::Write as _;

use crate::dataset::column::{Column, Holds, Need, Opens, Term};
use crate::dataset::ledger::{Book, FILINGS, WORKDAYS};
use crate::dataset::{CRITERION_COLUMNS, REGION_COLUMNS};
use crate::diagnostic::Language;

const BEGIN: &str = "<!-- ";
const END: &str = "<!-- end -->";

/// The guide in a language.
pub fn guide(language: Language) -> String {
    let text = match language {
        Language::Zh => include_str!("../../docs/schema.zh-CN.md"),
        Language::En => include_str!("../../docs/schema.md"),
    };
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(BEGIN) {
        let name = &rest[at + BEGIN.len()..];
        let name = &name[..name.find(" -->").unwrap_or_default()];
        let Some((block, end)) = block(name, language).zip(rest[at..].find(END)) else { break };
        _ = write!(out, "{}{BEGIN}{name} -->\n\n{}\n\n", &rest[..at], block.trim_end());
        out.push_str(END);
        rest = &rest[at + end + END.len()..];
    }
    out + rest
}

/// What stands between two marks.
fn block(name: &str, language: Language) -> Option<String> {
    Some(match name {
        "columns of regions" => table(REGION_COLUMNS, language),
        "columns of criteria" => table(CRITERION_COLUMNS, language),
        "columns of ledgers" => ledgers(language),
        "words of ledgers" => words(language),
        _ => return None,
    })
}

/// The ledgers in the order they refer to each other.
const LEDGERS: [Book; 6] =
    [Book::Enterprises, Book::Facilities, Book::Hazards, Book::Enforcement, Book::Inspections, Book::Notices];

fn ledgers(language: Language) -> String {
    let region = language.pick("<地区>", "<region>");
    let of_book = |book: Book| (book.path().replace('*', region), book.columns());
    let days = language.pick("data/workdays/<年>.csv", "data/workdays/<year>.csv");
    let files = LEDGERS
        .map(of_book)
        .into_iter()
        .chain([("data/ledger/filings.csv".to_owned(), FILINGS), (days.to_owned(), WORKDAYS)]);
    let files = files.map(|(path, columns)| format!("    {path}\n{}", table(columns, language)));
    files.collect::<Vec<_>>().join("\n")
}

fn table(columns: &[Column], language: Language) -> String {
    let head = match language {
        Language::Zh => ["列", "中文", "内容", "必需", "公开", "含义"],
        Language::En => ["column", "title", "holds", "required", "public", "meaning"],
    };
    let row = |column: &Column| {
        let (zh, en) = column.about;
        [
            column.code.to_owned(),
            column.title.0.to_owned(),
            holds(column.holds, language).to_owned(),
            need(column.need, language).to_owned(),
            opens(column.opens, language),
            language.pick(zh, en).to_owned(),
        ]
    };
    let rows: Vec<[String; 6]> =
        std::iter::once(head.map(str::to_owned)).chain(columns.iter().map(row)).collect();
    let widths: [usize; 6] =
        std::array::from_fn(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or_default());
    let line = |row: &[String; 6]| {
        let cells = row.iter().zip(widths).map(|(cell, wide)| cell.clone() + &" ".repeat(wide - width(cell)));
        format!("    {}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.len_utf8() > 2 { 2 } else { 1 }).sum()
}

fn holds(holds: Holds, language: Language) -> &'static str {
    let (zh, en) = match holds {
        Holds::Id => ("编号", "id"),
        Holds::Name => ("名称", "name"),
        Holds::FormerNames => ("曾用名", "names"),
        Holds::Former => ("曾为", "former"),
        Holds::Extensions => ("延期", "extensions"),
        Holds::Office => ("单位", "office"),
        Holds::Post => ("岗位", "post"),
        Holds::Text => ("文字", "text"),
        Holds::Day | Holds::Deadline => ("日期", "date"),
        Holds::Yuan => ("元", "yuan"),
        Holds::Count => ("整数", "whole"),
        Holds::YesNo => ("是否", "yes/no"),
        Holds::Word(_) | Holds::Grade(_) => ("选项", "word"),
        Holds::Region => ("地区", "region"),
        Holds::Criteria => ("判定标准", "criteria"),
        Holds::Row(_) => ("引用", "reference"),
        Holds::Rows(_) => ("几个引用", "references"),
    };
    language.pick(zh, en)
}

fn need(need: Need, language: Language) -> &'static str {
    match need {
        Need::No => language.pick("否", "no"),
        Need::Column => language.pick("列", "column"),
        Need::Cell => language.pick("是", "yes"),
    }
}

fn opens(opens: Opens, language: Language) -> String {
    match opens {
        Opens::Never => language.pick("否", "no").to_owned(),
        Opens::Always => language.pick("是", "yes").to_owned(),
        Opens::OnceChanged => language.pick("变更后", "once changed").to_owned(),
        Opens::WhileItStands => language.pick("有效时", "while it stands").to_owned(),
        Opens::From(day) => match language {
            Language::Zh => format!("自 {day} 起"),
            Language::En => format!("from {day}"),
        },
    }
}

fn words(language: Language) -> String {
    let mut out = String::new();
    for book in LEDGERS {
        for column in book.columns() {
            let (Holds::Word(terms) | Holds::Grade(terms)) = column.holds else { continue };
            let file = book.path().trim_start_matches("data/ledger/").trim_end_matches(".csv");
            let file = file.trim_end_matches("/*");
            _ = write!(out, "    {file} {}: {}", column.code, listed(terms, language));
            if let Some(told) = column.told_words {
                let codes: Vec<&str> = told.iter().map(|(code, ..)| *code).collect();
                let only = language.pick("；其中公开的：", "; published of these: ");
                _ = write!(out, "{only}{}", codes.join(language.pick("、", ", ")));
            }
            out.push('\n');
        }
    }
    out
}

fn listed(terms: &[Term], language: Language) -> String {
    let term = |(code, zh, en): &Term| match language {
        Language::Zh => format!("{code} {zh}"),
        Language::En => format!("{code} {zh} {en}"),
    };
    terms.iter().map(term).collect::<Vec<_>>().join(language.pick("、", " · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_says_what_is_declared() {
        for (language, path, text) in [
            (Language::Zh, "docs/schema.zh-CN.md", include_str!("../../docs/schema.zh-CN.md")),
            (Language::En, "docs/schema.md", include_str!("../../docs/schema.md")),
        ] {
            assert!(
                guide(language) == text,
                "{path} does not say what is declared: write it again with `gongshi explain schema`"
            );
            assert_eq!(text.matches(END).count(), 4, "{path}");
        }
    }
}
