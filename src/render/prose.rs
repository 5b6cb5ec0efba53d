//! Hand-written pages to HTML, with their numbers and blocks filled in.

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd, html};
use tera::{Context, Value};

use super::Renderer;
use super::charts::Chart;
use super::number::Whose;
use super::shared::object;
use crate::dataset::{Aggregation, PeriodAt, RegionAt, Span};
use crate::diagnostic::Finding;
use crate::escape;
use crate::figures::{Key, MeasureAt};
use crate::published::{Block, BlockKind, PagePart, PageText};
use crate::site::ChartOf;

impl Renderer<'_> {
    /// The HTML of a page's text, by the page's index; for older readers with tables for drawings.
    pub(super) fn prose(&self, page: usize, root: &str, elder: bool) -> Result<String, Box<Finding>> {
        self.prose_of(&self.dataset.texts()[page], &|number| ChartOf::Page(page, number), root, elder)
    }

    /// The HTML of a text, whose charts are numbered from 0.
    pub(super) fn prose_of(
        &self,
        text: &PageText,
        of: &dyn Fn(usize) -> ChartOf,
        root: &str,
        elder: bool,
    ) -> Result<String, Box<Finding>> {
        let mut charts = 0;
        let mut events: Vec<Event> = Vec::new();
        for part in &text.parts {
            match part {
                PagePart::Prose(prose) => {
                    events.extend(prose.iter().cloned().map(|event| rooted(event, root)));
                }
                PagePart::Figure(at) => events.push(Event::InlineHtml(self.inline_number(*at).into())),
                PagePart::Block(block) => {
                    let html = match self.chart_of(block) {
                        Some(chart) => {
                            charts += 1;
                            self.chart_block(&chart, of(charts - 1), root, elder)?
                        }
                        None => self.block(block, root, elder)?,
                    };
                    events.push(Event::Html(CowStr::from(html)));
                }
            }
        }
        let mut out = String::new();
        html::push_html(&mut out, aligned(events).into_iter());
        Ok(out)
    }

    fn chart_block(
        &self,
        chart: &Chart,
        of: ChartOf,
        root: &str,
        elder: bool,
    ) -> Result<String, Box<Finding>> {
        let mut context = Context::new();
        context.insert_value("chart", self.linked_chart(chart, of, root));
        self.render(if elder { "elder/chart.html" } else { "blocks/chart.html" }, &context)
    }

    fn inline_number(&self, at: Key) -> String {
        let mut out = String::new();
        let measure = &self.figures.measures()[at.measure];
        self.numbers.write(&mut out, &self.figures.at(at), measure, self.over(at), None);
        out
    }

    /// The unit of a measure over a region and a span: distinct things of several reporters are counted by visits.
    pub(super) fn unit_of(&self, measure: MeasureAt, region: RegionAt, span: Span) -> &str {
        let measure = &self.figures.measures()[measure];
        let added = measure.unit_added.as_deref().filter(|_| !self.dataset.regions().all()[region].reports());
        added.unwrap_or_else(|| measure.unit_over(span))
    }

    fn block(&self, block: &Block, root: &str, elder: bool) -> Result<String, Box<Finding>> {
        let pages = format!("{root}{}", if elder { "elder/" } else { "" });
        let mut context = Context::new();
        context.insert("root", root);
        context.insert("title", &block.title);
        context.insert("span", block.span.code());
        match block.kind {
            BlockKind::Kpi => {
                context.insert_value("items", self.key_figures(block).into());
                let last = block.periods.last();
                let absent =
                    last.and_then(|last| self.absent(&block.measures, &block.regions, *last, block.span));
                context.insert("absent", &absent);
                self.render("blocks/kpi.html", &context)
            }
            BlockKind::Table | BlockKind::Chart(_) => {
                let units = self.units(&block.measures, &block.regions, block.span);
                context.insert_value("heads", self.heads(&block.measures, &units).into());
                context.insert_value("rows", self.rows(block, &units, &pages).into());
                context.insert_value("by_region", (block.regions.len() > 1).into());
                self.render("blocks/table.html", &context)
            }
        }
    }

    /// The unit at the head of each column: that of the rows where they have one, else that of reporters. Distinct
    /// enterprises of one are 家, of several added up 家次: where both stand below one another, the sum says its own.
    pub(super) fn units(&self, measures: &[MeasureAt], regions: &[RegionAt], span: Span) -> Vec<&str> {
        let unit = |&measure: &MeasureAt| {
            let mut units = regions.iter().map(|region| self.unit_of(measure, *region, span));
            let first = units.next().filter(|first| units.all(|unit| unit == *first));
            first.unwrap_or_else(|| self.figures.measures()[measure].unit_over(span))
        };
        measures.iter().map(unit).collect()
    }

    /// The measures as heads of columns that have these units.
    pub(super) fn heads(&self, measures: &[MeasureAt], units: &[&str]) -> Vec<Value> {
        let head = |(&index, unit): (&MeasureAt, &&str)| {
            let measure = &self.figures.measures()[index];
            object([
                ("id", measure.id.as_str().into()),
                ("title", measure.title.as_str().into()),
                ("unit", (*unit).into()),
            ])
        };
        measures.iter().zip(units).map(head).collect()
    }

    /// Figures of some measures for one region and period, as HTML.
    pub(super) fn cells(
        &self,
        measures: &[MeasureAt],
        region: RegionAt,
        period: PeriodAt,
        span: Span,
    ) -> Vec<Value> {
        self.cells_under(&self.units(measures, &[region], span), measures, region, period, span)
    }

    /// The same in columns of these units; a number of another has its own beside it: `1,234 家次`.
    pub(super) fn cells_under(
        &self,
        units: &[&str],
        measures: &[MeasureAt],
        region: RegionAt,
        period: PeriodAt,
        span: Span,
    ) -> Vec<Value> {
        let at = |measure| Key { measure, region, period, span };
        let over = measures.first().map_or(Whose::One, |first| self.over(at(*first)));
        let cell = |(&index, head): (&MeasureAt, &&str)| {
            let measure = &self.figures.measures()[index];
            let figure = self.figures.at(at(index));
            let mut html = String::new();
            self.numbers.write(&mut html, &figure, measure, over, None);
            let unit = self.unit_of(index, region, span);
            let sides = self.sides_told(Key { measure: index, region, period, span });
            let has_own = unit != *head && figure.value().is_some();
            if let Some(beside) = if has_own { Some(unit) } else { sides.as_deref() } {
                html.push_str(" <small>");
                escape::html(beside, &mut html);
                html.push_str("</small>");
            }
            Value::safe_string(&html)
        };
        measures.iter().zip(units).map(cell).collect()
    }

    fn rows(&self, block: &Block, units: &[&str], root: &str) -> Vec<Value> {
        let by_region = block.regions.len() > 1;
        let mut rows = Vec::new();
        for region in self.in_order(block) {
            for &period in block.periods.iter().filter(|period| self.dataset.is_there(region, **period)) {
                let (of, at) =
                    (&self.dataset.regions().all()[region], &self.dataset.campaign().periods[period]);
                let month = self.month_name(period);
                let (title, link) = if by_region && block.periods.len() > 1 {
                    (format!("{} {month}", of.name), format!("{root}regions/{}/", of.code))
                } else if by_region {
                    (of.name.clone(), format!("{root}regions/{}/", of.code))
                } else {
                    (month.to_owned(), format!("{root}periods/{}/", at.id))
                };
                rows.push(object([
                    ("title", title.into()),
                    ("link", link.into()),
                    ("total", (by_region && region == self.dataset.regions().root()).into()),
                    ("cells", self.cells_under(units, &block.measures, region, period, block.span).into()),
                ]));
            }
        }
        rows
    }

    fn key_figures(&self, block: &Block) -> Vec<Value> {
        let mut items = Vec::new();
        for &region in &block.regions {
            for &period in &block.periods {
                let at = |&measure: &MeasureAt| Key { measure, region, period, span: block.span };
                items.extend(block.measures.iter().map(at).map(|at| self.key_figure(at)));
            }
        }
        items
    }

    pub(super) fn key_figure(&self, at: Key) -> Value {
        let measure = &self.figures.measures()[at.measure];
        let over = self.over(at);
        let value = |at: Key| {
            let measure = &self.figures.measures()[at.measure];
            let unit = self.unit_of(at.measure, at.region, at.span);
            self.numbers.value(&self.figures.at(at), measure, unit, over)
        };
        let number = |measure: MeasureAt| self.figures.at(Key { measure, ..at }).value();
        let part = measure.of.filter(|of| number(at.measure).and(number(*of)).is_some()).map(|of| {
            let rate = self.rate(at).unwrap_or_else(|| "—".to_owned());
            object([
                ("rate", rate.into()),
                ("whole", value(Key { measure: of, ..at })),
                ("title", self.figures.measures()[of].title.as_str().into()),
            ])
        });
        let change = self
            .change(at)
            .map(|change| object([("direction", change.direction().into()), ("by", change.by().into())]));
        let adds_up = matches!(measure.aggregation, Aggregation::Flow | Aggregation::Distinct);
        let month = (at.span == Span::ToDate && adds_up).then(|| value(Key { span: Span::Month, ..at }));
        object([
            ("id", measure.id.as_str().into()),
            ("title", measure.title.as_str().into()),
            ("value", value(at)),
            ("month", month.into()),
            ("part", part.into()),
            ("change", change.into()),
            ("told", self.told(at).into()),
        ])
    }
}

/// The columns of tables aligned by a class: the published policy blocks the style attribute they would get.
fn aligned(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut columns = Vec::new();
    let (mut column, mut cell) = (0, "td");
    for event in &mut events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = std::mem::take(alignments),
            Event::Start(Tag::TableHead) => (column, cell) = (0, "th"),
            Event::Start(Tag::TableRow) => (column, cell) = (0, "td"),
            Event::Start(Tag::TableCell) => {
                if let Some(class) = columns.get(column).copied().and_then(class_of) {
                    *event = Event::InlineHtml(CowStr::from(format!("<{cell} class=\"{class}\">")));
                }
            }
            Event::End(TagEnd::TableCell) => {
                if columns.get(column).copied().and_then(class_of).is_some() {
                    *event = Event::InlineHtml(CowStr::from(format!("</{cell}>")));
                }
                column += 1;
            }
            _ => {}
        }
    }
    events
}

fn class_of(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some("to-left"),
        Alignment::Center => Some("to-centre"),
        Alignment::Right => Some("to-right"),
    }
}

/// A link from the site's root made relative to the page.
fn rooted<'e>(event: Event<'e>, root: &str) -> Event<'e> {
    let from_root = |url: &CowStr| url.strip_prefix('/').map(|path| CowStr::from(format!("{root}{path}")));
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = from_root(&dest_url).unwrap_or(dest_url);
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = from_root(&dest_url).unwrap_or(dest_url);
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        other => other,
    }
}
