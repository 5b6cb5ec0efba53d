//! The pages of the ledgers. A nation has some two hundred thousand: what stands around them is drawn once for each
//! column as a stencil, and each page draws its own small template alone.

mod criteria;
mod decisions;
mod doubles;
mod facts;
mod hazards;
mod registry;
mod rows;
mod sums;
mod visits;

use std::ops::Range;

use chrono::NaiveDate;
use tera::{Context, Tera, Value};

use super::pages::Drawing;
use super::shared::object;
use super::stencil::{Stencil, hole};
use super::theme::Theme;
use super::{Renderer, encoded};
use crate::diagnostic::Finding;
use crate::escape;
use crate::published::Public;
use crate::published::ledger::{EnterpriseAt, FacilityAt, ROWS_PER_PAGE, pages};
use crate::site::{PageKind, SECTIONS, Section, listed};

pub use rows::Rows;

#[derive(Debug, Clone, Copy)]
enum ShellHole {
    Title,
    Address,
    Encoded,
    Day,
    Main,
}

/// What stands around the pages of each column: at its own address, and one deeper.
#[derive(Debug)]
pub struct Shells(Vec<(&'static str, [Stencil<ShellHole>; 2])>);

impl Shells {
    /// Draws them, where there are ledgers.
    pub fn draw(tera: &Tera, theme: &Theme, dataset: &Public) -> Result<Self, Box<Finding>> {
        let shell = |section: &str, depth: usize| -> Result<Stencil<ShellHole>, Box<Finding>> {
            let root = "../".repeat(depth + 1);
            let mut context = Context::new();
            context.insert("root", &root);
            context.insert("address", &hole("address"));
            let url = encoded(&dataset.settings().base_url, "") + &hole("encoded");
            context.insert("page_url", &url);
            context.insert("section", section);
            context.insert("title", &hole("title"));
            context.insert("day", &hole("day"));
            context.insert("main", &hole("main"));
            context.insert("elder", &false);
            context.insert("twin", "elder/");
            context.insert("deeper", &(depth > 0));
            let step = object([("title", section.into()), ("link", format!("{root}{section}/").into())]);
            context.insert_value("way", vec![step; depth].into());
            let drawing = theme.draw(tera, "ledger/page.html", &context)?;
            Ok(Stencil::cut(&drawing, |name| {
                Some(match name {
                    "title" => ShellHole::Title,
                    "address" => ShellHole::Address,
                    "encoded" => ShellHole::Encoded,
                    "day" => ShellHole::Day,
                    "main" => ShellHole::Main,
                    _ => return None,
                })
            }))
        };
        let sections = SECTIONS.iter().map(Section::kind).filter(PageKind::is_of_ledger);
        let shells =
            sections.map(|kind| Ok((kind.section, [shell(kind.section, 0)?, shell(kind.section, 1)?])));
        Ok(Self(shells.collect::<Result<_, Box<Finding>>>()?))
    }
}

/// A page before it is set into its shell.
pub(in crate::render) struct Inner {
    title: String,
    day: String,
    context: Context,
}

impl Renderer<'_> {
    /// A page of the ledgers, set into its shell.
    pub(super) fn ledger_page(
        &self,
        address: &str,
        kind: PageKind,
        root: &str,
        mut inner: Inner,
    ) -> Result<String, Box<Finding>> {
        inner.context.insert("root", root);
        inner.context.insert("title", &inner.title);
        let main = self.render(kind.template, &inner.context)?;
        Ok(self.in_shell(address, kind, &inner, &main))
    }

    fn in_shell(&self, address: &str, kind: PageKind, inner: &Inner, main: &str) -> String {
        let shells = self.shells.0.iter().find(|(section, _)| *section == kind.section);
        let (_, shells) = shells.expect("every column of the ledgers has its shells");
        let address = address.trim_start_matches('/');
        let shell = &shells[usize::from(address.matches('/').count() > 1)];
        let mut page = String::with_capacity(main.len() + 8192);
        shell.fill(&mut page, |hole, out| match hole {
            ShellHole::Title => escape::html(&inner.title, out),
            ShellHole::Address => out.push_str(address),
            ShellHole::Encoded => out.push_str(&encoded("", address)),
            ShellHole::Day => out.push_str(&inner.day),
            ShellHole::Main => out.push_str(main),
        });
        page
    }

    /// A string of the theme.
    pub(super) fn string<'s>(&'s self, key: &'s str) -> &'s str {
        self.theme.strings().get(key)
    }
}

impl Drawing<'_, '_> {
    /// One page of a list of so many rows: which rows it shows, and the way to the other pages.
    fn paged(&self, context: &mut Context, rows: usize, page: usize) -> Range<usize> {
        let count = pages(rows);
        let link =
            |page: usize| format!("{}{}", self.root, listed(self.section, page).trim_start_matches('/'));
        let neighbour = |page: Option<usize>| Value::from(page.filter(|page| *page < count).map(link));
        context.insert("page", &(page + 1));
        context.insert("pages", &count);
        context.insert("total", &rows);
        context.insert_value("before", neighbour(page.checked_sub(1)));
        context.insert_value("after", neighbour(Some(page + 1)));
        context.insert_value("first", neighbour(Some(0)));
        context.insert_value("last", neighbour(Some(count - 1)));
        let from = (page * ROWS_PER_PAGE).min(rows);
        from..(from + ROWS_PER_PAGE).min(rows)
    }

    /// A page of a list.
    fn list(&self, page: usize, context: Context) -> Inner {
        let renderer = self.renderer;
        let mut title = renderer.string(self.section).to_owned();
        if page > 0 {
            title = format!("{title} ({}/{})", page + 1, pages_of(&context));
        }
        Inner { title, day: renderer.as_of.to_string(), context }
    }

    fn facility_link(&self, index: FacilityAt) -> Value {
        let (name, link) = self.facility_at(index);
        object([("name", name.into()), ("link", link.into())])
    }

    /// An enterprise by the name it had on a day.
    fn enterprise_link(&self, index: EnterpriseAt, day: NaiveDate) -> Value {
        let (name, link) = self.enterprise_at(index, day);
        object([("name", name.into()), ("link", link.into())])
    }

    /// A facility's name and where its page is.
    fn facility_at(&self, index: FacilityAt) -> (&str, String) {
        let facility = self.renderer.dataset.facility(index);
        (facility.name, format!("{}facilities/{}/", self.root, facility.id))
    }

    /// The same of an enterprise, by the name it had on a day.
    fn enterprise_at(&self, index: EnterpriseAt, day: NaiveDate) -> (&str, String) {
        let public = self.renderer.dataset;
        let link = format!("{}enterprises/{}/", self.root, public.enterprise_id(index));
        (public.enterprise_name(index, day), link)
    }

    fn entity(&self, name: &str, section: &str, id: &str) -> Value {
        object([("name", name.into()), ("link", format!("{}{section}/{id}/", self.root).into())])
    }
}

fn pages_of(context: &Context) -> String {
    context.get("pages").map(ToString::to_string).unwrap_or_default()
}
