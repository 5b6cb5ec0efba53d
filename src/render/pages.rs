//! Each page's template and the values it shows.

use tera::{Context, Value};

use super::Renderer;
use super::figure::Scope;
use super::forms::Filled;
use super::shared::{day, object};
use crate::dataset::{Region, Span};
use crate::diagnostic::Finding;
use crate::limits;
use crate::site::{ChartKind, Item};

type Page = Result<(&'static str, Context), Box<Finding>>;

/// The template of a page and its values, but for `root` and `address`.
pub fn context(renderer: &Renderer, item: &Item, root: &str) -> Page {
    let page = Drawing { renderer, root };
    match item {
        Item::Home => page.home(),
        Item::Periods => Ok(page.periods()),
        Item::Period(period) => Ok(page.period(*period)),
        Item::Regions => Ok(page.regions()),
        Item::Region(region) => Ok(page.region(*region)),
        Item::Timeliness => Ok(page.timeliness()),
        Item::Data => Ok(page.data()),
        Item::About => page.about(),
        Item::Cases => Ok(page.cases()),
        Item::Case(index) => page.case(*index),
        Item::Text(index) => page.text(*index),
        _ => Ok(("404.html", page.context("404", &[]))),
    }
}

/// A page being drawn.
pub(super) struct Drawing<'r, 'd> {
    pub(super) renderer: &'r Renderer<'d>,
    pub(super) root: &'r str,
}

impl Drawing<'_, '_> {
    /// A page's title and the way to it; `section` names the strings of its column.
    pub(super) fn context(&self, section: &str, way: &[(&str, String)]) -> Context {
        let mut context = Context::new();
        context.insert("section", section);
        context.insert("title", "");
        let way = way.iter().map(|(title, link)| {
            object([("title", (*title).into()), ("link", format!("{}{link}", self.root).into())])
        });
        context.insert_value("way", way.collect::<Vec<Value>>().into());
        context
    }

    pub(super) fn period_id(&self, period: usize) -> &str {
        &self.renderer.dataset.campaign.periods[period].id
    }

    pub(super) fn region_of(&self, region: usize) -> &Region {
        &self.renderer.dataset.regions.all()[region]
    }

    /// The pages written by hand of this name, as HTML; empty where there is none.
    fn woven(&self, slug: &str) -> Result<(Option<usize>, String), Box<Finding>> {
        let pages = &self.renderer.dataset.pages;
        match pages.iter().position(|page| page.slug == slug) {
            Some(page) => Ok((Some(page), self.renderer.prose(page, self.root)?)),
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
        Ok(("home.html", context))
    }

    pub(super) fn period_value(&self, period: usize) -> Value {
        let at = &self.renderer.dataset.campaign.periods[period];
        object([
            ("id", at.id.as_str().into()),
            ("from", day(at.from)),
            ("to", day(at.to)),
            ("link", format!("{}periods/{}/", self.root, at.id).into()),
        ])
    }

    /// Measures that overviews show.
    fn headline(&self) -> Vec<usize> {
        let ids = self
            .renderer
            .dataset
            .forms
            .iter()
            .flat_map(|form| form.headline.iter().map(move |id| format!("{}.{id}", form.id)));
        ids.filter_map(|id| self.renderer.figures.measure(&id)).collect()
    }

    fn periods(&self) -> (&'static str, Context) {
        let mut context = self.context("periods", &[]);
        let root = self.renderer.dataset.regions.root();
        let measures = self.headline();
        let rows = (0..self.renderer.figures.periods()).rev().map(|period| {
            object([
                ("period", self.period_value(period)),
                ("cells", self.renderer.cells(&measures, root, period, Span::Month).into()),
                ("filing", self.filing_summary(period).into()),
            ])
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context.insert_value("heads", self.renderer.heads(&measures, Span::Month).into());
        let forms = self.renderer.dataset.forms.iter().map(|form| form.short.as_str().into());
        context.insert_value("forms", forms.collect::<Vec<Value>>().into());
        ("periods.html", context)
    }

    fn period(&self, period: usize) -> (&'static str, Context) {
        let mut context = self.context("periods", &[("periods", "periods/".into())]);
        context.insert("title", self.period_id(period));
        context.insert_value("period", self.period_value(period));
        context.insert_value("filing", self.filing_summary(period).into());
        let neighbour = |at: Option<usize>| {
            let at = at.filter(|&at| at < self.renderer.figures.periods());
            Value::from(at.map(|at| self.period_value(at)))
        };
        context.insert_value("before", neighbour(period.checked_sub(1)));
        context.insert_value("after", neighbour(Some(period + 1)));
        let root = self.renderer.dataset.regions.root();
        let over = self.renderer.over(root);
        let forms = (0..self.renderer.dataset.forms.len()).map(|form| {
            let date = self.renderer.dataset.campaign.periods[period].to.to_string();
            let reporter = self.region_of(root).name.as_str();
            let filled = Filled { form, region: root, period, reporter, date: &date, over };
            object([
                ("id", self.renderer.dataset.forms[form].id.as_str().into()),
                ("title", self.renderer.dataset.forms[form].title.as_str().into()),
                ("short", self.renderer.dataset.forms[form].short.as_str().into()),
                ("table", self.table(filled)),
                ("by_region", self.by_region(form, period).into()),
            ])
        });
        context.insert_value("forms", forms.collect::<Vec<_>>().into());
        let many = self.renderer.dataset.regions.reporters().len() > limits::REPORTERS_PER_PAGE;
        context.insert_value("many", many.into());
        context.insert_value("chart", self.period_chart(period));
        ("period.html", context)
    }

    fn table(&self, filled: Filled) -> Value {
        let renderer = self.renderer;
        let mut html = String::new();
        renderer.forms.table(&mut html, renderer.figures, &renderer.numbers, filled, false);
        Value::safe_string(&html)
    }

    /// A form's sections with a row for each reporter; empty where there are too many to read.
    fn by_region(&self, form: usize, period: usize) -> Vec<Value> {
        let dataset = self.renderer.dataset;
        let reporters = dataset.regions.reporters();
        if reporters.len() > limits::REPORTERS_PER_PAGE {
            return Vec::new();
        }
        let first = self.renderer.figures.measures().iter().position(|measure| measure.form == Some(form));
        let first = first.unwrap_or_default();
        let section = |section: &crate::dataset::Section| {
            let cells = section.items.iter().flat_map(|item| item.cells.clone());
            let measures: Vec<usize> = cells.map(|cell| first + cell).collect();
            let rows = reporters.iter().copied().chain([dataset.regions.root()]).map(|region| {
                let of = self.region_of(region);
                let link = if of.reports() {
                    format!("{}regions/{}/{}/", self.root, of.code, self.period_id(period))
                } else {
                    String::new()
                };
                object([
                    ("name", of.name.as_str().into()),
                    ("link", link.into()),
                    ("cells", self.renderer.cells(&measures, region, period, Span::Month).into()),
                ])
            });
            object([
                ("title", section.title.as_str().into()),
                ("heads", self.renderer.heads(&measures, Span::Month).into()),
                ("rows", rows.collect::<Vec<_>>().into()),
            ])
        };
        dataset.forms[form].sections.iter().map(section).collect()
    }

    fn regions(&self) -> (&'static str, Context) {
        let mut context = self.context("regions", &[]);
        let measures = self.headline();
        context.insert_value("heads", self.renderer.heads(&measures, Span::ToDate).into());
        let latest = self.renderer.figures.latest();
        let row = |region: usize| {
            let of = self.region_of(region);
            let cells = latest.map(|latest| self.renderer.cells(&measures, region, latest, Span::ToDate));
            object([
                ("code", of.code.as_str().into()),
                ("name", of.name.as_str().into()),
                ("key", of.key.into()),
                ("link", format!("{}regions/{}/", self.root, of.code).into()),
                ("cells", cells.unwrap_or_default().into()),
            ])
        };
        let all = 0..self.renderer.dataset.regions.all().len();
        context.insert_value("rows", all.map(row).collect::<Vec<_>>().into());
        context.insert_value("period", latest.map(|latest| self.period_value(latest)).into());
        ("regions.html", context)
    }

    fn region(&self, region: usize) -> (&'static str, Context) {
        let dataset = self.renderer.dataset;
        let of = self.region_of(region);
        let mut context = self.context("regions", &[("regions", "regions/".into())]);
        context.insert("title", &of.name);
        context.insert_value("reports", of.reports().into());
        context.insert_value("key", of.key.into());
        context.insert("code", &of.code);
        let measures = self.headline();
        let span_of = |month: &'static str, span: Span| {
            let rows = (0..self.renderer.figures.periods()).map(|period| {
                let id = self.period_id(period);
                let link = if of.reports() {
                    format!("{}regions/{}/{id}/", self.root, of.code)
                } else {
                    format!("{}periods/{id}/", self.root)
                };
                object([
                    ("title", id.into()),
                    ("link", link.into()),
                    ("cells", self.renderer.cells(&measures, region, period, span).into()),
                ])
            });
            object([
                ("span", month.into()),
                ("heads", self.renderer.heads(&measures, span).into()),
                ("rows", rows.collect::<Vec<_>>().into()),
            ])
        };
        context.insert_value("cases", self.latest_cases(Some(region)).into());
        context.insert_value("chart", self.region_chart(region, &measures));
        let series = vec![span_of("month", Span::Month), span_of("to_date", Span::ToDate)];
        context.insert_value("series", series.into());
        let filings = (0..self.renderer.figures.periods()).filter(|_| of.reports()).map(|period| {
            object([("period", self.period_value(period)), ("forms", self.filings(region, period).into())])
        });
        context.insert_value("filings", filings.collect::<Vec<_>>().into());
        let forms = dataset.forms.iter().map(|form| form.short.as_str().into());
        context.insert_value("forms", forms.collect::<Vec<Value>>().into());
        ("region.html", context)
    }

    /// The first two headline measures of a region to date, where there is more than one period.
    fn region_chart(&self, region: usize, headline: &[usize]) -> Value {
        let renderer = self.renderer;
        let periods: Vec<usize> = (0..renderer.figures.periods()).collect();
        if periods.len() < 2 {
            return Value::none();
        }
        let measures = &headline[..headline.len().min(2)];
        let regions = [region];
        let scope = Scope { measures, regions: &regions, periods: &periods, span: Span::ToDate };
        renderer.chart_value(&renderer.chart(ChartKind::Line, None, scope), "", "")
    }

    /// The first headline measure of a period by reporter, where they fit on a page.
    fn period_chart(&self, period: usize) -> Value {
        let renderer = self.renderer;
        let regions = renderer.dataset.regions.reporters();
        let headline = self.headline();
        if regions.len() > limits::REPORTERS_PER_PAGE || headline.is_empty() {
            return Value::none();
        }
        let periods = [period];
        let scope = Scope { measures: &headline[..1], regions, periods: &periods, span: Span::Month };
        renderer.chart_value(&renderer.chart(ChartKind::Bar, None, scope), "", "")
    }

    fn data(&self) -> (&'static str, Context) {
        let mut context = self.context("data", &[]);
        let files = super::downloads::TABLES.iter().map(|table| {
            object([
                ("name", table.file.into()),
                ("key", table.key.into()),
                ("columns", table.columns.join(",").into()),
            ])
        });
        context.insert_value("files", files.collect::<Vec<_>>().into());
        ("data.html", context)
    }

    fn about(&self) -> Page {
        let mut context = self.context("about", &[]);
        let (_, html) = self.woven("about")?;
        context.insert_value("text", Value::safe_string(&html));
        let dataset = self.renderer.dataset;
        let forms = dataset.forms.iter().enumerate();
        let forms = forms.map(|(index, form)| self.definitions(&form.title, &form.short, Some(index)));
        let of_ledgers = if dataset.settings.in_english() { "From the ledgers" } else { "由台账计数" };
        let ledgers = self.renderer.figures.measures().iter().any(|measure| measure.ledger.is_some());
        let ledgers = ledgers.then(|| self.definitions(of_ledgers, of_ledgers, None));
        context.insert_value("forms", forms.chain(ledgers).collect::<Vec<_>>().into());
        Ok(("about.html", context))
    }

    /// What each measure of a form, or of the ledgers, means.
    fn definitions(&self, title: &str, short: &str, form: Option<usize>) -> Value {
        let figures = self.renderer.figures;
        let measures = figures.measures().iter().filter(|measure| measure.form == form).map(|measure| {
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
        ])
    }

    fn text(&self, index: usize) -> Page {
        let page = &self.renderer.dataset.pages[index];
        let mut context = self.context("text", &[]);
        context.insert("title", &page.title);
        context.insert("description", &page.description);
        context.insert_value("updated_on", page.updated_on.map(day).into());
        let html = self.renderer.prose(index, self.root)?;
        context.insert_value("text", Value::safe_string(&html));
        Ok(("text.html", context))
    }
}
