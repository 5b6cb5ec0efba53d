//! Groups of digits that are a figure, a place or a path, whatever number they would make together.
//!
//! In: groups that `.`, `:` or `/` parts, and their text. Out: whether what stands around them says so. `138.12345678` by
//! itself is a telephone number in pieces; in `138.12345678, 36.1` it is a longitude, in a drawing a point.

use super::letters::Separator;
use super::numbers::Group;

/// The most bytes of a number that stands beside another.
const LONGEST: usize = 32;

/// Whether what parts the groups is a decimal point beside another figure, or each of them is a part of a path.
pub(super) fn is_figure(groups: &[Group], bytes: &[u8]) -> bool {
    let ([first, ..], [.., last]) = (groups, groups) else { return false };
    let (before, after) = (&bytes[..first.start], &bytes[last.end..]);
    // In a path, every part has its mark before and after it.
    if before.last() == Some(&b'/') || after.first() == Some(&b'/') {
        return true;
    }
    let is_decimal = groups.len() == 2 && last.gap == Separator::Dot;
    is_decimal && (is_number_before(before) || is_number_after(after))
}

/// Whether a text ends with a number and what parts it from the next: after a comma, which parts the cells of a row too,
/// only one with a point.
fn is_number_before(text: &[u8]) -> bool {
    let blanks = text.iter().rev().take(LONGEST).take_while(|byte| **byte == b' ').count();
    let rest = &text[..text.len() - blanks];
    let (rest, comma) = rest.strip_suffix(b",").map_or((rest, false), |rest| (rest, true));
    let length = rest.iter().rev().take(LONGEST).take_while(|byte| is_of_number(**byte)).count();
    (comma || blanks > 0) && is_number(&rest[rest.len() - length..], comma)
}

fn is_number_after(text: &[u8]) -> bool {
    let (rest, comma) = text.strip_prefix(b",").map_or((text, false), |rest| (rest, true));
    let blanks = rest.iter().take(LONGEST).take_while(|byte| **byte == b' ').count();
    let rest = &rest[blanks..];
    let length = rest.iter().take(LONGEST).take_while(|byte| is_of_number(**byte)).count();
    (comma || blanks > 0) && is_number(&rest[..length], true)
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

fn is_number(bytes: &[u8], with_point: bool) -> bool {
    bytes.iter().any(u8::is_ascii_digit) && (!with_point || bytes.contains(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::super::{TraceKind, scan};

    #[test]
    fn two_groups_are_a_number_in_pieces_unless_they_are_a_figure() {
        for text in [
            "138/12345678",
            "138.12345678",
            "138：12345678",
            "1381234:5678",
            "1381234．5678",
            "13812/345678",
            "138123/45678",
            "电话138.12345678，",
            "H1,138.12345678,2023-06-19",
            "1,138.12345678,甲",
            "2 138/12345678",
            "110105.19491231002X",
            "110105/19491231002X",
            "11010519491231:002X",
        ] {
            let kinds: Vec<_> = scan::traces(text).into_iter().map(|trace| trace.kind).collect();
            assert_eq!(kinds, [TraceKind::Separated], "{text}");
        }
        for text in [
            "138.12345678, 36.1",
            "[36.5,138.12345678]",
            "36.5 138.12345678",
            "M678 138.12345678",
            "M138.12345678",
            "/138/12345678",
            "138/12345678/",
            "1381234.5678万元",
            "¥138.12345678",
            "128.12345678",
            "138.1234567",
            "138/123456789",
        ] {
            assert_eq!(scan::traces(text), [], "{text}");
        }
    }

    #[test]
    fn an_identity_number_is_no_amount() {
        for text in [
            "1101 0519 4912 3100 2X元",
            "110105 19491231 002X元",
            "¥11010519491231002X",
            "110105-19491231-002X万元",
        ] {
            let kinds: Vec<_> = scan::traces(text).into_iter().map(|trace| trace.kind).collect();
            assert_eq!(kinds, [TraceKind::ResidentId], "{text}");
        }
        for text in ["1 381 234 5678元", "¥13812345678", "6222 0212 3456 7890 128 元"] {
            assert_eq!(scan::traces(text), [], "{text}");
        }
    }
}
