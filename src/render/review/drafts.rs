//! The corrections that a change still needs: what differs from an edition and nothing explains, ready to be pasted.
//!
//! Figures alone are known here; why, and who decided it, is for who pastes them, and a check tells of what was left as it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::dataset::{FrozenValue, NAMED_COLUMNS, Span};
use crate::figures::format_decimal;
use crate::published::editions::{Departure, DepartureCause};
use crate::published::{Public, Published};

/// The entries, one for each reporter; empty where nothing is wanting.
#[must_use]
pub fn drafts(public: &Public, published: &Published) -> String {
    let is_wanting = |one: &&Departure| {
        one.is_lowest
            && one.at.is_some()
            && one.was != FrozenValue::Withheld
            && one.why == DepartureCause::Unexplained
    };
    let mut by_region: BTreeMap<&str, Vec<&Departure>> = BTreeMap::new();
    for departure in public.departures().iter().filter(is_wanting) {
        let code = public.regions().all()[departure.region].code.as_str();
        by_region.entry(code).or_default().push(departure);
    }
    let mut out = String::new();
    for (code, departures) in by_region {
        let _ = write!(
            out,
            "[[corrections]]\nkind = \"error\"                 # revision | error\nreason = \"待补\"\ndate = {}\napproved_by = \"待补\"\nchanges = [\n",
            public.as_of()
        );
        for one in departures {
            let Some(at) = one.at else { continue };
            let measure = &published.measures()[at.measure].id;
            let period = &public.campaign().periods[at.period].id;
            let span = if at.span == Span::ToDate { ".total" } else { "" };
            let (old, new) = (said(one.was), said(one.now));
            let _ = writeln!(
                out,
                "  {{ what = \"{measure}{span}@{period}/{code}\", old = {old}, new = {new} }},"
            );
        }
        out.push_str("]\n\n");
    }
    out
}

fn said(value: FrozenValue) -> String {
    match value {
        FrozenValue::Number(number) => format_decimal(number, ""),
        FrozenValue::NotApplicable => "\"n/a\"".to_owned(),
        FrozenValue::Missing | FrozenValue::Withheld | FrozenValue::Blank => "\"missing\"".to_owned(),
    }
}

/// The lines that the list of those who may be named still lacks, its header where there is no list; `approved_by` is for who looks
/// at them.
#[must_use]
pub fn names_wanting(public: &Public) -> String {
    let header = if public.keeps_named_list() { String::new() } else { NAMED_COLUMNS.join(",") + "\n" };
    let lines = public.not_listed().into_iter().map(|(id, day)| format!("{id},{day},\n"));
    lines.fold(header, |out, line| out + &line)
}
