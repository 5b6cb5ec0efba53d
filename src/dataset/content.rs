//! `content/**/*.md`: pages in Markdown with TOML front matter.

use std::ops::Range;

use chrono::NaiveDate;

use super::Files;
use crate::diagnostic::{Code, Finding, Findings};
use crate::parse::toml::{self, Choice, Fields};
use crate::parse::{File, front_matter, scalar};
use crate::{limits, say};

/// A page written by hand.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file it stands in.
    pub file: File,
    /// Its path below `content/` without the ending: `policy`, `notes/method`.
    pub slug: String,
    /// From `title` of its front matter; the head of the page, and what lists and menus call it.
    pub title: String,
    /// A sentence for lists and search engines.
    pub description: Option<String>,
    /// Which column it belongs to.
    pub column: Rubric,
    /// The day it was last changed in substance.
    pub updated_on: Option<NaiveDate>,
    /// Where its Markdown stands in the file.
    pub body: Range<usize>,
}

/// What kind of column a page belongs to; inspections of government websites ask how fresh each is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rubric {
    /// 动态
    News,
    /// 通知公告
    Notice,
    /// 政策文件
    Policy,
    /// 说明: anything else.
    Other,
}

const COLUMNS: [Choice<Rubric>; 4] = [
    ("news", "动态", Rubric::News),
    ("notice", "通知公告", Rubric::Notice),
    ("policy", "政策文件", Rubric::Policy),
    ("other", "说明", Rubric::Other),
];

impl Rubric {
    /// Its code and its Chinese title.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        COLUMNS.iter().find(|(.., column)| *column == self).map_or(("", ""), |(code, title, _)| (code, title))
    }
}

/// Reads every page but the cases.
#[must_use]
pub fn read(files: &Files, findings: &Findings) -> Vec<Page> {
    let files = files.below("content/", ".md").filter(|file| !file.path.starts_with("content/cases/"));
    files.filter_map(|file| page(file, findings)).collect()
}

fn page(file: &File, findings: &Findings) -> Option<Page> {
    let Some(parts) = front_matter::split(&file.text) else {
        findings.push(
            Finding::new(
                Code::NoFrontMatter,
                file.place(&(0..0)),
                say!("页面没有以 `+++` 起止的文件头", "the page has no front matter between `+++` lines"),
            )
            .help(say!(
                "文件以 `+++`、`title = \"…\"`、`+++` 三行开头",
                "begin the file with the lines `+++`, `title = \"…\"`, `+++`"
            )),
        );
        return None;
    };
    let slug = file.path.strip_prefix("content/")?.strip_suffix(".md")?.to_owned();
    let plain =
        slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_/".contains(&byte));
    if !plain || !scalar::fits_address(&slug) {
        findings.push(
            Finding::new(
                Code::BadId,
                file.place(&(0..0)),
                say!("文件名 `{slug}` 不能作网址", "the file name `{slug}` cannot be an address"),
            )
            .help(say!(
                "只用小写字母、数字和 `-`，每一段最多 {} 个，全部最多 {} 个",
                "use lower-case letters, digits and `-`, at most {} in each part and {} in all",
                limits::ID_CHARACTERS,
                limits::PATH_CHARACTERS
            )),
        );
    }
    let text = toml::TomlText::part(file, parts.front);
    let table = toml::parse(text, findings)?;
    let fields = Fields::root(text, &table, findings);
    let title = fields.text("title");
    let description = fields.text_or_none("description").map(|at| at.value);
    let updated_on = fields.date_or_none("updated_on").map(|at| at.value);
    let column = fields.choice_or_none("column", &COLUMNS).unwrap_or(Rubric::Other);
    fields.done();
    let title = title?.value;
    Some(Page { file: file.clone(), slug, title, description, column, updated_on, body: parts.body })
}
