//! What is compared: the two sides of a rule, and the two of a rate.
//!
//! In: both, as the file names them. Out: a warning where they are the same, or where one names a figure twice.

use super::forms::Span;
use super::rules::Operand;
use crate::diagnostic::Code;
use crate::parse::toml::Fields;
use crate::say;

/// What is the same on both sides says nothing, and what stands twice on one counts twice. `over` is the span of what says
/// none itself. Returns whether both are the same.
pub(super) fn report(fields: &Fields, sides: [(&'static str, Option<&[Operand]>); 2], over: Span) -> bool {
    let [(_, Some(left)), (key, Some(right))] = sides else { return false };
    let at = |key| fields.raw(key).map_or_else(|| fields.span(), |(span, _)| span);
    let is_same = |one: &Operand, other: &Operand| {
        one.measure == other.measure && one.span.unwrap_or(over) == other.span.unwrap_or(over)
    };
    let holds = |side: &[Operand], operand: &Operand| side.iter().any(|other| is_same(other, operand));
    if left.iter().all(|operand| holds(right, operand)) && right.iter().all(|operand| holds(left, operand)) {
        let message = say!("两边是同一个数", "both sides are the same");
        let help = say!("改正一边的指标", "correct the measures of one side");
        fields.report(Code::AgainstItself, &at(key), message, Some(help));
        return true;
    }
    for (key, side) in sides.into_iter().filter_map(|(key, side)| Some((key, side?))) {
        let twice = side.iter().enumerate().find(|(place, operand)| holds(&side[..*place], operand));
        if let Some((_, operand)) = twice {
            let message = say!("`{}` 加了两遍", "`{}` is added twice", operand.measure);
            let help = say!("去掉一个，或改成漏写的那个", "take one out, or write the one that was meant");
            fields.report(Code::AgainstItself, &at(key), message, Some(help));
        }
    }
    false
}
