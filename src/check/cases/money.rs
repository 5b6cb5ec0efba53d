//! Which sums a text may call a fine: those of its decisions, and what they add up to.

use rust_decimal::Decimal;

/// The most fines whose every sum is looked for; a case has a handful.
const MOST: usize = 12;

/// Whether `sum` is one of the fines or a sum of some of them.
pub(super) fn is_accounted_for(sum: Decimal, fines: &[Decimal]) -> bool {
    if fines.len() > MOST {
        return fines.iter().sum::<Decimal>() == sum || fines.contains(&sum);
    }
    (1u32..1 << fines.len()).any(|chosen| {
        let parts = fines.iter().enumerate().filter(|(place, _)| chosen >> place & 1 == 1);
        parts.map(|(_, fine)| fine).sum::<Decimal>() == sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fine_or_a_sum_of_fines_is_accounted_for() {
        let fines = [77_000, 20_000].map(Decimal::from);
        for (sum, expected) in [(77_000, true), (20_000, true), (97_000, true), (7_700, false), (0, false)] {
            assert_eq!(is_accounted_for(Decimal::from(sum), &fines), expected, "{sum}");
        }
        assert!(!is_accounted_for(Decimal::from(1), &[]));
    }
}
