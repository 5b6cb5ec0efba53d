//! Slips in a county's report.

use super::*;

#[allow(clippy::too_many_lines)] // A table, a line a mistake.
pub fn slips() -> Vec<Mistake> {
    vec![
        (
            "a county's count off by one",
            Figure("dispatch.self_found", |number| number + 1.0),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a county's fines off by one 元",
            Figure("dispatch.fines", |number| number + 0.0001),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a penalty more than decided",
            Figure("dispatch.penalties", |number| number + 1.0),
            Code::RulesDisagree,
            Report,
        ),
        (
            "a total that does not add up",
            Figure("statistics.major_rectified.total", |number| number - 1.0),
            Code::TotalNotSum,
            Report,
        ),
        (
            "a reward in thousands of 元",
            Figure("dispatch.tip_rewards", |_| 0.01),
            Code::RewardOutOfRange,
            Report,
        ),
        ("a sign", Figure("dispatch.tip_found", |_| -1.0), Code::NegativeValue, Report),
        (
            "a stock that is not",
            Figure("statistics.major_open.month", |number| number + 2.0),
            Code::StockDiffers,
            Report,
        ),
    ]
}
