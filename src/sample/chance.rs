//! Comes in: a seed and a stream number. Goes out: numbers that look random and are the same on every machine.
//!
//! Only the generator's raw 64 bits are used, and the ranges are drawn here, so that the bytes of a sample do
//! not hang on how a version of a library happens to draw a range.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::RngCore;

/// A source of chance. Every reporter has its own stream: adding a region leaves the others' figures alone.
pub(super) struct Chance(Pcg64Mcg);

impl Chance {
    /// The `stream`-th source of chance of a seed.
    pub(super) fn of(seed: u64, stream: u64) -> Self {
        let high = scramble(seed);
        let low = scramble(high ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Self(Pcg64Mcg::new((u128::from(high) << 64) | u128::from(low)))
    }

    /// A number below `bound`; 0 where `bound` is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included; `low` where the range is empty.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below((high + 1).saturating_sub(low) as usize) as u64
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// One of a list that is not empty, the earlier ones more often: trouble gathers at a few.
    pub(super) fn pick_early<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len()).min(self.below(list.len()))]
    }
}

/// The finaliser of `SplitMix64`: neighbouring seeds become unrelated states.
fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Shares `total` out in proportion to `weights`, without losing one to rounding.
pub(super) fn apportion(total: usize, weights: &[usize]) -> Vec<usize> {
    let sum: usize = weights.iter().sum();
    let (mut passed, mut given) = (0, 0);
    weights
        .iter()
        .map(|weight| {
            passed += weight;
            let due = (total * passed).checked_div(sum).unwrap_or(0);
            let share = due - given;
            given = due;
            share
        })
        .collect()
}
