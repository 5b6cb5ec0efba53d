//! Every internal link must lead to a planned file, and nothing may be loaded that the published policy blocks.

use std::ops::Range;
use std::sync::Arc;

use super::theme::{self, Theme};
use super::{blocked, tags};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::web;
use crate::published::Public;
use crate::published::SCHEMES;
use crate::say;
use crate::site::{Elder, Item, Plan, resolve, root_from, text_of};

/// What the links of a drawn page are held against.
#[derive(Clone, Copy)]
pub struct Site<'s> {
    pub plan: &'s Plan,
    pub dataset: &'s Public,
    pub theme: &'s Theme,
}

/// Reports the links of a drawn page, or of a part of it, that lead nowhere, and what the published policy blocks.
pub fn check(html: &str, address: &str, item: &Item, site: Site, findings: &Findings) {
    let root = root_from(address);
    // The page for lost readers is served at any depth, and leads on by absolute paths.
    let is_lost = *item == Item::NotFound;
    tags::each(html, |tag, attributes| {
        if let Some(what) = blocked::of_tag(tag, attributes, &site.dataset.settings().base_url) {
            findings.push(theme::blocked(what, site.theme.place_of(what)));
            return;
        }
        let is_link = |name: &str| match name.len() {
            3 => name.eq_ignore_ascii_case("src"),
            4 => name.eq_ignore_ascii_case("href"),
            6 => name.eq_ignore_ascii_case("action"),
            _ => false,
        };
        for (_, link) in attributes.iter().filter(|(name, _)| !is_lost && is_link(name)) {
            // Most links lead up to the root and down again; the others are resolved.
            let path = &link[..memchr::memchr2(b'#', b'?', link.as_bytes()).unwrap_or(link.len())];
            if path.strip_prefix(&root).is_some_and(|path| site.plan.has_below(path)) || link.starts_with('#')
            {
                continue;
            }
            let is_dead = match web::scheme(link) {
                Some(scheme) => !is_allowed(&scheme, tag),
                None => !resolve(address, link).is_some_and(|target| site.plan.has(&target)),
            };
            if is_dead && !is_told_of_twin(link, address, item, site.dataset) {
                findings.push(dead(link, address, item, site.dataset));
            }
        }
    });
}

/// A link may leave the site by few schemes: `a:b.html` is no page of it, but something no browser knows.
fn is_allowed(scheme: &str, tag: &str) -> bool {
    SCHEMES.contains(&scheme) || (scheme == "data" && !tag.eq_ignore_ascii_case("a"))
}

/// Whether the home page for older readers has the link from the text of the home page, which tells it.
fn is_told_of_twin(link: &str, address: &str, item: &Item, dataset: &Public) -> bool {
    let text = || dataset.pages().iter().find(|page| page.slug == "index").map(|page| &page.file.text);
    *item == Item::Elder(Elder::Home) && text().is_some_and(|text| written(text, link, address).is_some())
}

fn dead(link: &str, address: &str, item: &Item, dataset: &Public) -> Finding {
    let page = text_of(item, dataset).map(|page| &dataset.pages()[page]);
    let written = page.and_then(|page| Some((&page.file, written(&page.file.text, link, address)?)));
    let place = match written {
        Some((file, span)) => file.place(&span),
        None => Place { path: Arc::from(format!("public{address}")), span: (0, 0) },
    };
    Finding::new(
        Code::DeadLink,
        place,
        say!(
            "`{address}` 上的链接 `{link}` 没有对应的页面",
            "the link `{link}` on `{address}` leads to no page"
        ),
    )
    .help(say!("改正链接，或补上页面", "correct the link, or add the page"))
}

/// Where a link stands in the text it was written in; there it may begin at the site's root.
fn written(text: &str, link: &str, address: &str) -> Option<Range<usize>> {
    let from_root = link.strip_prefix(&root_from(address)).map(|path| format!("/{path}"));
    let forms = [Some(link.to_owned()), from_root].into_iter().flatten();
    let mut found = forms.filter_map(|form| {
        let at = text.find(&format!("]({form}")).map(|at| at + 2).or_else(|| text.find(&form))?;
        Some(at..at + form.len())
    });
    found.next()
}
