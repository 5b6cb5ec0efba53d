//! Files to the disk: compare, stage, swap in, prune, and say what was written.
//!
//! In: bytes by path. Out: a directory that is either the old site or the new one, file by file
//! never half of one. Nothing is swapped in before all files are drawn, so a failed build leaves the
//! old site whole; what a killed one leaves behind the next one compares and repairs.

mod manifest;
mod staging;

pub use manifest::{Entry, Manifest};
pub use staging::{Staging, Written};
