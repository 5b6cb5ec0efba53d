//! The `##` headings of a case's text.

use std::ops::Range;

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSection {
    /// As a page shows it, without marks: `基本情况`.
    pub title: String,
    /// Where the heading stands, in bytes of the file.
    pub span: Range<usize>,
    /// Where the text under it stands.
    pub body: Range<usize>,
}

/// Finds the headings of the Markdown that stands at `body` in `text`.
pub(super) fn find(text: &str, body: Range<usize>) -> Vec<CaseSection> {
    let mut sections: Vec<CaseSection> = Vec::new();
    let (mut at, mut fenced) = (body.start, false);
    for line in text[body.clone()].split_inclusive('\n') {
        let end = at + line.len();
        fenced ^= line.trim_start().starts_with("```");
        if let Some(title) = line.strip_prefix("## ").filter(|_| !fenced) {
            if let Some(last) = sections.last_mut() {
                last.body.end = at;
            }
            let span = at..at + line.trim_end().len();
            sections.push(CaseSection {
                title: title.trim().trim_end_matches('#').trim().to_owned(),
                span,
                body: end..end,
            });
        }
        at = end;
    }
    if let Some(last) = sections.last_mut() {
        last.body.end = body.end;
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_part_a_text() {
        let text = "+++\n+++\n\n## 背景\n甲\n\n```\n## 不是\n```\n## 做法 ##\n乙\n";
        let sections = find(text, 8..text.len());
        let of = |section: &CaseSection| (section.title.clone(), text[section.body.clone()].to_owned());
        let expected = [("背景", "甲\n\n```\n## 不是\n```\n"), ("做法", "乙\n")];
        let expected = expected.map(|(title, body)| (title.to_owned(), body.to_owned()));
        assert_eq!(sections.iter().map(of).collect::<Vec<_>>(), expected);
        assert_eq!(&text[sections[0].span.clone()], "## 背景");
    }
}
