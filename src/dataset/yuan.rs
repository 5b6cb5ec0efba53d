//! Sums of ledgers: 元 to the 分, exactly.
//!
//! `43000`, `43000.5` and `12345.67` in, 万元 with six decimals out: 1.234567. Forms are in 万元, so that both compare.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use rust_decimal::Decimal;

use crate::{limits, parse::scalar};

/// Decimals of a sum in 元: 分.
const DECIMALS: u32 = 2;

/// A sum of money that is not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Yuan {
    fen: u64,
}

impl Yuan {
    /// Nothing.
    pub const ZERO: Self = Self { fen: 0 };

    /// So many 元.
    #[must_use]
    pub const fn whole(yuan: u64) -> Self {
        Self { fen: yuan.saturating_mul(100) }
    }

    /// So many 分.
    #[must_use]
    pub const fn of_fen(fen: u64) -> Self {
        Self { fen }
    }

    /// The sum in 分.
    #[must_use]
    pub const fn fen(self) -> u64 {
        self.fen
    }

    /// A sum as ledgers have it: digits, up to two decimals, and 元 where somebody wants to be sure.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.strip_suffix('元').unwrap_or(text);
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !text.ends_with('.');
        let value = scalar::decimal(text).filter(|_| is_plain)?;
        let largest = Decimal::from(limits::LARGEST_VALUE);
        let fits = value.scale() <= DECIMALS && value <= largest;
        let fen = fits.then(|| value * Decimal::ONE_HUNDRED)?;
        fen.try_into().ok().map(Self::of_fen)
    }

    /// In 元.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(self.fen.into(), DECIMALS).normalize()
    }

    /// In 万元.
    #[must_use]
    pub fn ten_thousands(self) -> Decimal {
        Decimal::from_i128_with_scale(self.fen.into(), limits::MONEY_DECIMALS)
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

impl Add for Yuan {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { fen: self.fen.saturating_add(other.fen) }
    }
}

impl AddAssign for Yuan {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Yuan {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_to_the_fen_and_no_further() {
        for (text, fen, told) in [
            ("43000", 4_300_000, "43000"),
            ("43000.00", 4_300_000, "43000"),
            ("12345.67", 1_234_567, "12345.67"),
            ("0.5", 50, "0.5"),
            ("22.45元", 2245, "22.45"),
            ("0", 0, "0"),
        ] {
            let sum = Yuan::read(text).unwrap();
            assert_eq!((sum.fen(), sum.to_string().as_str()), (fen, told), "{text}");
        }
        for text in ["", "-1", "+1", "1.234", "1.", ".5", "1,000", "３", "3万", "1_000", "9999999999999"] {
            assert_eq!(Yuan::read(text), None, "{text}");
        }
        assert_eq!(Yuan::read("12345.67").unwrap().ten_thousands().to_string(), "1.234567");
    }
}
