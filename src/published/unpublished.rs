//! What a text names and is not published: a figure that is merged into another, and what is for checking alone.

use crate::dataset::{Dataset, Span};
use crate::diagnostic::Say;
use crate::figures::{Figures, Key, Shown};
use crate::say;

/// What to say of a figure that has no place on the site, and what to name instead; `None` where it has one.
pub(super) fn unpublished(at: Key, dataset: &Dataset, figures: &Figures) -> Option<(Say, Say)> {
    let id = &figures.measures()[at.measure].id;
    let region = &dataset.regions.all()[at.region];
    match figures.shown(at) {
        Shown::Open | Shown::Rounded | Shown::Withheld => None,
        Shown::Merged(into) => {
            let (into, period) = (&figures.measures()[into].id, &dataset.campaign.periods[at.period].id);
            let (total, code) = (if at.span == Span::ToDate { ".total" } else { "" }, &region.code);
            Some((
                say!(
                    "{}的 `{id}` 不单独公布，已并入 `{into}`",
                    "`{id}` of {} is not published by itself: it is merged into `{into}`",
                    region.name
                ),
                say!("改用 `{into}{total}@{period}/{code}`", "name `{into}{total}@{period}/{code}` instead"),
            ))
        }
        Shown::Internal => Some((
            say!("`{id}` 只供内部核对，不公布", "`{id}` is for checking alone and not published"),
            say!(
                "按来源的数只公布报表里的，改用那一格",
                "by source only the forms' figures are published: name that cell"
            ),
        )),
    }
}
