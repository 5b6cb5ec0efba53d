//! Every internal link must lead to a planned file.

use std::ops::Range;
use std::sync::Arc;

use crate::dataset::Dataset;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::say;
use crate::site::{Elder, Item, Plan, resolve, root_from};

/// Reports the links of a drawn page, or of a part of it, that lead nowhere.
pub fn check(html: &str, address: &str, item: &Item, plan: &Plan, dataset: &Dataset, findings: &Findings) {
    // The page for lost readers is served at any depth, and leads on by absolute paths.
    if *item == Item::NotFound {
        return;
    }
    let (root, bytes) = (root_from(address), html.as_bytes());
    for attribute in ["href=\"", "src=\"", "action=\""] {
        for at in memchr::memmem::find_iter(bytes, attribute) {
            let start = at + attribute.len();
            let length = memchr::memchr(b'"', &bytes[start..]).unwrap_or(0);
            let link = &html[start..start + length];
            // Most links lead up to the root and down again; the others are resolved.
            let path = &link[..memchr::memchr2(b'#', b'?', link.as_bytes()).unwrap_or(length)];
            if path.strip_prefix(&root).is_some_and(|path| plan.has_below(path)) {
                continue;
            }
            let outside = link.contains(':') && !link.starts_with('.');
            if outside || link.starts_with('#') {
                continue;
            }
            let is_dead = !resolve(address, link).is_some_and(|target| plan.has(&target));
            if is_dead && !is_told_of_twin(link, address, item, dataset) {
                findings.push(dead(link, address, item, dataset));
            }
        }
    }
}

/// Whether the home page for older readers has the link from the text of the home page, which tells it.
fn is_told_of_twin(link: &str, address: &str, item: &Item, dataset: &Dataset) -> bool {
    let text = || dataset.pages.iter().find(|page| page.slug == "index").map(|page| &page.file.text);
    *item == Item::Elder(Elder::Home) && text().is_some_and(|text| written(text, link, address).is_some())
}

fn dead(link: &str, address: &str, item: &Item, dataset: &Dataset) -> Finding {
    let slug = match item {
        Item::Text(page) => Some(dataset.pages[*page].slug.as_str()),
        Item::Home => Some("index"),
        Item::About => Some("about"),
        _ => None,
    };
    let page = slug.and_then(|slug| dataset.pages.iter().find(|page| page.slug == slug));
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
