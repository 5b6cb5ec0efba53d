//! From bytes to values that know their place.
//!
//! In: [`Blob`](crate::source::Blob)s. Out: text, TOML fields, CSV sheets and front matter, every
//! value with its span; all errors of a file, not the first. It knows nothing of what the values
//! mean: that is the business of `dataset`.

pub mod csv;
mod csv_rows;
pub mod front_matter;
pub mod hidden;
pub mod metadata;
pub mod normal;
pub mod numeral;
pub mod scalar;
pub mod shown;
pub mod text;
pub mod toml;
pub mod web;

pub use text::File;
