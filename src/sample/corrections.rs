//! Comes in: reports as they were written. Goes out: `data/corrections.toml`, with changes that could have led to them.
//!
//! Only cells that no ledger and no rule knows are corrected, so that nothing else has to follow.

use std::fmt::Write as _;

use chrono::Days;

use super::editions::CellBefore;
use super::plan::SamplePlan;

/// The file without any correction: how one is written.
const HEAD: &str = "\
# Every change to a figure already published stands here, and nothing is taken out again:
#
# [[corrections]]
# what = \"dispatch.self_found@2023-06/141027\"
# old = 12                     # or \"missing\", \"n/a\"
# new = 13
# kind = \"revision\"            # or \"error\"
# reason = \"县级复核后补报\"
# date = 2023-07-20
# approved_by = \"市应急管理局分管副局长\"   # a post, never a name
";

/// Reporter, month, cell, and whether it had been too high (an error) or too low (a revision).
const CHANGED: [(usize, usize, &str, bool); 2] = [(2, 1, "talks", true), (4, 2, "visits_county", false)];

/// The corrections, as reports come in.
pub(super) struct Corrections {
    text: String,
    /// The cells as they first stood.
    pub(super) changed: Vec<CellBefore>,
}

impl Corrections {
    /// None yet.
    pub(super) fn none() -> Self {
        Self { text: HEAD.to_owned(), changed: Vec::new() }
    }

    /// Looks at a report that has been written; a later month must have been, for something to be corrected.
    pub(super) fn note(&mut self, plan: &SamplePlan, reporter: usize, month: usize, report: &str) {
        if plan.months <= month + 1 {
            return;
        }
        let changed = CHANGED.iter().filter(|(of, at, ..)| (*of, *at) == (reporter, month));
        for (_, _, cell, too_high) in changed {
            let line = report.lines().find_map(|line| line.strip_prefix(cell)?.strip_prefix(" = "));
            let Some(new) = line.and_then(|value| value.parse::<u64>().ok()) else { continue };
            let (old, kind, reason) = match (too_high, new.checked_sub(1)) {
                (false, Some(less)) => (less, "revision", "县级复核后补报一次"),
                _ => (new + 1, "error", "同一次活动由两个单位重复填报"),
            };
            let period = &plan.calendar.periods[month];
            let date = period.to + Days::new(18);
            let code = &plan.reporters[reporter].code;
            self.changed.push(CellBefore {
                path: format!("data/reports/{}/{code}.toml", period.id),
                lines: [format!("\n{cell} = {new}\n"), format!("\n{cell} = {old}\n")],
                on: date,
            });
            let _ = write!(
                self.text,
                "\n[[corrections]]\nwhat = \"dispatch.{cell}@{}/{code}\"\nold = {old}\nnew = {new}\nkind = \"{kind}\"\n\
                 reason = \"{reason}\"\ndate = {date}\napproved_by = \"市应急管理局分管副局长\"\n",
                period.id
            );
        }
    }

    /// `data/corrections.toml`, as far as it is noted.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
