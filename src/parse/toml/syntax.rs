//! TOML syntax errors, said so that a clerk knows what to do.

use super::TomlText;
use crate::diagnostic::{Code, Finding};
use crate::parse::scalar::{half_width, is_full_width_digit};
use crate::{limits, say};

/// Turns a parser's error into a finding that names the usual cause where it can be seen.
pub fn finding(text: TomlText, error: &toml::de::Error) -> Finding {
    let length = text.text.len();
    let span = error.span().unwrap_or(0..0);
    let span = floor(text.text, span.start.min(length))..floor(text.text, span.end.min(length));
    let line = line_around(text.text, span.start);
    let (line_start, line) = (line.start, &text.text[line]);
    let (key, value) = line.split_once('=').unwrap_or((line, ""));
    let at = |from: usize, part: &str| {
        let start = text.start + line_start + from + (part.len() - part.trim_start().len());
        text.file.place(&(start..start + part.trim().len()))
    };
    let here = text.file.place(&(text.start + span.start..text.start + span.end));
    let message = error.message();

    if message.contains("duplicate key") {
        return Finding::new(Code::DuplicateKey, here, say!("这个键写了两次", "this key appears twice"))
            .help(say!(
                "删去一个；两个值不同的，先弄清哪个对",
                "delete one; if they differ, find out which is right"
            ));
    }
    if message.contains("recurs") {
        return Finding::new(
            Code::NestedTooDeep,
            here,
            say!(
                "表和数组嵌套超过 {} 层",
                "tables and arrays are nested more than {} deep",
                limits::TOML_NESTING
            ),
        )
        .help(say!(
            "多半是括号没有闭合：数一数这里的 `[` 和 `{{`；表里的表另起一段 `[表.表]`",
            "a bracket is probably left open: count `[` and `{{` here; a table in a table is a section `[table.table]` of its own"
        ));
    }
    let bare = key.trim();
    if !bare.is_ascii() && !bare.starts_with(['"', '\'', '[', '#', '{']) && line.contains('=') {
        return Finding::new(
            Code::ChineseBareKey,
            at(0, key),
            say!("键 `{bare}` 不能用中文", "a key cannot be Chinese: `{bare}`"),
        )
        .help(say!(
            "改用英文代码；各单元格的代码见 `data/forms/`，或运行 `gongshi explain measures`",
            "use the English id; `data/forms/` and `gongshi explain measures` list them"
        ));
    }
    if value.chars().any(|c| is_full_width_digit(c) || c == '．') && !value.contains(['"', '\'']) {
        let half = half_width(value.trim());
        return Finding::new(
            Code::FullWidthDigits,
            at(key.len() + 1, value),
            say!("数字是全角的：`{}`", "full-width digits: `{}`", value.trim()),
        )
        .help(say!("改成半角：`{half}`", "write them half-width: `{half}`"));
    }
    if line.contains('=') && value.split('#').next().is_some_and(|value| value.trim().is_empty()) {
        return Finding::new(
            Code::NoValue,
            at(0, key),
            say!("`{bare}` 后面没有值", "no value after `{bare} =`"),
        )
        .help(say!(
            "没有数的，删去整行（即“未报”）；确实是零，写 0；不适用，写 \"n/a\"",
            "not reported: delete the line; none: write 0; not applicable: write \"n/a\""
        ));
    }
    if looks_like_a_date(value.trim()) {
        return Finding::new(
            Code::TomlSyntax,
            at(key.len() + 1, value),
            say!("日期的写法不对：`{}`", "a date is not written like this: `{}`", value.trim()),
        )
        .help(say!("写成 2023-06-20", "write 2023-06-20"));
    }
    Finding::new(Code::TomlSyntax, here, say!("TOML 语法不对（{message}）", "invalid TOML: {message}")).help(
        say!(
            "文字加英文双引号，数字和日期不加；一行写一个 `键 = 值`",
            "texts take double quotes, numbers and dates do not; one `key = value` a line"
        ),
    )
}

/// Says that there are more from a place on.
pub fn rest(text: TomlText, from: usize) -> Finding {
    let from = text.start + floor(text.text, from.min(text.text.len()));
    Finding::new(
        Code::TomlSyntax,
        text.file.place(&(from..from)),
        say!(
            "语法错误太多，从这里起的没有一一列出",
            "there are too many syntax errors; those from here on are not listed"
        ),
    )
    .help(say!("先改好列出的，再查一次", "mend those that are listed, then check again"))
}

/// The line a place is in; of a long one so much as shows the slip, for each error looks through it.
fn line_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let (from, to) = (floor(text, at.saturating_sub(LINE)), floor(text, text.len().min(at + LINE)));
    let start = text[from..at].rfind('\n').map_or(from, |found| from + found + 1);
    let end = text[at..to].find('\n').map_or(to, |found| at + found);
    start..end
}

/// How much of a line is looked at before a slip and after it, in bytes.
const LINE: usize = 1000;

/// `2023/6/20`, `2023.6.20`, `2023年6月20日`, `2023-6-20`.
fn looks_like_a_date(value: &str) -> bool {
    let year = value.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    year && value[4..].starts_with(['/', '.', '年', '-'])
        && value.chars().filter(char::is_ascii_digit).count() >= 6
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
