//! Gongshi (公示): from figures kept as files in git to a checked, reconciled, public site.
//!
//! Bytes go in at one end and come out at the other, and never back. Each stage is a folder:
//!
//! 1. [`source`] reads a work tree, memory or a git revision into bytes;
//! 2. [`parse`] makes values that know their place of them;
//! 3. [`dataset`] makes a typed campaign of the values: regions, forms, reports;
//! 4. [`figures`] counts: one cube of measure × region × period × span, each figure with its origin;
//! 5. [`check`] compares: rules, totals, deadlines;
//! 6. [`site`] plans every page and its address;
//! 7. [`render`] draws the pages;
//! 8. [`output`] writes what changed;
//! 9. [`serve`] shows it to a browser on this machine instead.
//!
//! [`diagnostic`] stands beside them all: what is wrong, where, and what to do; so does [`escape`]. [`sample`] invents a
//! campaign to try it all on. [`cli`] holds one file a command.

pub mod check;
pub mod cli;
pub mod dataset;
pub mod diagnostic;
pub mod escape;
pub mod figures;
pub mod limits;
pub mod output;
pub mod parse;
pub mod render;
pub mod sample;
pub mod serve;
pub mod site;
pub mod source;
