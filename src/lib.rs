//! Gongshi (公示): from figures kept as files in git to a checked, reconciled, public site.
//!
//! Bytes go in at one end and come out at the other, and never back. Each stage is a folder:
//!
//! 1. [`source`] reads a work tree, memory or a git revision into bytes;
//! 2. [`parse`] makes values that know their place of them;
//! 3. [`dataset`] makes a typed campaign of the values: regions, forms, reports;
//! 4. [`law`] reckons what the law counts of decisions, [`privacy`] tells what is somebody's;
//! 5. [`figures`] counts: one cube of measure × region × period × span, each figure with its origin;
//! 6. [`check`] compares: rules, totals, deadlines;
//! 7. [`published`] is the wall: what is true becomes what may be published;
//! 8. [`site`] plans every page and its address;
//! 9. [`render`] draws the pages;
//! 10. [`release`] is the way through all of them, the one function that commands, tests and benchmarks call;
//! 11. [`output`] writes what changed;
//! 12. [`serve`] shows it to a browser on this machine instead.
//!
//! [`diagnostic`] stands beside them all: what is wrong, where, and what to do; so does [`escape`]. [`sample`] invents a
//! campaign to try it all on. [`cli`] holds one file a command.

pub mod check;
pub mod cli;
pub mod compare;
pub mod dataset;
pub mod diagnostic;
pub mod escape;
pub mod figures;
pub mod law;
pub mod limits;
pub mod output;
pub mod parse;
pub mod privacy;
pub mod published;
pub mod release;
pub mod render;
pub mod sample;
pub mod serve;
pub mod site;
pub mod source;
