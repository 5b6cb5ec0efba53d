//! A campaign that has been counted and checked: the true side, before the wall.

use chrono::NaiveDate;

use super::{Options, Stages};
use crate::check;
use crate::dataset::Dataset;
use crate::diagnostic::Findings;
use crate::figures::Figures;

/// A campaign and its true figures on a day.
#[derive(Debug)]
pub struct Prepared {
    /// What the files say, with all that is confidential.
    pub dataset: Dataset,
    /// The true figures, which `check` is for and no page sees.
    pub figures: Figures,
    /// The day the site is built for: overdue, expired and closed are as on it.
    pub as_of: NaiveDate,
}

impl Prepared {
    /// Counts and checks; `None` where there is too much to count.
    #[must_use]
    pub fn of(
        mut dataset: Dataset,
        options: &Options,
        findings: &Findings,
        stages: &mut Stages,
    ) -> Option<Self> {
        if let Some(url) = &options.base_url {
            dataset.settings.base_url = format!("{}/", url.trim_end_matches('/'));
        }
        let as_of = options.day(&dataset);
        let figures = Figures::count(&dataset, as_of, findings)?;
        stages("figures");
        check::check(&dataset, &figures, as_of, findings);
        stages("check");
        Some(Self { dataset, figures, as_of })
    }
}
