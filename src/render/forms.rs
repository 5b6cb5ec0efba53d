//! The official forms, as stencils: drawn once for each form, filled for each page.

use tera::{Context, Tera, Value};

use super::Renderer;
use super::charts::fill;
use super::number::{Numbers, Whose};
use super::shared::object;
use super::stencil::{Stencil, hole};
use super::theme::Theme;
use crate::dataset::{Cell, Form, FormItem, FormSection, Layout, PeriodAt, RegionAt, Span};
use crate::diagnostic::Finding;
use crate::escape;
use crate::figures::{Key, MeasureAt, Shown};
use crate::published::provenance::{FieldAt, Provenance};
use crate::published::{Public, Published};

/// What fills a hole in a form.
#[derive(Debug, Clone, Copy)]
enum FormHole {
    /// Who filed it.
    Reporter,
    /// When.
    Date,
    /// The figure of a cell, by its place among the form's cells and its span.
    Figure(usize, Span),
    /// The line it was reported at.
    Line(usize, Span),
    /// The commit its value came with.
    Commit(usize, Span),
    /// The file it was reported in.
    Path,
    /// The number alone, without a link to itself.
    Value(usize, Span),
}

/// One form's drawings.
#[derive(Debug)]
struct FormStencil {
    /// The official table.
    table: Stencil<FormHole>,
    /// Where each number came from.
    sources: Stencil<FormHole>,
    /// For each cell and span stated, the anchor of its source.
    anchors: Vec<[String; 2]>,
    /// For each cell what is said of it where it is merged with another: `含第5项`, `并入第3项`.
    merged: Vec<Option<MergedCell>>,
    /// For each cell and span, what it is called where values come from.
    fields: Vec<[(String, Option<FieldAt>); 2]>,
    /// The measure of the form's first cell.
    first: usize,
}

/// How a cell reads that is merged with another.
#[derive(Debug)]
struct MergedCell {
    /// What is said of it, as HTML.
    said: String,
    /// Whether the number of both stands here.
    is_shown: bool,
}

/// All forms' drawings, in the order of the dataset's forms.
#[derive(Debug)]
pub struct FormStencils(Vec<FormStencil>);

/// Whose form is filled in.
#[derive(Debug, Clone, Copy)]
pub struct Filled<'d> {
    /// Which form, by its place among those of the campaign.
    pub form: usize,
    /// Whose figures fill it.
    pub region: RegionAt,
    /// The month they are of, and the last of those to date.
    pub period: PeriodAt,
    /// Printed as who filed it.
    pub reporter: &'d str,
    /// Printed as when.
    pub date: &'d str,
    /// One reporter's or several added up, by span.
    pub over: [Whose; Span::ALL.len()],
}

impl Filled<'_> {
    fn key(&self, measure: MeasureAt, span: Span) -> Key {
        Key { measure, region: self.region, period: self.period, span }
    }
}

impl FormStencils {
    /// Draws every form.
    pub fn draw(
        tera: &Tera,
        theme: &Theme,
        dataset: &Public,
        commit: Option<&str>,
        provenance: Option<&Provenance>,
    ) -> Result<Self, Box<Finding>> {
        let source = source(dataset, commit);
        let mut first = 0;
        let mut stencils = Vec::new();
        for form in dataset.forms() {
            stencils.push(draw(tera, theme, form, &source, provenance, first)?);
            first += form.cells.len() + form.derived.len();
        }
        Ok(Self(stencils))
    }

    /// The official table with a region's figures; linked to their sources where asked.
    pub fn table(&self, out: &mut String, figures: &Published, numbers: &Numbers, of: Filled, linked: bool) {
        let stencil = &self.0[of.form];
        stencil.table.fill(out, |hole, out| match hole {
            FormHole::Reporter => escape::html(of.reporter, out),
            FormHole::Date => escape::html(of.date, out),
            FormHole::Figure(cell, span) => {
                let link = stencil.anchors[cell][span as usize].as_str();
                stencil.number(out, figures, numbers, of, (cell, span), linked.then_some(link));
            }
            FormHole::Line(..) | FormHole::Commit(..) | FormHole::Value(..) | FormHole::Path => {}
        });
    }

    /// Where each number of a reporter's form came from: the line of its file, and the commit.
    pub fn sources(&self, out: &mut String, renderer: &Renderer, of: Filled, path: &str) {
        let Renderer { figures, numbers, dataset, .. } = renderer;
        let stencil = &self.0[of.form];
        let region = &dataset.regions().all()[of.region].code;
        let period = &dataset.campaign().periods[of.period].id;
        let origins = renderer.provenance.map(|all| all.report(period, region));
        // Where a cell stands that is not told by itself would say whether it was filled in.
        let is_open = |cell: usize, span: Span| {
            figures.shown(of.key(MeasureAt::nth(stencil.first + cell), span)) == Shown::Open
        };
        stencil.sources.fill(out, |hole, out| match hole {
            FormHole::Path => escape::html(path, out),
            FormHole::Value(cell, span) => stencil.number(out, figures, numbers, of, (cell, span), None),
            FormHole::Line(cell, span) => {
                let at = of.key(MeasureAt::nth(stencil.first + cell), span);
                if let Some(origin) = figures.at(at).origin().filter(|_| is_open(cell, span)) {
                    out.push_str(&origin.line.to_string());
                }
            }
            FormHole::Commit(cell, span) if is_open(cell, span) => {
                let (name, field) = &stencil.fields[cell][span as usize];
                if let Some(origin) = origins.and_then(|origins| origins.of(name, *field)) {
                    renderer.marks.write(out, origin, true);
                }
            }
            FormHole::Commit(..) | FormHole::Reporter | FormHole::Date | FormHole::Figure(..) => {}
        });
    }
}

impl FormStencil {
    /// Writes what stands in a cell: its number; of two that are merged that of both, in one of them.
    fn number(
        &self,
        out: &mut String,
        figures: &Published,
        numbers: &Numbers,
        of: Filled,
        (cell, span): (usize, Span),
        link: Option<&str>,
    ) {
        let own = MeasureAt::nth(self.first + cell);
        let shown = figures.shown(of.key(own, span));
        // What is told to date alone is told so.
        let to_date = figures.shown(of.key(own, Span::ToDate));
        if (shown, to_date) == (Shown::Withheld, Shown::Rounded) {
            let figure = figures.at(of.key(own, Span::ToDate));
            out.push_str("<small class=\"merged\">");
            escape::html(numbers.span(Span::ToDate), out);
            out.push_str("</small> ");
            let over = of.over[Span::ToDate as usize];
            return numbers.write(out, &figure, &figures.measures()[own], over, link);
        }
        let merged = self.merged[cell].as_ref().filter(|_| matches!(shown, Shown::Merged(_)));
        let measure = match shown {
            Shown::Merged(into) => into,
            Shown::Open | Shown::Rounded | Shown::Withheld | Shown::Internal => own,
        };
        if merged.is_none_or(|merged| merged.is_shown) {
            let figure = figures.at(of.key(measure, span));
            numbers.write(out, &figure, &figures.measures()[measure], of.over[span as usize], link);
        }
        if let Some(merged) = merged {
            out.push_str(&merged.said);
        }
    }
}

/// What is said of each cell where it is merged with another.
fn merged(theme: &Theme, form: &Form) -> Vec<Option<MergedCell>> {
    let mut all: Vec<Option<MergedCell>> = form.cells.iter().map(|_| None).collect();
    for (cell, of) in form.cells.iter().enumerate() {
        let Some(merged) = of.confidential.as_ref().and_then(|confidential| confidential.merged) else {
            continue;
        };
        let said = |key: &str, other: usize, tag: [&str; 2]| {
            let mut html = tag[0].to_owned();
            escape::html(
                &fill(theme.strings().get(key), &[("item", &item_name(theme, form, cell, other))]),
                &mut html,
            );
            html + tag[1]
        };
        let with = said("merged_with", cell, [" <small class=\"merged\">", "</small>"]);
        all[merged.with] = Some(MergedCell { said: with, is_shown: true });
        let into = said("merged_into", merged.with, ["<span class=\"withheld\">", "</span>"]);
        all[cell] = Some(MergedCell { said: into, is_shown: false });
    }
    all
}

/// What one of two merged cells is called beside the other: by its number where both stand in one section.
fn item_name(theme: &Theme, form: &Form, beside: usize, cell: usize) -> String {
    let section = form.sections.iter().find(|section| {
        let has = |cell: usize| section.items.iter().any(|item| item.cells.contains(&cell));
        has(beside) && has(cell)
    });
    let item = section.and_then(|section| section.items.iter().find(|item| item.cells.contains(&cell)));
    match item.filter(|item| item.cells.len() == 1).and_then(|item| item.no) {
        Some(no) => fill(theme.strings().get("merged_item"), &[("no", &no.to_string())]),
        None => fill(theme.strings().get("merged_named"), &[("title", &form.cells[cell].title)]),
    }
}
fn draw(
    tera: &Tera,
    theme: &Theme,
    form: &Form,
    source: &Value,
    provenance: Option<&Provenance>,
    first: usize,
) -> Result<FormStencil, Box<Finding>> {
    let mut context = Context::new();
    context.insert_value("source", source.clone());
    context.insert_value("form", value(form));
    context.insert("has_provenance", &provenance.is_some());
    let render = |template: &str| theme.draw(tera, template, &context);
    let table = render(match form.layout {
        Layout::Paired => "forms/paired.html",
        Layout::Columns => "forms/columns.html",
    })?;
    let sources = render("forms/sources.html")?;
    let anchors =
        form.cells.iter().map(|cell| Span::ALL.map(|span| format!("#{}", anchor(form, cell, span))));
    let field = |cell: &Cell, span: Span| {
        let name = if form.spans.len() == 1 {
            format!("{}.{}", form.id, cell.id)
        } else {
            format!("{}.{}.{}", form.id, span.code(), cell.id)
        };
        let at = provenance.and_then(|all| all.field(&name));
        (name, at)
    };
    let fields = form.cells.iter().map(|cell| Span::ALL.map(|span| field(cell, span)));
    Ok(FormStencil {
        fields: fields.collect(),
        table: Stencil::cut(&table, named),
        sources: Stencil::cut(&sources, named),
        anchors: anchors.collect(),
        merged: merged(theme, form),
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

fn named(name: &str) -> Option<FormHole> {
    let mut words = name.split(' ');
    let kind = words.next()?;
    let mut place = || {
        let cell = words.next()?.parse().ok()?;
        let code = words.next()?;
        Some((cell, Span::ALL.into_iter().find(|span| span.code() == code)?))
    };
    match kind {
        "reporter" => Some(FormHole::Reporter),
        "date" => Some(FormHole::Date),
        "path" => Some(FormHole::Path),
        "figure" => place().map(|(cell, span)| FormHole::Figure(cell, span)),
        "line" => place().map(|(cell, span)| FormHole::Line(cell, span)),
        "commit" => place().map(|(cell, span)| FormHole::Commit(cell, span)),
        "value" => place().map(|(cell, span)| FormHole::Value(cell, span)),
        _ => None,
    }
}

/// A form as its templates see it.
fn value(form: &Form) -> Value {
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
                ("commit", hole(&name_of("commit", index, *span)).into()),
            ])
        })
        .collect();
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
        ("confidential", form.cells.iter().any(|cell| cell.confidential.is_some()).into()),
        ("sections", sections.into()),
        ("spans", spans.into()),
        ("sources", sources.into()),
    ])
}

fn section_value(form: &Form, section: &FormSection) -> Value {
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

fn item_value(form: &Form, item: &FormItem) -> Value {
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
        ("note", item.note.clone().into()),
        ("units", units.join("、").into()),
        ("cells", cells.into()),
    ])
}

/// Whether a character is a Chinese one, as the title of a form is where its words are.
fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
