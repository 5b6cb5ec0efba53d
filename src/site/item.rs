//! Every kind of file a site has.
//!
//! In: nothing. Out: [`Item`], which the plan gives an address and `render` draws.

use std::sync::Arc;

use super::{ChartOf, List};
use crate::dataset::{PeriodAt, RegionAt};
use crate::published::Public;
use crate::published::ledger::{CriterionAt, EnterpriseAt, FacilityAt, HazardAt};

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// `/`
    Home,
    /// `/periods/`
    Periods,
    /// `/periods/2023-06/`
    Period(PeriodAt),
    /// `/regions/`
    Regions,
    /// `/regions/141027/`
    Region(RegionAt),
    /// `/regions/141027/2023-06/`: region and period.
    RegionMonth(RegionAt, PeriodAt),
    /// `/elder/…`: a page again for older readers.
    Elder(Elder),
    /// `/timeliness/`
    Timeliness,
    /// `/corrections/`: what was said before, and what is said now.
    Corrections,
    /// `/editions/`: the months that are frozen.
    Editions,
    /// `/editions/2023-06/`: a month as it was first published, and what is said otherwise now.
    Edition(PeriodAt),
    /// `/editions/2023-06/figures.csv`: the table of an edition, by its place; the bytes that were frozen.
    EditionCsv(usize),
    /// `/ranking/`: how scores are made, and the periods.
    Rankings,
    /// `/ranking/2023-06/`
    Ranking(PeriodAt),
    /// `/reconciliation/`: the rules, and the periods.
    Reconciliations,
    /// `/reconciliation/2023-06/`
    Reconciliation(PeriodAt),
    /// `/hazards/` and `/hazards/page-2/`: the public list (明细), a page of it.
    Hazards(usize),
    /// `/hazards/H141027-001/`: a major hazard, by index.
    Hazard(HazardAt),
    /// `/facilities/`, a page of it.
    Facilities(usize),
    /// `/facilities/F141027-01/`
    Facility(FacilityAt),
    /// `/enterprises/`, a page of it.
    Enterprises(usize),
    /// `/enterprises/E141027-01/`
    Enterprise(EnterpriseAt),
    /// `/criteria/`
    Criteria,
    /// `/criteria/D20/`
    Criterion(CriterionAt),
    /// `/enforcement/`, a page of it.
    Enforcement(usize),
    /// `/inspections/`, a page of it.
    Inspections(usize),
    /// `/notices/`, a page of it.
    Notices(usize),
    /// `/data/`
    Data,
    /// `/about/`
    About,
    /// `/cases/`
    Cases,
    /// `/cases/<slug>/`: a case of the dataset, by index.
    Case(usize),
    /// `/feeds/cases.xml`
    CasesFeed,
    /// A page written by hand, by index.
    Text(usize),
    /// `/search/`: the search, and lists to browse.
    Search,
    /// `/search/words/0.txt`: in which blocks a word stands.
    SearchWords(usize),
    /// `/search/entries/0.txt`: a block of what can be found.
    SearchEntries(usize),
    /// `/404.html`
    NotFound,
    /// `/charts/index-1.svg`, `/charts/period-2023-11-1.svg`: a chart of a page, to use elsewhere.
    ChartSvg(ChartOf),
    /// `/charts/index-1.csv`: its data.
    ChartCsv(ChartOf),
    /// `/data/figures.csv`: the whole cube.
    FiguresCsv,
    /// `/data/measures.csv`
    MeasuresCsv,
    /// `/data/regions.csv`
    RegionsCsv,
    /// `/data/periods.csv`
    PeriodsCsv,
    /// `/data/timeliness.csv`
    TimelinessCsv,
    /// `/data/coverage.csv`: sums behind which not everybody stands.
    CoverageCsv,
    /// `/data/ranking.csv`: every score with its parts.
    RankingCsv,
    /// `/data/hazards.csv` and its like: what the lists of the site show.
    ListCsv(List),
    /// `/data/datapackage.json`: what the tables are.
    DataPackage,
    /// `/feeds/periods.xml`: the periods, for feed readers.
    PeriodsFeed,
    /// `/feeds/corrections.xml`: the corrections, for feed readers.
    CorrectionsFeed,
    /// `/_headers`: what a server should send along, in the form static hosts read.
    Headers,
    /// `/sitemap.xml`: every page; where they are too many for one file, an index of such files.
    Sitemap,
    /// `/sitemap-1.xml`: some of the pages.
    SitemapPart(usize),
    /// `/robots.txt`
    Robots,
    /// A file of the theme.
    Static(Arc<str>),
}

/// A page that there is again for older readers, with the same facts. The months of reporters are not
/// among them: their number is what a site's size is made of, and the page of the reporter leads to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elder {
    /// `/elder/`
    Home,
    /// `/elder/periods/`
    Periods,
    /// `/elder/periods/2023-06/`
    Period(PeriodAt),
    /// `/elder/regions/`
    Regions,
    /// `/elder/regions/141027/`
    Region(RegionAt),
}

impl Elder {
    /// The page it is a version of.
    #[must_use]
    pub fn twin(self) -> Item {
        match self {
            Self::Home => Item::Home,
            Self::Periods => Item::Periods,
            Self::Period(period) => Item::Period(period),
            Self::Regions => Item::Regions,
            Self::Region(region) => Item::Region(region),
        }
    }
}

impl Item {
    /// The tables of figures offered for download, in the order they are listed.
    pub const DOWNLOADS: [Self; 8] = [
        Self::FiguresCsv,
        Self::CoverageCsv,
        Self::MeasuresCsv,
        Self::RegionsCsv,
        Self::PeriodsCsv,
        Self::TimelinessCsv,
        Self::RankingCsv,
        Self::DataPackage,
    ];

    /// The file a reader of a finding looks into: what it was written in, else what declares the campaign.
    #[must_use]
    pub fn file<'d>(&'d self, dataset: &'d Public) -> &'d Arc<str> {
        if let Self::Text(page) = self {
            return &dataset.pages()[*page].file.path;
        }
        if let Self::ChartSvg(of) | Self::ChartCsv(of) = self
            && let ChartOf::Page(page, _) = of
        {
            return &dataset.pages()[*page].file.path;
        }
        if let Self::Case(case) = self {
            return dataset.path_of_case(*case);
        }
        if let Self::Static(path) = self {
            return path;
        }
        &dataset.campaign().path
    }
}
