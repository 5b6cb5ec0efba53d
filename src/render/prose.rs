//! Hand-written pages to HTML, with their numbers and blocks filled in.

use pulldown_cmark::{CowStr, Event, Tag, html};
use rust_decimal::Decimal;
use tera::{Context, Value};

use super::Renderer;
use super::charts::Chart;
use super::number::Over;
use super::shared::object;
use crate::dataset::{Aggregation, Span};
use crate::diagnostic::Finding;
use crate::figures::{Reference, format_decimal, share};
use crate::site::{Block, BlockKind, Item, Part, Text, address};

impl Renderer<'_> {
    /// The HTML of a page's text, by the page's index.
    pub(super) fn prose(&self, page: usize, root: &str) -> Result<String, Box<Finding>> {
        self.prose_of(&self.plan.texts[page], Some(page), root)
    }

    /// The HTML of a text; its charts are files of their own where it is a page's.
    pub(super) fn prose_of(
        &self,
        text: &Text,
        page: Option<usize>,
        root: &str,
    ) -> Result<String, Box<Finding>> {
        let mut charts = 0;
        let mut events: Vec<Event> = Vec::new();
        for part in &text.parts {
            match part {
                Part::Prose(prose) => events.extend(prose.iter().cloned().map(|event| rooted(event, root))),
                Part::Figure(reference) => {
                    events.push(Event::InlineHtml(CowStr::from(self.inline_number(*reference))));
                }
                Part::Block(block) => {
                    let html = match self.chart_of(block) {
                        Some(chart) => {
                            charts += 1;
                            self.chart_block(&chart, page, charts - 1, root)?
                        }
                        None => self.block(block, root)?,
                    };
                    events.push(Event::Html(CowStr::from(html)));
                }
            }
        }
        let mut out = String::new();
        html::push_html(&mut out, events.into_iter());
        Ok(out)
    }

    fn chart_block(
        &self,
        chart: &Chart,
        page: Option<usize>,
        number: usize,
        root: &str,
    ) -> Result<String, Box<Finding>> {
        let link = |item: fn(usize, usize) -> Item| {
            let address = page.map(|page| address(self.dataset, &item(page, number)));
            address.map_or_else(String::new, |address| format!("{root}{}", address.trim_start_matches('/')))
        };
        let (svg, csv) = (link(Item::ChartSvg), link(Item::ChartCsv));
        let mut context = Context::new();
        context.insert_value("chart", self.chart_value(chart, &svg, &csv));
        self.render("blocks/chart.html", &context)
    }

    fn inline_number(&self, reference: Reference) -> String {
        let mut out = String::new();
        let measure = &self.figures.measures()[reference.measure];
        let over = self.over(reference.region);
        self.numbers.write(&mut out, reference.figure(self.figures), measure, over, None);
        out
    }

    /// One reporter's figures, or several added up.
    pub(super) fn over(&self, region: usize) -> Over {
        if self.dataset.regions.all()[region].reports() {
            Over::One
        } else {
            Over::Several(self.dataset.regions.reporters_of(region).len())
        }
    }

    fn block(&self, block: &Block, root: &str) -> Result<String, Box<Finding>> {
        let mut context = Context::new();
        context.insert("root", root);
        context.insert("title", &block.title);
        context.insert("span", block.span.code());
        match block.kind {
            BlockKind::Kpi => {
                context.insert_value("items", self.key_figures(block).into());
                self.render("blocks/kpi.html", &context)
            }
            BlockKind::Table | BlockKind::Chart(_) => {
                context.insert_value("heads", self.heads(&block.measures, block.span).into());
                context.insert_value("rows", self.rows(block, root).into());
                context.insert_value("by_region", (block.regions.len() > 1).into());
                self.render("blocks/table.html", &context)
            }
        }
    }

    /// The measures as column heads.
    pub(super) fn heads(&self, measures: &[usize], span: Span) -> Vec<Value> {
        let head = |measure: &usize| {
            let measure = &self.figures.measures()[*measure];
            object([
                ("id", measure.id.as_str().into()),
                ("title", measure.title.as_str().into()),
                ("unit", measure.unit_over(span).into()),
            ])
        };
        measures.iter().map(head).collect()
    }

    /// Figures of some measures for one region and period, as HTML.
    pub(super) fn cells(&self, measures: &[usize], region: usize, period: usize, span: Span) -> Vec<Value> {
        let over = self.over(region);
        let cell = |index: &usize| {
            let measure = &self.figures.measures()[*index];
            let figure = self.figures.at(*index, region, period, span);
            self.numbers.html(figure, measure, over)
        };
        measures.iter().map(cell).collect()
    }

    fn rows(&self, block: &Block, root: &str) -> Vec<Value> {
        let by_region = block.regions.len() > 1;
        let mut rows = Vec::new();
        for &region in &block.regions {
            for &period in &block.periods {
                let (of, at) = (&self.dataset.regions.all()[region], &self.dataset.campaign.periods[period]);
                let (title, link) = if by_region && block.periods.len() > 1 {
                    (format!("{} {}", of.name, at.id), format!("{root}regions/{}/", of.code))
                } else if by_region {
                    (of.name.clone(), format!("{root}regions/{}/", of.code))
                } else {
                    (at.id.clone(), format!("{root}periods/{}/", at.id))
                };
                rows.push(object([
                    ("title", title.into()),
                    ("link", link.into()),
                    ("cells", self.cells(&block.measures, region, period, block.span).into()),
                ]));
            }
        }
        rows
    }

    fn key_figures(&self, block: &Block) -> Vec<Value> {
        let mut items = Vec::new();
        for &region in &block.regions {
            for &period in &block.periods {
                items.extend(
                    block.measures.iter().map(|&index| self.key_figure(index, region, period, block.span)),
                );
            }
        }
        items
    }

    fn key_figure(&self, index: usize, region: usize, period: usize, span: Span) -> Value {
        let measure = &self.figures.measures()[index];
        let figure = self.figures.at(index, region, period, span);
        let over = self.over(region);
        let value = |index: usize, period: usize, span: Span| {
            let measure = &self.figures.measures()[index];
            let figure = self.figures.at(index, region, period, span);
            self.numbers.value(figure, measure, measure.unit_over(span), over)
        };
        let part = measure.of.and_then(|of| {
            let whole = self.figures.at(of, region, period, span);
            let rate = share(figure.value()?, whole.value()?);
            let rate = rate.map_or_else(|| "—".to_owned(), |rate| format!("{}%", format_decimal(rate, "")));
            Some(object([
                ("rate", rate.into()),
                ("whole", value(of, period, span)),
                ("title", self.figures.measures()[of].title.as_str().into()),
            ]))
        });
        let change = period.checked_sub(1).and_then(|last| {
            let before = self.figures.at(index, region, last, Span::Month).value()?;
            let now = self.figures.at(index, region, period, Span::Month).value()?;
            let complete = !self.figures.at(index, region, last, Span::Month).is_partial()
                && !self.figures.at(index, region, period, Span::Month).is_partial();
            complete.then(|| change(now - before))
        });
        let adds_up = matches!(measure.aggregation, Aggregation::Flow | Aggregation::Distinct);
        let month = (span == Span::ToDate && adds_up).then(|| value(index, period, Span::Month));
        object([
            ("id", measure.id.as_str().into()),
            ("title", measure.title.as_str().into()),
            ("value", value(index, period, span)),
            ("month", month.into()),
            ("part", part.into()),
            ("change", change.into()),
        ])
    }
}

fn change(difference: Decimal) -> Value {
    let direction = match difference.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => "up",
        std::cmp::Ordering::Less => "down",
        std::cmp::Ordering::Equal => "same",
    };
    object([("direction", direction.into()), ("by", format_decimal(difference.abs(), ",").into())])
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
