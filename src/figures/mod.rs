//! The cube: every figure that is published, and how it came about.
//!
//! In: a [`Dataset`](crate::dataset::Dataset) and a day. Out: [`Figures`], measure × region ×
//! period × span, of the periods closed on that day. What was reported is taken as it is; months
//! add up to dates and reporters to regions by the measure's own kind. Nothing after this stage
//! changes a figure.

mod counts;
mod cube;
mod figure;
mod fill;
mod key;
mod ledger;
mod lowest;
mod measure;
mod papers;
mod policy;
mod ranking;
mod rates;
mod reference;
mod rows;
mod share;
mod side;
mod timeliness;
mod withhold;

pub use cube::Figures;
pub use figure::{Figure, Origin, Status};
pub use key::Key;
pub use ledger::{
    Forced, Life, Merge, Pair, PassedOver, as_it_stood, counted_of, forced, passed_over, rows_behind, whose,
};
pub use lowest::{is_lowest, made_of};
pub use measure::{Measure, MeasureAt, RateTerm, Sides};
pub use papers::{PaperStanding, is_asked_of, paper_standings};
pub use policy::Shown;
pub use ranking::{Part, PartState, Ranking, Standing};
pub use reference::{ReferenceError, example_name, figure_named};
pub use share::{format_decimal, format_percent, share};
pub use timeliness::{Timeliness, timeliness};
