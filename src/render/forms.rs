//! The official forms, as stencils: drawn once for each form, filled for each page.

use tera::{Context, Tera, Value};

use super::number::{Numbers, Over};
use super::shared::object;
use super::stencil::{Stencil, hole};
use super::theme::Theme;
use crate::dataset::{Cell, Form, Item, Layout, Section, Span};
use crate::diagnostic::Finding;
use crate::escape;
use crate::figures::{Figure, Measure};
use crate::published::{Public, Published};

/// What fills a hole in a form.
#[derive(Debug, Clone, Copy)]
enum Hole {
    /// Who filed it.
    Reporter,
    /// When.
    Date,
    /// The figure of a cell, by its place among the form's cells and its span.
    Figure(usize, Span),
    /// The line it was reported at.
    Line(usize, Span),
    /// The file it was reported in.
    Path,
    /// The number alone, without a link to itself.
    Value(usize, Span),
    /// What those parts of a declared sum that are not published come to, by its place after the cells.
    Rest(usize, Span),
}

/// One form's drawings.
#[derive(Debug)]
struct FormStencil {
    /// The official table.
    table: Stencil<Hole>,
    /// Where each number came from.
    sources: Stencil<Hole>,
    /// For each cell and span stated, the anchor of its source.
    anchors: Vec<[String; 2]>,
    /// The measure of the form's first cell.
    first: usize,
}

/// All forms' drawings, in the order of the dataset's forms.
#[derive(Debug)]
pub struct FormStencils(Vec<FormStencil>);

/// Whose form is filled in.
#[derive(Debug, Clone, Copy)]
pub struct Filled<'d> {
    /// Index of the form.
    pub form: usize,
    /// Index of the region.
    pub region: usize,
    /// Index of the period.
    pub period: usize,
    /// Printed as who filed it.
    pub reporter: &'d str,
    /// Printed as when.
    pub date: &'d str,
    /// One reporter's or several added up.
    pub over: Over,
}

impl FormStencils {
    /// Draws every form.
    pub fn draw(
        tera: &Tera,
        theme: &Theme,
        dataset: &Public,
        figures: &Published,
        commit: Option<&str>,
    ) -> Result<Self, Box<Finding>> {
        let source = source(dataset, commit);
        let mut first = 0;
        let mut stencils = Vec::new();
        for form in dataset.forms() {
            let hides = |place: &usize| {
                let parts = &figures.measures()[first + place].parts;
                parts.iter().any(|part| figures.hides(*part, true))
            };
            let sums = form.cells.len()..form.cells.len() + form.derived.len();
            let parted: Vec<usize> = sums.filter(hides).collect();
            stencils.push(draw(tera, theme, form, &parted, &source, first)?);
            first += form.cells.len() + form.derived.len();
        }
        Ok(Self(stencils))
    }

    /// The official table with a region's figures; linked to their sources where asked.
    pub fn table(&self, out: &mut String, figures: &Published, numbers: &Numbers, of: Filled, linked: bool) {
        let stencil = &self.0[of.form];
        stencil.table.fill(out, |hole, out| match hole {
            Hole::Reporter => escape::html(of.reporter, out),
            Hole::Date => escape::html(of.date, out),
            Hole::Figure(cell, span) => {
                let (figure, measure) = stencil.figure(figures, of, cell, span);
                let link = stencil.anchors[cell][span as usize].as_str();
                numbers.write(out, &figure, measure, of.over, linked.then_some(link));
            }
            Hole::Line(..) | Hole::Value(..) | Hole::Rest(..) | Hole::Path => {}
        });
    }

    /// Where each number of a reporter's form came from.
    pub fn sources(&self, out: &mut String, figures: &Published, numbers: &Numbers, of: Filled, path: &str) {
        let stencil = &self.0[of.form];
        stencil.sources.fill(out, |hole, out| match hole {
            Hole::Path => escape::html(path, out),
            Hole::Value(cell, span) => {
                let (figure, measure) = stencil.figure(figures, of, cell, span);
                numbers.write(out, &figure, measure, of.over, None);
            }
            Hole::Line(cell, span) => {
                let (figure, _) = stencil.figure(figures, of, cell, span);
                if let Some(origin) = figure.origin() {
                    out.push_str(&origin.line.to_string());
                }
            }
            Hole::Rest(sum, span) => {
                let measure = &figures.measures()[stencil.first + sum];
                let rest = figures.rest(stencil.first + sum, of.region, of.period, span);
                numbers.write(out, &rest, measure, of.over, None);
            }
            Hole::Reporter | Hole::Date | Hole::Figure(..) => {}
        });
    }
}

impl FormStencil {
    fn figure<'f>(
        &self,
        figures: &'f Published,
        of: Filled,
        cell: usize,
        span: Span,
    ) -> (Figure, &'f Measure) {
        let measure = self.first + cell;
        (figures.at(measure, of.region, of.period, span), &figures.measures()[measure])
    }
}

fn draw(
    tera: &Tera,
    theme: &Theme,
    form: &Form,
    parted: &[usize],
    source: &Value,
    first: usize,
) -> Result<FormStencil, Box<Finding>> {
    let mut context = Context::new();
    context.insert_value("source", source.clone());
    context.insert_value("form", value(form, parted));
    let render = |template: &str| theme.draw(tera, template, &context);
    let table = render(match form.layout {
        Layout::Paired => "forms/paired.html",
        Layout::Columns => "forms/columns.html",
    })?;
    let sources = render("forms/sources.html")?;
    let anchors =
        form.cells.iter().map(|cell| Span::ALL.map(|span| format!("#{}", anchor(form, cell, span))));
    Ok(FormStencil {
        table: Stencil::cut(&table, named),
        sources: Stencil::cut(&sources, named),
        anchors: anchors.collect(),
        first,
    })
}

/// The file the numbers stand in, and its address in the repository at the data's commit.
fn source(dataset: &Public, commit: Option<&str>) -> Value {
    let path = hole("path");
    let link = dataset.settings().repository.as_ref().zip(commit);
    let link = link.map(|(repository, commit)| format!("{repository}/blob/{commit}/{path}"));
    object([("path", path.into()), ("link", link.unwrap_or_default().into())])
}

/// The id of a number's row among the sources.
fn anchor(form: &Form, cell: &Cell, span: Span) -> String {
    if form.spans.len() == 1 {
        format!("{}.{}", form.id, cell.id)
    } else {
        format!("{}.{}.{}", form.id, cell.id, span.code())
    }
}

fn name_of(kind: &str, cell: usize, span: Span) -> String {
    format!("{kind} {cell} {}", span.code())
}

fn named(name: &str) -> Option<Hole> {
    let mut words = name.split(' ');
    let kind = words.next()?;
    let mut place = || {
        let cell = words.next()?.parse().ok()?;
        let code = words.next()?;
        Some((cell, Span::ALL.into_iter().find(|span| span.code() == code)?))
    };
    match kind {
        "reporter" => Some(Hole::Reporter),
        "date" => Some(Hole::Date),
        "path" => Some(Hole::Path),
        "figure" => place().map(|(cell, span)| Hole::Figure(cell, span)),
        "line" => place().map(|(cell, span)| Hole::Line(cell, span)),
        "rest" => place().map(|(sum, span)| Hole::Rest(sum, span)),
        "value" => place().map(|(cell, span)| Hole::Value(cell, span)),
        _ => None,
    }
}

/// A form as its templates see it; `parted` are the sums of which some parts are not published, by their places after
/// the cells.
fn value(form: &Form, parted: &[usize]) -> Value {
    let sections: Vec<Value> = form.sections.iter().map(|section| section_value(form, section)).collect();
    let spans: Vec<Value> = form
        .spans
        .iter()
        .map(|span| {
            let figures = (0..form.cells.len()).map(|cell| hole(&name_of("figure", cell, *span)).into());
            object([("code", span.code().into()), ("figures", figures.collect::<Vec<Value>>().into())])
        })
        .collect();
    let sources: Vec<Value> = form
        .spans
        .iter()
        .flat_map(|span| form.cells.iter().enumerate().map(move |(index, cell)| (span, index, cell)))
        .map(|(span, index, cell)| {
            object([
                ("anchor", anchor(form, cell, *span).into()),
                ("id", cell.id.as_str().into()),
                ("title", cell.title.as_str().into()),
                ("span", if form.spans.len() == 1 { "" } else { span.code() }.into()),
                ("value", hole(&name_of("value", index, *span)).into()),
                ("line", hole(&name_of("line", index, *span)).into()),
            ])
        })
        .collect();
    let rests = form.spans.iter().flat_map(|span| {
        parted.iter().map(|sum| {
            object([
                ("title", form.derived[*sum - form.cells.len()].title.as_str().into()),
                ("span", if form.spans.len() == 1 { "" } else { span.code() }.into()),
                ("value", hole(&name_of("rest", *sum, *span)).into()),
            ])
        })
    });
    let rests: Vec<Value> = rests.collect();
    object([
        ("id", form.id.as_str().into()),
        ("title", form.title.as_str().into()),
        ("short", form.short.as_str().into()),
        ("chinese", form.title.chars().any(is_chinese).into()),
        ("header_left", form.header_left.clone().unwrap_or_default().into()),
        ("header_right", form.header_right.clone().unwrap_or_default().into()),
        ("reporter", hole("reporter").into()),
        ("date", hole("date").into()),
        ("width", form.cells.len().into()),
        ("confidential", form.cells.iter().any(|cell| cell.confidential).into()),
        ("sections", sections.into()),
        ("spans", spans.into()),
        ("sources", sources.into()),
        ("rests", rests.into()),
    ])
}

fn section_value(form: &Form, section: &Section) -> Value {
    let items: Vec<Value> = section.items.iter().map(|item| item_value(form, item)).collect();
    let rows: Vec<Value> = items.chunks(2).map(|pair| Value::from(pair.to_vec())).collect();
    let width: usize = section.items.iter().map(|item| item.cells.len()).sum();
    object([
        ("id", section.id.as_str().into()),
        ("title", section.title.as_str().into()),
        ("width", width.into()),
        ("items", items.into()),
        ("rows", rows.into()),
    ])
}

fn item_value(form: &Form, item: &Item) -> Value {
    let cells: Vec<Value> = item
        .cells
        .clone()
        .map(|index| {
            let cell = &form.cells[index];
            object([
                ("id", cell.id.as_str().into()),
                ("label", cell.sub_label.clone().unwrap_or_default().into()),
                ("unit", cell.unit.as_str().into()),
                ("figure", hole(&name_of("figure", index, form.spans[0])).into()),
            ])
        })
        .collect();
    let mut units: Vec<&str> = form.cells[item.cells.clone()].iter().map(|cell| cell.unit.as_str()).collect();
    units.dedup();
    object([
        ("no", item.no.into()),
        ("label", item.label.as_str().into()),
        ("units", units.join("、").into()),
        ("cells", cells.into()),
    ])
}

/// Whether a character is a Chinese one, as the title of a form is where its words are.
fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
