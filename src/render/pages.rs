//! Each page's template and the values it shows.

use tera::{Context, Value};

use super::Renderer;
use super::columns::{self, DownloadColumn, pick};
use super::shared::{day, object};
use crate::dataset::{Aggregation, PeriodAt, Region, RegionAt, Span};
use crate::diagnostic::Finding;
use crate::figures::{Measure, MeasureAt, RateTerm};
use crate::site::{Elder, headline};

/// The values of a page, but for `root` and `address`.
pub(super) type Values = Result<Context, Box<Finding>>;

/// How many overdue hazards the home page names.
const HOME_HAZARDS: usize = 6;

/// A page being drawn.
pub(super) struct Drawing<'r, 'd> {
    pub(super) renderer: &'r Renderer<'d>,
    pub(super) root: &'r str,
    /// Whether it is the version for older readers: the same values, without drawings.
    pub(super) elder: bool,
    /// The column it stands in, whose strings it has.
    pub(super) section: &'static str,
}

impl Drawing<'_, '_> {
    /// The values of a page of the version for older readers: those of its twin.
    pub(super) fn elder(&self, of: Elder) -> Values {
        match of {
            Elder::Home => self.home(),
            Elder::Periods => Ok(self.periods()),
            Elder::Period(period) => Ok(self.period(period)),
            Elder::Regions => Ok(self.regions()),
            Elder::Region(region) => Ok(self.region(region)),
        }
    }

    /// The link to a page that has a version for older readers, within the version being drawn.
    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{}{path}", self.root, if self.elder { "elder/" } else { "" })
    }

    /// A page's title and the way to it.
    pub(super) fn context(&self, way: &[(&str, String)]) -> Context {
        let mut context = Context::new();
        context.insert("section", self.section);
        context.insert("title", "");
        let way = way
            .iter()
            .map(|(title, link)| object([("title", (*title).into()), ("link", self.link(link).into())]));
        context.insert_value("way", way.collect::<Vec<Value>>().into());
        context
    }

    /// Who is missing from a region's sums to date; a stock is no sum over months.
    pub(super) fn absent(
        &self,
        measures: &[MeasureAt],
        region: RegionAt,
        period: PeriodAt,
    ) -> Option<String> {
        let adds_up = |measure: &&MeasureAt| {
            self.renderer.figures.measures()[**measure].aggregation != Aggregation::Stock
        };
        let sums: Vec<MeasureAt> = measures.iter().filter(adds_up).copied().collect();
        self.renderer.absent(&sums, &[region], period, Span::ToDate)
    }

    pub(super) fn period_id(&self, period: PeriodAt) -> &str {
        &self.renderer.dataset.campaign().periods[period].id
    }

    /// A region's name and page.
    pub(super) fn named(&self, region: RegionAt) -> Value {
        let of = self.region_of(region);
        object([
            ("name", of.name.as_str().into()),
            ("link", format!("{}regions/{}/", self.root, of.code).into()),
        ])
    }

    pub(super) fn region_of(&self, region: RegionAt) -> &Region {
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

    pub(super) fn home(&self) -> Values {
        let mut context = self.context(&[]);
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
        Ok(context)
    }

    pub(super) fn period_value(&self, period: PeriodAt) -> Value {
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
    pub(super) fn headline(&self) -> Vec<MeasureAt> {
        headline(self.renderer.dataset, self.renderer.figures)
    }

    pub(super) fn periods(&self) -> Context {
        let mut context = self.context(&[]);
        let root = self.renderer.dataset.regions().root();
        let measures = self.headline();
        let rows = self.renderer.figures.periods().rev().map(|period| {
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
        context
    }

    pub(super) fn regions(&self) -> Context {
        let mut context = self.context(&[]);
        let measures = self.headline();
        let dataset = self.renderer.dataset;
        let latest = self.renderer.figures.latest();
        let all = dataset.regions().each().map(|(at, _)| at);
        let (all, apart): (Vec<RegionAt>, Vec<RegionAt>) =
            all.partition(|at| latest.is_none_or(|latest| dataset.is_there(*at, latest)));
        context.insert_value("apart", apart.into_iter().map(|at| self.named(at)).collect::<Vec<_>>().into());
        let units = self.renderer.units(&measures, &all, Span::ToDate);
        context.insert_value("heads", self.renderer.heads(&measures, &units).into());
        let row = |region: RegionAt| {
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
        context
    }

    pub(super) fn data(&self) -> Context {
        let mut context = self.context(&[]);
        let in_english = self.renderer.dataset.settings().in_english();
        let files = super::downloads::offered(self.renderer).map(|table| {
            object([
                ("name", table.file.into()),
                ("key", table.key.into()),
                ("columns", columns_value(&table.columns, in_english)),
            ])
        });
        context.insert_value("files", files.collect::<Vec<_>>().into());
        context.insert_value("chart_columns", columns_value(columns::figures::CHART, in_english));
        let block = super::package::dataset_block(self.renderer);
        context.insert_value("dataset", Value::safe_string(&block));
        context.insert_value("confidential", self.is_confidential().into());
        context
    }

    /// Whether figures of single reporters are kept back at all: a site without any has nothing to say of it.
    fn is_confidential(&self) -> bool {
        self.renderer
            .dataset
            .forms()
            .iter()
            .flat_map(|form| &form.cells)
            .any(|cell| cell.confidential.is_some())
    }

    pub(super) fn about(&self) -> Values {
        let mut context = self.context(&[]);
        let (_, html) = self.woven("about")?;
        context.insert_value("text", Value::safe_string(&html));
        context.insert_value("confidential", self.is_confidential().into());
        context.insert_value("policies", self.renderer.policies().into());
        let dataset = self.renderer.dataset;
        let forms = dataset.forms().iter().enumerate();
        let forms = forms
            .map(|(index, form)| self.definitions(&form.title, &form.short, &|of| of.form == Some(index)));
        let of_ledgers = if dataset.settings().in_english() { "From the ledgers" } else { "由台账计数" };
        let ledgers = self.renderer.figures.measures().iter().any(|measure| measure.ledger.is_some());
        let ledgers = ledgers.then(|| self.definitions(of_ledgers, of_ledgers, &|of| of.ledger.is_some()));
        let rates = self.renderer.word("rates");
        let has_rates = self.renderer.figures.rates().len() > 0;
        let rates = has_rates.then(|| self.definitions(&rates, &rates, &|of| of.rate.is_some()));
        context.insert_value("rates", has_rates.into());
        context.insert_value("forms", forms.chain(ledgers).chain(rates).collect::<Vec<_>>().into());
        Ok(context)
    }

    /// What each measure of a form, of the ledgers or among the rates means.
    fn definitions(&self, title: &str, short: &str, is_one: &dyn Fn(&Measure) -> bool) -> Value {
        let figures = self.renderer.figures;
        let all = || MeasureAt::each(figures.measures()).filter(|(_, measure)| is_one(measure));
        // Sixty-four criteria four times over say no more than that there are such measures.
        let by_criterion = all().any(|(_, measure)| measure.is_by_criterion());
        let told = all().filter(|(index, of)| !of.is_by_criterion() && figures.is_told(*index));
        let measures = told.map(|(_, measure)| {
            let title = |index: MeasureAt| figures.measures()[index].title.as_str();
            let joined =
                |parts: &mut dyn Iterator<Item = MeasureAt>| parts.map(title).collect::<Vec<_>>().join(" + ");
            let side = |terms: &[RateTerm]| match joined(&mut terms.iter().map(|(index, _)| *index)) {
                sum if terms.len() > 1 => format!("({sum})"),
                one => one,
            };
            let parts = match &measure.rate {
                Some(rate) => format!("{} ÷ {}", side(&rate.numerator), side(&rate.denominator)),
                None => joined(&mut measure.parts.iter().copied()),
            };
            let of = measure.of.map_or("", title);
            object([
                ("id", measure.id.as_str().into()),
                ("title", measure.title.as_str().into()),
                ("unit", measure.unit.as_str().into()),
                ("unit_to_date", measure.unit_to_date.as_str().into()),
                ("kind", super::downloads::kind_code(measure.aggregation).into()),
                ("of", of.into()),
                ("parts", parts.into()),
            ])
        });
        object([
            ("title", title.into()),
            ("short", short.into()),
            ("measures", measures.collect::<Vec<_>>().into()),
            ("by_criterion", by_criterion.into()),
        ])
    }

    pub(super) fn text(&self, index: usize) -> Values {
        let page = &self.renderer.dataset.pages()[index];
        let mut context = self.context(&[]);
        context.insert("title", &page.title);
        context.insert("description", &page.description);
        context.insert_value("updated_on", page.updated_on.map(day).into());
        let html = self.renderer.prose(index, self.root, false)?;
        context.insert_value("text", Value::safe_string(&html));
        Ok(context)
    }
}

/// The columns of a table for download, told in the site's language.
fn columns_value(columns: &[DownloadColumn], in_english: bool) -> Value {
    let value = |column: &DownloadColumn| {
        object([
            ("name", column.name.into()),
            ("title", pick(column.title, in_english).into()),
            ("about", column.described(in_english).into()),
        ])
    };
    columns.iter().map(value).collect::<Vec<_>>().into()
}
