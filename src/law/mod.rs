//! Legal arithmetic over decisions: articles, ranges, windows and clocks.
//!
//! In: rows of the enforcement ledger and a day. Out: what the law counts. Nothing here is a verdict: it says that
//! the conditions for a check are met (达到核查条件), and a person with the file at hand decides.

mod citation;
mod closure;
mod decision;
mod windows;
mod wording;

pub use citation::{Article, Citation, Citations, LAST_ARTICLE};
pub use closure::{ClosureCheck, closure_checks};
pub use windows::{Repeated, Window, repeated, window};

/// Working days within which a penalty is published (安全生产法 78).
pub const PUBLISH_WITHIN: u32 = 7;
/// Days within which a changed or revoked one is taken back and explained (行政处罚法 48).
pub const WITHDRAW_WITHIN: u64 = 3;
/// Months a penalty stays public: at least, and where nothing else is said.
pub const PUBLIC_MONTHS: (u32, u32) = (12, 36);
