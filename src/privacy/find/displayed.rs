//! Texts that are shown otherwise than they are written: escapes in TOML, marks and entities in Markdown.
//!
//! In: a file. Out: each of its texts as shown, where that differs from the file: `138**1234**5678` on a page is one
//! number, whatever stands between its parts in the source.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, TagEnd};

use crate::parse::front_matter;
use crate::parse::shown::ShownText;
use crate::parse::toml::escapes;

/// The texts of a file that are not in it as they are shown.
pub(super) fn texts(path: &str, text: &str) -> Vec<ShownText> {
    match path.rsplit_once('.') {
        Some((_, "toml")) => return escapes::escaped(text, 0),
        Some((_, "md")) => {}
        _ => return Vec::new(),
    }
    let (front, body) = match front_matter::split(text) {
        Some(parts) => (escapes::escaped(&text[parts.front.clone()], parts.front.start), parts.body),
        None => (Vec::new(), 0..text.len()),
    };
    let mut page = PageWalk { start: body.start, source: &text[body], ..PageWalk::default() };
    page.read();
    page.texts.extend(front);
    page.texts
}

#[derive(Default)]
struct PageWalk<'t> {
    source: &'t str,
    /// Where the source starts in the file.
    start: usize,
    texts: Vec<ShownText>,
    /// The block that is read.
    block: ShownText,
}

impl PageWalk<'_> {
    fn read(&mut self) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let source = self.source;
        let mut events = Parser::new_ext(source, options).into_offset_iter().peekable();
        while let Some((event, span)) = events.next() {
            match event {
                Event::Text(text) => {
                    let next = events.peek();
                    // Two stars that the parser leaves alone are shown as emphasis all the same.
                    let goes_on = next.is_some_and(|(next, at)| {
                        at.start == span.end && matches!(next, Event::Text(next) if next.as_ref() == "*")
                    });
                    if text.as_ref() == "*" && goes_on {
                        events.next();
                    } else {
                        self.text(&text, span);
                    }
                }
                // A figure's number stands there.
                Event::Code(code) if code.starts_with("fig:") => self.end(),
                Event::Code(code) => self.text(&code, span),
                Event::Html(html) | Event::InlineHtml(html) if html.trim_start().starts_with("<!--") => {}
                Event::Html(html) | Event::InlineHtml(html) => self.text(&html, span),
                Event::SoftBreak => self.text(" ", span),
                Event::End(TagEnd::CodeBlock) => {
                    // What is drawn from TOML in a page may have escapes.
                    self.escapes(&span);
                    self.end();
                }
                Event::Start(tag) if is_inline(tag.to_end()) => {}
                Event::End(tag) if is_inline(tag) => {}
                Event::Start(_) | Event::End(_) | Event::HardBreak | Event::Rule => self.end(),
                _ => {}
            }
        }
        self.end();
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        let place = self.start + span.start;
        match self.source[span.clone()].find(text).filter(|_| !text.is_empty()) {
            Some(within) => self.block.written(text, place + within),
            None => self.block.put_for(text, place..self.start + span.end),
        }
    }

    fn escapes(&mut self, span: &Range<usize>) {
        self.texts.extend(escapes::escaped(&self.source[span.clone()], self.start + span.start));
    }

    fn end(&mut self) {
        let block = std::mem::take(&mut self.block);
        if !block.is_as_written() {
            self.texts.push(block);
        }
    }
}

/// Whether a text goes on over it.
fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(source: &str) -> Vec<String> {
        texts("content/x.md", source).into_iter().map(|shown| shown.text).collect()
    }

    #[test]
    fn a_block_is_one_text_without_its_marks() {
        assert_eq!(
            shown("a **138**1`234`[56](https://x.cn/)&#55;8 <!-- x -->9\n\n二"),
            ["a 1381234567 8 9".replace("7 8", "78")]
        );
        assert_eq!(shown("| 1 | **2**3 |\n|---|---|\n| 4 | 5 |\n"), ["23"]);
        assert_eq!(shown("纯文本一段。\n\n- 一\n- 二\n"), Vec::<String>::new());
        assert_eq!(shown("+++\ntitle = \"\\u0031\"\n+++\n**注意：**正文"), ["注意：正文", "1"]);
    }

    #[test]
    fn each_part_stands_where_it_is_written() {
        let source = "+++\n+++\n县**138**1`234`&#55;";
        let shown = &texts("content/x.md", source)[0];
        let of = |text: &str| {
            let at = shown.text.find(text).unwrap();
            &source[shown.source_of(&(at..at + text.len()))]
        };
        assert_eq!(
            [of("138"), of("234"), of("7"), of("81"), of("县1")],
            ["138", "234", "&#55;", "8**1", "县**1"]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Whatever a page is made of, each of its characters stands somewhere in it.
        #[test]
        fn every_character_has_a_place(
            source in "(\\+\\+\\+\n|[*`_~\\[\\]()|<>#&; \"'\\\\\r\n]|\\\\u0031|&#49;|<!-- | -->|```|[0-9a-z]{1,4}|号|fig:x|\\[\\^1\\]|- ){0,40}"
        ) {
            for path in ["content/x.md", "data/x.toml"] {
                for shown in texts(path, &source) {
                    for (at, c) in shown.text.char_indices() {
                        let span = shown.source_of(&(at..at + c.len_utf8()));
                        prop_assert!(source.get(span.clone()).is_some(), "{source:?} {span:?}");
                        prop_assert!(shown.is_put(at) || source[span.clone()].starts_with(c), "{source:?} {span:?}");
                    }
                }
            }
        }
    }
}
