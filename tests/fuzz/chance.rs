//! Comes in: a seed and a number. Goes out: chance, the same on every machine.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::RngCore;

/// A source of chance.
pub struct Chance(Pcg64Mcg);

impl Chance {
    /// Of the `number`-th input of a seed.
    pub fn of(seed: u64, number: u64) -> Self {
        let state = (u128::from(seed) << 64) | u128::from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut chance = Self(Pcg64Mcg::new(state));
        // The first numbers of neighbouring states are alike.
        for _ in 0..8 {
            chance.0.next_u64();
        }
        chance
    }

    /// A number below `bound`; 0 where `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// True in `percent` of a hundred cases.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}
