//! One pass over a text for everything that is somebody's.
//!
//! In: a text. Out: [`Trace`]s in its order, none over another. Only letters, digits and `@` are
//! looked at more closely, so that a ledger of a nation's hazards takes a moment.

use super::numbers::{Run, short_run};
use super::{Trace, TraceKind, alike, homes, mail, marked, plates};

/// The bytes something may begin at: ASCII letters and digits, `@`, and the lead of full-width forms.
const INTERESTING: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte == b'@' as usize;
        byte += 1;
    }
    table[0xEF] = true;
    table
};

/// Everything in a text that is somebody's.
pub(super) fn traces(text: &str) -> Vec<Trace> {
    let mut traces = traces_past(text, short_run);
    let first = traces.len();
    alike::find(text, &mut traces);
    if traces.len() > first { apart(traces) } else { traces }
}

/// The same; `short` says where a run ends that need not be looked at.
fn traces_past(text: &str, short: impl Fn(&[u8], usize) -> Option<usize>) -> Vec<Trace> {
    let bytes = text.as_bytes();
    let mut traces = Vec::new();
    let mut run = Run::default();
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(|byte| INTERESTING[usize::from(*byte)]) {
        at += skipped;
        let sign = match bytes[at] {
            b'@' => 1,
            0xEF if bytes[at..].starts_with("＠".as_bytes()) => 3,
            _ => 0,
        };
        if sign > 0 {
            let found = mail::around(text, at, sign);
            traces.extend(found.map(|span| Trace { kind: TraceKind::Mail, span }));
            at += sign;
            continue;
        }
        if let Some(span) = plates::at_letter(bytes, at) {
            traces.push(Trace { kind: TraceKind::Plate, span });
        }
        let end = short(bytes, at).unwrap_or_else(|| run.read(bytes, at, &mut traces));
        if matches!(bytes.get(end), Some(b',' | b')' | 0xE3 | 0xEF)) {
            let found = marked::mobile(bytes, end);
            traces.extend(found.map(|span| Trace { kind: TraceKind::Mobile, span }));
        }
        // A full-width mark begins like a full-width digit.
        at = if end > at { end } else { at + 3 };
    }
    homes::find(text, &mut traces);
    apart(traces)
}

/// Where two lie over each other, the longer one: a telephone in an e-mail address is told once.
fn apart(mut traces: Vec<Trace>) -> Vec<Trace> {
    traces.sort_by_key(|trace| (trace.span.start, std::cmp::Reverse(trace.span.end)));
    let mut apart: Vec<Trace> = Vec::with_capacity(traces.len());
    for trace in traces {
        match apart.last_mut() {
            Some(last) if trace.span.start < last.span.end => {
                if trace.span.len() > last.span.len() {
                    *last = trace;
                }
            }
            _ => apart.push(trace),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn passing_over_short_runs_hides_nothing(
            text in "([0-9]{1,6}|[a-zA-Z]{5,14}[_ =]|1[3-9][0-9]{9}|11010519491231002X|6222021234567890128|晋L[·.]?|[A-Z]|[ .,/:_·()（），－—　-]|[OolI]|OOOO|138[/,，]1234|[（(]138[)）]|０１３|号|@|qq\\.com){0,12}"
        ) {
            prop_assert_eq!(traces_past(&text, short_run), traces_past(&text, |_, _| None));
        }
    }
}
