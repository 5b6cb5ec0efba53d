//! Each page's template and the values it shows.

use tera::{Context, Value};

use super::Renderer;
use super::columns::{self, Column, pick};
use super::shared::{day, object};
use crate::dataset::{Aggregation, Region, Span};
use crate::diagnostic::Finding;
use crate::figures::Measure;
use crate::site::{Elder, Item, headline};

type Page = Result<(&'static str, Context), Box<Finding>>;

/// The template of a page and its values, but for `root` and `address`.
pub fn context(renderer: &Renderer, item: &Item, root: &str) -> Page {
    let page = Drawing { renderer, root, elder: false };
    match item {
        Item::Elder(item) => Drawing { elder: true, ..page }.elder(*item),
        Item::Home => page.home(),
        Item::Periods => Ok(page.periods()),
        Item::Period(period) => Ok(page.period(*period)),
        Item::Regions => Ok(page.regions()),
        Item::Region(region) => Ok(page.region(*region)),
        Item::Timeliness => Ok(page.timeliness()),
        Item::Corrections => Ok(page.corrections()),
        Item::Rankings => Ok(page.rankings()),
        Item::Ranking(period) => Ok(page.ranking(*period)),
        Item::Reconciliations => Ok(page.reconciliations()),
        Item::Reconciliation(period) => Ok(page.reconciliation(*period)),
        Item::Data => Ok(page.data()),
        Item::About => page.about(),
        Item::Cases => Ok(page.cases()),
        Item::Case(index) => page.case(*index),
        Item::Text(index) => page.text(*index),
        Item::Search => Ok(page.search()),
        _ => Ok(("404.html", page.context("404", &[]))),
    }
}

/// How many overdue hazards the home page names.
const HOME_HAZARDS: usize = 6;

/// A page being drawn.
pub(super) struct Drawing<'r, 'd> {
    pub(super) renderer: &'r Renderer<'d>,
    pub(super) root: &'r str,
    /// Whether it is the version for older readers: the same values, without drawings.
    pub(super) elder: bool,
}

impl Drawing<'_, '_> {
    /// A page of the version for older readers: the values of its twin, in a template of its own
    /// where tables come first; pages that are a table have the same.
    fn elder(&self, item: Elder) -> Page {
        Ok(match item {
            Elder::Home => ("elder/home.html", self.home()?.1),
            Elder::Periods => self.periods(),
            Elder::Period(period) => ("elder/period.html", self.period(period).1),
            Elder::Regions => self.regions(),
            Elder::Region(region) => ("elder/region.html", self.region(region).1),
        })
    }

    /// The link to a page that has a version for older readers, within the version being drawn.
    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{}{path}", self.root, if self.elder { "elder/" } else { "" })
    }

    /// A page's title and the way to it; `section` names the strings of its column.
    pub(super) fn context(&self, section: &str, way: &[(&str, String)]) -> Context {
        let mut context = Context::new();
        context.insert("section", section);
        context.insert("title", "");
        let way = way
            .iter()
            .map(|(title, link)| object([("title", (*title).into()), ("link", self.link(link).into())]));
        context.insert_value("way", way.collect::<Vec<Value>>().into());
        context
    }

    /// Who is missing from a region's sums to date; a stock is no sum over months.
    pub(super) fn absent(&self, measures: &[usize], region: usize, period: usize) -> Option<String> {
        let adds_up =
            |measure: &&usize| self.renderer.figures.measures()[**measure].aggregation != Aggregation::Stock;
        let sums: Vec<usize> = measures.iter().filter(adds_up).copied().collect();
        self.renderer.absent(&sums, &[region], period, Span::ToDate)
    }

    pub(super) fn period_id(&self, period: usize) -> &str {
        &self.renderer.dataset.campaign().periods[period].id
    }

    pub(super) fn region_of(&self, region: usize) -> &Region {
        &self.renderer.dataset.regions().all()[region]
    }

    /// The pages written by hand of this name, as HTML; empty where there is none.
    fn woven(&self, slug: &str) -> Result<(Option<usize>, String), Box<Finding>> {
        let pages = &self.renderer.dataset.pages();
        match pages.iter().position(|page| page.slug == slug) {
            Some(page) => Ok((Some(page), self.renderer.prose(page, self.root, self.elder)?)),
            None => Ok((None, String::new())),
        }
    }

    fn home(&self) -> Page {
        let mut context = self.context("home", &[]);
        let (_, html) = self.woven("index")?;
        context.insert_value("text", Value::safe_string(&html));
        context.insert_value("cases", self.latest_cases(None).into());
        let latest = self.renderer.figures.latest();
        context.insert_value("period", latest.map(|latest| self.period_value(latest)).into());
        context.insert_value(
            "filing",
            latest.map(|latest| self.filing_summary(latest)).unwrap_or_default().into(),
        );
        let root = self.renderer.dataset.regions().root();
        // What the first form leads with is what the campaign is about; the key figures give the rest.
        let measures = self.headline();
        let first = &measures[..measures.len().min(2)];
        let lead = latest.and_then(|latest| self.renderer.lead(first, root, latest).into_iter().next());
        context.insert("lead", &lead.unwrap_or_default());
        let all: Vec<u32> = self.all_rows().collect();
        let overdue = self.overdue(self.all_rows());
        context.insert_value("hazards", self.hazards_part(&all, &[], 0));
        context.insert_value("overdue", self.latest_entries(&overdue, HOME_HAZARDS));
        Ok(("home.html", context))
    }

    pub(super) fn period_value(&self, period: usize) -> Value {
        let at = &self.renderer.dataset.campaign().periods[period];
        object([
            ("id", at.id.as_str().into()),
            ("title", self.renderer.month_name(period).into()),
            ("from", day(at.from)),
            ("to", day(at.to)),
            ("window", self.renderer.window(period).into()),
            ("link", self.link(&format!("periods/{}/", at.id)).into()),
        ])
    }

    /// Measures that overviews show.
    pub(super) fn headline(&self) -> Vec<usize> {
        headline(self.renderer.dataset, self.renderer.figures)
    }

    fn periods(&self) -> (&'static str, Context) {
        let mut context = self.context("periods", &[]);
        let root = self.renderer.dataset.regions().root();
        let measures = self.headline();
        let rows = (0..self.renderer.figures.periods()).rev().map(|period| {
            object([
                ("period", self.period_value(period)),
                ("cells", self.renderer.cells(&measures, root, period, Span::Month).into()),
                ("filing", self.filing_summary(period).into()),
            ])
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        let units = self.renderer.units(&measures, &[root], Span::Month);
        context.insert_value("heads", self.renderer.heads(&measures, &units).into());
        let forms = self.renderer.dataset.forms().iter().map(|form| form.short.as_str().into());
        context.insert_value("forms", forms.collect::<Vec<Value>>().into());
        ("periods.html", context)
    }

    fn regions(&self) -> (&'static str, Context) {
        let mut context = self.context("regions", &[]);
        let measures = self.headline();
        let all: Vec<usize> = (0..self.renderer.dataset.regions().all().len()).collect();
        let units = self.renderer.units(&measures, &all, Span::ToDate);
        context.insert_value("heads", self.renderer.heads(&measures, &units).into());
        let latest = self.renderer.figures.latest();
        let row = |region: usize| {
            let of = self.region_of(region);
            let cells = latest
                .map(|latest| self.renderer.cells_under(&units, &measures, region, latest, Span::ToDate));
            object([
                ("code", of.code.as_str().into()),
                ("name", of.name.as_str().into()),
                ("key", of.key.into()),
                ("total", (region == self.renderer.dataset.regions().root()).into()),
                ("link", self.link(&format!("regions/{}/", of.code)).into()),
                ("cells", cells.unwrap_or_default().into()),
            ])
        };
        context.insert_value("rows", all.iter().copied().map(row).collect::<Vec<_>>().into());
        context.insert_value("period", latest.map(|latest| self.period_value(latest)).into());
        ("regions.html", context)
    }

    fn data(&self) -> (&'static str, Context) {
        let mut context = self.context("data", &[]);
        let in_english = self.renderer.dataset.settings().in_english();
        let files = super::downloads::offered(self.renderer).map(|table| {
            object([
                ("name", table.file.into()),
                ("key", table.key.into()),
                ("columns", columns_value(table.columns, in_english)),
            ])
        });
        context.insert_value("files", files.collect::<Vec<_>>().into());
        context.insert_value("chart_columns", columns_value(columns::figures::CHART, in_english));
        let block = super::package::dataset_block(self.renderer);
        context.insert_value("dataset", Value::safe_string(&block));
        context.insert_value("confidential", self.is_confidential().into());
        ("data.html", context)
    }

    /// Whether figures of single reporters are kept back at all: a site without any has nothing to say of it.
    fn is_confidential(&self) -> bool {
        self.renderer.dataset.forms().iter().flat_map(|form| &form.cells).any(|cell| cell.confidential)
    }

    fn about(&self) -> Page {
        let mut context = self.context("about", &[]);
        let (_, html) = self.woven("about")?;
        context.insert_value("text", Value::safe_string(&html));
        context.insert_value("confidential", self.is_confidential().into());
        let dataset = self.renderer.dataset;
        let forms = dataset.forms().iter().enumerate();
        let forms = forms.map(|(index, form)| self.definitions(&form.title, &form.short, Some(index)));
        let of_ledgers = if dataset.settings().in_english() { "From the ledgers" } else { "由台账计数" };
        let ledgers = self.renderer.figures.measures().iter().any(|measure| measure.ledger.is_some());
        let ledgers = ledgers.then(|| self.definitions(of_ledgers, of_ledgers, None));
        context.insert_value("forms", forms.chain(ledgers).collect::<Vec<_>>().into());
        Ok(("about.html", context))
    }

    /// What each measure of a form, or of the ledgers, means.
    fn definitions(&self, title: &str, short: &str, form: Option<usize>) -> Value {
        let figures = self.renderer.figures;
        // Sixty-four criteria four times over say no more than that there are such measures.
        let by_criterion = form.is_none() && figures.measures().iter().any(Measure::is_by_criterion);
        let of_form = |measure: &&Measure| measure.form == form && !measure.is_by_criterion();
        let measures = figures.measures().iter().filter(of_form).map(|measure| {
            let parts = measure.parts.iter().map(|part| figures.measures()[*part].title.as_str());
            let of = measure.of.map_or("", |of| figures.measures()[of].title.as_str());
            object([
                ("id", measure.id.as_str().into()),
                ("title", measure.title.as_str().into()),
                ("unit", measure.unit.as_str().into()),
                ("unit_to_date", measure.unit_to_date.as_str().into()),
                ("kind", super::downloads::kind_code(measure.aggregation).into()),
                ("of", of.into()),
                ("parts", parts.collect::<Vec<_>>().join(" + ").into()),
            ])
        });
        object([
            ("title", title.into()),
            ("short", short.into()),
            ("measures", measures.collect::<Vec<_>>().into()),
            ("by_criterion", by_criterion.into()),
        ])
    }

    fn text(&self, index: usize) -> Page {
        let page = &self.renderer.dataset.pages()[index];
        let mut context = self.context("text", &[]);
        context.insert("title", &page.title);
        context.insert("description", &page.description);
        context.insert_value("updated_on", page.updated_on.map(day).into());
        let html = self.renderer.prose(index, self.root, false)?;
        context.insert_value("text", Value::safe_string(&html));
        Ok(("text.html", context))
    }
}

/// The columns of a table for download, told in the site's language.
fn columns_value(columns: &[Column], in_english: bool) -> Value {
    let value = |column: &Column| {
        object([
            ("name", column.name.into()),
            ("title", pick(column.title, in_english).into()),
            ("about", column.described(in_english).into()),
        ])
    };
    columns.iter().map(value).collect::<Vec<_>>().into()
}
