//! What several kinds share: notes below, months below an axis, gaps, room for names.

use super::backend::{Plot, SharedCanvas};
use super::drawing::{Anchor, ChartDrawing, GAP, LINE, TEXT, Tone, count};
use super::width::{fit, width, wrap};
use super::{Chart, ChartWords};

/// The notes a chart ends with, in lines that fit.
pub(super) fn notes(chart: &Chart, words: &ChartWords, room: i32, crossed: bool, other: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if crossed {
        notes.push(format!("× {}", words.missing));
    }
    if chart.is_partial() {
        notes.push(format!("* {}", words.partial));
    }
    if !other.is_empty() {
        notes.push(other.to_owned());
    }
    if notes.is_empty() { Vec::new() } else { wrap(&notes.join("\u{3000}"), TEXT, room) }
}

/// How high they are.
pub(super) fn height(notes: &[String]) -> i32 {
    if notes.is_empty() { 0 } else { 60 + LINE * count(notes.len()) }
}

/// Writes them at the foot of the drawing.
pub(super) fn write_notes(drawing: &mut ChartDrawing, notes: &[String]) {
    let top = drawing.height - LINE * count(notes.len());
    for (at, note) in notes.iter().enumerate() {
        drawing.write(Tone::Note, Anchor::Start, (0, top + LINE * count(at) + LINE / 2), note.as_str());
    }
}

/// Writes labels side by side, each under its `x`, from the last to the first as far as there is room; a month that
/// has none with its year stands without. Over several years those with a year, the first and each January, come
/// before all others, or as the year alone: 2023年5月 · 9月 · 2024年1月 · 5月.
pub(super) fn write_along(drawing: &mut ChartDrawing, tone: Tone, y: i32, labels: &[(i32, &str)]) {
    if labels.iter().filter(|(_, text)| without_year(text).is_some()).count() > 1 {
        return write_years(drawing, tone, y, labels);
    }
    let mut free = drawing.width;
    for (x, text) in labels.iter().rev() {
        for text in [Some(*text), without_year(text)].into_iter().flatten() {
            let text = fit(text, TEXT, drawing.width);
            let half = width(&text, TEXT) / 2 + 1;
            let x = (*x).clamp(half, (drawing.width - half).max(half));
            if x + half <= free {
                free = x - half - GAP;
                drawing.write(tone, Anchor::Middle, (x, y), text);
                break;
            }
        }
    }
}

/// The same over several years. The first label keeps its month where the year after it has room; a January too close to
/// what stands before it moves on by its width at most: 2022年 2023年 · 5月 of an axis that begins in November.
fn write_years(drawing: &mut ChartDrawing, tone: Tone, y: i32, labels: &[(i32, &str)]) {
    let (dated, others): (Vec<_>, Vec<_>) = labels.iter().partition(|(_, text)| without_year(text).is_some());
    let room = drawing.width;
    let mut taken: Vec<(i32, i32)> = Vec::new();
    let mut write = |x: i32, text: &str, taken: &mut Vec<(i32, i32)>| {
        let text = fit(text, TEXT, room);
        let half = width(&text, TEXT) / 2 + 1;
        let x = x.clamp(half, (room - half).max(half));
        let has_room = taken.iter().all(|(from, to)| x + half + GAP <= *from || to + GAP <= x - half);
        if has_room {
            taken.push((x - half, x + half));
            drawing.write(tone, Anchor::Middle, (x, y), text);
        }
        has_room
    };
    let half_of = |text: &str| width(text, TEXT) / 2 + 1;
    for (at, (x, text)) in dated.iter().enumerate() {
        let short = year(text).unwrap_or(text);
        let next = dated.get(at + 1).filter(|_| at == 0);
        let is_close = next.is_some_and(|(next, name)| {
            let end = (*x).max(half_of(text)) + half_of(text);
            end + GAP > next - half_of(year(name).unwrap_or(name))
        });
        if !is_close && write(*x, text, &mut taken) || write(*x, short, &mut taken) {
            continue;
        }
        let after = taken.last().map_or(*x, |(_, end)| end + GAP + half_of(short));
        if after - x <= 2 * half_of(short) + GAP {
            write(after, short, &mut taken);
        }
    }
    for (x, text) in others.iter().rev() {
        write(*x, text, &mut taken);
    }
}

/// 2023年 of 2023年5月, 2023 of May 2023.
fn year(month: &str) -> Option<&str> {
    let rest = without_year(month)?;
    Some(month.strip_suffix(rest).or_else(|| month.strip_prefix(rest)).unwrap_or(month).trim())
}

/// 5月 of 2023年5月, May of May 2023.
fn without_year(month: &str) -> Option<&str> {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let chinese = month.split_once('年').filter(|(year, _)| is_year(year)).map(|(_, month)| month);
    chinese.or_else(|| month.split_once(' ').filter(|(_, year)| is_year(year)).map(|(month, _)| month))
}

/// Whether the words for a gap are wider than the place for them: then it is a cross, told in a note.
pub(super) fn is_crossed(words: &ChartWords, slot: i32) -> bool {
    width(&words.missing, TEXT) + 20 > slot
}

/// Marks a place where nothing was reported.
pub(super) fn write_gap(
    sheet: &SharedCanvas,
    plot: &Plot,
    (x, y): (i32, i32),
    slot: i32,
    words: &ChartWords,
) {
    if is_crossed(words, slot) {
        plot.cross((x, y));
    } else {
        sheet.drawing().write(Tone::Note, Anchor::Middle, (x, y), words.missing.as_str());
    }
}
