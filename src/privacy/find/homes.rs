//! Addresses of homes: 某小区3号楼2单元501室, 某村3组12号.
//!
//! In: a text. Out: where homes are named in it. Mines have numbered things too (3号井, 1号尾矿库) and
//! offices have rooms, so a home needs two of building, entrance and room in a place where people live, or
//! a house number after a group of a village.

use std::ops::Range;

use super::{Trace, TraceKind};
use crate::privacy::words::DWELLINGS;

const BUILDINGS: [&str; 7] = ["号楼", "栋", "幢", "座", "#楼", "号院", "号"];
const ROOMS: [&str; 4] = ["室", "户", "号", "房"];
/// The smaller parts of a village or an old town that have house numbers.
const GROUPS: [&str; 6] = ["组", "社", "队", "巷", "胡同", "弄"];
const VILLAGES: [&str; 4] = ["村", "屯", "庄", "街"];
/// Labels after which nothing but a home is written.
const LABELS: [&str; 4] = ["家庭住址", "现住址", "户籍地址", "家庭地址"];
/// The first byte of 单元, 室, 号 and 址.
const LEAD: u8 = 0xE5;
/// How far back a place's name is sought, in characters.
const BACK: usize = 24;

/// Adds every home a text names.
pub(super) fn find(text: &str, traces: &mut Vec<Trace>) {
    let mut add = |span: Range<usize>| traces.push(Trace { kind: TraceKind::Home, span });
    // All that is looked for begins with one byte: a ledger has many short texts, and five searches would be made for each.
    for at in memchr::memchr_iter(LEAD, text.as_bytes()) {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with("单元".as_bytes()) {
            by_entrance(text, at).into_iter().for_each(&mut add);
        } else if rest.starts_with("室".as_bytes()) {
            by_room(text, at, at + "室".len()).into_iter().for_each(&mut add);
        } else if rest.starts_with("号".as_bytes()) {
            by_house(text, at).into_iter().for_each(&mut add);
        } else if rest.starts_with("址".as_bytes()) {
            by_label(text, at + "址".len()).into_iter().for_each(&mut add);
        }
    }
}

/// 2单元, after a building or before a room.
fn by_entrance(text: &str, at: usize) -> Option<Range<usize>> {
    let before = without_number(&text[..at])?;
    let after = &text[at + "单元".len()..];
    let length = numerals(after);
    let room = length > 0 && ROOMS.iter().chain(&["层", "楼"]).any(|room| after[length..].starts_with(room));
    let building = BUILDINGS
        .iter()
        .any(|building| before.strip_suffix(building).is_some_and(|before| without_number(before).is_some()));
    let end = at + "单元".len() + if length > 0 { length + tail(&after[length..]) } else { 0 };
    (room || building).then(|| start(before)..end)
}

/// 501室, after a building, where people live.
fn by_room(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let before = without_number(&text[..at])?;
    let lives = |text: &str| {
        let place = &text[start(text)..];
        DWELLINGS.iter().any(|word| place.contains(word))
    };
    let hyphens = text[before.len()..at].matches('-').count();
    let building = BUILDINGS
        .iter()
        .chain(&["楼"])
        .any(|building| before.strip_suffix(building).is_some_and(|before| without_number(before).is_some()));
    ((building || hyphens > 0) && lives(before)).then(|| start(before)..end)
}

/// 12号, after a group of a village; not 12号井.
fn by_house(text: &str, at: usize) -> Option<Range<usize>> {
    let after = &text[at + "号".len()..];
    if after.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '〕') {
        return None;
    }
    let before = without_number(&text[..at])?;
    let place = &text[start(before)..before.len()];
    let group = GROUPS.iter().any(|group| place.ends_with(group));
    let village = VILLAGES.iter().any(|village| place.contains(village));
    ((group && village) || place.ends_with('村')).then(|| start(before)..at + "号".len())
}

/// 家庭住址：…
fn by_label(text: &str, at: usize) -> Option<Range<usize>> {
    let value = text[at..].strip_prefix(['：', ':'])?;
    let label = LABELS.iter().find(|label| text[..at].ends_with(**label))?;
    let value = value.trim_start_matches([' ', '\u{3000}']);
    let length: usize = value.chars().take_while(|&c| !is_stop(c)).map(char::len_utf8).sum();
    let from = text.len() - text[at..].len() - label.len();
    let end = at + (text[at..].len() - value.len()) + length;
    (value[..length].chars().count() >= 3).then_some(from..end)
}

/// The text before a number at its end; `None` where there is no number.
fn without_number(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(' ');
    let rest = text.trim_end_matches(is_numeral).trim_end_matches(' ');
    (rest.len() < text.len() && text[rest.len()..].contains(is_figure)).then_some(rest)
}

/// How many bytes of numerals a text begins with.
fn numerals(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_numeral).len()
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c) || "一二三四五六七八九十百零〇".contains(c)
}

fn is_numeral(c: char) -> bool {
    is_figure(c) || c.is_ascii_uppercase() || c == '-'
}

/// The rest of an address after a number: floor, room.
fn tail(text: &str) -> usize {
    let part = |c: char| is_numeral(c) || "层楼室户号房".contains(c);
    text.chars().take_while(|&c| part(c)).map(char::len_utf8).sum()
}

/// Where the address begins that a text ends with: after the last mark, or [`BACK`] characters ago.
fn start(text: &str) -> usize {
    let near = text.char_indices().rev().take(BACK).take_while(|(_, c)| !is_stop(*c));
    near.last().map_or(text.len(), |(at, _)| at)
}

fn is_stop(c: char) -> bool {
    c.is_whitespace() || "，。；：、,;:\"“”|()（）〔〕《》=".contains(c)
}
