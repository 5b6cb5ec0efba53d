//! What pages exist, at which addresses, and what the hand-written ones say.
//!
//! In: a dataset, its figures and a theme's static files. Out: a [`Plan`]: every file of the site by its address,
//! before the first is drawn, so that a collision or a dead link is known in time.

mod address;
mod blocks;
mod sitemap;
mod text;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::dataset::Dataset;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::figures::Figures;
use crate::say;

pub use address::{address, file_of, resolve, root_from};
pub use blocks::{Block, BlockKind, ChartKind};
pub use text::{Part, Text};

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// `/`
    Home,
    /// `/periods/`
    Periods,
    /// `/periods/2023-06/`
    Period(usize),
    /// `/regions/`
    Regions,
    /// `/regions/141027/`
    Region(usize),
    /// `/regions/141027/2023-06/`: region and period.
    RegionMonth(usize, usize),
    /// `/timeliness/`
    Timeliness,
    /// `/corrections/`: what was said before, and what is said now.
    Corrections,
    /// `/data/`
    Data,
    /// `/about/`
    About,
    /// A page written by hand, by index.
    Text(usize),
    /// `/404.html`
    NotFound,
    /// `/charts/index-1.svg`: a chart of a page written by hand, to use elsewhere: page and number.
    ChartSvg(usize, usize),
    /// `/charts/index-1.csv`: its data.
    ChartCsv(usize, usize),
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

impl Item {
    /// The tables offered for download, in the order they are listed.
    pub const DOWNLOADS: [Self; 7] = [
        Self::FiguresCsv,
        Self::CoverageCsv,
        Self::MeasuresCsv,
        Self::RegionsCsv,
        Self::PeriodsCsv,
        Self::TimelinessCsv,
        Self::DataPackage,
    ];

    /// Whether it is an HTML page that readers and search engines should find.
    #[must_use]
    pub fn is_page(&self) -> bool {
        !matches!(
            self,
            Self::NotFound
                | Self::PeriodsFeed
                | Self::CorrectionsFeed
                | Self::ChartSvg(..)
                | Self::ChartCsv(..)
                | Self::Headers
                | Self::Sitemap
                | Self::SitemapPart(_)
                | Self::Robots
                | Self::Static(_)
        ) && !Self::DOWNLOADS.contains(self)
    }
}

/// Every file of the site.
#[derive(Debug)]
pub struct Plan {
    items: Vec<(String, Item)>,
    by_address: HashMap<String, usize>,
    /// Which items each file of the site map lists.
    sitemaps: Vec<Range<usize>>,
    /// The hand-written pages, in the order of the dataset's.
    pub texts: Vec<Text>,
}

impl Plan {
    /// Plans the site; what collides or cannot be shown is a finding.
    #[must_use]
    pub fn make(dataset: &Dataset, figures: &Figures, statics: &[Arc<str>], findings: &Findings) -> Self {
        let texts = dataset.pages.iter().map(|page| Text::read(page, dataset, figures, findings)).collect();
        let mut plan = Self { items: Vec::new(), by_address: HashMap::new(), sitemaps: Vec::new(), texts };
        for item in items(dataset, figures, statics) {
            plan.add(dataset, item, findings);
        }
        for page in 0..plan.texts.len() {
            for number in 0..plan.texts[page].charts().count() {
                plan.add(dataset, Item::ChartSvg(page, number), findings);
                plan.add(dataset, Item::ChartCsv(page, number), findings);
            }
        }
        plan.sitemaps = sitemap::divide(&plan.items, &dataset.settings.base_url, sitemap::LIMITS);
        if plan.sitemaps.len() > 1 {
            for part in 0..plan.sitemaps.len() {
                plan.add(dataset, Item::SitemapPart(part), findings);
            }
        }
        plan
    }

    fn add(&mut self, dataset: &Dataset, item: Item, findings: &Findings) {
        let at = address(dataset, &item);
        if let Some(&first) = self.by_address.get(&at) {
            let path = |item: &Item| match item {
                Item::Text(page) => Arc::clone(&dataset.pages[*page].file.path),
                Item::Static(path) => Arc::clone(path),
                _ => Arc::clone(&dataset.campaign.path),
            };
            findings.push(
                Finding::new(
                    Code::AddressTaken,
                    Place::file(&path(&item)),
                    say!("地址 `{at}` 已有别的页面", "the address `{at}` is taken by another page"),
                )
                .related(Place::file(&path(&self.items[first].1)), say!("另一个在这里", "the other one"))
                .help(say!("换一个文件名", "rename the file")),
            );
            return;
        }
        self.by_address.insert(at.clone(), self.items.len());
        self.items.push((at, item));
    }

    /// Every file with its address, in the order they were planned.
    #[must_use]
    pub fn items(&self) -> &[(String, Item)] {
        &self.items
    }

    /// The files of the site map, each with the items it lists; a single one is `/sitemap.xml` itself.
    #[must_use]
    pub fn sitemaps(&self) -> impl ExactSizeIterator<Item = &[(String, Item)]> {
        self.sitemaps.iter().map(|part| &self.items[part.clone()])
    }

    /// Whether something stands at an address.
    #[must_use]
    pub fn has(&self, address: &str) -> bool {
        self.by_address.contains_key(address)
    }
}

/// The pages of hand-written text that stand at an address of their own; the home page and the
/// page about the site weave theirs into what the program shows.
pub const WOVEN: [&str; 2] = ["index", "about"];

fn items(dataset: &Dataset, figures: &Figures, statics: &[Arc<str>]) -> Vec<Item> {
    let periods = figures.periods();
    let mut items = vec![Item::Home, Item::Periods];
    items.extend((0..periods).map(Item::Period));
    items.push(Item::Regions);
    items.extend((0..dataset.regions.all().len()).map(Item::Region));
    for &region in dataset.regions.reporters() {
        items.extend((0..periods).map(|period| Item::RegionMonth(region, period)));
    }
    items.extend([Item::Timeliness, Item::Corrections, Item::Data, Item::About]);
    let own = |page: &usize| !WOVEN.contains(&dataset.pages[*page].slug.as_str());
    items.extend((0..dataset.pages.len()).filter(own).map(Item::Text));
    items.push(Item::NotFound);
    items.extend(Item::DOWNLOADS);
    items.extend([Item::PeriodsFeed, Item::CorrectionsFeed, Item::Headers, Item::Sitemap, Item::Robots]);
    items.extend(statics.iter().cloned().map(Item::Static));
    items
}
