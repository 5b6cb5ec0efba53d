//! Hand-written pages: Markdown made safe, with live figures in it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::blocks::{Block, BlockKind};
use super::unpublished::unpublished;
use crate::dataset::{Dataset, Page};
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::figures::{Figures, Key, Measure, MeasureAt, ReferenceError, example_name, figure_named};
use crate::parse::{File, scalar, web};
use crate::say;

/// A stretch of a page.
#[derive(Debug, Clone)]
pub enum PagePart {
    /// Markdown events that are safe to show.
    Prose(Vec<Event<'static>>),
    /// A number in a sentence.
    Figure(Key),
    /// Key figures or a table.
    Block(Block),
}

/// A page's body.
#[derive(Debug, Clone, Default)]
pub struct PageText {
    /// In the order of the page.
    pub parts: Vec<PagePart>,
}

impl PageText {
    /// Reads a page's Markdown; HTML becomes text, bad links and unknown figures become findings.
    #[must_use]
    pub fn read(page: &Page, dataset: &Dataset, figures: &Figures, findings: &Findings) -> Self {
        let mut reader =
            PageReader { page, dataset, figures, findings, text: Self::default(), prose: Vec::new() };
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let source = &page.file.text[page.body.clone()];
        let events: Vec<_> = Parser::new_ext(source, options).into_offset_iter().collect();
        reader.walk(mend_emphasis(source, events));
        reader.text
    }
}

impl PageText {
    /// The charts of the page, in its order.
    pub fn charts(&self) -> impl Iterator<Item = &Block> {
        self.parts.iter().filter_map(|part| match part {
            PagePart::Block(block) => matches!(block.kind, BlockKind::Chart(_)).then_some(block),
            PagePart::Prose(_) | PagePart::Figure(_) => None,
        })
    }
}

struct PageReader<'d> {
    page: &'d Page,
    dataset: &'d Dataset,
    figures: &'d Figures,
    findings: &'d Findings,
    text: PageText,
    prose: Vec<Event<'static>>,
}

impl PageReader<'_> {
    fn walk(&mut self, events: Vec<(Event<'_>, Range<usize>)>) {
        let mut events = events.into_iter();
        while let Some((event, span)) = events.next() {
            let span = span.start + self.page.body.start..span.end + self.page.body.start;
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) => {
                    let inside: Vec<_> = events
                        .by_ref()
                        .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::CodeBlock)))
                        .collect();
                    self.fence(&name, inside, span);
                }
                Event::Html(html) | Event::InlineHtml(html) if html.trim_start().starts_with("<!--") => {}
                Event::Html(html) | Event::InlineHtml(html) => {
                    self.raw_html(&span);
                    self.prose.push(Event::Text(html.into_static()));
                }
                Event::Start(Tag::HtmlBlock) => self.prose.push(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => self.prose.push(Event::End(TagEnd::Paragraph)),
                Event::Code(code) if code.starts_with("fig:") => self.figure(&code[4..], &span),
                Event::Start(Tag::Link { ref dest_url, .. } | Tag::Image { ref dest_url, .. }) => {
                    let is_picture = matches!(event, Event::Start(Tag::Image { .. }));
                    if !is_safe(dest_url) {
                        self.bad_link(dest_url, &span);
                    } else if is_picture && web::scheme(dest_url).is_some() {
                        self.foreign_picture(dest_url, &span);
                    }
                    self.prose.push(event.into_static());
                }
                // The page's title is its only first-level heading.
                Event::Start(Tag::Heading {
                    level: pulldown_cmark::HeadingLevel::H1,
                    id,
                    classes,
                    attrs,
                }) => {
                    let level = pulldown_cmark::HeadingLevel::H2;
                    self.prose.push(Event::Start(Tag::Heading { level, id, classes, attrs }).into_static());
                }
                Event::End(TagEnd::Heading(pulldown_cmark::HeadingLevel::H1)) => {
                    self.prose.push(Event::End(TagEnd::Heading(pulldown_cmark::HeadingLevel::H2)));
                }
                event => self.prose.push(event.into_static()),
            }
        }
        self.end_prose();
    }

    fn end_prose(&mut self) {
        if !self.prose.is_empty() {
            self.text.parts.push(PagePart::Prose(std::mem::take(&mut self.prose)));
        }
    }

    fn figure(&mut self, name: &str, span: &Range<usize>) {
        match figure_named(name, self.dataset, self.figures) {
            Ok(reference) => {
                if let Some((message, help)) = unpublished(reference, self.dataset, self.figures) {
                    self.report(Code::FigureUnpublished, span, message, help);
                }
                self.end_prose();
                self.text.parts.push(PagePart::Figure(reference));
            }
            Err(error) => {
                let (message, help) = self.unknown(&error);
                self.report(Code::UnknownFigure, span, message, help);
            }
        }
    }

    fn unknown(&self, error: &ReferenceError) -> (Say, Say) {
        let told = |(at, _): &(MeasureAt, &Measure)| !self.figures.is_internal(*at);
        let ids = || MeasureAt::each(self.figures.measures()).filter(told).map(|(_, of)| of.id.as_str());
        let closed = &self.dataset.campaign.periods[..self.figures.periods().len()];
        let (message, near) = match error {
            ReferenceError::Shape => (say!("数的引用写法不对", "a figure is not named like this"), None),
            ReferenceError::Measure(id) => {
                (say!("没有 `{id}` 这项指标", "unknown measure `{id}`"), scalar::nearest(id, ids()))
            }
            ReferenceError::Period(id) => (
                say!("没有 `{id}` 这个报告期，或还没有截止", "unknown period `{id}`, or not closed yet"),
                scalar::nearest(id, closed.iter().map(|period| period.id.as_str())),
            ),
            ReferenceError::Region(code) => (
                say!("没有 `{code}` 这个地区", "unknown region `{code}`"),
                scalar::nearest(code, self.dataset.regions.codes()),
            ),
        };
        let example = || {
            let example = example_name(self.dataset, self.figures);
            say!(
                "写成 `fig:指标@期/地区`，如 `fig:{example}`",
                "write `fig:measure@period/region`, such as `fig:{example}`"
            )
        };
        let help = near.map_or_else(example, |near| say!("是不是 `{near}`？", "did you mean `{near}`?"));
        (message, help)
    }

    fn fence(&mut self, name: &str, inside: Vec<(Event<'_>, Range<usize>)>, span: Range<usize>) {
        let Some(kind) = BlockKind::named(name) else {
            if scalar::nearest(name, BlockKind::NAMES).is_some() {
                self.report(
                    Code::UnknownFence,
                    &span,
                    say!("不认识代码块 `{name}`", "unknown fence `{name}`"),
                    say!("可用的是 kpi、table、chart", "there are kpi, table and chart"),
                );
            }
            let kind = CodeBlockKind::Fenced(CowStr::from(name.to_owned()));
            self.prose.push(Event::Start(Tag::CodeBlock(kind)));
            self.prose.extend(inside.into_iter().map(|(event, _)| event.into_static()));
            self.prose.push(Event::End(TagEnd::CodeBlock));
            return;
        };
        let base = self.page.body.start;
        let body = match (inside.first(), inside.last()) {
            (Some((_, first)), Some((_, last))) => first.start + base..last.end + base,
            _ => span.end..span.end,
        };
        if let Some(block) =
            Block::read(kind, &self.page.file, body, self.dataset, self.figures, self.findings)
        {
            self.end_prose();
            self.text.parts.push(PagePart::Block(block));
        }
    }

    fn raw_html(&self, span: &Range<usize>) {
        self.report(
            Code::RawHtml,
            span,
            say!("HTML 按文字显示", "HTML is shown as text"),
            say!("改用 Markdown，或删去", "use Markdown, or delete it"),
        );
    }

    fn bad_link(&self, link: &str, span: &Range<usize>) {
        self.report(
            Code::LinkScheme,
            span,
            say!("不允许链接到 `{link}`", "a link to `{link}` is not allowed"),
            say!("用 https:// 网址或站内链接", "use an https:// address or a link within the site"),
        );
    }

    fn foreign_picture(&self, link: &str, span: &Range<usize>) {
        self.report(
            Code::Blocked,
            span,
            say!("图片 `{link}` 不在本站", "the picture `{link}` is not of this site"),
            say!(
                "存到主题的 `static/` 里，从那里引用",
                "put it among the `static/` files of the theme, and show it from there"
            ),
        );
    }

    fn report(&self, code: Code, span: &Range<usize>, message: Say, help: Say) {
        let file: &File = &self.page.file;
        self.findings.push(Finding::new(code, file.place(span), message).help(help));
    }
}

/// The schemes a link may have.
pub const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether a link's scheme is allowed; a link without one stays within the site, and one that
/// begins with `/` is taken from the site's root, wherever that will stand.
fn is_safe(link: &str) -> bool {
    let stays = !web::names_a_host(link) && !link.starts_with('\\');
    let is_allowed = web::scheme(link).map_or(stays, |scheme| SCHEMES.contains(&scheme.as_str()));
    is_allowed && !link.chars().any(char::is_control)
}

/// Makes `**注意：**正文` bold: beside full-width punctuation the standard's rule for where emphasis
/// ends does not hold for text without spaces, so pairs left unmatched in one block are matched here.
fn mend_emphasis<'s>(source: &str, events: Vec<(Event<'s>, Range<usize>)>) -> Vec<(Event<'s>, Range<usize>)> {
    let events = join_stars(source, events);
    let is_mark =
        |(event, _): &(Event, Range<usize>)| matches!(event, Event::Text(text) if text.as_ref() == MARK);
    let mut pairs = vec![None; events.len()];
    let mut open: Option<usize> = None;
    for (at, event) in events.iter().enumerate() {
        if matches!(event.0, Event::Start(_) | Event::End(_)) {
            open = None;
        } else if is_mark(event) {
            match open.take() {
                Some(start) => {
                    pairs[start] = Some(Event::Start(Tag::Strong));
                    pairs[at] = Some(Event::End(TagEnd::Strong));
                }
                None => open = Some(at),
            }
        }
    }
    let mended = events.into_iter().zip(pairs);
    mended.map(|((event, span), pair)| (pair.unwrap_or(event), span)).collect()
}

/// Two stars that stand for emphasis.
const MARK: &str = "**";

/// The parser gives back unmatched stars one by one: two neighbours that are not escaped, with no
/// third, are a mark.
fn join_stars<'s>(source: &str, events: Vec<(Event<'s>, Range<usize>)>) -> Vec<(Event<'s>, Range<usize>)> {
    let mut joined: Vec<(Event<'s>, Range<usize>)> = Vec::with_capacity(events.len());
    for (event, span) in events {
        let is_star = matches!(&event, Event::Text(text) if text.as_ref() == "*");
        if is_star
            && let Some((Event::Text(before), at)) = joined.last_mut()
            && before.as_ref() == "*"
            && at.end == span.start
            && !source[..at.start].ends_with(['\\', '*'])
            && !source[span.end..].starts_with('*')
        {
            *before = CowStr::Borrowed(MARK);
            at.end = span.end;
            continue;
        }
        joined.push((event, span));
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        let events: Vec<_> = Parser::new(source).into_offset_iter().collect();
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, mend_emphasis(source, events).into_iter().map(|(e, _)| e));
        html.trim().to_owned()
    }

    #[test]
    fn chinese_emphasis_works_beside_full_width_punctuation() {
        assert_eq!(html("**注意：**正文"), "<p><strong>注意：</strong>正文</p>");
        assert_eq!(html("前文**“引文”**后文"), "<p>前文<strong>“引文”</strong>后文</p>");
        assert_eq!(html("a **b** c"), "<p>a <strong>b</strong> c</p>");
        assert_eq!(html("2 ** 3"), "<p>2 ** 3</p>");
        assert_eq!(html("a \\**b：\\**c"), "<p>a **b：**c</p>");
        assert_eq!(html("*一**二"), "<p>*一**二</p>");
    }

    #[test]
    fn link_schemes_are_allow_listed() {
        for safe in [
            "https://a.example/",
            "mailto:a@b.example",
            "../about/",
            "#a",
            "/about/",
            "data/x.csv?a:b",
            "./x:y",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_link in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
            "java\nscript:x",
            " javascript:x",
            "a:b.html",
            "\\\\evil.example",
        ] {
            assert!(!is_safe(unsafe_link), "{unsafe_link}");
        }
    }
}
