//! The page of one reporter's month, as a stencil: it exists ten thousand times, and only its numbers,
//! names and days differ.

use tera::{Context, Tera, Value};

use super::Renderer;
use super::forms::Filled;
use super::number::Whose;
use super::shared::object;
use super::stencil::{Stencil, hole};
use super::theme::Theme;
use crate::dataset::{PeriodAt, RegionAt};
use crate::diagnostic::Finding;
use crate::escape;
use crate::figures::Timeliness;
use crate::published::Public;

#[derive(Debug, Clone, Copy)]
enum MonthHole {
    Name,
    Code,
    Period,
    /// The period in words.
    Title,
    From,
    To,
    /// From the first day to the last, in words.
    Window,
    /// How a form came in.
    Filing(usize),
    /// A form's official table.
    Table(usize),
    /// Where its numbers came from.
    Sources(usize),
    /// What is said otherwise than it was first.
    Revised,
}

#[derive(Debug, Clone, Copy)]
enum DayHole {
    On,
    Due(usize),
    /// The same in words.
    OnDay,
    DueDay(usize),
}

/// The ways one form can have come in, by how many due days it missed.
#[derive(Debug)]
struct Filings {
    filed: Vec<Stencil<DayHole>>,
    absent: Vec<Stencil<DayHole>>,
}

/// The page's drawings.
#[derive(Debug)]
pub struct MonthStencil {
    page: Stencil<MonthHole>,
    filings: Vec<Filings>,
}

/// How deep the page stands: `/regions/<code>/<period>/`.
const ROOT: &str = "../../../";

impl MonthStencil {
    /// Draws the page once, with holes for what differs.
    pub fn draw(tera: &Tera, theme: &Theme, dataset: &Public) -> Result<Self, Box<Finding>> {
        let (name, code, period) = (hole("name"), hole("code"), hole("period"));
        let mut context = Context::new();
        context.insert("root", ROOT);
        context.insert("address", &format!("regions/{code}/{period}/"));
        let page = format!("/regions/{code}/{period}/");
        context.insert("page_url", &super::encoded(&dataset.settings().base_url, &page));
        context.insert("section", "regions");
        context.insert("title", &hole("title"));
        context.insert("elder", &false);
        context.insert("twin", &format!("elder/regions/{code}/"));
        context.insert("name", &name);
        let step = |title: &str, link: String| object([("title", title.into()), ("link", link.into())]);
        let way =
            vec![step("regions", format!("{ROOT}regions/")), step(&name, format!("{ROOT}regions/{code}/"))];
        context.insert_value("way", way.into());
        let window = [
            ("id", period.as_str().into()),
            ("title", hole("title").into()),
            ("from", hole("from").into()),
            ("to", hole("to").into()),
            ("window", hole("window").into()),
            ("link", format!("{ROOT}periods/{period}/").into()),
        ];
        context.insert_value("period", object(window));
        let forms: Vec<Value> = dataset
            .forms()
            .iter()
            .enumerate()
            .map(|(at, form)| {
                object([
                    ("id", form.id.as_str().into()),
                    ("title", form.title.as_str().into()),
                    ("short", form.short.as_str().into()),
                    ("filing", hole(&format!("filing {at}")).into()),
                    ("table", hole(&format!("table {at}")).into()),
                    ("sources", hole(&format!("sources {at}")).into()),
                ])
            })
            .collect();
        context.insert_value("forms", forms.into());
        context.insert("revised", &hole("revised"));
        let drawing = theme.draw(tera, "region-month.html", &context)?;
        let filings = (0..dataset.forms().len()).map(|form| Filings::draw(tera, theme, dataset, form));
        Ok(Self { page: Stencil::cut(&drawing, named), filings: filings.collect::<Result<_, _>>()? })
    }
}

fn named(name: &str) -> Option<MonthHole> {
    let (kind, place) = name.split_once(' ').map_or((name, None), |(kind, at)| (kind, at.parse().ok()));
    Some(match (kind, place) {
        ("name", None) => MonthHole::Name,
        ("code", None) => MonthHole::Code,
        ("period", None) => MonthHole::Period,
        ("title", None) => MonthHole::Title,
        ("from", None) => MonthHole::From,
        ("to", None) => MonthHole::To,
        ("window", None) => MonthHole::Window,
        ("revised", None) => MonthHole::Revised,
        ("filing", Some(form)) => MonthHole::Filing(form),
        ("table", Some(form)) => MonthHole::Table(form),
        ("sources", Some(form)) => MonthHole::Sources(form),
        _ => return None,
    })
}

fn day_named(name: &str) -> Option<DayHole> {
    match name.split(' ').collect::<Vec<_>>().as_slice() {
        ["on"] => Some(DayHole::On),
        ["on", "day"] => Some(DayHole::OnDay),
        ["due", place] => place.parse().ok().map(DayHole::Due),
        ["due", place, "day"] => place.parse().ok().map(DayHole::DueDay),
        _ => None,
    }
}

impl Filings {
    fn draw(tera: &Tera, theme: &Theme, dataset: &Public, form: usize) -> Result<Self, Box<Finding>> {
        let due = &dataset.forms()[form].due;
        let strings = theme.strings().value();
        let draw = |state: &str, on: Value, late: usize| -> Result<Stencil<DayHole>, Box<Finding>> {
            let days = due.iter().enumerate().map(|(place, due)| {
                object([
                    ("day", hole(&format!("due {place}")).into()),
                    ("source", due.source.as_str().into()),
                    ("missed", (place < late).into()),
                ])
            });
            let how = object([
                ("title", dataset.forms()[form].short.as_str().into()),
                ("state", state.into()),
                ("on", on),
                ("days", days.collect::<Vec<_>>().into()),
            ]);
            let mut context = Context::new();
            context.insert_value("how", how);
            context.insert_value("t", strings.clone());
            let drawing = tera
                .render_component("filing_days", &context, None, true)
                .map_err(|error| theme.finding("components.html", &error))?;
            Ok(Stencil::cut(drawing.trim(), day_named))
        };
        let all = 0..=due.len();
        let filed = all
            .clone()
            .map(|late| draw(super::filings::filed_state(late, due.len()), hole("on").into(), late));
        let absent = all.map(|late| draw(super::filings::absent_state(late, due.len()), Value::none(), late));
        Ok(Self { filed: filed.collect::<Result<_, _>>()?, absent: absent.collect::<Result<_, _>>()? })
    }
}

impl Renderer<'_> {
    /// The page of one reporter's month.
    pub(super) fn region_month(&self, region: RegionAt, period: PeriodAt) -> String {
        let of = &self.dataset.regions().all()[region];
        let at = &self.dataset.campaign().periods[period];
        let report = self.dataset.report(region, period);
        let mut page = String::new();
        self.month.page.fill(&mut page, |hole, out| match hole {
            MonthHole::Name => escape::html(&of.name, out),
            MonthHole::Code => out.push_str(&of.code),
            MonthHole::Period => out.push_str(&at.id),
            MonthHole::Title => out.push_str(self.month_name(period)),
            MonthHole::From => out.push_str(&at.from.to_string()),
            MonthHole::To => out.push_str(&at.to.to_string()),
            MonthHole::Window => out.push_str(self.window(period)),
            MonthHole::Revised => out.push_str(&self.revised(region, period)),
            MonthHole::Filing(form) => self.filing(out, form, region, period),
            MonthHole::Table(form) => {
                let date = report.and_then(|report| report.submitted_on(form));
                let date = date.map(|on| self.dates().day(on));
                let date = date.as_deref().unwrap_or_default();
                let filled = Filled { form, region, period, reporter: &of.name, date, over: [Whose::One; 2] };
                self.forms.table(out, self.figures, &self.numbers, filled, true);
            }
            MonthHole::Sources(form) => {
                if let Some(report) = report.filter(|report| report.has(form)) {
                    let filled =
                        Filled { form, region, period, reporter: "", date: "", over: [Whose::One; 2] };
                    self.forms.sources(out, self, filled, report.path());
                }
            }
        });
        page
    }

    /// Beside a figure that was revised, what was first published; nothing for nearly all months.
    fn revised(&self, region: RegionAt, period: PeriodAt) -> String {
        let rows = self.corrections_of(region, period, ROOT);
        if rows.is_empty() {
            return String::new();
        }
        let mut context = Context::new();
        context.insert_value("rows", rows.into());
        context.insert_value("t", self.theme.strings().value().clone());
        self.tera.render_component("revised_part", &context, None, true).unwrap_or_default()
    }

    fn filing(&self, out: &mut String, form: usize, region: RegionAt, period: PeriodAt) {
        let due = &self.dataset.forms()[form].due;
        let ways = &self.month.filings[form];
        let (stencil, on) = match self.dataset.timeliness(form, region, period) {
            Timeliness::Filed { on, late } => (&ways.filed[late], on),
            // Such a month has no page.
            Timeliness::NotThere | Timeliness::Awaited => (&ways.absent[0], None),
            Timeliness::Overdue(late) => (&ways.absent[late], None),
            Timeliness::Missing => (&ways.absent[due.len()], None),
        };
        let due_on = |place: usize| self.dataset.campaign().periods[period].day(due[place].day);
        stencil.fill(out, |hole, out| match hole {
            DayHole::On => out.push_str(&on.map(|on| on.to_string()).unwrap_or_default()),
            DayHole::OnDay => out.push_str(&on.map(|on| self.dates().day(on)).unwrap_or_default()),
            DayHole::Due(place) => out.push_str(&due_on(place).to_string()),
            DayHole::DueDay(place) => out.push_str(&self.dates().day(due_on(place))),
        });
    }
}
