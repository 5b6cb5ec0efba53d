//! Slips in how a whole file was saved: told once, at the file, whatever refers to its rows.

use super::*;

pub fn slips() -> Vec<Mistake> {
    vec![
        ("separated by tabs", Whole(HAZARDS, |text| separated(text, "\t")), Code::NoHeader, OnlyOn(1)),
        ("separated by semicolons", Whole(HAZARDS, |text| separated(text, ";")), Code::NoHeader, OnlyOn(1)),
        (
            "separated by full-width commas",
            Whole(HAZARDS, |text| separated(text, "，")),
            Code::NoHeader,
            OnlyOn(1),
        ),
        (
            "no header",
            Whole(HAZARDS, |text| text.split_once('\n').expect("has lines").1.into()),
            Code::NoHeader,
            OnlyOn(1),
        ),
        (
            "a title above the header",
            Whole(HAZARDS, |text| format!("浮山县重大隐患台账{}\n{text}", ",".repeat(27)).into()),
            Code::NoHeader,
            OnlyOn(1),
        ),
        ("an empty file", Whole(HAZARDS, |_| Vec::new()), Code::EmptyFile, OnlyOn(1)),
        (
            "a quote that never ends",
            Whole(HAZARDS, |text| text.replacen("\nH141027-003,", "\n\"H141027-003,", 1).into()),
            Code::UnclosedQuote,
            OnlyOn(4),
        ),
        (
            "a comma in a text",
            Whole(HAZARDS, |text| text.replacen("停止相关作业，补办手续", "停止相关作业,补办手续", 1).into()),
            Code::WrongCellCount,
            OnlyOn(2),
        ),
        (
            "a column left out",
            Whole(HAZARDS, |text| text.replacen(",source,", ",,", 1).into()),
            Code::MissingColumn,
            OnlyOn(1),
        ),
        (
            "a column misspelt",
            Whole(HAZARDS, |text| text.replacen(",extensions,", ",extention,", 1).into()),
            Code::UnknownColumn,
            OnlyOn(1),
        ),
        (
            "a column too many",
            Whole(HAZARDS, |text| text.replace('\n', ",\n").replacen(",note,", ",note,手机", 1).into()),
            Code::UnknownColumn,
            OnlyOn(1),
        ),
        (
            "a column twice",
            Whole(HAZARDS, |text| text.replacen(",closed_on,", ",found_on,", 1).into()),
            Code::DuplicateKey,
            OnlyOn(1),
        ),
        ("saved as UTF-16", Whole(HAZARDS, utf16), Code::NotText, OnlyOn(1)),
        (
            "another county's file",
            Whole(ENFORCEMENT, |_| sample().text("data/ledger/enforcement/141023.csv").into()),
            Code::RowElsewhere,
            File(ENFORCEMENT),
        ),
        (
            "a sum below the rows",
            Whole(HAZARDS, |text| {
                let commas = text.lines().next().expect("has a header").matches(',').count();
                format!("{text}合计{}\n", ",".repeat(commas)).into()
            }),
            Code::BadId,
            OnlyOn(36),
        ),
    ]
}

fn separated(text: &str, by: &str) -> Vec<u8> {
    text.replace(',', by).into()
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}
