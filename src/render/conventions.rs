//! What inspections of government websites ask of a drawn page: tags in the head, dates in lists, no
//! empty column. Empty and malformed tags are looked for everywhere; the rest is asked of sites in Chinese.

use chrono::NaiveDateTime;
use memchr::memmem;

use super::Renderer;
use crate::diagnostic::{Code, Finding, Findings, Place, Say, Severity};
use crate::say;
use crate::site::{Item, PageKind};

const EVERY_PAGE: [&str; 3] = ["SiteName", "SiteDomain", "renderer"];
const COLUMN: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
const CONTENT: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];
/// May be left out, but not empty.
const OPTIONAL: [&str; 7] =
    ["SiteIDCode", "Keywords", "Author", "Description", "description", "Image", "Url"];
/// What templates write for a value that is not there.
const NOTHING: [&str; 4] = ["", "null", "none", "undefined"];
/// Lists of entries say so by this class.
const ENTRIES: &str = "entries";
/// How the elements that can be lists begin and end.
const LISTS: [(&str, &str); 3] = [("<ul ", "</ul>"), ("<ol ", "</ol>"), ("<table ", "</table>")];

/// Reports what a drawn page leaves to be desired.
pub fn check(renderer: &Renderer, html: &str, address: &str, item: &Item, findings: &Findings) {
    let page = CheckedPage { renderer, html, address, item };
    let (head, body) = html.split_once("</head>").unwrap_or((html, html));
    let metas: Vec<Meta> = metas(head).collect();
    findings.extend(metas.iter().filter_map(|meta| page.faulty(meta)));
    findings.extend(page.undated_row(body));
    if !renderer.dataset.settings().in_english() && *item != Item::NotFound {
        findings.extend(page.missing(&metas));
        findings.extend(page.empty_column());
    }
}

/// Reports what the part that a page has of its own leaves to be desired.
pub fn check_rows(renderer: &Renderer, html: &str, address: &str, item: &Item, findings: &Findings) {
    findings.extend(CheckedPage { renderer, html, address, item }.undated_row(html));
}

/// A tag of the head.
#[derive(Debug, PartialEq, Eq)]
struct Meta<'h> {
    name: &'h str,
    content: &'h str,
}

fn metas(head: &str) -> impl Iterator<Item = Meta<'_>> {
    head.split("<meta ").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next()?;
        Some(Meta { name: attribute(tag, "name=\"")?, content: attribute(tag, "content=\"")?.trim() })
    })
}

fn attribute<'h>(tag: &'h str, before: &str) -> Option<&'h str> {
    tag.split_once(before)?.1.split('"').next()
}

struct CheckedPage<'p, 'd> {
    renderer: &'p Renderer<'d>,
    html: &'p str,
    address: &'p str,
    item: &'p Item,
}

impl CheckedPage<'_, '_> {
    /// The page's own file, or where its template says this; what stands on every page is the template's.
    fn place(&self, text: &str) -> Place {
        let everywhere = EVERY_PAGE.iter().chain(&["viewport"]).any(|name| text.contains(name));
        if let Item::Text(page) = self.item
            && !everywhere
        {
            return self.renderer.dataset.pages()[*page].file.place(&(0..0));
        }
        self.renderer.theme.place_of(text)
    }

    fn finding(&self, code: Code, text: &str, message: Say, help: Say) -> Finding {
        Finding::new(code, self.place(text), message).help(help)
    }

    fn faulty(&self, Meta { name, content }: &Meta) -> Option<Finding> {
        let at = self.address;
        let known =
            EVERY_PAGE.iter().chain(&COLUMN).chain(&CONTENT).chain(&OPTIONAL).any(|known| known == name);
        let tag = format!("name=\"{name}\"");
        if known && NOTHING.iter().any(|nothing| content.eq_ignore_ascii_case(nothing)) {
            return Some(self.finding(
                Code::MetaEmpty,
                &tag,
                say!("`{at}` 的 `{name}` 是空的", "`{name}` on `{at}` is empty"),
                say!("补上内容，没有的就不写这个标签", "fill it in, or leave the tag out"),
            ));
        }
        if *name == "PubDate" {
            return self.unsound_time(&tag, content);
        }
        let compact = content.replace(' ', "").to_ascii_lowercase();
        (*name == "viewport" && (compact.contains("user-scalable=no") || compact.contains("maximum-scale")))
            .then(|| {
                self.finding(
                    Code::ZoomForbidden,
                    &tag,
                    say!("`{at}` 不让读者放大", "`{at}` keeps readers from zooming"),
                    say!(
                        "写成 `width=device-width, initial-scale=1`",
                        "write `width=device-width, initial-scale=1`"
                    ),
                )
            })
    }

    /// A malformed time is a fault of the template; one after the data's own day may only mean that the
    /// site is built for an earlier day.
    fn unsound_time(&self, tag: &str, content: &str) -> Option<Finding> {
        let at = self.address;
        let read = NaiveDateTime::parse_from_str(content, "%Y-%m-%d %H:%M").ok();
        let read = read.filter(|_| content.len() == "2023-06-20 00:00".len());
        let severity = match read {
            Some(time) if time.date() <= self.renderer.as_of => return None,
            Some(_) => Severity::Warning,
            None => Severity::Error,
        };
        let finding = self.finding(
            Code::PubDateMalformed,
            tag,
            say!("`{at}` 的 PubDate `{content}` 不对", "PubDate `{content}` on `{at}` is not sound"),
            say!(
                "写成 `2023-06-20 00:00`，不晚于数据截至日",
                "write `2023-06-20 00:00`, not after the data's own day"
            ),
        );
        Some(finding.severity(severity))
    }

    fn missing(&self, metas: &[Meta]) -> Option<Finding> {
        let has = |name: &&str| metas.iter().any(|meta| meta.name == *name);
        let is_content = has(&"ArticleTitle");
        let kind: &[&str] = if is_content { &CONTENT } else { &COLUMN };
        let code = self.renderer.dataset.settings().organ.site_code.as_ref().map(|_| "SiteIDCode");
        let wanted = EVERY_PAGE.iter().chain(kind).copied().chain(code);
        let missing: Vec<&str> = wanted.filter(|name| !has(name)).collect();
        let (list, at) = (missing.join(", "), self.address);
        (!missing.is_empty()).then(|| {
            self.finding(
                Code::MetaMissing,
                "</head>",
                say!("`{at}` 的页头缺少 {list}", "the head of `{at}` lacks {list}"),
                say!("在主题的 `base.html` 里补上", "add it to `base.html` of the theme"),
            )
        })
    }

    /// The first row of a list of entries that carries no date.
    fn undated_row(&self, body: &str) -> Option<Finding> {
        let is_undated = |row: &&str| memmem::find(row.as_bytes(), b"<time datetime=\"2").is_none();
        let row = lists(body).find_map(|list| rows(list).find(is_undated))?;
        let (words, at) = (words(row), self.address);
        Some(self.finding(
            Code::RowUndated,
            ENTRIES,
            say!("`{at}` 的列表里“{words}”没有日期", "the row {words:?} of a list on `{at}` has no date"),
            say!("给这一条写上日期", "give the entry a date"),
        ))
    }

    /// Whether what stands in the page is no table, list or key figure; the ways to and from it are lists, too.
    fn has_no_row(&self) -> bool {
        let main = self.html.split_once("<main").map_or(self.html, |(_, main)| main);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let mut parts = main.split("<nav").map(|part| part.split_once("</nav>").unwrap_or(("", part)).1);
        !parts.any(|part| ["<td", "<li", "<dd"].iter().any(|row| part.contains(row)))
    }

    fn empty_column(&self) -> Option<Finding> {
        let is_empty = if let Item::Text(page) = self.item {
            let page = &self.renderer.dataset.pages()[*page];
            page.file.text[page.body.clone()].trim().is_empty()
        } else {
            // That a campaign has only begun is no fault, either.
            let may_be_empty = self.renderer.figures.latest().is_none()
                || PageKind::of(self.item).is_none_or(|kind| kind.may_be_empty);
            !may_be_empty && self.has_no_row()
        };
        let at = self.address;
        is_empty.then(|| {
            self.finding(
                Code::ColumnEmpty,
                "<main",
                say!("`{at}` 没有内容", "`{at}` has no content"),
                say!("补上内容，或先不设这个栏目", "fill it, or leave it out for now"),
            )
        })
    }
}

/// What stands in each list of entries.
fn lists(body: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(body.as_bytes(), ENTRIES).filter_map(move |at| {
        let rest = &body[body[..at].rfind('<')?..];
        let (_, end) = LISTS.into_iter().find(|(begin, _)| rest.starts_with(begin))?;
        let classes = attribute(rest.split('>').next()?, "class=\"")?;
        classes.split(' ').find(|class| *class == ENTRIES)?;
        Some(&rest[..memmem::find(rest.as_bytes(), end.as_bytes())?])
    })
}

/// The rows of a list; of a table, those of its body.
fn rows(list: &str) -> impl Iterator<Item = &str> {
    let (row, list) = match memmem::find(list.as_bytes(), b"<tbody") {
        Some(at) => ("<tr", &list[at..]),
        None => ("<li", list),
    };
    let mut begins = memmem::find_iter(list.as_bytes(), row).map(move |at| at + row.len()).peekable();
    std::iter::from_fn(move || {
        let begin = begins.next()?;
        Some(&list[begin..begins.peek().map_or(list.len(), |next| next - row.len())])
    })
}

/// The first words of a row without its markup.
fn words(row: &str) -> String {
    let texts = row.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text.trim()));
    let text = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    text.chars().take(30).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_in_any_order() {
        let head =
            "<meta charset=\"utf-8\"><meta content=\" x \" name=\"A\"><meta property=\"og:x\" content=\"\">";
        assert_eq!(metas(head).collect::<Vec<_>>(), [Meta { name: "A", content: "x" }]);
    }

    #[test]
    fn rows_of_lists_of_entries_are_found() {
        let body = "<ul><li>a</li></ul><ul class=\"plain entries\">\n<li>b</li><li>c <b>d</b></li></ul><ol class=\"x\"><li>e</li></ol>\
                    <table class=\"entries\"><thead><tr><th>f</th></tr></thead><tbody>\n<tr><td>g</td></tr></tbody></table><p>h</p>";
        let found: Vec<String> =
            lists(body).flat_map(|list| rows(list).map(words).collect::<Vec<_>>()).collect();
        assert_eq!(found, ["b", "c d", "g"]);
    }
}
