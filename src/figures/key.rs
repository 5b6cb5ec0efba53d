//! Which figure: the four indices it is asked for by.
//!
//! In: a measure, a region, a period and a span. Out: a [`Key`], which is one number of the cube.

use super::measure::MeasureAt;
use crate::dataset::{PeriodAt, RegionAt, Span};

/// A figure by its indices, such as `dispatch.self_found` of 141027 in 2023-06, of the month.
///
/// The same of the month before is the same key but for its period,
///
/// ```
/// use gongshi::figures::{Figure, Figures, Key};
///
/// fn before(figures: &Figures, at: Key) -> Option<Figure> {
///     Some(figures.at(Key { period: at.period.before()?, ..at }))
/// }
/// ```
///
/// and a period is no region:
///
/// ```compile_fail,E0308
/// use gongshi::figures::{Figure, Figures, Key};
///
/// fn swapped(figures: &Figures, at: Key) -> Figure {
///     figures.at(Key { region: at.period, ..at })
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What is measured.
    pub measure: MeasureAt,
    /// Whose: a reporter, or one that adds up others.
    pub region: RegionAt,
    /// The reporting month, or the last of those to date.
    pub period: PeriodAt,
    /// The month alone, or all to date.
    pub span: Span,
}
