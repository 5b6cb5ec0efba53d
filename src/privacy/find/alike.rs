//! Numbers in other digits than ours: ①③⑧, 𝟏𝟑𝟖, ¹³⁸, 一三八, 壹叁捌, and those of other scripts.
//!
//! In: a text. Out: what stands in it that reads as somebody's number. Such digits are everywhere in Chinese, so only a run
//! of them as long as a telephone number is read again in ASCII.

use super::{Trace, TraceKind, scan};
use crate::parse::shown::ShownText;

/// Fewer digits than a mobile number's hold nothing.
const SHORTEST: usize = 11;
/// The most digits and signs read as one run.
const LONGEST: usize = 64;
/// What may part digits.
const SIGNS: &str = " \u{3000}\u{a0}-_－—–·.:/\u{20e3}\u{fe0f}";

/// Set where a byte is not ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The least byte such a digit may begin with.
const LEAD: u8 = 0xC2;

/// Adds what is written in such digits; a key cap is a digit with U+20E3 over it.
pub(super) fn find(text: &str, traces: &mut Vec<Trace>) {
    let (bytes, mut at) = (text.as_bytes(), 0);
    while at < bytes.len() {
        if let Some(eight) = bytes[at..].first_chunk::<8>()
            && u64::from_ne_bytes(*eight) & HIGH == 0
        {
            at += 8;
            continue;
        }
        let lead = bytes[at];
        if lead < LEAD {
            at += 1;
            continue;
        }
        // Most of a Chinese text: a character whose second byte no digit has.
        if (0xE4..=0xE9).contains(&lead) && !has_digit(lead, bytes[at + 1]) {
            at += 3;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { return };
        at = if number(c).is_some() || c == '\u{20e3}' { run(text, at, traces) } else { at + c.len_utf8() };
    }
}

/// Looks at the run around a digit, and says where it ends.
fn run(text: &str, at: usize, traces: &mut Vec<Trace>) -> usize {
    let joins = |c: char| is_digit(c) || SIGNS.contains(c);
    let before = text[..at].chars().rev().take(LONGEST).take_while(|&c| joins(c));
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let after = text[at..].chars().take(LONGEST).take_while(|&c| joins(c));
    let end = at + after.map(char::len_utf8).sum::<usize>();
    let digits = text[start..end].chars().filter(|&c| is_digit(c));
    if digits.map(|c| if number(c) > Some(9) { 2 } else { 1 }).sum::<usize>() < SHORTEST {
        return end;
    }
    let mut shown = ShownText::default();
    for (offset, c) in text[start..end].char_indices() {
        let place = start + offset..start + offset + c.len_utf8();
        match number(c) {
            Some(number) => shown.put_for(&number.to_string(), place),
            None if c == '\u{20e3}' || c == '\u{fe0f}' => {}
            None => shown.written(&text[place.clone()], place.start),
        }
    }
    let found = scan::traces(&shown.text).into_iter();
    let found = found.filter(|trace| {
        matches!(
            trace.kind,
            TraceKind::Mobile | TraceKind::ResidentId | TraceKind::ResidentIdNear | TraceKind::BankCard
        )
    });
    traces.extend(found.map(|trace| Trace { kind: trace.kind, span: shown.source_of(&trace.span) }));
    end
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | 'X' | 'x' | 'Ｘ') || number(c).is_some()
}

/// The first of ten digits of a script (Unicode, `Nd`).
const TENS: [u32; 40] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];
/// The first of the signs for one, two, three…: in a circle, in brackets, with a dot.
const ONES: [(u32, u32); 9] = [
    (0x2460, 20),
    (0x2474, 20),
    (0x2488, 20),
    (0x24F5, 10),
    (0x2776, 10),
    (0x2780, 10),
    (0x278A, 10),
    (0x3220, 10),
    (0x3280, 10),
];
/// Whether a Chinese digit begins with these two bytes.
fn has_digit(lead: u8, second: u8) -> bool {
    /// For each lead from 0xE4, a bit for each second byte from 0x80.
    const SECONDS: [u64; 6] = {
        let mut seconds = [0; 6];
        let mut at = 0;
        while at < CHINESE.len() {
            let code = CHINESE[at].0 as u32;
            if code >= 0x4E00 {
                seconds[(code >> 12) as usize - 4] |= 1 << (code >> 6 & 0x3F);
            }
            at += 1;
        }
        seconds
    };
    SECONDS[usize::from(lead - 0xE4)] >> (second & 0x3F) & 1 == 1
}

/// The digits that are Chinese characters.
const CHINESE: [(char, u32); 24] = [
    ('○', 0),
    ('〇', 0),
    ('零', 0),
    ('一', 1),
    ('壹', 1),
    ('幺', 1),
    ('二', 2),
    ('贰', 2),
    ('貳', 2),
    ('三', 3),
    ('叁', 3),
    ('參', 3),
    ('四', 4),
    ('肆', 4),
    ('五', 5),
    ('伍', 5),
    ('六', 6),
    ('陆', 6),
    ('七', 7),
    ('柒', 7),
    ('八', 8),
    ('捌', 8),
    ('九', 9),
    ('玖', 9),
];

fn chinese(c: char) -> Option<u32> {
    CHINESE.iter().find(|(digit, _)| *digit == c).map(|(_, number)| *number)
}

/// The number a sign other than our digits stands for.
fn number(c: char) -> Option<u32> {
    let code = u32::from(c);
    let of = |first: u32, count: u32| (first..first + count).contains(&code).then(|| code - first);
    match code {
        0xB2 | 0xB3 => Some(code - 0xB0),
        0xB9 => Some(1),
        0x2070 | 0x2074..=0x2079 => Some(code - 0x2070),
        0x2080..=0x2089 => Some(code - 0x2080),
        0x24EA | 0x24FF => Some(0),
        0x25CB | 0x3007 | 0x4E00..=0x9FFF => chinese(c),
        0x2460..=0x2792 | 0x3220..=0x3289 => {
            ONES.iter().find_map(|&(first, count)| of(first, count)).map(|number| number + 1)
        }
        // The signs of every sentence, between the scripts that have digits of their own.
        0x1D00..=0xA61F => None,
        0x1D7CE..=0x1D7FF => Some((code - 0x1D7CE) % 10),
        0x1F101..=0x1F10A => Some(code - 0x1F101),
        0x660..=0xABF9 | 0x104A0.. => TENS.iter().find_map(|&first| of(first, 10)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_whatever_digits() {
        for text in [
            "①③⑧①②③④⑤⑥⑦⑧",
            "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
            "𝟙𝟛𝟠12345678",
            "¹³⁸¹²³⁴⁵⁶⁷⁸",
            "₁₃₈₁₂₃₄₅₆₇₈",
            "一三八一二三四五六七八",
            "电话：一三八 一二三四 五六七八。",
            "壹叁捌壹贰叁肆伍陆柒捌",
            "一三八12345678",
            "١٣٨١٢٣٤٥٦٧٨",
            "१३८१२३४५६७८",
            "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
            "⑬⑧①②③④⑤⑥⑦⑧",
            "㊀㊂㊇㊀㊁㊂㊃㊄㊅㊆㊇",
            "一一〇一〇五一九四九一二三一〇〇二X",
        ] {
            let found = scan::traces(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(matches!(found[0].kind, TraceKind::Mobile | TraceKind::ResidentId), "{text}");
        }
        for text in ["①②③④⑤⑥⑦⑧⑨⑩⑪⑫", "二〇二三年五月十五日", "一二三四五六七八九十", "第一三八一号", "x²·10³"]
        {
            assert_eq!(scan::traces(text), [], "{text}");
        }
    }
}
