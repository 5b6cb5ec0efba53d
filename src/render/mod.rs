//! Pages and figures to files: templates, Markdown, tables for download.
//!
//! In: a [`Plan`] and what it was made of. Out: the bytes of each planned file, one by one and in
//! any order, so that they can be drawn in parallel. Nothing is decided here: what exists stands in
//! the plan, what is true in the figures; a theme says how it looks.

mod blocked;
mod brought;
mod cases;
mod chart_files;
pub mod charts;
mod columns;
mod conventions;
mod corrections;
mod dates;
mod downloads;
mod feeds;
mod figure;
mod filings;
mod finding;
mod forms;
mod ledger;
mod links;
mod lists;
mod month;
mod nav;
mod number;
mod package;
mod pages;
mod period;
mod prose;
mod ranking;
mod reconciliation;
mod region;
mod robots;
mod say;
mod search;
mod shared;
mod sitemap;
mod stencil;
mod strings;
mod tags;
mod theme;

use std::sync::OnceLock;

use chrono::NaiveDate;
use tera::{Context, Tera};

use crate::diagnostic::{Finding, Findings};
use crate::figures::Ranking;
use crate::published::Comparisons;
use crate::published::Forbidden;
use crate::published::Public;
use crate::published::Published;
use crate::site::{Elder, Item, Plan, root_from};

pub use search::Index;
pub use theme::{DEFAULT as BUILT_IN, Theme, own_texts};

/// Draws the planned files.
#[derive(Debug)]
pub struct Renderer<'d> {
    dataset: &'d Public,
    figures: &'d Published,
    plan: &'d Plan,
    theme: &'d Theme,
    as_of: NaiveDate,
    tera: Tera,
    forms: forms::FormStencils,
    month: month::MonthStencil,
    numbers: number::Numbers,
    charts: charts::Words,
    /// Made for the first file of words: a check draws none.
    search: OnceLock<search::Index>,
    ranking: Ranking,
    comparisons: Comparisons<'d>,
    /// How the rules stand in each period; counted when the first page asks, on one thread, since all others may wait.
    verdicts: Vec<OnceLock<reconciliation::Verdicts>>,
    shells: ledger::Shells,
    rows: ledger::Rows,
    months: Vec<say::Month>,
}

/// A page's full address, percent-encoded to stand in the query of another. The holes of a stencil
/// stay as they are: what fills them needs no encoding.
fn encoded(base_url: &str, address: &str) -> String {
    let url = format!("{base_url}{}", address.trim_start_matches('/'));
    crate::escape::percent(&url, |c| !c.is_ascii())
}

/// What stands in a page's `main`.
fn main_of(html: &str) -> &str {
    let start = memchr::memmem::find(html.as_bytes(), b"<main").unwrap_or(0);
    let end = memchr::memmem::rfind(html.as_bytes(), b"</main>").unwrap_or(html.len());
    &html[start..end.max(start)]
}

/// A file's bytes.
pub enum Drawn<'r> {
    /// All of them.
    Whole(Vec<u8>),
    /// One piece after another, for a file too large to hold.
    Pieces(downloads::Pieces<'r>),
}

impl Drawn<'_> {
    /// All of them, however they were drawn.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Pieces(pieces) => pieces.flatten().collect(),
        }
    }
}

impl<'d> Renderer<'d> {
    /// Prepares the templates and everything the pages share; a faulty template is a finding.
    pub fn new(
        dataset: &'d Public,
        figures: &'d Published,
        plan: &'d Plan,
        theme: &'d Theme,
        commit: Option<&str>,
    ) -> Result<Self, Box<Finding>> {
        let as_of = dataset.as_of();
        let mut tera = theme.templates()?;
        let charts = charts::Words::read(|key| theme.strings().get(key).to_owned());
        shared::insert(&mut tera, dataset, figures, &charts.dates, as_of, commit);
        tera.global_context().insert_value("nav", nav::entries(plan));
        let numbers = number::Numbers::draw(&tera, theme)?;
        let forms = forms::FormStencils::draw(&tera, theme, dataset, figures, commit)?;
        let months = say::Month::all(dataset, &charts.dates);
        let month = month::MonthStencil::draw(&tera, theme, dataset)?;
        let shells = ledger::Shells::draw(&tera, theme, dataset)?;
        let rows = ledger::Rows::draw(&tera, theme)?;
        let comparisons = dataset.comparisons(figures);
        let ranking = figures.ranking(dataset);
        let verdicts = (0..figures.periods()).map(|_| OnceLock::new()).collect();
        Ok(Self {
            dataset,
            figures,
            plan,
            theme,
            as_of,
            tera,
            forms,
            month,
            numbers,
            charts,
            search: OnceLock::new(),
            ranking,
            comparisons,
            verdicts,
            shells,
            rows,
            months,
        })
    }

    /// One planned file; dead links in a page are findings.
    pub fn draw(&self, address: &str, item: &Item, findings: &Findings) -> Result<Drawn<'_>, Box<Finding>> {
        let bytes = match item {
            Item::FiguresCsv => return Ok(Drawn::Pieces(downloads::figures(self))),
            Item::CoverageCsv => return Ok(Drawn::Pieces(downloads::coverage(self))),
            Item::ListCsv(list) => return Ok(Drawn::Pieces(lists::draw(self, *list))),
            Item::MeasuresCsv => downloads::measures(self),
            Item::RegionsCsv => downloads::regions(self),
            Item::PeriodsCsv => downloads::periods(self),
            Item::TimelinessCsv => downloads::timeliness(self),
            Item::RankingCsv => downloads::ranking(self),
            Item::DataPackage => package::package(self),
            Item::ChartSvg(of) => charts::standalone(&self.chart_file(*of), &self.charts).into_bytes(),
            Item::ChartCsv(of) => charts::csv(&self.chart_file(*of)),
            Item::SearchWords(at) => self.search_index().words(*at),
            Item::SearchEntries(at) => self.search_entries(*at),
            Item::CasesFeed => feeds::cases(self),
            Item::PeriodsFeed => feeds::periods(self),
            Item::CorrectionsFeed => feeds::corrections(self),
            Item::Headers => robots::headers(),
            Item::Sitemap => sitemap::whole(self),
            Item::SitemapPart(part) => sitemap::part(self, *part),
            Item::Robots => robots::robots(self),
            Item::Static(path) => self.theme.static_file(path).to_vec(),
            page => {
                let html = self.page(address, page)?;
                self.look_over(&html, address, page, findings);
                html.into_bytes()
            }
        };
        Ok(Drawn::Whole(bytes))
    }

    /// Reports what is wrong with a drawn page. Of the pages that are one drawing, some hundred thousand in a
    /// nation, the first is looked at as a whole and of the others what they have of their own.
    fn look_over(&self, html: &str, address: &str, page: &Item, findings: &Findings) {
        let site = links::Site { plan: self.plan, dataset: self.dataset, theme: self.theme };
        let links = |html: &str| links::check(html, address, page, site, findings);
        let first_reporter = self.dataset.regions().reporters().first();
        match page {
            // The months differ by region and period alone; the large pages lead where their twins do.
            Item::RegionMonth(region, _) if first_reporter != Some(region) => {}
            Item::Elder(Elder::Region(region))
                if first_reporter != Some(region) && self.dataset.regions().all()[*region].reports() => {}
            Item::Hazard(_) | Item::Facility(_) | Item::Enterprise(_) if !self.plan.is_first(page) => {
                let own = main_of(html);
                links(own);
                conventions::check_rows(self, own, address, page, findings);
            }
            _ => {
                links(html);
                conventions::check(self, html, address, page, findings);
            }
        }
    }

    /// A string of the theme in the site's language.
    fn word(&self, key: &str) -> String {
        self.theme.strings().get(key).to_owned()
    }

    /// The search's index; made on one thread, since others that draw may wait for it.
    fn search_index(&self) -> &search::Index {
        self.search.get_or_init(|| search::Index::of(&self.plan.search, |key| self.word(key)))
    }

    /// Makes the search's index on all threads, before they draw.
    pub fn make_search_index(&self) {
        let index = search::Index::in_parallel(&self.plan.search, |key| self.word(key));
        // One that stands already is the same.
        let _ = self.search.set(index);
    }

    /// Looks through a drawn file for names that may stand nowhere; to be asked before it is written.
    #[must_use]
    pub fn forbidden(&self) -> &Forbidden {
        self.dataset.forbidden()
    }

    fn page(&self, address: &str, item: &Item) -> Result<String, Box<Finding>> {
        if let Item::RegionMonth(region, period) = *item {
            return Ok(self.region_month(region, period));
        }
        if let Some(page) = self.ledger_page(address, item) {
            return page;
        }
        let root = match item {
            // The server shows it at any depth, so it cannot lead up by counting.
            Item::NotFound => self.base_path(),
            _ => root_from(address),
        };
        let (template, mut context) = pages::context(self, item, &root)?;
        context.insert("root", &root);
        nav::insert_twin(&mut context, self.plan, address);
        context.insert("address", address.trim_start_matches('/'));
        context.insert("page_url", &encoded(&self.dataset.settings().base_url, address));
        self.render(template, &context)
    }

    /// The path part of `base_url`.
    fn base_path(&self) -> String {
        let url = &self.dataset.settings().base_url;
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..]).to_owned()
    }

    fn render(&self, template: &str, context: &Context) -> Result<String, Box<Finding>> {
        self.theme.draw(&self.tera, template, context)
    }
}
