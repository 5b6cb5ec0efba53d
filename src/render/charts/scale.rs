//! From values to an axis: zero always on it, few round steps, never empty.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::ChartWords;
use crate::figures::format_decimal;

/// An axis from `low` to `high`, both round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub low: f64,
    pub high: f64,
    step: f64,
}

/// A value as plotters takes it: finite, whatever it was.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().filter(|value| value.is_finite()).unwrap_or(0.0)
}

/// From the lowest to the highest value and zero; 0 to 1 where that is nothing.
pub(super) fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if high - low > 0.0 { (low, high) } else { (0.0, 1.0) }
}

impl Scale {
    /// Over all values, in `most` steps or some fewer.
    pub fn over(values: &[Decimal], most: u32) -> Self {
        let (low, high) = span(values.iter().map(|value| float(*value)));
        let raw = (high - low) / f64::from(most);
        let power = 10_f64.powf(raw.log10().floor());
        let mut step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step >= raw * 0.999)
            .unwrap_or(raw);
        if values.iter().all(|value| value.fract().is_zero()) {
            step = step.max(1.0);
        }
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// Its steps, from low to high.
    pub fn ticks(&self) -> Vec<f64> {
        let steps = ((self.high - self.low) / self.step).round().clamp(1.0, 12.0);
        let steps = steps.to_i32().unwrap_or(1);
        (0..=steps).map(|at| self.low + f64::from(at) * self.step).collect()
    }

    /// A step in as few characters as the language has.
    pub fn label(&self, tick: f64, words: &ChartWords) -> String {
        let most = self.high.abs().max(self.low.abs());
        let unit = words.large.iter().filter(|(_, word)| !word.is_empty());
        let unit =
            unit.filter(|(exponent, _)| most >= 10_f64.powi(*exponent)).max_by_key(|(exponent, _)| *exponent);
        let (divisor, word) =
            unit.map_or((1.0, ""), |(exponent, word)| (10_f64.powi(*exponent), word.as_str()));
        let value = tick / divisor;
        if most / divisor >= 1e6 {
            return if tick == 0.0 { "0".to_owned() } else { format!("{tick:.0e}") };
        }
        let step = self.step / divisor;
        let places = (0..8).find(|places| {
            let scaled = step * 10_f64.powi(*places);
            (scaled - scaled.round()).abs() < 1e-6
        });
        let text = format!("{value:.*}", usize::try_from(places.unwrap_or(8)).unwrap_or(0));
        let number = text.parse::<Decimal>().map_or(text, |number| format_decimal(number, ","));
        if tick == 0.0 { "0".to_owned() } else { format!("{number}{word}") }
    }
}
