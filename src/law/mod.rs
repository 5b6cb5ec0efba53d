//! Legal arithmetic over decisions: articles, ranges, windows and clocks.
//!
//! In: rows of the enforcement ledger and a day. Out: what the law counts. Nothing here is a verdict: it says that
//! the conditions for a check are met (达到核查条件), and a person with the file at hand decides.

mod citation;
mod closure;
mod decision;
mod names;
mod windows;
mod wording;

pub use crate::dataset::laws::{Article, LawAt, LawText, Laws};
pub use citation::{ArticleCited, Citation, Citations, Citing, articles_cited, written};
pub use closure::{ClosureCheck, closure_checks};
pub use decision::{Deadline, hearing_ends, inspected_by, publish_by, results_by, withdraw_by};
pub use windows::{Repeated, Window, repeated, window};
pub use wording::{plain, put_plain};
