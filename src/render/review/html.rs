//! A page of its own, without script, for who has no host: it can be sent and read on a phone.

use std::fmt::Write as _;

use super::{Review, figure, mark, reach, seen, sentences};
use crate::diagnostic::{Language, visible_lines};
use crate::{escape, limits, say};

const STYLE: &str = "body{font:16px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}\
h1{font-size:1.3rem;line-height:1.4}h2{font-size:1.05rem;margin:1.6rem 0 .3rem}p{margin:.3rem 0}.where{color:#595959;font-size:.85rem;overflow-wrap:anywhere}\
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;margin:.4rem 0}th,td{border-bottom:1px solid #d0d0d0;padding:.25rem .6rem;text-align:left}\
td+td,th+th{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
@media(prefers-color-scheme:dark){body{color:#eaeaea;background:#161616}.where{color:#a8a8a8}th,td{border-color:#444}}";

pub(super) fn write(review: &Review, language: Language) -> String {
    let difference = review.difference;
    let (worst, verdict) = review.verdict();
    let lang = if language == Language::Zh { "zh-CN" } else { "en" };
    let title = format!("{} {}", mark(worst), verdict.to(language));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n<title>{0}</title>\n<style>{STYLE}</style>\n<h1>{0}</h1>\n",
        text(&title)
    );
    for line in review.lead() {
        let _ = writeln!(out, "<p>{}</p>", text(line.to(language)));
    }
    let _ = writeln!(
        out,
        "<p><strong>{}{}</strong></p>",
        say!("建议：", "Advice: ").to(language),
        text(sentences::advice(difference).to(language))
    );
    let mut room = limits::REVIEW_ROWS;
    if !difference.overview.is_empty() {
        table(&mut out, &difference.overview, &mut room, language);
    }
    for change in &difference.changes {
        if out.len() > limits::REVIEW_BYTES {
            let shown =
                difference.changes.iter().position(|one| std::ptr::eq(one, change)).unwrap_or_default();
            let rest = difference.changes.len() - shown;
            let _ =
                writeln!(out, "<p>{}</p>", say!("其余 {rest} 项略", "changes left out: {rest}").to(language));
            break;
        }
        let _ = writeln!(
            out,
            "<h2>{} {}</h2>",
            mark(change.class.mark()),
            text(sentences::title(change).to(language))
        );
        if let Some(reach) = reach(change) {
            let _ = writeln!(out, "<p>{}</p>", text(reach.to(language)));
        }
        if let Some(place) = &change.place {
            let (path, line) = review.place(place);
            let _ = writeln!(out, "<p class=\"where\">{}:{line}</p>", text(&path));
        }
        if !change.figures.is_empty() {
            table(&mut out, &change.figures, &mut room, language);
        }
    }
    out.push_str("</html>\n");
    out
}

fn table(out: &mut String, figures: &[crate::compare::FigureChange], room: &mut usize, language: Language) {
    let heads = [say!("数据", "figure"), say!("合并前", "before"), say!("合并后", "after")];
    let heads = heads.map(|head| format!("<th>{}</th>", head.to(language))).concat();
    let _ =
        writeln!(out, "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>{heads}</tr></thead><tbody>");
    for one in figures.iter().take(*room) {
        let cells = [figure(one, language), seen(one.old, language), seen(one.new, language)];
        let cells = cells.map(|cell| format!("<td>{}</td>", text(&cell))).concat();
        let _ = writeln!(out, "<tr>{cells}</tr>");
    }
    out.push_str("</tbody></table></div>\n");
    let more = figures.len().saturating_sub(*room);
    *room = room.saturating_sub(figures.len());
    if more > 0 {
        let _ = writeln!(out, "<p>{}</p>", say!("其余 {more} 个数据略", "more figures: {more}").to(language));
    }
}

fn text(text: &str) -> String {
    let mut out = String::new();
    escape::html(&visible_lines(text), &mut out);
    out
}
