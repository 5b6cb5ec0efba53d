//! Pages and figures to files: templates, Markdown, tables for download.
//!
//! In: a [`Plan`] and what it was made of. Out: the bytes of each planned file, one by one and in
//! any order, so that they can be drawn in parallel. Nothing is decided here: what exists stands in
//! the plan, what is true in the figures; a theme says how it looks.

mod blocked;
mod cases;
mod chart_files;
pub mod charts;
mod columns;
mod conventions;
mod corrections;
mod dates;
mod downloads;
mod editions;
mod events;
mod faults;
mod feeds;
mod figure;
mod filings;
mod finding;
mod forms;
mod lacking;
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
mod provenance;
mod ranking;
mod rates;
mod reconciliation;
mod region;
pub mod review;
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
use crate::privacy::Forbidden;
use crate::published::Comparisons;
use crate::published::Public;
use crate::published::Published;
use crate::published::provenance::Provenance;
use crate::site::{Item, PageKind, Plan, root_from};

use pages::Drawing;

pub use search::WordIndex;
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
    commit: Option<String>,
    provenance: Option<&'d Provenance>,
    marks: provenance::CommitMarks,
    forms: forms::FormStencils,
    month: month::MonthStencil,
    numbers: number::Numbers,
    charts: charts::ChartWords,
    /// Made for the first file of words: a check draws none.
    search: OnceLock<search::WordIndex>,
    ranking: Ranking,
    comparisons: Comparisons<'d>,
    /// How the rules stand in each period; counted when the first page asks, on one thread, since all others may wait.
    verdicts: Vec<OnceLock<reconciliation::Verdicts>>,
    shells: ledger::Shells,
    rows: ledger::Rows,
    months: Vec<say::Month>,
    /// Told on many pages, found once.
    corrected: OnceLock<Vec<corrections::Corrected>>,
}

/// A page's full address, percent-encoded to stand in the query of another. The holes of a stencil
/// stay as they are: what fills them needs no encoding.
fn encoded(base_url: &str, address: &str) -> String {
    let url = format!("{base_url}{}", address.trim_start_matches('/'));
    crate::escape::percent(&url, |c| !c.is_ascii())
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
    /// Prepares the templates and everything the pages share; a faulty template is a finding. Pages name the `commit` that
    /// holds the site, and of each value the one it comes with, where these are known.
    pub fn new(
        dataset: &'d Public,
        figures: &'d Published,
        plan: &'d Plan,
        theme: &'d Theme,
        commit: Option<&str>,
        provenance: Option<&'d Provenance>,
    ) -> Result<Self, Box<Finding>> {
        let as_of = dataset.as_of();
        let mut tera = theme.templates()?;
        let charts = charts::ChartWords::read(|key| theme.strings().get(key).to_owned());
        shared::insert(&mut tera, dataset, figures, &charts.dates, as_of, commit);
        tera.global_context().insert_value("nav", nav::entries(plan, dataset));
        let numbers = number::Numbers::draw(&tera, theme)?;
        let forms = forms::FormStencils::draw(&tera, theme, dataset, commit, provenance)?;
        let months = say::Month::all(dataset, &charts.dates);
        let month = month::MonthStencil::draw(&tera, theme, dataset)?;
        let marks = provenance::CommitMarks::draw(&tera, theme, dataset, provenance)?;
        let shells = ledger::Shells::draw(&tera, theme, dataset)?;
        let rows = ledger::Rows::draw(&tera, theme)?;
        let comparisons = dataset.comparisons(figures);
        let ranking = figures.ranking(dataset);
        let verdicts = figures.periods().map(|_| OnceLock::new()).collect();
        Ok(Self {
            dataset,
            figures,
            plan,
            theme,
            as_of,
            tera,
            commit: commit.map(str::to_owned),
            provenance,
            marks,
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
            corrected: OnceLock::new(),
        })
    }

    /// One planned file; dead links in a page are findings.
    pub fn draw(&self, address: &str, item: &Item, findings: &Findings) -> Result<Drawn<'_>, Box<Finding>> {
        // The server shows the page of what is not there at any depth, so it cannot lead up by counting.
        let root = if *item == Item::NotFound { self.base_path() } else { root_from(address) };
        let kind = || PageKind::of(item).expect("a page has its row in the table");
        let elder = matches!(item, Item::Elder(_));
        let section = PageKind::of(item).map_or("", |kind| kind.section);
        let page = Drawing { renderer: self, root: &root, elder, section };
        let looked_over = |html: String| {
            self.look_over(&html, address, item, findings);
            html.into_bytes()
        };
        let whole = |values: Context| self.page(address, kind(), &root, values).map(looked_over);
        let ledger =
            |values: ledger::Inner| self.ledger_page(address, kind(), &root, values).map(looked_over);
        Ok(Drawn::Whole(match item {
            Item::FiguresCsv => return Ok(Drawn::Pieces(downloads::figures(self))),
            Item::CoverageCsv => return Ok(Drawn::Pieces(downloads::coverage(self))),
            Item::ListCsv(list) => return Ok(Drawn::Pieces(lists::draw(self, *list))),
            Item::MeasuresCsv => downloads::measures(self),
            Item::RegionsCsv => downloads::regions(self),
            Item::PeriodsCsv => downloads::periods(self),
            Item::TimelinessCsv => downloads::timeliness(self),
            Item::RankingCsv => downloads::ranking(self),
            Item::DataPackage => package::package(self),
            Item::ChartSvg(of) => {
                charts::standalone(&self.chart_file(*of), &self.warning(), &self.charts).into_bytes()
            }
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
            Item::Home => whole(page.home()?)?,
            Item::Periods => whole(page.periods())?,
            Item::Period(period) => whole(page.period(*period))?,
            Item::Regions => whole(page.regions())?,
            Item::Region(region) => whole(page.region(*region))?,
            Item::RegionMonth(region, period) => looked_over(self.region_month(*region, *period)),
            Item::Elder(of) => whole(page.elder(*of)?)?,
            Item::Timeliness => whole(page.timeliness())?,
            Item::Corrections => whole(page.corrections())?,
            Item::Editions => whole(page.editions())?,
            Item::Edition(period) => whole(page.edition(*period))?,
            Item::EditionCsv(at) => self.dataset.editions()[*at].figures.file.text.as_bytes().to_vec(),
            Item::Rankings => whole(page.rankings())?,
            Item::Ranking(period) => whole(page.ranking(*period))?,
            Item::Reconciliations => whole(page.reconciliations())?,
            Item::Reconciliation(period) => whole(page.reconciliation(*period))?,
            Item::Data => whole(page.data())?,
            Item::About => whole(page.about()?)?,
            Item::Cases => whole(page.cases())?,
            Item::Case(index) => whole(page.case(*index)?)?,
            Item::Text(index) => whole(page.text(*index)?)?,
            Item::Search => whole(page.search())?,
            Item::NotFound => whole(page.context(&[]))?,
            Item::Hazards(at) => ledger(page.hazards(*at))?,
            Item::Hazard(index) => ledger(page.hazard(*index))?,
            Item::Facilities(at) => ledger(page.facilities(*at))?,
            Item::Facility(index) => ledger(page.facility(*index))?,
            Item::Enterprises(at) => ledger(page.enterprises(*at))?,
            Item::Enterprise(index) => ledger(page.enterprise(*index))?,
            Item::Criteria => ledger(page.criteria())?,
            Item::Criterion(at) => ledger(page.criterion(*at))?,
            Item::Enforcement(at) => ledger(page.enforcement(*at))?,
            Item::Inspections(at) => ledger(page.inspections(*at))?,
            Item::Notices(at) => ledger(page.notices(*at))?,
        }))
    }

    /// A string of the theme in the site's language.
    fn word(&self, key: &str) -> String {
        self.theme.strings().get(key).to_owned()
    }

    /// The search's index; made on one thread, since others that draw may wait for it.
    fn search_index(&self) -> &search::WordIndex {
        self.search.get_or_init(|| search::WordIndex::of(&self.plan.search, |key| self.word(key)))
    }

    /// Makes the search's index on all threads, before they draw.
    pub fn make_search_index(&self) {
        let index = search::WordIndex::in_parallel(&self.plan.search, |key| self.word(key));
        // One that stands already is the same.
        let _ = self.search.set(index);
    }

    /// Looks through a drawn file for names that may stand nowhere; to be asked before it is written.
    #[must_use]
    pub fn forbidden(&self) -> &Forbidden {
        self.dataset.forbidden()
    }

    fn page(
        &self,
        address: &str,
        kind: PageKind,
        root: &str,
        mut values: Context,
    ) -> Result<String, Box<Finding>> {
        values.insert("root", root);
        nav::insert_twin(&mut values, self.plan, address);
        values.insert("address", address.trim_start_matches('/'));
        values.insert("page_url", &encoded(&self.dataset.settings().base_url, address));
        self.render(kind.template, &values)
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
