//! For the comment of a host. Line 1 is all that a phone's notification shows; what follows the fold is complete without
//! it. No text of the data makes a link, a mention, an image, a reference to an issue, or HTML.

use std::fmt::Write as _;

use super::{Review, figure, mark, reach, seen, sentences};
use crate::compare::{FigureChange, PublicChange};
use crate::diagnostic::{Language, Say};
use crate::{limits, say};

/// How many changes stand above the fold, a line each.
const ABOVE: usize = 8;
/// How many figures a table above the fold has, and one below.
const ROWS: (usize, usize) = (6, 12);

/// By which a program finds its own comment again; the last line.
const MARKER: &str = "<!-- gongshi-diff -->";

pub(super) fn write(review: &Review, language: Language) -> String {
    let difference = review.difference;
    let (worst, verdict) = review.verdict();
    let title = cut(verdict.to(language), limits::REVIEW_TITLE);
    let mut out = format!("### {} {}\n\n", mark(worst), harmless(&title));
    for line in review.lead() {
        let _ = writeln!(out, "{}  ", harmless(line.to(language)));
    }
    if !difference.overview.is_empty() {
        out.push_str(&table(&difference.overview, ROWS.0, language));
    }
    out.push('\n');
    for change in difference.changes.iter().take(ABOVE) {
        let _ = writeln!(out, "- {}", line(change, language));
    }
    let more = difference.changes.len().saturating_sub(ABOVE);
    if more > 0 {
        let _ = writeln!(out, "- {}", say!("还有 {more} 项，见下", "more below: {more}").to(language));
    }
    let advice = sentences::advice(difference);
    let _ =
        writeln!(out, "\n**{}{}**\n", say!("建议：", "Advice: ").to(language), harmless(advice.to(language)));
    out.push_str(&below(review, language, limits::REVIEW_CHARACTERS.saturating_sub(out.chars().count())));
    out.push_str(MARKER);
    out.push('\n');
    out
}

/// Everything once more, with its figures, folded where a host can fold; cut between changes.
fn below(review: &Review, language: Language, room: usize) -> String {
    let difference = review.difference;
    let has_more = difference.changes.iter().any(|change| !change.figures.is_empty())
        || difference.changes.len() > ABOVE;
    if !has_more {
        return String::new();
    }
    let count = difference.changes.len();
    let mut out = format!(
        "<details><summary>{}</summary>\n\n",
        say!("变动明细（{count} 项）", "all changes: {count}, with their figures").to(language)
    );
    for (at, change) in difference.changes.iter().enumerate() {
        let mut item =
            format!("{} {}\n\n", mark(change.class.mark()), harmless(sentences::title(change).to(language)));
        if let Some(place) = &change.place {
            let (path, number) = review.place(place);
            let _ = writeln!(item, "`{}:{number}`\n", code(&path));
        }
        if !change.figures.is_empty() {
            item.push_str(&table(&change.figures, ROWS.1, language));
            item.push('\n');
        }
        if out.chars().count() + item.chars().count() + 200 > room {
            let rest = count - at;
            let _ = writeln!(out, "{}\n", say!("其余 {rest} 项略", "changes left out: {rest}").to(language));
            break;
        }
        out.push_str(&item);
    }
    out.push_str("</details>\n\n");
    out
}

fn line(change: &PublicChange, language: Language) -> String {
    let title = harmless(sentences::title(change).to(language));
    let reach = reach(change).map_or(String::new(), |reach| match language {
        Language::Zh => format!("（{}）", reach.zh),
        Language::En => format!(" ({})", reach.en),
    });
    format!("{} {title}{reach}", mark(change.class.mark()))
}

fn table(figures: &[FigureChange], most: usize, language: Language) -> String {
    let Say { zh, en } = say!("| 数据 | 合并前 | 合并后 |", "| figure | before | after |");
    let mut out = format!("\n{}\n|---|---:|---:|\n", if language == Language::Zh { zh } else { en });
    for one in figures.iter().take(most) {
        let cells = [figure(one, language), seen(one.old, language), seen(one.new, language)];
        let _ = writeln!(out, "| {} |", cells.map(|cell| harmless(&cell)).join(" | "));
    }
    if figures.len() > most {
        let more = figures.len() - most;
        let _ = writeln!(out, "\n{}", say!("其余 {more} 个数据略", "more figures: {more}").to(language));
    }
    out
}

fn cut(text: &str, most: usize) -> String {
    let mut characters = text.chars();
    let mut cut: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() {
        cut.push('…');
    }
    cut
}

/// What may stand between backticks.
fn code(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && *c != '`').collect()
}

/// A text that is no Markdown and nothing a host would link: `@all` names nobody, `#12` leads nowhere.
fn harmless(text: &str) -> String {
    const BREAK: char = '\u{200b}';
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    for c in cut(text, limits::REVIEW_TEXT).chars() {
        match c {
            '`' => {
                // Keys and columns stand between backticks of our own; those of the data come in pairs or close here.
                is_code = !is_code;
                out.push(c);
            }
            c if c.is_control() || is_direction(c) => out.push(' '),
            '<' => out.push_str(if is_code { "<" } else { "&lt;" }),
            '&' if !is_code => out.push_str("&amp;"),
            '@' | '#' | ':' if !is_code => {
                if c != ':' {
                    out.push('\\');
                }
                out.push(c);
                out.push(BREAK);
            }
            '|' => out.push_str("\\|"),
            '\\' | '*' | '_' | '[' | ']' | '(' | ')' | '!' | '~' | '$' | '{' | '}' | '>' if !is_code => {
                out.push('\\');
                out.push(c);
            }
            '.' if !is_code && out.ends_with("www") => {
                out.push(BREAK);
                out.push(c);
            }
            c => out.push(c),
        }
    }
    if is_code {
        out.push('`');
    }
    out
}

/// Marks that turn the direction of what follows.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    proptest::proptest! {
        #[test]
        fn no_text_becomes_anything_else(text in "([a-z@#:/.`|<>&!\\[\\]()*_~\\\\$ -]|https://x\\.y|www\\.x|<img>|-->|\n){0,30}") {
            let written = format!("- {}\n", harmless(&text));
            for event in Parser::new_ext(&written, Options::all()) {
                let is_plain = match &event {
                    Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => false,
                    Event::Start(tag) => !matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::Strong | Tag::Emphasis | Tag::Strikethrough),
                    _ => true,
                };
                proptest::prop_assert!(is_plain, "{written:?} {event:?}");
            }
            for bad in ["@a", "#1", "://", "www."] {
                let outside: String = written.split('`').step_by(2).collect();
                proptest::prop_assert!(!outside.contains(bad), "{written:?}");
            }
        }
    }
}
