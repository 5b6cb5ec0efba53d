//! What stands in the way of the site, as a page: shown instead of a site that is no longer true.

use std::fmt::Write;

use crate::diagnostic::{Finding, Language, Place, Positions, Say, Severity, Texts, veiled};
use crate::escape;
use crate::say;

/// More findings than this make no page anybody reads; the rest is counted.
const SHOWN: usize = 200;
/// A longer line is shown by its place alone.
const LONGEST_LINE: usize = 400;

/// The page: the errors with their places and advice, the warnings as a number.
pub fn page(findings: &[Finding], texts: &Texts, language: Language) -> String {
    let (findings, texts) = &veiled(texts, findings, language);
    let texts = &texts.redacted(findings);
    let errors: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let count: usize = errors.iter().map(|finding| finding.count()).sum();
    let warnings = findings.iter().map(Finding::count).sum::<usize>() - count;
    let title = say!("有 {count} 个错误，网站没有更新", "errors: {count}; the site is not shown");
    let code = match language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    };
    let mut page = FaultsPage { out: String::new(), positions: Positions::new(texts), language };
    let _ = write!(
        page.out,
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
    );
    page.say(&title);
    page.raw("</title>\n<link rel=\"stylesheet\" href=\"/__gongshi/overlay.css\">\n<link rel=\"icon\" href=\"data:,\">\n");
    page.raw("</head>\n<body>\n<main>\n<h1>");
    page.say(&title);
    page.raw("</h1>\n<p class=\"quiet\">");
    page.say(&say!(
        "改好之后，这一页会自己变回网站。",
        "Once they are mended, this page becomes the site again by itself."
    ));
    page.raw("</p>\n<ol>\n");
    for finding in errors.iter().take(SHOWN) {
        page.finding(finding);
    }
    page.raw("</ol>\n");
    let more = count - errors.iter().take(SHOWN).map(|finding| finding.count()).sum::<usize>();
    if more > 0 {
        page.quiet(&say!(
            "另有 {more} 个错误，见 `gongshi check`",
            "{more} more errors: see `gongshi check`"
        ));
    }
    if warnings > 0 {
        page.quiet(&say!(
            "另有 {warnings} 个警告，见 `gongshi check`",
            "warnings: {warnings}; `gongshi check` shows them"
        ));
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.out
}

struct FaultsPage<'t> {
    out: String,
    positions: Positions<'t>,
    language: Language,
}

impl FaultsPage<'_> {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape::html(text, &mut self.out);
    }

    fn say(&mut self, say: &Say) {
        self.text(say.to(self.language));
    }

    fn quiet(&mut self, say: &Say) {
        self.raw("<p class=\"quiet\">");
        self.say(say);
        self.raw("</p>\n");
    }

    fn finding(&mut self, finding: &Finding) {
        self.raw("<li>\n<h2><span>");
        self.text(finding.code.id());
        self.raw("</span> ");
        self.say(&finding.message);
        self.raw("</h2>\n");
        self.place(&finding.place, None);
        if let Some(help) = &finding.help {
            self.raw("<p>");
            self.say(&say!("怎么办：", "help: "));
            self.say(help);
            self.raw("</p>\n");
        }
        for (place, why) in &finding.related {
            self.place(place, Some(why));
        }
        self.raw("</li>\n");
    }

    /// `path:line:column`, and the line itself with what is meant marked.
    fn place(&mut self, place: &Place, why: Option<&Say>) {
        let lines = self.positions.lines(&place.path);
        let (line, column) = lines.as_ref().map_or((1, 1), |lines| lines.line_column(place.span.0));
        self.raw("<p class=\"place\">");
        self.text(&format!("{}:{line}:{column}", place.path));
        if let Some(why) = why {
            self.raw(" ");
            self.say(why);
        }
        self.raw("</p>\n");
        let Some(lines) = lines else { return };
        let (shown, start) = (lines.text_of(line), lines.start_of(line));
        if shown.len() > LONGEST_LINE || shown.trim().is_empty() {
            return;
        }
        let at = |offset: u32| shown.floor_char_boundary((offset as usize).saturating_sub(start));
        let (from, to) = (at(place.span.0), at(place.span.1.max(place.span.0)));
        let shown = self.positions.veil().on(shown);
        self.raw("<pre>");
        self.text(&shown[..from]);
        self.raw("<mark>");
        self.text(&shown[from..to]);
        self.raw("</mark>");
        self.text(&shown[to..]);
        self.raw("</pre>\n");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn a_finding_is_shown_with_its_line_and_nothing_of_it_is_markup() {
        let text = "a = 1\n中 = <script>alert(1)</script>\n";
        let texts: Texts = [(Arc::from("data/<x>.toml"), Arc::from(text))].into_iter().collect();
        let from = text.find("<script>").unwrap();
        let place = Place::new(&Arc::from("data/<x>.toml"), &(from..from + 8));
        let finding = Finding::new(Code::BadAddress, place, say!("不是 `<b>`", "no `<b>`"))
            .help(say!("写成 `&`", "write `&`"));
        for (language, lang, advice) in
            [(Language::Zh, "zh-CN", "怎么办：写成 `&amp;`"), (Language::En, "en", "help: write `&amp;`")]
        {
            let page = page(std::slice::from_ref(&finding), &texts, language);
            assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{page}");
            assert!(page.contains("data/&lt;x&gt;.toml:2:5"), "{page}");
            assert!(
                page.contains("<pre>中 = <mark>&lt;script&gt;</mark>alert(1)&lt;/script&gt;</pre>"),
                "{page}"
            );
            assert!(page.contains(advice) && page.contains("`&lt;b&gt;`"), "{page}");
            assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
        }
    }
}
