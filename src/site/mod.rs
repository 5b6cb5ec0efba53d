//! What pages exist, at which addresses, and what the hand-written ones say.
//!
//! In: a dataset, its figures and a theme's static files. Out: a [`Plan`]: every file of the site by its address,
//! before the first is drawn, so that a collision or a dead link is known in time.

mod address;
mod addresses;
mod charts;
mod item;
mod lists;
mod pages;
mod search;
mod sitemap;

use std::mem::discriminant;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::published::ledger::{Book, CriterionAt, pages as pages_of};
use crate::published::{Public, Published};
use crate::say;

use addresses::{Addressed, Addresses};

pub use address::{address, file_of, listed, resolve, root_from};

pub use charts::{ChartOf, headline};
pub use item::{Elder, Item};
pub use lists::List;
pub use pages::{Dated, PageKind, SECTIONS, Section, is_listed, text_of};
pub use search::{Search, SearchEntry, period_names};

/// Every file of the site.
#[derive(Debug)]
pub struct Plan {
    items: Vec<Addressed>,
    addresses: Addresses,
    /// Which items each file of the site map lists.
    sitemaps: Vec<Range<usize>>,
    /// What the search finds.
    pub search: Search,
}

impl Plan {
    /// Plans the site; what collides or cannot be shown is a finding.
    #[must_use]
    pub fn make(dataset: &Public, figures: &Published, statics: &[Arc<str>], findings: &Findings) -> Self {
        let mut plan = Self {
            items: Vec::new(),
            addresses: Addresses::default(),
            sitemaps: Vec::new(),
            search: Search::default(),
        };
        let mut all = items(dataset, figures, statics);
        if !dataset.cases().is_empty() {
            all.extend([Item::Cases, Item::CasesFeed]);
        }
        let cases = dataset.cases().iter().enumerate();
        all.extend(cases.filter(|(_, case)| case.is_some()).map(|(index, _)| Item::Case(index)));
        let charts = charts(dataset, figures).into_iter();
        all.extend(charts.flat_map(|of| [Item::ChartSvg(of), Item::ChartCsv(of)]));
        // Room for the search's files, too: a nation's items take their time to move.
        plan.items.reserve(all.len() + all.len() / 16 + 64);
        plan.items.par_extend(addressed(dataset, all));
        let mut addresses = Addresses::default();
        let (taken, search) =
            rayon::join(|| addresses.take(&plan.items, 0), || Search::of(dataset, figures, &plan));
        (plan.addresses, plan.search) = (addresses, search);
        plan.tell(dataset, &taken, findings);
        let words = (0..plan.search.shards).map(Item::SearchWords);
        let blocks = (0..plan.search.blocks.len()).map(Item::SearchEntries);
        plan.extend(dataset, words.chain(blocks).collect(), findings);
        plan.sitemaps = sitemap::divide(&plan.items, &dataset.settings().base_url, sitemap::LIMITS);
        if plan.sitemaps.len() > 1 {
            let parts = 0..plan.sitemaps.len();
            plan.extend(dataset, parts.map(Item::SitemapPart).collect(), findings);
        }
        plan
    }

    fn extend(&mut self, dataset: &Public, items: Vec<Item>, findings: &Findings) {
        let from = self.items.len();
        self.items.par_extend(addressed(dataset, items));
        let taken = self.addresses.take(&self.items, from);
        self.tell(dataset, &taken, findings);
    }

    /// Tells whose address was taken.
    fn tell(&self, dataset: &Public, taken: &[[usize; 2]], findings: &Findings) {
        let path = |place: usize| self.items[place].1.file(dataset);
        for &[place, first] in taken {
            let at = &self.items[place].0;
            findings.push(
                Finding::new(
                    Code::AddressTaken,
                    Place::file(path(place)),
                    say!("地址 `{at}` 已有别的页面", "the address `{at}` is taken by another page"),
                )
                .related(Place::file(path(first)), say!("另一个在这里", "the other one"))
                .help(say!("换一个文件名", "rename the file")),
            );
        }
    }

    /// Every file with its address, in the order they were planned.
    #[must_use]
    pub fn items(&self) -> &[(String, Item)] {
        &self.items
    }

    /// Whether an item is the first of its kind: pages of a kind are one drawing, and the first stands for all.
    #[must_use]
    pub fn is_first(&self, item: &Item) -> bool {
        self.addresses.first(discriminant(item)).is_some_and(|first| self.items[first].1 == *item)
    }

    /// What stands at an address.
    #[must_use]
    pub fn get(&self, address: &str) -> Option<&Item> {
        let place = self.addresses.find(&self.items, address.strip_prefix('/')?)?;
        Some(&self.items[place].1)
    }

    /// The files of the site map, each with the items it lists; a single one is `/sitemap.xml` itself.
    #[must_use]
    pub fn sitemaps(&self) -> impl ExactSizeIterator<Item = &[(String, Item)]> {
        self.sitemaps.iter().map(|part| &self.items[part.clone()])
    }

    /// Whether something stands at an address.
    #[must_use]
    pub fn has(&self, address: &str) -> bool {
        address.strip_prefix('/').is_some_and(|path| self.has_below(path))
    }

    /// Whether something stands at a path below the site's root.
    #[must_use]
    pub fn has_below(&self, path: &str) -> bool {
        self.addresses.find(&self.items, path).is_some()
    }
}

/// Every chart: those of figures, and those the texts ask for.
fn charts(dataset: &Public, figures: &Published) -> Vec<ChartOf> {
    let mut charts = charts::of_figures(dataset, figures);
    for (page, text) in dataset.texts().iter().enumerate() {
        charts.extend((0..text.charts().count()).map(|number| ChartOf::Page(page, number)));
    }
    for (case, shown) in dataset.cases().iter().enumerate() {
        let shown = shown.as_ref().and_then(|case| case.shown.as_ref());
        let number = shown.map_or(0, |shown| shown.text.charts().count());
        charts.extend((0..number).map(|number| ChartOf::Case(case, number)));
    }
    charts
}

/// Items with their addresses.
fn addressed(dataset: &Public, items: Vec<Item>) -> impl IndexedParallelIterator<Item = Addressed> {
    items.into_par_iter().map(|item| (address(dataset, &item), item))
}

/// The pages of hand-written text that stand at an address of their own; the home page and the
/// page about the site weave theirs into what the program shows.
pub const WOVEN: [&str; 2] = ["index", "about"];

fn items(dataset: &Public, figures: &Published, statics: &[Arc<str>]) -> Vec<Item> {
    let periods = || figures.periods();
    let regions = || dataset.regions().each().map(|(at, _)| at);
    let mut items = vec![Item::Home, Item::Periods];
    items.extend(periods().map(Item::Period));
    items.push(Item::Regions);
    items.extend(regions().map(Item::Region));
    for &region in dataset.regions().reporters() {
        let months = periods().filter(|period| dataset.is_there(region, *period));
        items.extend(months.map(|period| Item::RegionMonth(region, period)));
    }
    let elder = [Elder::Home, Elder::Periods, Elder::Regions].into_iter();
    let elder = elder.chain(periods().map(Elder::Period));
    let elder = elder.chain(regions().map(Elder::Region));
    items.extend(elder.map(Item::Elder));
    items.extend([Item::Timeliness, Item::Corrections, Item::Data, Item::About, Item::Search]);
    add_editions(&mut items, dataset);
    add_ledgers(&mut items, dataset);
    if dataset.scoring().is_some() {
        items.push(Item::Rankings);
        items.extend(periods().map(Item::Ranking));
    }
    if !dataset.rules().is_empty() {
        items.push(Item::Reconciliations);
        items.extend(periods().map(Item::Reconciliation));
    }
    let own = |page: &usize| !WOVEN.contains(&dataset.pages()[*page].slug.as_str());
    items.extend((0..dataset.pages().len()).filter(own).map(Item::Text));
    items.push(Item::NotFound);
    items.extend(Item::DOWNLOADS);
    items.extend(List::ALL.into_iter().filter(|list| list.is_kept(dataset)).map(Item::ListCsv));
    items.extend([Item::PeriodsFeed, Item::CorrectionsFeed, Item::Headers, Item::Sitemap, Item::Robots]);
    items.extend(statics.iter().cloned().map(Item::Static));
    items
}

/// The months that are frozen; a month that was closed again has one page and two tables.
fn add_editions(items: &mut Vec<Item>, dataset: &Public) {
    let editions = dataset.editions();
    if editions.is_empty() {
        return;
    }
    items.push(Item::Editions);
    items.extend(
        editions.iter().filter(|edition| edition.no == 1).map(|edition| Item::Edition(edition.period)),
    );
    items.extend((0..editions.len()).map(Item::EditionCsv));
}

/// The pages of the ledgers that are kept: of a nation, nearly all there are.
fn add_ledgers(items: &mut Vec<Item>, dataset: &Public) {
    let public = dataset.ledger();
    let rows = public.hazards.len() + public.facilities.len() + public.enterprises.len();
    items.reserve(rows + rows / 8);
    let lists = |rows: usize| 0..pages_of(rows);
    if dataset.keeps(Book::Hazards) {
        items.extend(lists(public.hazards.len()).map(Item::Hazards));
        items.extend(public.hazards.iter().chain(&public.dismissed).map(|index| Item::Hazard(*index)));
        if !dataset.criteria().is_empty() {
            items.push(Item::Criteria);
            items.extend(CriterionAt::each(dataset.criteria()).map(|(at, _)| Item::Criterion(at)));
        }
    }
    if dataset.keeps(Book::Facilities) {
        items.extend(lists(public.facilities.len()).map(Item::Facilities));
        items.extend(public.facilities.iter().copied().map(Item::Facility));
    }
    if dataset.keeps(Book::Enterprises) {
        items.extend(lists(public.enterprises.len()).map(Item::Enterprises));
        items.extend(public.enterprises.iter().copied().map(Item::Enterprise));
    }
    if dataset.keeps(Book::Enforcement) {
        items.extend(lists(public.decisions.len()).map(Item::Enforcement));
    }
    if dataset.keeps(Book::Inspections) {
        items.extend(lists(public.inspections.len()).map(Item::Inspections));
    }
    if dataset.keeps(Book::Notices) {
        items.extend(lists(public.notices.len()).map(Item::Notices));
    }
}
