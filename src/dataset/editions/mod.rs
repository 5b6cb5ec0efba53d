//! `data/editions/**`: what was said of a month when it was frozen.
//!
//! In: `editions.toml`, the list of what was closed, and for each a table of its figures and one of the rows it was the first
//! to count. Out: [`Editions`], in the order they were closed. `gongshi close` writes these files and nobody edits them: one that
//! is not what its entry says it is, is told and not read. An edition says what was published, and of what was withheld no more
//! than that, so it may be handed to anyone.

mod edition;
mod faults;
mod frozen;
mod read;
mod rows;

pub use edition::{Edition, Editions, FOLDER, LIST, figures_path, name, rows_path};
pub use frozen::{FIGURE_COLUMNS, FrozenFigures, FrozenLine, FrozenValue};
pub use read::digest;
pub(super) use read::read;
pub use rows::{ROW_COLUMNS, first_day};
