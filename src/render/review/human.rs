//! For a terminal: a line a change, the worst first.

use std::fmt::Write as _;

use super::{Review, figure, mark, reach, seen, sentences};
use crate::diagnostic::{Language, visible_lines};
use crate::say;

/// How many figures of a change are listed.
const FIGURES: usize = 8;

pub(super) fn write(review: &Review, language: Language) -> String {
    let difference = review.difference;
    let mut out = String::new();
    let (worst, verdict) = review.verdict();
    let _ = writeln!(out, "{} {}", mark(worst), verdict.to(language));
    for line in review.lead() {
        let _ = writeln!(out, "{}", line.to(language));
    }
    for change in &difference.changes {
        let title = sentences::title(change);
        let _ = write!(out, "\n{} {}", mark(change.class.mark()), title.to(language));
        if let Some(reach) = reach(change) {
            let (open, close) = if language == Language::Zh { ("（", "）") } else { (" (", ")") };
            let _ = write!(out, "{open}{}{close}", reach.to(language));
        }
        out.push('\n');
        if let Some(place) = &change.place {
            let (path, line) = review.place(place);
            let _ = writeln!(out, "   {path}:{line}");
        }
        for one in change.figures.iter().take(FIGURES) {
            let _ = writeln!(
                out,
                "   {}：{} → {}",
                figure(one, language),
                seen(one.old, language),
                seen(one.new, language)
            );
        }
        if change.figures.len() > FIGURES {
            let more = change.figures.len() - FIGURES;
            let _ = writeln!(out, "   {}", say!("其余 {more} 个数据略", "more: {more}").to(language));
        }
    }
    let _ = writeln!(
        out,
        "\n{}{}",
        say!("建议：", "advice: ").to(language),
        sentences::advice(difference).to(language)
    );
    visible_lines(&out).into_owned()
}
