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

pub use citation::{
    Article, ArticleCited, Citation, Citations, Citing, LAST_ARTICLE, LIABILITY, articles_cited,
};
pub use closure::{ClosureCheck, closure_checks};
pub use decision::{guessed_by, publish_by, withdraw_by, year_missing};
pub use windows::{Repeated, Window, repeated, window};
pub use wording::{plain, put_plain};

/// Months a penalty stays public: at least, and where nothing else is said.
pub const PUBLIC_MONTHS: (u32, u32) = (12, 36);
