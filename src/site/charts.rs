//! Which charts a site has: each stands on a page, and as a drawing and as data in files of its own.
//!
//! In: a dataset and its figures. Out: every [`ChartOf`] the program itself shows; those people ask for in their texts
//! the plan adds. A page shows such a chart exactly where the plan has its files.

use crate::dataset::{PeriodAt, RegionAt};
use crate::figures::MeasureAt;
use crate::limits;
use crate::published::Public;
use crate::published::Published;

/// Where a chart stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartOf {
    /// On a page written by hand: the page and the number of the chart there, from 0.
    Page(usize, usize),
    /// In a case: the case and the number of the chart there, from 0.
    Case(usize, usize),
    /// On the page of a period.
    Period(PeriodAt),
    /// On the page of a region.
    Region(RegionAt),
}

/// Measures that overviews show, of counties and the city side by side: what is merged of the former as one.
#[must_use]
pub fn headline(dataset: &Public, figures: &Published) -> Vec<MeasureAt> {
    let forms = dataset.forms().iter();
    let ids = forms.flat_map(|form| form.headline.iter().map(move |id| format!("{}.{id}", form.id)));
    figures.of_reporters(ids.filter_map(|id| figures.measure(&id)))
}

/// The charts of periods, where the reporters fit on a page, and of regions, where there is more than one period.
#[must_use]
pub(super) fn of_figures(dataset: &Public, figures: &Published) -> Vec<ChartOf> {
    if headline(dataset, figures).is_empty() {
        return Vec::new();
    }
    let fits = dataset.regions().reporters().len() <= limits::REPORTERS_PER_PAGE;
    let periods = figures.periods().filter(|_| fits).map(ChartOf::Period);
    let is_line =
        |at: &RegionAt| figures.periods().filter(|period| dataset.is_there(*at, *period)).nth(1).is_some();
    let regions = dataset.regions().each().map(|(at, _)| at).filter(is_line);
    periods.chain(regions.map(ChartOf::Region)).collect()
}
