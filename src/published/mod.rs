//! The wall: what is true becomes what may be published, once, for good.
//!
//! In: a well-formed [`Dataset`](crate::dataset::Dataset), its [`Figures`](crate::figures::Figures) and, in them, a day.
//! Out: [`Published`], the cube with what is withheld withheld, and [`Public`], of everything else what may be shown on
//! that day: names masked, penalties not public left out, enterprises of which nothing is public struck off. The stages
//! beyond know these two alone; what is true has no name there, so that nobody can show it by mistake.

mod blocks;
pub mod cases;
pub mod closing;
pub mod corrected;
pub mod editions;
mod figures;
pub mod ledger;
pub mod provenance;
mod public;
pub mod records;
mod text;
mod unpublished;

pub use crate::check::{Comparison, Comparisons, Verdict};
pub use blocks::{Block, BlockKind, ChartKind};
pub use cases::PublicCase;
pub use figures::Published;
pub use ledger::PublicRow;
pub use public::{Public, PublicReport};
pub use text::{PagePart, PageText, SCHEMES};
